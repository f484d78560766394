"""The table of codes and its pages: complete, in plain order, quick to load, and true."""

import re
import subprocess
import sys

import pytest

from tei_kit import relaxng
from tei_kit.codes import CODES, pages
from tei_kit.diagnostics import Place, diagnose
from tests.places import DATA, ROOT

GENERATE = ROOT / "docs" / "generate.py"
LETTERS = DATA / "relaxng_messages" / "letters.rnc"
SLOT = re.compile(r"\{(\w+)\}")

SENTENCES = [
    (code, variant, sentence)
    for code, row in CODES.items()
    for variant, sentence in {None: row.sentence, **(row.variants or {})}.items()
]


# ------------------------------------------------------------------ the table


def test_numbers_go_up_within_a_hundred_and_names_are_used_once():
    assert [code for code in CODES if not re.fullmatch(r"TK[1-9]\d\d", code)] == []
    assert [code[2] for code in CODES] == sorted(code[2] for code in CODES)
    names = [row.name for row in CODES.values()]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


@pytest.mark.parametrize(("code", "variant", "sentence"), SENTENCES)
def test_a_sentence_is_filled_in_by_its_slots(code, variant, sentence):
    details = {slot: slot.upper() for slot in SLOT.findall(sentence)}
    message = diagnose(code, Place("a.xml"), variant, **details).message
    assert "{" not in message
    assert all(word in message for word in details.values())


@pytest.mark.parametrize(("code", "variant"), [("TK999", None), ("TK521", "sideways")])
def test_an_unknown_code_or_variant_is_a_mistake_of_the_caller(code, variant):
    with pytest.raises(KeyError):
        diagnose(code, Place("a.xml"), variant, element="", parent="", expected="")


def test_a_diagnostic_knows_the_name_of_its_code():
    assert diagnose("TK104", Place("a.txt")).name == "empty-input"


# ------------------------------------------------------------------ the pages


def test_the_table_is_loaded_without_the_pages():
    script = "import sys, tei_kit.codes; print({'tomllib', 'tei_kit.codes.pages'} & {*sys.modules})"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page_with_each_of_its_parts(code):
    page = pages.page(code)
    for part in (page.meaning, page.mend):
        assert part.endswith((".", "?"))
        assert part[0].isupper() or part.startswith(("xsi:", "tei-kit"))
    assert page.wrong.strip()
    assert page.right.strip()
    assert page.wrong != page.right


def test_there_is_no_page_without_a_code():
    assert {*pages._read()} == {*CODES}


@pytest.mark.parametrize("code", ["TK502", *(f"TK{number}" for number in range(520, 529))])
def test_the_examples_of_relax_ng_are_what_their_pages_say(code, tmp_path):
    page = pages.page(code)
    schema = relaxng.compile(LETTERS)

    def codes(example):
        (tmp_path / "a.xml").write_text(
            f'<text xmlns="http://www.tei-c.org/ns/1.0"><body>{example}</body></text>'
        )
        return {one.code for one in schema.validate(tmp_path / "a.xml")}

    assert codes(page.wrong) == {code}
    assert codes(page.right) == set()


@pytest.mark.parametrize("word", ["TK502", "tk502", "502", "unexpected-element"])
def test_a_code_is_found_by_its_number_and_its_name(word):
    assert pages.find(word) == "TK502"


@pytest.mark.parametrize(
    ("word", "suggested"),
    [("TK5O2", "TK502"), ("TK5022", "TK502"), ("unexpected-elment", "unexpected-element")],
)
def test_a_code_that_does_not_exist_has_a_suggestion(word, suggested):
    assert pages.find(word) is None
    assert suggested in pages.similar(word)


def test_the_pages_that_are_made_from_the_code_have_not_drifted():
    run = subprocess.run(
        [sys.executable, str(GENERATE), "--check"], capture_output=True, text=True, check=False
    )
    assert run.stdout == ""
    assert run.returncode == 0, run.stderr
