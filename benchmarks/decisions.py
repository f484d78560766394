"""How far decisions go: an editor that is simulated from what editors encoded.

    python benchmarks/decisions.py FOLDER [SET...] [--most N] [--keep FOLDER]

FOLDER is the benchmark (it holds score.py, dev, letters, plays …). For each text the editor looks
at what is missing and what is too much, tries decisions about it, and keeps those with which more
is right. It makes at most N decisions a text (10). The table says how much is right before and
after, and how many decisions that took; and how much would be right with the best of them only, one
for each ten texts. `--keep` writes the decisions files there.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import Pool
from pathlib import Path
from types import ModuleType

from tei_kit import pipeline, readers
from tei_kit.decisions import writing
from tei_kit.decisions.anchor import anchored
from tei_kit.decisions.decision import ALL, Decision, Decisions
from tei_kit.diagnostics import TeiKitError
from tei_kit.layout.choices import CHOICES
from tei_kit.settings.options import Options
from tei_kit.source.source import Source

# The kind of decision for a key of each category of the scorer.
KINDS = {
    "head": "heading",
    "paragraph": "begins",
    "speaker": "speaker",
    "item": "item",
    "listhead": "list-heading",
    "cast": "cast",
    "dateline": "dateline",
    "signed": "signature",
    "salute": "salutation",
    "closer": "close",
    "postscript": "postscript",
    "stage": "stage",
    "line": "verse",
    "note": "note",
    "noteref": "noteref",
    "pb": "page",
    "date": "date",
}
# The questions of layout whose answers are tried.
LAYOUT = ("verse", "paragraphs")
# So many places of the same words are tried.
PLACES = 3
# So many candidates of one text are tried, the most frequent words first.
CANDIDATES = 60
# What is taken for one of these categories may be something else in all of a text, if so often.
IN_LETTERS = ("dateline", "signed", "salute", "closer", "postscript", "head", "stage")
OFTEN = 2
# The signs around directions.
BRACKETS = ("()", "[]")
# So many rows of speeches are tried, and so far apart are two keys that follow each other.
RANGES = 20
FURTHEST = 20_000
# Between the sides of a mark, in a text without white space.
MARK = r".{0,12}?"
# How often the editor looks at a text again, and the gain that is worth a decision.
ROUNDS = 2
LEAST_GAIN = 1e-9
COUNTED = 10  # keys that a category needs to count in the mean

Right = Mapping[str, "Score"]


@dataclass(frozen=True, slots=True)
class Score:
    """The keys of one category: in the editors' encoding, in ours, and in both."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.gold + other.gold, self.found + other.found, self.right + other.right)


class Bare:
    """A text without white space and colons, and where each of its characters stands."""

    def __init__(self, text: str, ignored: str) -> None:
        self.places = [
            at for at, c in enumerate(text) if not c.isspace() and c not in ":" + ignored
        ]
        self.text = "".join(text[at] for at in self.places)

    def find(self, words: str) -> Iterator[tuple[int, int]]:
        """The places of words in the text itself."""
        at = self.text.find(words) if words else -1
        while at >= 0:
            yield self.places[at], self.places[at + len(words) - 1] + 1
            at = self.text.find(words, at + 1)

    def between(self, left: str, right: str) -> Iterator[tuple[int, int]]:
        """The places of what stands between two sides."""
        for match in re.finditer(f"{re.escape(left)}({MARK}){re.escape(right)}", self.text):
            if match[1]:
                yield self.places[match.start(1)], self.places[match.end(1) - 1] + 1


