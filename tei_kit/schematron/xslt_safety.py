"""The XSLT that a schema may bring: elements that read or write a file, or that compute
expressions, are not allowed.

This module lists the allowed elements and functions. The functions doc() and document() are
replaced by our own (see `documents`), which read local files beside the schema and the document.
"""

from __future__ import annotations

from lxml import etree

from tei_kit.schematron.model import Check, Definition, Let, Pattern, Rule
from tei_kit.schematron.vocabulary import name_of, wrong
from tei_kit.schematron.xpath import XPathError, mentions_forbidden, refuse_forbidden
from tei_kit.xml.names import SCH, XSL

_DECLARATIONS = frozenset(("key", "function", "variable", "decimal-format"))
# fmt: off
_INSTRUCTIONS = frozenset((
    "analyze-string", "attribute", "break", "choose", "comment", "copy-of", "element",
    "fallback", "for-each", "for-each-group", "if", "iterate", "map", "map-entry",
    "matching-substring", "next-iteration", "non-matching-substring", "number",
    "on-completion", "otherwise", "param", "perform-sort", "processing-instruction",
    "sequence", "sort", "text", "value-of", "variable", "when", "where-populated",
    "with-param",
))
# fmt: on
_COMPUTED = ("_", "use-when", XSL)


def refuse_unsafe(definition: Definition) -> None:
    """Raise SchemaError for XSLT that could read or write files, or compute expressions."""
    for declaration in definition.declarations:
        if str(declaration.tag).removeprefix(XSL) not in _DECLARATIONS:
            raise wrong(f"{name_of(declaration)} in schema is not supported", declaration)
        for element in declaration.iter(etree.Element):
            _refuse_unsafe_element(element, is_declaration=element is declaration)
    lets = [*definition.lets]
    for pattern in definition.patterns:
        _refuse_call(pattern.documents, pattern)
        for rule in pattern.rules:
            lets += rule.lets
            _refuse_expressions(rule)
    for let in lets:
        _refuse_call(let.expression, let)
        for element in [] if let.content is None else let.content.iterdescendants(etree.Element):
            _refuse_unsafe_element(element)


def _refuse_expressions(rule: Rule) -> None:
    _refuse_call(rule.context, rule)
    for check in rule.checks:
        for expression in (check.test, check.subject, *(part.expression for part in check.message)):
            _refuse_call(expression, check)
        for part in check.message:
            for element in () if part.instruction is None else part.instruction.iter(etree.Element):
                _refuse_unsafe_element(element)


def _refuse_call(expression: str, owner: Let | Pattern | Rule | Check) -> None:
    try:
        refuse_forbidden(expression, except_documents=True)
    except XPathError as error:
        raise wrong(str(error), owner.place) from error


def _refuse_unsafe_element(element: etree._Element, *, is_declaration: bool = False) -> None:
    tag = str(element.tag)
    local = tag.removeprefix(XSL)
    if tag.startswith(XSL) and not is_declaration and local not in _INSTRUCTIONS:
        raise wrong(f"{name_of(element)} is not supported", element)
    if tag.startswith(SCH):
        raise wrong(f"{name_of(element)} is not supported here", element)
    for name, value in element.attrib.items():
        if str(name).startswith(_COMPUTED):
            raise wrong(f"{name_of(element)}/@{name!s} is not supported", element)
        _refuse_text(str(value), element, except_documents=True)
    for text in (element.text, *(child.tail for child in element)):
        _refuse_text(text or "", element, except_documents=False)


def _refuse_text(text: str, element: etree._Element, *, except_documents: bool) -> None:
    called = mentions_forbidden(text, except_documents=except_documents)
    if called is not None:
        raise wrong(f"{called}() is not supported in {name_of(element)}", element)
