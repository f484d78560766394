"""Units done by the workers of a Dask cluster.

The workers of the cluster call the same function on the same units as the workers of one machine.
They read and write the paths on their own machines, so the paths are URLs, or in a folder that all
machines share. Several short inputs go into one task, for a task costs the scheduler a millisecond.
The cluster gets a limited number of tasks at a time, for it remembers each.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tei_kit._version import __version__
from tei_kit.batch import unit as units
from tei_kit.batch.run import RunError
from tei_kit.batch.work import NoRoomError, Record, Unchanged, Unit
from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.settings.options import Options

# Limits of a task: bytes of input (but at least one unit), units, and a fraction (1 / PARTS) of the
# units of a thread; with small tasks, all threads end at about the same time.
TASK_SIZE = 2_000_000
TASK_UNITS = 100
PARTS = 16
# Tasks that the cluster has at a time, for each thread of its workers.
AHEAD = 4
# A unit whose worker dies is tried so many times.
ATTEMPTS = 3
CONNECT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a task: the version of the worker, and the results of the units."""

    version: str
    results: Sequence[Record | Unchanged]
    no_room: str = ""  # the reason of a NoRoomError, which ended the task


@dataclass(frozen=True, slots=True)
class Cluster:
    """Does units on a cluster; `address` is that of its scheduler: `tcp://10.0.0.1:8786`."""

    address: str
    options: Options = field(repr=False)

    def __call__(self, waiting: Sequence[Unit]) -> Generator[Record | Unchanged, None, None]:
        """The results, each as soon as it is done.

        Raises RunError (TK808, TK809) and NoRoomError.
        """
        distributed = _distributed(self.address)
        try:
            client = distributed.Client(self.address, timeout=CONNECT_SECONDS)
        except (OSError, TimeoutError, ValueError) as error:
            raise _unusable(self.address, f"{self.address} does not answer ({error})") from error
        with client:
            tasks = _Tasks(client, distributed, self.options, waiting)
            try:
                yield from tasks.results()
            finally:
                tasks.cancel()


def _distributed(address: str) -> Any:  # noqa: ANN401
    try:
        import distributed
    except ImportError as error:
        raise _unusable(address, "Dask is not installed: pip install 'tei-kit[dask]'") from error
    return distributed


def _unusable(address: str, reason: str) -> TeiKitError:
    return RunError(diagnose("TK809", Place(address), reason=reason))


class _Tasks:
    """The tasks of one run: waiting tasks, and tasks that the cluster has."""

    def __init__(
        self,
        client: Any,  # noqa: ANN401
        distributed: Any,  # noqa: ANN401
        options: Options,
        waiting: Sequence[Unit],
    ) -> None:
        self._client = client
        self._distributed = distributed
        self._options = options
        self._pickled = pickle.dumps(options)
        threads = sum(client.nthreads().values())
        self._waiting = deque(_bundles(waiting, max(1, threads)))
        self._with_cluster: dict[Any, Sequence[Unit]] = {}
        self._attempts: dict[str, int] = {}

    def results(self) -> Iterator[Record | Unchanged]:
        completed = self._distributed.as_completed()
        while self._waiting or self._with_cluster:
            threads = sum(self._client.nthreads().values())
            while self._waiting and len(self._with_cluster) < AHEAD * max(1, threads):
                completed.add(self._submit(self._waiting.popleft()))
            future = next(completed)
            bundle = self._with_cluster.pop(future)
            if future.status == "finished":
                yield from self._answer(future.result())
            else:
                yield from self._failed(bundle, _error_of(future))
            future.release()

    def _submit(self, bundle: Sequence[Unit]) -> Any:  # noqa: ANN401
        future = self._client.submit(convert_all, bundle, self._pickled, pure=False)
        self._with_cluster[future] = bundle
        return future

    def _answer(self, answer: Answer) -> Iterator[Record | Unchanged]:
        if answer.version != __version__:
            place = Place(self._client.scheduler.address)
            raise RunError(diagnose("TK808", place, theirs=answer.version, ours=__version__))
        yield from answer.results
        if answer.no_room:
            raise NoRoomError(answer.no_room)

    def _failed(self, bundle: Sequence[Unit], error: BaseException) -> Iterator[Record]:
        """Let the units of a failed task wait again, each alone; gives records of failure for units
        that failed too often."""
        for unit in bundle:
            tried = self._attempts[unit.input] = self._attempts.get(unit.input, 0) + 1
            if tried < ATTEMPTS:
                self._waiting.append([unit])
                continue
            how = type(error).__name__
            ended = diagnose("TK806", Place(unit.input), times=tried, how=how)
            yield units.failure(unit, self._options, ended)

    def cancel(self) -> None:
        """Cancel the tasks that the cluster has."""
        if self._with_cluster:
            self._client.cancel(list(self._with_cluster))


def _error_of(future: Any) -> BaseException:  # noqa: ANN401
    """The error of a task without an answer."""
    try:
        return future.exception() or RuntimeError(future.status)
    except Exception as error:  # the task was cancelled
        return error


def _bundles(waiting: Sequence[Unit], threads: int) -> Iterator[Sequence[Unit]]:
    """The units in bundles, one for each task, in the given order."""
    most = min(TASK_UNITS, len(waiting) // (threads * PARTS))
    bundle: list[Unit] = []
    size = 0
    for unit in waiting:
        bundle.append(unit)
        size += unit.size
        if size >= TASK_SIZE or len(bundle) >= most:
            yield bundle
            bundle, size = [], 0
    if bundle:
        yield bundle


def convert_all(bundle: Sequence[Unit], pickled: bytes) -> Answer:
    """The function of a task: do some units with pickled options."""
    options = _options(pickled)
    results: list[Record | Unchanged] = []
    for unit in bundle:
        try:
            results.append(units.convert(unit, options))
        except NoRoomError as error:
            return Answer(__version__, results, str(error))
    return Answer(__version__, results)


@lru_cache(maxsize=8)
def _options(pickled: bytes) -> Options:
    """The options of a run, unpickled once in each worker, for each profile compiles its rules."""
    options = pickle.loads(pickled)
    assert isinstance(options, Options)
    return options
