"""Signed: the words that copies of letters and treaties print before a name that was signed."""

from __future__ import annotations

import re

# "(Signed)", "Signé:", "gez.", "/s/", "Sd/-", "(get.)".
SAYS_SIGNED = r"""
    (?i: /s/[ ]?
      | \(? (?: signed | sgd | sd | gez | gezeichnet | sig | signé | firmado | firmato | assinado
             | getekend | geteekend | get | подписал | подп ) [ ]?(?: [.:,)/] | /- )+ [ ]* )
"""
BEFORE = re.compile(rf"\s*{SAYS_SIGNED}\s*", re.VERBOSE)


def without_word(name: str) -> str:
    """A name without the word for signed before it: "(Signed) A. Hale" is "A. Hale"."""
    match = BEFORE.match(name)
    return name[match.end() :] if match else name
