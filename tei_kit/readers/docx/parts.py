"""The parts of a DOCX package besides the document."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from tei_kit.readers.docx.package import Package

# The places where Word prints notes, in the words of @place.
PLACES = {"footnote": "bottom", "endnote": "end"}


class Parts:
    """The parts of a package besides the document, as XML; None for a missing part."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.styles = self.part("styles")
        self.numbering = self.part("numbering")
        self.footnotes = self.part("footnotes")
        self.endnotes = self.part("endnotes")
        self.comments = self.part("comments")
        self.settings = self.part("settings")
        self.main = package.main
        self.missing = package.missing
        self.note_links = {
            kind: self.links(next(iter(package.related(package.main, f"{kind}s")), ""))
            for kind in PLACES
        }
        self.comment_links = self.links(next(iter(package.related(package.main, "comments")), ""))
        self.around = [*self.parts("header"), *self.parts("footer")]

    def parts(self, kind: str) -> list[etree._Element]:
        package = self._package
        return [package.xml(name) for name in package.related(package.main, kind)]

    def address(self, identifier: str) -> str:
        """The address that the document gives an identifier, "" if it gives none."""
        related = self._package.relationships(self.main)
        return next((each.address for each in related if each.identifier == identifier), "")

    def links(self, part: str) -> Mapping[str, str]:
        """The addresses outside of the package that a part refers to, by their identifiers."""
        related = self._package.relationships(part) if part else ()
        return {each.identifier: each.address for each in related if each.is_external}

    def part(self, kind: str) -> etree._Element | None:
        return next(iter(self.parts(kind)), None)
