"""Facts that a page needs beyond the TEI, put into a copy of the TEI before a stylesheet runs.

In XSLT 1.0 counting, ranking and checking are long; here they are short and tested. All of it is
in the namespace `urn:tei-kit:page` (prefix `k` below), which is taken out of the document first:

    k:document="…"  on the elements that are documents: the identifier of its part of the page
    k:id            on divisions, turns, notes, page breaks: the identifier in the page, unique
    k:voice         on turns and names of participants: the colour of the speaker, 0 to 8
    k:label         on turns without a label of their own: the name of the speaker
    k:as            on notes: "listed" (shown at the end of the document), "parked" (stands in a
                    section of notes) or "inline"
    k:n             on notes: the number as printed, else the position; on tables: the position
    k:by            on comments: who wrote it, and when
    k:href, k:kind  on ref and ptr: where the link goes, and "note" where it goes to a note;
                    without k:href it is no link
    k:image         on pb: the address of the image of the page, where that is on the web
    k:holds         "blocks" on elements that look like a paragraph and hold a list or a table
    k:picture       an element in a document: the picture (svg), and k:speaker for each speaker
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from lxml import etree

from tei_kit.export.html import links, turn_picture
from tei_kit.export.tables.read_tei import read_contents
from tei_kit.export.tables.rows import Contents, TurnRow, name_of, voice_of
from tei_kit.export.tei_tree import (
    DATA,
    DIVISIONS,
    PARKING,
    TURNS,
    check_root,
    document_elements,
    is_apart,
    name_documents,
    name_of_person,
    people,
    said_of,
    tei_names,
)
from tei_kit.files import as_address
from tei_kit.tei.fidelity import is_comment
from tei_kit.xml.names import TEI, XML_ID

K = "urn:tei-kit:page"
_K = f"{{{K}}}"

# The form of an identifier in a page; an xml:id of another form is not used.
IDENTIFIER = re.compile(r"[^\s\x00-\x1f\"'<>#%]+")
# A pointer into another file: other.xml#d35.
POINTER = re.compile(r"(?P<file> [^\#:/\\?][^\#:\\?]* \.xml ) (?P<part> \#\S+ )?", re.VERBOSE)
RESERVED = "tei-kit-"  # begins the identifiers of the page itself


SECTIONS = DIVISIONS | PARKING
# fmt: off
BLOCKS = tei_names(
    "ab castList cit figure floatingText l lg list listBibl opener p postscript quote sp table u"
)
# fmt: on
PARAGRAPHS = tei_names("ab dateline head item l p quote salute seg signed stage")
# Elements before the conversation: the picture comes after them.
BEFORE_PICTURE = tei_names("argument byline dateline epigraph head note opener pb")
OPENING_LISTS = frozenset(("participants", "subject"))


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The other pages of a folder, by their names below it. `here` is the name of this page."""

    here: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)  # "vol/a.xml" -> "vol/a.html"
    identifiers: Mapping[str, str] = field(default_factory=dict)  # "d35" -> "vol/a.html"

    def page(self, file: str) -> str:
        """The link to the page of a file, relative to the folder of this page; "" for a file
        without a page.
        """
        return self._link(self.pages.get(normpath(join(dirname(self.here), file)), ""))

    def page_with(self, identifier: str) -> str:
        """The link to the only page with an identifier; "" unless exactly one page has it."""
        return self._link(self.identifiers.get(identifier, ""))

    def _link(self, there: str) -> str:
        return as_address(relpath(there, dirname(self.here) or ".")) if there else ""


def prepare(
    tree: etree._ElementTree, file: str, elsewhere: Elsewhere | None = None
) -> etree._ElementTree:
    """A copy of a TEI document with the facts that a page needs. Raises TeiKitError (TK701)."""
    check_root(tree, file)
    root = deepcopy(tree.getroot())
    _remove_ours(root)
    contents = read_contents(etree.ElementTree(root), file)
    ids = _Identifiers()
    for element in root.iter():
        if isinstance(element.tag, str):
            ids.take(element)
    _documents(root, ids)
    notes = _notes(root, ids)
    _pages(root, ids)
    for position, table in enumerate(_in_text(root, "table"), 1):
        table.set(f"{_K}n", str(position))
    turns = _turns(root, contents, ids)
    _links(root, ids, notes, elsewhere or Elsewhere())
    _images(root)
    _paragraphs(root)
    _part_words(root)
    _pictures(root, contents, turns)
    return etree.ElementTree(root)


