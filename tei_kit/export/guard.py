"""The guard of exports: no word of a TEI document is missing in what was made of it.

The words are counted here by a plain walk of the tree, and not as any exporter reads it. A word
counts when it begins and ends inside one stretch of text, since mark-up in a word can part it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from lxml import etree, html

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.export.exporter import Exporter
from tei_kit.export.tei_tree import is_left_out, is_other_reading, outermost_texts
from tei_kit.tei.fidelity import is_comment
from tei_kit.xml.names import TEI
from tei_kit.xml.tree import name_of

# A run of letters and digits
WORD = re.compile(r"[^\W_]+")
# A sign that Markdown escapes: "\\_"
ESCAPED = re.compile(r"\\(?P<sign>[^\w\s])")
SHOWN = 5  # words that a message names


def _nothing(_element: etree._Element) -> bool:
    return False


def _no_text(element: etree._Element) -> bool:
    return is_other_reading(element) or (element.tag == f"{TEI}note" and is_comment(element))


# The elements that each format leaves out.
LEFT_OUT: Mapping[str, Callable[[etree._Element], bool]] = {
    "html": is_left_out,
    "md": is_left_out,
    "txt": _no_text,
    "tei-simple": _nothing,
}


def told(tree: etree._ElementTree, made: bytes, exporter: Exporter) -> list[Diagnostic]:
    """A warning (TK712) when words of a document's text are missing in what was made of it.

    Tables, and formats that others add, are not looked at.
    """
    is_left = LEFT_OUT.get(exporter.name)
    if is_left is None:
        return []
    missing = words_of(tree, is_left) - Counter(_words_made(made, exporter.name))
    if not missing:
        return []
    words = ", ".join(f"'{word}'" for word in [*missing][:SHOWN])
    place = Place(name_of(tree))
    return [diagnose("TK712", place, format=exporter.name, number=missing.total(), words=words)]


def words_of(tree: etree._ElementTree, is_left: Callable[[etree._Element], bool]) -> Counter[str]:
    """The words of the texts of a document, and how often each stands there."""
    words: Counter[str] = Counter()
    for text in outermost_texts(tree.getroot()):
        events = etree.iterwalk(text, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start" and is_left(element):
                events.skip_subtree()
            elif event == "start":
                words.update(_inner(element.text))
            elif element is not text:
                words.update(_inner(element.tail))
    return words


def _inner(text: str | None) -> Iterator[str]:
    """The words that neither begin nor end a stretch of text."""
    if text:
        for found in WORD.finditer(text):
            if found.start() and found.end() < len(text):
                yield found[0]


def _words_made(made: bytes, name: str) -> Iterator[str]:
    for text in _texts_made(made, name):
        yield from WORD.findall(text)


def _texts_made(made: bytes, name: str) -> Iterator[str]:
    if name == "html":
        page = html.document_fromstring(made.decode("utf-8"))
        etree.strip_elements(page, "script", "style", with_tail=False)
        yield from map(str, page.itertext())
    elif name == "tei-simple":
        yield from map(str, etree.fromstring(made, etree.XMLParser(huge_tree=True)).itertext())
    elif name == "md":
        yield ESCAPED.sub(r"\g<sign>", made.decode("utf-8"))
    else:
        yield made.decode("utf-8")
