"""Conventions that the steps of the pipeline share: signs of items, and the usual page marker."""

from __future__ import annotations

from collections.abc import Mapping

# The signs that make an item wherever they begin a line, and the list/@rend of a list with them.
BULLETS: Mapping[str, str] = {
    "•": "bulleted",
    "◦": "circled",
    "▪": "squared",
    "‣": "triangled",
}
# The signs that begin other things as often: they make an item where the layout shows a list.
POSSIBLE_BULLETS: Mapping[str, str] = {
    "*": "starred",
    "-": "dashed",
    "–": "en-dashed",
    "—": "em-dashed",
    "·": "dotted",
    "●": "filled",
    "○": "hollow",
    "■": "blocked",
    "□": "boxed",
    "►": "pointed",
    "➢": "arrowed",
    "✓": "checked",
    "o": "lettered-o",
    "+": "plus",
    "\uf0b7": "symbol",
}
# The name of each sign, and the sign of each name.
REND_OF_SIGN: Mapping[str, str] = {**BULLETS, **POSSIBLE_BULLETS}
SIGN_OF_REND: Mapping[str, str] = {rend: sign for sign, rend in REND_OF_SIGN.items()}

# The list/@rend of a list whose markers count.
NUMBERED_LIST = "numbered"

# The page marker that needs no mention in the TEI.
PAGE_MARKER = "[Page {n}]"

# The signs around the number in the marker of an item: "(a)", "1.", "[3]:".
MARKER_SIGNS = "()[].:- "
# How deep a list may be nested.
DEEPEST = 12


def marker_number(marker: str) -> str:
    """The number or letter of a marker, without signs around it: `a` of `(a)`; "" of a bullet."""
    words = marker.split()
    return "" if marker in REND_OF_SIGN or not words else words[-1].strip(MARKER_SIGNS)


# The name of captions in a sentence; the lines of a cue are wrapped.
CAPTIONS = "captions"
