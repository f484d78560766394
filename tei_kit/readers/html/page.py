"""HTML: reads a saved page of a documentary edition as a browser shows it.

The text of the page is its `main`, or the element in its place. Navigation, forms and hidden
elements are left out (`boilerplate`), and a diagnostic counts them. `notes` and `page_marks` find
notes and pages. All other elements have the meaning that the HTML Living Standard gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from lxml.html import HtmlElement

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.readers import flow_to_source
from tei_kit.readers.flow import Flow, Note, Run, Runs, paragraphs_of, text_of
from tei_kit.readers.html import counting, shown
from tei_kit.readers.html import notes as html_notes
from tei_kit.readers.html.elements import LINE, length, parse
from tei_kit.readers.html.languages import language_of_page
from tei_kit.readers.html.walk import LeftOut, PageFacts, PageWalk
from tei_kit.readers.reader import Reader
from tei_kit.source import source
from tei_kit.source.source import Source

# <meta charset="utf-8">, <meta http-equiv="Content-Type" content="text/html; charset=latin1">
META_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
META_WITHIN = 4096  # bytes
# An `article` stands for `main` if it has at least one in so many of the page's characters.
LEAST_SHARE = 4
# The standard reads these names as another encoding, the real encoding of such pages.
REALLY = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


def read_html(data: bytes, name: str, encoding: str | None = None) -> Source:
    """Read a page in the given encoding, that of its byte order mark or its `meta`, or UTF-8.

    Raises SourceError: the bytes are in another encoding, the page has no text (TK104), or elements
    are nested too deeply to be read safely (TK124).
    """
    return read_html_text(source.decode_text(data, name, encoding or _stated(data)), name)


def read_html_text(text: str, name: str) -> Source:
    """Read a page that is decoded already. Raises SourceError (TK104, TK124)."""
    return flow_to_source.write(flow_of(parse(text, name), name), name, "HTML")


def _stated(data: bytes) -> str | None:
    """The encoding that the `meta` of a page states; None without it, or with a byte order mark."""
    if source.has_byte_order_mark(data):
        return None
    match = META_CHARSET.search(data, 0, META_WITHIN)
    if match is None:
        return None
    stated = match[1].decode("ascii", "replace").lower()
    return "utf-8" if stated.startswith("utf-16") else REALLY.get(stated, stated)


def flow_of(page: HtmlElement, name: str) -> Flow:
    """The flow of a page; `name` names the page in diagnostics."""
    notes = html_notes.find(page)
    shown.say(page, notes.parts | notes.holders)
    main = _main(page)
    facts = PageFacts(
        notes,
        language_of_page(page, main),
        length(main),
        is_page=main.tag == "body",
        is_stated=main.get(LINE) is not None,
        unquoted=_unquoted(main),
    )
    walk = PageWalk(facts)
    blocks = walk.read([main])
    walk.left_out.characters["outside of the text"] += _left_around(page, main, notes)
    found = {key: _note(walk, body) for key, body in notes.bodies.items()}
    title = next((" ".join(e.text_content().split()) for e in page.iter("title")), "")
    tally = counting.count(main, notes, walk.skipped, walk.layout)
    return Flow(blocks, found, list(_told(walk.left_out, name)), facts.language, title, tally)


def _main(page: HtmlElement) -> HtmlElement:
    """The element with the text of a page."""
    mains = [e for e in page.iter("main") if length(e)]
    mains = mains or [e for e in page.xpath("//*[@role='main']") if length(e)]
    articles = [] if mains else [e for e in page.iter("article") if length(e)]
    if mains:
        return mains[0]
    body = page.find("body")
    body = page if body is None else body
    if len(articles) == 1 and LEAST_SHARE * length(articles[0]) >= length(body):
        return articles[0]
    return body


def _unquoted(main: HtmlElement) -> Set[HtmlElement]:
    """The block quotations that are not quotations: all, if they have most of the text, for then
    they only indent it."""
    found = list(main.iter("blockquote"))
    outer = [each for each in found if not any(a.tag == "blockquote" for a in each.iterancestors())]
    is_layout = bool(found) and 2 * sum(map(length, outer)) > length(main)
    return frozenset(found if is_layout else ())


def _left_around(page: HtmlElement, main: HtmlElement, notes: html_notes.Notes) -> int:
    """The number of characters that are left out around the main text; notes there are not."""
    body = page.find("body")
    if body is None or main.tag == "body":
        return 0
    parts = [part for note in notes.bodies.values() for part in note.parts]
    read = sum(length(part) for part in parts if main not in part.iterancestors())
    return max(0, length(body) - length(main) - read)


def _told(left_out: LeftOut, name: str) -> Iterator[Diagnostic]:
    """The diagnostics about parts of a page that are left out."""
    parts = {what: count for what, count in left_out.characters.items() if count}
    if parts:
        told = ", ".join(f"{what} {count}" for what, count in sorted(parts.items()))
        yield diagnose("TK121", Place(name), count=sum(parts.values()), parts=told)
    if left_out.links:
        yield diagnose("TK134", Place(name, left_out.first_link), count=left_out.links)
    if left_out.pictures:
        texts = ", ".join(f"“{text}”" for text in left_out.descriptions)
        place, variant = Place(name, left_out.first_picture), "described" if texts else None
        yield diagnose("TK128", place, variant, count=left_out.pictures, texts=texts)


def _note(walk: PageWalk, body: html_notes.Body) -> Note:
    """The note of a body, without its number and the link back."""
    blocks = walk.read(body.parts, is_note=True)
    paragraphs = [runs for block in blocks for runs in paragraphs_of(block)]
    if paragraphs and not body.is_numbered:
        paragraphs[0] = _without_label(paragraphs[0], body.label)
    line = next((block.line for block in blocks if block.line), 0)
    return Note(body.label, paragraphs, line)


def _without_label(runs: Runs, label: str) -> Runs:
    """The runs of a note without its number at their beginning: `[3] See`, `3. See`, `3See`."""
    pattern = re.compile(rf"\s*[\[(]?{re.escape(label)}[\])]?(?![0-9])[.:)]?\s*")
    match = pattern.match(text_of(runs))
    rest = match.end() if match else 0
    result: list[Run] = []
    for run in runs:
        cut = min(rest, len(run.text))
        rest -= cut
        if run.note or run.page or len(run.text) > cut:
            result.append(replace(run, text=run.text[cut:]))
    return result


READER = Reader("HTML", read_html, read_html_text)
