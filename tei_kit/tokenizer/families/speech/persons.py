"""Persons: the person whom each label means.

One person has several labels: `The Minister for Works (Mr. Hale)`, then `Mr. Hale`; `Ada Vogel
(NP)` and `Vogel`. A short form means the person of that name. If several persons have the name, it
means the person who spoke last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tei_kit.record import record
from tei_kit.settings.language import of_any
from tei_kit.tokenizer.families.small_words import articles
from tei_kit.tokenizer.families.speech.candidates import PARTY, person_in_brackets, read_words
from tei_kit.tokenizer.families.speech.heads import JOINERS
from tei_kit.tokenizer.families.speech.labels import Label
from tei_kit.tokenizer.families.speech.words import known
from tei_kit.tokenizer.tokens import AND


@record
class _Known:
    """A person: the value for tokens, the words of the name, and facts that tell persons apart."""

    value: str
    name: tuple[str, ...]
    is_woman: bool | None  # None without a title that says it
    place: str  # the home in brackets, in lower case
    function: str  # its words, without articles


def values(spoken: Sequence[Label], given: Mapping[int, str] | None = None) -> dict[int, str]:
    """The name of the person of each label, by the beginning of the label in the text.

    All labels of a person get the same name. `given` has names that are known from elsewhere, by
    the beginning of the label; they take precedence.
    """
    persons, known_names = Persons(spoken), given or {}
    return {label.start: known_names.get(label.start) or persons.called(label) for label in spoken}


class Persons:
    """The persons of the labels of one text. One of several equal labels is enough."""

    def __init__(self, labels: Iterable[Label]) -> None:
        self._people: list[_Known] = []
        self._by_last: dict[str, list[int]] = {}
        self._by_head: dict[str, int] = {}
        self._by_function: dict[str, list[int]] = {}
        self._last_said: dict[int, int] = {}
        self._count = 0  # of the labels so far
        self._taken: set[str] = set()
        for label in sorted(labels, key=_fullness):
            self._meet(label)

    def called(self, label: Label) -> str:
        """The name of the person of the next label in the text."""
        several = self._several(label)
        if several:
            return AND.join(several)
        person = self._who(label)
        self._count += 1
        self._last_said[person] = self._count
        return self._people[person].value

    def _several(self, label: Label) -> list[str]:
        """The names of the persons of a label such as `Vale & Hale`; empty for other labels."""
        if not any(joiner in label.head for joiner in JOINERS):
            return []
        parts = [label.head]
        for joiner in JOINERS:
            parts = [piece for part in parts for piece in part.split(f" {joiner} ")]
        heads = [" ".join(part.split()).casefold() for part in parts]
        if len(heads) < 2 or not all(head in self._by_head for head in heads):
            return []
        return [self._people[self._by_head[head]].value for head in heads]

    def _meet(self, label: Label) -> None:
        """Add the person of a label, if no label before named the person."""
        if label.key in self._by_head and not _is_place(label):
            return
        if any(f" {joiner} " in label.head for joiner in JOINERS):
            return
        found = self._find(label)
        if len(found) == 1:
            self._by_head.setdefault(label.key, found[0])
            return
        if found:
            return  # a short form that several persons share: `called` decides
        self._add(label)

    def _add(self, label: Label) -> int:
        """Add a new person for a label; returns the index of the person."""
        named = person_in_brackets(label)
        name = tuple(named.name if named else label.name)
        value = _value(label, named)
        if value in self._taken and label.brackets:
            value = f"{value} ({label.brackets[0]})"
        unique, count = value, 1
        while unique in self._taken:
            count += 1
            unique = f"{value} {count}"
        self._taken.add(unique)
        person = len(self._people)
        self._people.append(
            _Known(unique, name, _is_woman(named or label), _place(label), _function(label))
        )
        self._by_head.setdefault(label.key if name == tuple(label.name) else unique, person)
        if named:
            self._by_head.setdefault(named.key, person)
            self._by_function.setdefault(label.key, []).append(person)
        for word in {*name[-1:], *name[:1]}:
            self._by_last.setdefault(word, []).append(person)
        return person

    def _find(self, label: Label) -> list[int]:
        """The indices of the known persons whom a label may mean."""
        named = person_in_brackets(label)
        name = tuple(named.name if named else label.name)
        if not name and label.key in self._by_function:
            return self._by_function[label.key]
        if not name:
            words = _function(label)
            same = [
                at
                for at, person in enumerate(self._people)
                if (not person.name and _same_function(person.value, label))
                or (
                    person.name and " " in words.strip() and f"{person.function} ".startswith(words)
                )
            ]
            return same if len(same) == 1 else same[:0]
        woman = _is_woman(named or label)
        near = [*self._by_last.get(name[-1], ()), *self._by_last.get(name[0], ())]
        found: dict[int, None] = {}
        for at in near:
            person = self._people[at]
            if woman is not None and person.is_woman is not None and woman != person.is_woman:
                continue
            if len(name) == 1 and person.name == name and _differ(_place(label), person.place):
                continue
            if _is_form(name, person.name):
                found[at] = None
        exact = [at for at in found if self._people[at].name == name]
        return exact or list(found)

    def _who(self, label: Label) -> int:
        """The index of the person of a label; if several fit, of the person who spoke last."""
        found = self._find(label)
        if len(found) == 1:
            return found[0]
        if not found:
            known = self._by_head.get(label.key, -1)
            if known < 0:  # a label with joined names, of which some are unknown
                known = self._by_head[label.key] = self._add(label)
            return known
        return max(found, key=self._when)

    def _when(self, person: int) -> int:
        return self._last_said.get(person, -1)


def _fullness(label: Label) -> tuple[int, bool, int]:
    """The sort key of a label: persons with the longest names become known first."""
    named = person_in_brackets(label)
    name = named.name if named else label.name
    return -len(name), not label.titles, label.start


def _is_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether one name is a short form of the other: its last words, its first words, or both its
    first word (or initial) and its last word.
    """
    if len(short) > len(full):
        short, full = full, short
    if full[-len(short) :] == short:
        return True
    if len(short) > 1 and short[-1] == full[-1]:
        return short[0] == full[0] or (
            short[0][0] == full[0][0] and 1 in (len(short[0]), len(full[0]))
        )
    return full[: len(short)] == short and len(short[0]) > 2


