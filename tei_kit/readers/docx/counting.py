"""Counts the contents of a DOCX file for the guard, in a second walk over its elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from tei_kit.readers.docx import symbols
from tei_kit.readers.docx.fields import Fields, address_of
from tei_kit.readers.docx.formulas import M
from tei_kit.readers.docx.styles import Styles, W, value
from tei_kit.readers.guard import LineEnds, Tally
from tei_kit.readers.links import target_of

COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Elements without text, and elements whose text is left out with a diagnostic.
LEFT_OUT = frozenset(
    {f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sectPr")}
)
LINKS = frozenset({f"{W}hyperlink", f"{W}fldSimple"})
WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
LINE_ENDS = frozenset({f"{W}br", f"{W}cr"})


class Counter:
    """Counts the contents that elements show."""

    def __init__(self, styles: Styles) -> None:
        self.tally = Tally()
        self._styles = styles
        self._ends = LineEnds()
        self._typed: list[bool] = []  # whether the open paragraphs are typed lines
        self._fields = Fields()
        self._links: list[str] = []
        self._related: Mapping[str, str] = {}

    def count(self, root: etree._Element, related: Mapping[str, str]) -> None:
        """Add the contents of an element to `tally`; `related` are the addresses of its part."""
        self._related = related
        pending = [(root, False)]
        while pending:
            element, is_done = pending.pop()
            if is_done:
                self._close(element)
            elif self._is_shown(element):
                self._open(element)
                pending.append((element, True))
                pending.extend((child, False) for child in reversed(self._children(element)))
        self.tally.breaks = self._ends.count

    def _is_shown(self, element: etree._Element) -> bool:
        if not isinstance(element.tag, str) or element.tag in LEFT_OUT:
            return False
        return element.tag != f"{W}r" or not self._styles.is_hidden(element)

    def _children(self, element: etree._Element) -> list[etree._Element]:
        """The children of an element; of alternatives only one, the first with text."""
        children = list(element)
        if element.tag != f"{COMPATIBILITY}AlternateContent":
            return children
        with_text = [e for e in children if next(e.iter(f"{W}t", f"{W}sym"), None) is not None]
        return (with_text or children)[:1]

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in (f"{W}p", f"{W}tc"):
            self._ends.block()
        if tag == f"{W}p":
            self._typed.append(self._styles.is_preformatted(element))
        if tag == f"{W}tbl":
            self._table(element)
        elif tag in LINKS:
            self._links.append(target_of(address_of(element, self._related)))
        elif tag == f"{W}fldChar":
            self._shown(self._fields.mark(element))
        elif tag == f"{W}instrText":
            self._fields.instruct(element.text or "")
        elif tag in LINE_ENDS and value(element, "type") in ("", "textWrapping"):
            self._line_end()
        elif tag == f"{W}sym":
            self._symbol(element)
        elif tag == WORD_ART:
            self._shown(element.get("string", ""))
        elif tag in (f"{W}t", f"{M}t") and self._fields.shows_text:
            self._words(element)

    def _close(self, element: etree._Element) -> None:
        if element.tag in (f"{W}p", f"{W}tc"):
            self._ends.block()
        if element.tag == f"{W}p":
            self._typed.pop()
        if element.tag in LINKS:
            self._links.pop()

    def _line_end(self) -> None:
        """Count the end of a line; each typed line is a block of its own."""
        if self._typed and self._typed[-1]:
            self._ends.block()
        else:
            self._ends.line_end()

    def _symbol(self, element: etree._Element) -> None:
        try:
            position = int(value(element, "char"), 16)
            self._add(symbols.character(value(element, "font"), position) or chr(position))
        except (ValueError, OverflowError):
            return

    def _shown(self, text: str) -> None:
        if self._fields.shows_text:
            self._add(text)

    def _words(self, element: etree._Element) -> None:
        text = element.text or ""
        run = element.getparent()
        while run is not None and run.tag != f"{W}r":
            run = run.getparent()
        font = "" if run is None else self._styles.symbol_font(run)
        self._add(symbols.in_font(text, font) if font else text)

    def _add(self, text: str) -> None:
        if not text or text.isspace():
            return
        self.tally.text.append(text)
        self._ends.words()
        target = next(filter(None, reversed(self._links)), "") or target_of(self._fields.link)
        if target:
            self.tally.links.add(target)

    def _table(self, table: etree._Element) -> None:
        """Count the cells of a table; a cell that continues the cell above does not count."""
        rows = [list(_cells(row)) for row in table.iterchildren(f"{W}tr")]
        if all(len(row) < 2 for row in rows):
            return
        if next((t for t in table.iter(f"{W}t") if (t.text or "").strip()), None) is None:
            return
        self.tally.cells += sum(not _goes_on(cell) for row in rows for cell in row)


def _cells(row: etree._Element) -> Iterable[etree._Element]:
    return row.iterchildren(f"{W}tc")


def _goes_on(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and value(merge) in ("", "continue")
