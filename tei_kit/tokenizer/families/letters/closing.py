"""Closing: the lines after the last paragraph of a letter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters import headings, shapes
from tei_kit.tokenizer.families.pieces.pieces import Piece, joined
from tei_kit.tokenizer.families.pieces.plan import Part
from tei_kit.tokenizer.families.pieces.words import small_words, words_of
from tei_kit.tokenizer.tokens import Certainty, TokenKind

K = TokenKind
# A line of a closer is indented by at least this many columns more than paragraphs.
DEEPER = 8
# Text after a signature is a postscript without a word for it up to this many characters.
POSTSCRIPT = 1500
# A closer has at most this many lines.
MOST = 12
FEW_WORDS = 8  # of a dateline that stands alone at the end
WRAPPED = 24  # a line of a wrapped close has at least this many characters
MANY_WORDS = 5  # a line without a sign at its end that has so many words is wrapped
LONGEST_BELOW = 48  # characters of a line below a name that signs a letter
FEW_LEADING = 6  # words of a line that leads to a close
MANY_LEADING = 10  # words of a line that leads to a name, or to a close in its own block
FAR_RIGHT = 20  # from this column on, several names below each other are signatures
FEWEST_SMALL = 2  # a sentence has at least this many common words
POSSESSIVES, MARK = frozenset({"his", "her", "their"}), "mark"
QUOTES = "\"“„«'‘”’»"
MOST_LEADING = 3  # lines that lead to a close


def closing(
    run: Sequence[Piece], margin: int, language: Language, *, is_last: bool, names: frozenset[str]
) -> list[Part]:
    """The parts of the closer at the end of a run of short lines; [] without a closer.

    `margin` is the column where paragraphs begin, `names` are the names that recur as signatures
    (see `key`), and `is_last` says whether the letter ends with the run.
    """
    run = _with_marks(run)
    kinds = [_kind(piece, margin, language) for piece in run]
    first = _first(run, kinds, margin)
    named = [
        i
        for i, piece in enumerate(run)
        if kinds[i] in ("name", "deep", "close") and _is_name(piece, language)
    ]
    recurring = [i for i, piece in enumerate(run) if key(piece.words) in names]
    if first < 0 and recurring:
        first = recurring[0]
    elif first < 0 and is_last and (ending := _of_the_end(run, named)) and _is_alone(run, ending):
        first = ending[0]
    elif first < 0:
        is_dated = is_last and bool(kinds) and kinds[-1] == "date"
        is_short = bool(run) and len(words_of(run[-1].words)) <= FEW_WORDS
        return [Part(K.DATELINE, run[-1])] if is_dated and is_short else []
    elif not _is_sure(run[first:], language, named=named, recurring=recurring, is_last=is_last):
        return []
    if len(run) - first > MOST:
        return []
    for _ in range(MOST_LEADING):
        if not first or not _is_led_to(run, kinds, first, named, language):
            break
        first -= 1
        kinds[first] = "close"
    if first and (
        kinds[first - 1] == "date" or shapes.is_long_dateline(run[first - 1].words, language)
    ):
        first -= 1
        kinds[first] = "date"
    return _with_whole_closes(_parts(run[first:], kinds[first:], language), language)


def _with_marks(run: Sequence[Piece]) -> list[Piece]:
    """The lines of a run; the lines of a mark ("his", "John X Killbuck.", "mark") are joined."""
    words = [piece.words.casefold().strip(" .,") for piece in run]
    found: list[Piece] = []
    at = 0
    while at < len(run):
        is_marked = words[at] in POSSESSIVES and words[at + 2 : at + 3] == [MARK]
        found.append(joined(run[at : at + 3]) if is_marked else run[at])
        at += 3 if is_marked else 1
    return found


def _is_led_to(
    run: Sequence[Piece],
    kinds: Sequence[str],
    first: int,
    named: Sequence[int],
    language: Language,
) -> bool:
    """Whether the line before the line `first`, a close or a name, belongs to the close."""
    before = run[first - 1]
    if shapes.is_dateline(before.words, language):
        return False
    is_open = before.words.endswith(",") or before.words[-1:].isalpha()
    if is_open and before.is_first and before.block == run[first].block:
        of_block = [p.words for p in run[first:] if p.block == before.block and kinds[first]]
        if shapes.is_closing_paragraph(" ".join([before.words, *of_block]), language):
            return True
    if kinds[first - 1] in ("date", "enclosure"):
        return False
    is_close = kinds[first] in ("close", "deep") and _leads_to_close(before, run[first])
    return is_close or (first in named and _leads_to_name(before))


def _leads_to_close(piece: Piece, below: Piece | None = None) -> bool:
    """Whether a short line before a close begins the close: "I am, Gentlemen,".

    The line may be longer if it is in the same block as the line below, or begins a block: "I have
    the honor to be, Sir,", "Assuring you of our best attention at all times,".
    """
    words = piece.words.lstrip(QUOTES)
    count = len(words_of(words))
    is_same = below is not None and below.block == piece.block
    most = MANY_LEADING if is_same or (below is not None and piece.is_first) else FEW_LEADING
    if is_same and words[-1:].isalpha() and words[:1].isalpha() and count <= FEW_LEADING:
        return True  # "I am Sir", "with great respect", in letters without commas
    return words.endswith(",") and words[:1].isupper() and count <= most


def _leads_to_name(piece: Piece) -> bool:
    """Whether the name below continues a short line: "Accept the esteem of your"."""
    words = piece.words
    if _leads_to_close(piece):
        return True
    is_open = words[-1:].isalpha() and words[:1].isupper()
    return is_open and len(words_of(words)) <= MANY_LEADING


def _with_whole_closes(parts: Sequence[Part], language: Language) -> list[Part]:
    """The parts, after the lines of a wrapped close are joined.

    A close is wrapped where the lower line begins in lower case, or where the upper line leads to
    it ("I am, Gentlemen,") or is long and has no sign at its end.
    """
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        is_close = last is not None and last.kind is part.kind is K.CLOSE
        if last and is_close and _is_wrapped(last.piece, part.piece, language):
            found[-1] = Part(K.CLOSE, joined([last.piece, part.piece]), last.certainty)
        else:
            found.append(part)
    return found


def _is_wrapped(above: Piece, below: Piece, language: Language) -> bool:
    if above.block != below.block or above.words.endswith((".", "!", "?")):
        return False
    if below.words.partition(" ")[0] in language.to:
        return False  # "à Monsieur le Président": the recipient
    if len(above.words) > LONGEST_BELOW and above.words.endswith(","):
        return shapes.is_closing_paragraph(f"{above.words} {below.words}", language)
    leads = _leads_to_close(above, below) and not shapes.is_close(above.words, language)
    goes_on = leads or (below.words[:1].islower() and len(above.words) >= WRAPPED)
    is_open = above.words[-1:].isalnum() and len(words_of(above.words)) >= MANY_WORDS
    return goes_on or is_open


def _is_sure(
    run: Sequence[Piece],
    language: Language,
    *,
    named: Sequence[int],
    recurring: Sequence[int],
    is_last: bool,
) -> bool:
    """Whether lines that begin as a closer are a closer: they have a name, or sure words for a
    close at the end of the letter.
    """
    if not is_last:
        return bool(named or recurring)
    return bool(named) or any(shapes.is_strong_close(p.words, language) for p in run)


def _first(run: Sequence[Piece], kinds: Sequence[str], margin: int) -> int:
    """The index of the first line that is a close, or a line set to the right; -1 without one.

    If a line is set to the right, sentences at the margin before it are paragraphs.
    """
    deep = next((i for i, p in enumerate(run) if p.indent >= margin + DEEPER and kinds[i]), -1)
    for i, kind in enumerate(kinds):
        is_right = run[i].indent >= margin + DEEPER
        if kind == "deep" or (kind == "name" and (is_right or shapes.says_signed(run[i].words))):
            return i
        if kind == "close" and not (
            i < deep and (run[i].words.endswith((".", "!", "?")) or len(words_of(run[i].words)) > 5)
        ):
            return i
    return -1


def key(words: str) -> str:
    """A name in lower case, without signs and numbers around it."""
    return words.strip(" .,;:[]()0123456789¹²³").casefold()


def _of_the_end(run: Sequence[Piece], named: Sequence[int]) -> Sequence[int]:
    """The names (indices) that no line of running text follows, if there are any; otherwise all."""
    text = [i for i, piece in enumerate(run) if len(piece.words) > LONGEST_BELOW]
    blocks = {run[i].block for i in text}
    ending = [i for i in named if not text or (i > text[-1] and run[i].block not in blocks)]
    return ending or named


def _is_alone(run: Sequence[Piece], named: Sequence[int]) -> bool:
    """Whether a name without a complimentary close is a signature: few lines follow it, and the
    line before it is long or ends a sentence.
    """
    first = named[0]
    before = run[:first]
    return len(run) - first <= 6 and all(
        len(p.words) > 25 or p.words.endswith((".", "!", "?")) for p in before[-1:]
    )


def _kind(piece: Piece, margin: int, language: Language) -> str:
    words = piece.words.lstrip(QUOTES)
    if shapes.is_docket(words, 0, len(words)):
        return "docket"
    if shapes.is_enclosure(words, language):
        return "enclosure"
    if shapes.is_receipt(words, language):
        return ""
    if shapes.is_dateline(words, language):
        return "date"
    if shapes.is_strong_close(words, language):
        return "close"
    if headings.shape_of(words, language) == "to":
        return "address"
    if piece.indent >= margin + DEEPER and len(words_of(words)) <= 14 and words:
        is_named = words != piece.words or shapes.says_signed(words)
        return "name" if is_named and shapes.is_name(words.rstrip(QUOTES), language) else "deep"
    if shapes.is_name(words.rstrip(QUOTES), language):
        return "name"
    if shapes.is_close(words, language) and len(words_of(words)) <= 10:
        return "close"
    return ""


def _is_name(piece: Piece, language: Language) -> bool:
    """Whether a line is a name, perhaps in quotation marks."""
    return shapes.is_name(piece.words.strip(QUOTES), language)


def ends_inner(run: Sequence[Piece], margin: int, language: Language) -> int:
    """The index of the line after a letter that is quoted inside another letter; -1 without one.

    That line is a sentence. A name stands above it, and another close below it.
    """
    kinds = [_kind(piece, margin, language) for piece in run]
    for at in range(1, len(run) - 1):
        piece = run[at]
        is_said = piece.is_first and not kinds[at] and piece.words.endswith((".", "!", "?"))
        if not is_said or len(words_of(piece.words)) < FEW_WORDS:
            continue
        named = any(kinds[i] in ("name", "deep") and _is_name(run[i], language) for i in range(at))
        closed = any(shapes.is_close(p.words, language) for p in run[at + 1 :])
        if named and closed and small_words(piece.words, language) >= FEWEST_SMALL:
            return at
    return -1


def _parts(run: Sequence[Piece], kinds: Sequence[str], language: Language) -> list[Part]:
    """The parts of a closer, from its lines and their kinds."""
    closed = "close" in kinds
    signed = _signatures(run, kinds, language)
    parts: list[Part] = []
    for at, (piece, kind) in enumerate(zip(run, kinds, strict=True)):
        after = bool(signed) and at > max(signed)
        if at in signed:
            parts.append(Part(K.SIGNED, piece, Certainty.HIGH if closed else Certainty.MEDIUM))
        elif signed and kind == "docket":
            blocks = groupby(run[at:], key=attrgetter("block"))
            return [*parts, *(Part(K.TRAILER, joined(list(each))) for _, each in blocks)]
        elif kind == "date":
            parts.append(Part(K.DATELINE, piece))
        elif kind == "enclosure":
            parts.append(Part(K.POSTSCRIPT, piece))
        elif kind == "address" or (at and parts and parts[-1].kind is K.ADDRESS and not signed):
            parts.append(Part(K.ADDRESS, piece, Certainty.LOW))
        elif after and _is_office(run, signed, at) and parts[-1].kind is K.SIGNED:
            signed = [*signed, at]
            whole = joined([parts[-1].piece, piece])
            parts[-1] = Part(K.SIGNED, whole, parts[-1].certainty)
        elif after and _is_title(run, signed, at):
            signed = [*signed, at]
            parts.append(Part(K.SIGNED, piece, Certainty.MEDIUM))
        elif after and _goes_on_address(parts, piece):
            parts.append(Part(K.ADDRESS, piece, Certainty.LOW))
        elif after and shapes.begins_postscript(piece.words, 0, len(piece.words), language):
            parts.append(Part(K.POSTSCRIPT, piece))
        elif after and _is_said(piece, language):
            parts.append(Part(K.POSTSCRIPT, piece, Certainty.MEDIUM))
        elif after:
            parts.append(Part(K.ADDRESS, piece, Certainty.LOW))
        else:
            parts.append(Part(K.CLOSE, piece))
    return parts


def _is_title(run: Sequence[Piece], signed: Sequence[int], at: int) -> bool:
    """Whether a line set to the right below a name is the title or the office of the writer."""
    piece, name = run[at], run[max(signed)]
    is_below = at == max(signed) + 1 and piece.block == name.block
    return is_below and piece.indent >= FAR_RIGHT and len(words_of(piece.words)) <= FEW_WORDS


def _is_office(run: Sequence[Piece], signed: Sequence[int], at: int) -> bool:
    """Whether a line below a name is the writer's office: "PETER HALE,", "Harbour Master."."""
    piece, name = run[at], run[max(signed)]
    is_below = at == max(signed) + 1 and piece.block == name.block and name.words.endswith(",")
    is_few = piece.words[:1].isupper() and len(words_of(piece.words)) <= FEW_LEADING
    return is_below and is_few and name.words.isupper() and not any(map(str.isdigit, piece.words))


