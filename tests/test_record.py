"""Records: what they have of dataclasses, and what is their own."""

import copy
import dataclasses
import pickle
from collections.abc import Sequence
from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass
from enum import Enum
from typing import ClassVar

import pytest

from tei_kit.record import field, field_names, frozen, members, record, replace
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


@frozen
class Row:
    name: str
    words: Sequence[str] = field(default_factory=tuple)


def test_fields_of_what_is_frozen_cannot_be_set_or_deleted():
    row = Row("one")
    with pytest.raises(FrozenInstanceError, match=r"Row\.name cannot be changed"):
        row.name = "two"
    with pytest.raises(FrozenInstanceError):
        del row.name
    assert row == Row("one", ())


def test_what_is_frozen_is_hashed_by_values_as_far_as_they_have_a_hash():
    assert hash(Row("one")) == hash(Row("one"))
    with pytest.raises(TypeError, match="unhashable"):
        hash(Row("one", []))


@pytest.mark.parametrize("made", [Row("one", ("a", "b")), Point(1, trace=("x",)), Named(1)])
def test_copies_and_pickles_are_equal(made):
    for again in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert again == made
        assert type(again) is type(made)


def test_the_first_object_of_a_class_is_filled_as_all_others_are():
    @frozen
    class New:
        a: int
        b: Sequence[int] = field(default_factory=list)
        c: int = 3

    first, second = New(1), New(1)
    assert first == second == New(a=1, b=[], c=3)
    assert first.b is not second.b


def test_an_attribute_of_the_class_is_no_field():
    @record
    class New:
        streams: "ClassVar[bool]" = True
        a: int

    assert New(1) == New(a=1)
    assert New.streams
    assert New.__annotations__ == {"streams": "ClassVar[bool]", "a": int}


def test_the_fields_are_those_of_a_dataclass():
    assert is_dataclass(Named)
    assert [each.name for each in fields(Named)] == ["x", "y", "trace", "name"]
    assert [each.repr for each in fields(Named)] == [True, True, False, True]
    assert asdict(Named(1, name="here")) == {"x": 1, "y": 0, "trace": (), "name": "here"}
    assert dataclasses.replace(Named(1), name="there") == Named(1, name="there")
    assert Row.__qualname__ == "Row"


def test_a_record_is_made_anew_with_other_values_and_its_hidden_fields():
    assert replace(Named(1, trace=(2,)), name="there") == Named(1, trace=(2,), name="there")
    assert field_names(Named) == field_names(Named(1)) == ("x", "y", "trace", "name")
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        replace(Point(1), z=3)


def test_the_field_of_dataclasses_is_no_default_of_a_record():
    with pytest.raises(TypeError, match=r"New: records take `field` from tei_kit\.record"):

        @record
        class New:
            a: list = dataclasses.field(default_factory=list)


def test_what_inherits_from_a_record_is_shown_as_it_is():
    class Other(Point):
        pass

    assert repr(Other(1)).endswith("Other(x=1, y=0)")


def test_wrong_arguments_are_told_as_those_of_any_function():
    @record
    class New:
        a: int

    for _ in range(2):
        with pytest.raises(TypeError, match=r"New.__init__\(\) missing 1 required"):
            New()
        with pytest.raises(TypeError, match="unexpected keyword argument 'b'"):
            New(1, b=2)


def test_a_method_of_the_class_stays():
    one = profile.load("frus")
    assert one != replace(one)
    assert len({one, replace(one)}) == 2


def test_the_first_objects_of_a_class_are_as_those_that_are_made_when_it_has_many():
    """The method that fills them is compiled when there are some."""

    @record
    class Word:
        text: str
        length: int = field(default=1, repr=False)
        places: list[int] = field(default_factory=list)

        def __post_init__(self):
            self.length += 1

    made = [Word("a", places=[n]) if n % 2 else Word(text="a") for n in range(100)]
    assert {(word.text, word.length) for word in made} == {("a", 2)}
    assert [word.places for word in made] == [[n] if n % 2 else [] for n in range(100)]
    assert len({id(word.places) for word in made}) == 100


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, 2, 3, 4), {}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((), {"y": 1})],
)
@pytest.mark.parametrize("before", [0, 100])
def test_wrong_arguments_are_refused_as_those_of_a_function_are(before, values, named):
    @record
    class Place:
        x: int
        y: int = 0
        trace: object = field(default=())

    for n in range(before):
        Place(n)
    with pytest.raises(TypeError, match=r"Place\.__init__\(\) "):
        Place(*values, **named)


def test_members_of_an_enumeration_are_had_by_their_names():
    class Colour(Enum):
        RED = 1
        BLUE = 2

    assert members(Colour).RED is Colour.RED
    with pytest.raises(AttributeError):
        assert members(Colour).GREEN
