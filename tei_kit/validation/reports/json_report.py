"""Findings as one JSON object, for programs; its form is described in docs/ci.md."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TypeAlias

from tei_kit._version import __version__
from tei_kit.diagnostics import Diagnostic
from tei_kit.printable import visible
from tei_kit.validation.result import FileResult, summarize

Value: TypeAlias = "str | int | dict[str, str | int]"

FORMAT = 1
"""Goes up when a key is taken away or changes its meaning, not when one is added."""


def render(results: Sequence[FileResult]) -> str:
    """The summary, and for each file its outcome, its schemas and its findings."""
    report = {
        "format": FORMAT,
        "tool": {"name": "tei-kit", "version": __version__},
        "summary": asdict(summarize(results)),
        "files": [
            {
                "file": visible(result.file),
                "outcome": str(result.outcome),
                "schemas": [visible(schema) for schema in result.schemas],
                "findings": [finding(diagnostic) for diagnostic in result.diagnostics],
            }
            for result in results
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def finding(diagnostic: Diagnostic) -> dict[str, Value]:
    """A diagnostic as every command has it in JSON."""
    other = diagnostic.other
    row: dict[str, Value] = {
        "file": visible(diagnostic.place.file),
        "line": diagnostic.place.line,
        "column": diagnostic.place.column,
        "severity": str(diagnostic.severity),
        "code": diagnostic.code,
        "name": diagnostic.name,
        "message": visible(diagnostic.message),
    }
    if other is not None:
        file = visible(other.file)
        row["other"] = {"file": file, "line": other.line, "column": other.column}
    return row
