"""Headings of plays: acts, scenes, prologues and the like, in all languages with known words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tei_kit.record import record
from tei_kit.settings import language as languages
from tei_kit.tokenizer.families.plays import names
from tei_kit.tokenizer.families.plays.division_words import DivisionWords, division_words
from tei_kit.tokenizer.families.plays.numbers import count_of
from tei_kit.tokenizer.families.plays.spelling import (
    FIRST,
    MARKS,
    NOTE_MARK,
    WORD,
    despaced,
    folded,
)

# Signs around the heading of a scene of a film: its number, and remarks in brackets.
SCENE_NUMBER = re.compile(r"\d{1,3}[A-Z]?[.)]?\s+")
REMARK = re.compile(r"\([^()]*\)")
AFTER_PLACE = re.compile(r"[.:\s–—-]+\w")
# A note's mark at the end of a heading.
NOTE_ENDS = ">])*†‡¹²³"
# Signs between the number of a heading and its title: ".--", ": ".
TITLE = re.compile(r"\s*(?:[.:,;]|--|—|–|-)\s*|\t|[ ]{2,}")
# A row of more characters is no heading.
LONGEST = 150
# The words after "prologue" that name its speaker have fewer characters than this.
LONGEST_TOLD = 60
# The word for a part is among this many first words of a row. Where an ordinal stands before it and
# the row is not in capitals, the second number holds.
MOST_BEFORE_PART, MOST_ORDINAL = 6, 3
LONGEST_TITLE = 60  # characters
# The first ideograph, and the most ideographs of a number with the word for a division. A title
# may follow them, but no sentence.
FIRST_IDEOGRAPH, LONGEST_GLUED = "\u3400", 5
TITLE_IS_SENTENCE = re.compile("[。，！？]")


@record
class Heading:
    """A heading, with the @type of its division (`kind`) and the number `n` (0 without a number).

    `is_title` says that the heading above begins the division, and this one is its title.
    `is_place` says that the heading names the place of a scene in a film. `word` is the number of
    a part, as it is printed.
    """

    kind: str
    n: int = 0
    act: str = ""  # the act of a scene: "1" in "ACT I, SCENE II"; the word where it is no number
    is_title: bool = False
    is_place: bool = False
    word: str = ""


def heading_of(text: str) -> Heading | None:
    """The heading on a row of text; None for a row that is not a heading.

    A word for an act or a scene stands alone, after an ordinal, or before a number. A title may
    follow the number. Words that make a sentence are no heading.
    """
    if len(text) > LONGEST:
        return None
    if is_slugline(text):
        return Heading("scene", is_place=True)
    bare = despaced((NOTE_MARK.sub("", text) if text[-1] in NOTE_ENDS else text).strip(MARKS + " "))
    if bare.isupper():
        title, dash, rest = bare.partition("--")
        if dash and begins_division(rest) and not begins_division(title):
            bare = rest  # "THE DOUBLE-DEALER--ACT I.--SCENE I."
    found = WORD.findall(folded(bare[:FIRST]))
    if not found:
        return None
    words = division_words()
    glued = glued_kind(found[0])
    if glued:
        return Heading(glued) if len(found) == 1 or not TITLE_IS_SENTENCE.search(bare) else None
    at = 0
    number = 0
    while at < len(found) and at < 4:
        word = found[at]
        if word in words.act or word in words.scene:
            break
        if word not in words.numbers and count_of(word) == 0:
            return _named(bare, found, words) or _part(bare, found, words)
        number = number or count_of(word)
        at += 1
    else:
        return None
    return _divided(bare, found, at, number)


def _part(bare: str, found: Sequence[str], words: DivisionWords) -> Heading | None:
    """The heading of a part, which has acts of its own: "PART II", "DER TRAGÖDIE ERSTER TEIL".

    Its number stands right beside the word. A title may follow; a sentence is no heading.
    """
    at = next((at for at, word in enumerate(found[:MOST_BEFORE_PART]) if word in words.part), -1)
    if at < 0:
        return None
    end = _end_of_word(bare, at)
    before = found[at - 1] if at else ""
    if before and before not in names.definite() and (before in words.numbers or count_of(before)):
        is_title = bare.isupper() or (at < MOST_ORDINAL and not bare[end:].strip(" .:"))
        return Heading("part", count_of(before), word=before) if is_title else None
    value, length = _number(found[at + 1 :], words)
    if not length or any(word not in names.definite() for word in found[:at]):
        return None
    rest = bare[_end_of_word(bare, at + length) :]
    if rest.strip(" .:") and not (bare.isupper() or TITLE.match(rest)):
        return None
    return Heading("part", value, word=found[at + length])


def is_numbered_part(text: str) -> bool:
    """Whether the heading of a part is only its number: "PART THE FIRST", "Zweiter Teil."."""
    return len(WORD.findall(text)) <= MOST_ORDINAL


def is_title(words: str) -> bool:
    """Whether words may be the title of a scene: they are few, and do not end as a sentence."""
    return len(words) <= LONGEST_TITLE and words[0].isupper() and words[-1] not in ".,;:!?)]-—"


def is_slugline(text: str) -> bool:
    """Whether a row names the place of a scene in a film, indoors or outdoors.

    "INT. COPY ROOM - NIGHT", "12 EXT./INT. CAR -- DAY 12", "НАТ. УЛИЦА - ДЕНЬ".
    """
    plain = text.strip(MARKS + " .")
    first = WORD.search(plain)
    if first is None or not (first[0][0].isdigit() or first[0][0].isupper()):
        return False
    number = SCENE_NUMBER.match(plain)
    begin = number.end() if number else 0
    place = _places().match(plain, begin)
    if place is None or not AFTER_PLACE.match(plain, place.end()):
        return False
    return REMARK.sub("", plain[begin:]).isupper()


@cache
def _places() -> re.Pattern[str]:
    """A pattern for the words for indoors, outdoors or both: "INT.", "EXT./INT", "I/E"."""
    words = languages.alternatives(word.upper() for word in languages.of_any("film_places"))
    return re.compile(rf"(?:(?:{words})\.?\s?/\s?(?:{words})|I/E|{words})\b")


def _named(bare: str, found: list[str], words: DivisionWords) -> Heading | None:
    """The heading of a prologue, an epilogue or the like; None for other rows.

    The word stands alone, in a row in capitals, or before words that name the speaker.
    """
    first = found[1] if found[0] in names.definite() and found[1:] else found[0]
    kind = words.named.get(first, "")
    if not kind:
        return None
    position = folded(bare).find(first)
    after = bare[position + len(first) :]
    rest = after.strip(" .:,")
    if not rest or bare.isupper():
        return Heading(kind)
    # "PROLOGUE--Spoken by Mrs. Bracegirdle."
    is_told = after.startswith(("--", "—", ", ", ". ")) and len(rest) < LONGEST_TOLD
    return Heading(kind) if is_told and bare[position : position + len(first)].isupper() else None


def _divided(bare: str, found: list[str], at: int, number: int) -> Heading | None:
    words = division_words()
    word = found[at]
    is_act = word in words.act and not (word in words.scene and at > 0 and number == 0)
    if word in words.act and word in words.scene:
        is_act = False
    position = _end_of_word(bare, at)
    rest = bare[position:]
    after = found[at + 1 :]
    said, length = _number(after, words)
    if after and length == 0 and all(word in names.definite() for word in found[:at]):
        # "SCENE: a room", "Die Szene: ein Zimmer" is a place; "Act four" has a number.
        return None
    if after and length == 0 and at > 0 and not TITLE.match(rest):
        return None
    value = number or said
    following = after[length:]
    if is_act and following:
        begin = 1 if following[0] in words.numbers and len(following) > 1 else 0
        if following[begin] in words.scene:
            scene, _ = _number(following[begin + 1 :], words)
            return Heading("scene", scene, str(value) if value else after[0])
    if following and length:
        end = _end_of_word(bare, at + length)
        tail = bare[end:]
        if not TITLE.match(tail) and not bare.isupper():
            return None
    return Heading("act" if is_act else "scene", value)


def _number(after: Sequence[str], words: DivisionWords) -> tuple[int, int]:
    """The value of the number at the beginning of some words, and its length in words.

    An ordinal has the value 0; so have words that do not begin with a number.
    """
    length = value = 0
    while length < len(after) and length < 3:
        word = after[length]
        found = count_of(word)
        if word not in words.numbers and not found:
            break
        if value and found:
            break
        value = value or found
        length += 1
    while length and after[length - 1] in names.definite():
        length -= 1
    return value, length


@lru_cache(maxsize=8192)
def glued_kind(word: str) -> str:
    """The kind of division ("act", "scene") of a word that holds a number: `第一幕`; else "".

    Chinese and Japanese have no space between the number and the word for an act or a scene.
    """
    words = division_words()
    if word[0] < FIRST_IDEOGRAPH or not 1 < len(word) <= LONGEST_GLUED:
        return ""
    number, kind = word[:-1], word[-1]
    if number not in words.numbers and not number.lstrip("第").isdecimal():
        return ""
    return "act" if kind in words.act else "scene" if kind in words.scene else ""


@lru_cache(maxsize=8192)
def is_division(name: str) -> bool:
    """Whether a name is the word for an act or a scene: "SCENE--a room", "Scene. A room"."""
    found = WORD.findall(folded(name[:40]))
    words = division_words()
    return len(found) == 1 and (found[0] in words.act or found[0] in words.scene)


def begins_division(text: str) -> bool:
    """Whether words begin with the word for an act or a scene: "ACT I.--SCENE I."."""
    word = WORD.search(text[:40])
    return word is not None and is_division(word[0])


def end_of_number(text: str) -> int:
    """The offset past the words for a division and its number, with the stop.

    In "SCENE II. A room." it is 9.
    """
    words, end = division_words(), 0
    for match in WORD.finditer(text):
        word = folded(match[0])
        is_division = word in words.part or word in words.act or word in words.scene
        if not (is_division or word in words.numbers or count_of(word) or word in names.definite()):
            break
        end = end if word in names.definite() else match.end()
    return end + (text[end : end + 1] == ".")


def is_number(word: str) -> bool:
    """Whether a folded word is a number: digits, a Roman numeral or an ordinal."""
    return word in division_words().numbers or count_of(word) > 0


def _end_of_word(bare: str, at: int) -> int:
    """The offset past the word of an index; the length of the text without such a word."""
    for index, match in enumerate(WORD.finditer(bare)):
        if index == at:
            return match.end()
    return len(bare)


def last_word_of(text: str) -> str:
    """The word for an act or a scene that a short row ends with; "" for any other row."""
    if len(text) > 60:
        return ""
    found = WORD.findall(folded(despaced(text.strip(MARKS + " "))))
    words = division_words()
    is_one = 1 < len(found) <= 5 and (found[-1] in words.act or found[-1] in words.scene)
    return found[-1] if is_one else ""


def of_last_word(word: str) -> Heading:
    """The heading that ends with a word for an act or a scene; its ordinal is unknown."""
    return Heading("scene" if word in division_words().scene else "act")


def depth_of(heading: Heading, *, in_acts: bool) -> int:
    """The depth of the division under a heading: 2 for a scene in a play with acts, else 1."""
    return 2 if heading.kind == "scene" and in_acts else 1
