"""Out of TEI: one document to a page, Markdown, text, tables or simpler TEI.

    from tei_kit import export

    page = export("memorandum.xml", "html")  # the bytes of the page; or export.export(…)
    notes = export.export(tree, "csv", export.ExportOptions(table=export.Table.NOTES))

Each format has a module, and a row in the table of `formats`. The tables, the statistics and the
picture of a conversation are made from `tables.rows`, which `tables.read_tei` fills. `html.folder`
makes pages of a whole folder that link to each other.
"""

from __future__ import annotations

import sys
from os import PathLike
from pathlib import Path
from types import ModuleType

from lxml import etree

from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.formats import Format, exporter_of
from tei_kit.export.tables.rows import Table
from tei_kit.export.tei_tree import read
from tei_kit.xml.tree import Treed, given

__all__ = ["ExportOptions", "Exporter", "Format", "Table", "export"]


def export(
    document: etree._ElementTree | str | PathLike[str] | Treed,
    target: str,
    options: ExportOptions | None = None,
) -> bytes:
    """A TEI document, a tree, a Conversion or the path of a file, in another format; text is in
    UTF-8.

    `target` is the name of the format: one of Format, or one that a package adds. Raises
    TeiKitError: the file cannot be read as XML (TK101, TK501), the tree is not TEI (TK701), the
    format does not exist (TK710), or the stylesheet of a page fails (TK702 to TK707).
    """
    what = given(document)
    tree = read(what) if isinstance(what, Path) else what
    return exporter_of(target).export_document(tree, options or ExportOptions())


class CallableModule(ModuleType):
    """The class of this module, which can be called: `tei_kit.export("memo.xml", "html")`."""

    ExportOptions = ExportOptions
    Exporter = Exporter
    Format = Format
    Table = Table
    export = staticmethod(export)
    __call__ = staticmethod(export)


sys.modules[__name__].__class__ = CallableModule


def __getattr__(name: str) -> object:
    if name == "Options":  # the name of ExportOptions in earlier versions
        return ExportOptions
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
