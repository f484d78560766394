"""The frame of all pages of a site: head, navigation and foot."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from tei_kit._version import __version__
from tei_kit.odd.documentation.addresses import relative

STYLE = "assets/style.css"
SCRIPT = "assets/search.js"
INDEX = "assets/index.js"

_SEARCH = "Search this documentation"


@dataclass(frozen=True, slots=True)
class Site:
    """The title of a site, and its language."""

    title: str
    language: str


def page(site: Site, path: str, title: str, body: str) -> str:
    """A whole page, given the HTML of its content."""
    home = relative("index.html", path)
    root = "../" * path.count("/")
    full = title if title == site.title else f"{title} · {site.title}"
    return f"""<!DOCTYPE html>
<html lang="{escape(site.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="tei-kit {__version__}">
<title>{escape(full)}</title>
<link rel="stylesheet" href="{relative(STYLE, path)}">
<script src="{relative(INDEX, path)}" defer></script>
<script src="{relative(SCRIPT, path)}" defer></script>
</head>
<body data-root="{root}">
<a class="skip" href="#content">Skip to the content</a>
<header class="page-header">
<p class="site"><a href="{home}">{escape(site.title)}</a></p>
<form role="search" class="search" action="{home}" hidden>
<label for="search">{_SEARCH}</label>
<input id="search" type="search" autocomplete="off" spellcheck="false" aria-controls="found">
<p id="found-count" class="unseen" role="status"></p>
<ol id="found" hidden></ol>
</form>
</header>
<main id="content" class="columns" tabindex="-1">
{body}
</main>
<footer class="page-footer"><p>Made by tei-kit {__version__}.</p></footer>
</body>
</html>
"""
