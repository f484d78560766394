"""The pool of processes of validation and of batches.

The standard pool gives up everything when one of its processes dies. Here a process has one task at
a time, so that the pool knows which task a process died of: a new process tries the task again, and
the task is given up after some attempts. No process outlives the process that started it, however
that ends.

On Linux a process begins as a copy of this one (fork), which shares all loaded modules and compiled
schemas and needs no further process to start it. A copy has none of the threads of its original, so
where there are threads, and on other systems, a process begins anew (spawn). The standard library
then starts a resource tracker, which is never needed here, and may die as well.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")

ATTEMPTS = 3
"""The number of times that a task is tried whose process dies."""

_FORKS = sys.platform == "linux"
"""Whether a process without threads can safely begin as a copy of another."""

_THREADS = "/proc/self/task"
"""The folder with an entry for each thread of this process, whoever started it."""

_PATIENCE = 5.0
"""Seconds that a process may take to end when its connection has ended."""

_HELD_BACK = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if os.name == "posix" else []))
"""Signals that wait while a process starts."""


def usable_processors() -> int:
    """The number of processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def can_copy() -> bool:
    """Whether the processes of a pool now begin as copies of this process, with all its objects."""
    if not _FORKS:
        return False
    try:
        return len(os.listdir(_THREADS)) == 1
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Lost:
    """The answer for a task that was given up: the number of processes that died of it, and the
    end of the last."""

    times: int
    how: str  # SIGKILL, exit code 3, out of memory


@dataclass(frozen=True, slots=True)
class Answer(Generic[Result]):
    """The answer for a task: its index in the sequence of tasks, and its result."""

    task: int
    result: Result | Lost


@dataclass(frozen=True, slots=True)
class _Done(Generic[Result]):
    """A process's message: the task was done."""

    result: Result


@dataclass(frozen=True, slots=True)
class _OutOfMemory:
    """A process's message before it ends: the task asked for more memory than there is."""


@dataclass(frozen=True, slots=True)
class _Raised:
    """A process's message: the task raised an error."""

    error: Exception


@dataclass(slots=True, eq=False)
class _Worker(Generic[Task]):
    """A process, the connection to it, and the task that it works on, with the task's index."""

    process: BaseProcess
    connection: Connection[Any, Any]
    index: int = -1
    task: Task | None = None

    @property
    def is_busy(self) -> bool:
        return self.index >= 0

    def rest(self) -> None:
        self.index, self.task = -1, None


class Workers(Generic[Task, Result]):
    """Processes that do tasks; they start with the `with` block and end with it.

    `work` does one task, in another process. Where `can_copy()` is true, the process shares it as
    it is; otherwise it is sent to the process and has to be picklable, as tasks and results always
    have. `held` is the descriptor of a file that stays open as long as any of the processes runs.
    """

    def __init__(
        self, number: int, work: Callable[[Task], Result], *, held: int | None = None
    ) -> None:
        self._number = number
        self._work = work
        self._held = held
        self._workers: list[_Worker[Task]] = []

    def __enter__(self) -> Workers[Task, Result]:
        try:
            while len(self._workers) < self._number:
                self._workers.append(self._start())
        except BaseException:
            self._end_all()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end_all()

    def answers(self, tasks: Sequence[Task]) -> Iterator[Answer[Result]]:
        """The answer for each task, as soon as the task is done.

        An error that `work` raises for a task is raised here, except MemoryError: a process that
        runs out of memory has died of its task.
        """
        waiting = deque(enumerate(tasks))
        died: Counter[int] = Counter()
        while waiting or any(worker.is_busy for worker in self._workers):
            for at, worker in enumerate(self._workers):
                if waiting and not worker.is_busy:
                    self._workers[at] = self._given(worker, *waiting.popleft())
            for worker in self._ready():
                index, task = worker.index, worker.task
                worker.rest()
                message = _message(worker)
                if isinstance(message, _Done):
                    yield Answer(index, message.result)
                    continue
                if isinstance(message, _Raised):
                    raise message.error
                how = self._replace(worker)
                died[index] += 1
                if died[index] < ATTEMPTS:
                    assert task is not None
                    waiting.appendleft((index, task))
                else:
                    how = "out of memory" if isinstance(message, _OutOfMemory) else how
                    yield Answer(index, Lost(died[index], how))

    def results(self, tasks: Sequence[Task]) -> Iterator[Result | Lost]:
        """The result of each task in the order of the tasks. Raises the errors of `answers`."""
        early: dict[int, Result | Lost] = {}
        given = 0
        for answer in self.answers(tasks):
            early[answer.task] = answer.result
            while given in early:
                yield early.pop(given)
                given += 1

    def _ready(self) -> list[_Worker[Task]]:
        """Waits until workers have sent a message or have died; gives these workers."""
        busy = [worker for worker in self._workers if worker.is_busy]
        ready = wait([w.connection for w in busy] + [w.process.sentinel for w in busy])
        return [w for w in busy if w.connection in ready or w.process.sentinel in ready]

    def _given(self, worker: _Worker[Task], index: int, task: Task) -> _Worker[Task]:
        """The worker that now has the task: a new one where this one died while it was idle."""
        if not worker.process.is_alive():
            worker.connection.close()
            worker = self._start()
        worker.index, worker.task = index, task
        with suppress(OSError):  # it has just died, which the wait for its message will show
            worker.connection.send(task)
        return worker

    def _start(self) -> _Worker[Task]:
        copied = can_copy()
        context: BaseContext = multiprocessing.get_context("fork" if copied else "spawn")
        held: int | _Descriptor | None = self._held
        if not copied:
            _start_resource_tracker()
            held = _sendable(self._held)
        with _signals_held_back():
            ours, theirs = context.Pipe()
            process = context.Process(  # type: ignore[attr-defined]
                target=_serve, args=(theirs, self._work, gc.get_threshold(), held), daemon=True
            )
            process.start()
        theirs.close()  # so that the end of the process is the end of the connection
        return _Worker(process, ours)

    def _replace(self, worker: _Worker[Task]) -> str:
        """Put a new worker in the place of a worker whose process ends; gives how that process
        ended.
        """
        worker.connection.close()
        worker.process.join(_PATIENCE)
        if worker.process.exitcode is None:
            worker.process.kill()
            worker.process.join()
        self._workers[self._workers.index(worker)] = self._start()
        return _how(worker.process.exitcode)

    def _end_all(self) -> None:
        """End the processes at once, whatever they are doing."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.connection.close()
            worker.process.join()
        self._workers.clear()


def _message(worker: _Worker[Task]) -> object:
    """The message of a worker; None when its process has died."""
    try:
        return worker.connection.recv() if worker.connection.poll() else None
    except (EOFError, OSError):
        return None


def _how(code: int | None) -> str:
    """The end of a process in words: the name of the signal, or the exit code."""
    if code is None or code >= 0:
        return f"exit code {'unknown' if code is None else code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


class _Descriptor:
    """A file descriptor that is handed to a process when it is spawned (POSIX)."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __reduce__(self) -> tuple[Callable[[Any], int], tuple[object]]:
        from multiprocessing.reduction import DupFd  # not on Windows

        return _detached, (DupFd(self._number),)


