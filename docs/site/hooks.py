"""Hooks of the site: links that leave the pages lead to the checkout's files, as plain text.

The pages are read on their own, in the installed package as well; files beside `docs` (SECURITY.md,
the tables of benchmarks) are not part of them.
"""

from __future__ import annotations

import re

# [SECURITY.md](../SECURITY.md)
OUTSIDE = re.compile(r"\[(?P<words>[^\]]+)\]\(\.\./(?P<path>[^)#\s]+)[^)]*\)")


def on_page_markdown(markdown: str, **_given: object) -> str:
    """Name a file of the checkout instead of a link to it."""
    return OUTSIDE.sub(lambda m: f"{m['words']} (`{m['path']}` of the checkout)", markdown)
