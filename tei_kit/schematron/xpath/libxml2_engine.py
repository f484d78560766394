"""XPath 1.0 evaluated by libxml2 through lxml, which is fast and already loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from tei_kit.record import record
from tei_kit.schematron.xpath.patterns import as_path
from tei_kit.schematron.xpath.protocol import Evaluation, Key, NeedsXsltError, Variables, XPathError
from tei_kit.schematron.xpath.scan import NODE_TESTS, calls, only_in_xslt, refuse_forbidden

# XPath 1.0, section 4, and the functions of XSLT 1.0 that are defined below
# fmt: off
_CORE = frozenset((
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string",
    "concat", "starts-with", "contains", "substring-before", "substring-after", "substring",
    "string-length", "normalize-space", "translate", "boolean", "not", "true", "false",
    "lang", "number", "sum", "floor", "ceiling", "round",
))
# fmt: on
_SYNTAX = NODE_TESTS | {"and", "or", "div", "mod"}
_OF_XSLT = frozenset(("current", "document", "format-number", "generate-id", "key"))
_OF_EXSLT = frozenset(
    f"http://exslt.org/{module}"
    for module in ("common", "dates-and-times", "math", "sets", "strings")
)
"""The namespaces whose functions libxslt has, too, and which read nothing."""


@record
class LxmlLanguage:
    """XPath 1.0 with current(), key() and generate-id() of XSLT 1.0, evaluated by libxml2."""

    namespaces: Mapping[str, str]
    keys: Sequence[Key]
    xslt: bool = True

    def check(self, expression: str) -> None:
        """See Language.check."""
        refuse_forbidden(expression, except_documents=self.xslt)
        known = _CORE | _SYNTAX | (_OF_XSLT if self.xslt else frozenset())
        called = {name for name in calls(expression) if not self._is_of_exslt(name)} - known
        beyond = only_in_xslt(" ".join(f"{name}()" for name in called))
        if beyond is not None:
            raise NeedsXsltError(f"the function {beyond}()")
        unknown = sorted(called)
        if unknown:
            hint = "does queryBinding have to say xslt2?"
            raise XPathError(f"XPath 1.0 has no function {unknown[0]}(); {hint}")
        try:
            etree.XPath(expression, namespaces=dict(self.namespaces))
        except etree.XPathError as error:
            raise XPathError(f"{error} in: {expression}") from error

    def _is_of_exslt(self, name: str) -> bool:
        prefix, colon, _ = name.partition(":")
        return self.xslt and bool(colon) and self.namespaces.get(prefix) in _OF_EXSLT

    def check_pattern(self, pattern: str) -> None:
        """See Language.check_pattern."""
        self.check(as_path(pattern))

    def over(self, tree: etree._ElementTree) -> Evaluation:
        """See Language.over."""
        return LxmlEvaluation(tree, self)


class LxmlEvaluation:
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
        """See Evaluation.root: the root element, for lxml has no node for the document."""
        return self._root

    def nodes(self, pattern: str, variables: Variables) -> Sequence[object]:
        """See Evaluation.nodes."""
        found = self.value(as_path(pattern), self._root, variables)
        if not isinstance(found, list):
            raise XPathError("a context must be a pattern that matches nodes")
        return found

    def value(self, expression: str, node: object, variables: Variables) -> object:
        """See Evaluation.value."""
        evaluate = self._compiled.get(expression)
        if evaluate is None:
            evaluate = self._compiled[expression] = self._compile(expression)
        self._current = node
        try:
            return evaluate(node, **variables)
        except etree.XPathError as error:
            raise XPathError(f"{error} in: {expression}") from error

    def fragment(self, content: etree._Element) -> object:
        """See Evaluation.fragment."""
        return [deepcopy(content)]

    def first(self, expression: str, node: object, variables: Variables) -> object | None:
        """See Evaluation.first."""
        found = self.value(expression, node, variables)
        return found[0] if isinstance(found, list) and found else None

    def holds(self, expression: str, node: object, variables: Variables) -> bool:
        """See Evaluation.holds."""
        return self.value(f"boolean({expression})", node, variables) is True

    def text(self, expression: str, node: object, variables: Variables) -> str:
        """See Evaluation.text."""
        return str(self.value(f"string({expression})", node, variables))

    def holder(self, node: object) -> etree._Element | None:
        """See Evaluation.holder."""
        return node if isinstance(node, etree._Element) else None

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
