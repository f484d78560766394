"""`compare`: what is a difference, where it is said to be, and what is none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import tei_kit
from tei_kit.collation.differences import Change
from tests.collation.texts import LETTER, tei
from tests.places import DATA
from tests.strategies import DOCUMENTS

SAMPLES = sorted((DATA / "texts").glob("*.txt"))


def found(source, body, **options):
    """The differences, each as its kind and the words of both sides."""
    comparison = tei_kit.compare(source, tei(body), **options)
    return [(d.change, d.source.text, d.tei.text) for d in comparison.differences]


# ------------------------------------------------------------------ no false alarms


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_convert_makes_is_the_same(path):
    source = tei_kit.read(path)
    assert tei_kit.compare(source, tei_kit.convert(source).tree).differences == []


@pytest.mark.parametrize("sign", ["[…]", "...", "[3 words illegible]", "[torn]", "- - -", ""])
def test_a_gap_is_a_sign_of_the_source_or_none(sign):
    assert found(f"He said {sign} nothing.", "<p>He said <gap/> nothing.</p>") == []


def test_words_in_brackets_beside_a_gap_are_no_sign_of_it():
    lost = found("He said [Smith] nothing.", "<p>He said <gap/> nothing.</p>")
    assert lost == [(Change.LOST, "[Smith]", "")]


def test_notes_on_all_readings_of_a_place_are_read_and_remarks_on_witnesses_are_not():
    body = "<p>One <app><lem>two</lem><witDetail wit='#a'>red</witDetail></app> three.</p>"
    assert found("One two three.", body) == []
    noted = "<p>One <app><lem>two</lem><note>Sure?</note></app> three.</p>"
    assert found("One two three. Sure?", noted) == []


def test_a_file_without_text_lacks_all_of_the_source():
    assert [change for change, *_ in found("x", "<p><gap> </gap></p>")] == [Change.LOST]


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_what_convert_makes_of_any_text_is_the_same(text):
    try:
        conversion = tei_kit.convert(text)
    except tei_kit.SourceError:
        return
    assert tei_kit.compare(conversion.source, conversion.tree).same


WAYS = {
    "notes in place, printed at the end": (
        "He came1 and went.2 The end.\n\n1. Not printed.\n2. See p. 5.",
        "<p>He came<note>Not printed.</note> and went.<note>See p. 5.</note> The end.</p>",
    ),
    "notes with numbers, printed in brackets": (
        "He came[1] and went.\n\n[1] Not printed.",
        '<p>He came<note n="1">Not printed.</note> and went.</p>',
    ),
    "notes at the foot of pages, within a paragraph": (
        "He came1 and\n\n1. Not printed.\n\n[Page 2]\n\nwent away again.",
        '<p>He came<note n="1">Not printed.</note> and <pb n="2"/>went away again.</p>',
    ),
    "notes at the end, printed in place": (
        "He came (not printed) and went away.",
        '<p>He came <ref target="#n"/>and went away.</p><note xml:id="n">(not printed)</note>',
    ),
    "notes with the same words": (
        "He came1 and went.2\n\n1. Ibid.\n2. Ibid.",
        '<p>He came<note n="1">Ibid.</note> and went.<note n="2">Ibid.</note></p>',
    ),
    "two marks glued to a number": (
        "in 196912 and\n\n1. Not printed.\n2. See p. 5.",
        '<p>in 1969<note n="1">Not printed.</note><note n="2">See p. 5.</note> and</p>',
    ),
    "sic and corr": (
        "He recieved it.",
        "<p>He <choice><corr>received</corr><sic>recieved</sic></choice> it.</p>",
    ),
    "reg where the source has it": (
        "The colour of it",
        "<p>The <choice><orig>color</orig><reg>colour</reg></choice> of it</p>",
    ),
    "two choices that touch": (
        "vnto thee",
        "<p><choice><orig>vnto</orig><reg>unto</reg></choice>"
        "<choice><orig>ye</orig><reg>thee</reg></choice></p>",
    ),
    "readings of an apparatus": (
        "the second reading",
        "<p>the <app><lem>first</lem><rdg>second</rdg></app> reading</p>",
    ),
    "what was deleted and added": (
        "the new word",
        "<p>the <subst><del>old</del><add>new</add></subst> word</p>",
    ),
    "an abbreviation that was expanded": (
        "the Govt said",
        "<p>the <choice><abbr>Govt</abbr><expan>Government</expan></choice> said</p>",
    ),
    "page markers of any form": ("one {12} two", '<p>one <pb n="12"/>two</p>'),
    "pages that are not printed": ("one two", '<p>one <pb n="12"/>two</p>'),
    "running heads that are not printed": (
        "one two three",
        "<p>one two</p><fw>A Running Head</fw><p>three</p>",
    ),
    "running heads that are printed": (
        "one two\n\nA Running Head\n\nthree",
        "<p>one two</p><fw>A Running Head</fw><p>three</p>",
    ),
    "a word divided at a line end": ("nego-\ntiation", '<p>nego<lb break="no"/>tiation</p>'),
    "the hyphen as mark-up": (
        "nego-\ntiation",
        '<p>nego<pc force="weak">-</pc><lb break="no"/>tiation</p>',
    ),
    "bullets that nobody encoded": (
        "• one\n• two",
        "<list><item>one</item><item>two</item></list>",
    ),
    "numbers of items that nobody encoded": (
        "1. one\n2. two",
        "<list><item>one</item><item>two</item></list>",
    ),
    "a mark within a word": ("wo³rd\n\n³ note", '<p>wo<note n="3">note</note>rd</p>'),
    "lines with numbers": ("one\n5 two", '<l>one</l><l><lb n="5"/>two</l>'),
    "text in an element that usually holds elements": ("one two", "<div>one <p>two</p></div>"),
}


@pytest.mark.parametrize("name", WAYS)
def test_other_ways_to_encode_a_text_are_no_differences(name):
    assert found(*WAYS[name]) == []


# ------------------------------------------------------------------ what differs


@pytest.mark.parametrize(
    ("source", "body", "expected"),
    [
        ("The colour is", "<p>The color is</p>", [(Change.ALTERED, "colour", "color")]),
        ("one two three", "<p>one three</p>", [(Change.LOST, "two", "")]),
        ("one three", "<p>one <hi>two</hi> three</p>", [(Change.ADDED, "", "two")]),
        (
            "he did indeed say so",
            "<p>he indeed did say so</p>",
            [(Change.MOVED, "did", "did")],
        ),
        ("“Yes,” he", '<p>"Yes,” he</p>', [(Change.TYPOGRAPHIC, "“", '"')]),
        ("one — two", "<p>one -- two</p>", [(Change.TYPOGRAPHIC, "—", "--")]),
        ("the ﬁnal", "<p>the final</p>", [(Change.TYPOGRAPHIC, "ﬁnal", "final")]),
        ("THE final", "<p>The final</p>", [(Change.TYPOGRAPHIC, "THE", "The")]),
        ("caf\u00e9 in", "<p>cafe\u0301 in</p>", [(Change.TYPOGRAPHIC, "café", "cafe\u0301")]),
        (
            "nego-\ntiation of",
            "<p>negotiation of</p>",
            [(Change.TYPOGRAPHIC, "nego-\ntiation", "negotiation")],
        ),
        (
            "one [Page 3] two [Page 4] three",
            '<p>one <pb n="3"/>two <pb n="5"/>three</p>',
            [(Change.ALTERED, "[Page 4]", "[Page 5]")],
        ),
        (
            "one [Page 3] two [Page 4] three four",
            '<p>one <pb n="3"/>two <pb n="4"/>three <pb n="5"/>four</p>',
            [(Change.SIGN, "", "[Page 5]")],
        ),
        (
            "He1 came and went.2 So\n\n1. Note one.\n2. Note two.",
            '<p>He<note n="1">Note one.</note> came<note n="2">Note two.</note> and went. So</p>',
            [(Change.NOTE_MOVED, "2", "2")],
        ),
        (
            "He agreed with him.1\n\n1. Source: National Archives, a long note.",
            '<p>He agreed<note n="1">Source: National Archives, a long note.</note> with him.</p>',
            [(Change.NOTE_MOVED, "1", "1")],
        ),
        (
            "He came and went. So\n\n1. Note one.",
            '<p>He came<note n="1">Note one.</note> and went. So</p>',
            [],
        ),
        ("one (note two) three", "<p>one three</p>", [(Change.LOST, "(note two)", "")]),
    ],
)
def test_each_kind_of_difference_is_told(source, body, expected):
    assert found(source, body) == expected


def test_both_places_are_told(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nThe colour &\nthe flag.", encoding="utf-8")
    (tmp_path / "a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>\n<head>Title</head>\n'
        "<p>The color &amp; the\n<hi>flags</hi>.</p></body></text></TEI>",
        encoding="utf-8",
    )
    comparison = tei_kit.compare(tei_kit.read(tmp_path / "a.txt"), tmp_path / "a.xml")
    places = [
        (d.place.line, d.place.column, d.other.line, d.other.column) for d in comparison.diagnostics
    ]
    assert places == [(3, 8, 3, 5), (4, 5, 4, 5)]
    assert str(comparison.diagnostics[0]) == (
        f"{tmp_path}/a.xml:3:8: error TK412 the source has 'colour' ({tmp_path}/a.txt:3:5), "
        "the TEI 'color'."
    )


@pytest.mark.parametrize(
    ("source", "body", "place"),
    [
        ("one two\n\nthree four", "<p>one</p>\n<p>three four</p>", (1, 7)),  # at the end
        ("one two\n\nthree four", "<p>one two</p>\n<p>four</p>", (2, 4)),  # at the beginning
    ],
)
def test_missing_words_are_told_where_they_belong(source, body, place, tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(f'<text xmlns="http://www.tei-c.org/ns/1.0">{body}</text>', encoding="utf-8")
    [diagnostic] = tei_kit.compare(source, path).diagnostics
    shift = len('<text xmlns="http://www.tei-c.org/ns/1.0">') if place[0] == 1 else 0
    assert (diagnostic.line, diagnostic.column) == (place[0], place[1] + shift)


@pytest.mark.parametrize(
    ("name", "source", "body"),
    [
        ("quotes", "“Yes,” ‘no’", "<p>\"Yes,\" 'no'</p>"),
        ("dashes", "one — two–three", "<p>one -- two-three</p>"),
        ("ligatures", "the ﬁnal ſtate of Cæsar", "<p>the final state of Caesar</p>"),
        ("ellipses", "and …", "<p>and ...</p>"),
        ("case", "The END", "<p>the end</p>"),
        ("composition", "caf\u00e9", "<p>cafe\u0301</p>"),
        ("hyphens", "nego-\ntiation so\xadon", "<p>negotiation soon</p>"),
    ],
)
def test_what_is_typographic_can_be_ignored_by_its_name_alone(name, source, body):
    assert found(source, body, ignore=[name]) == []
    told = tei_kit.compare(source, tei(body)).differences
    assert {d.change for d in told} == {Change.TYPOGRAPHIC}
    assert {each for d in told for each in d.typography} == {name}
    others = {"quotes", "dashes", "ligatures", "ellipses", "case", "composition", "hyphens"}
    assert len(found(source, body, ignore=others - {name})) > 0


def test_another_name_of_typography_is_refused():
    with pytest.raises(ValueError, match="spaces"):
        tei_kit.compare("a", tei("<p>a</p>"), ignore=["spaces"])


def test_the_header_does_not_count():
    header = "<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt></fileDesc></teiHeader>"
    assert tei_kit.compare("one", tei("<p>one</p>", header)).same


def test_xml_that_is_not_tei_is_refused():
    with pytest.raises(tei_kit.TeiKitError, match="TK701"):
        tei_kit.compare("one", etree.ElementTree(etree.fromstring("<TEI><text>one</text></TEI>")))


def test_all_texts_of_a_corpus_are_read():
    corpus = etree.fromstring(
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>'
        "<TEI><teiHeader/><text><body><p>one</p></body></text></TEI>"
        "<TEI><teiHeader/><text><body><p>two</p></body></text></TEI></teiCorpus>"
    )
    assert tei_kit.compare("one two", etree.ElementTree(corpus)).same


LETTERS = st.sampled_from("abcdefghij")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_letter_that_is_altered_anywhere_is_found(data):
    tree = tei_kit.convert(LETTER).tree
    texts = [
        (element, name)
        for element in tree.find(".//{*}text").iter(etree.Element)
        for name in ("text", "tail")
        if (getattr(element, name) or "").strip() and element.tag != "{*}text"
    ]
    element, name = data.draw(st.sampled_from(texts))
    text = getattr(element, name)
    at = data.draw(st.sampled_from([i for i, c in enumerate(text) if not c.isspace()]))
    letter = data.draw(LETTERS.filter(lambda c: c != text[at]))
    setattr(element, name, text[:at] + letter + text[at + 1 :])
    assert len(tei_kit.compare(LETTER, tree).differences) >= 1
