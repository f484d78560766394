"""The elements that may stand in each element, by the grammar, as documents have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tei_kit.odd.content import ContentReader
from tei_kit.odd.model import Schema
from tei_kit.odd.patterns import Attribute, Element, Grammar, Pattern, Ref, Text, parts_of


@dataclass(frozen=True, slots=True)
class Relations:
    """The elements that each may contain, those that may contain it, and which take text."""

    children: Mapping[str, frozenset[str]]
    parents: Mapping[str, frozenset[str]]
    with_text: frozenset[str]


def relations(grammar: Grammar, names: Mapping[str, str]) -> Relations:
    """The relations of elements by ident; `names` are the idents of definitions."""
    walker = _Walker(grammar.definitions)
    children: dict[str, frozenset[str]] = {}
    parents: dict[str, set[str]] = {}
    with_text: set[str] = set()
    for name, pattern in grammar.definitions.items():
        if not isinstance(pattern, Element) or name not in names:
            continue
        found = walker.inside(pattern.content)
        ident = names[name]
        children[ident] = frozenset(names[each] for each in found if each in names)
        if _TEXT in found:
            with_text.add(ident)
        for child in children[ident]:
            parents.setdefault(child, set()).add(ident)
    return Relations(children, {k: frozenset(v) for k, v in parents.items()}, frozenset(with_text))


def definition_names(schema: Schema, reader: ContentReader) -> dict[str, str]:
    """The idents of specifications by the names of their definitions."""
    return {reader.pattern_name(spec): spec.ident for spec in schema.specs.values()}


_TEXT = "#text"


class _Walker:
    def __init__(self, definitions: Mapping[str, Pattern]) -> None:
        self._definitions = definitions
        self._known: dict[str, frozenset[str]] = {}

    def inside(self, pattern: Pattern) -> set[str]:
        """The names of the elements that stand directly in a pattern."""
        found: set[str] = set()
        pending = [pattern]
        while pending:
            each = pending.pop()
            if isinstance(each, Text):
                found.add(_TEXT)
            elif isinstance(each, Ref):
                found |= self._of(each.name)
            elif not isinstance(each, Attribute | Element):
                pending += parts_of(each)
        return found

    def _of(self, name: str) -> frozenset[str]:
        if name not in self._known:
            pattern = self._definitions.get(name)
            if isinstance(pattern, Element):
                self._known[name] = frozenset({name})
            else:
                self._known[name] = frozenset()
                if pattern is not None:
                    self._known[name] = frozenset(self.inside(pattern))
        return self._known[name]
