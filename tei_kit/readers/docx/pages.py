"""Pages of a Word file that bookmarks name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from tei_kit.readers.docx.styles import W, value
from tei_kit.readers.html.page_marks import page_of_bookmark

# Elements after the beginning of a bookmark among which its end is looked for.
LONGEST = 20


@dataclass(frozen=True, slots=True)
class Page:
    """A page that a bookmark names, and the elements that show its number."""

    number: str
    shown: str
    parts: Sequence[etree._Element]


def pages_in(parent: etree._Element) -> Mapping[etree._Element, Page]:
    """The bookmarks among the children of an element that name pages."""
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
