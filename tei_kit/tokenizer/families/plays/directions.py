"""Stage directions: brackets and their ends, and words that begin a direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache, lru_cache

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import names
from tei_kit.tokenizer.families.plays.division_words import of_all
from tei_kit.tokenizer.families.plays.headings import is_number
from tei_kit.tokenizer.families.plays.spelling import WORD, folded

# Brackets, also those of Chinese and Japanese print.
CLOSES = {"(": ")", "[": "]", "（": "）", "［": "］", "〔": "〕", "【": "】"}
OPENING = "".join(CLOSES)
BRACKETS = re.compile(r"[()\[\]（）［］〔〕【】]")
# Signs around directions that are no speech.
AROUND = " \t\u00a0\n.:,;–—-_*="
# Words in capitals between scenes of films: "CUT TO:".
TRANSITION = re.compile(
    r"""
    (?: FADE\ (?:IN|OUT|UP|TO(?:\ [A-Z]+)?) | (?:[A-Z]+\ )?CUT\ (?:TO|BACK\ TO)(?:\ [A-Z ]+)?
    | (?:SLOW\ )?(?:DISSOLVE|WIPE)(?:\ TO)? | INTERCUT(?:\ WITH)? | (?:[A-Z]+\ ){1,3}TO(?=:)
    ):?
    """,
    re.VERBOSE,
)
# Pieces of music in operas: their numbers, and the signs that end their names.
NUMBERED = re.compile(
    r"(?:N[or]|N[º°]|Num(?:ber|mer)|Numéro)\.?\s*(?:\d{1,2}[a-z]?|[IVXL]+\b)[.:,\s–—-]*"
)
PIECE_ENDS = re.compile(r"--|[—–.:(,]|\s-\s")
LONGEST_PIECE, MOST_WORDS_OF_PIECE = 80, 7
# Sounds or sights before somebody enters: one sentence of few words, or two.
HEARD = re.compile(r"(?:[^\W\d_a-z][\w’'-]*(?:,? [\w’'-]+){0,3}\. ){1,2}")
# A bracket closes within this many characters, or counts as open.
LONGEST = 1500


@record
class Bracketed:
    """The stretch `text[start:end]` in brackets, with its brackets."""

    start: int
    end: int


def close_of(text: str, start: int, end: int) -> int:
    """The offset past the bracket that closes the one at `start`; -1 if it is open at `end`."""
    opens = text[start]
    closes = CLOSES[opens]
    depth = 0
    for match in BRACKETS.finditer(text, start, min(end, start + LONGEST)):
        if match[0] == opens:
            depth += 1
        elif match[0] == closes:
            depth -= 1
            if depth == 0:
                return match.end()
    return -1


def brackets(text: str, start: int, end: int) -> Iterator[Bracketed]:
    """The outermost stretches in brackets; brackets that never close are left out."""
    at = start
    while True:
        match = BRACKETS.search(text, at, end)
        if match is None:
            return
        at = match.end()
        if match[0] in CLOSES:
            close = close_of(text, match.start(), end)
            if close > 0:
                yield Bracketed(match.start(), close)
                at = close


def only(text: str, start: int, end: int) -> bool:
    """Whether a stretch is empty, or holds nothing but directions in brackets.

    A bracket that does not close before `end` holds the rest of the stretch.
    """
    at = start
    while at < end:
        if text[at] in AROUND:
            at += 1
        elif text[at] in CLOSES:
            close = close_of(text, at, end)
            if close < 0:
                return True
            at = close
        else:
            return False
    return True


@record
class _Words:
    begins: frozenset[str]  # words that begin a direction
    phrases: frozenset[str]  # phrases of several words that begin a direction
    first_of_phrases: frozenset[str]
    entrances: frozenset[str]
    exits: frozenset[str]
    deliveries: frozenset[str]
    music: frozenset[str]
    choirs: frozenset[str]


@cache
def _words() -> _Words:
    begins = of_all("directions")
    return _Words(
        frozenset(word for word in begins if " " not in word),
        frozenset(word for word in begins if " " in word),
        frozenset(word.partition(" ")[0] for word in begins if " " in word),
        frozenset(of_all("entrances")),
        frozenset(of_all("exits")),
        frozenset(of_all("deliveries")),
        frozenset(of_all("music")),
        frozenset(of_all("choirs")),
    )


@lru_cache(maxsize=8192)
def is_word(name: str) -> bool:
    """Whether a name is a word of directions: Exit, Exeunt, Enter."""
    if name.isupper() and is_transition(name):
        return True
    found = WORD.findall(folded(name))
    said = " ".join(found)
    words = _words()
    return bool(found) and (
        found[0] in words.begins
        or said in words.phrases
        or said in words.music
        or (found[0] in words.music and len(found) == 2 and is_number(found[1]))  # "AIR II"
    )


def is_piece(text: str) -> bool:
    """Whether a row names a piece of music: "SONG--RUTH", "No. 5. CHORUS OF GIRLS", "Duett."."""
    if len(text) > LONGEST_PIECE:
        return False
    is_italic = text[0] == "_" == text[-1]  # "_Spinning Wheel Song_"
    text = text.strip("_")
    number = NUMBERED.match(text)
    rest = text[number.end() :] if number else text
    name = PIECE_ENDS.split(rest, maxsplit=1)[0]
    found = WORD.findall(folded(name))
    words = _words()
    if number and not found:
        return True
    is_music = any(word in words.music for word in found)
    is_choir = any(word in words.choirs for word in found) and (number or len(found) > 1)
    if not (is_music or is_choir) or len(found) > MOST_WORDS_OF_PIECE:
        return False
    joined = names.conjunctions()
    is_all = is_music and all(word in words.music or word in joined for word in found)
    is_set_off = name.isupper() or (is_italic and is_music)
    return number is not None or is_set_off or (is_all and not rest[len(name) :].strip(" ."))


def is_numbered_piece(text: str) -> bool:
    """Whether a row begins with the number of a piece of music, and names it: "No. 3. Duet"."""
    return NUMBERED.match(text) is not None and is_piece(text)


def is_choir(word: str) -> bool:
    """Whether a word means several who sing together: chorus, Chor."""
    return folded(word) in _words().choirs


def is_transition(text: str) -> bool:
    """Whether a row names the passage between two scenes of a film: "CUT TO:", "FADE OUT."."""
    plain = text.strip(AROUND + ">")
    return plain.isupper() and TRANSITION.fullmatch(plain + ":" * text.endswith(":")) is not None


def begins(text: str) -> bool:
    """Whether a row begins as a direction without brackets does: "Enter GHOST", "Exeunt"."""
    plain = text[:60].strip("_*= ")
    if not plain[:1].isupper():
        return False
    use = _use(plain.partition(" ")[0])
    if use is not Use.OF_PHRASE:
        return use is Use.ALONE
    said = " ".join(WORD.findall(folded(plain)))
    return any(said.startswith(phrase) for phrase in _words().phrases)


def enters(text: str) -> bool:
    """Whether a row names a sound or a sight in few words, and then persons who enter or leave.

    "March. Enter WARWICK", "Drums, within. Exeunt."
    """
    heard = HEARD.match(text)
    if heard is None:
        return False
    after = WORD.match(text, heard.end())
    if after is None or not after[0][0].isupper():
        return False
    words, word = _words(), folded(after[0])
    return (word in words.entrances or word in words.exits) and not is_said(text)


class Use(Enum):
    """The use of a word at the beginning of directions."""

    NONE = auto()
    ALONE = auto()
    OF_PHRASE = auto()  # only with the other words of a phrase after it


@lru_cache(maxsize=8192)
def _use(printed: str) -> Use:
    """The use of a word; signs may stand behind it: "Exeunt." """
    found = WORD.match(printed)
    word = folded(found[0]) if found else ""
    if word in _words().begins:
        return Use.ALONE
    return Use.OF_PHRASE if word in _words().first_of_phrases else Use.NONE


@cache
def _addresses() -> frozenset[str]:
    return frozenset(of_all("addresses"))


def is_said(text: str, least: int = 1) -> bool:
    """Whether a text has at least `least` different words of address: I, you, us."""
    return len(_addresses().intersection(WORD.findall(folded(text)))) >= least


BEFORE_EXIT = " Ex"
# "Then let us go. Exit"
EXIT_AT_END = re.compile(r"[ ](?P<exit>(?:Exit|Exeunt|Exe|Ex\.)(?:[ ][^.!?]{0,40})?[.]?)\Z")


# How many words a phrase has that says of what kind a direction is: "il sort", "för sig själv".
LONGEST_PHRASE = 3


def kind_of(text: str) -> str:
    """The @type of a direction, as its words show it: entrance, exit or delivery; else ""."""
    found = WORD.findall(folded(text[:80]))
    if not found:
        return ""
    words = _words()
    first = {" ".join(found[:count]) for count in range(1, LONGEST_PHRASE + 1)}
    if first & words.entrances:
        return "entrance"
    if first & words.exits or (len(found) <= 4 and found[-1] in words.exits):
        return "exit"
    return "delivery" if first & words.deliveries else ""
