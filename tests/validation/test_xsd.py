"""XML Schema: messages that say what to change, and schemas that are refused."""

import re
import time

import pytest
from xmlschema import translation

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


def plain(diagnostic):
    """The sentence of a message without the advice on values, which tests/advice looks at."""
    said = diagnostic.message.removeprefix("XSD: ")
    return re.sub(r"(is not of type \w+|its datatype allows); expected .*", r"\1.", said)


@pytest.fixture
def found(tmp_path):
    """The (line, reason) pairs of a document of the book schema."""
    (tmp_path / "book.xsd").write_text(BOOK)
    schema = xsd.compile(tmp_path / "book.xsd")

    def run(xml):
        (tmp_path / "book.xml").write_text(xml)
        diagnostics = schema.validate(tmp_path / "book.xml")
        assert {d.code for d in diagnostics} <= {"TK504"}
        return [(d.place.line, plain(d)) for d in diagnostics]

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
            'the value "0" of attribute "n" of element "page" is not of type positiveInteger.',
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


# ------------------------------------------------------------------ mistakes of every kind

PARTS = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:k="urn:k"
    targetNamespace="urn:k" elementFormDefault="qualified">
  <xs:simpleType name="code"><xs:restriction base="xs:string">
    <xs:pattern value="[a-z]+"/><xs:maxLength value="3"/>
  </xs:restriction></xs:simpleType>
  <xs:complexType name="base" abstract="true">
    <xs:attribute name="a" type="xs:integer"/><xs:attribute name="b" type="xs:QName"/>
  </xs:complexType>
  <xs:complexType name="derived"><xs:complexContent>
    <xs:extension base="k:base"/>
  </xs:complexContent></xs:complexType>
  <xs:element name="head" abstract="true" type="xs:string"/>
  <xs:element name="sub" substitutionGroup="k:head" type="xs:string"/>
  <xs:element name="root"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="item"><xs:complexType>
      <xs:attribute name="n" type="xs:decimal"/><xs:attribute name="m" type="xs:decimal"/>
      <xs:attribute name="fix" fixed="1" type="xs:integer"/>
      <xs:attribute name="pro" use="prohibited"/>
    </xs:complexType></xs:element>
    <xs:element name="use"><xs:complexType>
      <xs:attribute name="to" type="xs:decimal"/>
    </xs:complexType></xs:element>
    <xs:element name="once"><xs:complexType>
      <xs:attribute name="x"/>
    </xs:complexType></xs:element>
    <xs:element name="any"><xs:complexType>
      <xs:sequence><xs:any namespace="##other" minOccurs="0"/></xs:sequence>
      <xs:anyAttribute namespace="##other"/>
    </xs:complexType></xs:element>
    <xs:element name="code"><xs:complexType><xs:simpleContent><xs:extension base="k:code">
      <xs:attribute name="list"><xs:simpleType>
        <xs:list itemType="xs:integer"/>
      </xs:simpleType></xs:attribute>
      <xs:attribute name="union"><xs:simpleType>
        <xs:union memberTypes="xs:integer xs:boolean"/>
      </xs:simpleType></xs:attribute>
    </xs:extension></xs:simpleContent></xs:complexType></xs:element>
    <xs:element name="num" nillable="true"><xs:simpleType><xs:restriction base="xs:decimal">
      <xs:minInclusive value="1"/><xs:maxExclusive value="10"/>
      <xs:totalDigits value="3"/><xs:fractionDigits value="1"/>
    </xs:restriction></xs:simpleType></xs:element>
    <xs:element name="option"><xs:simpleType><xs:restriction base="xs:decimal">
      <xs:enumeration value="1.0"/><xs:enumeration value="2"/>
    </xs:restriction></xs:simpleType></xs:element>
    <xs:element name="fixed" fixed="7" type="xs:integer"/>
    <xs:element name="void"><xs:complexType/></xs:element>
    <xs:element name="typed" type="k:base"/>
    <xs:element ref="k:head"/>
    <xs:element name="pair"><xs:simpleType><xs:restriction base="xs:string">
      <xs:length value="2"/>
    </xs:restriction></xs:simpleType></xs:element>
    <xs:element name="id"><xs:complexType>
      <xs:attribute name="i" type="xs:ID"/><xs:attribute name="r" type="xs:IDREFS"/>
    </xs:complexType></xs:element>
    <xs:element name="ref" type="xs:IDREF"/>
    <xs:element name="date" type="xs:date"/>
  </xs:choice></xs:complexType>
  <xs:key name="key"><xs:selector xpath="k:item"/><xs:field xpath="@n"/></xs:key>
  <xs:keyref name="to" refer="k:key"><xs:selector xpath="k:use"/><xs:field xpath="@to"/></xs:keyref>
  <xs:unique name="once"><xs:selector xpath=".//k:once"/><xs:field xpath="@x"/></xs:unique>
  </xs:element>
