"""Runs a schema's rules over a document with XPath 2 or 3 alone, where there is no XSLT processor.

See ISO/IEC 19757-3, 6.5.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from tei_kit.diagnostics import Place, SchemaError
from tei_kit.record import record
from tei_kit.schematron.bindings import BINDINGS
from tei_kit.schematron.mistakes import mistakes
from tei_kit.schematron.model import (
    Check,
    Construct,
    Definition,
    Finding,
    Let,
    NeedsProcessorError,
    Pattern,
    Position,
    Rule,
    failure,
)
from tei_kit.schematron.vocabulary import wrong
from tei_kit.schematron.xpath import (
    DataError,
    Evaluation,
    Language,
    Variables,
    XPathError,
)
from tei_kit.xml.positions import path_of


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
    """Check every expression of a schema, so that mistakes are found before a document is read.

    Raises SchemaError (TK505) at the place of an expression that is not right, and
    NeedsProcessorError when it takes an XSLT processor.
    """
    if definition.needs_xslt is not None:
        raise NeedsProcessorError(definition.needs_xslt)
    for pattern in definition.patterns:
        if pattern.documents:
            raise NeedsProcessorError(Construct("pattern/@documents", pattern.place))
    language = _language(definition)
    errors = [*mistakes(definition, language)]
    if errors:
        raise SchemaError(*errors)
    return XPathRunner(definition, language)


# ------------------------------------------------------------------ preparing


def _language(definition: Definition) -> Language:
    """The evaluator that the query binding asks for."""
    # It takes a while to load.
    from tei_kit.schematron.xpath.elementpath_engine import ElementPathLanguage

    binding = definition.binding
    xslt = not binding.startswith("xpath")
    return ElementPathLanguage(BINDINGS[binding], definition.namespaces, definition.keys, xslt=xslt)


# ------------------------------------------------------------------ running


def _apply(pattern: Pattern, evaluation: Evaluation, variables: Variables) -> Iterator[Finding]:
    """The findings of one pattern: for each node only the first rule that matches it."""
    taken: set[object] = set()
    for rule in pattern.rules:
        nodes = _matching(rule, evaluation, variables)
        for node in nodes:
            if node in taken:
                continue
            yield from _at_node(rule, evaluation, node, variables)
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
        yield failure(rule, _position(evaluation, node), str(error))


def _position(evaluation: Evaluation, node: object) -> Position:
    holder = evaluation.holder(node)
    return Position("" if holder is None else path_of(holder))


def _matching(rule: Rule, evaluation: Evaluation, variables: Variables) -> Sequence[object]:
    try:
        return evaluation.nodes(rule.context, variables)
    except XPathError as error:
        raise wrong(str(error), rule.place) from error


def _bind(
    lets: Sequence[Let], evaluation: Evaluation, node: object, inherited: Variables
) -> Variables:
    """The inherited variables and those of the lets; each let sees the variables before it."""
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
        at = _position(evaluation, node if subject is None else subject)
        yield Finding(check.identifier, check.severity, at, "".join(texts))
    except DataError:
        raise
    except XPathError as error:
        raise wrong(str(error), check.place) from error
