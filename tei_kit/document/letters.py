"""Letters: the parts around their text, and their senders and recipients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tei_kit.document.content import Contents
from tei_kit.document.model import (
    Address,
    Block,
    Closer,
    Date,
    Dateline,
    Inline,
    InnerText,
    Letter,
    LetterPart,
    LineBreak,
    Opener,
    Paragraph,
    PersonName,
    Place,
    Salute,
    Signed,
    Subdivision,
    plain,
)
from tei_kit.record import members, replace
from tei_kit.tokenizer.tokens import TokenKind

K = members(TokenKind)
LETTERS, SENT = frozenset({"letter", "telegram"}), "sent"
RECEIVED = "received"
# Signs around a name that is signed.
AROUND = " ,;:"
LONGEST_ABBREVIATION = 3  # letters: the stop after a longer word is not part of the name
INSIDE = frozenset({K.SIGNED, K.DATELINE})  # tokens that may stand on the line of a close


def read_close(contents: Contents) -> list[LetterPart]:
    """The words before a signature, and the signatures that stand on the same line."""
    token = contents.tokens[contents.at]
    contents.at += 1
    cert = contents.context.cert(token)
    parts: list[LetterPart] = []
    start = token.start
    while True:
        at = contents.at
        while at < len(contents.tokens) and contents.tokens[at].start < token.end:
            if contents.tokens[at].kind in INSIDE:
                break
            at += 1
        else:
            break
        inner = contents.tokens[at]
        words = contents.within(start, inner.start)
        before_it = parts[-1] if parts else None
        if isinstance(before_it, (Signed, Dateline)) and not any(map(str.isalnum, plain(words))):
            parts[-1] = replace(before_it, content=(*before_it.content, *words))
        elif words:
            parts.append(Salute(words, cert, is_close=True))
        before: list[Inline] = []  # tokens that begin where the signature begins
        while contents.tokens[contents.at] is not inner:
            before.append(contents.next_inline())
        contents.at += 1
        content = (*before, *contents.within(inner.start, inner.end))
        inner_cert = contents.context.cert(inner)
        is_signed = inner.kind is K.SIGNED
        parts.append(Signed(content, inner_cert) if is_signed else Dateline(content, inner_cert))
        start = inner.end
    rest = contents.within(start, token.end)
    last = parts[-1] if parts else None
    if isinstance(last, (Signed, Dateline)) and not any(map(str.isalnum, plain(rest))):
        parts[-1] = replace(last, content=(*last.content, *rest))
    elif rest:
        parts.append(Salute(rest, cert, is_close=True))
    return parts


def read_address(contents: Contents) -> Address:
    """An address, whose lines are parted by line breaks, or stand right below each other."""
    lines: list[list[Inline]] = [[]]
    while True:
        end = contents.tokens[contents.at].end
        for part in contents.block():
            if isinstance(part, LineBreak):
                lines.append([])
            else:
                lines[-1].append(part)
        if not _goes_on(contents, end):
            return Address([line for line in lines if line] or [()])
        lines.append([])


def _goes_on(contents: Contents, end: int) -> bool:
    """Whether the next token is a line of the address that ends at a place."""
    if contents.at == len(contents.tokens):
        return False
    token = contents.tokens[contents.at]
    between = contents.text[end : token.start]
    return token.kind is K.ADDRESS and not between.strip() and between.count("\n") == 1


def letters_in(
    identifier: str, kind: str, heads: Sequence[Sequence[Inline]], blocks: Sequence[Block]
) -> Iterator[Letter]:
    """The correspondence of each letter that a division is, or holds, by the letter's own words."""
    if kind in LETTERS and (letter := _letter(identifier, heads, blocks)):
        yield letter
    for block in blocks:
        if isinstance(block, Subdivision):
            yield from letters_in(block.identifier, block.kind, block.heads, block.blocks)


def _letter(
    identifier: str, heads: Sequence[Sequence[Inline]], blocks: Sequence[Block]
) -> Letter | None:
    parts = list(_parts(blocks))
    datelines = [part for part in parts if isinstance(part, Dateline)]
    titles = [part for head in heads for part in head]
    dated = [part for line in datelines for part in line.content]
    names = [part for part in titles if isinstance(part, PersonName)]
    said_inside = list(_said_in(blocks))
    stated = [each for each in said_inside if isinstance(each, PersonName) and each.part]
    said = [*(n for n in names if n.part), *said_inside]
    decided = [each for each in said if each.certainty.startswith("#")]
    people = [each for each in decided if isinstance(each, PersonName)]
    sent = [each for each in people if each.part == SENT]
    received = [each for each in people if each.part == RECEIVED]
    places = [each for each in decided if isinstance(each, Place)]
    letter = Letter(
        identifier,
        _first(sent)
        or _first(n for n in stated if n.part == SENT)
        or _sender(parts)
        or _first(n for n in names if n.part == SENT),
        _first(received)
        or _first(n for n in stated if n.part == RECEIVED)
        or _first(n for n in names if n.part != SENT)
        or _recipient(parts),
        _first([*places, *(part for part in [*dated, *titles] if isinstance(part, Place))]),
        next((part for part in [*dated, *titles] if isinstance(part, Date) and part.when), None),
    )
    return None if letter == Letter(identifier) else letter


def _parts(blocks: Sequence[Block]) -> Iterator[LetterPart]:
    """The openers' and closers' parts of a letter, before those of texts inside it."""
    for block in sorted(blocks, key=_is_inner):
        if isinstance(block, (Opener, Closer)):
            for part in block.parts:
                if isinstance(part, (Dateline, Salute, Signed, Address)):
                    yield part
        elif isinstance(block, InnerText):
            yield from _parts(block.blocks)


def _is_inner(block: Block) -> bool:
    return isinstance(block, InnerText)


def _said_in(blocks: Sequence[Block]) -> Iterator[PersonName | Place]:
    """The names of persons and places in the paragraphs, openers and closers of a letter."""
    for block in blocks:
        if isinstance(block, InnerText):
            yield from _said_in(block.blocks)
        elif isinstance(block, Paragraph):
            yield from (each for each in block.content if isinstance(each, (PersonName, Place)))
    for part in _parts(blocks):
        lines = part.lines if isinstance(part, Address) else [part.content]
        for line in lines:
            yield from (each for each in line if isinstance(each, (PersonName, Place)))


def _sender(parts: Sequence[LetterPart]) -> str:
    """The name that is signed first."""
    for part in parts:
        if isinstance(part, Signed):
            names = [each for each in part.content if isinstance(each, PersonName)]
            from tei_kit.tokenizer.signed import without_word  # letters alone need it

            return _first(names) or without_word(_words(part.content))
    return ""


def _recipient(parts: Sequence[LetterPart]) -> str:
    """The name in the greeting or the address."""
    for part in parts:
        if isinstance(part, Salute) and not part.is_close:
            content = part.content
        elif isinstance(part, Address):
            content = [each for line in part.lines for each in line]
        else:
            continue
        if name := _first(each for each in content if isinstance(each, PersonName)):
            return name
    return ""


def _first(parts: Iterator[PersonName | Place] | Sequence[PersonName | Place]) -> str:
    return next((words for part in parts if (words := _words(part.content))), "")


def _words(content: Sequence[Inline]) -> str:
    """The text of a name, without the signs around it: `R. B.`, `Robert Burns`."""
    words = " ".join(plain(content).split()).strip(AROUND)
    last = words.rstrip(".").rpartition(" ")[2].rpartition(".")[2]
    return words.rstrip(".") if len(last) > LONGEST_ABBREVIATION else words
