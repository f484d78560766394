"""Units done by worker processes of this machine.

Each worker has one unit at a time, so that it is known what a worker that was killed was at. Such
a unit is tried again by a new worker; the run goes on.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any

from tei_kit.batch import unit as units
from tei_kit.batch.unit import NoRoomError, Options, Record, Unchanged, Unit
from tei_kit.diagnostics import Place, diagnose

# How often a unit is tried whose worker ends.
ATTEMPTS = 3
# How long a worker that was told to end may take, before it is killed.
PATIENCE = 5.0
WORKER = "tei_kit.batch.runners.local"


@dataclass(frozen=True, slots=True)
class Setting:
    """What workers need beside the units: the options, the lock, a folder for what waits."""

    options: Options
    lock: int | None = None
    spool: Path | None = None


@dataclass(frozen=True, slots=True)
class _OutOfMemory:
    """A worker's answer when a unit asked for more memory than there is."""


@dataclass(frozen=True, slots=True)
class _NoRoom:
    """A worker's answer when nothing can be written any more."""

    reason: str


@dataclass(slots=True)
class _Worker:
    """A worker process, and what it is at."""

    process: BaseProcess
    connection: Connection[Any, Any]
    unit: Unit | None = None


def run(
    waiting: Sequence[Unit], setting: Setting, jobs: int
) -> Generator[Record | Unchanged, None, None]:
    """Do units with so many workers, in the order given; the results come as they are done.

    Raises NoRoomError when nothing can be written any more. When it is left before its end, the
    workers are ended.
    """
    crew = _Crew(waiting, setting)
    try:
        yield from crew.work(min(jobs, len(waiting)))
    finally:
        crew.end()


class _Crew:
    def __init__(self, waiting: Sequence[Unit], setting: Setting) -> None:
        self._waiting = deque(waiting)
        self._setting = setting
        self._attempts: dict[str, int] = {}
        self._workers: list[_Worker] = []
        self._context = _context()

    def work(self, jobs: int) -> Iterator[Record | Unchanged]:
        for _ in range(jobs):
            self._workers.append(self._start())
        while self._waiting or any(worker.unit for worker in self._workers):
            for worker in self._workers:
                if worker.unit is None and self._waiting:
                    self._give(worker)
            busy = [worker for worker in self._workers if worker.unit]
            ready = wait([w.connection for w in busy] + [w.process.sentinel for w in busy])
            for worker in busy:
                if worker.connection in ready or worker.process.sentinel in ready:
                    yield from self._answer(worker)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        lock = None if self._setting.lock is None else _Descriptor(self._setting.lock)
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_work, args=(theirs, self._setting, lock), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker) -> None:
        worker.unit = self._waiting.popleft()
        try:
            worker.connection.send(worker.unit)
        except OSError:  # it has ended, which is seen when its answer is waited for
            return

    def _answer(self, worker: _Worker) -> Iterator[Record | Unchanged]:
        """What a worker that has something to say says, or that it ended."""
        unit = worker.unit
        assert unit is not None
        try:
            answer = worker.connection.recv() if worker.connection.poll() else None
        except (EOFError, OSError):
            answer = None
        if isinstance(answer, Record | Unchanged):
            worker.unit = None
            yield answer
            return
        if isinstance(answer, _NoRoom):
            raise NoRoomError(answer.reason)
        self._end(worker)
        how = "out of memory" if answer else _how(worker.process.exitcode)
        self._workers[self._workers.index(worker)] = self._start()
        tried = self._attempts[unit.input] = self._attempts.get(unit.input, 0) + 1
        if tried < ATTEMPTS:
            self._waiting.appendleft(unit)
            return
        ended = diagnose("TK806", Place(unit.input), times=tried, how=how)
        yield units.failure(unit, self._setting.options, ended)

    def end(self) -> None:
        """End the workers at once; what they have not finished is as if not begun."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            self._end(worker)

    @staticmethod
    def _end(worker: _Worker) -> None:
        worker.connection.close()
        worker.process.join(PATIENCE)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


class _Descriptor:
    """A file descriptor that is handed to a process when it is started."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __reduce__(self) -> tuple[Any, ...]:
        return _detached, (DupFd(self._number),)


def _detached(descriptor: Any) -> int:  # noqa: ANN401
    return int(descriptor.detach())


def _context() -> BaseContext:
    """How workers are started: from a process without threads where there is one, else anew."""
    methods = multiprocessing.get_all_start_methods()
    if "forkserver" not in methods:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([WORKER])
    return context


def _how(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _work(connection: Connection[Any, Any], setting: Setting, lock: int | None) -> None:
    """A worker: units in, records out, until nobody asks any more.

    `lock` is the descriptor of the lock, which stays taken as long as it is open here.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides what it means
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            unit = connection.recv()
        except (EOFError, OSError):
            return
        answer: object
        try:
            answer = units.convert(unit, setting.options, setting.spool)
        except MemoryError:
            answer = _OutOfMemory()
        except NoRoomError as error:
            answer = _NoRoom(str(error))
        try:
            connection.send(answer)
        except OSError:
            return


def _end_with_parent() -> None:
    """End this process when the one that started it has ended, in the middle of a unit or not."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
