"""Each `tests/data/letters/NAME.txt` becomes the body in `NAME.xml`, without options.

The texts are our own, in several layouts and languages. `pytest --rewrite` writes the XML anew.
"""

from __future__ import annotations

import pytest
from lxml import etree

from tei_kit import pipeline
from tests.places import DATA

TEXTS = sorted((DATA / "letters").glob("*.txt"))
FAMILIES = {"treaty": "report", "magazine": "report"}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_becomes_its_golden_body(path, request):
    conversion = pipeline.convert(path.read_bytes(), name=path.name)
    assert conversion.recognition.family == FAMILIES.get(path.stem, "letter")
    body = conversion.tree.find(".//{*}body")
    made = f"<golden>\n{etree.tostring(body, encoding='unicode').rstrip()}\n</golden>\n"
    golden = path.with_suffix(".xml")
    if request.config.getoption("--rewrite"):
        golden.write_text(made, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == made
