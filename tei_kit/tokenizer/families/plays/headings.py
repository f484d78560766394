"""Headings of plays: acts, scenes, prologues and their like, in any language we have words for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from tei_kit.record import record
from tei_kit.settings import language as languages
from tei_kit.settings.language import Language
from tei_kit.tokenizer.families.plays import names

# "E r s t e r  A u f z u g."
SPACED = re.compile(r"[^\W_](?:[ \u00a0]{1,3}[^\W_][.,:]?){3,}\Z")
BETWEEN_WORDS = re.compile(r"[ \u00a0]{2,}")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*", re.UNICODE)
COMBINING = re.compile(r"[\u0300-\u036f]+")
# "vltima"
V_FOR_U = re.compile(r"\bv(?=[lnmrst][a-z])")
PLACES = frozenset({"int", "ext", "interior", "exterior"})
# Where a scene of a film is set: "INT. COPY ROOM - NIGHT", "12 EXT./INT. CAR -- DAY 12".
SLUGLINE = re.compile(
    r"""
    (?:\d{1,3}[A-Z]?[.)]?\s+)? (?P<place>(?:INT|EXT)\.?\s?/\s?(?:INT|EXT)\b | I/E\b | INT\b | EXT\b
    | INTERIOR\b | EXTERIOR\b) [.:\s-]+ [^\Wa-z] [^a-z]*(?:\([^()]*\)[^a-z]*)?
    """,
    re.VERBOSE,
)
# What parts the headings of two columns.
COLUMNS = re.compile(r"[ \u00a0]{4,}|\t+")
ROMAN = re.compile(r"[IVXLivxl]+\Z")
NUMERAL = re.compile(r"[IVXL]{1,7}\.?")
# "1a", "2ª", "3e", "4th", without accents.
COUNTED = re.compile(r"(?P<n>\d{1,2})(?:[aoeºªm]|r[ea]|er|eme|st|n?d|rd|th|da|te|ter|tes|ste)")
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
# A note's mark at the end of a heading.
NOTE_ENDS = ">])*†‡¹²³"
NOTE_MARK = re.compile(r"\s*(?:<\d+>|\[\d+\]|\(\d+\)|[*†‡¹²³]+)\s*\Z")
# Signs between the number of a heading and its title: ".--", ": ".
TITLE = re.compile(r"\s*(?:[.:,;]|--|—|–|-)\s*|\t|[ ]{2,}")
# The words of the heading of a cast at the most, and of one in capitals.
MOST_WORDS, MOST_CAPITAL = 4, 6
MOST_OF_END = 5  # words of "FIN DE LA COMEDIA"
# The longest row that can be a heading.
LONGEST = 150
# What stands after the word for a prologue at the most: who speaks it.
LONGEST_TOLD = 60
# Where the word for a part stands among the words of a row at the latest, and where it does that
# an ordinal before it begins a row in small letters.
MOST_BEFORE_PART, MOST_ORDINAL = 6, 3
LONGEST_TITLE = 60
FIRST = 80  # the characters among which the words are that make a heading
MARKS = "[](){}_=*#~"
SPACES = (" ", "\u00a0")


@record
class Heading:
    """The part that a heading begins: its @type, its number (0: not said), and that of an act
    before it. `is_title` says that the heading above begins the part, and this one names it;
    `is_place` that it says where a scene of a film is set. `word` is the ordinal of a part.
    """

    kind: str
    n: int = 0
    act: str = ""  # of "ACT I, SCENE II": "1"; the word where it is no number
    is_title: bool = False
    is_place: bool = False
    word: str = ""


@record
class _Words:
    part: frozenset[str]
    act: frozenset[str]
    scene: frozenset[str]
    named: dict[str, str]  # prologue, epilogue … -> @type
    numbers: dict[str, int]


@cache
def _words() -> _Words:
    known = [languages.load(code) for code in languages.codes()]
    named: dict[str, str] = {}
    for each in known:
        named.update(dict.fromkeys(map(folded, each.prologue), "prologue"))
        named.update(dict.fromkeys(map(folded, each.epilogue), "epilogue"))
        named.update(dict.fromkeys(map(folded, each.interlude), "interlude"))
    named["induction"] = "induction"
    numbers: dict[str, int] = {}
    for each in known:
        for words in each.ordinals:
            numbers.update(dict.fromkeys(folded(words).split(), 0))
    part, act, scene = (frozenset(_all(known, key)) for key in ("part", "act", "scene"))
    return _Words(part, act, scene, named, numbers)


def _all(known: Iterable[Language], key: str) -> list[str]:
    return [folded(word) for each in known for word in getattr(each, key)]


def folded(text: str) -> str:
    """A text in lower case, without accents, with `u` for a `v` before a consonant."""
    plain = text.casefold()
    if not plain.isascii():
        plain = COMBINING.sub("", unicodedata.normalize("NFKD", plain))
    return V_FOR_U.sub("u", plain)


def despaced(text: str) -> str:
    """A text with s p a c e d words joined."""
    if text[1:2] not in SPACES or not SPACED.match(text):
        return text
    words = BETWEEN_WORDS.split(text)
    if len(words) == 1 and "\u00a0" in text:
        words = text.split(" ")
    return " ".join("".join(word.split()) for word in words)


@cache
def _first_words() -> frozenset[str]:
    """The words that headings of acts and casts, and the ends of plays, begin with."""
    words = _words()
    ends = (said.partition(" ")[0] for said in _ends())
    divisions = (words.part, words.act, words.scene, words.named, words.numbers)
    return frozenset().union(
        *divisions, _cast_beginnings(), _end_words(), ends, names.articles(), PLACES
    )


def may_begin(text: str) -> bool:
    """Whether a row can be a heading, or say where a play ends, by its first word.

    It is a cheap question, asked of every row; what `heading_of`, `begins_cast` or `is_end` takes
    begins so.
    """
    if "--" in text:
        return True
    match = WORD.search(text)
    if match is not None and _may_be_first(match[0]):
        return True
    if text.isascii():
        return False
    match = WORD.search(folded(text.strip(MARKS + " ")[:FIRST]))
    return match is not None and _may_be_first(match[0])


@lru_cache(maxsize=8192)
def _may_be_first(word: str) -> bool:
    word = folded(word)
    return len(word) == 1 or word in _first_words() or _value(word.rstrip("abcd")) > 0


def heading_of(text: str) -> Heading | None:
    """The heading on a row of text; None for a row that is not a heading.

    A word for an act or a scene stands alone, after an ordinal, or before a number; what follows
    a number is a title. Words that make a sentence are no heading.
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
    words = _words()
    at = 0
    number = 0
    while at < len(found) and at < 4:
        word = found[at]
        if word in words.act or word in words.scene:
            break
        if word not in words.numbers and _value(word) == 0:
            return _named(bare, found, words) or _part(bare, found, words)
        number = number or _value(word)
        at += 1
    else:
        return None
    return _divided(bare, found, at, number)


