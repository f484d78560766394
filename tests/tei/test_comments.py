"""Comments of Word files, on request: notes that are no part of the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

import tei_kit
from tei_kit.cli.main import group
from tei_kit.readers.docx.document import read_docx
from tei_kit.tei import comments
from tests.readers import generated
from tests.readers.docx_file import OFFICE, PACKAGE, STYLES, docx, p, reference, run

T = "{http://www.tei-c.org/ns/1.0}"
FEW = settings(
    max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
START, END = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
MARK = '<w:r><w:commentReference w:id="1"/></w:r>'
ONE = (
    '<w:comment w:id="1" w:author="Ada Example" w:initials="AE" w:date="2024-05-01T10:30:00Z">'
    f"{p('Which one?')}</w:comment>"
)


def made(body, wanted=True, comments=ONE, **parts):
    source = read_docx(docx(body, comments=comments, **parts), "a.docx")
    return tei_kit.convert(source, comments=wanted)


def xml_of(conversion):
    text = etree.tostring(conversion.tree.find(f".//{T}body"), encoding="unicode")
    return text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "")


def without_comments(tree):
    """The TEI without its comments, what was said of them, and how often elements are there."""
    tree = etree.fromstring(etree.tostring(tree))
    for note in [*tree.iter(f"{T}note")]:
        if note.get("type") == "comment":
            before, parent = note.getprevious(), note.getparent()
            if before is None:
                parent.text = (parent.text or "") + (note.tail or "")
            else:
                before.tail = (before.tail or "") + (note.tail or "")
            parent.remove(note)
    for statement in [*tree.iter(f"{T}respStmt")]:
        statement.getprevious().tail = statement.tail
        statement.getparent().remove(statement)
    for usage in [*tree.iter(f"{T}namespace")]:
        usage.getparent().remove(usage)
    return etree.canonicalize(etree.tostring(tree, encoding="unicode"))


def test_a_comment_stands_behind_the_words_that_it_is_on_with_author_and_moment():
    conversion = made(p("The ", START, "Minister", END, MARK, " spoke.") + p("And then he went."))
    note = (
        '<note type="comment" place="margin" rend="none" xml:id="comment1" resp="#commenter1">'
        '<date when="2024-05-01T10:30:00Z"/>'
        "Which one?</note>"
    )
    assert f"<p>The Minister{note} spoke.</p>" in xml_of(conversion)
    statement = conversion.tree.find(f".//{T}respStmt")
    assert f"#{statement.get('{http://www.w3.org/XML/1998/namespace}id')}" in xml_of(conversion)
    assert statement.findtext(f"{T}name") == "Ada Example"
    assert "TK127" not in {each.code for each in conversion.diagnostics}


def test_comments_are_told_and_left_out_unless_they_are_asked_for():
    conversion = made(p("The ", START, "Minister", END, MARK, " spoke."), wanted=False)
    assert "Which one?" not in xml_of(conversion)
    assert "TK127" in {each.code for each in conversion.diagnostics}


def test_the_text_is_that_without_comments():
    tree = made(p("The ", START, "Minister", END, MARK, " spoke.")).tree
    assert tei_kit.text_of(tree) == "The Minister spoke.\n"
    assert tei_kit.export(tree, "txt").decode() == "The Minister spoke.\n"


def test_pages_and_markdown_show_comments_with_author_and_day(tmp_path):
    tree = made(p("The ", START, "Minister", END, MARK, " spoke.")).tree
    shown = "Comment by Ada Example, 2024-05-01: Which one?"
    assert shown in tei_kit.export(tree, "md").decode().replace("\\-", "-")
    page = etree.fromstring(tei_kit.export(tree, "html"), etree.HTMLParser())
    assert shown in " ".join("".join(page.itertext()).split())
    rows = tei_kit.rows(tree, "notes")
    assert [(row.type, row.text) for row in rows] == [("comment", "Which one?")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(MARK, "At the beginning."), "At the beginning.{}</p>"),
        (p("Whole paragraph.", MARK), "Whole paragraph.{}</p>"),
        (p("Words", run(" it", "<w:i/>"), MARK, run("alic", "<w:i/>")), ">it{}alic</hi>"),
        (
            p("Words.") + p("<w:r/>", MARK) + p("After that he left."),
            "<p>After that he left.{}</p>",
        ),
        (p("Words.") + p("<w:r/>", MARK), "<p>Words.{}</p>"),
        (p("A note", reference("footnote", 1), MARK, " is here."), "Foot.</note>{} is here."),
    ],
)
def test_a_comment_has_a_place_wherever_it_stands(body, expected):
    notes = f'<w:footnote w:id="1">{p("Foot.")}</w:footnote>'
    xml = xml_of(made(body, footnotes=notes))
    before, _, after = expected.partition("{}")
    comment = xml[xml.index('<note type="comment"') :].partition("</note>")[0] + "</note>"
    assert f"{before}{comment}{after}" in xml


def test_paragraphs_emphasis_and_links_of_comments_are_kept():
    relation = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="h1" '
        f'Type="{OFFICE}/hyperlink" Target="https://a.org/" TargetMode="External"/></Relationships>'
    )
    link = '<w:hyperlink r:id="h1"><w:r><w:t>there</w:t></w:r></w:hyperlink>'
    said = f'<w:comment w:id="1">{p("See ", link)}{p(run("Or", "<w:b/>"), " not.")}</w:comment>'
    extra = [("word/_rels/comments.xml.rels", relation)]
    xml = xml_of(made(p("Words", MARK, "."), comments=said, extra=extra))
    inside = (
        '<p>See <ref target="https://a.org/">there</ref></p><p><hi rend="bold">Or</hi> not.</p>'
    )
    assert (
        f'Words<note type="comment" place="margin" rend="none" xml:id="comment1">{inside}</note>.'
        in xml
    )


@FEW
@given(generated.COMMENTED)
def test_with_comments_the_tei_is_what_it_is_without_them(data):
    source = read_docx(data, "a.docx")
    plain = tei_kit.convert(source).tree
    conversion = tei_kit.convert(source, comments=True)
    tree = conversion.tree
    assert without_comments(tree) == without_comments(plain)
    assert not [each for each in conversion.diagnostics if each.code in ("TK127", "TK137")]
    notes = [note for note in tree.iter(f"{T}note") if note.get("type") == "comment"]
    assert len(notes) == 3


def test_a_comment_that_is_missing_is_told(monkeypatch):
    monkeypatch.setattr(comments, "add", lambda tree, comments: None)
    conversion = made(p("The ", START, "Minister", END, MARK, " spoke."))
    assert "1 comment" in next(
        each.message for each in conversion.diagnostics if each.code == "TK137"
    )


def test_each_file_of_a_batch_that_is_split_has_its_own_comments(tmp_path):
    two = ONE.replace('w:id="1"', 'w:id="2"').replace("Which one?", "Really?")
    body = p("1. First", style="H1") + p("Text of the first", MARK, ".")
    body += p("2. Second", style="H1") + p("More", MARK.replace("1", "2"), " text.")
    (tmp_path / "a.docx").write_bytes(docx(body, styles=STYLES, comments=ONE + two))
    with pytest.raises(SystemExit):
        group(
            ["batch", str(tmp_path / "a.docx"), "--out", f"{tmp_path}/out", "--split", "--comments"]
        )
    made = {path.stem: path.read_text() for path in (tmp_path / "out" / "a").glob("*.xml")}
    assert {name: ("Which one?" in xml, "Really?" in xml) for name, xml in made.items()} == {
        "d1": (True, False),
        "d2": (False, True),
    }
