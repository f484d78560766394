"""Tokens to Document: the divisions of the text, with their content."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice, pairwise

from tei_kit.diagnostics import Diagnostic
from tei_kit.document import numbering
from tei_kit.document.blocks import read_blocks, read_front, read_heads
from tei_kit.document.content import FLOATING, OF_CONTENTS, Contents
from tei_kit.document.context import Context
from tei_kit.document.letters import letters_in
from tei_kit.document.model import (
    Block,
    Decisions,
    Division,
    Document,
    Floating,
    Inline,
    Note,
    Person,
    plain,
)
from tei_kit.document.nesting import nested
from tei_kit.document.notes import INLINE
from tei_kit.document.people import EXACT, People
from tei_kit.document.printing import marked
from tei_kit.record import members, record, replace
from tei_kit.settings.profile import Profile, load
from tei_kit.source.source import ANY_FORBIDDEN, Source
from tei_kit.tokenizer.provenance import Provenance, provenance_of
from tei_kit.tokenizer.reading import Decided
from tei_kit.tokenizer.tokens import Token, TokenKind, indices, indices_by_kind

K = members(TokenKind)
# A division with tokens of these kinds is read as a whole.
NOT_PARTED = frozenset({K.TIME, K.FRONT, K.CAST_ITEM, K.CAST_ROLE})
UNTITLED = "TK207"  # the code when no division has a heading


def build(
    source: Source,
    tokens: Sequence[Token],
    profile: Profile | None = None,
    *,
    certainty: bool = False,
    decided: Decided | None = None,
) -> Document:
    """Make the document that the tokens of a source describe.

    With `certainty`, inferences say how sure they are; `decided` are decisions of people that the
    tokens hold. Every character of the source ends up in the document's content or, for page
    markers, bullets and note numbers, in its structure. Identifiers are unique in the whole
    document.
    """
    tokens = nested(tokens)
    context = Context(
        source, profile or load(), _targets(tokens), certainty=certainty, decided=decided
    )
    where = marked(source, tokens)
    tokens, context.printed, context.ends = where.tokens, where.notes, where.ends
    parts = list(_divisions(tokens))
    if context.printed or _refer_forward(source, parts):
        for part in parts:
            _identify(context, part, indices(part, K.NOTE))
    cast = People(context, tokens) if context.profile.speakers_one_cast else None
    divisions = [
        _division(_contents(context, part, cast or People(context, part)), is_first=not at)
        for at, part in enumerate(parts)
    ]
    if _is_play(divisions, tokens):
        divisions = [replace(divisions[0], identifier="", is_body=True)]
    elif all(division.head is None for division in divisions):
        context.report(UNTITLED, 0)
    noticed = (source.file or source).diagnostics  # while the file was read
    return Document(
        source.name,
        divisions,
        sorted({m[0] for m in ANY_FORBIDDEN.finditer(source.text)}) if noticed else (),
        [*noticed, *context.diagnostics],
        source.form,
        _decisions(context, decided) if decided else None,
        (source.file or source).title,
    )


def _is_play(divisions: Sequence[Division], tokens: Sequence[Token]) -> bool:
    """Whether a text is a play as a whole, without notes, which are numbered by document."""
    if len(divisions) != 1 or divisions[0].head is not None or indices(tokens, K.NOTE):
        return False
    from tei_kit.document import plays  # a text with headings needs no rules of plays

    return plays.is_whole(divisions[0])


def _decisions(context: Context, decided: Decided) -> Decisions:
    return Decisions(decided.name, decided.number, list(context.deciders.values()))


@record
class BuiltDivision:
    """One division of a text; `persons` are all persons that it names, not only new persons."""

    division: Division
    persons: Sequence[Person]
    diagnostics: Sequence[Diagnostic]


class GradualBuilder:
    """Builds the divisions of a text one after the other, as `build` does with all of them.

    `targets` tells which documents and notes the whole text has. A profile whose speakers are one
    cast cannot be used: its persons come from all divisions at once.
    """

    def __init__(self, profile: Profile, targets: Container[str], *, certainty: bool) -> None:
        self._profile = profile
        self._targets = targets
        self._certainty = certainty
        self._context: Context | None = None

    def divisions(self, source: Source, tokens: Sequence[Token]) -> list[BuiltDivision]:
        """The next divisions: their text as a source, and their tokens."""
        is_first = self._context is None
        if self._context is None:
            self._context = Context(source, self._profile, self._targets, certainty=self._certainty)
        context = self._context
        context.source = source
        context.divisions, context.notes = {}, {}  # these count from the source's beginning
        where = marked(source, nested(tokens))
        context.printed, context.ends = where.notes, where.ends
        parts = list(_divisions(where.tokens))
        told: list[Diagnostic] = []
        if context.printed or _refer_forward(source, parts):
            context.diagnostics = told
            for part in parts:
                _identify(context, part, indices(part, K.NOTE))
        built: list[BuiltDivision] = []
        for at, part in enumerate(parts):
            context.diagnostics = told if not at else []
            people = People(context, part)
            contents = _contents(context, part, people)
            division = _division(contents, is_first=is_first and not at)
            built.append(BuiltDivision(division, context.named, context.diagnostics))
        return built


class PartsBuilder:
    """Builds a text that is one division some parts at a time, as `build` does with all of it.

    `targets` are the documents and notes that the whole text has, `numbers` those of its notes,
    `names` the persons who speak in it, in the order in which they begin to. The tokens are such as
    `can_be_parted` allows.
    """

    def __init__(
        self,
        profile: Profile,
        targets: Container[str],
        numbers: Container[str],
        names: Sequence[str],
        *,
        certainty: bool,
    ) -> None:
        self._profile = profile
        self._targets = targets
        self._numbers = numbers
        self._names = names
        self._certainty = certainty
        self._before: Contents | None = None
        self._division: Division | None = None

    def parts(self, source: Source, tokens: Sequence[Token], *, is_last: bool) -> BuiltDivision:
        """The division with the next parts alone. Only in the first it has a head and persons."""
        before, begun = self._before, self._division
        if before is None:
            context = Context(source, self._profile, self._targets, certainty=self._certainty)
            people = People(context, [Token(K.SPEAKER, 0, 0, n, place=EXACT) for n in self._names])
        else:
            context, people = before.context, before.people
            tokens = [Token(K.DIVISION, 0, 0), *tokens]
        context.source = source
        context.divisions, context.notes, context.diagnostics = {}, {}, []
        where = marked(source, nested(tokens), goes_on=not is_last)
        tokens, context.printed, context.ends = where.tokens, where.notes, where.ends
        if begun is not None:
            context.divisions[tokens[0].start] = begun.identifier
            _identify_notes(context, begun.identifier, tokens, indices(tokens, K.NOTE))
        contents = _contents(context, tokens, people)
        contents.go_on(before, self._numbers)
        division = _division(contents, is_first=before is None)
        self._before = contents
        if begun is None:
            begun = self._division = division
        division = replace(division, kind=begun.kind, identifier=begun.identifier)
        labels = [token for token in tokens if token.kind is K.SPEAKER]
        said = {who for label in labels for who in people.who(label).split()}
        persons = [person for person in context.named if person.identifier in said]
        return BuiltDivision(division, persons, context.diagnostics)


def can_be_parted(tokens: Sequence[Token]) -> bool:
    """Whether PartsBuilder can read parts with these tokens."""
    item = note = 0  # the ends of the last item and the last note
    for token in tokens:
        kind = token.kind
        if kind in NOT_PARTED or (kind is K.SPEAKER and token.place != EXACT):
            return False
        if kind is K.ITEM:
            item = token.end
        elif kind in (K.PERSON, K.ROLE):
            if token.start < item:
                return False  # a list of persons
        elif kind is K.NOTE:
            note = token.end
            if token.value and token.place == INLINE:
                return False
        elif kind is K.PAGE_BREAK and token.start < note:
            return False
    return True


def _divisions(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    starts = indices(tokens, K.DIVISION)
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield tokens[start:end]


def _targets(tokens: Sequence[Token]) -> frozenset[str]:
    """The identifiers of the documents in the text, and of their notes.

    Of documents with the same number the first has the identifiers that the number makes.
    """
    found = indices_by_kind(tokens, K.DIVISION, K.NOTE)
    divisions, notes = found[K.DIVISION], found[K.NOTE]
    targets: set[str] = set()
    for start, end in zip(divisions, [*divisions[1:], len(tokens)], strict=True):
        document = f"d{tokens[start].value}"
        if document not in targets:
            targets.add(document)
            own = notes[bisect_left(notes, start) : bisect_left(notes, end)]
            targets.update([f"{document}fn{tokens[at].value}" for at in own])
    return frozenset(targets)


def _refer_forward(source: Source, parts: Sequence[Sequence[Token]]) -> bool:
    """Whether a division refers to a note of a later one, whose identifier it needs.

    Only hints say so: without them, a reference means the note of its number in its division.
    """
    if not source.hints:
        return False
    for part, following in pairwise(parts):
        end = following[0].start
        if any(part[at].target >= end for at in indices(part, K.NOTE_REFERENCE)):
            return True
    return False


def _identify(context: Context, tokens: Sequence[Token], notes: Iterable[int]) -> None:
    """Give identifiers to a division and to its notes, whose indices are given."""
    context.count += 1
    number = "".join(tokens[0].value.split())
    name = numbering.page_name(number)
    wanted = f"d{name}" if name else f"part{context.count}"
    identifier = context.take(wanted)
    if identifier != wanted and name:
        suffix = identifier.rpartition("_")[2]
        context.report("TK209", tokens[0].start, n=number, suffix=suffix)
    context.divisions[tokens[0].start] = identifier
    _identify_notes(context, identifier, tokens, notes)


def _identify_notes(
    context: Context, identifier: str, tokens: Sequence[Token], notes: Iterable[int]
) -> None:
    """Give identifiers to the notes of a division, whose indices are given."""
    for at in notes:
        n = numbering.as_name(tokens[at].value)
        context.notes[tokens[at].start] = context.take(f"{identifier}fn{n}")


def _contents(context: Context, tokens: Sequence[Token], people: People) -> Contents:
    """The content of the division that some tokens describe."""
    found = indices_by_kind(tokens, *OF_CONTENTS)
    if tokens[0].start not in context.divisions:
        _identify(context, tokens, found[K.NOTE])
    return Contents(context, tokens, people, found)


def _division(contents: Contents, *, is_first: bool) -> Division:
    """The division whose content is read, from the first token to the last."""
    context, tokens, people = contents.context, contents.tokens, contents.people
    first = tokens[0]
    notes = contents.shelf.read(contents)
    contents.page = contents.first_page
    front = _front(contents) if is_first else ()
    leading: list[Floating] = []
    head: Sequence[Inline] | None = None
    more_heads: Sequence[Sequence[Inline]] = ()
    heading = next((t for t in islice(tokens, contents.at, None) if t.kind.is_block), None)
    is_headed = heading is not None and heading.kind is K.HEAD
    if is_headed:
        while tokens[contents.at].kind in FLOATING:
            leading.append(contents.floating())
        head, more_heads = contents.block(), read_heads(contents)
    kind = context.profile.division if is_headed and heading and not heading.value else ""
    kind = first.place or kind
    identifier = context.divisions[first.start]
    blocks = read_blocks(contents, contents.shelf.end)
    heads = [] if head is None else [head, *more_heads]
    division = Division(
        kind=kind,
        n="".join(first.value.split()) if kind else "",
        identifier=identifier,
        leading=leading,
        head=head,
        blocks=blocks,
        ending=contents.shelf.ending(),
        persons=people.new_persons(),
        provenance=_provenance(context, notes),
        head_certainty=context.cert(heading) if is_headed and heading else "",
        more_heads=more_heads,
        front=front,
        letters=list(letters_in(identifier, kind, heads, blocks)),
        moments=contents.timeline.moments if contents.timeline else (),
    )
    context.named = list({p.identifier: p for p in people.own.values()}.values())
    return division


def _front(contents: Contents) -> list[Block]:
    """The blocks before the body, where the first division begins with them; else an empty list."""
    tokens, at = contents.tokens, contents.at
    while at < len(tokens) and tokens[at].kind in FLOATING:
        at += 1
    if at == len(tokens) or tokens[at].kind is not K.FRONT:
        return []
    front: list[Block] = []
    while contents.at < at:
        front.append(contents.floating())
    return [*front, *read_front(contents)]


def _provenance(context: Context, notes: Sequence[Note]) -> Provenance | None:
    note = next((note for note in notes if note.is_source), None)
    return provenance_of(plain(note.content), context.profile) if note else None
