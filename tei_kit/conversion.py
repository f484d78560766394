"""Conversion: a source and the result of each step, with its counts and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Severity, counted
from tei_kit.document.model import Document
from tei_kit.layout.infer import Arranged
from tei_kit.record import brief, field_names, record
from tei_kit.results.seal import sealed, sha256_of
from tei_kit.source.source import Source
from tei_kit.tokenizer.families.recognize import Recognition
from tei_kit.tokenizer.reading import Reading
from tei_kit.xml.names import TEI

if TYPE_CHECKING:
    from tei_kit.export.tables.rows import Row, Table
    from tei_kit.layout.layout import Layout


@record
class Counts:
    """The number of things of each kind that a document holds."""

    documents: int
    turns: int
    pages: int
    notes: int
    lists: int
    persons: int

    def told(self) -> list[tuple[str, int]]:
        """The counts in words, each name in the singular or the plural: `1 page`."""
        numbers = ((name, getattr(self, name)) for name in field_names(self))
        return [(name.removesuffix("s") if n == 1 else name, n) for name, n in numbers]


@record
class ReadText:
    """A source that was read: its layout, its family and language, and its tokens."""

    arranged: Arranged
    recognition: Recognition
    reading: Reading


@record
class Conversion:
    """A source and the result of each step.

    A notebook shows it as the page to read, with the counts and the diagnostics. It can be pickled.
    """

    source: Source
    document: Document
    tree: etree._ElementTree
    diagnostics: Sequence[Diagnostic]
    read: ReadText
    language: str  # BCP 47, "" where it is not known

    @property
    def recognition(self) -> Recognition:
        """The family and language that the text was read as."""
        return self.read.recognition

    @property
    def layout(self) -> Layout:
        """The layout of the text."""
        return self.read.arranged.layout

    def to_bytes(self) -> bytes:
        """The TEI as a file holds it: UTF-8, with an XML declaration, and at its end the seal by
        which a later conversion knows that nobody has changed it.
        """
        return sealed(self._xml(), self.source.sha256 or sha256_of(self.source.text))

    def _xml(self) -> bytes:
        """The TEI without a seal."""
        xml = etree.tostring(self.tree, encoding="UTF-8")
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + xml + b"\n"

    @property
    def counts(self) -> Counts:
        """The numbers of documents, turns, pages, notes, lists and persons in the TEI."""
        count = {
            name: sum(1 for _ in self.tree.iter(f"{TEI}{name}"))
            for name in ("sp", "pb", "list", "person")
        }
        notes = sum(1 for note in self.tree.iter(f"{TEI}note") if note.get("n"))
        # A heading of no kind of document stands above documents.
        titles = sum(each.head is not None and not each.kind for each in self.document.divisions)
        return Counts(
            documents=len(self.document.divisions) - titles,
            turns=count["sp"],
            pages=count["pb"],
            notes=notes,
            lists=count["list"],
            persons=count["person"],
        )

    def rows(self, table: Table | str = "turns") -> Sequence[Row]:
        """A table of the TEI as dataclasses, such as `pandas.DataFrame` takes.

        The tables and their columns are those of docs/export.md: turns, notes, persons, pages,
        refs, dates, documents. Raises TeiKitError (TK711) when there is no such table.
        """
        from tei_kit.export.tables.table import rows  # few callers ask for it

        return rows(self.tree, table, self.source.name)

    def __repr__(self) -> str:
        found = [f"{n} {name}" for name, n in self.counts.told() if n]
        warnings = sum(d.severity is Severity.WARNING for d in self.diagnostics)
        return brief(
            self,
            self.source.name,
            self.recognition.said,
            *found,
            counted(warnings, "warning"),
        )

    def _repr_html_(self) -> str:
        from tei_kit.export.html.notebook import of_conversion  # only a notebook asks for it

        counts = [f"{n} {name}" for name, n in self.counts.told() if n]
        words = [self.recognition.said, self.layout.words(), ", ".join(counts)]
        return of_conversion(self.tree, self.source.name, words, self.diagnostics)

    def __reduce__(self) -> tuple[Callable[..., Conversion], tuple[object, ...]]:
        """A tree cannot be pickled; its bytes can."""
        parts = (self.source, self.document, self._xml(), self.diagnostics)
        return _from_parts, (*parts, self.read, self.language)


def _from_parts(
    source: Source,
    document: Document,
    data: bytes,
    diagnostics: Sequence[Diagnostic],
    read: ReadText,
    language: str,
) -> Conversion:
    from tei_kit.xml.tree import parse_bytes  # few conversions are sent to another process

    tree = parse_bytes(data, source.name)
    return Conversion(source, document, tree, diagnostics, read, language)
