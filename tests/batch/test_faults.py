"""What a batch survives: after each fault the next run ends as an undisturbed one does."""

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tei_kit.batch import run as batch
from tei_kit.batch import storage, unit, work
from tei_kit.batch.state import lock
from tei_kit.settings.options import Options
from tests import peak
from tests.batch.tools import (
    MEMO,
    command,
    kill_group,
    make_inputs,
    manifest,
    results,
    run,
    start,
    unfinished,
)
from tests.processes import LINUX, descendants

ROUNDS = 25  # of each kind
# After a run that ended before it was killed, the next are killed so much sooner: how fast the
# machine is changes while a test runs.
SOONER = 0.8


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return make_inputs(tmp_path_factory.mktemp("texts") / "in", 30)


@pytest.fixture(scope="module")
def undisturbed(texts, tmp_path_factory):
    """The folder of a run that nothing happened to."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    summary = batch.run(batch.Job([str(texts)], str(out), jobs=2))
    assert summary.is_complete
    return out


@pytest.fixture(scope="module")
def seconds(texts, tmp_path_factory):
    """How long a run takes here that nothing happens to."""
    measured = []
    for n in range(3):
        begin = time.monotonic()
        run(texts, "--out", tmp_path_factory.mktemp(f"measured{n}"), "--jobs", 2)
        measured.append(time.monotonic() - begin)
    return min(measured)


def assert_as_undisturbed(out, undisturbed):
    assert results(out) == results(undisturbed)
    assert manifest(out) == manifest(undisturbed)
    assert unfinished(out) == []


def assert_resumes(texts, out, undisturbed):
    result = run(texts, "--out", out, "--jobs", 2)
    assert result.returncode == 0, result.stderr
    assert_as_undisturbed(out, undisturbed)


def assert_nothing_half_written(out, undisturbed):
    whole = results(undisturbed)
    for name, data in results(out).items():
        assert data == whole[name]


# Killed.


@LINUX
def test_a_whole_run_that_is_killed_at_any_moment_goes_on(texts, undisturbed, seconds, tmp_path):
    seed = random.Random(6)
    out, complete, killed = tmp_path / "0", 0, 0
    for n in range(ROUNDS):
        process = start(texts, "--out", out, "--jobs", 2)
        time.sleep(seconds * seed.uniform(0.1, 1))
        if process.poll() is None and n % 2:
            process.kill()  # the first process only: its workers must see it themselves
            process.communicate()
        else:
            kill_group(process)
        if process.returncode < 0:
            killed += 1
        else:
            seconds *= SOONER
        if out.exists():
            assert_nothing_half_written(out, undisturbed)
        if out.exists() and len(results(out)) == len(results(undisturbed)):
            assert_resumes(texts, out, undisturbed)
            complete += 1
            out = tmp_path / str(complete)
    assert killed > ROUNDS / 3  # the others had ended already
    assert_resumes(texts, out, undisturbed)


@LINUX
def test_a_worker_that_is_killed_at_any_moment_costs_no_file(texts, undisturbed, seconds, tmp_path):
    seed = random.Random(7)
    killed = 0
    for n in range(ROUNDS):
        out = tmp_path / str(n)
        process = start(texts, "--out", out, "--jobs", 2)
        delay = time.monotonic() + seconds * seed.uniform(0.3, 0.8)
        victims = []
        while process.poll() is None and (time.monotonic() < delay or not victims):
            below = descendants(process.pid)
            victims = [*below]
            time.sleep(0.005)
        if victims and process.poll() is None:
            try:
                os.kill(seed.choice(victims), signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                pass
        else:
            seconds *= SOONER
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
        assert_as_undisturbed(out, undisturbed)
        shutil.rmtree(out)
    assert killed > ROUNDS / 3


POISON = "poison"


def _dies_of_poison(given, options, spool=None):
    """Converts in a process that is killed at one input, as by the kernel when memory runs out."""
    if POISON in given.input:
        os.kill(os.getpid(), signal.SIGKILL)
    return CONVERT(given, options, spool)


def _runs_out_of_memory(given, options, spool=None):
    if POISON in given.input:
        raise MemoryError
    return CONVERT(given, options, spool)


CONVERT = unit.convert


@pytest.mark.parametrize(
    ("convert", "how"), [(_dies_of_poison, "SIGKILL"), (_runs_out_of_memory, "out of memory")]
)
def test_an_input_that_ends_its_worker_is_tried_again_and_then_failed(
    tmp_path, monkeypatch, convert, how
):
    make_inputs(tmp_path / "in", 6)
    (tmp_path / "in" / f"{POISON}.txt").write_text("Text.")
    monkeypatch.setattr(unit, "convert", convert)
    summary = batch.run(batch.Job([str(tmp_path / "in")], str(tmp_path / "out"), jobs=2))
    assert (summary.done, summary.failed) == (6, 1)
    record = next(r for r in manifest(tmp_path / "out") if r["status"] == "failed")
    assert record["input"].endswith("poison.txt")
    assert record["diagnostics"][0]["code"] == "TK806"
    assert f"ended 3 times before it was done ({how})" in record["diagnostics"][0]["message"]
    monkeypatch.undo()
    assert batch.run(batch.Job([str(tmp_path / "in")], str(tmp_path / "out"))).done == 1


# Interrupted.


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_keeps_what_is_finished(texts, undisturbed, tmp_path, number):
    out = tmp_path / "out"
    process = start(texts, "--out", out, "--jobs", 1)
    finished = out / "manifest.jsonl"
    while not finished.exists() or finished.read_bytes().count(b"\n") < 3:
        assert process.poll() is None
        time.sleep(0.002)
    os.killpg(process.pid, number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    by = "Ctrl-C" if number == signal.SIGINT else "SIGTERM"
    assert said.startswith(f"\nstopped by {by}; what is finished is kept")
    assert unfinished(out) == []
    done = [record["input"] for record in manifest(out)]
    assert 3 <= len(done) < 30
    assert done == sorted(done)
    assert_nothing_half_written(out, undisturbed)
    assert_resumes(texts, out, undisturbed)


# Two runs at once.


def test_a_second_run_on_the_same_folder_is_told_so(texts, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    with lock.Lock(out, wait=False):
        result = run(texts, "--out", out)
    assert result.returncode == 1
    assert "error TK803 another run works on this folder (process " in result.stderr
    assert results(out) == {}


def test_a_second_run_can_wait_for_the_first(texts, undisturbed, tmp_path):
    out = tmp_path / "out"
    runs = [start(texts, "--out", out, "--jobs", 1, "--wait") for _ in range(2)]
    said = [process.communicate(timeout=60)[1] for process in runs]
    assert [process.returncode for process in runs] == [0, 0], said
    assert sum("30 files converted" in each for each in said) == 1
    assert sum("30 unchanged" in each for each in said) == 1
    assert_as_undisturbed(out, undisturbed)


# No room, no permission.


def _namespace(script, *arguments):
    """A shell script where it may mount a small disk; the script is skipped where none may."""
    unshare = ["unshare", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    probe = "mkdir -p /tmp && mount -t tmpfs tmpfs /tmp"
    if subprocess.run([*unshare, "sh", "-c", probe], capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk")
    return subprocess.run(
        [*unshare, "sh", "-c", script, "sh", *map(str, arguments)], capture_output=True, text=True
    )


def test_a_full_disk_stops_the_run_and_the_next_one_goes_on(texts, undisturbed, tmp_path):
    disk, copy = tmp_path / "disk", tmp_path / "copy"
    disk.mkdir()
    script = """
        set -u; disk=$1; copy=$2; shift 2
        mount -t tmpfs -o size=150k tmpfs "$disk"
        "$@"; echo "first: $?"
        find "$disk" -name '.*part' -o -name '.*.part' | sed 's/^/left: /'
        mount -o remount,size=10m "$disk"
        "$@"; echo "second: $?"
        cp -r "$disk/out" "$copy"
    """
    result = _namespace(script, disk, copy, *command(texts, "--out", disk / "out", "--jobs", 2))
    assert "first: 1\n" in result.stdout, result.stderr
    assert "error TK810 the run was stopped because nothing can be written: No space left" in (
        result.stderr
    )
    assert "left: " not in result.stdout
    assert "second: 0\n" in result.stdout
    assert_as_undisturbed(copy, undisturbed)


def test_an_output_that_becomes_read_only_stops_the_run(texts, undisturbed, tmp_path):
    disk, copy = tmp_path / "disk", tmp_path / "copy"
    disk.mkdir()
    script = """
        set -u; disk=$1; copy=$2; shift 2
        mount -t tmpfs -o size=10m tmpfs "$disk"; mkdir "$disk/out"
        mount -o remount,ro "$disk"
        "$@"; echo "first: $?"
        mount -o remount,rw "$disk"
        "$@"; echo "second: $?"
        cp -r "$disk/out" "$copy"
    """
    result = _namespace(script, disk, copy, *command(texts, "--out", disk / "out", "--jobs", 2))
    assert "first: 1\n" in result.stdout, result.stderr
    assert "Read-only file system" in result.stderr
    assert "Traceback" not in result.stderr
    assert "second: 0\n" in result.stdout
    assert_as_undisturbed(copy, undisturbed)


def _without_privileges(arguments):
    """The command as one whom permissions hold for."""
    if os.getuid():
        return arguments
    if shutil.which("setpriv") is None:
        pytest.skip("permissions do not hold for root, and setpriv is not installed")
    drop = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}", *arguments]


def test_an_input_that_may_not_be_read_fails_alone(tmp_path):
    make_inputs(tmp_path / "in", 3)
    secret = tmp_path / "in" / "secret.txt"
    secret.write_text("Text.")
    secret.chmod(0)
    (tmp_path / "in" / "closed").mkdir(mode=0)
    words = _without_privileges(command(tmp_path / "in", "--out", tmp_path / "out"))
    result = subprocess.run(words, capture_output=True, text=True)
    assert result.returncode == 1
    assert "secret.txt:1:1: error TK101 the file cannot be read: Permission denied." in (
        result.stderr
    )
    assert "closed:1:1: warning TK815 the folder cannot be read: Permission denied;" in (
        result.stderr
    )
    assert "3 files converted" in result.stderr
    secret.chmod(0o600)
    result = run(tmp_path / "in", "--out", tmp_path / "out")
    assert "1 file converted" in result.stderr
    assert "3 unchanged, 0 failed" in result.stderr


def test_an_output_folder_that_may_not_be_written_is_one_line(texts, tmp_path):
    (tmp_path / "out").mkdir(mode=0o500)
    words = _without_privileges(command(texts, "--out", tmp_path / "out"))
    result = subprocess.run(words, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "out:1:1: error TK810" in result.stderr
    assert "Permission denied" in result.stderr


def test_one_folder_of_results_that_may_not_be_written_costs_its_files(tmp_path):
    make_inputs(tmp_path / "in", 6)
    (tmp_path / "out" / "volume 1").mkdir(parents=True)
    (tmp_path / "out" / "volume 1").chmod(0o500)
    words = _without_privileges(command(tmp_path / "in", "--out", tmp_path / "out"))
    result = subprocess.run(words, capture_output=True, text=True)
    assert result.returncode == 1
    assert result.stderr.count("error TK601 the file cannot be written: Permission denied") == 2
    assert "4 files converted" in result.stderr


# Inputs that change.


def test_an_input_that_changes_while_it_is_read_is_read_again(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("Old text.")
    changes = ["New text, longer.", "Newest."]
    real = storage.chunks

    def changing(name):
        yield from real(name)
        if changes:
            path.write_text(changes.pop(0))

    monkeypatch.setattr(storage, "chunks", changing)
    given = work.Unit(str(path), str(tmp_path / "a.xml"), 9)
    record = unit.convert(given, Options())
    assert record.is_done
    assert b"Newest." in (tmp_path / "a.xml").read_bytes()
    assert record.sha256 == storage.digest(str(path))
    changes += ["More."] * 3 + ["Most."]
    for n, text in enumerate(changes):
        changes[n] = text * (n + 1)
    record = unit.convert(given, Options())
    assert [d.code for d in record.diagnostics] == ["TK805"]
    assert (record.status, record.sha256) == ("failed", "")


def test_an_input_that_vanishes_before_it_is_read_fails_alone(tmp_path):
    make_inputs(tmp_path / "in", 6)
    lost = tmp_path / "in" / "lost.txt"
    lost.write_text("x. " * 9000)

    class Losing(batch.Nobody):
        def begins(self, files, size):
            lost.unlink()

    job = batch.Job([str(tmp_path / "in")], str(tmp_path / "out"))
    summary = batch.run(job, Losing())
    assert (summary.done, summary.failed) == (6, 1)
    codes = [d["code"] for r in manifest(tmp_path / "out") for d in r["diagnostics"]]
    assert "TK101" in codes
    summary = batch.run(job)
    assert (summary.done, summary.unchanged, summary.failed) == (0, 6, 0)
    batch.run(batch.Job([str(tmp_path / "in")], str(tmp_path / "fresh")))
    assert_as_undisturbed(tmp_path / "out", tmp_path / "fresh")


def test_an_input_that_changes_between_two_runs_ends_as_the_new_one(tmp_path):
    make_inputs(tmp_path / "in", 3)
    job = batch.Job([str(tmp_path / "in")], str(tmp_path / "out"))
    batch.run(job)
    changed = tmp_path / "in" / "volume 0" / "003 é.txt"
    changed.write_bytes(b"caf\xe9")  # and is no text any more
    assert batch.run(job).failed == 1
    assert len(results(tmp_path / "out")) == 2
    changed.write_text(MEMO.format(n=8), encoding="utf-8")
    assert batch.run(job).is_complete
    batch.run(batch.Job([str(tmp_path / "in")], str(tmp_path / "fresh")))
    assert_as_undisturbed(tmp_path / "out", tmp_path / "fresh")


# Names and links.


def test_any_name_that_the_system_allows_is_converted(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    names = [
        "with spaces  and 'quotes\".txt",
        "two\nlines.txt",
        "é composed.txt",
        "e\u0301 decomposed.txt",
        "日本語.txt",
        "<&>.txt",
        "-o.txt",
        "x" * 246 + ".txt",
        "é" * 123 + ".txt",
        "%2e%2e.txt",
        "UPPER.TXT",
    ]
    for name in names:
        (folder / name).write_text("Some text.")
    (folder / os.fsdecode(b"bytes \xff.txt")).write_text("Some text.")
    result = run(folder, "--out", tmp_path / "out", "--corpus", tmp_path / "corpus.xml")
    assert result.returncode == 0, result.stderr
    made = {name for name in os.listdir(tmp_path / "out") if name.endswith(".xml")}
    expected = {f"{name[:-4]}.xml" for name in [*names, os.fsdecode(b"bytes \xff.txt")]}
    assert made == expected
    again = run(folder, "--out", tmp_path / "out")
    assert "12 unchanged" in again.stderr
    assert len(manifest(tmp_path / "out")) == 12


def test_two_inputs_with_one_output_are_refused_and_the_rest_is_done(tmp_path):
    for name in ("one/a.txt", "two/a.txt", "two/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Some text.")
    result = run(tmp_path / "one", tmp_path / "two", "--out", tmp_path / "out")
    assert result.returncode == 1
    assert result.stderr.count("error TK802 the inputs ") == 2
    assert list(results(tmp_path / "out")) == ["b.xml"]
    assert [r["status"] for r in manifest(tmp_path / "out")] == ["failed", "failed", "done"]
    (tmp_path / "two" / "a.txt").rename(tmp_path / "two" / "c.txt")
    assert run(tmp_path / "one", tmp_path / "two", "--out", tmp_path / "out").returncode == 0
    run(tmp_path / "one", tmp_path / "two", "--out", tmp_path / "fresh")
    assert_as_undisturbed(tmp_path / "out", tmp_path / "fresh")


def test_links_that_go_round_in_a_circle_end(tmp_path):
    folder = make_inputs(tmp_path / "in", 3)
    (folder / "volume 0" / "round").symlink_to(folder)
    (folder / "volume 1" / "other").symlink_to(folder / "volume 0")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "nowhere.txt").symlink_to(folder / "none")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "far.txt").write_text("Some text.")
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(folder / "pipe.txt")
    result = run(folder, "--out", tmp_path / "out", timeout=30)
    assert result.returncode == 1
    assert result.stderr.count("warning TK807 the folder is the same as") == 2
    assert "self.txt:1:1: error TK101 the file cannot be read: Too many levels of" in result.stderr
    assert "nowhere.txt:1:1: error TK101 the file cannot be read: no file has" in result.stderr
    assert "link/far.xml" in results(tmp_path / "out")
    assert "4 files converted" in result.stderr


# The manifest.


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_manifest_that_is_cut_off_is_made_whole(texts, undisturbed, tmp_path, share):
    out = tmp_path / "out"
    shutil.copytree(undisturbed, out)
    path = out / "manifest.jsonl"
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    summary = batch.run(batch.Job([str(texts)], str(out), jobs=2))
    assert summary.is_complete
    assert_as_undisturbed(out, undisturbed)


def test_lines_of_the_manifest_that_make_no_sense_are_passed_over(texts, undisturbed, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(undisturbed, out)
    path = out / "manifest.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[3] = b"\x00\xff nonsense\n"
    lines[7] = b'{"input": "a.txt"}\n'
    lines[9] = b"[" * 100_000 + b"\n"
    path.write_bytes(b"".join(lines))
    result = run(texts, "--out", out, "--jobs", 2)
    assert "warning TK811 3 of the manifest's lines could not be read" in result.stderr
    assert "3 files converted" in result.stderr
    assert_as_undisturbed(out, undisturbed)


def test_a_line_that_could_not_be_written_whole_stops_the_run(texts, tmp_path, monkeypatch):
    from tei_kit.batch.state.manifest import Manifest

    def no_room(self, record):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Manifest, "add", no_room)
    with pytest.raises(batch.RunError, match=r"TK810 .* No space left on device"):
        batch.run(batch.Job([str(texts)], str(tmp_path / "out")))
    monkeypatch.undo()
    assert unfinished(tmp_path / "out") == []


def test_what_killed_runs_left_is_removed_and_other_files_stay(texts, undisturbed, tmp_path):
    out = tmp_path / "out"
    (out / "volume 0").mkdir(parents=True)
    left = out / "volume 0" / ".003 é.xml.99.abcd.tei-kit-part"
    left.write_bytes(b"<half")
    (out / ".notes").write_text("mine")
    (out / "volume 0" / "mine.part").write_text("mine")
    batch.run(batch.Job([str(texts)], str(out), jobs=2))
    assert not left.exists()
    assert (out / ".notes").exists()
    assert (out / "volume 0" / "mine.part").exists()
    assert results(out) == results(undisturbed)


def test_the_memory_of_a_worker_stays_small_for_a_large_text(tmp_path):
    """10 MB of text in less than 120 MB; benchmarks/batch.py measures 400 MB."""
    words = "The words of a paragraph, which is of the usual length, stand here. " * 5
    memo = MEMO.replace("Kissinger: The", f"{words}\n\n{words}\n\nKissinger: The")
    text = "\n\n".join(memo.format(n=n) for n in range(1, 10_001))
    (tmp_path / "large.txt").write_text(text, encoding="utf-8")
    assert os.path.getsize(tmp_path / "large.txt") > 9e6
    code = (
        "import sys; from tei_kit.batch import unit, work; from pathlib import Path; "
        "from tei_kit.settings.options import Options; "
        "r = unit.convert(work.Unit(sys.argv[1], sys.argv[2], 0), Options(check=False), "
        "Path(sys.argv[3])); assert r.is_done, r"
    )
    _, kilobytes = peak.run(code, tmp_path / "large.txt", tmp_path / "large.xml", tmp_path)
    assert kilobytes < 120_000


@pytest.mark.parametrize("name", ["convert", "report", "review", "validate", "export --to md"])
def test_a_folder_that_may_not_be_read_is_told_as_such(tmp_path, name):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    for inner in ("", "a.xml" if name in ("validate", "export --to md") else "a.txt"):
        words = [*name.split(), closed / inner, *(["-o", tmp_path] if name == "convert" else [])]
        whole = [sys.executable, "-m", "tei_kit", *map(str, words)]
        done = subprocess.run(_without_privileges(whole), capture_output=True, text=True)
        assert "cannot be read: Permission denied" in done.stderr + done.stdout
        assert "tei-kit: " not in done.stderr
        assert done.returncode == 1
