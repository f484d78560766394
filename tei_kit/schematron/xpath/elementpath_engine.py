"""XPath 2.0 and later evaluated by elementpath, with the functions of XSLT that rules use.

elementpath is exact and slow. So an expression that means the same in every version of XPath is
given to libxml2 when it starts from an element; in TEI's own rules that is nearly every context.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from tei_kit.schematron.xpath.elementpath_limits import (
    NEEDS_SAXON,
    what_elementpath_gets_wrong,
    with_order_of_reverse_axes,
)
from tei_kit.schematron.xpath.libxml2_engine import LxmlEvaluation, LxmlLanguage
from tei_kit.schematron.xpath.patterns import (
    as_path,
    branches,
    last_predicates,
    starts_from_elements,
    without_predicates,
)
from tei_kit.schematron.xpath.protocol import (
    DataError,
    Evaluation,
    Key,
    NeedsXsltError,
    Variables,
    XPathError,
)
from tei_kit.schematron.xpath.scan import (
    FORBIDDEN,
    calls,
    free_variables,
    means_the_same_in_every_version,
    only_in_xslt,
    refuse_forbidden,
)
from tei_kit.schematron.xpath.xslt_functions import CURRENT, KEYS, parser_with_xslt_functions

if TYPE_CHECKING:
    from elementpath import XPathToken

_ON_SAXON = frozenset(("doc", "doc-available", "document"))
"""Functions that read documents, which Saxon is asked to do here and elementpath is not."""
_UNKNOWN_FUNCTION = "err:XPST0017"
_CODEPOINT_COLLATION = "http://www.w3.org/2005/xpath-functions/collation/codepoint"
# <class 'elementpath.datatypes.datetime.Date10'>
_CLASS = re.compile(r"<class '(?:\w+\.)*(?P<name>\w+)'>")
# UntypedAtomic('2020'), Decimal('1')
_VALUE = re.compile(r"\b[A-Z]\w*\((?P<value>'[^']*')\)")


class ElementPathLanguage:
    """XPath of a version from "1.0" to "3.1", evaluated by elementpath.

    With XSLT (`xslt` true) current() and key() are added, and the version is 3.1 from XSLT 2.0 on,
    as in the processors that run such schemas.
    """

    def __init__(
        self,
        version: str,
        namespaces: Mapping[str, str],
        keys: Sequence[Key] = (),
        *,
        xslt: bool = False,
    ) -> None:
        self.version = version
        self.namespaces = dict(namespaces)
        self.keys = keys
        self._xslt = xslt
        self._parsed: dict[str, XPathToken] = {}
        self._neutral: dict[str, bool] = {}

    @cached_property
    def _parser(self) -> Any:  # noqa: ANN401 - the parsers share no useful type
        import elementpath
        from elementpath.xpath3 import XPath3Parser

        parsers = {"1.0": elementpath.XPath1Parser, "2.0": elementpath.XPath2Parser}
        parser: Any = (
            parser_with_xslt_functions(self.version)
            if self._xslt
            else parsers.get(self.version, XPath3Parser)
        )
        if self.version == "1.0":
            return parser(self.namespaces)
        # Otherwise strings would compare as the locale of the machine says.
        return parser(self.namespaces, default_collation=_CODEPOINT_COLLATION)

    def check(self, expression: str) -> None:
        """See Language.check: syntax, the names of functions, and functions that a schema must not
        call.
        """
        self.parse(expression)

    def check_pattern(self, pattern: str) -> None:
        """See Language.check_pattern."""
        self.check(as_path(pattern))

    def over(self, tree: etree._ElementTree) -> Evaluation:
        """See Language.over."""
        return _ElementPathEvaluation(tree, self)

    def parse(self, expression: str) -> XPathToken:
        """elementpath's token of an expression, made once; raises XPathError."""
        token = self._parsed.get(expression)
        if token is None:
            token = self._parsed[expression] = self._parse(expression)
        return token

    def is_neutral(self, expression: str) -> bool:
        """Whether libxml2 gives the same answer from an element."""
        known = self._neutral.get(expression)
        if known is None:
            known = self._neutral[expression] = self._libxml_agrees(expression)
        return known

    def _libxml_agrees(self, expression: str) -> bool:
        if not means_the_same_in_every_version(expression) or free_variables(expression):
            return False
        try:
            LxmlLanguage(self.namespaces, ()).check(expression)
        except XPathError:
            return False
        return True

    def _parse(self, expression: str) -> XPathToken:
        import elementpath

        refuse_forbidden(expression, except_documents=True)
        reads = sorted(each.rpartition(":")[2] for each in calls(expression))
        asked = next((name for name in reads if name in _ON_SAXON), None)
        if asked is not None:
            raise XPathError(f"{asked}() {NEEDS_SAXON} in: {expression}")
        refuse_forbidden(expression)
        doubtful = what_elementpath_gets_wrong(expression)
        if doubtful is not None:
            raise XPathError(f"{doubtful} {NEEDS_SAXON} in: {expression}")
        parser = self._parser
        try:
            token: XPathToken = parser.parse(with_order_of_reverse_axes(expression))
        except elementpath.ElementPathError as error:
            beyond = only_in_xslt(expression)
            if error.code == _UNKNOWN_FUNCTION and beyond is not None:
                raise NeedsXsltError(f"the function {beyond}()") from error
            raise XPathError(f"{_said(error)} in: {expression}") from error
        except RecursionError as error:
            raise XPathError(f"it is nested too deeply: {expression[:60]}...") from error
        except (
            Exception
        ) as error:  # any other error that the library raises is about the expression, too
            raise XPathError(f"{_said(error)} in: {expression}") from error
        called = {step.symbol for step in token.iter()} & FORBIDDEN
        if called:
            raise XPathError(f"{called.pop()}() is not supported in: {expression}")
        return token


