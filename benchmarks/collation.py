"""Does `compare` find what was altered, and does `graft` bring mark-up back?

Each text is converted; its TEI is altered at random; and what was altered is looked for, or mended.

    python benchmarks/collation.py compare ../shared/bench/dev --alterations 10000
    python benchmarks/collation.py graft ../shared/bench/dev --score ../shared/bench/score.py

`compare` counts the alterations (a letter, a word, the order of two words, a note moved) that are
found at their places, and the differences told of TEI that was not altered. `graft` alters 1, 2 and
5 % of the words, puts the mark-up back, and has it scored twice: against the TEI before it was
altered, and against the editors' encoding.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from lxml import etree

import tei_kit
from tei_kit.collation.compare import compare
from tei_kit.collation.graft import GraftError, graft
from tei_kit.collation.rewriting import take_out
from tei_kit.diagnostics import Place
from tei_kit.xml.text_places import TextPlaces

TEI = "{http://www.tei-c.org/ns/1.0}"
SUFFIXES = (".txt", ".html", ".docx")
RATES = (0.01, 0.02, 0.05)
NEAR = 40  # characters of text within which a difference is at the place of an alteration
TAG = re.compile(r"<[^>]*(?:>|$)")
# A word of two letters or more: `Memorandum`
WORD = re.compile(r"[^\W\d_]{2,}")
LETTERS = "abcdefghijklmnopqrstuvwxyzäéñ"
OTHER_WORDS = ("the", "a", "of", "very", "indeed", "not", "moreover", "said", "house", "Paris")


@dataclass(frozen=True, slots=True)
class Alteration:
    """An alteration: its kind, and the text or the note in which it was made."""

    kind: str
    element: etree._Element
    tail: bool
    offset: int


def texts_of(tree: etree._ElementTree) -> list[tuple[etree._Element, bool]]:
    """The texts of a file that have words, outside its header."""
    body = tree.find(f".//{TEI}text")
    assert body is not None
    found = []
    for element in body.iter(etree.Element):
        if element.text and WORD.search(element.text):
            found.append((element, False))
        if element is not body and element.tail and WORD.search(element.tail):
            found.append((element, True))
    return found


def read(element: etree._Element, tail: bool) -> str:
    return (element.tail if tail else element.text) or ""


def write(element: etree._Element, tail: bool, text: str) -> None:
    if tail:
        element.tail = text
    else:
        element.text = text


def other_letter(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    letter = chance.choice([each for each in LETTERS if each != word[at].lower()])
    return f"{word[:at]}{letter}{word[at + 1 :]}"


# ------------------------------------------------------------------ compare


def altered(tree: etree._ElementTree, chance: random.Random) -> Alteration | None:
    """Alter a tree at one place; None where the place that was chosen does not allow it."""
    kind = chance.choice(["letter", "word", "order", "note"])
    places = texts_of(tree)
    if kind == "note":
        notes = [n for n in tree.iter(f"{TEI}note") if n.get("n") and n.getparent() is not None]
        return _note_moved(notes, places, chance)
    return _words_altered(kind, *chance.choice(places), chance)


def _words_altered(
    kind: str, element: etree._Element, tail: bool, chance: random.Random
) -> Alteration | None:
    text = read(element, tail)
    words = list(WORD.finditer(text))
    if kind == "order":
        pairs = [(a, b) for a, b in pairwise(words) if a[0] != b[0]]
        if not pairs:
            return None
        first, second = chance.choice(pairs)
        between = text[first.end() : second.start()]
        new = f"{text[: first.start()]}{second[0]}{between}{first[0]}{text[second.end() :]}"
        if new.split() == text.split() or (first[0] + second[0]) == (second[0] + first[0]):
            return None
        write(element, tail, new)
        return Alteration(kind, element, tail, first.start())
    word = chance.choice(words)
    how = chance.choice(["other", "lost", "added"])
    if kind == "letter":
        changed = other_letter(word[0], chance)
        changed = {"other": changed, "lost": word[0][1:], "added": f"{word[0]}x"}[how]
    else:
        other = chance.choice([each for each in OTHER_WORDS if each != word[0]])
        changed = {"other": other, "lost": "", "added": f"{word[0]} {other}"}[how]
    write(element, tail, f"{text[: word.start()]}{changed}{text[word.end() :]}")
    return Alteration(f"{kind} {how}", element, tail, max(word.start() - 1, 0))


def _note_moved(
    notes: Sequence[etree._Element],
    places: Sequence[tuple[etree._Element, bool]],
    chance: random.Random,
) -> Alteration | None:
    """Move a note to another place of the text."""
    if not notes:
        return None
    note = chance.choice(notes)
    inside = {*note.iter()}
    outside = [
        (element, tail)
        for element, tail in places
        if element not in inside
        and not any(True for _ in element.iterancestors(f"{TEI}note"))
        and (tail or element.tag == f"{TEI}p")
        and element.tag != f"{TEI}note"
    ]
    if not outside:
        return None
    element, tail = chance.choice(outside)
    text = read(element, tail)
    at = chance.choice(list(WORD.finditer(text))).end()
    if not text[at:].strip():
        return None
    take_out(note)
    text = read(element, tail)  # which may go on with what followed the note
    write(element, tail, text[:at])
    if tail:
        holder = element.getparent()
        holder.insert(holder.index(element) + 1, note)
    else:
        element.insert(0, note)
    note.tail = text[at:]
    return Alteration("note", note, False, -1)


class File:
    """The characters of an XML file, and how many of them are text."""

    def __init__(self, data: bytes) -> None:
        self._text = data.decode("utf-8")
        self._lines = [0, *(match.end() for match in re.finditer(r"\n", self._text))]

    def text_before(self, place: Place) -> int:
        """How many characters of text, without white space, stand before a place."""
        before = self._text[: self._lines[place.line - 1] + place.column - 1]
        return len("".join(TAG.sub("", before).split()))


def is_found(
    alteration: Alteration, places: TextPlaces, file: File, found: Sequence[tei_kit.Diagnostic]
) -> bool:
    """Whether a difference stands where something was altered."""
    if alteration.offset < 0:
        place = places.of_element(alteration.element)
        found = [each for each in found if each.code in ("TK413", "TK414", "TK416")]
    else:
        place = places.of_text(alteration.element, alteration.tail, alteration.offset)
    at = file.text_before(place)
    return any(abs(file.text_before(each.place) - at) <= NEAR for each in found)


def run_compare(folders: Sequence[Path], number: int, seed: int) -> None:
    """Print what was altered and what was found."""
    chance = random.Random(seed)
    made = list(converted(folders))
    alarms = 0
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "altered.xml"
        for _, source, data in made:
            path.write_bytes(data)
            alarms += len(compare(source, path).differences)
        seconds = time.perf_counter() - start
        print(f"{len(made)} texts not altered: {alarms} differences told, {seconds:.1f} s")
        every: Counter[str] = Counter()
        found: Counter[str] = Counter()
        while every.total() < number:
            name, source, data = chance.choice(made)
            tree = etree.ElementTree(etree.fromstring(data))
            alteration = altered(tree, chance)
            if alteration is None:
                continue
            path.write_bytes(etree.tostring(tree, encoding="UTF-8"))
            told = compare(source, path).diagnostics
            parsed = etree.parse(str(path))
            same = dict(zip(tree.iter(), parsed.iter(), strict=True))
            places = TextPlaces(parsed)
            there = replace(alteration, element=same[alteration.element])
            right = is_found(there, places, File(path.read_bytes()), told)
            every[alteration.kind] += 1
            found[alteration.kind] += right
            if not right:
                print(f"  not found: {name}: {alteration}")
                for one in told[:5]:
                    print(f"    {one}")
    for kind in sorted(every):
        print(f"{kind:14}{found[kind]:7} of {every[kind]:7}")
    seconds = time.perf_counter() - start
    print(f"{'all':14}{found.total():7} of {every.total():7}, {seconds:.0f} s")


def converted(folders: Sequence[Path]) -> Iterator[tuple[str, tei_kit.Source, bytes]]:
    """The name, the source and the TEI of each text that can be converted."""
    for folder in folders:
        for path in sorted(each for each in folder.iterdir() if each.suffix in SUFFIXES):
            source = tei_kit.read(path)
            yield path.stem, source, tei_kit.convert(source, check=False).to_bytes()


# ------------------------------------------------------------------ graft


def with_other_words(data: bytes, rate: float, chance: random.Random) -> tuple[bytes, int]:
    """TEI in which a share of the words is another, is missing, or has one more beside it; and how
    many words that is."""
    tree = etree.ElementTree(etree.fromstring(data))
    number = 0

    def other(match: re.Match[str]) -> str:
        nonlocal number
        if chance.random() >= rate:
            return match[0]
        number += 1
        kind = chance.random()
        if kind < 0.5:
            return other_letter(match[0], chance)
        if kind < 0.75:
            return chance.choice(OTHER_WORDS)
        return "" if kind < 0.9 else f"{match[0]} {chance.choice(OTHER_WORDS)}"

    for element, tail in texts_of(tree):
        write(element, tail, WORD.sub(other, read(element, tail)))
    return etree.tostring(tree, encoding="UTF-8"), number


def run_graft(folder: Path, score: Path, limit: int, seed: int) -> None:
    """Print the scores of the TEI before, and after it was altered and grafted."""
    scorer = _module(score)
    made = list(converted([folder]))[:limit]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for each in ("before", "gold", "texts"):
            (work / each).mkdir()
        for stem, _, data in made:
            (work / "before" / f"{stem}.xml").write_bytes(data)
            (work / "texts" / f"{stem}.txt").touch()
            gold = json.loads((folder / f"{stem}.gold.json").read_text(encoding="utf-8"))
            _write_gold(
                scorer, data, "stage" in gold["events"], work / "gold" / f"{stem}.gold.json"
            )
        print(f"{folder.name}: {len(made)} texts")
        editors = _mean(score, folder, work / "before", work / "texts")
        print(f"  not altered            F1 {1:.4f}   against the editors' {editors:.4f}")
        for rate in RATES:
            _graft_all(made, rate, seed, work, score, folder)


def _graft_all(
    made: Sequence[tuple[str, tei_kit.Source, bytes]],
    rate: float,
    seed: int,
    work: Path,
    score: Path,
    folder: Path,
) -> None:
    chance = random.Random(seed)
    results = {"altered": work / f"altered{rate}", "grafted": work / f"grafted{rate}"}
    for each in results.values():
        each.mkdir()
    words = failed = told = 0
    seconds = 0.0
    for stem, source, data in made:
        changed, number = with_other_words(data, rate, chance)
        words += number
        path = results["altered"] / f"{stem}.xml"
        path.write_bytes(changed)
        start = time.perf_counter()
        try:
            result = graft(source, path)
        except GraftError as error:
            failed += 1
            print(f"    {error}")
            continue
        finally:
            seconds += time.perf_counter() - start
        told += len(result.diagnostics)
        (results["grafted"] / f"{stem}.xml").write_bytes(result.to_bytes())
    texts = work / "texts"
    means = [
        f"F1 {_mean(score, work / 'gold', result, texts):.4f}"
        f"   against the editors' {_mean(score, folder, result, texts):.4f}"
        for result in results.values()
    ]
    print(f"  {rate:4.0%} of words, altered  {means[0]}   {words} words")
    rest = f"{failed} failed, {told} told, {seconds:.1f} s"
    print(f"  {rate:4.0%} of words, grafted  {means[1]}   {rest}")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _write_gold(scorer: ModuleType, data: bytes, plays: bool, path: Path) -> None:
    """The standard that some TEI is, in the form of the editors' standard."""
    texts, events = scorer.Reader(etree.fromstring(data), plays).events()
    speakers = events.pop("speaker who", [])
    if speakers:
        events["who"] = [who for _, who in speakers]
    text = texts.get("main", "")
    path.write_text(json.dumps({"text": text, "events": events}), encoding="utf-8")


def _mean(score: Path, gold: Path, tei: Path, texts: Path) -> float:
    command = [sys.executable, str(score), str(gold), str(tei), "--json", "--texts", str(texts)]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return float(json.loads(run.stdout)["mean"])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("what", choices=["compare", "graft"])
    arguments.add_argument("folders", type=Path, nargs="+")
    arguments.add_argument("--alterations", type=int, default=10_000)
    arguments.add_argument("--score", type=Path, help="score.py of the benchmark, for graft")
    arguments.add_argument("--texts", type=int, default=10_000, help="how many texts, for graft")
    arguments.add_argument("--seed", type=int, default=16)
    given = arguments.parse_args()
    if given.what == "compare":
        run_compare(given.folders, given.alterations, given.seed)
        return
    if given.score is None:
        arguments.error("graft needs --score, the score.py of the benchmark")
    for folder in given.folders:
        run_graft(folder, given.score, given.texts, given.seed)


if __name__ == "__main__":
    main()
