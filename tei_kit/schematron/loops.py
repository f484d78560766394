"""Expressions that go through a document, or through numbers, again and again.

A step to all descendants in a predicate of such a step takes the square of a document's size, and
each further level takes a further power: hours for a document of some pages. A range may end at a
very large number. Nobody can say how long such an expression takes, so rules with such an
expression run apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tei_kit.schematron.xpath.scan import without_strings

DEEPEST = 2
"""At most this many loops may stand inside each other."""
FAR = 10_000
"""Numbers up to which a range may go."""

# "//", "descendant::", "preceding-sibling::", "$all["; "$a in"; "return"; "to 9", "to count("; "("
_PART = re.compile(
    r"""(?P<step> // | \$ [\w.:-]+ (?= \s* \[ )
          | (?<! [\w.-] ) (?: descendant (?: -or-self )? | (?: following | preceding )
            (?: -sibling )? ) \s* :: )
      | (?P<binding> \$ [\w.:-]+ \s+ in (?! [\w.-] ) )
      | (?<! [\w.:$@/-] ) (?P<body> return | satisfies ) (?! [\w.:-] )
      | (?<= [\s)] ) (?P<range> to ) (?= [\s(\d] ) \s*
          (?P<end> \d+ \b (?! [.] | \s* (?: \* | div\b | mod\b ) )
            | (?: count | string-length | last | position ) (?= \s* \( ) )?
      | (?P<open> [\[(] ) | (?P<close> [\])] )""",
    re.VERBOSE,
)


@dataclass(slots=True)
class _Level:
    """The state of one level of brackets: the number of variables that go through a sequence,
    whether the sequence is being written at the moment, and whether there is a step.
    """

    bindings: int = 0
    is_source: bool = False
    step: int = 0


def goes_far(expression: str) -> bool:
    """Whether an expression has more loops inside each other than it should, or a range without a
    near end.
    """
    levels = [_Level()]
    for part in _PART.finditer(without_strings(expression)):
        here = levels[-1]
        match part.lastgroup:
            case "open":
                levels.append(_Level())
            case "close" if len(levels) > 1:
                levels.pop()
            case "step":
                here.step = here.step or not here.is_source
            case "binding":
                here.bindings, here.is_source = here.bindings + 1, True
            case "body":
                here.is_source = False
            case "range":
                return True
            case "end" if part["end"].isdigit() and (
                len(part["end"]) > 9 or int(part["end"]) > FAR
            ):
                here.bindings += DEEPEST + 1
        if sum(level.bindings + level.step for level in levels) > DEEPEST:
            return True
    return False
