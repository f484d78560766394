"""XML Schema: which of libxml2 and xmlschema decides, and both versions of the language."""

from pathlib import Path

import pytest

from tei_kit.diagnostics import SchemaError
from tei_kit.validation import xsd_judge

XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
VC = 'xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning"'


@pytest.fixture
def found(tmp_path):
    def run(schema, document, attributes=""):
        (tmp_path / "a.xsd").write_text(f"<xs:schema {XS} {attributes}>{schema}</xs:schema>")
        (tmp_path / "a.xml").write_text(document)
        found = xsd_judge.compile(tmp_path / "a.xsd").validate(tmp_path / "a.xml")
        return [(d.line, d.column, d.message.removeprefix("XSD: ")) for d in found]

    return run


def element(content):
    return f'<xs:element name="r"><xs:complexType>{content}</xs:complexType></xs:element>'


ASSERTION = element(
    '<xs:attribute name="lo" type="xs:int"/><xs:attribute name="hi" type="xs:int"/>'
    '<xs:assert test="@lo le @hi"/>'
)


@pytest.mark.parametrize("attributes", ["", f'{VC} vc:minVersion="1.1"'])
def test_a_schema_of_version_1_1_judges_by_its_assertions(found, attributes):
    assert found(ASSERTION, '<r lo="1" hi="2"/>', attributes) == []
    (one,) = found(ASSERTION, '<r lo="2" hi="1"/>', attributes)
    assert one[:2] == (1, 1)


def test_a_schema_that_is_right_in_version_1_1_only_is_one_of_1_1(found):
    schema = element('<xs:all><xs:element name="a" maxOccurs="2"/></xs:all>')
    assert found(schema, "<r><a/><a/></r>") == []
    assert found(schema, "<r><a/><a/><a/></r>")


def test_a_schema_that_is_right_in_neither_has_the_error_of_1_0(found):
    with pytest.raises(SchemaError) as error:
        found(element('<xs:attribute name="a" type="xs:none"/>'), "<r/>")
    assert "none" in str(error.value)


def test_a_schema_with_several_mistakes_has_all_of_them(found):
    schema = '<xs:element name="a" type="xs:nope"/>\n<xs:element name="b" type="none"/>'
    with pytest.raises(SchemaError) as error:
        found(schema, "<a/>")
    assert [d.line for d in error.value.diagnostics] == [1, 2]


def test_mistakes_in_one_line_and_in_included_files_are_told_at_their_places(tmp_path):
    (tmp_path / "part.xsd").write_text(
        f"<xs:schema {XS}>\n"
        '  <xs:simpleType name="s"><xs:restriction base="xs:int"><xs:maxInclusive value="x"/>'
        '</xs:restriction></xs:simpleType><xs:element name="r" type="none"/></xs:schema>'
    )
    (tmp_path / "main.xsd").write_text(
        f'<xs:schema {XS}><xs:include schemaLocation="part.xsd"/>\n'
        '<xs:element name="a" type="xs:strin"/><xs:element name="b" type="nope"/></xs:schema>'
    )
    with pytest.raises(SchemaError) as error:
        xsd_judge.compile(tmp_path / "main.xsd")
    found = [
        (Path(d.place.file).name, d.place.line, d.place.column) for d in error.value.diagnostics
    ]
    assert found == [
        ("main.xsd", 2, 1),
        ("main.xsd", 2, 39),
        ("part.xsd", 2, 57),
        ("part.xsd", 2, 118),
    ]
    for each in error.value.diagnostics:
        assert not any(python in each.message for python in ("int()", "{http", "('", "Xsd"))


UNIQUE = """<xs:simpleType name="short"><xs:restriction base="xs:{base}"><xs:{facet} value="8"/>
  </xs:restriction></xs:simpleType>
  <xs:element name="r"><xs:complexType><xs:sequence>
    <xs:element name="k" type="short" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
    <xs:unique name="u"><xs:selector xpath="k"/><xs:field xpath="."/></xs:unique></xs:element>"""


