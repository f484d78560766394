"""Usual: does a text have the usual layout, so that no question about it needs an answer?

The usual layout has paragraphs on lines of their own with blank lines between them, bullets, page
markers such as `[Page 12]`, and notes as indented numbered lines at the end, to which bare digits
refer. A few searches recognize it, in a tenth of the time that all the questions take.
"""

from __future__ import annotations

import re
from functools import cache

from tei_kit.settings.language import of_any
from tei_kit.source.hints import BLOCKS
from tei_kit.source.source import Source

# Each expression begins with a plain character, so the engine skips fast to the places of that
# character. A line end is put before the text, so its first line begins like all others.

# A line right below another line, but not an item, nor an indented number: wrapped text, verse,
# indented paragraphs.
CLOSE = re.compile(r"\n(?<=[^\n]\n)(?=[^\s•◦▪‣]|[ \t]+[^\s•◦▪‣0-9])")
# A line that goes on with a sentence below a blank line, as in a typescript with double spacing.
CUT = re.compile(r"\n\n(?<=[a-z,]\n\n)[a-z]")
# The first of the indented numbered lines, as notes are printed in each document.
FIRST_NOTE = re.compile(r"\n[ \t]+[01]\.[ \t]")
# A digit at a word, as notes are referred to: "Vale1", "May.2", "lost.”3", "19571".
GLUED = re.compile(
    r"[0-9](?<=[a-zA-Z.,;:)\]”’\"][0-9])(?<![0-9].[0-9])[0-9]{0,2}(?![0-9./:-])"
    r"|[0-9](?<=\b1[5-9][0-9]{2}[0-9])[0-9]?\b"
)
# The beginnings of lines that look like notes of another kind.
OTHER_NOTE = re.compile(
    r"""
    \n[ \t]* (?:
      \[ (?: [0-9*^†]{1,4}[a-z]?[\]:.] | \^ | Footnote | Note\b )
    | [*†‡§¶^<] | [0-9]{1,3}[:/][ \t]
    )
    """,
    re.VERBOSE,
)
# Numbers in frames that are not the usual page marker, by the sign before each.
OTHER_FRAMES = {
    "[": r"\[ *[0-9]{1,3} *\]",
    "{": r"\{[^{}\n]{0,8}[0-9]",
    "<": r"< *[0-9]{1,5} *>",
    "|": r"\| *[0-9]{1,5} *\|",
}
RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
# Such a number with a word: "[p. 12]", "[Part 2]".
WORD_FRAME = re.compile(r"\[(?!Page ) *(?P<word>[^\W\d_]{1,8})[.:]? *(?P<n>[0-9]{1,3}) *\]")
# The number of characters before a line that show the line above: "s\\n\\n" has a blank line.
ABOVE = 3
# The most lines right below another line, as a share of the blocks.
FEW = 0.02
# With more than this share of blocks that go on with a sentence, a text has double spacing.
DOUBLE = 0.4


class Evidence:
    """The signs of the layout of a text.

    The text may come in parts. A part ends with a line, and never inside a run of blank lines.
    """

    def __init__(self) -> None:
        self._above = "\n"  # the end of the text so far
        self._is_other = False
        self._has_notes = self._has_marks = False
        self._close = 0
        self._cut = 0
        self._blocks = 0
        self._framed: dict[str, str] = {}

    def add(self, text: str) -> None:
        """Look through some more of the text."""
        if self._is_other:
            return
        blocks = text.count("\n\n")
        above, self._above = self._above, (self._above + text)[-ABOVE:]
        text = above + text
        if OTHER_NOTE.search(text) or _has_other_numbers(text):
            self._is_other = True
            return
        for match in WORD_FRAME.finditer(text):
            # A word that pages do not have, always with the same number, is a remark of the text.
            word = match["word"].lower()
            if (
                word in of_any("page_words")
                or self._framed.setdefault(word, match["n"]) != match["n"]
            ):
                self._is_other = True
                return
        self._close += sum(1 for _ in CLOSE.finditer(text))
        self._cut += sum(1 for _ in CUT.finditer(text))
        self._blocks += blocks
        self._has_notes = self._has_notes or FIRST_NOTE.search(text) is not None
        self._has_marks = self._has_marks or GLUED.search(text) is not None

    @property
    def is_other(self) -> bool:
        """Whether the text has another layout, whatever follows."""
        return self._is_other

    @property
    def is_usual(self) -> bool:
        """Whether all of the text has the usual layout beyond doubt.

        Without indented numbers from 1 on, numbers at the margin may be the notes. Without digits
        at words, the indented numbers may count something else.
        """
        few = self._close <= FEW * (self._blocks + 1)
        cut = self._cut > DOUBLE * self._blocks
        return self._has_notes and self._has_marks and few and not cut and not self._is_other


def _has_other_numbers(text: str) -> bool:
    """Whether a number stands in a frame that is not the usual page marker, or is raised."""
    signs = [sign for sign in OTHER_FRAMES if sign in text]
    return any(_frame(sign).search(text) for sign in signs) or any(sign in text for sign in RAISED)


@cache
def _frame(sign: str) -> re.Pattern[str]:
    """The numbers in frames that begin with a sign."""
    return re.compile(OTHER_FRAMES[sign])


def is_usual(source: Source) -> bool:
    """Whether a text has the usual layout beyond doubt."""
    if source.form_feeds or any(hint.kind in BLOCKS for hint in source.hints):
        return False
    evidence = Evidence()
    evidence.add(source.text)
    return evidence.is_usual
