"""Whether a TEI file is the current result of its source, for editions that keep both under version
control.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, diagnose, reason_of
from tei_kit.results.seal import State, state_of


def compare(source: str, output: Path, made: bytes) -> Sequence[Diagnostic]:
    """The diagnostics of a file that should hold some bytes; an empty list when it holds them.

    TK518 when the file is not there, TK519 at the first line that differs, TK101 when it cannot be
    read.
    """
    try:
        kept = files.bytes_of(output)
    except FileNotFoundError:
        return [diagnose("TK518", Place(source), output=output)]
    except OSError as error:
        return [diagnose("TK101", Place(str(output)), reason=reason_of(error))]
    if kept == made:
        return []
    is_edited = state_of(io.BytesIO(kept)) is State.EDITED
    place = Place(str(output), _first_difference(kept, made))
    return [diagnose("TK519", place, "edited" if is_edited else None, source=source)]


def _first_difference(kept: bytes, made: bytes) -> int:
    """The number of the first line that differs, from 1; where one text only goes on after the
    other, of the line after the other's last.
    """
    lines, others = kept.split(b"\n"), made.split(b"\n")
    pairs = enumerate(zip(lines, others, strict=False), start=1)
    return next((number for number, (a, b) in pairs if a != b), min(len(lines), len(others)))
