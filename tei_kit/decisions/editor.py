"""Editor: the tokens of a text, changed one block or stretch at a time.

The stream stays flat and in the order of the text: containers, then the blocks inside them, each
followed by its inline tokens. The text never changes; a change moves the borders of tokens.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from tei_kit.certainty import Certainty
from tei_kit.record import replace
from tei_kit.source.source import Source
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# Blocks that contain other blocks.
CONTAINERS = frozenset(
    {
        K.DIVISION,
        K.LIST,
        K.TABLE,
        K.ROW,
        K.FRONT,
        K.CAST,
        K.CAST_GROUP,
        K.LINE_GROUP,
        K.POSTSCRIPT,
        K.EPIGRAPH,
    }
)
# Containers that allow only certain blocks, with these blocks.
ONLY = {
    K.LIST: frozenset({K.ITEM, K.LABEL}),
    K.LINE_GROUP: frozenset({K.LINE, K.LABEL}),
    K.CAST: frozenset({K.CAST_ITEM, K.CAST_GROUP, K.LABEL, K.STAGE}),
    K.CAST_GROUP: frozenset({K.CAST_ITEM, K.LABEL}),
}
# Blocks that contain text.
LEAVES = frozenset(
    {
        K.HEAD,
        K.SUBHEAD,
        K.DATELINE,
        K.LABEL,
        K.ITEM,
        K.CELL,
        K.PARAGRAPH,
        K.STAGE,
        K.SIGNED,
        K.NOTE,
        K.TITLE_PART,
        K.CAST_ITEM,
        K.LINE,
        K.SALUTE,
        K.CLOSE,
        K.ADDRESS,
        K.TRAILER,
        K.QUOTE,
    }
)
# Inline tokens that belong to the kind of their block, and are removed when the kind changes.
OF_A_KIND = frozenset(
    {
        K.BULLET,
        K.NOTE_NUMBER,
        K.PERSON,
        K.ROLE,
        K.PLACE,
        K.CAST_ROLE,
        K.CAST_DESCRIPTION,
        K.CAST_ACTOR,
    }
)
_start = attrgetter("start")


class Editor:
    """The tokens of a source while they are changed."""

    def __init__(self, source: Source, tokens: Sequence[Token]) -> None:
        self.source = source
        self.text = source.text
        self.tokens = list(tokens)

    # Finding places

    def leaf_at(self, offset: int) -> int:
        """The index of the innermost block of text at an offset of the view, -1 for none."""
        at = bisect_right(self.tokens, offset, key=_start) - 1
        while at >= 0:
            token = self.tokens[at]
            is_leaf = token.kind in LEAVES and not self._is_inline(at)
            if is_leaf and token.start <= offset < token.end:
                return at if not self._holds_blocks(at) else -1
            at -= 1
        return -1

    def _is_inline(self, at: int) -> bool:
        """Whether a token is a salutation inside a paragraph."""
        token = self.tokens[at]
        if token.kind is not K.SALUTE or at == 0:
            return False
        before = self.tokens[at - 1]
        return before.kind is K.PARAGRAPH and before.end >= token.end

    def _holds_blocks(self, at: int) -> bool:
        whole = self.tokens[at]
        if whole.kind is not K.QUOTE:
            return False
        inside = self.tokens[at + 1 : self.end_of(at)]
        return any(token.kind in LEAVES for token in inside)

    def end_of(self, at: int) -> int:
        """The index after the last token inside the stretch of the token `at`."""
        end = self.tokens[at].end
        behind = bisect_left(self.tokens, end, lo=at + 1, key=_start)
        return max(behind, at + 1)

    def inside(self, at: int) -> list[Token]:
        """The tokens inside a block."""
        return self.tokens[at + 1 : self.end_of(at)]

    def container_of(self, at: int) -> int:
        """The index of the innermost container or quotation around a block, else 0."""
        token = self.tokens[at]
        for index in range(at - 1, -1, -1):
            other = self.tokens[index]
            if other.kind in CONTAINERS and other.end >= token.end:
                return index
            if other.kind is K.QUOTE and other.end >= token.end and index != at:
                return index
        return 0

    def leaf_before(self, at: int) -> int:
        """The index of the block of text before a block, in the same division; -1 for none."""
        for index in range(at - 1, -1, -1):
            token = self.tokens[index]
            if token.kind is K.DIVISION:
                return -1
            if token.kind in LEAVES and token.end <= self.tokens[at].start:
                return -1 if self._is_inline(index) or self._holds_blocks(index) else index
        return -1

    def begin_of(self, at: int) -> int:
        """The offset of the first word of a block, after its bullet or number."""
        token = self.tokens[at]
        begin = token.start
        for inner in self.inside(at):
            if inner.kind in (K.BULLET, K.NOTE_NUMBER) and inner.start <= begin:
                begin = max(begin, inner.end)
        return begin + self._space(begin, token.end)

    def _space(self, start: int, end: int) -> int:
        words = self.text[start:end]
        return len(words) - len(words.lstrip())

    def trimmed(self, start: int, end: int) -> int:
        """The end of a stretch without the white space at its end."""
        return start + len(self.text[start:end].rstrip())

    def is_bare(self, start: int, end: int) -> bool:
        """Whether a stretch has neither letters nor digits."""
        return not any(map(str.isalnum, self.text[start:end]))

    # Changes.

    def put(self, token: Token) -> int:
        """Insert an inline token in the order of the text; gives its index."""
        at = bisect_right(self.tokens, token.start, key=_start)
        while at > 0 and self._comes_after(self.tokens[at - 1], token):
            at -= 1
        self.tokens.insert(at, token)
        return at

    def _comes_after(self, other: Token, token: Token) -> bool:
        """Whether an inline token has the same start as a new token, but is shorter."""
        same = other.start == token.start
        return same and other.kind not in LEAVES | CONTAINERS and other.end < token.end

    def change(self, at: int, **changes: object) -> None:
        """Change the fields of a token."""
        self.tokens[at] = replace(self.tokens[at], **changes)  # type: ignore[arg-type]

    def remove(self, start: int, end: int, kinds: frozenset[TokenKind]) -> list[Token]:
        """Take out the tokens of some kinds that overlap a stretch; gives these tokens."""
        removed = [
            token
            for token in self.tokens
            if token.kind in kinds
            and token.start < end
            and (token.end > start or token.start == token.end >= start)
        ]
        if removed:
            gone = set(map(id, removed))
            self.tokens = [token for token in self.tokens if id(token) not in gone]
        return removed

    def split(self, at: int, offset: int) -> int:
        """Split a block of text at an offset; gives the index of the new second block.

        The second part of a line of verse is a line; of any other block, a paragraph. It stays in
        the container of the first part; see `lift`.
        """
        token = self.tokens[at]
        end = self.end_of(at)
        behind = bisect_left(self.tokens, offset, lo=at + 1, hi=end, key=_start)
        for index in range(at, behind):
            inner = self.tokens[index]
            if inner.end > offset:
                self.change(index, end=self.trimmed(inner.start, offset))
        offset += self._space(offset, token.end)
        kind = token.kind if token.kind is K.LINE else K.PARAGRAPH
        rest = self.tokens[behind:end]
        self.tokens[behind:end] = [t for t in rest if t.kind not in OF_A_KIND or t.end > token.end]
        self.tokens.insert(behind, Token(kind, offset, token.end))
        return behind

    def lift(self, at: int) -> int:
        """Take a block out of a container that does not allow it; gives the block's new index.

        The container is split into the blocks before this block and the blocks after it.
        """
        while True:
            holder = self.container_of(at)
            container = self.tokens[holder]
            allowed = ONLY.get(container.kind)
            if allowed is None or self.tokens[at].kind in allowed:
                return at
            at = self._parted(holder, at)

    def _parted(self, holder: int, at: int) -> int:
        container, token = self.tokens[holder], self.tokens[at]
        behind = self.end_of(at)
        last = self.end_of(holder)
        rest = next((i for i in range(behind, last) if self.tokens[i].kind in LEAVES), last)
        if rest < last:
            first = self.tokens[rest]
            begin = first.start
            self.tokens.insert(rest, replace(container, start=begin))
        kept = [t.kind for t in self.tokens[holder + 1 : at] if t.kind in LEAVES]
        if kept and not set(kept) - {K.LABEL}:  # the list would be only a heading
            for index in range(holder + 1, at):
                if self.tokens[index].kind is K.LABEL:
                    self.tokens[index] = replace(self.tokens[index], kind=K.PARAGRAPH)
        elif kept:
            stop = self.trimmed(container.start, token.start)
            for index in range(holder, at):
                if self.tokens[index].end > token.start:
                    self.change(index, end=stop)
            return at
        del self.tokens[holder]
        return at - 1

    def retype(self, at: int, kind: TokenKind, **changes: object) -> int:
        """Give a block another kind, and other fields; gives its new index."""
        token = self.tokens[at]
        if token.kind is not kind:
            end = self.end_of(at)
            inner = [t for t in self.tokens[at + 1 : end] if t.kind not in OF_A_KIND]
            self.tokens[at + 1 : end] = inner
            self.tokens[at] = Token(kind, token.start, token.end)
        self.change(at, certainty=Certainty.DECIDED, **changes)
        return self.lift(at)

    def merge(self, first: int, second: int) -> None:
        """Join two blocks: the first gets the text of the second."""
        end = self.tokens[second].end
        begin = self.tokens[first]
        self.tokens[second : second + 1] = []
        for index in range(first + 1):
            token = self.tokens[index]
            is_outside = token.kind in CONTAINERS or token.kind is K.QUOTE
            if index == first or (
                is_outside and token.start <= begin.start and token.end == begin.end
            ):
                self.change(index, end=max(end, token.end))

    def wrap(self, at: int, container: Token) -> int:
        """Put a container around a block; gives the block's new index."""
        self.tokens.insert(at, container)
        return at + 1