class Editor:
    """An editor of one text, who knows what its editors encoded."""

    def __init__(self, scorer: ModuleType, path: Path, gold: Path) -> None:
        self.scorer = scorer
        self.source = readers.read(str(path))
        self.text, self.gold = scorer.gold_events(gold)
        self.ignored = "".join(scorer.IGNORED)
        self.bare = Bare(self.source.text, self.ignored)
        self.options = Options(check=False)
        self.layout: dict[str, str] = {}  # the answers about the layout that were decided

    def keys(self, decisions: Sequence[Decision]) -> Mapping[str, Counter[str]]:
        """The keys of a conversion with decisions. Raises TeiKitError."""
        given = Decisions("d", decisions, layout=self.layout)
        made = pipeline.convert_source(self.source, self.options, given).tree.getroot()
        self.scorer.IGNORED.clear()
        self.scorer.IGNORED.update(self.ignored)
        _, found = self.scorer.Reader(made, "stage" in self.gold).events()
        norm = self.scorer.norm
        return {kind: Counter(norm(kind, key) for key in keys) for kind, keys in found.items()}

    def wanted(self, kind: str) -> Counter[str]:
        return Counter(self.scorer.norm(kind, key) for key in self.gold.get(kind, []))

    def scores(self, found: Mapping[str, Counter[str]]) -> dict[str, Score]:
        """How much is right, by category."""
        result: dict[str, Score] = {}
        for kind in self.scorer.CATEGORIES:
            gold, ours = self.wanted(kind), found.get(kind, Counter())
            left_open = Counter(
                self.scorer.norm(kind, key) for key in self.gold.get(f"{kind}?", [])
            )
            ours = ours - (left_open - gold)
            right = sum((gold & ours).values())
            if kind != "who":
                result[kind] = Score(sum(gold.values()), sum(ours.values()), right)
        return result

    def candidates(self, found: Mapping[str, Counter[str]]) -> list[Decision]:
        """Decisions that might put right what is wrong, the most promising first."""
        rows: list[Decision] = []
        labels: Counter[str] = Counter()
        for category, kind in KINDS.items():
            gold, ours = self.wanted(category), found.get(category, Counter())
            for key in gold - ours:
                rows += self._missing(category, kind, key)
                if category == "speaker":
                    labels[key.partition("@")[0]] += (gold - ours)[key]
            for key in () if category == "date" else ours - gold:
                rows += self._too_much(category, kind, key)
        many = [
            decision
            for label, count in labels.most_common()
            if count > 1
            for decision in self._every(label)
        ]
        many += self._between_signs(found)
        many += self._of_taken(found)
        return [*self._ranges(found), *many, *dict.fromkeys(rows)][:CANDIDATES]

    def _ranges(self, found: Mapping[str, Counter[str]]) -> list[Decision]:
        """Decisions about the longest rows of speeches that are prose, and not verse, or verse."""
        rows: list[tuple[float, Decision]] = []
        speakers = sorted(self._places("speaker"))
        for kind, wanted, other in (
            ("paragraph", "paragraph", "line"),
            ("verse", "line", "paragraph"),
        ):
            missing = self.wanted(wanted) - found.get(wanted, Counter())
            right = self.wanted(other) & found.get(other, Counter())
            gain = 1 / (missing.total() or 1)
            events = [(at, gain) for at, key in self._placed(wanted) if _taken(missing, key)]
            loss = -gain if kind == "paragraph" else -3 * gain  # a paragraph has several lines
            events += [(at, loss) for at, key in self._placed(other) if _taken(right, key)]
            for worth, first, last in best_stretches(sorted(events)):
                if worth <= gain:
                    continue  # a decision about one place
                begin = max((at for at in speakers if at <= first), default=first)
                end = min((at for at in speakers if at > last), default=len(self.bare.places))
                start, stop = self.bare.places[begin], self.bare.places[end - 1] + 1
                rows.append((-worth, self._at(start, stop, Decision("", kind=kind))))
        return [decision for _, decision in sorted(rows, key=_worth_first)][:RANGES]

    def _places(self, category: str) -> list[int]:
        return [at for at, _ in self._placed(category)]

    def _placed(self, category: str) -> Iterator[tuple[int, str]]:
        """Where the standard's keys begin in the bare text, one after the other, and the keys."""
        at = 0
        for whole in self.gold.get(category, []):
            key = self.scorer.norm(category, whole)
            words = key.partition("@")[0] if category == "speaker" else key
            found = self.bare.text.find(words, at) if words else -1
            if 0 <= found <= at + FURTHEST:
                yield found, key
                at = found + 1

    def _at(self, start: int, end: int, decision: Decision) -> Decision:
        return anchored(self.source.text, start, end, decision)

    def _every(self, label: str) -> Iterator[Decision]:
        for start, end in self.bare.find(label):
            words = " ".join(self.source.text[start:end].split())
            yield Decision(words, kind="speaker", every=True)
            return

    def _of_taken(self, found: Mapping[str, Counter[str]]) -> Iterator[Decision]:
        """Decisions about all that is taken for a kind, where several are something else."""
        missing: list[str] = []
        too_much: list[str] = []
        for category in IN_LETTERS:
            gold, ours = self.wanted(category), found.get(category, Counter())
            missing += [KINDS[category]] * ((gold - ours).total() >= OFTEN)
            too_much += [KINDS[category]] * ((ours - gold).total() >= OFTEN)
        for taken in too_much:
            yield Decision(ALL, no=taken, taken=taken, every=True)
            for kind in missing:
                if kind != taken:
                    yield Decision(ALL, kind=kind, taken=taken, every=True)

    def _between_signs(self, found: Mapping[str, Counter[str]]) -> Iterator[Decision]:
        """Decisions about all that stands in brackets, which is a direction or is not."""
        gold, ours = self.wanted("stage"), found.get("stage", Counter())
        for signs in BRACKETS if gold != ours else ():
            words = "…".join(signs)
            if self.source.text.count(signs[0]) > 1:
                yield Decision(words, kind="stage", every=True)
                yield Decision(words, no="stage", every=True)

    def _missing(self, category: str, kind: str, key: str) -> Iterator[Decision]:
        if category in ("noteref", "pb"):
            n, _, sides = key.partition("@")
            left, _, right = sides.partition("|")
            for start, end in list(self.bare.between(left, right))[:PLACES]:
                value = {"note": n} if category == "noteref" else {"n": n}
                yield self._at(start, end, Decision("", kind=kind, **value))
            return
        n, _, words = key.rpartition("@") if category in ("item", "note") else ("", "", key)
        if category == "date":
            n, _, words = key.partition("@")
            for start, end in list(self.bare.find(words))[:PLACES]:
                yield self._at(start, end, Decision("", kind="date", when=n))
            return
        length = len(words)
        if category == "speaker":
            label, _, words = key.partition("@")
            length = len(label)
        for start, end in list(self.bare.find(words))[:PLACES]:
            end = self._end(start, length, end)
            yield self._at(start, end, Decision("", kind=kind))
            if category == "paragraph":
                yield self._at(start, end, Decision("", kind="paragraph"))
                yield self._at(start, end, Decision("", kind="turn-end"))

    def _end(self, start: int, length: int, end: int) -> int:
        at = self.bare.places.index(start) + length - 1
        return self.bare.places[at] + 1 if at < len(self.bare.places) else end

    def _too_much(self, category: str, kind: str, key: str) -> Iterator[Decision]:
        if category in ("noteref", "pb"):
            sides = key.partition("@")[2]
            left, _, right = sides.partition("|")
            for start, end in list(self.bare.between(left, right))[:1]:
                yield self._at(start, end, Decision("", no=kind))
            return
        words = key.rpartition("@")[2] if category in ("item", "note", "speaker") else key
        for start, end in list(self.bare.find(words))[:PLACES]:
            if category == "paragraph":
                yield self._at(start, end, Decision("", kind="goes-on"))
                yield self._at(start, end, Decision("", kind="heading"))
                continue
            yield self._at(start, end, Decision("", no=kind))

    def edited(self, most: int, weights: Mapping[str, float]) -> Edited:
        """The decisions that the editor makes, at most so many, and what is right with them.

        Each candidate is tried alone; then the best are taken one after the other, as long as each
        makes something better. What is left is looked at again.
        """
        kept: list[Decision] = []
        gains: list[float] = []
        try:
            found = self.keys([])
        except TeiKitError:
            return Edited(self.source, [], {}, {}, [])
        before = self.scores(found)
        best, gained = self._laid_out(before, weights)
        if self.layout:
            gains.append(gained)
            found = self.keys([])
            most -= 1
        for _ in range(ROUNDS):
            number = len(kept)
            for decision in self._promising(kept, found, best, weights):
                if len(kept) == most:
                    break
                scores = self._tried([*kept, decision])
                gain = _worth(scores, weights) - _worth(best, weights) if scores else 0.0
                if scores and gain > LEAST_GAIN:
                    kept.append(decision)
                    gains.append(gain)
                    best = scores
            if len(kept) in (number, most):
                break
            found = self.keys(kept)
        return Edited(self.source, kept, before, best, gains, self.layout)

    def _laid_out(self, before: Right, weights: Mapping[str, float]) -> tuple[Right, float]:
        """Decide the answer about the layout that makes most right, if one does; its scores."""
        best, gain, chosen = before, LEAST_GAIN, dict[str, str]()
        for question in LAYOUT:
            for answer in CHOICES[question].answers:
                self.layout = {question: answer}
                scores = self._tried([])
                better = _worth(scores, weights) - _worth(before, weights) if scores else 0.0
                if scores and better > gain:
                    best, gain, chosen = scores, better, self.layout
        self.layout = chosen
        return best, gain

    def _promising(
        self,
        kept: Sequence[Decision],
        found: Mapping[str, Counter[str]],
        best: Right,
        weights: Mapping[str, float],
    ) -> list[Decision]:
        """The candidates that make something better, the best first."""
        rows: list[tuple[float, int, Decision]] = []
        for at, decision in enumerate(self.candidates(found)):
            scores = None if decision in kept else self._tried([*kept, decision])
            if scores:
                gain = _worth(scores, weights) - _worth(best, weights)
                if gain > LEAST_GAIN:
                    rows.append((-gain, at, decision))
        return [decision for _, _, decision in sorted(rows, key=_by_gain)]

    def _tried(self, decisions: Sequence[Decision]) -> dict[str, Score] | None:
        try:
            return self.scores(self.keys(decisions))
        except TeiKitError:
            return None


