"""No command writes to a file that it reads, nor through a link out of the folder of results."""

import json
import os

import pytest
from click.testing import CliRunner

import tei_kit
from tei_kit.cli.main import group
from tests.odd.making import MODULES, P5, odd_text
from tests.test_fixtures import OUTPUT

TEXT = "Memorandum\n\nKissinger: It is so.\n\nMao: It is.\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that we are in, whose files are all given, and which knows when one is changed."""
    monkeypatch.chdir(tmp_path)
    tei = OUTPUT
    (tmp_path / "src").mkdir()
    for name in ("a.txt", "src/a.txt", "src/b.txt"):
        (tmp_path / name).write_text(TEXT)
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_bytes(tei.read_bytes())
    (tmp_path / "named.xml").write_text('<?xml-model href="s.rng"?><a/>')
    (tmp_path / "s.rng").write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
    )
    (tmp_path / "m.toml").write_text('title = "A title"\n')
    (tmp_path / "x.xsl").write_text(
        '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"/>'
    )
    os.link(tmp_path / "a.xml", tmp_path / "hard.xml")
    (tmp_path / "soft.xml").symlink_to("a.xml")
    return tmp_path


@pytest.fixture
def full(folder):
    """The same folder with all sorts of files that commands read."""
    (folder / "t.xml").write_bytes(tei_kit.convert(folder / "a.txt").to_bytes())
    (folder / "p.toml").write_text('family = "memorandum"\n')
    (folder / "d.csv").write_text("file,title\na.txt,A\n")
    for name in ("tei-kit.toml", "c.toml"):
        (folder / name).write_text('language = "en"\n')
    for name in ("a.decisions.toml", "e.toml", "src/a.decisions.toml"):
        (folder / name).write_text('[[decision]]\nis = "stage"\ntext = "Mao: It is."\n')
    (folder / "b.txt").write_text(TEXT)
    (folder / "parts.rng").write_text("<grammar/>")
    (folder / "cat.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"/>'
    )
    (folder / "base.json").write_text("{}")
    (folder / "o.odd").write_text(odd_text(MODULES))
    (folder / "p5.xml").write_bytes(P5.read_bytes())
    for name in ("teis", "xsd", "site", "all", "out"):
        (folder / name).mkdir()
    (folder / "out" / "manifest.jsonl").write_text("")
    (folder / "teis" / "a.xml").write_bytes(OUTPUT.read_bytes())
    os.link(folder / "o.odd", folder / "xsd" / "test.xsd")
    os.link(folder / "o.odd", folder / "site" / "index.html")
    os.link(folder / "p5.xml", folder / "all" / "test.rng")
    return folder


