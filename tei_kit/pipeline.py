"""The pipeline: read, tokenize, build, emit, check; in that order, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from tei_kit import readers
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.document import builder
from tei_kit.document.model import Document
from tei_kit.record import record
from tei_kit.settings.metadata import Metadata, check_date, check_language
from tei_kit.settings.profile import Profile, load
from tei_kit.source.source import Source
from tei_kit.tei import conformance, emitter, fidelity, header
from tei_kit.tokenizer import section_reader
from tei_kit.xml.names import TEI


class ConversionError(TeiKitError):
    """The TEI that was made broke a promise: it is not valid, or its text is not the source's."""


@record
class Counts:
    """How much of each kind a document holds."""

    documents: int
    turns: int
    pages: int
    notes: int
    lists: int
    persons: int


@record
class Conversion:
    """A source and what became of it at each step."""

    source: Source
    document: Document
    tree: etree._ElementTree
    diagnostics: Sequence[Diagnostic]

    def to_bytes(self) -> bytes:
        """The TEI as a file holds it: UTF-8, with an XML declaration and a final line end."""
        xml = etree.tostring(self.tree, encoding="UTF-8")
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + xml + b"\n"

    @property
    def counts(self) -> Counts:
        """How many documents, turns, pages, notes, lists and persons the TEI holds."""
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


def convert(
    text: str | bytes | Source,
    *,
    name: str = "<text>",
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002
    metadata: Metadata | None = None,
    date: str = "",
    language: str = "",
    check: bool = True,
    profile: Profile | None = None,
    certainty: bool = False,
) -> Conversion:
    """Convert a text to TEI and prove that nothing was lost and that the result is valid.

    `text` is text, bytes to decode (by `encoding`, else a byte order mark, else UTF-8), or a
    Source; `name` stands for the file in diagnostics and in the header. `format` is `html`,
    `docx`, `md` or `txt`, by default what the suffix of `name` says. `profile` says what
    family the document is of. `date` (ISO 8601) is the day of the conversion, `language` (BCP 47)
    the language of the text: by default that of the metadata, else `en`. `check=False` leaves out
    the validation, never the comparison with the source. `certainty=True` says with @cert how
    sure each inference is.

    Raises SourceError when the input is no text, MetadataError when the date or the language is
    none, and ConversionError when a promise is broken; all carry their diagnostics.
    """
    if isinstance(text, bytes):
        text = readers.decode(text, name, encoding, format=format)
    elif isinstance(text, str):
        text = readers.of_text(text, name, format=format)
    metadata = metadata or Metadata()
    language = language or metadata.language or "en"
    check_language(language, Place(text.name))
    if date:
        check_date(date, Place(text.name))
    profile = profile or load()
    tokens = section_reader.tokenize(text, profile)
    document = builder.build(text, tokens, profile, certainty=certainty)
    settings = header.Settings(metadata, date, language, certainty)
    tree = emitter.emit(document, settings)
    broken = fidelity.differences(text, tree)
    if check and not broken:
        broken = conformance.errors(tree)
    if broken:
        raise ConversionError(*broken)
    found = [*document.diagnostics, *unstated(text.name, metadata)]
    found.sort(key=lambda d: (d.place.line, d.place.column))
    return Conversion(text, document, tree, found)


def unstated(name: str, metadata: Metadata) -> list[Diagnostic]:
    """What is said of a file when its header will have gaps."""
    fields = header.missing(metadata)
    return [diagnose("TK302", Place(name), fields=" and ".join(fields))] if fields else []
