"""The same units on a real Dask cluster: one of this process, and one of separate processes."""

import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest

distributed = pytest.importorskip("distributed", reason="Dask is not installed: tei-kit[dask]")
fsspec = pytest.importorskip("fsspec")

from tei_kit.batch import run as batch  # noqa: E402
from tei_kit.batch import storage, unit, work  # noqa: E402
from tei_kit.batch.runners import cluster  # noqa: E402
from tei_kit.batch.runners.cluster import Cluster  # noqa: E402
from tei_kit.diagnostics import TeiKitError  # noqa: E402
from tei_kit.settings.options import Options  # noqa: E402
from tests.batch.tools import (  # noqa: E402
    make_inputs,
    manifest,
    results,
    run,
    start,
    unfinished,
)

QUIET = {**os.environ, "DASK_LOGGING__DISTRIBUTED": "error"}


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return make_inputs(tmp_path_factory.mktemp("texts") / "in", 30)


@pytest.fixture(scope="module")
def undisturbed(texts, tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert batch.run(batch.Job([str(texts)], str(out), jobs=2)).is_complete
    return out


@pytest.fixture(scope="module")
def local_cluster():
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        silence_logs=50,
    ) as running:
        yield running.scheduler_address


def assert_as_undisturbed(out, undisturbed):
    assert results(out) == results(undisturbed)
    assert manifest(out) == manifest(undisturbed)
    assert unfinished(out) == []


def test_a_local_cluster_makes_the_same_files(texts, undisturbed, local_cluster, tmp_path):
    result = run(texts, "--out", tmp_path / "out", "--dask", local_cluster)
    assert result.returncode == 0, result.stderr
    assert "30 files converted" in result.stderr
    assert_as_undisturbed(tmp_path / "out", undisturbed)
    again = run(texts, "--out", tmp_path / "out", "--dask", local_cluster)
    assert "30 unchanged" in again.stderr


def test_one_bad_input_fails_alone_on_a_cluster(local_cluster, tmp_path):
    make_inputs(tmp_path / "in", 3)
    (tmp_path / "in" / "bad.txt").write_bytes(b"caf\xe9")
    result = run(tmp_path / "in", "--out", tmp_path / "out", "--dask", local_cluster)
    assert result.returncode == 1
    assert "bad.txt:1:4: error TK102" in result.stderr
    assert "3 files converted" in result.stderr


def test_paths_can_be_urls_of_fsspec(texts, undisturbed, local_cluster, tmp_path):
    out = f"file://{tmp_path}/out"
    words = [f"file://{texts}", "--out", out, "--dask", local_cluster]
    refused = run(*words)
    assert refused.returncode == 1
    assert "error TK816 the state of the run cannot be kept at file://" in refused.stderr
    result = run(*words, "--state", tmp_path / "state")
    assert result.returncode == 0, result.stderr
    assert results(tmp_path / "out") == results(undisturbed)
    local = (tmp_path / "state" / "manifest.jsonl").read_bytes()
    assert (tmp_path / "out" / "manifest.jsonl").read_bytes() == local
    again = run(*words, "--state", tmp_path / "state")
    assert "30 unchanged" in again.stderr


