"""The formats of exports, and where the exporter of each is.

The table names the module that holds the exporter of a format of ours as EXPORTER. Other packages
add formats by entry points (docs/extending.md); our own names come first.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module

from tei_kit import extensions
from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.export.exporter import Exporter
from tei_kit.extensions import Group


class Format(StrEnum):
    """Our own formats."""

    HTML = "html"
    MD = "md"
    TXT = "txt"
    CSV = "csv"
    JSONL = "jsonl"
    TEI_SIMPLE = "tei-simple"

    @property
    def suffix(self) -> str:
        """The end of the names of its files, such as `.md`."""
        return exporter_of(self).suffix

    @property
    def is_table(self) -> bool:
        """Whether several documents make one table."""
        return exporter_of(self).export_rows is not None


MODULES: Mapping[str, str] = {
    Format.HTML: "tei_kit.export.html.page",
    Format.MD: "tei_kit.export.markdown.document",
    Format.TXT: "tei_kit.export.text",
    Format.CSV: "tei_kit.export.tables.csv_file",
    Format.JSONL: "tei_kit.export.tables.jsonl_file",
    Format.TEI_SIMPLE: "tei_kit.export.simple",
}


def names() -> list[str]:
    """The names of all formats: ours in the order of the table, then those of other packages."""
    ours = [each.value for each in Format]
    return [*ours, *(name for name in extensions.names(Group.EXPORTERS) if name not in MODULES)]


def exporter_of(name: str) -> Exporter:
    """The exporter of a format, imported now.

    Raises TeiKitError: the format does not exist (TK710), or the package that adds it cannot be
    used (TK133).
    """
    if name in MODULES:
        exporter = import_module(MODULES[name]).EXPORTER
        assert isinstance(exporter, Exporter)
        return exporter
    if name not in names():
        told = diagnose("TK710", Place(name), formats=", ".join(names()))
        raise TeiKitError(told)
    return extensions.load(Group.EXPORTERS, name, Exporter)
