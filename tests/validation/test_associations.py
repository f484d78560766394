"""The schemas that a document itself names."""

import os
import time

import pytest

from tei_kit.diagnostics import TeiKitError
from tei_kit.validation import associations
from tei_kit.validation.schema_file import Language

RELAX_NG = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
TEI = "http://www.tei-c.org/ns/1.0"
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'


def read(xml):
    return associations.associations_of(xml.encode() if isinstance(xml, str) else xml, "a.xml")


def named(xml):
    return [(each.href, each.language) for each in read(xml).schemas]


def problems(xml):
    return [(each.code, each.message) for each in read(xml).problems]


# ------------------------------------------------------------------ <?xml-model?>


def test_what_teis_tools_write_is_a_grammar_and_the_rules_inside_it():
    xml = (
        f'<?xml-model href="tei.rng" type="application/xml" schematypens="{RELAX_NG}"?>\n'
        f"<?xml-model href='tei.rng' type='application/xml' schematypens='{SCHEMATRON}'?>\n"
        f'<TEI xmlns="{TEI}"/>'
    )
    assert named(xml) == [("tei.rng", Language.RELAX_NG), ("tei.rng", Language.SCHEMATRON)]
    assert [each.place.line for each in read(xml).schemas] == [1, 2]


@pytest.mark.parametrize(
    ("rest", "language"),
    [
        (f'schematypens="{RELAX_NG}"', Language.RELAX_NG),
        ('schematypens="http://www.w3.org/2001/XMLSchema"', Language.XSD),
        ('schematypens="http://www.ascc.net/xml/schematron"', Language.SCHEMATRON),
        ('type="application/relax-ng-compact-syntax"', Language.RELAX_NG),
        ('type="application/xml-dtd"', Language.DTD),
        ('type="application/xml"', None),
        ("", None),
    ],
)
def test_the_language_is_what_the_instruction_says(rest, language):
    assert named(f'<?xml-model href="x" {rest}?><a/>') == [("x", language)]


def test_a_phase_is_kept():
    xml = f'<?xml-model href="a.sch" phase="final" schematypens="{SCHEMATRON}"?><a/>'
    assert [each.phase for each in read(xml).schemas] == ["final"]


def test_references_to_characters_stand_for_them():
    assert named('<?xml-model href="a&amp;b&#x2e;r&#110;g"?><a/>') == [("a&b.rng", None)]
    assert named('<?xml-model href="&unknown;&#x110000;"?><a/>')[0][0] == "&unknown;&#x110000;"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("tei.rng", "is not made of parts such as"),
        ('href="a.rng', "is not made of parts such as"),
        ('href="a.rng"type="x"', "is not made of parts such as"),
        (f'schematypens="{RELAX_NG}"', "has no href"),
        ('href=""', "has no href"),
        ('href="a" schematypens="http://purl.oclc.org/dsdl/nvdl"', "nvdl is not known here"),
    ],
)
def test_an_instruction_that_is_not_right_is_a_problem(data, reason):
    ((code, message),) = problems(f"<?xml-model {data}?><a/>")
    assert code == "TK512"
    assert reason in message


def test_other_instructions_and_those_in_the_document_say_nothing():
    xml = (
        '<?xml-stylesheet href="a.css"?><!-- <?xml-model href="no"?> -->'
        '<a><?xml-model href="b.rng"?></a><?xml-model href="c.rng"?>'
    )
    assert named(xml) == []


# ------------------------------------------------------------------ xsi:schemaLocation


def test_the_schema_for_the_roots_namespace_is_taken_and_others_are_told():
    xml = f'<TEI xmlns="{TEI}" {XSI} xsi:schemaLocation="urn:b b.xsd\n {TEI} tei.xsd"/>'
    assert named(xml) == [("tei.xsd", Language.XSD)]
    ((code, message),) = problems(xml)
    assert code == "TK517"
    assert message.startswith(
        "xsi:schemaLocation names b.xsd for urn:b, which is not the namespace"
    )


def test_a_root_without_a_namespace_has_its_own_attribute():
    assert named(f'<a {XSI} xsi:noNamespaceSchemaLocation="a.xsd"/>') == [("a.xsd", Language.XSD)]
    xml = f'<a xmlns="urn:a" {XSI} xsi:noNamespaceSchemaLocation="a.xsd"/>'
    assert named(xml) == []
    assert [code for code, _ in problems(xml)] == ["TK517"]


def test_a_location_without_a_namespace_is_a_problem():
    ((code, message),) = problems(f'<a xmlns="urn:a" {XSI} xsi:schemaLocation="a.xsd"/>')
    assert code == "TK512"
    assert "pairs" in message


def test_an_attribute_of_the_same_name_and_no_namespace_says_nothing():
    assert named('<a schemaLocation="x y" noNamespaceSchemaLocation="z"/>') == []


# ------------------------------------------------------------------ reading


def test_no_more_is_read_than_the_root(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    holder = os.open(pipe, os.O_RDWR)  # a pipe that never ends, as a shell passes one on
    os.write(holder, b'<?xml-model href="a.rng"?><a>' + b"x" * 5000)
    found = associations.associations_of(f"/proc/self/fd/{holder}").schemas
    assert [each.href for each in found] == ["a.rng"]
    os.close(holder)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "cp1252", "EUC-JP", "Shift_JIS"])
def test_documents_in_other_encodings_are_read(encoding):
    xml = f'<?xml version="1.0" encoding="{encoding}"?><?xml-model href="a.rng"?><a/>'
    assert named(xml.encode(encoding)) == [("a.rng", None)]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        b"<a",
        b"\xff\xfe",
        b"\x00",
        b'<?xml version="1.0" encoding="klingon"?><a/>',
        b'<?xml version="1.0" encoding="zip"?><a/>',
    ],
)
def test_what_is_not_well_formed_is_left_to_the_validation(data):
    assert read(data) == associations.Associations()


def test_what_was_named_before_the_mistake_is_kept():
    assert named('<?xml-model href="a.rng"?>\n<a b=c/>') == [("a.rng", None)]


def test_entities_do_not_end_the_reading():
    laughs = (
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><?xml-model href="a.rng"?><a c="&b;"/>'
    )
    assert named(laughs) == [("a.rng", None)]


def test_the_dtd_of_the_doctype_is_a_schema():
    assert named('<!DOCTYPE a SYSTEM "a.dtd"><a/>') == [("a.dtd", Language.DTD)]
    assert named('<!DOCTYPE a PUBLIC "-//X//Y" "http://x/a.dtd" []><a/>') == [
        ("http://x/a.dtd", Language.DTD)
    ]
    assert named("<!DOCTYPE a><a/>") == []


def test_a_comment_without_end_ends_the_reading_in_time():
    started = time.monotonic()
    with pytest.raises(TeiKitError, match=r"a\.xml:1:1: error TK501 .* longer than 8 MB"):
        read(b"<!--" + b"x" * 100_000_000)
    assert named(b"<!--" + b"x" * 7_000_000 + b'--><?xml-model href="a.rng"?><a/>')
    assert time.monotonic() - started < 5


def test_a_missing_file_is_tk101(tmp_path):
    with pytest.raises(TeiKitError, match="TK101"):
        associations.associations_of(tmp_path / "none.xml")
