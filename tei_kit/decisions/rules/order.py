"""Order: the order in which decisions are applied, and decisions that contradict each other."""

from __future__ import annotations

from collections.abc import Mapping

from tei_kit.decisions.decision import Decision
from tei_kit.decisions.kinds import KINDS, Shape

# The phases in which decisions are applied: first the borders of paragraphs, then the kinds of
# blocks (BLOCKS_COME), then words inside blocks, and last the borders of turns, stanzas, documents.
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
    """The phase in which a decision is applied; lower phases come first."""
    return ORDER.get(decision.kind or decision.no, BLOCKS_COME)


def group(decision: Decision) -> str:
    """The group of a decision: "block" for the kind of a block, "party" for a sender or recipient,
    else the name of its kind. Decisions of one group about the same words exclude each other."""
    kind = KINDS[decision.kind or decision.no]
    if kind.name in ("sender", "recipient"):
        return "party"
    if kind.shape in (Shape.EXACT, Shape.WHOLE):
        return "block"
    return kind.name


def contradict(one: Decision, other: Decision, is_same: bool) -> bool:
    """Whether two decisions about overlapping words cannot both be true.

    `is_same`: they are about exactly the same words.
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