def _detached(descriptor: Any) -> int:  # noqa: ANN401
    return int(descriptor.detach())


def _sendable(held: int | None) -> _Descriptor | None:
    """An object that hands a descriptor to a spawned process; None on Windows, where that is
    impossible.
    """
    return None if held is None or sys.platform == "win32" else _Descriptor(held)


def _start_resource_tracker() -> None:
    """Start the tracker that spawned processes are given, when it does not run.

    The standard library warns when the tracker had died. The tracker keeps account of shared memory
    and semaphores. A pool makes neither, so the warning is left out.
    """
    if sys.platform == "win32":
        return
    from multiprocessing import resource_tracker

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="resource_tracker", category=UserWarning)
        resource_tracker.ensure_running()


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Ctrl-C and requests to end wait until a process has started and is ready for them."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# ------------------------------------------------------------------ in the process of a worker


def _serve(
    connection: Connection[Any, Any],
    work: Callable[[Task], Result],
    threshold: tuple[int, int, int],
    _held: int | None,
) -> None:
    """Do one task after another, until the connection ends. `_held` stays open."""
    _end_with_parent()
    _settle_signals()
    gc.set_threshold(*threshold)  # as it was set where this process was started
    gc.freeze()  # objects that are shared with the original are not garbage, and must not be copied
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        message = _done(work, task)
        try:
            connection.send(message)
        except OSError:
            return
        if isinstance(message, _OutOfMemory):
            return


def _done(work: Callable[[Task], Result], task: Task) -> _Done[Result] | _OutOfMemory | _Raised:
    try:
        return _Done(work(task))
    except MemoryError:
        return _OutOfMemory()
    except Exception as error:
        return _Raised(_sendable_error(error))


def _sendable_error(error: Exception) -> Exception:
    """The error itself, or its words where it cannot be pickled."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _settle_signals() -> None:
    """Ctrl-C is for the process that started this one; a request to end ends this one at once.

    A copy has the handlers of its original, which speak for the original.
    """
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if sys.platform != "win32":
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # as below nohup
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD_BACK)


def _end_with_parent() -> None:
    """Make this process end when the process that started it has ended, in whatever way.

    Every process has the reading end of a pipe whose writing end its parent has open. (Copies that
    were made later have it open as well; as they end, from the last to the first, so do all.)
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if not _is_killed_at_end_of(parent.sentinel):
        threading.Thread(target=_wait_and_end, args=(parent.sentinel,), daemon=True).start()
    elif wait([parent.sentinel], 0):
        os._exit(1)  # the parent had ended before the system was asked


def _is_killed_at_end_of(pipe: int) -> bool:
    """Ask the system to kill this process when a pipe ends; false where the system cannot.

    Linux does, and does so also when this process is stopped, or is in the middle of a call that
    lets no other thread run, such as the matching of a regular expression.
    """
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    except OSError:
        return False
    return True


def _wait_and_end(pipe: int) -> None:
    wait([pipe])
    os._exit(1)
