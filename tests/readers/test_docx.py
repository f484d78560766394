"""DOCX: what a Word file shows, and what is told of the rest."""

import zipfile
from io import BytesIO

import pytest

import tei_kit
from tei_kit.readers.docx import document as reader
from tests.readers.docx_file import (
    NUMBERING,
    OFFICE,
    STYLES,
    archive,
    docx,
    p,
    reference,
    run,
)

TEI = "{http://www.tei-c.org/ns/1.0}"


def note(kind, number, *paragraphs):
    return f'<w:{kind} w:id="{number}">{"".join(paragraphs)}</w:{kind}>'


def text_of(body, **parts):
    return reader.read_docx(docx(body, **parts), "a.docx").text


def converted(body, **parts):
    return tei_kit.convert(docx(body, **parts), name="a.docx")


def body_of(body, **parts):
    return converted(body, **parts).tree.find(f".//{TEI}body")


def told(body, code, **parts):
    found = converted(body, **parts).diagnostics
    return [(d.place.line, d.message) for d in found if d.code == code]


def words(element):
    return " ".join("".join(element.itertext()).split())


# ------------------------------------------------------------------ headings


@pytest.mark.parametrize(("style", "level"), [("H2", 2), ("Own", 2), ("Outline", 2), ("H1", 1)])
def test_a_heading_is_known_by_its_style_or_what_that_is_based_on(style, level):
    body = p("Top", style="H1") + p("Text.") + p("Name", style=style) + p("More.")
    heads = [words(h) for h in body_of(body, styles=STYLES).iter(f"{TEI}head")]
    assert heads == ["Top", "Name"]
    nested = body_of(body, styles=STYLES).findall(f".//{TEI}div/{TEI}div")
    assert len(nested) == (1 if level == 2 else 0)


def test_documents_begin_at_the_highest_heading_with_text_under_it():
    body = p("A volume", style="Titel") + p("1. Letter", style="H1") + p("Text.")
    body += p("Annex", style="H2") + p("Words.") + p("2. Letter", style="H1") + p("Text.")
    divisions = body_of(body, styles=STYLES).findall(f"{TEI}div")
    assert [(d.get("type"), d.get("n"), words(d[0])) for d in divisions] == [
        (None, None, "A volume"),
        ("document", "1", "1. Letter"),
        ("document", "2", "2. Letter"),
    ]
    assert words(divisions[1].find(f"{TEI}div[@type='section']/{TEI}head")) == "Annex"


# ------------------------------------------------------------------ notes


def test_footnotes_and_endnotes_stand_where_they_are_referred_to():
    body = p(
        "One", reference("footnote", 7), " two", reference("endnote", 2), reference("footnote", 3)
    )
    feet = note("footnote", 3, p("Later.")) + note("footnote", 7, p("First."))
    feet += '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    notes = body_of(body, footnotes=feet, endnotes=note("endnote", 2, p("At the end.")))
    assert [(n.get("n"), words(n)) for n in notes.iter(f"{TEI}note")] == [
        ("1", "First."),
        ("i", "At the end."),
        ("2", "Later."),
    ]


def test_the_settings_say_how_notes_are_numbered():
    settings = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numStart w:val="3"/></w:footnotePr>'
    text = text_of(
        p("One", reference("footnote", 1)),
        footnotes=note("footnote", 1, p("N.")),
        settings=settings,
    )
    assert text == "Onec\n\n  c. N.\n\n"


def test_a_note_may_have_a_sign_of_its_own():
    mark = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>†</w:t></w:r>'
    notes = body_of(p("One", mark, " two."), footnotes=note("footnote", 1, p("N.")))
    assert [(n.get("n"), n.tail) for n in notes.iter(f"{TEI}note")] == [("†", " two.")]


def test_notes_of_several_documents_stand_in_their_own_and_go_on_counting():
    body = p("1. Letter", style="H1") + p("One", reference("footnote", 1), ".")
    body += p("2. Letter", style="H1") + p("Two", reference("footnote", 2), ".")
    feet = note("footnote", 1, p("N1.")) + note("footnote", 2, p("N2."))
    conversion = converted(body, styles=STYLES, footnotes=feet)
    found = conversion.tree.find(f".//{TEI}body").iter(f"{TEI}note")
    assert [(n.getparent().getparent().get("n"), n.get("n"), n.get("cert")) for n in found] == [
        ("1", "1", None),
        ("2", "2", None),
    ]
    assert "TK204" not in {d.code for d in conversion.diagnostics}


