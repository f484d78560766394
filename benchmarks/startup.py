"""How long whole processes take: converting and validating the seed, against pandoc.

    python benchmarks/startup.py

runs the commands in turn, so that what else the machine does falls on all of them alike, and
prints minimum and median of each, and the ratio to pandoc. Install the package with pip first:
an installed package has its bytecode compiled.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def commands(seed: Path, folder: Path) -> dict[str, list[str]]:
    """The commands to time, by name; pandoc only where there is one."""
    tei_kit = str(Path(sys.executable).with_name("tei-kit"))
    result = str(folder / "seed.xml")
    found = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "tei-kit --version": [tei_kit, "--version"],
        "tei-kit convert": [tei_kit, "convert", "--quiet", str(seed), "-o", result],
    }
    pandoc = shutil.which("pandoc")
    if pandoc:
        options = ["-f", "markdown", "-t", "tei", "-o", str(folder / "pandoc.xml")]
        found["pandoc"] = [pandoc, *options, str(seed)]
    return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=30)
    rounds = arguments.parse_args().rounds
    seed = next((ROOT / "seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        timed = commands(seed, Path(folder))
        seconds: dict[str, list[float]] = {name: [] for name in timed}
        for _ in range(rounds + 1):
            for name, command in timed.items():
                begin = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, cwd=folder)
                seconds[name].append(time.perf_counter() - begin)
    pandoc = statistics.median(seconds["pandoc"][1:]) if "pandoc" in seconds else None
    print(f"{'':20} {'min ms':>8} {'median':>8} {'of pandoc':>10}")
    for name, values in seconds.items():
        median = statistics.median(values[1:])
        ratio = f"{median / pandoc:10.2f}" if pandoc else f"{'-':>10}"
        print(f"{name:20} {min(values[1:]) * 1e3:8.1f} {median * 1e3:8.1f} {ratio}")


if __name__ == "__main__":
    main()
