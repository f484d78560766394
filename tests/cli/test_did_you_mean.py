"""Words of a command line that do not exist are told with the word that was probably meant."""

import pytest
from click.testing import CliRunner

from tei_kit.advice.similar import similar_path
from tei_kit.cli.main import group


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memorandum.txt").write_text("Some text.")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.xml").write_text("<a/>")
    (tmp_path / "meta.toml").write_text("")

    def run(*words):
        return CliRunner().invoke(group, [*map(str, words)], prog_name="tei-kit")

    return run


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["covert", "a.txt"], 2, "No such command 'covert'. Did you mean 'convert'?"),
        (["Validate"], 2, "Did you mean 'validate'?"),
        (["memorandum.txt"], 2, "Did you mean 'convert memorandum.txt'?"),
        (["convert", "*.docx"], 1, "(nor one that is like this pattern)"),
        (["convert", "https://example.org/a.html"], 1, "addresses are not fetched"),
        (["convert", "memorandun.txt"], 1, "(did you mean memorandum.txt?)"),
        (["convert", "memorandum.docx"], 1, "(did you mean memorandum.txt?)"),
        (["validate", "leters/one.xml"], 1, "(did you mean letters/one.xml?)"),
        (["validate", "letters/on.xml"], 1, "(did you mean letters/one.xml?)"),
        (["convert", "--meta", "metta.toml", "memorandum.txt"], 2, "(did you mean meta.toml?)"),
        (["batch", "leters", "--out", "tei"], 1, "did you mean letters?"),
        (["convert", "--lang", "Deutsch", "memorandum.txt"], 2, "write de."),
        (["convert", "--date", "31.5.1971", "memorandum.txt"], 2, "write 1971-05-31."),
        (["check", "a.xml"], 2, "Did you mean 'validate'?"),
        (["html", "a.xml"], 2, "Did you mean 'export --to html'?"),
        (["convert", "--family", "play", "memorandum.txt"], 2, "Did you mean '--profile'?"),
        (["convert", "--language", "de", "memorandum.txt"], 2, "Did you mean '--lang'?"),
        (["export", "--to", "csv", "--table", "notes", "a.xml"], 2, "Did you mean '--what'?"),
        (["validate", "--family", "play", "a.xml"], 2, "No such option '--family'. (Did you"),
        (["convert", "memorandum.txt", "-o", "a.html"], 2, "export a.xml --to html -o a.html"),
        (["convert", "memorandum.txt", "-o", "a.pdf"], 2, "another program make .pdf"),
        (["convert", "letters", "-o", "tei.xml"], 2, "give a folder, such as -o tei"),
        (["export", "letters/one.xml", "--to", "html", "-o", "a.md"], 2, "give --to md for .md"),
        (["export", "letters/one.xml"], 2, "Choose from html, md, txt"),
        (["convert", "--meta", "letters", "memorandum.txt"], 2, "it is a folder, and has to be"),
        (["convert", "memorandum.txt", "-o", "meta.toml/a.xml"], 1, "meta.toml is a file, and has"),
    ],
)
def test_what_was_probably_meant_is_said(run, words, code, told):
    result = run(*words)
    assert told in result.output
    assert result.exit_code == code


@pytest.mark.parametrize("words", [["xyzzy"], ["convert", "xyzzy.txt"], ["convert", "x/y/z.txt"]])
def test_nothing_is_suggested_where_nothing_is_like_it(run, words):
    assert "did you mean" not in run(*words).output.lower()


def test_a_path_is_mended_folder_by_folder(tmp_path):
    (tmp_path / "texts" / "letters").mkdir(parents=True)
    (tmp_path / "texts" / "letters" / "may.txt").touch()
    meant = str(tmp_path / "texts" / "letters" / "may.txt")
    assert similar_path(str(tmp_path / "text" / "leters" / "may.txt")) == meant
    assert similar_path(str(tmp_path / "text" / "leters" / "mai.txt")) == meant
    assert similar_path(str(tmp_path / "other" / "may.txt")) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("convert memo -o x.xml", "did you mean memo.txt?"),
        ("convert memo.txt --profile Play", "(did you mean 'play'?)"),
        ("convert memo.txt --profile zzz", "the families and profiles are play, "),
        ("convert memo.txt --layout note=none", "did you mean 'notes'?"),
        ("convert memo.txt --layout notes=bracket", "did you mean 'brackets'?"),
        ("convert memo.txt --layout notes", "such as notes=brackets"),
        ("convert memo.txt --layout notes=foo", "others, which are in docs/layout.md"),
        ("export a.xml --to htm", "Did you mean 'html'?"),
        ("export a.xml --to docx", "Other programs make docx"),
        ("validate --jobs many a.xml", "'many' is not a whole number from 1."),
        ("validate -j 0 a.xml", "'0' is not a whole number from 1."),
        ("review memo.txt --port 99999", "'99999' is not a whole number from 0 to 65535."),
        ("--verbose convert memo.txt", "the options of a command come after its name."),
        ("help", "Did you mean '--help'?"),
        ("version", "Did you mean '--version'?"),
    ],
)
def test_a_word_that_is_not_right_is_told_with_what_was_meant(words, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "memo.txt").write_text("Words.\n")
    result = CliRunner().invoke(group, words.split(), prog_name="tei-kit")
    assert result.exit_code in (1, 2)
    assert told in " ".join(result.stderr.split())


@pytest.mark.parametrize("words", [["-o", "x.xml", "-q"], ["-qox.xml"], ["-qo", "x.xml"]])
def test_short_options_are_read_alone_and_joined(words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text("Words of a text.\n")
    done = CliRunner().invoke(group, ["convert", "x.txt", *words])
    assert (done.exit_code, (tmp_path / "x.xml").exists()) == (0, True)


def test_an_unknown_short_option_is_told(tmp_path):
    (tmp_path / "x.txt").write_text("Words of a text.\n")
    done = CliRunner().invoke(group, ["convert", str(tmp_path / "x.txt"), "-x"])
    assert (done.exit_code, "No such option '-x'." in done.output) == (2, True)
