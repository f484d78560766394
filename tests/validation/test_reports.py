"""The formats of findings: what their readers need, whatever a message or a file name holds."""

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_kit.diagnostics import CODES, Diagnostic, Place, Severity, diagnose
from tei_kit.validation import reports
from tei_kit.validation.reports import FileResult, Outcome
from tei_kit.validation.result import distinct

LETTER, NOTE, SCHEMA = "tei/letter 1.xml", "tei/note.xml", "schema/tei.rng"

SENTENCE = 'RELAX NG: element "q" is not allowed in "div"; expected element "p".'
WRONG = diagnose(
    "TK502", Place(LETTER, 5, 3), element='"q"', parent='"div"', expected='element "p"'
)
MILD = diagnose("TK507", Place(LETTER, 9), reason="no @when.")
NAMED = diagnose("TK512", Place(NOTE, 2), reason="it is not right")
BROKEN = diagnose("TK505", Place(SCHEMA, 7, 1), reason="no start")

RESULTS = [
    FileResult("tei/good.xml", Outcome.VALID, [SCHEMA]),
    FileResult(LETTER, Outcome.INVALID, [SCHEMA], [WRONG, MILD]),
    FileResult(NOTE, Outcome.UNCHECKED, [SCHEMA], [NAMED, BROKEN]),
    FileResult("tei/other.xml", Outcome.UNCHECKED, [SCHEMA], [BROKEN]),
]

# What XML 1.0 forbids, what acts on a terminal, a lone surrogate, and what formats escape
NASTY = "a\x00b\x1b[31m\x9bc\ud800\ufffe\u202e<&\"'>]]>--%\r\n::error,x=y:é𝄞"

diagnostics = st.builds(
    Diagnostic,
    code=st.sampled_from([*CODES]),
    severity=st.sampled_from([*Severity]),
    message=st.text(alphabet=st.characters(exclude_categories=[])),
    place=st.builds(
        Place,
        file=st.text(alphabet=st.characters(exclude_categories=[], exclude_characters="\0")),
        line=st.integers(1, 10**6),
        column=st.integers(1, 10**6),
    ),
)


def nasty(form):
    found = Diagnostic("TK503", Severity.ERROR, NASTY, Place(NASTY.replace("\0", ""), 1, 1))
    return reports.render([FileResult(found.place.file, Outcome.INVALID, [], [found])], form)


# ------------------------------------------------------------------ all of them


@pytest.mark.parametrize("form", reports.FORMATS)
def test_a_format_can_be_written_whatever_it_quotes(form):
    text = nasty(form)
    assert text.encode()
    assert "é𝄞" in text
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", text)


@pytest.mark.parametrize("form", reports.FORMATS)
def test_nothing_found_is_a_report_as_well(form):
    text = reports.render([], form)
    if form in {"text", "github"}:
        assert text == ""
    elif form in {"json", "sarif", "gitlab"}:
        json.loads(text)
    else:
        ElementTree.fromstring(text)


@given(st.lists(diagnostics, max_size=4))
def test_every_format_takes_every_diagnostic(found):
    results = [FileResult("a.xml", Outcome.INVALID if found else Outcome.VALID, [], found)]
    for form in ("json", "sarif", "gitlab"):
        json.loads(reports.render(results, form).encode())
    for form in ("junit", "checkstyle"):
        ElementTree.fromstring(reports.render(results, form).encode())
    for form in ("text", "github"):
        text = reports.render(results, form)
        assert text.count("\n") == len(text.splitlines()) == len(distinct(results))


def test_an_unknown_format_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        reports.render([], "html")


def test_the_summary_counts_what_files_share_once():
    summary = reports.summarize(RESULTS)
    assert (summary.valid, summary.invalid, summary.unchecked) == (1, 1, 2)
    assert (summary.errors, summary.warnings) == (3, 1)


# ------------------------------------------------------------------ text, github


def test_text_is_a_line_a_finding_and_what_files_share_is_told_once():
    assert reports.render(RESULTS, "text").splitlines() == [
        f"tei/letter 1.xml:5:3: error TK502 {SENTENCE}",
        "tei/letter 1.xml:9:1: warning TK507 Schematron: no @when.",
        "tei/note.xml:2:1: error TK512 the schema named here cannot be used: it is not right.",
        "schema/tei.rng:7:1: error TK505 the schema is not right: no start.",
    ]