def test_a_note_in_a_note_is_kept_and_linked():
    feet = note("footnote", 1, p("See", reference("footnote", 2))) + note(
        "footnote", 2, p("Inner.")
    )
    body = body_of(p("One", reference("footnote", 1)), footnotes=feet)
    outer, inner = body.iter(f"{TEI}note")
    assert outer.find(f"{TEI}ref").get("target") == "#part1fn2"
    assert (words(inner), inner.get("anchored")) == ("Inner.", "false")


def test_notes_keep_their_paragraphs_lists_and_tables():
    inside = p("First.") + p("one", number=1) + table([["a", "b"]])
    parts = {"footnotes": note("footnote", 1, inside), "numbering": NUMBERING}
    (found,) = body_of(p("One", reference("footnote", 1)), **parts).iter(f"{TEI}note")
    assert [words(inner) for inner in found.findall(f"{TEI}p")] == ["First.", "• one", "a b"]


def test_a_note_that_nothing_refers_to_is_kept():
    body = body_of(p("One."), footnotes=note("footnote", 1, p("Lost?")))
    (found,) = body.iter(f"{TEI}note")
    assert (found.get("anchored"), words(found)) == ("false", "Lost?")


# ------------------------------------------------------------------ lists


def test_lists_are_counted_as_their_levels_say():
    body = p("a", number=2) + p("b", number=2, level=1) + p("c", number=2, level=1)
    body += p("d", number=2, level=2) + p("e", number=2) + p("f", number=2, level=1)
    assert text_of(body, numbering=NUMBERING).split("\n")[:6] == [
        "  1. a",
        "    (a) b",
        "    (b) c",
        "      1.b.i d",
        "  2. e",
        "    (a) f",
    ]


def test_the_tei_has_numbers_and_the_markers_that_say_more():
    body = p("a", number=2) + p("b", number=2, level=1) + p("c", number=3) + p("d", number=3)
    items = body_of(body, numbering=NUMBERING).iter(f"{TEI}item")
    assert [(i.get("n"), i.get("rend")) for i in items] == [
        ("1", None),
        ("a", "(a)"),
        ("I", "Article I."),
        ("II", "Article II."),
    ]


def test_a_list_that_starts_anew_counts_from_there():
    body = p("a", number=2) + p("b", number=2) + p("Text.") + p("c", number=5) + p("d", number=5)
    assert [i.get("n") for i in body_of(body, numbering=NUMBERING).iter(f"{TEI}item")] == [
        "1",
        "2",
        "4",
        "5",
    ]


def test_bullets_at_any_depth_keep_their_form():
    body = p("a", number=1) + p("b", number=1, level=1) + p("c", number=1, level=2)
    lists = body_of(body, numbering=NUMBERING).iter(f"{TEI}list")
    assert [one.get("rend") for one in lists] == ["bulleted", "circled", "squared"]


def test_a_list_goes_on_after_one_inside_that_word_numbers_by_itself():
    body = p("Text.") + p("One", number=1) + p("a", number=2, level=1) + p("Two", number=1)
    made = body_of(body + p("Other", number=2), numbering=NUMBERING)
    tops = [each for each in made.iter(f"{TEI}list") if each.getparent().tag == f"{TEI}div"]
    assert [len(each) for each in tops] == [2, 1]


def test_a_paragraph_of_a_list_without_a_mark_goes_on_with_its_item():
    body = p("a", number=1) + p("and more", number=4) + p("b", number=1)
    items = list(body_of(body, numbering=NUMBERING).iter(f"{TEI}item"))
    assert [[words(x) for x in item] for item in items] == [["a", "and more"], ["b"]]


# ------------------------------------------------------------------ inline


@pytest.mark.parametrize(
    ("properties", "rend"),
    [
        ("<w:i/>", "italic"),
        ('<w:b w:val="1"/>', "bold"),
        ('<w:u w:val="single"/>', "underline"),
        ("<w:strike/>", "strikethrough"),
        ("<w:smallCaps/>", "smallcaps"),
        ('<w:vertAlign w:val="superscript"/>', "superscript"),
        ('<w:vertAlign w:val="subscript"/>', "subscript"),
        ("<w:b/><w:i/>", "italic bold"),
        ('<w:rStyle w:val="Em"/>', "italic"),
        ('<w:rStyle w:val="Em"/><w:i w:val="0"/>', None),
        ('<w:rStyle w:val="Link"/>', None),
        ('<w:u w:val="none"/>', None),
    ],
)
def test_emphasis_becomes_hi(properties, rend):
    body = body_of(p("Some ", run("words", properties), " here."), styles=STYLES)
    assert [h.get("rend") for h in body.iter(f"{TEI}hi")] == ([rend] if rend else [])
    assert words(body) == "Some words here."


