"""Document and metadata to `teiHeader` (Guidelines, chapter 2).

The header states the facts that the source states. All others come from the metadata, and are `Not
stated` when the metadata lack them as well. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath

from tei_kit._version import __version__
from tei_kit.diagnostics import counted
from tei_kit.document.context import DECISIONS
from tei_kit.document.model import (
    Date,
    Dateline,
    Decisions,
    Division,
    Document,
    Inline,
    Letter,
    Opener,
    Person,
    Place,
    plain,
)
from tei_kit.record import record
from tei_kit.settings.metadata import OF_THE_FILE, Metadata
from tei_kit.settings.options import UNDETERMINED, Options
from tei_kit.source.source import ANY_FORBIDDEN
from tei_kit.tei import references
from tei_kit.tei.markup import Markup, character_id
from tei_kit.xml.names import TEI_NAMESPACE

NOT_STATED = "Not stated"
RESPONSIBILITY = "decided what was not recognized, or not rightly"
# How deep `bibl` and `listPerson` stand.
LIST_DEPTH = 4
LETTER_DEPTH = 3  # how deep `correspDesc` stands
ENCODING_DEPTH = 3  # how deep the parts of `encodingDesc` stand
LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "nl": "Dutch",
    "pt": "Portuguese",
    "ru": "Russian",
    "und": "Undetermined",
    "zh": "Chinese",
}

EDITORIAL = (
    "The text was encoded by program from {form}. No character of it was added, left out or "
    "changed; white space was normalized at the edges of paragraphs.",
    "A page marker of the source is a pb, a bullet is list/@rend, and the number of a note is "
    "note/@n. Each note of the block at the end of a document stands where it was referred to; "
    'one that is not referred to has anchored="false".',
    "Speakers, participants, datelines, dates and cross-references were recognized by rule and "
    "not by hand. What no rule was sure of is plain text in a paragraph. "
    'cert="low" marks a number that is out of sequence in the source.',
)
PLAIN = "plain text"
EDITORIAL_FORMAT = (
    "Headings, lists and their numbers, tables, emphasis, and what refers to which note are those "
    "that the {form} states. What stands in it around the text was left out."
)
EDITORIAL_CERTAINTY = (
    "Elsewhere cert says how sure an inference is: high where the text says it, medium where its "
    "form does and nothing speaks against it, low for the best of several readings."
)


@record
class Outline:
    """The facts of a document that the header states, without its divisions.

    `levels` are the kinds of the divisions of each depth, nothing for a file without divisions.
    `sources` (a `bibl` for each division that states its archive), `persons` (a `listPerson` for
    each division with new persons) and `letters` (a `correspDesc` for each letter) are markup of
    `source_of`, `persons_of` and `letters_of`, None when they wrote nothing.
    """

    name: str
    heads: Sequence[Sequence[Inline]]  # of the divisions, or the first two of them
    dateline: Sequence[Inline] = ()  # of the only division
    odd_characters: Sequence[str] = ()
    form: str = PLAIN  # the file that the text was made from
    levels: references.Levels = ()
    sources: Markup | None = None
    persons: Markup | None = None
    letters: Markup | None = None
    decisions: Decisions | None = None
    title: str = ""  # the title of the whole text that the format states


def missing(metadata: Metadata) -> list[str]:
    """The fields that the header will call `Not stated`, for want of metadata."""
    return [name for name in ("publisher", "availability") if name in set(_unstated(metadata))]


def _unstated(metadata: Metadata) -> Iterator[str]:
    if not metadata.publisher:
        yield "publisher"
    if not (metadata.availability or metadata.licence):
        yield "availability"


def outline(document: Document) -> Outline:
    """The facts of a document that the header states."""
    return Outline(
        name=document.name,
        heads=[d.head for d in document.divisions if d.head is not None],
        dateline=dateline_of(document.divisions[0]) if len(document.divisions) == 1 else (),
        odd_characters=document.odd_characters,
        form=document.form,
        levels=references.levels_of(document.divisions),
        sources=source_of(document.divisions, document.odd_characters),
        persons=persons_of(document.divisions, document.odd_characters),
        letters=letters_of(document.divisions, document.odd_characters),
        decisions=document.decisions,
        title=document.title,
    )


def dateline_of(division: Division) -> Sequence[Inline]:
    """The parts of the first dateline of a division."""
    parts = (part for b in division.blocks if isinstance(b, Opener) for part in b.parts)
    return next((part.content for part in parts if isinstance(part, Dateline)), ())


def source_of(divisions: Sequence[Division], odd_characters: Sequence[str]) -> Markup | None:
    """The archives of divisions, as the header states them; None without archives."""
    kept = [division for division in divisions if division.provenance]
    if not kept:
        return None
    markup = Markup(odd_characters, depth=LIST_DEPTH)
    for division in kept:
        _bibl(markup, division)
    return markup


def persons_of(divisions: Sequence[Division], odd_characters: Sequence[str]) -> Markup | None:
    """The persons of divisions, as the header lists them; None without persons."""
    peopled = [division for division in divisions if division.persons]
    if not peopled:
        return None
    markup = Markup(odd_characters, depth=LIST_DEPTH)
    for division in peopled:
        _persons(markup, division.identifier, division.persons)
    return markup


def letters_of(divisions: Sequence[Division], odd_characters: Sequence[str]) -> Markup | None:
    """The letters of divisions, as the header lists them; None without letters."""
    letters = [letter for division in divisions for letter in division.letters]
    if not letters:
        return None
    markup = Markup(odd_characters, depth=LETTER_DEPTH)
    for letter in letters:
        _letter(markup, letter)
    return markup


def write(
    markup: Markup, outline: Outline, options: Options, occurrences: Mapping[str, int]
) -> None:
    """Write the `teiHeader`. `occurrences` counts the elements of the text by their names."""
    markup.open("teiHeader")
    markup.open("fileDesc")
    _title(markup, outline, options.metadata)
    _publication(markup, outline, options.metadata)
    _series(markup, options.metadata)
    _source(markup, outline, options.metadata)
    markup.close("fileDesc")
    _encoding(markup, outline, options, occurrences)
    _profile(markup, outline, options.language or UNDETERMINED, options.metadata.date)
    markup.open("revisionDesc")
    text = f"Converted from {outline.form} by tei_kit {__version__}."
    markup.leaf("change", text, when=options.date)
    if outline.decisions is not None:
        markup.leaf("change", _decided(outline.decisions), xml_id=DECISIONS, when=options.date)
    markup.close("revisionDesc")
    markup.close("teiHeader")


def _decided(decisions: Decisions) -> str:
    """The words of the `change` that tells of people's decisions."""
    named = f" of {_storable(decisions.name)}" if decisions.name else ""
    decided = counted(decisions.number, "decision")
    verb = "was" if decisions.number == 1 else "were"
    return f"{decided}{named} {verb} applied; resp says where."


