"""Markdown: what pandoc and markdown-it read back is what the TEI holds."""

import json
import shutil
import subprocess
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from tei_kit.export.markdown.document import to_markdown
from tei_kit.export.tables.read_tei import read_contents
from tests.export.samples import ALL, FOREIGN, SEED, document, parsed

needs_pandoc = pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
READER = "commonmark+footnotes+pipe_tables"
WORDS = st.one_of(
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30),
    st.text(st.sampled_from("*_[]()!<>&`\\~#+-=|:1.ab ,"), max_size=15),
)


def markdown(body):
    return to_markdown(document(body)).decode()


def blocks_of(path_or_tree):
    tree = (
        parsed(path_or_tree) if not isinstance(path_or_tree, etree._ElementTree) else path_or_tree
    )
    command = ["pandoc", "-f", READER, "-t", "json"]
    done = subprocess.run(command, input=to_markdown(tree), capture_output=True, check=True)
    return json.loads(done.stdout)["blocks"]


def nodes(value, kind):
    """All nodes of a kind in what pandoc read, in order."""
    found = []
    if isinstance(value, dict):
        if value.get("t") == kind:
            found.append(value)
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            found += nodes(each, kind)
    return found


def words(value):
    """The text of what pandoc read, without its notes."""
    if isinstance(value, dict):
        if value.get("t") in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if value.get("t") in ("Note", "RawInline", "RawBlock"):
            return ""
        return value["c"] if value.get("t") == "Str" else words(value.get("c", ""))
    return "".join(words(each) for each in value) if isinstance(value, list) else ""


def tei_count(tree, name):
    return len(tree.findall(f".//{{*}}text//{{*}}{name}"))


@needs_pandoc
@pytest.mark.parametrize("path", [SEED, *ALL[2:]], ids=lambda path: path.stem)
def test_pandoc_finds_as_many_notes_tables_and_turns_as_the_tei_has(path):
    tree, blocks = parsed(path), blocks_of(path)
    contents = read_contents(tree)
    assert len(nodes(blocks, "Note")) == len(contents.notes)
    assert len(nodes(blocks, "Table")) == tei_count(tree, "table")
    paragraphs = nodes(blocks, "Para")
    turns = [p for p in paragraphs if p["c"][0]["t"] == "Strong"]
    labels = [" ".join(words(p["c"][0]["c"]).split()) for p in turns]
    said = [turn.speaker or turn.name for turn in contents.turns]
    assert [label for label in labels if label in said] == said


@needs_pandoc
def test_pandoc_reads_the_seed_back_paragraph_for_paragraph():
    tree, blocks = parsed(SEED), blocks_of(SEED)
    body = tree.find(".//{*}body")
    paragraphs = [p for p in body.iter("{*}p", "{*}stage") if p.getparent().tag[29:] != "p"]
    page_breaks = [pb for pb in body.iter("{*}pb") if pb.getparent().tag[29:] in ("div", "sp")]
    top = [b for b in blocks if b["t"] == "Para"]
    assert len(top) == len(paragraphs) + len(page_breaks)
    assert [b["c"][0] for b in nodes(blocks, "Header")] == [1]
    shown = Counter(words(p["c"]) for p in top)
    assert shown["[Page 652]"] == 1


@needs_pandoc
def test_lists_keep_their_nesting():
    blocks = blocks_of(SEED)
    lists = [b for b in blocks if b["t"] == "BulletList"]
    assert [len(b["c"]) for b in lists] == [9, 7, 3]
    (nested,) = nodes(lists[1]["c"], "BulletList")
    assert len(nested["c"]) == 3
    assert nodes(lists[1]["c"][6], "BulletList") == [nested]


@needs_pandoc
def test_a_table_keeps_its_cells_its_heading_and_its_spans():
    (table,) = nodes(blocks_of(FOREIGN), "Table")
    _, _, columns, head, bodies, _ = table["c"]
    assert len(columns) == 3
    assert words(head[1][0][1][2]).strip() == "Nein | Enthaltung"
    rows = [[words(cell).strip() for cell in row[1]] for row in bodies[0][3]]
    assert rows == [["Linke", "12", "3"], ["Rechte", "", "9"]]


@needs_pandoc
def test_highlighting_is_emphasis():
    tree = document('<p>a <hi rend="bold">b <hi rend="italic">c</hi></hi> <hi>d</hi>, e</p>')
    (paragraph,) = [b for b in blocks_of(tree) if b["t"] == "Para"]
    (strong,) = nodes(paragraph, "Strong")
    assert words(strong["c"]) == "b c"
    assert [words(each["c"]) for each in nodes(paragraph, "Emph")] == ["c", "d"]


def test_two_lists_stay_two_and_ordered_lists_are_numbered():
    text = markdown(
        '<list rend="numbered"><item>a</item><item>b</item></list><list><item>c</item></list>'
    )
    assert "1. a\n2. b\n\n<!-- -->\n\n- c" in text


def test_items_keep_the_numbers_that_are_printed():
    item = '<item n="{}"{}>{}</item>'
    start = "".join(item.format(n, "", "x") for n in (3, 4))
    assert "3. x\n4. x" in markdown(f'<list rend="numbered">{start}</list>')
    letters = item.format("a", ' rend="(a)"', "x") + item.format("b", "", "y")
    assert "- \\(a) x\n- b\\. y" in markdown(f'<list rend="numbered">{letters}</list>')


