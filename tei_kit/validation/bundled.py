"""The schemas that ship with the package: their files and their purposes."""

from __future__ import annotations

from pathlib import Path

from tei_kit.diagnostics import Place, SchemaError, diagnose
from tei_kit.record import frozen


@frozen
class BundledSchema:
    """A schema file of the package, and a sentence on its purpose."""

    name: str
    sentence: str


SCHEMAS = (
    BundledSchema("tei_kit.rng", "The grammar, in RELAX NG: which elements stand where."),
    BundledSchema("tei_kit.xsd", "The same grammar as W3C XML Schema, a little looser."),
    BundledSchema("tei_kit.sch", "Schematron rules: pointers resolve, notes and pages count up."),
    BundledSchema("tei_kit.rnc", "The grammar in the compact syntax, for people to read."),
    BundledSchema("tei_kit.odd", "The TEI customization: the conventions, in TEI's own terms."),
)
BUNDLED: tuple[str, ...] = tuple(schema.name for schema in SCHEMAS)
VALIDATING: tuple[str, ...] = ("tei_kit.rng", "tei_kit.sch")

_PACKAGE = Path(__file__).resolve().parent.parent


def path(name: str) -> Path:
    """The path of a bundled schema, given its name in BUNDLED.

    In an installed package the files are in `tei_kit/_schemas`, in a checkout in `schemas` beside
    the package. Raises SchemaError (TK509), which lists the names, for any other name.
    """
    if name not in BUNDLED:
        place = Place(name)
        raise SchemaError(diagnose("TK509", place, name=name, names=", ".join(BUNDLED)))
    return folder() / name


def folder() -> Path:
    """The folder of the bundled schemas; tei_kit.xsd needs xml.xsd beside it there."""
    installed = _PACKAGE / "_schemas"
    return installed if installed.is_dir() else _PACKAGE.parent / "schemas"


def describe(name: str) -> str:
    """One sentence on the purpose of a bundled schema; raises SchemaError like `path`."""
    path(name)
    return next(schema.sentence for schema in SCHEMAS if schema.name == name)
