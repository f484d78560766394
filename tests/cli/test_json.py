"""Every command that lists or counts gives JSON to programs."""

import json

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group
from tests.test_fixtures import OUTPUT, SEED


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    def run(*words):
        result = CliRunner().invoke(group, [*map(str, words)], prog_name="tei-kit")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    return run


def test_codes_are_told_with_their_pages(run):
    (page,) = run("explain", "--json", "TK501")
    assert page["name"] == "not-well-formed"
    assert {"code", "name", "severity", "sentence", "meaning", "wrong", "right", "mend"} <= {*page}
    assert len(run("explain", "--json")) > 100


def test_the_lists_of_schemas_and_of_what_is_kept(run):
    assert {"name", "path", "description"} == {*run("schema", "--json")[0]}
    assert run("p5", "list", "--json") == []


def test_a_batch_tells_how_it_went(run):
    found = run("batch", SEED, "--out", "tei", "--json", "--quiet")
    assert (found["done"], found["failed"]) == (1, 0)
    assert found["manifest"].endswith("manifest.jsonl")


@pytest.mark.parametrize(
    "words",
    [
        ["convert", SEED, "-o", "a.xml", "--json"],
        ["report", SEED, "--json"],
        ["tokens", SEED, "--json"],
        ["stats", OUTPUT, "--json"],
        ["validate", OUTPUT, "--format", "json"],
        ["config", "--format", "json"],
        ["export", OUTPUT, "--to", "md", "-o", "a.md", "--json"],
    ],
)
def test_commands_that_count_print_json(run, words):
    assert run(*words)


def test_an_export_tells_of_each_input(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "a.xml").write_bytes(OUTPUT.read_bytes())
    (tmp_path / "tei" / "b.xml").write_text("<p>A & B</p>")

    def run(*words):
        return CliRunner().invoke(group, ["export", *words, "--json"], prog_name="tei-kit")

    for words in (["tei", "--to", "html", "-o", "site"], ["tei", "--to", "csv", "-o", "t.csv"]):
        result = run(*words)
        assert result.exit_code == 1
        good, bad = json.loads(result.stdout)
        assert (good["file"], good["outcome"]) == ("tei/a.xml", "exported")
        assert good["output"] == ("site/a.html" if "html" in words else "t.csv")
        assert good.get("rows", 0) == (128 if "csv" in words else 0)
        assert (bad["outcome"], bad["diagnostics"][0]["code"]) == ("failed", "TK501")
        assert "TK501" not in result.stderr
    (bad,) = json.loads(run("tei/b.xml", "--to", "md", "-o", "b.md").stdout)
    assert bad["outcome"] == "failed"
    assert "--json needs standard output" in run("tei/a.xml", "--to", "md").stderr