def _taken(keys: Counter[str], key: str) -> bool:
    """Whether a key is left among some; it is taken from them."""
    if keys[key] <= 0:
        return False
    keys[key] -= 1
    return True


def best_stretches(events: Sequence[tuple[int, float]]) -> Iterator[tuple[float, int, int]]:
    """The stretches of a row of gains and losses that gain most: the gain, the first and the last
    place (Ruzzo and Tompa 1999).
    """
    rows: list[tuple[float, float, int, int]] = []  # the sums before and at the end, both places
    total = 0.0
    for at, gain in events:
        before, total = total, total + gain
        if gain <= 0:
            continue
        new = (before, total, at, at)
        while True:
            lower = next((i for i in range(len(rows) - 1, -1, -1) if rows[i][0] < new[0]), -1)
            if lower < 0 or rows[lower][1] >= new[1]:
                rows.append(new)
                break
            new = (rows[lower][0], new[1], rows[lower][2], at)
            del rows[lower:]
    return ((right - left, first, last) for left, right, first, last in rows)


def _worth_first(row: tuple[float, Decision]) -> float:
    return row[0]


def _by_gain(row: tuple[float, int, Decision]) -> tuple[float, int]:
    return row[:2]


@dataclass(frozen=True, slots=True)
class Edited:
    """A text, the decisions about it, and what is right before and after."""

    source: Source
    decisions: Sequence[Decision]
    before: Right
    after: Right
    gains: Sequence[float]
    layout: Mapping[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        """How many decisions there are; an answer about the layout is one."""
        return len(self.decisions) + len(self.layout)


def _worth(scores: Right, weights: Mapping[str, float]) -> float:
    """How much is right: wrong keys of rare categories weigh as much as many of others."""
    return sum(
        weights.get(kind, 0.0) * (2 * s.right - s.gold - (0 if kind == "date" else s.found))
        for kind, s in scores.items()
    )


def mean(scores: Mapping[str, Score]) -> float:
    """The mean F1 of the categories that have enough keys."""
    values = [_f1(kind, s) for kind, s in scores.items() if s.gold >= COUNTED]
    return sum(values) / len(values) if values else 0.0


def _f1(kind: str, score: Score) -> float:
    """F1 of a category; of dates, of which the editors mark some, the recall."""
    both = 2 * score.gold if kind == "date" else score.gold + score.found
    return 2 * score.right / both if both else 1.0


def total(parts: Sequence[Right]) -> dict[str, Score]:
    """The sums of several scores, by category."""
    result: dict[str, Score] = {}
    for part in parts:
        for kind, score in part.items():
            result[kind] = result.get(kind, Score()) + score
    return result


def _scorer(folder: Path) -> ModuleType:
    found = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@dataclass(frozen=True, slots=True)
class Task:
    """One text to edit."""

    folder: Path
    text: Path
    gold: Path
    most: int
    weights: Mapping[str, float]


def _edit(task: Task) -> Edited:
    return Editor(_scorer(task.folder), task.text, task.gold).edited(task.most, task.weights)


def _score(task: Task) -> Right:
    editor = Editor(_scorer(task.folder), task.text, task.gold)
    try:
        return editor.scores(editor.keys([]))
    except TeiKitError:
        return {}


def _texts(folder: Path, name: str) -> list[tuple[Path, Path]]:
    texts = folder / name
    gold = folder / "layouts" / "gold" if name.startswith("layouts/") else texts
    found = [path for path in sorted(texts.iterdir()) if path.suffix in (".txt", ".html", ".docx")]
    return [(path, gold / f"{path.stem}.gold.json") for path in found]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table, and F1 by category before and after."""

    line: str
    categories: str


def measure(folder: Path, name: str, most: int, pool: object, keep: Path | None) -> Row:
    """One row of the table: a set, edited."""
    from multiprocessing.pool import Pool as PoolType

    assert isinstance(pool, PoolType)
    tasks = [Task(folder, text, gold, most, {}) for text, gold in _texts(folder, name)]
    whole = total(pool.map(_score, tasks, chunksize=4))
    weights = {
        kind: 1 / (s.gold + (s.gold if kind == "date" else s.found))
        for kind, s in whole.items()
        if s.gold >= COUNTED
    }
    edited = pool.map(_edit, [replace(task, weights=weights) for task in tasks], chunksize=1)
    for each in edited:
        if keep is not None and each.decisions:
            keep.mkdir(parents=True, exist_ok=True)
            path = keep / f"{Path(each.source.name).stem}.decisions.toml"
            writing.add(path, each.source, each.decisions)
    before, after = total([e.before for e in edited]), total([e.after for e in edited])
    number = sum(each.number for each in edited)
    kinds = Counter(d.kind or f"not {d.no}" for e in edited for d in e.decisions)
    kinds.update(f"{question} = {a}" for e in edited for question, a in e.layout.items())
    common = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common(6))
    gains = sorted((gain for e in edited for gain in e.gains), reverse=True)
    few = len(tasks) // 10
    share = sum(gains[:few]) / sum(gains) if gains else 0.0
    best = mean(before) + (mean(after) - mean(before)) * share
    categories = ", ".join(
        f"{kind} {_f1(kind, before[kind]):.3f} to {_f1(kind, after[kind]):.3f}"
        for kind in before
        if before[kind].gold >= COUNTED
    )
    line = (
        f"| {name} | {len(tasks)} | {mean(before):.4f} | {mean(after):.4f} | {number} | "
        f"{number / len(tasks):.2f} | {best:.4f} | {common} |"
    )
    return Row(line, categories)


def main(words: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sets", nargs="*", default=["dev"])
    parser.add_argument("--most", type=int, default=10)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--categories", action="store_true", help="print F1 by category as well")
    given = parser.parse_args(words)
    print("| set | texts | before | after | decisions | a text | with the best tenth | most are |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    with Pool(given.jobs) as pool:
        for name in given.sets:
            keep = given.keep / name if given.keep else None
            row = measure(given.folder, name, given.most, pool, keep)
            print(row.line, flush=True)
            if given.categories:
                print(row.categories, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
