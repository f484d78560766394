"""A result that somebody edited, and any other file, is not replaced by a conversion."""

import hashlib
import io
import json
import os

import pytest
from click.testing import CliRunner
from lxml import etree

import tei_kit
from tei_kit.cli.main import group
from tei_kit.results import seal
from tei_kit.results.seal import Sealing, State, sealed, state_of

MEMO = "7. Memorandum\n\nParis, May 31, 1971.\n\nSome text.\n"
DATA = b"<TEI/>\n"


def run(*words):
    return CliRunner().invoke(group, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that we are in, with two texts in `src`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "src").mkdir()
    for name in ("a", "b"):
        (tmp_path / "src" / f"{name}.txt").write_text(MEMO)
    return tmp_path


def state(data):
    return state_of(io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", State.FREE),
        (sealed(DATA), State.UNCHANGED),
        (sealed(DATA, "0" * 64), State.UNCHANGED),
        (sealed(DATA * 1_000_000), State.UNCHANGED),
        (sealed(DATA).replace(b"\n", b"\r\n"), State.UNCHANGED),
        (sealed(DATA) + b"\n", State.UNCHANGED),
        (sealed(DATA).replace(b"TEI", b"tei"), State.EDITED),
        (sealed(DATA, "0" * 64).replace(b"0000", b"0001", 1), State.EDITED),
        (b"\n" + sealed(DATA), State.EDITED),
        (DATA, State.OTHER),
        (sealed(DATA) + DATA, State.OTHER),
        (sealed(DATA)[:-5], State.OTHER),
        (b"\x00" * 5000, State.OTHER),
    ],
)
def test_a_file_is_a_result_only_as_long_as_nothing_of_it_is_changed(data, expected):
    assert state(data) is expected


@pytest.mark.parametrize("step", [1, 2, 7, 1 << 20])
def test_the_seal_does_not_depend_on_how_the_bytes_come(step):
    data, parts = b"<TEI>a\r\n\rb\n</TEI>\r\n", []
    sealing = Sealing(parts.append)
    for at in range(0, len(data), step):
        sealing.write(data[at : at + step])
    sealing.end()
    assert b"".join(parts) == sealed(data)
    assert state(sealed(data)) is State.UNCHANGED


def test_the_seal_names_the_digest_of_the_source_and_stands_after_the_root(folder):
    assert run("convert", "src/a.txt", "-o", "a.xml").exit_code == 0
    tree = etree.parse("a.xml")
    instruction = tree.getroot().getnext()
    assert instruction.target == "tei-kit"
    assert instruction.get("source") == "sha256:" + hashlib.sha256(MEMO.encode()).hexdigest()
    assert run("validate", "a.xml").exit_code == 0


def test_a_result_that_nobody_edited_is_made_again_whatever_its_source(folder):
    for options in ((), ("--ids",), ()):
        assert run("convert", "src/a.txt", "-o", "a.xml", *options).exit_code == 0
    (folder / "src" / "b.txt").write_text(MEMO.replace("Some", "Other"))
    assert run("convert", "src/b.txt", "-o", "a.xml").exit_code == 0
    assert "Other" in (folder / "a.xml").read_text()


@pytest.mark.parametrize("command", ["convert src -o out", "batch src --out out"])
@pytest.mark.parametrize("edited", [True, False])
def test_an_edited_result_and_another_file_stay_until_force_is_given(folder, command, edited):
    words = command.split()
    if edited:
        assert run(*words).exit_code == 0
        data = (folder / "out" / "a.xml").read_text().replace("Some", "Some more")
    else:
        (folder / "out").mkdir()
        data = "<TEI>by hand</TEI>"
    (folder / "out" / "a.xml").write_text(data)
    for text in (MEMO, MEMO, MEMO.replace("Paris", "Rome")):
        (folder / "src" / "a.txt").write_text(text)
        result = run(*words)
        assert result.exit_code == 1
        assert "TK605" in result.output
        assert "-o" in result.output
        assert "--force" in result.output
        assert (folder / "out" / "a.xml").read_text() == data
        assert (folder / "out" / "b.xml").exists()
    assert run(*words, "--force").exit_code == 0
    assert "Rome" in (folder / "out" / "a.xml").read_text()
    assert run(*words).exit_code == 0


def test_a_file_that_is_empty_and_a_device_are_written_to(folder):
    (folder / "a.xml").touch()
    assert run("convert", "src/a.txt", "-o", "a.xml").exit_code == 0
    assert run("convert", "src/a.txt", "-o", os.devnull).exit_code == 0


