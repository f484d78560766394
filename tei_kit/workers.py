"""Work spread over processes, with results in the order of the tasks.

The standard pool gives up on everything when one of its processes dies. Here each process has one
task at a time, so that it is known which task a process died of, and another takes its place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")

FORKS = sys.platform == "linux"
"""Whether processes can begin as copies of this one: safe with threads and libraries on Linux."""


def usable_processors() -> int:
    """How many processors this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    return len(affinity(0)) if affinity else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection


class Workers(Generic[Task, Result]):
    """Processes that do tasks; they start with the `with` block and end with it.

    `make` is called once in each process and gives the function that does a task. `lost` gives the
    result of a task whose process died, from the task and what happened to the process. With `fork`
    processes are copies of this one as it is, and share what it has made so far; without, all that
    they are given is sent to them, and has to be picklable.
    """

    def __init__(
        self,
        number: int,
        make: Callable[[], Callable[[Task], Result]],
        lost: Callable[[Task, str], Result],
        *,
        fork: bool,
    ) -> None:
        self._number = number
        self._make = make
        self._lost = lost
        self._context: BaseContext = multiprocessing.get_context("fork" if fork else "spawn")
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers[Task, Result]:
        self._workers = [self._start() for _ in range(self._number)]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def results(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """The result of each task, in the order of the tasks, as soon as it and all before are."""
        idle = [*self._workers]
        busy: dict[Connection, _Worker] = {}
        doing: dict[Connection, int] = {}
        done: dict[int, Result] = {}
        begun = given = 0
        while given < len(tasks):
            while idle and begun < len(tasks):
                worker = self._sent(idle.pop(), tasks[begun])
                busy[worker.connection], doing[worker.connection] = worker, begun
                begun += 1
            for ready in wait([*busy]):
                connection = cast("Connection", ready)
                worker, number = busy.pop(connection), doing.pop(connection)
                try:
                    done[number] = connection.recv()
                except (EOFError, OSError):
                    done[number] = self._lost(tasks[number], self._end_of(worker))
                    worker = self._replaced(worker)
                idle.append(worker)
            while given in done:
                yield done.pop(given)
                given += 1

    def _sent(self, worker: _Worker, task: Task) -> _Worker:
        """The worker that now has the task: a new one, if this one died while it was idle."""
        try:
            worker.connection.send(task)
        except OSError:
            worker = self._replaced(worker)
            worker.connection.send(task)
        return worker

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, self._make), daemon=True
        )
        process.start()
        theirs.close()  # so that the end of the process is the end of the connection
        return _Worker(process, ours)

    def _replaced(self, worker: _Worker) -> _Worker:
        self._workers.remove(worker)
        worker.connection.close()
        new = self._start()
        self._workers.append(new)
        return new

    def _end_of(self, worker: _Worker) -> str:
        """How a process that died ended: the name of a signal, or its exit code."""
        worker.process.join()
        code = worker.process.exitcode or 0
        if code >= 0:
            return f"exit code {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"


def _serve(connection: Connection, make: Callable[[], Callable[[Task], Result]]) -> None:
    """What a process does: one task after another, until nobody is there to send any."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    work = make()
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(work(task))
