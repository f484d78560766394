"""The model of a Schematron schema: the reader makes it, and the engines run it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, Severity, diagnose
from tei_kit.record import record
from tei_kit.schematron.xpath import Key


@record
class Part:
    """A piece of a message: text as it is, an expression whose string goes there, or an XSLT
    instruction that makes it."""

    text: str = ""
    expression: str = ""
    instruction: etree._Element | None = None


@record
class Let:
    """A variable: an expression, or the content of a let that has no expression."""

    name: str
    expression: str
    content: etree._Element | None
    type: str
    place: Place


@record
class Check:
    """An assert or a report."""

    identifier: str
    test: str
    fails_when: bool
    severity: Severity
    subject: str
    message: Sequence[Part]
    place: Place


@record
class Rule:
    """A concrete rule, with the checks of the rules that it extends."""

    context: str
    lets: Sequence[Let]
    checks: Sequence[Check]
    place: Place


@record
class Pattern:
    """A concrete pattern: each node is checked by the first of its rules that matches."""

    rules: Sequence[Rule]
    documents: str
    """An expression for the addresses of the documents to check; empty for the document at hand."""
    place: Place


@record
class Construct:
    """A construct of a schema that only an XSLT processor can run, and its place."""

    name: str
    place: Place


@record
class Definition:
    """A whole schema with one phase chosen."""

    file: str
    binding: str
    namespaces: Mapping[str, str]
    keys: Sequence[Key]
    lets: Sequence[Let]
    """Of the schema, the phase and the patterns; the names are all different."""
    patterns: Sequence[Pattern]
    declarations: Sequence[etree._Element]
    """The xsl:key, xsl:function and so on at its top, as they are written."""
    needs_xslt: Construct | None


@record
class Position:
    """A node as the path of its element, comment or instruction: "1/3/2" is the second child of the
    third child of the first; the empty path is the document itself. `document` is the address of
    another document than the document that is checked."""

    path: str
    document: str = ""


@record
class Finding:
    """A check that fired: its identifier, the position of its subject, and its message."""

    identifier: str
    severity: Severity
    at: Position
    message: str

    def diagnostic(self, place: Place) -> Diagnostic:
        """TK503 for an error, TK507 for anything milder, at a place."""
        message = " ".join(self.message.split())
        reason = f"{message} [{self.identifier}]" if self.identifier else message
        code = "TK503" if self.severity is Severity.ERROR else "TK507"
        found = diagnose(code, place, reason=reason)
        return replace(found, severity=self.severity)


def failure(rule: Rule, at: Position, reason: str) -> Finding:
    """The finding that a rule could not be evaluated at a node, because of the data there.

    It counts as an error of the document, which must not pass as valid.
    """
    where = f"{Path(rule.place.file).name}, line {rule.place.line}"
    message = f"the rule of {where} cannot be evaluated here: {reason.rstrip('.')}."
    return Finding("", Severity.ERROR, at, message)


class NeedsProcessorError(Exception):
    """The schema uses something of XSLT 2.0 or 3.0; `construct` names it."""

    def __init__(self, construct: Construct) -> None:
        super().__init__(construct.name)
        self.construct = construct
