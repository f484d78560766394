"""Facts about an XPath expression that its characters show, before a parser reads it.

The scan finds the functions that it calls and the variables that it needs, and whether XPath 1.0
and later versions agree on its meaning. It knows string literals and (nested) comments, so that
they cannot hide a call or look like a call (XPath 3.1, sections A.2 and 2.6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tei_kit.schematron.xpath.protocol import XPathError

FORBIDDEN = frozenset(
    (
        "available-environment-variables",
        "collection",
        "doc",
        "doc-available",
        "document",
        "environment-variable",
        "function-lookup",
        "json-doc",
        "load-xquery-module",
        "parse-xml",
        "parse-xml-fragment",
        "stream-available",
        "transform",
        "unparsed-text",
        "unparsed-text-available",
        "unparsed-text-lines",
        "uri-collection",
    )
)
"""Functions that read files, addresses or the environment, or that can call another by a computed
name: a schema is not given those."""

DOCUMENTS = frozenset(
    (
        "doc",
        "doc-available",
        "document",
        "unparsed-text",
        "unparsed-text-available",
        "unparsed-text-lines",
    )
)
"""Functions of FORBIDDEN that an engine may replace by its own, which read local XML documents."""

# XSLT 1.0, section 12, and XSLT 3.0, appendix G.1, without those above and those we define
# fmt: off
ONLY_IN_XSLT = frozenset((
    "accumulator-after", "accumulator-before", "available-system-properties", "copy-of",
    "current-group", "current-grouping-key", "current-merge-group", "current-merge-key",
    "current-output-uri", "element-available", "format-number", "function-available",
    "regex-group", "snapshot", "system-property", "type-available", "unparsed-entity-public-id",
    "unparsed-entity-uri",
))
# fmt: on

NODE_TESTS = frozenset(("text", "comment", "processing-instruction", "node"))

_NAME = r"[^\W\d][\w.-]*"

# "..." and '...', where a doubled quote stands for one; (: starts a comment
_STRING_OR_COMMENT = re.compile(r""" "(?:[^"]|"")*" | '(?:[^']|'')*' | \(: """, re.VERBOSE)
_COMMENT_EDGE = re.compile(r"\(: | :\)", re.VERBOSE)

# doc(   fn:doc #1   but not the variable $doc followed by a bracket
_CALL = re.compile(rf"(?<![\w.$-]) ((?: {_NAME} : )? {_NAME}) \s* [(\#]", re.VERBOSE)

# Q{uri}name, whose braces may hold quotes
_BRACED_URI = re.compile(r"\b Q\{", re.VERBOSE)

_VARIABLE = re.compile(rf"\$ \s* ({_NAME} (?: : {_NAME})?)", re.VERBOSE)
# $x in ..., $x := ..., $x as xs:string
_BOUND = re.compile(rf"\$ \s* ({_NAME} (?: : {_NAME})?) \s* (?: := | \b(?:in|as)\b)", re.VERBOSE)
_INLINE_FUNCTION = re.compile(r"\b function \s* \(", re.VERBOSE)

_TOKEN = re.compile(
    rf"""\s* (?:
      (?P<axis> (?: ancestor(?:-or-self)? | child | descendant(?:-or-self)? | following(?:-sibling)?
                  | parent | preceding(?:-sibling)? | self | attribute ) :: )
    | (?P<name> {_NAME} (?: : (?: {_NAME} | \* ))? )
    | (?P<position> (?<=\[) \d+ (?=\]) )
    | (?P<string> "[^"]*" | '[^']*' )
    | (?P<dots> \.\.? )
    | (?P<sign> // | != | [/@*\[\]()|=] )
    )""",
    re.VERBOSE,
)
_SAME_EVERYWHERE = NODE_TESTS - {"processing-instruction"} | {"not"}


def without_strings(expression: str) -> str:
    """The expression with every string literal and comment replaced by as many spaces."""
    pieces, at = [], 0
    for start, end in _blanks(expression):
        pieces += [expression[at:start], " " * (end - start)]
        at = end
    return "".join((*pieces, expression[at:]))


def _blanks(expression: str) -> Iterator[tuple[int, int]]:
    """The stretches of string literals and comments."""
    at = 0
    while match := _STRING_OR_COMMENT.search(expression, at):
        at = match.end() if match[0] != "(:" else _end_of_comment(expression, match.start())
        yield match.start(), at


def _end_of_comment(expression: str, start: int) -> int:
    depth = 0
    for edge in _COMMENT_EDGE.finditer(expression, start):
        depth += 1 if edge[0] == "(:" else -1
        if depth == 0:
            return edge.end()
    return len(expression)


def calls(expression: str) -> set[str]:
    """The names of the functions that an expression calls or refers to (`name#1`), as written."""
    return set(_CALL.findall(without_strings(expression)))


