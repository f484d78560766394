"""`tei-kit compare` and `tei-kit graft`: what they print and write, and their exit codes."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

import tei_kit
from tei_kit.cli.main import group
from tests.collation.texts import LETTER

TEI = "http://www.tei-c.org/ns/1.0"
TAGGED = f"""<TEI xmlns="{TEI}"><teiHeader/>
<text><body>
<p>Weimar, 4 May 1832.</p>
<p>Dear Sir,</p>
<p>The color of the “new” flag was discussed at the meeting.<note n="1">Not printed.</note> The
President said that he had no objection, and the Secre<lb break="no"/>tary agreed.</p>
<p>He will write to you himself.</p>
<pb n="12"/>
<p>Yours sincerely, J. Smith</p>
</body></text></TEI>
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that we are in, with a source and a tagged copy."""
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_text(LETTER, encoding="utf-8")
    Path("tagged.xml").write_text(TAGGED, encoding="utf-8")
    Path("same.xml").write_text(TAGGED.replace("color", "colour"), encoding="utf-8")
    return tmp_path


def run(*arguments, **options):
    return CliRunner().invoke(group, [*map(str, arguments)], **options)


# ------------------------------------------------------------------ compare


def test_the_same_text_is_said_to_be_the_same(folder):
    result = run("compare", "letter.txt", "same.xml")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "same.xml: the text is that of letter.txt\n"


def test_a_difference_is_shown_with_both_texts_and_carets_below(folder):
    result = run("compare", "letter.txt", "tagged.xml")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "tagged.xml:5:8: error TK412 the source has 'colour' (letter.txt:5:5), the TEI 'color'.",
        "    source  Weimar, 4 May 1832. Dear Sir, The colour of the “new” flag was discussed at ",
        "                                              ^^^^^^",
        "    TEI     Weimar, 4 May 1832. Dear Sir, The color of the “new” flag was discussed at ",
        "                                              ^^^^^",
    ]
    assert result.stderr == "tagged.xml: 1 difference from letter.txt: 1 altered\n"


def test_quiet_leaves_out_excerpts_and_summary(folder):
    result = run("compare", "-q", "letter.txt", "tagged.xml")
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr == ""


def test_words_of_two_columns_have_as_many_carets(folder):
    Path("a.txt").write_text("会议 今天 好", encoding="utf-8")
    Path("a.xml").write_text(f'<text xmlns="{TEI}"><p>会议 明天 好</p></text>', encoding="utf-8")
    lines = run("compare", "a.txt", "a.xml").stdout.splitlines()
    assert [line.count("^") for line in lines[1:]] == [0, 2, 0, 2]
    assert lines[2].index("^") == 12 + 4 + 1


def test_what_is_typographic_is_passed_over(folder):
    Path("a.xml").write_text(TAGGED.replace("color", "colour").replace("“", '"'), encoding="utf-8")
    assert run("compare", "letter.txt", "a.xml").exit_code == 1
    assert run("compare", "--ignore", "quotes", "letter.txt", "a.xml").exit_code == 0
    assert run("compare", "--ignore", "all", "letter.txt", "a.xml").exit_code == 0
    assert run("compare", "--ignore", "dashes", "letter.txt", "a.xml").exit_code == 1


def test_the_source_may_be_standard_input_or_of_another_format(folder):
    assert run("compare", "-", "same.xml", input=LETTER).exit_code == 0
    Path("a.html").write_text("<p>The colour &amp; the flag.</p>", encoding="utf-8")
    Path("a.xml").write_text(
        f'<text xmlns="{TEI}"><p>The colour &amp; the flag.</p></text>', encoding="utf-8"
    )
    assert run("compare", "a.html", "a.xml").exit_code == 0


def test_json_and_sarif_have_the_place_in_the_source(folder):
    found = json.loads(run("compare", "--format", "json", "letter.txt", "tagged.xml").stdout)
    [file] = found["files"]
    assert (file["file"], file["outcome"]) == ("tagged.xml", "invalid")
    [finding] = file["findings"]
    assert (finding["line"], finding["column"]) == (5, 8)
    assert finding["other"] == {"file": "letter.txt", "line": 5, "column": 5}
    log = json.loads(run("compare", "--format", "sarif", "letter.txt", "tagged.xml").stdout)
    [result] = log["runs"][0]["results"]
    related = result["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"]["uri"] == "letter.txt"
    assert related["region"] == {"startLine": 5, "startColumn": 5}


def test_other_reports_are_written_to_a_file(folder):
    result = run("compare", "--format", "junit", "-o", "a.report", "letter.txt", "tagged.xml")
    assert result.exit_code == 1
    root = ElementTree.parse("a.report").getroot()
    assert root.find(".//failure").get("type") == "TK412"
    github = run("compare", "--format", "github", "letter.txt", "tagged.xml").stdout
    assert github.startswith("::error file=tagged.xml,line=5,col=8,title=TK412::")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["letter.txt", "missing.xml"], "TK101"),
        (["missing.txt", "tagged.xml"], "TK101"),
        (["letter.txt", "letter.txt"], "TK501"),
        (["letter.txt", "other.xml"], "TK701"),
        (["-o", "tagged.xml", "letter.txt", "tagged.xml"], "TK602"),
    ],
)
def test_a_file_that_cannot_be_read_or_written_ends_with_two(folder, arguments, code):
    Path("other.xml").write_text("<html/>")
    result = run("compare", *arguments)
    assert result.exit_code == 2
    assert code in result.stderr
    assert Path("tagged.xml").read_text(encoding="utf-8") == TAGGED


def test_the_order_of_the_two_files_is_noticed(folder):
    assert run("compare", "tagged.xml", "letter.txt").exit_code == 2


# ------------------------------------------------------------------ graft


def test_the_result_has_the_words_of_the_source(folder):
    result = run("graft", "letter.txt", "tagged.xml", "-o", "result.xml")
    assert result.exit_code == 0
    assert result.stderr == "result.xml: the text is the source's, 0 warnings\n"
    assert Path("result.xml").read_text(encoding="utf-8").count("colour") == 1
    assert run("compare", "letter.txt", "result.xml").exit_code == 0


def test_without_a_file_the_result_goes_to_standard_output(folder):
    result = run("graft", "-q", "letter.txt", "tagged.xml")
    assert result.stdout.startswith("<?xml")
    assert "colour" in result.stdout
    assert result.stderr == ""


def test_what_could_not_be_placed_is_told(folder):
    Path("a.xml").write_text(
        TAGGED.replace("<p>Yours", "<p>Invented.</p><p>Yours"), encoding="utf-8"
    )
    result = run("graft", "letter.txt", "a.xml", "-o", "result.xml")
    assert result.exit_code == 0
    assert "a.xml:9:1: warning TK420 the source has no words for <p> ('Invented.')" in result.stderr
    assert result.stderr.endswith("1 warning\n")


def test_nothing_is_written_when_the_text_would_not_be_the_sources(folder):
    Path("a.xml").write_text(f'<text xmlns="{TEI}"><pb n="1"/></text>', encoding="utf-8")
    result = run("graft", "letter.txt", "a.xml", "-o", "result.xml")
    assert result.exit_code == 1
    assert "TK423" in result.stderr
    assert not Path("result.xml").exists()


def test_no_input_is_written_over(folder):
    for name in ("letter.txt", "tagged.xml"):
        result = run("graft", "letter.txt", "tagged.xml", "-o", name)
        assert result.exit_code == 1
        assert "TK602" in result.stderr
    assert Path("tagged.xml").read_text(encoding="utf-8") == TAGGED
    assert tei_kit.read("letter.txt").text == LETTER
