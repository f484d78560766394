"""Findings as GitLab's code quality report, which it shows in merge requests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tei_kit.diagnostics import Diagnostic, Severity
from tei_kit.printable import visible
from tei_kit.source_lines import SourceLines
from tei_kit.validation.identity import Identity, fingerprint, identity_of, relative
from tei_kit.validation.result import FileResult, distinct

_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "major",
    Severity.WARNING: "minor",
    Severity.INFO: "info",
}


def render(results: Sequence[FileResult]) -> str:
    """A list of all findings; paths are relative to the current folder, the repository's.

    The fingerprint of a finding does not depend on its line, so that GitLab knows it again in
    another version of the file; no two findings of a report have the same.
    """
    lines = SourceLines()
    seen: Counter[tuple[str, Identity]] = Counter()
    found = []
    for diagnostic in distinct(results):
        file = visible(relative(diagnostic.place.file, Path.cwd()))
        identity = identity_of(diagnostic, lines)
        mark = fingerprint(file, identity, seen[file, identity])
        seen[file, identity] += 1
        found.append(_issue(diagnostic, file, mark))
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _issue(diagnostic: Diagnostic, file: str, mark: str) -> Mapping[str, object]:
    return {
        "description": f"{diagnostic.code} {visible(diagnostic.message)}",
        "check_name": diagnostic.name,
        "fingerprint": mark,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": file, "lines": {"begin": diagnostic.place.line}},
    }
