"""Plain text: the text as it is, without hints; `quoted` blanks the margin of quoted mail."""

from __future__ import annotations

from tei_kit.readers.reader import Reader
from tei_kit.source import source
from tei_kit.source.source import Source

SIGN = ">"


def _decode(data: bytes, name: str, encoding: str | None) -> Source:
    return _without_margin(source.decode(data, name, encoding))


def _from_text(text: str, name: str) -> Source:
    return _without_margin(source.from_text(text, name))


def _without_margin(made: Source) -> Source:
    if SIGN not in made.text[:2] and not made.text.lstrip().startswith(SIGN):
        return made
    from tei_kit.readers.quoted import without_margin  # few texts begin with the sign

    return without_margin(made)


READER = Reader("plain text", _decode, _from_text)
