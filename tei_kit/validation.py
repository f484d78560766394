"""Validating a file against any number of schemas: RELAX NG, W3C XML Schema, Schematron."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tei_kit import relaxng, schemas, schematron
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.schemas import SchemaError
from tei_kit.xmlfile import XmlSource, opened, parse

__all__ = ["Schema", "SchemaError", "compile_schemas", "parse", "validate"]


class Schema(Protocol):
    """A compiled schema of any language."""

    def validate(self, source: XmlSource) -> list[Diagnostic]:
        """What is wrong with a path or a parsed tree, by line."""


def validate(
    source: XmlSource, schemas: Sequence[Path | str | Schema] | None = None
) -> list[Diagnostic]:
    """What every schema finds in a path or a parsed tree, by line; nothing when it is valid.

    The schemas are paths, or what `compile_schemas` gave; without any, the bundled .rng, .xsd and
    .sch. Raises TeiKitError when the file cannot be parsed (TK101, TK501, TK508), SchemaError when
    a schema cannot be used (TK505) and TeiKitError when its suffix is not known (TK506).
    """
    tree = opened(source)
    found = [diagnostic for schema in _compiled(schemas) for diagnostic in schema.validate(tree)]
    return sorted(found, key=lambda diagnostic: diagnostic.place.line)


def compile_schemas(paths: Sequence[Path | str] | None = None) -> list[Schema]:
    """The compiled schemas of some paths, by suffix; without any, the bundled ones.

    Raises SchemaError when a schema cannot be used, TeiKitError (TK506) when its suffix is not
    .rng, .rnc, .xsd or .sch.
    """
    if paths is None:
        return [_compile(schemas.path(name)) for name in schemas.VALIDATING]
    return [_compile(Path(path)) for path in paths]


def _compiled(given: Sequence[Path | str | Schema] | None) -> list[Schema]:
    if given is None:
        return compile_schemas()
    return [_compile(Path(one)) if isinstance(one, str | Path) else one for one in given]


def _compile(path: Path) -> Schema:
    match path.suffix.lower():
        case ".rng" | ".rnc":
            return relaxng.compile(path)
        case ".sch":
            return schematron.compile(path)
        case ".xsd":
            from tei_kit import xsd  # xmlschema takes a while to load

            return xsd.compile(path)
        case _:
            raise TeiKitError(diagnose("TK506", Place(str(path)), file=path.name))