def contents(folder):
    return {p: p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def run(*words):
    return CliRunner().invoke(group, list(words))


@pytest.mark.parametrize(
    "command",
    [
        "validate -o a.xml a.xml",
        "validate -o a.xml b.xml a.xml",
        "validate -o hard.xml a.xml",
        "validate -o soft.xml a.xml",
        "validate -s s.rng -o s.rng a.xml",
        "validate --format json -o s.rng named.xml",
        "convert a.txt -o a.txt",
        "convert --meta m.toml a.txt -o m.toml",
        "export a.xml b.xml --to csv -o a.xml",
        "export b.xml a.xml --to csv -o a.xml",
        "export a.xml --to html --xslt x.xsl -o x.xsl",
        "export a.xml --to md -o hard.xml",
        "text a.xml -o a.xml",
        "text a.xml -o soft.xml",
        "convert a.txt --force -o a.txt",
        "convert a.txt --force --meta m.toml -o m.toml",
        "convert a.txt --force --profile p.toml -o p.toml",
        "convert a.txt --force --documents d.csv -o d.csv",
        "convert a.txt --force -o a.decisions.toml",
        "convert a.txt --force --decisions e.toml -o e.toml",
        "convert a.txt --force -o tei-kit.toml",
        "convert a.txt --force --config c.toml -o c.toml",
        "report a.txt --html -o a.txt",
        "report a.txt --html -o a.decisions.toml",
        "report a.txt --html -o tei-kit.toml",
        "report a.txt --html --profile p.toml -o p.toml",
        "learn a.txt --force -o a.txt",
        "learn a.txt --force -o a.decisions.toml",
        "learn a.txt --force -o tei-kit.toml",
        "learn a.txt --force --profile p.toml -o p.toml",
        "graft a.txt t.xml -o a.txt",
        "graft a.txt t.xml -o t.xml",
        "graft a.txt t.xml -o tei-kit.toml",
        "graft a.txt t.xml --config c.toml -o c.toml",
        "compare a.txt t.xml -o t.xml --format json",
        "compare a.txt t.xml -o a.txt --format json",
        "compare a.txt t.xml -o tei-kit.toml --format json",
        "export a.xml b.xml --to csv -o tei-kit.toml",
        "export a.xml --to md -o tei-kit.toml",
        "validate -s s.rng -o parts.rng --format json a.xml",
        "validate -o tei-kit.toml --format json a.xml",
        "validate --config c.toml -o c.toml --format json a.xml",
        "validate --catalog cat.xml -o cat.xml --format json a.xml",
        "validate -s s.rng --write-baseline --baseline s.rng a.xml",
        "validate -s s.rng --baseline base.json -o base.json --format json a.xml",
        "odd o.odd --p5 p5.xml -o o.odd",
        "odd o.odd --p5 p5.xml -o p5.xml",
        "odd o.odd --p5 p5.xml --to rnc -o o.odd",
        "odd o.odd --p5 p5.xml --to json -o p5.xml",
        "odd o.odd --p5 p5.xml --to xsd -o xsd",
        "odd o.odd --p5 p5.xml --to html -o site",
        "odd o.odd --p5 p5.xml --to rng --to odd -o all",
        "odd --from teis -o teis/a.xml --p5 p5.xml",
        "batch src --out out --force --corpus src/a.decisions.toml",
        "batch src --out out --force --corpus out/manifest.jsonl",
        "batch src --out out --force --corpus tei-kit.toml",
        "batch src --out out --corpus src/a.txt",
        "batch src --out out --meta m.toml --corpus m.toml",
    ],
)
def test_a_file_that_is_read_is_not_written_to(full, command):
    folder = full
    before = contents(folder)
    result = run(*command.split())
    assert result.exit_code in (1, 2), result.output
    assert "would overwrite" in result.output
    assert {p: data for p, data in contents(folder).items() if p in before} == before


@pytest.mark.parametrize(
    "command",
    [
        "convert src/a.txt src/b.txt -o out",
        "batch src --out out",
        "export folder --to md -o out",
    ],
)
def test_nothing_is_written_through_a_link_out_of_the_folder(folder, command):
    (folder / "out").mkdir()
    (folder / "folder").mkdir()
    (folder / "folder" / "a.xml").write_bytes((folder / "a.xml").read_bytes())
    (folder / "victim.txt").write_text("not to be touched")
    for name in ("out/a.xml", "out/a.md"):
        (folder / name).symlink_to(folder / "victim.txt")
    result = run(*command.split())
    assert result.exit_code == 1
    assert "is a link to" in result.output
    assert (folder / "victim.txt").read_text() == "not to be touched"


@pytest.mark.parametrize("command", ["convert src/a.txt src/b.txt -o src", "batch src --out src"])
def test_a_link_among_the_results_to_another_input_is_not_followed(folder, command):
    (folder / "src" / "a.xml").symlink_to("b.txt")
    before = (folder / "src" / "b.txt").read_text()
    assert run(*command.split()).exit_code == 1
    assert (folder / "src" / "b.txt").read_text() == before


@pytest.mark.parametrize(
    "command",
    [
        "convert tree -o out",
        "batch tree --out out",
        "batch tree --out out --split",
        "batch tree/sub --out out --split",
        "export tree --to md -o out",
        "odd o.odd --p5 p5.xml --to html -o out",
    ],
)
def test_nothing_is_written_behind_a_linked_folder_that_leads_out(full, command):
    (full / "tree" / "sub").mkdir(parents=True)
    (full / "tree" / "sub" / "c.txt").write_text(f"7. Memorandum of Conversation\n\n{TEXT}")
    (full / "tree" / "sub" / "d.xml").write_bytes(OUTPUT.read_bytes())
    (full / "elsewhere").mkdir()
    for name in ("sub", "c", "elements"):
        (full / "out" / name).symlink_to(full / "elsewhere")
    result = run(*command.split())
    assert result.exit_code == 1
    assert "is a link to" in result.output
    assert not [*(full / "elsewhere").iterdir()]


def test_the_folder_of_results_may_be_a_link(full):
    (full / "elsewhere").mkdir()
    (full / "linked").symlink_to(full / "elsewhere")
    for command in ("convert src -o linked", "batch src --out linked"):
        assert run(*command.split()).exit_code == 0
    assert sorted(path.name for path in (full / "elsewhere").glob("*.xml")) == ["a.xml", "b.xml"]


def test_a_link_within_its_folder_is_followed_and_stays(folder):
    (folder / "real.xml").write_text("")
    (folder / "link.xml").symlink_to("real.xml")
    assert run("convert", "a.txt", "-o", "link.xml").exit_code == 0
    assert (folder / "link.xml").is_symlink()
    assert (folder / "real.xml").read_text().startswith("<?xml")


@pytest.mark.parametrize("path", ["../victim.txt", "/{folder}/victim.txt", "sub/../../victim.txt"])
def test_a_manifest_that_names_files_elsewhere_deletes_none(folder, path):
    assert run("batch", "src", "--out", "out").exit_code == 0
    manifest = folder / "out" / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text().splitlines()]
    import hashlib

    (folder / "victim.txt").write_text("not to be touched")
    digest = hashlib.sha256(b"not to be touched").hexdigest()
    named = path.format(folder=str(folder).lstrip("/"))
    lines[0]["outputs"] = [{"path": named, "sha256": digest}]
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines))
    (folder / lines[0]["input"]).write_text(TEXT + "\nMore.\n")
    result = run("batch", "src", "--out", "out", "--prune")
    assert (folder / "victim.txt").read_text() == "not to be touched"
    assert "could not be read" in result.output


