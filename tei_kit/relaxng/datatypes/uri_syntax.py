"""The texts that Jing takes for an anyURI (XML Schema Part 2, section 3.2.17).

The type allows every text that is a URI reference after the escaping of XLink 1.0, section 5.4. So
spaces, `<`, `|` and everything outside ASCII may stand wherever an escape may. The syntax is that
of RFC 2396 with the addresses of RFC 2732, as java.net.URI reads it: an empty reference is one,
the authority may be empty when something follows it, and brackets may stand after `?`.
"""

from __future__ import annotations

import re

# `http://www.tei-c.org/ns/1.0`, `#kissinger`, `urn:isbn:1`, `persons.xml?q=a b#n1`.
_REFERENCE = re.compile(
    r"""
    (?: [A-Za-z][A-Za-z0-9+.\-]* :                  # scheme
        (?: (?=/) | (?: [^\#%/] | %[0-9A-Fa-f]{2} ) (?: [^\#%] | %[0-9A-Fa-f]{2} )* (?=\#|\Z) )
    |   (?! [^/?\#]* : )
    )
    (?: // (?: (?P<authority> [^/?\#]+ ) | (?= [/?\#] ) )
    |   (?! // )
    )
    (?: [^?\#%\[\]] | %[0-9A-Fa-f]{2} )*            # path
    (?: \? (?: [^\#%] | %[0-9A-Fa-f]{2} )* )?       # query
    (?: \# (?: [^\#%] | %[0-9A-Fa-f]{2} )* )?       # fragment
    """,
    re.VERBOSE | re.DOTALL,
)

# Anything but brackets: `history.state.gov:80`, `user@host`.
_REGISTERED_NAME = re.compile(r"(?: [^\[\]%] | %[0-9A-Fa-f]{2} )+", re.VERBOSE | re.DOTALL)

# `user@[2001:db8::1%eth0]:80`. In `[::1 ]` the escape of the space, %20, is the zone.
_BRACKETED_HOST = re.compile(
    r"""
    (?: (?: [^\[\]%@] | %[0-9A-Fa-f]{2} )* @ )?     # user
    \[ (?P<address> [0-9A-Fa-f:.]+ )
       (?: (?: % [A-Za-z0-9_.] | [\x00-\x20"<>\\^`{|}\x7F] ) [A-Za-z0-9_.]* )? \]
    (?: : (?P<port> [0-9]* ) )?
    """,
    re.VERBOSE | re.DOTALL,
)

# The pieces of an address between its colons: `db8`, `192.168.0.1`.
_HEXADECIMAL_PIECE = re.compile(r"[0-9A-Fa-f]{1,4}")
_IPV4 = re.compile(r"[0-9]+ (?: \. [0-9]+ ){3}", re.VERBOSE)

_MAX_PORT = 2**31 - 1
_MAX_OCTET = 255
_PIECES_OF_AN_ADDRESS = 8


def is_uri_reference(text: str) -> bool:
    """Whether the text is a URI reference once its characters are escaped that need it."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return False
    authority = found["authority"]
    return authority is None or _is_authority(authority)


def _is_authority(text: str) -> bool:
    if _REGISTERED_NAME.fullmatch(text):
        return True
    found = _BRACKETED_HOST.fullmatch(text)
    if found is None or not _is_ipv6(found["address"]):
        return False
    return _is_at_most(found["port"] or "0", _MAX_PORT)


def _is_ipv6(text: str) -> bool:
    """Whether the text is an address of RFC 2373: at most one `::`, which stands for something."""
    before, gap, after = text.partition("::")
    sides = [side.split(":") if side else [] for side in (before, after)]
    pieces = sides[0] + sides[1]
    last_is_ipv4 = bool(pieces) and _IPV4.fullmatch(pieces[-1]) is not None
    if last_is_ipv4:
        # java.net.URI wants something before it: `::1.2.3.4`, not `1.2.3.4`.
        octets = pieces.pop().split(".")
        if (not pieces and not gap) or not all(_is_at_most(octet, _MAX_OCTET) for octet in octets):
            return False
        if gap and not sides[1]:
            return False
    if not all(_HEXADECIMAL_PIECE.fullmatch(piece) for piece in pieces):
        return False
    count = len(pieces) + 2 * last_is_ipv4
    return count < _PIECES_OF_AN_ADDRESS if gap else count == _PIECES_OF_AN_ADDRESS


def _is_at_most(digits: str, limit: int) -> bool:
    significant = digits.lstrip("0")
    return len(significant) <= len(str(limit)) and int(significant or "0") <= limit
