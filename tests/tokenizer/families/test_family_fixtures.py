"""Texts of families, which are recognized without options, and the golden TEI of each.

`pytest --rewrite` writes the XML files anew.
"""

from dataclasses import replace

import pytest
from lxml import etree

import tei_kit
from tei_kit.settings.profile import ProfileError, load
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


TALK = """\
ADA: When will the harbor open?

BEN: In May, I think.

Tolls: They rise.

ADA: And who pays them?

BEN: All of us.
"""


def test_a_profile_can_name_the_family_and_its_words_hold() -> None:
    own = replace(load(), family="debate", speakers_always=("Tolls",))
    tree = tei_kit.convert(TALK, profile=own).tree
    spoken = [label.text for label in tree.getroot().iter("{*}speaker")]
    assert "Tolls:" in spoken
    assert "ADA:" in spoken


def test_a_family_that_does_not_exist_is_an_error_that_lists_them() -> None:
    with pytest.raises(ProfileError, match="no family is called 'opera'; the families are play"):
        tei_kit.convert(TALK, profile=replace(load(), family="opera"))
