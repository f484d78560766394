"""Reader: the tokens of treaties, constitutions, reports and magazines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.certainty import Certainty
from tei_kit.diagnostics import counted
from tei_kit.layout.blocks import Shape
from tei_kit.record import replace
from tei_kit.settings.language import Language
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.letters import around, divisions, planner, shapes
from tei_kit.tokenizer.families.letters import headings as letter_headings
from tei_kit.tokenizer.families.pieces import bracket_notes, columns, writer
from tei_kit.tokenizer.families.pieces.pieces import Piece, joined, pieces
from tei_kit.tokenizer.families.pieces.plan import Part, Plan
from tei_kit.tokenizer.families.reports import headings
from tei_kit.tokenizer.families.reports.headings import END, START, TYPES, Heading
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.signed import without_word
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
OTHER = "section"
# Shapes of headings that letters have.
OF_LETTERS = frozenset({"letter", "between", "addressed", "to"})
LONGEST_NAME = 24
LEAST_NAMES = 2  # below a treaty
LONGEST_LEAD = 60  # characters of a line that says for whom somebody signs
MOST_TITLE_LINES = 4  # in capitals
PARTICLE = re.compile(rf"{shapes.PARTICLE}[ ]")  # of a name: "von Vale"
RIGHT = 20  # the column from which on a line is set to the right


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
    _sealed(plan, source.text, text.language)
    _names_at_end(plan, text.language)
    bracket_notes.find(plan, source.text)
    tokens = writer.tokens(source, plan, text.language, text.profile)
    count = sum(not heading.runs_in for heading in parts)
    return Reading(source, tokens, counted(count, "heading"))


def _deeper(h: Heading) -> Heading:
    return Heading(h.at, h.end, h.stop, h.kind, h.n, h.depth + 1, h.runs_in)


def _title(found: Sequence[Piece], parts: Sequence[Heading], source: Source) -> Heading | None:
    """The title above numbered headings: the first short line, or the first after a notice."""
    if not parts or not parts[0].kind:
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
    end = at + 1
    while end < first and (found[end].block == piece.block or _goes_on(piece, found[end])):
        end += 1
    is_long = end - at > MOST_TITLE_LINES or not all(p.words.isupper() for p in found[at:end])
    if not is_title or (end > at + 1 and is_long):
        return None
    return Heading(at, end, found[end - 1].end, "")


def _goes_on(title: Piece, below: Piece) -> bool:
    """Whether a line in capitals right below another goes on with a title."""
    return below.is_text and not below.blanks and below.words.isupper() and title.words.isupper()


def _head(plan: Plan, heading: Heading) -> None:
    piece = plan.pieces[heading.at]
    kind = TYPES.get(heading.kind, OTHER)
    token = Token(K.SUBHEAD, piece.start, heading.stop, kind, heading.depth, place=heading.n)
    plan.head(token, heading.at, heading.end)
    if heading.runs_in:
        plan.run_in[heading.at] = heading.stop


def _letters(plan: Plan, source: Source, parts: Sequence[Heading], text: Text) -> None:
    """Plan the sections that are letters: their headings name a person, and an opener follows."""
    if not parts:
        return
    ends = [heading.at for heading in parts[1:]]
    for heading, end in zip(parts, [*ends, len(plan.pieces)], strict=True):
        words = plan.pieces[heading.at].words
        if heading.runs_in or letter_headings.shape_of(words, text.language) not in OF_LETTERS:
            continue
        if not around.opens(plan.pieces, heading.end, text.language):
            continue
        plan.heads[heading.at] = replace(plan.heads[heading.at], value=divisions.LETTER)
        planner.fill_one(plan, source, text, heading.end, end)


def _end_of_book(plan: Plan, source: Source, parts: Sequence[Heading]) -> None:
    """End the last chapter before the notice of an electronic library below a book."""
    if not parts:
        return
    for at in range(parts[-1].end, len(plan.pieces)):
        piece = plan.pieces[at]
        limit = min(piece.end, piece.start + 80)
        if piece.is_text and END.search(source.text, piece.start, limit):
            plan.heads[at] = Token(K.SUBHEAD, piece.start, piece.start, OTHER, 1)
            return


def _signatures(plan: Plan, language: Language) -> None:
    """Plan the signatures: initials or names in capitals at the end of a contribution."""
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


def _sealed(plan: Plan, text: str, language: Language) -> None:
    """Plan the names beside a seal, or after the word for signed, below a treaty.

    Names side by side are signatures, and so are names set to the right below other names.
    """
    follows = False  # whether the line above is signed
    for at, piece in enumerate(plan.pieces):
        if at in plan.heads or at in plan.parts or not (piece.is_text and piece.is_short):
            follows = False
            continue
        names = columns.names_in(text, piece.start, piece.end, language)
        sealed = columns.is_sealed(piece.words)
        name = without_word(columns.SEAL.sub("", piece.words).strip())
        is_signed = sealed and shapes.is_name(name, language)
        is_last = at + 1 == len(plan.pieces) and piece.words.isupper()
        if names and (sealed or follows or is_last):
            plan.parts[at] = Part(K.CLOSE, piece)
            plan.given[piece.start] = names
        elif is_signed or (follows and piece.indent >= RIGHT and _is_noble(name, language)):
            plan.parts[at] = Part(K.SIGNED, piece)
        follows = at in plan.parts


def _names_at_end(plan: Plan, language: Language) -> None:
    """Plan the signatures of a treaty: names in capitals at its end, each on its line.

    A line right above a name may say for whom it stands: "For Norvia:".
    """
    found = plan.pieces
    names: list[int] = []
    leads: dict[int, int] = {}  # by name: the line that leads to it
    for at in range(len(found) - 1, -1, -1):
        piece = found[at]
        is_free = at not in plan.heads and at not in plan.parts and piece.is_text
        if not (is_free and piece.is_short):
            break
        if piece.words.isupper() and shapes.is_name(piece.words.rstrip("."), language):
            names.append(at)
        elif names and names[-1] == at + 1 and _leads(piece, found[at + 1]):
            leads[at + 1] = at
        else:
            break
    if len(names) < LEAST_NAMES:
        return
    for at in names:
        lead = leads.get(at, at)
        plan.keep([Part(K.SIGNED, joined(found[lead : at + 1]))], lead)


def _leads(piece: Piece, name: Piece) -> bool:
    """Whether a line says for whom the name below it signs."""
    is_same = piece.block == name.block and piece.words.endswith((":", ","))
    return is_same and len(piece.words) <= LONGEST_LEAD


def _is_noble(name: str, language: Language) -> bool:
    """Whether a line is a name, which may begin with a particle: "von Vale."."""
    return shapes.is_name(PARTICLE.sub("", name), language)


def _is_rule(piece: Piece) -> bool:
    return piece.is_text and piece.is_short and not any(map(str.isalnum, piece.words))
