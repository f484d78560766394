"""Reader: the tokens of treaties, constitutions, reports and magazines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tei_kit.certainty import Certainty
from tei_kit.layout.blocks import Shape
from tei_kit.settings.language import Language
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.letters import headings as letter_headings
from tei_kit.tokenizer.families.letters import planner, shapes
from tei_kit.tokenizer.families.pieces import bracket_notes, writer
from tei_kit.tokenizer.families.pieces.pieces import Piece, pieces
from tei_kit.tokenizer.families.pieces.plan import Part, Plan
from tei_kit.tokenizer.families.reports import headings
from tei_kit.tokenizer.families.reports.headings import END, START, TYPES, Heading
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
OTHER = "section"
# Shapes of headings that letters have.
OF_LETTERS = frozenset({"letter", "between", "addressed", "to"})
LONGEST_NAME = 24
# "[SEAL.]  AMOS HALE", "(L. S.) Signé : PELL", "(Signed) A. Hale", "/s/ Amos Hale".
SEALED = re.compile(
    r"""
    (?: [\[(][ ]?(?:L\.[ ]?S\.?|SEAL\.?|Seal\.?)[ ]?[\])][ ]?
        (?: (?:Signed|Signé|Gez|Firmado|Firmato)[ ]?[.:]?[ ] )?
      | /s/[ ]?
      | [\[(](?:Signed|SIGNED|Signé|Gez\.|Firmado|Firmato)[.:]?[\])][ ]
      | (?:Signed|Signé|Gez|Firmado|Firmato)[ ]?[.:][ ]
    )
    """,
    re.VERBOSE,
)
# "AMOS HALE  [L.S.]", "Count of Vale (Seal)".
SEAL_AFTER = re.compile(r"\s{1,40}[\[(][ ]?(?:L\.[ ]?S\.?|SEAL\.?|Seal\.?)[ ]?[\])]\.?\Z")


def read(text: Text) -> Reading:
    """The tokens of a text in chapters, articles or titled sections."""
    source = writer.with_targets(text.lines)
    found = pieces(source, text.layout.width, text.profile)
    plan = Plan(found)
    parts = headings.find(found, source.text, text.language)
    title = _title(found, parts, source)
    if title is not None:
        parts = [title, *[_deeper(heading) for heading in parts]]
    elif len(parts) > 1 and not parts[0].kind and parts[0].end == parts[1].at:
        parts = [parts[0], *[_deeper(heading) for heading in parts[1:]]]
    for heading in parts:
        _head(plan, heading)
    _letters(plan, source, parts, text)
    _end_of_book(plan, source, parts)
    _signatures(plan, text.language)
    _sealed(plan, text.language)
    bracket_notes.find(plan, source.text)
    tokens = writer.tokens(source, plan, text.language, text.profile)
    count = sum(not heading.runs_in for heading in parts)
    return Reading(source, tokens, f"{count} headings" if count != 1 else "1 heading")


def _deeper(h: Heading) -> Heading:
    return Heading(h.at, h.end, h.stop, h.kind, h.n, h.depth + 1, h.runs_in)


def _title(found: Sequence[Piece], parts: Sequence[Heading], source: Source) -> Heading | None:
    """The title above numbered headings: the first short line, or that of an electronic text."""
    if not parts or any(not heading.kind for heading in parts):
        return None
    first = parts[0].at
    begin = 0
    for at in range(first):
        piece = found[at]
        if piece.is_text and START.search(source.text, piece.start, piece.end):
            begin = at + 1
    lines = [at for at in range(begin, first) if found[at].is_text]
    if not lines:
        return None
    at = lines[0]
    piece = found[at]
    is_title = piece.is_short and piece.is_first and not piece.words.endswith((",", ";"))
    if not is_title or (at + 1 < len(found) and found[at + 1].block == piece.block):
        return None
    return Heading(at, at + 1, piece.end, "")


def _head(plan: Plan, heading: Heading) -> None:
    piece = plan.pieces[heading.at]
    kind = TYPES.get(heading.kind, OTHER)
    token = Token(K.SUBHEAD, piece.start, heading.stop, kind, heading.depth, place=heading.n)
    plan.head(token, heading.at, heading.end)
    if heading.runs_in:
        plan.run_in[heading.at] = heading.stop


def _letters(plan: Plan, source: Source, parts: Sequence[Heading], text: Text) -> None:
    """Sections that are letters: their headings name whom they are to, and an opener follows."""
    if not parts:
        return
    ends = [heading.at for heading in parts[1:]]
    for heading, end in zip(parts, [*ends, len(plan.pieces)], strict=True):
        words = plan.pieces[heading.at].words
        if heading.runs_in or letter_headings.shape_of(words, text.language) not in OF_LETTERS:
            continue
        if not letter_headings.opens(plan.pieces, heading.end, text.language):
            continue
        plan.heads[heading.at] = replace(plan.heads[heading.at], value=letter_headings.LETTER)
        planner.fill_one(plan, source, text, heading.end, end)


def _end_of_book(plan: Plan, source: Source, parts: Sequence[Heading]) -> None:
    """The words of a library of electronic texts after a book are not a chapter of it."""
    if not parts:
        return
    for at in range(parts[-1].end, len(plan.pieces)):
        piece = plan.pieces[at]
        limit = min(piece.end, piece.start + 80)
        if piece.is_text and END.search(source.text, piece.start, limit):
            plan.heads[at] = Token(K.SUBHEAD, piece.start, piece.start, OTHER, 1)
            return


def _signatures(plan: Plan, language: Language) -> None:
    """Initials or names in capitals at the end of a contribution."""
    found = plan.pieces
    for at, piece in enumerate(found):
        if at in plan.heads or not (piece.is_text and piece.is_short and piece.is_first):
            continue
        before = found[at - 1] if at else None
        after = found[at + 1] if at + 1 < len(found) else None
        if before is None or after is None or not before.is_text or at - 1 in plan.heads:
            continue
        ends = after.shape is Shape.ITEM or at + 1 in plan.heads or _is_rule(after)
        name = piece.words.strip(".")
        is_short = bool(piece.blanks) and name.isupper() and len(name) <= LONGEST_NAME
        if ends and is_short and shapes.is_name(piece.words, language):
            plan.parts[at] = Part(K.SIGNED, piece, Certainty.MEDIUM)


def _sealed(plan: Plan, language: Language) -> None:
    """The names that stand beside a seal, or after the word for signed, below a treaty."""
    for at, piece in enumerate(plan.pieces):
        if at in plan.heads or at in plan.parts or not (piece.is_text and piece.is_short):
            continue
        match = SEALED.match(piece.words)
        name = piece.words[match.end() :] if match else ""
        after = SEAL_AFTER.search(piece.words)
        if after and not match:
            name = piece.words[: after.start()]
        if name and shapes.is_name(name, language):
            plan.parts[at] = Part(K.SIGNED, piece)


def _is_rule(piece: Piece) -> bool:
    return piece.is_text and piece.is_short and not any(map(str.isalnum, piece.words))
