"""How fast text becomes TEI in one process, against lxml parsing and writing the same output.

    python benchmarks/throughput.py [FOLDER]

prints a row for the seed once, 10 times and 100 times in one file (as documents that follow each
other), with the share of each step; and one for all texts of a folder, one after the other. Each
figure is the best of several runs; the ratio is of two figures of the same run, since machines are
noisy.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from lxml import etree

from tei_kit.document import builder
from tei_kit.source import source
from tei_kit.tei import emitter
from tei_kit.tokenizer import section_reader

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Row:
    """One size of input: bytes, and the best seconds of each step."""

    bytes: int
    tokenize: float
    build: float
    emit: float
    floor: float  # lxml parsing and writing the TEI

    @property
    def total(self) -> float:
        return self.tokenize + self.build + self.emit


def copies(text: str, count: int) -> str:
    """The document so many times, numbered upwards so that each copy is a document."""
    number, _, rest = text.partition(".")
    return "\n\n".join(f"{int(number) + n}.{rest.rstrip()}" for n in range(count)) + "\n"


def best(repeats: int, step: Callable[[], object]) -> float:
    """The fewest seconds that a step took."""
    seconds = []
    for _ in range(repeats):
        begin = time.process_time()
        step()
        seconds.append(time.process_time() - begin)
    return min(seconds)


def measure(text: str, repeats: int) -> Row:
    given = source.from_text(text, "seed.txt")
    tokens = section_reader.tokenize(given)
    document = builder.build(given, tokens)
    xml = etree.tostring(emitter.emit(document), encoding="UTF-8")
    parser = etree.XMLParser(huge_tree=True)
    return Row(
        bytes=len(text.encode()),
        tokenize=best(repeats, lambda: section_reader.tokenize(given)),
        build=best(repeats, lambda: builder.build(given, tokens)),
        emit=best(repeats, lambda: emitter.emit(document)),
        floor=best(
            repeats, lambda: etree.tostring(etree.fromstring(xml, parser), encoding="UTF-8")
        ),
    )


def added(rows: Sequence[Row]) -> Row:
    """Some texts, one after the other."""
    return Row(*map(sum, zip(*map(astuple, rows), strict=True)))


def show(name: str, row: Row) -> None:
    print(
        f"{name:>12} {row.bytes / 1e3:7.0f} {row.tokenize * 1e3:9.1f} {row.build * 1e3:8.1f} "
        f"{row.emit * 1e3:8.1f} {row.bytes / 1e6 / row.total:6.1f} {row.total / row.floor:8.1f}"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path, nargs="?", help="texts to measure as well")
    arguments.add_argument("--repeats", type=int, default=7, help="runs of each step")
    arguments.add_argument("--text", type=Path, default=next((ROOT / "seeds").glob("*.txt")))
    given = arguments.parse_args()
    text = given.text.read_text(encoding="utf-8")
    heads = ("KB", "tokenize", "build", "emit", "MB/s", "floor")
    units = ("", "ms", "ms", "ms", "", "times")
    for words in (heads, units):
        columns = zip(words, (7, 9, 8, 8, 6, 8), strict=True)
        print(" " * 12, *(f"{word:>{width}}" for word, width in columns))
    for count in (1, 10, 100):
        show(f"seed x {count}", measure(copies(text, count), given.repeats))
    if given.folder:
        texts = [path.read_text(encoding="utf-8") for path in sorted(given.folder.glob("*.txt"))]
        rows = [measure(text, given.repeats) for text in texts]
        show(f"{len(rows)} texts", added(rows))


if __name__ == "__main__":
    main()
