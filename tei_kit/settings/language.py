"""Language: the words that rules look for in one language.

A language is one file in `languages/`, named by its code (BCP 47). `docs/languages.md` explains
each key. A conversion reads none of these files: `docs/generate.py` writes their content to
`all_words`, and the part that every conversion needs to `at_hand`.
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
    """The words of one language. Words that are compared without regard to case are lower case.

    There is one object for each code (see `load`), so that caches need not compare the words.
    """

    code: str
    name: str = ""
    common: frozenset[str] = frozenset()  # its commonest words
    letters: Sequence[str] = ()  # letters that English lacks; "a-z" stands for all between two
    months: Sequence[str] = ()  # twelve, or a multiple of it: further forms in the same order
    page_words: Sequence[str] = ()  # before the number of a page: page, p
    note_words: Sequence[str] = ()  # at the beginning of a note: note, footnote
    note_headings: Sequence[str] = ()  # above several notes: notes, references
    particles: Sequence[str] = ()  # in lower case, inside names of persons: von, de
    numbers: Sequence[str] = ()  # before a number: no, nr
    see: Sequence[str] = ()  # at the beginning of a reference in brackets: see, cf
    missing: Sequence[str] = ()  # editors' notes on missing words: illegible
    # plays
    genres: Sequence[str] = ()  # words for a play on title pages: tragedy, opera
    part: Sequence[str] = ()  # a part of a play that has acts in it
    act: Sequence[str] = ()
    scene: Sequence[str] = ()
    film_places: Sequence[str] = ()  # at the beginning of scenes of films: int, ext
    cast: Sequence[str] = ()
    prologue: Sequence[str] = ()
    epilogue: Sequence[str] = ()
    ordinals: Sequence[str] = ()  # first, second …, in all the forms that stand in headings
    directions: Sequence[str] = ()  # words that begin a direction without brackets: enter, exit
    all_speakers: Sequence[str] = ()  # all, both
    interlude: Sequence[str] = ()
    pairs: Sequence[str] = ()  # those of all_speakers that mean two persons
    articles: Sequence[str] = ()
    definite_articles: Sequence[str] = ()  # those of the articles that begin headings: the, der
    conjunctions: Sequence[str] = ()  # between the names of several speakers
    small_words: Sequence[str] = ()  # inside names and titles: of, von, de la
    entrances: Sequence[str] = ()  # words that say that somebody enters
    exits: Sequence[str] = ()
    deliveries: Sequence[str] = ()  # words that say to whom somebody speaks: aside, to
    back_matter: Sequence[str] = ()  # headings of parts after a text: notes, appendix
    short_titles: Sequence[str] = ()  # before names, abbreviated, without their stop: mr, mme
    label_titles: Sequence[str] = ()  # titles in labels that the cast may lack: king, miss
    settings: Sequence[str] = ()  # at the beginning of a line with the place and time of a play
    music: Sequence[str] = ()  # pieces of an opera: song, duet
    choirs: Sequence[str] = ()  # several who sing together: chorus
    heard: Sequence[str] = ()  # labels of sounds in plays for the radio: music, sound
    by: Sequence[str] = ()  # before the name of an author
    # debates, courts and interviews
    # (a hyphen at an end of a word stands for any letters there: -minister-)
    chair: Sequence[str] = ()  # persons who preside
    titles: Sequence[str] = ()  # before names: Mr, Frau, M.
    women: Sequence[str] = ()  # those of the titles that are for women
    titles_of_both: Sequence[str] = ()  # those of the titles that are for women and men
    functions: Sequence[str] = ()  # offices that name a speaker: President, Minister, Court
    prepositions: Sequence[str] = ()  # further small words inside functions: by, per
    offices_of: Sequence[str] = ()  # between a function and its field: of, für
    abbreviations: Sequence[str] = ()  # in names, without their last stop: hon, dipl
    groups: Sequence[str] = ()  # at the beginning of labels of several speakers: Several
    reactions: Sequence[str] = ()  # events that are told in brackets: applause, laughter
    sitting: Sequence[str] = ()  # names of a sitting that is opened and closed: meeting, House
    sitting_acts: Sequence[str] = ()  # verbs for its opening and closing: met, rose, adjourned
    hours: Sequence[str] = ()  # after the number of an hour: o'clock, Uhr
    times: Sequence[str] = ()  # times that need no number: noon
    told: Sequence[str] = ()  # after names where speeches are told: said, asked, moved
    oaths: Sequence[str] = ()  # words of courts
    interview: Sequence[str] = ()  # words of labels in interviews: Question, Host
    addresses: Sequence[str] = ()  # words of those who speak to each other: I, you, us
    minutes: Sequence[str] = ()  # words at the beginning of minutes: minutes, present
    not_speakers: Sequence[str] = ()  # words before a colon that name a matter: Note, Date
    # letters and diaries
    # (a hyphen at the end of a word stands for any letters there: lieb-)
    letter: Sequence[str] = ()
    to: Sequence[str] = ()  # in a heading, before the recipient of a letter
    between: Sequence[str] = ()  # in a heading, between sender and recipient
    origins: Sequence[str] = ()  # before the sender of a letter, or the place: from, at
    mine: Sequence[str] = ()  # at the beginning of an address in a sentence: my
    greetings: Sequence[str] = ()  # words of a salutation
    closes: Sequence[str] = ()  # words of a complimentary close
    signed: Sequence[str] = ()  # before the name in a copy: signed, gez
    no_names: Sequence[str] = ()  # words alone at an end that are no name: the end, copy
    postscript: Sequence[str] = ()  # at the beginning of a postscript
    enclosures: Sequence[str] = ()  # words for things that are sent with a letter
    weekdays: Sequence[str] = ()
    day_parts: Sequence[str] = ()  # morning, night
    written: Sequence[str] = ()  # at the beginning of a dateline that may lack a date
    received: Sequence[str] = ()  # words for the arrival of a telegram
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
    """The words that a key has in any language, each once, for rules that are the same in all
    languages. The words of the keys of `at_hand` are there without `all_words`.
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
