"""Two texts aligned: what differs, in pieces as small as tokens, and in time that grows with the
length alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_kit.collation import anchors
from tei_kit.collation.alignment import align, settled
from tei_kit.collation.stream import stream_of

WORDS = st.lists(
    st.sampled_from(
        ["a", "b", "c", "the", "of", ".", ",", "—", "1", "12", "to", "day", "today", "é", "x"]
    ),
    max_size=30,
)


def aligned(first, second):
    """What differs, as pairs of texts."""
    a, b = stream_of(first), stream_of(second)
    return [
        (a.text[h.a_start : h.a_end], b.text[h.b_start : h.b_end])
        for h in settled(a, b, align(a, b))
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("one two three", "one two three", []),
        ("one two three", "one  two\nthree", []),
        ("to day is", "today is", []),
        ("the colour of", "the color of", [("colour", "color")]),
        ("one two three", "one three", [("two", "")]),
        ("one three", "one two three", [("", "two")]),
        ("was grey today", "is gray today", [("was", "is"), ("grey", "gray")]),
        ("Conversation1 Paris", "Conversation Paris", [("1", "")]),
        ("in 1971.1 He", "in 1971. He", [("1", "")]),
        ("the Secre-\ntary said", "the Secretary said", [("Secre-tary", "Secretary")]),
        ("He said. He left. End", "He said. End", [("Heleft.", "")]),
        ("(see [3] there)", "(see there)", [("[3]", "")]),
        ("会议今天", "会议明天", [("今", "明")]),
        ("x³y", "xy", [("x³y", "xy")]),
    ],
)
def test_what_differs_is_as_small_as_tokens(first, second, expected):
    assert aligned(first, second) == expected


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS)
def test_what_stands_between_hunks_is_the_same(first, second):
    a, b = stream_of(" ".join(first)), stream_of(" ".join(second))
    for hunks in (align(a, b), settled(a, b, align(a, b))):
        i = j = 0
        for hunk in hunks:
            assert a.text[i : hunk.a_start] == b.text[j : hunk.b_start]
            assert hunk.size > 0
            assert a.text[hunk.a_start : hunk.a_end] != b.text[hunk.b_start : hunk.b_end]
            i, j = hunk.a_end, hunk.b_end
        assert a.text[i:] == b.text[j:]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_have_no_hunk_only_when_they_are_the_same(first, second):
    a, b = stream_of(first), stream_of(second)
    assert a.text == "".join(first.split())
    assert (align(a, b) == []) == (a.text == b.text)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["a", "b"] * 20_000, ["b", "a"] * 20_000),
        (["a"] * 50_000, ["a"] * 49_000),
        ([f"w{n}" for n in range(50_000)], [f"v{n}" for n in range(50_000)]),
        ([f"w{n}" for n in range(50_000)], [f"w{n}" for n in range(50_000)][::-1]),
    ],
    ids=["two words", "one word", "nothing in common", "backwards"],
)
def test_extreme_texts_are_aligned(first, second):
    a, b = stream_of(" ".join(first)), stream_of(" ".join(second))
    i = j = 0
    for hunk in align(a, b):
        assert a.text[i : hunk.a_start] == b.text[j : hunk.b_start]
        i, j = hunk.a_end, hunk.b_end
    assert a.text[i:] == b.text[j:]


class Counted(str):
    """A word that counts how often it is compared or looked up."""

    __slots__ = ()
    looked = 0

    def __hash__(self):
        Counted.looked += 1
        return str.__hash__(self)

    def __eq__(self, other):
        Counted.looked += 1
        return str.__eq__(self, other)


def test_the_work_grows_with_the_length_of_the_texts_alone():
    def work(length):
        words = [f"{n * 7919 % 1009}" for n in range(length)]
        other = [word if n % 20 else f"x{n}" for n, word in enumerate(words)]
        Counted.looked = 0
        anchors.common_runs([Counted(w) for w in words], [Counted(w) for w in other])
        return Counted.looked

    assert work(20_000) < 3 * work(10_000)


def test_a_moved_paragraph_does_not_lead_the_rest_astray():
    sentences = [f"Sentence {n} has words of its own w{n} v{n} and ends." for n in range(40)]
    moved = [*sentences[1:20], sentences[0], *sentences[20:]]
    differs = aligned("\n".join(sentences), "\n".join(moved))
    assert differs == [
        ("Sentence0haswordsofitsownw0v0andends.", ""),
        ("", "Sentence0haswordsofitsownw0v0andends."),
    ]
