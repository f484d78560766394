"""XSLT patterns, in which the contexts of rules are written, as expressions (XSLT 1.0, section
5.2).
"""

from __future__ import annotations

import re

from tei_kit.schematron.xpath.protocol import NeedsXsltError
from tei_kit.schematron.xpath.scan import NODE_TESTS, without_strings

# a | b, and from XPath 2.0 on: a union b
_SET_OPERATOR = re.compile(
    r"\| | (?<![\w.@:$/-]) (?:union|intersect|except) (?![\w.:(-])", re.VERBOSE
)
_ONLY_IN_XSLT = re.compile(
    r"""\. (?!//?)
      | (?: document-node | attribute | root | element-with-id | namespace-node ) \s* \(""",
    re.VERBOSE,
)


def as_path(pattern: str) -> str:
    """The expression that selects, from anywhere, the nodes that an XSLT pattern matches.

    `tei:p | tei:list/tei:head` gives `//tei:p | //tei:list/tei:head`. A branch that starts at the
    root, or with id() or key(), already is such an expression. Raises NeedsXsltError for the
    patterns of XSLT 2.0 and 3.0 that have no such path.
    """
    return " | ".join(_anywhere(branch) for branch in branches(pattern))


def _anywhere(branch: str) -> str:
    if _ONLY_IN_XSLT.match(branch):
        raise NeedsXsltError(f"the pattern {branch}")
    rooted = branch.startswith(("/", "id(", "key(", "$"))
    return branch if rooted else f"//{branch}"


def branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, split at each `|` or `union` outside brackets and quotes.

    Alternatives in brackets at the start are written out: `(a | b)/c` is `a/c` and `b/c`. Raises
    NeedsXsltError for `intersect` and `except` (XSLT 3.0).
    """
    return [written for part in _alternatives(pattern) for written in _without_brackets(part)]


def _without_brackets(branch: str) -> list[str]:
    plain = without_strings(branch)
    end = _outside_brackets(branch).find(")") if branch.startswith("(") else -1
    rest = branch[end + 1 :].strip()
    if end < 0 or plain.startswith("(:") or not (rest == "" or rest.startswith("/")):
        return [branch]
    return [f"{inner}{rest}" for inner in branches(branch[1:end])]


def _alternatives(pattern: str) -> list[str]:
    parts, start = [], 0
    plain = _outside_brackets(pattern)
    for operator in _SET_OPERATOR.finditer(plain):
        if not plain[start : operator.start()].strip():
            continue  # an element that is called union
        if operator[0] in {"intersect", "except"}:
            raise NeedsXsltError(f"'{operator[0]}' in the pattern {pattern}")
        parts.append(pattern[start : operator.start()].strip())
        start = operator.end()
    return [*parts, pattern[start:].strip()]


def starts_from_elements(pattern: str) -> bool:
    """Whether every node that a pattern matches is an element: lxml can start from no other."""
    return all(_ends_in_element(branch) for branch in branches(pattern))


def without_predicates(pattern: str) -> str:
    """The pattern without its parts in square brackets: it matches all nodes that the whole pattern
    does.
    """
    kept, depth = [], 0
    plain = without_strings(pattern)
    for at, character in enumerate(plain):
        depth += (character == "[") - (character == "]")
        if depth == 0 and character != "]":
            kept.append(pattern[at])
    return "".join(kept)


def last_predicates(branch: str) -> tuple[str, str]:
    """One branch of a pattern without the predicates at its end, and those predicates."""
    shown = _outside_brackets(branch).rstrip("[] ")
    plain = without_strings(branch)
    end = len(shown)
    while end < len(plain) and plain[end] not in "[":
        end += 1
    return branch[:end], branch[end:]


def _ends_in_element(branch: str) -> bool:
    if branch.startswith(("id(", "key(")):
        return True
    start = _outside_brackets(branch).rfind("/") + 1
    step = branch[start:].partition("[")[0].strip().removeprefix("child::")
    is_function = any(re.match(rf"{name}\s*\(", step) for name in NODE_TESTS)
    return bool(step) and not is_function and not step.startswith(("@", "attribute::", ".", "("))


def _outside_brackets(expression: str) -> str:
    """The expression with strings, comments and everything in brackets replaced by spaces."""
    shown, depth = [], 0
    for character in without_strings(expression):
        depth -= character in ")]"
        shown.append(character if depth == 0 else " ")
        depth += character in "(["
    return "".join(shown)
