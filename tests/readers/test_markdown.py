"""Markdown: CommonMark with tables and footnotes."""

import pytest

import tei_kit
from tei_kit.readers import markdown as reader
from tei_kit.source.source import SourceError
from tests.readers.test_readers import FOLDER, golden
from tests.test_fixtures import compare

TEI = "{http://www.tei-c.org/ns/1.0}"


def converted(text):
    return tei_kit.convert(text, name="a.md")


def body_of(text):
    return converted(text).tree.find(f".//{TEI}body")


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_markdown_becomes_its_golden_tei(request):
    path = FOLDER / "everything.md"
    compare(path.with_suffix(".xml"), golden(path), request.config.getoption("--rewrite"))


def test_a_footnote_stands_where_it_is_referred_to_and_is_linked_to_again():
    body = body_of("One[^x] two[^x].\n\n[^x]: N.\n")
    (note,) = body.iter(f"{TEI}note")
    assert (note.get("n"), words(note), note.tail) == ("1", "N.", " two")
    assert [r.get("target") for r in body.iter(f"{TEI}ref")] == ["#part1fn1"]


def test_a_footnote_that_nothing_refers_to_stays_and_is_told():
    conversion = converted("Text.\n\n[^x]: Lost?\n")
    assert "[^x]: Lost?" in conversion.source.text
    assert [(d.code, d.place.line) for d in conversion.diagnostics if d.code == "TK131"] == [
        ("TK131", 3)
    ]


def test_lists_count_as_they_are_shown():
    body = body_of("3. three\n4. four\n   - deep\n\nText.\n")
    assert [i.get("n") for i in body.iter(f"{TEI}item")] == ["3", "4", None]


def test_html_in_markdown_is_read_as_html():
    body = body_of('One <a id="pg_7"></a>two<sup>x</sup>.\n\n<table><tr><td>a<td>b</table>\n')
    assert [pb.get("n") for pb in body.iter(f"{TEI}pb")] == ["7"]
    assert len(list(body.iter(f"{TEI}cell"))) == 2


def test_front_matter_is_not_shown_and_lines_are_still_those_of_the_file():
    conversion = converted("---\ntitle: x\n---\n\nOne.\n\nOn February 30, 1971 we met.\n")
    assert "title" not in conversion.source.text
    assert [d.place.line for d in conversion.diagnostics if d.code == "TK208"] == [7]


def test_what_front_matter_says_beside_the_title_is_counted():
    page = '---\ntitle: "Letters"\nabstract: Two words\nlang: en\n---\n\nText.\n'
    found = tei_kit.convert(page, name="a.md").diagnostics
    (message,) = [d.message for d in found if d.code == "TK121"]
    assert "(front matter 17)" in message
    page = '---\ntitle: "Letters"\n---\n\nText.\n'
    assert [d for d in tei_kit.convert(page, name="a.md").diagnostics if d.code == "TK121"] == []


@pytest.mark.parametrize("prefix", ["", "> "])
def test_a_row_has_all_of_its_cells(prefix):
    rows = ["| a | b |", "|---|---|", "| c | *d* | e \\| f | `g` |", "| h |"]
    page = "\n".join(prefix + row for row in rows)
    body = tei_kit.convert(page, name="a.md").tree.find(f".//{TEI}body")
    made = [["".join(c.itertext()) for c in row] for row in body.iter(f"{TEI}row")]
    assert made == [["a", "b"], ["c", "d", "e | f", "g"], ["h", ""]]


def test_text_that_only_looks_like_markup_is_kept():
    text = "A * star, an_under_score, 5 < 6, a & b, \\*no\\*, [no link], <not-a-tag"
    assert words(body_of(text)) == text.replace("\\", "")


@pytest.mark.parametrize(
    "text",
    [
        "*" * 20_000,
        "[" * 20_000,
        "> " * 2_000 + "x",
        "- " * 300 + "x",
        "[^a]" * 5_000 + "\n\n[^a]: x",
    ],
    ids=["stars", "brackets", "quotes", "lists", "notes"],
)
def test_hostile_markdown_is_read_or_refused(text):
    try:
        source = reader.read_markdown_text(f"Text.\n\n{text}", "a.md")
    except SourceError as error:
        assert "TK124" in str(error)  # noqa: PT017
    else:
        assert source.text.startswith("Text.")


def test_a_line_end_that_is_stated_parts_a_word_that_has_its_hyphen_elsewhere():
    # The view of lines joined the word, and the line end took the place of a letter.
    text = "".join(
        f"**{name}**: Here is one,  \nand a cinque-  \npace of mine, a cinque-pace.\n\n"
        for name in ("ADA", "BEN") * 3
    )
    result = tei_kit.convert(f"# ACT I\n\n{text}", name="play.md")
    said = result.tree.find(".//{http://www.tei-c.org/ns/1.0}sp")
    assert "cinque-" in "".join(said.itertext())
    assert "pace of mine" in "".join(said.itertext())


def test_terms_with_their_definitions_are_a_table_as_those_of_html():
    text = "Text.\n\nWater\n: A liquid\n: Also ice\n\nAir\n\n: A gas\n\n    of two parts\n\nEnd.\n"
    body = body_of(text)
    html = (
        "<p>Text.<dl><dt>Water<dd>A liquid<dd>Also ice<dt>Air<dd>A gas<p>of two parts</dl><p>End."
    )
    assert [words(row) for row in body.iter(f"{TEI}row")] == [
        "Water A liquidAlso ice",
        "Air A gasof two parts",
    ]
    other = tei_kit.convert(html, name="a.html").tree.find(f".//{TEI}body")
    assert [words(cell) for cell in body.iter(f"{TEI}cell")] == [
        words(cell) for cell in other.iter(f"{TEI}cell")
    ]


@pytest.mark.parametrize("text", ["# So\n\n: he said.\n", "He asked:\n\n- one\n", "a: b\nc : d\n"])
def test_a_colon_alone_makes_no_terms(text):
    assert not list(body_of(f"Text.\n\n{text}").iter(f"{TEI}row"))


def test_a_note_may_be_written_where_it_belongs():
    body = body_of("One^[a *note* and [more](http://a.org)] two[^x].\n\n[^x]: The x.\n")
    notes = list(body.iter(f"{TEI}note"))
    assert [(each.get("n"), words(each)) for each in notes] == [
        ("1", "a note and more"),
        ("2", "The x."),
    ]
    assert notes[0].tail == " two"


@pytest.mark.parametrize("mark", ["^[3]", "^[12]", "^[ a ]"])
def test_the_mark_of_a_note_in_brackets_is_no_note(mark):
    assert mark in words(body_of(f"He said so.{mark} And then more."))


def test_what_is_told_of_a_note_in_its_place_has_the_line_of_the_place():
    text = "One.\n\nTwo.\n\nThree^[On February 30, 1971 we met.] and more.\n\nFour.\n"
    told = [d.place.line for d in converted(text).diagnostics if d.code == "TK208"]
    assert told == [5]
