"""The interface of an XPath evaluator for the Schematron engine, and its errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeAlias

from lxml import etree

from tei_kit.record import record

Variables: TypeAlias = Mapping[str, object]
"""The values of `let` by name, in whatever form the evaluation that made them uses."""


class XPathError(Exception):
    """An expression that cannot be parsed or evaluated; the text says why."""


class DataError(XPathError):
    """An expression that is right and fails on the data it meets: `xs:date('soon')`."""


class NeedsXsltError(XPathError):
    """An expression that is right, perhaps, but only an XSLT processor can evaluate it."""


@record
class Key:
    """An xsl:key: `key(name, value)` gives the nodes of `match` whose `use` is the value."""

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
        """The value of an expression at a node, to be bound to a variable."""

    def fragment(self, content: etree._Element) -> object:
        """The content of an element as a value for a variable: a tree to select from."""

    def first(self, expression: str, node: object, variables: Variables) -> object | None:
        """The first node that an expression selects from a node, if any."""

    def holds(self, expression: str, node: object, variables: Variables) -> bool:
        """Whether an expression is true at a node."""

    def text(self, expression: str, node: object, variables: Variables) -> str:
        """The string of the value of an expression at a node."""

    def holder(self, node: object) -> etree._Element | None:
        """The element, comment or instruction that a node is, or the element of an attribute or a
        text; None for the document."""


class Language(Protocol):
    """A version of XPath with the namespace prefixes and keys of one schema."""

    def check(self, expression: str) -> None:
        """Raises XPathError when an expression is not right as far as can be told without data."""

    def check_pattern(self, pattern: str) -> None:
        """Raises XPathError when a pattern is not right."""

    def over(self, tree: etree._ElementTree) -> Evaluation:
        """Start evaluating over a document."""
