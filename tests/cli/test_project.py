"""Commands in a project: they read its settings, and the command line counts before them."""

import json

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group

TEXT = "7. Memorandum\n\nParis, May 31, 1971.\n\nKissinger: It is so.\n\nMao: It is.\n"
SETTINGS = """\
sources = ["texts"]
output = "tei"
site = "site"
documents = "documents.csv"
language = "en"
ids = true

[metadata]
publisher = "The archive"
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "texts" / "sub").mkdir(parents=True)
    for name in ("texts/a.txt", "texts/sub/b.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "tei-kit.toml").write_text(SETTINGS)
    (tmp_path / "documents.csv").write_text("file,title\na.txt,The first\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(words, code=0):
    done = CliRunner().invoke(group, words.split())
    assert done.exit_code == code, done.output
    return done


@pytest.mark.parametrize("command", ["convert", "batch"])
def test_texts_go_to_the_output_with_the_metadata_of_the_project(folder, command):
    run(command)
    first, second = ((folder / "tei" / name).read_text() for name in ("a.xml", "sub/b.xml"))
    assert "<title>The first</title>" in first
    assert "<title>7. Memorandum</title>" in second
    for tei in (first, second):
        assert "<publisher>The archive</publisher>" in tei
        assert 'xml:id="d7.p1"' in tei


def test_all_commands_of_a_project_need_no_words(folder):
    for words in ("convert", "convert --check", "report", "validate", "stats", "export --to html"):
        run(words)
    assert (folder / "site" / "index.html").is_file()


def test_one_text_goes_to_the_output_and_a_hyphen_is_standard_output(folder):
    run("convert -q texts/a.txt")
    assert (folder / "tei" / "a.xml").is_file()
    assert "<title>The first</title>" in run("convert -q texts/a.txt -o -").output


def test_the_command_line_counts_before_the_settings(folder):
    (folder / "meta.toml").write_text('publisher = "Another"\n')
    tei = run("convert -q texts/a.txt -o - --meta meta.toml --no-ids --lang fr").output
    assert "<publisher>Another</publisher>" in tei
    assert "d7.p1" not in tei
    assert 'xml:lang="fr"' in tei


def test_settings_can_be_left_out_or_be_others(folder):
    assert "Not stated" in run("convert -q --no-config texts/a.txt -o -").output
    (folder / "other.toml").write_text('metadata = { publisher = "Other" }\n')
    assert "Other" in run("convert -q --config other.toml texts/a.txt -o -").output


def test_a_mistake_in_the_settings_is_wrong_usage_in_every_command(folder):
    (folder / "tei-kit.toml").write_text('languge = "en"\n')
    (folder / "a.xml").write_text("<a/>")
    for words in (
        "batch texts -o tei",
        "compare texts/a.txt a.xml",
        "config",
        "convert texts/a.txt",
        "decide texts/a.txt:1 heading",
        "explain p",
        "export texts --to md",
        "graft texts/a.txt a.xml",
        "learn texts/a.txt",
        "odd",
        "report texts/a.txt",
        "stats",
        "tokens texts/a.txt",
        "validate texts",
    ):
        assert "tei-kit.toml:1:1: error TK318" in run(words, 2).output


def test_without_settings_and_without_inputs_the_command_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for words in ("convert", "batch", "report", "validate", "stats", "export --to html"):
        output = run(words, 2).output
        assert "in tei-kit.toml (docs/configuration.md)" in output


def test_no_command_overwrites_the_settings_or_the_table(folder):
    for name in ("tei-kit.toml", "documents.csv"):
        before = (folder / name).read_bytes()
        assert "TK602" in run(f"convert texts/a.txt -o {name}", 1).output
        run("convert -q texts/a.txt")
        assert "TK602" in run(f"validate tei/a.xml -o {name}", 1).output
        assert (folder / name).read_bytes() == before


def test_a_row_that_changes_has_its_text_converted_again_in_a_batch(folder):
    run("batch")
    assert "0 files converted to tei, 2 unchanged" in run("batch").output
    (folder / "documents.csv").write_text("file,title\na.txt,Another title\n")
    assert "1 file converted to tei, 1 unchanged" in run("batch").output


def test_the_schemas_of_the_project_judge_its_files(folder):
    run("convert -q")
    (folder / "tei-kit.toml").write_text(SETTINGS.replace("ids", 'schemas = ["a.rnc"]\nids'))
    (folder / "a.rnc").write_text("element other { text }")
    assert "(schemas: a.rnc)" in run("validate", 1).output
    assert "2 files valid" in run("validate --no-config tei").output


def test_catalogs_of_the_project_and_of_the_environment_are_asked(folder, monkeypatch):
    catalog = (
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<uri name="https://example.org/{0}.rnc" uri="a.rnc"/></catalog>'
    )
    (folder / "a.rnc").write_text("element a { empty }")
    for name in ("x", "y"):
        (folder / f"{name}.xml").write_text(
            f'<?xml-model href="http://example.org/{name}.rnc"?><a/>'
        )
        (folder / f"catalog-{name}.xml").write_text(catalog.format(name))
    (folder / "tei-kit.toml").write_text('catalogs = ["catalog-x.xml"]\n')
    assert "1 file valid" in run("validate x.xml").output
    run("validate y.xml", 2)
    monkeypatch.setenv("XML_CATALOG_FILES", "catalog-y.xml")
    assert "2 files valid" in run("validate x.xml y.xml").output


def test_decisions_are_in_the_folder_of_the_project(folder):
    settings = SETTINGS.replace("ids = true", 'decisions = "decisions"')
    (folder / "tei-kit.toml").write_text(settings)
    before = run("convert -q texts/a.txt -o -").output
    run("decide texts/a.txt:5 heading")
    assert (folder / "decisions" / "a.decisions.toml").is_file()
    assert not list((folder / "texts").glob("*.toml"))
    decided = run("convert -q texts/a.txt -o -").output
    assert decided != before
    run("batch")
    assert (folder / "tei" / "a.xml").read_text() == decided
    assert "2 unchanged" in run("batch").output
    run("decide texts/a.txt:5 heading --undo")
    assert "1 file converted to tei, 1 unchanged" in run("batch").output


def test_the_baseline_of_the_project_has_the_findings_that_are_known(folder):
    (folder / "a.rnc").write_text("element a { empty }")
    (folder / "x.xml").write_text("<b/>")
    (folder / "tei-kit.toml").write_text('schemas = ["a.rnc"]\nbaseline = "known.json"\n')
    run("validate x.xml --write-baseline")
    assert (folder / "known.json").is_file()
    run("validate x.xml")
    run("validate x.xml --no-config --schema a.rnc", 1)


def test_the_odd_of_the_project_is_compiled_and_judges(folder):
    settings = SETTINGS.replace("ids = true", 'odd = "my.odd"')
    (folder / "tei-kit.toml").write_text(settings)
    (folder / "my.odd").write_text("<TEI/>")
    assert "my.odd" in run("odd", 1).output
    assert "my.odd" in run("validate texts/../tei-kit.toml", 2).output


def test_config_shows_the_settings_of_a_text(folder):
    lines = run("config texts/a.txt").output.splitlines()
    assert lines[0] == "tei-kit.toml"
    assert [line.split() for line in lines if "metadata.title" in line] == [
        ["metadata.title", "The", "first", "documents.csv:2"]
    ]
    found = json.loads(run("config --format json").output)
    settings = {each["key"]: each for each in found["settings"]}
    assert settings["output"] == {
        "key": "output", "value": "tei", "file": "tei-kit.toml", "line": 2,
    }  # fmt: skip
    assert settings["odd"]["default"] == "no ODD"


def test_config_says_when_there_are_no_settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("config").output.startswith("no tei-kit.toml here or above")


def test_the_phase_and_the_mildest_finding_are_settings(folder):
    (folder / "rules.sch").write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron">'
        '<phase id="late"><active pattern="two"/></phase>'
        '<pattern id="one"><rule context="*"><assert test="false()">one</assert></rule></pattern>'
        '<pattern id="two"><rule context="*"><assert test="false()" role="warning">two</assert>'
        "</rule></pattern></schema>"
    )
    (folder / "a.xml").write_text("<a/>")
    (folder / "tei-kit.toml").write_text('schemas = ["rules.sch"]\nphase = "late"\n')
    told = run("validate a.xml").stdout
    assert "two" in told
    assert "one" not in told
    (folder / "tei-kit.toml").write_text(
        'schemas = ["rules.sch"]\nphase = "late"\nfail-on = "warning"\n'
    )
    run("validate a.xml", 1)
    run("validate --fail-on error a.xml")
    assert "fail-on" in run("config").stdout
    (folder / "tei-kit.toml").write_text('fail_on = "warning"\n')
    assert "did you mean 'fail-on'" in run("validate a.xml", 2).stderr
    (folder / "tei-kit.toml").write_text('fail-on = "info"\n')
    assert 'fail-on is "error" or "warning"' in run("validate a.xml", 2).stderr


def test_texts_of_one_name_in_several_folders_do_not_meet(folder):
    (folder / "texts" / "b.txt").write_text(TEXT.replace("Kissinger", "Nixon"))
    (folder / "tei-kit.toml").write_text('decisions = "decided"\n' + SETTINGS)
    run("convert texts/sub/b.txt")
    assert not (folder / "tei" / "b.xml").exists()
    run("convert texts/b.txt texts/sub/b.txt")
    for words in ("convert texts/sub", "convert --check texts/sub texts/b.txt", "batch texts/sub"):
        run(words)
    assert "Nixon" in (folder / "tei" / "b.xml").read_text()
    assert "Kissinger" in (folder / "tei" / "sub" / "b.xml").read_text()
    run("decide texts/sub/b.txt:5 stage")
    run("decide texts/b.txt:5 heading")
    assert (folder / "decided" / "sub" / "b.decisions.toml").exists()
    run("convert")
    assert "Kissinger: It is so.</stage>" in (folder / "tei" / "sub" / "b.xml").read_text()
    assert "Nixon: It is so.</head>" in (folder / "tei" / "b.xml").read_text()


def test_sources_and_results_that_are_not_there_are_told_where_they_are_named(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    settings = tmp_path / "tei-kit.toml"
    settings.write_text('output = "tei"\nsources = ["text"]\n', encoding="utf-8")
    for words in ("convert", "report", "batch", "review"):
        done = CliRunner().invoke(group, [words])
        assert "tei-kit.toml:2:1: error TK318" in done.output
        assert "no file or folder 'text' (did you mean 'texts'?)" in done.output
        assert done.exit_code == 2
    for words in ("validate", "stats", "export --to html"):
        done = CliRunner().invoke(group, words.split())
        assert "it is not there yet; tei-kit convert makes it" in done.output
    settings.write_text('output = "tei"\nencoding = "ANSI"\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text("A text.", encoding="utf-8")
    done = CliRunner().invoke(group, ["convert", "a.txt"])
    assert "tei-kit.toml:2:1: error TK103" in done.output
    assert done.exit_code == 2
    assert not (tmp_path / "tei").exists()
