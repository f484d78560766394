"""Mending mistakes that have one right answer: the mark-up that cannot be read, the root, and
elements, attributes, identifiers and dates in another form; each sort is a module of `fixes`.

A change touches the bytes of one name, attribute or reference, and nothing else of the file. It is
made only where a schema, or the parser, has found a mistake, and it is kept only when the file has
fewer mistakes afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import unified_diff
from functools import partial
from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import (
    Diagnostic,
    Place,
    Severity,
    TeiKitError,
    diagnose,
    reason_of,
)
from tei_kit.validation.checker import Checker
from tei_kit.validation.engines import NOT_READ
from tei_kit.validation.fixes import (
    attributes,
    elements,
    identifiers,
    markup,
    pointers,
    root,
    tags,
)
from tei_kit.validation.fixes.attributes import dated, edits_by, removed, renamed
from tei_kit.validation.fixes.edit import Edit, applied
from tei_kit.validation.inputs import Input
from tei_kit.validation.result import FileResult, Outcome
from tei_kit.xml import encoding

Check = Callable[[bytes], Sequence[Diagnostic]]
"""Gives the findings in the bytes of a file."""

_TOO_MANY = "TK530"
_OTHER_ROOT = "TK545"


@dataclass(frozen=True, slots=True)
class Change:
    """A change of a file: the place, the words before, and the words now."""

    place: Place
    before: str
    after: str

    def told(self, *, is_made: bool) -> Diagnostic:
        """The diagnostic (TK547) of a change that is made, or would be."""
        variant = None if is_made else "would"
        if not self.after:
            variant = "gone" if is_made else "would-go"
            return diagnose("TK547", self.place, variant, before=" ".join(self.before.split()))
        return diagnose("TK547", self.place, variant, before=self.before, after=self.after)


@dataclass(frozen=True, slots=True)
class Fixed:
    """The bytes of a file after all changes, and the changes, each with its place in the file as
    it was when the change was made."""

    data: bytes
    changes: Sequence[Change]
    before: bytes = b""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """The new names of identifiers."""

    def diff(self, file: str) -> str:
        """The changes as a unified diff, which `patch` takes; "" without changes."""
        codec = encoding.of(self.before)
        if not self.changes or codec is None:
            return ""
        old, new = (data.decode(codec).split("\n") for data in (self.before, self.data))
        lines = unified_diff(old, new, file, file, lineterm="")
        return "".join(f"{line}\n" for line in lines)


def fix(data: bytes, file: str, findings: Sequence[Diagnostic], check: Check) -> Fixed:
    """Mend a file with some findings; `check` finds those that are left.

    Nothing is changed in a file whose encoding is not plain, nor where an answer is not certain.
    """
    original = data
    changes: list[Change] = []
    names: dict[str, str] = {}
    codec = encoding.of(data)
    if codec is None:
        return Fixed(data, (), original)
    if any(each.code == _OTHER_ROOT for each in findings):  # nobody has read further than the root
        edits = list(markup.of_all(data, codec))
        changed = applied(data, codec, edits)
        if _reads_further(changed, data):
            data = changed
            changes += [Change(_place(file, each), each.before, each.after) for each in edits]
    for kind in _KINDS:
        edits = list(kind.edits(data, codec, findings))
        if not edits:
            continue
        changed = applied(data, codec, edits)
        left = check(changed)
        if kind.is_better(left, findings):
            data, findings = changed, left
            names |= identifiers.renamed(edits)
            told = [each for each in edits if each.is_told]
            changes += [Change(_place(file, each), each.before, each.after) for each in told]
    return Fixed(data, sorted(changes, key=_where), original, names)


def _reads_further(changed: bytes, before: bytes) -> bool:
    """Whether a parser comes further in some bytes than in those before a change."""
    then, now = tags.stop(before), tags.stop(changed)
    return then is not None and (now is None or now > then)


def _place(file: str, edit: Edit) -> Place:
    return Place(file, edit.line, edit.column)


def _where(change: Change) -> tuple[int, int]:
    return change.place.line, change.place.column


def _bytes_of(file: str) -> bytes:
    try:
        return files.bytes_of(file)
    except OSError as error:
        raise TeiKitError(diagnose("TK101", Place(file), reason=reason_of(error))) from error


def fix_file(result: FileResult, checker: Checker) -> Fixed:
    """Mend a file that was checked; no change of a file that could not be checked. The file itself
    is not written. Raises TeiKitError (TK101) when it cannot be read."""
    file = result.file
    if result.outcome is Outcome.UNCHECKED or not result.diagnostics:
        return Fixed(b"", ())
    data = _bytes_of(file)

    def check(changed: bytes) -> Sequence[Diagnostic]:
        return checker.check(Input(file, changed)).diagnostics

    return fix(data, file, result.diagnostics, check)


def fix_files(results: Sequence[FileResult], checker: Checker) -> Iterator[Fixed]:
    """Mend files that were checked, one after the other (see `fix_file`), and then the pointers
    from one of them to an identifier in another that has a new name.

    The files are not written. Raises TeiKitError (TK101) when one cannot be read.
    """
    mended: dict[int, Fixed] = {}
    moved: dict[str, Mapping[str, str]] = {}
    for at, result in enumerate(results):
        fixed = fix_file(result, checker)
        if fixed.changes:
            mended[at] = fixed
        if fixed.renamed:
            moved[os.path.realpath(result.file)] = fixed.renamed
    for at, result in enumerate(results):
        fixed = mended.get(at, Fixed(b"", ()))
        others = {path: names for path, names in moved.items() if names is not fixed.renamed}
        yield _with_pointers(fixed, result, others) if others else fixed


def rewritten(result: FileResult, fixed: Fixed, checker: Checker) -> FileResult:
    """Write the changes of a file that was checked, and check it again; the result without any.

    Raises OutputError.
    """
    if not fixed.changes:
        return result
    path = Path(result.file)
    files.Guard(()).check(path)  # no link leads out of its folder
    files.write(path, fixed.data)
    return checker.check(Input(result.file))


def _with_pointers(
    fixed: Fixed, result: FileResult, moved: Mapping[str, Mapping[str, str]]
) -> Fixed:
    """The file with pointers to the new names of identifiers in other files."""
    if result.outcome is Outcome.UNCHECKED:
        return fixed
    data = fixed.data or _bytes_of(result.file)
    codec = encoding.of(data)
    edits = list(pointers.elsewhere(data, codec, result.file, moved)) if codec else []
    if codec is None or not edits:
        return fixed
    changes = [Change(_place(result.file, each), each.before, each.after) for each in edits]
    changed = applied(data, codec, edits)
    all_of = sorted([*fixed.changes, *changes], key=_where)
    return Fixed(changed, all_of, fixed.before or data, fixed.renamed)


# Whether a change made the file better


def _can_be_read(left: Sequence[Diagnostic], before: Sequence[Diagnostic]) -> bool:
    """Whether a file can be read that could not be read, or can be read further."""
    then, now = _stop(before), _stop(left)
    return then is not None and (now is None or now > then)


def _stop(findings: Sequence[Diagnostic]) -> tuple[int, int] | None:
    """The place up to which a file could be read; None when it was read to its end."""
    stops = [each.place for each in findings if each.code in NOT_READ]
    return (stops[0].line, stops[0].column) if stops else None


def _has_another_root(left: Sequence[Diagnostic], before: Sequence[Diagnostic]) -> bool:
    """Whether the mistake of the root is gone. Its content may have others, which could not be
    seen before."""
    return {each.message for each in before}.isdisjoint(each.message for each in left)


def _has_fewer(left: Sequence[Diagnostic], before: Sequence[Diagnostic]) -> bool:
    """Whether the errors are fewer. Where there are too many to be listed they may be as many."""
    is_cut = any(each.code == _TOO_MANY for each in left)
    return _errors(left) < _errors(before) or (is_cut and _errors(left) == _errors(before))


def _has_fewer_about_attributes(left: Sequence[Diagnostic], before: Sequence[Diagnostic]) -> bool:
    """Whether there are fewer errors, or as many, but fewer about attributes: rules find mistakes
    of an identifier only once it is one."""
    then, now = (
        sum(each.code in attributes.ABOUT_ATTRIBUTES for each in found) for found in (before, left)
    )
    return _has_fewer(left, before) or (now < then and _errors(left) <= _errors(before))


def _errors(findings: Sequence[Diagnostic]) -> int:
    return sum(each.severity is Severity.ERROR for each in findings)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A sort of mistakes that have one right answer."""

    edits: Callable[[bytes, str, Sequence[Diagnostic]], Iterator[Edit]]
    """The changes of a file in an encoding, with its findings."""
    is_better: Callable[[Sequence[Diagnostic], Sequence[Diagnostic]], bool]
    """Whether the findings that are left are better than those before."""


_KINDS: Sequence[_Kind] = (
    _Kind(markup.edits, _can_be_read),
    _Kind(root.edits, _has_another_root),
    *(_Kind(partial(elements.edits, old), _has_fewer) for old in elements.RENAMED),
    *(_Kind(partial(edits_by, removed(name)), _has_fewer) for name in attributes.REMOVED),
    *(_Kind(partial(edits_by, renamed(key)), _has_fewer) for key in attributes.RENAMED),
    _Kind(identifiers.edits, _has_fewer_about_attributes),
    *(_Kind(partial(edits_by, dated(name)), _has_fewer) for name in attributes.DATES),
)
