"""Whole: changes the statements about a whole text in its decisions file.

These are the family, the language, answers about the layout, and names of persons. The file is
changed as text, one key at a time; then it is read again and compared with the expected contents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from tei_kit.decisions import tables
from tei_kit.decisions.reading import about
from tei_kit.decisions.writing import begun, by_hand, taken, toml, with_comment
from tei_kit.source.source import Source

# A key and its value on one line, up to a comment: `family = "play"  # surely`.
LINE = re.compile(r"""[ \t]*[^=\n]+=(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^#"'\n])*""")
MOST_LINES = 200  # the most lines of a value
BARE = re.compile(r"[A-Za-z0-9_-]+")

Said = str | Sequence[str] | None


def changed(text: str, name: str, source: Source, path: Sequence[str], value: Said) -> str:
    """The text of the file `name`, with another value of a key about the whole text.

    `path` is the key: `("family",)`, `("layout", "notes")`, `("persons", "thuy")`. The value is a
    string or names; None takes the key out. Raises DecisionError when this function cannot change
    the text of the file.
    """
    form, body = taken(text)
    if value is None and not body.strip():
        return text
    body = begun(body, source)
    own = about(body, Path(source.name).name)
    where = (own, *path) if own else tuple(path)
    expected = _data(body)
    _put(expected, where, value)
    tried = _with(body, where, value)
    try:
        said = _data(tried)
    except ValueError as error:
        raise by_hand(name) from error
    if _bare(said) != _bare(expected):
        raise by_hand(name)
    return form.given(tried)


def _data(text: str) -> dict[str, object]:
    import tomllib  # needed only for changes to a file

    return tomllib.loads(text)


def _put(data: dict[str, object], path: Sequence[str], value: Said) -> None:
    for key in path[:-1]:
        inner = data.setdefault(key, {})
        if not isinstance(inner, dict):
            return
        data = inner
    if value is None:
        data.pop(path[-1], None)
    else:
        data[path[-1]] = value if isinstance(value, str) else list(value)


def _bare(value: object) -> str:
    """The contents of a file without empty tables, as a string for comparison."""

    def kept(each: object) -> object:
        if isinstance(each, dict):
            inner = {key: kept(of) for key, of in each.items()}
            return {key: of for key, of in inner.items() if of != {}}
        return [kept(of) for of in each] if isinstance(each, list) else each

    return json.dumps(kept(value), sort_keys=True, default=str)


def _with(text: str, path: Sequence[str], value: Said) -> str:
    key = path[-1]
    inside = next((t for t in tables.tables(text) if tuple(t.path) == tuple(path[:-1])), None)
    line = None if value is None else f"{_key(key)} = {toml(value)}"
    if inside is None:
        if line is None:
            return text
        header = f"[{'.'.join(map(_key, path[:-1]))}]"
        return f"{text.rstrip()}\n\n{header}\n{line}\n"
    at = tables.key_in(text, inside, key)
    if at >= 0:
        begin = text.rfind("\n", 0, at) + 1
        end = _end_of_value(text, begin, at)
        if line is None:
            return text[:begin] + text[text.find("\n", end) + 1 or len(text) :]
        spaces = len(text[begin:end]) - len(text[begin:end].rstrip())
        return text[:begin] + line + text[end - spaces :]
    if line is None:
        return text
    return _put_in(text, inside, line)


def _end_of_value(text: str, begin: int, at: int) -> int:
    """The offset of the end of a value that begins at `at`: before a comment or on a later line."""
    found = LINE.match(text, begin)
    end = found.end() if found else at
    last = text.find("\n", at)
    for _ in range(MOST_LINES):
        last = len(text) if last < 0 else last
        try:
            _data(f"x = {text[at:last]}")
        except ValueError:
            last = text.find("\n", last + 1) if last < len(text) else last
        else:
            return max(end, last) if "\n" in text[begin:last] else end
    return end


def _put_in(text: str, inside: tables.Table, line: str) -> str:
    """The text with a further line after the last key of a table."""
    end = with_comment(text, inside.end) if inside.end < len(text) else len(text)
    rest = text[end:]
    return f"{text[:end].rstrip()}\n{line}\n{f'{chr(10)}{rest}' if rest else ''}"


def _key(key: str) -> str:
    return key if BARE.fullmatch(key) else toml(key)
