"""HTML: what a saved page shows, where its notes and pages are, and what is left out."""

import re
import sys
import time

import pytest
from lxml import etree

import tei_kit
from tei_kit.readers.html import page as reader
from tei_kit.source.source import SourceError
from tests import peak
from tests.test_fixtures import compare

TEI = "{http://www.tei-c.org/ns/1.0}"


def converted(page):
    return tei_kit.convert(page, name="a.html")


def body_of(page):
    return converted(page).tree.find(f".//{TEI}body")


def text_of(page):
    return reader.read_html_text(page, "a.html").text.strip()


def told(page, code):
    return [(d.place.line, d.message) for d in converted(page).diagnostics if d.code == code]


def words(element):
    return " ".join("".join(element.itertext()).split())


def notes_of(page):
    return [(n.get("n"), words(n)) for n in body_of(page).iter(f"{TEI}note")]


# ------------------------------------------------------------------ the text of a page


@pytest.mark.parametrize(
    "page",
    [
        "<main><p>Text.</p></main><p>Around.</p>",
        "<div role='main'><p>Text.</p></div><p>Around.</p>",
        "<article><p>Text.</p></article><p>Around.</p>",
        "<nav>Around</nav><p>Text.</p><footer>Around</footer><aside>Around</aside>",
        "<header><a href='/'>Around</a></header><p>Text.</p><script>x=1</script><style>p{}</style>",
        "<div role='navigation'>Around</div><form>Search <input></form><p>Text.</p>",
        "<p>Text.</p><p hidden>Around</p><div style='display: none'>Around</div>",
        "<main><p>Text.</p><nav><a href='2'>Around</a></nav></main>",
        "<a class='sr-only' href='#text'>Around</a><p id='text'>Text.</p>",
        "<ol class='breadcrumb'><li><a href='/'>Around</a></li></ol><p>Text.</p>",
        "<div class='row site-nav-row'><a href='2'>Around</a> | <a href='3'>it</a></div><p>Text.",
        "<main><p>Text.</p><div id='pager'><a href='2'>Around</a></div></main>",
    ],
)
def test_only_the_text_of_a_page_is_read(page):
    assert text_of(page) == "Text."


def test_what_is_left_out_is_told_with_its_count():
    page = "<nav>Five5</nav><p>Text.</p><footer>Three</footer>"
    assert told(page, "TK121") == [
        (1, "10 characters of the page that are not its text are left out (footer 5, nav 5).")
    ]
    assert told("<p>Text.</p>", "TK121") == []


@pytest.mark.parametrize(
    "page",
    [
        "<article><p>One.</p></article><article><p>Two.</p></article>",
        "<header><h1>One.</h1></header><p>Two.</p>",
        "<form><p>One.</p><p>Two.</p><input></form>",
        "<table role='presentation'><tr><td><p>One.</p></td><td><p>Two.</p></td></tr></table>",
        "One.<p>Two.",
        "<div class='with-sidebar'><p>One.</p><p><a href='2'>Two</a>.</p><p></div>",
        "<p class='menu'>One.</p><p id='nav'>Two.",
        "<div>One.<div>Two.</div></div>",
        "<dl><dt>One.<dd>Two.</dl>",
    ],
)
def test_text_is_never_taken_for_its_frame(page):
    assert text_of(page).split() == ["One.", "Two."]


def test_white_space_is_as_a_page_shows_it():
    assert text_of("<p>\n  One\n  <b>two </b>\t three<br>\n four&nbsp;five\n</p>") == (
        "One two three\nfour\xa0five"
    )


def test_pictures_are_told():
    assert told("<p>Text <img src='a.png' alt='A map'> here.</p>", "TK128") == [
        (
            1,
            "pictures and other objects are left out (1), and what is written of them: “A map”.",
        )
    ]


