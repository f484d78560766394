"""The regression gate: a drop in what is found of what editors encoded fails.

The sample (20 documents of a public-domain series) is in `accuracy/`; the whole benchmark is
scored where it stands beside the checkout.
"""

import json
import subprocess
import sys

import pytest

import tei_kit
from benchmarks.accuracy import CATEGORIES, SAMPLE, scores
from tei_kit.validation import engines
from tests.cli.test_cli import run
from tests.places import SHARED

BENCH = SHARED / "bench"
TEI_ALL = SHARED / "tei" / "tei_all.rng"

# What the rules reach today, less half a point of a hundred.
SAMPLE_FLOOR = dict.fromkeys(CATEGORIES, 0.995) | {"listhead": 0.955, "ref": 0.965}
DEV_FLOOR = {
    "head": 0.995,
    "paragraph": 0.995,
    "speaker": 0.922,
    "noteref": 0.995,
    "note": 0.995,
    "pb": 0.995,
    "item": 0.995,
    "listhead": 0.980,
    "dateline": 0.988,
    "signed": 0.970,
    "ref": 0.974,
    "date": 0.988,
}
VOLUMES_FLOOR = DEV_FLOOR | {
    "speaker": 0.990,
    "noteref": 0.934,
    "pb": 0.988,
    "listhead": 0.985,
    "ref": 0.932,
}


@pytest.fixture(scope="module")
def sample():
    return scores(SAMPLE)


@pytest.mark.parametrize("category", CATEGORIES)
def test_the_sample_is_found_as_well_as_before(sample, category):
    assert sample[category].gold > 0
    assert sample[category].f1 >= SAMPLE_FLOOR[category]


@pytest.mark.skipif(not BENCH.exists(), reason="the benchmark is not beside the checkout")
@pytest.mark.parametrize(("part", "floor"), [("dev", DEV_FLOOR), ("volumes", VOLUMES_FLOOR)])
def test_the_benchmark_is_found_as_well_as_before(tmp_path, part, floor):
    result = run("convert", "-q", *sorted((BENCH / part).glob("*.txt")), "-o", tmp_path)
    assert result.returncode == 0, result.stderr
    command = [sys.executable, BENCH / "score.py", BENCH / part, tmp_path, "--json"]
    scored = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    reached = {category: scored[category]["f1"] for category in floor}
    assert {c: f for c, f in reached.items() if f < floor[c]} == {}


@pytest.mark.skipif(not TEI_ALL.exists(), reason="tei_all.rng is not beside the checkout")
def test_the_sample_is_valid_against_the_bundled_schemas_and_tei_all():
    compiled = [*engines.compile_schemas(), *engines.compile_schemas([TEI_ALL])]
    for path in sorted(SAMPLE.glob("*.txt")):
        tree = tei_kit.convert(tei_kit.read(path), certainty=True).tree
        assert engines.validate(tree, compiled) == [], path.name
