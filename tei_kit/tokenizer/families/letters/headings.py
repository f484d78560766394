"""Headings: where letters and days begin in a text, by what recurs.

The headings of one volume have one shape: the word for a letter and a number, sender and recipient,
a number alone. They stand further apart from what is before them than paragraphs do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from statistics import median

from tei_kit.layout.blocks import Shape
from tei_kit.layout.pages import number_of
from tei_kit.record import record
from tei_kit.settings.language import Language, alternatives, of_any
from tei_kit.tokenizer import dates_in_words
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.letters.shapes import CAPITAL
from tei_kit.tokenizer.families.pieces.pieces import Piece
from tei_kit.tokenizer.families.pieces.words import matcher, small_words, words_of

LETTER, ENTRY, ENCLOSURE = "letter", "entry", "enclosure"
LENGTH = 150
NUMBER = r"(?:\*?[0-9]{1,4}[a-z]?|[IVXLC]{1,9})"
NUMBER_ALONE = re.compile(rf"[\[(]?{NUMBER}[\])]?\s?[.:]?")
IN_BRACKETS = re.compile(r"\[(?P<words>[^\[\]\d][^\[\]]+)\]")  # "[Letter 77]"
NUMBERED = re.compile(rf"(?P<n>{NUMBER})(?:[.]?[ ]?(?:--|[–—])|[.:)]|\s-)\s*(?P<rest>\S.*)")
# A number, and the number in another edition: "LXXI (Q FR I, 4)".
TWO_NUMBERS = re.compile(rf"(?P<n>{NUMBER})[.]?\s?\([^()]{{2,60}}\)\.?[0-9\[\]]{{0,4}}")
NUMBER_WORD = re.compile(
    rf"(?:N[°º]|№|{alternatives(of_any('numbers'))})[.°º]?\s?(?P<n>[0-9][0-9.]{{0,6}})\b\.?",
    re.IGNORECASE,
)
NAMING = frozenset({"between", "addressed"})  # shapes of lines that name whom a letter is to
# How many pieces of an opener are looked at for evidence.
OPENER = 7
FEWEST_OPENERS = 3  # of letters without headings
FEWEST_DAYS = 3
LONGEST_DAY = 60  # characters of a line that is a day, with its place
FEWEST_PLAIN_DAYS = 2  # without a place, where others have one
FEWEST_RUN_IN = 5
FEWEST_FULL = 3  # with a weekday or a year among them, where most paragraphs begin so
LAST_DAY = 31
FULL_DATE = len("1971-03-03")
DAYS_APART = 4
MONTH_END = 26
NOVEMBER = 11
LEAST_LAST_DAY = 4  # numbered paragraphs seldom go on for long
# A day that runs into its entry: "2d.  Drank at", "February 1st.--In the", "3. Mai. Vormittags",
# "Jan. 1. Sunday. Cold".
RUN_IN_DAY = re.compile(
    r"""
    (?:
        (?: (?P<month>[^\W\d_]{3,10})\.?[ ]+ )?
        (?P<day>[0-3]?[0-9])
        (?: (?:st|nd|rd|th|d|de)\b\.?,? | \.(?=[ ]{2}) | \.[ ]*[-–—] | (?=\.?[ ]?--) )
      | (?P<first>[0-3]?[0-9])\.?[ ](?P<named>[^\W\d_]{3,10})\.
      | (?P<before>[^\W\d_]{3,10})\.?[ ]+(?P<then>[0-3]?[0-9])[.,:]
    )
    (?: [ ]*\([^()]{3,40}\)\.? )?
    (?: \s+ | \.?[ ]?(?:--|[—–])[ ]? )
    (?=[^\W\d_a-z])
    """,
    re.VERBOSE,
)
FEWEST_NUMBERS = 4
WORD_AND_NUMBER = re.compile(
    rf"[^\W\d_]+\.?[ ](?:[Nn][o°ºr]?\.?[ ]?[°º]?[ ]?)?(?P<n>{NUMBER}|[0-9.]{{2,7}}[0-9])\b"
)
# Words that may follow the number of a letter, or "".
SEPARATORS = ("", ".", ",", ":", "-", "–", "—", "(", "[")
WIDE_GAP = 2  # more blank lines than before paragraphs
END_OF_BOOK = re.compile(
    r"\*{3} ?(?:START|END) OF|End of (?:the |this )?Project Gutenberg", re.IGNORECASE
)


@record
class Day:
    """A day of the month that heads an entry, and the number of its month, 0 where none stands.

    `is_full` says whether its weekday or its year stands beside it.
    """

    day: int
    month: int = 0
    is_full: bool = False


@record
class Start:
    """A letter or a day begins with the piece of index `at`; its heading ends before `body`.

    `kind` is the @type of its division; `n` its number, "" where none is printed.
    """

    at: int
    body: int
    kind: str
    n: str = ""


@lru_cache(maxsize=4096)
def shape_of(line: str, language: Language) -> str:
    """The shape of a line that can be the heading of a letter or a day; "" for none."""
    if not line or len(line) > LENGTH:
        return ""
    line = line.replace("_", "")  # of italics
    inside = IN_BRACKETS.fullmatch(line)
    line = inside["words"] if inside else line
    if NUMBER_ALONE.fullmatch(line):
        return "number"
    if TWO_NUMBERS.fullmatch(line):
        return "numbers"
    if shapes.FILE_ALONE.fullmatch(line):
        return "file"
    if is_day(line, language):
        return "day"
    if shapes.FILE_NUMBER.match(line) and shapes.is_telegram(line, language):
        return "letter"
    word = _letter_words(language).match(line)
    said = NUMBER_WORD.match(line)
    if said and len(words_of(line)) <= 12 and line[said.end() :].lstrip()[:1] in SEPARATORS:
        return "letter"
    if word and _names_letter(line[word.end() :], language):
        return "letter"
    numbered = NUMBERED.fullmatch(line)
    rest = numbered["rest"] if numbered else line
    if numbered and (word := _letter_words(language).match(rest)):
        return "letter"
    if small_words(rest, language) > 5 or rest.endswith((",", ";", "?")):
        return ""
    if _between(language).match(rest):
        return "between"
    if _to(language).match(rest) and small_words(rest, language) <= 4:
        return "addressed" if numbered else "to"
    if numbered and (rest[0].isupper() or rest[0] == "*") and len(words_of(rest)) <= 12:
        return "numbered"
    return ""


@cache
def _letter_words(language: Language) -> re.Pattern[str]:
    return matcher((*language.letter, *language.telegram))


def _names_letter(rest: str, language: Language) -> bool:
    """Whether a number, or a recipient, follows the word for a letter."""
    rest = rest.lstrip(" .:-–—")
    if _ordinal(language).fullmatch(rest):
        return True
    if re.match(rf"(?:[Nn][o°ºr]\.?[ ]?°?[ ]?)?{NUMBER}\b", rest):
        return True
    return bool(_preposition(language).match(rest)) and small_words(rest, language) <= 5


@cache
def _ordinal(language: Language) -> re.Pattern[str]:
    """ "THE FIRST", "première", "erster"."""
    words = "|".join(map(re.escape, language.ordinals))
    return re.compile(rf"(?:the\s)?(?:{words or '(?!)'})\.?", re.IGNORECASE)


@cache
def _preposition(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, (*language.to, *of_any("origins"))))
    return re.compile(rf"(?:{words})\b", re.IGNORECASE)


@cache
def _before_recipients() -> str:
    """ "the", "his", "den": a regular expression for what stands before a recipient."""
    return alternatives((*of_any("articles"), *of_any("mine"), *of_any("before_persons")))


@cache
def _to(language: Language) -> re.Pattern[str]:
    """ "To John Adams", "AN COTTA", "À Monsieur", "Al señor Juan"."""
    words = "|".join(f"{w}|{w.capitalize()}|{w.upper()}" for w in language.to)
    titles = "|".join(map(re.escape, language.titles))
    articles = (
        rf"(?:(?:{_before_recipients()}|{titles or 'Mr'})\.?[ ]"
        r"(?:[^\W\d_A-Z]+[ ])?)?"
    )
    return re.compile(rf"(?:{words or '(?!)'})[ ]{articles}(?:d['’])?{CAPITAL}(?=\w|\.)")


@cache
def _between(language: Language) -> re.Pattern[str]:
    """ "George Brandes an Arthur Schnitzler", "LORD NORTH TO THE KING"."""
    words = "|".join(f"{w}|{w.upper()}" for w in language.between)
    word = rf"(?:d['’])?{CAPITAL}[\w.'’-]*"
    name = rf"{word}(?:[ ](?:{shapes.PARTICLE}[ ])?{word}){{0,6}}"
    first = r"(?:(?:VON|Von|FROM|From|DE|De)[ ])?"
    end = r"(?=[,.:;]|\s*$|[ ]?[(\[])"
    return re.compile(rf"{first}{name}[ ](?:{words or '(?!)'})[ ](?:THE[ ]|the[ ])?{name}{end}")


def is_day(line: str, language: Language) -> bool:
    """Whether a line is a date with a year, perhaps with its weekday, and nothing else."""
    if len(line) > LONGEST_DAY:
        return False
    found = dates_in_words.in_line(line, language)
    if len(found) != 1:
        return False
    rest = words_of(line[: found[0].start] + " " + line[found[0].end :])
    days = {*language.weekdays, *language.day_parts, *of_any("before_days")}
    return all(word.casefold() in days for word in rest)


def is_full_day(line: str, language: Language) -> bool:
    """Whether a line is a day of a month with its weekday or its year, and little else."""
    if not (8 <= len(line) <= LONGEST_DAY) or not any(map(str.isdigit, line)):
        return False
    if not is_day(line, language):
        return False
    found = dates_in_words.in_line(line, language)[0]
    days = {word.casefold() for word in words_of(line)} & set(language.weekdays)
    return found.day > 0 and found.month > 0 and (bool(days) or len(found.when) == FULL_DATE)


def plain_day(line: str, language: Language) -> Day:
    """The day that a line is which has no year; day 0 for none."""
    if not line[-1:].isdigit() and not line.endswith("."):
        return Day(0)
    has_word = any(map(str.isalpha, line)) and any(map(str.isdigit, line))
    if not has_word or not is_day(line, language):
        return Day(0)
    found = dates_in_words.in_line(line, language)[0]
    return Day(found.day, found.month)


def placed_day(line: str, language: Language) -> Day:
    """The day of a line that is a place and a day; day 0 for none."""
    if len(line) > LONGEST_DAY or not any(map(str.isdigit, line)):
        return Day(0)
    found = dates_in_words.in_line(line, language)
    placed = len(found) == 1 and found[0].month and words_of(line[: found[0].start])
    if not placed or not shapes.is_dated_place(line, language):
        return Day(0)
    return Day(found[0].day, found[0].month)


def _is_placed_day(pieces: Sequence[Piece], at: int, language: Language) -> bool:
    """Whether a line alone before an entry is a place and its day: "Rom, den 3. Mai"."""
    piece = pieces[at]
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    alone = piece.is_first and following is not None and following.block != piece.block
    if not (alone and piece.is_text and piece.is_short and len(piece.words) <= LONGEST_DAY):
        return False
    return placed_day(piece.words, language).day > 0


def is_number(line: str) -> bool:
    """Whether a line is a number of a letter alone, or with its number in another edition."""
    return bool(NUMBER_ALONE.fullmatch(line) or TWO_NUMBERS.fullmatch(line))


def is_numbered_only(line: str) -> bool:
    """Whether a heading is a number, with or without the word for it: "No. 412", "17."."""
    found = NUMBER_ALONE.fullmatch(line) or NUMBER_WORD.fullmatch(line)
    return bool(found or shapes.FILE_NUMBER.match(line) or shapes.FILE_ALONE.fullmatch(line))


def starts(pieces: Sequence[Piece], view: str, language: Language) -> list[Start]:
    """Where the letters or days of a volume begin; [] where a text has no more than one."""
    found = {
        at: shape
        for at, piece in enumerate(pieces)
        if piece.is_first and (shape := _shape(piece, language)) not in ("", "file")
    }
    plain = [at for at, shape in found.items() if shape == "day"]
    days = _with_places(pieces, plain, language)
    if len(days) >= FEWEST_DAYS and _are_entries(pieces, days, language):
        return [Start(at, at + 1, ENTRY) for at in days if at + 1 < len(pieces)]
    entries = _run_in_days(pieces, view, language)
    if entries:
        return entries
    usual = _usual_gap(pieces)
    chosen = _chosen(pieces, found, usual, language)
    own = [_start(pieces, at, chosen, found) for at in chosen] if len(chosen) > 1 else []
    own = own or _by_openers(pieces, view, language)
    return _with_enclosures(pieces, own, language)


def _by_openers(pieces: Sequence[Piece], view: str, language: Language) -> list[Start]:
    """Letters that no heading parts: each begins with a dateline, and most of them greet.

    [] for a letter that was dated anew while it was written.
    """
    found: list[int] = []
    greeted = 0
    for at, piece in enumerate(pieces):
        if not (piece.is_text and piece.is_short and piece.is_first):
            continue
        if found and not _has_text(pieces, found[-1] + 1, at):
            continue
        if shapes.is_dateline(piece.words, language):
            greets = _greets(pieces, at + 1, view, language)
            if greets or _follows_text(pieces, at + 1):
                found.append(at)
                greeted += greets
    if len(found) < FEWEST_OPENERS or greeted * 10 < 9 * len(found):
        return []
    return [Start(at, at, LETTER) for at in found]


def _follows_text(pieces: Sequence[Piece], at: int) -> bool:
    """Whether running text begins with a piece, or after what is no text."""
    following = next((piece for piece in pieces[at:] if piece.is_text), None)
    return following is not None and not following.is_short


def _greets(pieces: Sequence[Piece], at: int, view: str, language: Language) -> bool:
    """Whether somebody is greeted in the next lines, or where the text after them begins."""
    for piece in pieces[at : at + OPENER]:
        if piece.is_text and not piece.is_short:
            return shapes.run_in_salute(view, piece.start, piece.end, language) > 0
        if piece.is_text and shapes.is_salute(piece.words, language):
            return True
    return False


def _with_enclosures(
    pieces: Sequence[Piece], own: Sequence[Start], language: Language
) -> list[Start]:
    """The letters, and what was sent with them; [] for one letter alone.

    The heading of an enclosure stands alone, after the text of a letter and before a text.
    """
    found: list[Start] = []
    first = own[0].at if own else -1
    for at, piece in enumerate(pieces):
        if at <= first or not _stands_alone(pieces, at):
            continue
        if not shapes.heads_enclosure(piece.words, language):
            continue
        before = found[-1].body if found else max(0, first)
        end = next((start.at for start in own if start.at > at), len(pieces))
        if _has_text(pieces, before, at) and _has_text(pieces, at + 1, end):
            found.append(Start(at, _below_title(pieces, at + 1, language), ENCLOSURE))
    if not found:
        return list(own)
    return sorted([*(own or [_only(pieces, language)]), *found], key=_at)


def _below_title(pieces: Sequence[Piece], at: int, language: Language) -> int:
    """The piece after the title of an enclosure, which begins with the piece `at` if it has one."""
    piece = pieces[at]
    is_title = _stands_alone(pieces, at) and found_title(piece) and not piece.words.endswith(".")
    parts = shapes.is_dateline(piece.words, language) or shapes.is_salute(piece.words, language)
    return at + 1 if is_title and not parts else at


def _only(pieces: Sequence[Piece], language: Language) -> Start:
    """Where the only letter of a text begins, to which other things are enclosed."""
    at = next((i for i, piece in enumerate(pieces) if piece.is_text), 0)
    shape = _shape(pieces[at], language)
    if shape in ("", "day") and pieces[at].shape is not Shape.HEADING:
        return Start(at, at, LETTER)
    body = at + 1
    is_numbered = is_numbered_only(pieces[at].words)
    if is_numbered and body < len(pieces) and found_title(pieces[body]):
        body += 1
    return Start(at, body, LETTER, _number(pieces[at].words))


def _at(start: Start) -> int:
    return start.at


def _stands_alone(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is a short line between blank lines."""
    piece = pieces[at]
    if not (piece.is_text and piece.is_short and piece.is_first):
        return False
    return at + 1 < len(pieces) and pieces[at + 1].block != piece.block


