"""A baseline: findings that are known, so that only new ones are reported.

The file is JSON, with a finding on each line, so that its changes are easy to review. A finding is
known again by its code, its message and the text at its place, and not by its line; when that text
was edited, by text that is much like it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, Severity, TeiKitError, diagnose, reason_of
from tei_kit.source_lines import SourceLines
from tei_kit.validation.engines import NOT_READ
from tei_kit.validation.identity import Identity, identity_of, relative
from tei_kit.validation.result import FileResult, Outcome

FORMAT = 1
"""Goes up when the file's form changes so that older versions cannot read it."""

_LIKENESS = 0.6
_OF_RULES = frozenset(("TK503", "TK507"))
"""The codes of Schematron: findings of one code differ by their messages alone."""
_KEYS = ("file", "code", "message", "text")


class BaselineError(TeiKitError):
    """A baseline cannot be read, or is not one."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are known, by file, each with the number of times that it occurs.

    Files are relative to the folder of the baseline, so that it holds wherever a run is started.
    """

    path: Path
    known: Mapping[str, Mapping[Identity, int]]

    @property
    def number(self) -> int:
        """The number of its findings."""
        return sum(sum(each.values()) for each in self.known.values())


@dataclass(frozen=True, slots=True)
class Compared:
    """The results of a run compared with a baseline."""

    results: Sequence[FileResult]
    """Without the findings that are known; a file that has no others is valid."""
    known: int
    """The number of findings that were left out."""
    gone: int
    """The number of findings of the baseline that the files which were checked no longer have."""
    shrunk: Baseline
    """The baseline without the findings that are gone."""


@dataclass(frozen=True, slots=True)
class Applied:
    """The results of a run without the findings of its baseline.

    `written` says that the baseline, which has `number` findings, was written anew, and `shrunk`
    that those which are `gone` were taken out of it.
    """

    results: Sequence[FileResult]
    known: int
    gone: int
    number: int
    written: bool = False
    shrunk: bool = False


def apply(
    path: Path,
    before: Baseline | None,
    results: Sequence[FileResult],
    fail_on: Severity,
    *,
    write_it: bool,
    shrink_it: bool,
) -> Applied:
    """Leave out the findings of a baseline; when asked, write it, or take findings out that are
    gone.

    `before` is the baseline as it was read, None where there is no file yet. Raises OutputError.
    """
    used = of_results(path, results, before) if write_it or before is None else before
    compared = compare(used, results, fail_on)
    shrunk = shrink_it and compared.gone > 0 and not write_it
    if write_it:
        write(used)
    elif shrunk:
        write(compared.shrunk)
    return Applied(compared.results, compared.known, compared.gone, used.number, write_it, shrunk)


def read(path: Path) -> Baseline:
    """Read a baseline. Raises BaselineError (TK546)."""
    try:
        data = json.loads(files.bytes_of(path))
        if data["format"] != FORMAT:
            raise BaselineError(diagnose("TK546", Place(str(path)), reason="it has another format"))
        known: dict[str, dict[Identity, int]] = {}
        for row in data["findings"]:
            file, *parts = (str(row[key]) for key in _KEYS)
            known.setdefault(file, {})[Identity(*parts)] = int(row.get("count", 1))
    except FileNotFoundError as error:
        raise BaselineError(diagnose("TK546", Place(str(path)), "missing")) from error
    except OSError as error:
        reason = reason_of(error)
        raise BaselineError(diagnose("TK546", Place(str(path)), reason=reason)) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BaselineError(diagnose("TK546", Place(str(path)), "form")) from error
    return Baseline(path, known)


def write(baseline: Baseline) -> None:
    """Write a baseline to its file. Raises OutputError."""
    rows = []
    for file, known in sorted(baseline.known.items()):
        for identity, count in sorted(known.items()):
            values = (file, identity.code, identity.message, identity.text)
            row: dict[str, object] = dict(zip(_KEYS, values, strict=True))
            if count > 1:
                row["count"] = count
            rows.append(f"    {json.dumps(row, ensure_ascii=False)}")
    body = ",\n".join(rows)
    text = f'{{\n  "format": {FORMAT},\n  "findings": [\n{body}\n  ]\n}}\n'
    files.write(baseline.path, text.encode("utf-8", "replace"))


