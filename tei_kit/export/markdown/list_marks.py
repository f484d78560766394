"""The marks that items of lists begin with in Markdown, and the numbers that it cannot count."""

from __future__ import annotations

from lxml import etree

from tei_kit.export.tei_tree import tei_names

ORDERED = frozenset(("ordered", "numbered"))
ITEMS = tei_names("item castItem bibl")


def marks_of(element: etree._Element, items: int) -> list[str]:
    """The marks that the items of a list begin with."""
    if not _is_ordered(element) or not _counts(element):
        return ["- "] * items
    item = next(element.iterchildren(*ITEMS), None)
    first = 1 if item is None else int(item.get("n") or "1")
    return [f"{n}. " for n in range(first, first + items)]


def _counts(element: etree._Element) -> bool:
    """Whether the items of a list are numbered as Markdown numbers them: one after the other."""
    numbers = [item.get("n") for item in element.iterchildren(*ITEMS)]
    if not any(numbers):
        return True
    first = numbers[0] or ""
    if not first.isascii() or not first.isdecimal() or len(first) > 8:
        return False
    return numbers == [str(n) for n in range(int(first), int(first) + len(numbers))]


def _is_ordered(element: etree._Element) -> bool:
    return bool({element.get("rend"), element.get("type")} & ORDERED)


def printed_number(item: etree._Element) -> str:
    """The number of an item as printed, where Markdown would give it another number: (a), iv."""
    around = item.getparent()
    if around is None or not _is_ordered(around) or _counts(around):
        return ""
    n = item.get("n", "")
    return item.get("rend") or (f"{n}." if n else "")
