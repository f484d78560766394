"""The text of a schema in the compact syntax -> its tokens, with their places, one after another.

The steps are those of RELAX NG Compact Syntax, section 3: bytes to characters, line ends, escapes
such as `\\x{E9}`, tokens. Where the specification leaves room, it is read as Jing reads it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from tei_kit.diagnostics import Place, SchemaError, diagnose
from tei_kit.relaxng.datatypes.xml_names import is_ncname

NAME = "name"
"""An identifier that is no keyword, or one that a backslash marks: `p`, `\\element`."""
PREFIXED_NAME = "prefixed name"
"""`tei:p`."""
PREFIX_STAR = "prefix and star"
"""`tei:*`."""
STRING = "quoted string"
"""One string, without its quotes."""
DOCUMENTATION = "documentation"
"""A line that begins with `##`."""
END = "end"
"""The end of the file."""

# fmt: off
KEYWORDS = frozenset((
    "attribute", "default", "datatypes", "div", "element", "empty", "external", "grammar",
    "include", "inherit", "list", "mixed", "namespace", "notAllowed", "parent", "start", "string",
    "text", "token",
))
# fmt: on

# Keywords, which are identifiers where no keyword may stand.
IDENTIFIERS = KEYWORDS | {NAME}
_CALLED = {
    END: "the end of the file",
    STRING: "a string",
    DOCUMENTATION: "a comment of the kind ##, which stands before what it documents",
}

# Line ends of the file are replaced by U+0000, and so differ from the line end that is written
# `\x{A}`. Line ends of the file end a comment; the escaped line end may stand in "...".
_LINE_END = "\0"
_LINE_ENDS = re.compile(r"\r\n?|\n")

# Characters that no XML document, and so no schema, may hold: U+0001, U+FFFE, half of a pair.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")

# `\x{E9}` or `\xx{E9}`; without the digits and the brace it is a mistake.
_ESCAPE = re.compile(r"\\x+\{ (?: (?P<digits> [0-9A-Fa-f]+ ) \} )?", re.VERBOSE)

_TOKEN = re.compile(
    r"""
    (?: [ \t\n\0]+ | \# (?!\#) [^\n\0]* )+                # white space and comments: skipped
    | (?P<word> [A-Za-z_\x80-\U0010FFFF] [A-Za-z0-9_.\-\x80-\U0010FFFF]* )
      (?: : (?: (?P<local> [A-Za-z_\x80-\U0010FFFF] [A-Za-z0-9_.\-\x80-\U0010FFFF]* )
              | (?P<star> \* ) ) )?                       # p, tei:p, tei:*
    | (?P<symbol> [={}()\[\],?*+~\-] | \|=? | &=? | >> )
    | (?P<quoted> "{3} (?: [^"] | "(?!"") )* "{3} | '{3} (?: [^'] | '(?!'') )* '{3}
                | "[^"\0]*" | '[^'\0]*' )                 # "a", and over several lines '''a'''
    | \\ (?P<escaped> [A-Za-z_\x80-\U0010FFFF] [A-Za-z0-9_.\-\x80-\U0010FFFF]* )   # \element
    | (?P<documentation> \#\# [^\n\0]* )
    | (?P<wrong> . )
    """,
    re.VERBOSE | re.DOTALL,
)

_TRIPLE_QUOTES = ('"""', "'''")
_MOST_DIGITS = 6
_MAX_CODE_POINT = 0x10FFFF
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class Token(NamedTuple):
    """A token, and the place at which it begins."""

    kind: str
    """A kind above, or the token itself when it is a keyword or a sign."""
    text: str
    """A name without its backslash, a string without its quotes."""
    line: int
    column: int


def decode(data: bytes, file: str) -> str:
    """The text of a schema: UTF-16 if it begins with the mark of UTF-16, otherwise UTF-8.

    Raises SchemaError (TK505) at the first bytes that are not in that encoding.
    """
    is_utf16 = data.startswith(_UTF16_MARKS)
    try:
        return data.decode("utf-16" if is_utf16 else "utf-8")
    except UnicodeDecodeError as error:
        called = "UTF-16" if is_utf16 else "UTF-8"
        before = data[2 : error.start] if is_utf16 else data[: error.start]
        encoding = error.encoding if is_utf16 else "utf-8"
        text = before.decode(encoding, "replace").removeprefix("\ufeff")
        byte = f"0x{data[error.start]:02X}"
        reason = f"byte {byte} is not {called}; save the schema as UTF-8"
        raise _wrong(_Places(text), len(text), file, reason) from error


def tokenize(text: str, file: str) -> list[Token]:
    """The tokens of a schema, the last of them END. Raises SchemaError (TK505)."""
    text = text.removeprefix("\ufeff")
    places = _Places(text)
    forbidden = _FORBIDDEN.search(text)
    if forbidden is not None:
        reason = f"the character U+{ord(forbidden[0]):04X} may not stand in a schema"
        raise _wrong(places, forbidden.start(), file, reason)
    text = _LINE_ENDS.sub(_LINE_END, text.replace("\r\n", "\n"))
    if "\\x" in text:
        text = _unescaped(text, places, file)

    tokens: list[Token] = []
    add = tokens.append
    line, column_zero, next_line = 1, -1, places.line_start(1)
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup
        if kind is None:
            continue
        start = found.start()
        if places.shifts:
            start = places.original(start)
        while start >= next_line:
            column_zero = next_line - 1
            line += 1
            next_line = places.line_start(line)
        column = start - column_zero
        add(_token(kind, found[0], line, column, file))
    end = places.place(len(text), file)
    add(Token(END, "", end.line, end.column))
    return tokens


def _token(kind: str, value: str, line: int, column: int, file: str) -> Token:
    """The token of a match of `_TOKEN`; `kind` is the name of its group. Raises SchemaError."""
    match kind:
        case "symbol":
            return Token(value, value, line, column)
        case "word":
            found = Token(value if value in KEYWORDS else NAME, value, line, column)
            names = [value]
        case "local":
            found = Token(PREFIXED_NAME, value, line, column)
            names = value.split(":")
        case "star":
            found = Token(PREFIX_STAR, value[:-2], line, column)
            names = [value[:-2]]
        case "escaped":
            found = Token(NAME, value[1:], line, column)
            names = [value[1:]]
        case "quoted":
            return Token(STRING, _unquoted(value), line, column)
        case "documentation":
            return Token(DOCUMENTATION, value, line, column)
        case _:
            raise SchemaError(diagnose("TK505", Place(file, line, column), reason=_stray(value)))
    if not value.isascii() and not all(map(is_ncname, names)):
        raise _wrong_name(value, Place(file, line, column))
    return found


class _Places:
    """The places of a text's characters in its file, also after escapes in it were replaced."""

    def __init__(self, text: str) -> None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._line_starts = [0, *accumulate(lengths)]
        self.shifts: list[tuple[int, int]] = []
        """For each escape: the offset after it, and the length that the text has lost so far."""

    def line_start(self, index: int) -> int:
        """The offset at which a line begins. Lines count from 0; the end of the text counts as the
        beginning of a further line."""
        return self._line_starts[index]

    def original(self, offset: int) -> int:
        """The offset before the escapes were replaced."""
        at = bisect_right(self.shifts, offset, key=lambda shift: shift[0])
        return offset + self.shifts[at - 1][1] if at else offset

    def place(self, offset: int, file: str) -> Place:
        """The place of an offset."""
        offset = self.original(offset)
        line = bisect_right(self._line_starts, offset)
        return Place(file, line, offset - self._line_starts[line - 1] + 1)


def _unescaped(text: str, places: _Places, file: str) -> str:
    """The text with its escapes replaced; `places` takes note of the shift after each."""
    parts: list[str] = []
    done = length = shift = 0
    shifts = []
    for found in _ESCAPE.finditer(text):
        digits = found["digits"]
        if digits is None:
            reason = 'expected hexadecimal digits and "}" after "\\x{"'
            raise _wrong(places, found.start(), file, reason)
        significant = digits.lstrip("0")
        code = int(significant or "0", 16) if len(significant) <= _MOST_DIGITS else -1
        character = chr(code) if 0 <= code <= _MAX_CODE_POINT else _LINE_END
        if _FORBIDDEN.match(character):
            reason = f'"{found[0]}" is not a character of XML'
            raise _wrong(places, found.start(), file, reason)
        parts += (text[done : found.start()], character)
        length += found.start() - done + 1
        done = found.end()
        shift += len(found[0]) - 1
        shifts.append((length, shift))
    parts.append(text[done:])
    places.shifts = shifts
    return "".join(parts)


def _unquoted(value: str) -> str:
    if value.startswith(_TRIPLE_QUOTES) and len(value) >= 2 * len(_TRIPLE_QUOTES[0]):
        return value[3:-3].replace(_LINE_END, "\n")
    return value[1:-1]


def _stray(character: str) -> str:
    """The reason why a character begins no token."""
    match character:
        case '"' | "'":
            return (
                f"the string that begins here does not end on its line; close it with {character}, "
                f"or put a longer one between {3 * character}"
            )
        case ":":
            return 'a colon stands between a prefix and a name, without spaces: "tei:p"'
        case "\\":
            return 'a backslash stands before a name: "\\element"'
        case "#":
            return "a comment stands here that should not"
        case ">":
            return 'expected ">>"'
        case _ if not character.isprintable():
            return f"the character U+{ord(character):04X} has no meaning here"
        case _:
            return f'the character "{character}" has no meaning here'


def _wrong(places: _Places, offset: int, file: str, reason: str) -> SchemaError:
    return SchemaError(diagnose("TK505", places.place(offset, file), reason=reason))


def _wrong_name(name: str, place: Place) -> SchemaError:
    return SchemaError(diagnose("TK505", place, reason=f'"{name}" is not a name of XML'))


class TokenStream:
    """The tokens of a schema, gone through once from the left. `token` is the next to be read.

    Errors are SchemaErrors (TK505) with the place of a token.
    """

    def __init__(self, text: str, file: str) -> None:
        self._tokens = tokenize(text, file)
        self._at = 0
        self.file = file
        self.token = self._tokens[0]

    def next(self) -> Token:
        """Step over the next token, and return it."""
        token = self.token
        self._at += 1
        if token.kind != END:
            self.token = self._tokens[self._at]
        return token

    def peek(self) -> Token:
        """The token after the next."""
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)]

    def expect(self, kind: str, called: str) -> None:
        """Step over a token of a kind; messages call it `called`."""
        if self.token.kind != kind:
            raise self.unexpected(called)
        self.next()

    def opening(self) -> Token:
        """Step over the brace that begins a group, and return it."""
        opening = self.token
        self.expect("{", '"{"')
        return opening

    def closing(self, opening: Token, expected: str, kind: str = "}") -> None:
        """Step over the token that ends the group of `opening`, where `expected` could stand."""
        if self.token.kind == kind:
            self.next()
            return
        if self.token.kind == END:
            expected += f' (for the "{opening.kind}" of line {opening.line})'
        raise self.unexpected(expected)

    def identifier(self, called: str) -> Token:
        """Step over a name or a keyword, and return it; messages call it `called`."""
        if self.token.kind not in IDENTIFIERS:
            raise self.unexpected(called)
        return self.next()

    def literal(self, called: str = "a string in quotes") -> str:
        """Strings that `~` joins."""
        if self.token.kind != STRING:
            raise self.unexpected(called)
        text = self.next().text
        while self.token.kind == "~":
            self.next()
            if self.token.kind != STRING:
                raise self.unexpected('a string in quotes after "~"')
            text += self.next().text
        return text

    def unexpected(self, expected: str) -> SchemaError:
        """The error of a token that is not allowed where it stands."""
        return self.wrong(self.token, f"expected {expected}; found {_called(self.token)}")

    def wrong(self, token: Token, reason: str) -> SchemaError:
        """The error of a token, for a reason."""
        place = Place(self.file, token.line, token.column)
        return SchemaError(diagnose("TK505", place, reason=reason))


def _called(token: Token) -> str:
    """A token, as messages call it."""
    kind = token.kind
    if kind in KEYWORDS:
        return f'the keyword "{kind}" (a name would be "\\{kind}")'
    if kind == PREFIX_STAR:
        return f'"{token.text}:*"'
    return _CALLED.get(kind, f'"{token.text}"')
