"""The guard of readers: a second, independent count of the contents that a format shows.

The count is compared with the text and the hints that the reader made. A diagnostic (TK137) names
missing contents.
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
    """A count of the contents that a format shows, without those that a diagnostic tells of.

    `text` are the words, `links` the addresses of links; `notes`, `cells` and `breaks` are numbers
    of notes, cells and line ends. `changed` are characters that have another form in the source,
    such as the characters around the number of a note.
    """

    text: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    notes: int = 0
    cells: int = 0
    breaks: int = 0


class LineEnds:
    """Counts the line ends that have a meaning: single line ends between words of one block."""

    def __init__(self) -> None:
        self.count = 0
        self._has_words = False
        self._waiting = 0

    def words(self) -> None:
        """Words of the current block follow."""
        self.count += self._has_words and self._waiting == 1
        self._has_words, self._waiting = True, 0

    def line_end(self) -> None:
        """A line ends."""
        self._waiting += 1

    def block(self) -> None:
        """A block ends or begins."""
        self._has_words, self._waiting = False, 0


def differences(tally: Tally, source: Source, kept_ends: int) -> list[Diagnostic]:
    """A warning (TK137) about contents that the source lacks, else nothing.

    `kept_ends` is the number of line ends that have no hints, for their lines stand as typed.
    """
    missing = [*_missing(tally, source, kept_ends)]
    if not missing:
        return []
    return [diagnose("TK137", Place(source.name), format=source.form, parts=", ".join(missing))]


def _missing(tally: Tally, source: Source, kept_ends: int) -> Iterator[str]:
    shown = Counter("".join(tally.text))
    for blank in BLANK:
        del shown[blank]
    shown.subtract(Counter(source.text))  # far faster than to subtract the characters one by one
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
