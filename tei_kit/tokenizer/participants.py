"""Lists of participants: the signs that show them, and the persons whom they name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei_kit.layout.blocks import Block, Shape
from tei_kit.record import members, record
from tei_kit.settings.profile import Profile
from tei_kit.tokenizer import lists, speakers
from tei_kit.tokenizer.inline import InlineReader
from tei_kit.tokenizer.tokens import Token, TokenKind

S = members(Shape)
K = members(TokenKind)
# Signs that end a participant's name: ", Chief of", " of North", " (part time)", "—Ambassador".
NAME_END = re.compile(r",|\sof\s|\s\(|[—–:;]|\s-\s|\n|\.$")
ROLE_END = re.compile(r",|\s\(|[—–;]|\n|\.$")
GENERATION = re.compile(r",\s+(?:Jr|Sr|II|III|IV)\b\.?")
# Items of more characters, or more text before the list, are running text.
ITEM_LENGTH = 160
PARAGRAPH_LENGTH = 80


@record
class Listing:
    """A run of items with the labels before it, and the @type of the list."""

    labels: Sequence[Block]
    blocks: Sequence[Block]  # items, with page markers between them
    kind: str

    @property
    def length(self) -> int:
        """The number of blocks of the list and its labels."""
        return len(self.labels) + len(self.blocks)

    @property
    def items(self) -> list[Block]:
        """The items alone."""
        return [block for block in self.blocks if block.shape is S.ITEM]


def listings(body: Sequence[Block], text: str, profile: Profile) -> dict[int, Listing]:
    """The lists among some blocks, by the index of their first block, a label or an item."""
    found: dict[int, Listing] = {}
    at = previous_end = 0
    previous_kind = ""
    while at < len(body):
        if body[at].shape is not S.ITEM:
            at += 1
            continue
        end = lists.end_of(body, at, text)
        first, kind = _labels(body, at, previous_end, text, profile)
        follows = previous_end > 0 and previous_end == first < at
        if not kind and follows and previous_kind == "participants":
            label = body[at - 1]
            if not speakers.is_matter(text[label.start : label.end].rstrip(": "), profile):
                kind = "participants"
        if first == at and _names_people(body[:at], body[at:end], text):
            kind = "participants"
        found[first] = Listing(body[first:at], body[at:end], kind)
        at = previous_end = end
        previous_kind = kind
    return found


def _labels(
    body: Sequence[Block], at: int, least: int, text: str, profile: Profile
) -> tuple[int, str]:
    """The index of the first label of the list that begins at `at`, and the list's @type.

    Below a known label other labels may stand, one for each delegation.
    """
    first, kind = at, ""
    for above in range(at - 1, least - 1, -1):
        block = body[above]
        of_block = None
        if block.shape is S.FORM_WORK and above == at - 1 > least:
            continue  # the number of the first item's line
        if block.shape is S.TEXT:
            of_block = lists.label_kind(block, text, profile)
        if of_block is None:
            break
        if of_block or above == at - 1 or (first == at and above == at - 2):
            first, kind = above, of_block
        if of_block:
            break
    return first, kind


def _names_people(before: Sequence[Block], blocks: Sequence[Block], text: str) -> bool:
    """Whether a list without a label, before any running text, is one of participants.

    Its items are short and no sentences, and most of them are a name with a role after it.
    """
    if any(b.shape is S.TEXT and b.end - b.start > PARAGRAPH_LENGTH for b in before):
        return False
    items = [b for b in blocks if b.shape is S.ITEM]
    if len(items) < 2 or any(
        b.end - b.body > ITEM_LENGTH or text.endswith((".", ":", ";"), b.body, b.end) for b in items
    ):
        return False
    roles = sum(NAME_END.search(text, b.body, b.end) is not None for b in items)
    return roles * 2 >= len(items)


def people(listing: Listing, text: str, inline: InlineReader, profile: Profile) -> Iterator[Token]:
    """The stretches that name a person (PERSON), or a person's function alone (ROLE)."""
    if listing.kind != "participants":
        return
    items = listing.items
    depth = lists.depths(items)
    for i, item in enumerate(items):
        if i + 1 < len(items) and depth[i + 1] > depth[i]:
            continue  # the heading of a delegation
        start = item.body
        end = inline.before_reference(start - 1, _name_end(item, text))
        if text[start:end].strip() and _is_role(text[start : item.end], text[start:end], profile):
            role_end = ROLE_END.search(text, start, item.end)
            end = inline.before_reference(start - 1, role_end.start() if role_end else item.end)
            yield Token(K.ROLE, start, _trimmed(text, start, end))
        elif text[start:end].strip():
            yield Token(K.PERSON, start, _trimmed(text, start, end))


def _is_role(item: str, name: str, profile: Profile) -> bool:
    """Whether an item names a function and not a person: `Assistant Secretary for Africa`."""
    if name.startswith("The ") or name.split()[-1] in profile.speakers_roles:
        return True
    return speakers.without_titles(item, profile)[:1].islower()


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a stretch without the white space before its end."""
    return start + len(text[start:end].rstrip())


def _name_end(item: Block, text: str) -> int:
    at = item.body
    while match := NAME_END.search(text, at, item.end):
        generation = GENERATION.match(text, match.start(), item.end)
        if generation is None:
            return match.start()
        at = generation.end()
    return item.end
