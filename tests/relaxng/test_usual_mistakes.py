"""Usual mistakes in TEI: the message says what to write, in a wide grammar of ours and in tei_all.

No message lists names at random: of many it tells at most three, those that people use most.
"""

import re

import pytest

from tei_kit import relaxng
from tests.places import DATA, SHARED

OURS = DATA / "relaxng_messages" / "usual.rnc"
TEI_ALL = SHARED / "tei" / "tei_all.rng"
SCHEMAS = [
    OURS,
    pytest.param(
        TEI_ALL,
        marks=pytest.mark.skipif(not TEI_ALL.exists(), reason="tei_all.rng is not in ../shared"),
    ),
]

NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
FILE = """<titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt>
<sourceDesc><p>x</p></sourceDesc>"""
DOCUMENT = f"""<TEI {NAMESPACE}>
<teiHeader><fileDesc>{FILE}</fileDesc></teiHeader>
<text><body>
<p>x</p>
</body></text></TEI>"""


def in_body(content):
    return DOCUMENT.replace("\n<p>x</p>\n", f"\n{content}\n")


def in_file(content):
    return DOCUMENT.replace(FILE, content)


TITLE = "<titleStmt><title>T</title></titleStmt>"
PUBLICATION = "<publicationStmt><p>x</p></publicationStmt>"
SOURCE = "<sourceDesc><p>x</p></sourceDesc>"

