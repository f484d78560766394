"""Parts of a page that do not belong to its text: navigation, forms, and hidden elements."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tei_kit.readers.html.elements import HEADINGS, length

BOILERPLATE = frozenset({"nav", "search"})
# Elements that may be boilerplate; their contents decide, see `boilerplate`.
FRAMES = frozenset({"aside", "footer", "form", "header"})
BOILERPLATE_ROLES = frozenset({"banner", "complementary", "contentinfo", "navigation", "search"})
# Names of navigation: class="hsg-breadcrumb", "row nav-row", id="sidebar-menu", class="skip-link".
FOR_GOING = re.compile(
    r"(?<![a-z])(?:breadcrumbs?|menu|nav|navbar|navigation|pager|pagination|sidebar|skip|toolbar)"
    r"(?![a-z])",
    re.IGNORECASE,
)
UNSEEN = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?=\s|$)")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def boilerplate(element: HtmlElement, whole: int, *, in_whole_page: bool) -> str:
    """A name for an element that does not belong to the text, "" for any other element.

    `whole` is the number of characters in the text; a form with most of them is the text.
    `in_whole_page` says that the text is the whole `body`, for the page marks no part as its text;
    then footers and asides are left out, and headers that are not a title.
    """
    tag, role = element.tag, element.get("role", "")
    style = element.get("style")
    if element.get("hidden") is not None or (style and HIDDEN.search(style)):
        return "hidden"
    if tag == "dialog" and element.get("open") is None:
        return "hidden"
    if is_for_going(element):
        return "navigation"
    is_frame = tag in FRAMES or role in BOILERPLATE_ROLES
    if not (is_frame or tag in BOILERPLATE):
        return ""
    if tag in BOILERPLATE or role in ("navigation", "search"):
        return str(tag)
    if tag == "form":
        has_text = next(element.iter("p", *HEADINGS), None) is not None
        return "" if has_text or 2 * length(element) > whole else "form"
    links = linked(element)
    mostly_links = 2 * links > length(element)
    if tag == "header":
        titled = next(element.iter(*HEADINGS), None) is not None
        is_title = titled and not links
        return "" if is_title or (not in_whole_page and not mostly_links) else "header"
    return str(tag) if in_whole_page or mostly_links else ""


def is_for_going(element: HtmlElement) -> bool:
    """Whether an element is navigation: its class or id says so, and it is mostly links.

    Pages that are older than `nav` mark their navigation by a class. A text may have such a class
    too, but it does not consist of links.
    """
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    if words == " ":
        return False
    if element.tag == "a":
        leads_on = (element.get("href") or "").startswith("#")
        return leads_on and (UNSEEN.search(words) or FOR_GOING.search(words)) is not None
    return FOR_GOING.search(words) is not None and 2 * linked(element) > length(element)


def linked(element: HtmlElement) -> int:
    """The number of characters of an element that are in links."""
    return sum(length(a) for a in element.iter("a"))
