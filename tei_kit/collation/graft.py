"""Grafting: the mark-up of a tagged copy, put onto the source's own words.

Somebody, a language model perhaps, has tagged a text and altered its words. The copy is aligned
with the source; each of its texts gets the words of the source that answer to it; and the result is
read back and compared with the source before anybody gets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from tei_kit.collation.collate import Collation, across, collate
from tei_kit.collation.compare import file_of, reads_back, tei_tree
from tei_kit.collation.cuts import FOLLOWED, Unmarked, block_of, cuts, holder_of
from tei_kit.collation.differences import differences, shown
from tei_kit.collation.reading import Element, Point, texts_of
from tei_kit.collation.rewriting import Mark, Writer, rewrite, take_out
from tei_kit.collation.signs import form_of
from tei_kit.collation.stream import Stream, stream_of
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.results.seal import unsealed
from tei_kit.source.source import Source
from tei_kit.tei.fidelity import Kind, is_printed_note
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.names import TEI
from tei_kit.xml.text_places import TextPlaces
from tei_kit.xml.tree import XmlSource

# The most rounds of grafting while the text of the result is not the source's.
ROUNDS = 3
# A copy with less than this share of the source's characters gets a warning.
LITTLE = 0.3

# Elements that say something without text.
MILESTONES = tuple(
    f"{TEI}{name}"
    for name in (
        *("pb", "lb", "cb", "gb", "milestone", "anchor", "gap", "space"),
        *("graphic", "media", "ptr", "formula", "figure", "notatedMusic"),
    )
)
# Elements that are not valid without others in them, and those that do not count for that.
NEEDS_CONTENT = frozenset(
    f"{TEI}{name}"
    for name in (
        *("sp", "list", "table", "row", "lg", "div", "body", "castList", "castGroup", "listBibl"),
        *("cit", "choice", "app", "opener", "closer", "postscript", "address", "text", "front"),
    )
)
BESIDES = frozenset(
    f"{TEI}{name}" for name in ("head", "speaker", "label", "pb", "lb", "fw", "note", "trailer")
)


class GraftError(TeiKitError):
    """The mark-up of a copy cannot be put onto the words of a source."""


@dataclass(frozen=True, slots=True)
class Graft:
    """The mark-up of a copy with the words of a source, and the diagnostics about the rest."""

    tree: etree._ElementTree
    diagnostics: Sequence[Diagnostic]
    """TK420 to TK424, in the order of the copy."""

    def to_bytes(self) -> bytes:
        """The TEI as a file holds it: UTF-8, with an XML declaration and a final line end.

        It has no seal, not even that of the copy: no conversion may replace it.
        """
        xml = unsealed(etree.tostring(self.tree, encoding="UTF-8")).rstrip()
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + xml + b"\n"


def graft(source: Source | str, tagged: XmlSource) -> Graft:
    """Put the mark-up of a tagged copy, a file or a tree, onto the words of its source.

    `source` is a Source, as `read` gives it, or text. The header of the copy is kept, and so is
    every element that has words in the source. The tree of the copy is not changed. The text of the
    result, read back, is the source's.

    Raises GraftError (TK423) when it is not, and TeiKitError like `compare`.
    """
    source = file_of(source)
    original = tei_tree(tagged)
    name = xmlfile.name_of(original)
    stream = stream_of(source.text)
    told: list[Diagnostic] = []
    tree = original
    for number in range(ROUNDS):
        collation_tree = _copy(tree, name)
        collation = collate(stream, collation_tree)
        if not number:
            told += _little_in_common(collation, name)
        if number and (not collation.cost or reads_back(source, tree)):
            return Graft(tree, told)
        grafting = _Grafting(source, collation, collation_tree, tree)
        grafting.run()
        told += grafting.told
        tree = collation_tree
    collation = collate(stream, _copy(tree, name))
    if collation.cost and not reads_back(source, tree):
        raise GraftError(_failure(source, collation, tree, name))
    return Graft(tree, told)


def _copy(tree: etree._ElementTree, name: str) -> etree._ElementTree:
    return xmlfile.parse_bytes(etree.tostring(tree, encoding="UTF-8"), name)


def _little_in_common(collation: Collation, name: str) -> list[Diagnostic]:
    length = len(collation.source.text)
    same = length - sum(hunk.a_end - hunk.a_start for hunk in collation.hunks)
    if not length or same >= LITTLE * length:
        return []
    return [diagnose("TK424", Place(name), share=f"{same / length:.0%}")]


def _failure(
    source: Source, collation: Collation, tree: etree._ElementTree, name: str
) -> Diagnostic:
    found = differences(collation, source, TextPlaces(tree))
    first = found[0].diagnostic
    reason = f"its text would differ from the source's ({first.code} {first.message.rstrip('.')})"
    return diagnose("TK423", replace(first.place, file=name), reason=reason)


class _Grafting:
    """One round: a collation becomes a change of the tree that was collated.

    `before` is the same tree as its file has it, for the places.
    """

    def __init__(
        self,
        source: Source,
        collation: Collation,
        tree: etree._ElementTree,
        before: etree._ElementTree,
    ) -> None:
        self.told: list[Diagnostic] = []
        self._source = source
        self._collation = collation
        self._tree = tree
        self._places = TextPlaces(before)
        self._originals = dict(zip(tree.getroot().iter(), before.getroot().iter(), strict=True))

    def run(self) -> None:
        """Change the tree; `told` gets a diagnostic for each part that could not be placed."""
        collation = self._collation
        had_words = _with_words(self._tree)
        marks = self._marks()
        attached = {mark.a_start for mark in marks}
        found = cuts(collation, self._source.text, attached)
        writer = Writer(collation, self._source.text, marks)
        counted = {id(part.span) for part in found.parts}
        untouched = [span for span in collation.reading.spans if id(span) not in counted]
        self._leave_out_signs({id(mark.element) for mark in marks})
        rewrite(found.parts, writer, marks, untouched)
        last: dict[Element, Element] = {}
        for each in found.unmarked:
            self._unmarked(each, writer, last)
        self._leave_out(had_words)

    # -------------------------------------------------------------- signs

    def _marks(self) -> list[Mark]:
        """The notes and page breaks that belong where the source alone has their sign."""
        collation = self._collation
        lost = [hunk for hunk in collation.hunks if hunk.b_start == hunk.b_end]
        marks: list[Mark] = []
        taken: set[int] = set()
        for point in collation.missing:
            element = point.piece.element
            if point.piece.kind not in (Kind.MARK, Kind.PAGE) or element is None:
                continue
            form = re.compile(form_of(point.piece, frozenset()) or r"(?!)", re.IGNORECASE)
            fitting = [
                hunk
                for hunk in lost
                if hunk.a_start not in taken
                and form.fullmatch(collation.source.text, hunk.a_start, hunk.a_end)
            ]
            if fitting:
                nearest = min(fitting, key=lambda hunk: abs(hunk.b_start - point.at))
                taken.add(nearest.a_start)
                marks.append(Mark(element, nearest.a_start, nearest.a_end))
                if nearest.b_start != point.at:  # else it stands there already
                    self._tell_sign(point, "moved", nearest.a_start)
        return sorted(marks, key=lambda mark: mark.a_start)

    def _leave_out_signs(self, moved: set[int]) -> None:
        """Take out the mark-up whose sign the source does not print."""
        for point in self._collation.missing:
            element = point.piece.element
            if element is None or id(element) in moved:
                continue
            if point.piece.kind is Kind.PAGE:
                self._tell_sign(point, None)
                take_out(element)
            elif point.piece.kind is Kind.MARK:
                self._tell_sign(point, "mark")
                element.set("anchored", "false")
                if is_printed_note(element) and element.get("rend"):
                    signs = str(element.get("rend")).split()
                    element.set("rend", " ".join(["-", *signs[1:]]))

    def _tell_sign(self, point: Point, variant: str | None, a: int | None = None) -> None:
        element = point.piece.element
        assert element is not None  # every point has an element
        if a is None:
            a = across(self._collation, point.at)
        details = {
            "tei": shown(point.piece.text),
            "element": _name(element),
            "place": self._source.place(self._collation.source.origin(a)),
        }
        self._tell("TK422", self._place(element), variant, details)

    # -------------------------------------------------------------- words without mark-up

    def _unmarked(self, each: Unmarked, writer: Writer, last: dict[Element, Element]) -> None:
        """Words that the copy lacks: make paragraphs of those that stand by themselves."""
        stream = self._collation.source
        block = block_of(each.span)
        name = _name(block) if block is not None else _name(holder_of(each.span))
        if each.is_block and block is not None and block.tag in FOLLOWED:
            for start, end in _paragraphs(stream, self._source.text, each.a_start, each.a_end):
                previous = last.get(block, block)
                paragraph = etree.Element(block.tag)
                paragraph.text = writer.words(start, end)
                paragraph.tail = previous.tail
                parent = block.getparent()
                assert parent is not None  # a paragraph is never the root
                parent.insert(parent.index(previous) + 1, paragraph)
                last[block] = paragraph
        first, stop = stream.origin(each.a_start), stream.origin(each.a_end - 1) + 1
        words = self._source.text[first:stop]
        if any(character.isalnum() for character in words):
            details = {"source": shown(words), "place": self._source.place(first), "element": name}
            place = self._place(holder_of(each.span))
            self._tell("TK421", place, None, details)

    # -------------------------------------------------------------- elements without words

    def _leave_out(self, had_words: set[Element]) -> None:
        """Take out the elements whose words are all gone."""
        has_words = _with_words(self._tree)
        for element in [*_iter_texts(self._tree)]:
            if element not in had_words or element in has_words or element.getparent() is None:
                continue
            if any(element.iter(*MILESTONES)) or _is_needed(element):
                continue
            if any(ancestor not in has_words for ancestor in _inside(element, had_words)):
                continue
            original = self._originals.get(element)
            if original is None:
                continue
            details = {
                "element": _name(element),
                "tei": shown(_words_of(original)),
                "place": self._place_in_source(element),
            }
            self._tell("TK420", self._place(element), None, details)
            take_out(element)

    def _place_in_source(self, element: Element) -> Place:
        """The place in the source at which the words of an element would stand."""
        reading, inside = self._collation.reading, {*element.iter()}
        span = next((s for s in reading.spans if holder_of(s) in inside), None)
        if span is None:
            return self._source.place(0)
        start = reading.starts[[*map(id, reading.spans)].index(id(span))]
        at = next((i for i, raw in enumerate(reading.stream.origins) if raw >= start), 0)
        return self._source.place(self._collation.source.origin(across(self._collation, at)))

    # -------------------------------------------------------------- places

    def _place(self, element: Element | None) -> Place:
        original = None if element is None else self._originals.get(element)
        if original is None:
            return Place(self._places.name)
        return self._places.of_element(original)

    def _tell(
        self, code: str, place: Place, variant: str | None, details: Mapping[str, object]
    ) -> None:
        found = diagnose(code, place, variant, **details)
        other = details["place"]
        self.told.append(replace(found, other=other if isinstance(other, Place) else None))


def _inside(element: Element, had_words: set[Element]) -> Iterator[Element]:
    """The elements around an element that have lost all words as well; the outermost is left
    out."""
    for ancestor in element.iterancestors():
        if ancestor in had_words and not _is_needed(ancestor):
            yield ancestor


def _is_needed(element: Element) -> bool:
    """Whether the element around this element would not be valid without it."""
    parent = element.getparent()
    if parent is None or parent.tag not in NEEDS_CONTENT or element.tag in BESIDES:
        return False
    return not any(
        sibling is not element and isinstance(sibling.tag, str) and sibling.tag not in BESIDES
        for sibling in parent
    )


def _iter_texts(tree: etree._ElementTree) -> Iterator[Element]:
    for text in texts_of(tree.getroot()):
        yield from text.iterdescendants(etree.Element)


def _with_words(tree: etree._ElementTree) -> set[Element]:
    """The elements that have text which is not white space, themselves or inside."""
    found: set[Element] = set()
    for text in texts_of(tree.getroot()):
        for element in text.iter():
            holders: list[Element | None] = []
            if isinstance(element.tag, str) and element.text and not element.text.isspace():
                holders.append(element)
            if element.tail and not element.tail.isspace():
                holders.append(element.getparent())
            for holder in holders:
                each = holder
                while each is not None and each not in found:
                    found.add(each)
                    each = each.getparent()
    return found


def _paragraphs(stream: Stream, text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """The stretches of a source between blank lines."""
    first = start
    for at in range(start + 1, end):
        between = text[stream.origin(at - 1) + 1 : stream.origin(at)]
        if between.count("\n") > 1:
            yield first, at
            first = at
    yield first, end


def _words_of(element: Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _name(element: Element | None) -> str:
    return "text" if element is None else etree.QName(element).localname
