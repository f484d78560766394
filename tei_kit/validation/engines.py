"""Validating a file against any number of schemas: RELAX NG, Schematron, XML Schema, DTD.

Each language's module is loaded when a schema of that language is compiled, for some take longer
to load than a document takes to validate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tei_kit.diagnostics import Diagnostic, Place, SchemaError, TeiKitError, diagnose
from tei_kit.validation import bundled as schemas
from tei_kit.validation.schema_file import Language, SchemaFile, by_suffix
from tei_kit.xml.tree import Treed, XmlSource, given, opened, parse

if TYPE_CHECKING:
    from tei_kit.validation.inputs import Opened

__all__ = ["Schema", "SchemaError", "compile_file", "compile_schemas", "parse", "validate"]


NOT_READ = frozenset({"TK101", "TK501", "TK508"})
"""The codes of files that could not be read, and so could not be checked."""


class Schema(Protocol):
    """A compiled schema of any language.

    A schema whose attribute `streams` is true reads a path by itself, without a tree.
    """

    def validate(self, source: XmlSource) -> list[Diagnostic]:
        """The errors of a path or a parsed tree, by line."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of schemas in a document.

    `has_failed` says that a schema gave no answer: an expression of Schematron failed on this
    document.
    """

    diagnostics: Sequence[Diagnostic]
    has_failed: bool = False


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
    return _findings(source, _compiled(schemas))


def _findings(source: XmlSource, schemas: Sequence[Schema]) -> list[Diagnostic]:
    """The findings of compiled schemas, by line. Raises like `validate`."""
    found: list[Diagnostic] = []
    needing_a_tree: list[Schema] = []
    for schema in schemas:
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


def judged(document: Opened, schemas: Sequence[Schema]) -> Judged:
    """The findings of compiled schemas in a document that was opened."""
    if document.problems:
        return Judged(document.problems)
    try:
        return Judged(_findings(document.source, schemas))
    except SchemaError as error:
        return Judged(error.diagnostics, has_failed=True)
    except TeiKitError as error:
        return Judged(error.diagnostics)


def unread(document: Opened) -> Sequence[Diagnostic]:
    """The reasons why a document is not XML that can be read; none where it is."""
    found = document.problems
    if not found:
        try:
            opened(document.source)
        except TeiKitError as error:
            found = error.diagnostics
    return [each for each in found if each.code in NOT_READ]


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
    return _ENGINES[file.language](file)


def _relax_ng(file: SchemaFile) -> Schema:
    from tei_kit import relaxng

    return relaxng.compile(file.path, ids=file.ids)


def _schematron(file: SchemaFile) -> Schema:
    from tei_kit import schematron

    return schematron.compile(file.path, file.phase)


def _xsd(file: SchemaFile) -> Schema:
    from tei_kit.validation import xsd_judge

    return xsd_judge.compile(file.path)


def _dtd(file: SchemaFile) -> Schema:
    from tei_kit.validation import dtd

    return dtd.compile(file.path)


def _odd(file: SchemaFile) -> Schema:
    from tei_kit.odd import validating

    return validating.compile(
        file.path,
        grammar=file.language is not Language.ODD_RULES,
        rules=file.language is not Language.ODD_GRAMMAR,
        ids=file.ids,
    )


_ENGINES: Mapping[Language, Callable[[SchemaFile], Schema]] = {
    Language.RELAX_NG: _relax_ng,
    Language.SCHEMATRON: _schematron,
    Language.XSD: _xsd,
    Language.DTD: _dtd,
    Language.ODD: _odd,
    Language.ODD_GRAMMAR: _odd,
    Language.ODD_RULES: _odd,
}
"""The function that compiles a schema of each language."""


def compile_with_rules(file: SchemaFile) -> list[Schema]:
    """The compiled schema of a file; that of a grammar is followed by that of the Schematron rules
    which it holds.

    Raises SchemaError when a schema cannot be used, and (TK505) when a grammar is in the compact
    syntax, in which rules are not looked for.
    """
    rules = _rules_in(file)  # it tells what cannot be read before the grammar does
    return [compile_file(each) for each in (file, *rules)]


def _rules_in(file: SchemaFile) -> list[SchemaFile]:
    """A grammar that holds Schematron rules as a schema of its rules; nothing for others.

    Raises SchemaError like `compile_with_rules`.
    """
    if file.language is not Language.RELAX_NG:
        return []
    if file.path.suffix.lower() != ".rnc":
        from tei_kit import schematron

        has_rules = schematron.embedded(file.path)
        return [SchemaFile(file.path, Language.SCHEMATRON, file.phase)] if has_rules else []
    raise SchemaError(diagnose("TK505", Place(str(file.path)), "compact-rules"))


def _compiled(given: Sequence[Path | str | Schema] | None) -> list[Schema]:
    if given is None:
        return compile_schemas()
    return [compile_file(by_suffix(s)) if isinstance(s, str | Path) else s for s in given]
