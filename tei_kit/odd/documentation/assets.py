"""The style and the script of a site: those of the reading page, with additions."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_READING_STYLE = _HERE.parent.parent / "export" / "html" / "xslt" / "page.css"


def style() -> str:
    """The style sheet."""
    reading = _READING_STYLE.read_text(encoding="utf-8")
    return reading + (_HERE / "documentation.css").read_text(encoding="utf-8")


def script() -> str:
    """The script of the search."""
    return (_HERE / "search.js").read_text(encoding="utf-8")
