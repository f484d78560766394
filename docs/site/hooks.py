"""Hooks of the site: a page for each code, and links that leave the pages as plain text.

The pages are read on their own, in the installed package as well; files beside `docs` (SECURITY.md,
the tables of benchmarks) are not part of them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

# [SECURITY.md](../SECURITY.md)
OUTSIDE = re.compile(r"\[(?P<words>[^\]]+)\]\(\.\./(?P<path>[^)#\s]+)[^)]*\)")
# A heading of docs/codes.md that names a code: "### TK501 not-well-formed".
CODE = re.compile(r"^### (?P<words>(?P<code>TK\d+).*)$", re.MULTILINE)
# Code in a row of a table: `[txt\|html]`, whose backslash is for other readers of Markdown.
ROW = re.compile(r"^\|.*$", re.MULTILINE)
# The script that the theme would have pages fetch from the network, and ours in its place.
OF_NETWORK = re.compile(r"https://unpkg\.com/iframe-worker[^\"]*")
WORKER = "assets/worker.js"
CODE_SPAN = re.compile(r"`[^`\n]*`")


def on_files(files: Files, config: Any) -> Files:  # noqa: ANN401
    """Add a page for each code, which is made of the package's own table."""
    sys.path.insert(0, str(Path(config["config_file_path"]).parent))
    from tei_kit.codes import CODES, pages

    for code in CODES:
        name = f"codes/{code}.md"
        files.append(
            File.generated(config, name, content=pages.markdown(pages.page(code), level=1))
        )
    worker = Path(__file__).with_name("worker.js").read_text(encoding="utf-8")
    files.append(File.generated(config, WORKER, content=worker))
    return files


def on_page_markdown(markdown: str, page: Any, **_given: object) -> str:  # noqa: ANN401
    """Name a file of the checkout instead of a link to it; link codes to their pages."""
    if page.file.src_uri == "codes.md":
        return CODE.sub(r"### [\g<words>](codes/\g<code>.md)", markdown)
    markdown = ROW.sub(lambda row: CODE_SPAN.sub(_without_escapes, row[0]), markdown)
    return OUTSIDE.sub(lambda m: f"{m['words']} (`{m['path']}` of the checkout)", markdown)


def _without_escapes(code: re.Match[str]) -> str:
    return code[0].replace("\\|", "|")


def on_post_page(output: str, page: Any, **_given: object) -> str:  # noqa: ANN401
    """Have the search of a page work without the network, when the page is opened as a file."""
    return OF_NETWORK.sub("../" * page.url.count("/") + WORKER, output)


def on_post_template(output: str, template_name: str, **_given: object) -> str:
    """The same for pages that are made of no text: 404.html."""
    return OF_NETWORK.sub(WORKER, output) if template_name.endswith(".html") else output
