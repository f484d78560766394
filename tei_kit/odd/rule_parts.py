"""The rules of an ODD in two parts: those that XPath 1.0 can run, and the others.

Most rules of P5 are paths with `not`, `and`, `or` and comparisons with a string, which mean the
same in every version of XPath; libxml2 runs them without the evaluator of XPath 3, which takes
longer to load than a small document takes to judge. The others are compiled only when a document
has an element or attribute that one of them is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from tei_kit.record import record
from tei_kit.xml import tree
from tei_kit.xml.names import SCH

# ancestor::tei:p, @type='gloss', not(tei:head), text(), self::*
_TOKEN = re.compile(
    r"""\s* (?:
        (?P<literal> "[^"]*" | '[^']*' )
      | (?P<call> (?: not | true | text | node ) \s* \( )
      | (?P<any> [^\W\d][\w.-]* : \* )
      | (?P<name> [^\W\d][\w.-]* (?: :: | : (?= [^\W\d*] ) )? )
      | (?P<sign> // | \.\. | :: | [@/.*|=\[\]()] )
    )""",
    re.VERBOSE,
)
_WORDS = frozenset(
    {"eq", "ne", "lt", "le", "gt", "ge", "is", "to", "if", "for", "some", "every", "except"}
    | {"intersect", "union", "instance", "cast", "castable", "treat", "return", "then", "else"}
    | {"satisfies", "in", "of", "as", "div", "idiv", "mod"}
)
_BESIDE_LITERAL = re.compile(r"= \s* ['\"] | ['\"] \s* =", re.VERBOSE)
# count(tei:p) > 0
_COUNTED = re.compile(
    r"count \s* \( (?P<path> [^()]* ) \) \s* (?: [<>]=? | !?= ) \s* \d+", re.VERBOSE
)
# /(a|b) and (a|b)/c, which XPath 1.0 does not have or reads otherwise
_PARENTHESIZED_STEP = re.compile(r"/ \s* \( | \) \s* /", re.VERBOSE)

# tei:TEI/tei:text, with its predicates
_LAST_STEP = re.compile(
    r"(?: .* / | ^ ) \s* (?: [^\W\d][\w.-]* : )? (?P<name> @? [\w.-]+ (?: : [\w.-]+ )? | \* ) \s*"
    r"(?P<predicates> \[ .* \] )? $",
    re.VERBOSE | re.DOTALL,
)
# [@generatedBy] or [@type='x' and not(@n)]
_BY_ATTRIBUTE = re.compile(
    r"\[ \s* @ (?P<name> [\w.:-]+ ) (?P<rest> .* ) \]", re.VERBOSE | re.DOTALL
)
_OTHERWISE = re.compile(r"\b or \b | \|", re.VERBOSE)


@record
class RuleParts:
    """Two Schematron files, and the names without which a document does not need the second."""

    simple: bytes
    others: bytes
    needs: tuple[str, ...] | None
    """Local names of elements, and of attributes with @; None when the rule always matters."""


def split(data: bytes, name: str) -> RuleParts:
    """The parts of a Schematron file that `rules` wrote."""
    simple, others = (tree.parse_bytes(data, name).getroot() for _ in range(2))
    needs: list[str] | None = []
    for pattern, same in zip(
        [*others.iterchildren(f"{SCH}pattern")],
        [*simple.iterchildren(f"{SCH}pattern")],
        strict=True,
    ):
        if _is_simple(pattern):
            others.remove(pattern)
            continue
        simple.remove(same)
        for rule in pattern.iterchildren(f"{SCH}rule"):
            needed = _needs(rule.get("context", ""))
            needs = None if needs is None or needed is None else [*needs, *needed]
    for element in [*simple]:
        if element.tag not in (f"{SCH}ns", f"{SCH}pattern", f"{SCH}title"):
            simple.remove(element)
    simple.set("queryBinding", "xslt")
    found = None if needs is None else tuple(dict.fromkeys(needs))
    return RuleParts(etree.tostring(simple), etree.tostring(others), found)


def _is_simple(pattern: etree._Element) -> bool:
    if pattern.get("is-a") or pattern.get("abstract"):
        return False
    for element in pattern.iter(etree.Element):
        local = str(element.tag).removeprefix(SCH)
        if local in ("let", "extends") or not str(element.tag).startswith(SCH):
            return False
        for attribute in ("context", "test", "select", "path", "subject"):
            expression = element.get(attribute)
            if expression is not None and not _is_plain(expression):
                return False
        if element.get("diagnostics") or element.get("properties"):
            return False
        if local == "value-of" and "/" in element.get("select", ""):
            return False  # several nodes are several words only in XPath 2
    return True


def _is_plain(expression: str) -> bool:
    """Whether an expression means the same in XPath 1.0 and 3.1."""
    if _PARENTHESIZED_STEP.search(expression):
        return False
    for counted in _COUNTED.finditer(expression):
        if not _is_plain(counted["path"]):
            return False
    expression = _COUNTED.sub(" true() ", expression)
    at, is_qualified = 0, False
    text = expression.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        name = "" if match is None else match["name"] or ""
        if match is None or (name in _WORDS and not is_qualified):
            return False
        following = text[match.end() :].lstrip()[:1]
        if name and following == "(" and name not in ("and", "or"):
            return False
        is_qualified = name.endswith(":") or match["sign"] == "@"
        at = match.end()
    without = re.sub(r"\"[^\"]*\"|'[^']*'", "''", expression)
    return without.count("=") == len(_BESIDE_LITERAL.findall(without))


def _needs(context: str) -> Sequence[str] | None:
    """The names without which a context matches nothing; None when these are not plain."""
    needed: list[str] = []
    for alternative in _alternatives(context):
        match = _LAST_STEP.fullmatch(alternative.strip())
        if match is None:
            return None
        if match["name"] != "*":
            needed.append(_local(match["name"]))
            continue
        for predicate in _predicates(match["predicates"] or ""):
            attribute = _BY_ATTRIBUTE.fullmatch(predicate)
            if attribute is not None and not _OTHERWISE.search(attribute["rest"]):
                needed.append(f"@{_local(attribute['name'])}")
                break
        else:
            return None
    return needed


def _local(name: str) -> str:
    return ("@" if name.startswith("@") else "") + name.lstrip("@").rpartition(":")[2]


def _alternatives(context: str) -> list[str]:
    """The parts of a union, bars inside predicates left alone."""
    parts, start = [], 0
    for at, depth in _depths(context):
        if context[at] == "|" and depth == 0:
            parts.append(context[start:at])
            start = at + 1
    return [*parts, context[start:]]


def _predicates(text: str) -> list[str]:
    """The single predicates of a row of predicates, with their brackets."""
    parts, start = [], 0
    for at, depth in _depths(text):
        if text[at] == "]" and depth == 0:
            parts.append(text[start : at + 1].strip())
            start = at + 1
    return parts


def _depths(text: str) -> Iterator[tuple[int, int]]:
    """The offset of each character outside string literals, and the depth of brackets after it."""
    depth, quote = 0, ""
    for at, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
            continue
        if character in "'\"":
            quote = character
        elif character in "[(":
            depth += 1
        elif character in "])":
            depth -= 1
        yield at, depth
