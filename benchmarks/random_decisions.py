"""Random decisions on many texts: nothing may be lost, and decisions keep their place.

    python benchmarks/random_decisions.py [NUMBER] [FOLDER...] [--seed N]

NUMBER decisions (1,000) about texts of the folders (tests/data/texts) are made at random: any kind,
any words. Each text is converted with one to five of them, which are written to a file and read
again; then the text is changed elsewhere, and the decisions are looked for again. The program
counts what happened: applied, refused with a reason, refused because the TEI would not be right;
and after the changes: at the same words, told, at other words without a message.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tei_kit import pipeline
from tei_kit.decisions import writing
from tei_kit.decisions.anchor import Stretch, anchored, found
from tei_kit.decisions.decision import ALL, Decision, DecisionError, Decisions
from tei_kit.decisions.kinds import KINDS
from tei_kit.decisions.reading import read
from tei_kit.settings.options import Options
from tei_kit.source import source
from tei_kit.source.source import Source
from tei_kit.tei import fidelity

TEXTS = Path(__file__).parent.parent / "tests" / "data" / "texts"
WORD = re.compile(r"\S+")
LONGEST = 9_000  # characters of a text
NUMBERS = (1, 1, 2, 3, 5)  # of decisions about one text
LENGTHS = (1, 1, 2, 3, 4, 8, 20, 120)  # of a stretch, in words
AT_LINES = 0.4  # the share of stretches that begin a line
DENIED = 0.25  # the share of decisions that say what words are not
ABOUT_ALL = 0.05  # the share of decisions about all that is taken for a kind
EDITS = (1, 2, 3)
OTHER_WORDS = ("harbor", "and", "The", "in May", "Vale:", "7.")


def random_decision(
    text: Source, words: Sequence[re.Match[str]], chance: random.Random
) -> Decision:
    """A decision about random words of a text."""
    at = chance.randrange(len(words))
    if chance.random() < AT_LINES:
        lines = [
            i for i, m in enumerate(words) if text.text[m.start() - 1 : m.start()] in ("", "\n")
        ]
        at = chance.choice(lines or [at])
    last = min(at + chance.choice(LENGTHS), len(words)) - 1
    kind = chance.choice(list(KINDS.values()))
    if kind.can_be_denied and chance.random() < DENIED:
        decision = Decision("", no=kind.name)
    else:
        decision = Decision(
            "",
            kind=kind.name,
            level=chance.choice((-1, 0, 1, 2, 3)) if "level" in kind.takes else -1,
            n=chance.choice(("", "3")) if "n" in kind.takes else "",
            when=chance.choice(("", "1971-05-31")) if "when" in kind.takes else "",
            part=chance.choice(("", "I", "F")) if "part" in kind.takes else "",
            who=chance.choice(("", "Ada", "Ada; Ben")) if "who" in kind.takes else "",
        )
    if chance.random() < ABOUT_ALL:
        taken = chance.choice([kind.name for kind in KINDS.values() if kind.token])
        return replace(decision, text=ALL, taken=taken, every=True)
    return anchored(text.text, words[at].start(), words[last].end(), decision)


def edited(text: str, kept: Sequence[Stretch], chance: random.Random) -> tuple[str, list[Stretch]]:
    """A text with changes outside of some stretches, and where these stretches stand then."""
    places = list(kept)
    for _ in range(chance.choice(EDITS)):
        word = chance.choice(list(WORD.finditer(text)))
        start, end = word.span()
        if any(start < place.end and place.start < end for place in places):
            continue
        new = chance.choice(("", f"{word[0]} {chance.choice(OTHER_WORDS)}", word[0][::-1]))
        text = text[:start] + new + text[end:]
        shift = len(new) - (end - start)
        places = [Stretch(p.start + shift, p.end + shift) if p.start >= end else p for p in places]
    return text, places


def tried(text: Source, decisions: Sequence[Decision], folder: Path, counts: Counter[str]) -> None:
    """Convert a text with decisions, and again with the file that they are written to."""
    options = Options(check=True)
    try:
        made = pipeline.convert_source(text, options, Decisions("memo.decisions.toml", decisions))
    except DecisionError as error:
        for diagnostic in error.diagnostics:
            counts[f"refused {diagnostic.code}"] += 1
        return
    counts["applied"] += len(decisions)
    if fidelity.differences(text, made.tree):
        counts["characters changed"] += 1
    path = folder / "memo.decisions.toml"
    path.unlink(missing_ok=True)
    writing.add(path, text, decisions)
    again = pipeline.convert_source(text, options, read(path, text.name))
    different = again.to_bytes() != made.to_bytes()
    counts["different when read again" if different else "the same when read again"] += 1


def looked_for(
    text: Source, decisions: Sequence[Decision], counts: Counter[str], chance: random.Random
) -> None:
    """Change a text outside of its decisions, and look for them."""
    decisions = [decision for decision in decisions if not decision.taken]
    places = [found(text.text, decision)[0] for decision in decisions]
    changed, places = edited(text.text, places, chance)
    for decision, place in zip(decisions, places, strict=True):
        there = found(changed, decision)
        if len(there) != 1:
            counts["after changes: told"] += 1
        elif changed[there[0].start : there[0].end].split() and there[0] == place:
            counts["after changes: at the same words"] += 1
        else:
            counts["after changes: at other words"] += 1


def main(words: Sequence[str] | None = None) -> int:
    """Print the counts; 1 when something happened that may not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("number", nargs="?", type=int, default=1000)
    parser.add_argument("folders", nargs="*", type=Path, default=[TEXTS])
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(words)
    chance = random.Random(given.seed)
    texts = [
        source.read(path)
        for folder in given.folders
        for path in sorted(folder.glob("*.txt"))
        if path.stat().st_size < LONGEST
    ]
    counts: Counter[str] = Counter()
    made = 0
    with tempfile.TemporaryDirectory() as folder:
        while made < given.number:
            text = chance.choice(texts)
            there = list(WORD.finditer(text.text))
            decisions = [
                random_decision(text, there, chance) for _ in range(chance.choice(NUMBERS))
            ]
            decisions = list({(d.text, d.before, d.after, d.nth): d for d in decisions}.values())
            made += len(decisions)
            try:
                tried(text, decisions, Path(folder), counts)
                looked_for(text, decisions, counts, chance)
            except Exception:
                counts["tracebacks"] += 1
                print(text.name, decisions, file=sys.stderr)
                traceback.print_exc()
    print(f"{made:,} decisions about {len(texts)} texts")
    for what, count in sorted(counts.items()):
        print(f"{count:8,} {what}")
    return int(bool(counts["tracebacks"] + counts["characters changed"]))


if __name__ == "__main__":
    sys.exit(main())
