"""The guard of readers: what a format shows is counted by other means than it is read by, and
then compared with the text and the hints that were made of it. Missing contents are told
(TK137).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tei_kit.diagnostics import Diagnostic, Place, counted, diagnose
from tei_kit.source.hints import HintKind
from tei_kit.source.source import Source

SHOWN = 12  # characters that a diagnostic quotes
BLANK = " \t\r\n\f\v\xa0\u2028\ufeff"


@dataclass(slots=True)
class Tally:
    """The contents that a format shows, without those that are told as left out: its characters
    that are no white space, the numbers of notes, cells and line ends, and the addresses of its
    links. `changed` are characters that have another form in the text, such as those around the
    number of a note.
    """

    text: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    notes: int = 0
    cells: int = 0
    breaks: int = 0


class LineEnds:
    """Counts the line ends that mean something: one alone, between words of one block."""

    def __init__(self) -> None:
        self.count = 0
        self._has_words = False
        self._waiting = 0

    def words(self) -> None:
        """Words of the block at hand."""
        self.count += self._has_words and self._waiting == 1
        self._has_words, self._waiting = True, 0

    def line_end(self) -> None:
        """The end of a line."""
        self._waiting += 1

    def block(self) -> None:
        """A block ends or begins."""
        self._has_words, self._waiting = False, 0


def differences(tally: Tally, source: Source, kept_ends: int) -> list[Diagnostic]:
    """A warning about the contents of a format that its source lacks, if it lacks any.

    `kept_ends` are line ends of lines that were typed, which have no hints.
    """
    missing = [*_missing(tally, source, kept_ends)]
    if not missing:
        return []
    return [diagnose("TK137", Place(source.name), format=source.form, parts=", ".join(missing))]


def _missing(tally: Tally, source: Source, kept_ends: int) -> Iterator[str]:
    shown = Counter("".join(tally.text))
    for blank in BLANK:
        del shown[blank]
    shown.subtract(Counter(source.text))  # to count characters is far faster than to subtract them
    if tally.changed:
        shown.subtract(Counter("".join(tally.changed)))
    lost = +shown
    if lost:
        quoted = "".join(list(lost)[:SHOWN])
        yield f"{counted(sum(lost.values()), 'character')} (“{quoted}”)"
    held: dict[HintKind, int] = Counter(hint.kind for hint in source.hints)
    yield from _fewer(tally.notes, held[HintKind.NOTE], "note")
    yield from _fewer(tally.cells, held[HintKind.CELL], "cell")
    yield from _fewer(tally.breaks, held[HintKind.LINE_BREAK] + kept_ends, "line end")
    links = {hint.value for hint in source.hints if hint.kind is HintKind.LINK}
    gone = sorted(tally.links - links)
    if gone:
        yield f"{counted(len(gone), 'address')} of links ({gone[0]})"


def _fewer(shown: int, held: int, what: str) -> Sequence[str]:
    return [counted(shown - held, what)] if held < shown else []
