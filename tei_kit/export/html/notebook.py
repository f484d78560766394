"""A conversion as a notebook shows it: the page to read, the counts, and the diagnostics.

The page stands in a frame that may do nothing: no script runs in it, and it has no access to the
notebook, whatever the document holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from lxml import etree

from tei_kit.diagnostics import Diagnostic
from tei_kit.export.html.page import to_html

LARGEST_PAGE = 2_000_000
"""A larger page, in bytes, is not shown, since the file of a notebook keeps all that it shows."""
MOST_DIAGNOSTICS = 100

_FRAME = (
    '<iframe sandbox="" title="{title}" srcdoc="{page}" '
    'style="width: 100%; height: 32em; border: 1px solid #8888; resize: vertical"></iframe>'
)


def of_conversion(
    tree: etree._ElementTree, name: str, words: Sequence[str], diagnostics: Sequence[Diagnostic]
) -> str:
    """The HTML of a conversion: its name, its counts in words, the diagnostics, the page.

    Raises TeiKitError (TK701) when the tree is not TEI.
    """
    parts = [f"<p><strong>{escape(name)}</strong>: {escape('; '.join(filter(None, words)))}</p>"]
    if diagnostics:
        parts.append(_table(diagnostics))
    page = to_html(tree)
    if len(page) > LARGEST_PAGE:
        size = f"{len(page) / 1e6:.0f} MB"
        parts.append(
            f"<p>The page to read has {size}, too much for a notebook: "
            "<code>tei_kit.export(conversion.tree, 'html')</code> makes it.</p>"
        )
    else:
        shown = escape(page.decode("utf-8"), quote=True)
        parts.append(_FRAME.format(title=escape(name, quote=True), page=shown))
    return f"<div>{''.join(parts)}</div>"


def _table(diagnostics: Sequence[Diagnostic]) -> str:
    rows = [
        f"<tr><td>{d.line}:{d.column}</td><td>{d.severity}</td><td>{d.code}</td>"
        f'<td style="text-align: left">{escape(d.message)}</td></tr>'
        for d in diagnostics[:MOST_DIAGNOSTICS]
    ]
    more = len(diagnostics) - len(rows)
    if more:
        rows.append(f'<tr><td colspan="4">and {more} more in <code>diagnostics</code></td></tr>')
    heads = "".join(f"<th>{head}</th>" for head in ("place", "severity", "code", "message"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
