"""Locating the file of a schema that a document names. Nothing is ever fetched from a network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, SchemaError, TeiKitError, diagnose
from tei_kit.files import What
from tei_kit.validation import bundled
from tei_kit.validation.associations import Association
from tei_kit.validation.schema_file import SUFFIXES, Language, SchemaFile
from tei_kit.xml.addresses import local_path, split

if TYPE_CHECKING:
    from tei_kit.validation.catalog import Catalog

_OF_ODD: Mapping[Language | None, Language] = {
    Language.RELAX_NG: Language.ODD_GRAMMAR,
    Language.XSD: Language.ODD_GRAMMAR,
    Language.DTD: Language.ODD_GRAMMAR,
    Language.SCHEMATRON: Language.ODD_RULES,
}
"""The part of an ODD by the language of the schema that a document names: the grammar or the
rules."""
_UNUSABLE = "the schema named here cannot be used: "
"""The beginning of the sentences of TK512."""


@dataclass(frozen=True, slots=True)
class Located:
    """The file of a schema that a document names, or the reason why no file is found.

    `missing` is the path where it would be; None where it is there, and for an address that has no
    path here.
    """

    file: SchemaFile | None = None
    problem: Diagnostic | None = None
    missing: Path | None = None


@dataclass(frozen=True, slots=True)
class _Absent:
    """The reason why there is no schema: the code, the variant and the details of its sentence.

    `path` is where the schema would be; None for an address that has no path here.
    """

    code: str
    variant: str | None
    details: Mapping[str, object]
    path: Path | None = None


def locate(association: Association, catalog: Catalog | None = None) -> SchemaFile:
    """The file of a schema that a document names; see `located`.

    Raises SchemaError at the place in the document when no file is found.
    """
    found = located(association, catalog)
    if found.file is None:
        raise SchemaError(*filter(None, [found.problem]))
    return found.file


def located(association: Association, catalog: Catalog | None = None) -> Located:
    """The file of a schema that a document names, or the problem with it.

    A path is relative to the document. An address (http and every other scheme but file) is looked
    up in the catalog. Then its last part is looked up among the names of the bundled schemas, and
    the address of a schema of the TEI among the ODDs that were added. The problem is TK511 or TK921
    for an address that is not found, TK512 when there is no such file or its language cannot be
    told, and TK514 when the catalog names something that is not a local file. For a DTD, each of
    them is the reason of a warning (TK542).
    """
    missing: Path | None = None
    try:
        found = _found(association, catalog)
        if isinstance(found, SchemaFile):
            return Located(found)
        problem = diagnose(found.code, association.place, found.variant, **found.details)
        missing = found.path
    except TeiKitError as error:  # of the catalog
        problem = error.diagnostics[0]
    if association.is_doctype:
        reason = problem.message.removeprefix(_UNUSABLE).rstrip(".")
        problem = diagnose("TK542", problem.place, reason=reason)
    return Located(problem=problem, missing=missing)


def _found(association: Association, catalog: Catalog | None) -> SchemaFile | _Absent:
    """The file of a schema, or the reason why no file is found. Raises CatalogError like
    `Catalog.resolve`."""
    href = association.href
    path = _path(association, catalog)
    if isinstance(path, _Absent):
        return path
    named = f"{href}, which is {path} here," if len(split(href).scheme) > 1 else href
    what, suffix = files.what_is(path), path.suffix.lower()
    if what is not What.FILE:
        return _Absent("TK512", what, {"href": named}, path)
    language = association.language or SUFFIXES.get(suffix)
    if suffix == ".odd":
        language = _OF_ODD.get(association.language, Language.ODD)
    if language is None:
        return _Absent("TK512", "language", {"href": href})
    # One schema that is named from two folders is one schema.
    return SchemaFile(files.below_here(path), language, association.phase)


def _path(association: Association, catalog: Catalog | None) -> Path | _Absent:
    """The path that an association means, or the reason why it has none here."""
    href = association.href
    parts = split(href)
    # A scheme of one letter is a drive of Windows.
    has_scheme = len(parts.scheme) > 1
    if has_scheme and catalog is not None:
        found = catalog.resolve(href)
        if found is not None:
            return found
    if not has_scheme and not parts.netloc:
        folder = Path(association.place.file).parent
        return folder / unquote(href if parts.scheme else parts.path)
    local = local_path(href)
    if local is not None:
        return local
    name = parts.path.rpartition("/")[2]
    if name in bundled.BUNDLED:
        return bundled.path(name)
    if "tei-c.org" in parts.netloc:
        from tei_kit.odd import by_name  # other addresses need nothing of ODD

        known = by_name.of_tei(href)
        if known is not None and known.odd is not None:
            return known.odd
        if known is not None:
            return _Absent("TK921", None, {"href": href, "address": known.to_add})
    return _Absent("TK511", None, {"href": href})
