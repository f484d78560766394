"""The encoding of an XML file, by its first bytes (XML 1.0, appendix F)."""

from __future__ import annotations

import codecs
import re

# <?xml version="1.0" encoding="ISO-8859-1"?>
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["'](?P<name>[\w.\-]+)""")
_UTF_16 = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"\x00<": "utf-16-be",
    b"<\x00": "utf-16-le",
}


def declared(data: bytes) -> str:
    """The encoding that the XML declaration names; "" when it names none."""
    found = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    return found["name"].decode("ascii", "replace") if found else ""


def named(data: bytes) -> str:
    """The encoding of a document, as Python calls it, in small letters."""
    return _UTF_16.get(data[:2]) or (declared(data) or "utf-8").lower()


def of(data: bytes) -> str | None:
    """The encoding in which a document can be decoded and encoded without any change; None when
    there is no such encoding."""
    codec = named(data)
    try:
        return codec if data.decode(codec).encode(codec) == data else None
    except (LookupError, UnicodeError, ValueError):
        return None
