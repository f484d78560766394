r"""The formulas of EQ fields; the instruction of a field has them (ECMA-376, part 1, 17.16.5.16).

They are older than OMML. East Asian texts use them for readings over words: `EQ \f(1,2)`,
`EQ \* jc2 \o\ad(\s\up 9(かん),漢)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# EQ \f(1,2)
EQUATION = re.compile(r"\s*EQ\s(?P<formula>.*)", re.IGNORECASE | re.DOTALL)
# A format of the whole field, without text: \* jc2, \* "Font:MS Mincho"
FORMAT = re.compile(r"\\\*\s*(?:\"[^\"]*\"|[^\s\\\"]+)\s*")
# A switch, its options, and the bracket that opens its parts: \f(, \s\up 9(, \b\lc\[(
SWITCH = re.compile(
    r"\\(?P<name>[abdfilorsx])(?P<options>(?:\\[a-z]{2}(?:\\.|\s*-?[0-9]+)?)*)\s*\(", re.IGNORECASE
)
# The sign between two parts.
SEPARATORS = ",;"
DEEPEST = 30


def text_of(instruction: str) -> str:
    """The text of an EQ field on one line: `1/2`, `√2`, `漢かん`; "" for any other field."""
    match = EQUATION.fullmatch(instruction)
    if match is None:
        return ""
    formula = FORMAT.sub("", match["formula"])
    return _read(formula, 0, 0)[0][0].strip()


def _read(formula: str, at: int, depth: int) -> tuple[list[str], int]:
    """The parts from an index to the closing bracket, and the index after the bracket."""
    parts = [""]
    while at < len(formula):
        switch = SWITCH.match(formula, at) if depth < DEEPEST else None
        character = formula[at]
        if switch is not None:
            inner, at = _read(formula, switch.end(), depth + 1)
            parts[-1] += _shown(switch, inner)
        elif character == "\\" and at + 1 < len(formula):  # an escaped character
            parts[-1] += formula[at + 1]
            at += 2
        elif depth and character == ")":
            return parts, at + 1
        elif depth and character in SEPARATORS:
            parts.append("")
            at += 1
        else:
            parts[-1] += character
            at += 1
    return (parts if depth else ["".join(parts)]), at


def _shown(switch: re.Match[str], parts: Sequence[str]) -> str:
    name = switch["name"].lower()
    if name == "f" and len(parts) == 2:
        return "/".join(map(_grouped, parts))
    if name == "r":
        return (parts[0] if len(parts) > 1 else "") + "√" + _grouped(parts[-1])
    if name == "b":
        return f"({''.join(parts)})"
    if name == "i":
        return "∫" + " ".join(parts)
    if name == "o":  # overstrike: the words come first, then the parts printed over them
        return "".join([parts[-1], *parts[:-1]])
    return (" " if name in "al" else "").join(parts)


def _grouped(part: str) -> str:
    """A part of a fraction, in brackets if it is more than one number or word."""
    part = part.strip()
    return part if part.isalnum() or len(part) < 2 else f"({part})"
