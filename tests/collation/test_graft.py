"""`graft`: the mark-up of a copy, the words of the source, and what is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import tei_kit
from tei_kit.relaxng import compile as compile_schema
from tei_kit.results.seal import unsealed
from tei_kit.validation import bundled
from tei_kit.xml.names import TEI
from tests.collation.texts import LETTER, body_of, tei
from tests.places import DATA

SAMPLES = sorted((DATA / "texts").glob("*.txt"))


def grafted(source, body):
    """The body that comes out, and the codes that are told."""
    result = tei_kit.graft(source, tei(body))
    assert tei_kit.compare(source, result.tree).same
    return body_of(result.tree), [d.code for d in result.diagnostics]


@pytest.mark.parametrize(
    ("source", "body", "expected", "codes"),
    [
        # words inside elements
        ("The colour is", "<p>The <hi>color</hi> is</p>", "<p>The <hi>colour</hi> is</p>", []),
        ("one two three", "<p>one three</p>", "<p>one two three</p>", []),
        ("one three", "<p>one two three</p>", "<p>one three</p>", []),
        ("to day is", "<p>today is</p>", "<p>to day is</p>", []),
        ("“Yes,” he said", '<p>"Yes," he said</p>', "<p>“Yes,” he said</p>", []),
        # boundaries
        (
            "Mr. Kissinger said so",
            "<p><persName>Kissinger</persName> said so</p>",
            "<p>Mr. <persName>Kissinger</persName> said so</p>",
            [],
        ),
        (
            "First here.\n\nMr. Kissinger said",
            "<p>First here.</p><p><persName>Kissinger</persName> said</p>",
            "<p>First here.</p><p>Mr. <persName>Kissinger</persName> said</p>",
            ["TK421"],
        ),
        (
            "the grey House stood",
            "<p>the <hi>gray</hi> Hous stood</p>",
            "<p>the <hi>grey</hi> House stood</p>",
            [],
        ),
        (
            "one two\n\nthree four",
            "<p>one</p><p>three four</p>",
            "<p>one two</p><p>three four</p>",
            ["TK421"],
        ),
        # paragraphs
        (
            "One here.\n\nTwo was forgotten.\n\nThree here.",
            "<p>One here.</p><p>Three here.</p>",
            "<p>One here.</p><p>Two was forgotten.</p><p>Three here.</p>",
            ["TK421"],
        ),
        (
            "One here. Three here.",
            "<p>One here.</p><p>An invented one.</p><p>Three here.</p>",
            "<p>One here.</p><p>Three here.</p>",
            ["TK420"],
        ),
        (
            "HAMLET. To be.\n\nOPHELIA. My lord.",
            "<sp><speaker>HAMLET.</speaker><p>Was.</p></sp>"
            "<sp><speaker>OPHELIA.</speaker><p>My lord.</p></sp>",
            "<sp><speaker>HAMLET.</speaker><p>To be.</p></sp>"
            "<sp><speaker>OPHELIA.</speaker><p>My lord.</p></sp>",
            [],
        ),
        # notes and pages
        (
            "He agreed with him.1 So.\n\n1. National Archives.",
            '<p>He agreed<note n="1">National Archive.</note> with him. So.</p>',
            '<p>He agreed with him.<note n="1">National Archives.</note> So.</p>',
            ["TK422"],
        ),
        (
            "He came1 and went.2\n\n1. Not printed.\n2. See p. 5.",
            '<p>He came<note n="1">Not printd.</note> and went.<note n="2">See 5.</note></p>',
            '<p>He came<note n="1">Not printed.</note> and went.<note n="2">See p. 5.</note></p>',
            [],
        ),
        (
            "one [Page 3] two [Page 4] three",
            '<p>one <pb n="3"/>two <pb n="4"/>thre</p>',
            '<p>one <pb n="3"/>two <pb n="4"/>three</p>',
            [],
        ),
        (
            "one [Page 3] two [Page 4] three",
            '<p>one <pb n="3"/>two three <pb n="4"/></p>',
            '<p>one <pb n="3"/>two<pb n="4"/> three </p>',
            ["TK422"],
        ),
    ],
)
def test_the_words_of_the_source_come_into_the_elements_of_the_copy(source, body, expected, codes):
    assert grafted(source, body) == (expected, codes)


def test_header_and_prolog_of_the_copy_are_kept(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(
        '<?xml version="1.0"?>\n<?xml-model href="x.rng"?>\n<!-- by hand -->\n'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><x>tagged</x></teiHeader>'
        "<text><body><p>won</p></body></text></TEI>",
        encoding="utf-8",
    )
    result = tei_kit.graft("one", path).to_bytes().decode("utf-8")
    assert '<?xml-model href="x.rng"?>' in result
    assert "<!-- by hand -->" in result
    assert "<x>tagged</x>" in result
    assert "<p>one</p>" in result


def test_the_tree_that_is_given_is_not_changed():
    tree = tei("<p>won</p>")
    before = etree.tostring(tree)
    tei_kit.graft("one", tree)
    assert etree.tostring(tree) == before


def test_what_cannot_be_placed_is_told_with_both_places(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(
        '<text xmlns="http://www.tei-c.org/ns/1.0"><body>\n<p>One here.</p>\n'
        "<p>Invented.</p></body></text>",
        encoding="utf-8",
    )
    [told] = tei_kit.graft("One here.", path).diagnostics
    assert (told.code, told.line, told.column) == ("TK420", 3, 1)
    assert told.other.file == "<text>"


def test_a_copy_of_another_text_is_told():
    result = tei_kit.graft("Something else altogether is here.", tei("<p>Nothing like it</p>"))
    assert "TK424" in [d.code for d in result.diagnostics]
    assert tei_kit.compare("Something else altogether is here.", result.tree).same


def test_a_copy_without_text_cannot_take_the_words():
    with pytest.raises(tei_kit.GraftError, match="TK423"):
        tei_kit.graft("one two", tei('<pb n="1"/>'))


# ------------------------------------------------------------------ of our own TEI


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_copy_without_alterations_stays_as_it_is(path):
    source = tei_kit.read(path)
    conversion = tei_kit.convert(source)
    result = tei_kit.graft(source, conversion.tree)
    assert result.to_bytes() == unsealed(conversion.to_bytes())
    assert result.diagnostics == []


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(SAMPLES), st.randoms(use_true_random=False))
def test_altered_words_come_back_and_nothing_else_changes(path, chance):
    source = tei_kit.read(path)
    conversion = tei_kit.convert(source)
    tree = etree.ElementTree(etree.fromstring(conversion.to_bytes()))
    for element in tree.find(".//{*}text").iter(etree.Element):
        words = (element.text or "").split(" ")
        altered = [f"{w}s" if w.isalpha() and chance.random() < 0.05 else w for w in words]
        element.text = " ".join(altered) if element.text else element.text
    result = tei_kit.graft(source, tree)
    back = tei_kit.text_of(result.tree)
    assert "".join(back.split()) == "".join(source.text.split())
    before = [element.tag for element in conversion.tree.iter()]
    assert [element.tag for element in result.tree.iter()] == before


WORDS = ["said", "the", "President", "of", "House", "1971", "—", "(", "x"]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_whatever_was_done_to_the_words_the_text_is_the_sources(data):
    tree = tei_kit.convert(LETTER).tree
    texts = [
        (element, name)
        for element in tree.find(".//{*}text").iter(etree.Element)
        for name in ("text", "tail")
        if (getattr(element, name) or "").strip()
    ]
    for element, name in data.draw(st.lists(st.sampled_from(texts), max_size=6)):
        words = getattr(element, name).split(" ")
        at = data.draw(st.integers(0, len(words)))
        end = data.draw(st.integers(at, len(words)))
        new = data.draw(st.lists(st.sampled_from(WORDS), max_size=4))
        setattr(element, name, " ".join([*words[:at], *new, *words[end:]]))
    result = tei_kit.graft(LETTER, tree)
    etree.fromstring(result.to_bytes())
    assert tei_kit.compare(LETTER, result.tree).same


def test_the_result_is_valid_where_the_copy_was():
    schema = compile_schema(bundled.path("tei_kit.rng"))
    for path in SAMPLES[:12]:
        source = tei_kit.read(path)
        tree = tei_kit.convert(source).tree
        for element in tree.find(".//{*}text").iter("{*}p", "{*}speaker", "{*}item"):
            if element.text:
                element.text = element.text.replace("the", "teh")
        assert schema.validate(tree) == []
        assert schema.validate(tei_kit.graft(source, tree).tree) == []


@pytest.mark.parametrize("altered", [("Text.", "Text."), ("Text.", "Txt.")])
def test_notes_of_markdown_that_convert_made_are_taken(tmp_path, altered):
    path = tmp_path / "memo.md"
    path.write_text("# Head[^1]\n\nText.\n\n[^1]: A note.\n\n## Sub\n\nMore[^2].\n\n[^2]: Other.\n")
    made = tei_kit.convert(path).to_bytes().decode().replace(*altered)
    (tmp_path / "memo.xml").write_text(made)
    source = tei_kit.read(path)
    result = tei_kit.graft(source, tmp_path / "memo.xml")
    assert tei_kit.compare(source, result.tree).same
    assert len(result.tree.findall(f".//{TEI}body//{TEI}note")) == 2
    assert not result.diagnostics
