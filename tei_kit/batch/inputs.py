"""The files that a run converts, and the places of their results."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from tei_kit.advice.similar import similar_path
from tei_kit.batch import storage
from tei_kit.batch.work import Unit
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose, reason_of
from tei_kit.readers import formats

RESULT = ".xml"


class InputError(TeiKitError):
    """No file can be converted, or a named file does not exist."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A unit that cannot be done, with the reason."""

    unit: Unit
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Found:
    """The units of a run in the order of their inputs, the refused units, and diagnostics about the
    inputs.
    """

    units: Sequence[Unit]
    refused: Sequence[Refused]
    diagnostics: Sequence[Diagnostic]


@dataclass(frozen=True, slots=True)
class _File:
    """A file: its path, its path below the source that has it, and its size in bytes."""

    path: str
    below: str
    size: int


def find(
    sources: Sequence[str],
    out: str,
    *,
    split: bool,
    chosen: Collection[str] = (),
    roots: Sequence[Path] = (),
) -> Found:
    """Find the files of some formats in the sources, and the places of their results below `out`.

    A source is a file, a folder or a URL. `chosen` are the names of the formats, () for all.
    Results mirror the folders of the source; for a file in one of the `roots` (the sources of a
    project) they mirror that root. With `split` the result of a file is a folder. Links are
    followed, but no folder is read twice, so circles of links end. Files below `out` are left out.
    Inputs with the same result are refused (TK802). Raises InputError (TK101, TK801, TK813).
    """
    suffixes = formats.suffixes(chosen)
    noticed: list[Diagnostic] = []
    found: list[_File] = []
    for source in sources:
        if storage.is_url(source):
            found += _remote(source, suffixes)
        else:
            found += _local(source, out, suffixes, noticed)
    units: dict[str, Unit] = {}
    for file in found:
        output = storage.join(out, *_result(_below(file, roots), split=split))
        units.setdefault(file.path, Unit(file.path, output, file.size))
    if not units:
        none = diagnose("TK813", Place(sources[0]), suffixes=", ".join(suffixes))
        raise InputError(*noticed, none)
    ordered = [unit for _, unit in sorted(units.items())]
    refused = _collisions(ordered)
    inputs = {each.unit.input for each in refused}
    return Found([u for u in ordered if u.input not in inputs], refused, noticed)


def is_in(path: str, roots: Sequence[Path]) -> bool:
    """Whether a file or folder is in one of the folders `roots`, or is one of them."""
    return _from(path, roots) is not None


def _from(path: str, roots: Sequence[Path]) -> str | None:
    """The path of a file or folder relative to the first of the `roots` that contains it."""
    real = os.path.realpath(path)
    for root in roots:
        below = os.path.relpath(real, os.path.realpath(root))
        if root.is_dir() and below.split(os.sep)[0] != os.pardir:
            return below
    return None


def _below(file: _File, roots: Sequence[Path]) -> str:
    """The path of a file below the mirrored folder; a link keeps its own name."""
    if not roots or storage.is_url(file.path):
        return file.below
    folder, name = os.path.split(file.path)
    found = _from(folder, roots)
    return file.below if found is None else os.path.normpath(os.path.join(found, name))


def _result(below: str, *, split: bool) -> Sequence[str]:
    """The parts of the path of a result, below the output folder."""
    path = PurePath(below)
    name = path.stem if split else path.stem + RESULT
    return [*path.parts[:-1], name]


def _collisions(units: Sequence[Unit]) -> list[Refused]:
    """The units whose results have the same name, without regard to case and Unicode forms."""
    same: dict[str, list[Unit]] = {}
    for unit in units:
        # Some file systems do not distinguish upper and lower case, or é and e with an accent.
        name = unicodedata.normalize("NFC", unit.output).casefold()
        same.setdefault(name, []).append(unit)
    refused: list[Refused] = []
    for group in same.values():
        if len(group) > 1:
            names = ", ".join(repr(unit.input) for unit in group)
            refused += [
                Refused(u, diagnose("TK802", Place(u.input), inputs=names, output=u.output))
                for u in group
            ]
    return refused


def _local(
    source: str, out: str, suffixes: Sequence[str], noticed: list[Diagnostic]
) -> Iterator[_File]:
    path = Path(source)
    if not os.path.isdir(path):
        try:
            path.stat()
        except (FileNotFoundError, NotADirectoryError, ValueError) as error:
            raise InputError(_missing(source)) from error
        except OSError as error:
            reason = reason_of(error)
            raise InputError(diagnose("TK101", Place(source), reason=reason)) from error
        yield _File(os.path.normpath(source), path.name, path.stat().st_size)
        return
    walk = _Walk(source, suffixes, noticed)
    if not storage.is_url(out):
        walk.leave_out(out)
    yield from walk.files()


def _missing(source: str) -> Diagnostic:
    similar = similar_path(source)
    variant = None if similar is None else "similar"
    return diagnose("TK801", Place(source), variant, similar=similar)


class _Walk:
    """Finds files in a folder: first its own files and folders, then the folders behind links."""

    def __init__(self, top: str, suffixes: Sequence[str], noticed: list[Diagnostic]) -> None:
        self._top = os.path.normpath(top)
        self._suffixes = suffixes
        self._noticed = noticed
        self._seen: dict[tuple[int, int], str] = {}
        self._links: list[str] = []

    def leave_out(self, folder: str) -> None:
        """Leave out a folder, unless it is the top folder itself."""
        try:
            found = os.stat(folder)
            if not os.path.samefile(folder, self._top):
                self._seen[found.st_dev, found.st_ino] = ""
        except OSError:
            return

    def files(self) -> Iterator[_File]:
        waiting = [self._top]
        while waiting or self._links:
            # Links come last, so a folder that also has a path of its own is read by that path.
            folder = waiting.pop() if waiting else self._links.pop()
            waiting += yield from self._folder(folder)

    def _folder(self, folder: str) -> Generator[_File, None, list[str]]:
        folders: list[str] = []
        try:
            found = os.stat(folder)
            first = self._seen.setdefault((found.st_dev, found.st_ino), folder)
            if first != folder:
                if first:
                    self._noticed.append(diagnose("TK807", Place(folder), other=first))
                return folders
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            reason = reason_of(error)
            self._noticed.append(diagnose("TK815", Place(folder), reason=reason))
            return folders
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            elif entry.is_symlink() and os.path.isdir(entry.path):
                self._links.append(entry.path)
            elif entry.name.lower().endswith(tuple(self._suffixes)):
                yield from self._file(entry)
        return folders

    def _file(self, entry: os.DirEntry[str]) -> Iterator[_File]:
        try:
            found = entry.stat()
        except OSError:  # a link that leads nowhere; the unit will report it
            yield _File(entry.path, os.path.relpath(entry.path, self._top), 0)
            return
        if stat.S_ISREG(found.st_mode):  # to open a pipe may block forever
            yield _File(entry.path, os.path.relpath(entry.path, self._top), found.st_size)


def _remote(source: str, suffixes: Sequence[str]) -> Iterator[_File]:
    """The files below a URL of fsspec."""
    import fsspec

    system, inside = fsspec.core.url_to_fs(source)
    if not system.exists(inside):
        raise InputError(diagnose("TK801", Place(source)))
    if system.isfile(inside):
        yield _File(source, PurePath(inside).name, int(system.size(inside) or 0))
        return
    for path, info in system.find(inside, detail=True).items():
        if path.lower().endswith(tuple(suffixes)):
            below = path[len(inside.rstrip("/")) + 1 :]
            yield _File(system.unstrip_protocol(path), below, int(info["size"] or 0))
