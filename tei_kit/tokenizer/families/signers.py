"""Signers: the names in capitals at the end of a will, a petition or a resolution.

Each name stands on its own line, perhaps with a seal or an office beside it. "Witnesses:" and "Le
Maire," lead to names. The rules for all documents read a single name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_kit.record import record
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.pieces import columns
from tei_kit.tokenizer.families.pieces.words import words_of
from tei_kit.tokenizer.tokens import Certainty, Token, TokenKind

K = TokenKind
LEAST = 2  # names
MOST_LINES = 40
LEADING, FURTHER = 6, 5  # the most words of a line that leads to a name, and of a line that goes on
LEAST_SAID = 60  # the least characters of the text above the names


@record
class _Line:
    """A line `text[start:end]` below a text.

    `kind` is `name`, `lead` (it leads to the name below) or `more` (it goes on with the name
    above); "" for another line.
    """

    start: int
    end: int
    kind: str


def with_signers(text: str, tokens: Sequence[Token], language: Language) -> Sequence[Token]:
    """The tokens; the names in the paragraphs at the end become SIGNED tokens."""
    first = len(tokens)
    found: list[Token] = []
    names = 0
    while first and tokens[first - 1].kind in (K.PARAGRAPH, K.SIGNED):
        token = tokens[first - 1]
        lines = list(_lines(text, token, language))
        if any(not line.kind for line in lines) or len(lines) > MOST_LINES:
            break
        first -= 1
        names += sum(line.kind == "name" for line in lines)
        found[:0] = _signed(token, lines)
    above = tokens[first - 1] if first else None
    if names < LEAST or above is None or above.end - tokens[0].start < LEAST_SAID:
        return tokens
    if found[0].kind is not K.SIGNED:
        return tokens
    return [*tokens[:first], *found]


def _lines(text: str, token: Token, language: Language) -> Iterator[_Line]:
    """The lines of a block, with the kind of each."""
    at = token.start
    kind = ""
    for row in text[token.start : token.end].split("\n"):
        words = row.strip()
        start = at + row.find(words)
        at += len(row) + 1
        kind = _kind(words, language, after_name=kind in ("name", "more"))
        yield _Line(start, start + len(words), kind)


def _kind(words: str, language: Language, *, after_name: bool) -> str:
    plain = columns.SEAL.sub("", words).strip()
    if not plain:
        return ""
    name = plain.partition(",")[0]
    if name.isupper() and shapes.is_name(plain.rstrip(" .,"), language) and " " in name:
        return "name" if name[0].isalpha() else ""
    few = len(words_of(plain))
    if after_name and plain[0].islower() and few <= FURTHER:
        return "more"
    if plain[0].isupper() and plain.endswith((":", ",")) and few <= LEADING:
        return "lead"
    return ""


def _signed(token: Token, lines: Sequence[_Line]) -> list[Token]:
    """The tokens of a block of names.

    A line that leads to one name, or goes on with it, belongs to the token of the name.
    """
    if all(line.kind == "lead" for line in lines):
        return [token]
    found: list[Token] = []
    begin = -1  # the start of a line that leads to the name below
    if lines[0].kind == "lead" and sum(line.kind == "name" for line in lines) >= LEAST:
        first, lines = lines[0], lines[1:]  # "Witnesses:" above several
        found.append(Token(K.PARAGRAPH, first.start, first.end))
    for line in lines:
        if line.kind == "lead":
            begin = line.start if begin < 0 else begin
        elif line.kind == "more":
            found[-1] = Token(K.SIGNED, found[-1].start, line.end, certainty=Certainty.MEDIUM)
        else:
            start = begin if begin >= 0 else line.start
            found.append(Token(K.SIGNED, start, line.end, certainty=Certainty.MEDIUM))
            begin = -1
    return found
