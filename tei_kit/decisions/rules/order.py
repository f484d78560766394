"""Order: when decisions are applied, and which two cannot both be true."""

from __future__ import annotations

from collections.abc import Mapping

from tei_kit.decisions.decision import Decision
from tei_kit.decisions.kinds import KINDS, Shape

# The order in which decisions are applied: first the borders of blocks, then their kinds, and then
# what stands inside them.
ORDER: Mapping[str, int] = {
    "begins": 0,
    "goes-on": 1,
    "actor": 5,
    "time": 5,
    "note": 3,
    "speaker": 4,
    "noteref": 5,
    "page": 5,
    "date": 5,
    "participant": 5,
    "place": 5,
    "sender": 5,
    "recipient": 5,
    "reference": 5,
    "plain": 6,
    "turn-end": 7,
    "list-heading": 7,
    "stanza": 7,
    "document": 8,
}
BLOCKS_COME = 2


def phase(decision: Decision) -> int:
    """When a decision is applied, among others."""
    return ORDER.get(decision.kind or decision.no, BLOCKS_COME)


def group(decision: Decision) -> str:
    """The things that a decision is about: a block, a label, the border of a block, or one kind
    inside."""
    kind = KINDS[decision.kind or decision.no]
    if kind.name in ("sender", "recipient"):
        return "party"
    if kind.shape in (Shape.EXACT, Shape.WHOLE):
        return "block"
    return kind.name


def contradict(one: Decision, other: Decision, is_same: bool) -> bool:
    """Whether two decisions about words that overlap cannot both be true.

    `is_same` says that they are about the very same words.
    """
    if one.no and other.no:
        return False
    if group(one) == group(other):
        if one.no or other.no:
            return (one.kind or one.no) == (other.kind or other.no)
        return (one.kind, *_values(one)) != (other.kind, *_values(other)) and (
            is_same or group(one) != "block"
        )
    pair = {one.kind, other.kind}
    if pair == {"begins", "goes-on"}:
        return True
    return is_same and "plain" in pair and not (one.no or other.no)


def _values(decision: Decision) -> tuple[str, ...]:
    return (
        decision.who,
        str(decision.level),
        decision.type,
        decision.note,
        decision.n,
        decision.when,
        decision.part,
    )
