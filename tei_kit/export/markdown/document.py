"""Markdown: a TEI document as CommonMark with footnotes and pipe tables.

The result can be read back: `pandoc -f commonmark+footnotes+pipe_tables` finds the same headings,
paragraphs, nested lists, notes and tables. A turn begins with its speaker's label in bold, a page
break is the marker of the source (`[Page 652]`), a stage direction is in italics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.markdown.elements import (
    BLOCKS,
    HEADED,
    IN_VERSE,
    LISTS,
    PARAGRAPHS,
    QUOTES,
    SAID,
)
from tei_kit.export.markdown.footnotes import Footnotes
from tei_kit.export.markdown.inline import Inline
from tei_kit.export.markdown.list_marks import ITEMS, marks_of, printed_number
from tei_kit.export.markdown.syntax import (
    BREAK,
    STRONG,
    STRONG_END,
    escaped,
    indented,
    line_of,
    paragraph,
    table_row,
)
from tei_kit.export.tei_tree import (
    DIVISIONS,
    check_root,
    document_elements,
    is_left_out,
    is_parked,
    is_part_of_turn,
    label_of,
    name_of_person,
    people,
    said_of,
    title_of,
)
from tei_kit.tei.fidelity import is_comment
from tei_kit.xml.names import TEI, XML_ID
from tei_kit.xml.tree import name_of

# The beginnings of lists and of other blocks that are not paragraphs; paragraphs are escaped.
LIST_START = re.compile(r"-\ | [0-9]{1,9}\.\ ", re.VERBOSE)
BLOCK_START = re.compile(r"-\ | [0-9]{1,9}\.\ | >\ | \|\ | <!--", re.VERBOSE)
DEEPEST = 6  # heading of Markdown


def to_markdown(tree: etree._ElementTree) -> bytes:
    """The Markdown of a TEI document, in UTF-8. Raises TeiKitError (TK701) when it is not TEI."""
    root = check_root(tree, name_of(tree))
    blocks = _MarkdownWriter(root).document()
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


class _MarkdownWriter:
    """A writer of blocks: texts of one or more lines, to be parted by blank lines."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._documents = set(document_elements(root))
        self._people = {each.get(XML_ID, ""): name_of_person(each) for each in people(root)}
        self._footnotes = Footnotes(root)
        self._inline = Inline(self._footnotes, self._note)

    def document(self) -> list[str]:
        """The blocks of the whole document: its title, unless it has a heading, text and notes."""
        title = title_of(self._root)
        if len(self._documents) == 1:
            (document,) = self._documents
            title = title if document.find(f"{TEI}head") is None else ""
        if title:
            begun = [f"# {line_of(escaped(title))}", *self.flow(self._root, 2)]
        else:
            begun = self.flow(self._root, 1)
        return begun + self._footnotes.waiting()

    def _note(self, element: etree._Element) -> list[str]:
        """The blocks of a footnote; no heading in it is higher than the lowest."""
        blocks = self.flow(element, DEEPEST)
        if is_comment(element):
            first, *more = blocks or [""]
            return [f"{escaped(said_of(element))}: {first}", *more]
        return blocks

    def flow(self, element: etree._Element, level: int) -> list[str]:
        """The content of an element: its blocks, and the text between them as paragraphs."""
        blocks: list[str] = []
        line: list[str] = [escaped(element.text or "")]
        for child in element:
            if isinstance(child.tag, str) and not is_left_out(child):
                if self._is_block(child):
                    blocks += paragraph("".join(line))
                    line = []
                    self._keep_lists_apart(blocks, child)
                    blocks += self.block(child, level)
                else:
                    line.append(self._inline.element(child))
            line.append(escaped(child.tail or ""))
        return blocks + paragraph("".join(line))

    def _keep_lists_apart(self, blocks: list[str], child: etree._Element) -> None:
        """Two adjoining lists would be read as one, so a comment stands between them."""
        if child.tag in LISTS and blocks and LIST_START.match(blocks[-1]):
            blocks.append("<!-- -->")

    def _is_block(self, element: etree._Element) -> bool:
        if element.tag == f"{TEI}note":
            is_label = element.get("type") == "speaker"
            return not is_label and (element.get("anchored") == "false" or is_parked(element))
        if element.tag in BLOCKS or element.tag in DIVISIONS or is_part_of_turn(element):
            return True
        if element.tag in (f"{TEI}TEI", f"{TEI}text", f"{TEI}teiCorpus"):
            return True
        return any(_outside_notes(each, element) for each in element.iter(*BLOCKS))

    def block(self, element: etree._Element, level: int) -> list[str]:
        """The blocks of a block-level element."""
        tag = element.tag
        if tag in LISTS:
            blocks = self._list(element, level)
        elif tag in (f"{TEI}sp", f"{TEI}u"):
            blocks = self._turn(element, level)
        elif tag == f"{TEI}table":
            blocks = self._table(element)
        elif tag == f"{TEI}head":
            blocks = self._head(element, level)
        elif tag == f"{TEI}lg":
            blocks = self._verse(element, level)
        elif tag == f"{TEI}address" and not self._holds(element, PARAGRAPHS):
            blocks = paragraph(self._inline.inside(element))
        elif tag == f"{TEI}note":
            blocks = self._loose_note(element, level)
        elif tag == f"{TEI}figure":
            blocks = self.flow(element, level)
            described = element.find(f"{TEI}figDesc")
            blocks += [] if described is None else paragraph(self._inline.inside(described))
        elif tag in QUOTES:
            blocks = [indented("> ", "> ", self.flow(element, level))]
        elif tag in DIVISIONS:
            blocks = self.flow(element, level + (element.find(f"{TEI}head") is not None))
        elif tag == f"{TEI}TEI":
            blocks = self._one_of_corpus(element, level)
        else:
            blocks = self.flow(element, level)
        if element in self._documents:
            blocks += self._footnotes.waiting()
        return [block for block in blocks if block.strip()]

    def _one_of_corpus(self, element: etree._Element, level: int) -> list[str]:
        title = title_of(element)
        if element.getparent() is None or not title:
            return self.flow(element, level)
        return [f"{'#' * level} {line_of(escaped(title))}", *self.flow(element, level + 1)]

    def _head(self, element: etree._Element, level: int) -> list[str]:
        text = line_of(self._inline.inside(element))
        parent = element.getparent()
        if not text:
            return []
        if parent is not None and parent.tag in DIVISIONS:
            # The division has counted its own heading in.
            return [f"{'#' * min(level - 1, DEEPEST)} {text}"]
        if parent is not None and parent.tag in HEADED:
            return [f"{'#' * min(level, DEEPEST)} {text}"]
        return [line_of(f"{STRONG}{self._inline.inside(element)}{STRONG_END}")]

    def _turn(self, element: etree._Element, level: int) -> list[str]:
        speaker = label_of(element)
        label = "" if speaker is None else self._inline.inside(speaker)
        if not label.strip():
            who = (pointer.removeprefix("#") for pointer in element.get("who", "").split())
            label = escaped(", ".join(self._people.get(each, each) for each in who))
        label = f"{STRONG}{label}{STRONG_END} " if label.strip() else ""
        blocks: list[str] = []
        line: list[str] = [label, escaped(element.text or "")]
        for child in element:
            if isinstance(child.tag, str) and child is not speaker and not is_left_out(child):
                begins = not blocks and not "".join(line[1:]).strip()
                if child.tag in SAID and begins:
                    # The label stands on the line of the first paragraph.
                    blocks += self._labelled(line[0], child, level)
                    line = []
                elif self._is_block(child) or child.tag in (f"{TEI}stage", f"{TEI}pb"):
                    blocks += paragraph("".join(line))
                    line = []
                    in_line = child.tag in (f"{TEI}stage", f"{TEI}pb")
                    blocks += (
                        paragraph(self._inline.element(child))
                        if in_line
                        else self.block(child, level)
                    )
                else:
                    line.append(self._inline.element(child))
            line.append(escaped(child.tail or ""))
        return blocks + paragraph("".join(line))

    def _labelled(self, label: str, element: etree._Element, level: int) -> list[str]:
        if self._holds_blocks(element):
            return paragraph(label) + self.flow(element, level)
        return paragraph(label + self._inline.inside(element))

    def _holds(self, element: etree._Element, tags: frozenset[str]) -> bool:
        return next(element.iter(*tags), None) is not None

    def _holds_blocks(self, element: etree._Element) -> bool:
        return any(isinstance(each.tag, str) and self._is_block(each) for each in element)

    def _list(self, element: etree._Element, level: int) -> list[str]:
        blocks: list[str] = []
        entries: list[list[str]] = []
        before = ""  # a page break or a label goes with the item that follows it
        for child in element:
            if child.tag in ITEMS:
                before += escaped(printed_number(child))
                entries.append(self._item(before, child, level))
                before = ""
            elif child.tag == f"{TEI}head":
                blocks += self._head(child, level)
            elif child.tag == f"{TEI}label":
                before += f"{STRONG}{self._inline.inside(child)}{STRONG_END}"
            elif child.tag in LISTS:
                entries.append(self.block(child, level))
            elif isinstance(child.tag, str) and not is_left_out(child):
                before += self._inline.element(child)
        if before.strip():
            entries.append(paragraph(before))
        entries = [entry for entry in entries if entry]
        if not entries:
            return blocks
        marks = marks_of(element, len(entries))
        apart = "\n" if all(len(entry) == 1 for entry in entries) else "\n\n"
        items = zip(marks, entries, strict=True)
        return [*blocks, apart.join(indented(m, " " * len(m), entry) for m, entry in items)]

    def _item(self, before: str, item: etree._Element, level: int) -> list[str]:
        if not before.strip():
            return self.flow(item, level)
        blocks = self.flow(item, level)
        lead = paragraph(before)
        if blocks and not BLOCK_START.match(blocks[0]):
            return [f"{lead[0]} {blocks[0]}", *blocks[1:]]
        return lead + blocks

    def _verse(self, element: etree._Element, level: int) -> list[str]:
        lines = [child for child in element if isinstance(child.tag, str)]
        texts = (element.text, *(child.tail for child in element))
        if any(child.tag not in IN_VERSE for child in lines) or any(map(_is_said, texts)):
            return self.flow(element, level)
        return paragraph(
            BREAK.join(self._inline.inside(child) or self._inline.element(child) for child in lines)
        )

    def _table(self, element: etree._Element) -> list[str]:
        blocks: list[str] = []
        rows: list[list[str]] = []
        first_is_label = False
        for child in element:
            if child.tag == f"{TEI}row":
                cells = [cell for cell in child if cell.tag == f"{TEI}cell"]
                if not rows:
                    labels = [cell.get("role") == "label" for cell in cells]
                    first_is_label = child.get("role") == "label" or (bool(labels) and all(labels))
                rows.append([text for cell in cells for text in self._cell(cell)])
            elif child.tag == f"{TEI}head":
                blocks += self._head(child, 1)
            elif isinstance(child.tag, str) and not is_left_out(child):
                blocks += paragraph(self._inline.element(child))
        if not rows:
            return blocks
        width = max(len(row) for row in rows) or 1
        rows = [row + [""] * (width - len(row)) for row in rows]
        heads = rows.pop(0) if first_is_label else [""] * width
        lines = [table_row(heads), table_row(["---"] * width), *map(table_row, rows)]
        return [*blocks, "\n".join(lines)]

    def _cell(self, cell: etree._Element) -> Iterator[str]:
        yield line_of(self._inline.inside(cell)).replace("|", r"\|")
        span = cell.get("cols", "1")
        yield from [""] * (min(int(span), 100) - 1 if span.isdecimal() else 0)

    def _loose_note(self, element: etree._Element, level: int) -> list[str]:
        """A note without a reference: readers of Markdown would drop it as a footnote."""
        if self._footnotes.is_referred(element):
            return []
        n = element.get("n", "")
        return self._labelled(f"{escaped(n)}. " if n else "", element, level)


def _outside_notes(block: etree._Element, ancestor: etree._Element) -> bool:
    for each in block.iterancestors():
        if each is ancestor:
            return True
        if each.tag == f"{TEI}note":
            return False
    return False


def _is_said(text: str | None) -> bool:
    return bool(text) and not (text or "").isspace()


def _export_document(tree: etree._ElementTree, _options: ExportOptions) -> bytes:
    return to_markdown(tree)


EXPORTER = Exporter(".md", _export_document, name="md")
