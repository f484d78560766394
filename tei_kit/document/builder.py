"""Tokens to Document: who speaks which paragraphs, which note stands where, what nests in what."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence, Set
from dataclasses import replace

from tei_kit.conventions import NUMBERED_LIST, PAGE_MARKER, REND_OF_SIGN, marker_number
from tei_kit.diagnostics import Diagnostic, diagnose
from tei_kit.document.model import (
    Aside,
    Block,
    Cell,
    CrossReference,
    Date,
    Dateline,
    Division,
    Document,
    Emphasis,
    Inline,
    InnerParagraph,
    Item,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Person,
    PersonName,
    Place,
    Row,
    Signed,
    Stage,
    Subdivision,
    Table,
    Turn,
    plain,
)
from tei_kit.record import record
from tei_kit.settings.profile import Profile, load
from tei_kit.source.hints import LABEL
from tei_kit.source.source import FORBIDDEN, Source
from tei_kit.tokenizer import speakers
from tei_kit.tokenizer.provenance import Provenance, is_source_note, provenance_of
from tei_kit.tokenizer.speakers import Participant
from tei_kit.tokenizer.tokens import Certainty, Token, TokenKind

K = TokenKind
# How many persons a message names when a label could be any of them.
NAMES_SHOWN = 4
COUNTABLE = 9  # digits
# What goes on with a turn, as a list without a @type does.
CONTINUING = frozenset({K.PARAGRAPH, K.TABLE})
UNTITLED = "TK207"  # what is reported when no division has a heading
WORDS_BEFORE = 30  # characters before what looks like a reference, to show its word


def build(
    source: Source,
    tokens: Sequence[Token],
    profile: Profile | None = None,
    *,
    certainty: bool = False,
) -> Document:
    """Make the document that the tokens of a source describe.

    With `certainty`, what was inferred says how sure that is. Every character of the source ends
    up in the document's content or, for page markers, bullets and note numbers, in its structure.
    Identifiers are unique in the whole document.
    """
    builder = _Builder(source, profile or load(), _targets(tokens), certainty=certainty)
    if builder.profile.speakers_one_cast:
        builder.cast = _People(builder, tokens)
    divisions = [builder.division(part) for part in _divisions(tokens)]
    if all(division.head is None for division in divisions):
        builder.report(UNTITLED, 0)
    return Document(
        source.name,
        divisions,
        sorted({m[0] for m in FORBIDDEN.finditer(source.text)}) if source.diagnostics else (),
        [*source.diagnostics, *builder.diagnostics],
        source.form,
    )


@record
class BuiltDivision:
    """One division of a text; `persons` are all that it names, not only the new ones."""

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
        self._builder: _Builder | None = None

    def division(self, source: Source, tokens: Sequence[Token]) -> BuiltDivision:
        """The next division: its text as a source, and its tokens."""
        if self._builder is None:
            self._builder = _Builder(
                source, self._profile, self._targets, certainty=self._certainty
            )
        builder = self._builder
        builder.source, builder.diagnostics = source, []
        division = builder.division(tokens)
        return BuiltDivision(division, builder.named, builder.diagnostics)


def _divisions(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    starts = [i for i, token in enumerate(tokens) if token.kind is K.DIVISION]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield tokens[start:end]


def _targets(tokens: Sequence[Token]) -> frozenset[str]:
    """The identifiers of the documents in the text, and of their notes.

    Of documents with the same number the first has the identifiers that the number makes.
    """
    targets: set[str] = set()
    document, is_first = "", True
    for token in tokens:
        if token.kind is K.DIVISION:
            document = f"d{token.value}"
            is_first = document not in targets
            targets.add(document)
        elif token.kind is K.NOTE and is_first:
            targets.add(f"{document}fn{token.value}")
    return frozenset(targets)


class _Builder:
    """What is shared by the divisions of one document: identifiers and diagnostics."""

    def __init__(
        self, source: Source, profile: Profile, targets: Container[str], *, certainty: bool
    ) -> None:
        self.source = source
        self.certainty = certainty
        self.profile = profile
        self.targets = targets
        self.taken: dict[str, int] = {}  # identifiers, and the last number put behind them
        self.persons: dict[Participant, Person] = {}
        self.cast: _People | None = None  # where the same persons speak in all divisions
        self.last_note = ""  # the number of the last note so far
        self.named: Sequence[Person] = ()  # by the last division
        self.count = 0
        self.diagnostics: list[Diagnostic] = []

    def report(self, code: str, offset: int, **details: object) -> None:
        self.diagnostics.append(diagnose(code, self.source.place(offset), **details))

    def cert(self, token: Token) -> str:
        """The token's certainty, when it was asked for."""
        return token.certainty.value if self.certainty else ""

    def take(self, wanted: str) -> str:
        """A free identifier: the wanted one, or the same with a number behind it."""
        free, count = wanted, self.taken.get(wanted, 0)
        while free in self.taken:
            count += 1
            free = f"{wanted}_{count}"
        self.taken[wanted] = max(count, 1)
        self.taken.setdefault(free, 1)
        return free

    def division(self, tokens: Sequence[Token]) -> Division:
        self.count += 1
        number = tokens[0].value
        wanted = f"d{number}" if number else f"part{self.count}"
        identifier = self.take(wanted)
        if identifier != wanted:
            suffix = identifier.rpartition("_")[2]
            self.report("TK209", tokens[0].start, n=number, suffix=suffix)
        reader = _DivisionBuilder(self, tokens, identifier)
        self.named = list({p.identifier: p for p in reader.people.own.values()}.values())
        return reader.division(number)


