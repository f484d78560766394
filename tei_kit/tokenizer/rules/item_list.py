"""Lists: the labels before them, their items, and the persons whom a list of participants names."""

from __future__ import annotations

from collections.abc import Iterator

from tei_kit.certainty import Certainty
from tei_kit.layout import blocks
from tei_kit.layout.blocks import Shape
from tei_kit.record import members
from tei_kit.tokenizer import lists, participants
from tei_kit.tokenizer.participants import Listing
from tei_kit.tokenizer.rules import form_work, page
from tei_kit.tokenizer.rules.rule import Body
from tei_kit.tokenizer.section_facts import SectionFacts
from tei_kit.tokenizer.tokens import Token, TokenKind

S = members(Shape)
K = members(TokenKind)


def read(body: Body, at: int, opening: bool) -> Iterator[Token] | None:
    """The list that begins with this block, a label or an item."""
    listing = body.facts.listings.get(at)
    return tokens(body.facts, listing) if listing else None


def tokens(facts: SectionFacts, listing: Listing) -> Iterator[Token]:
    """The tokens of a list, of its labels and items, and of page markers between them."""
    first = [*listing.labels, *listing.blocks][0]
    certainty = _certainty(listing)
    last = listing.blocks[-1]
    yield Token(K.LIST, first.start, last.end, listing.kind, 0, certainty)
    for label in listing.labels:
        if label.shape is S.FORM_WORK:
            yield form_work.token(label)
            continue
        yield from facts.block(K.LABEL, label, certainty=certainty)
    people = {
        token.start: token
        for token in participants.people(listing, facts.text, facts.inline, facts.profile)
    }
    items = listing.items
    depth = lists.depths(items)
    numbers = lists.counts(items, depth, facts.text, facts.profile)
    at = 0  # in items
    for block in listing.blocks:
        if block.shape is S.PAGE:
            yield page.token(block)
            continue
        if block.shape is S.FORM_WORK:
            yield form_work.token(block)
            continue
        marker = "" if blocks.bullet(block, facts.text) else blocks.marker(block)
        end = block.start + (len(marker) or 1)
        given = [Token(K.BULLET, block.start, end, marker)]
        if block.body in people:
            given.append(people[block.body])
        yield from facts.block(K.ITEM, block, given, numbers[at], depth[at])
        at += 1


def _certainty(listing: Listing) -> Certainty:
    """The certainty of a list.

    A list of participants without a label is likely, and so is a list whose label is not known.
    """
    labelled = bool(listing.labels)
    return Certainty.HIGH if labelled == bool(listing.kind) else Certainty.MEDIUM
