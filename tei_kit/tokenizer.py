"""Source to tokens: what each stretch of the text was taken for.

The layout (blocks and sections) comes first; then each document is read as a whole: its notes are
aligned with the text, its lists give the participants, the participants and the labels together
give the speakers. What no rule is sure of stays a paragraph.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tei_kit import dates, layout, lists, notes, references, speakers
from tei_kit.layout import Block, Section, Shape
from tei_kit.profile import Profile, load
from tei_kit.provenance import is_source_note
from tei_kit.source import Source
from tei_kit.tokens import Certainty, Token, TokenKind

# What ends a participant's name: ", Chief of", " of North", " (part time)", "—Ambassador".
NAME_END = re.compile(r",|\s+of\s|\s+\(|\s*[—–:;]|\s+-\s|\s*\n|\.$")
GENERATION = re.compile(r",\s+(?:Jr|Sr|II|III|IV)\b\.?")
# A dateline is short: place, date, time.
DATELINE_LENGTH = 160
DATELINE_REST = re.compile(r"[\s.,;\])]*[0-9]{0,3}\s*")
PLACE_NAME = re.compile(r"(?P<place>[^\W\d_][^\d\n:;]*?)(?P<comma>,?)\s*$")
# A name at the end of a document: up to seven words, capitals, no sentence.
SIGNED_LENGTH = 70
SIGNED_NAME = re.compile(
    r"""
    (?: /s/ [ ]? )?
    [A-Z][\w.'’-]* (?: ,?[ ] (?: [A-Z][\w.'’-]* | de | von | van | du | la ) ){0,4}
    [0-9]{0,3} \Z
    """,
    re.VERBOSE,
)

# Inline stretches that may hold other inline stretches, and those that only pages may break.
CONTAINERS = frozenset({TokenKind.SPEAKER, TokenKind.ASIDE})
NAMES = frozenset({TokenKind.PERSON, TokenKind.ROLE})


@dataclass(frozen=True, slots=True)
class _Listing:
    """A run of items with the labels before it, and the @type it has."""

    labels: Sequence[Block]
    blocks: Sequence[Block]  # items, with page markers between them
    kind: str


def tokenize(source: Source, profile: Profile | None = None) -> list[Token]:
    """The tokens of a source, in the order of the text; see `tei_kit.tokens`.

    Their stretches lie in the source without overlapping, but for inline tokens, which lie
    within their block. Raises nothing: a text of no known shape is paragraphs.
    """
    profile = profile or load()
    readers = [
        _Reader(source.text, section, profile) for section in layout.sections(source, profile)
    ]
    cast = _speakers(readers, profile) if profile.speakers_one_cast else {}
    return [
        token for reader in readers for token in reader.tokens(cast or _speakers([reader], profile))
    ]


def _speakers(readers: Sequence[_Reader], profile: Profile) -> dict[str, Certainty]:
    """The labels that are speakers, by the evidence of some sections together."""
    labels = [label.name for reader in readers for label in reader.labels.values()]
    if not labels:
        return {}
    people = [participant for reader in readers for participant in reader.participants()]
    return speakers.speaker_labels(labels, people, profile)


@cache
def _marked(profile: Profile) -> re.Pattern[str]:
    """What every inline stretch holds one of: a digit, or the beginning of a page marker.

    Looking for these alone is much faster, and most paragraphs have none.
    """
    return re.compile(f"[0-9{re.escape(profile.page_marker[0])}]")


@cache
def _stage(profile: Profile) -> re.Pattern[str]:
    """A paragraph that is one parenthesis, perhaps with a note's number after it.

    `(There was a break of about 45 minutes.)`, `(Farewells all around.)9`.
    """
    forms = (
        rf"{left}[^{both}]*(?:{left}[^{both}]*{right}[^{both}]*)*{right}"
        for left, right, both in map(_brackets, profile.asides)
    )
    return re.compile(rf"(?:{'|'.join(forms) or '(?!)'})[0-9]{{0,3}}")


@cache
def _aside(profile: Profile) -> re.Pattern[str]:
    """A parenthesis where a turn begins: `(To his interpreter.) May I`, `(laughing) That`."""
    forms = (
        rf"{left}[^{both}\n]{{2,200}}{right}"
        for left, right, both in map(_brackets, profile.asides)
    )
    return re.compile(rf"\s*(?P<aside>{'|'.join(forms) or '(?!)'})(?=\s+\S)")


def _brackets(pair: str) -> tuple[str, str, str]:
    """A pair of brackets, and both, as a regular expression writes them."""
    left, right = map(re.escape, pair)
    return left, right, left + right


@cache
def _inline(profile: Profile) -> re.Pattern[str]:
    """Page markers, complete dates and cross-references, wherever they stand in a text."""
    return re.compile(
        rf"""
        (?P<page>{layout.page_marker(profile)})
        | {dates.date_pattern(profile)}
        | {references.reference_pattern(profile)}
        """,
        re.VERBOSE,
    )


class _Reader:
    """Reads one section: what was found out about it as a whole, and the rules that use it."""

    def __init__(self, text: str, section: Section, profile: Profile) -> None:
        self.text = text
        self.section = section
        self.profile = profile
        body = [*([section.head] if section.head else []), *section.body]
        self.inline = _inline(profile)
        self.notes = section.notes
        marked = _marked(profile)
        self.marked = {b.start for b in section.blocks if marked.search(text, b.body, b.end)}
        searched = [b for b in body if b.start in self.marked and b.shape is not Shape.PAGE]
        numbers = [block.number for block in section.notes if block.shape is Shape.NUMBERED]
        found = notes.align(
            text,
            searched,
            numbers,
            profile,
            section.head.end if section.head and self._is_source_note() else None,
        )
        self.body = section.body
        if not found and not self._is_source_note():
            # Numbered lines that nothing refers to are a list at the end, not notes.
            self.body, self.notes = [*section.body, *section.notes], ()
        self.references = found
        self.unresolved = deque(notes.unresolved(text, searched, found, len(numbers)))
        self.reference_at = 0
        self.listings = self._listings()
        self.labels = self._labels_of_paragraphs()
        self.speaking: Mapping[str, Certainty] = {}

    def _is_source_note(self) -> bool:
        first = self.section.notes[0] if self.section.notes else None
        if first is None:
            return False
        return is_source_note(self.text[first.body : first.end], self.profile)

    # What is true of the section as a whole.

    def _listings(self) -> dict[int, _Listing]:
        """The lists, by the index of their first block (the label, if there is one)."""
        found: dict[int, _Listing] = {}
        at = previous_end = 0
        while at < len(self.body):
            if self.body[at].shape is not Shape.ITEM:
                at += 1
                continue
            end = self._list_end(at)
            blocks = self.body[at:end]
            first, kind = self._labels(at, found, previous_end)
            if first == at and self._names_people(at, blocks):
                kind = "participants"
            found[first] = _Listing(self.body[first:at], blocks, kind)
            at = previous_end = end
        return found

    def _labels(self, at: int, found: dict[int, _Listing], previous_end: int) -> tuple[int, str]:
        """The index of the first label of the list that begins at `at`, and the list's @type.

        Below a label that is known others may stand, one for each delegation; and the next list
        of such a label goes on with the participants of the list right before it.
        """
        first, kind = at, ""
        for above in range(at - 1, previous_end - 1, -1):
            block = self.body[above]
            of_block = None
            if block.shape is Shape.TEXT:
                of_block = lists.label_kind(block, self.text, self.profile)
            if of_block is None:
                break
            if of_block or above == at - 1:
                first, kind = above, of_block
            if of_block:
                break
        follows = found and first < at and first == previous_end
        if follows and not kind and list(found.values())[-1].kind == "participants":
            kind = "participants"
        return first, kind

    def _list_end(self, at: int) -> int:
        """Where a list ends: at a blank line, at other text, or at another kind of bullet."""
        end = at + 1
        while end < len(self.body):
            block = self.body[end]
            gap = self.text.count("\n", self.body[end - 1].end, block.start)
            if gap > 1 or block.shape not in (Shape.ITEM, Shape.PAGE):
                break
            end += 1
        items = [i for i in range(at, end) if self.body[i].shape is Shape.ITEM]
        other = lists.other_bullet([self.body[i] for i in items], self.text)
        end = end if other is None else items[other]
        while self.body[end - 1].shape is Shape.PAGE:
            end -= 1
        return end

    def _names_people(self, at: int, blocks: Sequence[Block]) -> bool:
        """Whether a list without a label, before any running text, is one of participants.

        Its items are short and no sentences, and most of them are a name with a role after it.
        """
        if any(b.shape is Shape.TEXT and b.end - b.start > 80 for b in self.body[:at]):
            return False
        items = [b for b in blocks if b.shape is Shape.ITEM]
        if len(items) < 2 or any(
            b.end - b.body > 160 or self.text.endswith((".", ":", ";"), b.body, b.end)
            for b in items
        ):
            return False
        roles = sum(NAME_END.search(self.text, b.body, b.end) is not None for b in items)
        return roles * 2 >= len(items)

    def _labels_of_paragraphs(self) -> dict[int, speakers.Label]:
        """The labels that paragraphs begin with, by the block's start."""
        return {
            block.start: label
            for block in self.body
            if block.shape is Shape.TEXT
            and (label := speakers.label_of(self.text, block.start, block.end, self.profile))
        }

    def participants(self) -> list[speakers.Participant]:
        """Those whom the lists of participants name."""
        return [
            speakers.Participant(self.text[start:end])
            for listing in self.listings.values()
            if listing.kind == "participants"
            for start, end, _ in self._people(listing.blocks)
        ]

    def _people(self, blocks: Sequence[Block]) -> Iterator[tuple[int, int, TokenKind]]:
        """The stretches in a list of participants that name a person, or a person's function."""
        items = [b for b in blocks if b.shape is Shape.ITEM]
        depth = lists.depths(items)
        for i, item in enumerate(items):
            if i + 1 < len(items) and depth[i + 1] > depth[i]:
                continue  # the heading of a delegation
            start, end = item.body, self._name_end(item)
            if start < end:
                last = self.text[start:end].split()[-1]
                is_role = last in self.profile.speakers_roles or self.text.startswith("The ", start)
                yield start, end, TokenKind.ROLE if is_role else TokenKind.PERSON

    def _name_end(self, item: Block) -> int:
        at = item.body
        while match := NAME_END.search(self.text, at, item.end):
            generation = GENERATION.match(self.text, match.start(), item.end)
            if generation is None:
                break
            at = generation.end()
        end = match.start() if match else item.end
        return next((r.start for r in self.references if item.body <= r.start < end), end)

    # The tokens, block by block.

    def tokens(self, speaking: Mapping[str, Certainty]) -> Iterator[Token]:
        """The tokens of the section; `speaking` are the labels that are speakers."""
        self.speaking = speaking
        section = self.section
        yield Token(TokenKind.DIVISION, section.start, section.end, section.number)
        for page in section.leading:
            yield self._page(page)
        if section.head:
            yield from self._block(TokenKind.HEAD, section.head, certainty=section.certainty)
        last = self._last_text()
        at = 0
        opening = True  # TEI has openers before anything else, and closers after something
        while at < len(self.body):
            listing = self.listings.get(at)
            if listing:
                opening = False
                yield from self._list(listing)
                at += len(listing.labels) + len(listing.blocks)
                continue
            block = self.body[at]
            if block.shape is Shape.PAGE:
                yield self._page(block)
            elif opening and (dateline := self._dateline(block)) is not None:
                yield from self._block(TokenKind.DATELINE, block, dateline)
            elif at == last and not opening and self._is_signed(block):
                yield from self._block(TokenKind.SIGNED, block, certainty=Certainty.MEDIUM)
            else:
                opening = False
                yield from self._paragraph(block)
            at += 1
        for block in self.notes:
            if block.shape is Shape.PAGE:
                yield self._page(block)
            else:
                number = Token(
                    TokenKind.NOTE_NUMBER,
                    block.start,
                    block.start + len(block.number) + 1,
                    block.number,
                )
                yield from self._block(TokenKind.NOTE, block, [number], block.number)

    def _page(self, block: Block) -> Token:
        return Token(TokenKind.PAGE_BREAK, block.start, block.end, block.number)

    def _last_text(self) -> int:
        """The index of the last block that is not a page marker; -1 if it cannot be a name."""
        for at in range(len(self.body) - 1, 0, -1):
            if self.body[at].shape is not Shape.PAGE:
                return at if self.body[at].shape is Shape.TEXT else -1
        return -1

    def _is_signed(self, block: Block) -> bool:
        """Whether the last paragraph is only a name: no sentence, no speaker's words."""
        short = block.end - block.start <= SIGNED_LENGTH
        return short and SIGNED_NAME.match(self.text, block.start, block.end) is not None

    def _list(self, listing: _Listing) -> Iterator[Token]:
        first = [*listing.labels, *listing.blocks][0]
        certainty = _list_certainty(listing)
        last = listing.blocks[-1]
        yield Token(TokenKind.LIST, first.start, last.end, listing.kind, 0, certainty)
        for label in listing.labels:
            yield from self._block(TokenKind.LABEL, label, certainty=certainty)
        people: dict[int, Token] = {}
        if listing.kind == "participants":
            people = {
                start: Token(kind, start, end) for start, end, kind in self._people(listing.blocks)
            }
        items = [b for b in listing.blocks if b.shape is Shape.ITEM]
        depth = lists.depths(items)
        numbers = lists.counts(items, depth, self.text, self.profile)
        by_start = dict(
            zip((b.start for b in items), zip(depth, numbers, strict=True), strict=True)
        )
        for block in listing.blocks:
            if block.shape is Shape.PAGE:
                yield self._page(block)
                continue
            level, number = by_start[block.start]
            given = [Token(TokenKind.BULLET, block.start, block.start + 1)]
            if block.body in people:
                given.append(people[block.body])
            yield from self._block(TokenKind.ITEM, block, given, number, level)

    def _paragraph(self, block: Block) -> Iterator[Token]:
        text = self.text
        if _stage(self.profile).fullmatch(text, block.start, block.end):
            yield from self._block(TokenKind.STAGE, block)
            return
        label = self.labels.get(block.start)
        certainty = self.speaking.get(label.name) if label else None
        if label is None or certainty is None:
            yield from self._block(TokenKind.PARAGRAPH, block)
            return
        given = [Token(TokenKind.SPEAKER, block.start, label.end, label.name, 0, certainty)]
        aside = _aside(self.profile).match(text, label.end, block.end)
        if aside and _is_aside(aside["aside"]):
            said = aside["aside"][-2:-1] in ".!?"
            certainty = Certainty.HIGH if said else Certainty.MEDIUM
            start, end = aside.span("aside")
            given.append(Token(TokenKind.ASIDE, start, end, "", 0, certainty))
        yield from self._block(TokenKind.PARAGRAPH, block, given)

    def _dateline(self, block: Block) -> list[Token] | None:
        """The place and the date of a dateline; None if the block is something else."""
        if block.shape is not Shape.TEXT or block.end - block.start > DATELINE_LENGTH:
            return None
        match = dates.date_expression(self.profile).search(self.text, block.start, block.end)
        if match is None:
            return self._undated(block)
        end = self._before_reference(match.start(), match.end())
        when = dates.date_of(match, self.profile)
        if not when:
            return None
        day = dates.DateWord(match.start(), end, when)
        limit = self._before_reference(match.start(), block.end)
        date, end = dates.with_time(day, self.text, limit)
        if DATELINE_REST.fullmatch(self.text, end, block.end) is None:
            return None
        tokens = self._place_name(block.start, date.start)
        if tokens is None:
            return None
        return [*tokens, Token(TokenKind.DATE, date.start, date.end, date.when)]

    def _undated(self, block: Block) -> list[Token] | None:
        for word in self.profile.dates_undated:
            at = self.text.find(word, block.start, block.end)
            if at > block.start and DATELINE_REST.fullmatch(self.text, at + len(word), block.end):
                return self._place_name(block.start, at)
        return None

    def _place_name(self, start: int, end: int) -> list[Token] | None:
        """The place before a dateline's date; [] when there is none, None when it is a sentence."""
        if start == end:
            return []
        match = PLACE_NAME.fullmatch(self.text, start, end)
        if match is None or not match["place"][0].isupper():
            return None
        if len(match["place"].split()) > (8 if match["comma"] else 3):
            return None
        return [Token(TokenKind.PLACE, match.start("place"), match.end("place"))]

    def _before_reference(self, start: int, end: int) -> int:
        """Where a stretch ends when a note reference stands inside its last digits."""
        return next((r.start for r in self.references if start < r.start < end), end)

    # Inline.

    def _block(
        self,
        kind: TokenKind,
        block: Block,
        given: Sequence[Token] = (),
        value: str = "",
        depth: int = 0,
        certainty: Certainty = Certainty.HIGH,
    ) -> Iterator[Token]:
        """A block's token and, in the order of the text, what stands inside it.

        `given` are inline tokens that are known already; others give way to them.
        """
        yield Token(kind, block.start, block.end, value, depth, certainty)
        fixed = list(given)
        while (
            self.reference_at < len(self.references)
            and self.references[self.reference_at].start < block.end
        ):
            reference = self.references[self.reference_at]
            self.reference_at += 1
            number = self.text[reference.start : reference.end]
            certain = notes.certainty(reference)
            fixed.append(
                Token(TokenKind.NOTE_REFERENCE, reference.start, reference.end, number, 0, certain)
            )
        if len(fixed) > 1:
            fixed.sort(key=_nesting)
        if block.start not in self.marked:
            yield from fixed
            return
        inline = [*fixed, *self._unresolved(block)]
        ahead = 0
        for match in self.inline.finditer(self.text, block.body, block.end):
            while ahead < len(fixed) and fixed[ahead].end <= match.start():
                ahead += 1
            inline += self._match(match, fixed, ahead, block)
        if len(inline) > 1:
            inline.sort(key=_nesting)
        yield from inline

    def _unresolved(self, block: Block) -> Iterator[Token]:
        while self.unresolved and self.unresolved[0][0] < block.end:
            start, end = self.unresolved.popleft()
            yield Token(TokenKind.UNRESOLVED, start, end, self.text[start:end], 0, Certainty.LOW)

    def _match(
        self, match: re.Match[str], taken: Sequence[Token], ahead: int, block: Block
    ) -> list[Token]:
        """The tokens of an inline match, unless something else, from `ahead` on, is there."""
        start, end = match.span()
        for at in range(ahead, len(taken)):
            token = taken[at]
            if token.start >= end:
                break
            inside = token.start <= start and end <= token.end
            if inside and (token.kind in CONTAINERS or (token.kind in NAMES and match["page"])):
                continue
            if token.kind is not TokenKind.NOTE_REFERENCE or token.start <= start:
                return []
            end = token.start
        if match["page"]:
            number = layout.page_number(match["page"], self.profile)
            return [Token(TokenKind.PAGE_BREAK, start, end, number)]
        if match["refword"] or match["refhere"]:
            here = self.section.number
            certainty = Certainty.HIGH if match["refword"] else Certainty.MEDIUM
            return [
                Token(TokenKind.REFERENCE, r.start, r.end, r.target, 0, certainty)
                for r in references.references_of(match, block.body, end, here, self.profile)
            ]
        next_starts = {taken[at].start for at in range(ahead, min(ahead + 2, len(taken)))}
        if self.text[end : end + 1].isdigit() and end not in next_starts:
            return []  # 19711 is no year, unless a note is referred to there
        if end < match.end("year" if match["year"] else "year2"):
            return []
        return [Token(TokenKind.DATE, start, end, dates.date_of(match, self.profile))]


def _list_certainty(listing: _Listing) -> Certainty:
    """A list of participants without a label is likely, and so is a label that is not known."""
    labelled = bool(listing.labels)
    return Certainty.HIGH if labelled == bool(listing.kind) else Certainty.MEDIUM


def _nesting(token: Token) -> tuple[int, int]:
    """The order of tokens: by where they begin, and what holds another before it."""
    return token.start, -token.end


def _is_aside(parenthesis: str) -> bool:
    """Whether a parenthesis at the start of a turn describes it: a sentence, or a manner.

    "(To his interpreter.)", "(laughing)"; not "(NATO)", which belongs to what is said.
    """
    inside = parenthesis[1:-1]
    return inside.endswith((".", "!", "?")) or inside.islower()
