"""Styles and numbering of a DOCX file: the properties that they give paragraphs and runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tei_kit.readers.docx.symbols import is_symbol_font
from tei_kit.readers.flow import BULLET
from tei_kit.readers.list_markers import counted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# "heading 1", "title": names that are the same in every language of Word.
HEADING_STYLE = re.compile(r"heading ([1-9])")
TITLE_LEVEL = 0
# The styles of displayed quotations in Word, LibreOffice and pandoc.
QUOTATIONS = frozenset({"block text", "intense quote", "quotations", "quote"})
# The styles of typed lines: for an opened plain text, and for code.
PREFORMATTED = frozenset({"html preformatted", "plain text", "preformatted text", "source code"})
BODY_LEVEL = 9  # w:outlineLvl of running text
MOST_BASES = 20  # the longest chain of styles, each based on the next
OFF = frozenset({"0", "false", "off", "none"})
# Bullets in symbol fonts and in Unicode, with the characters that they look like.
BULLETS = {"o": "◦", "\uf0a7": "▪", "§": "▪", "▪": "▪", "◦": "◦", "■": "▪", "○": "◦", "‣": "‣"}
# "%1" in "(%1)", "%1.%2."
PLACE = re.compile(r"%([1-9])")
# The styles of links; their underlining is not an emphasis.
LINK_STYLES = frozenset({"hyperlink", "followedhyperlink"})


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbering of a paragraph: its list, and its level in the list from 0."""

    number: str  # w:numId
    level: int


def value(element: etree._Element | None, name: str = "val") -> str:
    """The value of an attribute `w:name`, "" if the element or the attribute is missing."""
    return "" if element is None else element.get(f"{W}{name}", "")


class _Chain:
    """A style and the styles that it is based on: their names in lower case, and their properties
    of paragraphs and of runs.
    """

    def __init__(self, styles: Sequence[etree._Element]) -> None:
        self.names = [value(style.find(f"{W}name")).lower() for style in styles]
        self.properties = [p for style in styles if (p := style.find(f"{W}pPr")) is not None]
        self.of_runs = [p for style in styles if (p := style.find(f"{W}rPr")) is not None]


