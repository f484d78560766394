"""A schema file: its path, and the language that it is written in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.record import record


class Language(StrEnum):
    """The schema languages that documents can be validated with."""

    RELAX_NG = "RELAX NG"
    SCHEMATRON = "Schematron"
    XSD = "XSD"
    DTD = "DTD"
    ODD = "ODD"
    ODD_GRAMMAR = "ODD, its grammar alone"
    ODD_RULES = "ODD, its rules alone"


SUFFIXES = {
    ".rng": Language.RELAX_NG,
    ".rnc": Language.RELAX_NG,
    ".sch": Language.SCHEMATRON,
    ".xsd": Language.XSD,
    ".dtd": Language.DTD,
    ".odd": Language.ODD,
}


_PERHAPS_ODD = frozenset({".xml", ".tei"})


@record
class SchemaFile:
    """A schema file, and the phase to run when it is Schematron (None is the schema's own)."""

    path: Path
    language: Language
    phase: str | None = None
    ids: bool = True
    """Whether a grammar checks identifiers and references to them."""


def by_suffix(path: Path | str) -> SchemaFile:
    """The schema file at a path, its language told by the suffix.

    A name without a suffix, such as tei_all, is that of an ODD which was added (`tei-kit p5 add`).
    Many ODDs are .xml files, which are looked into; no other file is. Raises TeiKitError (TK506)
    when the suffix is not .rng, .rnc, .sch, .xsd, .dtd or .odd, and the file is no ODD.
    """
    suffix = Path(path).suffix.lower()
    language = SUFFIXES.get(suffix)
    if suffix in _PERHAPS_ODD and _declares_a_schema(Path(path)):
        language = Language.ODD
    if language is None:
        from tei_kit.odd import by_name  # few schemas are named so

        found = by_name.find(str(path))
        if found is not None:
            return SchemaFile(found, Language.ODD)
        raise TeiKitError(diagnose("TK506", Place(str(path)), file=Path(path).name))
    return SchemaFile(Path(path), language)


def _declares_a_schema(path: Path) -> bool:
    """Whether a file has an element of the name schemaSpec, which only ODDs have."""
    try:
        return b"schemaSpec" in files.bytes_of(path)
    except (OSError, ValueError):
        return False
