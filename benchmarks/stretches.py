"""How much memory long texts of other layouts take, and whether batch gives what convert gives.

    python benchmarks/stretches.py FOLDER... [--megabytes 8] [--alone]

Each FOLDER has single documents in one layout as .txt files; they are put into random order, with
numbers that go up, and repeated until there is enough. The text is converted in processes of their
own: by `convert`, in memory (not with --alone), and as `batch` does it. The memory is the most that
the process had beyond what it has after it converted a short text; the time is that of the
processor.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

MEGA = 1_000_000
HEAD = re.compile(r"\A(\s*)[0-9]{1,4}\. ")  # "207. Memorandum of Conversation"
# Between documents: what the layout of a folder has there.
BETWEEN = {"word": "\n", "pdf": "\n\f"}

PROGRAM = """
import resource, sys, time
from pathlib import Path
from tei_kit import pipeline, readers
from tei_kit.batch import unit
from tei_kit.batch.work import Unit
from tei_kit.settings.options import Options
def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
kind, path, out = sys.argv[1:]
short = "207. Memorandum of Conversation[1]\\n\\nWe met\\nhere.[1]\\n\\n[1] Source: A.\\n"
pipeline.convert_source(readers.of_text(short, "short.txt"), Options()).to_bytes()
before, begin = most(), time.process_time()
if kind == "convert":
    made = pipeline.convert_source(readers.read(Path(path)), Options())
    Path(out).write_bytes(made.to_bytes())
else:
    done = unit.convert(Unit(path, out, Path(path).stat().st_size, force=True), Options())
    assert done.is_done
print(f"{most() - before:.0f} {time.process_time() - begin:.1f}")
"""


def write_volume(folder: Path, size: int, path: Path) -> None:
    """One text of at least so many bytes, of the documents of a folder."""
    texts = [each.read_text(encoding="utf-8").strip("\n") for each in sorted(folder.glob("*.txt"))]
    between = BETWEEN.get(folder.name, "\n\n\n")
    order, number = random.Random(1), count(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        while file.tell() < size:
            order.shuffle(texts)
            for text in texts:
                n = next(number)
                file.write(HEAD.sub(lambda head, n=n: f"{head[1]}{n}. ", text) + between)
                if file.tell() >= size:
                    break
        file.write("\n")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("layouts", type=Path, nargs="+")
    arguments.add_argument("--megabytes", type=int, default=8)
    arguments.add_argument("--alone", action="store_true", help="only as batch does it")
    given = arguments.parse_args()
    print(f"{'':12} {'':8} {'MB of text':>10} {'MB more':>8} {'CPU s':>8} {'MB/s':>6}")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "volume.txt")
        for layout in given.layouts:
            write_volume(layout, given.megabytes * MEGA, path)
            size = path.stat().st_size / MEGA
            results: list[bytes] = []
            for kind in ("batch",) if given.alone else ("convert", "batch"):
                out = Path(name, f"{kind}.xml")
                command = [sys.executable, "-c", PROGRAM, kind, str(path), str(out)]
                printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                more, seconds = map(float, printed.split())
                row = f"{size:10.1f} {more:8.0f} {seconds:8.1f} {size / seconds:6.2f}"
                print(f"{layout.name:12} {kind:8} {row}", flush=True)
                results.append(out.read_bytes())
            if len(results) == 2:
                same = "the same bytes" if results[0] == results[1] else "NOT the same bytes"
                print(f"{layout.name:12} {same}")


if __name__ == "__main__":
    main()
