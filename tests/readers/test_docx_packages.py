"""Word files that are refused, and packages that are not as Word writes them."""

import zipfile
from io import BytesIO

import pytest

from tei_kit.readers.docx import document as reader
from tei_kit.source.source import SourceError
from tests.readers.docx_file import (
    OFFICE,
    archive,
    docx,
    p,
    part,
    reference,
)


def refused(data, name="a.docx"):
    with pytest.raises(SourceError) as caught:
        reader.read_docx(data, name)
    (diagnostic,) = caught.value.diagnostics
    return diagnostic.code, diagnostic.message


GOOD = docx(p("Text."))
ENTITY = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (b"", "TK104", "no text"),
        (b"Not a zip archive", "TK122", "say what it is with --from"),
        (GOOD[: len(GOOD) // 2], "TK122", "copy it again"),
        (GOOD[:80] + b"\xff\xff" + GOOD[82:], "TK122", "damaged"),
        (archive([("a.txt", "text")]), "TK122", "save it as .docx"),
        (archive([("mimetype", "x"), ("content.xml", "")]), "TK122", "another kind of archive"),
        (docx("<w:sdt>" * 600 + p("x") + "</w:sdt>" * 600), "TK124", "nested too deeply"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "TK123", "save it as .docx"),
        (docx(p("x"), [("../../evil.xml", "<a/>")]), "TK124", "lies outside of the archive"),
        (docx(p("x"), [("/etc/evil.xml", "<a/>")]), "TK124", "lies outside of the archive"),
        (docx(p("x"), [("word\\..\\..\\a", "<a/>")]), "TK124", "lies outside of the archive"),
        (docx(p("x"), [("C:/a.xml", "<a/>")]), "TK124", "lies outside of the archive"),
        (docx(p("x"), [("word/x.xml", ENTITY + "<a>&b;</a>")]), "TK124", "document type"),
        (
            docx(p("x"), [("word/x.xml", (ENTITY + "<a>&b;</a>").encode("utf-16"))]),
            "TK124",
            "document type",
        ),
        (docx(p("x"), [("word/x.xml", "<a>")]), None, ""),
        (docx(p("x"), [("word/big.bin", bytes(40_000_000))]), "TK124", "times its size"),
    ],
    ids=[
        "empty",
        "no archive",
        "half an archive",
        "damaged bytes",
        "another archive",
        "a text of another program",
        "deep",
        "an old Word file",
        "a path up",
        "an absolute path",
        "a path of Windows",
        "a drive",
        "entities",
        "entities in UTF-16",
        "a damaged part that nothing refers to",
        "a zip bomb",
    ],
)
def test_it_is_refused_with_a_clear_error(data, code, reason):
    if code is None:
        assert reader.read_docx(data, "a.docx").text.startswith("x")
        return
    found, message = refused(data)
    assert found == code
    assert reason in message


SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main"


def changed(data, **members):
    """The package with some members of its archive replaced; None takes one out."""
    with zipfile.ZipFile(BytesIO(data)) as made:
        files = {name: made.read(name) for name in made.namelist()}
    files.update({MEMBERS[short]: content for short, content in members.items()})
    return archive((name, content) for name, content in files.items() if content is not None)


MEMBERS = {
    "document": "word/document.xml",
    "unusual": "word/document.dat",
    "notes": "word/footnotes.xml",
    "types": "[Content_Types].xml",
    "relations": "_rels/.rels",
    "of_document": "word/_rels/document.xml.rels",
}
UNUSUAL = docx(p("Text."), main=MEMBERS["unusual"])


def with_relation(kind, target):
    """A document that refers to a part."""
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    stated = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    relations = f'<Relationships xmlns="{name}">{stated}</Relationships>'
    return changed(GOOD, of_document=relations)


def test_the_document_is_the_part_that_the_package_says_whatever_its_name():
    assert reader.read_docx(UNUSUAL, "a.docx").text.strip() == "Text."
    with_notes = docx(
        p("Text", reference("footnote", 1)),
        main=MEMBERS["unusual"],
        footnotes=f'<w:footnote w:id="1">{p("A note.")}</w:footnote>',
    )
    assert "A note." in reader.read_docx(with_notes, "a.docx").text


