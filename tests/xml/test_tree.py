"""Identifiers that are given twice, or are no names, are for a schema to judge."""

import pytest

from tei_kit.diagnostics import TeiKitError
from tei_kit.xml.tree import parse_bytes


@pytest.mark.parametrize(
    "data",
    [
        b"<a><b xml:id='x'/><c xml:id='x'/></a>",
        b"<a><b xml:id='[UUID]'/><c xml:id='1'/></a>",
        b"<!DOCTYPE a [<!ATTLIST b i ID #IMPLIED>]><a><b i='x'/><b i='x'/></a>",
    ],
)
def test_such_a_document_is_well_formed(data):
    root = parse_bytes(data, "a.xml").getroot()
    assert len(root) == 2


def test_of_two_with_one_identifier_id_has_the_first():
    root = parse_bytes(b"<a><b xml:id='x'/><c xml:id='x'/></a>", "a.xml").getroot()
    assert [element.tag for element in root.xpath("id('x')")] == ["b"]


@pytest.mark.parametrize(
    "data",
    [
        b"<a><b xml:id='x'/><c xml:id='x'/>",
        b"<a xml:id='x'><b xml:id='x' xml:id='y'/></a>",
        b"<a xml:id='x'><u:b xml:id='x'/></a>",
    ],
)
def test_another_mistake_beside_it_is_one(data):
    with pytest.raises(TeiKitError) as error:
        parse_bytes(data, "a.xml")
    assert [d.code for d in error.value.diagnostics] == ["TK501"]
