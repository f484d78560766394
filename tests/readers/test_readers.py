"""All formats: the same document in each of them, and how a format is chosen."""

import importlib
import random
import re
import shutil
import subprocess
from collections import Counter

import pytest
from lxml import etree

import tei_kit
from benchmarks import formats
from benchmarks.accuracy import SAMPLE, keys, squeeze
from tei_kit.batch.streaming import survey
from tei_kit.diagnostics import Severity
from tei_kit.readers import Source, SourceError, decode
from tei_kit.settings.profile import Profile
from tei_kit.source.hints import HintKind
from tei_kit.tokenizer.tokens import TokenKind
from tei_kit.validation.engines import validate
from tests.cli.test_cli import run
from tests.places import DATA, SHARED
from tests.readers.docx_file import archive, docx, p
from tests.test_fixtures import SEED

TEI = "{http://www.tei-c.org/ns/1.0}"
FOLDER = DATA / "readers"
READER_FIXTURES = sorted([*FOLDER.glob("*.html"), *FOLDER.glob("*.md")])
TEI_ALL = SHARED / "tei" / "tei_all.rng"
SUPERSCRIPT = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
WORD, NUMBER = re.compile(r"[^\W\d_]+"), re.compile(r"\d+", re.ASCII)
pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed")


def golden(path):
    """What a fixture becomes, with what was unsure in a comment, as the golden files have it."""
    conversion = tei_kit.convert(path.read_bytes(), name=path.name)
    body = conversion.tree.find(".//{*}body")
    unsure = "\n".join(str(d) for d in conversion.diagnostics).replace("--", "- -")
    text = etree.tostring(body, encoding="unicode").rstrip()
    return f"<golden>\n<!--\n{unsure}\n-->\n{text}\n</golden>\n".encode()


# ------------------------------------------------------------------ the seed in each format


@pytest.fixture(scope="module")
def seed():
    return tei_kit.convert(tei_kit.read(SEED))


@pytest.fixture(scope="module")
def seed_in_pandoc(seed):
    """The seed as pandoc's document: its notes and pages are where the text reader finds them."""
    marks = [
        formats.Mark(t.start, t.end, t.value, t.kind is TokenKind.NOTE_REFERENCE)
        for t in tei_kit.tokenize(seed.source)
        if t.kind in (TokenKind.NOTE_REFERENCE, TokenKind.PAGE_BREAK)
    ]
    head = squeeze("207. Memorandum of Conversation")
    return formats.document(seed.source.text, marks, head)


@pandoc
@pytest.mark.parametrize("kind", formats.WRITERS)
def test_the_seed_has_the_same_structure_in_every_format(tmp_path, seed, seed_in_pandoc, kind):
    path = formats.written(seed_in_pandoc, kind, tmp_path / f"seed.{kind}")
    conversion = tei_kit.convert(tei_kit.read(path))
    assert Counter(keys(conversion.tree)) == Counter(keys(seed.tree))
    assert conversion.counts == seed.counts
    assert [turn.get("who") for turn in conversion.tree.iter(f"{TEI}sp")] == [
        turn.get("who") for turn in seed.tree.iter(f"{TEI}sp")
    ]


@pandoc
@pytest.mark.parametrize("kind", formats.WRITERS)
def test_all_that_pandoc_shows_of_a_file_is_in_the_source(tmp_path, seed_in_pandoc, kind):
    path = formats.written(seed_in_pandoc, kind, tmp_path / f"seed.{kind}")
    source_format = {"md": "commonmark+footnotes+pipe_tables"}.get(kind, kind)
    command = ["pandoc", "--from", source_format, "--to", "plain", "--wrap=none", path]
    shown = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    shown = SUPERSCRIPT.sub(lambda digits: f" {digits[0].translate(DIGITS)}", shown)
    source = tei_kit.read(path)
    kept = source.text
    for hint in reversed(source.hints):
        if hint.kind is HintKind.NOTE_REFERENCE:  # which pandoc sets apart from the word before
            kept = f"{kept[: hint.start]} {kept[hint.start :]}"
    assert Counter(WORD.findall(shown)) - Counter(WORD.findall(kept)) == Counter()
    assert Counter(NUMBER.findall(shown)) - Counter(NUMBER.findall(kept)) == Counter()