def _with_places(pieces: Sequence[Piece], days: Sequence[int], language: Language) -> Sequence[int]:
    """The days that head entries, and those with a place before them where some have none."""
    if len(days) < FEWEST_PLAIN_DAYS:
        return days
    heads = set(days)
    placed = [
        at
        for at in range(days[0], len(pieces))
        if at - 1 not in heads and _is_placed_day(pieces, at, language)
    ]
    return sorted({*days, *placed})


def _run_in_days(pieces: Sequence[Piece], view: str, language: Language) -> list[Start]:
    """The entries of a diary whose paragraphs begin with the day, which goes up by one."""
    found: list[Start] = []
    days: list[Day] = []
    paragraphs = 0
    for at, piece in enumerate(pieces):
        if not piece.is_text or not piece.is_first:
            continue
        paragraphs += 1
        day = run_in_day(view, piece.start, piece.end, language)
        if day.day:
            days.append(day)
            found.append(Start(at, at, ENTRY, str(day.day)))
    return found if are_many(days, paragraphs) and go_on(days) else []


def are_many(days: Sequence[Day], paragraphs: int) -> bool:
    """Whether enough paragraphs begin with days: few do where most of the paragraphs do."""
    if len(days) >= FEWEST_RUN_IN:
        return True
    has_full = any(day.is_full for day in days)
    return has_full and len(days) >= FEWEST_FULL and len(days) * 2 >= paragraphs


