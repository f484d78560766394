"""A schema as it is written -> its patterns (RELAX NG specification, chapter 4).

The functions below name their steps of the chapter, and check the constraints of sections 4.16 and
4.18 that they meet. `restrictions` checks those of chapter 7, on the patterns that can be reached
from the start.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tei_kit.diagnostics import Diagnostic, Place, SchemaError
from tei_kit.relaxng.datatypes.library import BUILT_IN, Datatype, DatatypeError, Param, datatype
from tei_kit.relaxng.name_classes import AnyName, Name, NameChoice, NameClass, NsName, is_open
from tei_kit.relaxng.names import expanded
from tei_kit.relaxng.patterns import Element, Pattern, Patterns, parts_of
from tei_kit.relaxng.schema.grammar import START, Definition, Grammar, Inherited, Part, collect
from tei_kit.relaxng.schema.inclusion import Inclusions, file_of
from tei_kit.relaxng.schema.node import Node
from tei_kit.relaxng.schema.xml_syntax import wrong
from tei_kit.xml.names import XMLNS_NAMESPACE

_XMLNS = "xmlns"


@dataclass(frozen=True, slots=True)
class Simplified:
    """A schema of patterns."""

    start: Pattern
    elements: tuple[Element, ...]
    """The elements that can be reached from the start."""
    place: Place
    """The pattern of the root element."""
    patterns: Patterns
    """The store of the patterns; derivatives are made there as well."""


@dataclass(frozen=True, slots=True)
class _Context:
    """The surroundings that the meaning of a node depends on."""

    inherited: Inherited
    grammar: Grammar | None

    def inside(self, node: Node) -> _Context:
        inherited = self.inherited.inside(node)
        return self if inherited is self.inherited else _Context(inherited, self.grammar)


@dataclass(frozen=True, slots=True)
class _Pending:
    """An element whose content is not yet simplified."""

    element: Element
    children: list[Node]
    context: _Context


def simplify(root: Node) -> Simplified:
    """The patterns of a schema.

    Raises SchemaError (TK505) where it is not right: for each name that nothing defines, and for
    the first mistake of any other kind.
    """
    simplifier = _Simplifier()
    inherited = Inherited(files=(file_of(root),))
    try:
        start = simplifier.pattern(root, _Context(inherited, None))
        simplifier.finish()
        simplifier.look_at_the_rest()
    except SchemaError as error:
        raise SchemaError(*simplifier.undefined, *error.diagnostics) from error
    if simplifier.undefined:
        raise SchemaError(*simplifier.undefined)
    elements = reachable_elements(start)
    place = Place(root.file, root.line, root.column)
    return Simplified(start, elements, place, simplifier.patterns)


class _Simplifier:
    def __init__(self) -> None:
        self.patterns = Patterns()
        self._inclusions = Inclusions()
        self._grammars: list[Grammar] = []
        self._pending: deque[_Pending] = deque()
        self._datatypes: dict[tuple[str, str, tuple[Param, ...]], Datatype] = {}
        self._is_reachable = True
        self.undefined: list[Diagnostic] = []

    def finish(self) -> None:
        """Simplify the content of all elements met so far, and of those that are in it."""
        while self._pending:
            pending = self._pending.popleft()
            pending.element.content = self._group(pending.children, pending.context)

    def look_at_the_rest(self) -> None:
        """Simplify the definitions that nothing refers to: their own references must be right.

        Section 4.19 drops them before recursion and chapter 7 are looked at.
        """
        self._is_reachable = False
        for grammar in self._grammars:  # the list grows as grammars are met inside definitions
            for name, definition in grammar.definitions.items():
                self._defined(name, definition, grammar)
            for part in grammar.replaced:
                self._part(part, grammar)
            self.finish()

    def pattern(self, node: Node, context: _Context) -> Pattern:
        """The pattern of a node."""
        context = context.inside(node)
        patterns = self.patterns
        match node.name:
            case "ref":
                return self._reference(node, context.grammar)
            case "element":
                return self._element(node, context)
            case "attribute":
                return self._attribute(node, context)
            case "optional":
                return patterns.optional(self._group(node.children, context))
            case "zeroOrMore":
                return patterns.zero_or_more(self._group(node.children, context))
            case "oneOrMore":
                return patterns.one_or_more(self._group(node.children, context))
            case "choice":
                return patterns.choice([self.pattern(child, context) for child in node.children])
            case "group":
                return self._group(node.children, context)
            case "interleave":
                return patterns.interleave(self._all(node.children, context))
            case "mixed":  # section 4.13
                return patterns.interleave((self._group(node.children, context), patterns.text))
            case "list":
                return patterns.list(self._group(node.children, context))
            case "text":
                return patterns.text
            case "empty":
                return patterns.empty
            case "notAllowed":
                return patterns.not_allowed
            case "data":
                return self._data(node, context)
            case "value":
                return self._value(node, context)
            case "parentRef":
                return self._parent_reference(node, context.grammar)
            case "externalRef":
                return self._external(node, context)
            case _:
                return self._grammar(node, context)

    def _all(self, nodes: Iterable[Node], context: _Context) -> list[Pattern]:
        # Each part is looked at, also after one that is not allowed: section 4 comes first.
        return [self.pattern(node, context) for node in nodes]

    def _group(self, nodes: list[Node], context: _Context) -> Pattern:
        """Several patterns in an element are a group (section 4.12)."""
        if len(nodes) == 1:
            return self.pattern(nodes[0], context)
        return self.patterns.group(self._all(nodes, context))

    def _element(self, node: Node, context: _Context) -> Pattern:
        names, children = self._names(node, context.inherited)
        element = self.patterns.element(names, Place(node.file, node.line, node.column))
        self._pending.append(_Pending(element, children, context))
        return element

    def _attribute(self, node: Node, context: _Context) -> Pattern:
        inherited = context.inherited
        if "name" in node.attributes and "ns" not in node.attributes:  # section 4.8
            inherited = Inherited("", inherited.library, inherited.files)
        names, children = self._names(node, inherited)
        _check_attribute_names(names, node)
        content = self._group(children, context) if children else self.patterns.text
        return self.patterns.attribute(names, content, is_open=is_open(names))

    # Names (sections 4.8 to 4.10)

    def _names(self, node: Node, inherited: Inherited) -> tuple[NameClass, list[Node]]:
        """The name class of an element or attribute, and its other children."""
        name = node.attributes.get("name")
        if name is not None:
            return _name(node, name, inherited.namespace), node.children
        return self._name_class(node.children[0], inherited, ()), node.children[1:]

    def _name_class(self, node: Node, inherited: Inherited, outer: tuple[str, ...]) -> NameClass:
        """A name class; `outer` names the anyName or nsName that it is excepted from (4.16)."""
        inherited = inherited.inside(node)
        if node.name == "name":
            return _name(node, node.text, inherited.namespace)
        if node.name == "choice":
            return _one(self._name_class(child, inherited, outer) for child in node.children)
        if node.name == "anyName" and outer:
            raise wrong(node, f'"anyName" may not be excepted from "{outer[-1]}"')
        if "nsName" in outer:
            raise wrong(node, '"nsName" may not be excepted from "nsName"')
        but = None
        for child in node.children:
            around = inherited.inside(child)
            but = _one(
                self._name_class(excepted, around, (*outer, node.name))
                for excepted in child.children
            )
        return NsName(inherited.namespace, but) if node.name == "nsName" else AnyName(but)

    # Datatypes (sections 4.3, 4.4 and 4.16)

    def _data(self, node: Node, context: _Context) -> Pattern:
        params, but = [], None
        for child in node.children:
            around = context.inside(child)
            if child.name == "param":
                params.append(Param(child.attributes["name"], child.text))
            else:
                but = self.patterns.choice(self._all(child.children, around))
        type_ = self._datatype(node, context, node.attributes["type"], tuple(params))
        if but is self.patterns.not_allowed:
            but = None
        return self.patterns.data(type_, tuple(params), but)

    def _value(self, node: Node, context: _Context) -> Pattern:
        name = node.attributes.get("type")
        type_ = self._datatype(node, context, name or "token", (), is_plain=name is None)
        namespaces: Mapping[str, str] = {
            **node.namespaces,
            "": context.inherited.namespace,
        }
        value = type_.value(node.text, namespaces)
        if value is None:
            raise wrong(node, f'"{node.text}" is not a value of the type {type_.name}')
        return self.patterns.value(type_, value, node.text)

    def _datatype(
        self,
        node: Node,
        context: _Context,
        name: str,
        params: tuple[Param, ...],
        *,
        is_plain: bool = False,
    ) -> Datatype:
        library = BUILT_IN if is_plain else context.inherited.library
        key = (library, name, params)
        type_ = self._datatypes.get(key)
        if type_ is None:
            try:
                type_ = self._datatypes[key] = datatype(library, name, params)
            except DatatypeError as error:
                raise wrong(node, str(error)) from error
        return type_

    # References and grammars (sections 4.6, 4.17 to 4.19)

    def _reference(self, node: Node, grammar: Grammar | None) -> Pattern:
        name = node.attributes["name"]
        if grammar is None:
            raise wrong(node, f'there is no grammar around the ref to "{name}"')
        definition = grammar.definitions.get(name)
        if definition is None:
            self.undefined += wrong(node, f'nothing is defined as "{name}"').diagnostics
            return self.patterns.not_allowed
        if definition.is_open and self._is_reachable:
            raise wrong(node, f'"{name}" refers to itself with no element between')
        return self._defined(name, definition, grammar)

    def _parent_reference(self, node: Node, grammar: Grammar | None) -> Pattern:
        if grammar is None or grammar.outer is None:
            name = node.attributes["name"]
            raise wrong(node, f'there is no outer grammar for the parentRef to "{name}"')
        return self._reference(node, grammar.outer)

    def _defined(self, name: str, definition: Definition, grammar: Grammar) -> Pattern:
        if definition.pattern is None:
            if definition.is_open:
                return self.patterns.not_allowed
            definition.is_open = True
            parts = [self._part(part, grammar) for part in definition.parts]
            definition.is_open = False
            combined = definition.combine == "interleave"
            join = self.patterns.interleave if combined else self.patterns.choice
            definition.pattern = join(parts)
        return definition.pattern

    def _part(self, part: Part, grammar: Grammar) -> Pattern:
        context = _Context(part.inherited, grammar).inside(part.node)
        return self._group(part.node.children, context)

    def _external(self, node: Node, context: _Context) -> Pattern:
        inherited = context.inherited
        root = self._inclusions.schema_of(node, inherited.files)
        around = inherited.included(node, root)
        return self.pattern(root, _Context(around, context.grammar))

    def _grammar(self, node: Node, context: _Context) -> Pattern:
        grammar = collect(node, context.grammar, context.inherited, self._inclusions)
        self._grammars.append(grammar)
        start = grammar.definitions.get(START)
        if start is None:
            raise wrong(node, "the grammar has no start")
        return self._defined(START, start, grammar)


def reachable_elements(start: Pattern) -> tuple[Element, ...]:
    """The elements that a pattern holds, those that they hold, and so on."""
    found: dict[Element, None] = {}
    seen: set[Pattern] = {start}
    pending = [start]
    while pending:
        pattern = pending.pop()
        if isinstance(pattern, Element):
            found[pattern] = None
            inside: tuple[Pattern, ...] = (pattern.content,)
        else:
            inside = parts_of(pattern)
        new = [part for part in inside if part not in seen]
        seen.update(new)
        pending += new
    return tuple(found)


def _one(options: Iterable[NameClass]) -> NameClass:
    classes = tuple(options)
    return classes[0] if len(classes) == 1 else NameChoice(classes)


def _name(node: Node, name: str, namespace: str) -> Name:
    prefix, colon, local = name.rpartition(":")
    return Name(expanded(node.namespaces[prefix] if colon else namespace, local))


def _check_attribute_names(names: NameClass, node: Node) -> None:
    """No attribute is a declaration of a namespace (section 4.16)."""
    match names:
        case Name():
            namespace, _, local = names.name.rpartition("}")
            is_wrong = names.name == _XMLNS or namespace == XMLNS_NAMESPACE
            if is_wrong:
                raise wrong(node, f'"{local}" declares a namespace and is no attribute')
        case NameChoice():
            for option in names.options:
                _check_attribute_names(option, node)
        case NsName() | AnyName():
            if isinstance(names, NsName) and names.namespace == XMLNS_NAMESPACE:
                raise wrong(node, "declarations of namespaces are no attributes")
            if names.but is not None:
                _check_attribute_names(names.but, node)
