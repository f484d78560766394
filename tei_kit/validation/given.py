"""Given schemas: a checker for the schemas and catalogs that somebody names for all documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tei_kit.diagnostics import Place
from tei_kit.validation.checker import Checker, Settings
from tei_kit.validation.schema_file import SchemaFile, by_suffix

if TYPE_CHECKING:
    from tei_kit.validation.catalog import Catalog


def catalog_of(paths: Sequence[Path], more: str) -> Catalog | None:
    """The catalogs of some paths, and those that `more` names as XML_CATALOG_FILES does; None
    without any catalog. Raises CatalogError like `catalog.load`.
    """
    if not paths and not more:
        return None
    from tei_kit.validation import catalog  # few calls name a catalog

    return catalog.load(paths, more)


def checker_of(settings: Settings, schemas: Sequence[str], catalog: Catalog | None) -> Checker:
    """A checker of given schemas, which are compiled already, so that their errors come first.

    Without any, each document has the schemas that it names. Raises SchemaError when a schema
    cannot be used, and TeiKitError (TK506) when its suffix is not known.
    """
    files = [_schema_file(given, catalog) for given in schemas]
    checker = Checker(replace(settings, schemas=files or None, catalog=catalog))
    for file in files:
        checker.compile(file)
    return checker


def _schema_file(given: str, catalog: Catalog | None) -> SchemaFile:
    """The schema of a path, or of an address on the web that the catalog knows."""
    if "://" not in given:
        return by_suffix(given)
    from tei_kit.validation.associations import Association
    from tei_kit.validation.locating import locate

    return locate(Association(given, None, None, Place(given)), catalog)