class Styles:
    """The styles of a file, by their identifiers."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        for style in () if root is None else root.iter(f"{W}style"):
            self._styles[value(style, "styleId")] = style
        self._chains: dict[str, _Chain] = {}  # a cache, by style

    def _chain(self, identifier: str) -> _Chain:
        """The chain of a style; made once."""
        found = self._chains.get(identifier)
        if found is None:
            found = self._chains[identifier] = _Chain(list(self._based(identifier)))
        return found

    def _based(self, identifier: str) -> Iterator[etree._Element]:
        for _ in range(MOST_BASES):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = value(style.find(f"{W}basedOn"))

    def _chain_of(self, own: etree._Element | None) -> _Chain:
        """The chain of styles of a paragraph; `own` is its w:pPr."""
        return self._chain(value(None if own is None else own.find(f"{W}pStyle")))

    def _properties(self, paragraph: etree._Element) -> Sequence[etree._Element]:
        """The properties of a paragraph: its own first, then the properties of its styles."""
        own = paragraph.find(f"{W}pPr")
        styled = self._chain_of(own).properties
        return styled if own is None else [own, *styled]

    def level(self, paragraph: etree._Element) -> int | None:
        """The level of a heading, None for any other paragraph."""
        for properties in self._properties(paragraph):
            outline = value(properties.find(f"{W}outlineLvl"))
            if outline.isdecimal():
                return int(outline) + 1 if int(outline) < BODY_LEVEL else None
        for name in self._chain_of(paragraph.find(f"{W}pPr")).names:
            match = HEADING_STYLE.fullmatch(name)
            if match is not None:
                return int(match[1])
            if name == "title":
                return TITLE_LEVEL
        return None

    def is_preformatted(self, paragraph: etree._Element) -> bool:
        """Whether the style of a paragraph is a style of typed lines."""
        chain = self._chain_of(paragraph.find(f"{W}pPr"))
        return not PREFORMATTED.isdisjoint(chain.names)

    def numbering(self, paragraph: etree._Element) -> Numbering | None:
        """The list and the level of a paragraph, None for a paragraph without a number."""
        number = level = ""
        for properties in self._properties(paragraph):
            of = properties.find(f"{W}numPr")
            if of is not None:
                number = number or value(of.find(f"{W}numId"))
                level = level or value(of.find(f"{W}ilvl"))
        if not number or number == "0":
            return None
        return Numbering(number, int(level) if level.isdecimal() else 0)

    def emphasis(self, run: etree._Element) -> frozenset[str]:
        """The words of @rend for a run, by its own properties and those of its character style."""
        own = run.find(f"{W}rPr")
        if own is None:
            return frozenset()
        chain = self._chain(value(own.find(f"{W}rStyle")))
        is_link = any(name.replace(" ", "") in LINK_STYLES for name in chain.names)
        properties = [own] if is_link else [own, *chain.of_runs]
        words = {word for name, word in _TOGGLES.items() if _is_on(properties, name)}
        raised = next((v for p in properties if (v := value(p.find(f"{W}vertAlign")))), "")
        return frozenset(words | ({raised} if raised in ("superscript", "subscript") else set()))

    def symbol_font(self, run: etree._Element) -> str:
        """The symbol font of a run, "" for every other font."""
        own = run.find(f"{W}rPr")
        fonts = None if own is None else own.find(f"{W}rFonts")
        if fonts is None:
            return ""
        font = value(fonts, "ascii") or value(fonts, "hAnsi")
        return font if is_symbol_font(font) else ""

    def is_quotation(self, paragraph: etree._Element) -> bool:
        """Whether the style of a paragraph is a style of displayed quotations."""
        chain = self._chain_of(paragraph.find(f"{W}pPr"))
        return not QUOTATIONS.isdisjoint(chain.names)

    @staticmethod
    def is_mark_deleted(paragraph: etree._Element) -> bool:
        """Whether a tracked change deleted the mark that ends a paragraph."""
        return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None

    def begins_page(self, paragraph: etree._Element) -> bool:
        """Whether a paragraph has a page break before it."""
        own = paragraph.find(f"{W}pPr")
        return own is not None and _is_on([own], "pageBreakBefore")

    @staticmethod
    def is_hidden(run: etree._Element) -> bool:
        """Whether a run is hidden text."""
        own = run.find(f"{W}rPr")
        return own is not None and _is_on([own], "vanish")


_TOGGLES = {
    "i": "italic",
    "b": "bold",
    "u": "underline",
    "strike": "strikethrough",
    "dstrike": "strikethrough",
    "smallCaps": "smallcaps",
}


def _is_on(properties: list[etree._Element], name: str) -> bool:
    """Whether a switch is on; the first properties that have the switch decide."""
    for each in properties:
        switch = each.find(f"{W}{name}")
        if switch is not None:
            return value(switch) not in OFF
    return False


class Lists:
    """The lists of a file, with their current numbers."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._numbers: dict[str, etree._Element] = {}
        self._counts: dict[str, dict[int, int]] = {}  # by abstract list, then by level
        self._begun: set[str] = set()
        if root is not None:
            for abstract in root.iter(f"{W}abstractNum"):
                self._abstract[value(abstract, "abstractNumId")] = abstract
            for number in root.iter(f"{W}num"):
                self._numbers[value(number, "numId")] = number

    def marker(self, at: Numbering) -> str:
        """The marker of the next paragraph of a list: `•`, `3.`, `(a)`, or "". Counts on."""
        number = self._numbers.get(at.number)
        if number is None:
            return ""
        abstract = value(number.find(f"{W}abstractNumId"))
        counts = self._counts.setdefault(abstract, {})
        if at.number not in self._begun:
            self._begun.add(at.number)
            for override in number.iter(f"{W}lvlOverride"):
                first = value(override.find(f"{W}startOverride"))
                of = value(override, "ilvl")
                if first.isdecimal() and of.isdecimal():
                    counts[int(of)] = int(first) - 1
        for level in range(at.level + 1):
            if level == at.level:
                start = self._start(at.number, level)
                counts[level] = counts.get(level, start - 1) + 1
            else:
                counts.setdefault(level, self._start(at.number, level))
        for deeper in [level for level in counts if level > at.level]:
            del counts[deeper]
        return self._text(at, counts)

    def _level(self, number: str, level: int) -> etree._Element | None:
        """The definition of a level by the list itself, else by its abstract list; else None."""
        instance = self._numbers.get(number)
        if instance is None:
            return None
        for override in instance.iter(f"{W}lvlOverride"):
            own = override.find(f"{W}lvl")
            if own is not None and value(override, "ilvl") == str(level):
                return own
        abstract = self._abstract.get(value(instance.find(f"{W}abstractNumId")))
        linked = value(None if abstract is None else abstract.find(f"{W}numStyleLink"))
        if linked:  # another abstract list, with the same style, defines the levels
            same = [a for a in self._abstract.values() if value(a.find(f"{W}styleLink")) == linked]
            abstract = same[0] if same else abstract
        levels = () if abstract is None else abstract.iter(f"{W}lvl")
        return next((each for each in levels if value(each, "ilvl") == str(level)), None)

    def _start(self, number: str, level: int) -> int:
        definition = self._level(number, level)
        start = value(None if definition is None else definition.find(f"{W}start"))
        return int(start) if start.isdecimal() else 1

    def _text(self, at: Numbering, counts: dict[int, int]) -> str:
        definition = self._level(at.number, at.level)
        if definition is None:
            return ""
        text = value(definition.find(f"{W}lvlText"))
        if value(definition.find(f"{W}numFmt")) == "bullet":
            return BULLETS.get(text, BULLET) if text.strip() else ""

        def count(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            of = self._level(at.number, level)
            kind = value(None if of is None else of.find(f"{W}numFmt"))
            return counted(counts.get(level, 1), kind)

        return PLACE.sub(count, text).strip()
