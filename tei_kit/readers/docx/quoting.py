"""Quotations of a Word file in diagnostics: shortened text, and names of authors."""

from __future__ import annotations

from lxml import etree

from tei_kit.readers.docx.styles import W, value

SHOWN = 60  # characters that a diagnostic quotes
SOMEBODY = "somebody"


def plain(element: etree._Element) -> str:
    """All text in an element; spaces separate its pieces."""
    return " ".join(t.text or "" for t in element.iter(f"{W}t"))


def author_of(element: etree._Element) -> str:
    """The author of a change or a comment; "somebody" if the file names no author."""
    return value(element, "author") or SOMEBODY


def short(text: str) -> str:
    """A text on one line; a long text is cut after SHOWN characters."""
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
