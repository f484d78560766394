"""Reads files in which a line is a speaker, a tab, and what is said."""

from tei_kit.readers import Reader
from tei_kit.source.source import Source, decode_text, from_text


def read_text(text: str, name: str) -> Source:
    lines = (line.partition("\t") for line in text.splitlines())
    turns = (f"{speaker}: {said}" if said else speaker for speaker, _, said in lines)
    return from_text("\n\n".join(turns) + "\n", name)


def read_bytes(data: bytes, name: str, encoding: str | None) -> Source:
    return read_text(decode_text(data, name, encoding), name)


READER = Reader("a file of turns", read_bytes, read_text)
