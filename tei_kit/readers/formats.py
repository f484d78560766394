"""Which format an input has: by its name, or as the caller says."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from pathlib import PurePath

from tei_kit.diagnostics import Place, diagnose
from tei_kit.source.source import SourceError


class Format(StrEnum):
    """The formats that are read, by the names that `--from` has for them."""

    TEXT = "txt"
    HTML = "html"
    DOCX = "docx"
    MARKDOWN = "md"


SUFFIXES = {
    ".txt": Format.TEXT,
    ".docx": Format.DOCX,
    ".docm": Format.DOCX,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".markdown": Format.MARKDOWN,
    ".md": Format.MARKDOWN,
    ".xht": Format.HTML,
    ".xhtml": Format.HTML,
}
# A name that says of a file that nothing here reads it.
OTHERS = {".doc": "TK123"}
NAMES = ", ".join(Format)


def suffixes(chosen: Collection[Format] = tuple(Format)) -> tuple[str, ...]:
    """How the names of files of some formats end."""
    return tuple(suffix for suffix, format_ in SUFFIXES.items() if format_ in chosen)


def of_name(name: str, stated: str | None = None) -> Format:
    """The format that is stated, else that of a name's suffix; any other suffix is plain text.

    Raises SourceError: no such format (TK129), or one that is not read (TK123).
    """
    if stated is not None:
        if stated not in Format.__members__.values():
            reason = f"no format is called '{stated}'"
            raise SourceError(diagnose("TK129", Place(name), reason=reason, formats=NAMES))
        return Format(stated)
    suffix = PurePath(name).suffix.lower()
    if suffix in OTHERS:
        raise SourceError(diagnose(OTHERS[suffix], Place(name)))
    return SUFFIXES.get(suffix, Format.TEXT)
