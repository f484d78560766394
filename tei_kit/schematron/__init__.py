"""Validation with ISO Schematron (ISO/IEC 19757-3:2016).

Supported: ns, title, pattern, rule, assert, report, let, value-of, name, diagnostics, extends,
abstract rules and patterns with param, a default phase, and xsl:key with XPath 1.0. The query
bindings are xslt and xslt1 (XPath 1.0, also when none is named), xpath2 and xslt2, xpath3, xpath31
and xslt3. Whatever else a schema asks for is refused by name when it is compiled, so that no rule
is ever passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from tei_kit import xmlfile
from tei_kit.diagnostics import Diagnostic, Place, Severity, TeiKitError, diagnose
from tei_kit.schemas import SchemaError
from tei_kit.xpath import (
    ElementPathLanguage,
    Evaluation,
    Key,
    Language,
    LxmlLanguage,
    Variables,
    XPathError,
    starts_from_elements,
)

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"

_VERSIONS = {
    "": "1.0",
    "xslt": "1.0",
    "xslt1": "1.0",
    "xpath": "1.0",
    "xpath1": "1.0",
    "xpath2": "2.0",
    "xslt2": "2.0",
    "xpath3": "3.1",
    "xpath31": "3.1",
    "xslt3": "3.1",
}

# What may stand in each element; anything else in Schematron's or XSLT's namespace is refused.
_CHILDREN = {
    "schema": {"title", "ns", "p", "let", "phase", "pattern", "diagnostics", "properties"},
    "pattern": {"title", "p", "let", "rule", "param"},
    "rule": {"let", "assert", "report", "extends", "p"},
    "phase": {"active", "let", "p"},
    "diagnostics": {"diagnostic"},
}
_IN_RULES = tuple(f"{SCH}{name}" for name in ("let", "assert", "report", "extends"))
_REFUSED_ATTRIBUTES = {"pattern": ("documents",), "extends": ("href",)}
_INLINE = {"emph", "dir", "span"}

# A variable that a schema or pattern sets may be evaluated from the root element only when it does
# not depend on starting from the document node: "/tei:TEI/@xml:lang", "'x'", "12", "count(//p)".
_FREE_OF_CONTEXT = re.compile(r"\s* (?: / | ' | \" | \d | [\w-]+ \( \s* (?: / | \) ) )", re.VERBOSE)

# $name, as a param of an abstract pattern is written
_PARAMETER = re.compile(r"\$ ([\w.-]+)", re.VERBOSE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a message: text as it is, or an expression whose string goes there."""

    text: str = ""
    expression: str = ""


@dataclass(frozen=True, slots=True)
class _Let:
    name: str
    expression: str


@dataclass(frozen=True, slots=True)
class _Check:
    """An assert or a report."""

    identifier: str
    test: str
    fails_when: bool
    severity: Severity
    message: Sequence[_Part]


@dataclass(frozen=True, slots=True)
class _Rule:
    context: str
    lets: Sequence[_Let]
    checks: Sequence[_Check]


@dataclass(frozen=True, slots=True)
class _Pattern:
    lets: Sequence[_Let]
    rules: Sequence[_Rule]


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled Schematron schema; `compile` makes it."""

    _file: str
    _language: Language
    _lets: Sequence[_Let]
    _patterns: Sequence[_Pattern]

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The failed assertions and successful reports for a path or a parsed tree, by line.

        They are TK503 (errors) or TK507 (warnings: role, flag or severity says so). Raises
        TeiKitError when the file cannot be parsed (see `xmlfile.parse`), SchemaError (TK505) when
        an expression of the schema cannot be evaluated.
        """
        tree = xmlfile.opened(source)
        try:
            evaluation = self._language.over(tree)
            variables = _bind(self._lets, evaluation, evaluation.root(), {})
            found = [
                diagnostic
                for pattern in self._patterns
                for diagnostic in _apply(pattern, evaluation, variables, xmlfile.name_of(tree))
            ]
        except XPathError as error:
            raise _wrong(self._file, str(error)) from error
        return sorted(found, key=lambda diagnostic: diagnostic.place.line)


