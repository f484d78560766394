"""Marks: a table of the ways to begin a note, and a table of the ways to refer to a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tei_kit.record import record
from tei_kit.settings.language import alternatives, of_any

RAISED = "raised"  # digits that the format prints raised
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
# Words at the beginning of a note, and words above several notes, in any language.
NOTE_WORDS = tuple(of_any("note_words"))
NOTE_HEADINGS = (*NOTE_WORDS, *of_any("note_headings"))
# Such words in s p a c e d letters.
SPACED = [" ".join(word) for word in NOTE_HEADINGS if word.isalpha()]
# "FOOTNOTES:", "Notes", "N O T E S", "Notes to the Text", "Anmerkungen": headings of notes.
HEADING = re.compile(
    rf"[\W_]*(?P<words>{alternatives((*NOTE_HEADINGS, *SPACED))})"
    r"(?:[ ](?:to|zu|du|au|del|al)[ ](?:(?:the|den|dem)[ ])?[^\W\d_]{3,12})?[\W_]*",
    re.IGNORECASE,
)
HEADING_LENGTH = 30
# "________", "---", "***", "- - - - -", "* * *".
RULE = re.compile(r"[_\-–—─=*]{3,}|(?:[_\-–—─=]\s?){5,}|(?:\*\s){2,}\*")


@record
class Start:
    """A beginning of notes: its pattern with the group `n`, its references, and its end."""

    pattern: re.Pattern[str]
    references: Sequence[str]
    closes: str = ""
    needs_block: bool = False  # only at the end of a page or a text, because text may begin so


# The beginnings of notes, the surest first.
STARTS: Mapping[str, Start] = {
    "named": Start(
        re.compile(
            rf"\[(?:{alternatives(NOTE_WORDS)})\.?"
            r"\s*(?P<n>\d{1,4}[a-z]?|[A-Za-z]|[*†‡§¶]+)?\s*[:.]",
            re.IGNORECASE,
        ),
        ("brackets", "bare", "superscript", "round", "symbols", "angle"),
        closes="]",
    ),
    "inner": Start(
        re.compile(r"\[(?P<n>\d{1,4}|[*†‡]+)[:.]?\s(?=[^\]])"), ("brackets", "symbols"), closes="]"
    ),
    "caret": Start(re.compile(r"\[\^(?P<n>\w{1,8})\]:?"), ("caret",)),
    "brackets": Start(
        re.compile(r"\[(?P<n>\d{1,4}[a-z]?|[A-Za-z]|[*†‡§¶]+)\.?\][.:]?"),
        ("brackets", "superscript", "bare"),
    ),
    "angle": Start(re.compile(r"<(?P<n>\d{1,4})>"), ("angle",)),
    "braces": Start(re.compile(r"\{(?P<n>\d{1,4}|[*†‡§]+)\}"), ("braces",)),
    # "3) See the Gazette.", "*) See the Gazette."
    "closed": Start(
        re.compile(rf"(?P<n>\d{{1,3}}|[{SUPERSCRIPTS}]{{1,3}}|\*{{1,4}}|†{{1,3}})\)(?=\s)"),
        ("closed",),
        needs_block=True,
    ),
    "superscript": Start(
        re.compile(rf"(?P<n>[{SUPERSCRIPTS}]{{1,4}})(?![{SUPERSCRIPTS})])(?:\.(?=\s))?"),
        ("superscript", "bare"),
    ),
    "symbols": Start(
        # "**Vale:**" is bold.
        re.compile(
            r"(?P<n>\*{1,4}(?!\*|\S[^*\n]{0,60}\*)|†{1,3}|‡{1,3}|§{1,2}|¶{1,2}|‖{1,2})"
            r"(?=[ \t]?[^\s)])"
        ),
        ("symbols",),
    ),
    # "| 3 | See the Gazette. |" in a table of two columns.
    "bars": Start(
        re.compile(
            r"\|[ \t]*\[?(?P<n>\d{1,3})\]?[ \t]*\|(?=[^|\n]*[^|\s][^|\n]*\|?[ \t]*(?:\n|\Z))"
        ),
        ("brackets", "superscript", "round"),
        needs_block=True,
    ),
    "hat": Start(re.compile(r"\^(?P<n>\d{1,4})\^?"), ("hat",)),
    "round": Start(
        re.compile(r"\((?P<n>\d{1,3}[a-z]?|[a-z]|[*†‡§]+)\)"),
        ("round", "superscript"),
        needs_block=True,
    ),
    "slash": Start(re.compile(r"(?P<n>\d{1,3})/"), ("slash", "bare"), needs_block=True),
    "stop": Start(
        re.compile(r"(?P<n>\d{1,3})[.)](?=\s)"),
        ("brackets", "superscript", "round", RAISED, "bare"),
        needs_block=True,
    ),
    "colon": Start(
        re.compile(r"(?P<n>\d{1,3}):(?=\s)"),
        ("superscript", "brackets", RAISED, "bare"),
        needs_block=True,
    ),
    "number": Start(
        re.compile(r"(?P<n>\d{1,3})(?=\s+\S)"),
        ("superscript", RAISED, "bare"),
        needs_block=True,
    ),
}
# The kinds of notes by the sign that they may begin with.
BY_SIGN: Mapping[str, Sequence[str]] = {
    "[": ("named", "inner", "caret", "brackets"),
    "<": ("angle",),
    "{": ("braces",),
    "^": ("hat",),
    "|": ("bars",),
    "(": ("round",),
    **dict.fromkeys(SUPERSCRIPTS, ("closed", "superscript")),
    **dict.fromkeys("*†", ("closed", "symbols")),
    **dict.fromkeys("‡§¶‖", ("symbols",)),
    **dict.fromkeys("0123456789", ("closed", "slash", "stop", "colon", "number")),
}
# Labels that are numbers, perhaps with a sign, as bare references are.
NUMBERS_ALONE = frozenset({"stop", "colon", "number"})
# The references to notes; bare digits (`bare`) are found by alignment. Each expression begins with
# one of a few characters, so the engine skips fast to the places of these.
REFERENCES: Mapping[str, re.Pattern[str]] = {
    "brackets": re.compile(r"\[(?P<n>\d{1,4}[a-z]?|[A-Za-z]|[*†‡§¶]+)\]"),
    "caret": re.compile(r"\[\^(?P<n>\w{1,8})\](?!:)"),
    "angle": re.compile(r"<(?P<n>\d{1,4})>"),
    "braces": re.compile(r"\{(?P<n>\d{1,4}|[*†‡§]+)\}"),
    "superscript": re.compile(rf"(?P<n>[{SUPERSCRIPTS}][{SUPERSCRIPTS}]{{0,3}})"),
    # No digits stand right before these, except the digits of a year: "in March 19571)".
    "closed": re.compile(
        rf"""
        (?P<n> [0-9{SUPERSCRIPTS}*†]
          (?: (?<=[0-9]) (?: (?<![0-9][0-9]) | (?<=\b1[5-9]\d\d\d) | (?<=\b20\d\d\d) ) [0-9]{{0,2}}
            | (?<=[{SUPERSCRIPTS}]) [{SUPERSCRIPTS}]{{0,2}}
            | (?<=\*) \*{{0,3}}
            | (?<=†) †{{0,2}}
          )
        ) \)
        """,
        re.VERBOSE,
    ),
    "symbols": re.compile(
        r"(?P<n>[*†‡§¶‖]"
        r"(?:(?<=\*)\*{0,3}|(?<=†)†{0,2}|(?<=‡)‡{0,2}|(?<=§)§?|(?<=¶)¶?|(?<=‖)‖?))"
    ),
    "hat": re.compile(r"\^(?P<n>\d{1,4})\^?"),
    "round": re.compile(r"\((?P<n>\d{1,3}[a-z]?|[a-z]|[*†‡§]+)\)"),
    # As "closed", before no fraction: "in 19571/ the".
    "slash": re.compile(
        r"(?P<n>[0-9](?:(?<![0-9][0-9])|(?<=\b1[5-9]\d\d\d)|(?<=\b20\d\d\d))[0-9]{0,2})/(?=\W|\Z)"
    ),
}
# The signs that marks of each kind have: a text without any of them has no such marks.
FIRST_SIGNS: Mapping[str, str] = {
    "brackets": "[",
    "caret": "[",
    "angle": "<",
    "braces": "{",
    "superscript": SUPERSCRIPTS,
    "closed": ")",
    "symbols": "*†‡§¶‖",
    "hat": "^",
    "round": "(",
    "slash": "/",
}
# Kinds with digits before the sign.
AFTER_DIGITS = frozenset({"closed", "slash"})
# Kinds whose marks must be glued to the word before them.
GLUED = frozenset({"symbols", "slash", "closed"})