def _part(bare: str, found: Sequence[str], words: _Words) -> Heading | None:
    """A part of a play that has acts of its own: "PART II", "DER TRAGÖDIE ERSTER TEIL".

    Its number stands right beside the word. What follows is a title; a sentence is no heading.
    """
    at = next((at for at, word in enumerate(found[:MOST_BEFORE_PART]) if word in words.part), -1)
    if at < 0:
        return None
    end = _end_of_word(bare, at)
    before = found[at - 1] if at else ""
    if before and before not in names.definite() and (before in words.numbers or _value(before)):
        is_title = bare.isupper() or (at < MOST_ORDINAL and not bare[end:].strip(" .:"))
        return Heading("part", _value(before), word=before) if is_title else None
    value, length = _number(found[at + 1 :], words)
    if not length or any(word not in names.definite() for word in found[:at]):
        return None
    rest = bare[_end_of_word(bare, at + length) :]
    if rest.strip(" .:") and not (bare.isupper() or TITLE.match(rest)):
        return None
    return Heading("part", value, word=found[at + length])


def is_numbered_part(text: str) -> bool:
    """Whether the heading of a part is but its number: "PART THE FIRST", "Zweiter Teil."."""
    return len(WORD.findall(text)) <= MOST_ORDINAL


def is_title(words: str) -> bool:
    """Whether words may be the title of a scene: they are few, and end as no sentence does."""
    return len(words) <= LONGEST_TITLE and words[0].isupper() and words[-1] not in ".,;:!?)]-—"