def test_a_result_behind_a_linked_folder_is_not_deleted(folder):
    (folder / "src" / "sub").mkdir()
    (folder / "src" / "sub" / "c.txt").write_text(TEXT)
    assert run("batch", "src", "--out", "out").exit_code == 0
    elsewhere = folder / "elsewhere"
    (folder / "out" / "sub").rename(elsewhere)
    (folder / "out" / "sub").symlink_to(elsewhere)
    (folder / "src" / "sub" / "c.txt").unlink()
    run("batch", "src", "--out", "out", "--prune")
    assert (elsewhere / "c.xml").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        "export a.xml --to md -o {}",
        "export a.xml --to html -o {}",
        "export a.xml b.xml --to csv -o {}",
        "export a.xml --to jsonl -o {}",
        "text a.xml -o {}",
        "validate a.xml -o {}",
        "compare src/a.txt a.xml -o {}",
        "report --html src/a.txt -o {}",
    ],
)
@pytest.mark.parametrize("victim", ["m.toml", "x.xsl", "s.rng"])
def test_a_file_of_another_kind_is_not_replaced(folder, arguments, victim):
    before = (folder / victim).read_bytes()
    result = CliRunner().invoke(group, arguments.format(victim).split())
    assert "TK607" in result.stderr
    assert result.exit_code != 0
    assert (folder / victim).read_bytes() == before


def test_a_link_does_not_hide_the_kind_of_a_file(folder):
    (folder / "link").symlink_to("m.toml")
    result = CliRunner().invoke(group, ["export", "a.xml", "--to", "md", "-o", "link"])
    assert "TK607" in result.stderr
    assert (folder / "m.toml").read_text() == 'title = "A title"\n'


def test_an_older_result_is_replaced(folder):
    for name, arguments in (("a.md", "--to md"), ("a.markdown", "--to md"), ("a.htm", "--to html")):
        for _ in range(2):
            command = f"export a.xml {arguments} -o {name}"
            assert CliRunner().invoke(group, command.split()).exit_code == 0
    (folder / "empty.toml").write_text("")
    command = "export a.xml --to csv -o empty.toml"
    assert "TK607" not in CliRunner().invoke(group, command.split()).stderr


def test_an_odd_that_was_made_by_example_is_not_made_again(folder):
    (folder / "tei").mkdir()
    (folder / "tei/a.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text/></TEI>')
    command = ["odd", "--from", "tei", "-o", "mine.odd", "--p5", str(P5)]
    assert CliRunner().invoke(group, command).exit_code == 0
    result = CliRunner().invoke(group, command)
    assert "TK607" in result.stderr
    assert result.exit_code != 0