def test_a_table_in_a_table_becomes_text_in_its_cell():
    inner = "<table><row><cell>b</cell><cell><p>c</p><p>d</p></cell></row></table>"
    text = markdown(f"<table><row><cell>a{inner}</cell><cell>e</cell></row></table>")
    assert "| ab c d | e |" in text


def test_a_note_without_reference_is_a_paragraph_and_nothing_is_lost():
    text = markdown('<div><p>a</p><note n="3" anchored="false">Loose.</note></div>')
    assert text.endswith("a\n\n3\\. Loose.\n")


def test_a_reference_to_a_note_in_a_section_of_notes_is_a_footnote():
    text = markdown(
        '<div><p>a<ref target="#n1">1</ref>b<ref target="#n1">1</ref></p></div>'
        '<div type="notes"><note xml:id="n1">One.</note></div>'
    )
    assert "a[^n1]b[^n1]" in text
    assert text.count("[^n1]: One.") == 1
    assert text.count("One.") == 1


def test_only_links_that_lead_somewhere_harmless_are_links():
    text = markdown(
        '<p><ref target="https://example.org/a b">x</ref> <ref target="javascript:1">y</ref></p>'
    )
    assert "[x](<https://example.org/a%20b>) y" in text


@pytest.mark.parametrize(
    "text",
    [
        "1. a", "(a) b", "iv) c", "# d", "- e", "+ f", "= g", ": h", "| i", "> j", "*k*", "_l_",
        "[m](n)", "![o](p)", "<q>", "&amp;", "`r`", "\\s", "~~t~~", "W. R. Smith", "---", "![x]",
    ],
)  # fmt: skip
def test_what_looks_like_markdown_is_text(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    html = MarkdownIt().render(markdown(f"<p>{escaped}</p>").split("\n\n", 1)[1])
    assert etree.fromstring(html).text == text
    assert len(etree.fromstring(html)) == 0


PARTS = st.lists(st.tuples(st.sampled_from(["", "italic", "bold"]), WORDS), max_size=6)


@settings(max_examples=300, deadline=None)
@given(PARTS)
def test_any_text_and_emphasis_is_read_back_by_commonmark(parts):
    tree = document("<p/>")
    paragraph = tree.find(".//{*}body/{*}p")
    paragraph.text = "start "
    for rend, text in parts:
        try:
            element = etree.SubElement(paragraph, "{http://www.tei-c.org/ns/1.0}hi", rend=rend)
            if rend:
                element.text = text
            else:
                paragraph.remove(element)
                if len(paragraph):
                    paragraph[-1].tail = (paragraph[-1].tail or "") + text
                else:
                    paragraph.text += text
        except ValueError:  # a character that XML cannot hold
            return
    expected = " ".join("".join(paragraph.itertext()).replace("\x85", " ").split())
    body = to_markdown(tree).decode().split("\n\n", 1)[1]
    rendered = MarkdownIt("commonmark", {"html": True}).render(body)
    read_back = etree.fromstring(f"<r>{rendered}</r>", etree.XMLParser(recover=False))
    assert " ".join("".join(read_back.itertext()).split()) == expected
    emphasized = {"em": "", "strong": ""}
    for element in read_back.iter("em", "strong"):
        emphasized[element.tag] += "".join(element.itertext())
    for rend, tag in (("italic", "em"), ("bold", "strong")):
        wanted = "".join(text for kind, text in parts if kind == rend)
        assert "".join(emphasized[tag].split()) == "".join(wanted.split())


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<p>a<note>see <ref target='#n'>2</ref></note></p><note xml:id='n'>orphan</note>",
            "a[^note-1]\n\norphan\n\n[^note-1]: see 2",
        ),
        (
            "<address><addrLine>1 Road</addrLine><addrLine>Town</addrLine></address>",
            "1 Road\\\nTown",
        ),
        (
            "<p>to <address><addrLine>1 Road</addrLine><addrLine>Town</addrLine></address></p>",
            "to\n\n1 Road\\\nTown",
        ),
        ("<p>di<lb break='no'/>vided<lb/>line</p>", "divided\\\nline"),
        ("<p>di<pc force='weak'>-</pc><lb break='no'/>vided</p>", "divided"),
        ("<p>long<pc>-</pc><lb break='no'/>term</p>", "long-term"),
        ("<p>a <del>b</del> <hi rend='strikethrough'>c</hi></p>", "a <del>b</del> <del>c</del>"),
        ("<p>he said <q>yes</q></p>", "he said “yes”"),
        ("<p>he said <q>“yes”</q></p>", "he said “yes”"),
        ("<p>he said “<q>yes</q>”</p>", "he said “yes”"),
        (
            "<listBibl><biblStruct><monogr><author>A</author><title>T</title></monogr>"
            "</biblStruct></listBibl>",
            "- A T",
        ),
    ],
)
def test_notes_of_notes_addresses_divided_words_and_quotations(body, text):
    made = to_markdown(document(body, title="")).decode("utf-8").strip()
    assert made.removeprefix("# ").strip() == text
