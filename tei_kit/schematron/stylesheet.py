"""An XSLT stylesheet that runs a schema: our own, made from the model, for what XPath cannot do.

Its output is <findings> with one <finding number="7" at="1/3/2"> for each check that fires: the
number of the check, and the place of the node in the document as a path of positions; and a
<failure> with the number of the rule when one cannot be evaluated. What a schema may bring of XSLT
is listed here; none of it reads or writes a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from tei_kit.schematron.model import Check, Definition, Let, Part, Pattern, Rule
from tei_kit.schematron.vocabulary import FILE, name_of, wrong
from tei_kit.schematron.xpath import XPathError, mentions_forbidden, refuse_forbidden
from tei_kit.xml.names import SCH, XSL, XSLT_NAMESPACE

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

_VERSION_OF_BINDING = {"": "1.0", "xslt": "1.0", "xslt1": "1.0"}
_LATEST = "3.0"
_EVERY_NODE = "/ | //node() | //@*"
_LEAST = "-1"

# The node, or the element of an attribute or a text, as its position among the elements, comments
# and processing instructions around it, and theirs: "1/3/2". Nothing for the document itself.
_IN_LXML = "self::* or self::comment() or self::processing-instruction()"
_AT = (
    f"string-join(ancestor-or-self::node()[{_IN_LXML}]"
    f"/string(count(preceding-sibling::node()[{_IN_LXML}]) + 1), '/')"
)


def stylesheet(definition: Definition) -> etree._Element:
    """The stylesheet of a schema; raises SchemaError (TK505) for XSLT that a schema may not use."""
    _refuse_unsafe(definition)
    prefixes = {"xsl": XSLT_NAMESPACE, "err": "http://www.w3.org/2005/xqt-errors"}
    root = etree.Element(f"{XSL}stylesheet", nsmap=prefixes | dict(definition.namespaces))
    root.set("version", _VERSION_OF_BINDING.get(definition.binding, _LATEST))
    root.set("exclude-result-prefixes", "#all")
    root.extend(_copied(declaration) for declaration in definition.declarations)
    root.extend(_variable(let) for let in definition.lets)
    root.append(_main(definition.patterns))
    number = first = 0
    for index, pattern in enumerate(definition.patterns):
        root.append(_element("template", match=_EVERY_PATTERN, mode=f"p{index}", priority=_LEAST))
        for place, rule in enumerate(pattern.rules):
            template = _template(rule, pattern, number, first)
            template.set("mode", f"p{index}")
            template.set("priority", str(len(pattern.rules) - place))
            root.append(template)
            number += 1
            first += len(rule.checks)
    return root


_EVERY_PATTERN = "/ | node() | @*"


def checks(definition: Definition) -> list[Check]:
    """The checks of a schema in the order in which the stylesheet numbers them."""
    return [check for rule in rules_of(definition) for check in rule.checks]


def rules_of(definition: Definition) -> list[Rule]:
    """The rules of a schema in the order in which the stylesheet numbers them."""
    return [rule for pattern in definition.patterns for rule in pattern.rules]


def _main(patterns: Sequence[Pattern]) -> etree._Element:
    """The template that takes every node through the rules of each pattern in turn."""
    template = _element("template", match="/")
    findings = etree.SubElement(template, "findings")
    for index, pattern in enumerate(patterns):
        each = etree.SubElement(findings, f"{XSL}for-each", select="/")
        each.extend(_variable(let) for let in pattern.lets)
        apply = etree.SubElement(
            each, f"{XSL}apply-templates", select=_EVERY_NODE, mode=f"p{index}"
        )
        for let in pattern.lets:
            apply.append(_element("with-param", name=let.name, select=f"${let.name}", tunnel="yes"))
    return template


def _template(rule: Rule, pattern: Pattern, number: int, first: int) -> etree._Element:
    """The template of a rule. An error while it runs is a result too, with the rule's number."""
    template = _element("template", match=rule.context)
    for let in pattern.lets:
        template.append(_element("param", name=let.name, tunnel="yes"))
    attempt = etree.SubElement(template, f"{XSL}try")
    attempt.extend(_variable(let) for let in rule.lets)
    for at_check, check in enumerate(rule.checks, first):
        test = check.test if check.fails_when else f"not({check.test})"
        condition = etree.SubElement(attempt, f"{XSL}if", test=test)
        at = (
            f"for $subject in (({check.subject}), .)[1] return $subject/{_AT}"
            if check.subject
            else _AT
        )
        finding = etree.SubElement(condition, "finding", number=str(at_check), at="{" + at + "}")
        finding.extend(_message(check.message))
    caught = etree.SubElement(attempt, f"{XSL}catch")
    failure = etree.SubElement(caught, "failure", number=str(number), at="{" + _AT + "}")
    failure.append(_element("value-of", select="$err:description"))
    return template


def _message(parts: Sequence[Part]) -> Iterator[etree._Element]:
    for part in parts:
        if part.instruction is not None:
            yield _copied(part.instruction)
        elif part.expression:
            yield _element("value-of", select=part.expression)
        else:
            text = _element("text")
            text.text = part.text
            yield text


def _variable(let: Let) -> etree._Element:
    variable = _element("variable", name=let.name)
    if let.type:
        variable.set("as", let.type)
    if let.content is None:
        variable.set("select", let.expression)
        return variable
    variable.text = let.content.text
    variable.extend(deepcopy(child) for child in let.content)
    return variable


def _element(local: str, **attributes: str) -> etree._Element:
    return etree.Element(f"{XSL}{local}", attributes)


def _copied(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    for each in copy.iter(etree.Element):
        each.attrib.pop(FILE, "")
    return copy


# ------------------------------------------------------------------ safety


def _refuse_unsafe(definition: Definition) -> None:
    """Raise SchemaError for XSLT that could read, write or compute what is evaluated."""
    for declaration in definition.declarations:
        if str(declaration.tag).removeprefix(XSL) not in _DECLARATIONS:
            raise wrong(f"{name_of(declaration)} in schema is not supported", declaration)
        for element in declaration.iter(etree.Element):
            _refuse_unsafe_element(element, is_declaration=element is declaration)
    lets = [*definition.lets]
    for pattern in definition.patterns:
        lets += pattern.lets
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


def _refuse_call(expression: str, owner: Let | Rule | Check) -> None:
    try:
        refuse_forbidden(expression)
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
        _refuse_text(str(value), element)
    for text in (element.text, *(child.tail for child in element)):
        _refuse_text(text or "", element)


def _refuse_text(text: str, element: etree._Element) -> None:
    called = mentions_forbidden(text)
    if called is not None:
        raise wrong(f"{called}() is not supported in {name_of(element)}", element)
