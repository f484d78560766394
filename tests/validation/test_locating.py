"""The files of the schemas that a document names."""

import os

import pytest

from tei_kit.diagnostics import TeiKitError
from tei_kit.validation import associations, bundled, catalog, locating
from tei_kit.validation.schema_file import Language

RELAX_NG = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"


@pytest.fixture
def edition(tmp_path, monkeypatch):
    """A folder that we are in, with a schema beside the folder of the texts."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "schema").mkdir()
    for name in ("a.rng", "b c.rng", "a.schema"):
        (tmp_path / "schema" / name).write_text("<x/>")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def locate(href, rest="", chosen=None):
    """Where the schema is that texts/a.xml names."""
    xml = f'<?xml-model href="{href}" {rest}?><a/>'.encode()
    (association,) = associations.associations_of(xml, "texts/a.xml").schemas
    return locating.locate(association, chosen)


def why_not(href, rest="", chosen=None):
    with pytest.raises(TeiKitError) as error:
        locate(href, rest, chosen)
    (diagnostic,) = error.value.diagnostics
    return f"{diagnostic.code} {diagnostic.message}"


@pytest.mark.parametrize("href", ["../schema/a.rng", "./../texts/../schema/a.rng"])
def test_a_path_is_relative_to_the_document(edition, href):
    assert str(locate(href).path) == os.path.join("schema", "a.rng")


def test_an_absolute_path_and_a_file_address_are_local_files(edition):
    path = edition / "schema" / "b c.rng"
    assert locate(path.as_uri()) == locate(str(path)) == locate("../schema/b%20c.rng")


def test_one_schema_is_one_schema_from_whatever_folder_it_is_named(edition):
    (edition / "link").symlink_to(edition / "schema")
    assert locate("../link/a.rng") == locate("../schema/a.rng")


def test_the_suffix_tells_the_language_when_the_document_does_not(edition):
    assert locate("../schema/a.rng").language is Language.RELAX_NG
    assert "say it with schematypens" in why_not("../schema/a.schema")
    assert locate("../schema/a.schema", f'schematypens="{RELAX_NG}"').language is Language.RELAX_NG


def test_what_is_no_regular_file_is_not_opened(edition):
    assert why_not("none.rng").endswith("none.rng is not there.")
    assert why_not("../schema").endswith("../schema is a folder.")
    assert why_not("/dev/zero").endswith("/dev/zero is not a regular file.")


def test_an_address_on_the_web_is_looked_up_in_the_catalog(edition):
    (edition / "catalog.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">'
        '<rewriteURI uriStartString="http://example.org/" rewritePrefix="schema/"/></catalog>'
    )
    chosen = catalog.load(["catalog.xml"])
    assert str(locate("http://example.org/a.rng", "", chosen).path) == os.path.join(
        "schema", "a.rng"
    )
    missing = why_not("http://example.org/none.rng", "", chosen)
    assert missing.startswith("TK512")
    assert f"which is {edition / 'schema' / 'none.rng'} here, is not there" in missing


def test_an_address_that_nobody_knows_says_how_to_supply_the_schema(edition):
    for href in ("https://example.org/tei_all.rng", "//example.org/a.rng", "urn:x:a.rng"):
        message = why_not(href)
        assert message.startswith(f"TK511 the schema {href} is not fetched")
        assert "--schema FILE" in message
        assert "--catalog FILE" in message


def test_an_address_that_ends_in_the_name_of_a_bundled_schema_is_that_schema(edition):
    found = locate("https://example.org/schemas/tei_kit.rng")
    assert found.path.samefile(bundled.path("tei_kit.rng"))


def located(xml, chosen=None):
    (association,) = associations.associations_of(xml.encode(), "texts/a.xml").schemas
    return locating.located(association, chosen)


def test_a_file_that_is_not_there_is_told_with_its_path(edition):
    found = located('<?xml-model href="none.rng"?><a/>')
    assert (found.file, found.problem.code) == (None, "TK512")
    assert str(found.missing) == os.path.join("texts", "none.rng")


def test_an_address_that_nobody_knows_has_no_path(edition):
    found = located('<?xml-model href="https://example.org/a.rng"?><a/>')
    assert (found.problem.code, found.missing) == ("TK511", None)


def test_a_dtd_that_is_not_there_is_a_warning_with_the_reason(edition):
    found = located('<!DOCTYPE a SYSTEM "none.dtd"><a/>')
    assert found.problem.code == "TK542"
    assert "none.dtd is not there" in found.problem.message
