"""Parts of a page that do not belong to its text: navigation, forms, and hidden elements."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tei_kit.readers.html.elements import HEADINGS, length

BOILERPLATE = frozenset({"nav", "search"})
# Elements that are boilerplate when they are mostly links or have no paragraph.
FRAMES = frozenset({"aside", "footer", "form", "header"})
BOILERPLATE_ROLES = frozenset({"banner", "complementary", "contentinfo", "navigation", "search"})
# Names for parts that lead elsewhere: class="hsg-breadcrumb", "row nav-row", id="sidebar-menu",
# class="skip-link".
FOR_GOING = re.compile(
    r"(?<![a-z])(?:breadcrumbs?|menu|nav|navbar|navigation|pager|pagination|sidebar|skip|toolbar)"
    r"(?![a-z])",
    re.IGNORECASE,
)
UNSEEN = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?=\s|$)")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


def boilerplate(element: HtmlElement, whole: int, *, in_whole_page: bool) -> str:
    """The name of an element that does not belong to the text, "" for any other element.

    `whole` is how many characters the text has; a form that holds most of them is the text.
    `in_whole_page` says that the text is the whole `body`, since the page marks no part as its
    text: then a header, a footer or an aside is left out.
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
    """Whether an element leads to other places: its class says so, and it is mostly links.

    Pages that were made before `nav` existed name their navigation by a class. A text may have such
    a class too, but it does not consist of links.
    """
    words = f"{element.get('class') or ''} {element.get('id') or ''}"
    if words == " ":
        return False
    if element.tag == "a":
        leads_on = (element.get("href") or "").startswith("#")
        return leads_on and (UNSEEN.search(words) or FOR_GOING.search(words)) is not None
    return FOR_GOING.search(words) is not None and 2 * linked(element) > length(element)


def linked(element: HtmlElement) -> int:
    """How many characters of an element stand in links."""
    return sum(length(a) for a in element.iter("a"))