def _part_words(root: etree._Element) -> None:
    """Put white space behind elements that are words by themselves, where the document has no
    space."""
    apart = [child for parent in root.iter(*DATA) for child in parent if is_apart(child)]
    for element in apart:
        element.tail = element.tail or " "


def _remove_ours(root: etree._Element) -> None:
    """Remove attributes and elements of our namespace that a document brings."""
    for element in [*root.iter(f"{_K}*")]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in root.iter():
        if isinstance(element.tag, str):
            for name in [name for name in element.attrib if str(name).startswith(_K)]:
                del element.attrib[name]


class _Identifiers:
    """The identifiers of a page: those of the document, and those that are made for the page."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._own: dict[etree._Element, str] = {}

    def take(self, element: etree._Element) -> None:
        """Keep the xml:id of an element, unless its form is wrong or another element has it."""
        identifier = element.get(XML_ID, "")
        usable = IDENTIFIER.fullmatch(identifier) and not identifier.startswith(RESERVED)
        if usable and identifier not in self.taken:
            self.taken.add(identifier)
            self._own[element] = identifier

    def mark(self, element: etree._Element, made: str) -> str:
        """Put k:id on an element: its own identifier, or an identifier that begins with `made`."""
        identifier = self._own.get(element) or self.fresh(made)
        element.set(f"{_K}id", identifier)
        return identifier

    def fresh(self, made: str) -> str:
        """An identifier that no other element has."""
        wanted = "-".join(IDENTIFIER.findall(made)) or "part"
        identifier, number = wanted, 1
        while identifier in self.taken:
            number += 1
            identifier = f"{wanted}-{number}"
        self.taken.add(identifier)
        return identifier


def _documents(root: etree._Element, ids: _Identifiers) -> None:
    for position, element in enumerate(document_elements(root), 1):
        element.set(f"{_K}document", ids.mark(element, f"document-{position}"))
    for element in root.iter(*SECTIONS):
        if element.get(f"{_K}id") is None and element.get(XML_ID):
            ids.mark(element, "part")


def _notes(root: etree._Element, ids: _Identifiers) -> set[str]:
    """Mark the notes of the text; gives their identifiers."""
    found: set[str] = set()
    comments = 0
    for position, note in enumerate(_in_text(root, "note"), 1):
        parent = note.getparent()
        found.add(ids.mark(note, f"note-{position}"))
        note.set(f"{_K}n", note.get("n") or str(position))
        if is_comment(note):
            comments += 1
            note.set(f"{_K}n", f"c{comments}")
            note.set(f"{_K}by", said_of(note))
        is_loose = note.get("anchored") == "false"
        if note.get("place") == "inline" or note.get("type") == "speaker":
            note.set(f"{_K}as", "inline")
        elif parent is not None and parent.tag in SECTIONS and not is_loose:
            note.set(f"{_K}as", "parked")
        elif any(each.tag == f"{TEI}note" for each in note.iterancestors()):
            note.set(f"{_K}as", "inline")
        else:
            note.set(f"{_K}as", "listed")
            ids.taken.add(f"{note.get(f'{_K}id')}-ref")
    return found


def _pages(root: etree._Element, ids: _Identifiers) -> None:
    for page in _in_text(root, "pb"):
        ids.mark(page, f"page-{page.get('n', '')}")


def _in_text(root: etree._Element, name: str) -> Iterator[etree._Element]:
    for text in [root] if root.tag == f"{TEI}text" else root.iter(f"{TEI}text"):
        if not any(each.tag == f"{TEI}text" for each in text.iterancestors()):
            yield from text.iter(f"{TEI}{name}")


def _turns(
    root: etree._Element, contents: Contents, ids: _Identifiers
) -> dict[str, list[tuple[TurnRow, str]]]:
    """Mark the turns; gives the row and the identifier of each, by document."""
    colours = turn_picture.colours_of(contents.turns)
    names = name_documents(document_elements(root))
    by_document: dict[str, list[TurnRow]] = {}
    for row in sorted(contents.turns, key=lambda row: row.n):
        by_document.setdefault(row.document, []).append(row)
    marked: dict[str, list[tuple[TurnRow, str]]] = {}
    for element in (each for each in root.iter(*TURNS) if _is_in_text(each)):
        around = next((a for a in element.iterancestors() if a in names), None)
        document = "" if around is None else names[around]
        done = marked.setdefault(document, [])
        row = by_document[document][len(done)]
        identifier = ids.mark(element, f"{document or 'text'}-turn-{row.n}")
        done.append((row, identifier))
        element.set(f"{_K}voice", str(colours.get(voice_of(row), 0)))
        element.set(f"{_K}label", row.speaker or name_of(row))
    _color_participants(root, colours)
    return marked


def _is_in_text(element: etree._Element) -> bool:
    return not any(each.tag in _NOT_TEXT for each in element.iterancestors())


_NOT_TEXT = tei_names("teiHeader standOff facsimile sourceDoc")


def _color_participants(root: etree._Element, colours: Mapping[str, int]) -> None:
    for name in root.iter(f"{TEI}persName", f"{TEI}rs", f"{TEI}person", f"{TEI}role"):
        who = name.get("ref", "").removeprefix("#") or name.get(XML_ID, "")
        if who in colours:
            name.set(f"{_K}voice", str(colours[who]))
    for person in people(root):
        person.set(f"{_K}label", name_of_person(person))


def _links(root: etree._Element, ids: _Identifiers, notes: set[str], elsewhere: Elsewhere) -> None:
    for link in root.iter(f"{TEI}ref", f"{TEI}ptr"):
        target = link.get("target", "").strip()
        href = _href(target, ids, elsewhere)
        if href:
            link.set(f"{_K}href", href)
        if target[1:] in notes and target[:1] == "#":
            link.set(f"{_K}kind", "note")


def _images(root: etree._Element) -> None:
    for page in root.iter(f"{TEI}pb"):
        image = links.external(page.get("facs", ""))
        if image:
            page.set(f"{_K}image", image)


def _href(target: str, ids: _Identifiers, elsewhere: Elsewhere) -> str:
    """The address of a target: in this page, on another page of the folder, or outside; else ""."""
    if target.startswith("#"):
        if target[1:] in ids.taken:
            return target
        page = elsewhere.page_with(target[1:])
        return f"{page}{target}" if page else ""
    pointer = POINTER.fullmatch(target)
    if pointer:
        page = elsewhere.page(unquote(pointer["file"]))
        return page and page + (pointer["part"] or "")
    return links.external(target)


def _paragraphs(root: etree._Element) -> None:
    """Mark elements that cannot become a paragraph of HTML, because they hold a block."""
    for block in root.iter(*BLOCKS):
        for around in block.iterancestors():
            if around.tag == f"{TEI}note":
                break
            if around.tag in PARAGRAPHS:
                around.set(f"{_K}holds", "blocks")


def _pictures(
    root: etree._Element, contents: Contents, turns: Mapping[str, Sequence[tuple[TurnRow, str]]]
) -> None:
    colours = turn_picture.colours_of(contents.turns)
    for position, (element, name) in enumerate(name_documents(document_elements(root)).items(), 1):
        rows = [row for row, _ in turns.get(name, ())]
        ids = [identifier for _, identifier in turns.get(name, ())]
        pages = [page for page in contents.pages if page.document == name]
        prefix = f"{RESERVED}picture-{position}"
        svg = turn_picture.picture(rows, pages, colours, ids, prefix)
        if svg is None:
            continue
        picture = etree.Element(f"{_K}picture", nsmap={"k": K})
        picture.append(svg)
        for speaker in turn_picture.speakers(rows, colours):
            etree.SubElement(
                picture,
                f"{_K}speaker",
                name=speaker.name,
                voice=str(speaker.colour),
                turns=f"{speaker.turns:,}",
                words=f"{speaker.words:,}",
                share=f"{speaker.share:.1%}",
            )
        _insert(element, picture)


def _insert(document: etree._Element, picture: etree._Element) -> None:
    body = document.find(f"{TEI}body")
    around = document if body is None else body
    at = 0
    for position, child in enumerate(around, 1):
        is_list = child.tag == f"{TEI}list" and child.get("type") in OPENING_LISTS
        if is_list or child.tag in BEFORE_PICTURE:
            at = position
        elif isinstance(child.tag, str):
            break
    around.insert(at, picture)
