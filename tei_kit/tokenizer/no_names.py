"""Words that stand alone at the ends of texts and are not names of persons."""

from __future__ import annotations

import re

NO_NAMES = re.compile(
    r"""
    (?: none | agreed | approved | adopted | carried | noted | yes | no | nil | end | the[ ]end
      | finis | fin | ende | fine | amen | exeunt.* | exit.* | curtain | vorhang | rideau | telón
      | enclosures? | inclosures? | attachments? | annex(?:es)?
      | (?:top[ ])?secret | confidential | restricted | unclassified | official | copy | copie
      | copia | abschrift | telegram | notes? | footnotes? | contents | index | appendix | ps
      | p\.?[ ]?s | vale | valete | adieu | farewell | translation | true[ ]copy | draft
      | continued | over
    )\W*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_no_name(words: str) -> bool:
    """Whether a line is such words: "None.", "Top Secret", "THE END"."""
    return NO_NAMES.fullmatch(words.strip()) is not None
