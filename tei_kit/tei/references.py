"""The ways to cite parts of a text: `refsDecl` with `citeStructure` (Guidelines, CORS6, SACRCS).

Each `refsDecl` is one way to cite, with one part inside another; tools that serve texts by their
parts (Distributed Text Services) offer each of them as a citation tree. A part is named such that
the name put after @match as a predicate finds it: `descendant::p[concat('p', position()) = 'p3']`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest

from tei_kit.document.model import Block, Division, Subdivision
from tei_kit.record import record
from tei_kit.tei.markup import Markup
from tei_kit.tei.units import UNITS

DOCUMENT, SECTION = "document", "section"
DEPTH = 3  # of `refsDecl`, in `encodingDesc`
STOP = "."  # before the name of a part that is inside another
TITLE = "http://purl.org/dc/terms/title"
# The heading of a document without the notes in it.
HEADING = "head[1]/string-join(.//text()[not(ancestor::note)], '')"

# The kinds of the divisions of each depth, from the documents down.
Levels = Sequence[frozenset[str]]


def levels_of(divisions: Iterable[Division]) -> list[frozenset[str]]:
    """The kinds of divisions at each depth of some documents."""
    found: list[frozenset[str]] = []
    for division in divisions:
        found = joined(found, [frozenset([division.kind]), *_below(division.blocks)])
    return found


def joined(one: Levels, other: Levels) -> list[frozenset[str]]:
    """The kinds of divisions at each depth of two texts together."""
    nothing: frozenset[str] = frozenset()
    return [a | b for a, b in zip_longest(one, other, fillvalue=nothing)]


def _below(blocks: Sequence[Block]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for block in blocks:
        if isinstance(block, Subdivision):
            found = joined(found, [frozenset([block.kind]), *_below(block.blocks)])
    return found


@record
class _Part:
    """A `citeStructure`: its unit, the path to such parts, their names, and the delimiter."""

    unit: str
    match: str
    use: str
    delim: str = ""


def write(markup: Markup, levels: Levels, occurrences: Mapping[str, int]) -> None:
    """Write a `refsDecl` for each way to cite the text; the first is the usual way.

    `levels` are the kinds of its divisions, nothing for a file without documents; `occurrences`
    counts its elements by their names.
    """
    if not levels:
        return
    elements = (*(unit.element for unit in UNITS), "pb")
    present = frozenset(element for element in elements if occurrences.get(element))
    markup.append(_ways(tuple(levels), present))


@lru_cache(maxsize=256)
def _ways(levels: Levels, present: frozenset[str]) -> Markup:
    """The ways to cite texts that have some elements, of those by which a text is cited."""
    markup = Markup(depth=DEPTH)
    document = _Part(_unit(levels[0], DOCUMENT), "//body/div", "@xml:id")
    inner = [_Part(_unit(kinds, SECTION), "div", "position()", STOP) for kinds in levels[1:]]
    markup.open("refsDecl", n="divisions", default="true")
    _cite(markup, [document, *inner], title=HEADING)
    markup.close("refsDecl")
    ways = [
        (unit.name, [document, _Part(unit.unit, unit.match, unit.use, STOP)])
        for unit in UNITS
        if unit.element in present
    ]
    if "pb" in present:
        ways.append(("pages", [_Part("page", "//pb", "@xml:id")]))
    for name, parts in ways:
        markup.open("refsDecl", n=name)
        _cite(markup, parts)
        markup.close("refsDecl")
    return markup


def _unit(kinds: frozenset[str], otherwise: str) -> str:
    """The name of the divisions of a depth: their kind, where they are all of one kind."""
    return next(iter(kinds)) or otherwise if len(kinds) == 1 else otherwise


def _cite(markup: Markup, parts: Sequence[_Part], title: str = "") -> None:
    """Write the `citeStructure` of the first part; each further part stands in the part before
    it."""
    part, *inner = parts
    attributes = {"unit": part.unit, "match": part.match, "use": part.use, "delim": part.delim}
    if not inner and not title:
        markup.new_line()
        markup.empty("citeStructure", **attributes)
        return
    markup.open("citeStructure", **attributes)
    if title:
        markup.new_line()
        markup.empty("citeData", property=TITLE, use=title)
    if inner:
        _cite(markup, inner)
    markup.close("citeStructure")
