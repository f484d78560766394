"""A schema file as something to validate with: where it is and which language it is in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.record import record


class Language(StrEnum):
    """The schema languages that documents can be validated with."""

    RELAX_NG = "RELAX NG"
    SCHEMATRON = "Schematron"
    XSD = "XSD"
    DTD = "DTD"


SUFFIXES = {
    ".rng": Language.RELAX_NG,
    ".rnc": Language.RELAX_NG,
    ".sch": Language.SCHEMATRON,
    ".xsd": Language.XSD,
    ".dtd": Language.DTD,
}


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

    Raises TeiKitError (TK506) when the suffix is not .rng, .rnc, .sch, .xsd or .dtd. The file is
    not looked at.
    """
    language = SUFFIXES.get(Path(path).suffix.lower())
    if language is None:
        raise TeiKitError(diagnose("TK506", Place(str(path)), file=Path(path).name))
    return SchemaFile(Path(path), language)
