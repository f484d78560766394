"""Language: the words that rules look for in one language.

A language is one file in `languages/`, named by its code (BCP 47). `docs/languages.md` says what
each key means. A conversion reads none of these files: `docs/generate.py` writes what they hold to
`all_words`, and what every conversion needs of it to `at_hand`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tei_kit.record import frozen
from tei_kit.settings import at_hand

FOLDER = Path(__file__).parent / "languages"
# The language that is asked for first, and whose words are used where no language is known.
FIRST = "en"


@frozen
class Language:
    """The words of one language. Those that are compared without regard to case are lower case.

    There is one object for each code (see `load`), so that caches need not compare the words.
    """

    code: str
    name: str = ""
    common: frozenset[str] = frozenset()  # its commonest words
    letters: Sequence[str] = ()  # those that English has not; "a-z" stands for all between two
    months: Sequence[str] = ()  # twelve, or a multiple of it: further forms in the same order
    page_words: Sequence[str] = ()  # before the number of a page: page, p
    note_words: Sequence[str] = ()  # what a note begins with: note, footnote
    note_headings: Sequence[str] = ()  # above several notes: notes, references
    particles: Sequence[str] = ()  # in lower case, inside names of persons: von, de
    numbers: Sequence[str] = ()  # before a number: no, nr
    see: Sequence[str] = ()  # what a reference in brackets begins with: see, cf
    missing: Sequence[str] = ()  # what editors write where words are missing: illegible
    # plays
    genres: Sequence[str] = ()  # what title pages call a play: tragedy, opera
    part: Sequence[str] = ()  # what acts are in, of plays of several parts
    act: Sequence[str] = ()
    scene: Sequence[str] = ()
    film_places: Sequence[str] = ()  # what scenes of films begin with: int, ext
    cast: Sequence[str] = ()
    prologue: Sequence[str] = ()
    epilogue: Sequence[str] = ()
    ordinals: Sequence[str] = ()  # first, second …, in all the forms that stand in headings
    directions: Sequence[str] = ()  # words that begin a direction without brackets: enter, exit
    all_speakers: Sequence[str] = ()  # all, both
    interlude: Sequence[str] = ()
    pairs: Sequence[str] = ()  # all_speakers that are two
    articles: Sequence[str] = ()
    definite_articles: Sequence[str] = ()  # those of them that begin headings: the, der
    conjunctions: Sequence[str] = ()  # between the names of several who speak
    small_words: Sequence[str] = ()  # inside names and titles: of, von, de la
    entrances: Sequence[str] = ()  # words that say that somebody enters
    exits: Sequence[str] = ()
    back_matter: Sequence[str] = ()  # headings of what follows a text: notes, appendix
    short_titles: Sequence[str] = ()  # before names, abbreviated, without their stop: mr, mme
    label_titles: Sequence[str] = ()  # that labels may have and the cast not: king, miss
    settings: Sequence[str] = ()  # what a line begins with that says where and when a play is set
    music: Sequence[str] = ()  # the pieces that operas are made of: song, duet
    choirs: Sequence[str] = ()  # several who sing together: chorus
    heard: Sequence[str] = ()  # labels of what is heard on the radio: music, sound
    by: Sequence[str] = ()  # before the name of an author
    # debates, courts and interviews
    # (a hyphen at an end of a word stands for any letters there: -minister-)
    chair: Sequence[str] = ()  # who presides
    titles: Sequence[str] = ()  # before names: Mr, Frau, M.
    women: Sequence[str] = ()  # those of the titles that women have
    titles_of_both: Sequence[str] = ()  # those of the titles that women and men have
    functions: Sequence[str] = ()  # what speakers are called by: President, Minister, Court
    prepositions: Sequence[str] = ()  # further small words inside functions: by, per
    offices_of: Sequence[str] = ()  # between a function and its field: of, für
    abbreviations: Sequence[str] = ()  # in names, without their last stop: hon, dipl
    groups: Sequence[str] = ()  # what labels of several begin with: Several, Plusieurs
    reactions: Sequence[str] = ()  # what is told in brackets: applause, laughter
    sitting: Sequence[str] = ()  # what is opened and closed: meeting, House
    sitting_acts: Sequence[str] = ()  # how that is said: met, rose, adjourned
    hours: Sequence[str] = ()  # after the number of an hour: o'clock, Uhr
    times: Sequence[str] = ()  # times that need no number: noon
    told: Sequence[str] = ()  # after names where speeches are told: said, asked, moved
    oaths: Sequence[str] = ()  # words of courts
    interview: Sequence[str] = ()  # what labels of interviews are called by: Question, Host
    addresses: Sequence[str] = ()  # words of those who speak to each other: I, you, us
    minutes: Sequence[str] = ()  # words at the beginning of minutes: minutes, present
    not_speakers: Sequence[str] = ()  # words before a colon that name a matter: Note, Date
    # letters and diaries
    # (a hyphen at the end of a word stands for any letters there: lieb-)
    letter: Sequence[str] = ()
    to: Sequence[str] = ()  # what a heading has before who receives a letter
    between: Sequence[str] = ()  # what a heading has between who sends and who receives it
    origins: Sequence[str] = ()  # before who sends a letter, or the place where: from, at
    mine: Sequence[str] = ()  # what an address in a sentence begins with: my
    greetings: Sequence[str] = ()  # words of a salutation
    closes: Sequence[str] = ()  # words of a complimentary close
    signed: Sequence[str] = ()  # before the name in a copy: signed, gez
    no_names: Sequence[str] = ()  # words alone at an end that are no name: the end, copy
    postscript: Sequence[str] = ()  # what a postscript begins with
    enclosures: Sequence[str] = ()  # words for what is sent with a letter
    weekdays: Sequence[str] = ()
    day_parts: Sequence[str] = ()  # morning, night
    written: Sequence[str] = ()  # what a dateline begins with that has perhaps no date
    received: Sequence[str] = ()  # what says when a telegram came
    before_days: Sequence[str] = ()  # before the day of a date: the, den, le
    before_persons: Sequence[str] = ()  # before a recipient, besides articles: his, her
    first_day: Sequence[str] = ()  # the first day of a month: premier
    day_endings: Sequence[str] = ()  # after the number of a day: st, er
    month_of: Sequence[str] = ()  # between a day and its month, a month and its year: of, de
    ranges: Sequence[str] = ()  # between two days: to, bis
    about: Sequence[str] = ()  # before a date that is not certain: about, vor
    telegram: Sequence[str] = ()
    mail_from: Sequence[str] = ()  # names of lines above a message
    mail_to: Sequence[str] = ()
    mail_date: Sequence[str] = ()
    mail_other: Sequence[str] = ()
    diary: Sequence[str] = ()
    # treaties, minutes and reports
    article: Sequence[str] = ()
    chapter: Sequence[str] = ()
    section: Sequence[str] = ()
    illustrations: Sequence[str] = ()  # in brackets where a picture is
    printed_music: Sequence[str] = ()  # in brackets where music is printed
    end: Sequence[str] = ()  # the end

    __eq__ = object.__eq__
    __hash__ = object.__hash__


@cache
def load(code: str) -> Language:
    """The language of a code. Raises KeyError when no language has that code."""
    from tei_kit.settings.all_words import WORDS  # a text of the usual layout needs none of them

    return _language(code, WORDS[code])


def read(path: Path) -> Language:
    """The language of a file. Raises ValueError for a file that is no TOML."""
    import tomllib

    return _language(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


def load_or_english(code: str) -> Language:
    """The language of a code, that of English when there is no file for it."""
    return load(code if code in codes() else FIRST)


def _language(code: str, entries: Mapping[str, Any]) -> Language:
    words = {key: tuple(value) for key, value in entries.items() if key not in ("name", "common")}
    common = frozenset(entries.get("common", ()))
    return Language(code=code, name=entries.get("name", ""), common=common, **words)


@cache
def of_any(key: str) -> Sequence[str]:
    """The words that a key has in any language, each once: for what is read whatever language
    a text is in. The words of the keys of `at_hand` are there without `all_words`.
    """
    at_once = at_hand.OF_ANY.get(key)
    if at_once is not None:
        return at_once
    return tuple(dict.fromkeys(word for code in codes() for word in getattr(load(code), key)))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first. Without words it matches
    nowhere. Spaces in words are escaped, so that `re.VERBOSE` keeps them.
    """
    return "|".join(map(re.escape, sorted(set(words), key=_longest_first))) or "(?!)"


