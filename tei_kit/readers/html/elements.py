"""How much text elements of HTML show."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

# What shows no text that is the page's.
NO_TEXT_NAMES = """
    audio button canvas datalist embed head iframe input link map meta noscript object
    option script select style template textarea title video
"""
NO_TEXT = frozenset(NO_TEXT_NAMES.split())
WHITE_SPACE = " \t\r\n\f\v\xa0\u2028\u2029"
HEADINGS = {f"h{n}": n for n in range(1, 7)}


def length(element: HtmlElement) -> int:
    """How many characters, other than white space, an element shows."""
    silent = [part for part in element.iter(*NO_TEXT) if part is not element]
    outer = [part for part in silent if not _is_inside(part, silent)]
    return _characters(element) - sum(_characters(part) for part in outer)


def _is_inside(part: HtmlElement, others: Sequence[HtmlElement]) -> bool:
    """Whether an element without text is inside another, and so is left out with it."""
    return len(others) > 1 and any(above.tag in NO_TEXT for above in part.iterancestors())


def _characters(element: HtmlElement) -> int:
    text: str = element.text_content()
    return len(text) - sum(text.count(character) for character in WHITE_SPACE)
