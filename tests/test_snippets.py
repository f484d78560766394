"""Every piece of Python in the documentation runs.

The pieces of a page run one after the other, as one program, in a folder that has the files that
they name. A piece that cannot run stands below `<!-- not run: why -->`.
"""

import os
import re
import shutil
import subprocess
import sys

import pytest

import tei_kit
from tests.places import ROOT
from tests.readers.docx_file import docx, p
from tests.test_fixtures import OUTPUT, SEED

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
PIECE = re.compile(
    r"(?P<mark><!-- not run: [^>]+ -->\n+)?^```python\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE
)
ANY_PIECE = re.compile(r"^ *(?:```|~~~)\s*(?:python|py|pycon|python3)\b", re.MULTILINE)

PLAY = "ACT I\n\nSCENE I.\n\nJOHN. Yes.\n\nMARY. No.\n\nJOHN. Well, yes.\n\nMARY. Never.\n"
SCHEMATRON = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><phase id="final"/>
<pattern id="p"><rule context="/*"><assert test="true()">No.</assert></rule></pattern></schema>"""
ODD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>My</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><schemaSpec ident="my" start="TEI"><moduleRef key="tei"/><moduleRef key="core"/>
<moduleRef key="header"/><moduleRef key="textstructure"/></schemaSpec></body></text></TEI>"""


def pieces():
    """Each page with its pieces that run, each behind as many empty lines as stand before it."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        program, lines = "", 0
        for piece in PIECE.finditer(text):
            if piece["mark"]:
                continue
            at = text.count("\n", 0, piece.start("code"))
            program += "\n" * (at - lines) + piece["code"]
            lines = at + piece["code"].count("\n")
        if program:
            yield page, program


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the files that the documentation names."""
    folder = tmp_path_factory.mktemp("snippets")
    seed, tei = SEED.read_bytes(), OUTPUT.read_bytes()
    (folder / "texts").mkdir()
    for name in ("memorandum.txt", "memo.txt", "letter.txt", "texts/a.txt", "texts/b.txt"):
        (folder / name).write_bytes(seed)
    for name in ("memorandum.xml", "letter.xml", "tagged.xml"):
        (folder / name).write_bytes(tei)
    for name in ("tei_all.rng", "my.rng"):
        (folder / name).write_bytes((ROOT / "schemas" / "tei_kit.rng").read_bytes())
    (folder / "project.xsd").write_bytes((ROOT / "schemas" / "tei_kit.xsd").read_bytes())
    (folder / "project.sch").write_text(SCHEMATRON)
    (folder / "my.odd").write_text(ODD)
    (folder / "play.txt").write_text(PLAY * 3)
    (folder / "memo.decisions.toml").write_text("")
    (folder / "turns.jsonl").write_bytes(tei_kit.export(OUTPUT, "jsonl"))
    (folder / "letters.docx").write_bytes(docx(p("Dear Sir,")))
    return folder


@pytest.mark.parametrize(
    ("page", "program"), [*pieces()], ids=lambda given: getattr(given, "stem", "")
)
def test_the_python_of_a_page_runs(folder, page, program):
    file = folder / f"{page.stem}_snippets.py"
    file.write_text(program, encoding="utf-8")
    p5 = ROOT / "tests" / "odd" / "data" / "p5.xml"
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TEI_KIT_P5": str(p5)}
    done = subprocess.run(
        [sys.executable, file.name],
        cwd=folder,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{page}: {done.stderr}"


def test_no_piece_of_python_is_overlooked():
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert len(ANY_PIECE.findall(text)) == len(PIECE.findall(text)), page
    assert len([*pieces()]) >= 8


def test_a_piece_that_fails_is_seen(folder):
    page = ROOT / "README.md"
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        test_the_python_of_a_page_runs(folder, page, "1 / 0\n")


# ------------------------------------------------------------------ tutorials

SHELL = re.compile(r"^```sh\n(?P<code>.*?)^```$", re.DOTALL | re.MULTILINE)
OF_INSTALLATION = re.compile(r"^(?:python3? -m venv|source|pip) .*\n", re.MULTILINE)
BASH = shutil.which("bash")


@pytest.mark.skipif(BASH is None or os.name == "nt", reason="the lines are for bash")
def test_the_tutorials_go_as_they_are_written(tmp_path):
    """From an empty folder, each line ends well: the tutorial for archivists, then that for CI."""
    pages = [
        (ROOT / "docs" / name).read_text("utf-8") for name in ("tutorial.md", "tutorial-ci.md")
    ]
    lines = "".join(
        OF_INSTALLATION.sub("", found["code"]) for p in pages for found in SHELL.finditer(p)
    )
    assert lines.count("\n") > 12
    script = f'tei-kit() {{ "{sys.executable}" -m tei_kit "$@"; }}\n{lines}'
    done = subprocess.run(
        [BASH, "-e", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "edition" / "site" / "index.html").exists()
    assert "taken out" in done.stderr