class _ElementPathEvaluation:
    """Evaluates over one lxml tree. Elements are lxml's own, other nodes are elementpath's."""

    def __init__(self, tree: etree._ElementTree, language: ElementPathLanguage) -> None:
        self._lxml_tree = tree
        self._language = language
        self._libxml = LxmlEvaluation(tree, LxmlLanguage(language.namespaces, ()))
        self._now = _now()
        self._indexes: dict[str, dict[object, list[object]]] = {}
        self._string = (
            "string({})"
            if language.version == "1.0"
            else "string-join(for $teikit-item in ({}) return string($teikit-item), ' ')"
        )

    @cached_property
    def _tree(self) -> Any:  # noqa: ANN401 - a node of elementpath
        import elementpath

        return elementpath.get_node_tree(self._lxml_tree)

    def root(self) -> object:
        return self._tree

    def nodes(self, pattern: str, variables: Variables) -> Sequence[object]:
        path = as_path(pattern)
        if starts_from_elements(pattern):
            if self._language.is_neutral(path):
                return self._libxml.nodes(pattern, {})
            if self._nothing_can_match(pattern):
                return []
        try:
            found = self._select(path, self._tree, variables)
        except DataError:
            found = [
                node
                for branch in branches(pattern)
                for node in self._matching_without_error(branch, variables)
            ]
        return [_element_of(node) for node in found]

    def _matching_without_error(self, branch: str, variables: Variables) -> list[object]:
        """The nodes that match, where an error at a node means that it does not.

        XSLT treats an error in a pattern in this way (XSLT 2.0, section 5.5.4). It goes node by
        node over the predicates of the last step; an error before it, or in a predicate that may
        ask for a position, is still raised.
        """
        start, predicates = last_predicates(branch)
        if "last" in calls(predicates) or "position" in calls(predicates):
            return self._select(as_path(branch), self._tree, variables)
        candidates = self._select(as_path(start), self._tree, variables)
        return [node for node in candidates if self._satisfies(predicates, node, variables)]

    def _satisfies(self, predicates: str, node: object, variables: Variables) -> bool:
        try:
            return bool(self._select(f".{predicates}", node, variables))
        except DataError:
            return False

    def _nothing_can_match(self, pattern: str) -> bool:
        """Whether libxml2 finds nothing even without the predicates."""
        wider = without_predicates(pattern)
        return self._language.is_neutral(as_path(wider)) and not self._libxml.nodes(wider, {})

    def value(self, expression: str, node: object, variables: Variables) -> object:
        items = self._select(expression, node, variables)
        return items[0] if len(items) == 1 else items

    def fragment(self, content: etree._Element) -> object:
        import elementpath

        return elementpath.get_node_tree(deepcopy(content))

    def first(self, expression: str, node: object, variables: Variables) -> object | None:
        return next(iter(self._select(expression, node, variables)), None)

    def holds(self, expression: str, node: object, variables: Variables) -> bool:
        if isinstance(node, etree._Element) and self._language.is_neutral(expression):
            return self._libxml.holds(expression, node, {})
        return self._select(f"boolean({expression})", node, variables) == [True]

    def text(self, expression: str, node: object, variables: Variables) -> str:
        items = self._select(self._string.format(expression), node, variables)
        return "".join(str(item) for item in items)

    def holder(self, node: object) -> etree._Element | None:
        holder = node
        while holder is not None:
            element = getattr(holder, "value", holder)
            if isinstance(element, etree._Element):
                return element
            holder = getattr(holder, "parent", None)
        return None

    def find(self, name: str, wanted: Sequence[object]) -> list[object]:
        """key(): the nodes that the xsl:key of a name has for any of some values, in order."""
        index = self._indexes.get(name)
        if index is None:
            index = self._indexes[name] = self._build_index(name)
        nodes = [node for value in wanted for node in index.get(_comparable(value), ())]
        return sorted(dict.fromkeys(nodes), key=lambda node: cast("Any", node).position)

    def _build_index(self, name: str) -> dict[object, list[object]]:
        keys = [key for key in self._language.keys if key.name == name]
        if not keys:
            raise XPathError(f"no xsl:key is called '{name}'")
        index: dict[object, list[object]] = {}
        for key in keys:
            for node in self._select(as_path(key.match), self._tree, {}):
                for value in self._select(f"data({key.use})", node, {}):
                    index.setdefault(_comparable(value), []).append(node)
        return index

    def _select(self, expression: str, node: object, variables: Variables) -> list[object]:
        import elementpath

        token = self._language.parse(expression)
        # Nodes and values are opaque to our callers; both only ever come from elementpath itself.
        item = self._tree.elements[node] if isinstance(node, etree._Element) else node
        bound = cast("Any", dict(variables))
        try:
            context = elementpath.XPathContext(
                self._tree, item=cast("Any", item), variables=bound, current_dt=self._now
            )
            context.variables[CURRENT] = cast("Any", item)
            context.variables[KEYS] = cast("Any", self.find)
            return list(token.select(context))
        except XPathError:
            raise
        except Exception as error:  # errors of XPath, and any other error that elementpath raises
            raise DataError(f"{_said(error)} in: {' '.join(expression.split())}") from error


