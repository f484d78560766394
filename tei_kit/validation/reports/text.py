"""Findings as lines for people: `file:line:column: severity CODE message`."""

from __future__ import annotations

from collections.abc import Sequence

from tei_kit.printable import one_line
from tei_kit.validation.result import FileResult, distinct


def render(results: Sequence[FileResult]) -> str:
    """One line a finding, in the form that editors and problem matchers know."""
    return "".join(f"{one_line(str(diagnostic))}\n" for diagnostic in distinct(results))
