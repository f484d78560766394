"""The formats that the readers know, and the choice of the format of an input.

The table holds our own formats in the order in which messages name them. Other packages add
formats by entry points (docs/extending.md). The name of an entry point is the name of the format;
with a full stop before it, it is the suffix of its files. Our own names and suffixes come first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from pathlib import PurePath

from tei_kit import extensions
from tei_kit.diagnostics import Place, diagnose
from tei_kit.extensions import Group
from tei_kit.readers.reader import Reader
from tei_kit.record import frozen
from tei_kit.source.source import SourceError


@frozen
class InputFormat:
    """A format: its name for `--from`, and the suffixes of its files.

    `module` holds its reader as READER; it is "" for a format that another package adds.
    """

    name: str
    suffixes: Sequence[str]
    module: str = ""
    is_plain_text: bool = False

    def reader(self) -> Reader:
        """The reader of the format, imported now. Raises ExtensionError (TK133)."""
        if not self.module:
            return extensions.load(Group.READERS, self.name, Reader)
        reader = import_module(self.module).READER
        assert isinstance(reader, Reader)
        return reader


FORMATS: Sequence[InputFormat] = (
    InputFormat("txt", (".txt",), "tei_kit.readers.plain_text", is_plain_text=True),
    InputFormat("html", (".htm", ".html", ".xht", ".xhtml"), "tei_kit.readers.html.page"),
    InputFormat("docx", (".docx", ".docm"), "tei_kit.readers.docx.document"),
    InputFormat("md", (".markdown", ".md"), "tei_kit.readers.markdown"),
    InputFormat("wiki", (".mediawiki", ".wiki", ".wikitext"), "tei_kit.readers.wiki"),
    InputFormat("org", (".org",), "tei_kit.readers.org"),
    InputFormat("vtt", (".srt", ".vtt"), "tei_kit.readers.captions"),
)
PLAIN_TEXT = FORMATS[0]
BY_NAME: Mapping[str, InputFormat] = {each.name: each for each in FORMATS}
BY_SUFFIX: Mapping[str, InputFormat] = {end: each for each in FORMATS for end in each.suffixes}
# Suffixes of files that are refused, with the code of the error.
NOT_READ: Mapping[str, str] = {".doc": "TK123"}


def names() -> list[str]:
    """The names of all formats: ours in the order of the table, then those of other packages."""
    added = (name for name in extensions.names(Group.READERS) if name not in BY_NAME)
    return [*BY_NAME, *added]


def suffixes(chosen: Collection[str] = ()) -> list[str]:
    """The suffixes of the formats whose names are `chosen`; () means all formats."""
    return [
        end for name in names() if not chosen or name in chosen for end in _named(name).suffixes
    ]


def of_name(name: str, stated: str | None = None) -> InputFormat:
    """The format `stated`, else the format of the name's suffix; an unknown suffix is plain text.

    Raises SourceError: no format has that name (TK129), or no reader reads the suffix (TK123).
    """
    if stated is not None:
        if stated not in BY_NAME and stated not in names():
            reason = f"no format is called '{stated}'"
            raise SourceError(
                diagnose("TK129", Place(name), reason=reason, formats=", ".join(names()))
            )
        return _named(stated)
    suffix = PurePath(name).suffix.lower()
    if suffix in NOT_READ:
        raise SourceError(diagnose(NOT_READ[suffix], Place(name)))
    if not suffix or suffix in BY_SUFFIX:
        return BY_SUFFIX.get(suffix, PLAIN_TEXT)
    added = suffix.removeprefix(".")
    return _named(added) if added in names() else PLAIN_TEXT


def _named(name: str) -> InputFormat:
    """The format with the name `name`, which `names` has."""
    return BY_NAME.get(name) or InputFormat(name, (f".{name}",))