MISTAKES = {
    # HTML
    "<b>": (in_body("<p>a <b>b</b></p>"), 'for <b> of HTML write <hi rend="bold">.'),
    "<i>": (in_body("<p>a <i>b</i></p>"), 'for <i> of HTML write <hi rend="italic">.'),
    "<em>": (in_body("<p><em>b</em></p>"), "for <em> of HTML write <emph>."),
    "<br/>": (in_body("<p>a<br/>b</p>"), "for <br> of HTML write <lb/>."),
    "<BR/>": (in_body("<p>a<BR/>b</p>"), "for <BR> of HTML write <lb/>."),
    "<tr>": (in_body("<table><tr><td>x</td></tr></table>"), "for <tr> of HTML write <row>."),
    "<td>": (in_body("<table><row><td>x</td></row></table>"), "for <td> of HTML write <cell>."),
    "<tr> in <p>": (in_body("<p><tr/></p>"), "for <tr> of HTML write <row>, and "),
    "<h1>": (in_body("<div><h1>H</h1><p>x</p></div>"), "for <h1> of HTML write <head>."),
    "<ul>": (in_body("<div><ul><li>x</li></ul></div>"), "for <ul> of HTML write <list>."),
    "<li>": (in_body("<list><li>x</li></list>"), "for <li> of HTML write <item>."),
    "<a>": (in_body("<p><a>x</a></p>"), 'for <a> of HTML write <ref target="…">.'),
    "<img>": (in_body("<p><img/></p>"), 'for <img> of HTML write <graphic url="…"/>.'),
    "<strong>": (in_body("<p><strong>x</strong></p>"), 'write <hi rend="bold">.'),
    "a class": (in_body('<p class="x">x</p>'), 'on element "p"; write "rend".'),
    "@href": (in_body('<p><ref href="x">x</ref></p>'), 'on element "ref"; write "target".'),
    "@src": (in_body('<p/><figure src="x"/>'), "TEI has url of <graphic> for it."),
    "@border": (in_body('<table border="1"><row><cell/></row></table>'), 'write "rend".'),
    "@width": (in_body('<table><row><cell width="9"/></row></table>'), 'write "rend".'),
    "p of XHTML": (
        in_body('<p xmlns="http://www.w3.org/1999/xhtml">x</p>'),
        "take its own xmlns away, so that it is in the namespace of the element around it.",
    ),
    "xmlns of nothing": (in_body('<p xmlns="">x</p>'), "take its own xmlns away, so"),
    # twice
    "teiHeader twice": (
        DOCUMENT.replace("<text>", f"<teiHeader><fileDesc>{FILE}</fileDesc></teiHeader><text>"),
        'it stands there already, and "TEI" takes one; join the two',
    ),
    "titleStmt twice": (
        in_file(TITLE + TITLE + PUBLICATION + SOURCE),
        'it stands there already, and "fileDesc" takes one; join the two, or go on with element ',
    ),
    "publicationStmt twice": (
        in_file(TITLE + PUBLICATION + PUBLICATION + SOURCE),
        'it stands there already, and "fileDesc" takes one; join the two, or go on with element ',
    ),
    # TEI P4
    "@corr": (
        in_body('<p><sic corr="the">teh</sic></p>'),
        "TEI has <choice><sic>…</sic><corr>…</corr></choice> for it.",
    ),
    "@reg": (in_body('<p><persName reg="X">x</persName></p>'), '; write "key".'),
    "@entity": (in_body('<p/><figure entity="f1"/>'), 'TEI has <graphic url="…"/> in <figure>'),
    "@status": (
        DOCUMENT.replace("<teiHeader>", '<teiHeader status="new">'),
        "take it out; it is of TEI P4.",
    ),
    "TEI.2": (
        DOCUMENT.replace(f"TEI {NAMESPACE}", "TEI.2").replace("/TEI>", "/TEI.2>"),
        f"for <TEI.2> of TEI P4 write <TEI {NAMESPACE}>.",
    ),
    "@id": (in_body('<div id="d1"><p>x</p></div>'), 'on element "div"; write "xml:id".'),
    "@lang": (in_body('<p lang="en">x</p>'), 'on element "p"; write "xml:lang".'),
    "<xref>": (in_body("<p><xref>x</xref></p>"), 'for <xref> of TEI P4 write <ref target="…">.'),
    "@TEIform": (in_body('<p TEIform="p">x</p>'), "take it out; it is of TEI P4."),
    # names of one's own
    "<footnote>": (in_body("<p><footnote/></p>"), 'write <note place="bottom">.'),
    "<line>": (in_body("<lg><line>x</line></lg>"), "; write <l>."),
    "<comment>": (in_body("<p><comment>x</comment></p>"), "; write <note>."),
    "<persname>": (in_body("<p><persname/></p>"), 'perhaps "persName" is meant.'),
    "<Title>": (in_body("<p><Title/></p>"), 'perhaps "title" is meant.'),
    "@corespond": (in_body('<p coresp="#x">x</p>'), 'perhaps "corresp"'),
    "an unknown attribute": (in_body('<p foo="x">x</p>'), 'on element "p"; it may have "'),
    # places
    "p in p": (
        in_body("<p>One <p>two</p></p>"),
        'element "p" is not allowed in "p"; end "p" before it, so that it stands in "body"',
    ),
    "div in p": (in_body("<p>x <div><p>y</p></div></p>"), 'end "p" before it, so that it'),
    "list in list": (
        in_body("<list><item>x</item><list><item>y</item></list></list>"),
        'element "list" is not allowed in "list"; put it into "item".',
    ),
    "item in p": (in_body("<p><item>x</item></p>"), 'not allowed in "p"; put it into "list".'),
    "item in div": (in_body("<div><item>x</item></div>"), 'put it into "list".'),
    "cell in p": (in_body("<p><cell>x</cell></p>"), 'it may stand in "row".'),
    "speaker in p": (in_body("<p><speaker>x</speaker></p>"), 'it may stand in "sp".'),
    "text in div": (in_body("<div>Some words</div>"), 'in "div"; put it into element "p"'),
    "text in list": (in_body("<list>Some</list>"), 'in "list"; put it into element "item"'),
    "a name of nothing": (in_body("<p><foobarbaz/></p>"), "; take it out, or check by a schema"),
    "text in pb": (in_body("<p><pb>12</pb></p>"), 'for it is empty; write its number as n="…".'),
    "p after div": (in_body("<div><p>x</p></div><p>y</p>"), 'not allowed any more in "body"; '),
    "head after p": (
        in_body("<div><p>x</p><head>H</head></div>"),
        'move it up, towards the beginning of "div", or',
    ),
    # what is missing
    "no publicationStmt": (
        in_file(f"{TITLE}{SOURCE}"),
        'the required element "publicationStmt" is missing before it.',
    ),
    "no sourceDesc": (
        in_file(f"{TITLE}{PUBLICATION}"),
        'element "fileDesc" is not complete; the required element "sourceDesc" is missing.',
    ),
    "no titleStmt": (in_file(PUBLICATION + SOURCE), 'element "titleStmt" is missing before it.'),
    "no teiHeader": (
        re.sub(r"<teiHeader>.*</teiHeader>", "", DOCUMENT, flags=re.DOTALL),
        'the required element "teiHeader" is missing before it.',
    ),
    "no namespace": (
        DOCUMENT.replace(f" {NAMESPACE}", ""),
        f"; add {NAMESPACE} in its tag.",
    ),
    "another namespace": (DOCUMENT.replace('1.0"', '1.0/"'), f"write {NAMESPACE} in its tag."),
    "empty body": (in_body(""), 'is not complete; it has to hold element "p", "div"'),
    "empty list": (in_body("<list/>"), 'the required element "item" is missing.'),
    "sp without p": (in_body("<sp><speaker>x</speaker></sp>"), 'it has to hold element "p", "l'),
    # values
    "when with dots": (
        in_body('<p><date when="31.5.1971">x</date></p>'),
        'such as 1971-05-31, 1971-05 or 1971; write when="1971-05-31".',
    ),
    "when in words": (in_body('<p><date when="May 31, 1971"/></p>'), 'write when="1971-05-31".'),
    "when too short": (in_body('<p><date when="1971-5-3"/></p>'), 'write when="1971-05-03".'),
    "when unclear": (in_body('<p><date when="5/6/1971"/></p>'), "1971-05 or 1971."),
    "when a span": (in_body('<p><date when="1971-1972"/></p>'), 'write from="1971" to="1972".'),
    "when in doubt": (in_body('<p><date when="c. 1971"/></p>'), 'write when="1971" cert="low".'),
    "when a time": (in_body('<p><date when="10:30"/></p>'), 'write when="10:30:00".'),
    "when short": (in_body('<p><date when="31.5.71"/></p>'), "the year with four digits."),
    "when impossible": (in_body('<p><date when="1971-02-30"/></p>'), "a day that the calendar has"),
    "xml:id with a space": (
        in_body('<p xml:id="letter 1">x</p>'),
        'expected a name without spaces that begins with a letter; write xml:id="letter_1".',
    ),
    "xml:id with a digit": (in_body('<p xml:id="1a">x</p>'), 'write xml:id="n1a".'),
    "type with a space": (in_body('<p><name type="my type"/></p>'), 'write type="my-type".'),
    "a language in words": (in_body('<p xml:lang="in English">x</p>'), "a language tag such as en"),
    "a language by its name": (in_body('<p xml:lang="old German!">x</p>'), "a language tag such"),
    "cert in capitals": (in_body('<p><name cert="High"/></p>'), 'write cert="high".'),
    "a number in words": (
        in_body('<p><measure quantity="five"/></p>'),
        'value "five" of attribute "quantity" of element "measure" is not right; expected a number',
    ),
    "a value not of the list": (in_body('<l part="X">x</l>'), 'expected "Y", "N"'),
}

LISTED = re.compile(r'"[^"]+"(?:, "[^"]+")*')


@pytest.fixture(scope="module")
def compiled():
    return {}


def messages_on(document, path, compiled, folder):
    schema = compiled.setdefault(path, None) or relaxng.compile(path)
    compiled[path] = schema
    (folder / "a.xml").write_text(document, encoding="utf-8")
    return [one.message for one in schema.validate(folder / "a.xml")]


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
@pytest.mark.parametrize("name", MISTAKES)
def test_a_usual_mistake_is_told_with_what_to_write(name, schema, compiled, tmp_path):
    document, sentence = MISTAKES[name]
    messages = messages_on(document, schema, compiled, tmp_path)
    assert any(sentence in message for message in messages), messages
    for message in messages:
        assert all(names.count('", "') <= 5 for names in LISTED.findall(message)), message


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
def test_the_document_is_valid_but_for_the_mistakes(schema, compiled, tmp_path):
    assert messages_on(DOCUMENT, schema, compiled, tmp_path) == []
