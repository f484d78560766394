"""What a schema says of a document does not depend on what it has seen before, or on how it reads.

A compiled schema remembers the states that documents lead to; those of every case of the
specification are validated again and again here.
"""

import pytest
from lxml import etree

from tei_kit import relaxng
from tests.relaxng.test_specification import RIGHT, named


def messages(schema, source):
    """What is said of a document, in any order: a tree does not know columns."""
    return sorted(diagnostic.message for diagnostic in schema.validate(source))


@named([case for case in RIGHT if case.invalid])
def test_a_document_has_the_same_messages_again_and_as_a_tree(case, tmp_path):
    path = case.write(tmp_path)
    used = relaxng.compile(path)
    for text in case.invalid:
        document = tmp_path / "document.xml"
        document.write_text(text, encoding="utf-8")
        first = messages(relaxng.compile(path), document)
        assert messages(used, document) == first
        assert messages(used, document) == first
        assert messages(used, etree.parse(document)) == first


@pytest.mark.parametrize("content", ["text", "<b/>", "<b/>text<c/>", ""])
def test_what_may_not_be_there_has_one_message(content, tmp_path):
    schema, document = tmp_path / "schema.rng", tmp_path / "document.xml"
    schema.write_text(
        '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><notAllowed/></element>',
        encoding="utf-8",
    )
    document.write_text(f"<a>{content}</a>", encoding="utf-8")
    grammar = relaxng.compile(schema)
    assert len(grammar.validate(document)) == len(grammar.validate(document)) == 1
