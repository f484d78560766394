"""Findings as Checkstyle's XML, which many tools for reviewing read."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from tei_kit.validation.reports.xml_text import attributes, serialized
from tei_kit.validation.result import FileResult, distinct

_VERSION = "4.3"
"""The version of Checkstyle whose form this is; readers expect one."""


def render(results: Sequence[FileResult]) -> str:
    """Every file that was checked, and every other file with a finding, with its findings."""
    root = Element("checkstyle", {"version": _VERSION})
    files: dict[str, Element] = {}
    found = distinct(results)
    for name in [*(result.file for result in results), *(each.place.file for each in found)]:
        if name not in files:
            files[name] = SubElement(root, "file", attributes({"name": name}))
    for diagnostic in found:
        values: dict[str, str | int] = {
            "line": diagnostic.place.line,
            "column": diagnostic.place.column,
            "severity": str(diagnostic.severity),
            "message": diagnostic.message,
            "source": f"tei-kit.{diagnostic.code}",
        }
        SubElement(files[diagnostic.place.file], "error", attributes(values))
    return serialized(root)
