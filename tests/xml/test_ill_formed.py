"""XML that is not well-formed: each usual mistake has a sentence that says what to write."""

import io

import pytest

from tei_kit.diagnostics import TeiKitError
from tei_kit.xml import events, ill_formed, tree

MISTAKES = [
    (b"", "1:1", "it holds no element."),
    (b"Dear Sir <a/>", "1:1", "text stands before the first tag (Dear Sir <a/>); take it out."),
    (b"Dear Sir, no tags here", "1:1", "it holds no tags; look whether it is the right file"),
    (b'\n<?xml version="1.0"?><a/>', "2:1", "<?xml …?> stands only at the very beginning"),
    (b'<?xml encoding="utf-8"?><a/>', "1:7", 'write <?xml version="1.0" encoding="UTF-8"?>.'),
    (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "1:31", 'write encoding="UTF-8" there'),
    (b'<?xml version="1.0" encoding="no-such"?><a/>', "1:1", "no encoding is called no-such"),
    (b"PK\x03\x04...", "1:1", "the file is a ZIP archive"),
    # characters
    (b"<p>Smith & Sons</p>", "1:11", "& begins an entity; write & as &amp;."),
    (b"<p>AT&T</p>", "1:8", "write & as &amp;, so that &T becomes &amp;T."),
    (b'<ref target="x?a=1&b=2"/>', "1:21", "so that &b becomes &amp;b."),
    (b"<p>a &nbsp b</p>", "1:11", "&nbsp lacks its semicolon"),
    (b"<p>&nbsp;</p>", "1:4", "one of HTML, which XML does not know; write &#160; in its place."),
    (b"<p>caf&eacute;</p>", "1:7", "write é in its place."),
    (b"<p>&letterhead;</p>", "1:4", "the entity &letterhead; is not declared"),
    (b"<p>a < b</p>", "1:7", "no tag begins here (< b</p>); write < as &lt;."),
    (b"<p>]]></p>", "1:6", "write ]]&gt;."),
    (b"<p>\x01</p>", "1:4", "the control character U+0001 may not stand in XML"),
    (b"<p>&#1;</p>", "1:4", "&#1; is no character that XML can hold"),
    (b"<!-- a -- b --><p/>", "1:10", "a comment may not hold --"),
    ("<p>un café noir</p>".encode("latin-1"), "1:10", "byte 0xE9 is not UTF-8; in windows-1252 it"),
    ("<p>un café noir</p>".encode("latin-1"), "1:10", "it is é (“café”). Save the file as UTF-8"),
    (b"<p>\x81</p>", "1:4", "byte 0x81 is not UTF-8; save the file as UTF-8"),
    ("<a>é & b</a>".encode("utf-16"), "1:8", "write & as &amp;."),
    # tags
    (b"<p n=3>x</p>", "1:6", 'attribute n is not in quotation marks; write n="3".'),
    (b"<pb n=3/>", "1:7", 'write n="3".'),
    ("<p rend=“bold face”>x</p>".encode(), "1:9", 'write it with straight marks: rend="bold face"'),
    (b'<p n="1" n="2"/>', "1:10", "attribute n stands twice in this tag"),
    (b'<p n="1"rend="x"/>', "1:9", "a space is missing before attribute rend of <p>."),
    (b"<p hidden>x</p>", "1:10", 'attribute hidden of <p> has no value; write hidden="…".'),
    (b"<p n = />", "1:8", "attribute n of <p> has no value"),
    (b'<p\nn="x>\n<c d="1"/></p>', "3:1", "attribute n, which begins in line 2, has no closing"),
    (b"<p <b/></p>", "1:4", "the tag <p has no > at its end; write < as &lt; if"),
    (b"<p>< hi>x</hi></p>", "1:5", "a space follows <; write <hi"),
    (b"<p></ p>", "1:6", "write </p>."),
    # start and end
    (b"<p>\n<b>x</p></b>", "2:7", "</p> comes before the end of <b> of line 2; write </b> before"),
    (b"<div>\n<p>x</q></div>", "2:7", "</q> does not match <p> of line 2, and no q is open"),
    (b"<P>\n</p>", "2:3", "small and capital letters are to be the same"),
    (b"<p>\none<lb>two</p>", "2:13", "<lb> of line 2 has no end before </p>; an empty element is"),
    (b"<div>\n<p>x", "2:5", "</p>, which ends <p> of line 2 (elements open: 2)"),
    (b"<p>x</p", "1:5", "the file ends in the middle of a tag"),
    (b"<p><!-- x", "1:4", "the file ends in the middle of a comment, which ends with -->."),
    (b"<a/><b/>", "1:5", "the document ends with </a>, and more follows (<b/>)"),
    (b"<a></a></a>", "1:9", "more follows (</a>); one root element has to hold all."),
    # namespaces
    (b"<tei:p/>", "1:1", 'add xmlns:tei="http://www.tei-c.org/ns/1.0" to the root element'),
    (b'<a xlink:href="x"/>', "1:1", 'add xmlns:xlink="http://www.w3.org/1999/xlink"'),
    (b"<a><zz:b/></a>", "1:4", "the prefix zz is not declared"),
    # names, signs and quotation marks in tags
    (b"<p rend=bold face>x</p>", "1:9", 'write rend="bold face".'),
    (b"<p rend=bold n=1>x</p>", "1:9", 'write rend="bold".'),
    (b"<p n='O'Brien'>x</p>", "1:9", "ends before Brien, since it holds its own quotation mark"),
    (b"<p n='O'Brien'>x</p>", "1:9", "write that mark as &apos;."),
    (b'<p n="say "hi" now">x</p>', "1:12", "ends before hi, since it holds its own quotation"),
    (b"<1st>x</1st>", "1:2", "1st is no name; a name begins with a letter"),
    (b"<letter 1>x</letter 1>", "1:9", 'write it as the value of one, such as n="1".'),
    (b'<p n="1", r="2">x</p>', "1:9", "a , stands in the tag <p>; take it out"),
    (b'<p n:"1">x</p>', "1:6", 'a colon follows attribute n; write n="1".'),
    (b'<p n=="1">x</p>', "1:6", 'two = follow attribute n; write n="1".'),
    (b'<p "n"="1">x</p>', "1:4", "the name of attribute n is in quotation marks"),
    (b'<pb n="1"/ >', "1:11", "ends with />, without a space between them."),
    (b'<pb n="1" \\>', "1:11", "the tag of an empty element ends with />"),
    (b"<p>x<\\p>", "1:6", "this is no end tag; write </p>."),
    (b'<a:b:c xmlns:a="x"/>', "1:5", "a:b:c is no name"),
    # references without a semicolon
    (b"<p>&amp x</p>", "1:8", "&amp lacks its semicolon; write &amp;."),
    (b'<ref target="?a=1&amp=2"/>', "1:22", "&amp lacks its semicolon; write &amp;."),
    (b"<p>&#233 x</p>", "1:9", "&#233 lacks its semicolon; write &#233;."),
    (b"<p>&#xE9 x</p>", "1:9", "&#xE9 lacks its semicolon"),
    (b"<p>&#55296 x</p>", "1:11", "&#55296 is no character that XML can hold"),
    (b"<p>&Nbsp;</p>", "1:4", "write &#160; in its place."),
    # comments, declarations, sections
    (b"<!- a --><p/>", "1:4", "a comment begins with <!-- and ends with -->."),
    (b"<!doctype html><p/>", "1:1", "<!doctype is written in capital letters: <!DOCTYPE."),
    (b"<p><![cdata[x]]></p>", "1:7", "is written in capital letters: <![CDATA[."),
    (b"<p><![CDATA[x</p>", "1:18", "CDATA section that begins in line 1 and ends with ]]>."),
    (b'<!ENTITY x "y"><p/>', "1:1", "a declaration stands in the document type"),
    (b"<p>x<? open ?></p>", "1:7", "the name of an instruction follows <? without a space"),
    (b'<?xml version="1.0"><p/>', "1:1", 'write <?xml version="1.0" encoding="UTF-8"?>.'),
    (b'<?XML version="1.0"?><p/>', "1:6", 'write <?xml version="1.0" encoding="UTF-8"?>.'),
    # an empty element for an end tag
    (b"<p>\nx<p/>", "2:6", "the empty element <p/> of line 2 may have been meant as </p>."),
    (b"<div><p>\nx<p/></div>", "2:8", "the empty element <p/> of line 2 may have been meant as"),
    (b"<p>x<p></p>", "1:12", "the file ends before </p>, which ends <p> of line 1 (elements open"),
    # prefixes
    (b'<p xmlns:tei=""/>', "1:1", 'write xmlns:tei="http://www.tei-c.org/ns/1.0", or take it out.'),
    (b'<p XML:id="x"/>', "1:1", "XML is written in small letters: xml."),
    (b'<p xmlns:xml="x"/>', "1:1", "the prefix xml belongs to XML itself"),
    # encodings
    (b"\xef\xbb\xbf\xef\xbb\xbf<p/>", "1:2", "U+FEFF, which cannot be seen"),
    ("<p>Привет</p>".encode("cp1251"), "1:4", 'encoding="windows-1251"'),
    ("<p>naïve</p>".encode("mac-roman"), "1:6", 'encoding="macintosh"'),
]


