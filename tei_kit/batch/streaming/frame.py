"""The TEI file around divisions, with marks at the places of its parts."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_kit.record import record
from tei_kit.tei import emitter
from tei_kit.tei.markup import Markup

SOURCES, PERSONS, LETTERS = "sources", "persons", "letters"
FRONT, DIVISIONS = "front", "divisions"
PARTS = (SOURCES, PERSONS, LETTERS, FRONT, DIVISIONS)
"""The parts of a file that divisions add to, by the names of their marks, in the file's order."""


@record
class Has:
    """The lists that a header has."""

    sources: bool = False
    persons: bool = False
    letters: bool = False


@record
class Cut:
    """The markup of a division, cut in three: start tags, the inside, and end tags."""

    before: str = ""
    inside: str = ""
    after: str = ""


def cut(division: str, deep: int, *, at_start: bool, at_end: bool) -> Cut:
    """Cut the markup of a division after its first `deep` lines (`at_start`), and before its last
    `deep` lines (`at_end`); each of these lines is a tag."""
    start, end = 0, len(division)
    for _ in range(deep if at_start else 0):
        start = division.index("\n", start + 1)
    for _ in range(deep if at_end else 0):
        end = division.rindex("\n", 0, end)
    return Cut(division[:start], division[start:end], division[end:])


@record
class Frame:
    """A TEI file without the lists of its header and without its divisions.

    `text` has a mark at the place of each.
    """

    text: str

    def document(self, parts: Sequence[str], others: str = "", around: Cut | None = None) -> str:
        """The file with PARTS, each between two marks.

        `others` are further persons, and `around` has the tags before and after the divisions; they
        stand outside of the marks.
        """
        cut = around or Cut()
        text = self.text
        for name, content in zip(PARTS, parts, strict=True):
            before = cut.before if name == DIVISIONS else ""
            more = {PERSONS: others, DIVISIONS: cut.after}.get(name, "")
            text = text.replace(_mark(name), f"{before}{_mark(name)}{content}{_mark(name)}{more}")
        return text

    def serialized(self) -> list[bytes]:
        """The bytes before, between and after the PARTS, as lxml writes them."""
        rest = etree.tostring(parsed(self.document([""] * len(PARTS))), encoding="UTF-8")
        pieces: list[bytes] = []
        for name in PARTS:
            mark = _mark(name).encode()
            piece, found, after = rest.partition(mark + mark)
            pieces.append(piece if found else b"")
            rest = after if found else rest
        return [*pieces, rest]


def _mark(name: str) -> str:
    return f"<?{name}?>"


def marked(name: str) -> Markup:
    """Markup that has only the mark of a name."""
    markup = Markup()
    markup.mark(name)
    return markup


def text_of(markup: Markup | None) -> str:
    """The text of some markup; "" for None."""
    return "" if markup is None else str(markup)


def between(data: bytes, name: str) -> bytes:
    """The bytes between the first two marks of a name; b"" without such marks."""
    mark = _mark(name).encode()
    _, found, after = data.partition(mark)
    return after.partition(mark)[0] if found else b""


def parsed(text: str) -> etree._ElementTree:
    """The tree of a file; the parser reads no other file."""
    return etree.ElementTree(etree.fromstring(text.encode(), emitter.PARSER))
