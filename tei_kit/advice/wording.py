"""Advice on attributes, elements and values of TEI, as the end of a message."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tei_kit.advice import habits
from tei_kit.advice.similar import similar_names
from tei_kit.advice.usual import MOST_LISTED


def on_attribute(attribute: str, element: str, allowed: Sequence[str]) -> str:
    """The advice on an attribute that an element may not have; "" when there is none.

    Names are local names, those of XML's own with their prefix (`xml:id`); `allowed` are the
    attributes that the element may have.
    """
    habit = habits.attribute(attribute, element)
    if habit is not None:
        if not habit.name:
            return f"take it out; it is of {habit.of}"
        if habit.name in allowed:
            return f'write "{habit.name}"'
        if habit.written != habit.name:
            return f"TEI has {habit.written} for it"
    found = similar_names(allowed, attribute)
    if not found or len(allowed) <= MOST_LISTED:
        return ""
    return f"perhaps {quoted(found)} is meant"


def on_element(found: str, expected: Sequence[str], known: Collection[str]) -> str:
    """The advice on an element that may not stand where it does; "" when there is none.

    Names are local names: of the elements that may stand there, and of all that a schema has.
    """
    meant = habits.elements(found, expected)
    is_unknown = found not in known
    for habit in meant:
        if habit.name not in expected and not (is_unknown and habit.name in known):
            continue
        source = f"for <{found}> of {habit.of} " if habit.of else ""
        return f"{source}write {habit.written}"
    if found in known:
        return ""
    names = similar_names(expected, found) or similar_names([*known], found)
    return f"perhaps {quoted(names)} is meant" if names else ""


def on_value(types: Sequence[str], found: str, attribute: str | None) -> str:
    """The advice on a value of some datatypes of XML Schema, of an attribute or (None) a text."""
    from tei_kit.advice import values  # only a mistake needs it

    advice = values.advice(types, found)
    parts = [f"expected {advice.expected}"] if advice.expected else []
    if advice.instead and attribute is not None:
        parts.append(f'write {attribute}="{advice.instead}"')
    return "; ".join(parts)


def quoted(names: Sequence[str]) -> str:
    """`"a", "b" or "c"`."""
    parts = [f'"{name}"' for name in names]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"
