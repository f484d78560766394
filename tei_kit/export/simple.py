"""Simpler TEI: a document reduced to the elements of TEI simplePrint, by `xslt/simple.xsl`.

It is for tools that know only the elements of TEI simplePrint. The text of a document stays in the
same order; elements that simplePrint lacks become its nearest ones (docs/export.md has the table),
or are read through.
"""

from __future__ import annotations

from lxml import etree

from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.html.xslt_engine import BUNDLED, transform
from tei_kit.export.tei_tree import check_root
from tei_kit.xml.tree import name_of

STYLESHEET = BUNDLED / "simple.xsl"


def to_simple(tree: etree._ElementTree) -> bytes:
    """The TEI simplePrint of a TEI document, in UTF-8. Raises TeiKitError (TK701)."""
    check_root(tree, name_of(tree))
    return transform(tree, STYLESHEET, {})


def _export_document(tree: etree._ElementTree, _options: ExportOptions) -> bytes:
    return to_simple(tree)


EXPORTER = Exporter(".xml", _export_document, name="tei-simple")
