"""Decisions find their place by words, and places get the words that find them again."""

from hypothesis import given
from hypothesis import strategies as st

from tei_kit.decisions.anchor import Stretch, anchored, found, likely
from tei_kit.decisions.decision import Decision

TEXT = (
    "Yes. We met in May. Yes.\nWe met again\nin the harbor. Yes. We left; the harboring was over."
)


def words(text, places):
    return [text[place.start : place.end] for place in places]


def test_white_space_never_counts():
    assert words(TEXT, found(TEXT, Decision("met again in the harbor"))) == [
        "met again\nin the harbor"
    ]


def test_words_beside_choose_among_several_places():
    assert found(TEXT, Decision("Yes.", before="May.")) == [Stretch(20, 24)]
    assert found(TEXT, Decision("Yes.", after="We left")) == [Stretch(53, 57)]
    assert found(TEXT, Decision("Yes.", before="May.", after="We left")) == []


def test_a_place_may_be_counted():
    assert found(TEXT, Decision("Yes.", nth=2)) == [Stretch(20, 24)]


def test_a_count_that_is_no_longer_true_finds_nothing():
    assert found(TEXT, Decision("Yes.", nth=2, of=3)) == [Stretch(20, 24)]
    assert found(TEXT, Decision("Yes.", nth=2, of=4)) == []


def test_whole_words_come_before_parts_of_words():
    assert words(TEXT, found(TEXT, Decision("harbor"))) == ["harbor"]
    assert words(TEXT, found(TEXT, Decision("arbor"))) == ["arbor", "arbor"]


def test_the_first_and_the_last_words_of_a_long_stretch_are_enough():
    assert words(TEXT, found(TEXT, Decision("We met again … left;"))) == [
        "We met again\nin the harbor. Yes. We left;"
    ]


def test_words_that_are_not_there_have_likely_places():
    places = likely(TEXT, Decision("We meet again in the harbour."))
    assert words(TEXT, places)[0] == "We met again\nin the harbor. Yes."[: -len(" Yes.")]


def test_words_like_no_others_have_none():
    assert likely(TEXT, Decision("Zymurgy quixotic")) == []


def test_an_anchor_is_as_short_as_it_can_be():
    assert anchored(TEXT, 8, 18, Decision("")).text == "met in May"
    assert anchored(TEXT, 20, 24, Decision("")) == Decision("Yes.", before="May.")


def test_places_that_nothing_tells_apart_are_counted():
    text = "Yes. " * 40
    assert anchored(text, 100, 104, Decision("")) == Decision("Yes.", nth=21, of=40)


@given(st.data())
def test_an_anchor_finds_its_place_and_no_other(data):
    text = " ".join(
        data.draw(st.lists(st.sampled_from(["Yes", "no.", "We", "…", "a b"]), min_size=1))
    )
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    stretch = text[start:end]
    if stretch.strip():
        begin = start + len(stretch) - len(stretch.lstrip())
        decision = anchored(text, start, end, Decision(""))
        assert found(text, decision) == [Stretch(begin, begin + len(stretch.strip()))]
