"""`--watch` as somebody uses it: files are edited while the command runs, and Ctrl-C ends it."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from tests.cli.in_terminal import TEI_KIT, environment

MEMO = "7. Memorandum of Conversation\n\nText one.\n\nKissinger: One.\n\nXuan Thuy: Two.\n"
PATIENCE = 60  # seconds
RNG = (
    '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><zeroOrMore>'
    '<element name="{}"><text/></element></zeroOrMore></element>'
)

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Ctrl-C of POSIX")


class Running:
    """A command that runs, and what it has said so far."""

    def __init__(self, folder, *words):
        self.said = ""
        self._read = 0
        self.process = subprocess.Popen(
            [*TEI_KIT, *words],
            cwd=folder,
            env=environment(PYTHONUNBUFFERED="1"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self):
        for line in self.process.stdout:
            self.said += line

    def until(self, words):
        """What is said until some words come, without what was given before."""
        end = time.monotonic() + PATIENCE
        while words not in self.said[self._read :]:
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.01)
        at = self.said.index(words, self._read) + len(words)
        given, self._read = self.said[self._read : at], at
        return given

    def end(self):
        """Ctrl-C; the exit code, and the rest of what is said."""
        os.killpg(self.process.pid, signal.SIGINT)
        code = self.process.wait(PATIENCE)
        self._thread.join(PATIENCE)
        return code, self.said[self._read :]


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    started = []

    def start(*words):
        started.append(Running(tmp_path, *words))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            os.killpg(each.process.pid, signal.SIGKILL)
        each.process.wait()
        each.process.stdout.close()


def write(name, text):
    """Write a file as editors do: another one takes its place."""
    path = Path(name)
    path.parent.mkdir(exist_ok=True, parents=True)
    path.with_name(f".{path.name}.new").write_text(text)
    path.with_name(f".{path.name}.new").replace(path)


# ------------------------------------------------------------------ convert


def test_what_changes_is_converted_again_and_nothing_else(run):
    write("a.txt", MEMO)
    write("b.txt", MEMO)
    command = run("convert", "--watch", "a.txt", "b.txt", "-o", "tei")
    command.until("watching for changes; Ctrl-C ends it\n")
    unchanged = Path("tei/b.xml").stat().st_mtime_ns
    write("a.txt", MEMO.replace("one", "another"))
    said = command.until("tei/a.xml: ")
    assert "changed: a.txt\n" in said
    command.until("warning\n" if "0 warnings" not in command.said[-200:] else "\n")
    assert "Text another." in Path("tei/a.xml").read_text()
    assert Path("tei/b.xml").stat().st_mtime_ns == unchanged
    code, rest = command.end()
    assert code == 130
    assert rest.strip().splitlines()[-1].startswith("stopped by Ctrl-C")


def test_metadata_hold_for_all_and_decisions_for_their_text(run):
    write("a.txt", MEMO)
    write("b.txt", MEMO)
    write("meta.toml", 'title = "First"')
    command = run("convert", "--watch", "--meta", "meta.toml", "a.txt", "b.txt", "-o", "tei")
    command.until("watching")
    write("meta.toml", 'title = "Second"')
    command.until("2 files converted")
    assert "<title>Second</title>" in Path("tei/b.xml").read_text()
    write("a.decisions.toml", '[[decision]]\ntext = "Text one."\nis = "heading"\n')
    said = command.until("tei/a.xml: ")
    assert "tei/b.xml" not in said
    assert "Text one.</head>" in Path("tei/a.xml").read_text()
    assert command.end()[0] == 130


def test_mistakes_are_told_and_it_goes_on(run):
    write("a.txt", MEMO)
    write("meta.toml", 'title = "First"')
    command = run("convert", "--watch", "--meta", "meta.toml", "a.txt", "-o", "a.xml")
    command.until("watching")
    write("meta.toml", "title =")
    command.until("error TK301")
    write("a.txt", "")
    command.until("error TK3")
    write("meta.toml", 'title = "Second"')
    command.until("error TK104")
    write("a.txt", MEMO.replace("one", "another"))
    command.until("a.xml: ")
    assert "Text another." in Path("a.xml").read_text()
    assert "<title>Second</title>" in Path("a.xml").read_text()
    assert command.end()[0] == 130


def test_a_text_that_comes_into_the_folder_of_a_project_is_converted(run):
    write("texts/a.txt", MEMO)
    # The results lie in the folder that is watched, and are no reason to begin again.
    write("tei-kit.toml", 'sources = ["texts"]\noutput = "texts/tei"\n')
    command = run("convert", "--watch")
    command.until("watching")
    write("texts/more/b.txt", MEMO)
    command.until("more/b.xml: ")
    write("tei-kit.toml", 'sources = ["texts"]\noutput = "texts/tei"\nlanguage = "fr"\n')
    command.until("2 files converted")
    assert 'xml:lang="fr"' in Path("texts/tei/a.xml").read_text()
    time.sleep(1.5)  # in which nothing changes
    code, rest = command.end()
    assert code == 130
    assert "changed" not in rest


@pytest.mark.parametrize("words", [["a.txt"], ["-", "-o", "a.xml"], ["--check", "a.txt"]])
def test_what_cannot_be_watched_is_wrong_usage(run, words):
    write("a.txt", MEMO)
    done = subprocess.run(
        [*TEI_KIT, "convert", "--watch", *words], env=environment(), capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "--watch" in done.stderr


# ------------------------------------------------------------------ validate


def test_a_document_that_changes_is_validated_again(run):
    write("a.rng", RNG.format("b"))
    write("tei/a.xml", "<a><b/></a>")
    write("tei/b.xml", "<a><c/></a>")
    command = run("validate", "--watch", "-s", "a.rng", "tei")
    said = command.until("watching")
    assert "tei/b.xml:1:4: error TK520" in said
    assert "1 file valid, 1 not" in said
    write("tei/a.xml", "<a><x/></a>")
    said = command.until("files valid, 2 not")
    assert "tei/a.xml:1:4: error TK520" in said
    assert "tei/b.xml:" not in said
    write("tei/b.xml", "<a><b/></a>")
    command.until("1 file valid, 1 not")
    write("tei/c.xml", "<a><y/></a>")
    assert "tei/c.xml:1:4: error" in command.until("1 file valid, 2 not")
    Path("tei/c.xml").unlink()
    command.until("1 file valid, 1 not")
    code, rest = command.end()
    assert code == 130
    assert rest.strip().splitlines()[-1].startswith("stopped by Ctrl-C")


def test_a_schema_that_changes_has_everything_validated_again(run):
    write("schema/a.rng", RNG.format("b"))
    write(
        "schema/outer.rng",
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><externalRef href="a.rng"/>'
        "</start></grammar>",
    )
    model = '<?xml-model href="../schema/outer.rng"?>'
    write("tei/a.xml", f"{model}<a><b/></a>")
    write("tei/b.xml", f"{model}<a><c/></a>")
    command = run("validate", "--watch", "tei/")
    command.until("watching")
    write("schema/a.rng", RNG.format("c"))
    said = command.until("1 file valid, 1 not")
    assert "tei/a.xml:1:" in said
    write("schema/outer.rng", "<grammar")
    said = command.until("unchecked")
    assert "TK5" in said
    write("schema/outer.rng", RNG.format("c"))
    command.until("1 file valid, 1 not")
    assert command.end()[0] == 130


def test_a_report_in_the_folder_is_no_document_and_starts_no_loop(run):
    write("a.rng", RNG.format("b"))
    write("tei/a.xml", "<a><b/></a>")
    words = ["-s", "a.rng", "--format", "junit", "-o", "tei/report.xml", "tei"]
    command = run("validate", "--watch", *words)
    command.until("1 file valid, 0 not")
    command.until("watching")
    write("tei/a.xml", "<a><c/></a>")
    command.until("0 files valid, 1 not")
    assert "<failure" in Path("tei/report.xml").read_text()
    time.sleep(1.5)  # in which nothing changes
    code, rest = command.end()
    assert code == 130
    assert "changed" not in rest
    done = subprocess.run([*TEI_KIT, "validate", *words], env=environment(), capture_output=True)
    assert done.returncode == 1


def test_a_schema_that_is_wrong_at_first_can_be_mended(run):
    write("a.rng", "<grammar")
    write("a.xml", "<a><b/></a>")
    command = run("validate", "--watch", "-s", "a.rng", "a.xml")
    assert "a.rng:1:" in command.until("watching")
    write("a.rng", RNG.format("b"))
    command.until("1 file valid, 0 not")
    assert command.end()[0] == 130


def test_a_schema_that_a_document_names_and_that_comes_later_is_seen(run):
    write("tei/a.xml", '<?xml-model href="../schema/a.rng"?><a><b/></a>')
    command = run("validate", "--watch", "tei")
    assert "../schema/a.rng is not there" in command.until("watching")
    write("schema/a.rng", RNG.format("b"))
    command.until("1 file valid, 0 not")
    assert command.end()[0] == 130


def test_a_schema_of_the_command_line_that_comes_later_is_seen(run):
    write("a.xml", "<a><b/></a>")
    command = run("validate", "--watch", "-s", "later.rng", "a.xml")
    command.until("watching")
    write("later.rng", RNG.format("b"))
    command.until("1 file valid, 0 not")
    assert command.end()[0] == 130


CATALOG = (
    '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
    '<uri name="http://example.org/a.rng" uri="{}"/><nextCatalog catalog="next.xml"/></catalog>'
)


def test_catalogs_of_the_environment_and_those_that_they_name_are_watched(run, monkeypatch):
    monkeypatch.setenv("XML_CATALOG_FILES", "catalog.xml")
    write("b.rng", RNG.format("b"))
    write("c.rng", RNG.format("c"))
    write("a.xml", '<?xml-model href="http://example.org/a.rng"?><a><b/></a>')
    command = run("validate", "--watch", "a.xml")
    command.until("watching")
    write("catalog.xml", CATALOG.format("c.rng"))
    command.until("0 files valid, 1 not")
    write("catalog.xml", CATALOG.format("b.rng"))
    command.until("1 file valid, 0 not")
    write("catalog.xml", CATALOG.format("b.rng").replace("a.rng", "other.rng"))
    command.until("0 files valid, 0 not")
    write("next.xml", CATALOG.format("b.rng"))
    command.until("1 file valid, 0 not")
    assert command.end()[0] == 130
