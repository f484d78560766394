"""The glosses and descriptions of a declaration in one language, as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_kit.odd.model import Description
from tei_kit.xml.names import TEI, XML_LANG

_AROUND = {
    f"{TEI}gi": ("<", ">"),
    f"{TEI}tag": ("<", ">"),
    f"{TEI}att": ("@", ""),
    f"{TEI}val": ("'", "'"),
    f"{TEI}q": ("“", "”"),
    f"{TEI}soCalled": ("‘", "’"),
}
ENGLISH = "en"


class Wording:
    """Chooses texts by language: that which was asked for, else English, else any other."""

    def __init__(self, language: str = ENGLISH) -> None:
        self.language = language

    def chosen(self, elements: Sequence[etree._Element]) -> etree._Element | None:
        """The element in the language; None when there is no element at all."""
        best: etree._Element | None = None
        best_rank = 9
        for element in elements:
            if element.get("type") == "deprecationInfo":
                continue
            rank = self._rank(_language(element))
            if rank < best_rank:
                best, best_rank = element, rank
        return best

    def all_of(self, elements: Sequence[etree._Element]) -> list[etree._Element]:
        """The elements in the best language of those there are, as with remarks and examples."""
        ranks = [self._rank(_language(element)) for element in elements]
        if not ranks:
            return []
        best = min(ranks)
        return [e for e, rank in zip(elements, ranks, strict=True) if rank == best or rank == 2]

    def _rank(self, language: str) -> int:
        if language == self.language:
            return 0
        if language.partition("-")[0] == self.language.partition("-")[0] and language:
            return 1
        if not language:
            return 2
        return 3 if language.partition("-")[0] == ENGLISH else 4

    def gloss(self, description: Description) -> str:
        """The gloss, as in `paragraph` for p; empty without a gloss."""
        element = self.chosen(description.glosses)
        return "" if element is None else plain(element)

    def sentence(self, description: Description) -> str:
        """The description; empty without one."""
        element = self.chosen(description.descs)
        return "" if element is None else plain(element)

    def note(self, description: Description) -> str:
        """`(paragraph) marks paragraphs in prose.`"""
        gloss, sentence = self.gloss(description), self.sentence(description)
        return f"({gloss}) {sentence}".strip() if gloss else sentence


def _language(element: etree._Element) -> str:
    """The xml:lang of an element itself: that of the elements around it is often that of the
    whole ODD."""
    return element.get(XML_LANG, "")


def plain(element: etree._Element) -> str:
    """The text of an element on one line, elements as <p> and attributes as @type."""
    if len(element) == 0:
        return " ".join((element.text or "").split())
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> list[str]:
    found = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            before, after = _AROUND.get(child.tag, ("", ""))
            found += [before, *_pieces(child), after]
        found.append(child.tail or "")
    return found
