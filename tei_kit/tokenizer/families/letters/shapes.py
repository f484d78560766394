"""Shapes: the forms of the short lines of a letter.

Most functions test one line for one form. The callers take care of the place of the line.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tei_kit.settings.language import Language, alternatives, of_any
from tei_kit.tokenizer import dates_in_words, signed
from tei_kit.tokenizer.families.pieces.words import matcher, small_words, words_of
from tei_kit.tokenizer.no_names import is_no_name

DATELINE_LENGTH = 130
# A line that is no sentence has at most this many common words in lower case.
FEW_SMALL = 4
SALUTE_LENGTH = 130
# Words of a line with a weekday or a time but no date, and of the place before it.
FEW_WORDS = 6
PLACE_WORDS = 3
SALUTE_WORDS = 13
FEWEST_SAID = 3  # words after a salutation that runs into a sentence
CLOSE_LENGTH = 110
LONG_CLOSE = 200  # "I have the honour to be, with great respect, Sir, your obedient servant,"
LONG_CLOSE_WORDS = 28
CLOSE_TAIL = 24
DAY_AND_MONTH = len("--03-12")
OPENING_QUOTES = frozenset('"“„«‘')
CLOSING_QUOTES = frozenset('"”“»’')
SIGNS = frozenset(",.!;:")  # signs after a word of closes: "Vale, mi frater"
LONG_WORD = 5  # letters; shorter words of closes stand in sentences, too: "seu", "sua", "Ihr"
NAME_WORDS = 7
# An editor's conjecture inside a line: "Norhaven, April [March?] 30, 1819".
GUESS = re.compile(r"(?<=[\w,.])\s\[[^\[\]]{1,24}\](?=[\s,.;]+\w)")
# The end of a salutation: "Sir,", "Lieber Freund!", "MY DEAR FRIEND,--".
SALUTE_END = re.compile(r"(?:[,.!:;…][ ]?)?[-–—]{0,3}[0-9\])\[]{0,4}\s*\Z")
# A salutation with which a paragraph begins: "MY DEAR WIGMORE,--Of course", "Dear Sir: I".
RUN_IN = re.compile(
    r"""
    (?P<salute>
        (?:[^\n,:;!?—–-]{3,30},[ ]?){1,2} [^\n,:;.!?—–-]{2,30} ,[ ]? (?:--|—)
      | (?:[^\n,:;.!?—–-]|(?<![^\W\d_]{2})\.){2,60}
        (?:(?<![^\W\d_]{4})\.[ ][^\n,:;.!?—–-]{2,30})?
        [,.:!]?[ ]?(?:--(?!-)|—|–)
      | [^\n,:;.!?]{2,40}:(?=[ ])
    )
    """,
    re.VERBOSE,
)
# A year alone: "(1552)", "(1543-44.)".
YEAR_ALONE = re.compile(r"[\[(]?(?:1[0-9]{3}|20[0-9]{2})(?:[-–][0-9]{2,4})?\.?\??[\])]?\.?")
YEARS = re.compile(r"1[0-9]{3}[-–—/][0-9]{2,4}")
# The number of a file, alone on its line: "763.72/1476½", "File No. 812.00/1234a".
FILE_ALONE = re.compile(
    r"(?:File[ ]No\.[ ]*)?[0-9]{1,4}[A-Za-z]?\.[0-9A-Za-z½¼¾.]{1,12}(?:/[0-9A-Za-z½¼¾–-]{1,10})?"
)
FILE_NUMBER = re.compile(r"[0-9][0-9A-Za-z./–-]*\s?:\s*")  # "711.90/412: Telegram"
# Words for things with a date, which are no places: "Version 2, June 1991".
OF_VERSION = re.compile(
    r"(?:version|release|revision|revised|edition|draft|copyright|updated|issue|volume|vol)\b",
    re.IGNORECASE,
)
TIME = re.compile(
    r"[0-9]{1,2}(?:[.:][0-9]{2})?[ ]?(?:[ap]\.?[ ]?m\b"
    rf"|(?:h|{alternatives(of_any('hours'))})\b)",
    re.IGNORECASE,
)
CLOSING_PARAGRAPH = 240  # characters of a paragraph that is one close
CLOSING_WORDS = 28
FEWEST_CLOSING = 5  # words, if it does not end with a word of closes
MOST_OPEN = 14  # words, if it does not end with a sign either
# The end of a sentence inside a paragraph. A stop after a short word with a capital is no end.
INNER_STOP = re.compile(
    r"""
    (?: [!?;]
      | (?<!\b[^\W\d_a-z])(?<!\b[^\W\d_a-z]\w)(?<!\b[^\W\d_a-z]\w\w)(?<!\b[^\W\d_a-z]\w\w\w)\.
    )
    [\"”’')]* \s+ [^\W\d_a-zß-öø-ÿа-яα-ω]
    """,
    re.VERBOSE,
)
ENCLOSURE_LENGTH = 80
# The words after the word for an enclosure: "No. 2", "A", "1 in No. 13".
ENCLOSURE_NUMBER = re.compile(
    r"""
    (?:(?:No\.?|Nr\.?|N[°º]|zu)[ ]?)? (?:[0-9]{1,3}|[IVX]{1,5}|[A-H])?
    (?:[ ](?:in|to|zu|à)[ ].{1,20})?
    """,
    re.VERBOSE,
)
SENTENCE = re.compile(r"[.!?][\d\])]{0,4}\s+\S")
PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# A name: words with capitals, initials, small particles between them.
PARTICLE = rf"(?:{alternatives((*of_any('particles'), *of_any('conjunctions')))})"
CAPITAL = r"[^\W\d_a-zß-öø-ÿа-яα-ω]"
NAME_WORD = rf"(?:d['’])?{CAPITAL}[\w.:'’>-]*"
# "VI.", a heading and no name. A numeral of one letter may be an initial.
NUMERAL = re.compile(r"[IVX]{2,6}[.:]?")
NAME = re.compile(
    rf"""
    (?:{signed.SAYS_SIGNED})?
    {NAME_WORD} (?: (?:,?[ ]|,) (?: {PARTICLE}[ ]? | &[ ] | {NAME_WORD} ) ){{0,7}}
    [ ]?[.,]{{0,2}}[0-9\[\]¹²³⁴-⁹*†]{{0,5}}\Z
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def is_dateline(line: str, language: Language) -> bool:
    """Whether a line is a place and a date of writing, or one of them, and hardly anything else."""
    line = GUESS.sub("", line) if "[" in line else line
    if not line or len(line) > DATELINE_LENGTH:
        return False
    if OF_VERSION.match(line):
        return False
    core = PARENTHESES.sub("", line)
    if "!" in core:
        return False
    if YEAR_ALONE.fullmatch(line):
        return True
    found = dates_in_words.in_line(line, language)
    if not found:
        if "!" in line or line.endswith("?"):
            return False
        # A month as the only word may as well be a name.
        if _months(language).search(line) and len(line.split()) >= 2 and len(words_of(line)) <= 7:
            return small_words(core, language) <= 2 and line[:1].isupper() and "?" not in line[-1:]
        if _is_written(line, language):
            return small_words(core, language) <= FEW_SMALL + 4
        timed = TIME.search(line) or _days(language).search(line)
        if timed is None or len(words_of(line)) > FEW_WORDS or small_words(core, language) > 2:
            return False
        return len(words_of(line[: timed.start()])) <= PLACE_WORDS
    tail = line[found[-1].end :]
    is_bare = not found[0].start and not found[0].when and not found[0].short
    if (is_bare or len(found[0].when) == DAY_AND_MONTH) and _is_number(line, found[0], tail):
        return False  # "2.1. The Grant": a number
    if len(words_of(tail)) > 5 and small_words(tail, language) >= 2:
        return False  # a sentence follows
    rest = line
    for date in reversed(found):
        rest = rest[: date.start] + rest[date.end :]
    rest = PARENTHESES.sub("", rest)
    return len(words_of(rest)) <= 11 and small_words(rest, language) <= FEW_SMALL


def _is_number(line: str, date: dates_in_words.FoundDate, tail: str) -> bool:
    """Whether a date in figures at the beginning of a line is the number before a title."""
    printed = line[date.start : date.end]
    return not date.start and not any(map(str.isalpha, printed)) and bool(words_of(tail))


def is_dated_place(line: str, language: Language) -> bool:
    """Whether a line is a place and a date, without a salutation: "À Paris, ce 3 mai"."""
    found = dates_in_words.in_line(line, language)
    if not found or not is_dateline(line, language):
        return False
    before = line[: found[0].start]
    return not has_greeting(before, language) and len(words_of(before)) <= PLACE_WORDS + 1


def is_long_dateline(line: str, language: Language) -> bool:
    """Whether a line before a complimentary close names a month: "a diecinueve de febrero"."""
    if len(line) > DATELINE_LENGTH or len(words_of(line)) > 16 or not line[:1].isupper():
        return False
    words = {word.casefold() for word in words_of(line)}
    return any(month.casefold() in words for month in language.months if len(month) > 3)


@cache
def _months(language: Language) -> re.Pattern[str]:
    """Matches a month at the end of a line, or before a number: "THESSALONICA, AUGUST"."""
    words = matcher(tuple(word for word in language.months if len(word) > 3)).pattern
    return re.compile(rf"{words}(?=\W*$|[\s.,\[(]*[0-9])", re.IGNORECASE)


@cache
def _days(language: Language) -> re.Pattern[str]:
    return matcher((*language.weekdays, *language.day_parts))


@cache
def _written(language: Language) -> re.Pattern[str]:
    return matcher(tuple(language.written))


def _is_written(line: str, language: Language) -> bool:
    """Whether a line begins with a word for written or sent: "Sent to Paris", "Scr. Romae"."""
    match = _written(language).match(line.lstrip("[( "))
    return match is not None and len(words_of(line)) <= 16 and ";" not in line


@cache
def _received(language: Language) -> re.Pattern[str]:
    return matcher(tuple(language.received))


def is_receipt(line: str, language: Language) -> bool:
    """Whether a line says when a telegram was received: "[Received 9:15 p.m.]"."""
    return _received(language).match(line.lstrip("[( ")) is not None


def is_telegram(line: str, language: Language) -> bool:
    """Whether a line is the word for a telegram, perhaps after the number of a file or in a title.

    "[Telegram—Paraphrase]", "WESTERN UNION CABLEGRAM".
    """
    numbered = FILE_NUMBER.match(line)
    line = line[numbered.end() :] if numbered else line
    if line.strip(" .,:;[]()").casefold() in language.telegram:
        return True
    words = [word.casefold() for word in words_of(line)]
    if not 0 < len(words) <= PLACE_WORDS or not (line.isupper() or line[0] in "[("):
        return False
    return words[0] in language.telegram or words[-1] in language.telegram


@cache
def _greetings(language: Language) -> re.Pattern[str]:
    return matcher(tuple(language.greetings))


@lru_cache(maxsize=4096)
def has_greeting(line: str, language: Language) -> bool:
    """Whether one of the first five words of a line is a word of salutations."""
    match = _greetings(language).search(line)
    return match is not None and len(words_of(line[: match.start()])) <= 4


@lru_cache(maxsize=4096)
def is_salute(line: str, language: Language) -> bool:
    """Whether a line is a salutation: it has a word of salutations, and is no sentence."""
    if not 2 < len(line) <= SALUTE_LENGTH or len(words_of(line)) > SALUTE_WORDS:
        return False
    if line.endswith(("?", ";")) or SALUTE_END.search(line) is None or _is_speech(line):
        return False
    if not has_greeting(line, language):
        return False
    stop = INNER_STOP.search(line)
    if stop and not has_greeting(line[stop.end() - 1 :], language):
        return False  # "Dear Philip! He had never understood,"
    if len(words_of(line.partition(": ")[2])) > 3:
        return False  # "Gemini: A friend asks for help."
    is_long = len(words_of(line)) > FEW_WORDS
    if line.endswith(".") and is_long and small_words(line, language):
        return False  # a sentence
    # "My dear." is a salutation; "I am dear to him." is not.
    return small_words(line, language) <= 4 or line.rstrip(" -–—").endswith((",", "!"))


def _is_speech(line: str) -> bool:
    """Whether a line is a quotation and continues after it: '"Sir," said the butler'."""
    return line[0] in OPENING_QUOTES and any(sign in CLOSING_QUOTES for sign in line[1:-2])


def run_in_salute(text: str, start: int, end: int, language: Language) -> int:
    """The end of the salutation at the beginning of the paragraph `text[start:end]`.

    It is an index into `text`; -1 if the paragraph does not begin with a salutation.
    """
    match = RUN_IN.match(text, start, min(end, start + 120))
    if match is None:
        return -1
    words = match["salute"]
    if not words[0].isupper():
        return -1
    if len(words_of(words)) > 9 or not has_greeting(words, language):
        return -1
    dashed = words.endswith(("-", "—", "–"))
    is_mine = words_of(words)[0].casefold() in of_any("mine")
    if not (dashed or is_mine or _greetings(language).match(words)):
        return -1
    if small_words(words, language) > 3:
        return -1
    return match.end("salute")


def runs_in(words: str, language: Language) -> bool:
    """Whether a sentence follows a salutation and a dash: "DEAR ADA,--We sail on Friday."."""
    if not any(dash in words for dash in ("--", "—", "–")):
        return False
    end = run_in_salute(words, 0, len(words), language)
    said = words_of(words[end:]) if end > 0 else ()
    return len(said) >= FEWEST_SAID and words[:end].rstrip().endswith(("-", "—", "–"))


@cache
def _closes(language: Language) -> re.Pattern[str]:
    return matcher(tuple(language.closes))


@lru_cache(maxsize=4096)
def is_close(line: str, language: Language) -> bool:
    """Whether a line may be a complimentary close, because it has a word of closes."""
    if not 1 < len(line) <= LONG_CLOSE or line.endswith(("?", ":")):
        return False
    match = _closes(language).search(line)
    if match is None:
        return False
    words = words_of(line)
    if len(words) <= 6:
        return True
    is_said = len(match[0]) >= LONG_WORD or line[match.end() : match.end() + 1] in SIGNS
    if len(words) <= 12 and not match.start() and is_said:
        return True  # "Adieu, ma chère; je suis toute à vous."
    if re.search(r"[.!?;] +\S", line):
        return len(line) <= CLOSE_LENGTH and _ends_close(line, language)
    if _ends_close(line, language):
        return True
    return len(words) <= 14 and _says_close(line, language)


def _says_close(line: str, language: Language) -> bool:
    """Whether a line has a word of closes that is not a short word inside a sentence ("seu")."""
    found = list(_closes(language).finditer(line))
    if len(found) == 1 and len(found[0][0]) < LONG_WORD:
        return len(words_of(line[found[0].end() :])) <= 1
    return bool(found)


def _ends_close(line: str, language: Language) -> bool:
    """Whether a line ends with a word of closes and a comma: "… your obedient servant,"."""
    if not line.endswith(",") or len(words_of(line)) > LONG_CLOSE_WORDS:
        return False
    tail = line[-CLOSE_TAIL:]
    return any(not words_of(tail[m.end() :]) for m in _closes(language).finditer(tail))


def is_strong_close(line: str, language: Language) -> bool:
    """Whether a line surely is a complimentary close: it begins or ends with a word of closes, or
    is very short: "Ever yours,".
    """
    if not is_close(line, language):
        return False
    words = words_of(line)
    closes = _closes(language)
    if closes.match(line):
        return True
    if len(line) > CLOSE_LENGTH:
        return _ends_close(line, language)
    if SENTENCE.search(line):
        return False
    return bool(closes.fullmatch(words[-1])) or len(words) <= 4


def says_signed(line: str) -> bool:
    """Whether a line begins with a word such as "signed": "(Signed) A. Hale"."""
    return signed.before(line) is not None


def is_closing_paragraph(words: str, language: Language) -> bool:
    """Whether a paragraph before a name is one close: "I am, dear Sir, your obedient servant,".

    It is one sentence, and ends with a comma, without a sign, or with a word of closes.
    """
    count = len(words_of(words))
    if not words[:1].isupper() or len(words) > CLOSING_PARAGRAPH or count > CLOSING_WORDS:
        return False
    if any(not _closes(language).match(words, m.end() - 1) for m in INNER_STOP.finditer(words)):
        return False
    tail = words.rstrip(" ,.-–—")[-CLOSE_TAIL:]
    ends = any(not words_of(tail[m.end() :]) for m in _closes(language).finditer(tail))
    if words.endswith(","):
        return ends or count >= FEWEST_CLOSING
    return ends or (words[-1:].isalpha() and FEWEST_CLOSING <= count <= MOST_OPEN)


def is_docket(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a note of others on a letter: "[Endorsed:] From the Mayor"."""
    return DOCKET.match(text, start, end) is not None


@lru_cache(maxsize=4096)
def is_name(line: str, language: Language) -> bool:
    """Whether a line can be the name of a person: words with capitals, and no sentence.

    The mark of a person who cannot write counts as well: "his John X Killbuck. mark".
    """
    if not MARKS.isdisjoint(line) and MARK_OF.fullmatch(line):
        return True
    if not line or len(line) > 70 or line.endswith(":") or NAME.fullmatch(line) is None:
        return False
    words = words_of(line)
    if not words or len(words) > NAME_WORDS or is_no_name(line) or NUMERAL.fullmatch(line):
        return False
    if line.casefold().strip(" .,:") in language.to:
        return False
    if language.code != "en" and words[-1].casefold() in language.closes:
        return False  # "Прощай. Твой", above a name
    if all(word.casefold() in language.common for word in words):
        return len("".join(words)) <= 2
    return small_words(line, language) <= 2


# The beginnings of notes that others wrote on a letter, with a sign after the word:
# "[Endorsed:] …", "ENDORSEMENT.--From the President", "(Docketed) …", "Answered June 4th."
DOCKET = re.compile(
    r"""
    [\[(_]* (?:
        (?: endorsed | endorsement | indorsed | indorsement | docketed | docket | superscribed
        | superscription | duplicate | triplicate | adresse | aufschrift | suscription | verso )
        (?= [ ]? [.:,;)\]—_-] | \Z )
        | (?: answered | ansd\.? | ans\. ) [ ] [^a-z]* [\w.]+ [ ,] .{0,30} \Z
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
MARKS = frozenset("Xx×+")
MARK_OF = re.compile(
    r"(?:(?:his|her|their)\s)?(?:[^\W\d_][\w.’'-]*\s){1,3}\(?(?:his\s|her\s)?\(?[Xx×+]\)?"
    r"(?:\smark)?\)?(?:\s[^\W\d_][\w.’'-]*,?){0,3}(?:\smark)?[.,]?"
)


@cache
def _postscript(language: Language) -> re.Pattern[str]:
    forms = "|".join(re.escape(w).replace(r"\ ", r"\s?") for w in language.postscript)
    return re.compile(rf"(?:{forms or '(?!)'})(?!\w)", re.IGNORECASE)


def begins_postscript(text: str, start: int, end: int, language: Language) -> bool:
    """Whether `text[start:end]` begins with a sign or a word for a postscript, such as "P.S."."""
    match = _postscript(language).match(text, start, end)
    return match is not None and text[start].isupper()


@cache
def _enclosures(language: Language) -> re.Pattern[str]:
    return matcher(tuple(language.enclosures))


def heads_enclosure(line: str, language: Language) -> bool:
    """Whether a line is the heading of an enclosure: "[Enclosure 2—Translation]"."""
    bare = line.strip("[]() .:")
    match = _enclosures(language).match(bare)
    if match is None or len(line) > ENCLOSURE_LENGTH or line.endswith((",", ";")):
        return False
    rest = bare[match.end() :].strip()
    has_number = ENCLOSURE_NUMBER.fullmatch(rest) is not None
    return line[0] in "[(" or has_number or (line.isupper() and len(words_of(rest)) <= FEW_WORDS)


def is_enclosure(line: str, language: Language) -> bool:
    """Whether a line only mentions enclosures of the letter: "2 annexes."."""
    return len(line) <= 40 and len(words_of(line)) <= 4 and bool(_enclosures(language).search(line))
