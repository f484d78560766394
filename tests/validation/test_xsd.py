"""XML Schema: messages that say what to change, and schemas that are refused."""

import time

import pytest

from tei_kit.diagnostics import SchemaError
from tei_kit.validation import bundled, xsd

BOOK = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:book"
    targetNamespace="urn:book" elementFormDefault="qualified">
  <xs:element name="book"><xs:complexType>
    <xs:sequence>
      <xs:element name="title" type="xs:string"/>
      <xs:choice maxOccurs="unbounded">
        <xs:element ref="page"/>
        <xs:element name="plate" type="xs:integer"/>
      </xs:choice>
      <xs:element name="index" minOccurs="0"/>
    </xs:sequence>
    <xs:attribute name="lang" type="xs:language" use="required"/>
    <xs:attribute name="year" type="xs:gYear"/>
    <xs:attribute name="kind"><xs:simpleType><xs:restriction base="xs:string">
      <xs:enumeration value="print"/><xs:enumeration value="manuscript"/>
    </xs:restriction></xs:simpleType></xs:attribute>
  </xs:complexType></xs:element>
  <xs:element name="page"><xs:complexType>
    <xs:attribute name="n" type="xs:positiveInteger"/>
    <xs:attribute name="id" type="xs:ID"/>
    <xs:attribute name="next" type="xs:IDREF"/>
  </xs:complexType></xs:element>
