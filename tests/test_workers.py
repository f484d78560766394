"""The pool of processes: answers, deaths, and that no process outlives the one that started it."""

import errno
import os
import re
import signal
import subprocess
import sys
import threading
import warnings
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tei_kit import workers
from tei_kit.workers import Lost, Workers
from tests.processes import LINUX, descendants, has_open, living, until

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture(params=["copied", "spawned"])
def way(request, monkeypatch):
    """How the processes of the pool begin: as copies of this one, or anew."""
    if request.param == "spawned":
        monkeypatch.setattr(workers, "_FORKS", False)
    elif not workers.can_copy():
        pytest.skip("this process has threads, or this system does not copy processes")
    return request.param


# ------------------------------------------------------------------ what becomes of a task


def act(task):
    """Do what a task says."""
    match task:
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "ended":
            os._exit(3)
        case "out of memory":
            raise MemoryError
        case "no room":
            raise OSError(errno.ENOSPC, "no room")
    return task


def die_at_first(mark, task):
    """Die of the task, but only the first time."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task


@POSIX
@pytest.mark.parametrize(
    ("fatal", "how"),
    [("killed", "SIGKILL"), ("ended", "exit code 3"), ("out of memory", "out of memory")],
)
def test_a_task_that_its_process_dies_of_is_given_up_and_the_rest_is_done(way, fatal, how):
    with Workers(2, act) as pool:
        results = [*pool.results([*"01234", fatal, *"56789"])]
    assert results == [*"01234", Lost(3, how), *"56789"]


@POSIX
def test_a_task_whose_process_was_killed_once_is_done_by_another(way, tmp_path):
    with Workers(2, partial(die_at_first, tmp_path / "mark")) as pool:
        assert [*pool.results("abcd")] == [*"abcd"]


@POSIX
def test_processes_that_die_while_they_have_nothing_to_do_cost_nothing(way):
    with Workers(2, act) as pool:
        for _ in range(workers.ATTEMPTS + 1):
            for worker in pool._workers:
                worker.process.kill()
                worker.process.join()
            assert [*pool.results("abc")] == [*"abc"]


def test_what_a_task_raises_is_raised_where_the_answers_are_waited_for(way):
    with Workers(2, act) as pool, pytest.raises(OSError, match="no room") as raised:
        [*pool.results(["a", "no room", "b"])]
    assert raised.value.errno == errno.ENOSPC


class UnpicklableError(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} {two}")


def raise_unpicklable(_task):
    raise UnpicklableError("very", "wrong")


def test_an_error_that_cannot_be_sent_is_told_in_words(way):
    wrong = pytest.raises(RuntimeError, match="UnpicklableError: very wrong")
    with Workers(1, raise_unpicklable) as pool, wrong:
        [*pool.results("a")]


def test_answers_come_as_they_are_there_with_the_index_of_their_task(way):
    with Workers(3, act) as pool:
        answers = [*pool.answers([*"abcdef"])]
    assert {answer.task: answer.result for answer in answers} == dict(enumerate("abcdef"))


@LINUX
def test_the_end_of_the_pool_is_the_end_of_its_processes_whatever_they_are_at(way, tmp_path):
    def interrupt(*_):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    pool = Workers(2, hang)
    with suppress(KeyboardInterrupt), pool:
        pids = [worker.process.pid for worker in pool._workers]
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        [*pool.answers([tmp_path / "a", tmp_path / "b"])]
    signal.signal(signal.SIGALRM, before)
    assert living(pids) == []


def test_with_threads_processes_begin_anew():
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert not workers.can_copy()
    finally:
        end.set()
        thread.join()


@LINUX
def test_the_death_of_the_resource_tracker_is_not_noticed(monkeypatch):
    monkeypatch.setattr(workers, "_FORKS", False)
    with warnings.catch_warnings(record=True) as warned, Workers(2, act) as pool:
        warnings.simplefilter("always")
        own = {worker.process.pid for worker in pool._workers}
        others = [pid for pid in descendants(os.getpid()) if pid not in own]
        assert others
        for pid in others:
            os.kill(pid, signal.SIGKILL)
        until(lambda: not living(others))
        assert [*pool.results(["a", "killed", "b"])] == ["a", Lost(3, "SIGKILL"), "b"]
    assert warned == []


def holds(path, _task):
    return has_open(os.getpid(), path)


@LINUX
def test_a_held_file_is_open_in_every_process(way, tmp_path):
    path = tmp_path / "held"
    work = partial(holds, path)
    with path.open("wb") as file, Workers(1, work, held=file.fileno()) as pool:
        assert [*pool.results("a")] == [True]


# ------------------------------------------------------------------ the end of the first process


def hang(mark):
    """A task without an end, which lets no other thread of its process run. Makes a file first."""
    mark.touch()
    re.match(r"(a+)+$", "a" * 60 + "b")


PROGRAM = """
import pathlib, sys, threading
from tei_kit.workers import Workers
from tests.test_workers import hang
if __name__ == "__main__":
    if sys.argv[1] == "spawned":
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    with Workers(3, hang) as pool:
        [*pool.results([pathlib.Path(each) for each in sys.argv[2:]])]