def run_in_day(text: str, start: int, end: int, language: Language) -> Day:
    """The day with which a paragraph begins that is the entry of a diary; day 0 for none."""
    limit = min(end, start + 80)
    full = _full_day(language).match(text, start, limit)
    if full is not None and (full["weekday"] or full["year"] or full["dash"]):
        month = month_of(full["month"] or full["named"] or "", language)
        day = int(full["day"] or full["then"] or full["alone"])
        is_full = bool(full["weekday"] or full["year"])
        return Day(day if day <= LAST_DAY else 0, month, is_full)
    match = RUN_IN_DAY.match(text, start, limit)
    if match is None:
        return Day(0)
    named = match["named"] or match["before"]
    month = month_of(match["month"] or named or "", language)
    if named and not month:
        return Day(0)
    day = int(match["day"] or match["first"] or match["then"])
    return Day(day if day <= LAST_DAY else 0, month)


@cache
def _full_day(language: Language) -> re.Pattern[str]:
    """A day with its weekday or its year before an entry.

    "Monday, 3d.--Fresh", "June 14, 1867.--Lat.", "_Mardi 20 décembre_.--Je", "12 marzo 1848. Da".
    """
    weekday = "|".join(map(re.escape, language.weekdays)) or "(?!)"
    months = sorted({*language.months}, key=len, reverse=True)
    month = "|".join(map(re.escape, months)) or "(?!)"
    number = r"[0-3]?[0-9]"
    ending = rf"(?:(?:{alternatives(of_any('day_endings'))}|º)\b|\.(?=[ ][^\W\d_]))?"
    return re.compile(
        rf"""
        [_*]{{0,2}}
        (?: (?P<weekday>{weekday})[.,]? [ ]+ (?:(?:{alternatives(of_any("before_days"))})\.?[ ])? )?
        (?: (?P<day>{number}){ending} [ ]? (?:(?:de|di|of)[ ])? (?P<month>{month})(?![^\W_])\.?
          | (?P<named>{month})(?![^\W_])\.? [ ] (?:the[ ])? (?P<then>{number}){ending}
          | (?(weekday)(?P<alone>{number}){ending}|(?!))
        )
        (?: ,?[ ] (?:de[ ])? (?P<year>1[0-9]{{3}}|20[0-9]{{2}}) )?
        (?: ,?[ ] (?:{weekday}) )?
        [.,]? [_*]{{0,2}} (?: [ ]? \([^()\n]{{3,40}}\) )?
        (?: (?P<dash>[.:]? [ ]? (?:--|[—–]|-[ ]) ) | (?<=[.])[_*]{{0,2}}\s+ | [.:][_*]{{0,2}}\s+ )
        (?=\s*[^\W_])
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def month_of(word: str, language: Language) -> int:
    """The number of the month that a word names; 0 for none."""
    names = [month.casefold().rstrip(".") for month in language.months]
    word = word.casefold()
    return names.index(word) % 12 + 1 if word in names else 0


def go_on(days: Sequence[Day]) -> bool:
    """Whether days follow each other as in a diary: up by few, and to 1 only at a month's end.

    Days with their months may be further apart.
    """
    pairs = list(pairwise(days))
    right = sum(_follows(a, b) for a, b in pairs)
    last = max((day.day for day in days), default=0)
    return bool(pairs) and last > LEAST_LAST_DAY and right * 10 >= 9 * len(pairs)


def _follows(a: Day, b: Day) -> bool:
    if a.month and b.month:
        return (a.month, a.day) < (b.month, b.day) or (a.month > NOVEMBER and b.month == 1)
    few = 0 < b.day - a.day <= DAYS_APART
    return few or (b.day <= DAYS_APART and a.day >= MONTH_END)


def _shape(piece: Piece, language: Language) -> str:
    if piece.shape is Shape.HEADING:
        return shape_of(piece.words, language) or "stated"
    return shape_of(piece.words, language) if piece.is_text and piece.is_short else ""


def _usual_gap(pieces: Sequence[Piece]) -> float:
    """How many blank lines stand before paragraphs."""
    gaps = [p.blanks for p in pieces[1:] if p.is_text and p.is_first and not p.is_short]
    return median(gaps) if gaps else 1


def _are_entries(pieces: Sequence[Piece], days: Sequence[int], language: Language) -> bool:
    """Whether days head the entries of a diary: letters greet, and stand under other headings."""
    greeted = 0
    for at in days:
        after = [p.words for p in pieces[at + 1 : at + 3] if p.is_text and p.is_short]
        greeted += any(shapes.is_salute(words, language) for words in after)
        before = pieces[at - 1] if at else None
        greeted += bool(
            before
            and before.is_short
            and before.is_text
            and shape_of(before.words, language) not in ("", "day")
        )
    return greeted < 0.3 * len(days)


TIERS = (
    frozenset({"letter"}),
    frozenset({"stated"}),
    frozenset({"between", "addressed", "numbered", "number", "numbers"}),
    frozenset({"to"}),
)


def _chosen(
    pieces: Sequence[Piece], found: dict[int, str], usual: float, language: Language
) -> list[int]:
    """The pieces with which letters begin."""
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
    """The headings that have more blank lines before them than paragraphs, if most have.

    Others count that a dateline follows at once.
    """
    far = [at for at in own if not at or pieces[at].blanks > usual]
    if len(far) < 2 or len(far) * 2 < len(own):
        return list(own)
    return [
        at
        for at in own
        if not at
        or pieces[at].blanks > usual
        or not _has_text(pieces, 0, at)
        or (pieces[at].blanks and _is_dated(pieces, at + 1, language))
    ]


def _is_dated(pieces: Sequence[Piece], at: int, language: Language) -> bool:
    if at >= len(pieces) or not (pieces[at].is_text and pieces[at].is_short):
        return False
    return shapes.is_dateline(pieces[at].words, language)


def _with_text(pieces: Sequence[Piece], own: Sequence[int]) -> list[int]:
    """The headings with text before the next heading: the first of several that follow each other.

    Headings without text are a table of contents.
    """
    kept: list[int] = []
    runs: list[list[int]] = []
    for at in own:
        if runs and not _has_text(pieces, runs[-1][-1] + 1, at) and at - runs[-1][-1] <= 2:
            runs[-1].append(at)
        else:
            runs.append([at])
    numbered = sum(_is_numbered(pieces[at]) for at in own) * 2 >= len(own)
    if len(runs) > 1 and sum(len(run) for run in runs[1:]) == len(runs) - 1:
        runs[0] = runs[0][-1:]  # the title of the volume stands above the first heading
    for run in runs:
        # The title of a volume has no number where the headings have one.
        of_run = [at for at in run if _is_numbered(pieces[at])] if numbered else run
        kept.append(run[-1] if len(run) > 3 else (of_run or run)[0])
    return kept


def _is_numbered(piece: Piece) -> bool:
    words = piece.words
    if any(c.isdigit() for c in words) or NUMBERED.fullmatch(words):
        return True
    return WORD_AND_NUMBER.fullmatch(words.rstrip(" .:")) is not None


def _rise(pieces: Sequence[Piece], own: Sequence[int]) -> bool:
    """Whether numbers of headings rise, as those of several letters of an edition do."""
    numbers = [number_of(_number(pieces[at].words)) for at in own]
    known = [n for n in numbers if n]
    if len(known) < FEWEST_NUMBERS or len(known) * 10 < 9 * len(own):
        return False
    return sum(a < b for a, b in pairwise(known)) * 10 >= 9 * (len(known) - 1)


def _has_text(pieces: Sequence[Piece], start: int, end: int) -> bool:
    return any(
        piece.is_text and (not piece.is_short or len(piece.words) > 50)
        for piece in pieces[start:end]
    )


def _is_evident(pieces: Sequence[Piece], at: int, shape: str, language: Language) -> bool:
    """Whether a heading surely is a letter's: by what follows, or as the format says it is one."""
    if pieces[at].shape is Shape.HEADING and shape not in ("stated", "number", "numbered"):
        return True
    return opens(pieces, at + 1, language)


def opens(pieces: Sequence[Piece], at: int, language: Language) -> bool:
    """Whether a dateline or a salutation stands among the next short lines."""
    for piece in pieces[at : at + OPENER]:
        if not piece.is_text:
            continue
        if not piece.is_short:
            return False
        if shapes.YEAR_ALONE.fullmatch(piece.words) or shapes.YEARS.fullmatch(piece.words):
            continue
        if shapes.is_dateline(piece.words, language) or shapes.is_salute(piece.words, language):
            return True
    return False


def _start(pieces: Sequence[Piece], at: int, chosen: Sequence[int], found: dict[int, str]) -> Start:
    shape = found.get(at, "")
    if not shape:
        return Start(at, at, LETTER)
    body = at + 1
    if at and found.get(at - 1) == "number" and at - 1 not in chosen and shape != "number":
        return Start(at - 1, body, LETTER, _number(pieces[at - 1].words))
    if shape == "number" and body < len(pieces):
        following = pieces[body]
        if (
            following.is_short
            and following.is_text
            and body not in chosen
            and found_title(following)
        ):
            body += 1
    if shape == "letter" and body < len(pieces) and body not in chosen:
        is_only = WORD_AND_NUMBER.fullmatch(pieces[at].words.rstrip(" .:"))
        named = sum(found.get(each + 1) in NAMING for each in chosen)
        if is_only and found.get(body) in NAMING and named * 2 > len(chosen):
            body += 1
    return Start(at, body, LETTER, _number(pieces[at].words))


def found_title(piece: Piece) -> bool:
    """Whether a line below a number is the title that belongs to it."""
    words = piece.words
    return words[:1].isupper() and not words.endswith((",", "!", ";", ":")) and len(words) < LENGTH


def _number(line: str) -> str:
    if shapes.FILE_ALONE.fullmatch(line):
        return ""
    for pattern in (NUMBER_WORD, TWO_NUMBERS, NUMBERED):
        match = pattern.match(line)
        if match:
            return match["n"].strip(".*")
    if NUMBER_ALONE.fullmatch(line):
        return line.strip(".:*[]() ")
    match = WORD_AND_NUMBER.match(line)
    return match["n"] if match else ""
