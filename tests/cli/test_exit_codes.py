"""Exit codes: the same for the same kind of mistake, as docs/exit-codes.md says with examples."""

import re
import shlex

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group
from tests.places import ROOT
from tests.test_fixtures import OUTPUT

PAGE = (ROOT / "docs" / "exit-codes.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (?P<kind>[^|]+) \| (?P<code>\d+) \| (?P<examples>`[^|]+) \|$", re.MULTILINE)
EXAMPLES = [
    pytest.param(example, int(row["code"]), id=f"{row['kind']}: {example}")
    for row in ROW.finditer(PAGE)
    for example in re.findall(r"`([^`]+)`", row["examples"])
]
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern><rule context="*">
<assert test="false()">no</assert></rule></pattern></schema>"""
FILES = {
    "letter.txt": "7. A Letter\n\nParis, May 31, 1971.\n\nText.\n",
    "empty.txt": " \n",
    "ill.xml": "<TEI>A & B</TEI>",
    "wrong.xml": f"{TEI}<p/></TEI>",
    "unchecked.xml": f'<?xml-model href="none.rng"?>{TEI}</TEI>',
    "bad.toml": "title = My title",
    "bad.rng": "<grammar/>",
    "bad.odd": "<TEI/>",
    "rules.sch": RULES,
}


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("un café".encode("latin-1"))
    (tmp_path / "good.xml").write_bytes(OUTPUT.read_bytes())
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "tei").mkdir()
    (tmp_path / "empty").mkdir()

    def run(words):
        return CliRunner().invoke(group, shlex.split(words), prog_name="tei-kit")

    return run


@pytest.mark.parametrize(("words", "code"), EXAMPLES)
def test_a_command_ends_with_the_code_of_its_kind(run, words, code):
    result = run(words)
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_the_page_has_many_kinds_and_every_code():
    assert len(EXAMPLES) > 60
    assert {example.values[1] for example in EXAMPLES} == {0, 1, 2}
