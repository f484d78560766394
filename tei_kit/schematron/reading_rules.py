"""The rules of a schema that read documents with document() or doc(), by themselves or by a
variable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tei_kit.schematron.model import Check, Definition, Let, Rule
from tei_kit.schematron.xpath.scan import calls, free_variables

_READS = frozenset(("document", "doc", "fn:document", "fn:doc"))


def reading_rules(definition: Definition) -> set[int]:
    """The numbers of the rules whose answers depend on further documents.

    A pattern with such a context is taken as a whole: which rule comes first for a node depends on
    the context, too.
    """
    of_schema = _reading_lets(definition.lets, frozenset())
    found: set[int] = set()
    first = 0
    for pattern in definition.patterns:
        numbers = range(first, first + len(pattern.rules))
        first += len(pattern.rules)
        contexts = (rule.context for rule in pattern.rules)
        if pattern.documents or _read(contexts, of_schema):
            found.update(numbers)
            continue
        for number, rule in zip(numbers, pattern.rules, strict=True):
            if _read(_expressions(rule), _reading_lets(rule.lets, of_schema)):
                found.add(number)
    return found


def without_reading_rules(definition: Definition) -> Definition:
    """The schema without these rules, and without the variables of the schema that read."""
    broken = reading_rules(definition)
    reading = _reading_lets(definition.lets, frozenset())
    patterns = []
    first = 0
    for pattern in definition.patterns:
        rules = [rule for at, rule in enumerate(pattern.rules, first) if at not in broken]
        first += len(pattern.rules)
        if rules:
            patterns.append(replace(pattern, rules=rules))
    lets = [let for let in definition.lets if let.name not in reading]
    return replace(definition, lets=lets, patterns=patterns)


def _reading_lets(lets: Sequence[Let], around: frozenset[str]) -> frozenset[str]:
    """The variables whose values come from documents, those around the lets among them."""
    reading = set(around)
    for let in lets:
        if _read([let.expression], reading):
            reading.add(let.name)
    return frozenset(reading)


def _expressions(rule: Rule) -> Iterable[str]:
    for check in rule.checks:
        yield from _of_check(check)


def _of_check(check: Check) -> Iterable[str]:
    yield check.test
    yield check.subject
    yield from (part.expression for part in check.message)


def _read(expressions: Iterable[str], variables: Iterable[str]) -> bool:
    reading = {*variables}
    return any(_READS & calls(each) or free_variables(each) & reading for each in expressions)
