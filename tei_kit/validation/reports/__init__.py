"""Reports of a validation, in the formats that people and machines read.

Each format is a module with one function, `render`, which takes the results in the order of the
files and gives the whole text of a report. The same results give the same text: no clock, no host.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from tei_kit.validation.result import FileResult, Outcome, Summary, summarize

__all__ = ["FORMATS", "FileResult", "Outcome", "Summary", "render", "summarize"]

_MODULES = {
    "text": "text",
    "json": "json_report",
    "sarif": "sarif",
    "junit": "junit",
    "gitlab": "gitlab",
    "github": "github",
    "checkstyle": "checkstyle",
}
FORMATS: Sequence[str] = tuple(_MODULES)


def render(results: Sequence[FileResult], form: str) -> str:
    """The report of some results in a format of FORMATS. Raises KeyError for any other name."""
    text = import_module(f"tei_kit.validation.reports.{_MODULES[form]}").render(results)
    assert isinstance(text, str)
    return text