def _is_woman(label: Label) -> bool | None:
    """Whether the titles are those of a woman; None without a title that says it."""
    women = known().women
    said = [title for title in label.titles if title not in of_any("titles_of_both")]
    return any(title in women for title in said) if said else None


def _place(label: Label) -> str:
    """The home of a person in lower case, from the brackets of a label; "" without one."""
    for inside in label.brackets:
        if inside[:1].isupper() and not PARTY.fullmatch(inside):
            return inside.casefold()
    return ""


def _is_place(label: Label) -> bool:
    return bool(_place(label)) and len(label.name) == 1


def _differ(a: str, b: str) -> bool:
    return bool(a) and bool(b) and a != b


def _function(label: Label) -> str:
    """The function that a label names, in the head or after the comma, with a space behind it."""
    words = label.head if label.has_function and not label.rest else label.rest
    bare = [word.strip(".,").casefold() for word in words.split()]
    kept = [w for w in bare if w not in articles() and w not in known().titles]
    return " ".join(kept) + " " if kept else ""


def _same_function(value: str, label: Label) -> bool:
    return value.casefold() == label.head.casefold()


def _value(label: Label, named: Label | None) -> str:
    return named.head if named else label.head


def examiner(words: str) -> str:
    """The head of the label that `words` make, the name from a line such as `BY MR. HALE:`.

    Words that make no label are returned as they are.
    """
    named = read_words(words)
    return named.head if named else words