@pytest.mark.parametrize(
    ("said", "described"),
    [
        ("<iframe src='http://e.org/m' title='A map'></iframe>", "“A map (http://e.org/m)”"),
        ("<object data='a.pdf'>The letter</object>", "“The letter (a.pdf)”"),
        ("<video src='a.mp4'></video>", "“a.mp4”"),
        ("<embed src='a.swf'>", "“a.swf”"),
        ("<canvas>A chart</canvas>", "“A chart”"),
        ("<svg><title>A plan</title><path d='M0 0'/></svg>", "“A plan”"),
        ("<map><area href='http://e.org' alt='Paris'></map>", "“Paris (http://e.org)”"),
        ("<img src='a.png' title='A seal'>", "“A seal”"),
        ("<image src='a.png' alt='A seal'>", "“A seal”"),
    ],
)
def test_other_objects_are_told_with_their_words_and_addresses(said, described):
    ((_, message),) = told(f"<p>Text {said} here.</p>", "TK128")
    assert message.endswith(f"(1), and what is written of them: {described}.")


@pytest.mark.parametrize(
    "unseen",
    [
        "<svg aria-hidden='true'><title>Menu</title></svg>",
        "<svg><path d='M0 0'/></svg>",
        "<iframe src='http://e.org/count' width='0' height='0'></iframe>",
        "<iframe src='http://e.org/count' style='display:none'></iframe>",
        "<map><area href='#here' alt='Here'></map>",
    ],
)
def test_what_shows_nothing_is_not_told(unseen):
    assert told(f"<p>Text {unseen} here.</p>", "TK128") == []


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("<noscript>Words</noscript>", "without scripts"),
        ("<template><p>Words</p></template>", "templates"),
        ("<button>Words</button>", "buttons"),
        ("<dialog>Words</dialog>", "hidden"),
    ],
)
def test_words_that_not_every_reader_sees_are_counted(said, what):
    ((_, message),) = told(f"<p>Text</p>{said}<p>here.</p>", "TK121")
    assert message.startswith("5 characters")
    assert f"({what} 5)" in message


def test_a_dialog_that_is_open_is_read():
    assert text_of("<p>One.</p><dialog open>Two.</dialog>").split() == ["One.", "Two."]


@pytest.mark.parametrize("name", ["embed", "source", "track", "wbr", "keygen", "bgsound", "image"])
def test_words_after_an_element_without_content_are_the_text(name):
    page = f"<p>One <{name} src='x'>two <b>three</b> four.</p>five<p>six</p>"
    assert text_of(page).split() == ["One", "two", "three", "four.", "five", "six"]


def test_an_article_that_holds_little_of_the_page_is_not_its_text():
    page = "<article><p>A box.</p></article><p>The text is all of this, and is much longer.</p>"
    assert "A box." in text_of(page)
    assert "much longer" in text_of(page)


def test_a_link_in_a_drawing_keeps_its_address():
    page = "<p>A <svg><a xlink:href='http://e.org/x'><text>plan</text></a></svg> of it.</p>"
    (link,) = body_of(page).iter(f"{TEI}ref")
    assert (link.get("target"), words(link)) == ("http://e.org/x", "plan")


def test_a_formula_that_only_a_script_has_is_read():
    formula = "<script type='math/tex'>x^2</script>"
    assert text_of(f"<p>Let {formula} be.</p>") == "Let x^2 be."
    printed = "<span class='MathJax'>x²</span>"
    assert text_of(f"<p>Let {printed}{formula} be.</p>") == "Let x² be."


# ------------------------------------------------------------------ notes


