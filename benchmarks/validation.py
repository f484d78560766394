"""How fast TEI is validated with RELAX NG: tei-kit, Jing, xmllint and lxml side by side.

    python benchmarks/validation.py [SCHEMA] [--output FILE.md]

SCHEMA is by default `../shared/tei/tei_all.rng` where it is there, and else the project's own. The
documents are the TEI of the seed, the same with one element misspelt, and the body of the seed
repeated until the document has 5 MB and 50 MB. The commands are run in turn, so that what else the
machine does falls on all of them alike; times are medians. A warm run is one more document for a
process that has validated it before: for Jing and xmllint that is measured as what each further
file on the command line takes.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from tei_kit import relaxng

ROOT = Path(__file__).parent.parent
TEI_ALL = ROOT.parent / "shared" / "tei" / "tei_all.rng"
SLOW = 3.0  # seconds from which a command is run less often
FURTHER = 10  # files more on the command line, for warm runs

LXML = """
import sys
from lxml import etree
schema = etree.RelaxNG(etree.parse(sys.argv[1]))
sys.exit(not all([schema.validate(etree.parse(name)) for name in sys.argv[2:]]))
"""

_ID = re.compile(r'(xml:id="|"#)([^"]+)"')  # what has to differ from copy to copy: xml:id="d1fn2"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a process."""

    seconds: float
    peak: int
    """The most memory it held, in bytes."""
    exit_code: int


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents of the benchmark."""

    small: Path
    wrong: Path
    large: Path
    huge: Path


def tools() -> dict[str, Callable[[Path, Sequence[Path]], list[str]]]:
    """The commands, by name: given a schema and documents."""
    tei_kit = str(Path(sys.executable).with_name("tei-kit"))
    found = {
        "tei-kit": lambda schema, files: [
            *(tei_kit, "validate", "--schema", str(schema)),
            *map(str, files),
        ],
        "jing": lambda schema, files: ["jing", str(schema), *map(str, files)],
        "xmllint": lambda schema, files: [
            *("xmllint", "--huge", "--noout", "--relaxng", str(schema)),
            *map(str, files),
        ],
        "lxml": lambda schema, files: [
            *(sys.executable, "-c", LXML, str(schema)),
            *map(str, files),
        ],
    }
    return {
        name: command
        for name, command in found.items()
        if name in ("tei-kit", "lxml") or shutil.which(name)
    }


def run(command: Sequence[str]) -> Run:
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    return Run(seconds, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status))


def medians(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Run]:
    """The median run of each command; those that are slow run once."""
    runs: dict[str, list[Run]] = {name: [run(command)] for name, command in commands.items()}
    for _ in range(rounds - 1):
        for name, command in commands.items():
            if runs[name][0].seconds < SLOW:
                runs[name].append(run(command))
    return {
        name: sorted(some, key=lambda one: one.seconds)[len(some) // 2]
        for name, some in runs.items()
    }


def prepare(folder: Path) -> Documents:
    """The documents, written into a folder."""
    text = next((ROOT / "output").glob("*.xml")).read_text(encoding="utf-8")
    small, wrong = folder / "small.xml", folder / "wrong.xml"
    small.write_text(text, encoding="utf-8")
    middle = text.index("<speaker>", len(text) // 2)
    broken = text[:middle] + text[middle:].replace("speaker>", "speeker>", 2)
    wrong.write_text(broken, encoding="utf-8")
    return Documents(
        small,
        wrong,
        repeated(text, 5_000_000, folder / "large.xml"),
        repeated(text, 50_000_000, folder / "huge.xml"),
    )


def repeated(text: str, size: int, path: Path) -> Path:
    """A document whose body is repeated until it has a size in bytes."""
    begin, end = text.index("<body>") + len("<body>"), text.index("</body>")
    body = text[begin:end]
    with path.open("w", encoding="utf-8") as file:
        file.write(text[:begin])
        for copy in range(size // len(body.encode())):
            file.write(_ID.sub(rf'\g<1>\g<2>_{copy}"', body))
        file.write(text[end:])
    return path


def cold_rows(schema: Path, documents: Documents, rounds: int) -> list[list[str]]:
    """Whole processes."""
    names = tools()
    rows = []
    for label, path, count in (
        ("small, valid", documents.small, rounds),
        ("small, one mistake", documents.wrong, rounds),
        ("5 MB, valid", documents.large, max(rounds // 3, 1)),
        ("50 MB, valid", documents.huge, 1),
    ):
        found = medians({name: make(schema, [path]) for name, make in names.items()}, count)
        check(label, found)
        rows.append([label, *(f"{one.seconds:.2f} s" for one in found.values())])
        if path == documents.huge:
            peaks = (f"{one.peak / 1e6:.0f} MB" for one in found.values())
            rows.append(["50 MB, memory at its peak", *peaks])
    further = warm_processes(schema, documents, max(rounds // 3, 1))
    return [*rows, *further]


def warm_processes(schema: Path, documents: Documents, rounds: int) -> list[list[str]]:
    """What each further file takes."""
    rows = []
    for label, path in (("small", documents.small), ("5 MB", documents.large)):
        row = [f"{label}, each further file"]
        paths = [path.with_name(f"{copy}_{path.name}") for copy in range(FURTHER + 1)]
        for copy in paths:
            shutil.copyfile(path, copy)
        for make in tools().values():
            one = medians({"": make(schema, paths[:1])}, rounds)[""]
            if one.seconds > SLOW:
                row.append("-")  # what differs from run to run is more than a file takes
                continue
            many = medians({"": make(schema, paths)}, rounds)[""]
            row.append(f"{(many.seconds - one.seconds) / FURTHER * 1e3:.0f} ms")
        rows.append(row)
    return rows


def check(label: str, found: Mapping[str, Run]) -> None:
    """All tools have to agree on what is valid, or their times mean nothing."""
    should_fail = "mistake" in label
    for name, one in found.items():
        if (one.exit_code != 0) != should_fail:
            raise SystemExit(f"{name} says {one.exit_code} on '{label}'")


def best(action: Callable[[], object], times: int) -> float:
    """The median seconds of an action."""
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def in_process_rows(schema: Path, documents: Documents) -> list[list[str]]:
    """In one Python process: tei_kit and lxml."""
    begin = time.perf_counter()
    theirs = etree.RelaxNG(etree.parse(schema))
    their_compile = time.perf_counter() - begin
    our_compile = best(lambda: relaxng.compile(schema), 5)
    ours = relaxng.compile(schema)
    rows = [["compile the schema", f"{our_compile * 1e3:.0f} ms", f"{their_compile * 1e3:.0f} ms"]]
    first = best(lambda: ours.validate(documents.small), 1)
    rows.append(["first small document", f"{first * 1e3:.1f} ms", ""])
    for label, path, times in (
        ("small document", documents.small, 20),
        ("5 MB document", documents.large, 3),
    ):
        our_time = best(lambda path=path: ours.validate(path), times)
        their_time = best(lambda path=path: theirs.validate(etree.parse(path)), times)
        rows.append([label, f"{our_time * 1e3:.1f} ms", f"{their_time * 1e3:.1f} ms"])
    speed = documents.large.stat().st_size / 1e6 / our_time
    rows.append(["MB a second", f"{speed:.0f}", f"{speed * our_time / their_time:.0f}"])
    return rows


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = TEI_ALL if TEI_ALL.is_file() else ROOT / "schemas" / "tei_kit.rng"
    arguments.add_argument("schema", nargs="?", type=Path, default=default)
    arguments.add_argument("--rounds", type=int, default=9)
    arguments.add_argument("--output", type=Path, help="a file for the tables")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        documents = prepare(Path(folder))
        cold = cold_rows(given.schema, documents, given.rounds)
        warm = in_process_rows(given.schema, documents)
    text = "\n\n".join(
        (
            f"Whole processes, schema {given.schema.name}:",
            table(["", *tools()], cold),
            "In one Python process (lxml's times include parsing the document, as ours do):",
            table(["", "tei_kit.relaxng", "lxml"], warm),
        )
    )
    print(text)
    if given.output:
        given.output.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
