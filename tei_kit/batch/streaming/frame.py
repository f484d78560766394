"""The TEI file around divisions, with marks where its body and the lists of its header stand."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_kit.record import record
from tei_kit.tei import emitter
from tei_kit.tei.markup import Markup

SOURCES, PERSONS, LETTERS = "sources", "persons", "letters"
FRONT, DIVISIONS = "front", "divisions"
PARTS = (SOURCES, PERSONS, LETTERS, FRONT, DIVISIONS)
"""The names of the marks, of the parts that divisions add to, in the order of the file."""


@record
class Has:
    """The lists that the header has."""

    sources: bool = False
    persons: bool = False
    letters: bool = False


@record
class Cut:
    """The markup of a division that is cut: of parts in its middle, `before` are its start tags and
    `after` its end tags.
    """

    before: str = ""
    inside: str = ""
    after: str = ""


def cut(division: str, deep: int, *, at_start: bool, at_end: bool) -> Cut:
    """The markup of a division without its first or last tags: so many, on a line each."""
    start, end = 0, len(division)
    for _ in range(deep if at_start else 0):
        start = division.index("\n", start + 1)
    for _ in range(deep if at_end else 0):
        end = division.rindex("\n", 0, end)
    return Cut(division[:start], division[start:end], division[end:])


@record
class Frame:
    """A TEI file without the lists of its header and without its divisions.

    `text` has a mark where each of them stands.
    """

    text: str

    def document(self, parts: Sequence[str], others: str = "", around: Cut | None = None) -> str:
        """The file with these PARTS in it, each between two marks; `others` are more persons, and
        `around` is what stands outside the marks of the divisions.
        """
        cut = around or Cut()
        text = self.text
        for name, content in zip(PARTS, parts, strict=True):
            before = cut.before if name == DIVISIONS else ""
            more = {PERSONS: others, DIVISIONS: cut.after}.get(name, "")
            text = text.replace(_mark(name), f"{before}{_mark(name)}{content}{_mark(name)}{more}")
        return text

    def serialized(self) -> list[bytes]:
        """The bytes before, between and after the parts, as lxml writes them."""
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
    """Markup that holds only the mark of a name."""
    markup = Markup()
    markup.mark(name)
    return markup


def text_of(markup: Markup | None) -> str:
    """The text of some markup; "" when there is no markup."""
    return "" if markup is None else str(markup)


def between(data: bytes, name: str) -> bytes:
    """The bytes between the first two marks of a name; nothing when it has no marks."""
    mark = _mark(name).encode()
    _, found, after = data.partition(mark)
    return after.partition(mark)[0] if found else b""


def parsed(text: str) -> etree._ElementTree:
    """The tree of a file, without a look at any other file."""
    return etree.ElementTree(etree.fromstring(text.encode(), emitter.PARSER))