def test_the_same_mistake_twice_in_one_file_is_told_twice():
    results = [FileResult(LETTER, Outcome.INVALID, [], [WRONG, WRONG])]
    assert reports.render(results, "text").count("\n") == 2


def test_a_message_of_several_lines_stays_on_one():
    assert nasty("text").count("\n") == 1
    assert nasty("github").count("\n") == 1


def test_github_has_a_command_for_each_severity():
    info = diagnose("TK302", Place(LETTER), fields="the publisher")
    results = [FileResult(LETTER, Outcome.INVALID, [], [WRONG, MILD, info])]
    lines = reports.render(results, "github").splitlines()
    assert [line.split()[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert lines[0] == (
        f"::error file=tei/letter 1.xml,line=5,col=3,title=TK502::tei/letter 1.xml:5:3: {SENTENCE}"
    )


def test_github_escapes_what_would_end_a_property_or_a_command():
    properties, _, message = nasty("github").removeprefix("::error ").partition("::")
    values = dict(part.split("=", 1) for part in properties.split(","))
    assert set(values) == {"file", "line", "col", "title"}
    assert "%25%0D%0A%3A%3Aerror%2Cx=y%3A" in values["file"]
    assert "%25%0D%0A::error,x=y:" in message


# ------------------------------------------------------------------ json


def test_json_has_the_files_in_order_with_their_findings():
    report = json.loads(reports.render(RESULTS, "json"))
    assert report["format"] == 1
    assert report["tool"]["name"] == "tei-kit"
    assert report["summary"] == {
        "valid": 1,
        "invalid": 1,
        "unchecked": 2,
        "errors": 3,
        "warnings": 1,
    }
    assert [file["file"] for file in report["files"]] == [result.file for result in RESULTS]
    assert [file["outcome"] for file in report["files"]][:2] == ["valid", "invalid"]
    assert report["files"][1]["schemas"] == [SCHEMA]
    assert report["files"][1]["findings"][0] == {
        "file": LETTER,
        "line": 5,
        "column": 3,
        "severity": "error",
        "code": "TK502",
        "name": "unexpected-element",
        "message": WRONG.message,
    }


# ------------------------------------------------------------------ sarif


def sarif(results=RESULTS):
    return json.loads(reports.render(results, "sarif"))


def test_sarif_has_what_the_standard_requires():
    log = sarif()
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}  # tool is required, 3.14.6
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert set(driver) == {"name", "version", "semanticVersion", "rules"}
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", driver["semanticVersion"])
    identifiers = [rule["id"] for rule in driver["rules"]]
    assert identifiers == sorted(set(identifiers))
    for rule in driver["rules"]:
        assert set(rule) == {
            "id",
            "name",
            "shortDescription",
            "fullDescription",
            "helpUri",
            "help",
            "defaultConfiguration",
        }
        assert urlsplit(rule["helpUri"]).scheme == "https"
        assert rule["helpUri"].endswith(f"#{rule['id'].lower()}-{rule['name']}")
        assert set(rule["help"]) == {"text", "markdown"}
        assert "How to mend it" in rule["help"]["text"]
        assert "```" in rule["help"]["markdown"]
        assert rule["shortDescription"]["text"].endswith(".")
        assert "{" not in rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    assert run["results"]
    for result in run["results"]:
        assert set(result) == {"ruleId", "ruleIndex", "level", "message", "locations"}
        assert identifiers[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert set(location) == {"physicalLocation"}
        physical = location["physicalLocation"]
        assert set(physical) == {"artifactLocation", "region"}
        assert physical["region"]["startLine"] >= 1
        assert physical["region"]["startColumn"] >= 1


def artifacts(file):
    found = diagnose("TK503", Place(file), reason="x")
    (run,) = sarif([FileResult(file, Outcome.INVALID, [], [found])])["runs"]
    return run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]


def test_a_file_below_the_current_folder_has_a_relative_address(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    expected = {"uri": "tei/letter%201.xml", "uriBaseId": "SRCROOT"}
    assert artifacts(LETTER) == expected
    assert artifacts(f"./tei/../{LETTER}") == expected
    assert artifacts(str(tmp_path / LETTER)) == expected


def test_a_file_elsewhere_has_an_absolute_address(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    found = artifacts("../a.xml")
    assert set(found) == {"uri"}
    assert found["uri"] == (tmp_path / "a.xml").as_uri()


@given(
    st.text(alphabet=st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1)
)
def test_an_address_leads_back_to_its_file(name):
    parts = urlsplit(artifacts(name)["uri"])
    assert parts.scheme in {"", "file"}
    assert not parts.query + parts.fragment + parts.netloc
    back = unquote(parts.path)
    assert Path(back if parts.scheme else os.path.join(os.getcwd(), back)) == Path(
        os.path.abspath(name)
    )


# ------------------------------------------------------------------ junit, checkstyle


def test_in_junit_every_file_is_a_test():
    root = ElementTree.fromstring(reports.render(RESULTS, "junit"))
    (suite,) = root
    assert suite.get("tests") == "4" == str(len(suite))
    assert (suite.get("failures"), suite.get("errors"), suite.get("skipped")) == ("1", "2", "0")
    good, letter, note, _ = suite
    assert [test.get("name") for test in suite] == [result.file for result in RESULTS]
    assert all(test.get("classname") for test in suite)
    assert len(good) == 0
    (failure,) = letter
    assert (failure.tag, failure.get("type")) == ("failure", "TK502")
    assert failure.get("message") == f"{WRONG.message} (and 1 more)"
    assert failure.text.splitlines() == [str(WRONG), str(MILD)]
    assert note[0].tag == "error"


def test_in_junit_a_warning_in_a_file_that_passes_is_its_output():
    results = [FileResult(LETTER, Outcome.VALID, [], [MILD])]
    ((test,),) = ElementTree.fromstring(reports.render(results, "junit"))
    assert [(child.tag, child.text) for child in test] == [("system-out", str(MILD))]


def test_in_junit_a_failure_by_a_warning_alone_names_the_warning():
    results = [FileResult(LETTER, Outcome.INVALID, [], [MILD])]
    ((test,),) = ElementTree.fromstring(reports.render(results, "junit"))
    assert test[0].get("message") == MILD.message


# What Jenkins takes: junit-10.xsd of its xUnit plugin
_JENKINS = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": {
        *("name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp"),
        *("hostname", "id", "package", "file", "log", "url"),
    },
    "testcase": {"name", "time", "classname", "group"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "system-out": set(),
}


def test_junit_has_no_element_or_attribute_that_jenkins_refuses():
    for results in (RESULTS, [FileResult(LETTER, Outcome.VALID, [], [MILD])]):
        for element in ElementTree.fromstring(reports.render(results, "junit")).iter():
            assert {*element.attrib} <= _JENKINS[element.tag]


# ------------------------------------------------------------------ gitlab


def gitlab(results):
    return json.loads(reports.render(results, "gitlab"))


def test_gitlab_has_what_its_code_quality_reports_require():
    found = gitlab(RESULTS)
    assert found[0]["location"] == {"path": LETTER, "lines": {"begin": 5}}
    assert [issue["severity"] for issue in found] == ["major", "minor", "major", "major"]
    for issue in found:
        assert {*issue} == {"description", "check_name", "fingerprint", "severity", "location"}
    assert found[0]["check_name"] == "unexpected-element"
    assert len({issue["fingerprint"] for issue in found}) == len(found)


def test_in_gitlab_a_finding_keeps_its_fingerprint_when_its_line_moves(tmp_path):
    file = tmp_path / "a.xml"

    def marks(text, *lines):
        file.write_text(text)
        found = [diagnose("TK503", Place(str(file), line, 1), reason="x") for line in lines]
        return [issue["fingerprint"] for issue in gitlab([FileResult(str(file), "", [], found)])]

    before = marks("<a>\n<b/>\n<b/>\n<c/></a>", 2, 3, 4)
    assert len({*before}) == 3
    assert marks("<a>\n\n\n  <b/>\n<b/>\n<c/></a>", 4, 5, 6) == before


def test_checkstyle_has_every_file_and_each_finding_in_its_own():
    root = ElementTree.fromstring(reports.render(RESULTS, "checkstyle"))
    assert root.tag == "checkstyle"
    assert root.get("version")
    found = {file.get("name"): [error.get("source") for error in file] for file in root}
    assert found == {
        "tei/good.xml": [],
        LETTER: ["tei-kit.TK502", "tei-kit.TK507"],
        NOTE: ["tei-kit.TK512"],
        "tei/other.xml": [],
        SCHEMA: ["tei-kit.TK505"],
    }
    error = root[1][0]
    assert (error.get("line"), error.get("column"), error.get("severity")) == ("5", "3", "error")
    assert error.get("message") == WRONG.message
