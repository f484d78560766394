"""The constraints of a schema -> one ISO Schematron schema (Guidelines 22.5.2).

A constraint that has no context gets that of the declaration that it stands in: the element, its
attribute, or the members of the class. Deprecated declarations (@validUntil) and the parameters of
processing models become rules as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from tei_kit.odd.inheritance import inherited
from tei_kit.odd.merge import changed_attribute
from tei_kit.odd.model import Attribute, Schema, Spec
from tei_kit.odd.usage import used
from tei_kit.odd.vocabulary import Kind, Mode
from tei_kit.xml.names import (
    ANNOTATIONS_NAMESPACE,
    EXAMPLES_NAMESPACE,
    RELAX_NG_NAMESPACE,
    SCH,
    SCHEMATRON_NAMESPACE,
    TEI,
    TEI_NAMESPACE,
    XML_LANG,
    XML_NAMESPACE,
    XSL,
    XSLT_NAMESPACE,
)

_DEFAULT = cast("dict[str, str]", {None: SCHEMATRON_NAMESPACE})
_DECLARED = {**_DEFAULT, "xsl": XSLT_NAMESPACE}
_SCHEMES = frozenset({"schematron", "isoschematron", ""})
_USUAL_PREFIXES = {
    TEI_NAMESPACE: "tei",
    EXAMPLES_NAMESPACE: "teix",
    RELAX_NG_NAMESPACE: "rng",
    ANNOTATIONS_NAMESPACE: "rna",
    SCHEMATRON_NAMESPACE: "sch",
    XML_NAMESPACE: "xml",
}
_TOP = frozenset({f"{SCH}{name}" for name in ("diagnostics", "phase", "properties")})
_CHECKS = frozenset({f"{SCH}assert", f"{SCH}report"})


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraintSpec, its declaration, and the context of those checks in it that state no
    context."""

    element: etree._Element
    holder: str
    context: str


def constraints(schema: Schema, language: str = "en") -> list[Constraint]:
    """The Schematron constraints of all parts of a schema, in order, each once."""
    return [each for each in _Collector(schema).all() if _is_wanted(each.element, language)]


def write(schema: Schema, language: str = "en") -> bytes:
    """The rules of a schema as a Schematron file; without rules it has no pattern."""
    collector = _Collector(schema)
    builder = _Builder(schema, collector.prefixes)
    for constraint in collector.all():
        if _is_wanted(constraint.element, language):
            builder.add(constraint)
    builder.deprecated(collector)
    builder.required_namespaces(collector)
    builder.parameters()
    return builder.finish()


def has_rules(data: bytes) -> bool:
    """Whether a Schematron file holds any rule."""
    return b"<rule" in data


def _is_wanted(element: etree._Element, language: str) -> bool:
    stated = element.get(XML_LANG)
    return element.get("scheme", "") in _SCHEMES and (stated is None or stated == language)


class _Prefixes:
    """A prefix for each namespace that contexts name."""

    def __init__(self, schema: Schema) -> None:
        self.used: dict[str, str] = {}
        self._declared: dict[str, str] = {}
        for element in schema.element.getroottree().getroot().iter(f"{SCH}ns"):
            self._declared.setdefault(element.get("uri", ""), element.get("prefix", ""))

    def of(self, namespace: str) -> str:
        """`tei:` for TEI's namespace; empty for no namespace."""
        if not namespace:
            return ""
        prefix = self._declared.get(namespace) or _USUAL_PREFIXES.get(namespace)
        if prefix is None:
            prefix = self.used.get(namespace) or f"ns{len(self.used) + 1}"
        self.used[namespace] = prefix
        return f"{prefix}:"


