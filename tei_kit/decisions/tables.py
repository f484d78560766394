"""Tables: the places of the tables and keys of a decisions file in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tei_kit.record import record

# A string or a comment, in which a bracket begins no table; or a header on a line of its own:
# `[persons]`, `[["memo.txt".decision]]  # of the memo`.
PIECE = re.compile(
    r'''
    """(?:\\.|[^\\])*?""" | \'\'\'.*?\'\'\'
    | ^[ \t]*(?P<open>\[\[?)[ \t]*
      (?P<name>(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\[\]"'\n#=])+?)
      [ \t]*\]\]?[ \t]*(?:\#[^\n]*)?\r?$
    | "(?:\\.|[^"\\\n])*" | '[^'\n]*' | \#[^\n]*
    ''',
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


@record
class Table:
    """A table of a file, with its header and its keys in `text[start:end]`.

    `path` is `("memo.txt", "decision")` for `[["memo.txt".decision]]`, and empty for the keys
    before the first header. `is_row` is True for `[[…]]`.
    """

    path: Sequence[str]
    is_row: bool
    start: int
    end: int


def tables(text: str) -> list[Table]:
    """The tables in the text of a TOML file, in order; the first is the table without a name."""
    found = [match for match in PIECE.finditer(text) if match["open"]]
    starts = [0, *(match.start() for match in found)]
    ends = [*starts[1:], len(text)]
    paths = [(), *(_parts(match["name"]) for match in found)]
    rows = [False, *(match["open"] == "[[" for match in found)]
    return [Table(*each) for each in zip(paths, rows, starts, ends, strict=True)]


def _parts(name: str) -> tuple[str, ...]:
    """The parts of a name in TOML: `memo.txt` and `decision` for `"memo.txt".decision`."""
    import tomllib  # needed only for decisions files

    try:
        inner: object = tomllib.loads(f"[{name}]")
    except ValueError:
        return ()
    found: list[str] = []
    while isinstance(inner, dict) and inner:
        key, inner = next(iter(inner.items()))
        found.append(key)
    return tuple(found)


def rows_of(text: str, source: str = "") -> Iterator[Table]:
    """The `[[decision]]` tables of a file; with a source, its tables in the file of a folder."""
    wanted = (source, "decision") if source else ("decision",)
    return (each for each in tables(text) if each.is_row and each.path == wanted)


def line_of(text: str, offset: int) -> int:
    """The line of an offset, from 1."""
    return text.count("\n", 0, offset) + 1


def line_of_key(text: str, path: Sequence[str], key: str) -> int:
    """The line, from 1, of a key or a table with its name in the table `path`.

    If there is no such key, the line of the table itself, else 1.
    """
    all_of = tables(text)
    for each in all_of:
        if tuple(each.path[: len(path) + 1]) == (*path, key):
            return line_of(text, header_of(text, each))
    line = 1
    for each in all_of:
        if tuple(each.path) == tuple(path):
            at = key_in(text, each, key)
            if at >= 0:
                return line_of(text, at)
            line = line_of(text, header_of(text, each))
    return line


def header_of(text: str, table: Table) -> int:
    """The offset of the bracket that begins a table's header."""
    header = text[table.start : table.end]
    return table.start + len(header) - len(header.lstrip())


def key_in(text: str, table: Table, key: str) -> int:
    """The offset after a key of a table and its `=` or `.`; -1 if the table lacks the key."""
    name = re.escape(key)
    pattern = re.compile(rf"^[ \t]*(?:{name}|\"{name}\"|'{name}')[ \t]*[=.]", re.MULTILINE)
    found = pattern.search(text, table.start, table.end)
    return found.end() if found else -1
