"""The functions that XSLT adds to XPath and that rules use, for elementpath: current(), key().

elementpath's way to add a function is a subclass of a parser with a token class of its own. The
dynamic context carries facts about the evaluation to the functions, in two variables whose names no
expression can write.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

CURRENT = "current()"
"""The variable that holds the node at which the whole expression is evaluated."""

KEYS = "key()"
"""The variable that holds a function from the name of a key and values to nodes."""


@cache
def parser_with_xslt_functions(version: str) -> Any:  # noqa: ANN401 - a class made at run time
    """elementpath's parser for XPath 1.0, or for 3.1 whatever later version is named, extended."""
    import elementpath
    from elementpath.xpath3 import XPath3Parser

    base: Any = elementpath.XPath1Parser if version == "1.0" else XPath3Parser

    class XsltParser(base):  # type: ignore[misc]
        """A parser with a symbol table of its own."""

    current = XsltParser.function("current", nargs=0, sequence_types=("item()",))
    XsltParser.method(current)(evaluate_current)
    key = XsltParser.function(
        "key",
        nargs=(2, 3),
        sequence_types=("xs:string", "xs:anyAtomicType*", "node()", "node()*"),
    )
    XsltParser.method(key)(select_key)
    XsltParser.build()
    return XsltParser


# elementpath reads what a token does from the function's name: evaluate_... gives one value,
# select_... any number of them.


def evaluate_current(self: Any, context: Any = None) -> Any:  # noqa: ANN401
    """current(): the node that the whole expression started from (XSLT 2.0, section 16.6.1)."""
    if context is None:
        raise self.missing_context()
    return context.variables[CURRENT]


def select_key(self: Any, context: Any = None) -> Iterator[Any]:  # noqa: ANN401
    """key(name, values, top?): see XSLT 2.0, section 16.3.1."""
    if context is None:
        raise self.missing_context()
    name = str(self.get_argument(context, index=0))
    wanted = list(self[1].atomization(context))
    found = context.variables[KEYS](name, wanted)
    if len(self) == 3:
        top = self.get_argument(context, index=2)
        found = [node for node in found if _is_within(node, top)]
    yield from found


def _is_within(node: Any, top: Any) -> bool:  # noqa: ANN401 - nodes of elementpath
    while node is not None:
        if node is top:
            return True
        node = node.parent
    return False
