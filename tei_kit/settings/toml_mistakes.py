"""Mistakes in TOML, in words that say what to write.

The parser only names the sign that it expected. People forget quotation marks, or their word
processor makes them curly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_CURLY = "“”„‟«»‘’‚‛″"

# title = My title
_PAIR = re.compile(r"\s*(?P<key>[\w.\-]+|\"[^\"]*\")\s*=\s*(?P<value>.*?)\s*")
# title: My title
_COLON = re.compile(r"\s*(?P<key>[\w.\-]+)\s*:\s*[\"']?(?P<value>.*?)[\"']?\s*")
# “My title”, also inside a list
_QUOTED_CURLY = re.compile(rf"[{_CURLY}](?P<inner>[^{_CURLY}]*)[{_CURLY}\"']?")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_COMMENT = re.compile(r"\s+\#.*$")
# [A. Editor, B. Editor]
_BARE_LIST = re.compile(r"\[ [^\[\]{}]*[^\W\d][^\[\]{}]* \]", re.VERBOSE)
_OF_OTHER_COMMENTS = ("//", "/*", "--", "<!--")
_WORDS = {"True": "true", "False": "false", "yes": "true", "no": "false"}

# "(at line 3, column 1)", which the parser puts at the end of its messages
_PLACE = re.compile(r"\s*\(at [^()]*\)$")
_TWICE = "Cannot overwrite a value"
_OPEN_HEADER = "Expected ']]'"
_OPEN_LIST = "Unclosed array"
# \n, and no \\n
_SIGN = re.compile(r"(?<!\\)(?:\\\\)*\\([bfnrt])")
_SIGNS = {
    "t": "a tab",
    "n": "a new line",
    "r": "the end of a line",
    "b": "a backspace",
    "f": "a new page",
}
_ESCAPE = re.compile(r"hex|escape", re.IGNORECASE)


def in_words(reason: str, line: str) -> str:
    """The mistake in a line of a TOML file, in words; `reason` is the parser's message."""
    reason = _PLACE.sub("", reason)
    if _TWICE in reason or "Cannot declare" in reason:
        return f"{_key(line) or 'the same key'} is given twice; take one out"
    if _OPEN_HEADER in reason:
        name = line.strip().strip("[]").strip()
        return f"two brackets that open are closed by two; write [[{name}]]"
    for explain in _EXPLANATIONS:
        told = explain(reason, line)
        if told:
            return told
    return reason


def _key(line: str) -> str:
    pair = _PAIR.fullmatch(line)
    return pair["key"] if pair else line.strip()


def _quoted(value: str) -> str:
    """A text as TOML has it."""
    return "'" + value + "'" if '"' in value and "'" not in value else _escaped(value)


def _escaped(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _curly(_reason: str, line: str) -> str:
    """Curly quotation marks in place of straight ones."""
    pair = _PAIR.fullmatch(line)
    value = pair["value"] if pair else line
    found = _QUOTED_CURLY.search(_STRING.sub("", value))
    if found is None or (pair and not value.startswith((*_CURLY, "["))):
        return ""
    written = _quoted(found["inner"])
    if pair and value.startswith(tuple(_CURLY)):
        written = f"{pair['key']} = {written}"
    return f"quotation marks have to be straight; write {written}"


def _colon(_reason: str, line: str) -> str:
    """A colon in place of the equals sign."""
    found = _COLON.fullmatch(line)
    if found is None or _PAIR.fullmatch(line):
        return ""
    return (
        "a key and its value have an equals sign between them; "
        f"write {found['key']} = {_quoted(found['value'])}"
    )


def _no_sign(reason: str, line: str) -> str:
    """A line without `=` between a key and a value."""
    if "Expected '='" not in reason:
        return ""
    pair = line.partition("=")
    if pair[1] and " " in pair[0].strip():
        return f"a key has no spaces; write {'_'.join(pair[0].split())} ="
    return 'this is no key with its value; write a line such as title = "My title"'


def _backslash(reason: str, line: str) -> str:
    """A backslash that begins nothing, as in names of files of Windows."""
    pair = _PAIR.fullmatch(line)
    if not (reason.startswith("Unescaped") or _ESCAPE.search(reason)) or pair is None:
        return ""
    inner = pair["value"].strip('"')
    return (
        f"a backslash begins a sign; write {pair['key']} = '{inner}', in single quotation marks, "
        "or with / in place of each"
    )


def swallowed(path: str) -> str:
    """The mistake of a path in which a backslash makes a sign that nobody sees."""
    sign = _SIGNS[_SIGN.findall(path)[0]]
    plain = path.replace("\\\\", "\\")
    return (
        f"a backslash begins a sign, here {sign}; write '{plain}', in single quotation marks, "
        f'or "{plain.replace(chr(92), "/")}"'
    )


def _value(_reason: str, line: str) -> str:
    """A value without its quotation marks, or with only one quotation mark."""
    pair = _PAIR.fullmatch(line)
    if pair is None:
        return ""
    key, value = pair["key"], pair["value"]
    if not value:
        return f'{key} has no value; write {key} = "…"'
    bare = _COMMENT.sub("", value)
    if bare in _WORDS:
        return f"write {key} = {_WORDS[bare]}"
    if value[0] in "\"'":
        return _in_quotes(key, value)
    if value.startswith("[") and _BARE_LIST.fullmatch(bare):
        items = ", ".join(_quoted(each.strip().strip("\"'")) for each in bare[1:-1].split(","))
        return f"each text of a list has quotation marks; write {key} = [{items}]"
    if value[0] in "[{=":
        return ""
    return f"the value of {key} has no quotation marks; write {key} = {_quoted(bare)}"


def _in_quotes(key: str, value: str) -> str:
    string = _STRING.match(value)
    if string is None or not value[1:]:
        return f"the value of {key} has no closing quotation mark ({value[0]})"
    rest = _COMMENT.sub("", value[string.end() :])
    if not rest.strip():
        return ""
    if value.rstrip().endswith(value[0]):
        inner = value.rstrip()[1:-1]
        if value[0] == '"' and "'" not in inner:
            return f"quotation marks stand inside the value; write {key} = '{inner}'"
        return f"quotation marks stand inside the value; write {key} = {_escaped(inner)}"
    rest = rest.strip()
    if rest.startswith(_OF_OTHER_COMMENTS):
        return f"after the value of {key} stands {rest}; a comment begins with #"
    if rest in (";", ","):
        return f"{rest} stands after the value of {key}; take it out"
    return f"after the value of {key} stands {rest}; put it into the quotation marks"


def _json(_reason: str, line: str) -> str:
    """A file of JSON."""
    return 'this is JSON; write TOML, such as title = "My title"' if line.startswith("{") else ""


def _open_list(reason: str, _line: str) -> str:
    return "a list has no ] at its end, or a comma is missing in it" if _OPEN_LIST in reason else ""


def _open_table(reason: str, line: str) -> str:
    return f"write {line.strip()}], with a bracket at the end" if "Expected ']'" in reason else ""


_EXPLANATIONS: Sequence[Callable[[str, str], str]] = (
    _curly,
    _backslash,
    _colon,
    _no_sign,
    _value,
    _open_list,
    _open_table,
    _json,
)
