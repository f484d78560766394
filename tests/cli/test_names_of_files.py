"""Names of files whose bytes are no UTF-8: every command can read and write them."""

import os
import sys

import pytest
from lxml import etree

from tests.cli.test_cli import run
from tests.test_fixtures import OUTPUT

pytestmark = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="names of files are characters on this system"
)

TEXT = "7. Memorandum of Conversation\n\nKissinger: It is so.\n\nMao: It is.\n"
DECISIONS = '[[decision]]\ntext = "Mao: It is."\nis = "stage"\nby = "A"\n'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    os.mkdir(b"src\xe9")
    for name in (b"a\xe9.txt", b"src\xe9/b\xe9.txt", b"src\xe9/c.txt"):
        with open(name, "w") as file:
            file.write(TEXT)
    for name in (b"a\xe9.decisions.toml",):
        with open(name, "w") as file:
            file.write(DECISIONS)
    for name in (b"t\xe9.xml", b"u.xml"):
        with open(name, "wb") as file:
            file.write(OUTPUT.read_bytes())
    return tmp_path


@pytest.mark.parametrize(
    ("command", "codes"),
    [
        ("convert a\udce9.txt -o o\udce9.xml", (0,)),
        ("convert a\udce9.txt", (0,)),
        ("convert src\udce9 -o o\udce9", (0,)),
        ("convert a\udce9.txt --json -o o\udce9.xml", (0,)),
        ("batch src\udce9 --out o\udce9 --corpus c\udce9.xml -j 1", (0,)),
        ("batch src\udce9/c.txt --out o\udce9 --corpus c\udce9.xml --xinclude -j 1", (0,)),
        ("tokens a\udce9.txt", (0,)),
        ("report a\udce9.txt --json", (0,)),
        ("report a\udce9.txt --html", (0,)),
        ("report a\udce9.txt --html -o r\udce9.html", (0,)),
        ("decide a\udce9.txt:3 stage", (0,)),
        ("learn a\udce9.txt", (0, 1)),
        ("text t\udce9.xml", (0,)),
        ("compare a\udce9.txt t\udce9.xml", (1,)),
        ("compare a\udce9.txt t\udce9.xml --format json", (1,)),
        ("stats t\udce9.xml --json", (0,)),
        ("export t\udce9.xml --to csv", (0,)),
        ("export t\udce9.xml u.xml --to csv -o c\udce9.csv", (0,)),
        ("export t\udce9.xml --to csv --what documents", (0,)),
        ("export t\udce9.xml --to jsonl", (0,)),
        ("export t\udce9.xml --to md", (0,)),
        ("export t\udce9.xml u.xml --to html -o site\udce9", (0,)),
        ("validate t\udce9.xml --format sarif", (0,)),
        ("validate t\udce9.xml --format checkstyle", (0,)),
        ("validate u\udce9.xml", (2, 1)),
        ("config a\udce9.txt", (0,)),
        ("init p\udce9", (0,)),
    ],
)
def test_a_command_takes_any_name(folder, command, codes):
    result = run(*command.split(" "))
    assert result.returncode in codes, result.stderr
    assert "should not happen" not in result.stdout + result.stderr


def test_pages_link_to_each_other_byte_by_byte(folder):
    assert run("export", "t\udce9.xml", "u.xml", "--to", "html", "-o", "site").returncode == 0
    page = etree.parse("site/index.html", etree.HTMLParser())
    assert {"t%E9.html", "u.html"} <= set(page.xpath("//a/@href"))


def test_a_corpus_includes_results_byte_by_byte(folder):
    source = "src\udce9"
    words = ["batch", source, "--out", "out", "--corpus", "c.xml", "--xinclude", "-j", "1"]
    os.unlink(b"src\xe9/c.txt")
    assert run(*words).returncode == 0
    assert 'href="out/b%E9.xml"' in (folder / "c.xml").read_text()


@pytest.mark.parametrize(
    "command",
    [
        "convert u.txt -o {name}.xml",
        "convert u.txt v.txt -o {name}",
        "batch u.txt --out {name} -j 1",
        "export u.xml --to csv -o {name}.csv",
        "export u.xml t\udce9.xml --to md -o {name}",
        "init {name}",
        "graft u.txt w.xml -o {name}.xml",
        "decide u.txt:3 stage --decisions {name}.toml",
    ],
)
def test_names_do_not_act_on_a_terminal(folder, command):
    for name in ("u.txt", "v.txt"):
        (folder / name).write_text(TEXT)
    assert run("convert", "u.txt", "-o", "w.xml").returncode == 0
    words = command.format(name="a\x1b[31m").split(" ")
    result = run(*words, env={**os.environ, "FORCE_COLOR": "1"})
    assert result.returncode == 0
    assert "a\x1b" not in result.stdout + result.stderr
