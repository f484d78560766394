"""Runs a schema whose query binding is XSLT 1.0 or XPath 1.0 on libxslt, which lxml brings.

Each rule is an xsl:for-each over the nodes that its context matches. So a context may match any
kind of node and use variables, and libxml2 evaluates every expression.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from tei_kit.diagnostics import Place, SchemaError
from tei_kit.schematron import documents, xslt_parts
from tei_kit.schematron.mistakes import mistakes
from tei_kit.schematron.model import (
    Check,
    Definition,
    Finding,
    Let,
    NeedsProcessorError,
    Pattern,
    Position,
    Rule,
    failure,
)
from tei_kit.schematron.reading_rules import reading_rules
from tei_kit.schematron.vocabulary import wrong
from tei_kit.schematron.xpath import (
    LxmlLanguage,
    as_path,
)
from tei_kit.schematron.xslt_safety import refuse_unsafe
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import XSL
from tei_kit.xml.positions import path_of

_EXSL = "http://exslt.org/common"
_EXSL_PREFIX = "teikit-exsl"

# XSLT 1.0, without elements that make, read or call other documents
_XSLT_1 = frozenset(
    f"{XSL}{local}"
    for local in (
        "attribute",
        "choose",
        "comment",
        "copy-of",
        "decimal-format",
        "element",
        "fallback",
        "for-each",
        "if",
        "key",
        "number",
        "otherwise",
        "processing-instruction",
        "sort",
        "text",
        "value-of",
        "variable",
        "when",
    )
)

# Put after the root of each document that a rule asks for: its address
_ADDRESS = "teikit-address"
_OUR_INSTRUCTION = f"processing-instruction('{_ADDRESS}')"

_COUNTED = "self::*|self::comment()|self::processing-instruction()"
# The element, comment or instruction that a node is or belongs to; nothing for the document
_HOLDER = "(self::*|self::comment()|self::processing-instruction()|ancestor::*)[last()]"


# ------------------------------------------------------------------ running


@dataclass(frozen=True, slots=True)
class LibxsltRunner:
    """A schema compiled to a stylesheet; `prepare` makes it."""

    _definition: Definition
    _stylesheet: str

    def run(self, tree: etree._ElementTree) -> Iterator[Finding]:
        """The checks that fire on a document, and the rules that cannot be evaluated because a
        document that they ask for is refused. Raises SchemaError (TK505)."""
        reading = _Reading(self._folders(tree))
        root = self._results(tree, reading)
        rules = xslt_parts.rules_of(self._definition)
        numbers = [number for number, rule in enumerate(rules) for _ in rule.checks]
        every = xslt_parts.checks(self._definition)
        broken = reading_rules(self._definition) if reading.refused else set()
        for number in sorted(broken):
            yield failure(rules[number], Position(""), reading.refused)
        for result in root:
            at_check = int(result.get("number", "0"))
            if numbers[at_check] in broken:
                continue
            check = every[at_check]
            message = "".join(str(text) for text in result.itertext())
            at = Position(result.get("at", ""), result.get("in", ""))
            yield Finding(check.identifier, check.severity, at, message)

    def _folders(self, tree: etree._ElementTree) -> documents.Folders:
        return documents.folders([*xslt_parts.files_of(self._definition), xmlfile.name_of(tree)])

    def _results(self, tree: etree._ElementTree, reading: _Reading) -> etree._Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        parser.resolvers.add(reading)
        base = documents.address_of(self._definition.file)
        source = etree.fromstring(self._stylesheet.encode(), parser, base_url=base)
        nodes = _Nodes()
        try:
            transform = etree.XSLT(
                source, extensions=nodes.functions(), access_control=_only_documents()
            )
            output = transform(tree)
        except (etree.XSLTError, etree.XPathError) as error:
            raise wrong(_said(error), Place(self._definition.file)) from error
        return output.getroot()


class _Reading(etree.Resolver):
    """Reads the documents that rules ask for, and remembers the first that it refuses."""

    def __init__(self, folders: documents.Folders) -> None:
        super().__init__()
        self._folders = folders
        self.refused = ""

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]  # noqa: ANN401
        try:
            root = self._folders.tree(system_url).getroot()
            address = etree.ProcessingInstruction(_ADDRESS, system_url)
            text = "".join(etree.tostring(x, encoding="unicode") for x in (root, address))
        except documents.RefusedError as error:
            self.refused = self.refused or str(error)
            text = "<refused/>"
        resolver = cast("Any", super())  # the stubs lack half of it
        return resolver.resolve_string(text, context, base_url=system_url)


def _only_documents() -> etree.XSLTAccessControl:
    """Reading goes through `_Reading`; there is no writing and no network."""
    control = cast("Any", etree.XSLTAccessControl)  # the stubs lack its arguments
    allowed: etree.XSLTAccessControl = control(
        read_file=True, write_file=False, create_dir=False, read_network=False, write_network=False
    )
    return allowed


class _Nodes:
    """The functions that the stylesheet calls: the position of a node, and whether a rule has
    matched it.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def functions(self) -> Mapping[tuple[str, str], Any]:
        """The functions by namespace and name, as lxml takes them."""
        own = xslt_parts.OWN
        return {
            (own, "at"): self._at,
            (own, "is-new"): self._is_new,
            (own, "start"): self._start,
        }

    def _at(self, _context: object, holder: Sequence[etree._Element]) -> str:
        return path_of(holder[0]) if holder else ""

    def _start(self, _context: object) -> str:
        self._taken.clear()
        return ""

    def _is_new(self, _context: object, identity: str) -> bool:
        if identity in self._taken:
            return False
        self._taken.add(identity)
        return True


