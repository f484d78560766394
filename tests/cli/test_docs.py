"""`tei-kit docs` opens the pages that were made, and says where they are."""

import pytest
from click.testing import CliRunner

from tei_kit.cli import docs
from tei_kit.cli.main import group


@pytest.fixture
def pages(tmp_path, monkeypatch):
    for name in ("index", "decisions"):
        (tmp_path / f"{name}.html").write_text("<p>")
    monkeypatch.setattr(docs, "PLACES", (tmp_path / "nowhere", tmp_path))
    return tmp_path


def run(*words):
    return CliRunner().invoke(group, ["docs", *words], prog_name="tei-kit")


def test_it_says_where_the_pages_are(pages):
    assert run("--path").output.strip() == str(pages)
    assert run("decisions", "--path").output.strip() == str(pages / "decisions.html")


def test_it_opens_a_page(pages, monkeypatch):
    opened = []
    monkeypatch.setattr("webbrowser.open", lambda address: opened.append(address) or True)
    run("decisions")
    assert opened == [(pages / "decisions.html").as_uri()]


def test_a_page_that_does_not_exist_is_told_with_those_that_do(pages):
    done = run("decision")
    assert done.exit_code == 2
    assert "decisions, index" in done.output


def test_an_installation_without_pages_says_how_to_make_them(tmp_path, monkeypatch):
    monkeypatch.setattr(docs, "PLACES", (tmp_path,))
    done = run()
    assert done.exit_code == 1
    assert "mkdocs build" in done.output


def test_without_pages_for_a_browser_their_text_is_shown(tmp_path, monkeypatch):
    (tmp_path / "index.md").write_text("# All\n")
    (tmp_path / "metadata.md").write_text("# Metadata – keys\n", encoding="utf-8")
    monkeypatch.setattr(docs, "PLACES", (tmp_path / "nowhere", tmp_path))
    assert "# Metadata – keys" in run("metadata").output
    assert run("metadata", "--path").output.strip() == str(tmp_path / "metadata.md")
    assert "index, metadata" in run("nothing").output
