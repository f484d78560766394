"""Turns: the speakers, and the blocks that belong to their speech."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.certainty import Certainty
from tei_kit.document.content import Contents
from tei_kit.document.model import (
    Aside,
    Block,
    Floating,
    Inline,
    Paragraph,
    Spoken,
    Stage,
    Turn,
)
from tei_kit.record import members, replace
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)
# Blocks that go on with a turn, as a list without a @type does. A block of depth 1 does not.
CONTINUING = frozenset({K.PARAGRAPH, K.TABLE, K.LINE, K.LINE_GROUP, K.QUOTE})
# Blocks that a speaker's label may begin.
SPEECH = frozenset({K.LINE, K.STAGE})


class Gatherer:
    """Gathers blocks into turns, one block after the other."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self.blocks: list[Block] = []
        self._waiting: list[Floating | Stage] = []  # part of the turn only if it goes on
        self._spoken: list[Spoken] = []
        self._speaker: Sequence[Inline] | None = None  # the label of the turn at hand
        self._who = self._cert = self._moment = ""

    def begin(self, label: Token) -> None:
        """Begin a turn with the label that was read."""
        self.close()
        contents = self._contents
        self._who, self._cert = contents.people.who(label), contents.context.cert(label)
        if self._cert and not self._who:
            self._cert = Certainty.LOW.value
        timeline = contents.timeline
        self._moment = timeline.turns.get(label.start, "") if timeline else ""
        self._speaker = contents.without_asides(label.start, label.end)

    @property
    def is_open(self) -> bool:
        """Whether a turn is open."""
        return self._speaker is not None

    def say(self, spoken: Sequence[Spoken]) -> None:
        """Add to the turn at hand."""
        if spoken:
            if self._waiting:
                self._spoken += self._waiting
                self._waiting.clear()
            self._spoken += spoken

    def wait(self, part: Floating | Stage) -> None:
        """Take a block that belongs to the turn only if the turn goes on after it."""
        self._waiting.append(part)

    def stage(self, stage: Stage, token: Token) -> None:
        """Take a stage direction; of depth 1, it ends the turn."""
        if self._speaker is None or token.depth:
            self.close()
            self.blocks.append(stage)
        else:
            self._waiting.append(stage)

    def goes_on(self, token: Token) -> bool:
        """Whether a block goes on with the turn at hand."""
        if self._speaker is None:
            return False
        if token.kind is K.LIST:
            return not token.value and not token.depth
        return token.kind in CONTINUING and not token.depth

    def add(self, block: Block) -> None:
        """Add a block that belongs to no turn."""
        self.close()
        self.blocks.append(block)

    def close(self) -> None:
        """End the turn at hand; the blocks that wait stand after it."""
        if self._speaker is not None:
            if all(isinstance(part, Floating) for part in self._spoken):
                self._complete()
            spoken = tuple(self._spoken)
            self.blocks.append(Turn(self._who, self._speaker, spoken, self._cert, self._moment))
            self._spoken.clear()
            self._speaker = None
        if self._waiting:
            self.blocks += self._waiting
            self._waiting.clear()

    def _complete(self) -> None:
        """Give a turn that is only a label the content that TEI requires: a direction, or an empty
        paragraph.
        """
        stages = [i for i, part in enumerate(self._waiting) if isinstance(part, Stage)]
        last = stages[-1] + 1 if stages else 0
        self._spoken += self._waiting[:last] or [Paragraph(())]
        del self._waiting[:last]


def label_at(contents: Contents) -> int:
    """The index of the speaker's label that begins the block at hand; -1 for a block without a
    label.
    """
    tokens, at = contents.tokens, contents.at
    if tokens[at].kind is K.LINE_GROUP and at + 1 < len(tokens):
        at += 1
    label = at + 1
    if tokens[at].kind not in SPEECH or label >= len(tokens):
        return -1
    return label if tokens[label].kind is K.SPEAKER else -1


def directions(content: Sequence[Inline]) -> list[Stage]:
    """The directions of content that holds only directions and signs, each with its signs."""
    stages: list[Stage] = []
    if not isinstance(content[0], Aside):  # most contents begin with words
        return stages
    for part in content:
        if isinstance(part, Aside):
            stages.append(Stage(part.content, part.certainty, part.kind))
        elif isinstance(part, str) and not any(map(str.isalnum, part)):
            if not part.isspace():
                if not stages:
                    return []
                stages[-1] = replace(stages[-1], content=(*stages[-1].content, part.rstrip()))
        else:
            return []
    return stages
