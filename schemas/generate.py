#!/usr/bin/env python3
"""Make tei_kit.rng, tei_kit.xsd and xml.xsd from tei_kit.rnc with trang.

    python schemas/generate.py            write the three files
    python schemas/generate.py --check    write nothing; exit 1 when a committed file differs

Needs the program `trang` (on Debian and Ubuntu: the package `trang`). Only people who change the
grammar need it; the files that it makes are committed and ship in the wheel.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
GRAMMAR = FOLDER / "tei_kit.rnc"
GENERATED = ("tei_kit.rng", "tei_kit.xsd", "xml.xsd")


def generate(folder: Path) -> None:
    """Write the files of GENERATED to a folder; raises CalledProcessError when trang fails."""
    for name in ("tei_kit.rng", "tei_kit.xsd"):
        subprocess.run(["trang", str(GRAMMAR), str(folder / name)], check=True)


def drifted(folder: Path) -> list[str]:
    """The names of the committed files that differ from freshly generated ones in a folder."""
    return [name for name in GENERATED if _bytes(FOLDER / name) != _bytes(folder / name)]


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def main(arguments: Sequence[str]) -> int:
    """Generate, or check with --check; the exit code is 1 when the check finds a difference."""
    parser = argparse.ArgumentParser(description="Make the generated schemas from tei_kit.rnc.")
    parser.add_argument("--check", action="store_true", help="only report what differs")
    if not parser.parse_args(arguments).check:
        generate(FOLDER)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder))
        names = drifted(Path(folder))
    for name in names:
        print(f"{name} is not what tei_kit.rnc gives; run: python schemas/generate.py")
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
