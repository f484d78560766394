"""Numbers of pages, items and notes: whether they can be counted with, and whether they follow
each other.
"""

from __future__ import annotations

import re

from tei_kit.document.model import Item
from tei_kit.record import replace

COUNTABLE = 9  # digits
# A page's number as part of an identifier: "651a", "12-13", "iv".
NAME = re.compile(r"[\w.-]+", re.ASCII)


def counts(n: str) -> bool:
    """Whether a page's number can be counted with; Python does not read thousands of digits."""
    return n.isdigit() and len(n) <= COUNTABLE


def is_number(n: str) -> bool:
    """Whether a number in the digits of ASCII can be counted with."""
    return n.isascii() and counts(n)


def missing(first: int, last: int) -> str:
    """The numbers of the pages that are missing, as the beginning of a sentence."""
    return f"page {first} is" if first == last else f"pages {first} to {last} are"


def in_order(item: Item, before: Item) -> Item:
    """An item, which is out of sequence if its number does not follow that of the item before."""
    n, last = item.n, before.n
    if not (is_number(n) and is_number(last)) or not before.in_sequence:
        return item
    return replace(item, in_sequence=int(n) == int(last) + 1)


def as_name(n: str) -> str:
    """A number as part of an identifier, "" where it cannot be one."""
    return n if n.isascii() and n.isalnum() else ""


def page_name(n: str) -> str:
    """A page's number as part of an identifier, "" where it cannot be one."""
    return n if NAME.fullmatch(n) or n.isdecimal() else ""
