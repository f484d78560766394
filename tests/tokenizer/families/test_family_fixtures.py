"""Texts of families, which are recognized without options, and the golden TEI of each.

`pytest --rewrite` writes the XML files anew.
"""

import pytest
from lxml import etree

import tei_kit
from tests.places import DATA

FIXTURES = sorted((DATA / "families").glob("*.txt"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_text_of_a_family_becomes_its_golden_tei(path, request):
    conversion = tei_kit.convert(path.read_bytes(), name=path.name)
    recognized = conversion.recognition
    people = conversion.tree.find(".//{*}particDesc")
    text = conversion.tree.find(".//{*}text")
    lines = ["<golden>", f"<!-- read as {recognized.words} ({recognized.language}) -->"]
    lines += [
        etree.tostring(part, encoding="unicode").rstrip()
        for part in (people, text)
        if part is not None
    ]
    made = "\n".join([*lines, "</golden>", ""])
    golden = path.with_suffix(".xml")
    if request.config.getoption("--rewrite"):
        golden.write_bytes(made.encode())
    assert golden.read_bytes().decode() == made
