"""Frames: marks of notes that no table names, learned from the text and its notes together.

A frame is the words and signs around a number: "[n3]", "[iii]", "[Footnote 3]" for "Footnote 3: …".
It stands inside lines and, with the same number, at the beginning of other lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tei_kit.layout.lines import Line
from tei_kit.layout.notes.marks import (
    FIRST_SIGNS,
    NOTE_HEADINGS,
    REFERENCES,
    STARTS,
    Start,
)
from tei_kit.record import record
from tei_kit.settings.language import alternatives
from tei_kit.source.signs import matching

# "[n3]", "[fn:3]", "[iii]", "(note 3)", "[[3]]", "<fn 3>".
FRAMED = re.compile(
    r"""
    (?P<open>(?P<sign>[\[({<])(?P<double>(?P=sign))?)
    (?P<word>[^\W\d_]{1,10}[.:]?\s?(?=\d))?
    (?P<n>\d{1,3}|[ivxl]{1,7})
    (?P<close>[\])}>](?(double)[\])}>]))
    """,
    re.VERBOSE,
)
# A sign before a number: "#3", "*3". In the text it is glued to the word before it.
SIGNED = re.compile(r"(?P<open>[#*§+~†])(?P<n>\d{1,3})(?![\w#*]|[.,]\d)")
OF_FRAMED, OF_SIGNED = "[({<", "#*§+~†"  # the first signs of the two patterns
GLUED_TO = re.compile(r"[\w.,;:!?)\]”’\"»]")
# Frames that rows of the tables name: "[3]", "(3)".
NAMED = frozenset({("[", "", "]"), ("(", "", ")"), ("{", "", "}"), ("<", "", ">")})
# Words for notes, and the short forms that programs write for them, in all languages.
OF_NOTES = frozenset((*NOTE_HEADINGS, "", "comment", "en", "ft", "gloss", "n", "not", "nt"))
# "Footnote 3: See the Gazette." at the beginning of a line.
WORDED = re.compile(
    rf"(?P<word>{alternatives(NOTE_HEADINGS)})\.?[ ]?(?P<n>\d{{1,3}}[a-z]?|[*†‡§]+)[ ]?[:.)](?=\s)",
    re.IGNORECASE,
)
FIRST_LETTERS = frozenset(letter for word in NOTE_HEADINGS for letter in (word[0], word[0].upper()))
# The first letters of the same words, without case, and whole words that are shorter.
BEGINNING = 3
BEGINNINGS = frozenset(word[:BEGINNING].upper().casefold() for word in NOTE_HEADINGS)
SHORT = tuple(word.upper().casefold() for word in NOTE_HEADINGS if len(word) < BEGINNING)
SPACE = re.compile(r"\s")
# The most frames in the whole text for each frame at the beginning of a line, which counts too.
MOST_ALIKE = 2.5


@record
class Kinds:
    """The ways in which the notes of a text may begin, and in which the text may refer to them."""

    starts: Mapping[str, Start]
    by_sign: Mapping[str, Sequence[str]]  # the names that `starts` adds to the table, by first sign
    references: Mapping[str, re.Pattern[str]]
    first_signs: Mapping[str, str]


USUAL = Kinds(STARTS, {}, REFERENCES, FIRST_SIGNS)


@record
class _Frame:
    open: str
    word: str
    close: str
    is_roman: bool

    @property
    def is_of_notes(self) -> bool:
        """Whether the frame has no word, or one for a note: not "fig." or "vol."."""
        return self.word.strip(" .:").casefold() in OF_NOTES

    @property
    def pattern(self) -> str:
        n = "[ivxl]{1,7}" if self.is_roman else r"\d{1,3}"
        # A line may end after the word.
        before = re.escape(self.open + self.word).replace(r"\ ", r"\s")
        after = re.escape(self.close) or r"(?!\d)"
        return rf"{before}(?P<n>{n}){after}"


@record
class Shown:
    """The possible frames around numbers, anywhere in a text, and its labels in words.

    `worded` are the indexes of the lines that begin with such a label.
    """

    framed: Sequence[tuple[re.Match[str], _Frame]]
    signed: Sequence[re.Match[str]]
    worded: Sequence[int]


def shown(text: str, lines: Sequence[Line]) -> Shown:
    """The frames of a text, and its labels in words."""
    framed = [
        (match, _Frame(match["open"], SPACE.sub(" ", match["word"] or ""), match["close"], roman))
        for match in matching(FRAMED, text, OF_FRAMED)
        for roman in (match["n"][0].isalpha(),)
        if not _is_named(match)
    ]
    worded = [
        at
        for at, line in enumerate(lines)
        if text[line.start] in FIRST_LETTERS
        if _may_be_word(text[line.start : line.start + BEGINNING])
        if WORDED.match(text, line.start, line.end)
    ]
    return Shown(framed, list(matching(SIGNED, text, OF_SIGNED)), worded)


def _may_be_word(beginning: str) -> bool:
    """Whether a word of NOTE_HEADINGS, in any case, has this beginning: a quick first test."""
    folded = beginning.replace("İ", "I").upper().casefold()  # "DİPNOT" is "dipnot"
    return folded in BEGINNINGS or folded.startswith(SHORT)


def kinds_of(found: Shown, text: str, lines: Sequence[Line], is_text: Sequence[bool]) -> Kinds:
    """The kinds of notes in the tables, and those that a text shows by its frames."""
    starts: dict[str, Start] = {}
    by_sign: dict[str, list[str]] = {}
    references = dict(REFERENCES)
    signs = dict(FIRST_SIGNS)
    heads, inner = _frames(found, text, lines, is_text)
    worded = sorted({text[lines[at].start] for at in found.worded if is_text[at]})
    if worded:
        for at, (frame, _) in enumerate(inner.most_common(2) if inner else ()):
            if frame.word and frame.is_of_notes:
                references[f"word {at}"] = re.compile(frame.pattern)
                signs[f"word {at}"] = frame.open[0]
        further = [name for name in references if name.startswith("word ")]
        refers = (*further, "brackets", "round", "superscript", "symbols", "bare")
        starts["worded"] = Start(WORDED, refers)
        for letter in worded:
            by_sign.setdefault(letter, []).append("worded")
    best = max(heads, key=heads.__getitem__, default=None)
    if best is not None:
        references["framed"] = re.compile(best.pattern)
        signs["framed"] = best.open[0]
        pattern = re.compile(best.pattern + r"[.:]?")
        starts["framed"] = Start(pattern, ("framed",), needs_block=True)
        by_sign.setdefault(best.open[0], []).append("framed")
    if not starts:
        return USUAL
    return Kinds({**starts, **STARTS}, by_sign, references, signs)


def _frames(
    found: Shown, text: str, lines: Sequence[Line], is_text: Sequence[bool]
) -> tuple[dict[_Frame, int], Counter[_Frame]]:
    """The frames that may begin notes, and the frames inside lines, with the count of each."""
    if not found.framed and not found.signed:
        return {}, Counter()
    framed = list(found.framed)
    starts = {line.start for at, line in enumerate(lines) if is_text[at]} if text else set()
    framed += [
        (match, _Frame(match["open"], "", "", is_roman=False))
        for match in found.signed
        if match.start() in starts or GLUED_TO.match(text, match.start() - 1)
    ]
    if not framed:
        return {}, Counter()
    labels: dict[_Frame, set[str]] = {}
    heads: Counter[_Frame] = Counter()
    inner: dict[_Frame, set[str]] = {}
    count: Counter[_Frame] = Counter()
    for match, frame in framed:
        if match.start() in starts:
            heads[frame] += 1
            labels.setdefault(frame, set()).add(match["n"])
        else:
            count[frame] += 1
            inner.setdefault(frame, set()).add(match["n"])
    known: dict[_Frame, int] = {}
    for frame, often in heads.items():
        alike = labels[frame] & inner.get(frame, set())
        # A paragraph may begin with a mark as well.
        enough = len(alike) * 2 >= len(labels[frame]) and frame.is_of_notes
        if enough and count[frame] + often <= MOST_ALIKE * often:
            known[frame] = often
    return known, count


def _is_named(match: re.Match[str]) -> bool:
    """Whether a row of the tables names the frame around a number."""
    frame = (match["open"], match["word"] or "", match["close"])
    return frame in NAMED and not match["n"][0].isalpha()
