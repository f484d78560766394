"""Signed: the words that copies of letters and treaties print before a name that was signed."""

from __future__ import annotations

import re

from tei_kit.settings.language import alternatives, of_any

# "(Signed)", "Signé:", "gez.", "/s/", "Sd/-", "(get.)".
SAYS_SIGNED = rf"""
    (?i: /s/[ ]? | \(? (?: {alternatives(of_any("signed"))} ) [ ]?(?: [.:,)/] | /- )+ [ ]* )
"""
BEFORE = re.compile(rf"\s*{SAYS_SIGNED}\s*", re.VERBOSE)


def without_word(name: str) -> str:
    """A name without the word for signed before it: "(Signed) A. Hale" is "A. Hale"."""
    match = BEFORE.match(name)
    return name[match.end() :] if match else name
