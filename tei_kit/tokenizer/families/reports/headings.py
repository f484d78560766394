"""Headings: chapters, articles and titles of a report, and their depths.

Chapters and articles have a word and a number that counts up, alone on a line or before text.
Other headings stand alone between blank lines, in capitals.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from tei_kit.layout.blocks import Shape
from tei_kit.layout.pages import number_of
from tei_kit.record import record
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.letters.headings import END_OF_BOOK
from tei_kit.tokenizer.families.pieces import columns
from tei_kit.tokenizer.families.pieces.pieces import Piece
from tei_kit.tokenizer.families.pieces.words import words_of

FEWEST = 4  # headings with numbers that count up
FEWEST_ARTICLES = 2  # that count up from the first
FEWEST_TITLES = 6
FEWEST_SECTIONS = 3  # numbered titles without a word
DEEPEST = 4  # the column of a title in italics: lines further right name sources
LENGTH = 120
# The largest share of a text's lines that may be titles: lists in capitals are not titles.
MOST_TITLES = 0.55
TITLE = re.compile(r"[\"“„«(_]*[^\W\d_a-z][^\n]*")
# A number and a title: "II. THE BOOKS", "2. Findings", and no sentence.
TITLED = re.compile(
    r"(?P<n>[0-9]{1,2}|[IVX]{1,5})(?:[.)]|[.]?[ ][–—-])[ ]+[^\W\d_a-z][^\n]{2,80}(?<![.,;:!?])"
)
DECIMAL = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}[ .]")  # "2.1 The channel": a numbered paragraph
SIGNS = "_*=\"“”„«».,:;!?()[]0123456789 -–—'’"
OPENING, CLOSING = '"“„«', '"”“»'
QUOTES = "\"“”„«»‘’' "
# A signature below a text: "A. VALE."
INITIALS = re.compile(r"(?:[^\W\d_]\. ?)+[^\W\d_a-z][\w.'’-]*\.?$")
HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Hon|Rev|Prof)\.? ")
END = re.compile(r"\*{3} ?END OF|End of (?:the |this )?Project Gutenberg", re.IGNORECASE)
START = re.compile(r"\*{3} ?START OF", re.IGNORECASE)
# The @type of a division by the kind of its word, from the outermost.
BOOK, PART, NAMED, CHAPTER, SECTION, ARTICLE = (
    "book",
    "part",
    "title",
    "chapter",
    "section",
    "article",
)
RANKS = (BOOK, PART, NAMED, CHAPTER, ARTICLE, SECTION)
TYPES = {BOOK: "part", PART: "part", NAMED: "part", CHAPTER: CHAPTER, ARTICLE: ARTICLE}


@record
class Heading:
    """A heading, from the piece of index `at` to the piece before `end`.

    `stop` is its end in the view; if it `runs_in`, a paragraph goes on there. `kind` is one of
    RANKS, or "" for a title without a number; `n` is its number. `depth` counts from 1.
    """

    at: int
    end: int
    stop: int
    kind: str
    n: str = ""
    depth: int = 1
    runs_in: bool = False


@cache
def kinds(language: Language) -> Mapping[str, str]:
    """The kind of heading that each word begins, in lower case."""
    result: dict[str, str] = {}
    outer = (CHAPTER, PART, BOOK, NAMED)
    for at, word in enumerate(language.chapter):
        result[word] = outer[at] if at < len(outer) else PART
    result.update(dict.fromkeys(language.article, ARTICLE))
    result.update(dict.fromkeys(language.section, SECTION))
    return result


@cache
def firsts(language: Language) -> frozenset[str]:
    """The words for the first of several: "premier", "première"."""
    words = language.ordinals[:2]
    return frozenset(word for word in words if word[:4] == words[0][:4])


def number(printed: str, language: Language) -> int:
    """The number of a heading: 4 for `IV`, 1 for `premier`."""
    return 1 if printed.casefold() in firsts(language) else number_of(printed)


@cache
def numbered(language: Language) -> re.Pattern[str]:
    """A heading with a word and a number: "Article 12.", "CHAPTER IV. THE DIET", "§ 3"."""
    words = sorted(kinds(language), key=len, reverse=True)
    word = "|".join(rf"{re.escape(w.capitalize())}|{re.escape(w.upper())}" for w in words)
    first = "|".join(f"{w}|{w.capitalize()}|{w.upper()}" for w in sorted(firsts(language)))
    return re.compile(
        rf"[_*]?(?P<word>{word or '(?!)'}|§)\.?[ ]"
        rf"(?P<n>[0-9]{{1,4}}[a-z]?|[IVXLC]{{1,8}}|{first or '(?!)'})(?!\w)[_*]?"
        rf"(?P<stop>[.]?[ ]?(?:--|[–—-])|[.:)])?(?P<rest>.*)",
    )


def find(pieces: Sequence[Piece], text: str, language: Language) -> list[Heading]:
    """The headings of a text with their depths; [] if there are too few to be sure."""
    begin, end = _book(pieces, text)
    found = [h for h in _numbered(pieces, text, language) if begin <= h.at < end]
    if not _count_up(found) and not _are_articles(found):
        found = []
    if not found:
        found = _sections(pieces)
    taken = {heading.at for heading in found}
    titles = [h for h in _titles(pieces, taken, text, language) if begin <= h.at < end]
    if not found and len(titles) < FEWEST_TITLES:
        return []
    return _nested(sorted([*found, *titles], key=_at), found)


def _book(pieces: Sequence[Piece], text: str) -> tuple[int, int]:
    """The range of pieces between the notices of an electronic library around a book."""
    begin, end = 0, len(pieces)
    for at, piece in enumerate(pieces):
        if not piece.is_text:
            continue
        limit = min(piece.end, piece.start + 80)
        if START.search(text, piece.start, limit):
            begin = at + 1
        elif END.search(text, piece.start, limit):
            end = min(end, at) if at > begin else end
    return begin, end


def _at(heading: Heading) -> int:
    return heading.at


def _numbered(pieces: Sequence[Piece], text: str, language: Language) -> list[Heading]:
    """The headings of pieces that begin with a word and a number."""
    pattern, words, first = numbered(language), kinds(language), firsts(language)
    found: list[Heading] = []
    for at, piece in enumerate(pieces):
        if not (piece.is_first and (piece.is_text or piece.shape is Shape.HEADING)):
            continue
        end = min(piece.end, piece.start + 300)
        match = pattern.match(text, piece.start, end)
        if match is None:
            continue
        kind = words.get(match["word"].casefold(), SECTION)
        rest = match["rest"].strip(" .:-–—_*")
        n = str(number(match["n"], language)) if match["n"].casefold() in first else match["n"]
        alone = piece.is_short or piece.shape is Shape.HEADING
        if not rest or (alone and _is_title(rest, match["stop"] or "")):
            found.append(Heading(at, at + 1, piece.end, kind, n))
        elif match["stop"] or rest[:1].isupper():
            stop = match.end("stop") if match["stop"] else match.end("n")
            found.append(Heading(at, at + 1, stop, kind, n, runs_in=True))
    return found


def _is_title(rest: str, stop: str) -> bool:
    """Whether the words after the number on its line are a title, not a sentence."""
    letters = [c for c in rest if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.7 * len(letters):
        return True
    words = words_of(rest)
    capitals = sum(word[:1].isupper() for word in words)
    return (
        len(words) <= 10
        and not rest.endswith((".", ";", ","))
        and (capitals * 2 >= len(words) or (bool(stop) and len(words) <= 4))
    )


def _count_up(found: Sequence[Heading]) -> bool:
    """Whether there are enough headings, whose numbers go up by one or begin anew."""
    by_kind: dict[str, list[int]] = {}
    for heading in found:
        by_kind.setdefault(heading.kind, []).append(number_of(heading.n))
    right = total = 0
    for numbers in by_kind.values():
        pairs = list(pairwise(numbers))
        right += sum(b in (a + 1, a + 2, 1) for a, b in pairs)
        total += len(pairs)
    return len(found) >= FEWEST and total > 0 and right * 10 >= 7 * total


def _sections(pieces: Sequence[Piece]) -> list[Heading]:
    """Titles with a number, each alone before text, whose numbers count up from the first.

    "II. THE BOOKS", "2. Findings". [] for items of a list, which have no text between
    them, and if a number is missing.
    """
    found: list[Heading] = []
    for at, piece in enumerate(pieces):
        match = TITLED.fullmatch(piece.words) if piece.is_text and piece.is_short else None
        if match is None or not _stands_alone(pieces, at) or not _before_text(pieces, at):
            continue
        found.append(Heading(at, at + 1, piece.end, SECTION, match["n"]))
    numbers = [number_of(heading.n) for heading in found]
    counts_up = numbers == list(range(1, len(numbers) + 1))
    return found if len(found) >= FEWEST_SECTIONS and counts_up else []


def _are_articles(found: Sequence[Heading]) -> bool:
    """Whether a few articles count up from the first one."""
    numbers = [number_of(heading.n) for heading in found if heading.kind == ARTICLE]
    return len(numbers) >= FEWEST_ARTICLES and numbers == list(range(1, len(numbers) + 1))


def _titles(
    pieces: Sequence[Piece], taken: set[int], text: str, language: Language
) -> list[Heading]:
    """Lines in capitals, or all in italics, that stand alone before text."""
    lines = [
        at
        for at, piece in enumerate(pieces)
        if at not in taken
        and _stands_alone(pieces, at)
        and _looks_like_title(piece)
        and not _opens_letter(piece, language)
        and not _signs_letter(pieces, at, text, language)
        and not _is_signed(piece, text, language)
    ]
    count = sum(piece.is_text and piece.is_first for piece in pieces)
    if len(lines) > MOST_TITLES * count:
        return []
    repeated = Counter(pieces[at].words for at in lines)
    lines = [at for at in lines if repeated[pieces[at].words] <= 2 and _before_text(pieces, at)]
    if not lines:
        return []
    return [Heading(at, at + 1, pieces[at].end, "") for at in lines]


def _opens_letter(piece: Piece, language: Language) -> bool:
    """Whether a line is a place and a day, or a salutation: these are not titles."""
    if piece.shape is Shape.HEADING:
        return False
    words = piece.words.strip(QUOTES)
    return (
        words.endswith((":", ",--", ",—"))
        or shapes.is_dateline(words, language)
        or (shapes.is_salute(words, language) and not words[-1].isalpha())
    )


def _signs_letter(pieces: Sequence[Piece], at: int, text: str, language: Language) -> bool:
    """Whether a name stands below a complimentary close, as in a letter inside a story.

    The close may be the end of a paragraph, which goes on with the name.
    """
    before = pieces[at - 1] if at else None
    if before is None or not before.is_text:
        return False
    if not before.is_short:
        return text[before.end - 1] == ","
    return shapes.is_strong_close(before.words.strip(QUOTES), language)


def _is_signed(piece: Piece, text: str, language: Language) -> bool:
    """Whether a line has names beside seals, or side by side, as below a treaty."""
    if columns.SEAL.search(piece.words):
        return True
    return bool(columns.names_in(text, piece.start, piece.end, language))


def _stands_alone(pieces: Sequence[Piece], at: int) -> bool:
    piece = pieces[at]
    if piece.shape is Shape.HEADING:
        return True
    if not (piece.is_text and piece.is_short and piece.is_first and (piece.blanks or not at)):
        return False
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    if following is None or following.block == piece.block:
        return False
    # A block that stands nearer to the text above closes that text.
    return following.blanks > 0 and (not at or following.blanks <= piece.blanks)


def _looks_like_title(piece: Piece) -> bool:
    words = piece.words
    if piece.shape is Shape.HEADING:
        return True
    if not 3 <= len(words) <= LENGTH or not TITLE.fullmatch(words) or END_OF_BOOK.search(words):
        return False
    bare = HONORIFIC.sub("", words.strip(SIGNS))
    if words[0] in OPENING and not any(sign in words[1:] for sign in CLOSING):
        return False  # a speech that goes on below
    if len(bare) < 3 or INITIALS.match(words):
        return False
    in_italics = words[0] == "_" and words.rstrip(".:;")[-1] == "_" and words.count("_") == 2
    if in_italics:
        return len(words_of(words)) <= 10 and piece.indent <= DEEPEST
    letters = [c for c in bare if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    initials = max(map(len, words_of(bare)), default=0) <= 2
    return capitals >= 0.8 * len(letters) and len(letters) >= 3 and not initials


def _before_text(pieces: Sequence[Piece], at: int) -> bool:
    """Whether text follows a line, perhaps after other short lines."""
    for piece in pieces[at + 1 : at + 6]:
        if not piece.is_text:
            return False
        if not piece.is_short or not piece.is_first or len(piece.words) > 60:
            return True
        if DECIMAL.match(piece.words):
            return True
    return False


def _nested(headings: Sequence[Heading], found: Sequence[Heading]) -> list[Heading]:
    """The headings with their depths: by their kinds, and titles above or beside them."""
    present = [kind for kind in RANKS if any(heading.kind == kind for heading in found)]
    if SECTION in present and ARTICLE in present:
        counts = Counter(heading.kind for heading in found)
        present.remove(SECTION)
        inner = counts[SECTION] > counts[ARTICLE]
        present.insert(present.index(ARTICLE) + int(inner), SECTION)
    outer = 1 if any(not heading.kind for heading in headings) and present else 0
    depths = {kind: at + 1 + outer for at, kind in enumerate(present)}
    return [
        Heading(h.at, h.end, h.stop, h.kind, h.n, depths.get(h.kind, 1), h.runs_in)
        for h in headings
    ]
