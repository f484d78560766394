"""Mark-up inside a line of Markdown: emphasis, links, quotations, references to notes."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from tei_kit.conventions import PAGE_MARKER
from tei_kit.export.html import links
from tei_kit.export.markdown.elements import (
    BOLD,
    ELEMENTS,
    FLATTENED,
    ITALIC,
    OPENING,
    QUOTED,
    UPRIGHT,
)
from tei_kit.export.markdown.footnotes import Footnotes
from tei_kit.export.markdown.syntax import BREAK, EM, STRONG, emphasis, escaped
from tei_kit.export.tei_tree import (
    breaks,
    character,
    is_apart,
    is_left_out,
    is_weak_hyphen,
)
from tei_kit.xml.names import TEI

# The marks of notes: "3", "[12]", "(a)", "*", "†2".
NOTE_MARK = re.compile(
    r"[\s\[\](){}.,:;*†‡§¶‖#^]*(?:[0-9]{0,5}[a-z]?|[ivxl]{1,6})[\s\[\](){}.,:;*†‡§]*"
)


class Inline:
    """Writes elements inside a line; `write_note` gives the blocks of a note."""

    def __init__(
        self, footnotes: Footnotes, write_note: Callable[[etree._Element], list[str]]
    ) -> None:
        self._footnotes = footnotes
        self._write_note = write_note

    def inside(self, element: etree._Element) -> str:
        """The content of an element, without marks of its own."""
        parts = [escaped(element.text or "")]
        for child in element:
            if isinstance(child.tag, str) and not is_left_out(child):
                parts.append(self.element(child))
            parts.append(escaped(child.tail or ""))
        return "".join(parts)

    def element(self, element: etree._Element) -> str:
        """An element with its marks for emphasis, as a link, or as a reference to a note."""
        tag = str(element.tag).removeprefix(TEI)
        if tag == "note":
            return "" if element.get("type") == "speaker" else self._note(element)
        if tag == "pb":
            n = element.get("n", "")
            marker = element.get("rend") or (PAGE_MARKER.format(n=n) if n else "")
            return escaped(marker)
        if tag == "lb":
            return BREAK if breaks(element) else ""
        if tag == "pc" and is_weak_hyphen(element):
            return ""
        if tag == "g":
            return escaped(character(element)) or self.inside(element)
        if tag == "gap":
            described = self.inside(element).strip()
            return f"{escaped('[')}{described or '…'}{escaped(']')}"
        if tag in ("ref", "ptr"):
            return self._link(element)
        inside = self.inside(element)
        if element.tag in ITALIC or (tag == "title" and element.get("level") in ("m", "j")):
            return emphasis(EM, inside)
        if tag == "hi":
            return _highlighted(element, inside)
        if tag == "del":
            return f"<del>{inside}</del>"
        if tag == "figure":
            about = element.find(f"{TEI}figDesc")
            return inside if about is None else f"{inside} {self.inside(about)} "
        if element.tag in QUOTED:
            return _quoted(element, inside)
        if tag == "addrLine":
            return f"{inside}{BREAK if element.getnext() is not None else ' '}"
        return f"{inside} " if element.tag in FLATTENED or is_apart(element) else inside

    def _link(self, element: etree._Element) -> str:
        pointer = element.get("target", "")
        note = self._footnotes.target_of(pointer)
        if note is not None and not self._footnotes.is_open:
            mark = self._note(note)
            words = " ".join(map(str, element.itertext())).strip()
            return mark if NOTE_MARK.fullmatch(words) else f"{self.inside(element)}{mark}"
        target = links.external(pointer)
        inside = self.inside(element)
        if not target:
            return inside
        return f"[{inside.strip() or escaped(target)}](<{target}>)"

    def _note(self, element: etree._Element) -> str:
        if self._footnotes.is_open or element.get("place") == "inline":
            return f" ({self.inside(element).strip()})"
        return self._footnotes.reference(element, self._write_note)


def _quoted(element: etree._Element, inside: str) -> str:
    """A quotation in a line, with the marks that the text does not have."""
    before, parent = element.getprevious(), element.getparent()
    around = "" if parent is None else parent.text if before is None else before.tail
    text = inside.strip()
    is_marked = text[:1] in OPENING or (around or "").rstrip()[-1:] in OPENING
    return inside if is_marked or not text else f"“{inside}”"


def _highlighted(element: etree._Element, inside: str) -> str:
    named = element.get("rend") or element.get("rendition") or ""
    kinds = {kind.removeprefix("simple:").removeprefix("#") for kind in named.lower().split()}
    for kind in kinds & ELEMENTS.keys():
        return f"<{ELEMENTS[kind]}>{inside}</{ELEMENTS[kind]}>"
    if kinds & BOLD:
        bold = emphasis(STRONG, inside)
        return emphasis(EM, bold) if kinds & {"italic", "italics"} else bold
    return inside if kinds & UPRIGHT else emphasis(EM, inside)
