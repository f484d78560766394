"""Plainly: a text as it stands in its file, if its layout or its family could not be used.

The lines stay where they are, and the rules for memoranda read them. As a last resort every
block is a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_kit.certainty import Certainty
from tei_kit.layout.infer import Arranged
from tei_kit.layout.layout import Layout
from tei_kit.layout.lines import lines_of
from tei_kit.record import replace
from tei_kit.settings import language_of_text
from tei_kit.settings.options import Options
from tei_kit.source.source import Source
from tei_kit.tokenizer import section_reader
from tei_kit.tokenizer.families import memorandum
from tei_kit.tokenizer.families.recognize import Recognition, Recognized
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind


class AsItStands(Arranged):
    """A source in which no text is moved or joined."""

    @property
    def layout(self) -> Layout:
        """The layout that the tokenizer takes for granted."""
        return Layout()

    @property
    def source(self) -> Source:
        """The source itself."""
        return self.file

    @property
    def lines(self) -> Source:
        """The source itself."""
        return self.file


def readings(source: Source, options: Options) -> Iterator[Recognized]:
    """The plain readings of a text: first by the rules for memoranda, then as paragraphs only."""
    recognition = _recognition(source, options)
    tokens = section_reader.tokenize(source, options.words)
    yield Recognized(recognition, Reading(source, tokens))
    bare = replace(source, hints=())
    yield Recognized(recognition, Reading(bare, _paragraphs(bare)))


def _recognition(source: Source, options: Options) -> Recognition:
    code = options.stated_language.partition("-")[0] or language_of_text.recognize(source.text)
    return Recognition(memorandum.NAME, "a memorandum", code, Certainty.LOW)


def _paragraphs(source: Source) -> Sequence[Token]:
    """One document, in which each stretch between blank lines is a paragraph."""
    found: list[Token] = []
    for line in lines_of(source):
        if found and not line.blanks:
            found[-1] = replace(found[-1], end=line.end)
        else:
            found.append(Token(K.PARAGRAPH, line.start, line.end, certainty=Certainty.LOW))
    end = found[-1].end if found else len(source.text)
    return [Token(K.DIVISION, 0, end), *found]
