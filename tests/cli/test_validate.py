"""`tei-kit validate`: which files and schemas, what it prints and where, exit codes, processes."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tei_kit import files
from tei_kit.cli.main import group
from tei_kit.diagnostics import SchemaError, TeiKitError
from tei_kit.validation import bundled, parallel
from tei_kit.validation import checker as checking
from tei_kit.validation.checker import Checker, Settings
from tei_kit.validation.engines import validate
from tei_kit.validation.inputs import Input
from tei_kit.validation.schema_file import SchemaFile, by_suffix
from tei_kit.workers import can_copy
from tests.test_fixtures import OUTPUT

RELAX_NG = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"

RNG = f"""<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="{SCHEMATRON}">
<start><element name="a"><zeroOrMore>
  <element name="b"><text/></element>
</zeroOrMore></element></start>
<s:pattern><s:rule context="a"><s:assert test="b">No b.</s:assert></s:rule></s:pattern>
</grammar>"""
SCH = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><pattern>
<rule context="b"><assert test="text()" role="warning">An empty b.</assert></rule>
</pattern></schema>"""
XSD = (
    """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/></xs:schema>"""
)
DTD = "<!ELEMENT a (b)*><!ELEMENT b (#PCDATA)>"

VALID, INVALID = "<a><b>x</b></a>", "<a><c/></a>"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that we are in, with a schema in each language."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.rng": RNG, "a.sch": SCH, "a.xsd": XSD, "a.dtd": DTD}.items():
        Path(name).write_text(text)
    return tmp_path


