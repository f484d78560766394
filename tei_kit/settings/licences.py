"""Licences: whether a text under a known licence is freely available (Guidelines, 2.2.4)."""

from __future__ import annotations

import re

FREE, RESTRICTED = "free", "restricted"
# "https://www.", "http://": the same licence is named by all of these.
SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
# The beginnings of the addresses of licences. The longest beginning counts.
STATUSES = {
    "creativecommons.org/publicdomain/": FREE,
    "creativecommons.org/licenses/by/": FREE,
    "creativecommons.org/licenses/by-sa/": FREE,
    "creativecommons.org/licenses/": RESTRICTED,  # not for commercial use, or no derivatives
    "opendatacommons.org/licenses/": FREE,
    "nationalarchives.gov.uk/doc/open-government-licence": FREE,
    "etalab.gouv.fr/licence-ouverte": FREE,
    "govdata.de/dl-de/": FREE,
    "artlibre.org/": FREE,
    "gnu.org/licenses/": FREE,
    "opensource.org/licenses/": FREE,
    "opensource.org/license/": FREE,
    "rightsstatements.org/vocab/InC": RESTRICTED,
    "rightsstatements.org/vocab/NoC-CR": RESTRICTED,
    "rightsstatements.org/vocab/NoC-NC": RESTRICTED,
    "rightsstatements.org/page/InC": RESTRICTED,
    "rightsstatements.org/page/NoC-CR": RESTRICTED,
    "rightsstatements.org/page/NoC-NC": RESTRICTED,
}


def status_of(licence: str) -> str:
    """Whether a text under a licence is `free` or `restricted`; "" for a licence not known.

    `licence` is the address of the licence on the web.
    """
    name = SCHEME.sub("", licence)
    known = [beginning for beginning in STATUSES if name.startswith(beginning)]
    return STATUSES[max(known, key=len)] if known else ""
