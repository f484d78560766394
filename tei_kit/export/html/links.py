"""Links: the targets of a document that may become links. A document may come from anywhere."""

from __future__ import annotations

import re
from urllib.parse import quote

# A scheme as a browser reads it, which ignores white space and control characters in it.
SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*):", re.VERBOSE)
HARMLESS = ("http", "https", "mailto")
# Characters that stand in a URL as they are; others are written with percent signs (RFC 3986, 2.1).
IN_URL = "%/?#[]@!$&'*+,;=:~-._"


def external(target: str) -> str:
    """A target as a link out of the document; "" for a target that is not an address, or that could
    do something else than lead to a page.

    Only http, https and mailto are links: never javascript, data or file.
    """
    target = target.strip()
    found = SCHEME.match(target)
    if found is None or found["scheme"].lower() not in HARMLESS:
        return ""
    return quote(target, safe=IN_URL)