def is_slugline(text: str) -> bool:
    """Whether a row says where a scene of a film is set, indoors or outdoors."""
    plain = text.strip(MARKS + " .")
    return plain[:1] in "0123456789IE" and SLUGLINE.fullmatch(plain) is not None


def _named(bare: str, found: list[str], words: _Words) -> Heading | None:
    """A prologue, an epilogue or the like: the word alone, in capitals, or with its article."""
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
    words = _words()
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


def _number(after: Sequence[str], words: _Words) -> tuple[int, int]:
    """The value of the number that words begin with, and how many words it has."""
    length = value = 0
    while length < len(after) and length < 3:
        word = after[length]
        found = _value(word)
        if word not in words.numbers and not found:
            break
        if value and found:
            break
        value = value or found
        length += 1
    while length and after[length - 1] in names.definite():
        length -= 1
    return value, length


def _value(word: str) -> int:
    """The number that digits or a Roman numeral say; 0 for any other word."""
    if word.isdecimal():
        return int(word) if len(word) < 4 else 0
    if word[:1].isdecimal() and (counted := COUNTED.fullmatch(word)):
        return int(counted["n"])
    if not ROMAN.match(word):
        return 0
    total = last = 0
    for letter in reversed(word):
        value = ROMAN_VALUES[letter]
        total += -value if value < last else value
        last = max(last, value)
    return total


@lru_cache(maxsize=8192)
def is_division(name: str) -> bool:
    """Whether a name is the word for an act or a scene: "SCENE--a room", "Scene. A room"."""
    found = WORD.findall(folded(name[:40]))
    words = _words()
    return len(found) == 1 and (found[0] in words.act or found[0] in words.scene)


def begins_division(text: str) -> bool:
    """Whether words begin with the word for an act or a scene: "ACT I.--SCENE I."."""
    word = WORD.search(text[:40])
    return word is not None and is_division(word[0])


def end_of_number(text: str) -> int:
    """Where the words for a division and its number end, with the stop: in "SCENE II. A room."."""
    words, end = _words(), 0
    for match in WORD.finditer(text):
        word = folded(match[0])
        is_division = word in words.part or word in words.act or word in words.scene
        if not (is_division or word in words.numbers or _value(word) or word in names.definite()):
            break
        end = end if word in names.definite() else match.end()
    return end + (text[end : end + 1] == ".")


def is_number(word: str) -> bool:
    """Whether a folded word is a number: in digits, in Roman numerals, as an ordinal."""
    return word in _words().numbers or _value(word) > 0


def is_numeral(text: str) -> bool:
    """Whether a row is nothing but a Roman number in capitals: "II", "IV."."""
    return NUMERAL.fullmatch(text) is not None


def value_of(numeral: str) -> int:
    """The number that a Roman numeral says."""
    return _value(folded(numeral.rstrip(".")))


def _end_of_word(bare: str, at: int) -> int:
    """Where the word of an index ends."""
    for index, match in enumerate(WORD.finditer(bare)):
        if index == at:
            return match.end()
    return len(bare)


@cache
def _cast_words() -> frozenset[str]:
    known = [languages.load(code) for code in languages.codes()]
    return frozenset(" ".join(WORD.findall(word)) for word in _all(known, "cast"))


