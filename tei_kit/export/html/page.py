"""A page: one HTML file that needs no other, made by an XSLT stylesheet.

The stylesheet is `xslt/page.xsl`, or the user's own. Facts that only a program can check or count
are put into the document before (`annotate`). The page runs our script and no other, whatever the
document holds: its Content-Security-Policy has the hash of the script.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from tei_kit._version import __version__
from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.html.annotate import Elsewhere, prepare
from tei_kit.export.html.xslt_engine import BUNDLED, transform
from tei_kit.xml.tree import name_of

STYLESHEET = BUNDLED / "page.xsl"
STYLE = BUNDLED / "page.css"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A page that this page links to; "" where no such page exists."""

    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """The surroundings of a page in a folder of pages."""

    index: Neighbour = field(default_factory=Neighbour)
    previous: Neighbour = field(default_factory=Neighbour)
    following: Neighbour = field(default_factory=Neighbour)
    elsewhere: Elsewhere = field(default_factory=Elsewhere)


def to_html(
    tree: etree._ElementTree, *, stylesheet: Path | None = None, around: Around | None = None
) -> bytes:
    """The page of a TEI document, in UTF-8.

    Raises TeiKitError (TK701) when it is not TEI, StylesheetError when the stylesheet cannot be
    used on it.
    """
    around = around or Around()
    prepared = prepare(tree, name_of(tree), around.elsewhere)
    parameters = {
        **page_parameters(),
        "index-href": around.index.href,
        "index-title": around.index.title,
        "previous-href": around.previous.href,
        "previous-title": around.previous.title,
        "next-href": around.following.href,
        "next-title": around.following.title,
    }
    return transform(prepared, stylesheet or STYLESHEET, parameters)


def to_still_page(tree: etree._ElementTree, style: str = "") -> bytes:
    """The page of a TEI document without any script, with a further style, to be shown in another
    page.

    Raises TeiKitError (TK701) when it is not TEI.
    """
    style = f"{STYLE.read_text(encoding='utf-8')}{style}"
    parameters = {
        "css": style,
        "policy": f"default-src 'none'; style-src '{hash_of(style)}'; base-uri 'none'",
        "generator": f"tei_kit {__version__}",
    }
    return transform(prepare(tree, name_of(tree)), STYLESHEET, parameters)


def page_parameters() -> dict[str, str]:
    """The parameters of all our stylesheets: the style, the script, and the policy of the page."""
    style = STYLE.read_text(encoding="utf-8")
    script = (BUNDLED / "page.js").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src '{hash_of(style)}'; script-src '{hash_of(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return {
        "css": style,
        "script": script,
        "policy": policy,
        "generator": f"tei_kit {__version__}",
    }


def hash_of(text: str) -> str:
    """The hash of a style or a script, as a Content-Security-Policy names it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _export_document(tree: etree._ElementTree, options: ExportOptions) -> bytes:
    return to_html(tree, stylesheet=options.stylesheet)


EXPORTER = Exporter(".html", _export_document, name="html")
