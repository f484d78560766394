"""The command line, mostly as a real process: what it prints, where, and its exit code."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from lxml import etree

import tei_kit
from tests.test_fixtures import OUTPUT, SEED

MEMO = """7. Memorandum of Conversation1

Paris, May 31, 1971.

Text [Page 8] here.

  1. A note.
"""


def run(*arguments, **options):
    given = {"capture_output": True, "text": True, "encoding": "utf-8", **options}
    command = [sys.executable, "-m", "tei_kit", *map(str, arguments)]
    return subprocess.run(command, check=False, **given)


@pytest.fixture
def memo(tmp_path):
    path = tmp_path / "memo.txt"
    path.write_text(MEMO, encoding="utf-8")
    return path


def test_converting_the_seed_gives_the_committed_output_and_a_summary(tmp_path):
    result = run("convert", SEED, "-o", tmp_path / "seed.xml")
    assert result.returncode == 0
    assert result.stdout == ""
    assert (tmp_path / "seed.xml").read_bytes() == OUTPUT.read_bytes()
    warning, summary = result.stderr.splitlines()
    assert warning.endswith("warning TK201 page 654 is missing: page 655 follows page 653.")
    assert f"{SEED}:113:1:" in warning
    assert "1 document, 128 turns, 15 pages, 9 notes, 4 lists, 9 persons, 1 warning" in summary


def test_one_input_without_output_goes_to_standard_output(memo):
    result = run("convert", memo)
    assert result.returncode == 0
    assert result.stdout.encode() == tei_kit.convert(tei_kit.read(memo)).to_bytes()
    assert "standard output: 1 document, 1 page, 1 note, 0 warnings" in result.stderr


def test_standard_input_is_read_for_a_dash():
    result = run("convert", "-", input=MEMO)
    assert result.returncode == 0
    assert 'xml:id="d7"' in result.stdout


def test_several_inputs_go_to_a_folder_and_one_that_fails_does_not_stop_the_rest(tmp_path, memo):
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9 is latin-1")
    (tmp_path / "other.txt").write_text("Some text.")
    inputs = [tmp_path / "bad.txt", tmp_path / "missing.txt", memo, tmp_path / "other.txt"]
    result = run("convert", *inputs, "-o", tmp_path / "tei")
    assert result.returncode == 1
    assert sorted(p.name for p in (tmp_path / "tei").iterdir()) == ["memo.xml", "other.xml"]
    assert "bad.txt:1:4: error TK102 byte 0xE9 is not utf-8" in result.stderr
    assert "missing.txt:1:1: error TK101 the file cannot be read: no file has" in result.stderr
    assert "2 files converted to" in result.stderr
    assert "2 failed" in result.stderr
    assert "Traceback" not in result.stderr


def test_several_inputs_without_a_folder_are_wrong_usage(memo):
    result = run("convert", memo, SEED)
    assert result.returncode == 2
    assert "-o FOLDER" in result.stderr


def test_one_input_goes_into_a_folder_that_is_there(tmp_path, memo):
    (tmp_path / "tei").mkdir()
    assert run("convert", memo, "-o", tmp_path / "tei").returncode == 0
    assert (tmp_path / "tei" / "memo.xml").exists()


def test_inputs_of_one_name_in_several_folders_keep_their_folders(tmp_path, memo):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "memo.txt").write_text("Other text.")
    shutil.copy(SEED, tmp_path / "seed.txt")
    words = [memo, tmp_path / "sub" / "memo.txt", tmp_path / "seed.txt", "-o", tmp_path / "tei"]
    result = run("convert", *words)
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("TK606") == 1
    made = (
        path.relative_to(tmp_path / "tei").as_posix() for path in tmp_path.rglob("tei/**/*.xml")
    )
    assert sorted(made) == ["memo.xml", "seed.xml", "sub/memo.xml"]
    assert "3 files up to date" in run("convert", "--check", *words).stderr


def test_inputs_of_one_name_in_one_folder_are_refused_and_the_rest_is_converted(tmp_path, memo):
    (tmp_path / "memo.md").write_text("Other text.")
    result = run("convert", memo, tmp_path / "memo.md", SEED, "-o", tmp_path / "tei")
    assert result.returncode == 1
    assert result.stderr.count("TK603") == 2
    assert [p.name for p in (tmp_path / "tei").iterdir()] == [f"{SEED.stem}.xml"]


def test_the_input_is_never_overwritten(tmp_path, memo):
    (tmp_path / "link.xml").symlink_to(memo)
    for output in (memo, tmp_path / "link.xml"):
        result = run("convert", memo, "-o", output)
        assert result.returncode == 1
        assert "TK602" in result.stderr
    assert memo.read_text(encoding="utf-8") == MEMO


def test_an_output_that_cannot_be_written_is_one_line(tmp_path, memo):
    (tmp_path / "no").write_text("a file")
    result = run("convert", memo, "-o", tmp_path / "no" / "such" / "folder.xml")
    assert result.returncode == 1
    assert "error TK601 the file cannot be written: " in result.stderr
    assert result.stderr.count("\n") == 1


def test_other_encodings_are_read(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes("Attaché".encode("utf-16"))
    assert "Attaché" in run("convert", path).stdout
    path.write_bytes("Attaché".encode("latin-1"))
    assert "Attaché" in run("convert", path, "--encoding", "latin-1").stdout
    assert "TK103" in run("convert", path, "--encoding", "klingon").stderr


def test_metadata_date_and_language_are_taken(tmp_path, memo):
    (tmp_path / "meta.toml").write_text('publisher = "An Archive"\navailability = "Free."')
    options = ["--meta", tmp_path / "meta.toml", "--date", "2026-11-23", "--lang", "fr", "-v"]
    result = run("convert", memo, *options)
    assert result.returncode == 0
    assert "<publisher>An Archive</publisher>" in result.stdout
    assert '<change when="2026-11-23">' in result.stdout
    assert 'xml:lang="fr"' in result.stdout
    assert "TK302" not in result.stderr


def test_the_date_comes_from_source_date_epoch(memo):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    assert '<change when="1970-01-01">' in run("convert", memo, env=environment).stdout
    assert "<change>" in run("convert", memo, env={**environment, "SOURCE_DATE_EPOCH": ""}).stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--date", "May 31"], "TK303"), (["--lang", "?"], "TK304"), (["--meta", "no.toml"], "TK301")],
)
def test_options_that_are_not_right_are_wrong_usage(memo, options, code):
    result = run("convert", memo, *options)
    assert result.returncode == 2
    assert code in result.stderr


def test_validate_accepts_what_convert_made_and_says_what_is_wrong_with_another(tmp_path):
    result = run("validate", OUTPUT)
    assert (result.returncode, result.stdout) == (0, "")
    assert "1 file valid, 0 not" in result.stderr
    broken = tmp_path / "broken.xml"
    broken.write_bytes(OUTPUT.read_bytes().replace(b'who="#xuan_thuy"', b'who="#nobody"', 1))
    result = run("validate", OUTPUT, broken)
    assert result.returncode == 1
    assert f"{broken}:" in result.stdout
    assert "error TK503 Schematron:" in result.stdout
    assert "1 file valid, 1 not" in result.stderr


def test_validate_takes_other_schemas(tmp_path):
    schema = tmp_path / "a.rng"
    schema.write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
    )
    (tmp_path / "a.xml").write_text("<a/>")
    (tmp_path / "b.xml").write_text("<b/>")
    assert run("validate", "--schema", schema, tmp_path / "a.xml").returncode == 0
    assert run("validate", "--schema", schema, tmp_path / "b.xml").returncode == 1
    assert run("validate", "--schema", tmp_path / "none.rng", OUTPUT).returncode == 2
    assert run("validate", "--schema", SEED, OUTPUT).returncode == 2


def test_text_gives_the_source_back(tmp_path):
    result = run("text", OUTPUT)
    assert result.returncode == 0
    assert result.stdout.split() == SEED.read_text(encoding="utf-8").split()
    assert run("text", OUTPUT, "-o", tmp_path / "back.txt").returncode == 0
    assert (tmp_path / "back.txt").read_text(encoding="utf-8") == result.stdout


def test_text_of_what_is_no_xml_is_an_error_with_its_place():
    result = run("text", SEED)
    assert result.returncode == 1
    assert ":1:1: error TK501 the XML is not well-formed" in result.stderr


def test_tokens_tell_line_column_and_kind(memo):
    said, *lines = run("tokens", memo).stdout.splitlines()
    assert said.startswith("read as a memorandum in English")
    assert lines[0].split()[:2] == ["1:1", "division"]
    assert any(line.split()[:3] == ["5:6", "page_break", "8"] for line in lines)
    assert max(map(len, lines)) < 260


def test_tokens_as_json_hold_offsets_and_text(memo):
    rows = json.loads(run("tokens", "--json", memo).stdout)
    text = tei_kit.read(memo).text
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)
    page = next(row for row in rows if row["kind"] == "page_break")
    assert (page["line"], page["column"], page["value"]) == (5, 6, "8")


def test_schema_lists_and_prints_the_bundled_schemas():
    listed = run("schema").stdout
    assert [line.split()[0] for line in listed.splitlines()] == [
        "tei_kit.rng",
        "tei_kit.xsd",
        "tei_kit.sch",
        "tei_kit.rnc",
        "tei_kit.odd",
    ]
    assert etree.fromstring(run("schema", "tei_kit.rng").stdout.encode()) is not None
    path = run("schema", "--path", "tei_kit.rng").stdout.strip()
    assert os.path.isfile(path)
    assert run("schema", "none.rng").returncode == 2


@pytest.mark.parametrize("command", ["convert", "validate", "text", "tokens", "schema"])
def test_every_help_has_an_example(command):
    result = run(command, "--help")
    assert result.returncode == 0
    assert f"  tei-kit {command}" in result.stdout or "tei-kit convert -" in result.stdout


def test_version_and_unknown_commands():
    assert run("--version").stdout == f"tei-kit, version {tei_kit.__version__}\n"
    assert run("nonsense").returncode == 2


def test_starting_imports_only_what_is_needed():
    code = "import sys; from tei_kit.cli.main import group; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert not {"lxml", "rich", "xmlschema", "elementpath"} & set(loaded.split())
    code = "import sys; from tei_kit.cli import convert; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert not {"rich", "xmlschema", "elementpath"} & set(loaded.split())


@pytest.mark.skipif(os.name == "nt", reason="a pipe of POSIX")
@pytest.mark.parametrize("command", [f"tokens {SEED}", f"convert {SEED}", f"text {OUTPUT}"])
def test_a_reader_that_has_seen_enough_gets_no_complaint(command):
    shell = f"{sys.executable} -m tei_kit {command} | head -c 10"
    result = subprocess.run(shell, shell=True, capture_output=True, text=True)
    assert len(result.stdout) == 10
    assert "Error" not in result.stderr
    assert "Exception" not in result.stderr


def test_nothing_is_written_when_a_promise_is_broken(tmp_path, memo, monkeypatch):
    from click.testing import CliRunner

    from tei_kit.cli.main import group
    from tei_kit.tei import emitter

    broken = etree.ElementTree(etree.fromstring("<TEI><text>Other words.</text></TEI>"))
    monkeypatch.setattr(emitter, "emit", lambda *_: broken)
    result = CliRunner().invoke(group, ["convert", str(memo), "-o", str(tmp_path / "memo.xml")])
    assert result.exit_code == 1
    assert "error TK401 the text read back from the TEI differs from the source" in result.stderr
    assert not (tmp_path / "memo.xml").exists()


def test_an_unexpected_error_is_one_plain_line(memo, monkeypatch, capsys):
    from tei_kit.cli import main
    from tei_kit.tei import emitter

    def fail(*_):
        raise ZeroDivisionError("what happened")

    monkeypatch.delenv("TEI_KIT_DEBUG", raising=False)
    monkeypatch.setattr(emitter, "emit", fail)
    monkeypatch.setattr(sys, "argv", ["tei-kit", "convert", str(memo)])
    with pytest.raises(SystemExit) as caught:
        main.main()
    assert caught.value.code == 1
    assert "an error that should not happen: ZeroDivisionError" in capsys.readouterr().err