@pytest.mark.parametrize(
    ("base", "facet", "values"),
    [
        ("token", "maxLength", ("a b", " a  b ")),
        ("int", "maxInclusive", ("1", "01")),
        ("string", "maxLength", ("a", "a")),
        ("decimal", "maxInclusive", ("1.0", "1")),
    ],
)
def test_values_that_are_equal_in_a_derived_type_are_duplicates(found, base, facet, values):
    document = "<r>" + "".join(f"\n<k>{value}</k>" for value in values) + "</r>"
    (one,) = found(UNIQUE.format(base=base, facet=facet), document)
    assert one[0] in (1, 3)


def test_values_that_differ_in_their_type_are_none(found):
    assert found(UNIQUE.format(base="string", facet="maxLength"), "<r><k>a</k><k>a </k></r>") == []


def test_a_finding_has_its_column(found):
    schema = element('<xs:sequence><xs:element name="a" type="xs:int"/></xs:sequence>')
    assert [one[:2] for one in found(schema, "<r>\n   <a>x</a></r>")] == [(2, 4)]


PATTERN = """<xs:element name="r"><xs:simpleType><xs:restriction base="xs:string">
  <xs:pattern value="{}"/></xs:restriction></xs:simpleType></xs:element>"""


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|aa)+b", "(a*)*b", "(a|a)*b", "([a-z]+)*0"])
def test_no_pattern_takes_for_ever(found, pattern):
    assert len(found(PATTERN.format(pattern), f"<r>{'a' * 2000}</r>")) == 1


@pytest.mark.parametrize(
    ("pattern", "value", "valid"),
    [
        (r"\\d{2}", "12", True),
        (r"\\d{2}", "1", False),
        (r"\\i\\c*", "a-1", True),
        (r"[a-z-[aeiou]]+", "xyz", True),
        (r"[a-z-[aeiou]]+", "abc", False),
        (r"\\p{Lu}.*", "Äpfel", True),
    ],
)
def test_patterns_are_those_of_xml_schema(found, pattern, value, valid):
    assert (found(PATTERN.format(pattern.replace("\\\\", "\\")), f"<r>{value}</r>") == []) is valid


REFERENCE = '<xs:sequence><xs:element ref="b"/></xs:sequence>'
LANGUAGE = '<xs:attribute ref="xml:lang"/>'


def test_what_it_includes_is_read_and_nothing_else(tmp_path):
    (tmp_path / "b.xsd").write_text(f'<xs:schema {XS}><xs:element name="b"/></xs:schema>')
    (tmp_path / "a.xsd").write_text(
        f'<xs:schema {XS}><xs:include schemaLocation="b.xsd"/>{element(REFERENCE)}</xs:schema>'
    )
    (tmp_path / "a.xml").write_text("<r><b/></r>")
    schema = xsd_judge.compile(tmp_path / "a.xsd")
    assert schema._quick is not None
    assert schema.validate(tmp_path / "a.xml") == []
    (tmp_path / "b.xsd").unlink()
    with pytest.raises(SchemaError, match=r"b\.xsd"):
        xsd_judge.compile(tmp_path / "a.xsd")


def test_xml_lang_is_known_wherever_its_schema_is_said_to_be(tmp_path):
    (tmp_path / "a.xsd").write_text(
        f"<xs:schema {XS}><xs:import namespace='http://www.w3.org/XML/1998/namespace' "
        f"schemaLocation='http://www.w3.org/2001/xml.xsd'/>"
        f"{element(LANGUAGE)}</xs:schema>"
    )
    (tmp_path / "a.xml").write_text("<r xml:lang='en'/>")
    assert xsd_judge.compile(tmp_path / "a.xsd").validate(tmp_path / "a.xml") == []


# ------------------------------------------------------------------ values that an engine misreads