"""


@LINUX
@pytest.mark.parametrize("begun", ["copied", "spawned"])
@pytest.mark.parametrize("stopped", [False, True])
def test_workers_in_the_middle_of_a_call_end_with_their_parent(tmp_path, begun, stopped):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    marks = [tmp_path / name for name in "abc"]
    words = [sys.executable, program, begun, *marks]
    # The package and its tests are found from here, wherever pytest was started.
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen([*map(str, words)], env=environment) as process:
        until(lambda: all(mark.exists() for mark in marks))
        children = [*descendants(process.pid)]
        if stopped:
            os.kill(max(children), signal.SIGSTOP)
        process.kill()
    until(lambda: not living(children))


# ------------------------------------------------------------------ both commands

GRAMMAR = '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
CONTENT = {"validate": "<a/>", "batch": "1. Memorandum of Conversation\n\nSome text."}


class Command:
    """`validate` or `batch` of files, of which some are pipes that nothing comes from."""

    def __init__(self, name, folder):
        self.name = name
        self.folder = folder
        self.suffix = ".xml" if name == "validate" else ".txt"
        (folder / "a.rng").write_text(GRAMMAR)

    def file(self, name):
        path = self.folder / (name + self.suffix)
        path.write_text(CONTENT[self.name])
        return path

    def pipe(self, name):
        path = self.folder / (name + self.suffix)
        os.mkfifo(path)
        # A pipe that is passed on is read; one among files is not.
        return Path("/proc/self/root") / path.relative_to("/")

    def start(self, paths, jobs):
        words = {
            "validate": ["-s", self.folder / "a.rng", "--jobs", jobs],
            "batch": ["--out", self.folder / "out", "--jobs", jobs],
        }
        return subprocess.Popen(
            [sys.executable, "-m", "tei_kit", self.name, *map(str, [*paths, *words[self.name]])],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@pytest.fixture(params=["validate", "batch"])
def command(request, tmp_path):
    return Command(request.param, tmp_path)


@LINUX
@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT, signal.SIGHUP, signal.SIGABRT]
)
def test_workers_end_when_the_command_is_ended_by_any_signal(command, number):
    pipes = [command.pipe(name) for name in ("one", "two", "three")]
    process = command.start(pipes, 3)
    open_ends = [os.open(pipe, os.O_WRONLY) for pipe in pipes]  # waits until it is read
    children = [*descendants(process.pid)]
    assert len(children) >= 3
    ends(process, number)
    until(lambda: not living(children))
    for each in open_ends:
        os.close(each)


def ends(process, number):
    """Wait until a process has ended by a signal.

    Python passes over a Ctrl-C that falls into the end of an import; people press the keys again.
    """
    for _ in range(60):
        process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=2)
            return
    raise AssertionError(f"the process does not end by signal {number}")


@LINUX
def test_the_death_of_any_child_costs_no_file(command):
    pipes = [command.pipe(name) for name in ("one", "two", "three")]
    files = [command.file(name) for name in ("four", "five")]
    process = command.start([*pipes, *files], 3)
    open_ends = [os.open(pipe, os.O_WRONLY) for pipe in pipes]
    for pipe in pipes:  # the next one who opens it finds a file
        (command.folder / "new").write_text(CONTENT[command.name])
        os.replace(command.folder / "new", pipe)
    for child in descendants(process.pid):
        os.kill(child, signal.SIGKILL)
    out, said = process.communicate()
    assert process.returncode == 0, said
    assert out == ""
    expected = "5 files valid, 0 not" if command.name == "validate" else "5 files converted"
    assert said.startswith(expected)
    for each in open_ends:
        os.close(each)


@LINUX
def test_a_file_whose_workers_all_die_is_told_with_the_reason_and_what_to_do(command):
    pipe, file = command.pipe("pipe"), command.file("file")
    process = command.start([pipe, file], 2)
    open_ends = []
    for _ in range(workers.ATTEMPTS):
        open_ends.append(until(lambda: _opened(pipe)))
        (reader,) = until(lambda: [p for p in descendants(process.pid) if has_open(p, pipe)])
        os.kill(reader, signal.SIGKILL)
        until(partial(ended, reader))
    out, said = process.communicate()
    for each in open_ends:
        os.close(each)
    assert process.returncode == 1
    (told,) = [line for line in (out + said).splitlines() if ": error " in line]
    assert told.startswith(f"{pipe}:1:1: error ")
    assert "ended 3 times before it was done (SIGKILL); " in told
    what_to_do = {"validate": "try the file alone, with --jobs 1", "batch": "give fewer --jobs"}
    assert what_to_do[command.name] in told
    assert "1 file valid, 1 not" in said or "1 file converted" in said


def ended(pid):
    return not living([pid])


def _opened(pipe):
    """The writing end of a pipe, when somebody reads from it."""
    try:
        return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return None
