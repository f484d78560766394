"""What elements of HTML show, without recursion, as saved pages may be nested deeply."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

# What shows no text that is the page's.
NO_TEXT_NAMES = """
    audio button canvas datalist embed head iframe input link map meta noscript object
    option script select style template textarea title video
"""
NO_TEXT = frozenset(NO_TEXT_NAMES.split())
HEADINGS = {f"h{n}": n for n in range(1, 7)}


def texts(element: HtmlElement) -> Iterator[str]:
    """The pieces of text that an element shows, in their order."""
    pending: list[HtmlElement | str] = [element]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            yield part
            continue
        if part is not element and part.tail:
            pending.append(part.tail)
        if isinstance(part.tag, str) and part.tag not in NO_TEXT:
            pending.extend(reversed(part))
            if part.text:
                yield part.text


def length(element: HtmlElement) -> int:
    """How many characters, other than white space, an element shows."""
    return sum(len("".join(text.split())) for text in texts(element))
