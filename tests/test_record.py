"""Records: what they have of dataclasses, and what is their own."""

from collections.abc import Sequence
from dataclasses import field, replace

import pytest

from tei_kit.record import record
from tei_kit.settings import profile


@record
class Point:
    x: int
    y: int = 0
    trace: object = field(default=(), repr=False)


@record
class Named(Point):
    name: str = ""


@record
class Path:
    points: "Sequence[Point]"


@record
class LongPath(Path):
    name: str = ""


def test_records_are_equal_by_their_values():
    assert Point(1, 2) == Point(1, 2)
    assert Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != (1, 2, ())


def test_records_of_different_classes_are_not_equal():
    assert Named(1, 2) != Point(1, 2)


def test_records_are_hashed_by_their_values():
    assert len({Point(1, trace=()), Point(1, trace=()), Point(2, trace=())}) == 2


def test_records_that_may_hold_lists_have_no_hash():
    with pytest.raises(TypeError, match="unhashable"):
        hash(Path([Point(1)]))
    with pytest.raises(TypeError, match="unhashable"):
        hash(LongPath([], "far"))


def test_records_are_shown_as_dataclasses_are():
    assert repr(Point(1)) == "Point(x=1, y=0)"
    assert repr(Named(1, name="here")) == "Named(x=1, y=0, name='here')"


def test_records_are_replaced_and_matched_as_dataclasses_are():
    match replace(Point(1, 2), x=3):
        case Point(x, y):
            assert (x, y) == (3, 2)


def test_records_have_slots():
    assert not hasattr(Point(1), "__dict__")


def test_a_method_of_the_class_stays():
    one = profile.load("frus")
    assert one != replace(one)
    assert len({one, replace(one)}) == 2
