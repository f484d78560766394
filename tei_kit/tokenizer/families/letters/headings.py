"""Headings: the shapes of lines that may be headings of letters or days.

The headings of one volume have one shape: for example, the word for a letter and a number, a sender
and a recipient, or a number alone.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tei_kit.settings.language import Language, alternatives, of_any
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.letters.diary import is_day
from tei_kit.tokenizer.families.letters.shapes import CAPITAL
from tei_kit.tokenizer.families.pieces.pieces import Piece
from tei_kit.tokenizer.families.pieces.words import matcher, small_words, words_of

LENGTH = 150  # characters
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
WORD_AND_NUMBER = re.compile(
    rf"[^\W\d_]+\.?[ ](?:[Nn][o°ºr]?\.?[ ]?[°º]?[ ]?)?(?P<n>{NUMBER}|[0-9.]{{2,7}}[0-9])\b"
)
# The signs that may follow the number of a letter; "" at the end of the line.
SEPARATORS = ("", ".", ",", ":", "-", "–", "—", "(", "[")
END_OF_BOOK = re.compile(
    r"\*{3} ?(?:START|END) OF|End of (?:the |this )?Project Gutenberg", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def shape_of(line: str, language: Language) -> str:
    """The shape of a line that can be the heading of a letter or a day; "" for other lines.

    Shapes: `letter` (the word for a letter, or a number with its word), `number` and `numbers` (a
    number alone, or with the number in another edition), `numbered` (a number and a title),
    `between` (sender and recipient), `to` (the recipient), `addressed` (a number and the
    recipient), `file` (the number of a file) and `day`.
    """
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
    if any(map(rest.__contains__, _between_words(language))) and _between(language).match(rest):
        return "between"
    is_to = rest.startswith(_to_words(language)) and _to(language).match(rest) is not None
    if is_to and small_words(rest, language) <= 4:
        return "addressed" if numbered else "to"
    if numbered and (rest[0].isupper() or rest[0] == "*") and len(words_of(rest)) <= 12:
        return "numbered"
    return ""


@cache
def _letter_words(language: Language) -> re.Pattern[str]:
    return matcher((*language.letter, *language.telegram))


def _names_letter(rest: str, language: Language) -> bool:
    """Whether the words after the word for a letter are a number, or begin with "to" or "from"."""
    rest = rest.lstrip(" .:-–—")
    if _ordinal(language).fullmatch(rest):
        return True
    if re.match(rf"(?:[Nn][o°ºr]\.?[ ]?°?[ ]?)?{NUMBER}\b", rest):
        return True
    return bool(_preposition(language).match(rest)) and small_words(rest, language) <= 5


@cache
def _ordinal(language: Language) -> re.Pattern[str]:
    """Matches ordinals: "THE FIRST", "première", "erster"."""
    words = "|".join(map(re.escape, language.ordinals))
    return re.compile(rf"(?:the\s)?(?:{words or '(?!)'})\.?", re.IGNORECASE)


@cache
def _preposition(language: Language) -> re.Pattern[str]:
    words = "|".join(map(re.escape, (*language.to, *of_any("origins"))))
    return re.compile(rf"(?:{words})\b", re.IGNORECASE)


@cache
def _before_recipients() -> str:
    """A regular expression for words before a recipient: "the", "his", "den"."""
    return alternatives((*of_any("articles"), *of_any("mine"), *of_any("before_persons")))


@cache
def _to(language: Language) -> re.Pattern[str]:
    """Matches recipients: "To John Adams", "AN COTTA", "À Monsieur", "Al señor Juan"."""
    words = "|".join(_to_words(language))
    titles = "|".join(map(re.escape, language.titles))
    articles = (
        rf"(?:(?:{_before_recipients()}|{titles or 'Mr'})\.?[ ]"
        r"(?:[^\W\d_A-Z]+[ ])?)?"
    )
    return re.compile(rf"(?:{words or '(?!)'}){articles}(?:d['’])?{CAPITAL}(?=\w|\.)")


@cache
def _to_words(language: Language) -> tuple[str, ...]:
    """The words before a recipient, each with the space after it: "To ", "AN "."""
    return tuple(f"{each} " for w in language.to for each in (w, w.capitalize(), w.upper()))


@cache
def _between(language: Language) -> re.Pattern[str]:
    """Matches both parties: "George Brandes an Arthur Schnitzler", "LORD NORTH TO THE KING"."""
    words = "|".join(_between_words(language))
    word = rf"(?:d['’])?{CAPITAL}[\w.'’-]*"
    name = rf"{word}(?:[ ](?:{shapes.PARTICLE}[ ])?{word}){{0,6}}"
    first = r"(?:(?:VON|Von|FROM|From|DE|De)[ ])?"
    end = r"(?=[,.:;]|\s*$|[ ]?[(\[])"
    return re.compile(rf"{first}{name}(?:{words or '(?!)'})(?:THE[ ]|the[ ])?{name}{end}")


@cache
def _between_words(language: Language) -> tuple[str, ...]:
    """The words between sender and recipient, each with its spaces: " to ", " AN "."""
    return tuple(f" {each} " for w in language.between for each in (w, w.upper()))


def is_number(line: str) -> bool:
    """Whether a line is only the number of a letter, perhaps with its number in another edition."""
    return bool(NUMBER_ALONE.fullmatch(line) or TWO_NUMBERS.fullmatch(line))


def is_numbered_only(line: str) -> bool:
    """Whether a heading is a number, with or without a word: "No. 412", "17."; or begins with the
    number of a file.
    """
    found = NUMBER_ALONE.fullmatch(line) or NUMBER_WORD.fullmatch(line)
    return bool(found or shapes.FILE_NUMBER.match(line) or shapes.FILE_ALONE.fullmatch(line))


def is_numbered(piece: Piece) -> bool:
    """Whether a heading has a number, in figures or as a Roman numeral."""
    words = piece.words
    if any(map(str.isdigit, words)) or NUMBERED.fullmatch(words):
        return True
    return WORD_AND_NUMBER.fullmatch(words.rstrip(" .:")) is not None


def number_in(line: str) -> str:
    """The number that a heading prints, without signs; "" without a number."""
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
