"""The library of schemas: each is compiled once for all documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tei_kit.diagnostics import Diagnostic, SchemaError, diagnose
from tei_kit.validation import engines
from tei_kit.validation.choice import Choice
from tei_kit.validation.schema_file import SchemaFile


@dataclass(frozen=True, slots=True)
class Ready:
    """The compiled schemas of a document, and the reasons why others cannot be used."""

    schemas: Sequence[engines.Schema]
    problems: Sequence[Diagnostic]


class Library:
    """Compiles schemas and keeps them.

    `phase` is for every Schematron schema, `ids` says whether grammars check identifiers, and
    `embedded_rules` runs the Schematron rules inside RELAX NG grammars, too.
    """

    def __init__(self, *, phase: str | None, ids: bool, embedded_rules: bool) -> None:
        self._phase = phase
        self._ids = ids
        self._embedded_rules = embedded_rules
        self._compiled: dict[SchemaFile, Sequence[engines.Schema] | SchemaError] = {}

    def compile(self, file: SchemaFile) -> Sequence[engines.Schema]:
        """A schema, and the rules in it if they are asked for. Raises SchemaError."""
        file = replace(file, phase=self._phase or file.phase, ids=self._ids)
        if file not in self._compiled:
            self._compiled[file] = self._made(file)
        found = self._compiled[file]
        if isinstance(found, SchemaError):
            raise found
        return found

    def _made(self, file: SchemaFile) -> Sequence[engines.Schema] | SchemaError:
        """The compiled schema of a file, or the error that tells why it cannot be used."""
        try:
            if self._embedded_rules:
                return engines.compile_with_rules(file)
            return [engines.compile_file(file)]
        except SchemaError as error:
            return error

    def ready(self, choice: Choice) -> Ready:
        """The compiled schemas of a choice, that of the DOCTYPE of the document last.

        The problem of one that cannot be used is told at the place that names it (TK512), and then
        where its mistakes are.
        """
        schemas: list[engines.Schema] = []
        problems: list[Diagnostic] = []
        for named in choice.schemas:
            try:
                schemas += self.compile(named.file)
            except SchemaError as error:
                if named.place is not None:
                    details = {"path": named.file.path, "place": error.diagnostics[0].place}
                    problems.append(diagnose("TK512", named.place, "wrong", **details))
                problems += error.diagnostics
        if choice.own_dtd:
            from tei_kit.validation import dtd

            schemas.append(dtd.InternalSchema())
        return Ready(schemas, problems)
