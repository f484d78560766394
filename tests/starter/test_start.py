"""The project that `tei-kit init` makes works as it is written."""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from tei_kit._version import __version__
from tei_kit.settings import documents, project
from tei_kit.starter import start
from tests.cli.test_cli import run
from tests.places import ROOT

yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")


@pytest.fixture
def edition(tmp_path):
    folder = tmp_path / "my edition"
    result = run("init", folder)
    assert result.returncode == 0, result.stderr
    assert "What to do next:" in result.stdout
    return folder


def steps(workflow):
    """The commands of a workflow, in their order."""
    (job,) = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


def test_the_workflow_runs_as_written(edition):
    commands = steps(edition / ".github" / "workflows" / "tei.yml")
    assert commands[0] == "pip install -r requirements.txt"
    for command in commands[1:]:
        program, *words = command.split()
        assert program == "tei-kit"
        done = run(*words, cwd=edition)
        assert done.returncode == 0, done.stderr
    assert (edition / "site" / "index.html").is_file()
    assert [path.name for path in (edition / "tei").rglob("*.xml")] == ["example.xml"]


def test_the_commands_of_the_readme_work_and_the_readme_is_not_converted(edition):
    block = re.search(r"```sh\n(.*?)```", (edition / "README.md").read_text(), re.DOTALL)[1]
    commands = [line.partition("#")[0].split() for line in block.splitlines()]
    assert commands[0] == ["pip", "install", "-r", "requirements.txt"]
    for _, *words in commands[1:]:
        done = run(*words, cwd=edition)
        assert done.returncode == 0, done.stderr
    assert not list((edition / "tei").rglob("*README*"))


def test_each_text_has_a_title_of_its_own(edition):
    for name in ("one", "two"):
        (edition / "texts" / f"{name}.txt").write_text(f"Chapter {name}\n\nWords.\n")
    assert run("convert", "-q", cwd=edition).returncode == 0
    titles = {
        path.stem: re.search("<title>(.*?)</title>", path.read_text())[1]
        for path in (edition / "tei").glob("*.xml")
    }
    assert len(set(titles.values())) == 3, titles


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_hooks_run_as_written(edition, tmp_path):
    program = shutil.which("pre-commit", path=Path(sys.executable).parent)
    if program is None:
        pytest.skip("pre-commit is not installed (pip install 'tei_kit[test]')")
    command = tmp_path / "bin" / "tei-kit"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m tei_kit "$@"\n')
    command.chmod(0o755)
    assert run("convert", "-q", cwd=edition).returncode == 0
    environment = {
        **os.environ,
        "PATH": f"{command.parent}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(tmp_path / "cache"),
    }

    def hooks():
        subprocess.run(["git", "add", "-A"], cwd=edition, check=True)
        words = [program, "run", "--all-files", "--color=never"]
        return subprocess.run(
            words, cwd=edition, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    subprocess.run(["git", "init", "-q"], cwd=edition, check=True)
    first = hooks()
    assert first.returncode == 0, first.stdout + first.stderr
    assert first.stdout.count("Passed") == 2
    text = edition / "texts" / "example.txt"
    text.write_text(text.read_text().replace("For me too", "Not for me"))
    second = hooks()
    assert second.returncode == 1
    assert "error TK519 the file differs from the TEI of texts/example.txt" in second.stdout


def test_every_key_of_the_settings_is_one_that_there_is(edition, tmp_path):
    text = (edition / "tei-kit.toml").read_text(encoding="utf-8")
    commented = re.compile(r'^# (?=\w+ += |\[[\w.]+\]|"[\w ]+" = )', re.MULTILINE)
    text = commented.sub("", text).replace('"project.rng"', "").replace("odd = ", "# odd = ")
    (edition / "tei-kit.toml").write_text(text, encoding="utf-8")
    found = project.read(edition / "tei-kit.toml")
    assert found.ids
    assert found.layout == (("notes", "brackets"),)
    assert found.facts.editors == ("A. Editor", "B. Editor")
    assert found.facts.responsible[0].names == ("A. Typist", "B. Typist")
    assert documents.read(found.documents, found.sources).rows


def test_it_asks_pip_for_this_version_or_for_the_repository_that_it_came_from(monkeypatch):
    class Installed:
        said = None

        def read_text(self, name):
            assert name == "direct_url.json"
            return json.dumps(self.said) if self.said else None

    monkeypatch.setattr(metadata, "distribution", lambda _name: Installed())
    assert start.requirement() == f"tei_kit=={__version__}"
    Installed.said = {"url": "file:///home/x", "dir_info": {}}
    assert start.requirement() == f"tei_kit=={__version__}"
    vcs = {"vcs": "git", "commit_id": "abc"}
    Installed.said = {"url": "https://example.org/t", "vcs_info": vcs}
    assert start.requirement() == "tei_kit @ git+https://example.org/t@abc"


def test_it_overwrites_nothing(tmp_path):
    (tmp_path / "tei-kit.toml").write_text('language = "en"\n')
    (tmp_path / "README.md").symlink_to(tmp_path / "elsewhere.md")
    result = run("init", tmp_path)
    assert result.returncode == 0
    assert result.stderr.count("TK708") == 2
    assert (tmp_path / "tei-kit.toml").read_text() == 'language = "en"\n'
    assert not (tmp_path / "elsewhere.md").exists()
    before = {p: p.lstat().st_mtime_ns for p in tmp_path.rglob("*")}
    assert run("init", tmp_path).returncode == 0
    assert {p: p.lstat().st_mtime_ns for p in tmp_path.rglob("*")} == before


def test_where_there_are_texts_already_no_example_is_added(tmp_path):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mine.txt").write_text("Mine.\n")
    assert run("init", tmp_path).returncode == 0
    assert [path.name for path in (tmp_path / "texts").iterdir()] == ["mine.txt"]
    assert run("convert", "-q", cwd=tmp_path).returncode == 0


def test_a_project_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    result = run("init", tmp_path / "file" / "project")
    assert result.returncode == 1
    assert "error TK601" in result.stderr
