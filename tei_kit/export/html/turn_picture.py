"""The picture of a conversation: who speaks when and how much, along the pages. An SVG.

Each speaker has a lane; each turn is a bar in it, as long as it has words, at the place where it
is said. Lengths are percentages, so that the picture takes the width there is and its letters
keep their size. Colours and letters come from the classes `voice-1` to `voice-8`, `lane` and
`axis` of the page's style.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tei_kit.diagnostics import counted
from tei_kit.export.tables.rows import PageRow, TurnRow, name_of, voice_of
from tei_kit.xml.names import SVG_NAMESPACE

_NAMESPACES: Any = {None: SVG_NAMESPACE}  # no prefix, which the stubs do not know

COLOURS = 8  # classes of the page's style; a speaker without a class is grey
LANES = 10  # speakers with a lane of their own
FEWEST_TURNS = 2  # one turn is not a conversation
NARROWEST = 0.2  # percent; a turn of one word is still seen
LABEL_WIDTH = 9.0  # percent; page numbers do not meet on a telephone

AXIS = 24  # height of the line of page numbers
LANE = 38
LABEL = 14  # from the top of a lane to the base of its letters
BAR = 21  # from the top of a lane to its bars
BAR_HEIGHT = 11


@dataclass(frozen=True, slots=True)
class Speaker:
    """The turns and words of one speaker in one document. `colour` is 1 to 8, 0 for grey."""

    voice: str
    name: str
    colour: int
    turns: int
    words: int
    share: float  # of all words of turns, from 0 to 1


def speakers(turns: Sequence[TurnRow], colours: Mapping[str, int]) -> list[Speaker]:
    """The speakers of turns, by their words, most first; equals in order of their first turn."""
    total = sum(turn.words for turn in turns)
    by_voice: dict[str, list[TurnRow]] = {}
    for turn in turns:
        by_voice.setdefault(voice_of(turn), []).append(turn)
    found = [
        Speaker(
            voice=voice,
            name=name_of(said[0]),
            colour=colours.get(voice, 0),
            turns=len(said),
            words=sum(turn.words for turn in said),
            share=sum(turn.words for turn in said) / total if total else 0.0,
        )
        for voice, said in by_voice.items()
    ]
    return sorted(found, key=lambda speaker: -speaker.words)


def colours_of(turns: Sequence[TurnRow]) -> dict[str, int]:
    """The colours of the speakers of a file, each the same in all its documents.

    Speakers of one document have different colours. Where all colours are taken, speakers who say
    less are grey.
    """
    documents: dict[str, set[str]] = {}
    for turn in turns:
        documents.setdefault(voice_of(turn), set()).add(turn.document)
    taken: dict[int, set[str]] = {colour: set() for colour in range(1, COLOURS + 1)}
    used = Counter[int]()
    colours: dict[str, int] = {}
    for speaker in speakers(turns, {}):
        here = documents[speaker.voice]
        free = [colour for colour, elsewhere in taken.items() if not here & elsewhere]
        if free:
            colour = min(free, key=lambda each: (used[each], each))
            taken[colour] |= here
            used[colour] += 1
            colours[speaker.voice] = colour
    return colours


def picture(
    turns: Sequence[TurnRow],
    pages: Sequence[PageRow],
    colours: Mapping[str, int],
    turn_ids: Sequence[str],
    identifier: str,
) -> etree._Element | None:
    """The picture of one document, None for a document without a conversation.

    `turn_ids` are the identifiers of the turns in the page, in their order; `identifier` begins
    those of the picture.
    """
    total = sum(turn.words for turn in turns)
    told = speakers(turns, colours)
    if len(turns) < FEWEST_TURNS or not total:
        return None
    lanes = {speaker.voice: min(at, LANES) for at, speaker in enumerate(told)}
    height = AXIS + LANE * (min(len(told), LANES + 1))
    svg = _root(height, identifier, told, total)
    _axis(svg, pages, total, height)
    for speaker in told[:LANES]:
        _lane(svg, lanes[speaker.voice], speaker.name, _amount(speaker.turns, speaker.words))
    rest = told[LANES:]
    if rest:
        amount = _amount(sum(s.turns for s in rest), sum(s.words for s in rest))
        _lane(svg, LANES, f"{len(rest)} others", amount)
    said = 0
    for turn, turn_id in zip(turns, turn_ids, strict=True):
        lane = lanes[voice_of(turn)]
        bar = _add(
            svg,
            "rect",
            x=_percent(said, total),
            y=str(AXIS + LANE * lane + BAR),
            width=f"{max(100 * turn.words / total, NARROWEST):.3f}%",
            height=str(BAR_HEIGHT),
            **{"class": f"voice-{colours.get(voice_of(turn), 0)}", "data-turn": turn_id},
        )
        page = f", page {turn.page}" if turn.page else ""
        _add(bar, "title").text = f"{name_of(turn)}{page}: {_amount(0, turn.words)}"
        said += turn.words
    return svg


def _root(height: int, identifier: str, told: Sequence[Speaker], total: int) -> etree._Element:
    svg = etree.Element(f"{{{SVG_NAMESPACE}}}svg", nsmap=_NAMESPACES)
    named = {"aria-labelledby": f"{identifier}-title {identifier}-desc"}
    for name, value in {"role": "img", "width": "100%", "height": str(height), **named}.items():
        svg.set(name, value)
    _add(svg, "title", id=f"{identifier}-title").text = "Who speaks when, and how much"
    amounts = (
        f"{s.name}: {_amount(s.turns, s.words)}, {s.share:.0%} of what is said" for s in told
    )
    _add(svg, "desc", id=f"{identifier}-desc").text = f"{'; '.join(amounts)}."
    return svg


def _axis(svg: etree._Element, pages: Sequence[PageRow], total: int, height: int) -> None:
    """A line for each page that begins while somebody speaks, and as many numbers as fit."""
    inside = [page for page in pages if page.n and page.said_before < total]
    free = 0.0
    for page in inside:
        at = 100 * page.said_before / total
        x = _percent(page.said_before, total)
        _add(svg, "line", x1=x, x2=x, y1=str(AXIS - 6), y2=str(height), **{"class": "axis"})
        if at >= free:
            anchor = "end" if at > 95 else "middle" if at > 3 else "start"
            label = _add(svg, "text", x=x, y="12", **{"class": "axis", "text-anchor": anchor})
            label.text = page.n
            free = at + LABEL_WIDTH


def _lane(svg: etree._Element, lane: int, name: str, amount: str) -> None:
    top = AXIS + LANE * lane
    _add(svg, "text", x="0", y=str(top + LABEL), **{"class": "lane"}).text = name
    right = {"class": "lane amount", "text-anchor": "end"}
    _add(svg, "text", x="100%", y=str(top + LABEL), **right).text = amount
    middle = str(top + BAR + BAR_HEIGHT / 2)
    _add(svg, "line", x1="0", x2="100%", y1=middle, y2=middle, **{"class": "rail"})


def _amount(turns: int, words: int) -> str:
    said = counted(words, "word")
    return f"{counted(turns, 'turn')}, {said}" if turns else said


def _percent(part: int, total: int) -> str:
    return f"{100 * part / total:.3f}%"


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{SVG_NAMESPACE}}}{name}", attributes)
