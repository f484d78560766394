"""Text: the source text of a TEI document, as `tei-kit text` gives it; of a corpus, the texts of
all its documents.
"""

from __future__ import annotations

from lxml import etree

from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.tei_tree import check_root
from tei_kit.tei.fidelity import text_of
from tei_kit.xml.names import TEI
from tei_kit.xml.tree import name_of


def to_text(tree: etree._ElementTree) -> bytes:
    """The text of a TEI document, in UTF-8. Raises TeiKitError (TK701) when it is not TEI."""
    root = check_root(tree, name_of(tree))
    if root.tag == f"{TEI}teiCorpus":
        texts = [text_of(etree.ElementTree(each)) for each in root.iter(f"{TEI}TEI")]
        return "\n".join(texts).encode("utf-8")
    return text_of(tree).encode("utf-8")


def _export_document(tree: etree._ElementTree, _options: ExportOptions) -> bytes:
    return to_text(tree)


EXPORTER = Exporter(".txt", _export_document)