# ------------------------------------------------------------------ running


def _apply(
    pattern: _Pattern, evaluation: Evaluation, variables: Variables, file: str
) -> Iterator[Diagnostic]:
    """The diagnostics of one pattern: for each node only the first rule that matches it."""
    inherited = _bind(pattern.lets, evaluation, evaluation.root(), variables)
    taken: set[object] = set()
    for rule in pattern.rules:
        nodes = evaluation.nodes(rule.context, inherited)
        for node in nodes:
            if node in taken:
                continue
            local = _bind(rule.lets, evaluation, node, inherited)
            for check in rule.checks:
                if evaluation.holds(check.test, node, local) is check.fails_when:
                    yield _report(check, evaluation, node, local, file)
        taken.update(nodes)


def _bind(
    lets: Sequence[_Let], evaluation: Evaluation, node: object, inherited: Variables
) -> Variables:
    """The inherited variables and those that the lets add, each seeing the ones before it."""
    if not lets:
        return inherited
    variables = dict(inherited)
    for let in lets:
        variables[let.name] = evaluation.value(let.expression, node, variables)
    return variables


def _report(
    check: _Check, evaluation: Evaluation, node: object, variables: Variables, file: str
) -> Diagnostic:
    texts = (
        evaluation.text(part.expression, node, variables) if part.expression else part.text
        for part in check.message
    )
    message = " ".join("".join(texts).split())
    reason = f"{message} [{check.identifier}]" if check.identifier else message
    code = "TK503" if check.severity is Severity.ERROR else "TK507"
    diagnostic = diagnose(code, Place(file, evaluation.line(node)), reason=reason)
    return replace(diagnostic, severity=check.severity)


# ------------------------------------------------------------------ compiling


def compile(path: Path | str) -> Schema:  # noqa: A001
    """Compile an ISO Schematron schema.

    Raises SchemaError: TK101 when the file cannot be read, TK501 or TK508 when it is not safe
    well-formed XML, TK505 with the line when it is not right or uses something not supported.
    """
    try:
        root = xmlfile.parse(path).getroot()
    except TeiKitError as error:
        raise SchemaError(*error.diagnostics) from error
    return _Compiler(str(path), root).schema()


