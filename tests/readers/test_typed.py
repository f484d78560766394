"""What was typed in the layout of a plain text, and is now in a format: lines, bullets, numbers."""

import pytest
from lxml import etree

import tei_kit
from benchmarks.accuracy import keys
from tests.readers.docx_file import docx, p
from tests.test_fixtures import SEED

TEI = "{http://www.tei-c.org/ns/1.0}"
TYPED = """207. Memorandum of Conversation1

  • Xuan Thuy, Chief of Delegation
  • Henry A. Kissinger, Assistant

Kissinger: Two points.2

  • First, a date.
  • Second, these:
    • —prisoners
    • —a ceasefire

Xuan Thuy: I see.

  1. Source: National Archives, Box 1039.
  2. See Document 34.
"""
PLAIN_TEXT = (
    '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Mine"/>'
    '<w:basedOn w:val="{id}"/></w:style>'
)


def found(conversion):
    return list(keys(conversion.tree))


def items(conversion):
    body = conversion.tree.find(f".//{TEI}body")
    return [
        (len(list(item.iterancestors(f"{TEI}list"))), " ".join((item.text or "").split()))
        for item in body.iter(f"{TEI}item")
    ]


def paragraphs(text, style=""):
    return "".join(p(line, style=style) if line else p(style=style) for line in text.split("\n"))


@pytest.fixture(scope="module")
def plain():
    return tei_kit.convert(TYPED, name="a.txt")


@pytest.mark.parametrize("name", ["Plain Text", "Preformatted Text", "HTML Preformatted"])
@pytest.mark.parametrize("style", ["P", "Own"])
def test_a_plain_text_that_a_word_processor_opened_is_read_as_plain_text(plain, name, style):
    styles = PLAIN_TEXT.format(id="P", name=name)
    made = tei_kit.convert(docx(paragraphs(TYPED, style), styles=styles), name="a.docx")
    assert made.source.text.strip() == TYPED.strip()
    assert found(made) == found(plain)
    assert made.counts == plain.counts


def test_lines_pasted_into_ordinary_paragraphs_are_read_as_plain_text(plain):
    made = tei_kit.convert(docx(paragraphs(TYPED)), name="a.docx")
    assert found(made) == found(plain)


def test_preformatted_text_in_a_page_is_read_as_plain_text(plain):
    page = f"<html><body>\n<pre>{TYPED}</pre></body></html>"
    made = tei_kit.convert(page, name="a.html", format="html")
    assert found(made) == found(plain)
    assert [d.place.line for d in made.diagnostics if d.code == "TK302"] == [1]


def test_a_message_names_the_line_of_preformatted_text():
    page = "<body>\n<pre>207. Letter\n\n[Page 5]\n\nOne.\n\n[Page 7]\n\nTwo.</pre></body>"
    (missing,) = [d for d in tei_kit.convert(page, format="html").diagnostics if d.code == "TK201"]
    assert missing.place.line == 8


def test_the_seed_as_preformatted_text_is_the_seed():
    text = SEED.read_text(encoding="utf-8")
    seed = tei_kit.convert(tei_kit.read(SEED))
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert found(tei_kit.convert(f"<pre>{escaped}</pre>", format="html")) == found(seed)
    assert found(tei_kit.convert(docx(paragraphs(text)), format="docx")) == found(seed)


def test_paragraphs_that_begin_with_bullets_are_one_list():
    page = "<p>We want:</p><p>• one\nand a half</p>\n<p>•&nbsp;two</p><p>More.</p><p>• three</p>"
    made = tei_kit.convert(page, format="html")
    assert items(made) == [(1, "one and a half"), (1, "two"), (1, "three")]
    assert len(list(made.tree.find(f".//{TEI}body").iter(f"{TEI}list"))) == 2


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("Text.\n\n  • one\n  • two and\n    a half\n", "md"),
        ("<p>Text.</p><p>• one • two and a\nhalf</p>", "html"),
        ("<p>Text.</p><p>• one<br>• two and a half</p>", "html"),
    ],
)
def test_bullets_that_a_paragraph_has_run_together_are_items(text, format_):
    assert items(tei_kit.convert(text, format=format_)) == [(1, "one"), (1, "two and a half")]


def test_a_bullet_inside_a_sentence_is_a_character():
    made = tei_kit.convert("<p>Marked with • and a • as well.</p>", format="html")
    assert items(made) == []