def test_a_document_with_macros_is_read():
    assert reader.read_docx(docx(p("Text."), kind=WITH_MACROS), "a.docm").text.strip() == "Text."


def test_a_part_is_checked_as_xml_whatever_its_name(monkeypatch):
    text = part("document", f"<w:body>{p('&b;')}</w:body>").partition("?>")[2]
    assert refused(changed(UNUSUAL, unusual=ENTITY + text)) == (
        "TK124",
        "the file is not read, for safety: its part word/document.dat has a document type "
        "declaration.",
    )
    assert refused(changed(UNUSUAL, unusual=(ENTITY + text).encode("utf-16")))[0] == "TK124"
    assert refused(changed(UNUSUAL, unusual="<w:document"))[0] == "TK122"
    deep = part("document", "<w:sdt>" * 600 + "</w:sdt>" * 600)
    assert refused(changed(UNUSUAL, unusual=deep))[0] == "TK124"
    monkeypatch.setattr("tei_kit.readers.docx.package.LARGEST_XML", 1_000)
    large = docx(p("Text. " * 1_000), main=MEMBERS["unusual"])
    assert "word/document.dat is too large" in refused(large)[1]


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (changed(GOOD, document=None), "TK122", "word/document.xml is missing"),
        (changed(GOOD, types=None), "TK122", "another kind of archive"),
        (changed(GOOD, types="<Types"), "TK122", "damaged"),
        (changed(GOOD, relations=None), "TK122", "which part is the document"),
        (changed(GOOD, relations="<a/>"), "TK122", "which part is the document"),
        (changed(GOOD, relations=ENTITY + "<a>&b;</a>"), "TK124", "document type"),
        (changed(GOOD, document=part("nothing", "")), "TK122", "it has no document"),
        (with_relation("footnotes", "footnotes.xml"), "TK122", "word/footnotes.xml is missing"),
        (with_relation("footnotes", "../../a.xml"), "TK122", "a.xml is missing"),
        (docx(p("Text."), kind=SHEET), "TK122", "another kind of archive"),
        (
            docx(p("x", reference("footnote", 1)), footnotes="<w:footnote>"),
            "TK122",
            "its XML is damaged",
        ),
    ],
    ids=[
        "no document",
        "no content types",
        "damaged content types",
        "no relationships",
        "relationships of another program",
        "entities in relationships",
        "another root element",
        "notes that are missing",
        "notes outside of the archive",
        "a sheet",
        "damaged notes",
    ],
)
def test_a_broken_package_is_refused(data, code, reason):
    found, message = refused(data)
    assert found == code
    assert reason in message


@pytest.mark.parametrize("target", ["NULL", "#_ftn1"])
def test_a_picture_that_was_taken_out_and_a_link_into_the_text_are_no_parts(target):
    assert reader.read_docx(with_relation("image", target), "a.docx").text.strip() == "Text."


def test_comments_of_xml_are_not_read():
    body = p("<w:r><w:t>One<!-- two --> text.</w:t><!-- three --></w:r>")
    assert reader.read_docx(docx(body), "a.docx").text.strip() == "One text."


def test_a_document_without_text_is_refused_as_any_other():
    assert refused(docx("<w:p/>"))[0] == "TK104"


def test_a_damaged_document_is_refused():
    with zipfile.ZipFile(BytesIO(GOOD)) as made:
        document = made.read(MEMBERS["document"])
    assert refused(changed(GOOD, document=document[:-30]))[0] == "TK122"


def test_an_entity_in_the_document_itself_is_never_expanded():
    body = docx(p("x"))
    with zipfile.ZipFile(BytesIO(body)) as made:
        members = {name: made.read(name) for name in made.namelist()}
    document = members["word/document.xml"].decode()
    members["word/document.xml"] = ENTITY + document.partition("?>")[2].replace(">x<", ">&b;<")
    assert refused(archive(members.items()))[0] == "TK124"
