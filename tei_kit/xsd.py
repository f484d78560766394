"""Validation with W3C XML Schema 1.0, by the package xmlschema, which is loaded only when used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tei_kit import xmlfile
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.schemas import SchemaError

if TYPE_CHECKING:
    import xmlschema


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled XML Schema; `compile` makes it."""

    _engine: xmlschema.XMLSchema

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The errors (TK504) of a path or a parsed tree, by line; none when it is valid.

        Raises TeiKitError when the file cannot be parsed (see `xmlfile.parse`).
        """
        tree = xmlfile.opened(source)
        file = xmlfile.name_of(tree)
        # use_location_hints: a document does not choose the schema that it is checked against.
        errors = self._engine.iter_errors(tree.getroot(), use_location_hints=False)
        found = [
            diagnose("TK504", Place(file, xmlfile.line_of(error)), reason=_reason(error))
            for error in errors
        ]
        return sorted(found, key=lambda diagnostic: diagnostic.place.line)


def compile(path: Path | str) -> Schema:  # noqa: A001
    """Compile an XML Schema with the files that it includes or imports, which must be local.

    Raises SchemaError: TK101 when the file cannot be read, TK501 or TK508 when it is not safe
    well-formed XML, TK505 when it is not right.
    """
    import xmlschema

    try:
        xmlfile.parse(path)
    except TeiKitError as error:
        raise SchemaError(*error.diagnostics) from error
    try:
        return Schema(xmlschema.XMLSchema(str(path), allow="local", defuse="always"))
    except (xmlschema.XMLSchemaException, OSError) as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        reason = lines[0].rstrip(".:")
        raise SchemaError(diagnose("TK505", Place(str(path)), reason=reason)) from error


def _reason(error: xmlschema.XMLSchemaValidationError) -> str:
    """xmlschema's reason with the element that it is about, on one line."""
    reason = " ".join((error.reason or "not valid").split()).rstrip(".")
    return f"{reason} (at {error.path})" if error.path else reason