@pandoc
@pytest.mark.parametrize("kind", formats.WRITERS)
def test_the_sample_is_found_in_every_format_as_in_plain_text(tmp_path, kind):
    made = formats.documents(SAMPLE)
    assert len(made) > 15
    for name, document in made.items():
        path = formats.written(document, kind, tmp_path / f"{name}.{kind}")
        found = Counter(keys(tei_kit.convert(tei_kit.read(path)).tree))
        plain = Counter(keys(tei_kit.convert(tei_kit.read(SAMPLE / f"{name}.txt")).tree))
        assert found == plain, name


@pandoc
def test_what_a_docx_of_pandoc_makes_of_every_fixture_is_valid(tmp_path):
    for path in READER_FIXTURES:
        made = tmp_path / f"{path.stem}.docx"
        subprocess.run(["pandoc", path, "-o", made], check=True, capture_output=True)
        tei_kit.convert(tei_kit.read(made))


# ------------------------------------------------------------------ what comes out


@pytest.mark.parametrize("path", READER_FIXTURES, ids=lambda path: path.name)
def test_every_fixture_is_valid_against_all_schemas_and_tei(path, tmp_path):
    made = tmp_path / "made.xml"
    made.write_bytes(tei_kit.convert(tei_kit.read(path)).to_bytes())
    assert [d for d in validate(made) if d.severity is Severity.ERROR] == []
    if TEI_ALL.exists() and shutil.which("jing"):
        jing = subprocess.run(["jing", TEI_ALL, made], capture_output=True, text=True)
        assert jing.stdout == ""


@pytest.mark.parametrize("path", READER_FIXTURES, ids=lambda path: path.name)
def test_every_fixture_reads_back_and_comes_out_the_same_twice(path):
    conversion = tei_kit.convert(tei_kit.read(path))
    assert squeeze(tei_kit.text_of(conversion.tree)) == squeeze(conversion.source.text)
    assert tei_kit.convert(tei_kit.read(path)).to_bytes() == conversion.to_bytes()


def test_the_header_says_what_the_text_was_taken_from():
    header = etree.tostring(tei_kit.convert("# Text", format="md").tree, encoding="unicode")
    assert "encoded by program from Markdown" in header
    assert "Converted from Markdown" in header


# ------------------------------------------------------------------ which format


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", "plain text"),
        ("a", "plain text"),
        ("a.TXT", "plain text"),
        ("a.html", "HTML"),
        ("A.HTM", "HTML"),
        ("a.xhtml", "HTML"),
        ("a.md", "Markdown"),
        ("a.markdown", "Markdown"),
    ],
)
def test_the_suffix_says_the_format(tmp_path, name, form):
    path = tmp_path / name
    path.write_text("Some text.")
    assert tei_kit.read(path).form == form


