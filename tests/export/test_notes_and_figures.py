"""Notes outside of all documents, words of references to notes, and what is written of figures."""

from lxml import etree

from tei_kit.export.exporter import ExportOptions
from tei_kit.export.formats import exporter_of

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body>{}</body>'
    '<back><div type="notes"><note xml:id="n1">A note.</note></div></back></text></TEI>'
)


def exported(body, name):
    tree = etree.ElementTree(etree.fromstring(TEI.format(body)))
    return exporter_of(name).export_document(tree, ExportOptions()).decode()


def test_notes_outside_of_all_documents_are_in_the_page():
    body = '<p>Some <note n="7" place="end">said by zealots</note> words.</p>'
    assert "said by zealots" in exported(body, "html")


def test_words_of_a_reference_stay_beside_the_mark_of_its_note():
    assert "See note 1[^" in exported('<p>See <ref target="#n1">note 1</ref>.</p>', "md")
    assert "See[^" in exported('<p>See<ref target="#n1">[1]</ref>.</p>', "md")


def test_what_is_written_of_a_figure_in_an_item_or_a_cell_is_kept():
    figure = "<figure><head>Head</head><figDesc>A map</figDesc></figure>"
    assert "A map" in exported(f"<table><row><cell>{figure}</cell></row></table>", "md")


def test_a_corpus_without_texts_has_no_text():
    empty = (
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>words</teiHeader></teiCorpus>'
    )
    tree = etree.ElementTree(etree.fromstring(empty))
    assert exporter_of("txt").export_document(tree, ExportOptions()).strip() == b""
