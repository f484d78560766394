"""The first promise: nothing lost, nothing invented, whatever the text."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tei_kit
from tei_kit.source.source import SourceError
from tests.strategies import CHARACTERS, DOCUMENTS


def squeezed(text):
    return "".join(text.split())


def assert_promises(text):
    """The text converts to valid TEI that reads back as the text, or ends in a clear error."""
    if not text.removeprefix("\ufeff").strip("\x0b\x0c\x1c\x1d\x1e\x1f").split():
        with pytest.raises(SourceError):
            tei_kit.convert(text)
        return
    conversion = tei_kit.convert(text)
    read_back = tei_kit.text_of(conversion.tree)
    assert squeezed(read_back) == squeezed(conversion.source.text)
    assert tei_kit.convert(text).to_bytes() == conversion.to_bytes()


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS)
@example("  1. a\n  1. b\n  0. c")
@example("207. Head1\n\n[Page 3]\n\n[Page 2]\n\nText.\n\n  1. Note\n  [Page 9]")
def test_any_document_like_text_converts_and_reads_back(text):
    assert_promises(text)


@settings(max_examples=200, deadline=None)
@given(st.text(CHARACTERS, max_size=200))
def test_any_text_converts_and_reads_back(text):
    assert_promises(text)


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("0123456789 \n.[]•PageD"), max_size=120))
def test_digits_and_bullets_alone_convert_and_read_back(text):
    assert_promises(text)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "7" * 1_000_000,
        "•\n" * 2_000,
        "\n".join(" " * n + "• deeper" for n in range(300)),
        "(" * 100_000,
        "A: x\n\n" * 2_000,
        "[Page 1]\n" * 500,
        "Document 1, " * 20_000,
        "1. Memorandum\n\n[Page 1]\n\n[Page {0}]\n\nDocument {0}\n\n  {0}. n".format("9" * 5_000),
        "1. Memo\n\nPARTICIPANTS\n\n  • Ann" + " " * 20_000 + "Lee\n  • Bob Lee, Staff",
        "1. Memorandum\n\nPARTICIPANTS\n\n" + "  • Ann Lee, Staff\n" * 2_000 + "\nLee: a\n" * 2_000,
    ],
    ids=[
        "long line",
        "digits",
        "bullets",
        "deep list",
        "parentheses",
        "turns",
        "pages",
        "refs",
        "long numbers",
        "white space",
        "people",
    ],
)
def test_extreme_texts_convert_and_read_back(text):
    assert_promises(text)


def test_a_lone_surrogate_is_refused_with_its_place():
    with pytest.raises(tei_kit.TeiKitError) as caught:
        tei_kit.convert("one\ntwo \ud800 three")
    assert str(caught.value).startswith("<text>:2:5: error TK105 a lone surrogate (U+D800)")