@dataclass(slots=True)
class _Collector:
    schema: Schema
    prefixes: _Prefixes = field(init=False)

    def __post_init__(self) -> None:
        self.prefixes = _Prefixes(self.schema)

    def all(self) -> Iterator[Constraint]:
        for element in self.schema.constraints:
            yield Constraint(element, self.schema.ident, "/")
        needed = used(self.schema)
        for spec in self.schema.specs.values():
            if spec.ident not in needed:
                continue
            for element in spec.constraints:
                yield Constraint(element, spec.ident, self.context(spec))
            for attribute in self.attributes(spec):
                for element in attribute.constraints:
                    context = self.attribute_context(spec, attribute)
                    yield Constraint(element, f"{spec.ident}-{attribute.ident}", context)

    def attributes(self, spec: Spec) -> Iterator[Attribute]:
        """The attributes that a specification declares; those of classes where it changes them."""
        for attribute in spec.attributes.attributes():
            if attribute.mode is Mode.DELETE:
                continue
            if attribute.mode is Mode.CHANGE and spec.kind is Kind.ELEMENT:
                if not attribute.constraints:
                    continue  # the constraints of the class hold for it anyway
                for one in inherited(spec, self.schema.specs):
                    if one.attribute.ident == attribute.ident:
                        yield changed_attribute(one.attribute, attribute)
                        break
            else:
                yield attribute

    def element_name(self, spec: Spec) -> str:
        namespace = self.schema.namespace if spec.namespace is None else spec.namespace
        return f"{self.prefixes.of(namespace)}{spec.name}"

    def context(self, spec: Spec) -> str:
        """The context of a check whose constraint states none."""
        if spec.kind is Kind.ELEMENT:
            return self.element_name(spec)
        if spec.kind is Kind.CLASS:
            members = [self.element_name(each) for each in self.members(spec)]
            return "|".join(members) or "*"
        return "/"

    def attribute_context(self, spec: Spec, attribute: Attribute) -> str:
        name = attribute.name
        if attribute.namespace and ":" not in name:
            name = f"{self.prefixes.of(attribute.namespace)}{name}"
        if spec.kind is Kind.ELEMENT:
            return f"{self.element_name(spec)}/@{name}"
        members = [f"{self.element_name(each)}/@{name}" for each in self.members(spec)]
        return "|".join(members) or f"@{name}"

    def members(self, class_: Spec) -> list[Spec]:
        """The elements that belong to a class, by themselves or by way of other classes."""
        found: dict[str, Spec] = {}
        pending = [class_.ident]
        seen: set[str] = set()
        while pending:
            key = pending.pop()
            if key in seen:
                continue
            seen.add(key)
            for spec in self.schema.specs.values():
                if any(member.key == key for member in spec.memberships):
                    if spec.kind is Kind.ELEMENT:
                        found[spec.ident] = spec
                    else:
                        pending.append(spec.ident)
        return [spec for spec in self.schema.specs.values() if spec.ident in found]


