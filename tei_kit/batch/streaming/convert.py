"""Converting a volume document by document: the bytes of `convert`, in bounded memory.

Each document is tokenized, built and written on its own, and read back, compared with its text and
validated in a file that holds it alone or with its neighbours; what its TEI and its part of the
header are in that file is copied to the result. What documents share (identifiers, persons, which
notes there are to refer to) is kept; what stands before them (the header) is written when all are
known.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import IO

from lxml import etree

from tei_kit.batch.streaming.volume import Part, Piece, Volume
from tei_kit.diagnostics import Diagnostic, Place, Severity, diagnose
from tei_kit.document import builder
from tei_kit.document.builder import BuiltDivision
from tei_kit.document.model import Document, Inline
from tei_kit.pipeline import Conversion, ConversionError, Counts, unstated
from tei_kit.record import record
from tei_kit.settings.profile import Profile
from tei_kit.source.source import NEWLINE, Source
from tei_kit.tei import conformance, emitter, fidelity, header
from tei_kit.tei.header import Outline, Settings
from tei_kit.tei.markup import Markup
from tei_kit.tokenizer import section_reader
from tei_kit.tokenizer.tokens import TokenKind

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
# Longer results wait in files without a name.
IN_MEMORY = 16 * 2**20
COPIED = 2**20  # bytes at once
CHECKED_TOGETHER = 2**16  # characters, or one document
# Of more diagnostics only the number is kept.
KEPT_DIAGNOSTICS = 10_000
# The parts of a file that each division adds to, in the order of the file.
SOURCES, PERSONS, LETTERS = "sources", "persons", "letters"
FRONT, DIVISIONS = "front", "divisions"
PARTS = (SOURCES, PERSONS, LETTERS, FRONT, DIVISIONS)
# What the body holds where only the header is looked at.
ANY_DIVISION = "<div><p>.</p></div>"


@record
class Options:
    """How a volume is converted: what `pipeline.convert` takes."""

    profile: Profile
    settings: Settings
    check: bool = True


@record
class Found:
    """What a conversion found: the counts of the TEI, and what was unsure.

    `diagnostics` are the first ones; `number` counts all of them by severity.
    """

    counts: Counts
    diagnostics: Sequence[Diagnostic]
    number: Counter[Severity]


@record
class Single:
    """One document of a volume as a TEI file of its own."""

    identifier: str
    data: bytes


def can(profile: Profile) -> bool:
    """Whether texts of a profile can be converted document by document.

    Not where the speakers of all documents are one cast: there the whole text decides who speaks.
    """
    return not profile.speakers_one_cast


def convert(
    volume: Volume, options: Options, write: Callable[[bytes], object], folder: Path | None = None
) -> Found:
    """Convert a volume whose profile allows it, and write the bytes that `convert` makes of it.

    What waits is kept in files without a name in `folder`. Raises ConversionError as
    `pipeline.convert` does, before anything is written.
    """
    conversion = _Conversion(volume, options)
    with ExitStack() as stack:
        spools = [stack.enter_context(_Spool(folder)) for _ in PARTS]
        for group in _groups(conversion.built()):
            for spool, part in zip(spools, conversion.checked(group), strict=True):
                spool.write(part)
        if options.check:
            conversion.check_header()
        sources, persons, letters, *_ = (bool(spool.size) for spool in spools)
        pieces = conversion.frame(_Has(sources, persons, letters)).serialized()
        write(DECLARATION + pieces[0])
        for spool, piece in zip(spools, pieces[1:], strict=True):
            spool.copy_to(write)
            write(piece)
        write(b"\n")
    return conversion.found()


def split(volume: Volume, options: Options) -> Iterator[Single | Found]:
    """Each document of a volume as a complete TEI file of its own, and last what was found.

    The identifiers are those that the documents have in the whole volume. Raises ConversionError.
    """
    conversion = _Conversion(volume, options)
    for built in conversion.built():
        division = replace(built.result.division, persons=built.result.persons)
        document = Document(volume.name, [division], volume.odd_characters, ())
        tree = emitter.emit(document, options.settings)
        conversion.check(built.part.source, tree)
        conversion.count(tree)
        data = DECLARATION + etree.tostring(tree, encoding="UTF-8") + b"\n"
        yield Single(division.identifier, data)
    yield conversion.found()


def split_whole(
    conversion: Conversion, settings: Settings, check: bool
) -> Iterator[Single | Found]:
    """The same of a text that was converted as a whole: each file has all persons of the text."""
    document = conversion.document
    persons = [person for division in document.divisions for person in division.persons]
    for division in document.divisions:
        alone = replace(document, divisions=[replace(division, persons=persons)])
        tree = emitter.emit(alone, settings)
        if check:
            _check_validity(tree)
        data = DECLARATION + etree.tostring(tree, encoding="UTF-8") + b"\n"
        yield Single(division.identifier, data)
    yield found_in(conversion)


def found_in(conversion: Conversion) -> Found:
    """What a conversion of a whole text found."""
    number = Counter(d.severity for d in conversion.diagnostics)
    return Found(conversion.counts, conversion.diagnostics, number)


class _Targets:
    """Which documents and notes a volume has. Notes of documents still to come are looked up."""

    def __init__(self, volume: Volume, profile: Profile) -> None:
        self._volume = volume
        self._profile = profile
        self._notes: dict[str, frozenset[str]] = {}

    def __contains__(self, identifier: object) -> bool:
        document, _, note = str(identifier).partition("fn")
        number = document.removeprefix("d")
        if not self._volume.has_document(number):
            return False
        return not note or note in self._notes_of(number)

    def know(self, number: str, notes: Sequence[str]) -> None:
        """The notes of a document, if it is the first of its number."""
        self._notes.setdefault(number, _set(notes))

    def _notes_of(self, number: str) -> frozenset[str]:
        if number not in self._notes:
            part = self._volume.document(number)
            notes = (
                section_reader.notes_of(part.source, part.section, self._profile) if part else []
            )
            self._notes[number] = _set(notes)
        return self._notes[number]


@record
class _Has:
    """Which of the header's lists there are."""

    sources: bool = False
    persons: bool = False
    letters: bool = False


