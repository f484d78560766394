"""Doubts: what to look at first, and no longer when somebody has decided about it."""

import pytest

from tei_kit.diagnostics import Place
from tei_kit.readers import of_text
from tei_kit.review.doubts import Group, offset_of
from tei_kit.review.session import Opening, Session, Wish
from tests.places import DATA
from tests.review.conftest import TEXT
from tests.tokenizer.families.speech.test_talks import DOUBTFUL


def doubts(path):
    return Session(path, Opening()).state().result.doubts


def test_what_is_unsure_comes_before_what_was_noticed_and_what_is_likely():
    found = doubts(DATA / "letters" / "volume.txt")
    groups = [list(Group).index(doubt.group) for doubt in found]
    assert groups == sorted(groups)
    assert {doubt.group for doubt in found} >= {Group.UNSURE, Group.LIKELY}


def test_digits_that_refer_to_no_note_are_a_doubt_about_the_digits_alone():
    found = [d for d in doubts(DATA / "texts" / "reference_without_note.txt") if "TK211" in d.why]
    assert [(d.words, d.suggested, d.group) for d in found] == [
        ("4", "noteref", Group.NOTICED),
        ("1", "noteref", Group.NOTICED),
    ]


def test_a_label_that_was_not_taken_is_a_doubt_about_the_label_alone(tmp_path):
    path = tmp_path / "debate.txt"
    path.write_text(DOUBTFUL, encoding="utf-8")
    found = [doubt for doubt in doubts(path) if "TK230" in doubt.why]
    assert [doubt.words for doubt in found] == ["Ice", "Debt", "Fog", "Fear", "Greed"]
    assert {(doubt.suggested, doubt.group) for doubt in found} == {("speaker", Group.NOTICED)}


def test_no_doubt_is_left_where_somebody_decided(memo):
    session = Session(memo, Opening())
    before = session.state().result.doubts
    assert before
    first = before[0]
    after = session.decide(Wish(first.start, first.end, "paragraph")).result.doubts
    assert first.start not in {doubt.start for doubt in after}


def test_doubts_are_left_where_somebody_decided_about_all_that_is_taken_for_a_kind(memo):
    before = [doubt for doubt in doubts(memo) if doubt.kind != "item"]
    assert before
    file = memo.with_name("memo.decisions.toml")
    file.write_text('[[decision]]\ntaken = "item"\nis = "paragraph"\n', encoding="utf-8")
    assert doubts(memo) == before


@pytest.mark.parametrize("offset", [0, 5, 31, 60, len(TEXT) - 2])
def test_a_place_leads_back_to_its_offset(offset):
    source = of_text(TEXT, "memo.txt")
    assert offset_of(source, source.place(offset)) == offset


def test_a_place_behind_the_text_is_its_end():
    source = of_text("One line.\n", "memo.txt")
    assert offset_of(source, Place("memo.txt", 99, 99)) == len(source.text)
