#!/usr/bin/env python3
"""Make the page of codes from the table of codes.

    python docs/generate.py            write docs/codes.md
    python docs/generate.py --check    write nothing; exit 1 when the committed page differs

The table is tei_kit/codes/__init__.py, and tei_kit/codes/pages.toml has what the pages say.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))  # so that it documents the code that it stands beside

from tei_kit.codes import pages  # noqa: E402

PAGE = FOLDER / "codes.md"


def has_drifted() -> bool:
    """Whether the committed page is not what the table gives."""
    return not PAGE.exists() or PAGE.read_text(encoding="utf-8") != pages.document()


def main(arguments: Sequence[str]) -> int:
    """Generate, or check with --check; the exit code is 1 when the check finds a difference."""
    parser = argparse.ArgumentParser(description="Make docs/codes.md.")
    parser.add_argument("--check", action="store_true", help="only report what differs")
    if not parser.parse_args(arguments).check:
        PAGE.write_text(pages.document(), encoding="utf-8")
        return 0
    if has_drifted():
        print("docs/codes.md is out of date; run: python docs/generate.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