class _DivisionBuilder:
    """Reads the tokens of one division from the first to the last."""

    def __init__(self, shared: _Builder, tokens: Sequence[Token], identifier: str) -> None:
        self.shared = shared
        self.text = shared.source.text
        self.tokens = tokens
        self.identifier = identifier
        self.at = 1  # tokens[0] is the DIVISION
        self.page = ""  # the number of the last page
        body_end = next((i for i, t in enumerate(tokens) if t.kind is K.NOTE), len(tokens))
        self.body_end = body_end
        self.numbers = {t.value for t in tokens[body_end:] if t.kind is K.NOTE}
        self.referred = {t.value for t in tokens[:body_end] if t.kind is K.NOTE_REFERENCE}
        self.people = shared.cast or _People(shared, tokens)
        self.notes: dict[str, Note] = {}
        self.note_ids: dict[int, str] = {}  # identifiers, by where the notes begin
        self.note_of: dict[str, str] = {}  # the same, by the notes' numbers
        self.placed: dict[str, Note] = {}  # the notes in the text so far, by identifier

    def division(self, number: str) -> Division:
        notes = self._notes_first(self.body_end)
        leading: list[PageBreak] = []
        head: Sequence[Inline] | None = None
        head_certainty = ""
        first_block = next((t for t in self.tokens[1:] if t.kind.is_block), None)
        if first_block is not None and first_block.kind is K.HEAD:
            while self.tokens[self.at].kind is K.PAGE_BREAK:
                leading.append(self._page())
            head_certainty = self.shared.cert(first_block)
            head = self._block_content()
        is_document = first_block is not None and first_block.kind is K.HEAD
        is_document = is_document and not (first_block and first_block.value)
        blocks = self._blocks(self.body_end)
        loose = [note for note in notes if not note.is_anchored]
        for note in [*self.placed.values(), *loose][-1:]:
            self.shared.last_note = note.n
        return Division(
            kind=self.shared.profile.division if is_document else "",
            n=number,
            identifier=self.identifier,
            leading=leading,
            head=head,
            blocks=blocks,
            loose_notes=loose,
            persons=self.people.new_persons(),
            provenance=self._provenance(notes),
            head_certainty=head_certainty,
        )

    def _provenance(self, notes: Sequence[Note]) -> Provenance | None:
        note = next((note for note in notes if note.is_source), None)
        return provenance_of(plain(note.content), self.shared.profile) if note else None

    def _notes_first(self, body_end: int) -> list[Note]:
        """Read the notes, which stand at the end, before the text that refers to them."""
        pages = (t.value for t in reversed(self.tokens[:body_end]) if t.kind is K.PAGE_BREAK)
        self.at, self.page = body_end, next(pages, "")
        for token in self.tokens[body_end:]:
            if token.kind is K.NOTE:
                is_name = token.value.isascii() and token.value.isalnum()
                n = token.value if is_name else ""
                taken = self.shared.take(f"{self.identifier}fn{n}")
                self.note_ids[token.start] = taken
                self.note_of.setdefault(token.value, taken)
        notes = self._read_notes()
        self.notes = {note.n: note for note in reversed(notes)}
        self.at, self.page = 1, ""
        return notes

    # Blocks.

    def _blocks(self, end: int) -> list[Block]:
        """The blocks up to the token of index `end`, in the subdivisions that hold them."""
        blocks = self._turns(end)
        headings: list[tuple[int, Sequence[Inline]]] = []
        parts: list[list[Block]] = [blocks]
        while self.at < end:
            heading = self.tokens[self.at]
            headings.append((heading.depth, self._block_content()))
            parts.append(self._turns(end))
        return _nested(parts, headings)

    def _turns(self, end: int) -> list[Block]:
        """The blocks up to a heading, with paragraphs gathered into turns."""
        result: list[Block] = []
        pages: list[PageBreak] = []  # not yet known whether inside the turn or after it
        speaker: Sequence[Inline] = ()
        who = cert = ""
        spoken: list[Paragraph | ListBlock | Table | PageBreak] = []

        def close() -> None:
            if spoken:
                result.append(Turn(who, speaker, tuple(spoken), cert))
                spoken.clear()
            if pages:
                result.extend(pages)
                pages.clear()

        while self.at < end and self.tokens[self.at].kind is not K.SUBHEAD:
            token = self.tokens[self.at]
            if token.kind is K.PAGE_BREAK:
                pages.append(self._page())
                continue
            if token.kind is K.PARAGRAPH and self._is_speech():
                close()
                label = self.tokens[self.at + 1]
                who, cert = self.people.who(label), self.shared.cert(label)
                if cert and not who:
                    cert = Certainty.LOW.value
                speaker, paragraph = self._speech()
                spoken.append(paragraph)
                continue
            continues = token.kind in CONTINUING or (token.kind is K.LIST and not token.value)
            if not (spoken and continues):
                close()
            block = self._block(token)
            if spoken and isinstance(block, (Paragraph, ListBlock, Table)):
                spoken += pages
                pages.clear()
                spoken.append(block)
            else:
                result.append(block)
        close()
        return result

    def _is_speech(self) -> bool:
        """Whether a speaker's label begins the paragraph at hand."""
        label = self.at + 1
        return label < len(self.tokens) and self.tokens[label].kind is K.SPEAKER

    def _block(self, token: Token) -> Block:
        if token.kind is K.LIST:
            return self._list(token)
        if token.kind is K.TABLE:
            return self._table()
        content, cert = self._block_content(), self.shared.cert(token)
        if token.kind is K.STAGE:
            return Stage(content, cert)
        if token.kind is K.DATELINE:
            return Dateline(content, cert)
        if token.kind is K.SIGNED:
            return Signed(content, cert)
        return Paragraph(content)

    def _speech(self) -> tuple[Sequence[Inline], Paragraph]:
        """A paragraph that a speaker's label begins: the label, and the rest."""
        paragraph, label = self.tokens[self.at], self.tokens[self.at + 1]
        self.at += 2
        speaker = self._content(label.start, label.end)
        return speaker, Paragraph(self._content(label.end, paragraph.end))

    def _list(self, token: Token) -> ListBlock:
        self.at += 1
        heads: list[Sequence[Inline]] = []
        while self.tokens[self.at].kind is K.LABEL:
            heads.append(self._block_content())
        return self._entries(token, heads, 0)

    def _entries(self, token: Token, heads: Sequence[Sequence[Inline]], depth: int) -> ListBlock:
        """The items at a depth, with the lists nested in them, within the list's token."""
        entries: list[Item | PageBreak] = []
        last: Item | None = None
        rend = ""
        while self.at < len(self.tokens) and self.tokens[self.at].start < token.end:
            current = self.tokens[self.at]
            if current.kind is K.PAGE_BREAK:
                entries.append(self._page())
            elif current.depth == depth:
                sign = "" if self.tokens[self.at + 1].value else self.text[current.start]
                rend = rend or REND_OF_SIGN.get(sign, NUMBERED_LIST)
                item = self._item(token, current)
                last = _in_order(item, last) if last else item
                entries.append(last)
            else:
                break
        if depth:
            return ListBlock("", rend, heads, entries)
        return ListBlock(token.value, rend, heads, entries, self.shared.cert(token))

    def _item(self, token: Token, item: Token) -> Item:
        marker = self.tokens[self.at + 1].value
        content = self._block_content()
        nested: list[ListBlock] = []
        while self._deeper(token, item.depth):
            nested.append(self._entries(token, (), item.depth + 1))
        plain_marker = not marker or marker == f"{marker_number(marker)}."
        return Item(item.value, content, nested, "" if plain_marker else marker)

    def _deeper(self, token: Token, depth: int) -> bool:
        """Whether a deeper item comes next, perhaps after page markers."""
        at = self.at
        while at < len(self.tokens) and self.tokens[at].kind is K.PAGE_BREAK:
            at += 1
        if at == len(self.tokens) or self.tokens[at].start >= token.end:
            return False
        return self.tokens[at].kind is K.ITEM and self.tokens[at].depth > depth

    def _table(self) -> Table:
        """A table, up to its last token."""
        table = self.tokens[self.at]
        self.at += 1
        rows: list[Row] = []
        while self._is_next(K.ROW, table.end):
            row = self.tokens[self.at]
            self.at += 1
            cells: list[Cell] = []
            while self._is_next(K.CELL, row.end):
                cells.append(self._cell())
            rows.append(Row(cells, row.value == LABEL))
        return Table(rows)

    def _is_next(self, kind: TokenKind, end: int) -> bool:
        """Whether a token of the kind comes next and begins before `end`."""
        if self.at == len(self.tokens):
            return False
        token = self.tokens[self.at]
        return token.kind is kind and token.start <= end

    def _cell(self) -> Cell:
        token = self.tokens[self.at]
        self.at += 1
        rows, columns, *label = token.value.split()
        content = self._content(token.start, token.end)
        return Cell(content, int(rows), int(columns), bool(label))

    # Notes.

    def _read_notes(self) -> list[Note]:
        """The notes at the end, in their order; page markers between them end the one before."""
        notes: list[Note] = []
        before = ""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            if token.kind is K.PAGE_BREAK:
                last = notes[-1]
                notes[-1] = replace(last, content=(*last.content, " ", self._page()))
                continue
            notes.append(self._note(token, before, {note.n for note in notes}))
            before = token.value
        return notes

    def _note(self, token: Token, before: str, numbers: Set[str]) -> Note:
        """The note at hand; `before` is the number before it, and `numbers` all of those."""
        self.at += 1
        number = self.tokens[self.at]
        self.at += 1
        content = self._content(number.end, token.end)
        n = token.value
        is_anchored = n in self.referred and n not in numbers
        in_sequence = n not in numbers and self._follows(n, before)
        if not in_sequence:
            self.shared.report("TK204", token.start, n=n, before=before or "none")
        if not is_anchored:
            self.shared.report("TK203", token.start, n=n)
        return Note(
            n=n,
            identifier=self.note_ids[token.start],
            content=content,
            is_source=not before and is_source_note(plain(content), self.shared.profile),
            is_anchored=is_anchored,
            in_sequence=in_sequence,
        )

    def _follows(self, n: str, before: str) -> bool:
        """Whether a note's number follows one of this document, or the last of the one before."""
        if not n.isdecimal() or n in ("0", "1"):
            return True
        if n[0] == "0":
            return False
        previous = str(int(n) - 1)
        goes_on = bool(self.shared.source.hints) and not before
        return previous in self.numbers or (goes_on and previous == self.shared.last_note)

    def _place_note(self, token: Token) -> Inline:
        """The note that is referred to here, or a reference to it if it stands elsewhere."""
        identifier = self.note_of[token.value]
        is_in_note = self.at > self.body_end
        if is_in_note or identifier in self.placed:
            printed = self.text[token.start : token.end]
            return CrossReference((printed,), identifier, self.shared.cert(token))
        note = self.notes[token.value]
        last = next(reversed(self.placed.values()), None)
        if last and last.in_sequence and last.n.isdecimal() and note.n.isdecimal():
            in_order = int(note.n) > int(last.n)
            if note.in_sequence and not in_order:
                note = replace(note, in_sequence=False)
        self.placed[identifier] = note
        cert = self.shared.cert(token)
        return replace(note, certainty=cert) if cert else note

    # Inline.

    def _block_content(self) -> Sequence[Inline]:
        """The content of the block at hand, without the bullet of an item."""
        block = self.tokens[self.at]
        self.at += 1
        start = block.start
        if self.at < len(self.tokens) and self.tokens[self.at].kind is K.BULLET:
            start = self.tokens[self.at].end
            self.at += 1
        return self._content(start, block.end)

    def _content(self, start: int, end: int) -> Sequence[Inline]:
        """The text from start to end, trimmed, with the inline tokens that stand in it."""
        text = self.text
        if self.at == len(self.tokens) or self.tokens[self.at].start >= end:
            whole = text[start:end].strip()
            return (whole,) if whole else ()
        content: list[Inline] = []
        while self.at < len(self.tokens) and self.tokens[self.at].start < end:
            token = self.tokens[self.at]
            if token.start > start:
                content.append(text[start : token.start])
            start = token.end
            content.append(self._inline(token))
        if start < end:
            content.append(text[start:end])
        return _trimmed(content)

    def _inline(self, token: Token) -> Inline:
        if token.kind is K.PAGE_BREAK:
            return self._page()
        if token.kind is K.TABLE:
            return self._table()
        self.at += 1
        if token.kind is K.NOTE_REFERENCE:
            return self._place_note(token)
        cert = self.shared.cert(token)
        if token.kind is K.UNRESOLVED:
            start = max(0, self.text.rfind("\n", 0, token.start) + 1, token.start - WORDS_BEFORE)
            words = self.text[start : token.end].split()[-1]
            self.shared.report("TK211", token.start, n=token.value, text=words)
            return self.text[token.start : token.end]
        content = self._content(token.start, token.end)
        if token.kind is K.DATE:
            if not token.value:
                printed = self.text[token.start : token.end]
                self.shared.report("TK208", token.start, text=printed)
            return Date(content, token.value, cert)
        if token.kind is K.REFERENCE:
            return CrossReference(content, self._target(token), cert)
        if token.kind is K.EMPHASIS:
            return Emphasis(content, token.value)
        if token.kind is K.INNER:
            return InnerParagraph(content)
        if token.kind is K.PLACE:
            return Place(content)
        if token.kind is K.ASIDE:
            return Aside(content, cert)
        return self.people.name(token, content)

    def _target(self, token: Token) -> str:
        """What a reference points to, "" when it is a note that a document of the text lacks."""
        document = token.value.partition("fn")[0]
        if document in self.shared.targets and token.value not in self.shared.targets:
            printed = self.text[token.start : token.end]
            self.shared.report("TK210", token.start, text=printed)
            return ""
        return token.value

    def _page(self) -> PageBreak:
        token = self.tokens[self.at]
        self.at += 1
        n, before = token.value, self.page
        self.page = n
        in_sequence = True
        if _counts(n) and _counts(before):
            in_sequence = int(n) > int(before)
            if not in_sequence:
                self.shared.report("TK202", token.start, page=n, before=before)
            elif int(n) > int(before) + 1:
                missing = _missing(int(before) + 1, int(n) - 1)
                self.shared.report("TK201", token.start, missing=missing, before=before, after=n)
        printed = self.text[token.start : token.end]
        marker = "" if printed == PAGE_MARKER.format(n=n) else printed
        return PageBreak(n, self.shared.take(f"pg_{n}"), in_sequence, marker)


