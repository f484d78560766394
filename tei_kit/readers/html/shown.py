"""Puts into the tree of a page the text that only a browser shows.

It is the values of controls, strokes of fractions, root signs, and words printed over others. Lists
of terms become tables.
"""

from __future__ import annotations

from collections.abc import Set

from lxml.etree import SubElement
from lxml.html import HtmlElement

from tei_kit.readers.html.elements import HEADINGS

# The types of `input` whose value is text that is shown.
TYPED = frozenset(
    {"", "date", "datetime-local", "email", "month", "number", "search", "tel", "text"}
    | {"time", "url", "week"}
)
# In MathML: the elements that stand for the print of the second and the third child.
SCRIPTS = {
    "mover": ("sup",),
    "mroot": ("sup",),
    "msub": ("sub",),
    "msubsup": ("sub", "sup"),
    "msup": ("sup",),
    "munder": ("sub",),
    "munderover": ("sub", "sup"),
}


def say(page: HtmlElement, notes: Set[HtmlElement]) -> None:
    """Change the tree of a page so that its text has everything that a browser shows.

    `notes` are elements of notes; lists of terms that contain them stay as they are.
    """
    for control in list(page.iter("input", "select", "textarea")):
        _control(control)
    for script in list(page.iter("script")):
        _formula(script)
    for over in list(page.iter("rt")):
        over.tag = "sup"
    for fraction in page.iter("mfrac"):
        _fraction(fraction)
    for root in page.iter("msqrt", "mroot"):
        root.text = "√" + (root.text or "")
    for base in page.iter(*SCRIPTS):
        for part, tag in zip(list(base)[1:], SCRIPTS[base.tag], strict=False):
            part.tag = tag
    for terms in list(page.iter("dl")):
        if not any(e in notes for e in terms.iter()) and _is_of_terms(terms):
            _table(terms)


def _formula(script: HtmlElement) -> None:
    """Make a script with a formula in TeX a `span`, unless the page has the printed formula."""
    if not (script.get("type") or "").strip().lower().startswith("math/tex"):
        return
    before = script.getprevious()
    is_printed = before is not None and "mathjax" in (before.get("class") or "").lower()
    if not (is_printed and before.text_content().strip()):
        script.tag = "span"


def _control(control: HtmlElement) -> None:
    """Replace a control that shows text by its value."""
    if control.tag == "textarea":
        control.tag = "pre"
    elif control.tag == "select":
        options = list(control.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        shown = chosen if chosen or control.get("multiple") is not None else options[:1]
        _become(control, ", ".join(" ".join(o.text_content().split()) for o in shown))
    elif (control.get("type") or "").strip().lower() in TYPED:
        _become(control, control.get("value") or "")


def _become(control: HtmlElement, text: str) -> None:
    for child in list(control):
        control.remove(child)
    control.tag, control.text = "span", f" {text} "


def _fraction(fraction: HtmlElement) -> None:
    """Write a fraction as `1/2`, with brackets around a part that is more than a number or word."""
    parts = list(fraction)
    for part in parts:
        text = part.text_content().strip()
        if len(text) > 1 and not text.isalnum():
            part.text = "(" + (part.text or "")
            _add(part, ")")
    for part in parts[:-1]:
        part.tail = "/"


def _add(element: HtmlElement, text: str) -> None:
    """Add text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _parts(terms: HtmlElement) -> list[HtmlElement]:
    """The terms and descriptions of a list, also those grouped in a `div`."""
    parts: list[HtmlElement] = []
    for child in terms:
        parts += list(child) if child.tag == "div" else [child]
    return parts


def _is_of_terms(terms: HtmlElement) -> bool:
    """Whether a list has terms with descriptions; in a dialogue the same terms come again."""
    parts = _parts(terms)
    tags = [part.tag for part in parts]
    if len(parts) < 2 or tags[0] != "dt" or set(tags) != {"dt", "dd"}:
        return False
    words = [" ".join(part.text_content().split()) for part in parts if part.tag == "dt"]
    inner = next((e for e in terms.iter("table", "dl", *HEADINGS) if e is not terms), None)
    is_loose = any((part.tail or "").strip() for part in parts) or (terms.text or "").strip()
    return inner is None and not is_loose and len(set(words)) == len(words)


def _table(terms: HtmlElement) -> None:
    """Turn a list of terms into a table with the terms in the first column."""
    parts = _parts(terms)
    for child in list(terms):
        terms.remove(child)
    terms.tag = "table"
    row = label = cell = None
    for part in parts:
        if part.tag == "dt" and (row is None or cell is not None):
            row, cell = SubElement(terms, "tr"), None
            label = SubElement(row, "th")
        if part.tag == "dt":
            assert label is not None
            label.append(part)
        else:
            assert row is not None
            cell = SubElement(row, "td") if cell is None else cell
            cell.append(part)