@frozen
class Phrases:
    """Words and groups of words that a text may go on with, in any case.

    They are asked by their first letter. A regular expression of them takes longer to compile than
    all questions of a short text take here.
    """

    lower: frozenset[str]
    lengths: Mapping[str, Sequence[int]]  # by the first letter; the longest first

    @classmethod
    def of(cls, words: Iterable[str]) -> Phrases:
        """The phrases with these words; a stop at their end is left out."""
        lower = frozenset(word.rstrip(".").lower() for word in words) - {""}
        lengths: dict[str, set[int]] = {}
        for word in lower:
            lengths.setdefault(word[0], set()).add(len(word))
        return cls(lower, {at: sorted(each, reverse=True) for at, each in lengths.items()})

    def ends(self, text: str, start: int = 0) -> list[int]:
        """The ends of the phrases that begin at `start` and end with a whole word, the longest
        first."""
        found = []
        for length in self.lengths.get(text[start : start + 1].lower(), ()):
            end = start + length
            after = text[end : end + 1]
            if end > len(text) or after.isalnum() or after == "_":
                continue
            if text[start:end].lower() in self.lower:
                found.append(end)
        return found


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages, in order."""
    return tuple(at_hand.COMMON)


@cache
def common_words(code: str) -> frozenset[str]:
    """The commonest words of a language, without its file being read."""
    return frozenset(at_hand.COMMON[code].split())
