"""Recognizes mark-up and data by the first and the last characters of a text."""

from __future__ import annotations

import re

from tei_kit.record import record

# "<!-- made by … --><?xml-model href='a.rng'?> ", before the root element
_PROLOG = r"(?:\s|<!--(?:(?!-->).)*-->|<\?(?!xml\s)[^>]*\?>)*"
# "<!DOCTYPE html>", "<html lang='en'>"; "<?xml version='1.0'?>", "<!DOCTYPE a", "<TEI xmlns="
_MARKUP = re.compile(
    rf"{_PROLOG}(?:(?P<html><!doctype\s+html|<html[\s>])|<\?xml\s|<!DOCTYPE\s|<TEI[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
# "<page:PcGts", "<alto>": a root element, if the text ends with its end tag
_ROOT = re.compile(rf"{_PROLOG}<(?P<name>[^\W\d][\w.:-]*)(?=[\s/>])", re.DOTALL)
# "</page:PcGts>", "<PcGts/>" at the end
_END = re.compile(
    r"(?:</(?P<name>[^\W\d][\w.:-]*)\s*>|<[^<>]*/>)(?:\s|<!--[^<>]*-->|<\?[^<>]*\?>)*\Z"
)
# "<PcGts/>": a root element that is empty, and the whole text
_EMPTY = re.compile(rf"{_PROLOG}<[^\W\d][\w.:-]*(?:\s[^<>]*)?/>\s*\Z", re.DOTALL)
# '{"speaker": "A"', '[{"id": 1', "{}"
_JSON = re.compile(r"""\s*(?:\[[\[\s]*)?\{\s*(?:"(?:[^"\\\n]|\\.)*"\s*:|\}\s*\Z)""")
_LATEX = re.compile(r"(?:\s|%[^\n]*\n)*\\documentclass\b")
# Words at the beginning of XML from programs that recognize text in pictures: the format's name.
_RECOGNIZED = {"PcGts": "PAGE XML", "<alto": "ALTO XML", "www.loc.gov/standards/alto": "ALTO XML"}
_TEI = re.compile(r"<(?:\w+:)?(?:TEI|teiCorpus|TEI\.2)[\s/>]")
# Root elements of pieces of HTML pages.
_PIECES = frozenset(
    ("body", "div", "p", "h1", "h2", "h3", "table", "ul", "ol", "section", "article", "main", "pre")
)


@record
class Structure:
    """A form of data that is not running text: its name, and the advice for the user."""

    what: str
    instead: str


_AS_PAGE = "to read it as a page, add --from html"
_AS_TEI = "tei-kit validate checks a TEI file, and tei-kit text and export take the text out of it"
_FROM_PROGRAM = "have the program that wrote it save the text as .txt or .docx"
TAKE_OUT = "take the text out of it first"


def structure_of(beginning: str, end: str) -> Structure | None:
    """The structured format of a text by its first and its last characters; None for no such."""
    stated = _MARKUP.match(beginning)
    if stated is not None and stated["html"]:
        return Structure("HTML", _AS_PAGE)
    if stated is not None or _is_element(beginning, end):
        return _of_xml(beginning)
    if _JSON.match(beginning):
        return Structure("JSON", TAKE_OUT)
    return Structure("LaTeX", TAKE_OUT) if _LATEX.match(beginning) else None


def _is_element(beginning: str, end: str) -> bool:
    """Whether a text begins with the start tag of an element, and ends with its end tag."""
    root, last = _ROOT.match(beginning), _END.search(end)
    if root is None or last is None:
        return False
    return root["name"] == last["name"] or _EMPTY.match(beginning) is not None


def _of_xml(beginning: str) -> Structure:
    if _TEI.search(beginning):
        return Structure("TEI", _AS_TEI)
    root = _ROOT.match(beginning)
    if root is not None and root["name"].lower() in _PIECES:
        return Structure("a piece of HTML", _AS_PAGE)
    kinds = (kind for word, kind in _RECOGNIZED.items() if word in beginning)
    kind = next(kinds, None)
    return Structure(kind, _FROM_PROGRAM) if kind else Structure("XML", TAKE_OUT)
