"""How much of what editors encoded is found: precision, recall and F1 by category.

    python benchmarks/accuracy.py [FOLDER]

FOLDER (by default tests/data/accuracy) holds NAME.txt, a document as text, and NAME.gold.json, what
the editors of the series encoded in it: for each category a list of keys. A key is right when
both sides have it; white space and colons are left out of all of them. Where a key has a place,
that is eight characters of the text on either side. A category with a "?" holds what the editors
leave open, which counts neither way.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

import tei_kit

SAMPLE = Path(__file__).parent.parent / "tests" / "data" / "accuracy"
TEI = "{http://www.tei-c.org/ns/1.0}"
ELEMENTS = ("dateline", "head", "item", "note", "p", "pb", "ref", "signed", "speaker", "stage")
CATEGORIES = (
    "head",
    "paragraph",
    "speaker",
    "noteref",
    "note",
    "pb",
    "item",
    "listhead",
    "dateline",
    "signed",
    "ref",
)
AROUND = 8
BEGINNING = 30  # characters of a paragraph that identify it


@dataclass(frozen=True, slots=True)
class Score:
    """The keys of one category: in the editors' encoding, in ours, and in both."""

    gold: int
    found: int
    right: int

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 1.0


def squeeze(text: str) -> str:
    return re.sub(r"[\s:]+", "", text)


class Main:
    """The text of a document outside its notes, and what stands where in it."""

    def __init__(self, body: etree._Element) -> None:
        self.text = ""
        self.marks: list[tuple[etree._Element, int, int]] = []
        self._walk(body)

    def _walk(self, element: etree._Element) -> None:
        start = len(self.text)
        if element.tag != f"{TEI}note":
            self.text += squeeze(element.text or "")
            for child in element:
                self._walk(child)
                self.text += squeeze(child.tail or "")
        self.marks.append((element, start, len(self.text)))

    def around(self, at: int) -> str:
        return f"{self.text[max(0, at - AROUND) : at]}|{self.text[at : at + AROUND]}"


def keys(tree: etree._ElementTree) -> Iterator[tuple[str, str]]:
    """The category and the key of everything that our TEI encodes."""
    body = tree.find(f".//{TEI}body")
    assert body is not None
    main = Main(body)
    for element, start, end in main.marks:
        name = str(element.tag).removeprefix(TEI)
        parent = element.getparent()
        outer = "" if parent is None else str(parent.tag).removeprefix(TEI)
        inside = main.text[start:end]
        n = element.get("n", "")
        if name == "note":
            yield "note", f"{n}@{squeeze(''.join(element.itertext()))}"
            if element.get("anchored") != "false":
                yield "noteref", f"{n}@{main.around(start)}"
        elif name == "pb":
            yield "pb", f"{n}@{main.around(start)}"
        elif name == "head":
            yield ("listhead" if outer == "list" else "head"), inside
        elif name == "item":
            depth = sum(1 for _ in element.iterancestors(f"{TEI}list")) - 1
            yield "item", f"{depth}@{_own_text(element)}"
        elif name == "p" or (name == "stage" and outer not in ("p", "item")):
            first = outer == "sp" and element.getprevious().tag == f"{TEI}speaker"
            label = squeeze("".join(element.getprevious().itertext())) if first else ""
            yield "paragraph", (label + inside)[:BEGINNING]
        elif name == "speaker":
            yield "speaker", f"{inside}@{main.text[start : end + AROUND]}"
        elif name in ("dateline", "signed"):
            yield name, inside
    for ref in body.iter(f"{TEI}ref"):
        yield "ref", f"{ref.get('target', '')[1:]}@{squeeze(''.join(ref.itertext()))}"


def _own_text(item: etree._Element) -> str:
    """The text of an item without its notes and the lists in it."""
    parts = [item.text or ""]
    for child in item:
        if child.tag not in (f"{TEI}list", f"{TEI}note", f"{TEI}pb"):
            parts.append(_own_text(child))
        parts.append(child.tail or "")
    return squeeze("".join(parts))


def gold_key(category: str, key: str) -> str:
    """An editors' key, cut to the length that ours have."""
    key = squeeze(key)
    if category in ("noteref", "pb"):
        n, _, place = key.partition("@")
        left, _, right = place.partition("|")
        return f"{n}@{left[-AROUND:]}|{right[:AROUND]}"
    if category == "speaker":
        label, _, rest = key.partition("@")
        return f"{label}@{rest[: len(label) + AROUND]}"
    return key[:BEGINNING] if category == "paragraph" else key


def scores(folder: Path, tei: Path | None = None) -> dict[str, Score]:
    """The score of each category over all documents of a folder.

    `tei` is a folder of NAME.xml, the TEI made of them; by default it is made here.
    """
    total = {category: Score(0, 0, 0) for category in CATEGORIES}
    for path in sorted(folder.glob("*.gold.json")):
        events = json.loads(path.read_text(encoding="utf-8"))["events"]
        name = path.name.removesuffix(".gold.json")
        if tei is None:
            tree = tei_kit.convert(tei_kit.read(path.with_name(f"{name}.txt"))).tree
        else:
            tree = etree.parse(tei / f"{name}.xml")
        found: dict[str, Counter[str]] = {category: Counter() for category in CATEGORIES}
        for category, key in keys(tree):
            found[category][gold_key(category, key)] += 1
        for category in CATEGORIES:
            gold = _counter(category, events.get(category, []))
            open_to_choice = _counter(category, events.get(f"{category}?", [])) - gold
            ours = found[category] - open_to_choice
            before = total[category]
            total[category] = Score(
                before.gold + gold.total(),
                before.found + ours.total(),
                before.right + (gold & ours).total(),
            )
    return total


def _counter(category: str, given: Sequence[str]) -> Counter[str]:
    return Counter(gold_key(category, key) for key in given)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path, nargs="?", default=SAMPLE)
    print(f"{'':10}{'gold':>7}{'found':>7}{'right':>7}{'F1':>8}")
    for category, score in scores(arguments.parse_args().folder).items():
        print(f"{category:10}{score.gold:7}{score.found:7}{score.right:7}{score.f1:8.3f}")


if __name__ == "__main__":
    main()