</xs:schema>"""

MISTAKES = {
    "<item/>": ['element "item" lacks "@n", which is its key of "key".'],
    '<item n="1"/><item n="1.0"/>': [
        'element "item" has the key "1.0" of "key", which is used before.'
    ],
    '<item n="1"/><use to="7"/><use to="01"/>': [
        'element "use" refers to "7", which is no key of "key".'
    ],
    '<once x="1"/><once/><once/><once x="1"/>': [
        'element "once" has the key "1" of "once", which is used before.'
    ],
    '<item n="x" m="x"/>': [
        'the value "x" of attribute "n" of element "item" is not of type decimal.',
        'the value "x" of attribute "m" of element "item" is not of type decimal.',
    ],
    '<item n="1" fix="2" pro="1"/>': [
        'attribute "fix" of element "item" has to have the value "1".',
        'attribute "pro" is not allowed on element "item".',
    ],
    '<any xmlns:y="urn:y" y:z="1"/>': [
        'attribute "z" of element "any" is not declared by the schema.'
    ],
    '<any z="1"/>': ['attribute "z" is not allowed on element "any".'],
    '<any><q xmlns="urn:y"/></any>': [
        'element "q" of the namespace urn:y is not declared by the schema.'
    ],
    "<code>ABC</code>": ['the value "ABC" of element "code" does not match the pattern "[a-z]+".'],
    "<code>abcd</code>": ['the value "abcd" of element "code" is longer than 3.'],
    '<code list="1 x">ab</code>': [
        'the value "1 x" of attribute "list" of element "code" is not of type integer.'
    ],
    '<code union="maybe">ab</code>': [
        'the value "maybe" of attribute "union" of element "code" is not what its datatype allows.'
    ],
    "<num>0</num>": ['the value "0" of element "num" is less than 1.'],
    "<num>10</num>": ['the value "10" of element "num" is not less than 10.'],
    "<num>1.11</num>": [
        'the value "1.11" of element "num" has more digits after the point than 1.'
    ],
    '<num xsi:nil="true">1</num>': ['element "num" is not empty, though xsi:nil says that it is.'],
    '<void xsi:nil="true"/>': ['element "void" may not have xsi:nil.'],
    "<option>3</option>": ['the value "3" of element "option" is not "1.0" or "2".'],
    "<fixed>8</fixed><fixed>07</fixed>": ['element "fixed" has to have the value "7".'],
    "<void>x</void>": ['element "void" has to be empty.'],
    "<typed/>": ['the type of element "typed" is abstract; name another with xsi:type.'],
    '<typed xsi:type="k:none"/>': ['the type "k:none" of element "typed" is not in the schema.'],
    '<typed xsi:type="xs:string"/>': [
        'the type "xs:string" may not take the place of the declared type of element "typed".'
    ],
    '<typed xsi:type="k:derived" a="x" b="z:x"/>': [
        'the value "x" of attribute "a" of element "typed" is not of type integer.',
        'the prefix of the value "z:x" of attribute "b" of element "typed" is not declared.',
    ],
    "<head>x</head><sub>y</sub>": [
        'element "head" is abstract, and another has to stand in its place.'
    ],
    "<pair>abc</pair>": ['the value "abc" of element "pair" does not have the length 2.'],
    '<id i="a"/><id i="a"/>': [
        'the identifier "a" of attribute "i" of element "id" is used before.'
    ],
    '<id i="1"/>': ['the value "1" of attribute "i" of element "id" is not of type ID.'],
    '<id i="a" r="b a"/><ref>c</ref>': [
        'no element has the identifier "b".',
        'no element has the identifier "c".',
    ],
    "<date>2001-02-30</date>": ['the value "2001-02-30" of element "date" is not of type date.'],
}


@pytest.fixture(params=[None, "it"], ids=["English", "Italian"])
def language(request):
    """The language in which xmlschema words its messages."""
    if request.param:
        translation.activate(languages=[request.param])
    yield
    translation.deactivate()


@pytest.mark.parametrize(("content", "messages"), MISTAKES.items())
@pytest.mark.usefixtures("language")
def test_a_mistake_is_told_in_the_same_words_whatever_the_language_of_xmlschema(
    tmp_path, content, messages
):
    (tmp_path / "parts.xsd").write_text(PARTS)
    (tmp_path / "a.xml").write_text(
        '<root xmlns="urn:k" xmlns:k="urn:k" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{content}</root>'
    )
    found = xsd.compile(tmp_path / "parts.xsd").validate(tmp_path / "a.xml")
    assert [plain(d) for d in found] == messages


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
