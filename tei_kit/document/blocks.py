"""Blocks of a division: read from its tokens, in the parts that headings begin."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.document import verse
from tei_kit.document.content import FLOATING, Contents
from tei_kit.document.letters import LETTERS, read_address, read_close
from tei_kit.document.lists import read_list
from tei_kit.document.model import (
    Aside,
    Block,
    Closer,
    Dateline,
    Epigraph,
    Inline,
    InnerText,
    Opener,
    Paragraph,
    Postscript,
    Quote,
    Salute,
    Signed,
    Spoken,
    Stage,
    Subdivision,
    TitlePart,
    Trailer,
)
from tei_kit.document.notes import ANOTHER, SECTION, Scopes
from tei_kit.document.openers import FRONT, arranged, as_text, fronted
from tei_kit.document.turns import Gatherer, directions, label_at
from tei_kit.record import members
from tei_kit.tokenizer.tokens import Token, TokenKind

K = members(TokenKind)


class _Part:
    """A part that a heading begins, while it is read."""

    def __init__(self, depth: int, kind: str = "", n: str = "") -> None:
        self.depth, self.kind, self.n = depth, kind, n
        self.identifier = self.decided = ""
        self.heads: list[Sequence[Inline]] = []
        self.blocks: list[Block] = []
        self.parts: list[_Part] = []

    def subdivision(self) -> Subdivision:
        return Subdivision(
            self.heads, self.all_blocks(), self.kind, self.n, self.identifier, self.decided
        )

    def all_blocks(self) -> list[Block]:
        return [*self.blocks, *[part.subdivision() for part in self.parts]]


def read_blocks(contents: Contents, end: int) -> list[Block]:
    """The blocks up to the token of index `end`, in the subdivisions that hold them."""
    return arranged(_read_parts(contents, end))


def read_heads(contents: Contents) -> list[Sequence[Inline]]:
    """The further headings of a part: tokens that follow its first heading at once."""
    heads: list[Sequence[Inline]] = []
    tokens = contents.tokens
    while True:
        at = contents.at
        while at < len(tokens) and tokens[at].kind in FLOATING:
            at += 1
        if at == len(tokens) or tokens[at].kind is not K.SUBHEAD or tokens[at].value != ANOTHER:
            return heads
        before: list[Inline] = []
        while contents.at < at:
            before.append(contents.floating())
        heads.append((*before, *contents.block()))


def _read_parts(contents: Contents, end: int) -> list[Block]:
    """The blocks up to the token of index `end`, in their order."""
    outer = contents.scope
    scopes = Scopes(outer)
    whole = _Part(0)
    whole.blocks = _turns(contents, end)
    open_parts = [whole]
    while contents.at < end:
        heading = contents.tokens[contents.at]
        contents.scope = scopes.enter(heading)
        kind = "" if heading.value == ANOTHER else heading.value
        part = _Part(max(heading.depth, 1), kind or SECTION, "".join(heading.place.split()))
        part.decided = contents.context.decided(heading)
        if kind in LETTERS:
            part.identifier = contents.context.take(f"{kind}{_name(part.n)}")
        if heading.start == heading.end:  # a part without a heading
            contents.at += 1
        else:
            part.heads = [contents.block(), *read_heads(contents)]
        part.blocks = _turns(contents, end)
        while open_parts[-1].depth >= part.depth:
            open_parts.pop()
        open_parts[-1].parts.append(part)
        open_parts.append(part)
    contents.scope = outer
    return whole.all_blocks()


def _name(n: str) -> str:
    return n if n.isascii() and n.isalnum() else ""


def _turns(contents: Contents, end: int) -> list[Block]:
    """The blocks up to a heading, with speech gathered into turns."""
    tokens = contents.tokens
    gatherer = Gatherer(contents)
    while contents.at < end and tokens[contents.at].kind is not K.SUBHEAD:
        token = tokens[contents.at]
        kind = token.kind
        if kind is K.PARAGRAPH:  # most blocks are paragraphs
            label = contents.at + 1
            if label < len(tokens) and tokens[label].kind is K.SPEAKER:
                _speech(contents, gatherer, token, tokens[label])
            elif gatherer.is_open and not token.depth:
                gatherer.say((Paragraph(contents.block(), contents.context.decided(token)),))
            elif contents.next_after_is(K.SALUTE, token.start):
                gatherer.close()
                gatherer.blocks += _greeted(contents)
            else:
                paragraph = Paragraph(contents.block(), contents.context.decided(token))
                gatherer.add(paragraph)
        elif kind in FLOATING:
            gatherer.wait(contents.floating())
        elif kind is K.NOTE:
            note = contents.note()
            if note:
                gatherer.wait(note)
        elif (label := label_at(contents)) >= 0:
            _speech(contents, gatherer, token, tokens[label])
        elif kind is K.STAGE:
            cert = contents.context.cert(token)
            gatherer.stage(Stage(contents.block(), cert, token.value), token)
        elif gatherer.goes_on(token):
            gatherer.say(_spoken(contents, token))
        else:
            gatherer.close()
            gatherer.blocks += _block(contents, token)
    gatherer.close()
    return gatherer.blocks


def _speech(contents: Contents, gatherer: Gatherer, block: Token, label: Token) -> None:
    """A block that a speaker's label begins: the label, and the rest of the block."""
    if block.kind is K.PARAGRAPH:
        contents.at += 2
        gatherer.begin(label)
        content = contents.within(label.end, block.end)
        if content:
            is_done = isinstance(content[0], Aside)
            paragraph = Paragraph(content, contents.context.decided(block))
            gatherer.say((is_done and directions(content)) or (paragraph,))
        return
    first = contents.tokens[contents.at + 1] if block.kind is K.LINE_GROUP else block
    contents.at += 3 if block.kind is K.LINE_GROUP else 2
    gatherer.begin(label)
    said: list[Spoken] = []
    if first.kind is K.STAGE:
        content = contents.without_asides(label.end, first.end)
    else:
        content = contents.within(label.end, first.end)
    if first.kind is K.STAGE and content:
        said.append(Stage(content, contents.context.cert(first), first.value))
    elif content and (stages := directions(content)):
        said += stages
    elif content:
        said.append(verse.line(first, content))
    if block.kind is K.LINE_GROUP:
        said = verse.rest_of_group(contents, block, said)
    gatherer.say(said)


