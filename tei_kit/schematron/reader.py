"""Reads an assembled schema element into the model: abstract rules and patterns filled in, one
phase chosen (ISO/IEC 19757-3, clauses 5 and 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from itertools import chain

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, Severity
from tei_kit.record import record
from tei_kit.schematron.model import Check, Construct, Definition, Let, Part, Pattern, Rule
from tei_kit.schematron.vocabulary import (
    FILE,
    GATHERED,
    INLINE,
    is_ours,
    name_of,
    place_of,
    strangers,
    wrong,
)
from tei_kit.schematron.xpath import Key
from tei_kit.schematron.xpath.scan import with_variables
from tei_kit.xml.names import SCH, XSL

_EVERY_PATTERN = "#ALL"
_DEFAULT_PHASE = "#DEFAULT"
# Stands for expressions that are missing, so that the other expressions can be checked
_ANYTHING = "*"
_NOTHING = "''"
_IN_RULES = tuple(f"{SCH}{name}" for name in ("let", "assert", "report", "extends"))

# $name, the form of a param of an abstract pattern
_PARAMETER = re.compile(r"\$ ([\w.-]+)", re.VERBOSE)


def read_definition(schema: etree._Element, file: str, phase: str | None) -> Definition:
    """The model of a schema for one phase: a name, #ALL, or None or #DEFAULT for the schema's own.

    Raises SchemaError (TK505) for mistakes, with their places.
    """
    read = read_leniently(schema, file, phase)
    if read.errors:
        raise SchemaError(*read.errors)
    return read.definition


@record
class Read:
    """The parts of a schema that could be read, and the mistakes (TK505) in the parts left out."""

    definition: Definition
    errors: Sequence[Diagnostic]


def read_leniently(schema: etree._Element, file: str, phase: str | None) -> Read:
    """The model of a schema for one phase, without its parts that are not right."""
    elements = _SchematronElements(schema, file)
    definition = elements.definition(phase)
    return Read(definition, [*dict.fromkeys(elements.errors)])


class _SchematronElements:
    """Reads the elements of one schema; every method returns the part of the model that it read."""

    def __init__(self, root: etree._Element, file: str) -> None:
        self._root = root
        self._file = file
        self.errors: list[Diagnostic] = []
        self._strange: set[etree._Element] = set()
        """The elements with a mistake that has been told; others follow from it."""
        self._needs_xslt: list[Construct] = []
        self._diagnostics = {e.get("id", ""): e for e in root.iter(f"{SCH}diagnostic")}
        self._properties = {e.get("id", "") for e in root.iter(f"{SCH}property")}
        # The rules of sch:rules (2020), and of grammars, where each rule stands by itself
        self._shared_rules = {
            name: rule
            for holder in root.iterchildren(f"{SCH}rules", f"{SCH}pattern")
            if holder.tag == f"{SCH}rules" or holder.get(GATHERED)
            for name, rule in _abstract_rules(holder).items()
        }

    def definition(self, phase: str | None) -> Definition:
        for element in self._root.iter(f"{SCH}*"):
            strange = [*strangers(element)]
            if strange:
                self.errors += strange
                self._strange.add(element)
        chosen = None
        with self._noted():
            chosen = self._phase(phase)
        concrete = [*self._concrete_patterns(chosen)]
        lets = self._outer_lets(chosen)
        of_patterns = [self._lets(element) for element in concrete]
        self._note_collisions(lets, of_patterns)
        renamed = [*map(_with_own_names, concrete, _own_names(of_patterns))]
        patterns = [self._pattern(element) for element in renamed]
        lets += [let for element in renamed for let in self._lets(element)]
        # TEI's tools leave those of a constraint in its pattern; they hold for the whole schema.
        holders = (self._root, *renamed)
        declarations = [e for holder in holders for e in holder.iterchildren(f"{XSL}*")]
        keys = [*self._keys(declarations)]
        return Definition(
            self._file,
            self._root.get("queryBinding", "").lower(),
            self._namespaces(),
            keys,
            lets,
            patterns,
            declarations,
            self._needs_xslt[0] if self._needs_xslt else None,
        )

    @contextmanager
    def _noted(self) -> Iterator[None]:
        """Mistakes inside are noted, and reading goes on after it."""
        try:
            yield
        except SchemaError as error:
            self.errors += error.diagnostics

    def _namespaces(self) -> dict[str, str]:
        found = {}
        for ns in self._root.iterchildren(f"{SCH}ns"):
            if ns in self._strange:
                continue
            with self._noted():
                found[self._required(ns, "prefix")] = self._required(ns, "uri")
        return found

    def _keys(self, declarations: Sequence[etree._Element]) -> Iterator[Key]:
        for element in declarations:
            is_plain = len(element) == 0 and not {*element.attrib} - {"name", "match", "use", FILE}
            if element.tag == f"{XSL}key" and is_plain:
                with self._noted():
                    name, match, use = (
                        self._required(element, n) for n in ("name", "match", "use")
                    )
                    yield Key(name, match, use)
            else:
                self._note_xslt(name_of(element), element)

    # -------------------------------------------------------------- variables

    def _outer_lets(self, phase: etree._Element | None) -> list[Let]:
        """The variables of the schema and of the phase, whose variables hide the schema's."""
        of_schema = self._lets(self._root)
        of_phase = [] if phase is None else self._lets(phase)
        hidden = {let.name for let in of_phase}
        return [*(let for let in of_schema if let.name not in hidden), *of_phase]

    def _note(self, reason: str, at: etree._Element | Place) -> None:
        self.errors += wrong(reason, at).diagnostics

    def _note_collisions(self, lets: Sequence[Let], of_patterns: Sequence[Sequence[Let]]) -> None:
        """Note when a pattern defines a variable that is defined outside it.

        "It is an error for a variable to be multiply defined" (ISO/IEC 19757-3:2016, 5.4.5).
        """
        outside = {let.name for let in lets}
        for let in (let for lets in of_patterns for let in lets):
            if let.name in outside:
                self._note(f"the let '{let.name}' is defined for the whole schema, too", let.place)

    # -------------------------------------------------------------- phases and patterns

    def _phase(self, name: str | None) -> etree._Element | None:
        """The phase element of a name; None when every pattern is to run."""
        if name is None or name == _DEFAULT_PHASE:
            name = self._root.get("defaultPhase", _EVERY_PATTERN)
        if name == _EVERY_PATTERN:
            return None
        phases = {phase.get("id", ""): phase for phase in self._root.iterchildren(f"{SCH}phase")}
        if name not in phases:
            names = ", ".join([*phases, _EVERY_PATTERN])
            raise wrong(f"there is no phase '{name}'; the phases are {names}", self._root)
        return phases[name]

    def _concrete_patterns(self, phase: etree._Element | None) -> Iterator[etree._Element]:
        """The patterns to run; instances of abstract patterns are filled in."""
        every = [*self._root.iterchildren(f"{SCH}pattern")]
        abstract = {p.get("id", ""): p for p in every if p.get("abstract") == "true"}
        active = None if phase is None else self._active(phase, every)
        for pattern in every:
            if pattern.get("abstract") == "true":
                continue
            if active is None or pattern.get("id") in active:
                with self._noted():
                    yield self._instance(pattern, abstract)

    def _active(self, phase: etree._Element, patterns: Sequence[etree._Element]) -> set[str]:
        known = {pattern.get("id") for pattern in patterns}
        names = set()
        for active in phase.iterchildren(f"{SCH}active"):
            name = self._required(active, "pattern")
            if name not in known:
                self._note(f"there is no pattern '{name}' to be active", active)
            names.add(name)
        return names

    def _instance(
        self, pattern: etree._Element, abstract: Mapping[str, etree._Element]
    ) -> etree._Element:
        """The pattern itself, or a copy of the abstract pattern that it names, with its params put
        in.
        """
        name = pattern.get("is-a")
        if name is None:
            return pattern
        if name not in abstract:
            raise wrong(f"there is no abstract pattern '{name}'", pattern)
        values = {
            param.get("name", ""): param.get("value", "")
            for param in chain(
                abstract[name].iterchildren(f"{SCH}param"), pattern.iterchildren(f"{SCH}param")
            )
        }
        copy = deepcopy(abstract[name])
        copy.set(FILE, place_of(abstract[name]).file)
        for element in copy.iter(f"{SCH}*", f"{XSL}*"):
            for attribute, text in element.items():
                if attribute != FILE:
                    filled = _PARAMETER.sub(lambda m: values.get(m[1], m[0]), str(text))
                    element.set(attribute, filled)
        return copy

    def _pattern(self, element: etree._Element) -> Pattern:
        rules = [
            self._rule(rule)
            for rule in element.iterchildren(f"{SCH}rule")
            if rule.get("abstract") != "true"
        ]
        documents = element.get("documents", "").strip()
        return Pattern(rules, documents, place_of(element))

    # -------------------------------------------------------------- rules

    def _rule(self, element: etree._Element) -> Rule:
        context = _ANYTHING
        with self._noted():
            context = self._required(element, "context")
        parts = [*self._with_extensions(element, ())]
        lets = self._read_lets(part for part in parts if part.tag == f"{SCH}let")
        checks = []
        for part in parts:
            if part.tag != f"{SCH}let":
                with self._noted():
                    checks.append(self._check(part, element))
        return Rule(context, lets, checks, place_of(element))

    def _with_extensions(
        self, rule: etree._Element, through: Sequence[str]
    ) -> Iterator[etree._Element]:
        """The lets and checks of a rule, and in their places those of the abstract rules that it
        extends.
        """
        for child in rule.iterchildren(*_IN_RULES):
            if child.tag != f"{SCH}extends":
                yield child
                continue
            name, extended = "", None
            with self._noted():
                name = self._required(child, "rule")
                extended = self._abstract_rule(name, rule)
                if extended is None:
                    raise wrong(
                        f"there is no abstract rule '{name}' to extend in this pattern", child
                    )
                if name in through:
                    raise wrong(f"the abstract rule '{name}' extends itself", child)
            if extended is not None and name not in through:
                yield from self._with_extensions(extended, (*through, name))

    def _abstract_rule(self, name: str, user: etree._Element) -> etree._Element | None:
        """The abstract rule of a name in the pattern of a rule, or among those that every pattern
        sees.
        """
        holder = user.getparent()
        own = {} if holder is None else _abstract_rules(holder)
        return own.get(name, self._shared_rules.get(name))

    def _check(self, element: etree._Element, rule: etree._Element) -> Check:
        message = [*self._message(element)]
        for name in element.get("diagnostics", "").split():
            if name not in self._diagnostics:
                raise wrong(f"there is no diagnostic '{name}'", element)
            message += [Part(" "), *self._message(self._diagnostics[name])]
        for name in element.get("properties", "").split():
            if name not in self._properties:
                raise wrong(f"there is no property '{name}'", element)
        return Check(
            element.get("id", ""),
            self._required(element, "test"),
            element.tag == f"{SCH}report",
            _severity(element, _severity(rule, Severity.ERROR)),
            element.get("subject", rule.get("subject", "")),
            message,
            place_of(element),
        )

    def _message(self, element: etree._Element) -> Iterator[Part]:
        yield Part(element.text or "")
        for child in element.iterchildren():
            if child.tag == f"{SCH}value-of":
                yield Part(expression=self._required(child, "select"))
            elif child.tag == f"{SCH}name":
                yield Part(expression=child.get("path", "name()"))
            elif child.tag in {f"{SCH}{name}" for name in INLINE}:
                yield from self._message(child)
            elif str(child.tag).startswith(XSL):
                self._note_xslt(name_of(child), child)
                yield Part(instruction=child)
            elif isinstance(child.tag, str) and is_ours(child):
                raise wrong(f"{name_of(child)} is not supported here", child)
            yield Part(child.tail or "")

    # -------------------------------------------------------------- small parts

    def _lets(self, holder: etree._Element) -> list[Let]:
        return self._read_lets(holder.iterchildren(f"{SCH}let"))

    def _read_lets(self, elements: Iterable[etree._Element]) -> list[Let]:
        """The variables; two of the same name are a mistake."""
        lets: dict[str, Let] = {}
        for element in elements:
            with self._noted():
                let = self._let(element)
                if let.name in lets:
                    raise wrong(f"the let '{let.name}' is defined twice", let.place)
                lets[let.name] = let
        return [*lets.values()]

    def _let(self, element: etree._Element) -> Let:
        name, expression = self._required(element, "name"), element.get("value", "").strip()
        has_content = len(element) > 0 or bool((element.text or "").strip())
        if element in self._strange:
            return Let(name, _NOTHING, None, "", place_of(element))
        if bool(expression) == has_content:
            self._note(f"the let '{name}' needs either @value or content", element)
            return Let(name, expression or _NOTHING, None, "", place_of(element))
        for instruction in element.iter(f"{XSL}*"):
            self._note_xslt(name_of(instruction), instruction)
        if element.get("as"):
            self._note_xslt("let/@as", element)
        content = element if has_content else None
        return Let(name, expression, content, element.get("as", ""), place_of(element))

    def _required(self, element: etree._Element, attribute: str) -> str:
        value = (element.get(attribute) or "").strip()
        if not value and element in self._strange:
            return _ANYTHING
        if not value:
            raise wrong(f"{name_of(element)} has no @{attribute}", element)
        return value

    def _note_xslt(self, construct: str, element: etree._Element) -> None:
        self._needs_xslt.append(Construct(construct, place_of(element)))


