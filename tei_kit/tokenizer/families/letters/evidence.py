"""Evidence: what says that a text is a letter, a volume of letters, or a diary."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from tei_kit.settings.language import Language
from tei_kit.settings.profile import Profile
from tei_kit.tokenizer.families.letters import headings, shapes
from tei_kit.tokenizer.families.letters.words import matcher
from tei_kit.tokenizer.families.text import Text

# How far the beginning and the end of a text are looked at.
BEGINNING = 1500
END = 1500
LINES = 14
RIGHT = 20
ENOUGH = 0.45
RUN_IN_DAYS = re.compile(r"(?:\A|\n\n)[ \t]*" + headings.RUN_IN_DAY.pattern, re.VERBOSE)
SURE = 0.8
LIKELY = 0.6
# A letter in so many characters, at the least, makes a volume of letters.
FEWEST_CHARACTERS = 10_000
FEWEST = 2


def evidence(text: Text) -> float:
    """How much speaks for letters: what greets at the beginning, or recurs through the text."""
    file = text.arranged.file.text
    language = text.language
    if _is_edited(file, text.profile):
        return 0.0
    heads = len(_heads(language).findall(file))
    greetings = len(_greetings(language).findall(file))
    days = len(_days(language).findall(file))
    closes = len(_closes(language).findall(file))
    enough = max(FEWEST, len(file) / FEWEST_CHARACTERS)
    if heads >= 2 and len(_paired(language).findall(file)) >= max(1, len(file) / FEWEST_CHARACTERS):
        return SURE
    if heads >= enough and (
        greetings >= max(FEWEST, 0.3 * heads)
        or (heads >= FEWEST + 1 and _datelines(file, language) >= 0.4 * heads)
    ):
        return SURE
    if greetings >= max(FEWEST + 1, enough) and closes + _datelines(file, language) >= greetings / 2:
        return LIKELY
    if _run_in_days(file):
        return LIKELY
    if days >= 3 and days >= len(file) / 15_000:
        return LIKELY
    return _single(file, language)


def _single(file: str, language: Language) -> float:
    """A letter: it greets, or tells a place and a day, and closes or is signed."""
    first = [line.strip() for line in file[:BEGINNING].split("\n") if line.strip()][:LINES]
    last = [line.strip() for line in file[-END:].split("\n") if line.strip()]
    if any("\t" in line and len(line) > 200 for line in first):
        return 0.0
    greets = any(shapes.is_salute(line, language) for line in first)
    greets = greets or any(shapes.run_in_salute(line, 0, len(line), language) > 0 for line in first)
    dated = any(shapes.is_dateline(line, language) for line in first[:8])
    titled = bool(first) and headings.shape_of(first[0], language) in ("letter", "between", "addressed", "numbers")
    tail = last[-30:]
    closes = any(shapes.is_strong_close(line, language) and len(line) < 80 for line in tail)
    short = [line for line in tail if len(line) < 60]
    signed = any(shapes.is_name(line, language) for line in short)
    addressed = any(headings.shape_of(line, language) == "to" for line in first[:4])
    placed = dated and _column(file.lstrip("\n")) >= RIGHT
    weight = (
        0.3 * greets
        + 0.2 * dated
        + 0.25 * titled
        + 0.15 * (addressed and not titled)
        + 0.2 * closes
        + 0.1 * signed
        + 0.15 * placed
    )
    return min(SURE, weight) if weight >= ENOUGH else 0.0


def _column(file: str) -> int:
    """The column where the first line begins."""
    line = file.partition("\n")[0].expandtabs(8)
    return len(line) - len(line.lstrip())


def _is_edited(file: str, profile: Profile) -> bool:
    """Whether a text has notes that name its source, as the memoranda of an edition have."""
    words = "|".join(re.escape(word) for word in ("Source:", "Participants", "PARTICIPANTS"))
    del profile
    return re.search(words, file) is not None and re.search(r"\bSource: ", file) is not None


@cache
def _heads(language: Language) -> re.Pattern[str]:
    """Lines that name a letter and its number, or sender and recipient."""
    letter = "|".join(f"{w.capitalize()}|{w.upper()}" for w in language.letter)
    to = "|".join(f"{w}|{w.capitalize()}|{w.upper()}" for w in language.to)
    between = "|".join(f"{w}|{w.upper()}" for w in language.between)
    number = headings.NUMBER
    name = rf"{shapes.CAPITAL}[\w.'’-]*(?:[ ](?:v[oa]n[ ])?{shapes.CAPITAL}[\w.'’-]*){{0,4}}"
    return re.compile(
        rf"""^[ \t]*
        (?: (?:{number}\.?[ ]+)?(?:{letter or "(?!)"})[ ](?:N[°or]\.?[ ]?)?(?:{number}\b|(?:{to or "(?!)"})\b)
          | (?:{number}\.[ ]?)?\n*(?:{to or "(?!)"})[ ]{shapes.CAPITAL}
          | (?:{number}\.[ ])?{name}[ ](?:{between or "(?!)"})[ ]{name},?[ ]\d
          | {number}[ ]\([^()\n]{{2,40}}\)$
        )[^\n]{{0,90}}$""",
        re.VERBOSE | re.MULTILINE,
    )


@cache
def _paired(language: Language) -> re.Pattern[str]:
    """A number on a line, and whom a letter is to on the next."""
    to = "|".join(f"{w}|{w.capitalize()}|{w.upper()}" for w in language.to)
    return re.compile(
        rf"^[ \t]*\*?{headings.NUMBER}\.?(?:[ ]\([^()\n]{{2,40}}\))?[ \t]*\n\n?[ \t]*(?:{to or '(?!)'})[ ]{shapes.CAPITAL}[^\n]{{0,80}}$",
        re.MULTILINE,
    )


@cache
def _greetings(language: Language) -> re.Pattern[str]:
    """Lines that begin with words of a salutation and end after it, or run on after dashes."""
    words = matcher(tuple(language.greetings)).pattern
    return re.compile(
        rf"^[ \t]*(?:[^\W\d_]+[ ]){{0,2}}{words}(?:[ ][^\W\d_][\w.'’]*){{0,5}}(?:[,!:.]?(?:--|—)|[,!:.]?[ \t]*$)",
        re.MULTILINE | re.IGNORECASE,
    )


@cache
def _closes(language: Language) -> re.Pattern[str]:
    """Short lines that end with a word of complimentary closes."""
    words = matcher(tuple(language.closes)).pattern
    return re.compile(rf"^[ \t]*[^\n]{{0,50}}?{words}[ ]?[,.]?[ \t]*$", re.MULTILINE | re.IGNORECASE)


def _run_in_days(file: str) -> bool:
    """Whether paragraphs begin with days that go up by one."""
    days = [int(match["day"]) for match in RUN_IN_DAYS.finditer(file)]
    rising = sum(b - a in (1, 2) for a, b in pairwise(days))
    enough = len(days) >= headings.FEWEST_RUN_IN and len(days) >= len(file) / FEWEST_CHARACTERS
    return enough and rising * 10 >= 8 * (len(days) - 1)


@cache
def _days(language: Language) -> re.Pattern[str]:
    """Lines that are a weekday and a date."""
    days = "|".join(language.weekdays)
    return re.compile(rf"^[ \t]*(?:{days or '(?!)'}),?[ ][^\n]{{4,30}}$", re.MULTILINE | re.IGNORECASE)


def _datelines(file: str, language: Language) -> int:
    """How many short lines are datelines."""
    return sum(
        1
        for line in file.split("\n")
        if 4 < len(line) < 100 and line[-1:] in ".0123456789)" and shapes.is_dateline(line.strip(), language)
    )