def _said(error: Exception) -> str:
    """The first message of libxslt: it tells the cause of the messages after it."""
    log = getattr(error, "error_log", ())
    messages = [entry.message for entry in log if entry.message]
    return next((text for text in messages if not text.startswith("runtime error")), str(error))


# ------------------------------------------------------------------ preparing


def prepare(definition: Definition) -> LibxsltRunner:
    """Check every expression of a schema and make its stylesheet.

    Raises SchemaError (TK505, one diagnostic for each mistake), and NeedsProcessorError for
    constructs of a later version of XSLT.
    """
    _refuse_later_xslt(definition)
    refuse_unsafe(definition)
    xslt = not definition.binding.startswith("xpath")
    language = LxmlLanguage(definition.namespaces, definition.keys, xslt=xslt)
    errors = [*mistakes(definition, language)]
    if errors:
        raise SchemaError(*errors)
    return LibxsltRunner(definition, xslt_parts.serialized(_stylesheet(definition)))


def _refuse_later_xslt(definition: Definition) -> None:
    if definition.needs_xslt is None:
        return
    for declaration in definition.declarations:
        later = next((e for e in declaration.iter(f"{XSL}*") if e.tag not in _XSLT_1), None)
        if later is None and declaration.tag == f"{XSL}key" and not declaration.get("use"):
            later = declaration
        if later is not None:
            raise NeedsProcessorError(definition.needs_xslt)
    parts = [part for check in xslt_parts.checks(definition) for part in check.message]
    instructions = [part.instruction for part in parts if part.instruction is not None]
    contents = [let.content for let in _every_let(definition) if let.content is not None]
    typed = any(let.type for let in _every_let(definition))
    for holder in (*instructions, *contents):
        if any(e.tag not in _XSLT_1 for e in holder.iter(f"{XSL}*")):
            typed = True
    if typed or definition.binding.startswith("xpath"):
        raise NeedsProcessorError(definition.needs_xslt)


def _every_let(definition: Definition) -> list[Let]:
    rules = xslt_parts.rules_of(definition)
    return [*definition.lets, *(let for rule in rules for let in rule.lets)]


# ------------------------------------------------------------------ the stylesheet


