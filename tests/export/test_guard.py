"""The guard of exports: words that are missing in a result are told."""

from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tei_kit.export import ExportOptions, guard
from tei_kit.export.formats import exporter_of
from tests.export.samples import ALL, document, parsed

NAMES = ("html", "md", "txt", "tei-simple")
_INLINE = (
    "#text hi q ref note choice app subst persName gap foreign bibl title date del add stage lb"
)
_BLOCKS = "p list lg sp quote table figure ab u closer note castList entry eg listBibl"
# The content of elements: the names of children, and whether text stands between them.
CONTENT = {
    "div": _BLOCKS,
    **dict.fromkeys(("p", "head", "l", "cell", "ab", "speaker", "eg", "title", "date"), _INLINE),
    **dict.fromkeys(("hi", "q", "ref", "foreign", "del", "add", "stage", "note"), _INLINE),
    **dict.fromkeys(("sic", "corr", "lem", "rdg", "forename", "surname", "orth", "def"), "#text"),
    **dict.fromkeys(("desc", "figDesc", "author", "signed", "role", "roleDesc"), "#text hi"),
    "item": _INLINE + " list p",
    "list": "item",
    "lg": "l lg",
    "sp": "speaker p l stage",
    "quote": "p lg",
    "table": "row",
    "row": "cell",
    "figure": "head figDesc",
    "u": "#text hi",
    "closer": "signed address",
    "address": "addrLine",
    "addrLine": "#text hi",
    "castList": "castItem",
    "castItem": "#text role roleDesc",
    "entry": "form sense",
    "form": "orth",
    "sense": "def",
    "listBibl": "bibl biblStruct",
    "biblStruct": "monogr",
    "monogr": "author title",
    "bibl": "#text author title date",
    "choice": "sic corr",
    "app": "lem rdg",
    "subst": "del add",
    "persName": "forename surname",
    "gap": "desc",
    "lb": "",
}

EACH_ONCE = ("choice", "app", "subst")


def told(tree, name):
    exporter = exporter_of(name)
    return guard.told(tree, exporter.export_document(tree, ExportOptions()), exporter)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_no_word_of_the_samples_is_missing(path, name):
    assert told(parsed(path), name) == []


@pytest.mark.parametrize("name", NAMES)
def test_words_that_are_missing_are_counted_and_named(name):
    tree = document("<p>one two three two four</p>")
    without = document("<p>one four</p>")
    exporter = exporter_of(name)
    made = exporter.export_document(without, ExportOptions())
    (found,) = guard.told(tree, made, exporter)
    assert found.code == "TK712"
    start = f"parts of the text are missing in the {name} of it: 3 words, such as 'two', 'three'"
    assert found.message.startswith(start)


@pytest.mark.parametrize(
    ("part", "told_of"),
    [
        ('<ref target="https://a.org/b?c=d">there</ref>', "1 link, such as 'https://a.org/b?c=d'"),
        ("<note>said</note>", "1 note"),
        ("<lb/>", "1 line end"),
    ],
)
def test_links_notes_and_line_ends_that_are_missing_are_told(part, told_of):
    tree, without = document(f"<p>one {part} two</p>"), document("<p>one there said two</p>")
    for name in ("html",) if "note" in part else ("html", "tei-simple"):
        exporter = exporter_of(name)
        (found,) = guard.told(tree, exporter.export_document(without, ExportOptions()), exporter)
        assert told_of in found.message
    assert told(tree, "md") == []


@pytest.mark.parametrize("name", ["html", "md", "txt", "tei-simple"])
def test_a_link_without_words_keeps_the_line_end_in_it(name):
    assert told(document('<p>x <ref target="http://e.org"><hi><lb/></hi></ref> y</p>'), name) == []


def test_cells_that_are_missing_are_told():
    tree = document("<table><row><cell>a b c</cell><cell/></row></table>")
    without = document("<p>a b c</p>")
    exporter = exporter_of("html")
    (found,) = guard.told(tree, exporter.export_document(without, ExportOptions()), exporter)
    assert "2 cells" in found.message


def test_the_command_line_warns(tmp_path, monkeypatch, capsys):
    from tei_kit.cli.main import group
    from tei_kit.export import text

    path = tmp_path / "a.xml"
    path.write_bytes(etree.tostring(document("<p>one two three</p>")))
    lossy = exporter_of("txt").__class__(".txt", lambda *_: b"one three", name="txt")
    monkeypatch.setattr(text, "EXPORTER", lossy)
    with pytest.raises(SystemExit) as ended:
        group(["export", str(path), "--to", "txt", "-o", str(tmp_path / "a.txt")])
    assert ended.value.code == 0
    assert "warning TK712" in capsys.readouterr().err


@st.composite
def bodies(draw):
    """TEI of many elements one inside the other, each with words of its own."""
    words = count()

    def element(name, depth):
        children = CONTENT[name].split()
        inside = ""
        if name not in EACH_ONCE and children:
            children = draw(st.lists(st.sampled_from(children), min_size=1, max_size=3))
        for child in children:
            is_text = child == "#text" or (depth <= 0 and "#text" in CONTENT[name])
            inside += f" w{next(words)} " if is_text else element(child, depth - 1)
        return f"<{name}>{inside}</{name}>"

    return "".join(element(draw(st.sampled_from(_BLOCKS.split())), 4) for _ in range(3))


def test_an_element_that_is_a_word_by_itself_may_be_the_first_and_empty():
    from tei_kit.export.text import to_text

    tree = document("<address><placeName/><street>A street</street></address>")
    assert to_text(tree).decode() == "A street\n"


@settings(max_examples=100, deadline=None)
@given(bodies(), st.sampled_from(NAMES))
def test_no_word_is_missing_wherever_elements_stand(body, name):
    assert told(document(f"<div>{body}</div>"), name) == []
