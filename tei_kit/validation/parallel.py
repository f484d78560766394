"""Validating many files, in this process or in several."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

from tei_kit.validation.checker import Checker, Input, Settings, failure
from tei_kit.validation.result import FileResult

_FEW = 16
"""Fewer files than this are done before further processes would have started to help."""

_MOST_PROCESSES = 8
_SAXON = "saxonche"


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
    from tei_kit.workers import FORKS, Workers

    fork = FORKS
    if fork:
        checker.prepare(documents)
        fork = _SAXON not in sys.modules  # it runs threads, which a copy would be without
    make = partial(_same, checker.check) if fork else partial(_checking, checker.settings)
    number = min(jobs, len(documents))
    with Workers[Input, FileResult](number, make, _lost, fork=fork) as workers:
        yield workers.results(documents)


def _same(check: Callable[[Input], FileResult]) -> Callable[[Input], FileResult]:
    return check


def _checking(settings: Settings) -> Callable[[Input], FileResult]:
    return Checker(settings).check


def _lost(document: Input, end: str) -> FileResult:
    return failure(document, "ended", how=end)


def usual_jobs(documents: int) -> int:
    """How many processes are worth their while for so many documents on this machine."""
    if documents < _FEW:
        return 1
    from tei_kit.workers import usable_processors

    return min(usable_processors(), _MOST_PROCESSES)
