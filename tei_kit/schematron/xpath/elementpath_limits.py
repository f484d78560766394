"""Expressions on which elementpath 5.0 differs from the specification of XPath 3.1; they are
refused.

Found by comparing it with Saxon on the expressions of tests/data/schematron/expressions.
"""

from __future__ import annotations

import re

from tei_kit.schematron.xpath.scan import calls, without_strings

NEEDS_SAXON = "is evaluated with Saxon only (pip install 'tei-kit[saxon]')"

_WRONG = frozenset(("contains-token", "idref", "lang", "namespace-uri-for-prefix", "node-name"))
_FORMATTING = frozenset(("format-date", "format-dateTime", "format-time"))
# Numbers of a million and more are written 1.0E6 when they are doubles.
_DOUBLES = frozenset(("double", "float", "number"))
_STRINGS = frozenset(("concat", "string", "string-join"))

# [MNn]: a name; [D1o]: an ordinal; [Yw]: words
_NAME_IN_PICTURE = re.compile(r"\[ [A-Za-z] [^\]]* [A-Za-z] [^\]]* \]", re.VERBOSE)
# "#'##0": a sign that means nothing between digits, which is an error
_SIGN_IN_NUMBER = re.compile(r"[#0] [^#0.,;%‰eE\w\s] [#0]", re.VERBOSE)
# 1e7, whose string is 1.0E7
_DOUBLE = re.compile(r"(?<! [\w.-]) (?: \d+ \.? \d* | \. \d+ ) [eE] [+-]? \d", re.VERBOSE)


# ancestor::*  preceding-sibling::tei:p  ancestor-or-self::node()
_REVERSE_STEP = re.compile(
    r"""(?<! [\w.-]) (?: ancestor (?: -or-self )? | preceding (?: -sibling )? ) \s* :: \s*
        (?: [\w.-]+ : )? (?: \* | [\w.-]+ ) (?: \s* \( [^()]* \) )? \s* (?= \[ )""",
    re.VERBOSE,
)


# [1]  [last()]: one node at most
_ONE = re.compile(r"\[ \s* (?: \d+ | last \s* \( \s* \) ) \s* \]", re.VERBOSE)
_POSITIONAL = re.compile(r"\b (?: position | last ) \s* \(", re.VERBOSE)


def with_order_of_reverse_axes(expression: str) -> str:
    """The expression with `ancestor::*[a][1]` written `reverse(ancestor::*[a])[1]`.

    Both mean the same; elementpath counts by the order of the document from the second predicate
    on.
    """
    plain = without_strings(expression)
    for step in reversed([*_REVERSE_STEP.finditer(plain)]):
        ends = _predicates(plain, step.end())
        at = next((start for start in ends[1:] if _ONE.match(plain, start)), None)
        if at is not None:
            inner = expression[step.start() : at]
            expression = f"{expression[: step.start()]}reverse({inner}){expression[at:]}"
            plain = without_strings(expression)
    return expression


def _counts_backwards(plain: str) -> bool:
    """Whether a predicate of a reverse step, after the first predicate, asks for more than one
    position.
    """
    for step in _REVERSE_STEP.finditer(plain):
        starts = _predicates(plain, step.end())
        for start in starts[1:]:
            if _ONE.match(plain, start):
                break
            if _POSITIONAL.search(plain, start, _end_of_predicate(plain, start)):
                return True
    return False


def _predicates(plain: str, start: int) -> list[int]:
    """The offsets of the predicates of a step."""
    starts = []
    while start < len(plain) and plain[start] == "[":
        starts.append(start)
        start = _end_of_predicate(plain, start)
        start += len(plain[start:]) - len(plain[start:].lstrip())
    return starts


def _end_of_predicate(plain: str, start: int) -> int:
    depth = 0
    for at in range(start, len(plain)):
        depth += (plain[at] == "[") - (plain[at] == "]")
        if depth == 0:
            return at + 1
    return len(plain)


def what_elementpath_gets_wrong(expression: str) -> str | None:
    """The part of an expression that elementpath may get wrong; None for a safe expression."""
    called = {name.rpartition(":")[2] for name in calls(expression)}
    wrong = sorted(called & _WRONG)
    if wrong:
        return f"{wrong[0]}()"
    formatting = sorted(called & _FORMATTING)
    if formatting and _NAME_IN_PICTURE.search(expression):
        return f"{formatting[0]}() with names"
    if "format-number" in called and _SIGN_IN_NUMBER.search(expression):
        return "format-number() with a sign between digits"
    if _counts_backwards(without_strings(expression)):
        return "a position after another predicate on a reverse axis"
    if called & _DOUBLES and called & _STRINGS:
        return "the string of a double"
    double = _DOUBLE.search(without_strings(expression))
    return f"the number {double[0]}..." if double else None
