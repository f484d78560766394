"""Converts a volume document by document: the same bytes as `convert`, in bounded memory.

Each document is tokenized and built on its own. Then it is written to a small file, alone or with
its neighbours. This file is parsed, compared with its text and validated; the TEI of the document
and its part of the header are copied from it to the result. Identifiers, persons and notes that
documents share stay in memory. The header stands before the documents, but it is written when all
documents are known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from lxml import etree

from tei_kit.batch.streaming.frame import (
    DIVISIONS,
    FRONT,
    LETTERS,
    PARTS,
    PERSONS,
    SOURCES,
    Frame,
    Has,
    between,
    cut,
    marked,
    parsed,
    text_of,
)
from tei_kit.batch.streaming.spool import Spool
from tei_kit.batch.streaming.stretched import Stretched
from tei_kit.batch.streaming.targets import Targets
from tei_kit.batch.streaming.volume import Volume
from tei_kit.conversion import Conversion, Counts
from tei_kit.diagnostics import Diagnostic, Place, Severity, diagnose
from tei_kit.document import builder
from tei_kit.document.builder import BuiltDivision
from tei_kit.document.model import Division, Document, Inline, Subdivision
from tei_kit.pipeline import ConversionError, unstated
from tei_kit.record import record, replace
from tei_kit.settings import page_images
from tei_kit.settings.options import Options
from tei_kit.source.piece import Piece
from tei_kit.source.source import Source, line_starts
from tei_kit.tei import comments, conformance, emitter, facsimile, fidelity, header, references
from tei_kit.tei.header import Outline
from tei_kit.tei.markup import Markup
from tei_kit.tokenizer import section_reader
from tei_kit.tokenizer.tokens import TokenKind
from tei_kit.xml.names import TEI, TEI_NAMESPACE

MEMORANDUM = "memorandum"  # the family whose documents can be read one by one
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
CHECKED_TOGETHER = 2**16  # characters at which a group of documents is full
# The most diagnostics that are kept; further ones are only counted.
KEPT_DIAGNOSTICS = 10_000
# The body of the file in which the header is checked.
ANY_DIVISION = "<div><p>.</p></div>"


# A division with one note. It is inserted before a group while the group is checked, in place of
# the last note of the group before.
_ONE_NOTE = f'<div xmlns="{TEI_NAMESPACE}"><p><note>.</note></p></div>'


@record
class Found:
    """The counts of the TEI of a conversion, and its diagnostics.

    `diagnostics` are the first of them, in the order of the text; `number` counts all by severity.
    """

    counts: Counts
    diagnostics: Sequence[Diagnostic]
    number: Counter[Severity]


@record
class Single:
    """One document of a volume as a TEI file of its own."""

    identifier: str
    data: bytes


def can(options: Options) -> bool:
    """Whether the options let texts of the usual layout be converted document by document.

    They do not if all documents have one cast, for then the whole text decides who speaks, if the
    profile has decisions, or if the page breaks of the whole text have to be counted.
    """
    is_memorandum = options.family in ("", MEMORANDUM) and not options.layout
    return is_memorandum and can_in_stretches(options)


def can_in_stretches(options: Options) -> bool:
    """Whether the options let long texts of other layouts be converted some documents at a time."""
    metadata = options.metadata
    are_pages_counted = bool(metadata.images) or page_images.counts_pages(metadata.facs)
    words = options.words
    return not (words.speakers_one_cast or words.decision or are_pages_counted)


def convert(
    volume: Volume,
    options: Options,
    write: Callable[[bytes], object],
    folder: Path | None = None,
    stretched: Stretched | None = None,
) -> Found:
    """Convert a volume with options for which `can` holds; writes the same bytes as `convert`.

    `stretched` are the stretches of a volume that does not have the usual layout. Bytes that wait
    to be written are kept in nameless files in `folder`. Raises ConversionError like
    `pipeline.convert`, before it writes the first byte.
    """
    conversion = _Conversion(volume, options)
    if stretched is None:
        groups = _groups(conversion.built())
    else:
        groups = conversion.built_in_stretches(stretched)
    with ExitStack() as stack:
        spools = [stack.enter_context(Spool(folder)) for _ in PARTS]
        for group in groups:
            for spool, part in zip(spools, conversion.checked(group), strict=True):
                spool.write(part)
        if options.check:
            conversion.check_header()
        sources, persons, letters, *_ = (bool(spool.size) for spool in spools)
        pieces = conversion.frame(Has(sources, persons, letters)).serialized()
        write(DECLARATION + pieces[0])
        for spool, piece in zip(spools, pieces[1:], strict=True):
            spool.copy_to(write)
            write(piece)
        write(b"\n")
    return conversion.found()


def split(volume: Volume, options: Options) -> Iterator[Single | Found]:
    """Each document of a volume as a complete TEI file of its own, then the counts and diagnostics.

    The documents have the same identifiers as in the whole volume. Raises ConversionError.
    """
    conversion = _Conversion(volume, options)
    for built in conversion.built():
        division = replace(built.result.division, persons=built.result.persons)
        document = Document(volume.name, [division], volume.odd_characters, ())
        tree = emitter.emit(document, conversion.options)
        conversion.check(built.source, tree)
        conversion.count(tree)
        data = DECLARATION + etree.tostring(tree, encoding="UTF-8") + b"\n"
        yield Single(division.identifier, data)
    yield conversion.found()


def split_whole(conversion: Conversion, options: Options) -> Iterator[Single | Found]:
    """Each document of a text that was converted as a whole, then the counts and diagnostics.

    Each file has all persons of the text. Raises ConversionError.
    """
    document = conversion.document
    images = facsimile.known(conversion.tree)
    without = replace(options.metadata, facs="", images=())
    options = replace(options, language=conversion.language, metadata=without)
    remarks = comments.placed(conversion.source) if options.comments else []
    before = 0
    persons = [person for division in document.divisions for person in division.persons]
    for division in document.divisions:
        alone = replace(document, divisions=[replace(division, persons=persons)])
        tree = emitter.emit(alone, options)
        facsimile.illustrate_from(tree, images)
        if options.comments:
            share = comments.share(remarks, before, tree)
            comments.add(tree, share.comments)
            before = share.end
        if options.check:
            _check_validity(tree)
        data = DECLARATION + etree.tostring(tree, encoding="UTF-8") + b"\n"
        yield Single(division.identifier, data)
    yield found_in(conversion)


def found_in(conversion: Conversion) -> Found:
    """The counts and diagnostics of a conversion of a whole text."""
    number = Counter(d.severity for d in conversion.diagnostics)
    return Found(conversion.counts, conversion.diagnostics, number)


@record
class _Built:
    """A division, and its text."""

    source: Piece
    result: BuiltDivision


@record
class _Group:
    """Divisions that are checked together, and their text.

    The other fields are for a text of one division whose parts are written in several groups:
    `deep` is the number of elements around all parts, `is_begun` says that a group was written
    before, and `goes_on` that another follows.
    """

    source: Source
    results: Sequence[BuiltDivision]
    deep: int = 0
    is_begun: bool = False
    goes_on: bool = False


class _Conversion:
    """A conversion of a volume in progress, with the facts about the divisions so far."""

    def __init__(self, volume: Volume, options: Options) -> None:
        self._volume = volume
        language = options.stated_language or volume.language
        self.options = replace(options, language=language)
        self._odd = volume.odd_characters
        self._frames: dict[Has, Frame] = {}
        self.occurrences: Counter[str] = Counter({"text": 1, "body": 1})
        self._beginning = Place(volume.name, 1, 1)  # the begin of the text after page marks
        self._documents = 0
        self._titles = 0  # divisions that only have a heading above documents
        self._notes = 0  # notes with a number
        self._persons = 0
        self._heads: list[Sequence[Inline]] = []  # the first two headings
        self._levels: references.Levels = ()
        self._dateline: Sequence[Inline] = ()
        self._diagnostics: list[Diagnostic] = []
        self._number: Counter[Severity] = Counter()
        # The attributes of the last note that was written.
        self._last_note: dict[str | bytes, str | bytes] = {}

    def built(self) -> Iterator[_Built]:
        """Build the divisions, one after the other."""
        profile = self.options.words
        targets = Targets(self._volume, profile)
        divisions = builder.GradualBuilder(profile, targets, certainty=self.options.certainty)
        for part in self._volume.parts():
            tokens = section_reader.tokenize_section(part.source, part.section, profile)
            notes = [t.value for t in tokens if t.kind is TokenKind.NOTE]
            targets.know(part.section.number, notes)
            for result in divisions.divisions(part.source, tokens):
                self._note(result)
                yield _Built(part.source, result)

    def built_in_stretches(self, stretched: Stretched) -> Iterator[_Group]:
        """Build the divisions of each stretch, one stretch after the other."""
        if stretched.around is not None:
            yield from self._built_in_parts(stretched, stretched.around)
            return
        divisions = builder.GradualBuilder(
            self.options.words, stretched.targets, certainty=self.options.certainty
        )
        for at, stretch in enumerate(stretched):
            reading = stretch.reading
            if not at:
                self._beginning = reading.source.place(0)
            results = divisions.divisions(reading.source, reading.tokens)
            for result in results:
                self._note(result)
            self._tell(reading.diagnostics)
            yield _Group(stretch.text, results)

    def _built_in_parts(self, stretched: Stretched, around: int) -> Iterator[_Group]:
        """Build the parts in each stretch of a text that is one division.

        `around` is the number of subdivisions around all parts.
        """
        targets = stretched.targets
        division = builder.PartsBuilder(
            self.options.words,
            targets,
            targets.numbers,
            stretched.names,
            certainty=self.options.certainty,
        )
        for at, stretch in enumerate(stretched):
            reading = stretch.reading
            is_last = at + 1 == stretched.count
            result = division.parts(reading.source, reading.tokens, is_last=is_last)
            if at:
                result = replace(result, division=_inside(result.division, around))
                levels = references.levels_of([result.division])
                self._levels = references.joined(self._levels, levels)
                self._tell(result.diagnostics)
            else:
                self._beginning = reading.source.place(0)
                self._note(result)
            self._tell(reading.diagnostics)
            yield _Group(stretch.text, [result], around + 1, is_begun=at > 0, goes_on=not is_last)

    def _note(self, result: BuiltDivision) -> None:
        division = result.division
        self._documents += 1
        self._titles += division.head is not None and not division.kind
        self._persons += len(division.persons)
        if division.head is not None and len(self._heads) < 2:
            self._heads.append(division.head)
        self._levels = references.joined(self._levels, references.levels_of([division]))
        self._dateline = header.dateline_of(division) if self._documents == 1 else ()
        self._tell(result.diagnostics)

    def _tell(self, diagnostics: Sequence[Diagnostic]) -> None:
        found = sorted(diagnostics, key=_position)
        self._diagnostics += found[: KEPT_DIAGNOSTICS - len(self._diagnostics)]
        self._number.update(d.severity for d in found)

    def found(self) -> Found:
        """The counts and the diagnostics, after all divisions."""
        others = [*self._volume.diagnostics]
        if not self._heads:
            others.append(diagnose(builder.UNTITLED, self._beginning))
        others += unstated(self._volume.name, self.options)
        of_text = len(self._volume.diagnostics)
        all_found = [*others[:of_text], *self._diagnostics, *others[of_text:]]
        return Found(
            Counts(
                documents=self._documents - self._titles,
                turns=self.occurrences["sp"],
                pages=self.occurrences["pb"],
                notes=self._notes,
                lists=self.occurrences["list"],
                persons=self._persons,
            ),
            sorted(all_found, key=_position),
            self._number + Counter(d.severity for d in others),
        )

    def frame(self, has: Has) -> Frame:
        """The file around all divisions and around the lists of the header, after all divisions."""
        outline = Outline(
            self._volume.name, self._heads, self._dateline, self._odd, levels=self._levels
        )
        return self._frame(outline, has, self.occurrences)

    def _frame(self, outline: Outline, has: Has, occurrences: Counter[str]) -> Frame:
        if has.sources:
            outline = replace(outline, sources=marked(SOURCES))
        if has.persons:
            outline = replace(outline, persons=marked(PERSONS))
        if has.letters:
            outline = replace(outline, letters=marked(LETTERS))
        options = self.options
        markup = Markup(self._odd)
        emitter.open_tei(markup, options)
        header.write(markup, outline, options, occurrences)
        markup.open("text")
        markup.mark(FRONT)
        markup.open("body")
        markup.mark(DIVISIONS)
        for name in ("body", "text", "TEI"):
            markup.close(name)
        return Frame(str(markup).lstrip())

    def _small_frame(self, has: Has) -> Frame:
        """The frame of the small file in which a group of divisions is checked."""
        if has not in self._frames:
            outline = Outline(self._volume.name, (), (), self._odd)
            self._frames[has] = self._frame(outline, has, Counter(div=1))
        return self._frames[has]

    def checked(self, group: _Group) -> Sequence[bytes]:
        """The PARTS that a group of divisions adds to the result, checked, as lxml writes them.

        Raises ConversionError.
        """
        divisions = [result.division for result in group.results]
        markup = Markup(self._odd, depth=emitter.DIVISION_DEPTH)
        for division in divisions:
            emitter.write_division(markup, division)
        front = Markup(self._odd, depth=emitter.FRONT_DEPTH)
        for division in divisions:
            emitter.write_front(front, division)
        self.occurrences.update(front.occurrences)
        self.occurrences.update(markup.occurrences)
        if group.is_begun:
            self.occurrences["div"] -= group.deep
        found = cut(str(markup), group.deep, at_start=group.is_begun, at_end=group.goes_on)
        new = {person.identifier for division in divisions for person in division.persons}
        named = {person.identifier: person for result in group.results for person in result.persons}
        known = [person for name, person in named.items() if name not in new]
        others = header.persons_of([replace(divisions[0], persons=known)], self._odd)
        titled = divisions
        if group.is_begun and self._heads:  # the source of a part is that of the whole text
            titled = [replace(division, head=self._heads[0]) for division in divisions]
        sources = header.source_of(titled, self._odd)
        persons = header.persons_of(divisions, self._odd)
        letters = header.letters_of(divisions, self._odd)
        has = Has(sources is not None, bool(new or known), letters is not None)
        frame = self._small_frame(has)
        parts = [*map(text_of, (sources, persons, letters)), str(front), found.inside]
        tree = parsed(frame.document(parts, text_of(others), found))
        emitter.add_on_request(tree, self._volume.name, self.options)
        self._check_group(group, tree)
        self._notes += _numbered(tree)
        data = etree.tostring(tree, encoding="UTF-8")
        return [between(data, name) for name in PARTS]

    def count(self, tree: etree._ElementTree) -> None:
        """Count the elements of a complete TEI file."""
        text = tree.find(f"{{{emitter.TEI}}}text")
        assert text is not None
        self.occurrences.update(str(e.tag).rpartition("}")[2] for e in text.iter())
        self._notes += _numbered(tree)

    def check(self, source: Source, tree: etree._ElementTree) -> None:
        """Raise ConversionError when the TEI differs from its text or is not valid."""
        _check_text(source, tree)
        if self.options.check:
            _check_validity(tree)

    def _check_group(self, group: _Group, tree: etree._ElementTree) -> None:
        """Raise ConversionError when the TEI of a group differs from its text or is not valid.

        The numbers of notes may continue those of the group before, so the last note of that group
        is inserted before the others during the check.
        """
        _check_text(group.source, tree)
        if not self.options.check:
            return
        body = tree.find(f"{TEI}text/{TEI}body")
        assert body is not None
        notes = list(body.iter(f"{TEI}note"))
        if notes and self._last_note:
            before = etree.fromstring(_ONE_NOTE)
            before[0][0].attrib.update(self._last_note)
            before[0][0].set("cert", "low")  # its own number cannot be checked here
            body.insert(0, before)
            _check_validity(tree)
            body.remove(before)
        else:
            _check_validity(tree)
        if notes:
            self._last_note = {**notes[-1].attrib}

    def check_header(self) -> None:
        """Raise ConversionError when the header without its lists is not valid.

        The lists were checked with the divisions.
        """
        _check_validity(parsed(self.frame(Has()).document(["", "", "", "", ANY_DIVISION])))


def _numbered(tree: etree._ElementTree) -> int:
    """The number of notes that have a number."""
    return sum(1 for note in tree.iter(f"{TEI}note") if note.get("n"))


def _inside(division: Division, around: int) -> Division:
    """A division with `around` nested subdivisions around its blocks."""
    blocks = division.blocks
    for _ in range(around):
        blocks = [Subdivision((), blocks)]
    return replace(division, blocks=blocks)


def _groups(found: Iterator[_Built]) -> Iterator[_Group]:
    """Divisions in groups that are checked together, for each check of a file has a fixed cost."""
    group: list[_Built] = []
    size = 0
    for built in found:
        group.append(built)
        size += len(built.source.text)
        if size >= CHECKED_TOGETHER:
            yield _group(group)
            group, size = [], 0
    if group:
        yield _group(group)


def _group(built: Sequence[_Built]) -> _Group:
    return _Group(_joined([each.source for each in built]), [each.result for each in built])


def _joined(pieces: Sequence[Piece]) -> Source:
    """One text of consecutive parts."""
    if len(pieces) == 1:
        return pieces[0]
    text = "".join(piece.text for piece in pieces)
    starts = line_starts(text)
    return Piece(pieces[0].name, text, starts, (), first_line=pieces[0].first_line)


def _check_text(source: Source, tree: etree._ElementTree) -> None:
    if broken := fidelity.differences(source, tree):
        raise ConversionError(*broken)


def _check_validity(tree: etree._ElementTree) -> None:
    if broken := conformance.errors(tree):
        raise ConversionError(*broken)


def _position(diagnostic: Diagnostic) -> tuple[int, int]:
    return diagnostic.place.line, diagnostic.place.column
