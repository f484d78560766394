"""Validation with RELAX NG (ISO/IEC 19757-2) in the XML syntax.

`compile` gives a Schema, and its `validate` gives diagnostics. How the work is done is nobody
else's business: at present libxml2 does it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_kit import xmlfile
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.schemas import SchemaError

__all__ = ["Schema", "SchemaError", "compile"]


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled RELAX NG grammar; `compile` makes it."""

    _engine: etree.RelaxNG

    def validate(self, source: xmlfile.XmlSource) -> list[Diagnostic]:
        """The errors (TK502) of a path or a parsed tree, by line; none when it is valid.

        Raises TeiKitError when the file cannot be parsed (see `xmlfile.parse`).
        """
        tree = xmlfile.opened(source)
        if self._engine.validate(tree):
            return []
        file = xmlfile.name_of(tree)
        found = [
            diagnose("TK502", Place(file, max(entry.line, 1)), reason=entry.message.rstrip("."))
            for entry in self._engine.error_log
        ]
        return sorted(found, key=lambda diagnostic: diagnostic.place.line)


def compile(path: Path | str) -> Schema:  # noqa: A001
    """Compile a RELAX NG grammar in the XML syntax.

    Raises SchemaError: TK101 when the file cannot be read, TK501 or TK508 when it is not safe
    well-formed XML, TK505 when it is not right or is in the compact syntax.
    """
    if Path(path).suffix == ".rnc":
        reason = "it is in RELAX NG's compact syntax; give the .rng file made from it"
        raise SchemaError(diagnose("TK505", Place(str(path)), reason=reason))
    try:
        tree = xmlfile.parse(path)
    except TeiKitError as error:
        raise SchemaError(*error.diagnostics) from error
    try:
        return Schema(etree.RelaxNG(tree))
    except etree.RelaxNGParseError as error:
        reason = str(error).rstrip(".")
        raise SchemaError(diagnose("TK505", Place(str(path)), reason=reason)) from error
