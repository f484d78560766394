"""Reading: the tokens of a text, with a summary and diagnostics."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.diagnostics import Diagnostic
from tei_kit.record import record
from tei_kit.source.source import Source
from tei_kit.tokenizer.tokens import Token


@record
class Reading:
    """The tokens of `source`, which is a file or a view of one.

    `summary` says in a few words what was found ("12 persons, 5 acts"); `diagnostics` tell of
    stretches that looked like something and were left as paragraphs.
    """

    source: Source
    tokens: Sequence[Token]
    summary: str = ""
    diagnostics: Sequence[Diagnostic] = ()
