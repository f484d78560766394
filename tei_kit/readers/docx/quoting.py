"""Quotations of a Word file in diagnostics: words in short, and the names of those who wrote
them."""

from __future__ import annotations

from lxml import etree

from tei_kit.readers.docx.styles import W, value

SHOWN = 60  # characters that a diagnostic quotes
SOMEBODY = "somebody"


def plain(element: etree._Element) -> str:
    """All text in an element."""
    return " ".join(t.text or "" for t in element.iter(f"{W}t"))


def author_of(element: etree._Element) -> str:
    """The person who made a change or a comment."""
    return value(element, "author") or SOMEBODY


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
