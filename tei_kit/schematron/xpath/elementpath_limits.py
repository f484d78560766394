"""What elementpath 5.0 answers otherwise than the specification of XPath 3.1, and so is not asked.

Found by comparing it with Saxon on the expressions of tests/data/schematron/expressions.
"""

from __future__ import annotations

import re

from tei_kit.schematron.xpath.scan import calls, without_strings

NEEDS_SAXON = "is evaluated with Saxon only (pip install 'tei-kit[saxon]')"

_WRONG = frozenset(("contains-token", "idref", "lang", "node-name"))
_FORMATTING = frozenset(("format-date", "format-dateTime", "format-time"))
# Numbers of a million and more are written 1.0E6 when they are doubles.
_DOUBLES = frozenset(("double", "float", "number"))
_STRINGS = frozenset(("concat", "string", "string-join"))

# [MNn]: a name; [D1o]: an ordinal; [Yw]: words
_NAME_IN_PICTURE = re.compile(r"\[ [A-Za-z] [^\]]* [A-Za-z] [^\]]* \]", re.VERBOSE)
# 1e7, whose string is 1.0E7
_DOUBLE = re.compile(r"(?<! [\w.-]) (?: \d+ \.? \d* | \. \d+ ) [eE] [+-]? \d", re.VERBOSE)


def what_elementpath_gets_wrong(expression: str) -> str | None:
    """The part of an expression whose value elementpath may get wrong, if there is any."""
    called = {name.rpartition(":")[2] for name in calls(expression)}
    wrong = sorted(called & _WRONG)
    if wrong:
        return f"{wrong[0]}()"
    formatting = sorted(called & _FORMATTING)
    if formatting and _NAME_IN_PICTURE.search(expression):
        return f"{formatting[0]}() with names"
    if called & _DOUBLES and called & _STRINGS:
        return "the string of a double"
    double = _DOUBLE.search(without_strings(expression))
    return f"the number {double[0]}..." if double else None