ONE = '<xs:element name="r"><xs:complexType><xs:attribute name="a" type="{}"/></xs:complexType>'
ONE += "</xs:element>"


@pytest.mark.parametrize(
    ("datatype", "value"),
    [
        ("xs:base64Binary", "not base64!"),  # libxml2 passes over what is not of it
        ("xs:base64Binary", "en-US"),
        ("xs:NMTOKENS", " "),  # libxml2 takes a list without words
        ("xs:IDREFS", ""),
        ("xs:IDREF", "nobody"),  # libxml2 does not look for the ID
        ("xs:IDREFS", "nobody none"),
        ("xs:ENTITY", "nothing"),  # xmlschema does not look for the entity
        ("xs:ENTITIES", "nothing none"),
        ("xs:integer", "1_000"),  # Python's numbers
        ("xs:byte", "\u0663"),
        ("xs:decimal", "1 2"),
        ("xs:NMTOKENS", "a\u00a0b"),  # Python's white space
        ("xs:NCName", "\uff11"),  # a name of the fifth edition of XML
        ("xs:gYear", "18446744073709551616"),  # too large for xmlschema to compute
    ],
)
@pytest.mark.parametrize("form", ["{}", "list", "union", "restriction"])
def test_a_value_that_an_engine_misreads_is_wrong(found, datatype, value, form):
    types = {
        "list": f'<xs:list itemType="{datatype}"/>',
        "union": f'<xs:union memberTypes="xs:boolean {datatype}"/>',
        "restriction": f'<xs:restriction base="{datatype}"/>',
    }
    if form == "list" and (datatype.endswith("S") or " " in value):
        pytest.skip("a list of lists is no type")
    schema = ONE.format(datatype if form == "{}" else "t")
    if form in types:
        schema += f'<xs:simpleType name="t">{types[form]}</xs:simpleType>'
    assert len(found(schema, f'<r a="{value}"/>')) >= 1


def test_a_value_that_is_right_in_another_way_is_right(found):
    union = '<xs:simpleType name="t"><xs:union memberTypes="xs:integer xs:string"/></xs:simpleType>'
    assert found(ONE.format("t") + union, '<r a="1_000"/>') == []
    both = (
        '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="i" '
        'maxOccurs="unbounded"><xs:complexType><xs:attribute name="id" type="xs:ID"/>'
        '<xs:attribute name="to" type="xs:IDREFS"/></xs:complexType></xs:element></xs:sequence>'
        "</xs:complexType></xs:element>"
    )
    assert found(both, '<r><i id="a" to="b a"/><i id="b"/></r>') == []
    assert len(found(both, '<r><i id="a" to="b c"/><i id="b"/></r>')) == 1


def test_an_entity_that_the_document_declares_is_right(found):
    document = '<!DOCTYPE r [<!NOTATION n SYSTEM "n"><!ENTITY e SYSTEM "e" NDATA n>]><r a="e"/>'
    assert found(ONE.format("xs:ENTITY"), document) == []


# ------------------------------------------------------------------ where an engine does not end

MEMBERS = """<xs:element name="a" type="xs:string" substitutionGroup="b"/>
  <xs:element name="b" type="{}" substitutionGroup="c"/><xs:element name="c" type="xs:int"/>"""


@pytest.mark.parametrize("datatype", ["xs:string", "t", "xs:int"])
def test_substitution_groups_that_are_wrong_do_not_keep_libxml2_for_ever(found, datatype):
    schema = MEMBERS.format(datatype) + (
        '<xs:simpleType name="t"><xs:restriction base="xs:string"/></xs:simpleType>'
    )
    with pytest.raises(SchemaError):
        found(schema, "<a/>")


MANY = '<xs:element name="e{}" minOccurs="0" maxOccurs="5"/>'