def _counts(n: str) -> bool:
    """Whether a page's number can be counted with; Python does not read thousands of digits."""
    return n.isdigit() and len(n) <= COUNTABLE


def _missing(first: int, last: int) -> str:
    return f"page {first} is" if first == last else f"pages {first} to {last} are"


def _in_order(item: Item, before: Item) -> Item:
    """An item, which is out of sequence if its number does not follow that of the one before."""
    n, last = item.n, before.n
    if not (_is_number(n) and _is_number(last)) or not before.in_sequence:
        return item
    return replace(item, in_sequence=int(n) == int(last) + 1)


def _is_number(n: str) -> bool:
    return n.isascii() and _counts(n)


def _nested(
    parts: Sequence[list[Block]], headings: Sequence[tuple[int, Sequence[Inline]]]
) -> list[Block]:
    """The parts that headings begin, each inside the nearest before it of a lesser level."""
    whole = parts[0]
    open_parts = [(0, whole)]
    for (depth, head), blocks in zip(headings, parts[1:], strict=True):
        while open_parts[-1][0] >= depth:
            open_parts.pop()
        open_parts[-1][1].append(Subdivision(head, blocks))
        open_parts.append((depth, blocks))
    return whole


def _trimmed(content: list[Inline]) -> Sequence[Inline]:
    """Without the white space at the beginning and the end, and between paragraphs."""
    if any(isinstance(part, (InnerParagraph, Table)) for part in content):
        return tuple(p for p in content if not (isinstance(p, str) and not p.strip()))
    if content and isinstance(content[0], str):
        content[0] = content[0].lstrip()
    if content and isinstance(content[-1], str):
        content[-1] = content[-1].rstrip()
    return tuple([part for part in content if part])


