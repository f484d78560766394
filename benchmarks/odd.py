"""Compiling ODDs: what comes out, beside what the TEI Stylesheets make, and how long it takes.

    python -m benchmarks.odd SHARED_ODD [--stylesheets FOLDER]

SHARED_ODD is a folder with `p5subset.xml`, `odds/`, `rng/`, `sch/` and `documents/`: ODDs, the
grammars and rules that the TEI Stylesheets make of them, and documents that both judge. With
--stylesheets (a checkout of TEIC/Stylesheets) and saxonche, the Stylesheets compile each ODD that
has no grammar in `rng/`, and tei_all once more for the time that they take.

It prints for each ODD: how many documents are judged alike, how many of the places of errors are
the same, which differ, and whether the Schematron findings are the same; then times, each the best
of several runs in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_kit import odd, relaxng, schematron
from tei_kit.diagnostics import Diagnostic, SchemaError
from tei_kit.xml import tree

RUNS = 3
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two grammars agree on some documents."""

    documents: int
    verdicts: int
    places: int
    same_places: int
    differing: Sequence[str]

    @property
    def share(self) -> float:
        """The share of places that both have."""
        return self.same_places / self.places if self.places else 1.0


def compare(ours: relaxng.Schema, theirs: relaxng.Schema, documents: Sequence[Path]) -> Agreement:
    """Judge documents by two grammars."""
    verdicts = places = same = 0
    differing: list[str] = []
    for document in documents:
        mine, other = ours.validate(document), theirs.validate(document)
        verdicts += bool(mine) == bool(other)
        left, right = ({(d.line, d.column): d for d in found} for found in (mine, other))
        places += len(left.keys() | right.keys())
        same += len(left.keys() & right.keys())
        differing += [f"only ours: {left[at]}" for at in left.keys() - right.keys()]
        differing += [f"only theirs: {right[at]}" for at in right.keys() - left.keys()]
    return Agreement(len(documents), verdicts, places, same, differing)


def compare_rules(ours: Path, theirs: Path, documents: Sequence[Path]) -> str:
    """Whether two Schematron schemas find the same."""
    try:
        mine, other = schematron.compile(ours), schematron.compile(theirs)
    except SchemaError as error:
        return f"not compared: {error.diagnostics[0].message}"
    total = different = 0
    for document in map(tree.parse, documents):
        left, right = (Counter(map(_finding, s.validate(document))) for s in (mine, other))
        total += sum((left | right).values())
        different += sum((left - right).values()) + sum((right - left).values())
    return f"{total - different} of {total} findings the same"


def _finding(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.line} {diagnostic.code} {' '.join(diagnostic.message.split())}"


