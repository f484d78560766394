"""Each text has decisions of its own, wherever they are kept."""

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group
from tei_kit.decisions import files
from tei_kit.decisions.decision import DecisionError
from tei_kit.settings.decisions_folder import DecisionsFolder, of_project
from tests.decisions.made import TEXT

STAGE = '[[decision]]\ntext = "A second paragraph."\nis = "stage"\n'


def tei_kit(*words):
    return CliRunner().invoke(group, [str(word) for word in words], prog_name="tei-kit")


def texts_of(path, name=""):
    return [each.text for each in files.of(path).decisions]


def test_two_texts_of_one_stem_have_a_file_each(tmp_path):
    for name in ("memo.txt", "memo.md"):
        (tmp_path / name).write_text(TEXT)
        done = tei_kit("decide", tmp_path / f"{name}:12", "stage")
        assert done.exit_code == 0, done.output
    assert (tmp_path / "memo.decisions.toml").exists()
    assert (tmp_path / "memo.md.decisions.toml").exists()
    assert len(texts_of(tmp_path / "memo.txt")) == len(texts_of(tmp_path / "memo.md")) == 1
    (tmp_path / "memo.md.decisions.toml").unlink()
    assert not files.of(tmp_path / "memo.md")


def test_a_file_goes_with_its_text_to_another_name(tmp_path):
    (tmp_path / "memo.txt").write_text(TEXT)
    assert tei_kit("decide", tmp_path / "memo.txt:12", "stage").exit_code == 0
    (tmp_path / "memo.txt").rename(tmp_path / "talk.txt")
    (tmp_path / "memo.decisions.toml").rename(tmp_path / "talk.decisions.toml")
    assert texts_of(tmp_path / "talk.txt") == ["A second paragraph."]


def test_texts_of_one_name_in_two_folders_have_a_file_each_in_the_folder_for_decisions(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tei-kit.toml").write_text('sources = ["in"]\ndecisions = "kept"\n')
    for name in ("in/a.txt", "in/1971/a.txt", "in/1972/a.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert tei_kit("decide", "in/1971/a.txt:12", "stage").exit_code == 0
    assert tei_kit("decide", "in/a.txt:12", "heading").exit_code == 0
    kept = sorted(str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*.decisions.toml"))
    assert kept == ["kept/1971/a.decisions.toml", "kept/a.decisions.toml"]
    outputs = [tei_kit("tokens", each).output for each in ("in/1971/a.txt", "in/1972/a.txt")]
    assert outputs[0] != outputs[1]


def test_sources_side_by_side_are_mirrored_from_the_folder_that_has_them(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "memos").mkdir()
    sources = [tmp_path / "letters", tmp_path / "memos"]
    folder = of_project(tmp_path / "kept", sources, str(tmp_path / "tei-kit.toml"))
    assert folder.of(tmp_path / "memos" / "a.txt") == tmp_path / "kept" / "memos"
    assert folder.of(tmp_path.parent / "elsewhere" / "a.txt") is None
    assert files.own_file(tmp_path.parent / "b.txt", folder) == tmp_path.parent / "b.decisions.toml"
    assert of_project(None, sources, "") is None


def test_everything_that_is_looked_for_is_named(tmp_path):
    kept = DecisionsFolder("kept", str(tmp_path))
    found = {str(each) for each in files.looked_for(tmp_path / "a" / "memo.txt", kept)}
    assert "kept/a/memo.decisions.toml" in found
    assert str(tmp_path / "a" / "memo.txt.decisions.toml") in found
    assert str(tmp_path / "a" / "decisions.toml") in found


def test_a_misspelt_name_in_the_file_of_a_folder_is_told(tmp_path):
    (tmp_path / "memo.txt").write_text(TEXT)
    (tmp_path / "letter.txt").write_text(TEXT)
    (tmp_path / "decisions.toml").write_text(
        "# mine\n" + STAGE.replace("decision", '"mmeo.txt".decision')
    )
    with pytest.raises(DecisionError, match=r"toml:2:1: error TK311 .*did you mean 'memo.txt'"):
        files.of(tmp_path / "memo.txt")
    assert not files.of(tmp_path / "letter.txt")


def test_decisions_about_a_file_that_is_gone_are_told_and_hinder_nobody(tmp_path):
    (tmp_path / "memo-1.txt").write_text(TEXT)
    (tmp_path / "memo-2.txt").write_text(TEXT)
    (tmp_path / "decisions.toml").write_text(
        STAGE.replace("decision", '"memo-1.txt".decision')
        + STAGE.replace("decision", '"memo-3.txt".decision')
    )
    assert not files.of(tmp_path / "memo-2.txt")
    done = tei_kit("convert", tmp_path / "memo-1.txt", "-o", tmp_path / "o.xml")
    assert done.exit_code == 0
    assert "decisions.toml:4:1: warning TK319" in done.output


def test_decisions_that_are_made_at_once_are_all_kept(tmp_path):
    import subprocess
    import sys

    (tmp_path / "memo.txt").write_text("".join(f"Paragraph {n}.\n\n" for n in range(4)))
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tei_kit", "decide", f"memo.txt:{2 * n + 1}", "stage"],
            cwd=tmp_path,
            stderr=subprocess.DEVNULL,
        )
        for n in range(4)
    ]
    assert [each.wait(120) for each in running] == [0, 0, 0, 0]
    assert len(texts_of(tmp_path / "memo.txt")) == 4
    assert {each.name for each in tmp_path.iterdir()} == {"memo.txt", "memo.decisions.toml"}


@pytest.mark.parametrize("command", [["convert", "-o", "tei"], ["batch", "--out", "tei"]])
def test_decisions_whose_text_was_renamed_are_told(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.txt").write_text(TEXT)
    (tmp_path / "memo.decisions.toml").write_text(STAGE)
    (tmp_path / "letter.txt").write_text(TEXT)
    name, option, out = command
    assert "TK319" not in tei_kit(name, ".", option, out).output
    (tmp_path / "memo.txt").rename(tmp_path / "talk.txt")
    done = tei_kit(name, ".", option, out)
    assert done.exit_code == 0, done.output
    assert "memo.decisions.toml:1:1: warning TK319" in done.output


def test_a_conversion_tells_how_many_decisions_were_applied(tmp_path):
    (tmp_path / "memo.txt").write_text(TEXT)
    (tmp_path / "memo.decisions.toml").write_text(STAGE)
    done = tei_kit("convert", tmp_path / "memo.txt", "-o", tmp_path / "memo.xml")
    assert "1 decision applied" in done.output
