"""Lists in HTML from Word: paragraphs with typed markers and a style that names the list."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tei_kit.conventions import BULLETS
from tei_kit.readers.flow import BULLET
from tei_kit.record import frozen

# style='text-indent:-18pt;mso-list:l0 level1 lfo1'
LIST = re.compile(r"mso-list\s*:\s*(?P<list>l[0-9]+)\s+level(?P<level>[1-9])\s+lfo[0-9]+", re.I)
# <span style='mso-list:Ignore'>, which has the marker.
MARKER = re.compile(r"mso-list\s*:\s*Ignore", re.I)
# Characters of symbol fonts that Word uses for bullets, with the bullets that they look like.
SIGNS = {"o": "◦", "§": "▪", "·": BULLET, "\uf0b7": BULLET, "\uf0a7": "▪", "ü": BULLET, "Ø": BULLET}


@frozen
class WordItem:
    """An item: its list, its depth from 0, and its marker."""

    list: str
    depth: int
    marker: str


def item_of(element: HtmlElement) -> WordItem | None:
    """The list item that a paragraph of Word stands for, None for any other element."""
    match = LIST.search(element.get("style") or "")
    if match is None:
        return None
    marker = next((span for span in element.iter("span") if is_marker(span)), None)
    if marker is None:
        return None
    words = "".join(marker.text_content().split())
    sign = SIGNS.get(words, words)
    if len(sign) == 1 and not sign.isalnum() and sign not in BULLETS:
        sign = BULLET
    return WordItem(match["list"], int(match["level"]) - 1, sign)


def is_marker(element: HtmlElement) -> bool:
    """Whether an element is the marker that Word wrote before an item."""
    return MARKER.search(element.get("style") or "") is not None
