"""The targets of links as values of `ref/@target`."""

from __future__ import annotations

import re
from urllib.parse import quote

from tei_kit.xml import addresses

# A scheme, after UNSEEN is removed: browsers ignore control characters in addresses too.
SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*):")
UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
# Schemes of addresses that lead nowhere: programs, and addresses that contain their data.
LEADS_NOWHERE = frozenset({"about", "blob", "data", "javascript", "vbscript"})
# Characters that stand in an address as they are (RFC 3986, section 2); `quote` writes the others
# with percent signs.
IN_ADDRESS = "%/?#[]@!$&'()*+,;=:~-._"
# A percent sign without two hexadecimal digits after it.
BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
LONGEST = 4096  # characters


def target_of(stated: str | None) -> str:
    """The target of a link as an address without white space; "" for a link that leads nowhere.

    A target leads nowhere if it is inside the page, such as `#top`, or empty, too long, not an
    address, or if its scheme is in LEADS_NOWHERE.
    """
    target = UNSEEN.sub("", stated or "").strip()
    if not target or target.startswith("#") or len(target) > LONGEST:
        return ""
    scheme = SCHEME.match(target)
    if scheme is not None and scheme["scheme"].lower() in LEADS_NOWHERE:
        return ""
    if addresses.is_wrong(target):
        return ""
    written = quote(BARE_PERCENT.sub("%25", target), safe=IN_ADDRESS, errors="replace")
    path, mark, fragment = written.partition("#")
    return path + mark + fragment.replace("#", "%23")
