"""Evidence that a text is a letter, a volume of letters, or a diary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.letters import diary, entries, headings, mail, shapes
from tei_kit.tokenizer.families.text import Text

# The test for a single letter examines this many characters at the beginning and at the end, and
# this many lines of the beginning.
BEGINNING = 1500
END = 1500
LINES = 14
SIGNED = 15  # a signature is among this many last lines
SENTENCE = 45  # a line of running text has more characters
RIGHT = 20  # from this column on, a line is set to the right
SURE = 0.8
LIKELY = 0.6
ENOUGH = 0.44
# Longer texts are no single letters.
LONGEST = 60_000
# A volume has on average a letter or a day in this many characters, and at least FEWEST of them.
CHARACTERS = 10_000
FEWEST = 2
# In a long text, this many characters at the beginning, in the middle and at the end are examined.
WINDOW = 12_000
LONGEST_LINE = 100
LONGEST_DAY = 40  # characters of a day that heads an entry
# At most this many lines at the beginning of a block are examined.
FIRST_LINES = 4
# With fewer blank lines than one in this many characters, each line of a text is a paragraph.
BLANK_LINE = re.compile(r"\n[ \t]*\n")
FEW_BLANKS = 3000
# A speaker's label, before a colon, or in capitals before a stop or on a line.
LABEL = re.compile(
    r"""
    (?:[^\W\d_a-zß-öø-ÿ][\w.'’ -]{1,40}|[QA]):(?=\s|$)
    | [^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ][^a-zß-öø-ÿ\d\n.,:()]{0,30}(?:[.](?=\s|$|--)|$|(?=[ ]?\())
    """,
    re.VERBOSE,
)
FEWEST_LABELS = 4
FEWEST_TITLES = 6  # of a report or a magazine
# The beginnings of notes in editions of documents.
SOURCE = "Source: "


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of lines of a text that look like parts of letters, by kind."""

    heads: int = 0
    greetings: int = 0
    datelines: int = 0
    closes: int = 0
    pairs: int = 0  # a number, and the recipient on the next line
    dated_names: int = 0  # a number and a name, and a dateline below
    days: int = 0
    titles: int = 0  # in capitals, alone
    labels: int = 0  # labels of speakers that recur
    run_in: Sequence[diary.Day] = ()  # the days at the beginnings of paragraphs
    plain_days: Sequence[diary.Day] = ()  # lines that are a day, or a place and a day
    placed: int = 0  # the number of `plain_days` with a place
    blocks: int = 0


def evidence(text: Text) -> float:
    """The evidence for letters or a diary, 0 to 1: parts that recur, or the parts of one letter."""
    file = text.arranged.file.text
    language = text.language
    if SOURCE in file:
        return 0.0
    sample = _sample(file)
    enough = max(FEWEST, len(sample) / CHARACTERS)
    counts = _counts(sample, language)
    if counts.pairs >= max(FEWEST, enough / 2):
        return SURE
    if counts.dated_names >= max(FEWEST + 1, enough / 2):
        return LIKELY
    supported = counts.greetings + counts.datelines
    if counts.heads >= enough and supported >= max(FEWEST, 0.3 * counts.heads):
        return SURE
    if counts.greetings >= max(FEWEST + 1, enough) and counts.datelines >= counts.greetings / 3:
        return LIKELY if counts.greetings >= 2 * enough else ENOUGH
    most_days = max(entries.FEWEST_DAYS, enough)
    if counts.days >= most_days or _rise(counts.run_in, enough, counts.blocks):
        return LIKELY
    if _are_plain_days(counts, most_days):
        return LIKELY
    if len(file) > LONGEST or counts.labels >= FEWEST_LABELS or counts.titles >= FEWEST_TITLES:
        return 0.0
    return _single(file, language)


def _sample(file: str) -> str:
    """A text, or its beginning, middle and end."""
    if len(file) <= 3 * WINDOW:
        return file
    middle = len(file) // 2
    return "\n\n".join((file[:WINDOW], file[middle : middle + WINDOW], file[-WINDOW:]))


def _counts(file: str, language: Language) -> Counts:
    """Count the kinds of the first lines of blocks, or of all lines if blank lines are rare."""
    blocks = BLANK_LINE.split(file)
    if len(blocks) < len(file) / FEW_BLANKS:
        blocks = file.split("\n")
    heads = greetings = datelines = closes = pairs = days = titles = 0
    run_in: list[diary.Day] = []
    plain: list[diary.Day] = []
    placed = dated_names = of_headers = 0
    labels: Counter[str] = Counter()
    days += _days_inside(blocks, language)
    above = ""  # the line before
    before = False  # whether the line before was a number alone
    begins, weekdays = _heads(language), _days(language)
    greets, closing = _Words.of(language.greetings), _Words.of(language.closes)
    for block in blocks:
        for at, raw in enumerate(block.split("\n", FIRST_LINES)[:FIRST_LINES]):
            line = raw.strip()
            if not line:
                continue
            if not at and (day := diary.run_in_day(line, 0, len(line), language)).day:
                run_in.append(day)
            day = diary.NO_DAY if at else _day_alone(line, block, language)
            if day.day:
                plain.append(day)
                placed += not diary.is_day(line, language)
            is_to = before and headings.shape_of(line, language) == "to"
            before = len(line) <= 40 and headings.is_number(line)
            if label := LABEL.match(line):
                of_headers += mail.is_of_header(line)
                labels[label[0]] += 1
            first = line.split(None, 5)[:5]
            if len(line) > LONGEST_LINE:
                greetings += greets.any_of(first) and _runs_on(line)
                break
            pairs += is_to
            heads += bool(begins.match(line)) or is_to
            titles += not at and line.isupper() and " " in line and "\n" not in block.strip()
            days += bool(weekdays.match(line)) or _is_dated_day(line, language)
            if greets.any_of(first) and (
                (len(line) < 50 and shapes.is_salute(line, language)) or _runs_on(line)
            ):
                greetings += 1
            elif line[-1] in ".0123456789)]" and any(map(str.isdigit, line)):
                is_dated = shapes.is_dateline(line, language)
                datelines += is_dated
                dated_names += is_dated and _names_writer(above, language)
            above = line
            closes += len(line) <= 60 and closing.any_of(first[-1:])
    recurring = sum(count for count in labels.values() if count > 1)
    recurring -= of_headers if greetings else 0  # messages below each other greet, too
    return Counts(
        heads,
        greetings,
        datelines,
        closes,
        pairs,
        dated_names,
        days,
        titles,
        recurring,
        run_in,
        plain,
        placed,
        len(blocks),
    )


def _days_inside(blocks: Sequence[str], language: Language) -> int:
    """The number of days with weekdays or years after the first lines of long blocks."""
    found = 0
    for block in blocks:
        lines = block.split("\n")
        if len(lines) > FIRST_LINES:
            found += sum(
                diary.is_full_day(line.strip(), language)
                for line in lines[FIRST_LINES:]
                if len(line) <= LONGEST_DAY
            )
    return found


def _names_writer(line: str, language: Language) -> bool:
    """Whether a line is a number and a name: "2. JOHN HALE."."""
    numbered = headings.NUMBERED.fullmatch(line) if line[:1].isalnum() else None
    return numbered is not None and shapes.is_name(numbered["rest"], language)


def _day_alone(line: str, block: str, language: Language) -> diary.Day:
    """The day of the first line of a block that is a day, or a place and a day; else `NO_DAY`."""
    day = diary.plain_day(line, language) if len(line) <= LONGEST_DAY else diary.NO_DAY
    if day.day or "\n" in block.strip():
        return day
    return diary.placed_day(line, language)


def _are_plain_days(counts: Counts, most: float) -> bool:
    """Whether the lines that are days head entries of a diary: they rise, and few salutations
    stand in the text.
    """
    days = counts.plain_days
    plain = len(days) - counts.placed
    many = len(days) >= most and plain >= entries.FEWEST_PLAIN_DAYS
    return many and counts.greetings * 3 < len(days) and diary.go_on(days)


def _is_dated_day(line: str, language: Language) -> bool:
    """Whether a line is a day with its month in words and a figure at its end.

    ISO dates do not count: lists of changes have them as headings.
    """
    short = 8 <= len(line) <= LONGEST_DAY and line[-1].isdigit()
    return short and any(map(str.isalpha, line)) and diary.is_day(line, language)


def _rise(days: Sequence[diary.Day], enough: float, blocks: int) -> bool:
    """Whether enough paragraphs begin with days, and the days rise as in a diary."""
    many = len(days) >= enough and diary.are_many(days, blocks)
    return many and diary.go_on(days)


def _single(file: str, language: Language) -> float:
    """The evidence for a single letter: salutation, dateline, title, close and signature."""
    first = [line.strip() for line in file[:BEGINNING].split("\n") if line.strip()][:LINES]
    last = [line.strip() for line in file[-END:].split("\n") if line.strip()][-30:]
    greets = any(shapes.is_salute(line, language) and len(line) < 80 for line in first)
    greets = greets or any(shapes.run_in_salute(line, 0, len(line), language) > 0 for line in first)
    # A dateline counts only if running text follows it.
    dated = any(
        shapes.is_dateline(line, language) and max(map(len, first[at + 1 :]), default=0) > SENTENCE
        for at, line in enumerate(first[:8])
    )
    if mail.is_mail(first):
        return SURE
    shape = headings.shape_of(first[0], language) if first else ""
    titled = shape in ("letter", "between", "addressed", "numbers")
    addressed = any(headings.shape_of(line, language) in ("to", "between") for line in first[1:4])
    addressed = addressed or shape == "to"
    wired = any(shapes.is_telegram(line, language) for line in first[:4])
    titled = titled or wired
    closes = any(shapes.is_strong_close(line, language) and len(line) < 80 for line in last)
    signed = any(shapes.is_name(line, language) for line in last[-SIGNED:] if len(line) < 60)
    is_note = titled and addressed  # a note between offices has no salutation
    dated_below = (greets or is_note) and any(
        shapes.is_dateline(line, language) for line in last[-6:]
    )
    placed = dated and _column(file.lstrip("\n")) >= RIGHT
    weight = (
        0.3 * greets
        + 0.2 * (dated or dated_below)
        + 0.25 * titled
        + 0.2 * (addressed and (not titled or shape in ("numbers", "letter")))
        + 0.2 * closes
        + 0.1 * signed
        + 0.15 * placed
    )
    placed_in_time = dated or dated_below or titled or addressed
    if not placed_in_time and not (greets and _greets_first(first, language) and closes):
        return 0.0
    return min(SURE, weight) if weight >= ENOUGH else 0.0


def _greets_first(first: Sequence[str], language: Language) -> bool:
    """Whether one of the first three lines is a salutation that ends as salutations do."""
    for line in first[:3]:
        if shapes.run_in_salute(line, 0, len(line), language) > 0:
            return True
        if shapes.is_salute(line, language):
            ends = line.casefold().endswith(tuple(language.greetings))  # "PLINIUS TACITO SUO S."
            is_short = len(line.split()) <= 3
            return ends or is_short or line.rstrip("-—– ").endswith((",", "!", ":"))
    return False


def _column(file: str) -> int:
    """The column where the first line begins."""
    line = file.partition("\n")[0].expandtabs(8)
    return len(line) - len(line.lstrip())


@cache
def _heads(language: Language) -> re.Pattern[str]:
    """Matches lines that name a letter and its number, or sender and recipient."""
    letter = "|".join(f"{w.capitalize()}|{w.upper()}" for w in language.letter)
    ordinal = "|".join(f"{w}|{w.capitalize()}|{w.upper()}" for w in language.ordinals)
    to = "|".join(f"{w.capitalize()}|{w.upper()}" for w in language.to)
    between = "|".join(f"{w}|{w.upper()}" for w in language.between)
    number = headings.NUMBER
    name = rf"{shapes.CAPITAL}[\w.'’-]*(?:[ ](?:v[oa]n[ ])?{shapes.CAPITAL}[\w.'’-]*){{0,4}}"
    return re.compile(
        rf"""
        (?: (?:{number}\.?[ ]+)?(?:{letter or "(?!)"})[ ]
              (?: (?:[Nn][°or]\.?[ ]?)?{number}\b | (?:{to or "(?!)"})\b
                | (?:(?:the|THE)[ ])?(?:{ordinal or "(?!)"})\b )
          | (?:{number}\.[ ]?)?(?:{to or "(?!)"})[ ]{shapes.CAPITAL}
          | (?:{number}\.[ ])?{name}[ ](?:{between or "(?!)"})[ ]{name},?[ ]\d
          | {number}[ ]\([^()\n]{{2,40}}\)$
        )[^\n]{{0,90}}$""",
        re.VERBOSE,
    )


def _runs_on(line: str) -> bool:
    """Whether a dash stands near the beginning of a line: "My dear Sir,--I"."""
    return "--" in line[:60] or "—" in line[:60]


@dataclass(frozen=True, slots=True)
class _Words:
    """Words, and beginnings of words, in lower case."""

    whole: frozenset[str]
    begin: tuple[str, ...]

    @staticmethod
    @cache
    def of(words: Sequence[str]) -> _Words:
        """The words of a language; a word with `-` at its end is a beginning."""
        return _Words(
            frozenset(w for w in words if not w.endswith("-")),
            tuple(w[:-1] for w in words if w.endswith("-")),
        )

    def any_of(self, words: Sequence[str]) -> bool:
        """Whether one of some printed words is one of these words, or has such a beginning."""
        for printed in words:
            word = printed.strip(".,:;!?—-[]()").casefold()
            if word in self.whole or (self.begin and word.startswith(self.begin)):
                return True
        return False


@cache
def _days(language: Language) -> re.Pattern[str]:
    """Matches lines that are a weekday and a date."""
    days = "|".join(language.weekdays)
    return re.compile(rf"(?:{days or '(?!)'}),?[ ][^\n]{{4,30}}$", re.IGNORECASE)
