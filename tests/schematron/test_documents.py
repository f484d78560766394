"""Rules that read other documents: local ones beside the schema or the document, and no others."""

import pytest

from tei_kit import schematron
from tei_kit.diagnostics import SchemaError, Severity
from tei_kit.schematron import saxon

SCHEMA = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" {binding}>{body}</schema>"""
TAXONOMY = "<taxonomy><category xml:id='a'/><category xml:id='b'/></taxonomy>"
BINDINGS = [
    "",
    pytest.param(
        'queryBinding="xslt2"',
        marks=pytest.mark.skipif(not saxon.is_installed(), reason="saxonche is not installed"),
    ),
]


@pytest.fixture
def project(tmp_path):
    """A folder with a schema in `schemas` and a document in `texts`."""
    for name in ("schemas/lists", "texts/parts"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "schemas" / "taxonomy.xml").write_text(TAXONOMY)
    (tmp_path / "schemas" / "lists" / "words.xml").write_text("<words><w>yes</w></words>")
    (tmp_path / "texts" / "parts" / "one.xml").write_text("<part>\n  <wrong/></part>")
    (tmp_path / "secret.xml").write_text("<secret><category xml:id='c'/></secret>")
    document = tmp_path / "texts" / "text.xml"
    document.write_text("<text><item ref='#a'/><item ref='#c'/><use file='parts/one.xml'/></text>")
    return tmp_path


def found(project, body, binding):
    schema = project / "schemas" / "rules.sch"
    schema.write_text(SCHEMA.format(body=body, binding=binding))
    return schematron.compile(schema).validate(project / "texts" / "text.xml")


def said(diagnostics):
    return [(d.line, d.column, d.message.removeprefix("Schematron: ")) for d in diagnostics]


def rule(context, check):
    return f'<pattern><rule context="{context}">{check}</rule></pattern>'


@pytest.mark.parametrize("binding", BINDINGS)
def test_an_address_is_relative_to_the_schema(project, binding):
    body = """<let name="known" value="document('taxonomy.xml')//category/@xml:id"/>""" + rule(
        "item",
        """<assert test="substring(@ref, 2) = $known">unknown <value-of select="@ref"/></assert>""",
    )
    assert said(found(project, body, binding)) == [(1, 23, "unknown #c")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_an_address_in_the_document_is_relative_to_the_document(project, binding):
    body = rule("use", '<report test="document(@file)/part/wrong">wrong part</report>')
    assert said(found(project, body, binding)) == [(1, 39, "wrong part")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_context_may_read_a_document(project, binding):
    body = rule(
        "item[document('taxonomy.xml')//category[@xml:id = substring(current()/@ref, 2)]]",
        '<report test="true()">known</report>',
    )
    if not binding:
        body = body.replace("current()/@ref", "'#a'")
    assert found(project, body, binding)


@pytest.mark.parametrize("binding", BINDINGS[1:])
def test_doc_and_doc_available_read_them_too(project, binding):
    body = rule(
        "text",
        """<report test="doc-available('taxonomy.xml')
            and count(doc('taxonomy.xml')//category) = 2
            and (doc#1('lists/words.xml')//w, 'lists/words.xml' ! doc(.)//w)[2] = 'yes'
            and not(doc-available('none.xml'))
            and not(doc-available('../secret.xml'))">all</report>""",
    )
    assert said(found(project, body, binding)) == [(1, 1, "all")]


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize(
    "address", ["../secret.xml", "/etc/passwd", "file:///etc/hostname", "http://localhost:9/a.xml"]
)
def test_no_other_file_and_no_address_is_read(project, binding, address):
    body = rule("text", f"""<assert test="document('{address}')/*">X</assert>""")
    try:
        (one,) = found(project, body, binding)
    except SchemaError as error:
        (one,) = error.diagnostics
    assert one.severity is Severity.ERROR
    assert (
        "not below the folder" in one.message
        or "not a local file" in one.message
        or "refused" in one.message
    )


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_link_out_of_the_folder_is_not_followed(project, binding):
    (project / "schemas" / "link.xml").symlink_to(project / "secret.xml")
    body = rule("text", """<assert test="document('link.xml')/*">X</assert>""")
    try:
        (one,) = found(project, body, binding)
    except SchemaError as error:
        (one,) = error.diagnostics
    assert "not below the folder" in one.message


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_document_that_reads_a_file_by_an_entity_is_refused(project, binding):
    (project / "schemas" / "evil.xml").write_text(
        '<!DOCTYPE a [<!ENTITY e SYSTEM "../secret.xml">]><a>&e;</a>'
    )
    body = rule("text", """<report test="contains(document('evil.xml'), 'secret')">X</report>""")
    try:
        (one,) = found(project, body, binding)
    except SchemaError as error:
        (one,) = error.diagnostics
    assert "evil.xml" in one.message


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_pattern_may_be_about_other_documents(project, binding):
    body = """<pattern documents="/text/use/@file"><rule context="wrong">
        <report test="true()">wrong</report></rule></pattern>"""
    (one,) = found(project, body, binding)
    assert (one.file.rpartition("/")[2], one.line, one.column) == ("one.xml", 2, 3)


@pytest.mark.parametrize("binding", BINDINGS[1:])
def test_addresses_are_resolved_as_in_a_stylesheet(project, binding):
    body = rule(
        "text",
        """<report test="true()"><value-of select="resolve-uri('../x.xml')"/>
            <value-of select="base-uri(.)"/></report>""",
    )
    (one,) = found(project, body, binding)
    assert f"{project.name}/x.xml" in one.message
    assert "texts/text.xml" in one.message


@pytest.mark.parametrize("binding", BINDINGS[1:])
def test_there_are_no_texts(project, binding):
    (project / "schemas" / "a.txt").write_text("secret")
    body = rule("text", """<report test="not(unparsed-text-available('a.txt'))">none</report>""")
    body += rule("text", """<report test="contains(unparsed-text('a.txt'), 'secret')">X</report>""")
    first, second = found(project, body, binding)
    assert first.message == "Schematron: none"
    assert "rules read no text files" in second.message


@pytest.mark.parametrize("binding", BINDINGS[1:])
def test_a_key_in_a_pattern_holds_for_the_schema(project, binding):
    body = """<pattern><key xmlns="http://www.w3.org/1999/XSL/Transform" name="k" match="item"
        use="@ref"/><let name="refs" value="//item/@ref"/></pattern>""" + rule(
        "text",
        """<report test="key('k', '#a') and count($refs) = 2">key</report>""",
    )
    assert said(found(project, body, binding)) == [(1, 1, "key")]


@pytest.mark.parametrize("binding", BINDINGS)
def test_a_document_that_is_not_there_breaks_the_rules_that_ask_for_it_and_no_other(
    project, binding
):
    body = (
        """<let name="kept" value="document('none.xml')"/>"""
        + rule("text", """<assert test="$kept//x">of a variable</assert>""")
        + rule("text", """<let name="own" value="$kept"/><report test="not($own)">own</report>""")
        + rule("text", """<assert test="document('none.xml')">asked for</assert>""")
        + rule("text", """<assert test="false()">another</assert>""")
        + rule("text", """<report test="true()">one more</report>""")
    )
    messages = [one.message for one in found(project, body, binding)]
    broken = [message for message in messages if "cannot be evaluated here" in message]
    assert len(broken) == 3
    assert all("none.xml" in message for message in broken)
    others = [m.removeprefix("Schematron: ") for m in messages if m not in broken]
    assert sorted(others) == ["another", "one more"]
