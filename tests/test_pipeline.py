"""The pipeline as a whole: what becomes of a text when a step of it goes wrong."""

import pytest

import tei_kit
from tei_kit import pipeline
from tei_kit.layout import infer
from tei_kit.tokenizer.families import plainly, recognize
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import Token, TokenKind

TEXT = "The dues rise.[1]\nThe port\nstays open.\n\n[1] In May.\n"


@pytest.fixture
def lenient(monkeypatch):
    """A conversion as users have it: the tests are strict."""
    monkeypatch.delenv(pipeline.STRICT)


@pytest.fixture
def losing(monkeypatch):
    """A reading that leaves out the notes of the text."""
    read = recognize.read

    def read_half(arranged, options):
        found = read(arranged, options)
        source = arranged.source
        tokens = [
            Token(TokenKind.DIVISION, 0, len(source.text)),
            Token(TokenKind.PARAGRAPH, 0, 12),
        ]
        return recognize.Recognized(found.recognition, Reading(source, tokens))

    monkeypatch.setattr(recognize, "read", read_half)


def test_a_text_whose_reading_loses_words_is_read_plainly(lenient, losing):
    conversion = tei_kit.convert(TEXT)
    assert tei_kit.text_of(conversion.tree).split() == TEXT.split()
    (warning,) = [d for d in conversion.diagnostics if d.code == "TK232"]
    assert "TK401" in warning.message
    assert (warning.line, warning.column) == (1, 13)
    assert conversion.recognition.family == "memorandum"
    assert conversion.layout.words()


def test_a_text_whose_reading_is_not_valid_is_read_plainly(lenient, monkeypatch):
    errors = pipeline.conformance.errors
    found = [[tei_kit.pipeline.diagnose("TK501", pipeline.Place("<tree>"), reason="x")]]
    monkeypatch.setattr(
        pipeline.conformance, "errors", lambda tree: found.pop() if found else errors(tree)
    )
    (warning,) = [d for d in tei_kit.convert(TEXT).diagnostics if d.code == "TK232"]
    assert warning.place == pipeline.Place("<text>")


def test_a_text_that_a_rule_stumbles_over_is_read_plainly(lenient, monkeypatch):
    def stumble(*_):
        raise KeyError("r / p")

    monkeypatch.setattr(infer, "infer", stumble)
    conversion = tei_kit.convert(TEXT)
    assert "TK232" in {d.code for d in conversion.diagnostics}


def test_strictly_the_fault_is_raised(losing):
    with pytest.raises(tei_kit.ConversionError, match="TK401"):
        tei_kit.convert(TEXT)


def test_a_text_that_is_read_well_is_not_read_again(lenient):
    assert "TK232" not in {d.code for d in tei_kit.convert(TEXT).diagnostics}


def test_in_the_last_resort_each_block_is_a_paragraph():
    source = tei_kit.Source("x", "1. A\nB\n\nC: D\n", [0, 5, 7, 8])
    *_, last = plainly.readings(source, pipeline.Options())
    blocks = [source.text[t.start : t.end] for t in last.reading.tokens[1:]]
    assert blocks == ["1. A\nB", "C: D"]