def of_results(
    path: Path, results: Sequence[FileResult], before: Baseline | None = None
) -> Baseline:
    """The baseline of all findings of a run. Files that were not checked keep their findings of
    the baseline `before`, as long as they are there."""
    lines = SourceLines()
    known = _of_others(path, before, results) if before else {}
    for result in results:
        found = Counter(identity_of(each, lines) for each in _recordable(result))
        if found:
            known[relative(result.file, path.parent)] = dict(found)
    return Baseline(path, known)


def compare(baseline: Baseline, results: Sequence[FileResult], fail_on: Severity) -> Compared:
    """Compare the results of a run with a baseline; `fail_on` is the mildest finding that makes a
    file not valid. A file that could not be checked keeps its findings, and those it has in the
    baseline."""
    lines = SourceLines()
    shrunk = _of_others(baseline.path, baseline, results)
    kept: list[FileResult] = []
    known = gone = 0
    for result in results:
        file = relative(result.file, baseline.path.parent)
        recorded = baseline.known.get(file, {})
        if result.outcome is Outcome.UNCHECKED or any(d.code in NOT_READ for d in _own(result)):
            kept.append(result)
            now = Counter(recorded)
        else:
            old = _known(_recordable(result), recorded, lines)
            kept.append(_without(result, old, fail_on))
            now = Counter(old.values())
            known += len(old)
            gone += sum(recorded.values()) - len(old)
        if now:
            shrunk[file] = dict(now)
    return Compared(kept, known, gone, Baseline(baseline.path, shrunk))


def _own(result: FileResult) -> list[Diagnostic]:
    """The findings in the file itself."""
    return [each for each in result.diagnostics if each.place.file == result.file]


def _recordable(result: FileResult) -> list[Diagnostic]:
    """The findings that a baseline may hold: none of a file that could not be read or checked."""
    own = _own(result)
    if result.outcome is Outcome.UNCHECKED or any(each.code in NOT_READ for each in own):
        return []
    return [each for each in own if each.severity is not Severity.INFO]


def _known(
    findings: Iterable[Diagnostic], recorded: Mapping[Identity, int], lines: SourceLines
) -> dict[int, Identity]:
    """The findings that are recorded, by their `id`, each with its present identity.

    Those whose text is the same come first; then those whose text was edited take the most similar
    text that is left.
    """
    left = Counter(recorded)
    found: dict[int, Identity] = {}
    edited: list[tuple[Diagnostic, Identity]] = []
    for finding in findings:
        identity = identity_of(finding, lines)
        if left[identity] > 0:
            left[identity] -= 1
            found[id(finding)] = identity
        else:
            edited.append((finding, identity))
    for finding, identity in edited:
        similar = _most_similar(identity, [each for each, number in left.items() if number > 0])
        if similar is not None:
            left[similar] -= 1
            found[id(finding)] = identity
    return found


def _most_similar(identity: Identity, others: Sequence[Identity]) -> Identity | None:
    best, least = None, _LIKENESS
    for other in others:
        likeness = _likeness(identity, other) if other.code == identity.code else 0.0
        if likeness >= least:
            best, least = other, likeness
    return best


def _likeness(one: Identity, other: Identity) -> float:
    """The likeness of two findings of one code, from 0 to 1."""
    if one.text == other.text and one.text and one.code not in _OF_RULES:
        return 1.0  # another version of tei-kit may word it in another way
    if one.message != other.message:
        return 0.0
    return SequenceMatcher(None, one.text, other.text, autojunk=False).ratio()


def _without(result: FileResult, known: Mapping[int, Identity], fail_on: Severity) -> FileResult:
    """A result without the findings that are known."""
    rest = [each for each in result.diagnostics if id(each) not in known]
    if known and all(each.severity is Severity.INFO for each in rest):
        rest = []  # these only say how the other findings came about
    failing = {Severity.ERROR, fail_on}
    is_valid = not failing & {each.severity for each in rest}
    return replace(result, outcome=Outcome.VALID if is_valid else Outcome.INVALID, diagnostics=rest)


def _of_others(
    path: Path, baseline: Baseline, results: Sequence[FileResult]
) -> dict[str, Mapping[Identity, int]]:
    """The findings of a baseline in files that are there and were not part of a run."""
    checked = {relative(result.file, path.parent) for result in results}
    return {
        file: known
        for file, known in baseline.known.items()
        if file not in checked and files.is_file(path.parent / file)
    }
