"""Text: the source text of a TEI document, as `tei-kit text` gives it; of a corpus, all of them."""

from __future__ import annotations

from lxml import etree

from tei_kit.export.tables.read_tei import TEI, check_root
from tei_kit.tei.fidelity import text_of
from tei_kit.xml.tree import name_of


def to_text(tree: etree._ElementTree) -> bytes:
    """The text of a TEI document, in UTF-8. Raises TeiKitError (TK701) when it is not TEI."""
    root = check_root(tree, name_of(tree))
    if root.tag == f"{TEI}teiCorpus":
        texts = [text_of(etree.ElementTree(each)) for each in root.iter(f"{TEI}TEI")]
        return "\n".join(texts).encode("utf-8")
    return text_of(tree).encode("utf-8")