@pytest.mark.parametrize("in_a_group", [False, True])
def test_a_content_of_many_optional_elements_does_not_keep_libxml2_for_minutes(found, in_a_group):
    choice = "".join(MANY.format(number) for number in range(500))
    if in_a_group:
        group = f'<xs:group name="g"><xs:choice>{choice}</xs:choice></xs:group>'
        schema = element('<xs:group ref="g" maxOccurs="unbounded"/>') + group
    else:
        schema = element(f'<xs:choice maxOccurs="unbounded">{choice}</xs:choice>')
    assert found(schema, "<r><e3/></r>") == []
    assert len(found(schema, "<r><e3/><zz/></r>")) == 1


KEYS = """<xs:complexType name="t"><xs:sequence>
  <xs:element ref="r" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
  <xs:attribute name="n" type="xs:int"/></xs:complexType>
  <xs:element name="r" type="t"><xs:unique name="u"><xs:selector xpath=".//*"/>
  <xs:field xpath="@n"/></xs:unique></xs:element>"""


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ('<r>\n<r n="x"/></r>', 2),
        ("<r>\n\n<s/></r>", 3),
        ('<r>\n<r n="1"/>\n<r n="1"/></r>', 3),
        ('<r>\n<r m="1"/></r>', 2),
    ],
)
def test_keys_of_a_schema_that_holds_itself_do_not_end_in_an_error_of_python(found, document, line):
    assert found(KEYS, '<r n="1"><r n="2"/></r>') == []
    messages = found(KEYS, document)
    assert [one[0] for one in messages] == [line]
    assert all("XSD" not in one[2] and "{" not in one[2] for one in messages)


# ------------------------------------------------------------------ schemas on which engines differ

BASE = """<xs:complexType name="a"><xs:attribute name="x" type="xs:int" use="{}"/></xs:complexType>
  <xs:complexType name="b"><xs:complexContent><xs:extension base="a">
  <xs:attribute name="x" type="xs:int"/></xs:extension></xs:complexContent>
  </xs:complexType><xs:element name="r" type="b"/>"""


def test_what_xmlschema_refuses_and_libxml2_compiles_is_judged_by_libxml2(found):
    schema = BASE.format("prohibited")
    assert found(schema, '<r x="1"/>') == []
    (one,) = found(schema, '<r x="one"/>')
    assert '"x"' in one[2]


def test_a_pattern_that_only_libxml2_takes_is_an_error_of_the_schema(found):
    with pytest.raises(SchemaError):
        found(PATTERN.format("a{1,10}{1,10}"), "<r>aaaab</r>")


def test_a_type_with_an_attribute_twice_is_refused(found):
    with pytest.raises(SchemaError, match="declared twice"):
        found(BASE.format("optional"), '<r x="1"/>')


def test_a_list_of_lists_is_refused(found):
    schema = (
        '<xs:element name="r" type="t"/>\n<xs:simpleType name="t"><xs:list itemType="xs:NMTOKENS"/>'
        "</xs:simpleType>"
    )
    with pytest.raises(SchemaError, match="list of lists") as error:
        found(schema, "<r/>")
    assert error.value.diagnostics[0].place.line == 2


def test_no_message_about_a_schema_holds_python(found):
    schema = element(
        '<xs:sequence><xs:element name="a" minOccurs="0"/><xs:element name="a"/></xs:sequence>'
    )
    with pytest.raises(SchemaError) as error:
        found(schema, "<r><a/></r>")
    assert "Xsd" not in str(error.value)
    assert 'element "a"' in str(error.value)


KEYED = (
    '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="i" maxOccurs="9">'
    '<xs:complexType><xs:sequence><xs:element name="k" type="xs:string"{nillable}/></xs:sequence>'
    '<xs:attribute name="n"/></xs:complexType></xs:element></xs:sequence></xs:complexType>'
    '<xs:{kind} name="q"><xs:selector xpath="i"/><xs:field xpath="{field}"/></xs:{kind}>'
    "</xs:element>"
)