def _goes_on_address(parts: Sequence[Part], piece: Piece) -> bool:
    """Whether a line continues the address above it, which ends with a comma."""
    last = parts[-1]
    is_open = last.kind is K.ADDRESS and last.piece.words.endswith(",")
    return is_open and last.piece.block == piece.block


def _is_said(piece: Piece, language: Language) -> bool:
    """Whether a line after a signature is a sentence, and not an address."""
    words = piece.words
    if words.startswith("("):
        return len(words_of(words)) >= 4
    count, small = len(words_of(words)), small_words(words, language)
    if words.endswith((".", "!", "?")):
        return count >= 4 and small >= 1
    return count >= 8 and small >= 2


def _goes_on(name: Piece, piece: Piece) -> bool:
    """Whether a second name or a title under a name belongs to the signature."""
    if piece.words.isupper() and name.words.isupper():
        return len(words_of(name.words)) > 1 and len(words_of(piece.words)) > 1
    few = len(words_of(piece.words)) <= 3
    is_right = name.indent >= FAR_RIGHT and piece.indent >= name.indent
    return piece.block == name.block and few and (piece.indent > name.indent or is_right)


def _signatures(run: Sequence[Piece], kinds: Sequence[str], language: Language) -> list[int]:
    """The indices of the signatures: the first names after the complimentary close."""
    found: list[int] = []
    for at, piece in enumerate(run):
        if kinds[at] == "address":
            break
        if kinds[at] == "close":
            if found:
                break
            continue
        is_name = kinds[at] in ("name", "deep") and _is_name(piece, language)
        if not is_name:
            if found:
                break
            continue
        if not found:
            follows = (
                at + 1 < len(run) and kinds[at + 1] == "close" and run[at + 1].block == piece.block
            )
            if follows and any(kinds[i] == "close" for i in range(at)):
                continue
            found.append(at)
        elif _goes_on(run[found[-1]], piece):
            found.append(at)
        else:
            break
    return found
