"""The identity of a finding: by it a finding is known again in another version of its file."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from tei_kit.diagnostics import Diagnostic
from tei_kit.source_lines import SourceLines

_BEFORE = 30
_AFTER = 50
"""This many characters around its place are part of a finding."""

# "is used before, in line 12": the line moves with every other change
_LINE = re.compile(r"\bline \d+")


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """A finding without its line: its code and message, and the text at its place."""

    code: str
    message: str
    text: str


def identity_of(diagnostic: Diagnostic, lines: SourceLines) -> Identity:
    """The identity of a finding; white space in the text counts as one space."""
    line = lines.line(diagnostic.place) or ""
    at = max(diagnostic.place.column - 1, 0)
    text = " ".join(line[max(at - _BEFORE, 0) : at + _AFTER].split())
    return Identity(diagnostic.code, _LINE.sub("line", diagnostic.message), text)


def fingerprint(file: str, identity: Identity, number: int) -> str:
    """A hash of a finding in a file; `number` tells findings apart that are alike, from 0."""
    parts = (file, identity.code, identity.message, identity.text, str(number))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def relative(file: str, folder: Path) -> str:
    """The path of a file as seen from a folder, with slashes; unchanged for a name that is no
    path."""
    if file.startswith("<"):
        return file
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return Path(file).as_posix()
