"""How fast whole series are converted: by size of the text, by workers, by number of files.

    python benchmarks/batch.py VOLUMES DEV [--layout FOLDER]... [--megabytes 400] [--files 20000]
        [--dask]

VOLUMES and DEV are folders of .txt files: long texts of many documents, and single documents; a
FOLDER has documents in another layout, of which one text is made. They are copied until there is
enough. Each row is a run of `tei-kit batch` in an empty folder, with
validation; what a run needs to start is in its time. What a text costs without that is printed
after the rows of texts: the time of the processor for the conversion alone, the least of some
runs for the smaller texts. "peak" is the most memory that one process of the run had (Linux). The
ratios compare runs of one call, since machines are noisy; "CPU" is the time of all its processes,
which suffers less from what else the machine does. What two workers can gain at best is what two
bare loops do at once, which is measured before and after them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MEGA = 1_000_000
# How often the conversion alone is timed, for so many MB in all.
TIMED_MEGABYTES = 120

ALONE = """
import gc, sys, time
from pathlib import Path
from tei_kit.batch.unit import convert; from tei_kit.settings.options import Options
from tei_kit.batch.work import Unit
from tei_kit.cli.entry import GARBAGE_THRESHOLD
gc.set_threshold(GARBAGE_THRESHOLD)
path, out = sys.argv[1:]
unit, options = Unit(path, out, Path(path).stat().st_size), Options()
begin = time.process_time()
record = convert(unit, options)
assert record.is_done
print(time.process_time() - begin)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One run: what it did, the seconds of the clock and of the processors, the peak in MB."""

    files: int
    size: int
    seconds: float
    processor: float
    peak: float


class Watch(threading.Thread):
    """Looks ten times a second what the processes below this one use (Linux)."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.kilobytes = 0
        self._ended = threading.Event()
        self._before = self._look()
        self._ticks = dict(self._before)

    def run(self) -> None:
        while not self._ended.wait(0.1):
            self._ticks |= self._look()

    def end(self) -> float:
        """The seconds of the processors since the beginning."""
        self._ended.set()
        self.join()
        ticks = sum(n - self._before.get(pid, 0) for pid, n in self._ticks.items())
        return ticks / os.sysconf("SC_CLK_TCK")

    def _look(self) -> dict[int, int]:
        """The ticks of each process below this one; their memory is noted."""
        parents: dict[int, int] = {}
        ticks: dict[int, int] = {}
        for process in Path("/proc").glob("[0-9]*"):
            try:
                fields = (process / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(process.name)] = int(fields[1])
            ticks[int(process.name)] = int(fields[11]) + int(fields[12])
        below = {os.getpid()}
        while more := {pid for pid, parent in parents.items() if parent in below} - below:
            below |= more
        below.remove(os.getpid())
        for pid in below:
            self._note_memory(pid)
        return {pid: ticks[pid] for pid in below}

    def _note_memory(self, pid: int) -> None:
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            return
        for line in status.splitlines():
            if line.startswith("VmHWM"):
                self.kilobytes = max(self.kilobytes, int(line.split()[1]))


def run(source: Path, folder: Path, *words: str) -> Row:
    """One run of the command in an empty folder."""
    out = folder / "out"
    files = list(source.rglob("*.txt")) if source.is_dir() else [source]
    size = sum(path.stat().st_size for path in files)
    watch = Watch()
    watch.start()
    begin = time.perf_counter()
    command = [sys.executable, "-m", "tei_kit", "batch", str(source), "--out", str(out), "-q"]
    subprocess.run([*command, *words], check=True)
    seconds = time.perf_counter() - begin
    processor = watch.end()
    shutil.rmtree(out)
    return Row(len(files), size, seconds, processor, watch.kilobytes / 1024)


def cost(path: Path, folder: Path) -> float:
    """The milliseconds of the processor an MB that the conversion of a text takes, and no start."""
    size = path.stat().st_size / MEGA
    command = [sys.executable, "-c", ALONE, str(path), str(folder / "alone.xml")]
    times = [
        float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        for _ in range(max(1, min(5, round(TIMED_MEGABYTES / size))))
    ]
    (folder / "alone.xml").unlink()
    return min(times) / size * 1000


