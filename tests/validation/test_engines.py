"""Reading XML safely, and running schemas of every kind over it."""

import time

import pytest
from lxml import etree

from tei_kit.diagnostics import SchemaError, TeiKitError
from tei_kit.validation import bundled, xsd
from tei_kit.validation.engines import compile_schemas, parse, validate
from tei_kit.xml.tree import parse_bytes

LAUGHS = b"""<?xml version="1.0"?>
<!DOCTYPE a [
  <!ENTITY l0 "ha">
  <!ENTITY l1 "&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;">
  <!ENTITY l2 "&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;">
  <!ENTITY l3 "&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;&l2;">
  <!ENTITY l4 "&l3;&l3;&l3;&l3;&l3;&l3;&l3;&l3;&l3;&l3;">
  <!ENTITY l5 "&l4;&l4;&l4;&l4;&l4;&l4;&l4;&l4;&l4;&l4;">
  <!ENTITY l6 "&l5;&l5;&l5;&l5;&l5;&l5;&l5;&l5;&l5;&l5;">
  <!ENTITY l7 "&l6;&l6;&l6;&l6;&l6;&l6;&l6;&l6;&l6;&l6;">
]>
<a b="&l7;">&l7;</a>"""

GRAMMAR = """<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <zeroOrMore><element name="b"><data type="integer"/></element></zeroOrMore>
</element>"""


def codes(error):
    return [diagnostic.code for diagnostic in error.value.diagnostics]


def refused(data):
    with pytest.raises(TeiKitError) as error:
        parse_bytes(data, "a.xml")
    return codes(error)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.rng").write_text(GRAMMAR)
    (tmp_path / "good.xml").write_text("<a>\n<b>1</b>\n</a>")
    (tmp_path / "bad.xml").write_text("<a>\n<b>one</b>\n<b>2</b>\n<b>three</b>\n</a>")
    return tmp_path


# ------------------------------------------------------------------ safety


def test_a_billion_laughs_are_refused():
    assert refused(LAUGHS) == ["TK508"]


def test_entities_are_refused_in_utf_16_as_well():
    text = LAUGHS.decode().replace('<?xml version="1.0"?>', "")
    assert refused(text.encode("utf-16")) == ["TK508"]


def test_entities_are_refused_in_an_encoding_that_expat_does_not_know():
    data = LAUGHS.replace(b'"1.0"?>', b'"1.0" encoding="EUC-JP"?>')
    assert refused(data) in (["TK501"], ["TK508"])


def test_an_external_entity_is_refused_and_its_file_not_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    data = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>'
    assert refused(data.encode()) == ["TK508"]


def test_a_parameter_entity_is_refused():
    assert refused(b'<!DOCTYPE a [<!ENTITY % x SYSTEM "x.dtd"> %x;]><a/>') == ["TK508"]


@pytest.mark.parametrize("data", [b"<a>&eacute;</a>", b'<a b="&eacute;"/>'])
def test_a_reference_into_an_external_dtd_is_refused_rather_than_dropped(data):
    assert refused(b'<!DOCTYPE a SYSTEM "tei.dtd">' + data) == ["TK508"]


def test_a_doctype_without_entities_is_read_and_its_dtd_is_not(tmp_path):
    path = tmp_path / "a.xml"
    (tmp_path / "a.dtd").write_text('<!ATTLIST a b CDATA "from the dtd">')
    path.write_text('<!DOCTYPE a SYSTEM "a.dtd"><a>&amp;&#65;</a>')
    root = parse(path).getroot()
    assert (root.text, dict(root.attrib)) == ("&A", {})