@record
class _Frame:
    """A TEI file without the lists of its header and without its divisions: what is around them."""

    text: str  # with a mark where each of them stands

    def document(self, parts: Sequence[str], others: str = "") -> str:
        """The file with these PARTS in it, each between two marks; `others` are more persons."""
        text = self.text
        for name, content in zip(PARTS, parts, strict=True):
            more = others if name == PERSONS else ""
            text = text.replace(_mark(name), f"{_mark(name)}{content}{_mark(name)}{more}")
        return text

    def serialized(self) -> list[bytes]:
        """What stands before, between and after the parts, as lxml writes it."""
        rest = etree.tostring(_parsed(self.document([""] * len(PARTS))), encoding="UTF-8")
        pieces: list[bytes] = []
        for name in PARTS:
            mark = _mark(name).encode()
            piece, found, after = rest.partition(mark + mark)
            pieces.append(piece if found else b"")
            rest = after if found else rest
        return [*pieces, rest]


@record
class _Built:
    """A division, and where it comes from."""

    part: Part
    result: BuiltDivision


class _Conversion:
    """What is known of the divisions so far."""

    def __init__(self, volume: Volume, options: Options) -> None:
        self._volume = volume
        self._options = options
        self._odd = volume.odd_characters
        self._frames: dict[_Has, _Frame] = {}
        self.occurrences: Counter[str] = Counter({"text": 1, "body": 1})
        self._documents = 0
        self._persons = 0
        self._heads: list[Sequence[Inline]] = []  # no more than two
        self._dateline: Sequence[Inline] = ()
        self._diagnostics: list[Diagnostic] = []
        self._number: Counter[Severity] = Counter()

    def built(self) -> Iterator[_Built]:
        """The divisions, one after the other."""
        profile = self._options.profile
        targets = _Targets(self._volume, profile)
        divisions = builder.GradualBuilder(
            profile, targets, certainty=self._options.settings.certainty
        )
        for part in self._volume.parts():
            tokens = section_reader.tokenize_section(part.source, part.section, profile)
            notes = [t.value for t in tokens if t.kind is TokenKind.NOTE]
            targets.know(part.section.number, notes)
            built = _Built(part, divisions.division(part.source, tokens))
            self._note(built)
            yield built

    def _note(self, built: _Built) -> None:
        division = built.result.division
        self._documents += 1
        self._persons += len(division.persons)
        if division.head is not None and len(self._heads) < 2:
            self._heads.append(division.head)
        self._dateline = header.dateline_of(division) if self._documents == 1 else ()
        found = sorted(built.result.diagnostics, key=_position)
        self._diagnostics += found[: KEPT_DIAGNOSTICS - len(self._diagnostics)]
        self._number.update(d.severity for d in found)

    def found(self) -> Found:
        """The counts and the diagnostics, when all divisions are done."""
        others = [*self._volume.diagnostics]
        if not self._heads:
            others.append(diagnose(builder.UNTITLED, Place(self._volume.name, 1, 1)))
        others += unstated(self._volume.name, self._options.settings.metadata)
        of_text = len(self._volume.diagnostics)
        all_found = [*others[:of_text], *self._diagnostics, *others[of_text:]]
        return Found(
            Counts(
                documents=self._documents,
                turns=self.occurrences["sp"],
                pages=self.occurrences["pb"],
                notes=self.occurrences["note"],
                lists=self.occurrences["list"],
                persons=self._persons,
            ),
            sorted(all_found, key=_position),
            self._number + Counter(d.severity for d in others),
        )

    def frame(self, has: _Has) -> _Frame:
        """The file around all divisions and the lists in the header, when all are known."""
        outline = Outline(self._volume.name, self._heads, self._dateline, self._odd)
        return self._frame(outline, has, self.occurrences)

    def _frame(self, outline: Outline, has: _Has, occurrences: Counter[str]) -> _Frame:
        if has.sources:
            outline = replace(outline, sources=_marked(SOURCES))
        if has.persons:
            outline = replace(outline, persons=_marked(PERSONS))
        if has.letters:
            outline = replace(outline, letters=_marked(LETTERS))
        settings = self._options.settings
        markup = Markup(self._odd)
        emitter.open_tei(markup, settings)
        header.write(markup, outline, settings, occurrences)
        markup.open("text")
        markup.mark(FRONT)
        markup.open("body")
        markup.mark(DIVISIONS)
        for name in ("body", "text", "TEI"):
            markup.close(name)
        return _Frame(str(markup).lstrip())

    def _small_frame(self, has: _Has) -> _Frame:
        """The frame of the file that holds one division to be checked."""
        if has not in self._frames:
            outline = Outline(self._volume.name, (), (), self._odd)
            self._frames[has] = self._frame(outline, has, Counter(div=1))
        return self._frames[has]

    def checked(self, group: Sequence[_Built]) -> Sequence[bytes]:
        """The PARTS that divisions add, as lxml writes them, after they kept the promises.

        Raises ConversionError.
        """
        divisions = [built.result.division for built in group]
        markup = Markup(self._odd, depth=emitter.DIVISION_DEPTH)
        for division in divisions:
            emitter.write_division(markup, division)
        front = Markup(self._odd, depth=emitter.FRONT_DEPTH)
        for division in divisions:
            emitter.write_front(front, division)
        self.occurrences.update(front.occurrences)
        self.occurrences.update(markup.occurrences)
        new = {person.identifier for division in divisions for person in division.persons}
        named = {person.identifier: person for built in group for person in built.result.persons}
        known = [person for name, person in named.items() if name not in new]
        others = header.persons_of([replace(divisions[0], persons=known)], self._odd)
        sources = header.source_of(divisions, self._odd)
        persons = header.persons_of(divisions, self._odd)
        letters = header.letters_of(divisions, self._odd)
        has = _Has(sources is not None, bool(new or known), letters is not None)
        frame = self._small_frame(has)
        parts = [*map(_text, (sources, persons, letters)), str(front), str(markup)]
        tree = _parsed(frame.document(parts, _text(others)))
        self.check(_joined([built.part.source for built in group]), tree)
        data = etree.tostring(tree, encoding="UTF-8")
        return [_between(data, name) for name in PARTS]

    def count(self, tree: etree._ElementTree) -> None:
        """Count the elements of a text that was written as a whole."""
        text = tree.find(f"{{{emitter.TEI}}}text")
        assert text is not None
        self.occurrences.update(str(e.tag).rpartition("}")[2] for e in text.iter())

    def check(self, source: Source, tree: etree._ElementTree) -> None:
        """Raise ConversionError when the TEI of a part of the volume broke a promise."""
        broken = fidelity.differences(source, tree)
        if broken:
            raise ConversionError(*broken)
        if self._options.check:
            _check_validity(tree)

    def check_header(self) -> None:
        """Raise ConversionError when the header is not valid; its lists were checked before."""
        _check_validity(_parsed(self.frame(_Has()).document(["", "", "", "", ANY_DIVISION])))


