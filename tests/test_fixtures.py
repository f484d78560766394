"""Each `fixtures/NAME.txt` becomes `fixtures/NAME.xml`; what was unsure is in its comment.

The family of a fixture is recognized, but a fixture that is named after a profile is converted with
that profile: `play.txt` is from Hamlet and `court.txt` after the printed record of the trial of
Susan B. Anthony (1873), both shortened and adapted to hold one of each shape.

`pytest --rewrite` writes the XML files and `output/` anew.
"""

import pytest
from lxml import etree

import tei_kit
from tei_kit.settings import profile
from tests.places import DATA, ROOT

FIXTURES = sorted((DATA / "texts").glob("*.txt"))
SEED = next((ROOT / "seeds").glob("*.txt"))
OUTPUT = ROOT / "output" / f"{SEED.stem}.xml"


def compare(golden, made, rewrite):
    if rewrite:
        golden.write_bytes(made)
    assert golden.read_bytes().decode() == made.decode()


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture_becomes_its_golden_tei(path, request):
    family = profile.load(path.stem) if path.stem in profile.BUNDLED else None
    conversion = tei_kit.convert(path.read_bytes(), name=path.name, profile=family)
    body = conversion.tree.find(".//{*}body")
    people = conversion.tree.find(".//{*}particDesc")
    unsure = "\n".join(str(d) for d in conversion.diagnostics).replace("--", "- -")
    lines = ["<golden>", "<!--", unsure, "-->"]
    lines += [
        etree.tostring(part, encoding="unicode").rstrip()
        for part in (people, body)
        if part is not None
    ]
    made = "\n".join([*lines, "</golden>", ""])
    compare(path.with_suffix(".xml"), made.encode(), request.config.getoption("--rewrite"))


def test_the_committed_output_is_what_the_seed_becomes(request):
    made = tei_kit.convert(tei_kit.read(SEED)).to_bytes()
    compare(OUTPUT, made, request.config.getoption("--rewrite"))