def test_an_xinclude_is_left_as_it_is(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text('<a><i:include xmlns:i="http://www.w3.org/2001/XInclude" href="a.xml"/></a>')
    assert len(parse(path).getroot()) == 1
    assert len(parse(path).getroot()[0]) == 0


def test_text_of_more_than_ten_megabytes_is_read():
    tree = parse_bytes(b"<a>" + b"x" * 11_000_000 + b"</a>", "a.xml")
    assert len(tree.getroot().text) == 11_000_000


def test_a_comment_of_a_hundred_megabytes_is_an_error_in_time():
    started = time.monotonic()
    assert refused(b"<!--" + b"x" * 100_000_000 + b"--><a/>") == ["TK501"]
    assert time.monotonic() - started < 5


def test_elements_nested_without_end_are_an_error_and_not_a_crash():
    assert refused(b"<a>" * 100_000 + b"</a>" * 100_000) == ["TK501"]


# ------------------------------------------------------------------ what cannot be read


def test_a_missing_file_is_tk101(tmp_path):
    with pytest.raises(TeiKitError) as error:
        parse(tmp_path / "none.xml")
    assert codes(error) == ["TK101"]


def test_xml_that_is_not_well_formed_is_tk501_with_its_line_and_column(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("<a>\n  <b></a>")
    with pytest.raises(TeiKitError) as error:
        parse(path)
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "TK501"
    assert (diagnostic.place.line, diagnostic.place.column) == (2, 8)
    assert "before the end of <b> of line 2; write </b>" in diagnostic.message


@pytest.mark.parametrize("data", [b"", b"  ", b"text", b"<a>\x00</a>", b"\xff\xfe", b"<a/><b/>"])
def test_what_is_not_xml_is_tk501(data):
    assert refused(data) == ["TK501"]


# ------------------------------------------------------------------ validating


def test_a_valid_file_gives_no_diagnostics(folder):
    assert validate(folder / "good.xml", [folder / "a.rng"]) == []


def test_errors_come_by_line_and_name_the_file(folder):
    found = validate(folder / "bad.xml", [folder / "a.rng"])
    assert [d.code for d in found][:1] == ["TK526"]
    assert {d.place.file for d in found} == {str(folder / "bad.xml")}
    assert [d.place.line for d in found] == sorted(d.place.line for d in found)


def test_a_tree_that_came_from_no_file_is_validated(folder):
    tree = etree.fromstring("<a><c/></a>").getroottree()
    found = validate(tree, [folder / "a.rng"])
    assert {d.place.file for d in found} == {"<tree>"}


def test_schemas_are_compiled_once_for_many_files(folder):
    compiled = compile_schemas([folder / "a.rng"])
    assert validate(folder / "good.xml", compiled) == []
    assert validate(folder / "bad.xml", compiled) != []


def test_without_schemas_the_bundled_ones_are_used(folder):
    assert {d.code for d in validate(folder / "good.xml")} == {"TK520"}


def test_a_document_cannot_choose_the_xsd_that_it_is_checked_against(tmp_path):
    path = tmp_path / "a.xml"
    (tmp_path / "own.xsd").write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/></xs:schema>'
    )
    path.write_text(
        '<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:noNamespaceSchemaLocation="own.xsd"/>'
    )
    assert [d.code for d in xsd.compile(bundled.path("tei_kit.xsd")).validate(path)] == ["TK504"]


def test_an_xsd_error_has_the_line_of_its_element(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">\n<x/>\n</TEI>')
    found = xsd.compile(bundled.path("tei_kit.xsd")).validate(path)
    assert found
    assert {d.code for d in found} == {"TK504"}
    assert all(d.place.line in (1, 2) for d in found)


# ------------------------------------------------------------------ schemas that cannot be used


def test_an_unknown_suffix_is_tk506(tmp_path):
    with pytest.raises(TeiKitError) as error:
        compile_schemas([tmp_path / "tei.schema"])
    assert codes(error) == ["TK506"]


def test_a_missing_schema_is_tk101(tmp_path):
    for name in ("a.rng", "a.xsd", "a.sch"):
        with pytest.raises(SchemaError) as error:
            compile_schemas([tmp_path / name])
        assert codes(error) == ["TK101"]


@pytest.mark.parametrize("name", ["a.rng", "a.xsd", "a.sch"])
@pytest.mark.parametrize("text", ["<a/>", "<"])
def test_what_is_no_schema_is_a_schema_error(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(SchemaError) as error:
        compile_schemas([path])
    assert codes(error) == ["TK505" if text == "<a/>" else "TK501"]
