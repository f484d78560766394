"""Reading: the tokens of a text, with a summary and diagnostics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tei_kit.diagnostics import Diagnostic
from tei_kit.record import brief, field, frozen, record
from tei_kit.source.source import Source
from tei_kit.tokenizer.tokens import Token

if TYPE_CHECKING:
    from tei_kit.tokenizer.families.speech.labels import Label

# A text of more characters is read in stretches, if its documents can be told apart.
LONG = 2**21


def is_long(characters: int) -> bool:
    """Whether a text of so many characters is read in stretches (see `tokenizer.stretches`)."""
    return characters > LONG


@record
class Decided:
    """The decisions of people that a reading holds.

    `name` is the file of the decisions, `number` their count, and `names` are the people who
    decided. `by` has the person who decided, where that is stated, by the offset of a token in the
    view and its kind. `persons` has all names of one person, by the identifier of the person.
    """

    name: str
    number: int
    names: Sequence[str] = ()
    by: Mapping[tuple[int, str], str] = field(default_factory=dict)
    persons: Mapping[str, Sequence[str]] = field(default_factory=dict)


@frozen
class Style:
    """A way in which headings are printed, and their depth."""

    is_capital: bool
    is_centred: bool
    depth: int


@frozen
class Depths:
    """The depths of the headings of a text so far; those of the next headings depend on them.

    `styles` has a depth for each way in which headings are printed. `last` is the depth of the last
    heading. `base` is the number of headings that stand above all others, one inside the other.
    """

    styles: tuple[Style, ...] = ()
    last: int = 0
    base: int = 0


@frozen
class Before:
    """The place of a window in a long text: its beginning, or after headings of some depths."""

    is_beginning: bool = True
    depths: Depths = Depths()


@record
class Parts:
    """The parts of a window of a text that is one division: its letters, or its items.

    `starts` are the places in the view where the heading of a part begins, each with the depths of
    the headings before it. `around` is the number of subdivisions that hold all parts. `labels` are
    the labels of speakers, by their places in the view. `given` has, by place as well, the names of
    persons whose labels do not name them.
    """

    starts: Mapping[int, Depths]
    around: int = 0
    labels: Mapping[int, Label] = field(default_factory=dict)
    given: Mapping[int, str] = field(default_factory=dict)


@record
class Reading:
    """The tokens of `source`, which is a file or a view of one.

    `summary` names the findings in a few words ("12 persons, 5 acts"); `diagnostics` report
    stretches that looked like something and were left as paragraphs. `decided` are the
    decisions of people that the tokens follow. `parts` are the parts of a window of a long text.
    """

    source: Source
    tokens: Sequence[Token]
    summary: str = ""
    diagnostics: Sequence[Diagnostic] = ()
    decided: Decided | None = None
    parts: Parts | None = None

    def __repr__(self) -> str:
        return brief(self, self.source.name, f"{len(self.tokens):,} tokens", self.summary)
