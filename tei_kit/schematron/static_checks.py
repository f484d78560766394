"""Checks of a schema's expressions before an XSLT processor compiles them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_kit.diagnostics import Diagnostic, Place
from tei_kit.record import record
from tei_kit.schematron.model import Check, Definition, Let
from tei_kit.schematron.vocabulary import wrong
from tei_kit.schematron.xpath.scan import ONLY_IN_XSLT, calls, free_variables
from tei_kit.xml.names import XSL

_OF_XSLT = frozenset(("current", "document", "generate-id", "key"))


@record
class Use:
    """An expression of a schema, its place, and the variables that it may use."""

    expression: str
    place: Place
    known: frozenset[str]
    is_pattern: bool = False


def errors_in_expressions(definition: Definition) -> Iterator[Diagnostic]:
    """An error for each expression with a variable that no let defines, and with a query binding of
    XPath for each that calls a function of XSLT."""
    for use in uses(definition):
        yield from (*undefined(use), *_beyond(use, definition.binding))


def uses(definition: Definition) -> Iterator[Use]:
    """Every expression of a schema; a variable is known after the let that defines it."""
    declared = (e.get("name", "") for e in definition.declarations if e.tag == f"{XSL}variable")
    known = frozenset(declared)
    for let in definition.lets:
        yield from _of_lets([let], known)
        known |= {let.name}
    for pattern in definition.patterns:
        yield from _used(pattern.documents, pattern.place, known)
        for rule in pattern.rules:
            yield Use(rule.context, rule.place, known, is_pattern=True)
            yield from _of_lets(rule.lets, known)
            local = known | {let.name for let in rule.lets}
            for check in rule.checks:
                yield from _of_check(check, local)


def _of_lets(lets: Sequence[Let], known: frozenset[str]) -> Iterator[Use]:
    for let in lets:
        yield from _used(let.expression, let.place, known)
        known |= {let.name}


def _of_check(check: Check, known: frozenset[str]) -> Iterator[Use]:
    yield from _used(check.test, check.place, known)
    for part in check.message:
        yield from _used(part.expression, check.place, known)
    yield from _used(check.subject, check.place, known)


def _used(expression: str, place: Place, known: frozenset[str]) -> Iterator[Use]:
    if expression:
        yield Use(expression, place, known)


def undefined(use: Use) -> Sequence[Diagnostic]:
    """The error for a variable that no let before an expression defines."""
    missing = sorted(free_variables(use.expression) - use.known)
    if not missing:
        return ()
    return wrong(f"no let defines ${missing[0]} in: {use.expression}", use.place).diagnostics


def _beyond(use: Use, binding: str) -> Sequence[Diagnostic]:
    if not binding.startswith("xpath"):
        return ()
    name = next(iter(sorted(calls(use.expression) & (_OF_XSLT | ONLY_IN_XSLT))), None)
    if name is None:
        return ()
    return wrong(f"with queryBinding '{binding}' there is no {name}()", use.place).diagnostics