def test_a_format_that_is_given_comes_before_the_suffix(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("<p>Some <b>text</b>.</p>")
    assert tei_kit.read(path, format="html").text.strip() == "Some text."
    assert tei_kit.convert(path.read_bytes(), format="html").source.form == "HTML"


@pytest.mark.parametrize(("name", "code"), [("a.doc", "TK123"), ("none.html", "TK101")])
def test_a_file_that_cannot_be_read_is_an_error(tmp_path, name, code):
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(SourceError, match=code):
        tei_kit.read(tmp_path / name)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.pdf", "a.odt", "a"])
@pytest.mark.parametrize(
    ("data", "code", "advice"),
    [
        (docx(p("Text.")), "TK122", "it is a Word file; say so with --from docx"),
        (archive([("mimetype", "application/epub+zip")]), "TK122", "save it as .docx"),
        (b"%PDF-1.7\n%\xe2\xe3", "TK122", "it is a PDF file; save it as .docx"),
        (b"{\\rtf1\\ansi Text.}", "TK122", "it is an RTF file; save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "TK123", "save it as .docx"),
    ],
    ids=["docx", "zip", "pdf", "rtf", "doc"],
)
def test_a_file_that_is_no_text_is_known_whatever_it_is_called(tmp_path, name, data, code, advice):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=code) as caught:
        tei_kit.read(tmp_path / name)
    assert advice in str(caught.value)


STRUCTURED = [
    ("a.txt", "<!DOCTYPE html>\n<p>Text.", "HTML", "add --from html"),
    ("a.txt", "\n<html lang='en'><p>Text.", "HTML", "add --from html"),
    ("a.txt", "<?xml version='1.0'?><TEI/>", "TEI", "tei-kit validate"),
    ("a.xml", "<!-- x --><?xml-model href='a'?><TEI.2><p>a</p></TEI.2>\n", "TEI", "tei-kit text"),
    ("p.xml", "<PcGts/>", "PAGE XML", "save the text"),
    ("p", '<pc:PcGts xmlns:pc="a">\n<pc:Page/></pc:PcGts>', "PAGE XML", "save the text"),
    ("p.xml", '<?xml version="1.0"?>\n<alto xmlns="x"/>', "ALTO XML", "save the text"),
    ("p.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;", "XML", "take the text out"),
    ("p.txt", "<p>One.</p>\n<p>Two.</p>\n<!-- end -->", "a piece of HTML", "--from html"),
    ("p.txt", "<letters><l>One.</l></letters>", "XML", "take the text out"),
    ("j.json", '{"a": 1}', "JSON", "take the text out"),
    ("j.txt", '[\n {"a": "b"}]', "JSON", "take the text out"),
    ("j.txt", '{"a": "b"}\n{"a": "c"}', "JSON", "take the text out"),
    ("j.json", "[1, 2]", "JSON", "take the text out"),
    ("t.csv", "name,place\nA,B\n", "a table", "take the text out"),
    ("a.decisions.toml", "a = 1\n", "TOML", "take the text out"),
    ("a.tex", "% a\n\\documentclass{book}\n", "LaTeX", "take the text out"),
]


@pytest.mark.parametrize(("name", "text", "what", "advice"), STRUCTURED)
def test_mark_up_and_data_are_no_plain_text_unless_somebody_says_so(
    tmp_path, name, text, what, advice
):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(SourceError, match="TK132") as raised:
        tei_kit.read(path)
    (found,) = raised.value.diagnostics
    assert f"this is {what} and" in found.message
    assert advice in found.message
    assert "--from txt" in found.message
    assert tei_kit.read(path, format="txt").text == text
    with (
        pytest.raises(SourceError, match="TK132"),
        survey.read_volume([text.encode()], str(path), Profile("p")),
    ):
        pass


@pytest.mark.parametrize(
    "text",
    [
        "Text about <html> and <?xml.",
        "<ada> Hello.\n<ben> Hello to you.\n",
        "<i>He</i> said so.\n",
        "[Page 3]\n\nKissinger: So.\n",
        "{12} He said so.\n",
        '["Yes", he said.]\n',
        "{Ada:} Hello.\n",
        "<p>One</p> and more",
        "a < b and c > d\n",
        "<1> a </1>\n",
        "12,\n",
    ],
)
def test_what_only_begins_like_mark_up_is_plain_text(tmp_path, text):
    (tmp_path / "a.txt").write_text(text)
    assert tei_kit.read(tmp_path / "a.txt").diagnostics == ()


def test_a_format_that_does_not_exist_is_an_error_that_lists_them(tmp_path):
    with pytest.raises(SourceError, match=r"TK129.*--from txt, html, docx, md"):
        tei_kit.read(tmp_path / "a.txt", format="pdf")


@pytest.mark.parametrize(("format_", "module", "extra"), [("md", "markdown_it", "markdown")])
def test_a_missing_extra_says_how_to_install_it(monkeypatch, format_, module, extra):
    original = importlib.import_module

    def without(name, *rest):
        if name.partition(".")[0] == module:
            raise ImportError(name)
        return original(name, *rest)

    monkeypatch.setattr("tei_kit.readers.markdown.import_module", without)
    with pytest.raises(SourceError) as caught:
        tei_kit.convert(b"text", format=format_)
    assert f"pip install 'tei-kit[{extra}]'" in str(caught.value)


# ------------------------------------------------------------------ the command line


@pytest.fixture
def inputs(tmp_path):
    (tmp_path / "one.html").write_text("<nav>Menu</nav><h2>1. Letter</h2><p>Text.</p>")
    (tmp_path / "two.md").write_text("# 2. Letter\n\nText[^1].\n\n[^1]: N.\n")
    (tmp_path / "three.docx").write_bytes(docx(p("3. Letter") + p("Text.")))
    (tmp_path / "four.txt").write_text("4. Letter\n\nText.\n")
    return [tmp_path / name for name in ("one.html", "two.md", "three.docx", "four.txt")]


def test_one_call_converts_inputs_of_many_formats(tmp_path, inputs):
    result = run("convert", *inputs, "-o", tmp_path / "tei")
    assert result.returncode == 0, result.stderr
    assert "4 files converted" in result.stderr
    for number, path in enumerate(inputs, 1):
        tei = (tmp_path / "tei" / f"{path.stem}.xml").read_text()
        assert f'xml:id="d{number}"' in tei


def test_one_bad_file_does_not_stop_the_rest_and_leaves_nothing(tmp_path, inputs):
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 no archive")
    result = run("convert", *inputs, bad, "-o", tmp_path / "tei")
    assert result.returncode == 1
    assert f"{bad}:1:1: error TK122 the file is not a DOCX file" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "tei" / "bad.xml").exists()
    assert len(list((tmp_path / "tei").iterdir())) == 4


