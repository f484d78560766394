"""The print of the words in an element of HTML, by its name, its style or its class."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from tei_kit.readers.html.elements import BLOCKS

OF_ELEMENT = {
    "b": "bold",
    "cite": "italic",
    "del": "strikethrough",
    "dfn": "italic",
    "em": "italic",
    "i": "italic",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "strong": "bold",
    "sub": "subscript",
    "sup": "superscript",
    "u": "underline",
    "var": "italic",
}
OF_STYLE = {
    re.compile(r"font-style\s*:\s*(?:italic|oblique)"): "italic",
    re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)"): "bold",
    re.compile(r"text-decoration[^;]*:[^;]*\bunderline"): "underline",
    re.compile(r"text-decoration[^;]*:[^;]*\bline-through"): "strikethrough",
    re.compile(r"font-variant[^;]*:[^;]*\bsmall-caps"): "smallcaps",
    re.compile(r"vertical-align\s*:\s*super"): "superscript",
    re.compile(r"vertical-align\s*:\s*sub\b"): "subscript",
}
# class="italic", "tei-smallcaps", "small-caps"
OF_CLASS = re.compile(
    r"(?:^|\s)(?:tei-)?(italic|bold|underline|strikethrough|small-?caps|superscript|subscript)s?"
    r"(?=\s|$)",
    re.IGNORECASE,
)


def rend_of(element: HtmlElement) -> frozenset[str]:
    """The words of @rend for the text of an element."""
    words = set()
    if element.tag in OF_ELEMENT:
        words.add(OF_ELEMENT[element.tag])
    if element.tag in BLOCKS:  # the style of a whole block is not an emphasis
        return frozenset(words)
    style = element.get("style")
    if style:
        words.update(word for pattern, word in OF_STYLE.items() if pattern.search(style))
    classes = element.get("class")
    if classes:
        words.update(m[1].lower().replace("-", "") for m in OF_CLASS.finditer(classes))
    return frozenset(words)
