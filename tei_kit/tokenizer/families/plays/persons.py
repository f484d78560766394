"""Persons: the labels of a play matched with the persons of its cast, and with each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from tei_kit.record import record
from tei_kit.settings import language as languages
from tei_kit.tokenizer.families.plays import names
from tei_kit.tokenizer.families.plays.candidates import key_of
from tei_kit.tokenizer.families.plays.cast import Entry
from tei_kit.tokenizer.families.plays.cast_index import ENDINGS, CastIndex, index_of
from tei_kit.tokenizer.families.plays.spelling import WORD, folded

SEPARATOR = "\t"
ALIKE = 0.84
SPELT = str.maketrans("vjyczw", "uiikkv")
DOUBLE = re.compile(r"(.)\1")
# The longest label that may be short for a longer one, in letters; and endings that make the name
# of another person: Tiroler, Tirolerin.
SHORT = 5
OTHERS = frozenset({"s", "es", "in", "innen", "inna", "ess", "nna"})


@record
class _Label:
    """A label with its words, folded and without articles, and its count in the play."""

    name: str
    words: Sequence[str]
    count: int


@cache
def _everybody() -> frozenset[str]:
    return frozenset(key_of(word) for word in languages.of_any("all_speakers"))


@cache
def _and() -> re.Pattern[str]:
    words = "|".join(sorted(names.conjunctions()))
    return re.compile(rf"\s*(?:,|/|&|\b(?:{words})\b)\s*", re.IGNORECASE)


def is_pair(name: str) -> bool:
    """Whether a label means the two persons on the stage: BOTH, BEIDE."""
    return key_of(name) in names.pairs()


def resolve(labels: Sequence[str], entries: Sequence[Entry]) -> Mapping[str, str]:
    """The persons that each label names: keys by `key_of`, names with a tab between them.

    A person has the name in the cast. A person outside the cast has the name in the most frequent
    of the labels that are forms of one name.
    """
    cast = index_of(entries, {word: sound(word) for entry in entries for word in entry.words})
    counts = Counter(key_of(name) for name in labels)
    printed: dict[str, str] = {}
    for name in labels:
        printed.setdefault(key_of(name), name)
    single: dict[str, _Label] = {}
    several: dict[str, Sequence[str]] = {}
    for key, count in counts.items():
        parts = _parts(printed[key])
        words = key.split(" ")  # "ARET. SOPHRONOS."
        if len(parts) == 1 and len(words) == 2 and count <= 3:
            parts = list(words) if all(counts[word] > count for word in words) else parts
        keys = [key_of(part) for part in parts]
        if len(parts) > 1 and key not in _everybody() and _are_known(keys, counts, cast):
            several[key] = keys
            for part, part_key in zip(parts, keys, strict=True):
                single.setdefault(part_key, _label(part, counts[part_key]))
        else:
            single[key] = _label(printed[key], count)
    found = _one_by_one(single, cast)
    for key, parted in several.items():
        found[key] = SEPARATOR.join(sorted({found[part] for part in parted}))
    return found


def _parts(name: str) -> list[str]:
    """The names in a label, which may be one or several."""
    return [part for part in _and().split(name) if part]


def _are_known(keys: Sequence[str], counts: Counter[str], cast: CastIndex) -> bool:
    return all(
        counts[key] or (key and _in_cast(_label(key, 1), cast, {}) is not None) for key in keys
    )


def _label(name: str, count: int) -> _Label:
    words = [word for word in WORD.findall(folded(name)) if word not in names.articles()]
    return _Label(" ".join(name.split()), tuple(words), count)


def _one_by_one(labels: Mapping[str, _Label], cast: CastIndex) -> dict[str, str]:
    result: dict[str, str] = {}
    claimed: dict[Entry, _Label] = {}
    waiting: list[str] = []
    # Names as the cast has them come first; the other persons are left for ambiguous labels.
    for key, label in labels.items():
        found = () if key in _everybody() else cast.named(label.words)
        if label.words and found:
            result[key] = found[0].name
            claimed.setdefault(found[0], label)
        else:
            waiting.append(key)
    waiting.sort(key=lambda key: -len(labels[key].words))
    free: dict[str, _Label] = {}
    for key in waiting:
        label = labels[key]
        entry = None if key in _everybody() else _in_cast(label, cast, claimed)
        if entry:
            result[key] = entry.name
            claimed.setdefault(entry, label)
        else:
            free[key] = label
    # Labels outside the cast: the most frequent first, as the others are forms of it.
    order = sorted(free, key=lambda key: -free[key].count)
    heads: list[str] = []
    for key in order:
        same = _same(free[key], [free[head] for head in heads]) if key not in _everybody() else None
        if same is None:
            heads.append(key)
            result[key] = free[key].name
        else:
            result[key] = same.name
    return result


def _in_cast(label: _Label, cast: CastIndex, claimed: Mapping[Entry, _Label]) -> Entry | None:
    """The person of the cast that a label names; None without a certain match.

    The ways of `_WAYS` are tried in order. Among several persons, a person whom a fuller label
    names is left aside (`YOUNG MARTIUS`, for `MARTIUS`). A person whom another label names gives
    way to a person whom no label names.
    """
    words = label.words
    if not words:
        return None
    is_named = any(_is_in_name(words, entry) for entry in cast.with_word(words))
    if not is_named and _is_other(words, cast):
        return None
    taken: Entry | None = None
    for fits, among in _WAYS:
        found = [entry for entry in among(cast, words) if fits(words, entry)]
        if len(found) > 1:
            found = [e for e in found if not _is_fuller(claimed.get(e), words)] or found
        if len(found) > 1:
            found = [e for e in found if e.words[:1] == words[:1]] or found
        if len(found) > 1 and fits is _abbreviates:
            found = [e for e in found if _short_of(words[0], _first_of(e))] or found
        if len(found) > 1 and fits is not _is_described:
            return taken
        if len(found) != 1:
            continue
        if found[0] not in claimed or set(claimed[found[0]].words) & set(words):
            return found[0]
        taken = taken or found[0]
    return taken


def _is_fuller(label: _Label | None, words: Sequence[str]) -> bool:
    return label is not None and set(words) < set(label.words)


def _is_in_name(words: Sequence[str], entry: Entry) -> bool:
    return set(words) <= set(entry.words)


def _is_in_name_without_title(words: Sequence[str], entry: Entry) -> bool:
    bare = _without_titles(words)
    return bool(bare) and set(bare) <= set(entry.words)


def _abbreviates(words: Sequence[str], entry: Entry) -> bool:
    """Whether each word begins a word of the name, in their order."""
    at = 0
    names = entry.words
    for word in words:
        while at < len(names) and not _short_of(word, names[at]):
            at += 1
        if at == len(names):
            return False
        at += 1
    return True


def _first_of(entry: Entry) -> str:
    """The first word of a name that is no article: `cavaliere` in `Il Cavaliere`."""
    return next((word for word in entry.words if word not in names.articles()), "")


def _short_of(word: str, name: str) -> bool:
    """Whether a word is short for a name: its beginning, or some of its letters in order."""
    if name.startswith(word):
        return True
    if len(word) < 3 or word[0] != name[0]:
        return False
    at = 0
    for letter in word:
        at = name.find(letter, at) + 1
        if not at:
            return False
    return len(word) * 2 >= len(name)


def _is_other(words: Sequence[str], cast: CastIndex) -> bool:
    """Whether the words name a person that an item of the cast lists after others.

    The item may have the plural.
    """
    name = " ".join(words)
    return any(f"{name}{ending}" in cast.by_other for ending in ("", "s", "n", "en"))


def _is_described(words: Sequence[str], entry: Entry) -> bool:
    return set(words) <= {*entry.said, *entry.words}


def _is_genitive(words: Sequence[str], entry: Entry) -> bool:
    """Whether the words are in the description, some in the genitive: "Blunts Frau"."""
    known = {*entry.said, *entry.words}
    return len(words) > 1 and all(word in known or word + "s" in known for word in words)


def _sounds_like(words: Sequence[str], entry: Entry) -> bool:
    """Whether a label of one word is a name in another spelling: Constanze, Konstanze."""
    if len(words) != 1 or len(words[0]) < 4:
        return False
    return any(sound(words[0]) == sound(name) for name in entry.words)


def _is_definite(words: Sequence[str], entry: Entry) -> bool:
    """Whether a label of one word is a word of the cast with an article at its end.

    The label "Bybudet" names the person "et bybud".
    """
    return len(words) == 1 and any(
        len(name) > 3 and words[0].startswith(name) and words[0][len(name) :] in ENDINGS
        for name in (*entry.words, *entry.said)
    )


def _without_titles(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in names.TITLES]


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """A word without the differences that older spelling makes."""
    return DOUBLE.sub(r"\1", word.translate(SPELT).replace("th", "t").replace("ph", "f"))


# The ways in which a label can name a person, the surest first: a test of the words of the label
# and a person, and the persons of the cast to test.
_WAYS: Sequence[
    tuple[
        Callable[[Sequence[str], Entry], bool],
        Callable[[CastIndex, Sequence[str]], Sequence[Entry]],
    ]
] = (
    (_is_in_name, lambda cast, words: cast.with_word(words)),
    (_is_described, lambda cast, words: cast.with_any(words)),
    (_is_genitive, lambda cast, words: cast.with_any(words)),
    (_is_in_name_without_title, lambda cast, words: cast.with_word(_without_titles(words))),
    (_abbreviates, lambda cast, words: cast.with_letter(words)),
    (_sounds_like, lambda cast, words: cast.by_sound.get(sound(words[0]), ())),
    (_is_definite, lambda cast, words: cast.with_ending(words[0])),
)


def _are_alike(word: str, other: str) -> bool:
    """Whether two words are spelt alike.

    Cheap tests come first: most words have too few letters in common for a comparison.
    """
    both = len(word) + len(other)
    if 2 * min(len(word), len(other)) / both < ALIKE:
        return False
    if 2 * (Counter(word) & Counter(other)).total() / both < ALIKE:
        return False
    return SequenceMatcher(None, word, other).ratio() >= ALIKE


def _is_derived(word: str, other: str) -> bool:
    """Whether one word derives from the other, and names another person: Tiroler, Tirolerin."""
    shorter, longer = sorted((word, other), key=len)
    return longer.startswith(shorter) and longer[len(shorter) :] in OTHERS


def _same(label: _Label, others: Sequence[_Label]) -> _Label | None:
    """The label among `others` of which `label` is another form; None without such a label.

    The form is the beginning of the other label, or a little different in spelling.
    """
    if not label.words:
        return None
    joined = sound("".join(label.words))
    if len(label.words) == 1 and not joined.isdigit():
        for other in others:
            if len(other.words) != 1:
                continue
            shorter, longer = sorted((joined, sound(other.words[0])), key=len)
            if shorter == longer:
                return other
            is_other = len(shorter) > 3 and _is_derived(shorter, longer)
            if 1 < len(shorter) <= SHORT and longer.startswith(shorter) and not is_other:
                return other
        if len(joined) > 4 and label.count <= 2:
            for other in others:
                if len(other.words) != 1:
                    continue
                sounds = sound(other.words[0])
                if not _is_derived(joined, sounds) and _are_alike(joined, sounds):
                    return other
        return None
    *name, verb = label.name.split()
    if verb.islower():  # "God speaketh"
        for other in others:
            if other.words == label.words[:-1] and len(name) == len(other.words):
                return other
    for other in others:
        if len(other.words) == len(label.words) and all(
            a.startswith(b) or b.startswith(a)
            for a, b in zip(label.words, other.words, strict=True)
        ):
            return other
    return None
