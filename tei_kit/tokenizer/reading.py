"""Reading: the tokens of a text, with a summary and diagnostics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.diagnostics import Diagnostic
from tei_kit.record import brief, field, record
from tei_kit.source.source import Source
from tei_kit.tokenizer.tokens import Token

# A text of more characters is read in stretches, if its documents can be told apart.
LONG = 2**21


def is_long(characters: int) -> bool:
    """Whether a text of so many characters is read in stretches (see `tokenizer.stretches`)."""
    return characters > LONG


@record
class Decided:
    """The decisions of people that a reading holds.

    `name` is their file, `number` how many there are, `names` are those who decided. `by` tells who
    decided about the tokens of a kind that begin at an offset of the view, where somebody said so.
    `persons` gives an identifier to all names of one person.
    """

    name: str
    number: int
    names: Sequence[str] = ()
    by: Mapping[tuple[int, str], str] = field(default_factory=dict)
    persons: Mapping[str, Sequence[str]] = field(default_factory=dict)


@record
class Reading:
    """The tokens of `source`, which is a file or a view of one.

    `summary` says in a few words what was found ("12 persons, 5 acts"); `diagnostics` tell of
    stretches that looked like something and were left as paragraphs. `decided` are the
    decisions of people among them.
    """

    source: Source
    tokens: Sequence[Token]
    summary: str = ""
    diagnostics: Sequence[Diagnostic] = ()
    decided: Decided | None = None

    def __repr__(self) -> str:
        return brief(self, self.source.name, f"{len(self.tokens):,} tokens", self.summary)
