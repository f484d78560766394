"""The full syntax of RELAX NG schemas, as tables (RELAX NG specification, chapter 3).

A state says what may stand in an element. It is mostly the name of the element; a few elements,
such as a `choice` of name classes, have other content in some places and a state for that.
"""

from __future__ import annotations

from dataclasses import dataclass

NAME_CLASS_CHOICE = "choice of name classes"
NAME_CLASS_EXCEPT = "except of name classes"
INCLUDED_DIV = "div in include"

# The patterns that hold patterns, and the patterns that do not.
_COMPOUNDS = (
    *("choice", "group", "interleave"),
    *("list", "mixed", "oneOrMore", "optional", "zeroOrMore"),
)
_LEAVES = ("empty", "notAllowed", "text")
_OTHERS = (
    *("attribute", "data", "element", "externalRef"),
    *("grammar", "parentRef", "ref", "value"),
)
_PATTERNS = {name: name for name in (*_COMPOUNDS, *_LEAVES, *_OTHERS)}
NAME_CLASSES = {
    "name": "name",
    "anyName": "anyName",
    "nsName": "nsName",
    "choice": NAME_CLASS_CHOICE,
}
_DEFINITIONS = {"start": "start", "define": "define"}
_COMPONENTS = {**_DEFINITIONS, "div": "div", "include": "include"}
_REPLACEMENTS = {**_DEFINITIONS, "div": INCLUDED_DIV}

ROOTS = _PATTERNS
"""The states of the root of a schema, which may be any pattern."""


@dataclass(frozen=True, slots=True)
class Content:
    """The content and the attributes that an element may have."""

    children: dict[str, str]
    """The state that each child leads to, by the name of the child."""
    least: int = 0
    most: int | None = None
    needed: frozenset[str] = frozenset()
    """The attributes that it has to have."""
    allowed: frozenset[str] = frozenset()
    """The attributes that it may have beside `ns` and `datatypeLibrary`."""
    has_text: bool = False
    is_named: bool = False
    """Whether a name class comes first when there is no attribute `name`."""


def _some(children: dict[str, str]) -> Content:
    return Content(children, least=1)


def _with(*needed: str) -> Content:
    return Content({}, needed=frozenset(needed))


CONTENTS: dict[str, Content] = {
    "element": Content(_PATTERNS, least=1, allowed=frozenset({"name"}), is_named=True),
    "attribute": Content(_PATTERNS, most=1, allowed=frozenset({"name"}), is_named=True),
    **{name: _some(_PATTERNS) for name in _COMPOUNDS},
    **{name: Content({}) for name in _LEAVES},
    "ref": _with("name"),
    "parentRef": _with("name"),
    "externalRef": _with("href"),
    "value": Content({}, allowed=frozenset({"type"}), has_text=True),
    "data": Content({"param": "param", "except": "except"}, needed=frozenset({"type"})),
    "param": Content({}, needed=frozenset({"name"}), has_text=True),
    "except": _some(_PATTERNS),
    "grammar": Content(_COMPONENTS),
    "div": Content(_COMPONENTS),
    "include": Content(_REPLACEMENTS, needed=frozenset({"href"})),
    INCLUDED_DIV: Content(_REPLACEMENTS),
    "start": Content(_PATTERNS, least=1, most=1, allowed=frozenset({"combine"})),
    "define": Content(
        _PATTERNS, least=1, needed=frozenset({"name"}), allowed=frozenset({"combine"})
    ),
    "name": Content({}, has_text=True),
    "anyName": Content({"except": NAME_CLASS_EXCEPT}, most=1),
    "nsName": Content({"except": NAME_CLASS_EXCEPT}, most=1),
    NAME_CLASS_CHOICE: _some(NAME_CLASSES),
    NAME_CLASS_EXCEPT: _some(NAME_CLASSES),
}
