"""The languages that a page states, and the quotation marks that a browser prints for them."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

# "fr", "pt-BR", "zh-Hant-TW" (BCP 47)
LANGUAGE = re.compile(r"(?P<code>[A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8}){0,4}")
# The outer and inner quotation marks, by language; “these” and ‘these’ for all other languages.
QUOTATION_MARKS = {
    "cs": "„“‚‘",
    "da": "“”‘’",
    "de": "„“‚‘",
    "es": "«»“”",
    "fr": "«»«»",
    "it": "«»“”",
    "pl": "„”«»",
    "pt": "“”‘’",
    "ru": "«»„“",
}


def language_of(element: HtmlElement) -> str:
    """The language tag that an element states for itself, its code in lower case; else ""."""
    stated = (element.get("lang") or element.get("xml:lang") or "").strip()
    match = LANGUAGE.fullmatch(stated)
    return match["code"].lower() + stated[len(match["code"]) :] if match else ""


def language_of_page(page: HtmlElement, main: HtmlElement) -> str:
    """The language of the text: the element `main` states it, else one around it; else ""."""
    stated = (language_of(element) for element in (main, *main.iterancestors(), page))
    return next(filter(None, stated), "")


def quotation_marks(element: HtmlElement) -> str:
    """The two marks that a browser puts around a `q` (HTML Living Standard, 15.3.8)."""
    language = next(filter(None, map(language_of, (element, *element.iterancestors()))), "")
    depth = sum(1 for above in element.iterancestors("q"))
    return QUOTATION_MARKS.get(language.partition("-")[0], "“”‘’")[2 * (depth % 2) :][:2]
