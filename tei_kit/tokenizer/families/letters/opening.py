"""Opening: the lines between the heading of a letter and its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters import headings, mail, shapes
from tei_kit.tokenizer.families.pieces.pieces import Piece, joined
from tei_kit.tokenizer.families.pieces.plan import Part
from tei_kit.tokenizer.families.pieces.words import small_words, words_of
from tei_kit.tokenizer.no_names import is_no_name
from tei_kit.tokenizer.tokens import Certainty, TokenKind

K = TokenKind
# From this column on, a line is set to the right.
RIGHT = 20
# At most this many parts stand before the text of a letter.
MOST = 14
MOST_GREETING = 5  # words of the second line of a salutation
# The year at the end of a line that is set to the right, with a month in any language.
YEAR_BELOW = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})[\])]?\.?\Z")
# A line of running text has at least this many characters and words, and this many common words:
# after a salutation, and without a salutation before it.
SAID = 40
SAID_WORDS = 7
FEW_SAID = 2
MANY_SAID = 4


def opening(pieces: Sequence[Piece], at: int, end: int, language: Language) -> list[Part]:
    """The parts of the opener of a letter, in `pieces[at:end]`; [] without evidence for an opener.

    Pages and notes inside the opener are skipped.
    """
    found: list[Part] = mail.header(pieces, at, end)
    at += len(found)
    sure = len(found)
    while at < end and len(found) < MOST:
        piece = pieces[at]
        if not piece.is_text:
            at += 1
            continue
        if not piece.is_short:
            break
        words = piece.words
        is_to = headings.shape_of(words, language) == "to" and not words.endswith((",", "!"))
        is_to = is_to and not shapes.is_dated_place(words, language)
        if shapes.is_receipt(words, language):
            break
        if is_to and piece.words:
            found.append(Part(K.ADDRESS, piece, Certainty.LOW))
        elif shapes.runs_in(words, language):
            break
        elif shapes.is_salute(words, language) and not shapes.is_dateline(words, language):
            found.append(Part(K.SALUTE, piece))
            sure = len(found)
        elif shapes.is_dateline(words, language):
            line = [piece]
            while len(found) > sure and _same_line(found[-1], piece):
                line.insert(0, found.pop().piece)
            while at + 1 < end and _goes_on(piece, pieces[at + 1], language):
                at += 1
                line.append(pieces[at])
            found.append(Part(K.DATELINE, joined(line)))
            sure = len(found)
        elif _goes_on_greeting(found, words):
            found.append(Part(K.SALUTE, piece))
            sure = len(found)
        elif piece.indent >= RIGHT and YEAR_BELOW.search(words) and len(words) <= SAID:
            found.append(Part(K.DATELINE, piece, Certainty.MEDIUM))
            sure = len(found)
        elif _is_uncertain(piece, language) and not _is_said(piece, found, language):
            found.append(Part(K.ADDRESS, piece, Certainty.LOW))
        else:
            break
        at += 1
    following = next((p for p in pieces[at:end] if p.is_text), None)
    return _settled(found, sure, following, language)


def _goes_on_greeting(found: Sequence[Part], words: str) -> bool:
    """Whether a line ends a salutation that the line above begins: "Geehrter", "Herr Hale!"."""
    if not found or found[-1].kind is not K.SALUTE or not words.endswith(("!", ",")):
        return False
    above = found[-1].piece.words
    return above[-1:].isalpha() and len(words_of(words)) <= MOST_GREETING


def _same_line(part: Part, piece: Piece) -> bool:
    """Whether a line of an address belongs to the dateline below it."""
    before = part.piece
    if part.kind is not K.ADDRESS:
        return False
    follows = before.block == piece.block or (not piece.blanks and before.words.endswith(","))
    return (
        follows and not before.words.endswith((".", "!")) and before.words.upper() != before.words
    )


def _goes_on(piece: Piece, following: Piece, language: Language) -> bool:
    """Whether the line after a dateline continues it: in the same block, set to the right."""
    return (
        following.is_text
        and following.block == piece.block
        and following.indent > RIGHT
        and not shapes.is_salute(following.words, language)
    )


def _is_uncertain(piece: Piece, language: Language) -> bool:
    """Whether a line may belong to an opener: it is short and no sentence."""
    words = piece.words
    if len(words) > 90 or (words.endswith((".", "?")) and small_words(words, language) > 3):
        return False
    return (
        not piece.is_first or words[:1].isupper() or words[:1] in "[(«„\"'*" or words[:1].isdigit()
    )


def _is_said(piece: Piece, found: Sequence[Part], language: Language) -> bool:
    """Whether a line is running text: the first line of a letter whose lines are all short."""
    words = piece.words
    greeted = any(part.kind is K.SALUTE for part in found)
    small = small_words(words, language)
    if len(words) < SAID:
        return False
    return small >= (FEW_SAID if greeted else MANY_SAID) and len(words_of(words)) >= SAID_WORDS


def _settled(
    found: list[Part], sure: int, following: Piece | None, language: Language
) -> list[Part]:
    """The parts up to the last sure part, and perhaps the parts after it.

    `sure` is the number of parts up to the last sure part. The last line before running text
    (`following`) may be a salutation, a dateline or a recipient by its place.
    """
    rest = found[sure:]
    kept = found[:sure]
    if rest and following is not None and not following.is_short and len(rest) <= 3:
        last = rest[-1]
        words = last.piece.words
        greets = words.rstrip("-–— ").endswith((",", "!"))  # "ILLUSTRIOUS PRINCE,--"
        has_date = any(part.kind is K.DATELINE for part in kept)
        has_greeting = any(part.kind is K.SALUTE for part in kept)
        if greets and not has_greeting and len(words_of(words)) <= 8:
            return [*kept, *rest[:-1], Part(K.SALUTE, last.piece, Certainty.MEDIUM)]
        looks = len(words_of(words)) <= 9 and not headings.shape_of(words, language)
        looks = looks and not is_no_name(words) and not words.endswith(":")
        if looks and not has_date and (last.piece.indent >= RIGHT or words.isupper()):
            return [*kept, *rest[:-1], Part(K.DATELINE, last.piece, Certainty.MEDIUM)]
        if words.endswith(":") and not has_greeting and len(words_of(words)) <= MOST_GREETING:
            return [*kept, *rest[:-1], Part(K.SALUTE, last.piece, Certainty.MEDIUM)]
        if all(headings.shape_of(part.piece.words, language) == "to" for part in rest):
            return [*kept, *rest]
    return kept
