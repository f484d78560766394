"""Findings as SARIF 2.1.0 (OASIS Standard, 27 March 2020), for code scanning."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TypeAlias
from urllib.parse import quote

from tei_kit._version import __version__
from tei_kit.codes import CODES, Severity, pages
from tei_kit.diagnostics import Diagnostic, Place
from tei_kit.printable import visible
from tei_kit.validation.result import FileResult, distinct

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int"

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "SRCROOT"


def render(results: Sequence[FileResult]) -> str:
    """One run: each finding a result, each code that occurs a rule.

    Columns count characters (Unicode code points). Files below the current folder have relative
    addresses, which code scanning needs to find them in a repository; other files have absolute
    addresses.
    """
    found = distinct(results)
    codes = sorted({diagnostic.code for diagnostic in found})
    run: dict[str, Json] = {
        "tool": {
            "driver": {
                "name": "tei-kit",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in found],
    }
    log: dict[str, Json] = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str) -> Json:
    """A rule: the name and sentence of a code, and its page."""
    page = pages.page(code)
    return {
        "id": code,
        "name": page.name,
        "shortDescription": {"text": page.sentence},
        "fullDescription": {"text": page.meaning},
        "helpUri": page.address,
        "help": {"text": pages.text(page), "markdown": pages.markdown(page)},
        "defaultConfiguration": {"level": _LEVELS[CODES[code].severity]},
    }


def _result(diagnostic: Diagnostic, rule: int) -> Json:
    result: dict[str, Json] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": visible(diagnostic.message)},
        "locations": [_location(diagnostic.place)],
    }
    if diagnostic.other is not None:
        result["relatedLocations"] = [_location(diagnostic.other)]
    return result


def _location(place: Place) -> Json:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(place.file),
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _artifact(file: str) -> dict[str, Json]:
    path = Path(os.path.abspath(file))
    here = Path.cwd()
    if path.is_relative_to(here):
        return {"uri": _quoted(path.relative_to(here)), "uriBaseId": _ROOT}
    return {"uri": f"file://{'/' if os.name == 'nt' else ''}{_quoted(path)}"}


def _quoted(path: PurePath) -> str:
    # A file name need not be UTF-8; an address holds its bytes.
    name = path.as_posix()
    try:
        data = os.fsencode(name)
    except UnicodeEncodeError:
        data = visible(name).encode()
    return quote(data, safe="/:" if os.name == "nt" else "/")