def _now() -> datetime.datetime:
    """The time at which an evaluation begins, with a time zone that elementpath can add to."""
    from elementpath.datatypes import Timezone

    return datetime.datetime.now(tz=Timezone(datetime.timedelta(0)))


def _element_of(node: object) -> object:
    """lxml's element for an element node, so that a node is the same whichever engine found it."""
    from elementpath import ElementNode

    return node.value if isinstance(node, ElementNode) else node


def _comparable(value: object) -> object:
    """A value such that those equal by XSLT's rules for keys are equal (XSLT 2.0, 16.3)."""
    if isinstance(value, bool):
        return ("boolean", value)
    if isinstance(value, int | float) or type(value).__name__ == "Decimal":
        return float(cast("Any", value))
    return str(value)


def _said(error: Exception) -> str:
    """elementpath's message without its code and its own place: `... [err:XPST0003] wrong`."""
    text = str(error) or type(error).__name__
    said = text.partition("] ")[2] if "[err:" in text else text
    return _VALUE.sub(r"\g<value>", _CLASS.sub(_name_of_type, said))


def _name_of_type(match: re.Match[str]) -> str:
    """`xs:date` for `<class 'elementpath.datatypes.datetime.Date10'>`."""
    name = match["name"].rstrip("0123456789")
    return f"xs:{name[:1].lower()}{name[1:]}"
