"""The index of a cast: it finds the persons that a label can name without asking all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tei_kit.record import record
from tei_kit.tokenizer.families.plays import names
from tei_kit.tokenizer.families.plays.cast import Entry

# Articles that Scandinavian languages add to the end of words.
ENDINGS = frozenset({"et", "en", "n", "t", "a"})


@record
class CastIndex:
    """The persons of a cast, by their words; each list is in the order of the cast."""

    by_name: Mapping[tuple[str, ...], Sequence[Entry]]  # all words of a name without articles
    by_word: Mapping[str, Sequence[Entry]]  # one word of the name
    by_any: Mapping[str, Sequence[Entry]]  # one word of the name or of the description
    by_letter: Mapping[str, Sequence[Entry]]  # the first letter of one word of the name
    by_sound: Mapping[str, Sequence[Entry]]  # the sound of one word of the name
    by_other: Mapping[str, Sequence[Entry]]  # a person after the first in an item with several
    places: Mapping[Entry, int]  # the index of each person in the cast

    def named(self, words: Sequence[str]) -> Sequence[Entry]:
        """The persons whose name has exactly these words, without its articles."""
        return self.by_name.get(tuple(words), ())

    def with_word(self, words: Sequence[str]) -> Sequence[Entry]:
        """The persons whose name has the first of some words."""
        return self.by_word.get(words[0], ()) if words else ()

    def with_any(self, words: Sequence[str]) -> Sequence[Entry]:
        """The persons whose name or description has the first of some words, or its genitive."""
        found = [*self.by_any.get(words[0], ()), *self.by_any.get(f"{words[0]}s", ())]
        return self._in_order(found)

    def with_letter(self, words: Sequence[str]) -> Sequence[Entry]:
        """The persons whose name has a word with the first letter of the first of some words."""
        return self.by_letter.get(words[0][0], ())

    def with_ending(self, word: str) -> Sequence[Entry]:
        """The persons with a word to which `word` adds an article: "Bybudet" for "et bybud".

        The word stands in the name or in the description.
        """
        stems = [word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending)]
        return self._in_order(entry for stem in stems for entry in self.by_any.get(stem, ()))

    def _in_order(self, found: Iterable[Entry]) -> Sequence[Entry]:
        return sorted(dict.fromkeys(found), key=self.places.__getitem__)


def index_of(entries: Sequence[Entry], sounds: Mapping[str, str]) -> CastIndex:
    """The index of a cast; `sounds` maps each word of its names to its sound."""
    by_name: dict[tuple[str, ...], list[Entry]] = {}
    by_word: dict[str, list[Entry]] = {}
    by_any: dict[str, list[Entry]] = {}
    by_letter: dict[str, list[Entry]] = {}
    by_sound: dict[str, list[Entry]] = {}
    by_other: dict[str, list[Entry]] = {}
    articles = names.articles()
    for entry in entries:
        by_name.setdefault(tuple(w for w in entry.words if w not in articles), []).append(entry)
        _add(by_word, entry, entry.words)
        _add(by_any, entry, (*entry.words, *entry.said))
        _add(by_letter, entry, [word[0] for word in entry.words])
        _add(by_sound, entry, [sounds[word] for word in entry.words])
        _add(by_other, entry, sorted(entry.others))
    places = {entry: at for at, entry in enumerate(entries)}
    return CastIndex(by_name, by_word, by_any, by_letter, by_sound, by_other, places)


def _add(table: dict[str, list[Entry]], entry: Entry, words: Iterable[str]) -> None:
    """Add a person to a table under each of some words, once for each word."""
    for word in dict.fromkeys(words):
        table.setdefault(word, []).append(entry)
