"""Pictures and other objects of a page: finds those that show something, and their descriptions."""

from __future__ import annotations

from lxml.html import HtmlElement

from tei_kit.readers.html.boilerplate import HIDDEN
from tei_kit.readers.links import target_of

# Attributes with the description of an object, the best first.
WORDS = ("alt", "aria-label", "title")
# Attributes with the address of an object, or the target of an `area` of a picture.
ADDRESSES = ("href", "src", "data")


def described(element: HtmlElement) -> str:
    """The description of an object, and, unless it is an `img`, its address: `Map (map.pdf)`."""
    text = next((" ".join(words.split()) for name in WORDS if (words := element.get(name))), "")
    if element.tag == "img":
        return text
    text = text or _inside(element)
    address = next((each for name in ADDRESSES if (each := target_of(element.get(name)))), "")
    return f"{text} ({address})" if text and address else text or address


def is_picture(element: HtmlElement) -> bool:
    """Whether an object shows something: it is not hidden, and has words or an address."""
    is_hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    is_hidden = is_hidden or HIDDEN.search(element.get("style") or "") is not None
    # The frames of visitor counters have no size.
    is_hidden = is_hidden or "0" in (element.get("width"), element.get("height"))
    return not is_hidden and bool(described(element) or element.tag != "svg")


def _inside(element: HtmlElement) -> str:
    """The title of a drawing, or the fallback text in an object."""
    if element.tag == "svg":
        title = element.find("title")
        return "" if title is None else " ".join(title.text_content().split())
    return " ".join(element.text_content().split())
