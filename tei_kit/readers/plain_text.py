"""Plain text: the text as it is, without hints."""

from __future__ import annotations

from tei_kit.readers.reader import Reader
from tei_kit.source import source

READER = Reader("plain text", source.decode, source.from_text)
