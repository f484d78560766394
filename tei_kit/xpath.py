"""XPath for the Schematron engine, with one face for XPath 1.0 and for later versions.

XPath 1.0 is evaluated by libxml2 through lxml, which is fast and already loaded. Two things lead to
elementpath instead: a later version of XPath, and a context that lxml cannot start from (an
attribute, a text node, the document node).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, cast

from lxml import etree

from tei_kit.xmlfile import line_of

if TYPE_CHECKING:
    from elementpath import XPathToken

Variables: TypeAlias = Mapping[str, object]
"""The values of `let` by name, in whatever form the evaluation that made them uses."""

FORBIDDEN = frozenset(
    (
        "available-environment-variables",
        "collection",
        "doc",
        "doc-available",
        "document",
        "environment-variable",
        "json-doc",
        "unparsed-text",
        "unparsed-text-available",
        "unparsed-text-lines",
        "uri-collection",
    )
)
"""Functions that read files, addresses or the environment: a schema is not given those."""

_COLLECTIONS = ("text", "comment", "processing-instruction", "node")


class XPathError(Exception):
    """An expression that cannot be parsed or evaluated; the text says why."""


@dataclass(frozen=True, slots=True)
class Key:
    """An xsl:key of XSLT 1.0: `key(name, value)` gives the nodes of `match` whose `use` is it."""

    name: str
    match: str
    use: str


class Evaluation(Protocol):
    """Expressions evaluated over one document. Every method raises XPathError."""

    def root(self) -> object:
        """The node that expressions outside any rule start from."""

    def nodes(self, pattern: str, variables: Variables) -> Sequence[object]:
        """The nodes that an XSLT pattern matches anywhere in the document, in its order."""

    def value(self, expression: str, node: object, variables: Variables) -> object:
        """What an expression gives at a node, to be bound to a variable."""

    def holds(self, expression: str, node: object, variables: Variables) -> bool:
        """Whether an expression is true at a node."""

    def text(self, expression: str, node: object, variables: Variables) -> str:
        """The string of what an expression gives at a node."""

    def line(self, node: object) -> int:
        """The line of a node in its file, from 1; 1 when it came from no file."""


class Language(Protocol):
    """A version of XPath with the namespace prefixes and keys of one schema."""

    def check(self, expression: str) -> None:
        """Raises XPathError when an expression is not right as far as can be told without data."""

    def check_pattern(self, pattern: str) -> None:
        """Raises XPathError when a pattern is not right."""

    def over(self, tree: etree._ElementTree) -> Evaluation:
        """Start evaluating over a document."""


# ------------------------------------------------------------------ patterns as expressions


def as_path(pattern: str) -> str:
    """The expression that selects, from anywhere, what an XSLT pattern matches.

    `tei:p | tei:list/tei:head` gives `//tei:p | //tei:list/tei:head`. A branch that starts at the
    root, or with id() or key(), already is such an expression (XSLT 1.0, section 5.2).
    """
    return " | ".join(_anywhere(branch) for branch in branches(pattern))


def _anywhere(branch: str) -> str:
    rooted = branch.startswith(("/", "id(", "key(", "$"))
    return branch if rooted else f"//{branch}"


def branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, split at each `|` outside brackets and quotes."""
    return [part.strip() for part in _split(pattern, "|")]


def starts_from_elements(pattern: str) -> bool:
    """Whether every node that a pattern matches is an element: lxml can start from no other."""
    return all(_ends_in_element(branch) for branch in branches(pattern))


def _ends_in_element(branch: str) -> bool:
    if branch.startswith(("id(", "key(")):
        return True
    step = _split(branch, "/")[-1].partition("[")[0].strip().removeprefix("child::")
    is_function = any(step.startswith(f"{name}(") for name in _COLLECTIONS)
    return bool(step) and not is_function and not step.startswith(("@", "attribute::", "."))