def _stylesheet(definition: Definition) -> etree._Element:
    root = xslt_parts.root("1.0", definition.namespaces, {_EXSL_PREFIX: _EXSL})
    root.extend(xslt_parts.copied(each, _as_it_is) for each in definition.declarations)
    for let in definition.lets:
        root.extend(_variable(let))
    template = xslt_parts.element("template", match="/")
    findings = etree.SubElement(template, "findings")
    number = 0
    for pattern in definition.patterns:
        holder = findings
        if pattern.documents:
            holder = etree.SubElement(
                findings, f"{XSL}for-each", select=f"document({pattern.documents}, /)"
            )
        holder.append(_called("start()"))
        for rule in pattern.rules:
            holder.append(_for_each(rule, pattern, number))
            number += len(rule.checks)
    root.append(template)
    return root


def _as_it_is(expression: str) -> str:
    return expression


def _called(call: str) -> etree._Element:
    return xslt_parts.element("value-of", select=f"{xslt_parts.PREFIX}:{call}")


def _for_each(rule: Rule, pattern: Pattern, number: int) -> etree._Element:
    """The instruction that evaluates a rule at each node that it matches, unless an earlier rule
    did.
    """
    each = xslt_parts.element("for-each", select=as_path(rule.context))
    xslt_parts.with_base(each, rule.place)
    body = each
    if len(pattern.rules) > 1:
        is_new = f"{xslt_parts.PREFIX}:is-new(generate-id())"
        body = etree.SubElement(body, f"{XSL}if", test=is_new)
    if pattern.documents:
        body = etree.SubElement(body, f"{XSL}if", test=f"not(self::{_OUR_INSTRUCTION})")
    # The node alone: position() and last() are 1 for every test.
    body = etree.SubElement(body, f"{XSL}for-each", select=".")
    for let in rule.lets:
        body.extend(_variable(let))
    for at_check, check in enumerate(rule.checks, number):
        test = check.test if check.fails_when else f"not({check.test})"
        condition = etree.SubElement(body, f"{XSL}if", test=test)
        finding = etree.SubElement(condition, "finding", number=str(at_check))
        finding.append(_at(check, in_another=bool(pattern.documents)))
        if pattern.documents:
            address = etree.SubElement(finding, f"{XSL}attribute", name="in")
            address.append(xslt_parts.element("value-of", select=f"/{_OUR_INSTRUCTION}"))
        finding.extend(xslt_parts.message(check.message, _as_it_is))
    return each


def _at(check: Check, *, in_another: bool) -> etree._Element:
    """The attribute with the position of a check's subject, or of the node that it is about."""
    made = xslt_parts.element("attribute", name="at")
    nodes = "."
    if check.subject:
        nodes = f"({check.subject})[1] | self::node()[not({check.subject})]"
    holder = etree.SubElement(made, f"{XSL}for-each", select=nodes)
    if not in_another:
        holder.append(_called(f"at({_HOLDER})"))
        return made
    # Of a node of another document lxml sees a copy only, which has lost its place.
    step = etree.SubElement(
        holder, f"{XSL}for-each", select=f"ancestor-or-self::node()[{_COUNTED}]"
    )
    slash = etree.SubElement(step, f"{XSL}if", test="position() > 1")
    slash.text = "/"
    before = f"count(preceding-sibling::node()[{_COUNTED}]) + 1"
    step.append(xslt_parts.element("value-of", select=before))
    return made


def _variable(let: Let) -> list[etree._Element]:
    """The variable; one with content is a tree to select from, by exsl:node-set()."""
    made = xslt_parts.with_base(xslt_parts.element("variable", name=let.name), let.place)
    if let.content is None:
        made.set("select", let.expression)
        return [made]
    content = xslt_parts.element("variable", name=f"{let.name}-content")
    content.text = let.content.text
    content.extend(xslt_parts.copied(child, _as_it_is) for child in let.content)
    for child, original in zip(content, let.content, strict=True):
        child.tail = original.tail
    made.set("select", f"{_EXSL_PREFIX}:node-set(${let.name}-content)")
    return [content, made]
