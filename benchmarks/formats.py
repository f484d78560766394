"""The same documents as HTML, DOCX and Markdown: how much of them the readers find.

    python benchmarks/formats.py [FOLDER] [--score SCORE.py]

FOLDER is laid out as for `accuracy.py`. Each document is made into an abstract document of
pandoc's, with a heading, real lists, notes where the editors referred to them, and page markers
with an anchor; pandoc writes that in each format, and the F1 of what is found is printed beside
that of the plain text. Documents whose notes do not count up from 1 with one reference each are
left out of all columns: pandoc numbers notes itself. `--score` scores with another program,
which is called as `SCORE.py GOLD_FOLDER TEI_FOLDER --json`.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tei_kit
from benchmarks.accuracy import CATEGORIES, SAMPLE, TEI, Main, scores, squeeze
from tei_kit.layout.blocks import Block, Shape, blocks_of
from tei_kit.settings import profile
from tei_kit.source import source
from tei_kit.tokenizer import lists

PAGE = re.compile(r"\[Page ([0-9A-Za-z]+)\]")
# What pandoc is asked for, and the suffix that the file gets.
WRITERS = {
    "html": ["html5", "--standalone", "--metadata", "pagetitle=A page"],
    "docx": ["docx"],
    "md": ["commonmark+footnotes+pipe_tables", "--wrap=none"],
}
Node = dict[str, Any]


class UnfitError(Exception):
    """The document cannot be told in pandoc's terms as the editors have it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A reference to a note, or a page, at `text[start:end]`."""

    start: int
    end: int
    n: str
    is_note: bool


def document(text: str, marks: Sequence[Mark], head: str) -> Node:
    """A text in the layout of the plain files as a document of pandoc's.

    `marks` are its references to notes and its pages, and `head` is the text of its heading,
    without white space and notes. Raises UnfitError.
    """
    found = blocks_of(source.from_text(text), profile.load())
    notes = _notes(found)
    body = found[: len(found) - len(notes)]
    referred = [mark.n for mark in marks if mark.is_note]
    if referred != [str(n) for n in range(1, len(notes) + 1)]:
        raise UnfitError("the notes do not count up")
    bodies = {note.number: _words(text[note.body : note.end]) for note in notes}
    if [*bodies] != referred:
        raise UnfitError("the notes are not those that are referred to")
    writer = _Writer(text, marks, bodies)
    blocks = list(writer.blocks(body, head))
    return {"pandoc-api-version": [1, 22, 1], "meta": {}, "blocks": blocks}


def _notes(found: Sequence[Block]) -> list[Block]:
    first = len(found)
    while first and found[first - 1].shape is Shape.NUMBERED:
        first -= 1
    return list(found[first:])


def marks_of(text: str, events: dict[str, list[str]], plain: str) -> Iterator[Mark]:
    """Where the marks of the editors stand in a text: it is read beside `plain`, theirs."""
    found = blocks_of(source.from_text(text), profile.load())
    text = text[: found[len(found) - len(_notes(found)) - 1].end]
    places: dict[int, list[tuple[str, bool]]] = {}
    for kind in ("noteref", "pb"):
        at = 0
        for key in events.get(kind, []):
            n, _, around = key.partition("@")
            left, _, right = around.partition("|")
            left, right = squeeze(left), squeeze(right)
            at = plain.find(left + right, at)
            if at < 0:
                raise UnfitError(f"{key} is not found")
            places.setdefault(at + len(left), []).append((n, kind == "noteref"))
    at, i = 0, 0
    while i < len(text):
        waiting = places.get(at, [])
        page = PAGE.match(text, i)
        if page and (page[1], False) in waiting:
            waiting.remove((page[1], False))
            yield Mark(i, page.end(), page[1], False)
            i = page.end()
            continue
        note = next((n for n, is_note in waiting if is_note and text.startswith(n, i)), None)
        if note is not None:
            waiting.remove((note, True))
            yield Mark(i, i + len(note), note, True)
            i += len(note)
            continue
        if at < len(plain) and text[i] == plain[at]:
            at += 1
        elif not (text[i].isspace() or text[i] in ":•"):
            raise UnfitError(f"the texts differ at {text[i : i + 20]!r}")
        i += 1
    if any(places.values()):
        raise UnfitError("a mark has no place")


