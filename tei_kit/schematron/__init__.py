"""Validation with ISO Schematron (ISO/IEC 19757-3:2016, and what is plain in the 2020 edition).

`compile` reads a .sch file, or the rules that stand in a RELAX NG grammar as in TEI's own. The
query bindings are xslt and xslt1 (XPath 1.0, also when none is named), xpath2, xpath3 and xpath31,
xslt2 and xslt3. What takes an XSLT processor (xsl:function, xsl:copy-of, format-number in XSLT 1.0)
runs on saxonche when it is installed. Whatever else a schema asks for is refused by name when it is
compiled, so that no rule is ever passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from lxml import etree

from tei_kit.diagnostics import Diagnostic
from tei_kit.record import record
from tei_kit.schematron.assembly import assemble, has_rules
from tei_kit.schematron.engine import BINDINGS, NeedsProcessorError, prepare
from tei_kit.schematron.model import Definition, Finding
from tei_kit.schematron.reader import read_definition
from tei_kit.schematron.vocabulary import wrong
from tei_kit.xml import tree as xmlfile

__all__ = ["Schema", "compile", "embedded"]


class _Runner(Protocol):
    def run(self, tree: etree._ElementTree) -> Iterable[Finding]:
        """The checks that fire on a document."""


@record
class Schema:
    """A compiled Schematron schema; `compile` makes it."""

    _runner: _Runner

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The failed assertions and successful reports for a path or a parsed tree, by line.

        They are TK503 (errors) or TK507 (warnings: role, flag or severity says so), at the line of
        the node or of its subject. Raises TeiKitError when the file cannot be parsed (see
        `xmlfile.parse`), SchemaError (TK505) when an expression of the schema cannot be evaluated.
        """
        tree = xmlfile.opened(source)
        file = xmlfile.name_of(tree)
        found = [finding.diagnostic(file) for finding in self._runner.run(tree)]
        return sorted(found, key=lambda diagnostic: diagnostic.place.line)


def compile(path: Path | str, phase: str | None = None) -> Schema:  # noqa: A001
    """Compile an ISO Schematron schema, or the rules in a RELAX NG grammar, for one phase.

    The phase is a name, `#ALL` for every pattern, or `#DEFAULT` (as None) for the one that the
    schema names, which is every pattern when it names none. Inclusions are read from local files.

    Raises SchemaError: TK101 when the file cannot be read, TK501 or TK508 when it is not safe
    well-formed XML, TK505 with the line when it is not right or uses something not supported.
    """
    schema = assemble(path)
    definition = read_definition(schema, str(path), phase)
    if definition.binding not in BINDINGS:
        raise wrong(f"queryBinding '{definition.binding}' is not supported", schema)
    return Schema(_runner(definition))


def embedded(path: Path | str) -> bool:
    """Whether a RELAX NG grammar (XML syntax) holds Schematron rules that `compile` would run.

    Raises SchemaError when it, or a grammar that it includes, cannot be read.
    """
    return has_rules(path)


def _runner(definition: Definition) -> _Runner:
    try:
        return prepare(definition)
    except NeedsProcessorError as error:
        from tei_kit.schematron import saxon  # few schemas need a processor

        return saxon.prepare(definition, error.construct)