def _split(expression: str, separator: str) -> list[str]:
    """Split an expression at a one-character separator that is in no bracket and no quotes."""
    parts, depth, quote, start = [], 0, "", 0
    for at, character in enumerate(expression):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif character == separator and depth == 0:
            parts.append(expression[start:at])
            start = at + 1
    return [*parts, expression[start:]]


# ------------------------------------------------------------------ XPath 1.0 on libxml2


@dataclass(frozen=True, slots=True)
class LxmlLanguage:
    """XPath 1.0 with current(), key() and generate-id() of XSLT 1.0, evaluated by libxml2."""

    namespaces: Mapping[str, str]
    keys: Sequence[Key]

    def check(self, expression: str) -> None:
        """See Language.check; an unknown function is only found when it is evaluated."""
        try:
            etree.XPath(expression, namespaces=dict(self.namespaces))
        except etree.XPathError as error:
            raise XPathError(str(error)) from error

    def check_pattern(self, pattern: str) -> None:
        """See Language.check_pattern."""
        self.check(as_path(pattern))

    def over(self, tree: etree._ElementTree) -> Evaluation:
        """See Language.over."""
        return _LxmlEvaluation(tree, self)


class _LxmlEvaluation:
    """Evaluates over one lxml tree; remembers compiled expressions and the indexes of keys."""

    def __init__(self, tree: etree._ElementTree, language: LxmlLanguage) -> None:
        self._root = tree.getroot()
        self._namespaces = dict(language.namespaces)
        self._keys = language.keys
        self._indexes: dict[str, dict[str, list[object]]] = {}
        self._compiled: dict[str, Callable[..., object]] = {}
        self._current: object = self._root
        self._ids: dict[object, str] = {}
        self._functions = {
            (None, "current"): self._current_function,
            (None, "key"): self._key_function,
            (None, "generate-id"): self._generate_id_function,
        }

    def root(self) -> object:
        return self._root

    def nodes(self, pattern: str, variables: Variables) -> Sequence[object]:
        found = self.value(as_path(pattern), self._root, variables)
        if not isinstance(found, list):
            raise XPathError("a context must be a pattern that matches nodes")
        return found

    def value(self, expression: str, node: object, variables: Variables) -> object:
        evaluate = self._compiled.get(expression)
        if evaluate is None:
            evaluate = self._compiled[expression] = self._compile(expression)
        self._current = node
        try:
            return evaluate(node, **variables)
        except etree.XPathError as error:
            raise XPathError(f"{error} in: {expression}") from error

    def holds(self, expression: str, node: object, variables: Variables) -> bool:
        return self.value(f"boolean({expression})", node, variables) is True

    def text(self, expression: str, node: object, variables: Variables) -> str:
        return str(self.value(f"string({expression})", node, variables))

    def line(self, node: object) -> int:
        return line_of(node)

    def _compile(self, expression: str) -> Callable[..., object]:
        return etree.XPath(
            expression,
            namespaces=self._namespaces,
            extensions=self._functions,
            regexp=False,
            smart_strings=False,
        )

    def _current_function(self, _context: object) -> object:
        return [self._current]

    def _key_function(self, _context: object, name: str, value: object) -> list[object]:
        index = self._indexes.get(name)
        if index is None:
            index = self._indexes[name] = self._build_index(name)
        if not isinstance(value, list):
            return index.get(_string(value), [])
        wanted = dict.fromkeys(_string(node) for node in value)
        return [node for text in wanted for node in index.get(text, [])]

    def _build_index(self, name: str) -> dict[str, list[object]]:
        keys = [key for key in self._keys if key.name == name]
        if not keys:
            raise etree.XPathEvalError(f"no xsl:key is called '{name}'")
        current = self._current
        index: dict[str, list[object]] = {}
        for key in keys:
            for node in self.nodes(key.match, {}):
                used = self.value(key.use, node, {})
                for value in used if isinstance(used, list) else [used]:
                    index.setdefault(_string(value), []).append(node)
        self._current = current
        return index

    def _generate_id_function(self, context: object, nodes: object = None) -> str:
        chosen = [getattr(context, "context_node", None)] if nodes is None else nodes
        if not isinstance(chosen, list) or not chosen:
            return ""
        return self._ids.setdefault(chosen[0], f"n{len(self._ids)}")


