"""One unit of work: converts one input to its result, and makes a record.

A unit needs only its input and the options. So it can be done on any machine, again, and by two
workers at once: each writes the same bytes, completely or not at all.
"""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

from tei_kit import extensions, files, pipeline, readers
from tei_kit._version import __version__
from tei_kit.batch import identifiers, storage
from tei_kit.batch.streaming import convert as gradual
from tei_kit.batch.streaming.stretched import Stretched
from tei_kit.batch.streaming.survey import read_volume
from tei_kit.batch.streaming.volume import Volume
from tei_kit.batch.work import Known, NoRoomError, Output, Record, Unchanged, Unit
from tei_kit.decisions import files as decisions_files
from tei_kit.decisions.decision import NOTHING
from tei_kit.diagnostics import Diagnostic, Place, Severity, TeiKitError, diagnose, reason_of
from tei_kit.extensions import Group
from tei_kit.readers import formats
from tei_kit.results.seal import Sealing, sealed
from tei_kit.settings.decisions_folder import DecisionsFolder
from tei_kit.settings.options import Options
from tei_kit.source import source
from tei_kit.tokenizer.reading import is_long
from tei_kit.tokenizer.stretches import WholeError

# The most attempts to read an input that changes during reading.
READINGS = 3
# The most diagnostics in a record, the gravest first; the others are only counted.
DIAGNOSTICS = 200
# The error numbers of the system that mean that no file can be written.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def fingerprint(unit: Unit, options: Options) -> str:
    """A digest of the versions and the options of a unit; it is different if they are different.

    A table of documents may give a unit options of its own.
    """
    added = extensions.versions(Group.READERS)
    own = options if options.documents is None else options.of(unit.input)
    return _digest(f"{__version__} {added} {own!r} {unit.prefix}")


@lru_cache(maxsize=8)
def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


class _ChangedError(Exception):
    """The input changed during reading."""


def failure(unit: Unit, options: Options, diagnostic: Diagnostic) -> Record:
    """The record of a failed unit, with one diagnostic."""
    return _record(unit, options.of(unit.input), diagnostics=[diagnostic])


def convert(unit: Unit, options: Options, spool: Path | None = None) -> Record | Unchanged:
    """Do a unit: convert and validate its input, and write the result.

    Bytes that wait to be written are kept in nameless files in the folder `spool`. Raises
    NoRoomError and MemoryError; other errors go into the record.
    """
    begin = time.perf_counter()
    if unit.known and _is_unchanged(unit, unit.known, options.decisions):
        return Unchanged(unit.input)
    work = _Work(unit, options, spool)
    try:
        work.convert()
    except files.OutputError as error:
        work.keep_earlier_results()
        work.diagnostics = error.diagnostics
    except TeiKitError as error:
        work.diagnostics = error.diagnostics
    except _ChangedError:
        changed = diagnose("TK805", Place(unit.input), times=READINGS)
        work.diagnostics = [changed]
    except MemoryError:
        raise
    except OSError as error:
        if error.errno in NO_ROOM:
            raise NoRoomError(reason_of(error)) from error
        place = Place(error.filename if isinstance(error.filename, str) else unit.output)
        work.diagnostics = [diagnose("TK601", place, reason=reason_of(error))]
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        work.diagnostics = [diagnose("TK804", Place(unit.input), what=what)]
    return _record(
        unit,
        options.of(unit.input),
        work.sha256,
        work.size,
        work.outputs,
        work.counts,
        work.diagnostics,
        work.number,
        time.perf_counter() - begin,
    )


def _record(
    unit: Unit,
    options: Options,
    sha256: str = "",
    size: int = 0,
    outputs: Sequence[Output] = (),
    counts: dict[str, int] | None = None,
    diagnostics: Sequence[Diagnostic] = (),
    number: dict[Severity, int] | None = None,
    seconds: float = 0.0,
) -> Record:
    if number is None:
        number = {s: sum(d.severity is s for d in diagnostics) for s in Severity}
    kept = sorted(diagnostics, key=lambda d: _GRAVITY[d.severity])[:DIAGNOSTICS]
    return Record(
        input=unit.input,
        sha256=sha256,
        size=size,
        status="done" if counts is not None else "failed",
        options=fingerprint(unit, options),
        version=__version__,
        outputs=outputs,
        counts=counts or {},
        found={s.value: number.get(s, 0) for s in Severity},
        diagnostics=kept,
        seconds=round(seconds, 4),
    )


