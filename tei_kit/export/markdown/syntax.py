"""CommonMark as text: how signs are escaped, and how lines, emphasis and tables are written.

A line is put together with marks for emphasis. They become asterisks or HTML when the line is
complete, as this depends on the characters beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Signs that have a meaning in Markdown anywhere in a line, pandoc's own dialect included.
SPECIAL = re.compile(r"[\\`*_\[\]<>&~^$@{}]")
# Signs that have a meaning only where a line begins: "# ", "- ", "+ ", "1. ", "(a) ", "= ", ": ",
# "| ".
LINE_START = re.compile(
    r"""
      (?P<mark> [#+\-=:|%] )
    | (?! [A-Z]\. )  # the initial of a name
      (?P<label> \(? (?: [0-9]{1,9} | [A-Za-z] | [ivxlcdm]{1,8} | [IVXLCDM]{1,8} ) )
      (?P<stop> [.)] ) (?= \s | $ )
    """,
    re.VERBOSE,
)
# Signs that would change the meaning of a note's reference or a link beside them: "![", "](", "]:".
BESIDE_BRACKET = re.compile(r"! (?=\[) | (?<! \\\]) (?<=\]) (?= : | \( (?! < ) )", re.VERBOSE)
SPACE = re.compile(r"[ \t\r\n]+")
# Marks inside a line while it is put together: characters that XML cannot hold, so that no text
# has them. EM and STRONG open and close.
EM, EM_END, STRONG, STRONG_END, BREAK = "\x01", "\x02", "\x03", "\x04", "\x05"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
MARKS = re.compile(r"[\x01-\x04]")
CLOSING = {EM: EM_END, STRONG: STRONG_END}
ENDING = frozenset(CLOSING.values())
MARKDOWN = {EM: "*", EM_END: "*", STRONG: "**", STRONG_END: "**"}
HTML = {EM: "<em>", EM_END: "</em>", STRONG: "<strong>", STRONG_END: "</strong>"}


def escaped(text: str) -> str:
    """Text as Markdown that reads as this text, wherever in a line it stands."""
    text = CONTROL.sub("\ufffd", text)
    return SPECIAL.sub(r"\\\g<0>", SPACE.sub(" ", text))


def paragraph(text: str) -> list[str]:
    """A paragraph as a list of one block; an empty list without text."""
    lines = (SPACE.sub(" ", line).strip(" ") for line in text.split(BREAK))
    done = "\\\n".join(_plain_start(line) for line in lines if line)
    return [_emphasized(done)] if done else []


def _plain_start(line: str) -> str:
    """A line whose beginning Markdown cannot take for a mark."""
    found = LINE_START.match(line)
    if found is None:
        return line
    is_inside = found["mark"] is None and line[0] != "("
    at = found.start("stop") if is_inside else 0
    return f"{line[:at]}\\{line[at:]}"


def line_of(text: str) -> str:
    """A text that has to stay on one line."""
    return _emphasized(SPACE.sub(" ", text.replace(BREAK, " ")).strip())


def indented(first: str, rest: str, blocks: Sequence[str]) -> str:
    lines = "\n\n".join(blocks).split("\n")
    head = first + lines[0]
    return "\n".join([head, *(f"{rest}{line}" if line else rest.rstrip() for line in lines[1:])])


def table_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def emphasis(mark: str, inside: str) -> str:
    """Text between marks, its white space outside them; emphasis stands in no emphasis of the
    same kind."""
    inside = inside.replace(mark, "").replace(CLOSING[mark], "")
    text = inside.strip(" ")
    if not text:
        return inside
    before, _, after = inside.partition(text)
    return f"{before}{mark}{text}{CLOSING[mark]}{after}"


def _emphasized(text: str) -> str:
    """Marks to asterisks; to HTML where asterisks would not be read as emphasis."""
    text = text.replace(EM_END + EM, "").replace(STRONG_END + STRONG, "")
    pairs = _pairs(text)
    parts: list[str] = []
    last = 0
    for found in MARKS.finditer(text):
        at = found.start()
        start, end = pairs[at]
        right = _can_open(text, start) and _can_close(text, end)
        parts += [text[last:at], (MARKDOWN if right else HTML)[found[0]]]
        last = at + 1
    parts.append(text[last:])
    return BESIDE_BRACKET.sub(_backslash, "".join(parts))


def _backslash(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _pairs(text: str) -> dict[int, tuple[int, int]]:
    """The position of each mark, with the positions where its pair begins and ends."""
    pairs: dict[int, tuple[int, int]] = {}
    opened: list[int] = []
    for found in MARKS.finditer(text):
        at = found.start()
        if found[0] in CLOSING:
            opened.append(at)
        else:
            start = opened.pop()
            pairs[start] = pairs[at] = (start, at)
    return pairs


def _can_open(text: str, at: int) -> bool:
    """Whether an asterisk here opens emphasis (CommonMark, left-flanking)."""
    before, after = _around(text, at)
    if before in ENDING or after in ENDING:
        return False
    return not after.isspace() and (not _is_punctuation(after) or _is_edge(before))


def _can_close(text: str, at: int) -> bool:
    """Whether an asterisk here closes emphasis (CommonMark, right-flanking)."""
    before, after = _around(text, at)
    if before in CLOSING or after in CLOSING:
        return False
    return not before.isspace() and (not _is_punctuation(before) or _is_edge(after))


def _around(text: str, at: int) -> tuple[str, str]:
    """The characters around the run of marks of one direction that a mark stands in."""
    same = CLOSING.keys() if text[at] in CLOSING else ENDING
    start, end = at, at + 1
    while start and text[start - 1] in same:
        start -= 1
    while end < len(text) and text[end] in same:
        end += 1
    return text[start - 1 : start] or " ", text[end : end + 1] or " "


def _is_edge(character: str) -> bool:
    return character.isspace() or _is_punctuation(character)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
