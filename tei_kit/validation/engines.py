"""Validating a file against any number of schemas: RELAX NG, Schematron, XML Schema, DTD.

Each language's module is loaded when a schema of that language is compiled, for some take longer
to load than a document takes to validate.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, diagnose
from tei_kit.validation import bundled as schemas
from tei_kit.validation.schema_file import Language, SchemaFile, by_suffix
from tei_kit.xml.tree import Treed, XmlSource, given, opened, parse

__all__ = ["Schema", "SchemaError", "compile_file", "compile_schemas", "parse", "validate"]

NOT_READ = frozenset({"TK101", "TK501", "TK508"})
"""The codes of what could not be read, and so not be checked."""


class Schema(Protocol):
    """A compiled schema of any language.

    A schema whose attribute `streams` is true reads a path by itself, without a tree.
    """

    def validate(self, source: XmlSource) -> list[Diagnostic]:
        """The errors of a path or a parsed tree, by line."""


def validate(
    source: XmlSource | Treed, schemas: Sequence[Path | str | Schema] | None = None
) -> list[Diagnostic]:
    """The findings of all schemas in a path, a parsed tree or a Conversion, by line; an empty list
    for a valid document.

    The schemas are paths, or compiled by `compile_schemas`; without any, they are the bundled .rng,
    .xsd and .sch. A path is parsed once for all the schemas that need a tree, and not at all when
    no schema does. Raises TeiKitError when the file cannot be parsed (TK101, TK501, TK508),
    SchemaError when a schema cannot be used (TK505) and TeiKitError when its suffix is not known
    (TK506).
    """
    source = given(source)
    found: list[Diagnostic] = []
    needing_a_tree: list[Schema] = []
    for schema in _compiled(schemas):
        if not _reads(schema, source):
            needing_a_tree.append(schema)
            continue
        found += schema.validate(source)
        if any(diagnostic.code in NOT_READ for diagnostic in found):
            return _in_order(found)  # every other schema would only say so again
    if needing_a_tree:
        tree = opened(source)
        for schema in needing_a_tree:
            found += schema.validate(tree)
    return _in_order(found)


def notes(schema: Schema) -> Sequence[Diagnostic]:
    """The notes of compiled schemas: information that is the same for every file."""
    return getattr(schema, "notes", ())


def _reads(schema: Schema, source: XmlSource) -> bool:
    """Whether a schema reads a source by itself, without a tree."""
    return isinstance(source, str | Path) and bool(getattr(schema, "streams", False))


def _in_order(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    return sorted(found, key=lambda diagnostic: (diagnostic.place.line, diagnostic.place.column))


def compile_schemas(paths: Sequence[Path | str] | None = None) -> list[Schema]:
    """The compiled schemas of some paths, by suffix; without paths, the bundled schemas.

    Raises SchemaError when a schema cannot be used, TeiKitError (TK506) when its suffix is not
    .rng, .rnc, .sch, .xsd, .dtd or .odd.
    """
    files = bundled() if paths is None else [by_suffix(path) for path in paths]
    return [compile_file(file) for file in files]


def bundled() -> list[SchemaFile]:
    """The schemas of the package, for documents for which nobody names a schema."""
    return [by_suffix(schemas.path(name)) for name in schemas.VALIDATING]


def compile_file(file: SchemaFile) -> Schema:
    """The compiled schema of a file. Raises SchemaError when it cannot be used."""
    match file.language:
        case Language.RELAX_NG:
            from tei_kit import relaxng

            return relaxng.compile(file.path, ids=file.ids)
        case Language.SCHEMATRON:
            from tei_kit import schematron

            return schematron.compile(file.path, file.phase)
        case Language.XSD:
            from tei_kit.validation import xsd_judge

            return xsd_judge.compile(file.path)
        case Language.DTD:
            from tei_kit.validation import dtd

            return dtd.compile(file.path)
        case Language.ODD | Language.ODD_GRAMMAR | Language.ODD_RULES:
            from tei_kit.odd import validating

            return validating.compile(
                file.path,
                grammar=file.language is not Language.ODD_RULES,
                rules=file.language is not Language.ODD_GRAMMAR,
                ids=file.ids,
            )


def with_embedded_rules(file: SchemaFile) -> list[SchemaFile]:
    """A schema file; a grammar that holds Schematron rules is given a second time, for its rules.

    Raises SchemaError when a grammar cannot be read, and (TK505) when it is in the compact syntax,
    in which rules are not looked for.
    """
    if file.language is not Language.RELAX_NG:
        return [file]
    if file.path.suffix.lower() == ".rnc":
        raise SchemaError(diagnose("TK505", Place(str(file.path)), "compact-rules"))
    from tei_kit import schematron

    has_rules = schematron.embedded(file.path)
    rules = SchemaFile(file.path, Language.SCHEMATRON, file.phase)
    return [file, rules] if has_rules else [file]


def _compiled(given: Sequence[Path | str | Schema] | None) -> list[Schema]:
    if given is None:
        return compile_schemas()
    return [compile_file(by_suffix(s)) if isinstance(s, str | Path) else s for s in given]