@pytest.mark.parametrize(
    ("reference", "body"),
    [
        ("<a href='#fn1'><sup>1</sup></a>", "<ol><li id='fn1'>N.</li></ol>"),
        ("<sup><a href='#n'>1</a></sup>", "<p id='n'>1. N.</p>"),
        ("<sup>[<a href='#n'>1</a>]</sup>", "<p id='n'>[1] N.</p>"),
        ("<a role='doc-noteref' href='#n'>1</a>", "<aside id='n'><p>1 N.</p></aside>"),
        (
            "<a name='_ftnref1' href='#_ftn1'><span>[1]</span></a>",
            "<div id='ftn1'><p><a name='_ftn1' href='#_ftnref1'>[1]</a> N.</p></div>",
        ),
        (
            "<a id='r' class='sdfootnoteanc' href='#sdfootnote1sym'><sup>1</sup></a>",
            "<div><p><a class='sdfootnotesym' name='sdfootnote1sym' href='#r'>1</a>N.</p></div>",
        ),
        (
            "<sup id='r1'><a href='https://example.org/page#fn:1.2'>1</a></sup>",
            "<ol><li id='fn:1.2'>N. <a href='#r1'>↩</a></li></ol>",
        ),
        ("<sup><a href='#n'>1</a></sup>", "<table><tr><td id='n'>1</td><td>N.</td></tr></table>"),
        ("<sup><a href='#n'>1</a></sup>", "<dl><dt id='n'>1</dt><dd>N.</dd></dl>"),
    ],
    ids=["list", "paragraph", "brackets", "role", "Word", "Writer", "saved", "table", "terms"],
)
def test_a_note_is_found_however_a_page_links_it(reference, body):
    page = f"<p>Some words{reference} go on.</p>{body}"
    assert notes_of(page) == [("1", "N.")]
    (note,) = body_of(page).iter(f"{TEI}note")
    assert (note.getparent().text, note.tail) == ("Some words", " go on.")


@pytest.mark.parametrize(
    "page",
    [
        "<p>See chapter <a href='#c2'>2</a>.</p><h2 id='c2'>Two</h2><p>Text.</p>",
        "<p>See <a href='#p2'>2</a>.</p><p id='p2'>Paragraph two.</p>",
        "<p>m<sup>2</sup> and <a href='#nothing'><sup>3</sup></a></p>",
        "<p>Back to <a href='#fnote'>the note</a>.</p><p id='fnote'>Text.</p>",
    ],
)
def test_other_links_are_no_notes(page):
    assert notes_of(page) == []


def test_a_title_over_nothing_but_notes_is_left_out_and_one_over_text_is_not():
    reference, note = "<p>x<sup><a href='#n'>1</a></sup></p>", "<p id='n'>1. N.</p>"
    page = f"{reference}<h2>Notes</h2>{note}"
    assert "Notes" not in text_of(page)
    assert "heading of the notes 5" in told(page, "TK121")[0][1]
    assert "Notes" in text_of(f"{reference}<h2>Notes</h2>{note}<p>More text.</p>")


def test_all_ways_back_from_a_note_are_left_out():
    page = "<p>One<sup id='a'><a href='#n'>1</a></sup> two<sup id='b'><a href='#n'>1</a></sup></p>"
    back = "<sup><a href='#a'>a</a></sup> <sup><a href='#b'>b</a></sup>"
    page += f"<ol><li id='n'><span class='cite-backlink'>↑ {back}</span> Text.</li></ol>"
    assert notes_of(page) == [("1", "Text.")]


def test_the_last_note_has_all_its_paragraphs():
    page = "<p>One<a href='#n1' name='r1'><sup>1</sup></a>.</p>"
    page += "<div id='sdfootnote1'><p><a name='n1' href='#r1'>1</a> First.</p><p>Second.</p></div>"
    assert notes_of(page + "<p>After.</p>") == [("1", "First.Second.")]


def test_two_references_to_one_note_are_a_note_and_a_link_to_it():
    link = "<sup><a href='#n'>1</a></sup>"
    body = body_of(f"<p>One{link} two{link}.</p><p id='n'>1. N.</p>")
    assert [r.get("target") for r in body.iter(f"{TEI}ref")] == ["#part1fn1"]
    assert len(list(body.iter(f"{TEI}note"))) == 1


