"""Validating many files, in this process or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from tei_kit.validation.checker import Checker, failure
from tei_kit.validation.inputs import Input
from tei_kit.validation.result import FileResult

if TYPE_CHECKING:
    from tei_kit.workers import Lost

_FEW = 16
"""Fewer files than this are done before further processes would have started to help."""

_MOST_PROCESSES = 8


def check_all(
    documents: Sequence[Input], checker: Checker, jobs: int
) -> AbstractContextManager[Iterator[FileResult]]:
    """A context that gives the result of each document in order, and ends its processes.

    With one job, or one document, the work is done here, by the checker.
    """
    if jobs == 1 or len(documents) < 2:
        return nullcontext(map(checker.check, documents))
    return _in_processes(documents, checker, jobs)


@contextmanager
def _in_processes(
    documents: Sequence[Input], checker: Checker, jobs: int
) -> Iterator[Iterator[FileResult]]:
    from tei_kit.workers import Lost, Workers, can_copy

    if can_copy():
        checker.prepare(documents)
    with Workers[Input, FileResult](min(jobs, len(documents)), checker.check) as workers:
        yield (
            _lost(document, result) if isinstance(result, Lost) else result
            for document, result in zip(documents, workers.results(documents), strict=True)
        )


def _lost(document: Input, lost: Lost) -> FileResult:
    return failure(document, "ended", how=lost.how, times=lost.times)


def usual_jobs(documents: int) -> int:
    """The number of processes to start for a number of documents on this machine."""
    if documents < _FEW:
        return 1
    from tei_kit.workers import usable_processors

    return min(usable_processors(), _MOST_PROCESSES)