@pytest.mark.parametrize(
    ("kind", "field", "nillable", "number"),
    [
        ("key", "k", ' nillable="true"', 2),
        ("key", "./k", ' nillable="1"', 2),
        ("key", ".//k", ' nillable="true"', 2),
        ("key", "@n", ' nillable="true"', 0),
        ("key", "k", "", 0),
        ("unique", "k", ' nillable="true"', 0),
    ],
)
def test_no_part_of_a_key_is_declared_as_nillable(tmp_path, kind, field, nillable, number):
    path = tmp_path / "a.xsd"
    text = KEYED.format(kind=kind, field=field, nillable=nillable)
    path.write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{text}</xs:schema>')
    document = tmp_path / "a.xml"
    document.write_text('<r>\n<i n="1"><k>a</k></i>\n<i n="2"><k>b</k></i></r>')
    found = xsd_judge.compile(path).validate(str(document))
    assert [each.line for each in found] == [2, 3][:number]
    assert all('the key "q"' in each.message for each in found)


@pytest.mark.parametrize("kind", ["key", "unique"])
@pytest.mark.parametrize(
    ("content", "document", "number"),
    [
        ('<xs:complexType mixed="true"/>', "<k>a</k>", 1),
        ('<xs:complexType mixed="true"/>', "<k/>", 1),
        ("<xs:complexType><xs:attribute name='m'/></xs:complexType>", "<k/>", 1),
        ("", "<k>a</k>", 1),  # any type
        ('<xs:simpleType><xs:restriction base="xs:token"/></xs:simpleType>', "<k>a</k>", 0),
    ],
)
def test_a_field_of_a_key_has_a_simple_type(found, kind, content, document, number):
    schema = (
        '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="i" maxOccurs="9">'
        f'<xs:complexType><xs:sequence><xs:element name="k" minOccurs="0">{content}</xs:element>'
        "</xs:sequence></xs:complexType></xs:element></xs:sequence></xs:complexType>"
        f'<xs:{kind} name="q"><xs:selector xpath="i"/><xs:field xpath="k"/></xs:{kind}>'
        "</xs:element>"
    )
    messages = found(schema, f"<r>\n<i>{document}</i></r>")
    assert [one[0] for one in messages] == [2] * number
    assert all('field "k"' in one[2] or "key" in one[2] for one in messages)


@pytest.mark.parametrize(("kind", "number"), [("xs:string", 1), ("xs:anySimpleType", 0)])
def test_a_reference_to_a_key_has_a_value_of_its_type(found, kind, number):
    schema = (
        '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="i"><xs:complexType>'
        '<xs:attribute name="n"/></xs:complexType></xs:element><xs:element name="u">'
        f'<xs:complexType><xs:attribute name="to" type="{kind}"/></xs:complexType></xs:element>'
        "</xs:sequence></xs:complexType>"
        '<xs:key name="q"><xs:selector xpath="i"/><xs:field xpath="@n"/></xs:key>'
        '<xs:keyref name="w" refer="q"><xs:selector xpath="u"/><xs:field xpath="@to"/></xs:keyref>'
        "</xs:element>"
    )
    messages = found(schema, '<r><i n="1"/>\n<u to="1"/></r>')
    assert [one[0] for one in messages] == [2] * number
    assert all("refers to" in one[2] for one in messages)


def test_messages_of_libxml2_say_the_column(tmp_path):
    path, document = tmp_path / "a.xsd", tmp_path / "a.xml"
    text = KEYED.format(kind="key", field="k", nillable="").replace(' type="xs:string"', "")
    path.write_text(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{text}</xs:schema>')
    document.write_text("<r>\n<i><k>a</k></i> <i><k>b</k></i></r>")
    found = xsd_judge.compile(path).validate(str(document))
    assert [(each.place.line, each.place.column) for each in found] == [(2, 4), (2, 20)]