def _string(value: object) -> str:
    """The string of an XPath 1.0 value or node (XPath 1.0, section 4.2)."""
    if isinstance(value, etree._Element):
        return "".join(str(text) for text in value.itertext())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# ------------------------------------------------------------------ XPath 2.0 and later


class ElementPathLanguage:
    """XPath of a version from "1.0" to "3.1", evaluated by elementpath."""

    def __init__(self, version: str, namespaces: Mapping[str, str]) -> None:
        self.version = version
        self.namespaces = dict(namespaces)

    def check(self, expression: str) -> None:
        """See Language.check: syntax, the names of functions, and what a schema may not call."""
        self.parse(expression)

    def check_pattern(self, pattern: str) -> None:
        """See Language.check_pattern."""
        self.check(as_path(pattern))

    def over(self, tree: etree._ElementTree) -> Evaluation:
        """See Language.over."""
        return _ElementPathEvaluation(tree, self)

    def parse(self, expression: str) -> XPathToken:
        """elementpath's token of an expression; raises XPathError."""
        import elementpath

        try:
            token: XPathToken = self._parser().parse(expression)
        except elementpath.ElementPathError as error:
            raise XPathError(f"{error} in: {expression}") from error
        called = {step.symbol for step in token.iter()} & FORBIDDEN
        if called:
            raise XPathError(f"{called.pop()}() is not supported in: {expression}")
        return token

    def _parser(self) -> Any:  # noqa: ANN401 - the three parsers share no useful type
        import elementpath

        if self.version == "1.0":
            return elementpath.XPath1Parser(self.namespaces)
        if self.version == "2.0":
            return elementpath.XPath2Parser(self.namespaces)
        from elementpath.xpath3 import XPath3Parser

        return XPath3Parser(self.namespaces)


class _ElementPathEvaluation:
    """Evaluates over one lxml tree with elementpath; remembers parsed expressions."""

    def __init__(self, tree: etree._ElementTree, language: ElementPathLanguage) -> None:
        import elementpath

        self._tree = elementpath.get_node_tree(tree)
        self._language = language
        self._parsed: dict[str, XPathToken] = {}
        self._string = (
            "string({})"
            if language.version == "1.0"
            else "string-join(for $item in ({}) return string($item), ' ')"
        )

    def root(self) -> object:
        return self._tree

    def nodes(self, pattern: str, variables: Variables) -> Sequence[object]:
        return self._select(as_path(pattern), self._tree, variables)

    def value(self, expression: str, node: object, variables: Variables) -> object:
        items = self._select(expression, node, variables)
        return items[0] if len(items) == 1 else items

    def holds(self, expression: str, node: object, variables: Variables) -> bool:
        return self._select(f"boolean({expression})", node, variables) == [True]

    def text(self, expression: str, node: object, variables: Variables) -> str:
        items = self._select(self._string.format(expression), node, variables)
        return "".join(str(item) for item in items)

    def line(self, node: object) -> int:
        # Attributes and text have no line of their own; their element has.
        holder = node
        while holder is not None:
            element = getattr(holder, "value", None)
            if isinstance(element, etree._Element):
                return line_of(element)
            holder = getattr(holder, "parent", None)
        return 1

    def _select(self, expression: str, node: object, variables: Variables) -> list[object]:
        import elementpath

        token = self._parsed.get(expression)
        if token is None:
            token = self._parsed[expression] = self._language.parse(expression)
        # Nodes and values are opaque to our callers; both only ever come from elementpath itself.
        item, bound = cast("Any", node), cast("Any", dict(variables))
        context = elementpath.XPathContext(self._tree, item=item, variables=bound)
        try:
            return list(token.select(context))
        except elementpath.ElementPathError as error:
            raise XPathError(f"{error} in: {expression}") from error