def test_an_upload_that_fails_leaves_nothing(monkeypatch):
    system = fsspec.filesystem("memory")
    system.pipe("/in/a.txt", b"Some text.")
    given = work.Unit("memory://in/a.txt", "memory://out/a.xml", 10)
    record = unit.convert(given, Options())
    assert record.is_done
    assert storage.digest("memory://out/a.xml") == record.outputs[0].sha256
    system.rm("/out/a.xml")

    def fail():
        with storage.writing("memory://out/a.xml") as write:
            write(b"<half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not system.exists("/out/a.xml")


def test_a_cluster_that_does_not_answer_is_an_error(texts, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    runner = Cluster("tcp://127.0.0.1:9", Options())
    with pytest.raises(TeiKitError, match=r"TK809 the cluster cannot be used: tcp://127.0.0.1:9"):
        batch.run(batch.Job([str(texts)], str(tmp_path / "out"), runner=runner))


def test_without_dask_the_error_says_what_to_install(texts, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    runner = Cluster("tcp://127.0.0.1:9", Options())
    with pytest.raises(TeiKitError, match=r"pip install 'tei-kit\[dask\]'"):
        batch.run(batch.Job([str(texts)], str(tmp_path / "out"), runner=runner))


def _old_worker(bundle, pickled):
    return cluster.Answer("0.0.1", [])


def test_workers_of_another_version_are_refused(texts, local_cluster, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "convert_all", _old_worker)
    runner = Cluster(local_cluster, Options())
    with pytest.raises(TeiKitError, match=r"TK808 a worker of the cluster has tei_kit 0\.0\.1"):
        batch.run(batch.Job([str(texts)], str(tmp_path / "out"), runner=runner))


class Processes:
    """A scheduler and workers that are started as an administrator would, on loopback."""

    def __init__(self, folder):
        self.folder = folder
        self.address_file = folder / "scheduler.json"
        words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.started = [self._start("scheduler", *words)]
        while not self.address_file.exists():
            assert self.started[0].poll() is None, (folder / "log").read_text()
            time.sleep(0.05)
        self.workers = [self.worker() for _ in range(2)]

    def _start(self, kind, *words):
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    f"distributed.cli.dask_{kind}",
                    "--scheduler-file",
                    str(self.address_file),
                    *words,
                ],
                stdout=log,
                stderr=log,
                env=QUIET,
                cwd=self.folder,
            )

    def worker(self):
        # Without a nanny, so that the process that is killed is the one that works.
        words = ["--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
        process = self._start("worker", *words)
        self.started.append(process)
        return process

    @property
    def address(self):
        return json.loads(self.address_file.read_text())["address"]

    def end(self):
        for process in self.started:
            process.kill()
        for process in self.started:
            process.wait()


@pytest.fixture
def processes(tmp_path):
    (tmp_path / "cluster").mkdir()
    running = Processes(tmp_path / "cluster")
    yield running
    running.end()


def test_a_worker_killed_in_the_middle_of_a_run_costs_no_file(processes, tmp_path):
    source = tmp_path / "in"
    make_inputs(source, 60)
    batch.run(batch.Job([str(source)], str(tmp_path / "undisturbed"), jobs=2))
    out = tmp_path / "out"
    seed = random.Random(8)
    for n in range(3):
        process = start(source, "--out", out / str(n), "--dask", processes.address)
        wanted = seed.randint(1, 30)
        while len(list((out / str(n)).rglob("*.xml"))) < wanted:
            assert process.poll() is None, process.communicate()
            time.sleep(0.001)
        victim = processes.workers.pop(0)
        victim.send_signal(signal.SIGKILL)
        victim.wait()
        processes.workers.append(processes.worker())
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said
        again = run(source, "--out", out / str(n))
        assert "60 unchanged" in again.stderr
        assert_as_undisturbed(out / str(n), tmp_path / "undisturbed")


def test_a_run_on_a_cluster_that_is_stopped_goes_on(processes, texts, undisturbed, tmp_path):
    out = tmp_path / "out"
    process = start(texts, "--out", out, "--dask", processes.address)
    while not out.exists() or not list(out.rglob("*.xml")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.001)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode in (0, 130), said
    result = run(texts, "--out", out, "--dask", processes.address)
    assert result.returncode == 0, result.stderr
    assert_as_undisturbed(out, undisturbed)


def test_short_inputs_share_a_task_and_long_ones_do_not():
    small = [work.Unit(f"{n}.txt", f"{n}.xml", 1000) for n in range(250)]
    large = [work.Unit(f"L{n}.txt", f"L{n}.xml", 5_000_000) for n in range(3)]
    sizes = [len(bundle) for bundle in cluster._bundles([*large, *small * 20], 2)]
    assert sizes == [1, 1, 1] + [100] * 50
    few = [len(bundle) for bundle in cluster._bundles(small, 2)]
    assert set(few) == {7, 5}  # so that both threads have something to do to the end
