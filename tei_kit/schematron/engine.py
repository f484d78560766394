"""Runs a schema's rules over a document with XPath alone (ISO/IEC 19757-3, 6.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from tei_kit.diagnostics import Place
from tei_kit.record import record
from tei_kit.schematron.model import (
    Check,
    Construct,
    Definition,
    Finding,
    Let,
    Pattern,
    Rule,
    failure,
)
from tei_kit.schematron.vocabulary import wrong
from tei_kit.schematron.xpath import (
    DataError,
    Evaluation,
    Language,
    LxmlLanguage,
    NeedsXsltError,
    Variables,
    XPathError,
    free_variables,
    starts_from_elements,
)

# A variable that a schema or pattern sets may be evaluated from the root element only when it does
# not depend on starting from the document node: "/tei:TEI/@xml:lang", "'x'", "12", "count(//p)".
_FREE_OF_CONTEXT = re.compile(r"\s* (?: / | ' | \" | \d | [\w-]+ \( \s* (?: / | \) ) )", re.VERBOSE)

BINDINGS: Mapping[str, str] = {
    "": "1.0",
    "xslt": "1.0",
    "xslt1": "1.0",
    "xpath": "1.0",
    "xpath1": "1.0",
    "xpath2": "2.0",
    "xslt2": "3.1",
    "xpath3": "3.1",
    "xpath31": "3.1",
    "xslt3": "3.1",
}
"""The version of XPath that each query binding is evaluated with. Those who write xslt2 run it on a
processor of XSLT 3.0, so that rules in the field use functions of XPath 3."""


class NeedsProcessorError(Exception):
    """The schema uses something that only an XSLT processor can run; `construct` names it."""

    def __init__(self, construct: Construct) -> None:
        super().__init__(construct.name)
        self.construct = construct


@record
class XPathRunner:
    """A schema ready to run with XPath; `prepare` makes it."""

    _definition: Definition
    _language: Language

    def run(self, tree: etree._ElementTree) -> Iterator[Finding]:
        """The checks that fire on a document, pattern by pattern. Raises SchemaError (TK505)."""
        evaluation = self._language.over(tree)
        try:
            variables = _bind(self._definition.lets, evaluation, evaluation.root(), {})
            for pattern in self._definition.patterns:
                yield from _apply(pattern, evaluation, variables)
        except DataError as error:
            raise wrong(str(error), Place(self._definition.file)) from error


def prepare(definition: Definition) -> XPathRunner:
    """Check every expression of a schema, so that none is first found wrong in a document.

    Raises SchemaError (TK505) at the place of an expression that is not right, and
    NeedsProcessorError when it takes an XSLT processor.
    """
    if definition.needs_xslt is not None:
        raise NeedsProcessorError(definition.needs_xslt)
    language = _language(definition)
    outer = _check_lets(definition.lets, language, frozenset())
    for pattern in definition.patterns:
        known = _check_lets(pattern.lets, language, outer)
        for rule in pattern.rules:
            _check_rule(rule, language, known)
    return XPathRunner(definition, language)


# ------------------------------------------------------------------ preparing


def _language(definition: Definition) -> Language:
    """The evaluator that the query binding and the contexts ask for."""
    binding = definition.binding
    version = BINDINGS[binding]
    if version == "1.0" and _lxml_suffices(definition):
        return LxmlLanguage(definition.namespaces, definition.keys)
    xslt = not binding.startswith("xpath")
    from tei_kit.schematron.xpath.elementpath_engine import (
        ElementPathLanguage,  # takes a while to load
    )

    return ElementPathLanguage(version, definition.namespaces, definition.keys, xslt=xslt)


def _lxml_suffices(definition: Definition) -> bool:
    """Whether nothing is evaluated from a node that lxml cannot start from."""
    patterns = definition.patterns
    lets = [*definition.lets, *(let for pattern in patterns for let in pattern.lets)]
    return all(
        let.content is not None or _FREE_OF_CONTEXT.match(let.expression) for let in lets
    ) and all(_is_for_elements(rule) for pattern in patterns for rule in pattern.rules)


def _is_for_elements(rule: Rule) -> bool:
    try:
        return starts_from_elements(rule.context)
    except NeedsXsltError:
        return False


def _check_lets(lets: Sequence[Let], language: Language, known: frozenset[str]) -> frozenset[str]:
    """The variables that are known after some lets, each of which sees the ones before it."""
    for let in lets:
        if let.content is None:
            _check_expression(let.expression, language, known, let.place)
        known |= {let.name}
    return known


def _check_rule(rule: Rule, language: Language, outer: frozenset[str]) -> None:
    _check_expression(rule.context, language, outer, rule.place, is_pattern=True)
    known = _check_lets(rule.lets, language, outer)
    for check in rule.checks:
        expressions = [check.test, *(part.expression for part in check.message), check.subject]
        for expression in filter(None, expressions):
            _check_expression(expression, language, known, check.place)


def _check_expression(
    expression: str,
    language: Language,
    known: frozenset[str],
    place: Place,
    *,
    is_pattern: bool = False,
) -> None:
    try:
        if is_pattern:
            language.check_pattern(expression)
        else:
            language.check(expression)
    except NeedsXsltError as error:
        raise NeedsProcessorError(Construct(str(error), place)) from error
    except XPathError as error:
        raise wrong(str(error), place) from error
    missing = sorted(free_variables(expression) - known)
    if missing:
        raise wrong(f"no let defines ${missing[0]} in: {expression}", place)


# ------------------------------------------------------------------ running


def _apply(pattern: Pattern, evaluation: Evaluation, variables: Variables) -> Iterator[Finding]:
    """The findings of one pattern: for each node only the first rule that matches it."""
    inherited = _bind(pattern.lets, evaluation, evaluation.root(), variables)
    taken: set[object] = set()
    for rule in pattern.rules:
        nodes = _matching(rule, evaluation, inherited)
        for node in nodes:
            if node in taken:
                continue
            yield from _at_node(rule, evaluation, node, inherited)
        taken.update(nodes)


def _at_node(
    rule: Rule, evaluation: Evaluation, node: object, inherited: Variables
) -> Iterator[Finding]:
    """The findings of a rule at a node; a rule that its data makes fail is a finding too."""
    try:
        local = _bind(rule.lets, evaluation, node, inherited)
        for check in rule.checks:
            yield from _run(check, evaluation, node, local)
    except DataError as error:
        yield failure(rule, evaluation.line(node), str(error))


def _matching(rule: Rule, evaluation: Evaluation, variables: Variables) -> Sequence[object]:
    try:
        return evaluation.nodes(rule.context, variables)
    except XPathError as error:
        raise wrong(str(error), rule.place) from error


def _bind(
    lets: Sequence[Let], evaluation: Evaluation, node: object, inherited: Variables
) -> Variables:
    """The inherited variables and those that the lets add, each seeing the ones before it."""
    if not lets:
        return inherited
    variables = dict(inherited)
    for let in lets:
        try:
            variables[let.name] = (
                evaluation.value(let.expression, node, variables)
                if let.content is None
                else evaluation.fragment(let.content)
            )
        except DataError:
            raise
        except XPathError as error:
            raise wrong(str(error), let.place) from error
    return variables


def _run(
    check: Check, evaluation: Evaluation, node: object, variables: Variables
) -> Iterator[Finding]:
    """The finding of a check at a node, if it fires."""
    try:
        if evaluation.holds(check.test, node, variables) is not check.fails_when:
            return
        texts = [
            evaluation.text(part.expression, node, variables) if part.expression else part.text
            for part in check.message
        ]
        subject = evaluation.first(check.subject, node, variables) if check.subject else None
        line = evaluation.line(node if subject is None else subject)
        yield Finding(check.identifier, check.severity, line, "".join(texts))
    except DataError:
        raise
    except XPathError as error:
        raise wrong(str(error), check.place) from error