def _spoken(contents: Contents, token: Token) -> list[Spoken]:
    """A block that goes on with a turn."""
    if token.kind is K.LIST:
        return [read_list(contents)]
    if token.kind is K.TABLE:
        return [contents.table()]
    if token.kind is K.LINE:
        return [verse.read_line(contents)]
    if token.kind is K.LINE_GROUP:
        return verse.read_group(contents)
    if token.kind is K.QUOTE:
        return [_quote(contents)]
    return [Paragraph(contents.block())]


def _block(contents: Contents, token: Token) -> Sequence[Block]:
    """A block that belongs to no turn."""
    kind = token.kind
    if kind in (K.LIST, K.TABLE, K.LINE, K.LINE_GROUP, K.QUOTE):
        return _spoken(contents, token)
    if kind is K.CAST:
        from tei_kit.document.casts import read_cast  # only plays have one

        return [read_cast(contents)]
    if kind is K.FRONT:
        return [_front(contents)]
    if kind is K.CLOSE:
        return read_close(contents)
    if kind is K.ADDRESS:
        return [read_address(contents)]
    if kind is K.POSTSCRIPT:
        return [Postscript(_inner_blocks(contents))]
    if kind is K.EPIGRAPH:
        return [Epigraph(_quoted(contents))]
    content, cert = contents.block(), contents.context.cert(token)
    if kind is K.DATELINE:
        return [Dateline(content, cert)]
    if kind is K.SALUTE:
        return [Salute(content, cert)]
    if kind is K.SIGNED:
        return [Signed(content, cert)]
    if kind is K.TRAILER:
        return [Trailer(content, cert)]
    if kind is K.TITLE_PART:
        return [TitlePart(content, token.value)]
    return [Paragraph(content)]


def _greeted(contents: Contents) -> Sequence[Block]:
    """A paragraph, and the greeting before it that stands in the same block."""
    token = contents.tokens[contents.at]
    salute = contents.tokens[contents.at + 1]
    contents.at += 2
    greeting = Salute(contents.within(salute.start, salute.end), contents.context.cert(salute))
    rest = contents.within(salute.end, token.end)
    signed = contents.context.decided(token)
    return [greeting, Paragraph(rest, signed)] if rest else [greeting]


def _container(contents: Contents) -> list[Block]:
    """The blocks that a container covers; its text, where it does not cover blocks."""
    token = contents.tokens[contents.at]
    end = contents.index_of(token.end)
    if not contents.holds_blocks():
        return [Paragraph(contents.block())]
    contents.at += 1
    return _read_parts(contents, end)


def _inner_blocks(contents: Contents) -> list[Block]:
    """The blocks of a container that may have openers and closers, but no parts."""
    blocks = arranged(as_text(_without_parts(_container(contents))))
    return [InnerText(blocks)] if any(isinstance(b, Epigraph) for b in blocks) else blocks


def _quoted(contents: Contents) -> list[Block]:
    """The blocks of a quotation, which has no openers and closers of its own."""
    blocks = _inner_blocks(contents)
    with_edges = any(isinstance(b, (Opener, Closer, Postscript, Trailer)) for b in blocks)
    return [InnerText(blocks)] if with_edges else blocks


def _without_parts(blocks: Sequence[Block]) -> list[Block]:
    """Blocks whose headings are paragraphs."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Subdivision):
            result += [Paragraph(head) for head in block.heads]
            result += _without_parts(block.blocks)
        else:
            result.append(block)
    return result


def _quote(contents: Contents) -> Quote:
    """A quotation: its text, where it covers no block."""
    is_text = not contents.holds_blocks()
    blocks = _quoted(contents)
    if is_text and len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return Quote(blocks[0].content)
    return Quote((), blocks)


def _front(contents: Contents) -> Subdivision:
    """The blocks before the body as a division, where they cannot be `front`."""
    blocks = _container(contents)
    heads: list[Sequence[Inline]] = []
    while blocks and isinstance(blocks[0], TitlePart) and blocks[0].kind in ("main", "sub", ""):
        heads.append(blocks[0].content)
        del blocks[0]
    return Subdivision(heads, blocks, FRONT)


def read_front(contents: Contents) -> list[Block]:
    """The blocks before the body, as `front` may hold them."""
    return fronted(_container(contents))