def bare_gain() -> float:
    """How many times as much as one loop two loops do at once: 2 where both cores are free."""
    command = [sys.executable, "-c", "for _ in range(30_000_000): pass"]
    begin = time.perf_counter()
    subprocess.run(command, check=True)
    one = time.perf_counter()
    for process in [subprocess.Popen(command) for _ in range(2)]:
        process.wait()
    return 2 * (one - begin) / (time.perf_counter() - one)


def text_of(volumes: Sequence[Path], megabytes: int, folder: Path) -> Path:
    """One text of the volumes, one after the other, as often as it takes."""
    texts = [path.read_bytes().rstrip() + b"\n\n" for path in volumes]
    path = folder / f"{megabytes}.txt"
    with path.open("wb") as file:
        while file.tell() < megabytes * MEGA:
            for text in texts:
                file.write(text)
    return path


def copies_of(files: Sequence[Path], folder: Path, *, count: int = 0, size: int = 0) -> Path:
    """A folder of so many files, or of so many bytes."""
    made = written = 0
    while made < count or written < size:
        for path in files:
            target = folder / f"{made // 1000:03}" / f"{made:06} {path.name}"
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
            made, written = made + 1, written + path.stat().st_size
            if made >= count and written >= size:
                break
    return folder


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """A Dask cluster of this machine, as separate processes."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as running:
        yield running.scheduler_address


def show(name: str, row: Row) -> None:
    rate, files = row.size / MEGA / row.seconds, row.files / row.seconds
    per_mb = row.processor / row.size * MEGA * 1000
    print(
        f"{name:28} {row.files:7} {row.size / MEGA:8.1f} {row.seconds:8.1f} {rate:7.2f} "
        f"{files:8.1f} {per_mb:11.0f} {row.peak:8.0f}",
        flush=True,
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("volumes", type=Path)
    arguments.add_argument("dev", type=Path)
    arguments.add_argument("--layout", type=Path, action="append", default=[], help="a folder")
    arguments.add_argument("--megabytes", type=int, default=400, help="of the largest text")
    arguments.add_argument("--files", type=int, default=20_000, help="single documents")
    arguments.add_argument("--dask", action="store_true", help="also on a Dask cluster")
    arguments.add_argument("--folder", type=Path, help="where the copies go")
    given = arguments.parse_args()
    volumes, dev = sorted(given.volumes.glob("*.txt")), sorted(given.dev.glob("*.txt"))
    print(
        f"{'':28} {'files':>7} {'MB':>8} {'seconds':>8} {'MB/s':>7} {'files/s':>8} "
        f"{'CPU ms/MB':>11} {'peak MB':>8}"
    )
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        costs: list[float] = []
        for megabytes in (given.megabytes // 100, given.megabytes // 10, given.megabytes):
            path = text_of(volumes, megabytes, folder)
            show(f"one text of {megabytes} MB", run(path, folder, "--jobs", "1"))
            costs.append(cost(path, folder))
            path.unlink()
        for layout in given.layout:
            megabytes = given.megabytes // 10
            path = text_of(sorted(layout.glob("*.txt")), megabytes, folder)
            show(f"{megabytes} MB, {layout.name}", run(path, folder, "--jobs", "1"))
            path.unlink()
        each = ", ".join(f"{ms:.0f}" for ms in costs)
        more = (max(costs) / min(costs) - 1) * 100
        print(f"without the start {each} CPU ms/MB: the most is {more:.0f} % over the least")
        texts = copies_of(volumes, folder / "volumes", size=given.megabytes * MEGA)
        gains = [bare_gain()]
        rows = [run(texts, folder, "--jobs", str(jobs)) for jobs in (1, 2)]
        gains.append(bare_gain())
        show("volumes, 1 job", rows[0])
        show("volumes, 2 jobs", rows[1])
        print(f"2 jobs are {rows[0].seconds / rows[1].seconds:.2f} times as fast as 1")
        print(f"2 bare loops do {gains[0]:.2f} and {gains[1]:.2f} times as much as 1")
        if given.dask:
            with cluster(2) as address:
                show("volumes, Dask, 2 workers", run(texts, folder, "--dask", address))
        shutil.rmtree(texts)
        documents = copies_of(dev, folder / "documents", count=given.files)
        show("documents, 1 job", run(documents, folder, "--jobs", "1"))
        show("documents, 2 jobs", run(documents, folder, "--jobs", "2"))
        if given.dask:
            with cluster(2) as address:
                show("documents, Dask, 2 workers", run(documents, folder, "--dask", address))
    print(f"on {os.cpu_count()} cores; load now {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