def told(read):
    with pytest.raises(TeiKitError) as error:
        read()
    (found,) = error.value.diagnostics
    assert found.code == "TK501"
    return found


@pytest.mark.parametrize(("data", "place", "sentence"), MISTAKES)
def test_a_mistake_is_told_alike_by_both_parsers(data, place, sentence):
    streamed = told(lambda: events.EventParser("a.xml").parse(io.BytesIO(data)))
    parsed = told(lambda: tree.parse_bytes(data, "a.xml"))
    assert sentence in streamed.message
    assert streamed == parsed
    assert str(streamed.place) == f"a.xml:{place}"


def test_a_document_that_is_well_formed_has_no_mistake():
    data = b'<!DOCTYPE a [<!ENTITY e "x">]><a b=\'"\'><!-- - --><?x y?>&e;&#233;<![CDATA[<&]]></a>'
    assert ill_formed.explain_bytes(data, "a.xml") is None


@pytest.mark.parametrize("cut", range(1, 120, 7))
def test_a_file_that_is_cut_off_anywhere_has_a_sentence(cut):
    data = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><!-- é --><text n="1"><body><p>x &amp; y</p>'
    found = ill_formed.explain_bytes(data.encode()[:cut], "a.xml")
    assert found is not None
    assert found.code == "TK501"


def test_a_mistake_behind_much_text_is_found_where_it_is():
    data = b"<TEI>\n" + b"<p n='1'>Some words &amp; more.</p>\n" * 20_000 + b"<p>A & B</p></TEI>"
    found = told(lambda: events.EventParser("a.xml").parse(io.BytesIO(data)))
    assert (found.line, found.column) == (20_002, 7)
    assert "write & as &amp;" in found.message


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'<?xml version="2.0"?><p/>', "the first line is not right"),
        ("<p>x</p>".encode("utf-16-le"), "UTF-16 without a byte order mark"),
    ],
)
def test_a_beginning_that_only_one_parser_refuses_is_told_in_words(data, sentence):
    assert sentence in told(lambda: tree.parse_bytes(data, "a.xml")).message


def test_an_entity_of_html_beside_a_document_type_has_its_character():
    data = b"<!DOCTYPE p [<!ENTITY x 'y'>]><p>&eacute;</p>"
    with pytest.raises(TeiKitError, match=r"TK508 .* write é in its place"):
        tree.parse_bytes(data, "a.xml")
