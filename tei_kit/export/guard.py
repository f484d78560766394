"""The guard of exports: it checks that a result lacks nothing that the TEI document shows.

Words, addresses of links, notes, cells and line ends are counted here by a plain walk of the tree,
and not as any exporter reads it. A word counts when it begins and ends inside one stretch of text,
since mark-up in a word can part it. A result is checked for those things that its format shows as
such: the notes of a plain text, for one, are only words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from lxml import etree, html

from tei_kit.diagnostics import Diagnostic, Place, counted, diagnose
from tei_kit.export.exporter import Exporter
from tei_kit.export.tei_tree import is_left_out, is_not_printed, outermost_texts
from tei_kit.tei.fidelity import is_comment
from tei_kit.xml.names import TEI
from tei_kit.xml.tree import name_of

# A run of letters and digits
WORD = re.compile(r"[^\W_]+")
# A sign that Markdown escapes: "\\_"
ESCAPED = re.compile(r"\\(?P<sign>[^\w\s])")
# An address of a link on the web, which every format writes as it is
ADDRESS = re.compile(r"(?:https?://|mailto:)[\w%/?#@!$&+,;=:.~-]+", re.ASCII)
# A link of Markdown: "[words](<https://example.org>)"
LINK = re.compile(r"\]\(<(?P<address>[^<>\n]+)>\)")
SHOWN = 5  # words that a message names
NOTE, CELL, LINE_END = (f"{TEI}{name}" for name in ("note", "cell", "lb"))
LINKS = frozenset({f"{TEI}ref", f"{TEI}ptr"})
# Elements in which a line end belongs to the text, and not to a list or a table.
IN_LINE = frozenset(f"{TEI}{name}" for name in ("p", "ab", "hi", "l", "cell", "item", "quote", "q"))


class Part(StrEnum):
    """The things that are counted, by their words in messages. Each word and each link is counted
    by itself, other things all together."""

    WORD = "word"
    LINK = "link"
    NOTE = "note"
    CELL = "cell"
    LINE_END = "line end"


Parts = dict[Part, Counter[str]]
"""The number of times that each word, link, note and cell is there."""

TAGS = {NOTE: Part.NOTE, CELL: Part.CELL, LINE_END: Part.LINE_END}


def _nothing(_element: etree._Element) -> bool:
    return False


def _no_text(element: etree._Element) -> bool:
    return is_not_printed(element) or (element.tag == NOTE and is_comment(element))


# The elements that each format leaves out.
LEFT_OUT: Mapping[str, Callable[[etree._Element], bool]] = {
    "html": is_left_out,
    "md": is_left_out,
    "txt": _no_text,
    "tei-simple": _nothing,
}


def told(tree: etree._ElementTree, made: bytes, exporter: Exporter) -> list[Diagnostic]:
    """A warning (TK712) when parts of a document's text are missing in the result made of it.

    Tables, and formats that others add, are not looked at.
    """
    is_left = LEFT_OUT.get(exporter.name)
    if is_left is None:
        return []
    shown, there = shown_by(tree, is_left), MADE[exporter.name](made)
    missing = [_in_words(part, shown[part] - names) for part, names in there.items()]
    if not any(missing):
        return []
    parts = ", ".join(filter(None, missing))
    return [diagnose("TK712", Place(name_of(tree)), format=exporter.name, parts=parts)]


def _in_words(part: Part, missing: Counter[str]) -> str:
    """The words that tell how much of a part is missing; "" where nothing is missing."""
    if not missing:
        return ""
    count = missing.total()
    such = ", ".join(f"'{name}'" for name in [*missing][:SHOWN] if name)
    return f"{counted(count, part)}{f', such as {such}' if such else ''}"


def shown_by(tree: etree._ElementTree, is_left: Callable[[etree._Element], bool]) -> Parts:
    """The characters, links, notes and cells that the texts of a document show."""
    shown: Parts = {part: Counter() for part in Part}
    for text in outermost_texts(tree.getroot()):
        events = etree.iterwalk(text, events=("start", "end", "comment", "pi"))
        for event, element in events:
            if event == "start" and is_left(element):
                events.skip_subtree()
            elif event == "start":
                shown[Part.WORD].update(_inner(element.text))
                _count(element, shown)
            elif element is not text:
                shown[Part.WORD].update(_inner(element.tail))
    return shown


def _count(element: etree._Element, shown: Parts) -> None:
    """Count an element that is more than its words. An address counts once, however many links
    lead to it; line ends in headings do not count."""
    tag = str(element.tag)
    if tag in LINKS:
        target = element.get("target", "")
        if ADDRESS.fullmatch(target):
            shown[Part.LINK][target] = 1
    elif tag == LINE_END:
        parent = element.getparent()
        is_in_line = parent is not None and parent.tag in IN_LINE and element.get("break") != "no"
        shown[Part.LINE_END][""] += is_in_line
    elif tag in TAGS and element.get("type") != "speaker":
        shown[TAGS[tag]][""] += 1


def _inner(text: str | None) -> Iterator[str]:
    """The words that neither begin nor end a stretch of text."""
    if text:
        for found in WORD.finditer(text):
            if found.start() and found.end() < len(text):
                yield found[0]


# The things that files of each format show. A format that does not tell two of them apart has one.


def _of_page(made: bytes) -> Parts:
    page = html.document_fromstring(made.decode("utf-8"))
    etree.strip_elements(page, "script", "style", with_tail=False)
    notes = sum(
        "data-note" in each.attrib or each.get("class") == "note-inline" for each in page.iter()
    )
    return {
        **_of_text("\n".join(map(str, page.itertext()))),
        Part.LINK: Counter({each.get("href", "") for each in page.iter("a")}),
        Part.NOTE: Counter({"": notes}),
        Part.CELL: Counter({"": sum(1 for _ in page.iter("td", "th"))}),
        Part.LINE_END: Counter({"": sum(1 for _ in page.iter("br"))}),
    }


def _of_tei(made: bytes) -> Parts:
    root = etree.fromstring(made, etree.XMLParser(huge_tree=True))
    # Notes of descriptions of manuscripts become words of one note.
    tags = {tag: part for tag, part in TAGS.items() if part is not Part.NOTE}
    counts: Parts = {
        part: Counter({"": sum(1 for _ in root.iter(tag))}) for tag, part in tags.items()
    }
    return {
        **_of_text("\n".join(map(str, root.itertext()))),
        Part.LINK: Counter({each.get("target", "") for each in root.iter(*LINKS)}),
        **counts,
    }


def _of_markdown(made: bytes) -> Parts:
    text = made.decode("utf-8")
    return {
        **_of_text(ESCAPED.sub(r"\g<sign>", text)),
        Part.LINK: Counter({found["address"] for found in LINK.finditer(text)}),
    }


def _of_plain_text(made: bytes) -> Parts:
    return _of_text(made.decode("utf-8"))


def _of_text(text: str) -> Parts:
    return {Part.WORD: Counter(WORD.findall(text))}


MADE: Mapping[str, Callable[[bytes], Parts]] = {
    "html": _of_page,
    "md": _of_markdown,
    "txt": _of_plain_text,
    "tei-simple": _of_tei,
}
