"""Recurring headings: the lines with which the letters of a volume begin.

They have one shape, and more blank lines stand before them than before paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from tei_kit.layout.blocks import Shape
from tei_kit.layout.pages import number_of
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters.around import has_text, is_dated, is_title_line, opens
from tei_kit.tokenizer.families.letters.divisions import LETTER, Start
from tei_kit.tokenizer.families.letters.headings import WORD_AND_NUMBER, is_numbered, number_in
from tei_kit.tokenizer.families.pieces.pieces import Piece

NAMING = frozenset({"between", "addressed"})  # shapes of lines that name the recipient
FEWEST_NUMBERS = 4  # of headings that rise
WIDE_GAP = 2  # more blank lines than before paragraphs
# The shapes of headings; the surest come first.
TIERS = (
    frozenset({"letter"}),
    frozenset({"stated"}),
    frozenset({"between", "addressed", "numbered", "number", "numbers"}),
    frozenset({"to"}),
)


def _usual_gap(pieces: Sequence[Piece]) -> float:
    """The median number of blank lines before paragraphs."""
    gaps = [p.blanks for p in pieces[1:] if p.is_text and p.is_first and not p.is_short]
    return median(gaps) if gaps else 1


def chosen_of(pieces: Sequence[Piece], found: Mapping[int, str], language: Language) -> list[int]:
    """The indices of the pieces with which letters begin.

    `found` has the shapes of the pieces that may be headings, by their indices.
    """
    usual = _usual_gap(pieces)
    own: list[int] = []
    most = 0
    for tier in TIERS:
        of_tier = [at for at in sorted(found) if found[at] in tier]
        of_tier = _with_text(pieces, _apart(pieces, of_tier, usual, language))
        evident = sum(_is_evident(pieces, at, found[at], language) for at in of_tier)
        if not ((evident >= 2 and evident * 2 >= len(of_tier)) or _rise(pieces, of_tier)):
            continue
        if len(of_tier) >= 2 and evident >= most + (2 if own else 0):
            own, most = of_tier, evident
    wide = [
        at
        for at, piece in enumerate(pieces)
        if at
        and piece.is_first
        and piece.is_short
        and piece.is_text
        and piece.blanks >= usual + WIDE_GAP
        and opens(pieces, at, language)
    ]
    if len(wide) >= 2:
        own = sorted({*own, *wide})
        own = _with_text(pieces, own)
    return own


def _apart(
    pieces: Sequence[Piece], own: Sequence[int], usual: float, language: Language
) -> list[int]:
    """The headings with more blank lines before them than before paragraphs, if half have more.

    A heading that a dateline follows at once, or that stands before all text, counts as well.
    """
    far = [at for at in own if not at or pieces[at].blanks > usual]
    if len(far) < 2 or len(far) * 2 < len(own):
        return list(own)
    return [
        at
        for at in own
        if not at
        or pieces[at].blanks > usual
        or not has_text(pieces, 0, at)
        or (pieces[at].blanks and is_dated(pieces, at + 1, language))
    ]


def _with_text(pieces: Sequence[Piece], own: Sequence[int]) -> list[int]:
    """The headings with text before the next heading; of neighbouring headings, the first.

    A row of more than three headings is a table of contents, so its last heading is kept.
    """
    kept: list[int] = []
    runs: list[list[int]] = []
    for at in own:
        if runs and not has_text(pieces, runs[-1][-1] + 1, at) and at - runs[-1][-1] <= 2:
            runs[-1].append(at)
        else:
            runs.append([at])
    numbered = sum(is_numbered(pieces[at]) for at in own) * 2 >= len(own)
    if len(runs) > 1 and sum(len(run) for run in runs[1:]) == len(runs) - 1:
        runs[0] = runs[0][-1:]  # the title of the volume stands above the first heading
    for run in runs:
        # The title of a volume has no number where the headings have one.
        of_run = [at for at in run if is_numbered(pieces[at])] if numbered else run
        kept.append(run[-1] if len(run) > 3 else (of_run or run)[0])
    return kept


def _rise(pieces: Sequence[Piece], own: Sequence[int]) -> bool:
    """Whether the numbers of the headings rise, as in an edition of letters."""
    numbers = [number_of(number_in(pieces[at].words)) for at in own]
    known = [n for n in numbers if n]
    if len(known) < FEWEST_NUMBERS or len(known) * 10 < 9 * len(own):
        return False
    return sum(a < b for a, b in pairwise(known)) * 10 >= 9 * (len(known) - 1)


def _is_evident(pieces: Sequence[Piece], at: int, shape: str, language: Language) -> bool:
    """Whether a line surely heads a letter: the format states it, or an opener follows."""
    if pieces[at].shape is Shape.HEADING and shape not in ("stated", "number", "numbered"):
        return True
    return opens(pieces, at + 1, language)


def start_at(
    pieces: Sequence[Piece], at: int, chosen: Sequence[int], found: Mapping[int, str]
) -> Start:
    """The beginning of a letter at the piece `at`, with or without a heading.

    `chosen` are the pieces with which letters begin, `found` the shapes of possible headings.
    """
    shape = found.get(at, "")
    if not shape:
        return Start(at, at, LETTER)
    body = at + 1
    if at and found.get(at - 1) == "number" and at - 1 not in chosen and shape != "number":
        return Start(at - 1, body, LETTER, number_in(pieces[at - 1].words))
    if shape == "number" and body < len(pieces):
        following = pieces[body]
        if (
            following.is_short
            and following.is_text
            and body not in chosen
            and is_title_line(following)
        ):
            body += 1
    if shape == "letter" and body < len(pieces) and body not in chosen:
        is_only = WORD_AND_NUMBER.fullmatch(pieces[at].words.rstrip(" .:"))
        named = sum(found.get(each + 1) in NAMING for each in chosen)
        if is_only and found.get(body) in NAMING and named * 2 > len(chosen):
            body += 1
    return Start(at, body, LETTER, number_in(pieces[at].words))
