"""The pipeline: read, tokenize, build, emit, check; in that order, and nothing else.

A text whose layout or family leads to TEI that breaks a promise is read once more, plainly, and a
warning says so. With STRICT in the environment, as in the tests, the fault is raised instead.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from os import PathLike
from typing import TYPE_CHECKING

from lxml import etree

from tei_kit import readers
from tei_kit.decisions.decision import NOTHING, Decision, DecisionError, Decisions
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.document import builder
from tei_kit.document.model import Document
from tei_kit.layout import infer
from tei_kit.layout.infer import Arranged
from tei_kit.record import record
from tei_kit.settings.metadata import Metadata, check_date, check_language
from tei_kit.settings.options import Options
from tei_kit.settings.profile import Profile, ProfileError
from tei_kit.source.source import Source
from tei_kit.tei import conformance, emitter, fidelity, header
from tei_kit.tokenizer.families import recognize
from tei_kit.tokenizer.families.recognize import Recognition
from tei_kit.tokenizer.reading import Reading
from tei_kit.xml.names import TEI

if TYPE_CHECKING:
    from tei_kit.layout.layout import Layout

# The variable of the environment that has faults raised instead of read past.
STRICT = "TEI_KIT_STRICT"


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
    read: ReadText
    language: str  # BCP 47, "" where it is not known

    @property
    def recognition(self) -> Recognition:
        """The family and language that the text was read as."""
        return self.read.recognition

    @property
    def layout(self) -> Layout:
        """How the text is laid out."""
        return self.read.arranged.layout

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
    layout: Mapping[str, str] | None = None,
    family: str = "",
    decisions: Decisions | str | PathLike[str] | None = None,
    ids: bool = False,
) -> Conversion:
    """Convert a text to TEI and prove that nothing was lost and that the result is valid.

    `text` is text, bytes to decode (by `encoding`, else a byte order mark, else UTF-8), or a
    Source; `name` stands for the file in diagnostics and in the header. `format` is `html`,
    `docx`, `md` or `txt`, by default what the suffix of `name` says. `profile` says what
    family the document is of. `date` (ISO 8601) is the day of the conversion, `language` (BCP 47)
    the language of the text: by default that of the metadata, else what is recognized, else `und`.
    `check=False` leaves out
    the validation, never the comparison with the source. `certainty=True` says with @cert how
    sure each inference is. `layout` fixes answers to questions of layout, by the names and values
    of `tei_kit.layout.questions.CHOICES`; `family` says what the text is, by the names of
    `tei_kit.tokenizer.families.table`, where that is not to be recognized. `decisions` are what
    people decided about this text, or the file that holds them. `ids=True` gives each turn,
    paragraph and line an @xml:id.

    Raises SourceError when the input is no text, MetadataError when the date or the language is
    none, DecisionError when a decision does not fit the text, and ConversionError when a promise
    is broken; all carry their diagnostics.
    """
    if isinstance(text, bytes):
        text = readers.decode(text, name, encoding, format=format)
    elif isinstance(text, str):
        text = readers.of_text(text, name, format=format)
    options = Options(
        metadata=metadata or Metadata(),
        date=date,
        language=language,
        certainty=certainty,
        check=check,
        profile=profile,
        family=family,
        layout=tuple((layout or {}).items()),
        ids=ids,
    )
    if options.stated_language:
        check_language(options.stated_language, Place(text.name))
    if date:
        check_date(date, Place(text.name))
    return convert_source(text, options, _decisions(decisions, text.name))


def _decisions(given: Decisions | str | PathLike[str] | None, name: str) -> Decisions:
    if given is None or isinstance(given, Decisions):
        return given or NOTHING
    from tei_kit.decisions import reading as decisions_files

    return decisions_files.read(given, name)


@record
class ReadText:
    """A source that was read: its layout, what it was taken for, and its tokens."""

    arranged: Arranged
    recognition: Recognition
    reading: Reading


def read_text(source: Source, options: Options, decisions: Decisions = NOTHING) -> ReadText:
    """Find out how a text is laid out and what it is, and make its tokens.

    `decisions` are what people decided about it. Raises ProfileError, and DecisionError.
    """
    options = options.of(source.name)
    if decisions:
        options = _with_decided_options(options, decisions)
    arranged = infer.infer(source, options.words, options.fixed_layout)
    recognized = recognize.read(arranged, options)
    reading = recognized.reading
    if options.words.decision:
        from tei_kit.decisions.apply import with_profile

        reading = with_profile(reading, options.words)
    if decisions:
        from tei_kit.decisions.apply import applied

        reading = applied(reading, decisions)
    return ReadText(arranged, recognized.recognition, reading)


def _with_decided_options(options: Options, decisions: Decisions) -> Options:
    from tei_kit.decisions.apply import with_options

    return with_options(options, decisions)


def convert_source(source: Source, options: Options, decisions: Decisions = NOTHING) -> Conversion:
    """Convert a source as `convert` does, with options that are made once for many.

    Raises ConversionError, ProfileError when the profile names a family that does not exist, and
    DecisionError when a decision does not fit the text.
    """
    options = options.of(source.name)
    if decisions:
        return _decided(source, options, decisions)
    if os.environ.get(STRICT):
        return _converted(source, options, read_text(source, options))
    try:
        return _converted(source, options, read_text(source, options))
    except ProfileError:
        raise
    except Exception as error:  # whatever went wrong, the text has to be converted
        conversion = _converted_plainly(source, options, error)
        if conversion is None:
            raise
        return conversion


def _decided(source: Source, options: Options, decisions: Decisions) -> Conversion:
    """Convert with decisions. Raises DecisionError (TK316) for a decision with which the TEI would
    break a promise.
    """
    from tei_kit.decisions import apply

    options = apply.with_options(options, decisions)
    plain = replace(decisions, layout={}, family="", language="")
    try:
        return _converted(source, options, read_text(source, options, plain))
    except (ProfileError, DecisionError):
        raise
    except Exception as error:
        fault = error

    def works(part: Sequence[Decision]) -> bool:
        try:
            _converted(source, options, read_text(source, options, replace(plain, decisions=part)))
        except Exception:
            return False
        return True

    blamed = apply.to_blame(decisions.decisions, works)
    if blamed is None:  # the text alone is at fault
        return convert_source(source, options)
    reason = " ".join((str(fault) or type(fault).__name__).split()).rstrip(".")
    raise DecisionError(
        diagnose("TK316", decisions.place(blamed), decision=blamed.said, reason=reason)
    ) from fault


def _converted_plainly(source: Source, options: Options, error: Exception) -> Conversion | None:
    """What a text is when it is read as it stands, None where that breaks a promise as well."""
    from tei_kit.tokenizer.families import plainly  # seldom needed

    place, reason = Place(source.name), str(error) or type(error).__name__
    if isinstance(error, ConversionError):
        first = error.diagnostics[0]
        place = first.place if first.place.file == source.name else place
        reason = f"{first.code} {first.message}"
    reason = " ".join(reason.split()).rstrip(".")
    warning = diagnose("TK232", place, reason=reason)
    arranged = plainly.AsItStands(source, options.words, {})
    for plain in plainly.readings(source, options):
        reading = replace(plain.reading, diagnostics=[warning])
        text = ReadText(arranged, plain.recognition, reading)
        with suppress(ConversionError):
            return _converted(source, options, text)
    return None


def _converted(source: Source, options: Options, text: ReadText) -> Conversion:
    """What a text that was read becomes. Raises ConversionError."""
    reading = text.reading
    document = builder.build(
        reading.source,
        reading.tokens,
        options.words,
        certainty=options.certainty,
        decided=reading.decided,
    )
    language = options.stated_language or text.recognition.language
    tree = emitter.emit(document, replace(options, language=language))
    broken = fidelity.differences(source, tree)
    if options.check and not broken:
        broken = conformance.errors(tree)
    if broken:
        raise ConversionError(*broken)
    found = [*document.diagnostics, *reading.diagnostics]
    if options.metadata.has_images:
        from tei_kit.tei import facsimile  # few editions have images

        found += facsimile.unmatched(tree, source.name, options.metadata)
    found += unstated(source.name, options)
    found.sort(key=lambda d: (d.place.line, d.place.column))
    return Conversion(source, document, tree, found, text, language)


def unstated(name: str, options: Options) -> list[Diagnostic]:
    """The diagnostics of a file whose header will have gaps."""
    fields = header.missing(options.metadata)
    found = [diagnose("TK302", Place(name), fields=" and ".join(fields))] if fields else []
    if options.unlisted:
        found.append(diagnose("TK308", Place(name), table=options.unlisted))
    return found
