"""Recognizes MediaWiki and Org mark-up in a text that is called plain text."""

from __future__ import annotations

import re

# "== The Harbor ==" on a line of its own; "=== 12 ===" is the number of a page.
WIKI_HEADING = re.compile(
    r"^(?P<sign>={2,6})(?!=)(?=[^\n]*[^\W\d_]{2})[^\n]*[^=\n](?P=sign)[ \t]*$", re.MULTILINE
)
# The same heading as the first line of a text, with spaces inside the signs.
FIRST_HEADING = re.compile(
    r"\s*(?P<sign>={2,6})[ ](?=[^\n]*[^\W\d_]{2})[^=\n]*[ ](?P=sign)[ \t]*(?:\n|\Z)"
)
# Signs that are rare outside of wiki mark-up.
WIKI_MARKS = re.compile(r"'''[^'\n]|\[\[[^\[\]\n]+\]\]|<ref[ >]|\{\{[^{}\n]+\}\}")
QUOTES = "``"  # in a text with ``, the signs '' are quotation marks
ORG_HEADING = re.compile(r"^\*+[ ]\S", re.MULTILINE)
ORG_MARKS = re.compile(
    r"\[fn:[\w-]*[\]:]|^#\+(?:BEGIN_|END_|[A-Z_]+:)", re.MULTILINE | re.IGNORECASE
)


def format_of(text: str) -> str:
    """The name of the format whose marks a beginning of a text has: `wiki`, `org`, else ""."""
    has_heading = "==" in text and WIKI_HEADING.search(text) is not None and QUOTES not in text
    if has_heading and (WIKI_MARKS.search(text) or FIRST_HEADING.match(text)):
        return "wiki"
    is_org = ("[fn:" in text or "#+" in text) and ORG_MARKS.search(text)
    return "org" if is_org and ORG_HEADING.search(text) else ""
