"""The commands `odd`, `p5` and `init --odd`."""

import json
import shutil

import pytest
from click.testing import CliRunner
from lxml import etree

from tei_kit import odd, relaxng
from tei_kit.cli.main import group
from tei_kit.cli.odd import TARGETS
from tei_kit.odd import kept
from tei_kit.xml.names import TEI_NAMESPACE
from tests.odd.making import DOCUMENT, MODULES, P5, odd_text
from tests.places import DATA, ROOT, SHARED

REAL_P5 = SHARED / "odd" / "p5subset.xml"


def run(*words):
    done = CliRunner().invoke(group, [*map(str, words)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def source(make):
    return make.file(odd_text(MODULES), "my.odd")


def test_without_p5_the_command_that_adds_it_is_told(source):
    done = run("odd", source)
    assert done.exit_code == 1
    assert "TK902" in done.stderr
    assert "tei-kit p5 add https://www.tei-c.org/Vault/P5/current/" in done.stderr


def test_p5_is_added_listed_and_removed(source):
    added = run("p5", "add", P5)
    assert added.exit_code == 0
    assert "P5 1.2.3 is kept" in added.stdout
    assert run("p5", "list").stdout.startswith("P5 1.2.3")
    assert run("odd", source).exit_code == 0
    assert run("p5", "remove", "1.2.3").exit_code == 0
    assert run("p5", "remove", "1.2.3").exit_code == 2
    assert run("odd", source).exit_code == 1


def test_an_odd_asks_for_a_version(make):
    run("p5", "add", P5)
    run("p5", "add", P5, "--version", "9.0.0")
    for version, code in (("1.2.3", 0), ("9.0.0", 0), ("current", 0), ("4.4.4", 1)):
        path = make.file(odd_text(MODULES, f'source="tei:{version}"'), "v.odd")
        done = run("odd", path)
        assert done.exit_code == code
    assert "P5 4.4.4 is not kept here" in done.stderr
    assert [each.name for each in kept.listed()] == ["9.0.0", "1.2.3"]


def test_the_files_that_an_odd_names_are_kept_with_it(make, tmp_path):
    group_ = f'<specGrp xmlns="{TEI_NAMESPACE}" xml:id="g"><moduleRef key="core"/></specGrp>'
    (tmp_path / "parts").mkdir()
    make.file(group_, "parts/group.xml")
    path = make.file(odd_text(MODULES + '<specGrpRef target="parts/group.xml#g"/>'), "whole.odd")
    assert run("p5", "add", path, "--version", "ours").exit_code == 0
    (added,) = kept.listed()
    assert (added.name, added.path.name) == ("ours", "ours.odd")
    assert (added.path.parent / "parts" / "group.xml").is_file()
    path.unlink()
    assert run("odd", added.path, "--p5", P5).exit_code == 0
    inner = make.file(odd_text('<specGrpRef target="group.xml#g"/>'), "parts/inner.odd")
    assert run("p5", "add", inner).exit_code == 0
    make.file(odd_text('<specGrpRef target="../up.xml#g"/>'), "parts/inner.odd")
    make.file(group_, "up.xml")
    refused = run("p5", "add", inner)
    assert (refused.exit_code, "is not in its folder or below" in refused.stderr) == (1, True)


@pytest.mark.parametrize("name", ["../x", "", "a/b", ".", "x" * 200])
def test_a_name_that_leads_elsewhere_is_refused(name, tmp_path):
    done = run("p5", "add", P5, "--version", name)
    assert done.exit_code == (0 if name == "" else 1)
    assert not (tmp_path / "x").exists()


def test_what_is_neither_p5_nor_an_odd_is_refused(make):
    path = make.file("<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "no.xml")
    assert "TK915" in run("p5", "add", path).stderr
    assert "TK101" in run("p5", "add", "nowhere.xml").stderr


def test_an_address_is_fetched_by_this_command(make):
    """file: is no address that is fetched; http is, and here nobody answers."""
    done = run("p5", "add", "http://127.0.0.1:9/p5subset.xml")
    assert done.exit_code == 1
    assert "TK918" in done.stderr


def test_one_target_goes_to_a_file_or_to_standard_output(source, tmp_path):
    printed = run("odd", source, "--p5", P5).stdout
    output = tmp_path / "my.rng"
    assert run("odd", source, "--p5", P5, "-o", output).exit_code == 0
    assert output.read_text() == printed
    relaxng.compile(output)


def test_several_targets_go_to_a_folder(source, tmp_path):
    output = tmp_path / "out"
    targets = [word for t in TARGETS for word in ("--to", t)]
    done = run("odd", source, "--p5", P5, *targets, "-o", output)
    assert done.exit_code == 0
    names = {path.name for path in output.iterdir()}
    assert {
        "test.rng",
        "test.rnc",
        "test.sch",
        "test.xsd",
        "test.dtd",
        "test.json",
        "html",
    } <= names
    assert "test.compiled.odd" in names
    json.loads((output / "test.json").read_text())
    etree.parse(output / "test.sch")
    assert (output / "html" / "elements" / "p.html").is_file()


def test_findings_are_reported_in_the_forms_of_validate(make, tmp_path):
    source = make.file(odd_text(MODULES + '<moduleRef key="nothing"/>'), "my.odd")
    words = ["odd", source, "--p5", P5, "-o", tmp_path / "my.rng", "--format"]
    done = run(*words, "json")
    [file] = json.loads(done.stdout)["files"]
    assert (done.exit_code, done.stderr) == (1, "")
    assert (file["file"], file["outcome"]) == (str(source), "invalid")
    assert [(f["code"], f["file"]) for f in file["findings"]] == [("TK904", str(source))]
    assert run(*words, "github").stdout.startswith(f"::error file={source},line=")
    missing = json.loads(run("odd", "nowhere.odd", "-o", "x.rng", "--format", "json").stdout)
    assert missing["files"][0]["findings"][0]["code"] == "TK101"
    assert run(*words[:4], "--format", "json").exit_code == 2  # where would the grammar go?


def test_several_targets_need_a_folder(source):
    assert run("odd", source, "--p5", P5, "--to", "rng", "--to", "sch").exit_code == 2
    assert run("odd", source, "--p5", P5, "--to", "html").exit_code == 2
    assert run("odd").exit_code == 2


def test_an_odd_is_not_overwritten_by_what_is_made_of_it(source):
    before = source.read_text()
    done = run("odd", source, "--p5", P5, "-o", source)
    assert (done.exit_code, "TK602" in done.stderr) == (1, True)
    assert run("odd", source, "--p5", P5, "--to", "odd", "-o", source).exit_code == 1
    assert source.read_text() == before


def test_warnings_are_told_and_errors_end_with_one(make):
    warned = make.file(odd_text(MODULES + '<elementSpec ident="no" mode="change"/>'))
    done = run("odd", warned, "--p5", P5)
    assert (done.exit_code, "TK905" in done.stderr) == (0, True)
    assert run("odd", warned, "--p5", P5, "-q").stderr == ""
    failed = make.file(odd_text(MODULES + '<elementRef key="no"/>'))
    done = run("odd", failed, "--p5", P5, "-q")
    assert (done.exit_code, "TK904" in done.stderr) == (1, True)
    assert "<grammar" in done.stdout  # what can be made is made


def test_one_of_several_schemas_is_chosen(make):
    more = odd_text(MODULES).replace(
        "</body>", f'<schemaSpec ident="two">{MODULES}<elementRef key="seg"/></schemaSpec></body>'
    )
    path = make.file(more)
    assert '"seg"' not in run("odd", path, "--p5", P5).stdout
    assert '"seg"' in run("odd", path, "--p5", P5, "--spec", "two").stdout
    assert "TK901" in run("odd", path, "--p5", P5, "--spec", "three").stderr


@pytest.mark.parametrize(
    "text",
    ["", "no XML", "<TEI/>", "<!DOCTYPE TEI [<!ENTITY a 'b'>]><TEI>&a;</TEI>", "<a><b></a>"],
)
def test_what_is_no_odd_is_told_without_a_traceback(make, text):
    done = run("odd", make.file(text), "--p5", P5)
    assert done.exit_code == 1
    assert "error TK" in done.stderr


# ------------------------------------------------------------------ ODD by example


BODIES = [
    '<p rend="a b">w <hi rend="c">x</hi> <note type="source">n</note></p>',
    '<div type="letter"><head>h</head><list><item>i</item></list></div>',
    '<p corresp="#x">w <seg type="s">w</seg></p>',
]


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "tei"
    folder.mkdir()
    for number, body in enumerate(BODIES):
        (folder / f"{number}.xml").write_text(DOCUMENT.format(body))
    return folder


@pytest.mark.parametrize("values", [(), ("--values",)])
def test_the_odd_of_a_folder_accepts_its_files_and_little_more(make, texts, tmp_path, values):
    path = tmp_path / "by_example.odd"
    done = run("odd", "--from", texts, "--p5", P5, "-o", path, *values)
    assert (done.exit_code, done.stderr) == (0, "")
    compiled = odd.compile(path, odd.Options(P5))
    assert compiled.diagnostics == []
    valid = make.validator(compiled)
    assert [valid(body) for body in BODIES] == [[], [], []]
    assert valid("<p><title>of no file</title></p>") == []  # the header has one
    assert valid("<p><ptr cRef='x'/></p>") != []
    assert valid('<p n="1">an attribute of no file</p>') != []
    assert bool(valid('<div type="other"><p>w</p></div>')) == bool(values)
    assert bool(valid('<p rend="d">w</p>')) == bool(values)


def test_what_p5_does_not_have_is_told_at_its_place(texts):
    (texts / "3.xml").write_text(DOCUMENT.format('<p colour="red"><blink/></p>'))
    done = run("odd", "--from", texts, "--p5", P5)
    assert f"{texts / '3.xml'}:4:4: warning TK925 P5 has no element <blink>" in done.stderr.replace(
        ":4:17:", ":4:4:"
    )
    assert "attribute colour of <p>" in done.stderr


# ------------------------------------------------------------------ starting


def test_a_project_begins_with_an_odd(tmp_path):
    folder = tmp_path / "project"
    done = run("init", "--odd", folder)
    assert done.exit_code == 0
    assert (folder / ".github" / "workflows" / "schema.yml").is_file()
    assert "project.odd" in done.stdout
    shutil.copy(folder / "project.odd", tmp_path / "mine.odd")
    (folder / "project.odd").write_text("mine")
    assert run("init", "--odd", folder).exit_code == 0
    assert (folder / "project.odd").read_text() == "mine"
    root = etree.parse(tmp_path / "mine.odd").getroot()
    assert root.find(".//{*}schemaSpec").get("ident") == "project"
    assert not (tmp_path / "plain").exists()
    run("init", tmp_path / "plain")
    assert not (tmp_path / "plain" / "project.odd").exists()


@pytest.mark.skipif(not REAL_P5.exists(), reason="p5subset.xml is not beside the checkout")
def test_the_odd_of_a_new_project_takes_what_convert_writes(tmp_path, monkeypatch):
    monkeypatch.setenv("TEI_KIT_P5", str(REAL_P5))
    monkeypatch.chdir(tmp_path)
    run("init", "--odd", "project")
    texts = [DATA / "texts" / "court.txt", *(DATA / "families").glob("*.txt")]
    texts += [*(DATA / "letters").glob("*.txt"), *(DATA / "texts").glob("*_wide_*.txt")]
    run("convert", "-q", "--config", "project/tei-kit.toml", *texts)
    done = run("validate", "--schema", "project/project.odd", "project/tei")
    assert done.exit_code == 0, done.stdout


# ------------------------------------------------------------------ explaining


def test_explain_tells_what_the_reference_says_of_an_element(make, monkeypatch):
    assert run("explain", "note").exit_code == 2  # without P5
    monkeypatch.setenv("TEI_KIT_P5", str(P5))
    done = run("explain", "p")
    assert done.exit_code == 0
    assert done.stdout.startswith("<p>  (paragraph) contains a paragraph of prose.")
    assert "enthält" in run("explain", "p", "--language", "de").stdout
    path = make.file(odd_text(MODULES + '<elementSpec ident="hi" mode="delete"/>'))
    assert run("explain", "hi").exit_code == 0
    assert run("explain", "--schema", path, "hi").exit_code == 2
    assert "TK502" in run("explain", "TK502").stdout


def test_the_workflow_of_the_documentation_is_that_of_a_new_project(tmp_path):
    run("init", "--odd", tmp_path / "project")
    started = (tmp_path / "project" / ".github" / "workflows" / "schema.yml").read_text()
    steps = started.partition("name: Schema")[2].replace("project.odd", "my.odd").strip()
    assert steps in (ROOT / "docs" / "odd.md").read_text()
