"""Findings as JUnit's XML, which CI servers show as test results: each file is a test."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from tei_kit.diagnostics import Diagnostic, Severity
from tei_kit.validation.reports.xml_text import attributes, serialized, text
from tei_kit.validation.result import FileResult, Outcome

_SUITE = "tei-kit"


def render(results: Sequence[FileResult]) -> str:
    """One suite: a file that is not valid is a failure, a file that could not be checked an error.

    The findings in a file that passes are its output.
    """
    outcomes = [result.outcome for result in results]
    counts = {
        "tests": len(results),
        "failures": outcomes.count(Outcome.INVALID),
        "errors": outcomes.count(Outcome.UNCHECKED),
    }
    root = Element("testsuites", attributes({"name": _SUITE, **counts}))
    suite = SubElement(root, "testsuite", attributes({"name": _SUITE, **counts, "skipped": 0}))
    for result in results:
        _test(suite, result)
    return serialized(root)


def _test(suite: Element, result: FileResult) -> None:
    # No `file`: Jenkins' schema of such reports (junit-10.xsd of its xUnit plugin) refuses it.
    names = {"name": result.file, "classname": _SUITE}
    test = SubElement(suite, "testcase", attributes(names))
    lines = text(result.diagnostics)
    if result.outcome is Outcome.VALID:
        if lines:
            SubElement(test, "system-out").text = lines
        return
    kind = "failure" if result.outcome is Outcome.INVALID else "error"
    first = _first(result.diagnostics)
    more = len(result.diagnostics) - 1
    message = f"{first.message}{f' (and {more} more)' if more else ''}"
    SubElement(test, kind, attributes({"type": first.code, "message": message})).text = lines


def _first(diagnostics: Sequence[Diagnostic]) -> Diagnostic:
    """The first error, or the first warning of a file that fails by its warnings."""
    return next((d for d in diagnostics if d.severity is Severity.ERROR), diagnostics[0])
