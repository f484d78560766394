"""Rule: a row of the table of rules, and the body of a section that rules read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set

from tei_kit.certainty import Certainty
from tei_kit.layout.blocks import Shape
from tei_kit.record import frozen
from tei_kit.tokenizer.section_facts import SectionFacts
from tei_kit.tokenizer.tokens import Token

# Shapes of blocks that stand between the paragraphs of a text and are not paragraphs of it.
BETWEEN = frozenset({Shape.PAGE, Shape.NOTE, Shape.FORM_WORK})


class Body:
    """The body of a section as its rules see it.

    `speaking` are the labels that are speakers. `last` is the index of the last block of running
    text, -1 when a list, a table or a heading comes after it.
    """

    __slots__ = ("blocks", "facts", "last", "speaking")

    def __init__(self, facts: SectionFacts, speaking: Mapping[str, Certainty]) -> None:
        self.facts = facts
        self.blocks = facts.body
        self.speaking = speaking
        self.last = self._last_text()

    def _last_text(self) -> int:
        for at in range(len(self.blocks) - 1, 0, -1):
            if self.blocks[at].shape not in BETWEEN:
                return at if self.blocks[at].shape is Shape.TEXT else -1
        return -1


# A rule reads the block with this index in the body. The last argument says whether the section
# still opens: in TEI an opener comes before other blocks, and a closer after some. The answer is
# the tokens of the block and those inside it, or None when the rule does not know the block.
Read = Callable[[Body, int, bool], Iterable[Token] | None]


@frozen
class Rule:
    """A rule: its name, how it reads, and the shapes of the blocks that it is asked about.

    A rule that is `only_opening` is asked while a section opens. After a block of a rule that
    `ends_opening`, a section has no opener any more.
    """

    name: str
    read: Read
    shapes: Set[Shape]
    only_opening: bool = False
    ends_opening: bool = True