def test_notes_out_of_order_are_kept_and_marked():
    links = "".join(f"w<sup><a href='#n{n}'>{n}</a></sup> " for n in (2, 1))
    body = body_of(f"<p>{links}</p><p id='n1'>1. One.</p><p id='n2'>2. Two.</p>")
    assert [(n.get("n"), n.get("cert")) for n in body.iter(f"{TEI}note")] == [
        ("2", None),
        ("1", "low"),
    ]


def test_notes_that_the_page_does_not_link_are_found_as_in_plain_text():
    page = "<h2>7. Letter</h2><p>Some words<sup>1</sup> go on.2</p><ol><li>One.<li>Two.</ol>"
    assert notes_of(page) == [("1", "One."), ("2", "Two.")]


def test_a_numbered_list_at_the_end_that_nothing_refers_to_is_a_list():
    body = body_of("<p>Some words:</p><ol><li>One.<li>Two.</ol>")
    assert [item.get("n") for item in body.iter(f"{TEI}item")] == ["1", "2"]


# ------------------------------------------------------------------ pages


@pytest.mark.parametrize(
    ("mark", "number"),
    [
        ("<a id='pg_652'>[Page 652]</a>", "652"),
        ("<a name='page_iv'></a>", "iv"),
        ("<span class='tei-pb'>[Page 652]</span>", "652"),
        ("<span class='pagenum' id='Page_12'>[Pg 12]</span>", "12"),
        ("<span role='doc-pagebreak' id='x' aria-label='12'></span>", "12"),
        ("<hr class='pagebreak' title='Page 3'>", "3"),
        ("[Page 652]", "652"),
    ],
)
def test_a_page_begins_where_the_page_says(mark, number):
    for page in (f"<p>One {mark} two.</p>", f"<p>One.</p>{mark}<p>Two.</p>"):
        assert [pb.get("n") for pb in body_of(page).iter(f"{TEI}pb")] == [number]


def test_an_element_that_is_a_whole_page_begins_it_and_is_read():
    body = body_of("<div id='page_7'><p>One.</p></div><div id='page_8'><p>Two.</p></div>")
    assert [pb.get("n") for pb in body.iter(f"{TEI}pb")] == ["7", "8"]
    assert words(body) == "One. Two."


def test_the_marker_as_it_is_shown_is_kept_where_it_is_not_the_usual_one():
    (page,) = body_of("<p>One <span class='pagenum'>[Pg 12]</span> two.</p>").iter(f"{TEI}pb")
    assert page.get("rend") == "[Pg 12]"


@pytest.mark.parametrize(
    "mark",
    [
        "<a name='Page_12' id='Page_12'></a><span class='pagenum'>[Pg 12]</span>",
        "<span class='pagenum'>[Pg 12]</span> <a id='Page_12'></a>",
    ],
)
def test_two_marks_of_one_page_are_one(mark):
    (page,) = body_of(f"<p>One {mark} two.</p>").iter(f"{TEI}pb")
    assert (page.get("n"), page.get("rend"), page.get("cert")) == ("12", "[Pg 12]", None)


def test_other_elements_are_no_pages():
    page = "<p>One <a id='page_top'></a><span class='number'>12</span> two.</p>"
    assert list(body_of(page).iter(f"{TEI}pb")) == []


# ------------------------------------------------------------------ lists and emphasis


@pytest.mark.parametrize(
    ("attributes", "numbers"),
    [
        ("", ["1", "2"]),
        ("start=5", ["5", "6"]),
        ("type=a", ["a", "b"]),
        ("type=I start=9", ["IX", "X"]),
        ("reversed", ["2", "1"]),
    ],
)
def test_a_numbered_list_counts_as_the_page_does(attributes, numbers):
    page = f"<ol {attributes}><li>One.</li><li>Two.</li></ol><p>End.</p>"
    assert [item.get("n") for item in body_of(page).iter(f"{TEI}item")] == numbers