def test_an_edited_document_of_a_text_that_was_split_stays(folder):
    two = "".join(f"{n}. Memorandum of Conversation\n\nSome text.\n\n" for n in (7, 8))
    (folder / "src" / "a.txt").write_text(two)
    words = ("batch", "src", "--out", "out", "--split")
    assert run(*words).exit_code == 0
    path = folder / "out" / "a" / "d8.xml"
    data = path.read_text().replace("Some", "Some more")
    path.write_text(data)
    (folder / "src" / "a.txt").write_text(MEMO.replace("Some", "Other"))
    assert run(*words).exit_code == 1
    assert path.read_text() == data
    assert "Other" not in (folder / "out" / "a" / "d7.xml").read_text()
    assert run(*words, "--force").exit_code == 0
    assert path.read_text() == data  # no result of the text any more; it is not deleted either
    assert "Other" in (folder / "out" / "a" / "d7.xml").read_text()


def test_a_result_without_seal_that_the_manifest_knows_is_unchanged(folder):
    assert run("batch", "src", "--out", "out").exit_code == 0
    path, manifest = folder / "out" / "a.xml", folder / "out" / "manifest.jsonl"
    old = seal.unsealed(path.read_bytes())
    path.write_bytes(old)
    lines = [json.loads(line) for line in manifest.read_text().splitlines()]
    lines[0]["outputs"][0]["sha256"] = hashlib.sha256(old).hexdigest()
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines))
    (folder / "src" / "a.txt").write_text(MEMO.replace("Some", "Other"))
    assert run("batch", "src", "--out", "out").exit_code == 0
    assert "Other" in path.read_text()


def test_a_corpus_is_sealed_once_and_an_edited_one_stays(folder):
    words = ("batch", "src", "--out", "out", "--corpus", "c.xml")
    assert run(*words).exit_code == 0
    assert run(*words).exit_code == 0
    data = (folder / "c.xml").read_text()
    assert data.count("<?tei-kit") == 1
    (folder / "c.xml").write_text(data.replace("Some", "Some more"))
    result = run(*words)
    assert result.exit_code == 1
    assert "TK605" in result.output
    assert "Some more" in (folder / "c.xml").read_text()
    assert run(*words, "--force").exit_code == 0


def test_a_list_of_that_name_that_is_no_manifest_stays(folder):
    (folder / "out").mkdir()
    path = folder / "out" / "manifest.jsonl"
    path.write_text('{"page": 1}\n')
    result = run("batch", "src", "--out", "out")
    assert result.exit_code == 1
    assert "TK605" in result.output
    assert path.read_text() == '{"page": 1}\n'
    path.write_text('{"input": "src/a.txt", "sha')
    assert run("batch", "src", "--out", "out").exit_code == 0


def test_check_says_that_a_result_was_edited(folder):
    assert run("convert", "src/a.txt", "-o", "a.xml").exit_code == 0
    data = (folder / "a.xml").read_text()
    (folder / "src" / "a.txt").write_text(MEMO.replace("Some", "Other"))
    assert "somebody" not in run("convert", "--check", "src/a.txt", "-o", "a.xml").output
    (folder / "a.xml").write_text(data.replace("Some", "Some more"))
    result = run("convert", "--check", "src/a.txt", "-o", "a.xml")
    assert result.exit_code == 1
    assert "TK519 somebody has changed this file" in result.output


def test_a_graft_has_no_seal(folder):
    assert run("convert", "src/a.txt", "-o", "a.xml").exit_code == 0
    assert run("graft", "src/a.txt", "a.xml", "-o", "g.xml").exit_code == 0
    assert "<?tei-kit" not in (folder / "g.xml").read_text()
    assert run("convert", "src/a.txt", "-o", "g.xml").exit_code == 1


def test_the_bytes_of_a_notebook_are_those_of_the_command(folder):
    assert run("convert", "src/a.txt", "-o", "a.xml").exit_code == 0
    made = tei_kit.convert(folder / "src" / "a.txt").to_bytes()
    assert made == (folder / "a.xml").read_bytes()
    assert tei_kit.convert(MEMO, name="a.txt").to_bytes() == made


@pytest.mark.parametrize("output", ["new/deep/a.xml", "new/"])
def test_folders_of_a_result_are_made(folder, output):
    assert run("convert", "src/a.txt", "-o", output).exit_code == 0
    assert [path.name for path in (folder / "new").rglob("*.xml")] == ["a.xml"]


def test_no_folder_is_made_for_a_result_that_there_is_not(folder):
    (folder / "src" / "a.txt").write_text("")
    assert run("convert", "src/a.txt", "-o", "new/a.xml").exit_code == 1
    assert not (folder / "new").exists()