def test_standard_input_is_text_unless_a_format_is_given():
    page = "<p>Some <b>text</b>.</p>"
    assert "--from html" in run("convert", "-", input=page).stderr
    assert "&lt;b&gt;" in run("convert", "-", input=f"Text: {page}").stdout
    assert '<hi rend="bold">' in run("convert", "-", "--from", "html", input=page).stdout


def test_tokens_and_report_read_every_format(inputs):
    for path in inputs:
        assert "division" in run("tokens", path).stdout
        assert run("report", "--json", path).returncode == 0
    assert "emphasis" in run("tokens", "--from", "md", "-", input="Some *text*.").stdout


def test_an_unknown_format_is_wrong_usage():
    result = run("convert", "-", "--from", "pdf", input="x")
    assert result.returncode == 2
    assert "pdf" in result.stderr


def test_a_source_of_plain_text_has_no_hints():
    source = tei_kit.read(SEED)
    assert isinstance(source, Source)
    assert (source.hints, source.origins) == ((), ())


def test_bytes_that_are_no_text_are_refused_and_not_taken_for_another_encoding(tmp_path):
    chance = random.Random(7)
    path = tmp_path / "a.txt"
    path.write_bytes(b"ab" + bytes(chance.randrange(256) for _ in range(3000)))
    with pytest.raises(SourceError, match=r"TK122.*no text in any encoding"):
        tei_kit.read(path)
    for encoding in ("utf-8", "utf-16", "utf-16-le", "cp1252"):
        path.write_bytes("Café, naïve; plain words.\nTwo lines.".encode(encoding))
        given = None if encoding in ("utf-8", "utf-16") else encoding
        assert "plain words" in tei_kit.read(path, given).text
    path.write_bytes(b"A page.\f\tTwo\x1b[1m pages\x01.\n" * 40)
    assert tei_kit.read(path).text.startswith("A page.")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_text_of_wide_characters_without_a_mark_is_told_with_its_encoding(encoding):
    data = "A letter — from Paris.\n\nDear Sir, it is “done”.\n".encode(encoding)
    with pytest.raises(SourceError, match=rf"error TK102 .*; give --encoding {encoding}\."):
        decode(data, "a.txt")
    assert "Dear Sir" in decode(data, "a.txt", encoding).text


def test_a_text_in_utf_32_with_its_mark_is_read():
    assert decode("A letter — from Paris.".encode("utf-32"), "a.txt").text[9] == "—"


def test_a_single_zero_does_not_make_a_text_wide():
    assert decode(b"A letter\0 from Paris.", "a.txt").text[8] == "\0"