def title_of(outline: Outline, metadata: Metadata) -> str:
    """The title: of the metadata, else the only document's heading, else the title that the format
    states, else the file's name.
    """
    if metadata.title:
        return metadata.title
    if len(outline.heads) == 1:
        return plain(outline.heads[0])
    return ANY_FORBIDDEN.sub("", outline.title) or PurePath(_file_name(outline)).stem


def _file_name(outline: Outline) -> str:
    return _storable(PurePath(outline.name).name) or NOT_STATED


def _storable(name: str) -> str:
    """The name of a file without characters that XML cannot hold."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    return ANY_FORBIDDEN.sub("\ufffd", text)


def _title(markup: Markup, outline: Outline, metadata: Metadata) -> None:
    markup.open("titleStmt")
    markup.leaf("title", title_of(outline, metadata))
    for author in metadata.authors:
        markup.leaf("author", author)
    for editor in metadata.editors:
        markup.leaf("editor", editor)
    for responsible in metadata.responsible:
        markup.open("respStmt")
        markup.leaf("resp", responsible.resp)
        for name in responsible.names:
            markup.leaf("name", name)
        markup.close("respStmt")
    for decider in outline.decisions.deciders if outline.decisions else ():
        markup.open("respStmt", xml_id=decider.identifier)
        markup.leaf("resp", RESPONSIBILITY)
        markup.leaf("name", decider.name)
        markup.close("respStmt")
    markup.close("titleStmt")
    if metadata.edition:
        markup.open("editionStmt")
        markup.leaf("edition", metadata.edition)
        markup.close("editionStmt")


def _status_of(licence: str) -> str:
    """The status of a text under a licence; "" without one, or for one that is not known."""
    if not licence:
        return ""
    from tei_kit.settings import licences

    return licences.status_of(licence)


def _publication(markup: Markup, outline: Outline, metadata: Metadata) -> None:
    markup.open("publicationStmt")
    markup.leaf("publisher", metadata.publisher or NOT_STATED)
    if metadata.pub_place:
        markup.leaf("pubPlace", metadata.pub_place)
    if metadata.pub_date:
        markup.leaf("date", metadata.pub_date, when=metadata.pub_date)
    if metadata.idno:
        markup.leaf("idno", metadata.idno)
    for identifier in metadata.idnos:
        markup.leaf("idno", identifier.value, type=identifier.kind)
    markup.leaf("idno", _file_name(outline), type=OF_THE_FILE)
    status = metadata.status or _status_of(metadata.licence) or "unknown"
    markup.open("availability", status=status)
    if metadata.licence:
        markup.leaf("licence", metadata.availability or metadata.licence, target=metadata.licence)
    else:
        markup.leaf("p", metadata.availability or NOT_STATED)
    markup.close("availability")
    markup.close("publicationStmt")


def _series(markup: Markup, metadata: Metadata) -> None:
    if not metadata.series:
        return
    markup.open("seriesStmt")
    markup.leaf("title", metadata.series)
    if metadata.volume:
        markup.leaf("biblScope", metadata.volume, unit="volume")
    markup.close("seriesStmt")


def _source(markup: Markup, outline: Outline, metadata: Metadata) -> None:
    markup.open("sourceDesc")
    if outline.sources is not None:
        markup.append(outline.sources)
    if metadata.source or outline.sources is None:
        markup.leaf("bibl", metadata.source or NOT_STATED)
    markup.close("sourceDesc")


def _bibl(markup: Markup, division: Division) -> None:
    provenance = division.provenance
    assert provenance is not None
    markup.open("bibl", corresp=f"#{division.identifier}")
    markup.leaf("title", plain(division.head) if division.head is not None else NOT_STATED)
    if provenance.repository:
        markup.open("msIdentifier")
        markup.leaf("repository", provenance.repository)
        for collection in provenance.collections:
            markup.leaf("collection", collection)
        if provenance.box:
            markup.leaf("idno", provenance.box, type="box")
        markup.close("msIdentifier")
    if provenance.classification:
        markup.leaf("note", provenance.classification, type="classification")
    markup.leaf("note", provenance.statement, type="source")
    markup.close("bibl")


def _encoding(
    markup: Markup, outline: Outline, options: Options, occurrences: Mapping[str, int]
) -> None:
    markup.open("encodingDesc")
    markup.append(_editing(outline.form, is_certainty_told=options.certainty))
    references.write(markup, outline.levels, occurrences)
    markup.open("tagsDecl")
    markup.open("namespace", name=TEI_NAMESPACE)
    for name in sorted(occurrences):
        markup.new_line()
        markup.empty("tagUsage", gi=name, occurs=str(occurrences[name]))
    markup.close("namespace")
    markup.close("tagsDecl")
    if outline.odd_characters:
        markup.open("charDecl")
        for character in outline.odd_characters:
            markup.open("char", xml_id=character_id(character))
            code = f"U+{ord(character):04X}"
            markup.leaf("desc", f"{code}, a character that XML 1.0 cannot hold")
            markup.close("char")
        markup.close("charDecl")
    markup.close("encodingDesc")


@lru_cache(maxsize=32)
def _editing(form: str, *, is_certainty_told: bool) -> Markup:
    """The program, and how it edits: alike for all texts of a format."""
    markup = Markup(depth=ENCODING_DEPTH)
    markup.open("appInfo")
    markup.open("application", ident="tei_kit", version=__version__)
    markup.leaf("label", "tei_kit")
    markup.close("application")
    markup.close("appInfo")
    markup.open("editorialDecl")
    for paragraph in EDITORIAL:
        markup.leaf("p", paragraph.format(form=form))
    if form != PLAIN:
        markup.leaf("p", EDITORIAL_FORMAT.format(form=form))
    if is_certainty_told:
        markup.leaf("p", EDITORIAL_CERTAINTY)
    markup.close("editorialDecl")
    return markup


def _profile(markup: Markup, outline: Outline, language: str, day: str) -> None:
    markup.open("profileDesc")
    _creation(markup, outline.dateline, day)
    markup.open("langUsage")
    markup.leaf("language", LANGUAGES.get(language, language), ident=language)
    markup.close("langUsage")
    if outline.persons is not None:
        markup.open("particDesc")
        markup.append(outline.persons)
        markup.close("particDesc")
    if outline.letters is not None:
        markup.append(outline.letters)
    markup.close("profileDesc")


def _creation(markup: Markup, parts: Sequence[Inline], day: str) -> None:
    """Place and date of the dateline, for a text of one document.

    The `day` of the metadata counts before that of the text, unless it is the same.
    """
    date = next((p for p in parts if isinstance(p, Date) and p.when), None)
    place = next((p for p in parts if isinstance(p, Place)), None)
    if date is None and place is None and not day:
        return
    markup.open("creation")
    if day and not (date is not None and date.when.startswith(day)):
        markup.leaf("date", day, when=day)
    elif date is not None:
        markup.leaf("date", plain(date.content), **when_of(date))
    if place is not None:
        markup.leaf("placeName", plain(place.content))
    markup.close("creation")


def when_of(date: Date) -> dict[str, str]:
    """The attributes of a date: a day, a month, a year; or from one to another (`1971/1972`)."""
    first, _, last = date.when.partition("/")
    return {"from": first, "to": last} if last else {"when": first}


def _letter(markup: Markup, letter: Letter) -> None:
    """The sender and recipient of a letter, its place and date (Guidelines, 2.4.6)."""
    markup.open("correspDesc", corresp=f"#{letter.division}")
    if letter.sender or letter.place or letter.date:
        markup.open("correspAction", type="sent")
        if letter.sender:
            markup.leaf("persName", letter.sender)
        if letter.place:
            markup.leaf("placeName", letter.place)
        if letter.date:
            text = " ".join(plain(letter.date.content).split())
            markup.leaf("date", text, **when_of(letter.date))
        markup.close("correspAction")
    if letter.recipient:
        markup.open("correspAction", type="received")
        markup.leaf("persName", letter.recipient)
        markup.close("correspAction")
    markup.close("correspDesc")


def _persons(markup: Markup, division: str, persons: Sequence[Person]) -> None:
    markup.open("listPerson", corresp=f"#{division}" if division else "")
    for person in persons:
        markup.open("person", xml_id=person.identifier)
        if person.name:
            markup.leaf("persName", person.name)
        if person.role:
            markup.leaf("occupation", person.role)
        if person.note:
            markup.leaf("note", person.note)
        markup.close("person")
    markup.close("listPerson")