def _groups(found: Iterator[_Built]) -> Iterator[Sequence[_Built]]:
    """Divisions that are checked together: to check a file costs something, however short."""
    group: list[_Built] = []
    size = 0
    for built in found:
        group.append(built)
        size += len(built.part.source.text)
        if size >= CHECKED_TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group


def _joined(pieces: Sequence[Piece]) -> Source:
    """The text of parts that follow each other."""
    if len(pieces) == 1:
        return pieces[0]
    text = "".join(piece.text for piece in pieces)
    starts = [0, *(match.end() for match in NEWLINE.finditer(text))]
    return Piece(pieces[0].name, text, starts, (), first_line=pieces[0].first_line)


def _check_validity(tree: etree._ElementTree) -> None:
    if broken := conformance.errors(tree):
        raise ConversionError(*broken)


class _Spool:
    """What waits to be copied: in memory while it is short, else in a file without a name."""

    def __init__(self, folder: Path | None) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            IN_MEMORY, dir=str(folder) if folder else None
        )
        self.size = 0

    def __enter__(self) -> _Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self.size += len(data)

    def copy_to(self, write: Callable[[bytes], object]) -> None:
        self._file.seek(0)
        while data := self._file.read(COPIED):
            write(data)


def _set(notes: Sequence[str]) -> frozenset[str]:
    return _set_of(tuple(notes))


@lru_cache(maxsize=4096)
def _set_of(notes: tuple[str, ...]) -> frozenset[str]:
    """Most documents have notes from 1 to some number: their sets are made once."""
    return frozenset(notes)


def _mark(name: str) -> str:
    return f"<?{name}?>"


def _marked(name: str) -> Markup:
    markup = Markup()
    markup.mark(name)
    return markup


def _text(markup: Markup | None) -> str:
    return "" if markup is None else str(markup)


def _between(data: bytes, name: str) -> bytes:
    """What stands between the first two marks of a name, or nothing."""
    mark = _mark(name).encode()
    _, found, after = data.partition(mark)
    return after.partition(mark)[0] if found else b""


def _parsed(text: str) -> etree._ElementTree:
    return etree.ElementTree(etree.fromstring(text.encode(), emitter.PARSER))


def _position(diagnostic: Diagnostic) -> tuple[int, int]:
    return diagnostic.place.line, diagnostic.place.column
