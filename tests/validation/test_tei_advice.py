"""Usual mistakes in TEI, in the messages of XML Schema and DTDs: they say what to write instead."""

import pytest

from tei_kit.validation import dtd, xsd_judge

NAMESPACE = 'xmlns="http://www.tei-c.org/ns/1.0"'
XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="http://www.tei-c.org/ns/1.0"
  targetNamespace="http://www.tei-c.org/ns/1.0" elementFormDefault="qualified">
  <xs:import namespace="http://www.w3.org/XML/1998/namespace"
    schemaLocation="http://www.w3.org/2001/xml.xsd"/>
  <xs:simpleType name="when"><xs:union memberTypes="xs:date xs:gYear xs:gYearMonth"/>
  </xs:simpleType>
  <xs:attributeGroup name="global"><xs:attribute ref="xml:id"/><xs:attribute name="rend"/>
    <xs:attribute name="corresp"/><xs:attribute name="n"/><xs:attribute name="type"/>
    <xs:attribute name="subtype"/><xs:attribute name="resp"/></xs:attributeGroup>
  <xs:complexType name="mixed" mixed="true"><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element ref="t:hi"/><xs:element ref="t:lb"/><xs:element ref="t:date"/>
    <xs:element ref="t:persName"/><xs:element ref="t:graphic"/></xs:choice>
    <xs:attributeGroup ref="t:global"/></xs:complexType>
  <xs:element name="TEI"><xs:complexType><xs:choice maxOccurs="unbounded">
    <xs:element ref="t:teiHeader"/><xs:element ref="t:p"/><xs:element ref="t:list"/></xs:choice>
    </xs:complexType></xs:element>
  <xs:element name="teiHeader"><xs:complexType/></xs:element>
  <xs:element name="p" type="t:mixed"/><xs:element name="hi" type="t:mixed"/>
  <xs:element name="lb"><xs:complexType/></xs:element>
  <xs:element name="persName" type="t:mixed"/><xs:element name="item" type="t:mixed"/>
  <xs:element name="graphic"><xs:complexType><xs:attribute name="url" use="required"/>
    </xs:complexType></xs:element>
  <xs:element name="date"><xs:complexType mixed="true"><xs:attribute name="when" type="t:when"/>
    </xs:complexType></xs:element>
  <xs:element name="list"><xs:complexType><xs:sequence>
    <xs:element ref="t:item" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
GLOBAL = """xml:id ID #IMPLIED rend CDATA #IMPLIED corresp CDATA #IMPLIED n CDATA #IMPLIED
  type CDATA #IMPLIED subtype CDATA #IMPLIED resp CDATA #IMPLIED"""
DTD = f"""<!ELEMENT TEI (teiHeader | p | list)*><!ATTLIST TEI xmlns CDATA #IMPLIED>
<!ELEMENT teiHeader EMPTY>
<!ELEMENT p (#PCDATA | hi | lb | date | persName | graphic)*><!ATTLIST p {GLOBAL}>
<!ELEMENT hi (#PCDATA)><!ELEMENT lb EMPTY><!ELEMENT persName (#PCDATA)>
<!ELEMENT item (#PCDATA)><!ELEMENT list (item+)><!ELEMENT date (#PCDATA)>
<!ATTLIST date when CDATA #IMPLIED><!ATTLIST hi cert (high | low) #IMPLIED>
<!ELEMENT graphic EMPTY><!ATTLIST graphic url CDATA #REQUIRED>"""

BOTH = {
    "<p>a <b>b</b></p>": ['; for <b> of HTML write <hi rend="bold">.'],
    "<p>a<br/>b</p>": ["; for <br> of HTML write <lb/>."],
    "<list><li>x</li></list>": ["; for <li> of HTML write <item>."],
    "<p><persname>x</persname></p>": ['; perhaps "persName" is meant.'],
    '<p id="a">x</p>': ['; write "xml:id".'],
    '<p class="a">x</p>': ['; write "rend".'],
    '<p TEIform="p">x</p>': ["; take it out; it is of TEI P4."],
    '<p coresp="#a">x</p>': ['; perhaps "corresp" or "resp" is meant.'],
    '<p><graphic src="a"/></p>': ['; write "url".'],
    '<p xml:id="letter 1">x</p>': ['begins with a letter; write xml:id="letter_1".'],
    "<p>x</p><foo/>": [""],
}
OF_XSD = {
    '<p><date when="31.5.1971"/></p>': ['1971-05 or 1971; write when="1971-05-31".'],
    '<p><date when="May 31, 1971"/></p>': ['write when="1971-05-31".'],
}
OF_DTD = {'<p><hi cert="sure">x</hi></p>': ['not one of those declared; expected "high" or "low".']}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("advice")
    (folder / "t.xsd").write_text(XSD)
    (folder / "t.dtd").write_text(DTD)
    return folder


def messages(schema, folder, body):
    (folder / "t.xml").write_text(f"<TEI {NAMESPACE}>{body}</TEI>")
    return [each.message for each in schema.validate(folder / "t.xml")]


def is_as_expected(told, expected):
    return len(told) == len(expected) and all(
        one.endswith(end) for one, end in zip(told, expected, strict=True)
    )


@pytest.mark.parametrize(("body", "expected"), [*BOTH.items(), *OF_XSD.items()])
def test_a_message_of_xml_schema_says_what_to_write(folder, body, expected):
    told = messages(xsd_judge.compile(folder / "t.xsd"), folder, body)
    assert is_as_expected(told, expected), told


@pytest.mark.parametrize(("body", "expected"), [*BOTH.items(), *OF_DTD.items()])
def test_a_message_of_a_dtd_says_what_to_write(folder, body, expected):
    told = messages(dtd.compile(folder / "t.dtd"), folder, body)
    assert is_as_expected(told, expected), told


def test_other_vocabularies_get_no_advice_on_tei(tmp_path):
    schema = XSD.replace("http://www.tei-c.org/ns/1.0", "urn:other")
    (tmp_path / "o.xsd").write_text(schema)
    (tmp_path / "o.dtd").write_text(DTD.replace("teiHeader", "head"))
    (tmp_path / "o.xml").write_text('<TEI xmlns="urn:other"><p id="a">a <b/></p></TEI>')
    for compiled in (
        xsd_judge.compile(tmp_path / "o.xsd"),
        dtd.compile(tmp_path / "o.dtd"),
    ):
        told = [each.message for each in compiled.validate(tmp_path / "o.xml")]
        assert len(told) == 2
        assert not any("write" in one for one in told)
