"""Simpler TEI: only elements of TEI simplePrint, and the same words."""

import pytest
from lxml import etree

from tei_kit.export import Format, export
from tei_kit.export.tables.read_tei import read_contents
from tests.export.samples import ALL, document, parsed
from tests.places import DATA

TEI = "{http://www.tei-c.org/ns/1.0}"

_LINES = (DATA / "export" / "simple_print.txt").read_text(encoding="utf-8").splitlines()
SIMPLE_PRINT = {name for line in _LINES if line[0] != "#" for name in line.split()}


def simple(tree):
    return etree.ElementTree(etree.fromstring(export(tree, Format.TEI_SIMPLE)))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_only_elements_of_simple_print_are_left(path):
    names = {each.tag.removeprefix(TEI) for each in simple(parsed(path)).iter(etree.Element)}
    assert names - SIMPLE_PRINT == set()
    assert not simple(parsed(path)).xpath("//@rend | //@style | //@cert")


def with_pointers(path):
    """A sample in which a ptr, which has no words, has those that it gets as a ref."""
    tree = parsed(path)
    for pointer in tree.iter(f"{TEI}ptr"):
        pointer.text = pointer.get("target")
    return tree


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_word_of_the_text_is_lost(path):
    def words(tree):
        return ["".join(text.itertext()).split() for text in tree.iter(f"{TEI}text")]

    assert words(simple(parsed(path))) == words(with_pointers(path))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_turns_notes_and_pages_are_the_same(path):
    before, after = (
        read_contents(with_pointers(path), "a"),
        read_contents(simple(parsed(path)), "a"),
    )
    assert [t.text for t in after.turns] == [t.text for t in before.turns]
    assert [(n.n, n.text) for n in after.notes] == [(n.n, n.text) for n in before.notes]
    assert after.pages == before.pages


def test_names_and_highlighting_become_the_nearest():
    tree = simple(
        document(
            '<p><persName ref="#a">A</persName> <hi rend="italic bold">b</hi> <emph>c</emph></p>'
        )
    )
    paragraph = tree.find(".//{*}body/{*}p")
    assert [(e.tag.removeprefix(TEI), dict(e.attrib)) for e in paragraph] == [
        ("name", {"type": "person", "ref": "#a"}),
        ("hi", {"rendition": "simple:bold simple:italic"}),
        ("hi", {"rendition": "simple:italic"}),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<listBibl><biblStruct><monogr><author>A</author><title>T</title><imprint>"
            "<date>1900</date></imprint></monogr></biblStruct></listBibl>",
            "<listBibl><bibl><author>A</author> <title>T</title> <date>1900</date></bibl>"
            "</listBibl>",
        ),
        (
            "<entry><form><orth>dog</orth><pron>d</pron></form></entry>",
            "<ab>dog d</ab>",
        ),
        ("<p>a</p><eg>code</eg>", "<p>a</p><ab>code</ab>"),
        ("<p>a <eg>code</eg></p>", "<p>a code</p>"),
        (
            "<egXML xmlns='http://www.tei-c.org/ns/Examples'><p>x</p></egXML>",
            "<ab>x</ab>",
        ),
        (
            "<sp><p>a</p><vocal><desc>laughs</desc></vocal></sp>",
            "<sp><p>a</p><stage>laughs</stage></sp>",
        ),
    ],
)
def test_data_and_code_and_what_is_not_said_have_a_place(body, expected):
    (made,) = simple(document(body)).iter(f"{TEI}body")
    text = etree.tostring(made, encoding="unicode", with_tail=False)
    assert text.partition(">")[2].removesuffix("</body>") == expected


@pytest.mark.parametrize("target", [Format.TEI_SIMPLE, Format.MD, Format.HTML])
def test_the_time_for_paragraphs_with_notes_is_in_proportion_to_their_number(target):
    """It would take minutes where it took the square of the number."""
    many = "".join(f'<p>w<note xml:id="n{at}">n</note></p>' for at in range(60_000))
    assert b"59999" in export(document(f"<div>{many}</div>"), target)


@pytest.mark.parametrize("inside", ["bibl", "biblStruct", "p", "recordingStmt", "msDesc"])
def test_a_source_of_any_kind_is_words(inside):
    tree = document("<p>w</p>")
    (source,) = tree.iter(f"{TEI}sourceDesc")
    source[:] = [etree.fromstring(f'<{inside} xmlns="{TEI[1:-1]}"><title>A</title> B</{inside}>')]
    (made,) = simple(tree).iter(f"{TEI}sourceDesc")
    assert [each.tag.removeprefix(TEI) for each in made] == ["p" if inside == "p" else "bibl"]
    assert "".join(made.itertext()).split() == ["A", "B"]