def test_lists_are_nested_as_deep_as_the_page_has_them():
    page = "<ul><li>a" * 5 + "</li></ul>" * 5
    items = list(body_of(page).iter(f"{TEI}item"))
    assert [len(list(i.iterancestors(f"{TEI}item"))) for i in items] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("words_of_page", "rend"),
    [
        ("<em>x</em>", "italic"),
        ("<strong>x</strong>", "bold"),
        ("<b><i>x</i></b>", "italic bold"),
        ("<span style='font-variant: small-caps'>x</span>", "smallcaps"),
        ("<span style='text-decoration: underline'>x</span>", "underline"),
        ("<span class='tei-italic'>x</span>", "italic"),
        ("<del>x</del>", "strikethrough"),
        ("H<sub>2</sub>O", "subscript"),
    ],
)
def test_emphasis_becomes_hi(words_of_page, rend):
    assert [h.get("rend") for h in body_of(f"<p>A {words_of_page} b</p>").iter(f"{TEI}hi")] == [
        rend
    ]


def test_emphasis_does_not_hide_speakers_dates_and_references():
    page = (
        "<h2>7. Memorandum</h2>"
        "<p><b>Mr. Smith: On May 3</b>, 1971 <i>we met; see Document</i> 4.</p>"
        "<p><b>Mr. Jones</b>: Yes.</p>"
    )
    body = body_of(page)
    assert [words(s) for s in body.iter(f"{TEI}speaker")] == ["Mr. Smith:", "Mr. Jones:"]
    assert [d.get("when") for d in body.iter(f"{TEI}date")] == ["1971-05-03"]
    assert [r.get("target") for r in body.iter(f"{TEI}ref")] == ["#d4"]


# ------------------------------------------------------------------ encodings


@pytest.mark.parametrize(
    "data",
    [
        "<p>Attaché</p>".encode(),
        "<meta charset=latin1><p>Attaché</p>".encode("latin-1"),
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>Attach\xe9',
        "<meta charset=utf-8><p>Attaché</p>".encode("utf-16"),
        "<meta charset=latin1><p>Attaché</p>".encode("utf-8-sig"),
        b"<p>Attach&eacute;</p>",
    ],
    ids=["UTF-8", "meta", "http-equiv", "UTF-16 with a mark", "a mark before meta", "entity"],
)
def test_the_encoding_is_the_one_that_the_page_is_in(data):
    assert reader.read_html(data, "a.html").text.strip() == "Attaché"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("<p>Attaché</p>".encode("latin-1"), "TK102"),
        ("<meta charset=utf-8><p>Attaché</p>".encode("latin-1"), "TK102"),
        (b"<meta charset=klingon><p>x</p>", "TK103"),
        (b"", "TK104"),
        (b"<html><body><nav>Only this</nav></body></html>", "TK104"),
        (b"<div>" * 5_000 + b"text", "TK124"),
    ],
    ids=["no UTF-8", "not what it says", "no such encoding", "empty", "no text", "deeply nested"],
)
def test_a_page_that_cannot_be_read_is_a_clear_error(data, code):
    with pytest.raises(SourceError) as caught:
        reader.read_html(data, "a.html")
    assert [d.code for d in caught.value.diagnostics] == [code]


# ------------------------------------------------------------------ places and size


def test_a_diagnostic_names_the_line_of_the_page():
    page = "<html>\n<body>\n<p>One.</p>\n<p>\nOn February 30, 1971 we met.</p>\n</body></html>"
    found = [d for d in converted(page).diagnostics if d.code == "TK208"]
    assert [(d.place.line, d.place.column) for d in found] == [(4, 4)]


def big_page(documents):
    """A page of documents of 25 kB, each with notes, pages, lists and emphasis."""
    turns = "".join(
        f"<p><b>Kissinger:</b> It is a <i>great</i> pleasure<a id='pg_{{page}}{n:02}'></a> to see"
        f" the Minister again, {'and again, ' * 30}</p><p>Xuan Thuy: For me too.</p>\n"
        for n in range(55)
    )
    yield "<html><body><main>"
    for number in range(1, documents + 1):
        yield f"<h2>{number}. Memorandum<a href='#fn{number}'><sup>1</sup></a></h2>"
        yield turns.replace("{page}", str(number))
        yield f"<ol><li id='fn{number}'>Source: National Archives.</li></ol>"
    yield "</main></body></html>"