def write(name, text=VALID, *models):
    """Write a document whose xml-model instructions are some data."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"<?xml-model {model}?>\n" for model in models) + text)
    return path


def run(*arguments, **options):
    given = {"capture_output": True, "encoding": "utf-8", "timeout": 60, **options}
    command = [sys.executable, "-m", "tei_kit", "validate", *map(str, arguments)]
    return subprocess.run(command, check=False, **given)


def lines(result):
    """What was found: place, severity and code of each line."""
    return [re.sub(r"(TK\d+).*", r"\1", line) for line in result.stdout.splitlines()]


# ------------------------------------------------------------------ which files


def test_a_folder_stands_for_the_xml_files_in_it_and_below_but_hidden_ones(folder):
    for name in ("tei/b.xml", "tei/a.XML", "tei/sub/c.xml", "tei/.d.xml", "tei/.git/e.xml"):
        write(name, INVALID)
    Path("tei/f.txt").write_text("no XML")
    result = run("tei", "-s", "a.rng")
    assert [line.split(":")[0] for line in lines(result)] == [
        "tei/a.XML",
        "tei/b.xml",
        "tei/sub/c.xml",
    ]


def test_a_folder_without_xml_is_an_error_and_the_rest_is_validated(folder):
    (folder / "empty").mkdir()
    write("a.xml", INVALID)
    result = run("empty", "a.xml", "-s", "a.rng")
    assert result.returncode == 1
    assert lines(result) == ["empty:1:1: error TK515", "a.xml:1:4: error TK520"]


def test_a_folder_that_cannot_be_read_is_not_passed_over(folder, monkeypatch):
    def scandir(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    real = os.scandir
    write("tei/a.xml")
    write("tei/closed/b.xml")
    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(TeiKitError, match=r"tei/closed:1:1: error TK101 .*Permission denied"):
        files.xml_files(Path("tei"))


def test_a_missing_file_is_an_error_and_the_rest_is_validated(folder):
    write("a.xml")
    # A file without a schema is not judged, which is worse than a file that is wrong.
    for schemas_, code in ((["-s", "a.rng"], 1), ([], 2)):
        result = run("none.xml", "a.xml", *schemas_)
        assert result.returncode == code
        assert lines(result)[0] == "none.xml:1:1: error TK101"


def test_a_file_that_is_named_twice_is_validated_once(folder):
    write("tei/a.xml", INVALID)
    assert len(lines(run("tei/a.xml", "tei", "tei/a.xml", "-s", "a.rng"))) == 1


def test_standard_input_is_validated_for_a_dash(folder):
    result = run("-", "-s", "a.rng", input=INVALID)
    assert lines(result) == ["<stdin>:1:1: error TK520"]
    named = f'<?xml-model href="a.rng"?>{VALID}'
    result = run("-", input=named)
    assert (result.returncode, result.stdout) == (0, "")
    assert "(schemas: a.rng)" in result.stderr
    assert run("-", "-", input=named).returncode == 2


# ------------------------------------------------------------------ which schemas


def test_a_file_has_the_schemas_that_it_names(folder):
    write("a.xml", "<a><b/></a>", 'href="a.rng"', f'href="a.sch" schematypens="{SCHEMATRON}"')
    result = run("a.xml")
    assert result.returncode == 0
    assert lines(result) == ["a.xml:3:4: warning TK507"]
    assert result.stderr == "1 file valid, 0 not: 1 warning (schemas: a.rng, a.sch)\n"


def test_each_language_is_validated(folder):
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    write("a.xml", f'<x {xsi} xsi:noNamespaceSchemaLocation="a.xsd"/>', 'href="a.dtd"')
    assert {line.split()[-1] for line in lines(run("a.xml"))} == {"TK504", "TK510"}


def test_the_rules_inside_a_grammar_run_when_the_file_or_the_user_asks_for_them(folder):
    grammar = f'href="a.rng" schematypens="{RELAX_NG}"'
    write("grammar.xml", "<a/>", grammar)
    write("both.xml", "<a/>", grammar, f'href="a.rng" schematypens="{SCHEMATRON}"')
    assert run("grammar.xml").returncode == 0
    assert lines(run("both.xml")) == ["both.xml:3:1: error TK503"]
    assert lines(run("grammar.xml", "--embedded-rules")) == ["grammar.xml:2:1: error TK503"]
    assert lines(run("grammar.xml", "--embedded-rules", "-s", "a.rng")) == [
        "grammar.xml:2:1: error TK503"
    ]
    assert run("grammar.xml", "--embedded-rules", "-s", "a.sch").returncode == 0


def test_rules_in_the_compact_syntax_are_refused_and_not_taken_for_none(folder):
    Path("a.rnc").write_text("element a { empty }")
    write("a.xml", "<a/>")
    result = run("a.xml", "--embedded-rules", "-s", "a.rnc")
    assert result.returncode == 2
    assert "rules are not read from the compact syntax" in result.stderr


def test_schemas_of_the_user_take_the_place_of_those_of_the_file(folder):
    write("a.xml", VALID, 'href="none.rng"')
    result = run("a.xml", "--schema", "a.rng", "--schema", "a.sch")
    assert result.returncode == 0
    assert "(schemas: a.rng, a.sch)" in result.stderr


def test_a_file_that_names_no_schema_has_the_bundled_ones():
    result = run(OUTPUT)
    assert result.returncode == 0
    assert result.stderr == ("1 file valid, 0 not (schemas: tei_kit.rng, tei_kit.sch)\n")


def test_a_report_is_the_same_on_every_machine():
    report = json.loads(run(OUTPUT, "--format", "json").stdout)
    assert report["files"][0]["schemas"] == ["tei_kit.rng", "tei_kit.sch"]


def test_a_schema_on_the_web_is_found_in_a_catalog_and_a_miss_says_what_to_do(folder):
    write("a.xml", INVALID, 'href="http://example.org/x/a.rng"')
    result = run("a.xml")
    assert result.returncode == 2
    assert lines(result) == ["a.xml:1:1: error TK511"]
    assert "--schema FILE" in result.stdout
    assert "--catalog FILE" in result.stdout
    Path("catalog.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uriSuffix uriSuffix="/x/a.rng" uri="a.rng"/></catalog>'
    )
    assert lines(run("a.xml", "--catalog", "catalog.xml")) == ["a.xml:2:4: error TK520"]
    assert run("a.xml", "--catalog", "none.xml").returncode == 2


def test_an_address_as_schema_is_looked_up_in_the_catalog_and_never_fetched(folder):
    write("a.xml", INVALID)
    missed = run("a.xml", "--schema", "http://example.org/x/a.rng")
    assert missed.returncode == 2
    assert "error TK511 the schema http://example.org/x/a.rng is not fetched" in missed.stderr
    Path("catalog.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uriSuffix uriSuffix="/x/a.rng" uri="a.rng"/></catalog>'
    )
    found = run("a.xml", "--schema", "http://example.org/x/a.rng", "--catalog", "catalog.xml")
    assert lines(found) == ["a.xml:1:4: error TK520"]


def test_a_document_cannot_make_us_read_a_device_or_wait_for_a_pipe(folder):
    os.mkfifo("pipe.rng")
    for name in ("/dev/zero", "pipe.rng"):
        write("a.xml", VALID, f'href="{name}" schematypens="{RELAX_NG}"')
        result = run("a.xml", timeout=20)
        assert result.returncode == 2
        assert "is not a regular file" in result.stdout


# ------------------------------------------------------------------ schemas that are not right


@pytest.mark.parametrize("schema", ["none.rng", "a.txt", "broken.rng"])
def test_a_schema_of_the_user_that_is_not_right_stops_the_run(folder, schema):
    Path("broken.rng").write_text("<grammar")
    write("a.xml")
    result = run("a.xml", "-s", schema)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"{schema}:1:" in result.stderr


def test_a_schema_of_a_file_that_is_not_right_is_told_once_and_the_rest_is_validated(folder):
    Path("broken.rng").write_text("<grammar")
    write("a.xml", VALID, 'href="broken.rng"')
    write("b.xml", VALID, 'href="broken.rng"')
    write("c.xml", INVALID, 'href="a.rng"')
    result = run("a.xml", "b.xml", "c.xml")
    assert result.returncode == 2
    codes = [line.split()[-1] for line in lines(result)]
    assert codes == ["TK512", "TK501", "TK512", "TK520"]
    assert result.stderr.startswith(
        "0 files valid, 1 not, 2 unchecked because a schema is missing or not right: "
    )


def test_what_other_schemas_find_is_told_when_one_is_missing(folder):
    write("a.xml", INVALID, 'href="none.rng"', 'href="a.rng"')
    result = run("a.xml")
    assert result.returncode == 2
    assert [line.split()[-1] for line in lines(result)] == ["TK512", "TK520"]


# ------------------------------------------------------------------ one reading


def test_what_is_not_well_formed_is_told_once_however_many_schemas_there_are(folder):
    write("a.xml", "<a>\n<b></a>")
    options = [f"--schema=a.{suffix}" for suffix in ("rng", "sch", "xsd", "dtd")]
    result = run("a.xml", *options)
    assert result.returncode == 1
    assert [line.split()[-1] for line in lines(result)] == ["TK501"]


def test_a_schema_that_streams_has_the_path_and_the_others_share_one_tree(folder):
    class Noting:
        def __init__(self, streams):
            self.streams = streams
            self.sources = []

        def validate(self, source):
            self.sources.append(source)
            return []

    write("a.xml")
    one, two, three = Noting(True), Noting(False), Noting(False)
    validate("a.xml", [two, one, three])
    assert one.sources == [Path("a.xml")]
    assert two.sources == three.sources
    assert two.sources[0].getroot().tag == "a"


def test_with_a_grammar_alone_no_library_is_loaded_that_it_does_not_need(folder):
    write("a.xml")
    code = (
        "import sys\nfrom tei_kit.cli.main import group\n"
        "try: group(['validate', 'a.xml', '--schema', 'a.rng'])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "tei_kit.relaxng" in loaded
    assert not loaded & {
        "lxml",
        "elementpath",
        "xmlschema",
        "rich",
        "multiprocessing",
        "tei_kit.validation.engines.associations",
        "tei_kit.schematron",
    }


# ------------------------------------------------------------------ the report


def test_fail_on_warning_makes_a_warning_count(folder):
    write("a.xml", "<a><b/></a>")
    assert run("a.xml", "-s", "a.sch").returncode == 0
    result = run("a.xml", "-s", "a.sch", "--fail-on", "warning")
    assert result.returncode == 1
    assert result.stderr == "0 files valid, 1 not: 1 warning (schemas: a.sch)\n"


def test_a_report_goes_to_its_file_and_is_whole_or_not_there(folder):
    write("a.xml", INVALID)
    result = run("a.xml", "-s", "a.rng", "--format", "json", "-o", "report.json")
    assert (result.returncode, result.stdout) == (1, "")
    assert json.loads(Path("report.json").read_text())["summary"]["invalid"] == 1
    result = run("a.xml", "-s", "a.rng", "-o", "a.xml/report.txt")
    assert result.returncode == 1
    assert "a.xml/report.txt:1:1: error TK601" in result.stderr


def test_text_in_a_file_is_what_is_printed(folder):
    write("a.xml", INVALID)
    printed = run("a.xml", "-s", "a.rng")
    written = run("a.xml", "-s", "a.rng", "-o", "report.txt")
    assert (written.stdout, written.stderr) == ("", printed.stderr)
    assert Path("report.txt").read_text() == printed.stdout


def test_quiet_leaves_out_the_summary(folder):
    write("a.xml", INVALID)
    result = run("a.xml", "-s", "a.rng", "-q")
    assert result.stderr == ""
    assert len(lines(result)) == 1


def test_what_a_file_is_called_does_not_act_on_the_terminal(folder):
    name = "a\x1b[31m\nb.xml"
    write(name, INVALID)
    assert "\x1b" not in run(name, "-s", "a.rng").stdout
    assert len(run(name, "-s", "a.rng").stdout.splitlines()) == 1


def test_a_file_name_that_is_not_unicode_is_no_obstacle(folder):
    name = os.fsdecode(b"caf\xe9.xml")
    try:
        write(name, INVALID)
    except OSError:
        pytest.skip("this file system has only names in Unicode")
    for form in ("text", "json", "sarif", "junit", "checkstyle", "github"):
        result = run(".", "-s", "a.rng", "--format", form)
        assert result.returncode == 1, result.stderr


def test_a_colour_is_for_terminals_only(folder):
    write("a.xml", INVALID)
    assert "\x1b" not in run("a.xml", "-s", "a.rng").stdout


# ------------------------------------------------------------------ processes


@pytest.fixture
def many(folder):
    for number in range(40):
        write(f"tei/{number:02}.xml", INVALID if number % 3 == 0 else VALID, 'href="../a.rng"')
    return folder / "tei"


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_report_is_the_same_however_many_processes_made_it(many, form):
    reports = [run("tei", "--format", form, "--jobs", jobs) for jobs in (1, 2, 7)]
    assert {report.returncode for report in reports} == {1}
    assert len({report.stdout for report in reports}) == 1
    assert {report.stderr for report in reports} == {
        "26 files valid, 14 not: 14 errors (schemas: a.rng)\n"
    }


def test_a_schema_is_compiled_once_in_a_run(many, monkeypatch):
    compiled = []

    def compile_file(file):
        compiled.append(file.path.name)
        return real(file)

    real = checking.engines.compile_file
    monkeypatch.setattr(checking.engines, "compile_file", compile_file)
    documents = [Input(name) for name in files.xml_files(many)]
    for jobs in (1, 3) if can_copy() else (1,):
        compiled.clear()
        with parallel.check_all(documents, Checker(Settings()), jobs) as results:
            assert len([*results]) == 40
        assert compiled == ["a.rng"]


def test_a_schema_that_is_wrong_is_compiled_once_as_well(folder, monkeypatch):
    checker = Checker(Settings())
    Path("broken.rng").write_text("<grammar")
    errors = []
    for _ in range(2):
        with pytest.raises(SchemaError) as error:
            checker.compile(by_suffix("broken.rng"))
        errors.append(error.value)
    assert errors[0] is errors[1]


def test_processes_that_are_not_copies_give_the_same_results(many, monkeypatch):
    documents = [Input(name) for name in files.xml_files(many)][:8]
    settings = Settings(schemas=[by_suffix("a.rng")])
    with parallel.check_all(documents, Checker(settings), 1) as results:
        expected = [*results]
    monkeypatch.setattr("tei_kit.workers._FORKS", False)
    with parallel.check_all(documents, Checker(settings), 2) as results:
        assert [*results] == expected


def test_an_error_that_should_not_happen_is_told_with_its_file(folder, monkeypatch):
    write("a.xml")
    checker = Checker(Settings(schemas=[SchemaFile(Path("a.rng"), by_suffix("a.rng").language)]))

    def fail(*_):
        raise ZeroDivisionError("what happened")

    monkeypatch.delenv("TEI_KIT_DEBUG", raising=False)
    monkeypatch.setattr(checking.engines, "judged", fail)
    (found,) = checker.check(Input("a.xml")).diagnostics
    assert str(found) == (
        "a.xml:1:1: error TK516 the file could not be checked: "
        "ZeroDivisionError: what happened. Please report this with the file."
    )
    monkeypatch.setenv("TEI_KIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        checker.check(Input("a.xml"))


def test_few_files_take_one_process_and_many_no_more_than_there_are_processors():
    assert parallel.usual_jobs(3) == 1
    assert 1 <= parallel.usual_jobs(10_000) <= (os.cpu_count() or 1)


@pytest.mark.skipif(not os.path.exists("/proc/self/cwd"), reason="needs the files of processes")
@pytest.mark.parametrize("jobs", [1, 3])
def test_ctrl_c_is_one_line_and_leaves_no_process(folder, jobs):
    write("a.xml")
    os.mkfifo("pipe.xml")
    pipe = "/proc/self/cwd/pipe.xml"  # a pipe that is passed on, and not one among files
    command = [sys.executable, "-m", "tei_kit", "validate", "a.xml", pipe, "-s", "a.rng"]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True}
    process = subprocess.Popen([*command, "--jobs", str(jobs)], **options)
    writer = os.open("pipe.xml", os.O_WRONLY)  # waits until somebody reads
    time.sleep(0.2)  # until the first file is counted
    os.killpg(process.pid, signal.SIGINT)  # what a terminal does: every process of the group
    out, err = process.communicate(timeout=20)
    os.close(writer)
    assert process.returncode == 130
    assert out == b""
    assert re.fullmatch(rb"\nstopped by Ctrl-C after 1 file; no report\n", err)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


# ------------------------------------------------------------------ names that stay


def test_the_bundled_schemas_validate_what_they_are_for():
    assert validate(OUTPUT) == []
    assert validate(OUTPUT, [bundled.path("tei_kit.rng"), bundled.path("tei_kit.sch")]) == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("em", 'write <hi rend="italic">'),
        ("span", 'write <hi rend="…">'),
        ("cite", 'write <hi rend="italic">'),
        ("img", "write <figure>"),
        ("app", "take it out, or check by a schema that has it"),
    ],
)
def test_a_schema_that_lacks_the_nearest_element_is_told_the_next(tmp_path, name, written):
    tei = tmp_path / "a.xml"
    tei.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div>'
        f"<p>x <{name}>y</{name}></p></div></body></text></TEI>",
        encoding="utf-8",
    )
    told = CliRunner().invoke(group, ["validate", str(tei)]).output
    assert f'element "{name}" is not allowed anywhere in this schema' in told
    assert written in told


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("TEI.2", "the root element <TEI.2> is of TEI P4"),
        ('TEI xmlns="https://www.tei-c.org/ns/1.0"', '"https://www.tei-c.org/ns/1.0", which is'),
    ],
)
def test_a_root_of_another_namespace_is_told_with_what_it_is(tmp_path, start, told):
    tei = tmp_path / "a.xml"
    tei.write_text(f"<{start}/>", encoding="utf-8")
    assert told in CliRunner().invoke(group, ["validate", str(tei)]).output


def test_an_id_is_mended_although_a_rule_then_finds_fault_with_it(tmp_path):
    tei = tmp_path / "a.xml"
    tei.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div><p id="a">x</p></div></body>'
        "</text></TEI>",
        encoding="utf-8",
    )
    CliRunner().invoke(group, ["validate", "--fix", str(tei)])
    assert '<p xml:id="a">' in tei.read_text(encoding="utf-8")


def test_what_cannot_be_read_is_mended_below_a_root_of_another_version(tmp_path):
    tei = tmp_path / "a.xml"
    tei.write_text(
        '<TEI.2><teiHeader/><text><body><p rend=it id="a">caf&eacute;</p></body></text></TEI.2>',
        encoding="utf-8",
    )
    CliRunner().invoke(group, ["validate", "--fix", str(tei)])
    text = tei.read_text(encoding="utf-8")
    assert text.startswith('<TEI xmlns="http://www.tei-c.org/ns/1.0">')
    assert '<p rend="it" xml:id="a">café</p>' in text
