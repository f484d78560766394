"""Page: the HTML of the review, one file with its style and its script.

Browsers do not run the element with the data. The Content-Security-Policy has the hashes of the
style and the script, so no script in a document can run, neither in the page nor in the reading
page inside it.
"""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from tei_kit import files
from tei_kit._version import __version__
from tei_kit.export.html.page import STYLE as READING_STYLE
from tei_kit.export.html.page import hash_of
from tei_kit.review import working
from tei_kit.review.as_json import Value, as_text, of_choices, of_menu, of_state
from tei_kit.review.session import Opening, Session, State

ASSETS = Path(__file__).parent / "assets"


def text_page(title: str, *, is_single: bool) -> str:
    """The page of one text; it gets the state from the server."""
    return _page(
        title, {"menu": of_menu(), "choices": of_choices(), "single": is_single}, "page", "'self'"
    )


def list_page() -> str:
    """The page with the list of texts."""
    return _page("Texts to review", {}, "list", "'self'")


def report_page(path: Path, opening: Opening) -> bytes:
    """The page of one text without editing; it needs no server and no other file.

    Raises TeiKitError when the text or its decisions cannot be read.
    """
    session = Session(path, opening)
    state = session.state()
    session.raise_problem()
    return files.as_text(still_page(path.name, state)).encode("utf-8")


def still_page(title: str, state: State) -> str:
    """The page of a state, without editing."""
    data: Value = {"menu": of_menu(), "state": of_state(state)}
    return _page(title, data, "page", "'none'")


def policy(connect: str) -> str:
    """The Content-Security-Policy of our pages; `connect` is the value of its `connect-src`."""
    styles = f"'{hash_of(_asset('page.css'))}' '{hash_of(_reading_style())}'"
    scripts = f"'{hash_of(_asset('page.js'))}' '{hash_of(_asset('list.js'))}'"
    return (
        f"default-src 'none'; style-src {styles}; script-src {scripts}; connect-src {connect}; "
        "base-uri 'none'; form-action 'none'"
    )


def _page(title: str, data: Value, name: str, connect: str) -> str:
    parts = {
        "title": escape(title),
        "policy": escape(policy(connect)),
        "generator": f"tei_kit {__version__}",
        "style": _asset("page.css"),
        "script": _asset(f"{name}.js"),
        "data": as_text(data),
    }
    page = _asset(f"{name}.html")
    for part, value in parts.items():
        page = page.replace(f"<!--{part}-->", value)
    return page


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


@cache
def _reading_style() -> str:
    return READING_STYLE.read_text(encoding="utf-8") + working.STYLE
