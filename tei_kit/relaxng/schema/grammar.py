"""The definitions of a grammar (specification, sections 4.7, 4.11, 4.17 and 4.18).

Includes and divs are resolved, and definitions of one name are brought together; their content is
left as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tei_kit.relaxng.datatypes.uri_syntax import is_uri_reference
from tei_kit.relaxng.patterns import Pattern
from tei_kit.relaxng.schema.inclusion import Inclusions, file_of
from tei_kit.relaxng.schema.node import Node
from tei_kit.relaxng.schema.xml_syntax import wrong

# `http://www.w3.org/2001/XMLSchema-datatypes`, but not `xyzzy/foo:bar` (RFC 2396, section 3)
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]* : .", re.VERBOSE | re.DOTALL)

START = ""
"""The name of the definition of `start`; no `define` has this name."""


@dataclass(frozen=True, slots=True)
class Inherited:
    """The values that an element of a schema inherits from the elements around it."""

    namespace: str = ""
    """`ns`, which goes on into included files (section 4.9)."""
    library: str = ""
    """`datatypeLibrary`, which does not (section 4.3)."""
    files: tuple[Path, ...] = ()
    """The files that it stands in, from the outermost."""

    def inside(self, node: Node) -> Inherited:
        """The values that the children of an element inherit. Raises SchemaError (section 4.3)."""
        namespace = node.attributes.get("ns", self.namespace)
        library = node.attributes.get("datatypeLibrary", self.library)
        if namespace == self.namespace and library == self.library:
            return self
        if library != self.library and not _is_library(library):
            raise wrong(node, f'datatypeLibrary "{library}" is not an absolute URI')
        return Inherited(namespace, library, self.files)

    def included(self, node: Node, root: Node) -> Inherited:
        """The values that the root of an included file inherits from the including element."""
        around = self.inside(node)
        return Inherited(around.namespace, "", (*self.files, file_of(root)))


@dataclass(frozen=True, slots=True)
class Part:
    """One of the elements, `define` or `start`, that make up a definition."""

    node: Node
    inherited: Inherited


@dataclass(slots=True)
class Definition:
    """All definitions of one name in a grammar."""

    parts: list[Part] = field(default_factory=list)
    combine: str | None = None
    pattern: Pattern | None = None
    """The pattern that the name stands for, once it is known."""
    is_open: bool = False
    """Whether it is being worked out."""


@dataclass(slots=True)
class Grammar:
    """The definitions of one `grammar` and the grammar around it."""

    outer: Grammar | None
    definitions: dict[str, Definition] = field(default_factory=dict)
    replaced: list[Part] = field(default_factory=list)
    """The parts that an include replaces: they have no effect, but have to be right."""


@dataclass(slots=True)
class _Replacement:
    """The definitions that an include replaces, and which of them it found."""

    names: frozenset[str]
    found: set[str] = field(default_factory=set)


def collect(
    node: Node, outer: Grammar | None, inherited: Inherited, inclusions: Inclusions
) -> Grammar:
    """The grammar of a `grammar` element; raises SchemaError where it is not right."""
    grammar = Grammar(outer)
    _Collector(grammar, inclusions).components(node, inherited, ())
    for name, definition in grammar.definitions.items():
        _check_combination(name, definition)
    return grammar


@dataclass(frozen=True, slots=True)
class _Collector:
    grammar: Grammar
    inclusions: Inclusions

    def components(
        self, node: Node, inherited: Inherited, replacements: Sequence[_Replacement]
    ) -> None:
        inherited = inherited.inside(node)
        for child in node.children:
            match child.name:
                case "start" | "define":
                    self._define(child, inherited, replacements)
                case "div":
                    self.components(child, inherited, replacements)
                case "include":
                    self._include(child, inherited, replacements)

    def _define(
        self, node: Node, inherited: Inherited, replacements: Sequence[_Replacement]
    ) -> None:
        name = _defined(node)
        for replacement in replacements:
            if name in replacement.names:
                replacement.found.add(name)
                self.grammar.replaced.append(Part(node, inherited))
                return
        definition = self.grammar.definitions.setdefault(name, Definition())
        definition.parts.append(Part(node, inherited))

    def _include(
        self, node: Node, inherited: Inherited, replacements: Sequence[_Replacement]
    ) -> None:
        root = self.inclusions.schema_of(node, inherited.files)
        if root.name != "grammar":
            raise wrong(node, f'the included file is no grammar but "{root.name}"')
        replacement = _Replacement(frozenset(_replaced(node)))
        self.components(root, inherited.included(node, root), (replacement, *replacements))
        missing = sorted(replacement.names - replacement.found)
        if missing:
            raise wrong(node, f"the included grammar has no definition of {_called(missing[0])}")
        self.components(node, inherited, replacements)


def _replaced(node: Node) -> list[str]:
    names = []
    for child in node.children:
        names += _replaced(child) if child.name == "div" else [_defined(child)]
    return names


def _defined(node: Node) -> str:
    return START if node.name == "start" else node.attributes["name"]


def _called(name: str) -> str:
    return "start" if name == START else f'"{name}"'


def _check_combination(name: str, definition: Definition) -> None:
    """At most one part is without `combine`, and the others agree (section 4.17)."""
    plain = 0
    for part in definition.parts:
        combine = part.node.attributes.get("combine")
        if combine is None:
            plain += 1
        elif definition.combine not in (None, combine):
            raise wrong(part.node, f"{_called(name)} is combined both by choice and by interleave")
        else:
            definition.combine = combine
        if plain > 1:
            reason = f"{_called(name)} is defined twice; give all definitions but one a combine"
            raise wrong(part.node, reason)


def _is_library(uri: str) -> bool:
    """Whether a datatypeLibrary is right: an absolute URI without a fragment, or empty."""
    if not uri:
        return True
    return _ABSOLUTE.match(uri) is not None and "#" not in uri and is_uri_reference(uri)