</xs:schema>"""

SCHEMA = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{}</xs:schema>'


@pytest.fixture
def found(tmp_path):
    """The (line, reason) pairs of a document of the book schema."""
    (tmp_path / "book.xsd").write_text(BOOK)
    schema = xsd.compile(tmp_path / "book.xsd")

    def run(xml):
        (tmp_path / "book.xml").write_text(xml)
        diagnostics = schema.validate(tmp_path / "book.xml")
        assert {d.code for d in diagnostics} <= {"TK504"}
        return [(d.place.line, d.message.removeprefix("XSD: ")) for d in diagnostics]

    return run


def book(content="<title/><page/>", attributes='lang="en"'):
    return f'<book xmlns="urn:book" {attributes}>{content}</book>'


@pytest.fixture
def compiled(tmp_path):
    def run(body, name="test.xsd"):
        (tmp_path / name).write_text(SCHEMA.format(body))
        return xsd.compile(tmp_path / name)

    return run


@pytest.fixture
def refusal(compiled):
    def run(body, name="test.xsd"):
        with pytest.raises(SchemaError) as error:
            compiled(body, name)
        (diagnostic,) = error.value.diagnostics
        assert diagnostic.code == "TK505"
        return diagnostic.message

    return run


# ------------------------------------------------------------------ messages


def test_a_valid_document_gives_nothing(found):
    assert found(book()) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<page/>", 'expected element "title"; found "page".'),
        ("<title/><title/><page/>", 'expected element "page" or "plate"; found "title".'),
        ("<title/>", 'element "book" is not complete; expected element "page" or "plate".'),
        ("<title/><page/><index/><index/>", 'element "index" is not allowed here in "book".'),
        (
            '<title xmlns=""/><page/>',
            'expected element "title"; found "title" of no namespace.',
        ),
        ("text<title/><page/>", 'text is not allowed in element "book".'),
        (
            "<title/><plate><page/></plate>",
            'element "plate" holds elements and may only hold text.',
        ),
        ("<title/><plate>x</plate>", 'the value "x" of element "plate" is not of type integer.'),
        (
            '<title/><page n="0"/>',
            'the value "0" of attribute "n" of element "page" is not right: '
            "value must be positive.",
        ),
        (
            '<title/><page id="a"/><page id="a"/>',
            'the identifier "a" of attribute "id" of element "page" is used before.',
        ),
    ],
)
def test_one_mistake_gives_one_message_that_says_what_to_change(found, content, message):
    assert [reason for _, reason in found(book(content))] == [message]


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ("", 'element "book" lacks the attribute "lang".'),
        ('lang="en" colour="red"', 'attribute "colour" is not allowed on element "book".'),
        (
            'lang="en" year="soon"',
            'the value "soon" of attribute "year" of element "book" is not of type gYear.',
        ),
        (
            'lang="en" kind="film"',
            'the value "film" of attribute "kind" of element "book" is not "print" or '
            '"manuscript".',
        ),
    ],
)
def test_an_attribute_is_named_with_its_element(found, attributes, message):
    assert found(book(attributes=attributes)) == [(1, message)]


def test_a_root_that_is_not_declared_is_named_with_its_namespace(found):
    message = 'element "book" of no namespace is not declared by the schema.'
    assert found("<book/>") == [(1, message)]


def test_an_unexpected_child_has_its_own_line_and_not_its_parents(found):
    assert [line for line, _ in found(book("\n<title/>\n<page/>\n<pag/>"))] == [4]


def test_two_mistakes_give_two_messages(found):
    content = '<title/>\n<page n="x"/>\n<plate>y</plate>'
    assert [line for line, _ in found(book(content))] == [2, 3]


def test_a_reference_to_nothing_is_shown_where_it_is_made(found):
    message = 'no element has the identifier "b".'
    assert found(book('<title/>\n<page next="b"/>')) == [(2, message)]


def test_a_line_beyond_the_65535th_is_right(found):
    content = "<title/>" + "\n<page/>" * 70_000 + "\n<pag/>"
    assert [line for line, _ in found(book(content))] == [70_002]


def test_the_bundled_schema_says_what_was_expected(tmp_path):
    (tmp_path / "a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><x/></TEI>'
    )
    found = xsd.compile(bundled.path("tei_kit.xsd")).validate(tmp_path / "a.xml")
    assert [d.message for d in found] == ['XSD: expected element "teiHeader"; found "x".']


# ------------------------------------------------------------------ what a schema may read


def test_a_schema_that_includes_itself_is_compiled(compiled):
    compiled('<xs:include schemaLocation="test.xsd"/><xs:element name="a"/>')


def test_schemas_that_include_each_other_are_compiled(compiled):
    body = '<xs:include schemaLocation="{}.xsd"/><xs:element name="{}"/>'
    with pytest.raises(SchemaError):  # b.xsd is not there yet
        compiled(body.format("b", "a"), "a.xsd")
    compiled(body.format("a", "b"), "b.xsd")
    compiled(body.format("b", "a"), "a.xsd")


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (
            '<xs:import namespace="urn:b" schemaLocation="http://localhost:9/b.xsd"/>',
            "http://localhost:9/b.xsd, which is not a local file",
        ),
        (
            '<xs:import namespace="urn:b" schemaLocation="http://localhost:9/b.xsd"/>'
            '<xs:element name="a" xmlns:b="urn:b" type="b:t"/>',
            "http://localhost:9/b.xsd, which is not a local file",
        ),
        ('<xs:include schemaLocation="none.xsd"/>', "none.xsd, which cannot be read"),
        (
            '<xs:import namespace="urn:b" schemaLocation="none.xsd"/>',
            "none.xsd, which cannot be read",
        ),
    ],
)
def test_a_file_that_is_not_read_is_an_error_and_not_left_out(refusal, body, named):
    assert named in refusal(body)


def test_the_namespace_of_xml_is_known_without_the_network(compiled):
    compiled(
        '<xs:import namespace="http://www.w3.org/XML/1998/namespace" '
        'schemaLocation="http://www.w3.org/2001/xml.xsd"/>'
    )


def test_an_included_schema_with_entities_is_refused(tmp_path, refusal):
    (tmp_path / "entities.xsd").write_text(
        '<!DOCTYPE x [<!ENTITY e "ha">]>' + SCHEMA.format('<xs:element name="b"/>')
    )
    assert "Entities are forbidden" in refusal('<xs:include schemaLocation="entities.xsd"/>')


# ------------------------------------------------------------------ schemas that are not right


def test_an_error_in_a_schema_has_its_line(tmp_path):
    (tmp_path / "a.xsd").write_text(SCHEMA.format('\n<xs:element name="a"/>\n<xs:element/>'))
    with pytest.raises(SchemaError) as error:
        xsd.compile(tmp_path / "a.xsd")
    assert [d.place.line for d in error.value.diagnostics] == [3]


def test_groups_that_double_thirty_times_are_refused_at_once(refusal):
    groups = "".join(
        f'<xs:group name="g{n}"><xs:sequence><xs:group ref="g{n + 1}"/><xs:group ref="g{n + 1}"/>'
        "</xs:sequence></xs:group>"
        for n in range(30)
    )
    last = '<xs:group name="g30"><xs:sequence><xs:element name="b"/></xs:sequence></xs:group>'
    first = (
        '<xs:element name="a"><xs:complexType><xs:group ref="g0"/></xs:complexType></xs:element>'
    )
    started = time.monotonic()
    assert "more than 100,000 particles" in refusal(first + groups + last)
    assert time.monotonic() - started < 5


def test_counts_of_a_hundred_thousand_in_each_other_end_quickly(compiled, tmp_path):
    open_, close = '<xs:sequence minOccurs="100000" maxOccurs="100000">' * 3, "</xs:sequence>" * 3
    schema = compiled(
        f'<xs:element name="a"><xs:complexType>{open_}<xs:element name="b" minOccurs="0"/>{close}'
        "</xs:complexType></xs:element>"
    )
    (tmp_path / "a.xml").write_text("<a>" + "<b/>" * 100 + "</a>")
    started = time.monotonic()
    schema.validate(tmp_path / "a.xml")
    assert time.monotonic() - started < 5