def _abstract_rules(holder: etree._Element) -> dict[str, etree._Element]:
    rules = holder.iterchildren(f"{SCH}rule")
    return {rule.get("id", ""): rule for rule in rules if rule.get("abstract") == "true"}


def _own_names(of_patterns: Sequence[Sequence[Let]]) -> Iterator[Mapping[str, str]]:
    """For each pattern new names for those of its variables whose names other patterns use too."""
    names = [let.name for lets in of_patterns for let in lets]
    for number, lets in enumerate(of_patterns, 1):
        yield {let.name: f"{let.name}-{number}" for let in lets if names.count(let.name) > 1}


def _with_own_names(pattern: etree._Element, names: Mapping[str, str]) -> etree._Element:
    """The pattern, its variables renamed in its own expressions."""
    if not names:
        return pattern
    copy = deepcopy(pattern)
    copy.set(FILE, place_of(pattern).file)
    for let in copy.iterchildren(f"{SCH}let"):
        let.set("name", names.get(let.get("name", ""), let.get("name", "")))
    for element in copy.iter(f"{SCH}*", f"{XSL}*"):
        for attribute, text in element.items():
            if "$" in str(text):
                element.set(attribute, with_variables(str(text), names))
    return copy


def _severity(element: etree._Element, otherwise: Severity) -> Severity:
    """The severity of a check: by its severity, role or flag, or inherited.

    The standard leaves the names free; these names are in use, TEI's `nonfatal` among them.
    """
    said = " ".join(element.get(name, "") for name in ("severity", "role", "flag")).lower()
    if "warn" in said or "nonfatal" in said:
        return Severity.WARNING
    if "info" in said:
        return Severity.INFO
    return Severity.ERROR if "error" in said or "fatal" in said else otherwise
