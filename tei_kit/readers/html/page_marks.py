"""Finds the elements of HTML that mark the begin of a page of the printed edition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from tei_kit.settings.language import alternatives, of_any

# id="pg_652", "page-12", "Page_iv"; not "p652", which may be a paragraph
IDENTIFIER = re.compile(r"(?:pg|page)[_.-]?(?P<n>[0-9]{1,5}[a-z]?|[ivxlc]{1,8})", re.IGNORECASE)
# class="tei-pb", "pagebreak", "page-number", "pagenum"
CLASS = re.compile(r"(?:^|\s)(?:tei-)?(?:pb|page-?break|page-?num(?:ber)?)(?=\s|$)", re.IGNORECASE)
# "[Page 652]", "[Pg 12]", "p. iv", "652"
SHOWN = re.compile(
    rf"[\[({{|]?\s*(?:(?:{alternatives(of_any('page_words'))})\b\.?\s*)?"
    r"(?P<n>[0-9]{1,5}[a-z]?|[ivxlc]{1,8})\s*[\])}|]?",
    re.IGNORECASE,
)
MARKERS = frozenset({"a", "b", "div", "hr", "p", "small", "span", "sup"})


@dataclass(frozen=True, slots=True)
class PageMark:
    """The beginning of a page: its number, and the text of the mark, perhaps "".

    `is_whole` says that the element is only the mark, and not the page itself.
    """

    number: str
    shown: str
    is_whole: bool


def page_of(element: HtmlElement) -> PageMark | None:
    """The mark of the page that begins at an element, else None.

    A mark has a role (`doc-pagebreak`), a class, or an identifier such as `pg_652`; its text, if it
    has any, is the number of the page, with or without a word for page. A `div` with such an
    identifier and other text is the page itself.
    """
    if element.tag not in MARKERS and element.get("role") != "doc-pagebreak":
        return None
    identifier = element.get("id") or element.get("name") or ""
    by_id = IDENTIFIER.fullmatch(identifier) if identifier else None
    is_marked = element.get("role") == "doc-pagebreak" or element.get("epub:type") == "pagebreak"
    classes = element.get("class")
    is_marked = is_marked or (classes is not None and CLASS.search(classes) is not None)
    if by_id is None and not is_marked:
        return None
    if element.tag == "a" and (element.get("href") or "").startswith("#") and by_id is None:
        return None
    text = " ".join(element.text_content().split()) if _is_short(element) else None
    if text:
        match = SHOWN.fullmatch(text)
        if match is not None:
            return PageMark(match["n"], text, True)
    if not text and text is not None:
        number = _stated_number(element, by_id)
        return PageMark(number, "", True) if number else None
    return PageMark(by_id["n"], "", False) if by_id is not None and element.tag == "div" else None


def _is_short(element: HtmlElement) -> bool:
    """Whether an element has so few elements inside it that it may be a mark."""
    parts = element.iter()
    return sum(1 for _, _part in zip(range(6), parts, strict=False)) < 6


def _stated_number(element: HtmlElement, by_id: re.Match[str] | None) -> str:
    """The number of a mark without text, from its identifier or another attribute; else ""."""
    if by_id is not None:
        return by_id["n"]
    for name in ("aria-label", "title", "data-n"):
        match = SHOWN.fullmatch((element.get(name) or "").strip())
        if match is not None:
            return match["n"]
    return ""


def page_of_bookmark(name: str, shown: str) -> str:
    """The number of the page that a bookmark names, if the text of the bookmark agrees; else ""."""
    match = IDENTIFIER.fullmatch(name)
    if match is None:
        return ""
    words = " ".join(shown.split())
    same = SHOWN.fullmatch(words) if words else match
    return match["n"] if same is not None and same["n"].lower() == match["n"].lower() else ""
