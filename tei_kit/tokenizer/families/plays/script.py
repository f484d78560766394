"""The script: the rows and the outline of a play, and its use of brackets, margins and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import bracket_use
from tei_kit.tokenizer.families.plays.bracket_use import BracketUse
from tei_kit.tokenizer.families.plays.candidates import Candidate
from tei_kit.tokenizer.families.plays.line_numbers import line_numbers
from tei_kit.tokenizer.families.plays.margin import Margin, margin_of
from tei_kit.tokenizer.families.plays.outline import Outline
from tei_kit.tokenizer.families.rows import Row


@record
class Script:
    """A play before it is taken apart.

    `numbers` maps the index of a row to the offset of its line number. `starts` maps the beginning
    of each row to its index.
    """

    outline: Outline
    use: BracketUse
    margin: Margin
    numbers: Mapping[int, int]
    starts: Mapping[int, int]

    @property
    def text(self) -> str:
        """The whole text, also before and after the play."""
        return self.outline.text

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the whole text."""
        return self.outline.rows


def script_of(outline: Outline) -> Script:
    """The script of a play, with the facts learned from all its rows."""
    text, rows = outline.text, outline.rows
    begins = {rows[at].start: _past(label) for at, label in outline.labels.items()}
    return Script(
        outline,
        bracket_use.learn(text, rows[outline.first : outline.last], begins),
        margin_of(outline),
        line_numbers(text, rows),
        {row.start: at for at, row in enumerate(rows)},
    )


def _past(label: Candidate) -> int:
    """The end of a label; with a direction inside, the end of its name."""
    return label.name_end if label.direction >= 0 else label.end