class _People:
    """Who takes part in one division: the persons listed, and those that only speak."""

    def __init__(self, shared: _Builder, tokens: Sequence[Token]) -> None:
        self.shared = shared
        self.text = shared.source.text
        self.listed: dict[int, Participant] = {}
        self.own: dict[Participant, Person] = {}
        self.linked: dict[str, str] = {}  # label -> identifier, "" where it could be several
        self.people: dict[str, Person] = {}
        item = tokens[0]
        labels: dict[str, Token] = {}
        for token in tokens:
            kind = token.kind
            if kind is K.ITEM:
                item = token
            elif kind is K.SPEAKER:
                labels[token.value] = token
            elif kind is K.PERSON or kind is K.ROLE:
                self.listed[token.start] = self._participant(token, item)
        if not (labels or self.listed):
            return
        participants = dict.fromkeys(self.listed.values())
        directory = speakers.Directory(participants, shared.profile)
        meant = {label: directory.find(label) for label in labels}
        spoken = {found[0]: label for label, found in meant.items() if len(found) == 1}
        for participant in participants:
            self._add(participant, spoken.get(participant, ""))
        unlisted = speakers.Directory((), shared.profile)
        # The longer forms first: `Robert Smith` says who `Mr. Smith` is.
        for label in sorted(labels, key=self._length, reverse=True):
            found = meant[label] or unlisted.find(label)
            if not found:
                found = [Participant(label)]
                unlisted.add(found[0])
                shared.report("TK205", labels[label].start, label=label)
                self._add(found[0], label, shared_by_all=False)
            self.linked[label] = self._resolve(label, labels[label], found)

    def _length(self, label: str) -> int:
        return len(speakers.name_words(label, self.shared.profile))

    def _participant(self, token: Token, item: Token) -> Participant:
        name = " ".join(self.text[token.start : token.end].split())
        if token.kind is K.ROLE:
            return Participant("", name)
        rest = " ".join(self.text[token.end : item.end].split())
        role = rest.lstrip(", ") if rest.startswith(",") else ""
        return Participant(name, role, "" if role else rest)

    def _add(self, participant: Participant, label: str, *, shared_by_all: bool = True) -> None:
        """Make the person of a participant; one listed with the same name and role is the same.

        Those that only speak are not: what they are called by may mean another elsewhere.
        """
        person = self.shared.persons.get(participant) if shared_by_all else None
        if person is None:
            words = speakers.name_words(label or participant.name, self.shared.profile)
            name = words if label else words[-1:]
            person = Person(
                self.shared.take(speakers.slug(" ".join(name) or participant.role or label)),
                participant.name,
                participant.role,
                participant.note,
            )
            if shared_by_all:
                self.shared.persons[participant] = person
            self.people[person.identifier] = person
        self.own[participant] = person

    def _resolve(self, label: str, token: Token, found: Sequence[Participant]) -> str:
        """The identifier of the person that a label names, "" where it could be several."""
        if len(found) == 1:
            return self.own[found[0]].identifier
        names = " or ".join(p.name or p.role for p in found[:NAMES_SHOWN])
        self.shared.report("TK206", token.start, label=label, names=names)
        return ""

    def who(self, token: Token) -> str:
        """The identifier of the person that a SPEAKER token names, or ""."""
        return self.linked[token.value]

    def name(self, token: Token, content: Sequence[Inline]) -> PersonName:
        person = self.own[self.listed[token.start]]
        return PersonName(
            content, person.identifier, token.kind is K.PERSON, self.shared.cert(token)
        )

    def new_persons(self) -> list[Person]:
        """The persons that were not asked for before."""
        persons, self.people = list(self.people.values()), {}
        return persons
