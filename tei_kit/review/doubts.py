"""Doubts: the stretches that a person should check first, with a suggestion for each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tei_kit.certainty import Certainty
from tei_kit.decisions.anchor import Stretch, occurrences
from tei_kit.decisions.editor import CONTAINERS, LEAVES
from tei_kit.diagnostics import Diagnostic, Place, Severity
from tei_kit.report import CATEGORIES
from tei_kit.review.menu import called, decided_as
from tei_kit.review.stretches import Part, Row, place_in_file
from tei_kit.source.source import Source
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import Token, TokenKind

# The kinds of tokens that a person checks if their certainty is not high.
LOOKED_AT = frozenset(CATEGORIES) | {TokenKind.ADDRESS, TokenKind.PARAGRAPH}
# The kind that a message suggests for its stretch, by the code of the message.
SUGGESTED: Mapping[str, str] = {
    "TK203": "note",
    "TK206": "speaker",
    "TK208": "date",
    "TK210": "noteref",
    "TK211": "noteref",
    "TK212": "begins",
    "TK213": "speaker",
    "TK214": "noteref",
    "TK230": "speaker",
}
# A word: "Conversation1", "[3]"
WORD = re.compile(r"\S+")
# The digits or signs that may refer to a note: "1", "[3]", "*"
MARK = re.compile(r"[\[(^]*(?:\d+\w?|[*†‡§¶]+)[\])]*")

# The words that a message begins with: "'Mr. Speaker' begins a paragraph"
QUOTED = re.compile(r"'(?P<words>.+?)' ")


class Group(StrEnum):
    """The reason why a stretch is in the list; the groups are in the order of the list."""

    UNSURE = "unsure"  # the program chose the best of several readings
    NOTICED = "noticed"  # a message says that it looked like another kind, or does not fit
    LIKELY = "likely"  # its form shows the kind, and nothing speaks against it


WHY: Mapping[Group, str] = {
    Group.UNSURE: "It is the best of several readings.",
    Group.LIKELY: "Its form says so, and nothing speaks against it.",
}
_OF_CERTAINTY = {Certainty.LOW: Group.UNSURE, Certainty.MEDIUM: Group.LIKELY}
_ORDER = {group: at for at, group in enumerate(Group)}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch to check: the characters from `start` to `end` of the file.

    `name` is the kind that the program took it for. `kind` is the kind of decision that confirms
    this, or "". `suggested` is a kind that it may be instead, or "". `why` is a sentence.
    """

    start: int
    end: int
    group: Group
    line: int
    words: str
    name: str
    kind: str
    suggested: str
    why: str


def doubts_of(
    reading: Reading,
    rows: Sequence[Row],
    diagnostics: Sequence[Diagnostic],
    decided: Collection[Stretch],
) -> list[Doubt]:
    """The doubts about a text, in the order of the groups, then in the order of the file.

    `decided` are the places in the file that people decided about; there are no doubts about them.
    If a message and a token give a doubt about one place, the doubt of the message stays, for it
    says more.
    """
    file = reading.source.file or reading.source
    found: dict[int, Doubt] = {}
    for doubt in (*_of_messages(file, rows, diagnostics), *_of_tokens(reading, file)):
        if doubt.start not in found and not _is_decided(doubt, decided):
            found[doubt.start] = doubt
    return sorted(found.values(), key=_order)


def _order(doubt: Doubt) -> tuple[int, int]:
    return _ORDER[doubt.group], doubt.start


def _is_decided(doubt: Doubt, decided: Collection[Stretch]) -> bool:
    return any(place.start <= doubt.start < place.end for place in decided)


def _of_tokens(reading: Reading, file: Source) -> Iterator[Doubt]:
    for at, token in enumerate(reading.tokens):
        group = _OF_CERTAINTY.get(token.certainty)
        if group and token.kind in LOOKED_AT and token.start < token.end:
            first = token if token.kind not in CONTAINERS else _first_block(reading.tokens, at)
            yield _of_token(file, token, group, place_in_file(reading.source, first))


def _first_block(tokens: Sequence[Token], at: int) -> Token:
    """The first block of text in a container; it stands for the whole container."""
    return next((token for token in tokens[at + 1 :] if token.kind in LEAVES), tokens[at])


def _of_token(file: Source, token: Token, group: Group, place: Stretch) -> Doubt:
    name = called(token.kind, token.value)
    return Doubt(
        place.start,
        place.end,
        group,
        file.place(place.start).line,
        _words(file.text, place.start, place.end),
        name,
        decided_as(token.kind, token.value),
        "",
        WHY[group],
    )


def _words(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _of_messages(
    file: Source, rows: Sequence[Row], diagnostics: Sequence[Diagnostic]
) -> Iterator[Doubt]:
    starts = [row.start for row in rows]
    for message in diagnostics:
        if message.severity is Severity.INFO or not message.code.startswith("TK2"):
            continue
        offset = offset_of(file, message.place)
        at = bisect_right(starts, offset) - 1
        if at >= 0:
            yield _of_message(file, rows[at], message, max(offset, rows[at].start))


def _of_message(file: Source, row: Row, message: Diagnostic, offset: int) -> Doubt:
    suggested = SUGGESTED.get(message.code, "")
    part = next((part for part in row.parts if part.start <= offset < part.end), row.parts[0])
    start, end = _stretch(file.text, row, part, offset, suggested, message.message)
    name, kind = (part.name, part.kind) if part.name else (row.name, row.kind)
    return Doubt(
        start,
        end,
        Group.NOTICED,
        file.place(start).line,
        _words(file.text, start, end),
        name,
        kind,
        suggested if suggested != kind else "",
        f"{message.message[:1].upper()}{message.message[1:]} ({message.code})",
    )


def _stretch(
    text: str, row: Row, part: Part, offset: int, suggested: str, told: str
) -> tuple[int, int]:
    """The offsets of the stretch that a message is about; the message states only its begin."""
    if part.name:
        return part.first, part.last
    if suggested == "speaker":
        return offset, _end_of_label(text, row, offset, told)
    if suggested == "noteref":
        mark = MARK.match(text, offset, row.end) or WORD.match(text, offset, row.end)
        return (mark.start(), mark.end()) if mark else (offset, row.end)
    return (offset, row.end) if suggested else (row.start, row.end)


def _end_of_label(text: str, row: Row, offset: int, told: str) -> int:
    """The end of the label that a message quotes; the end of the row if the label is not there."""
    quoted = QUOTED.match(told)
    place = next(occurrences(text[offset : row.end], quoted["words"]), None) if quoted else None
    return row.end if place is None or place.start else offset + place.end


def offset_of(file: Source, place: Place) -> int:
    """The offset in the text of a place in the file; the reverse of `Source.place`."""
    line = place.line
    if file.origins:
        line = next((at for at, each in enumerate(file.origins, 1) if each >= place.line), 1)
    line = min(max(line, 1), len(file.line_starts))
    return min(file.line_starts[line - 1] + place.column - 1, len(file.text))
