"""Where the file of a schema is that a document names. Nothing is ever fetched from a network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tei_kit import files
from tei_kit.diagnostics import SchemaError, TeiKitError, diagnose
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
"""What of an ODD a document asks for that names it, or a schema of the TEI made from it."""


def locate(association: Association, catalog: Catalog | None = None) -> SchemaFile:
    """The file of a schema that a document names.

    A path is relative to the document. An address (http and every other scheme but file) is looked
    up in the catalog, then its last part among the names of the bundled schemas, and those of
    the TEI's own schemas among the ODDs that were added. Raises
    SchemaError at the place in the document: TK511 when an address is in neither, TK512 when there
    is no such file or its language cannot be told; TeiKitError (TK514) when the catalog sends it to
    something that is not a local file.
    """
    path = _path(association, catalog)
    if not files.is_file(path):
        named = association.href
        if len(split(named).scheme) > 1:
            named += f", which is {path} here,"
        raise SchemaError(diagnose("TK512", association.place, _what_is(path), href=named))
    language = association.language or SUFFIXES.get(path.suffix.lower())
    if path.suffix.lower() == ".odd":
        language = _OF_ODD.get(association.language, Language.ODD)
    if language is None:
        named = association.href
        raise SchemaError(diagnose("TK512", association.place, "language", href=named))
    # The folder without ".." and links, so that a schema named from two folders is one schema.
    return SchemaFile(_short(path.parent.resolve() / path.name), language, association.phase)


def missing(association: Association, catalog: Catalog | None = None) -> list[str]:
    """The path where a schema would be that a document names and that is not there; nothing for an
    address that has no path here."""
    try:
        path = _path(association, catalog)
    except TeiKitError:
        return []
    return [] if files.is_file(path) else [str(path)]


def _path(association: Association, catalog: Catalog | None) -> Path:
    parts = split(association.href)
    # A scheme of one letter is a drive of Windows.
    has_scheme = len(parts.scheme) > 1
    if has_scheme and catalog is not None:
        found = catalog.resolve(association.href)
        if found is not None:
            return found
    if not has_scheme and not parts.netloc:
        folder = Path(association.place.file).parent
        return folder / unquote(parts.path if not parts.scheme else association.href)
    local = local_path(association.href)
    if local is not None:
        return local
    name = parts.path.rpartition("/")[2]
    if name in bundled.BUNDLED:
        return bundled.path(name)
    if "tei-c.org" in parts.netloc:
        from tei_kit.odd import by_name  # other addresses need nothing of ODD

        odd = by_name.of_address(association.href)
        if odd is not None:
            return odd
        if by_name.is_known_address(association.href):
            raise SchemaError(
                diagnose(
                    "TK921",
                    association.place,
                    href=association.href,
                    address=by_name.what_to_add(association.href),
                )
            )
    raise SchemaError(diagnose("TK511", association.place, href=association.href))


def _what_is(path: Path) -> str:
    """The variant of TK512 for a path that is not a regular file."""
    try:
        if path.is_dir():
            return "folder"
        return "irregular" if path.exists() else "missing"
    except (OSError, ValueError):
        return "missing"


def _short(path: Path) -> Path:
    """The path relative to the current folder, when it lies below that folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