@cache
def _cast_beginnings() -> frozenset[str]:
    return frozenset(words.partition(" ")[0] for words in _cast_words())


def begins_cast(text: str) -> bool:
    """Whether a row is the heading of a cast: "Dramatis Personae", "Personen des Stücks"."""
    text = COLUMNS.split(text.strip(), maxsplit=1)[0]  # "PERSONNAGES.          ACTEURS."
    if len(text) > 60:
        return False
    word = WORD.search(text)
    if word is None:
        return False
    known = _cast_beginnings()
    first = folded(word[0])
    if first not in known and len(first) > 1:
        after = WORD.search(text, word.end()) if first in names.definite() else None
        if after is None or folded(after[0]) not in known:
            return False
    bare = despaced(NOTE_MARK.sub("", text).strip(MARKS + " "))
    found = WORD.findall(folded(bare))
    if " ".join(found) in _cast_words():
        return True
    if found[:1] and found[0] in names.definite():
        del found[0]
    inside = bare.rstrip(".:")
    most = MOST_CAPITAL if bare.isupper() or bare.endswith(":") else MOST_WORDS
    return (
        " ".join(found[:1]) in _cast_words()
        and 1 < len(found) <= most
        and bare[0].isupper()
        and not any(sign in inside for sign in ".,:;!?")
    )


def last_word_of(text: str) -> str:
    """The word for an act or a scene that a short row ends with; "" for any other row."""
    if len(text) > 60:
        return ""
    found = WORD.findall(folded(despaced(text.strip(MARKS + " "))))
    words = _words()
    is_one = 1 < len(found) <= 5 and (found[-1] in words.act or found[-1] in words.scene)
    return found[-1] if is_one else ""


def of_last_word(word: str) -> Heading:
    """The heading that ends with a word for an act or a scene, after an ordinal we don't know."""
    return Heading("scene" if word in _words().scene else "act")


@cache
def _back_matter() -> frozenset[str]:
    known = [languages.load(code) for code in languages.codes()]
    return frozenset(" ".join(WORD.findall(word)) for word in _all(known, "back_matter"))


@lru_cache(maxsize=8192)
def is_note(name: str) -> bool:
    """Whether a name is the word for notes: "Note: in the edition of 1645 …"."""
    said = " ".join(WORD.findall(folded(name.replace("'", "").replace("’", ""))))
    return said in _back_matter() or f"{said}s" in _back_matter()


def begins_back_matter(text: str) -> bool:
    """Whether a row is the heading of what follows a play: "NOTES", "FOOTNOTES:"."""
    if len(text) > 40:
        return False
    return " ".join(WORD.findall(folded(despaced(text.strip(MARKS + " "))))) in _back_matter()


@cache
def _ends() -> frozenset[str]:
    known = [languages.load(code) for code in languages.codes()]
    return frozenset(" ".join(WORD.findall(word)) for word in _all(known, "end"))


@cache
def _end_words() -> frozenset[str]:
    return frozenset(word.partition(" ")[0] for word in _ends() if word != "the end") - {"the"}


def is_end(text: str) -> bool:
    """Whether a row says that a play or an act is at its end: "FINIS.", "Ende des ersten Akts"."""
    if len(text) > 60:
        return False
    found = WORD.findall(folded(text.strip(MARKS + " ")))
    if not found or len(found) > 6:
        return False
    if " ".join(found) in _ends():
        return True
    words = _words()
    if found[0] not in _end_words():
        return False
    if any(word in words.act or word in words.scene for word in found[1:]):
        return True
    # "FIN DE LA COMEDIA", "Ende des Stücks"
    return len(found) > 2 and found[1] in names.small() and len(found) <= MOST_OF_END


def depth_of(heading: Heading, *, in_acts: bool) -> int:
    """How deep the division of a heading is: scenes are in acts, where there are acts."""
    return 2 if heading.kind == "scene" and in_acts else 1