def _is_unchanged(unit: Unit, known: Known, folder: DecisionsFolder | None) -> bool:
    if _digest_of(unit.input, folder) != known.sha256:
        return False
    return all(storage.digest(output.path) == output.sha256 for output in known.outputs)


def _decided_beside(name: str, folder: DecisionsFolder | None) -> list[Path]:
    """The files with decisions about an input. Raises DecisionError."""
    return [] if storage.is_url(name) else decisions_files.used(name, folder)


def _digest_of(name: str, folder: DecisionsFolder | None) -> str:
    """The digest of an input and of the decisions about it, as in its record; "" if it cannot be
    read."""
    found = storage.digest(name)
    try:
        beside = _decided_beside(name, folder)
    except TeiKitError:
        return ""
    return _with_all(found, beside) if found else found


def _with_all(sha256: str, decided: Sequence[Path]) -> str:
    for path in decided:
        sha256 = _with_decisions(sha256, storage.digest(str(path)))
    return sha256


def _with_decisions(sha256: str, decisions: str) -> str:
    return hashlib.sha256(f"{sha256} {decisions}".encode()).hexdigest()


class _Work:
    """A unit in progress: its digest, outputs and diagnostics so far."""

    def __init__(self, unit: Unit, options: Options, spool: Path | None) -> None:
        self._unit = unit
        self._options = options.of(unit.input)
        self._spool = spool
        self._decided: Sequence[Path] = ()
        self._of_bytes = ""  # the SHA-256 of the input alone
        self.sha256 = ""
        self.size = 0
        self.outputs: list[Output] = []
        self.counts: dict[str, int] | None = None
        self.diagnostics: Sequence[Diagnostic] = ()
        self.number: dict[Severity, int] | None = None

    def convert(self) -> None:
        if not (storage.is_url(self._unit.input) or storage.is_url(self._unit.output)):
            files.refuse_overwrite(self._unit.input, Path(self._unit.output))
        for path in self._known_outputs():
            self._refuse_edited(path)  # refuse before the work, not after it
        self._decided = _decided_beside(self._unit.input, self._options.decisions)
        for _ in range(READINGS):
            try:
                found = self._gradually() if self._is_gradual() else self._whole()
            except _ChangedError:
                continue
            self.counts = asdict(found.counts)
            self.diagnostics, self.number = found.diagnostics, dict(found.number)
            return
        self.sha256, self.size = "", 0
        raise _ChangedError

    def keep_earlier_results(self) -> None:
        """Record the results of the last run, for this run did not replace them."""
        self.sha256, self.size = "", 0
        self.outputs = [*self._unit.written]

    def _known_outputs(self) -> list[str]:
        """The files that will be written, as far as they are known before the work."""
        unit = self._unit
        if not self._options.split:
            return [unit.output]
        folder = storage.join(unit.output, "")
        return [each.path for each in unit.written if each.path.startswith(folder)]

    def _refuse_edited(self, path: str) -> None:
        """Raise OutputError for an existing file that only --force replaces."""
        if not self._unit.force:
            known = next((o.sha256 for o in self._unit.written if o.path == path), "")
            storage.refuse_edited(path, known)

    def _is_gradual(self) -> bool:
        """Whether the documents of the input can perhaps be converted one by one."""
        is_text = formats.of_name(self._unit.input).is_plain_text
        if not is_text or self._decided:
            return False
        may_be_long = is_long(self._unit.size)  # a text has at least as many bytes as characters
        return gradual.can(self._options) or (
            may_be_long and gradual.can_in_stretches(self._options)
        )

    def _bytes(self) -> Iterator[bytes]:
        """The bytes of the input; computes their digest too. Raises SourceError, _ChangedError."""
        name = self._unit.input
        digest = hashlib.sha256()
        self.size = 0
        try:
            before = storage.stamp(name)
            for data in storage.chunks(name):
                digest.update(data)
                self.size += len(data)
                yield data
            after = storage.stamp(name)
        except (OSError, ValueError) as error:
            self.size = 0
            reason = reason_of(error)
            raise source.SourceError(diagnose("TK101", Place(name), reason=reason)) from error
        if before != after or before.size != self.size:
            raise _ChangedError
        self.sha256 = self._of_bytes = digest.hexdigest()

    def _gradually(self) -> gradual.Found:
        options = self._options
        name, encoding = self._unit.input, options.encoding
        text = read_volume(
            self._bytes(), name, options.words, encoding=encoding, folder=self._spool
        )
        with text:
            if text.is_usual and gradual.can(options):
                if options.split:
                    return self._split(gradual.split(text, options))
                return self._written(self._converting(text))
            if text.is_long and not options.split:
                found = self._in_stretches(text)
                if found is not None:
                    return found
        return self._whole()

    def _converting(
        self, text: Volume, stretched: Stretched | None = None
    ) -> Callable[[Callable[[bytes], object]], gradual.Found]:
        """A function that converts a volume and writes its TEI, with a seal."""

        def write_sealed(write: Callable[[bytes], object]) -> gradual.Found:
            sealing = Sealing(write)
            found = gradual.convert(text, self._options, sealing.write, self._spool, stretched)
            sealing.end(self._of_bytes)
            return found

        return write_sealed

    def _in_stretches(self, text: Volume) -> gradual.Found | None:
        """Convert a long text some documents at a time; None if it has to be read as a whole.

        After most errors the text is read as a whole too: the pipeline repairs or reports them.
        """
        try:
            with Stretched(text, self._options, self._spool) as stretched:
                return self._written(self._converting(text, stretched))
        except WholeError:
            return None
        except (OSError, MemoryError, files.OutputError, _ChangedError):
            raise
        except Exception:
            if os.environ.get(pipeline.STRICT):
                raise
            return None

    def _whole(self) -> gradual.Found:
        """Convert an input as a whole."""
        options = self._options
        text = readers.decode(b"".join(self._bytes()), self._unit.input, options.encoding)
        decisions = NOTHING
        if self._decided:
            decisions = decisions_files.of(self._unit.input, None, options.decisions)
            self.sha256 = _with_all(self.sha256, self._decided)
        conversion = pipeline.convert_source(text, options, decisions)
        if options.split:
            return self._split(gradual.split_whole(conversion, options))

        def write_all(write: Callable[[bytes], object]) -> gradual.Found:
            write(conversion.to_bytes())
            return gradual.found_in(conversion)

        return self._written(write_all)

    def _written(self, make: Callable[[Callable[[bytes], object]], gradual.Found]) -> gradual.Found:
        """Write the single result of a unit."""
        with self._output() as write:
            found = make(write)
            self._refuse_edited(self._unit.output)
        if self._unit.prefix:
            with self._output() as write:
                sealing = Sealing(write)
                sealing.write(gradual.DECLARATION)
                for line in identifiers.renamed(self._unit.output, self._unit.prefix):
                    sealing.write(line)
                sealing.end(self._of_bytes)
        return found

    @contextmanager
    def _output(self) -> Iterator[Callable[[bytes], object]]:
        """A function that writes to the single result; the file is replaced at the end."""
        digest = hashlib.sha256()
        with storage.writing(self._unit.output) as write:

            def write_and_hash(data: bytes) -> None:
                digest.update(data)
                write(data)

            yield write_and_hash
        self.outputs = [Output(self._unit.output, digest.hexdigest())]

    def _split(self, singles: Iterator[gradual.Single | gradual.Found]) -> gradual.Found:
        """Write a file for each document into the output folder of the unit."""
        written: list[Output] = []
        for single in singles:
            if isinstance(single, gradual.Found):
                self.outputs = written
                return single
            path = storage.join(self._unit.output, f"{single.identifier}.xml")
            data = sealed(single.data, self._of_bytes)
            self._refuse_edited(path)
            with storage.writing(path) as write:
                write(data)
            written.append(Output(path, hashlib.sha256(data).hexdigest()))
        raise AssertionError("what was found comes last")