def test_emphasis_and_notes_in_typed_items_are_kept():
    body = p("Text.") + p("• ", "<w:r><w:rPr><w:i/></w:rPr><w:t>Life</w:t></w:r>", " is read")
    made = tei_kit.convert(docx(body), format="docx")
    assert [hi.text for hi in made.tree.iter(f"{TEI}hi")] == ["Life"]


# ------------------------------------------------------------------ headings


def heads(text, format_="md"):
    made = tei_kit.convert(text, format=format_)
    body = made.tree.find(f".//{TEI}body")
    return [(d.get("type"), d.get("n"), "".join(d[0].itertext())) for d in body.iter(f"{TEI}div")]


def test_a_numbered_heading_that_markdown_takes_for_a_list_is_a_heading():
    text = "207. Memorandum\n\nText.\n\n1. First\n2. Second\n\nEnd.\n\n208. Telegram\n\nMore."
    assert heads(text) == [
        ("document", "207", "207. Memorandum"),
        ("document", "208", "208. Telegram"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. It is so.\n\nText.\n\n2. It is not so.\n\nText.",  # numbered paragraphs
        "1. One\n2. Two\n\nText.",  # a list
        "# Title\n\n1. One\n\nText.",  # the file has a heading
        "Text.\n\n1. One\n\nText.",  # it does not begin with it
        "a. One\n\nText.",
    ],
)
def test_other_lists_of_one_item_are_lists(text):
    assert not any(n and kind == "document" and head[:1] == n for kind, n, head in heads(text))


def test_a_heading_without_text_that_a_file_begins_with_is_its_title():
    assert heads("# A volume\n\n# 1. Letter\n\nText.\n\n# 2. Letter\n\nText.") == [
        (None, None, "A volume"),
        ("document", "1", "1. Letter"),
        ("document", "2", "2. Letter"),
    ]
    page = "<header><h1 class='title'>A volume</h1></header><h1>Letter</h1><p>Text.</p>"
    assert [kind for kind, _, _ in heads(page, "html")] == [None, "document"]


def test_a_title_page_stands_above_numbered_documents():
    page = "# A volume\n\nAn Editor\n\nMay 1971\n\n"
    two = "## 1. Letter\n\nText.\n\n## 2. Letter\n\nText."
    kinds = [(kind, n) for kind, n, _ in heads(page + two)]
    assert kinds == [(None, None), ("document", "1"), ("document", "2")]
    body = p("A volume", style="T") + p("An Editor")
    body += p("1. Letter", style="H1") + p("Text.") + p("Annex", style="H2") + p("Text.")
    styles = "".join(
        f'<w:style w:styleId="{i}"><w:name w:val="{name}"/></w:style>'
        for i, name in (("T", "Title"), ("H1", "heading 1"), ("H2", "heading 2"))
    )
    made = tei_kit.convert(docx(body, styles=styles), format="docx")
    kinds = [d.get("type") for d in made.tree.find(f".//{TEI}body").iter(f"{TEI}div")]
    assert kinds == [None, "document", "section"]


@pytest.mark.parametrize(
    "text",
    [
        "# Memorandum\n\nWe met today.\n\n## 1. Background\n\nText.",  # text under the heading
        "# 207. Memorandum\n\nParis\n\n## 1. Background\n\nText.",  # it has a number
        "# Memorandum\n\nParis\n\n## Background\n\nText.",  # the others have none
    ],
)
def test_numbered_sections_of_a_document_are_sections(text):
    assert [kind for kind, _, _ in heads(text)] == ["document", "section"]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("# A volume\n\n## 1. Letter\n\nText.\n\n## 2. Letter\n\nText.", 2),
        ("# A volume\n\n# 1. Letter\n\nText.", 1),
        ("# One\n\nText.", 1),
        ("Text.", 1),
    ],
)
def test_a_title_is_not_counted_as_a_document(text, documents):
    assert tei_kit.convert(text, format="md").counts.documents == documents


def test_a_numbered_heading_without_text_is_a_document():
    assert [n for _, n, _ in heads("# 1. Not printed\n\n# 2. Letter\n\nText.")] == ["1", "2"]


def test_all_of_it_is_valid_and_reads_back(plain):
    assert etree.tostring(plain.tree)
    for text in ("• \n", "  • one\n  • \n", "<pre>\n\n • a\n</pre>", "207. \n\nText."):
        tei_kit.convert(f"Text.\n\n{text}", format="md")
