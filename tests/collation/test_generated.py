"""Texts made at random, printed in many ways and tagged in many ways: the words decide."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

import tei_kit
from tests.collation.texts import tei

WORDS = st.sampled_from(
    [
        *("the", "of", "and", "said", "House", "President", "was", "very", "colour", "grey"),
        *("1971", "1812", "Paris,", "meeting.", "(so)", "“yes”", "—", "é"),
    ]
)
IN_NOTES = st.sampled_from(["See", "Document", "12.", "Not", "printed", "Ibid.", "by", "Smith"])
MARKS = st.sampled_from(["{}", "[{}]", "({})"])
PAGES = st.sampled_from(["[Page {}]", "{{{}}}", "p. {}", "", "-- {} --"])
WHERE = st.sampled_from(["end", "foot"])
TAGS = st.sampled_from(["hi", "persName", "ref", "seg"])


@dataclass(frozen=True)
class Bit:
    """Words, perhaps inside an element, and what stands behind them."""

    words: tuple
    tag: str
    note: tuple
    page: bool


BITS = st.builds(
    Bit,
    st.lists(WORDS, min_size=1, max_size=5).map(tuple),
    st.one_of(st.just(""), TAGS),
    st.one_of(st.just(()), st.lists(IN_NOTES, min_size=1, max_size=6).map(tuple)),
    st.booleans(),
)
TEXTS = st.lists(st.lists(BITS, min_size=1, max_size=4), min_size=1, max_size=5)


def printed(paragraphs, mark, page, where):
    """A text as somebody prints it."""
    lines, notes, number, pages = [], [], 0, 0
    for bits in paragraphs:
        parts = []
        for bit in bits:
            words = " ".join(bit.words)
            if bit.note:
                number += 1
                sign = mark.format(number)
                notes.append(
                    f"{sign}{'.' if sign.isdigit() else ''} {' '.join(bit.note)} no{number}"
                )
                words += sign
            parts.append(words)
            if bit.page:
                pages += 1
                parts.append(page.format(pages))
        lines.append(" ".join(parts))
        if where == "foot":
            lines += notes
            notes = []
    return "\n\n".join([*lines, *notes])


def tagged(paragraphs):
    """The same as TEI, with each note where its mark stands."""
    body, number, pages = [], 0, 0
    for bits in paragraphs:
        parts = []
        for bit in bits:
            words = " ".join(bit.words)
            text = f"<{bit.tag}>{words}</{bit.tag}>" if bit.tag else words
            if bit.note:
                number += 1
                text += f'<note n="{number}">{" ".join(bit.note)} no{number}</note>'
            if bit.page:
                pages += 1
                text += f' <pb n="{pages}"/>'
            parts.append(text)
        body.append(f"<p>{' '.join(parts)}</p>")
    return "".join(body)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(TEXTS, MARKS, PAGES, WHERE)
def test_a_text_that_is_printed_in_any_usual_way_is_the_same(paragraphs, mark, page, where):
    source = printed(paragraphs, mark, page, where)
    assert tei_kit.compare(source, tei(tagged(paragraphs))).differences == []


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS, MARKS, PAGES, WHERE, st.data())
def test_a_word_that_was_added_or_lost_is_told(paragraphs, mark, page, where, data):
    source = printed(paragraphs, mark, page, where)
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    inside = data.draw(st.integers(0, len(paragraphs[at]) - 1))
    bit = paragraphs[at][inside]
    words = data.draw(st.sampled_from([(*bit.words, "indeed"), ("indeed", *bit.words[1:])]))
    changed = [list(bits) for bits in paragraphs]
    changed[at][inside] = Bit(words, bit.tag, bit.note, bit.page)
    tree = tei(tagged(changed))
    assert not tei_kit.compare(source, tree).same
    try:
        grafted = tei_kit.graft(source, tree)
    except tei_kit.GraftError:  # where the few words leave open which sign is which
        return
    assert tei_kit.compare(source, grafted.tree).same