class _Writer:
    def __init__(self, text: str, marks: Sequence[Mark], notes: dict[str, list[Node]]) -> None:
        self.text = text
        self.marks = marks
        self.notes = notes

    def blocks(self, found: Sequence[Block], head: str) -> Iterator[Node]:
        at = 0
        headed = not head
        while at < len(found):
            block = found[at]
            if block.shape is Shape.ITEM:
                end = lists.end_of(found, at, self.text)
                items = [b for b in found[at:end] if b.shape is Shape.ITEM]
                if len(items) != end - at:  # a page between items
                    end = at + 1
                    while end < len(found) and found[end].shape is Shape.ITEM:
                        end += 1
                    items = list(found[at:end])
                yield self.list(items, lists.depths(items))
                at = end
                continue
            content = self.inline(block.start, block.end)
            said = squeeze("".join(_plain(content)))
            if not headed and said == head:
                headed = True
                yield {"t": "Header", "c": [2, ["", [], []], content]}
            else:
                yield {"t": "Para", "c": content}
            at += 1

    def list(self, items: Sequence[Block], depths: Sequence[int]) -> Node:
        entries: list[list[Node]] = []
        at = 0
        while at < len(items):
            entry = [{"t": "Plain", "c": self.inline(items[at].body, items[at].end)}]
            end = at + 1
            while end < len(items) and depths[end] > depths[at]:
                end += 1
            if end > at + 1:
                entry.append(self.list(items[at + 1 : end], depths[at + 1 : end]))
            entries.append(entry)
            at = end
        return {"t": "BulletList", "c": entries}

    def inline(self, start: int, end: int) -> list[Node]:
        content: list[Node] = []
        for mark in self.marks:
            if start <= mark.start and mark.end <= end:
                content += _words(self.text[start : mark.start])
                start = mark.end
                if mark.is_note:
                    content.append({"t": "Note", "c": [{"t": "Para", "c": self.notes[mark.n]}]})
                else:
                    shown = _words(f"[Page {mark.n}]")
                    content.append({"t": "Span", "c": [[f"pg_{mark.n}", [], []], shown]})
        return content + _words(self.text[start:end])


def _words(text: str) -> list[Node]:
    """Text as pandoc has it: words, and spaces between them."""
    parts = re.split(r"(\s+)", text)
    return [{"t": "Space"} if p.isspace() else {"t": "Str", "c": p} for p in parts if p]


def _plain(content: Sequence[Node]) -> Iterator[str]:
    for node in content:
        if node["t"] == "Str":
            yield node["c"]


def written(made: Node, to: str, path: Path) -> Path:
    """Let pandoc write a document in a format, one of WRITERS, to a file."""
    command = ["pandoc", "--from", "json", "--to", *WRITERS[to], "--output", str(path)]
    subprocess.run(command, input=json.dumps(made).encode(), check=True)
    return path


def documents(folder: Path) -> dict[str, Node]:
    """The documents of a folder that are fit for all formats, by their names."""
    found: dict[str, Node] = {}
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(f"{name}.txt").read_text(encoding="utf-8")
        try:
            plain = squeeze(gold.get("text") or _main_text(text))
            marks = list(marks_of(text, gold["events"], plain))
            found[name] = document(text, marks, squeeze(gold["events"].get("head", [""])[0]))
        except UnfitError as reason:
            print(f"{name}: {reason}", file=sys.stderr)
    return found


def _main_text(text: str) -> str:
    """The text without its notes, where the editors' own is not kept: as we find it."""
    body = tei_kit.convert(text).tree.find(f".//{TEI}body")
    assert body is not None
    return Main(body).text


def convert(folder: Path, made: dict[str, Node], into: Path) -> None:
    """Write the TEI of each document, from each format and from plain text, and the gold."""
    for kind in ("gold", "txt", *WRITERS):
        (into / kind).mkdir()

    def one(name: str) -> None:
        shutil.copy(folder / f"{name}.gold.json", into / "gold")
        shutil.copy(folder / f"{name}.txt", into / "gold")
        for kind in ("txt", *WRITERS):
            path = folder / f"{name}.txt"
            if kind != "txt":
                path = written(made[name], kind, into / f"{name}.{kind}")
            tei = tei_kit.convert(tei_kit.read(path)).to_bytes()
            (into / kind / f"{name}.xml").write_bytes(tei)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, made))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path, nargs="?", default=SAMPLE)
    arguments.add_argument("--score", type=Path)
    arguments.add_argument("--keep", type=Path, help="folder, which must be new, for the files")
    given = arguments.parse_args()
    made = documents(given.folder)
    with tempfile.TemporaryDirectory() as temporary:
        into = given.keep or Path(temporary)
        into.mkdir(exist_ok=True)
        convert(given.folder, made, into)
        print(f"{len(made)} of {len(list(given.folder.glob('*.gold.json')))} documents")
        table = {kind: _scores(into, kind, given.score) for kind in ("txt", *WRITERS)}
    print(f"{'':10}" + "".join(f"{kind:>8}" for kind in table))
    for category in CATEGORIES:
        if category in table["txt"]:
            print(f"{category:10}" + "".join(f"{row[category]:8.3f}" for row in table.values()))


def _scores(into: Path, kind: str, program: Path | None) -> dict[str, float]:
    if program is None:
        of_tei = scores(into / "gold", into / kind)
        return {category: score.f1 for category, score in of_tei.items() if score.gold}
    command = [sys.executable, str(program), str(into / "gold"), str(into / kind), "--json"]
    scored = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return {category: scored[category]["f1"] for category in CATEGORIES if category in scored}


if __name__ == "__main__":
    main()
