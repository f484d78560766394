"""Plays: whether a text is a play as a whole; the acts of such a play stand in the body itself."""

from __future__ import annotations

from tei_kit.document.model import CastList, Division, Spoken, Subdivision, Turn

# The parts of a play: a text with one of them is a play.
PARTS = frozenset({"act", "scene", "prologue", "epilogue", "induction", "interlude", "part"})
OTHERS = frozenset({"section", ""})  # notes after a play, and parts without a name
ACTED = frozenset({"act", "scene"})
BEFORE = Spoken | CastList | Turn  # blocks that may stand beside acts in the body


def is_whole(division: Division) -> bool:
    """Whether the only division of a text is a play without a heading, in acts or scenes.

    The acts of such a play are children of `body`, as DraCor encodes plays.
    """
    if division.head is not None or division.kind or division.moments or division.letters:
        return False
    parts = [block for block in division.blocks if isinstance(block, Subdivision)]
    kinds = {part.kind for part in parts}
    if kinds.isdisjoint(ACTED) and not any(_holds_acts(part) for part in parts):
        return False
    others = [block for block in division.blocks if not isinstance(block, Subdivision)]
    return kinds <= PARTS | OTHERS and all(isinstance(block, BEFORE) for block in others)


def _holds_acts(part: Subdivision) -> bool:
    """Whether acts or scenes stand in a part."""
    return any(isinstance(b, Subdivision) and b.kind in ACTED for b in part.blocks)
