"""Pages of the printed edition that bookmarks of a Word file name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from tei_kit.readers.docx.styles import W, value
from tei_kit.readers.html.page_marks import page_of_bookmark

# The search for the end of a bookmark stops after so many elements.
LONGEST = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a bookmark names: its number, the text in the bookmark, and the elements with
    this text."""

    number: str
    shown: str
    parts: Sequence[etree._Element]


def pages_in(parent: etree._Element) -> Mapping[etree._Element, Page]:
    """The pages that bookmarks among the children of an element name, by the bookmark's start."""
    found: dict[etree._Element, Page] = {}
    for start in parent.iterchildren(f"{W}bookmarkStart"):
        parts: list[etree._Element] = []
        for after in start.itersiblings():
            is_end = after.tag == f"{W}bookmarkEnd" and value(after, "id") == value(start, "id")
            if is_end or len(parts) > LONGEST:
                break
            parts.append(after)
        shown = "".join(t.text or "" for part in parts for t in part.iter(f"{W}t"))
        number = page_of_bookmark(value(start, "name"), shown)
        if number:
            found[start] = Page(number, shown, parts if shown.strip() else ())
    return found
