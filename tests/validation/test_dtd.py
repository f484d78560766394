"""DTDs: what is found in a document, and what a DTD may read."""

import time

import pytest

from tei_kit.diagnostics import SchemaError
from tei_kit.validation import dtd

BOOK = """<!ELEMENT book (page+, index?)>
<!ATTLIST book lang NMTOKEN #REQUIRED>
<!ELEMENT page (#PCDATA | note)*>
<!ATTLIST page id ID #IMPLIED next IDREF #IMPLIED kind (plate | text) "text" form CDATA #FIXED "a">
<!ELEMENT note (#PCDATA)>
<!ELEMENT index EMPTY>
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "book.dtd").write_text(BOOK)
    return tmp_path


@pytest.fixture
def found(folder):
    """The (line, reason) pairs of a document."""

    def run(xml):
        (folder / "book.xml").write_text(xml)
        diagnostics = dtd.compile(folder / "book.dtd").validate(folder / "book.xml")
        assert {d.code for d in diagnostics} <= {"TK510"}
        assert {d.place.file for d in diagnostics} <= {str(folder / "book.xml")}
        return [(d.place.line, d.message.removeprefix("DTD: ")) for d in diagnostics]

    return run


@pytest.fixture
def refusal(tmp_path):
    """The one message about a DTD of some text, which may not be used."""

    def run(text, name="bad.dtd"):
        (tmp_path / name).write_text(text)
        with pytest.raises(SchemaError) as error:
            dtd.compile(tmp_path / name)
        (diagnostic,) = error.value.diagnostics
        assert diagnostic.code == "TK505"
        return diagnostic.message

    return run


# ------------------------------------------------------------------ documents


def test_a_valid_document_gives_nothing(found):
    xml = '<book lang="en"><page id="a" kind="plate">x<note>y</note></page><index/></book>'
    assert found(xml) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<index/>", 'element "book" expects (page+ , index?); it has index.'),
        ("", 'element "book" expects (page+ , index?); it has nothing.'),
        ("<page/>text", 'element "book" expects (page+ , index?); it has page, text.'),
        ("<page/>" * 20, None),
        ("<page/><index/>" * 9, "and 6 more."),
        ('<page kind="map"/>', 'value "map" of attribute "kind" of element "page" is not one of'),
        ('<page id="1 2"/>', 'the value of attribute "id" of element "page" does not have the'),
        ('<page colour="red"/>', 'attribute "colour" is not allowed on element "page".'),
        ('<page id="a"/><page id="a"/>', 'the identifier "a" is used before.'),
        ('<page next="b"/>', 'attribute "next" refers to "b", which no element has'),
        ("<page><index/></page>", 'element "index" is not allowed here.'),
        ("<page><hi/></page>", 'element "hi" is not declared.'),
        ("<page/><index>x</index>", 'element "index" has to be empty.'),
        ('<page kind="a b"/>', 'value "a b" of attribute "kind" of element "page" is not one of'),
        ('<page form="b"/>', 'attribute "form" of element "page" has to have the value "a".'),
        ('<page xmlns:x="urn:x" x:y=""/>', 'attribute "x:y" is not allowed on element "page".'),
        ("<page><note><page/></note></page>", 'element "note" holds elements and may only hold'),
        ("<other/>", 'element "other" is not declared.'),
    ],
)
def test_a_mistake_is_told_in_words_that_say_what_to_change(found, body, message):
    messages = [reason for _, reason in found(f'<book lang="en">{body}</book>')]
    assert any(message in one for one in messages) if message else messages == []


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("<page><hi/></page>", ["not declared"]),
        ("<page/><other/>", ["not declared"]),
        ("<page/><other/><index/>", ["not declared"]),
        ("<other/><index/>", ["expects", "not declared"]),
        ("<page/><other/>text", ["expects", "not declared"]),
        ("<page><hi/><index/></page>", ["not declared", "not allowed here"]),
        ("<page/><other><nothing/></other>", ["not declared", "not declared"]),
    ],
)
def test_an_element_that_is_not_declared_is_told_once(found, body, messages):
    told = [reason for _, reason in found(f'<book lang="en">{body}</book>')]
    assert len(told) == len(messages)
    assert all(any(each in one for one in told) for each in messages)


def test_a_child_that_is_not_allowed_has_its_own_place(folder, found):
    found('<book lang="en"><page>x\n <index/></page></book>')
    (one,) = dtd.compile(folder / "book.dtd").validate(folder / "book.xml")
    assert (one.place.line, one.place.column) == (2, 2)


def test_the_root_is_the_element_that_the_doctype_names(found):
    body = '<book lang="en"><page/></book>'
    assert found(f'<!DOCTYPE book SYSTEM "book.dtd">{body}') == []
    assert found(f"<!DOCTYPE page [<!ENTITY a 'b'>]>{body}") == []  # the DTD is from elsewhere
    (one,) = found(f'<!DOCTYPE page SYSTEM "book.dtd">\n{body}')
    assert one == (2, 'the root is element "book"; the DOCTYPE names "page".')


def test_of_many_names_the_likeliest_are_told(tmp_path):
    names = [f"e{number}" for number in range(40)] + ["p", "list"]
    (tmp_path / "many.dtd").write_text(
        f"<!ELEMENT book (head?, ({'|'.join(names)})+)>"
        + "".join(f"<!ELEMENT {name} EMPTY>" for name in ("head", *names))
    )
    (tmp_path / "a.xml").write_text("<book><head/></book>")
    (found,) = dtd.compile(tmp_path / "many.dtd").validate(tmp_path / "a.xml")
    assert found.message == (
        'DTD: element "book" expects (head? , (p | list | e0 | 39 others)+); it has head.'
    )


def test_a_mistake_that_libxml2_finds_twice_is_told_once(found):
    xml = '<book lang="en"><page form="b"/></book>'
    assert found(xml) == [(1, 'attribute "form" of element "page" has to have the value "a".')]


def test_the_same_mistake_in_two_elements_of_a_line_is_told_twice(found):
    assert len(found('<book lang="en"><page a=""/><page a=""/></book>')) == 2


def test_an_attribute_that_is_lacking_is_named(found):
    assert found("<book><page/></book>") == [(1, 'element "book" lacks the attribute "lang".')]


def test_a_mistake_has_the_line_of_its_element(found):
    xml = '<book lang="en">\n<page/>\n<page colour="red"/>\n<page kind="map"/>\n</book>'
    assert [line for line, _ in found(xml)] == [3, 4]


def test_the_dtd_that_a_document_names_is_not_read(found):
    xml = '<!DOCTYPE book SYSTEM "none.dtd"><book lang="en"><page/></book>'
    assert found(xml) == []


def test_a_schema_is_used_for_many_documents(folder):
    schema = dtd.compile(folder / "book.dtd")
    (folder / "good.xml").write_text('<book lang="en"><page/></book>')
    (folder / "bad.xml").write_text("<book/>")
    counts = [len(schema.validate(folder / f"{name}.xml")) for name in ("bad", "good", "bad")]
    assert counts == [2, 0, 2]


# ------------------------------------------------------------------ DTDs in parts


def test_parts_below_the_folder_of_the_dtd_are_read(tmp_path):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "page.dtd").write_text('<!ENTITY % n SYSTEM "note.dtd">%n;')
    (tmp_path / "parts" / "note.dtd").write_text("<!ELEMENT note EMPTY>")
    (tmp_path / "a.dtd").write_text(
        '<!ENTITY % p SYSTEM "parts/page.dtd">%p;<!ELEMENT book (note)>'
    )
    (tmp_path / "a.xml").write_text("<book><note/></book>")
    assert dtd.compile(tmp_path / "a.dtd").validate(tmp_path / "a.xml") == []


def test_a_part_that_is_declared_and_not_used_is_not_asked_for(tmp_path):
    path = tmp_path / "a.dtd"
    path.write_text('<!ENTITY % p SYSTEM "http://localhost/p.dtd"><!ELEMENT book EMPTY>')
    dtd.compile(path)


def test_a_part_outside_the_folder_is_refused(tmp_path, refusal):
    (tmp_path / "secret.txt").write_text("<!ELEMENT a EMPTY>")
    (tmp_path / "in").mkdir()
    text = '<!ENTITY % p SYSTEM "../secret.txt">\n%p;'
    assert "../secret.txt, which is not below its own folder" in refusal(text, "in/bad.dtd")


@pytest.mark.parametrize("address", ["http://localhost:9/a.dtd", "//host/a.dtd", "file:///etc/x"])
def test_a_part_at_an_address_is_refused(refusal, address):
    message = refusal(f'<!ENTITY % p SYSTEM "{address}">\n%p;')
    assert f"it asks for {address}, and only files below its own folder are read" in message


def test_a_part_that_is_not_there_is_named(refusal):
    message = refusal('<!ENTITY % p SYSTEM "none.dtd">\n%p;')
    assert "it asks for none.dtd, which cannot be read: no file has this name" in message


def test_a_dtd_that_includes_itself_is_refused(refusal):
    assert "recursive" in refusal('<!ENTITY % p SYSTEM "bad.dtd">%p;<!ELEMENT a EMPTY>')


def test_a_link_out_of_the_folder_is_refused(tmp_path, refusal):
    (tmp_path / "secret.dtd").write_text("<!ELEMENT a EMPTY>")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.dtd").symlink_to(tmp_path / "secret.dtd")
    assert "not below its own folder" in refusal('<!ENTITY % p SYSTEM "link.dtd">%p;', "in/bad.dtd")


# ------------------------------------------------------------------ DTDs that cannot be used


def test_entities_that_expand_without_measure_end_quickly(refusal):
    steps = ""
    for step in range(9):
        steps += f'<!ENTITY % p{step + 1} "{f"&#37;p{step};" * 10}">'
    started = time.monotonic()
    refusal(f'<!ENTITY % p0 "<!ELEMENT b EMPTY>">{steps}%p9;<!ELEMENT a EMPTY>')
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "it declares no element"),
        ("<!-- nothing -->", "it declares no element"),
        ("<!ELEMENT a", "bad.dtd"),
        ("<a/>", "syntax error"),
        ("<!ELEMENT a (b,c|d)>", "syntax error"),
    ],
)
def test_what_is_no_dtd_is_refused(tmp_path, text, named):
    (tmp_path / "bad.dtd").write_text(text)
    with pytest.raises(SchemaError, match=named) as error:
        dtd.compile(tmp_path / "bad.dtd")
    assert [d.code for d in error.value.diagnostics] == ["TK505"]


def test_a_syntax_error_has_its_line_and_column(tmp_path):
    (tmp_path / "bad.dtd").write_text("<!ELEMENT a EMPTY>\n<!ELEMENT b (c,d|e)>\n")
    with pytest.raises(SchemaError) as error:
        dtd.compile(tmp_path / "bad.dtd")
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.place.line == 2
    assert diagnostic.place.column > 1


def test_a_missing_dtd_is_tk101(tmp_path):
    with pytest.raises(SchemaError) as error:
        dtd.compile(tmp_path / "none.dtd")
    assert [d.code for d in error.value.diagnostics] == ["TK101"]