def only_in_xslt(expression: str) -> str | None:
    """A call that an XSLT processor may know and XPath does not: of a function of XSLT, or with a
    prefix.

    The functions of xsl:function have a prefix.
    """
    called = calls(expression)
    return next((name for name in sorted(called) if name in ONLY_IN_XSLT or ":" in name), None)


def _forbidden(names: Iterable[str], *, except_documents: bool) -> list[str]:
    refused = FORBIDDEN - DOCUMENTS if except_documents else FORBIDDEN
    return sorted({name.rpartition(":")[2] for name in names} & refused)


def refuse_forbidden(expression: str, *, except_documents: bool = False) -> None:
    """Raise XPathError for a call of a function in FORBIDDEN, in any way of writing.

    Functions in DOCUMENTS pass if `except_documents` is true.
    """
    plain = without_strings(expression)
    called = _forbidden(_CALL.findall(plain), except_documents=except_documents)
    if called:
        raise XPathError(f"{called[0]}() is not supported in: {expression}")
    if _BRACED_URI.search(plain):
        raise XPathError(f"Q{{uri}} is not supported, declare a prefix instead, in: {expression}")


def mentions_forbidden(text: str, *, except_documents: bool = False) -> str | None:
    """A function of FORBIDDEN whose name with a bracket stands anywhere in a text, or None.

    It is for text that may hold expressions (attribute value templates). Strings are searched as
    well, so it may refuse too much and never too little.
    """
    if _BRACED_URI.search(text):
        return "Q{uri}name"
    found = _forbidden(_CALL.findall(text), except_documents=except_documents)
    return next(iter(found), None)


def free_variables(expression: str) -> set[str]:
    """The variables that an expression needs from outside; an expression that defines functions
    gives an empty set, since their parameters look the same.
    """
    plain = without_strings(expression)
    if _INLINE_FUNCTION.search(plain):
        return set()
    return set(_VARIABLE.findall(plain)) - set(_BOUND.findall(plain))


def with_variables(expression: str, names: Mapping[str, str]) -> str:
    """The expression with some of its variables renamed."""
    pieces, at = [], 0
    for variable in _VARIABLE.finditer(without_strings(expression)):
        name = names.get(variable[1])
        if name is not None:
            pieces += [expression[at : variable.start(1)], name]
            at = variable.end(1)
    return "".join((*pieces, expression[at:]))


def with_functions(expression: str, names: Mapping[str, str]) -> str:
    """The expression with the calls of some functions rewritten."""
    pieces, at = [], 0
    for call in _CALL.finditer(without_strings(expression)):
        name = names.get(call[1])
        if name is not None:
            pieces += [expression[at : call.start(1)], name]
            at = call.end(1)
    return "".join((*pieces, expression[at:]))


def means_the_same_in_every_version(expression: str) -> bool:
    """Whether an expression's nodes and truth are the same in XPath 1.0 and in later versions.

    True for paths, predicates that are positions, paths or comparisons of a path with a string,
    `and`, `or`, `|` and not(): none of these depends on how a version converts or compares numbers,
    sequences and booleans (XPath 2.0, appendix I.1). Everything else is answered with False.
    """
    tokens = [*_tokens(expression)]
    return bool(tokens) and all(_is_neutral(tokens, at) for at in range(len(tokens)))


def _tokens(expression: str) -> Iterator[str]:
    """The tokens of an expression; an empty token where the scan does not know a token."""
    text, at = expression.strip(), 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            yield ""
            return
        yield match[0].strip()
        at = match.end()


def _is_neutral(tokens: list[str], at: int) -> bool:
    token = tokens[at]
    before = tokens[at - 1] if at else ""
    after = tokens[at + 1] if at + 1 < len(tokens) else ""
    follows_operand = _ends_operand(tokens, at - 1)
    if not token:
        return False
    if token[0] in "\"'":
        return before in {"=", "!="}
    if token in {"=", "!="}:
        return (
            follows_operand and before != ")" and before[0] not in "\"'" and after[:1] in {'"', "'"}
        )
    if token in {"and", "or"} and follows_operand:
        return True
    if token == "*" or token[0].isalpha() or token[0] == "_":
        called = after == "(" and not token.endswith("::")
        return not follows_operand and (not called or token in _SAME_EVERYWHERE)
    if token.startswith("."):
        return not follows_operand
    return True


def _ends_operand(tokens: list[str], at: int) -> bool:
    """Whether an operator may follow the token at a place."""
    if at < 0:
        return False
    token = tokens[at]
    if token in {"and", "or"}:
        return not _ends_operand(tokens, at - 1)
    if token in {")", "]", "*"} or token.startswith("."):
        return True
    return bool(token) and not token.endswith("::") and (token[0].isalnum() or token[0] in "_\"'")
