"""Validation with ISO Schematron (ISO/IEC 19757-3:2016, and the plain parts of the 2020 edition).

`compile` reads a .sch file, or the rules that stand in a RELAX NG grammar as in TEI's own. The
query bindings are xslt and xslt1 (XPath 1.0, also when none is named), xpath2, xpath3 and xpath31,
xslt2 and xslt3. Schemas that need an XSLT processor (xsl:function, xsl:copy-of, format-number in
XSLT 1.0) run on saxonche when it is installed. Any other feature is refused by name when a schema
is compiled, so that no rule is ever passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, diagnose
from tei_kit.record import record
from tei_kit.schematron.apart import may_not_end
from tei_kit.schematron.apart import validate as validate_apart
from tei_kit.schematron.assembly import assemble, has_rules
from tei_kit.schematron.bindings import BINDINGS
from tei_kit.schematron.model import Definition, Finding, NeedsProcessorError
from tei_kit.schematron.places import places
from tei_kit.schematron.reader import Read, read_leniently
from tei_kit.schematron.vocabulary import wrong
from tei_kit.xml import tree as xmlfile

__all__ = ["Schema", "compile", "embedded"]


class _Runner(Protocol):
    def run(self, tree: etree._ElementTree) -> Iterable[Finding]:
        """The checks that fire on a document."""


@record
class _Apart:
    """The path and phase of a schema that runs in a process of its own."""

    path: Path
    phase: str | None


@record
class Schema:
    """A compiled Schematron schema; `compile` makes it."""

    _runner: _Runner
    notes: Sequence[Diagnostic] = ()
    """Information (TK541) on the engine that evaluates the schema."""
    _apart: _Apart | None = None

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The failed assertions and successful reports for a path or a parsed tree, by line.

        They are TK503 (errors) or TK507 (warnings: role, flag or severity says so), at the line of
        the node or of its subject. Raises TeiKitError when the file cannot be parsed (see
        `xmlfile.parse`), SchemaError (TK505) when an expression of the schema cannot be evaluated.
        """
        tree = xmlfile.opened(source)
        if self._apart is not None:
            return validate_apart(self._apart.path, self._apart.phase, tree)
        findings = [*self._runner.run(tree)]
        at = places(tree, [finding.at for finding in findings])
        found = [f.diagnostic(at[f.at]) for f in findings]
        return sorted(found, key=lambda d: (d.place.line, d.place.column))


def compile(  # noqa: A001
    path: Path | str, phase: str | None = None, *, apart: bool = False
) -> Schema:
    """Compile an ISO Schematron schema, or the rules in a RELAX NG grammar, for one phase.

    The phase is a name, `#ALL` for every pattern, or `#DEFAULT` (as None) for the default phase of
    the schema; a schema without a default phase runs every pattern. Inclusions are read from local
    files.

    A schema whose functions call themselves, or whose expressions have loops inside loops, is run
    in a process of its own, which is ended when it takes too long; `apart` says that this is that
    process.

    Raises SchemaError: TK101 when the file cannot be read, TK501 or TK508 when it is not safe
    well-formed XML, TK505 with the line when it is not right or uses something not supported.
    """
    schema = assemble(path)
    read = read_leniently(schema, str(path), phase)
    definition = read.definition
    if definition.binding not in BINDINGS:
        raise wrong(f"queryBinding '{definition.binding}' is not supported", schema)
    runner = _checked_runner(read)
    notes = [diagnose("TK541", Place(str(path)))] if _is_slow(definition, runner) else []
    is_endless = not apart and may_not_end(definition)
    return Schema(runner, notes, _Apart(Path(path), phase) if is_endless else None)


def embedded(path: Path | str) -> bool:
    """Whether a RELAX NG grammar (XML syntax) holds Schematron rules that `compile` would run.

    Raises SchemaError when it, or a grammar that it includes, cannot be read.
    """
    return has_rules(path)


def _checked_runner(read: Read) -> _Runner:
    """The engine of a schema; raises SchemaError with all of its mistakes, by their places."""
    errors = [*read.errors]
    try:
        runner = _runner(read.definition)
        if not errors:
            return runner
    except SchemaError as error:
        errors += error.diagnostics
    places = {each: (each.place.file, each.place.line, each.place.column) for each in errors}
    raise SchemaError(*sorted(places, key=lambda each: places[each]))


def _runner(definition: Definition) -> _Runner:
    """The engine of a query binding: libxslt for 1.0, Saxon or else elementpath for later ones."""
    try:
        if BINDINGS[definition.binding] == "1.0":
            from tei_kit.schematron import libxslt

            return libxslt.prepare(definition)
        from tei_kit.schematron import saxon

        if saxon.is_installed():
            return saxon.prepare(definition)
        from tei_kit.schematron import engine

        return engine.prepare(definition)
    except NeedsProcessorError as error:
        from tei_kit.schematron import saxon

        return saxon.prepare(definition, error.construct)


def _is_slow(definition: Definition, runner: _Runner) -> bool:
    """Whether elementpath runs the schema, which takes longer than Saxon."""
    if BINDINGS[definition.binding] == "1.0":
        return False
    from tei_kit.schematron.engine import XPathRunner

    return isinstance(runner, XPathRunner)