CONVERTED = r"""
import sys, time
import tei_kit
begin = time.process_time()
counts = tei_kit.convert(tei_kit.read(sys.argv[1])).counts
print(counts.documents, counts.notes, counts.turns)
print(time.process_time() - begin)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells the memory of a process on Linux")
def test_a_page_of_20_megabytes_is_converted_in_bounded_time_and_memory(tmp_path):
    path = tmp_path / "big.html"
    path.write_text("".join(big_page(820)), encoding="utf-8")
    assert path.stat().st_size > 20_000_000
    (found, seconds), kilobytes = peak.run(CONVERTED, path)
    assert found == f"820 820 {820 * 110}"
    assert float(seconds) < 100  # 20 here
    assert kilobytes < 1_100_000  # 760,000 here


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "<a href='#x'><sup>1</sup></a>" * 20_000 + "</p><p id='x'>1. N.</p>",
        "<table>" + "<tr><td>a<td>b" * 20_000 + "</table>",
        "<table><tr><td>a<td>" * 300 + "x" + "</table>" * 300,
        "<ul><li>" * 600 + "x",
        "<b><i>" * 500 + "x",
        "<p>" + "word " * 500_000,
        "<ol>" + "<li>x" * 20_000 + "</ol>",
        "".join(
            f"<h2>{n}</h2><p id='n{n}'><a href='#n{n + 1}'><sup>{n + 1}</sup></a></p>"
            for n in range(2_000)
        ),
    ],
    ids=["links", "rows", "tables", "lists", "emphasis", "text", "items", "notes"],
)
def test_hostile_pages_are_read_in_seconds(page):
    conversion = converted(page + "<p>End.")
    assert words(conversion.tree.find(f".//{TEI}body")).endswith("End.") or "x" in page


# ------------------------------------------------------------------ nothing lost


def test_a_large_table_takes_four_times_as_long_as_a_quarter_of_it():
    def seconds(rows):
        source = reader.read_html_text(f"<table>{'<tr><td>a<td>b' * rows}</table>", "a.html")
        begin = time.process_time()
        tei_kit.tokenize(source)
        return time.process_time() - begin

    seconds(100)  # what is loaded once
    long, short = (min(seconds(rows) for _ in range(3)) for rows in (20_000, 5_000))
    assert long / short < 9  # 16 if each row looked at all others


def test_all_text_of_a_page_is_in_the_source():
    from tests.readers.test_readers import READER_FIXTURES

    for path in READER_FIXTURES:
        if path.suffix != ".html":
            continue
        tree = etree.HTML(path.read_text(encoding="utf-8"))
        main = tree.find(".//main")
        main = tree.find("body") if main is None else main
        for part in main.xpath(".//nav | .//*[contains(@class, 'back')]"):
            part.clear(keep_tail=True)
        shown = sorted(re.findall(r"[^\W\d_]+", " ".join(main.itertext())))
        source = reader.read_html(path.read_bytes(), path.name)
        kept = sorted(re.findall(r"[^\W\d_]+", source.text))
        missing = [word for word in set(shown) if shown.count(word) > kept.count(word)]
        # The title of the notes, which stands over nothing else, is told and left out.
        assert set(missing) <= {"Notes", "Sources"}, path.name


@pytest.mark.parametrize("name", ["edition_page", "hard_notes", "tables"])
def test_a_page_becomes_its_golden_tei(name, request):
    from tests.readers.test_readers import FOLDER, golden

    path = FOLDER / f"{name}.html"
    compare(path.with_suffix(".xml"), golden(path), request.config.getoption("--rewrite"))