class _Builder:
    def __init__(self, schema: Schema, prefixes: _Prefixes) -> None:
        self._schema = schema
        self._prefixes = prefixes
        self._namespaces: dict[str, str] = {"tei": TEI_NAMESPACE}
        self._declarations: list[etree._Element] = []
        self._patterns: list[etree._Element] = []
        self._top: list[etree._Element] = []
        self._number = 0
        self._seen: set[etree._Element] = set()

    def add(self, constraint: Constraint) -> None:
        """Take over the rules of a constraint."""
        if constraint.element in self._seen:
            return
        self._seen.add(constraint.element)
        for element in constraint.element.iterchildren(f"{TEI}constraint"):
            self._constraint(element, constraint)

    def _constraint(self, element: etree._Element, constraint: Constraint) -> None:
        inside: list[etree._Element] = []
        for child in _flat(element):
            if child.tag == f"{SCH}ns":
                self._declare(child)
            elif child.tag == f"{SCH}pattern":
                self._pattern(child)
            elif child.tag in _TOP:
                self._top.append(_copied(child))
            elif str(child.tag).startswith(XSL):
                self._declarations.append(_copied(child))
            elif child.tag == f"{SCH}schema":
                self._constraint(child, constraint)
            else:
                inside.append(child)
        for nested in element.iter(f"{SCH}ns"):
            self._declare(nested)
        rules = [child for child in inside if child.tag == f"{SCH}rule"]
        checks = [child for child in inside if child.tag in _CHECKS]
        lets = [child for child in inside if child.tag == f"{SCH}let"]
        if rules:
            pattern = self._new_pattern(constraint)
            for let in lets:
                pattern.append(_copied(let))
            for rule in rules:
                pattern.append(copy := _copied(rule))
                if copy.get("context") is None and copy.get("abstract") != "true":
                    copy.set("context", constraint.context)
        elif not checks:
            self._top[:0] = [_copied(let) for let in lets]
        if checks:
            pattern = self._new_pattern(constraint)
            rule = etree.SubElement(pattern, f"{SCH}rule", context=constraint.context)
            for child in [*([] if rules else lets), *checks]:
                rule.append(_copied(child))

    def _new_pattern(self, constraint: Constraint) -> etree._Element:
        ident = constraint.element.get("ident", "constraint")
        return self._named_pattern(f"{self._schema.ident}-{constraint.holder}-{ident}")

    def _named_pattern(self, name: str) -> etree._Element:
        self._number += 1
        pattern = etree.Element(f"{SCH}pattern", id=f"{_as_id(name)}-{self._number}")
        self._patterns.append(pattern)
        return pattern

    def _pattern(self, element: etree._Element) -> None:
        copy = _copied(element)
        for ns in [*copy.iter(f"{SCH}ns")]:
            parent = ns.getparent()
            if parent is not None:
                parent.remove(ns)
        for declaration in [*copy.iterchildren(f"{XSL}*")]:  # as xsl:key, which is of the schema
            copy.remove(declaration)
            self._declarations.append(declaration)
        if next(copy.iterchildren(f"{SCH}rule"), None) is None and not copy.get("is-a"):
            # A pattern of variables alone: processors in XSLT know them in the whole schema.
            self._top += [*copy.iterchildren(f"{SCH}let")]
            return
        self._patterns.append(copy)

    def _declare(self, element: etree._Element) -> None:
        prefix = element.get("prefix", "")
        if prefix and prefix != "xsl":
            self._namespaces.setdefault(prefix, element.get("uri", ""))

    # ------------------------------------------------------------------ rules of our own

    def deprecated(self, collector: _Collector) -> None:
        """Warnings for declarations that are going to be removed (att.deprecated)."""
        for spec in self._schema.specs.values():
            is_element = spec.kind is Kind.ELEMENT
            if is_element and (until := spec.until):
                message = ("WARNING: use of deprecated element — The ", "name")
                self._warn(collector.context(spec), "true()", message, f" element {_gone(until)}")
            for attribute in spec.attributes.attributes():
                if attribute.mode is Mode.DELETE or spec.kind not in (Kind.ELEMENT, Kind.CLASS):
                    continue
                context = collector.context(spec)
                if until := attribute.until:
                    start = f"WARNING: use of deprecated attribute — @{attribute.ident} of the "
                    end = f" element {_gone(until)}"
                    self._warn(context, f"@{attribute.name}", (start, "name"), end)
                for item in attribute.values.items if attribute.values is not None else ():
                    if until := item.until:
                        start = (
                            f"WARNING: use of deprecated attribute value — The value "
                            f"'{item.ident}' of @{attribute.ident} of the "
                        )
                        test = f"@{attribute.name} = {_literal(item.name)}"
                        end = f" element {_gone(until)}"
                        self._warn(context, test, (start, "name"), end)

    def _warn(self, context: str, test: str, start: tuple[str, str], end: str) -> None:
        pattern = self._named_pattern(f"{self._schema.ident}-deprecated")
        rule = etree.SubElement(pattern, f"{SCH}rule", context=context)
        report = etree.SubElement(rule, f"{SCH}report", test=test, role="nonfatal")
        report.text = start[0]
        etree.SubElement(report, f"{SCH}{start[1]}").tail = end

    def required_namespaces(self, collector: _Collector) -> None:
        """The requirement of anyElement/@require, which holds for everything inside the element."""
        for spec in self._schema.of_kind(Kind.ELEMENT):
            if spec.content is None:
                continue
            for element in spec.content.iter(f"{TEI}anyElement"):
                words = (element.get("require") or "").split()
                if not words:
                    continue
                own = self._schema.namespace if spec.namespace is None else spec.namespace
                namespaces = list(dict.fromkeys([*words, own]))
                listed = ", ".join(_literal(namespace) for namespace in namespaces)
                pattern = self._named_pattern(f"{self._schema.ident}-{spec.ident}-anyElement")
                rule = etree.SubElement(pattern, f"{SCH}rule", context=collector.element_name(spec))
                test = f"descendant::*[not(namespace-uri(.) = ({listed}))]"
                report = etree.SubElement(rule, f"{SCH}report", test=test)
                report.text = f"descendants of {spec.ident} must be in the namespaces {listed}"

    def parameters(self) -> None:
        """The parameters that each behaviour of a processing model has (paramList)."""
        for spec in self._schema.of_kind(Kind.ELEMENT):
            for attribute in spec.attributes.attributes():
                for item in attribute.values.items if attribute.values is not None else ():
                    names = [
                        param.get("ident", "")
                        for holder in item.element.iterchildren(f"{TEI}paramList")
                        for param in holder.iterchildren(f"{TEI}paramSpec")
                    ]
                    if names:
                        self._parameters(spec, attribute, item.ident, names)

    def _parameters(
        self, spec: Spec, attribute: Attribute, value: str, names: Sequence[str]
    ) -> None:
        pattern = self._named_pattern(f"{spec.ident}-paramList")
        context = f"tei:param[parent::tei:{spec.name}/@{attribute.name}={_literal(value)}]"
        rule = etree.SubElement(pattern, f"{SCH}rule", context=context)
        test = " or ".join(f"@name={_literal(name)}" for name in names)
        check = etree.SubElement(rule, f"{SCH}assert", test=test, role="error")
        check.text = "Parameter name '"
        etree.SubElement(check, f"{SCH}value-of", select="@name").tail = "'  (on "
        select = "ancestor::tei:elementSpec/@ident"
        etree.SubElement(
            check, f"{SCH}value-of", select=select
        ).tail = f") not allowed. Must  be  drawn from the list: {', '.join(names)}"

    # ------------------------------------------------------------------ the file

    def finish(self) -> bytes:
        """The file, in the order that ISO Schematron has."""
        root = etree.Element(f"{SCH}schema", {"queryBinding": "xslt2"}, _DECLARED)
        etree.SubElement(root, f"{SCH}title").text = f"Rules of {self._schema.title}"
        for namespace, prefix in self._prefixes.used.items():
            if prefix not in self._namespaces and namespace != XML_NAMESPACE:
                self._namespaces[prefix] = namespace
        for prefix, namespace in self._namespaces.items():
            etree.SubElement(root, f"{SCH}ns", prefix=prefix, uri=namespace)
        lets = [element for element in self._top if element.tag == f"{SCH}let"]
        phases = [element for element in self._top if element.tag == f"{SCH}phase"]
        others = [e for e in self._top if e.tag not in (f"{SCH}let", f"{SCH}phase")]
        for element in [*self._declarations, *phases, *lets, *self._patterns, *others]:
            root.append(element)
        etree.cleanup_namespaces(root, top_nsmap=_DEFAULT)
        _indent(root)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _flat(element: etree._Element) -> Iterator[etree._Element]:
    yield from element.iterchildren(f"{SCH}*", f"{XSL}*")


def _copied(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


def _indent(root: etree._Element) -> None:
    """Line breaks between the parts of the schema; the content of rules stays as it was written."""
    root.text = "\n  "
    for child in root:
        child.tail = "\n  "
        if child.tag == f"{SCH}pattern" and not (child.text or "").strip():
            child.text = "\n    "
            for rule in child:
                rule.tail = "\n    "
            if len(child):
                child[-1].tail = "\n  "
    if len(root):
        root[-1].tail = "\n"


def _gone(until: str) -> str:
    return f"will be removed from the TEI on {until}."


def _literal(text: str) -> str:
    """A string of XPath 2."""
    return "'" + text.replace("'", "''") + "'"


def _as_id(text: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-._" else "_" for c in text)
    return kept if kept[:1].isalpha() or kept[:1] == "_" else f"_{kept}"
