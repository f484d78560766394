"""Markdown: CommonMark with tables, footnotes and strikethrough.

The HTML that Markdown becomes defines its meaning, and Markdown may contain HTML. So markdown-it-py
turns it into HTML, and the HTML reader reads the HTML. Each block carries the line of its begin.
"""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.readers.html import page
from tei_kit.readers.html.elements import LINE
from tei_kit.readers.reader import Reader
from tei_kit.source import source
from tei_kit.source.source import Source, SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

# title: "My letters", of front matter
FIELD = re.compile(r"^(?P<name>title|lang(?:uage)?)\s*:\s*(?P<value>[^\n]*\S)[ \t]*$", re.MULTILINE)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
# "---\ntitle: A page\n---\n" at the beginning: metadata of tools, which no page shows.
FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[^\n]*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
# The signs between two cells of a row.
BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
# word^[a note of some words]; not `word^[3]`, which is a mark of a note
NOTE_IN_PLACE = re.compile(r"\^\[(?!\s*\w{1,4}\s*\])[^\]\s]")
# The signs before a row in a quotation or a list: "> ", "- ".
BEFORE_ROW = re.compile(r"[\s>*+-]*")


def read_markdown(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Read Markdown, in the given encoding, the encoding of its mark, or UTF-8.

    Raises SourceError: the encoding is wrong, the file has no text, or the extra `markdown` is
    missing (TK120).
    """
    return read_markdown_text(source.decode_text(data, name, encoding), name)


def read_markdown_text(text: str, name: str) -> Source:
    """Read Markdown that is decoded already. Raises SourceError (TK104, TK120)."""
    parser = _package("markdown_it", name).MarkdownIt("commonmark")
    notes = _package("mdit_py_plugins.footnote", name)
    terms = _package("mdit_py_plugins.deflist", name)
    in_place = NOTE_IN_PLACE.search(text) is not None
    parser.enable(["table", "strikethrough"]).use(notes.footnote_plugin, inline=in_place)
    parser.use(terms.deflist_plugin)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = FRONT_MATTER.match(text)
    if front is not None:  # empty lines in its place keep the numbers of the other lines
        text = "\n" * front[0].count("\n") + text[front.end() :]
    parser.add_render_rule("footnote_caption", _number)
    found: list[Diagnostic] = []
    parser.core.ruler.before(
        "footnote_tail", "unreferenced", lambda state: _keep_unreferenced(state, name, found)
    )
    parser.core.ruler.before("inline", "all cells", _keep_cells)
    environment: dict[str, object] = {}
    tokens = parser.parse(text, environment)
    _tell_lines(tokens)
    rendered = parser.renderer.render(tokens, parser.options, environment)
    made = page.read_html_text(f'<main {LINE}="1">{rendered}</main>', name)
    stated = _stated(front[0] if front else "")
    unread = _characters(FIELD.sub("", front[0]).strip("-.\n")) if front else 0
    if unread:
        parts = f"front matter {unread}"
        found.append(diagnose("TK121", Place(name), count=unread, parts=parts))
    language = stated.get("lang") or stated.get("language") or ""
    return replace(
        made,
        diagnostics=[*made.diagnostics, *found],
        form="Markdown",
        title=stated.get("title", ""),
        language=language if LANGUAGE.fullmatch(language) else "",
    )


def _characters(text: str) -> int:
    """The number of characters in a text, without white space."""
    return len("".join(text.split()))


def _keep_cells(state: StateCore) -> None:
    """Add the cells that a row has beyond those of the first row: Markdown does not show them."""
    lines = state.src.split("\n")
    tokens: list[Token] = []
    cells, line = 0, ""
    for token in state.tokens:
        if token.type == "tr_open":
            cells, line = 0, lines[token.map[0]] if token.map else ""
        elif token.type in ("td_open", "th_open"):
            cells += 1
        elif token.type == "tr_close":
            for content in _cells(line)[cells:]:
                tokens += _cell(content, token.level)
        tokens.append(token)
    state.tokens = tokens


def _cells(line: str) -> list[str]:
    """The words of the cells in a row."""
    parts = BETWEEN_CELLS.split(line.strip())
    if BEFORE_ROW.fullmatch(parts[0]):
        del parts[0]
    if parts and not parts[-1].strip():
        del parts[-1]
    return [part.strip().replace("\\|", "|") for part in parts]


def _cell(content: str, level: int) -> list[Token]:
    from markdown_it.token import Token

    words = Token("inline", "", 0, content=content, children=[], level=level + 2)
    return [Token("td_open", "td", 1, level=level + 1), words, Token("td_close", "td", -1)]


def _stated(front: str) -> dict[str, str]:
    """The title and the language that front matter states, without quotation marks around them."""
    return {field["name"]: field["value"].strip("\"'") for field in FIELD.finditer(front)}


def _package(module: str, name: str) -> ModuleType:
    """A module of the packages that reading Markdown needs. Raises SourceError (TK120)."""
    try:
        return import_module(module)
    except ImportError as error:
        told = diagnose("TK120", Place(name), format="Markdown", extra="tei-kit[markdown]")
        raise SourceError(told) from error


def _keep_unreferenced(state: StateCore, name: str, found: list[Diagnostic]) -> None:
    """Keep two kinds of notes as paragraphs in their place, for Markdown would not show them:
    notes without a reference, and notes that are defined a second time. Adds a TK131 for each."""
    referred = state.env.get("footnotes", {}).get("refs", {})
    kept: list[Token] = []
    defined: set[str] = set()
    label: str | None = None
    for token in state.tokens:
        is_open = token.type == "footnote_reference_open"
        is_again = is_open and token.meta["label"] in defined
        if is_open:
            defined.add(token.meta["label"])
        if is_open and (is_again or referred.get(f":{token.meta['label']}", -1) < 0):
            label = f"[^{token.meta['label']}]: "
            line = token.map[0] + 1 if token.map else 1
            variant = "again" if is_again else None
            found.append(diagnose("TK131", Place(name, line), variant, n=label.rstrip(": ")))
        elif token.type == "footnote_reference_close" and label is not None:
            label = None
        else:
            kept.append(token)
            if label and token.type == "inline" and token.children is not None:
                token.children.insert(0, _text(label))
                label = ""
    state.tokens = kept


def _text(content: str) -> Token:
    from markdown_it.token import Token

    return Token("text", "", 0, content=content)


def _number(_renderer: object, tokens: Sequence[Token], at: int, *_: object) -> str:
    """A render rule of markdown-it: the text of a reference to a note is the note's number."""
    return str(tokens[at].meta["id"] + 1)


def _tell_lines(tokens: Iterable[Token]) -> None:
    """Give the element of each block the line of the file on which it begins. A note that is
    written within a block gets the line of that block."""
    marked: dict[object, str] = {}
    note: object = None
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type != "inline":
            token.attrSet(LINE, str(token.map[0] + 1))
        elif token.map:
            marks = (each for each in token.children or () if each.type == "footnote_ref")
            marked.update((each.meta["id"], str(token.map[0] + 1)) for each in marks)
        elif token.type == "footnote_open":
            note = token.meta.get("id")
        elif token.type == "paragraph_open" and note in marked:
            token.attrSet(LINE, marked[note])


READER = Reader("Markdown", read_markdown, read_markdown_text)
