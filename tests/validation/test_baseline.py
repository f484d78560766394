"""A baseline: only new findings are reported, wherever the old ones have moved to."""

import json
import subprocess
import sys

import pytest

RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern>
<rule context="b"><assert test="false()">no b</assert></rule>
<rule context="i"><assert test="false()">no i</assert></rule>
<rule context="w"><report test="true()" role="warning">a w</report></rule>
</pattern></schema>"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "rules.sch").write_text(RULES)
    (tmp_path / "tei").mkdir()
    return tmp_path


@pytest.fixture
def validate(folder):
    def run(*options, paths=("tei",), cwd=folder):
        command = [sys.executable, "-m", "tei_kit", "validate", "-s", str(folder / "rules.sch")]
        command += [*options, "--baseline", str(folder / "known.json"), *map(str, paths)]
        return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)

    return run


def put(folder, text, name="a.xml"):
    (folder / "tei" / name).write_text(text)


def lines(result):
    return [line.split(": ", 1)[0] for line in result.stdout.splitlines()]


def known(folder):
    return json.loads((folder / "known.json").read_text())["findings"]


def test_only_new_findings_are_reported(folder, validate):
    put(folder, "<a>\n<b>one</b>\n<b>two</b>\n</a>")
    written = validate("--write-baseline")
    assert (written.returncode, written.stdout) == (0, "")
    assert "2 findings written to" in written.stderr
    again = validate()
    assert (again.returncode, again.stdout) == (0, "")
    assert "1 file valid, 0 not (schemas: rules.sch); 2 known findings left out" in again.stderr
    put(folder, "<a>\n<b>one</b>\n<i>three</i>\n<b>two</b>\n</a>")
    new = validate()
    assert new.returncode == 1
    assert lines(new) == ["tei/a.xml:3:1"]


def test_findings_may_move_and_be_indented(folder, validate):
    put(folder, "<a>\n<b>one</b>\n<b>two</b>\n</a>")
    validate("--write-baseline")
    put(folder, "<a>\n\n\n<p/>\n      <b>two</b>\n\n <b>one</b>\n</a>")
    assert validate().stdout == ""


def test_the_text_at_a_finding_may_be_edited(folder, validate):
    put(folder, "<a>\n<p>See the <b>letter of May</b> of 1871.</p>\n</a>")
    validate("--write-baseline")
    put(folder, "<a>\n<p>See the <b>letters of May</b> of 1872.</p>\n</a>")
    assert validate().stdout == ""


def test_a_finding_of_the_same_sort_in_place_of_another_is_new(folder, validate):
    put(folder, "<a>\n<p>See the <b>letter of May</b> of 1871.</p>\n<p/>\n</a>")
    validate("--write-baseline")
    put(folder, "<a>\n<p/>\n<p>Nothing like this: <b>Quidquid agis</b>, sagt er.</p>\n</a>")
    assert lines(validate()) == ["tei/a.xml:3:23"]


def test_one_more_of_the_same_is_new(folder, validate):
    put(folder, "<a>\n<b/>\n<b/>\n</a>")
    validate("--write-baseline")
    assert [row["count"] for row in known(folder)] == [2]
    put(folder, "<a>\n<b/>\n<b/>\n<b/>\n</a>")
    assert lines(validate()) == ["tei/a.xml:4:1"]


def test_what_was_mended_is_told_and_taken_out_on_request(folder, validate):
    put(folder, "<a>\n<b>one</b>\n<i>two</i>\n</a>")
    validate("--write-baseline")
    put(folder, "<a>\n<b>one</b>\n</a>")
    assert "1 not found any more (--shrink-baseline)" in validate().stderr
    assert len(known(folder)) == 2
    assert "1 taken out of" in validate("--shrink-baseline").stderr
    assert len(known(folder)) == 1
    put(folder, "<a>\n<b>one</b>\n<i>two</i>\n</a>")
    shrunk = validate("--shrink-baseline")
    assert lines(shrunk) == ["tei/a.xml:3:1"]
    assert len(known(folder)) == 1  # it never grows


def test_a_run_over_some_files_leaves_the_others_as_they_are(folder, validate):
    put(folder, "<a><b/></a>")
    put(folder, "<a><b/></a>", "other.xml")
    validate("--write-baseline")
    put(folder, "<a/>")
    validate("--shrink-baseline", paths=["tei/a.xml"])
    assert [row["file"] for row in known(folder)] == ["tei/other.xml"]
    validate("--write-baseline", paths=["tei/a.xml"])
    assert [row["file"] for row in known(folder)] == ["tei/other.xml"]
    (folder / "tei" / "other.xml").unlink()
    validate("--write-baseline", paths=["tei/a.xml"])
    assert known(folder) == []


def test_it_holds_wherever_the_run_is_started(folder, validate):
    put(folder, "<a><b/></a>")
    validate("--write-baseline")
    assert validate(paths=["a.xml"], cwd=folder / "tei").stdout == ""
    assert validate(paths=[folder / "tei"], cwd="/").stdout == ""


def test_warnings_are_part_of_it(folder, validate):
    put(folder, "<a><w/></a>")
    assert validate("--write-baseline", "--fail-on", "warning").returncode == 0
    assert validate("--fail-on", "warning").returncode == 0


def test_a_file_that_cannot_be_read_is_always_reported(folder, validate):
    put(folder, "<a>A & B</a>")
    written = validate("--write-baseline")
    assert written.returncode == 1
    assert lines(written) == ["tei/a.xml:1:7"]
    assert known(folder) == []


def test_every_format_has_new_findings_only(folder, validate):
    put(folder, "<a>\n<b/>\n</a>")
    validate("--write-baseline")
    report = json.loads(validate("--format", "json").stdout)
    assert report["summary"]["errors"] == 0
    assert report["files"][0]["findings"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (None, "the baseline is not there; write it with --write-baseline."),
        ("{", "is not as --write-baseline writes it"),
        ("[]", "is not as --write-baseline writes it"),
        ('{"format": 9, "findings": []}', "it has another format."),
        ('{"format": 1, "findings": [{}]}', "is not as --write-baseline writes it"),
    ],
)
def test_a_baseline_that_is_not_right_is_wrong_usage(folder, validate, text, told):
    put(folder, "<a/>")
    if text is not None:
        (folder / "known.json").write_text(text)
    result = validate()
    assert result.returncode == 2
    assert told in result.stderr


def test_a_baseline_is_not_written_over_a_document(folder):
    put(folder, "<a><b/></a>")
    command = [sys.executable, "-m", "tei_kit", "validate", "-s", "rules.sch"]
    command += ["--baseline", "tei/a.xml", "--write-baseline", "tei"]
    run = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 1
    assert (folder / "tei" / "a.xml").read_text() == "<a><b/></a>"
    run = subprocess.run(
        [*command[:6], "--write-baseline", "tei"], cwd=folder, capture_output=True, check=False
    )
    assert run.returncode == 2
    assert b"--baseline FILE" in run.stderr