def test_runs_that_word_has_cut_up_are_one_word_and_one_hi():
    body = body_of(p(run("Kis", "<w:i/>"), run("sin", "<w:i/>"), run("ger", "<w:i/>"), " left."))
    assert [words(h) for h in body.iter(f"{TEI}hi")] == ["Kissinger"]


def test_signs_fields_and_breaks_are_read_as_they_are_shown():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>12</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    signs = "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br/></w:r>"
    link = f'<w:hyperlink w:anchor="x">{run("link")}</w:hyperlink>'
    symbol = '<w:r><w:sym w:font="X" w:char="00A7"/></w:r>'
    math = "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"
    control = f"<w:sdt><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>"
    text = text_of(p(signs, field, " ", link, symbol, math, control))
    assert text.split() == ["a\u2011b", "c", "12", "link§x=1control"]


def field(instruction, begin=""):
    """A field that has no result."""
    mark = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'
    instructions = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return mark.format("begin", begin) + instructions + mark.format("end", "")


CHOICE = (
    "<w:ffData><w:ddList>{}<w:listEntry w:val='yes'/><w:listEntry w:val='no'/></w:ddList>"
    "</w:ffData>"
)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (field(" FORMDROPDOWN ", CHOICE.format("<w:result w:val='1'/>")), "no"),
        (field(" FORMDROPDOWN ", CHOICE.format("")), "yes"),
        (field(" SYMBOL 945 \\u "), "α"),
        (field(" symbol 0x3b2"), "β"),
        (field(" SYMBOL 55296 "), ""),
        (field(" EQ \\f(1,2)"), "1/2"),
        (field(" EQ \\f(a+b;c)"), "(a+b)/c"),
        (field(" EQ \\r(3,x)"), "3√x"),
        (field('EQ \\* jc2 \\* "Font:MS Mincho" \\* hps10 \\o\\ad(\\s\\up 9(かん),漢)'), "漢かん"),
        (field("EQ \\b(\\a\\al\\co2(1,2,3))"), "(1 2 3)"),
        (field("EQ \\f(1"), "1"),
        (field(" PAGE "), ""),
    ],
)
def test_a_field_without_a_result_shows_what_it_says(said, shown):
    assert text_of(p("A ", said, " B")).split() == ["A", *shown.split(), "B"]


def test_an_equation_of_ten_thousand_brackets_is_read():
    assert "x" in text_of(p("A", field("EQ " + "\\b(" * 10_000 + "x")))


def test_formulas_stand_by_themselves_too_and_may_have_usual_words():
    formula = "<m:oMathPara><m:oMath><m:r>{}</m:r></m:oMath></m:oMathPara>"
    usual = formula.format("<w:t>words</w:t>")
    body = p("One.") + formula.format("<m:t>x=1</m:t>") + p(usual) + p("Two.")
    assert text_of(body).split() == ["One.", "x=1", "words", "Two."]
    assert told(body, "TK137") == []


def test_lettering_that_is_drawn_is_read():
    art = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:textpath string="A title"/></v:shape></w:pict></w:r>'
    )
    assert text_of(p("One.") + p(art) + p("Two.")).split("\n\n")[:3] == ["One.", "A title", "Two."]


def test_files_in_the_place_of_text_are_told():
    relations = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="c" Type="{OFFICE}/aFChunk" Target="part.htm"/></Relationships>'
    )
    whole = docx(p("One.") + '<w:altChunk r:id="c"/>')
    with zipfile.ZipFile(BytesIO(whole)) as archived:
        members = {name: archived.read(name) for name in archived.namelist()}
    members["word/_rels/document.xml.rels"] = relations.encode()
    members["word/part.htm"] = b"<p>Two.</p>"
    found = tei_kit.convert(archive(list(members.items())), name="a.docx").diagnostics
    (message,) = [d.message for d in found if d.code == "TK128"]
    assert "(1)" in message
    assert "“part.htm”" in message


def test_a_picture_is_described_by_its_words_whichever_attribute_has_them():
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="A seal"/>'
    shape = f"<w:r><w:pict>{shape}</w:pict></w:r>"
    ((_, message),) = told(p("Text.", shape), "TK128")
    assert "“A seal”" in message


def test_a_bookmark_that_names_a_page_is_a_page_break():
    mark = '<w:bookmarkStart w:id="1" w:name="pg_652"/>{}<w:bookmarkEnd w:id="1"/>'
    body = p("One ", mark.format(run("[Page 652]")), " two.") + p(
        mark.format("").replace("652", "653")
    )
    pages = list(body_of(body + p("Three.")).iter(f"{TEI}pb"))
    assert [(page.get("n"), page.tail.strip()) for page in pages] == [("652", "two."), ("653", "")]


