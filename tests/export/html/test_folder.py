"""A folder of pages: index, links between them, names that collide, failures; and one file."""

import json
import os

import pytest

from tests.cli.test_cli import run
from tests.export.samples import FOREIGN, PARLIAMENT, SEED, document, html

BODY = '<div type="document" n="{n}" xml:id="d{n}"><head>Document {n}</head>{text}</div>'


def write(path, n, text="<p>Words.</p>", title="A title"):
    tree = document(BODY.format(n=n, text=text), title=title)
    path.parent.mkdir(parents=True, exist_ok=True)
    tree.write(path, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    write(tmp_path / "tei" / "d10.xml", 10, title="Ten")
    reference = '<p><ref target="#d10">Document 10</ref> <ref target="sub/d1.xml#d1">one</ref></p>'
    write(tmp_path / "tei" / "d2.xml", 2, reference, title="Two")
    back = '<p><ref target="../d2.xml">two</ref> <ref target="#d99">none</ref></p>'
    write(tmp_path / "tei" / "sub" / "d1.xml", 1, back, title="One &amp; only")
    return tmp_path / "tei"


def links(path):
    return {a.text: a.get("href") for a in html(path.read_bytes()).iter("a")}


def test_a_folder_becomes_pages_with_an_index(folder, tmp_path):
    result = run("export", folder, "--to", "html", "-o", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert "3 files exported to" in result.stderr
    index = html((tmp_path / "site" / "index.html").read_bytes())
    rows = index.xpath("//tbody//a")
    assert [(a.text, a.get("href")) for a in rows] == [
        ("Two", "d2.html"),
        ("Ten", "d10.html"),
        ("One & only", "sub/d1.html"),
    ]
    assert all((tmp_path / "site" / a.get("href")).is_file() for a in rows)
    assert index.findtext(".//h1") == "tei"


def test_the_index_says_from_when_to_when_a_page_goes(tmp_path):
    days = "".join(
        f'<div type="document"><opener><dateline><date when="{day}">x</date></dateline></opener>'
        f"<p>Words.</p></div>"
        for day in ("1961-02-03", "1960-12-31", "1963-01-01")
    )
    for name, body in (("a", days), ("b", days[: days.index("</div>") + 6])):
        (tmp_path / "tei").mkdir(exist_ok=True)
        document(body).write(tmp_path / "tei" / f"{name}.xml", encoding="utf-8")
    run("export", tmp_path / "tei", "--to", "html", "-o", tmp_path / "site")
    index = html((tmp_path / "site" / "index.html").read_bytes())
    cells = ["".join(row[1].itertext()).strip() for row in index.xpath("//tbody/tr")]
    assert cells == ["1960-12-31 – 1963-01-01", "1961-02-03"]


def test_pages_of_the_same_title_are_told_apart_in_the_index(folder, tmp_path):
    write(folder / "other" / "d3.xml", 3, title="Two")
    run("export", folder, "--to", "html", "-o", tmp_path / "site")
    index = html((tmp_path / "site" / "index.html").read_bytes())
    rows = [" ".join("".join(row[0].itertext()).split()) for row in index.xpath("//tbody/tr")]
    assert sorted(rows) == ["One & only", "Ten", "Two d2", "Two other/d3"]


def test_pages_link_to_their_neighbours_and_to_each_others_documents(folder, tmp_path):
    run("export", folder, "--to", "html", "-o", tmp_path / "site")
    two = links(tmp_path / "site" / "d2.html")
    assert two["Document 10"] == "d10.html#d10"
    assert two["one"] == "sub/d1.html#d1"
    assert (two["tei"], two["Ten"]) == ("index.html", "d10.html")
    one = links(tmp_path / "site" / "sub" / "d1.html")
    assert (one["two"], one["tei"], one["Ten"]) == ("../d2.html", "../index.html", "../d10.html")
    assert "none" not in one


def test_an_identifier_that_two_pages_have_is_no_link(folder, tmp_path):
    write(folder / "again.xml", 10)
    run("export", folder, "--to", "html", "-o", tmp_path / "site")
    assert "Document 10" not in links(tmp_path / "site" / "d2.html")


def test_one_that_fails_does_not_stop_the_rest(folder, tmp_path):
    (folder / "bad.xml").write_text("<TEI>")
    (folder / "other.xml").write_text("<html/>")
    result = run("export", folder, "--to", "html", "-o", tmp_path / "site")
    assert result.returncode == 1
    assert "bad.xml:1:6: error TK501" in result.stderr
    assert "other.xml:1:1: error TK701 this is not TEI: the root element is 'html'" in result.stderr
    assert "3 files exported" in result.stderr
    assert "2 failed" in result.stderr
    assert "bad" not in (tmp_path / "site" / "index.html").read_text()
    assert not (tmp_path / "site" / "bad.html").exists()


def test_names_that_collide_are_refused(folder, tmp_path):
    write(folder / "d2.xml", 3)
    write(folder / "D2.xml", 5)
    write(folder / "index.xml", 7)
    if len([path for path in folder.iterdir() if path.name.lower() == "d2.xml"]) == 1:
        pytest.skip("this file system does not tell upper case from lower")
    result = run("export", folder, "--to", "html", "-o", tmp_path / "site")
    assert result.returncode == 1
    assert result.stderr.count("TK603") == 2
    assert "index.xml:1:1: error TK706" in result.stderr


def test_files_of_one_name_keep_their_folders(folder, tmp_path):
    write(tmp_path / "elsewhere" / "d2.xml", 5)
    result = run("export", folder, tmp_path / "elsewhere", "--to", "html", "-o", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    site = tmp_path / "site"
    made = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert {"elsewhere/d2.html", f"{folder.name}/d2.html", f"{folder.name}/sub/d1.html"} <= made
    assert "elsewhere/d2.html" in (site / "index.html").read_text()


def test_a_folder_without_xml_is_an_error(tmp_path):
    result = run("export", tmp_path, "--to", "md", "-o", tmp_path / "out")
    assert result.returncode == 1
    assert "TK515 the folder holds no file called" in result.stderr


def test_several_files_without_a_folder_are_wrong_usage():
    result = run("export", SEED, FOREIGN, "--to", "md")
    assert result.returncode == 2
    assert "-o FOLDER" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["--to", "html", "--what", "notes"],
        ["--to", "jsonl", "--raw-cells"],
        ["--to", "md", "--xslt", "a.xsl"],
        ["--to", "pdf"],
        [],
    ],
)
def test_options_that_do_not_fit_are_wrong_usage(options):
    assert run("export", SEED, *options).returncode == 2


def test_several_files_make_one_table(tmp_path):
    target = tmp_path / "turns.jsonl"
    result = run("export", SEED, PARLIAMENT, "--to", "jsonl", "-o", target)
    assert result.returncode == 0
    assert f"{target}: 132 rows" in result.stderr
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert {row["file"] for row in rows} == {str(SEED), str(PARLIAMENT)}
    assert run("export", SEED, PARLIAMENT, "--to", "csv").stdout.count(str(SEED)) == 128


def test_a_file_without_turns_is_mentioned(tmp_path):
    write(tmp_path / "a.xml", 1)
    result = run("export", tmp_path / "a.xml", "--to", "csv")
    assert result.returncode == 0
    assert "a.xml:1:1: warning TK705" in result.stderr
    assert result.stdout.startswith("file,document,page,n,")


def test_an_input_is_never_overwritten(tmp_path):
    write(tmp_path / "a.xml", 1)
    before = (tmp_path / "a.xml").read_bytes()
    for output in (tmp_path / "a.xml", tmp_path):
        result = run("export", tmp_path / "a.xml", "--to", "tei-simple", "-o", output)
        assert result.returncode == 1
        assert "TK602" in result.stderr
    assert (tmp_path / "a.xml").read_bytes() == before


@pytest.mark.parametrize("target", ["html", "md", "txt", "csv", "jsonl", "tei-simple"])
def test_one_file_goes_to_standard_output_and_is_the_same_every_time(target):
    once = run("export", SEED, "--to", target)
    assert once.returncode == 0
    assert once.stdout
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    assert run("export", SEED, "--to", target, env=environment).stdout == once.stdout


def test_the_text_is_that_of_the_text_command():
    assert run("export", SEED, "--to", "txt").stdout == run("text", SEED).stdout
