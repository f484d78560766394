"""Columns: names that are signed side by side on one line, with or without seals.

J. J. HALE      [L.S.]          B. COUNT OF VALE   [L.S.]
(gez.) A. Pell.                 (gez.) M. Croft.
JOHN R. HALE,                   THOMAS E. PELL,
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.settings.language import Language
from tei_kit.tokenizer import signed
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.tokens import Token, TokenKind

# The space between two columns of one line.
GAP = re.compile(r"[ \u00a0]{3,}|\t+")
# The place of a seal: "[L.S.]", "(L. S.)", "[SEAL.]".
SEAL = re.compile(r"[\[(][ ]?(?:L\.[ ]?S\.?|SEAL\.?|Seal\.?)[ ]?[\])]\.?")
FEWEST = 2


def names_in(text: str, start: int, end: int, language: Language) -> list[Token]:
    """The names on a line, each with its seal; [] for a line without several names."""
    cells = _cells(text, start, end)
    names: list[Token] = []
    seal = -1  # the start of a seal before its name
    for at, cell in enumerate(cells):
        words = SEAL.sub("", text[cell.start : cell.stop]).strip()
        if not words:
            is_before = not names or (at + 1 < len(cells) and seal < 0 and _is_sealed(text, names))
            if is_before:
                seal = cell.start
            else:
                names[-1] = Token(TokenKind.SIGNED, names[-1].start, cell.stop)
            continue
        if not shapes.is_name(" ".join(words.split()), language):
            return []
        begin = seal if seal >= 0 else cell.start
        names.append(Token(TokenKind.SIGNED, begin, cell.stop))
        seal = -1
    return names if len(names) >= FEWEST else []


def is_sealed(words: str) -> bool:
    """Whether a seal, or the word for signed, stands beside a name."""
    return SEAL.search(words) is not None or signed.before(words) is not None


def _is_sealed(text: str, names: Sequence[Token]) -> bool:
    """Whether the last name has its seal already."""
    last = names[-1]
    return SEAL.search(text, last.start, last.end) is not None


def _cells(text: str, start: int, end: int) -> list[range]:
    """The stretches of a line between wide gaps."""
    found: list[range] = []
    at = start
    for gap in GAP.finditer(text, start, end):
        if at < gap.start():
            found.append(range(at, gap.start()))
        at = gap.end()
    if at < end:
        found.append(range(at, end))
    return found
