"""`convert` of folders and of many files: mirrored folders, one summary, JSON."""

import json
import shutil

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group

TEXT = "7. A Letter\n\nParis, May 31, 1971.\n\nText [Page 8] here.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("texts/a.txt", "texts/b.md", "texts/sub/a.txt", "texts/notes.csv", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)

    def run(*words):
        return CliRunner().invoke(group, ["convert", *words], prog_name="tei-kit")

    return run


def made(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.xml"))


def test_the_texts_of_a_folder_are_converted_into_a_folder_like_it(run, tmp_path):
    result = run("texts", "-o", "tei")
    assert result.exit_code == 0, result.output
    assert made(tmp_path / "tei") == ["a.xml", "b.xml", "sub/a.xml"]


def test_folders_and_files_go_together(run, tmp_path):
    assert run("c.txt", "texts", "-o", "tei").exit_code == 0
    assert made(tmp_path / "tei") == ["a.xml", "b.xml", "c.xml", "sub/a.xml"]


def test_texts_of_one_name_keep_their_folders(run, tmp_path):
    result = run("texts/sub/a.txt", "texts", "-o", "tei")
    assert result.exit_code == 0, result.output
    assert result.output.count("TK606") == 1
    assert made(tmp_path / "tei") == ["a.xml", "b.xml", "sub/a.xml"]


def test_folders_with_texts_of_one_name_keep_their_own_names(run, tmp_path):
    shutil.copytree(tmp_path / "texts" / "sub", tmp_path / "1972")
    result = run("-q", "texts", "1972", "c.txt", "-o", "tei")
    assert result.exit_code == 0, result.output
    assert "TK606" not in result.output  # only errors are asked for
    assert made(tmp_path / "tei") == [
        *("1972/a.xml", "c.xml", "texts/a.xml", "texts/b.xml", "texts/sub/a.xml")
    ]


def test_texts_of_one_name_in_one_folder_are_refused(run, tmp_path):
    (tmp_path / "texts" / "a.md").write_text("Other text.")
    result = run("texts", "-o", "tei")
    assert result.exit_code == 1
    assert result.output.count("TK802") == 2
    assert made(tmp_path / "tei") == ["b.xml", "sub/a.xml"]


def test_a_folder_needs_a_folder(run):
    result = run("texts")
    assert result.exit_code == 2
    assert "-o FOLDER" in result.output


def test_a_folder_without_texts_is_told(run, tmp_path):
    (tmp_path / "empty").mkdir()
    result = run("empty", "-o", "tei")
    assert result.exit_code == 1
    assert "TK813" in result.output


def test_results_are_checked_where_they_went(run):
    run("texts", "-o", "tei")
    assert "3 files up to date, 0 not" in run("texts", "-o", "tei", "--check").output


def test_many_files_have_one_summary(run):
    lines = run("texts", "-o", "tei").output.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("3 files converted to tei, 0 failed: 3 documents, 3 pages")
    assert "more with --verbose" in lines[0]
    verbose = run("texts", "-o", "tei", "--verbose").output
    assert f"{'tei/sub/a.xml'}: 1 document, 1 page" in verbose
    assert "more with --verbose" not in verbose


def test_json_has_an_object_for_each_input(run):
    result = run("texts", "missing.txt", "-o", "tei", "--json", "--quiet")
    assert result.exit_code == 1
    rows = {row["file"]: row for row in json.loads(result.output)}
    assert list(rows) == ["missing.txt", "texts/a.txt", "texts/b.md", "texts/sub/a.txt"]
    assert rows["texts/a.txt"]["counts"]["documents"] == 1
    assert rows["texts/a.txt"]["output"] == "tei/a.xml"
    assert [row["outcome"] for row in rows.values()] == ["failed", *["converted"] * 3]
    (found,) = rows["missing.txt"]["diagnostics"]
    assert (found["code"], found["name"], found["line"]) == ("TK101", "unreadable-file", 1)


def test_json_and_tei_do_not_share_standard_output(run):
    assert run("c.txt", "--json").exit_code == 2


def test_a_text_that_is_named_twice_is_converted_once(run, tmp_path):
    result = run("c.txt", "./c.txt", "texts/a.txt", "-o", "tei")
    assert result.exit_code == 0, result.output
    assert "2 files converted" in result.output
    assert made(tmp_path / "tei") == ["a.xml", "c.xml"]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ('[layout]\nnotes = "bracket"\n', 2, "did you mean 'brackets'?"),
        ('[layout]\nnots = "brackets"\n', 2, "did you mean 'notes'?"),
        ('\n[[decision]]\ntext = "x"\nis = "stag"\n', 4, "did you mean 'stage'?"),
        ("[[speakers]]\ncolon = true\n", 1, "write [speakers] above its keys"),
        ('extends = "plaay"\n', 1, "did you mean 'play'?"),
    ],
)
def test_what_a_profile_says_wrongly_is_told_before_any_text_is_read(
    run, tmp_path, text, place, words
):
    (tmp_path / "p.toml").write_text(text)
    result = run("--profile", "p.toml", "c.txt", "texts/a.txt", "-o", "tei")
    assert result.exit_code == 2
    assert result.output.count("TK305") == 1
    assert f"p.toml:{place}:1: error" in result.output
    assert words in result.output
    (tmp_path / "tei-kit.toml").write_text('profile = "p.toml"\n')
    assert run("c.txt").exit_code == 2
