"""Openers and closers of a document: the dateline under its heading, the name at its end."""

from __future__ import annotations

import re

from tei_kit.layout.blocks import Block, Shape
from tei_kit.settings.language import of_any
from tei_kit.settings.profile import Profile
from tei_kit.tokenizer import dates, signed
from tei_kit.tokenizer.inline import InlineReader
from tei_kit.tokenizer.no_names import is_no_name
from tei_kit.tokenizer.tokens import Token, TokenKind

# A dateline is short: place, date, time.
DATELINE_LENGTH = 160
DATELINE_REST = re.compile(r"[\s.,;\])]*[0-9]{0,3}\s*")
PLACE_NAME = re.compile(r"(?P<place>[^\W\d_][^\d\n:;]*?)(?P<comma>,?)\s*$")
# A name at the end of a document: up to five words, with capitals, and no sentence.
SIGNED_LENGTH = 70
MOST_SIGNED = 8  # names below the word for signed, each on a line
SIGNED_NAME = re.compile(
    r"""
    (?: /s/ [ \u00a0]? )?
    [A-Z][\w.'’-]* (?: ,?[ \u00a0] (?: [A-Z][\w.'’-]* | [a-z][a-z.]{0,5} ) ){0,4}
    [0-9]{0,3} \Z
    """,
    re.VERBOSE,
)
SMALL_WORD = re.compile(r"(?<=[ \u00a0])[a-z][a-z.]*(?=[ \u00a0]|[0-9]*\Z)")


def dateline(block: Block, text: str, inline: InlineReader, profile: Profile) -> list[Token] | None:
    """The place and the date of a dateline; None if the block is something else."""
    if block.shape is not Shape.TEXT or block.end - block.start > DATELINE_LENGTH:
        return None
    match = dates.date_expression(profile).search(text, block.start, block.end)
    if match is None:
        return _undated(block, text, profile)
    end = inline.before_reference(match.start(), match.end())
    when = dates.date_of(match, profile)
    if not when:
        return None
    day = dates.DateWord(match.start(), end, when)
    limit = inline.before_reference(match.start(), block.end)
    date, end = dates.with_time(day, text, limit)
    if DATELINE_REST.fullmatch(text, end, block.end) is None:
        return None
    tokens = _place_name(text, block.start, date.start)
    if tokens is None:
        return None
    return [*tokens, Token(TokenKind.DATE, date.start, date.end, date.when)]


def _undated(block: Block, text: str, profile: Profile) -> list[Token] | None:
    for word in profile.dates_undated:
        at = text.find(word, block.start, block.end)
        if at > block.start and DATELINE_REST.fullmatch(text, at + len(word), block.end):
            return _place_name(text, block.start, at)
    return None


def _place_name(text: str, start: int, end: int) -> list[Token] | None:
    """The place before a dateline's date; [] without a place, None when it is a sentence."""
    if start == end:
        return []
    match = PLACE_NAME.fullmatch(text, start, end)
    if match is None or not match["place"][0].isupper():
        return None
    if len(match["place"].split()) > (8 if match["comma"] else 3):
        return None
    return [Token(TokenKind.PLACE, match.start("place"), match.end("place"))]


def is_signature(block: Block, text: str) -> bool:
    """Whether the last paragraph is only a name: no sentence, no speaker's words.

    Several names may follow the word for signed: "(Signed) AMOS HALE." and "BEN PELL.".
    """
    said = signed.before(text, block.start, block.end)
    if said is not None:
        lines = text[said.end() : block.end].split("\n")
        return len(lines) <= MOST_SIGNED and all(_is_signed(line.strip()) for line in lines)
    if block.end - block.start > SIGNED_LENGTH or is_no_name(text[block.start : block.end]):
        return False
    return _is_name(text[block.start : block.end])


def _is_signed(line: str) -> bool:
    """Whether a line below the word for signed is a name, or an office."""
    if len(line) > SIGNED_LENGTH:
        return False
    return _is_name(" ".join(line.rstrip(".,").split()))


def _is_name(words: str) -> bool:
    """Whether words are a name: capitals, and between them nothing but particles of names."""
    if SIGNED_NAME.match(words) is None:
        return False
    return all(word in of_any("particles") for word in SMALL_WORD.findall(words))