# ------------------------------------------------------------------ tables


def table(rows, header=False):
    def cell(content):
        return content if content.startswith("<w:tc") else f"<w:tc>{p(content)}</w:tc>"

    label = "<w:trPr><w:tblHeader/></w:trPr>"
    return (
        "<w:tbl>"
        + "".join(
            f"<w:tr>{label if header and i == 0 else ''}{''.join(map(cell, row))}</w:tr>"
            for i, row in enumerate(rows)
        )
        + "</w:tbl>"
    )


def merged(content, kind="", columns=0):
    properties = f'<w:gridSpan w:val="{columns}"/>' if columns else ""
    properties += f'<w:vMerge w:val="{kind}"/>' if kind else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(content)}</w:tc>"


def test_tables_have_rows_cells_labels_and_what_cells_span():
    rows = [
        [merged("Head", columns=2)],
        [merged("tall", "restart"), "b"],
        [merged("", "continue"), "c"],
    ]
    (found,) = body_of(table(rows, header=True)).iter(f"{TEI}table")
    assert [
        [(c.get("rows"), c.get("cols"), words(c)) for c in row] for row in found.iter(f"{TEI}row")
    ] == [[(None, "2", "Head")], [("2", None, "tall"), (None, None, "b")], [(None, None, "c")]]
    assert found[0].get("role") == "label"


def test_a_table_in_a_cell_is_a_table_in_a_cell():
    inner = f"<w:tc>{p('before')}{table([['x', 'y']])}{p('after')}</w:tc>"
    outer = next(body_of(table([[inner, "b"]])).iter(f"{TEI}table"))
    cell = outer[0][0]
    assert [child.tag.removeprefix(TEI) for child in cell] == ["p", "table", "p"]
    assert words(outer) == "before x y after b"


# ------------------------------------------------------------------ what is told


CHANGE = 'w:id="9" w:author="A. Editor"'


def test_tracked_changes_are_told_insertions_kept_and_deletions_left_out():
    deletion = f"<w:del {CHANGE}><w:r><w:delText>old</w:delText></w:r></w:del>"
    insertion = f"<w:ins {CHANGE}>{run('new')}</w:ins>"
    body = p("First.") + p("The ", deletion, insertion, " text.")
    assert text_of(body).split("\n\n")[1] == "The new text."
    assert told(body, "TK125") == [
        (2, "deleted by A. Editor in tracked changes, and left out: 'old'.")
    ]
    assert told(body, "TK126") == [(2, "added by A. Editor in tracked changes, and kept: 'new'.")]


def test_what_was_moved_stands_where_it_was_moved_to():
    body = p("One", f"<w:moveFrom {CHANGE}>{run(' moved')}</w:moveFrom>", ".") + p(
        "Two", f"<w:moveTo {CHANGE}>{run(' moved')}</w:moveTo>", "."
    )
    assert text_of(body).split("\n\n")[:2] == ["One.", "Two moved."]


def test_comments_are_told_with_author_place_and_what_they_are_about():
    body = p("First.") + p(
        "The ",
        '<w:commentRangeStart w:id="1"/>',
        "Minister",
        '<w:commentRangeEnd w:id="1"/>',
        '<w:r><w:commentReference w:id="1"/></w:r>',
        " spoke.",
    )
    comments = f'<w:comment w:id="1" w:author="B. Reader">{p("Which one?")}</w:comment>'
    assert told(body, "TK127", comments=comments) == [
        (2, "a comment by B. Reader on 'Minister' is left out: 'Which one?'.")
    ]


def test_pictures_hidden_text_and_page_headers_are_counted():
    picture = "<w:r><w:drawing/></w:r>"
    body = p("Text.", picture, run("secret", "<w:vanish/>"))
    assert told(body, "TK128") == [(1, "pictures and other objects are left out (1).")]
    assert told(body, "TK130", header=p("On every page")) == [
        (1, "11 characters of page headers and footers are left out.")
    ]
    assert "hidden 6" in told(body, "TK121")[0][1]


def test_text_boxes_are_read_once():
    box = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'>"
        f"<w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(p("Before.", both) + p("After.")).split("\n\n")[:3] == [
        "Before.",
        "In a box.",
        "After.",
    ]


def test_a_diagnostic_names_the_paragraph_and_the_character_in_it():
    body = p("One.") + p("On February 30, 1971 we met.")
    found = [d for d in converted(body).diagnostics if d.code == "TK208"]
    assert [(d.place.line, d.place.column) for d in found] == [(2, 4)]


# ------------------------------------------------------------------ what is refused