class _Compiler:
    """Reads the elements of one schema; every method returns what it read."""

    def __init__(self, file: str, root: etree._Element) -> None:
        self._file = file
        self._root = root
        if root.tag != f"{SCH}schema":
            reason = f"its root is {_name(root)}, not schema of ISO Schematron ({SCH[1:-1]})"
            raise _wrong(file, reason, root)
        self._diagnostics = {
            element.get("id", ""): element for element in root.iter(f"{SCH}diagnostic")
        }
        self._abstract_rules = {
            rule.get("id", ""): rule
            for rule in root.iter(f"{SCH}rule")
            if rule.get("abstract") == "true"
        }

    def schema(self) -> Schema:
        self._refuse_strangers(self._root)
        phase = self._default_phase()
        elements = [*self._concrete_patterns(phase)]
        schema = Schema(
            self._file,
            self._language(elements),
            [*self._lets(self._root), *([] if phase is None else self._lets(phase))],
            [self._pattern(element) for element in elements],
        )
        self._check_expressions(schema, elements)
        return schema

    def _language(self, patterns: Sequence[etree._Element]) -> Language:
        """The evaluator that the query binding and the contexts ask for."""
        binding = self._root.get("queryBinding", "").lower()
        if binding not in _VERSIONS:
            raise _wrong(self._file, f"queryBinding '{binding}' is not supported", self._root)
        version = _VERSIONS[binding]
        namespaces = {
            ns.get("prefix", ""): ns.get("uri", "") for ns in self._root.iterchildren(f"{SCH}ns")
        }
        keys = [
            Key(key.get("name", ""), key.get("match", ""), key.get("use", ""))
            for key in self._root.iterchildren(f"{XSL}key")
        ]
        if version == "1.0" and self._lxml_suffices(patterns):
            return LxmlLanguage(namespaces, keys)
        if keys:
            reason = "xsl:key is only supported with XPath 1.0 and contexts that are elements"
            raise _wrong(self._file, reason, self._root)
        return ElementPathLanguage(version, namespaces)

    def _lxml_suffices(self, patterns: Sequence[etree._Element]) -> bool:
        """Whether nothing is evaluated from a node that lxml cannot start from."""
        outer = [self._root, *self._root.iterchildren(f"{SCH}phase"), *patterns]
        lets = [let for holder in outer for let in self._lets(holder)]
        rules = [rule for pattern in patterns for rule in pattern.iterchildren(f"{SCH}rule")]
        return all(_FREE_OF_CONTEXT.match(let.expression) for let in lets) and all(
            starts_from_elements(rule.get("context", "*")) for rule in rules
        )

    def _default_phase(self) -> etree._Element | None:
        name = self._root.get("defaultPhase", "#ALL")
        if name == "#ALL":
            return None
        for phase in self._root.iterchildren(f"{SCH}phase"):
            if phase.get("id") == name:
                self._refuse_strangers(phase)
                return phase
        raise _wrong(self._file, f"there is no phase '{name}'", self._root)

    def _concrete_patterns(self, phase: etree._Element | None) -> Iterator[etree._Element]:
        """The patterns to run, those that are instances of an abstract one filled in."""
        every = [*self._root.iterchildren(f"{SCH}pattern")]
        abstract = {p.get("id", ""): p for p in every if p.get("abstract") == "true"}
        active = (
            None
            if phase is None
            else {a.get("pattern") for a in phase.iterchildren(f"{SCH}active")}
        )
        for pattern in every:
            if pattern.get("abstract") == "true":
                continue
            if active is not None and pattern.get("id") not in active:
                continue
            yield self._instance(pattern, abstract)

    def _instance(
        self, pattern: etree._Element, abstract: Mapping[str, etree._Element]
    ) -> etree._Element:
        """The pattern itself, or a copy of the abstract one it names with its params put in."""
        name = pattern.get("is-a")
        if name is None:
            return pattern
        if name not in abstract:
            raise _wrong(self._file, f"there is no abstract pattern '{name}'", pattern)
        values = {
            param.get("name", ""): param.get("value", "")
            for param in pattern.iterchildren(f"{SCH}param")
        }
        copy = deepcopy(abstract[name])
        for element in copy.iter(f"{SCH}*"):
            for attribute, text in element.items():
                filled = _PARAMETER.sub(lambda m: values.get(m[1], m[0]), str(text))
                element.set(attribute, filled)
        return copy

    def _pattern(self, element: etree._Element) -> _Pattern:
        self._refuse_strangers(element)
        rules = [
            self._rule(rule)
            for rule in element.iterchildren(f"{SCH}rule")
            if rule.get("abstract") != "true"
        ]
        return _Pattern(self._lets(element), rules)

    def _rule(self, element: etree._Element) -> _Rule:
        context = self._required(element, "context")
        severity = _severity(element, Severity.ERROR)
        parts = [*self._with_extensions(element, ())]
        lets = [self._let(part) for part in parts if part.tag == f"{SCH}let"]
        checks = [self._check(part, severity) for part in parts if part.tag != f"{SCH}let"]
        return _Rule(context, lets, checks)

    def _with_extensions(
        self, rule: etree._Element, through: Sequence[str]
    ) -> Iterator[etree._Element]:
        """The lets and checks of a rule, those of the abstract rules that it extends in place."""
        self._refuse_strangers(rule)
        for child in rule.iterchildren(*_IN_RULES):
            if child.tag != f"{SCH}extends":
                yield child
                continue
            self._refuse_strangers(child)
            name = self._required(child, "rule")
            if name not in self._abstract_rules or name in through:
                raise _wrong(self._file, f"there is no abstract rule '{name}' to extend", child)
            yield from self._with_extensions(self._abstract_rules[name], (*through, name))

    def _check(self, element: etree._Element, severity: Severity) -> _Check:
        message = [*self._message(element)]
        for name in element.get("diagnostics", "").split():
            if name not in self._diagnostics:
                raise _wrong(self._file, f"there is no diagnostic '{name}'", element)
            message += [_Part(" "), *self._message(self._diagnostics[name])]
        return _Check(
            element.get("id", ""),
            self._required(element, "test"),
            element.tag == f"{SCH}report",
            _severity(element, severity),
            message,
        )

    def _message(self, element: etree._Element) -> Iterator[_Part]:
        yield _Part(element.text or "")
        for child in element.iterchildren(tag=etree.Element):
            if child.tag == f"{SCH}value-of":
                yield _Part(expression=self._required(child, "select"))
            elif child.tag == f"{SCH}name":
                yield _Part(expression=f"name({child.get('path', '.')})")
            elif child.tag in {f"{SCH}{name}" for name in _INLINE}:
                yield from self._message(child)
            elif _is_ours(child):
                raise _wrong(self._file, f"{_name(child)} is not supported here", child)
            yield _Part(child.tail or "")

    def _lets(self, holder: etree._Element) -> list[_Let]:
        return [self._let(element) for element in holder.iterchildren(f"{SCH}let")]

    def _let(self, element: etree._Element) -> _Let:
        if len(element) or element.get("value") is None:
            raise _wrong(self._file, "a let without @value is not supported", element)
        return _Let(self._required(element, "name"), self._required(element, "value"))

    def _required(self, element: etree._Element, attribute: str) -> str:
        value = (element.get(attribute) or "").strip()
        if not value:
            raise _wrong(self._file, f"{_name(element)} has no @{attribute}", element)
        return value

    def _refuse_strangers(self, element: etree._Element) -> None:
        """Raise SchemaError for a child or attribute that changes what is checked, unknown here."""
        name = _name(element)
        for attribute in _REFUSED_ATTRIBUTES.get(name, ()):
            if element.get(attribute) is not None:
                raise _wrong(self._file, f"{name}/@{attribute} is not supported", element)
        known = {f"{SCH}{child}" for child in _CHILDREN.get(name, ())}
        if name == "schema":
            known.add(f"{XSL}key")
        for child in element.iterchildren(tag=etree.Element):
            if _is_ours(child) and child.tag not in known:
                raise _wrong(self._file, f"{_name(child)} in {name} is not supported", child)

    def _check_expressions(self, schema: Schema, elements: Iterable[etree._Element]) -> None:
        """Raise SchemaError at the line of the pattern whose expression is not right."""
        for pattern, element in zip(schema._patterns, elements, strict=True):
            try:
                for rule in pattern.rules:
                    schema._language.check_pattern(rule.context)
                    for expression in _expressions(rule):
                        schema._language.check(expression)
                for let in (*schema._lets, *pattern.lets):
                    schema._language.check(let.expression)
            except XPathError as error:
                raise _wrong(self._file, str(error), element) from error


def _expressions(rule: _Rule) -> Iterator[str]:
    """Every expression of a rule but its context."""
    for let in rule.lets:
        yield let.expression
    for check in rule.checks:
        yield check.test
        yield from (part.expression for part in check.message if part.expression)


def _severity(element: etree._Element, otherwise: Severity) -> Severity:
    """How much a check matters: what its role, flag or severity says, or what it inherits."""
    said = " ".join(element.get(name, "") for name in ("role", "flag", "severity")).lower()
    if "warn" in said:
        return Severity.WARNING
    if "info" in said:
        return Severity.INFO
    return otherwise


def _is_ours(element: etree._Element) -> bool:
    return str(element.tag).startswith((SCH, XSL))


def _name(element: etree._Element) -> str:
    """The name of an element for a message: `rule`, `xsl:function`, or {uri}name of a stranger."""
    return str(element.tag).replace(SCH, "").replace(XSL, "xsl:")


def _wrong(file: str, reason: str, element: etree._Element | None = None) -> SchemaError:
    return SchemaError(
        diagnose("TK505", Place(file, xmlfile.line_of(element)), reason=reason.rstrip("."))
    )