def best(command: Sequence[str], environment: dict[str, str]) -> float:
    """The shortest of several runs of a command, in seconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, env=environment, capture_output=True, check=False)
        times.append(time.perf_counter() - started)
    return min(times)


def times(shared: Path, folder: Path) -> list[str]:
    """How long the commands take."""
    tool = [sys.executable, "-m", "tei_kit"]
    plain = {**os.environ, "TEI_KIT_P5": str(shared / "p5subset.xml")}
    document = str(min((shared / "documents").glob("*.xml"), key=lambda p: p.stat().st_size))
    lines = []
    for name in ("tei_all", "tei_lite"):
        path = str(shared / "odds" / f"{name}.odd")
        if not Path(path).is_file():
            continue
        grammar, rules = str(folder / f"{name}.rng"), str(folder / f"{name}.sch")
        make = [*tool, "odd", path, "-q", "-o", grammar]
        cold = min(
            best_once(make, {**plain, "TEI_KIT_CACHE": str(folder / f"cold{run}{name}")})
            for run in range(RUNS)
        )
        kept = {**plain, "TEI_KIT_CACHE": str(folder / "kept")}
        subprocess.run(make, env=kept, capture_output=True, check=False)
        subprocess.run(
            [*tool, "odd", path, "-q", "--to", "sch", "-o", rules],
            env=kept,
            capture_output=True,
            check=False,
        )
        lines.append(f"{name} to RNG: {cold:.2f} s cold, {best(make, kept):.2f} s kept")
        by_odd = best([*tool, "validate", "-s", path, document], kept)
        by_grammar = best([*tool, "validate", "-s", grammar, document], kept)
        by_both = best([*tool, "validate", "-s", grammar, "-s", rules, document], kept)
        lines.append(
            f"a small file by {name}.odd, kept: {by_odd:.2f} s; by its .rng {by_grammar:.2f} s "
            f"(ratio {by_odd / by_grammar:.2f}), by its .rng and .sch {by_both:.2f} s "
            f"(ratio {by_odd / by_both:.2f})"
        )
    site = [*tool, "odd", str(shared / "odds" / "tei_all.odd"), "-q", "--to", "html"]
    took = best([*site, "-o", str(folder / "site")], {**plain, "TEI_KIT_CACHE": str(folder / "c")})
    lines.append(f"documentation of tei_all: {took:.2f} s")
    return lines


def best_once(command: Sequence[str], environment: dict[str, str]) -> float:
    """How long one run of a command takes, in seconds."""
    started = time.perf_counter()
    subprocess.run(command, env=environment, capture_output=True, check=False)
    return time.perf_counter() - started


def stylesheets(folder: Path, p5: Path, source: Path, result: Path) -> float:
    """Make RNG of an ODD with the TEI Stylesheets in SaxonC; how long it took, in seconds."""
    from saxonche import PySaxonProcessor

    compiled = result.with_suffix(".compiled.xml")
    with PySaxonProcessor(license=False) as processor:
        started = time.perf_counter()
        for sheet, given, made in (
            ("odd2odd.xsl", source, compiled),
            ("odd2relax.xsl", compiled, result),
        ):
            xslt = processor.new_xslt30_processor()
            style = xslt.compile_stylesheet(stylesheet_file=str(folder / "odds" / sheet))
            address = p5.resolve().as_uri()
            style.set_parameter("defaultSource", processor.make_string_value(address))
            style.transform_to_file(source_file=str(given.resolve()), output_file=str(made))
        return time.perf_counter() - started


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 when a verdict differs."""
    parser = argparse.ArgumentParser(description="Compare compiled ODDs with the Stylesheets'.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--stylesheets", type=Path)
    given = parser.parse_args(arguments)
    documents = sorted((given.shared / "documents").glob("*.xml"))
    documents += sorted((given.shared / "odds").glob("*.odd"))
    totals = [0, 0, 0, 0]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for path in sorted((given.shared / "odds").glob("*.odd")):
            compiled = odd.compile(path, odd.Options(given.shared / "p5subset.xml"))
            grammar, rules = work / f"{path.stem}.rng", work / f"{path.stem}.sch"
            grammar.write_text(compiled.to_rng())
            rules.write_bytes(compiled.to_sch())
            theirs = given.shared / "rng" / grammar.name
            if not theirs.is_file():
                theirs = given.shared.parent / "tei" / grammar.name
            if not theirs.is_file() and given.stylesheets is not None:
                theirs = work / f"theirs-{grammar.name}"
                stylesheets(given.stylesheets, given.shared / "p5subset.xml", path, theirs)
            if not theirs.is_file():
                print(f"{path.stem:16} no grammar of the Stylesheets to compare it with")
                continue
            found = compare(relaxng.compile(grammar), relaxng.compile(theirs), documents)
            said = compare_rules(rules, given.shared / "sch" / rules.name, documents)
            print(
                f"{path.stem:16} verdicts {found.verdicts}/{found.documents}  places "
                f"{found.same_places}/{found.places} ({found.share:.2%})  {said}"
            )
            for line in found.differing[:MOST_SHOWN]:
                print(f"    {line}")
            for at, number in enumerate(
                (found.verdicts, found.documents, found.same_places, found.places)
            ):
                totals[at] += number
        print(
            f"all: verdicts {totals[0]}/{totals[1]}, places {totals[2]}/{totals[3]} "
            f"({totals[2] / max(1, totals[3]):.3%})"
        )
        for line in times(given.shared, work):
            print(line)
        source = given.shared / "odds" / "tei_all.odd"
        if given.stylesheets is not None and source.is_file():
            made = work / "stylesheets.rng"
            took = stylesheets(given.stylesheets, given.shared / "p5subset.xml", source, made)
            print(f"tei_all to RNG by the Stylesheets in SaxonC: {took:.2f} s")
    return int(totals[0] != totals[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
