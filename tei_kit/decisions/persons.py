"""The persons of a decisions file: the identifier and the names of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tei_kit.decisions import tables
from tei_kit.decisions.parts import Mistakes, TextPart

# An identifier of XML, of the letters and digits of any script: "borges", "müller-2".
IDENTIFIER = re.compile(r"[^\W\d][\w.-]*")
PERSONS = '[persons] gives an identifier the names of one person: borges = ["Borgès"]'


def persons_of(part: TextPart, mistakes: Mistakes) -> Mapping[str, Sequence[str]]:
    """The names of each person, by identifier. Adds a mistake for an identifier that is not XML's,
    for wrong names, and for a name that two persons have."""
    value = part.data.get("persons", {})
    inside = (part.source, "persons") if part.source else ("persons",)
    if not isinstance(value, dict):
        mistakes.add(part.line("persons"), PERSONS)
        return {}
    persons: dict[str, Sequence[str]] = {}
    owner: dict[str, str] = {}
    for key, names in value.items():
        line = tables.line_of_key(part.file.text, inside, key)
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            is_one = isinstance(names, str) and names.strip() and IDENTIFIER.fullmatch(key)
            wanted = f'a person has a list of names; write {key} = ["{names}"]'
            mistakes.add(line, wanted if is_one else PERSONS)
            continue
        if reason := wrong_person(key, names):
            mistakes.add(line, reason)
        for name in names:
            same = " ".join(name.split()).casefold()
            if owner.setdefault(same, key) != key:
                mistakes.add(
                    line,
                    f"'{name}' is a name of {owner[same]} and of {key}; take it out of one of them",
                )
        persons[key] = tuple(names)
    return persons


def wrong_person(identifier: str, names: Sequence[str]) -> str:
    """The reason why a person cannot have an identifier or names; "" if both are right."""
    if not IDENTIFIER.fullmatch(identifier):
        return (
            f"'{identifier}' is no identifier of XML, which begins with a letter and has letters, "
            f"digits, - and _; write {_as_identifier(identifier)} = […]"
        )
    if not names:
        return f'{identifier} has no names; write {identifier} = ["…"], or take it out'
    if not all(name.split() for name in names):
        return f"{identifier} has an empty name; take it out"
    if not all(" ".join(name.split()).isprintable() for name in names):
        return f"{identifier} has a name with a character that no XML can hold"
    return ""


def _as_identifier(words: str) -> str:
    found = "_".join(re.findall(r"\w+", words.lower())).lstrip("_0123456789")
    return found or "person"
