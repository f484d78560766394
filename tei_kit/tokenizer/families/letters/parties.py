"""Parties: the writer, the recipient and the place of a letter, from its heading and dateline."""

from __future__ import annotations

import re
from functools import cache

from tei_kit.settings.language import Language, alternatives, of_any
from tei_kit.tokenizer import dates_in_words
from tei_kit.tokenizer.families.letters import shapes
from tei_kit.tokenizer.families.letters.shapes import CAPITAL, PARTICLE
from tei_kit.tokenizer.families.pieces.words import matcher, words_of
from tei_kit.tokenizer.no_names import is_no_name
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
SENT, RECEIVED = "sent", "received"
# A word of a name. Only a short word may end with a stop: "J. P. F. Richter", "Mr. Adams".
NAME_WORD = rf"(?:d['’])?(?:(?:{CAPITAL}\.){{2,4}}|{CAPITAL}(?:\w{{0,3}}\.|essrs\.|[\w'’-]*))"
NAME = rf"{NAME_WORD}(?:\s+(?:{PARTICLE}\s+){{0,2}}{NAME_WORD}){{0,6}}"
# The sender of a letter or a telegram: "The Minister in Norvia (Hale)".
SENDER = (
    rf"(?:[Tt]he\s+)?{NAME}(?:\s+(?:in|at|of|for|to)\s+(?:the\s+)?{NAME})?"
    r"(?:\s+\([^()\n]{2,40}\))?"
)
# A place before a date: "Norhaven,", "De Norhaven, ce", "Castle Street, Norhaven. Sunday".
PLACE = re.compile(
    rf"""
    (?P<place> {CAPITAL}[\w'’-]+ (?: (?:[ ]|,[ ]|-) (?:{PARTICLE}[ ])? {CAPITAL}[\w'’-]+ ){{0,4}} )
    (?=[\s,.:;(\[–—-])
    """,
    re.VERBOSE,
)
# The word before a sender. "De" and "Von" are left out, because they may be part of the name.
FROM = re.compile(r"(?:FROM|From)\s+(?=\S)")
NUMBER_ABOVE = re.compile(r"[\[(]?(?:[0-9]{1,4}|[IVXLC]{1,8})[\])]?[.:]?[ ]*\n\s*")
# The space between two columns of a line.
GAP = re.compile(r"[ \u00a0]{3,}|\t")
# A word in lower case after a place: "Camp near Norhaven".
GOES_ON = re.compile(r"[ ]+[^\W\d_A-Z]{4,}")
FIRST_WORD = re.compile(r"(?P<word>[^\W\d_]+)[\s:;,.]+")
MOST_WORDS = 6  # of a place


def names(text: str, start: int, end: int, language: Language) -> list[Token]:
    """The names of the writer and the recipient in the heading `text[start:end]`; else [].

    They are PERSON tokens with the value "sent" or "received".
    """
    # The number of a telegram stands above the line with the names.
    line = text.rfind("\n\n", start, end)
    start = line + 2 if line >= 0 else start
    number = NUMBER_ABOVE.match(text, start, end)
    start = number.end() if number else start
    has_word = _between_word(language).search(text, start, end) is not None
    match = _between(language).search(text, start, end) if has_word else None
    if match is not None and _is_party(match["sender"], language):
        first = FROM.match(match["sender"])
        sender = match.start("sender") + (first.end() if first else 0)
        return [
            Token(K.PERSON, sender, match.end("sender"), SENT),
            Token(K.PERSON, *match.span("recipient"), RECEIVED),
        ]
    match = _to(language).search(text, start, end)
    if match is not None:
        return [Token(K.PERSON, *match.span("recipient"), RECEIVED)]
    return []


def place(text: str, start: int, end: int, language: Language) -> list[Token]:
    """The place before the date in the dateline `text[start:end]`, as a PLACE token; else []."""
    found = dates_in_words.find(text, start, end, language)
    stop = found[0].start if found else end
    for gap in GAP.finditer(text, start, stop):
        start = gap.end()  # "No. 312        Norhaven, June 3"
    while start < stop and text[start] in "[( \t":
        start += 1
    first = FIRST_WORD.match(text, start, stop)
    if first and is_no_name(first["word"]):
        start = first.end()  # "SECRET  NORHAVEN, June 3"
    written = _from(language).match(text, start, stop)
    match = PLACE.match(text, written.end() if written else start, stop)
    if match is None or len(words_of(match["place"])) > MOST_WORDS:
        return []
    after = GOES_ON.match(text, match.end("place"), stop)
    if after and not _is_of_date(after[0].strip(), language):
        return []  # "Camp near Norhaven"
    words = {word.casefold() for word in words_of(match["place"])}
    if words & {*language.weekdays, *language.day_parts, *language.common, *language.months}:
        return []
    if not found and not shapes.is_dateline(text[start:end], language):
        return []
    return [Token(K.PLACE, *match.span("place"))]


def _is_of_date(word: str, language: Language) -> bool:
    """Whether a word in lower case belongs to a date: "Paris lundi", "Wien abends"."""
    of_dates = (*language.weekdays, *language.day_parts, *language.months, *language.written)
    return word.casefold() in {each.casefold() for each in of_dates}


def _is_party(name: str, language: Language) -> bool:
    """Whether the words before "to" are a name, and not those of a letter: "LETTER II. TO"."""
    return matcher((*language.letter, *language.telegram)).match(name) is None


@cache
def _between(language: Language) -> re.Pattern[str]:
    """Matches both parties: "George Brandes an Arthur Schnitzler", "LORD NORTH TO THE KING"."""
    word = _between_word(language).pattern
    return re.compile(rf"(?P<sender>{SENDER})\s*{word}\s*(?:THE\s|the\s)?(?P<recipient>{NAME})")


@cache
def _between_word(language: Language) -> re.Pattern[str]:
    """Matches the word between sender and recipient, with the white space beside it."""
    words = "|".join(f"{w}|{w.upper()}" for w in language.between)
    return re.compile(rf"\s(?:{words or '(?!)'})\s")


@cache
def _to(language: Language) -> re.Pattern[str]:
    """Matches recipients: "To John Adams", "LETTER II.--TO JOHN ADAMS", "12. An Cotta"."""
    words = "|".join(f"{w}|{w.capitalize()}|{w.upper()}" for w in language.to)
    before = alternatives((*of_any("articles"), *of_any("mine"), *of_any("before_persons")))
    articles = rf"(?:(?:{before})\s)?"
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})\s+{articles}(?P<recipient>{NAME})")


@cache
def _from(language: Language) -> re.Pattern[str]:
    """Matches words before the place of a dateline: "De Genève", "Desde Madrid", "A Paris"."""
    words = "|".join({*language.written, *language.to, *of_any("origins")})
    return re.compile(rf"(?:(?:{words})\s+){{1,2}}", re.IGNORECASE)
