"""Comparing: whether the text of a TEI file is that of its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from tei_kit.collation.collate import collate
from tei_kit.collation.differences import Difference, differences
from tei_kit.collation.stream import stream_of
from tei_kit.collation.typography import Typography
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.readers import of_text
from tei_kit.source.source import Source
from tei_kit.tei.fidelity import squeeze, text_of
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import TEI
from tei_kit.xml.text_places import TextPlaces
from tei_kit.xml.tree import XmlSource

ROOTS = frozenset({f"{TEI}TEI", f"{TEI}teiCorpus", f"{TEI}text", f"{TEI}TEI.2"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of a comparison: the names of both files, and differences in the TEI's order."""

    source: str
    tei: str
    differences: Sequence[Difference]

    @property
    def same(self) -> bool:
        """Whether the text of the TEI is the source's."""
        return not self.differences

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The message of each difference (TK410 to TK416)."""
        return [difference.diagnostic for difference in self.differences]


def compare(source: Source | str, tei: XmlSource, *, ignore: Iterable[str] = ()) -> Comparison:
    """Compare the text of a TEI file, or of a tree, with its source.

    `source` is a Source, as `read` gives it, or text. White space never counts, and neither does
    the header. Marks of notes, page markers and signs of items may be text or mark-up; notes may
    stand anywhere; of the readings of a choice, the source's counts. `ignore` names differences of
    typography that do not count: quotes, dashes, ligatures, ellipses, case, composition, hyphens.

    Raises ValueError for other names, and TeiKitError: TK101, TK501 or TK508 when the TEI cannot be
    read, TK701 when it is not TEI.
    """
    ignored = frozenset(Typography(name) for name in ignore)
    source = file_of(source)
    tree = tei_tree(tei)
    name = xmlfile.name_of(tree)
    if reads_back(source, tree):
        return Comparison(source.name, name, [])
    collation = collate(stream_of(source.text, ignored), tree, ignored)
    found = differences(collation, source, TextPlaces(tree)) if collation.cost else []
    return Comparison(source.name, name, found)


def reads_back(source: Source, tree: etree._ElementTree) -> bool:
    """Whether the text of TEI is read back as the source's, as that of TEI that `convert` made."""
    return squeeze(text_of(tree)) == squeeze(source.text)


def file_of(source: Source | str) -> Source:
    """The source as its file has it: text as a source, and the file of a view."""
    if isinstance(source, str):
        return of_text(source, "<text>")
    return source.file or source


def tei_tree(tei: XmlSource) -> etree._ElementTree:
    """The tree of a TEI file. Raises TeiKitError like `compare`."""
    tree = xmlfile.opened(tei)
    root = tree.getroot()
    if root.tag not in ROOTS:
        place = Place(xmlfile.name_of(tree), xmlfile.line_of(root))
        raise TeiKitError(diagnose("TK701", place, root=root.tag))
    return tree
