"""XML catalogs: OASIS XML Catalogs 1.1, section by section."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_kit.validation import catalog
from tei_kit.validation.catalog import CatalogError

TEI = "http://www.tei-c.org/release/tei_all.rng"


@pytest.fixture
def write(tmp_path):
    """Write a catalog with some entries; its path."""

    def write(entries, name="catalog.xml", attributes=""):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog" {attributes}>'
            f"\n{entries}</catalog>",
            encoding="utf-8",
        )
        return path

    return write


@pytest.fixture
def resolved(tmp_path, write):
    """Where a catalog with some entries sends an address, relative to its folder."""

    def resolve(entries, uri=TEI, **options):
        found = catalog.load([write(entries, **options)]).resolve(uri)
        return None if found is None else found.relative_to(tmp_path).as_posix()

    return resolve


# ------------------------------------------------------------------ entries (6.5, 7.2.2)


def test_an_exact_uri_is_found_and_another_is_not(resolved):
    entry = f'<uri name="{TEI}" uri="schema/tei_all.rng"/>'
    assert resolved(entry) == "schema/tei_all.rng"
    assert resolved(entry, TEI.replace(".rng", ".rnc")) is None


@pytest.mark.parametrize(
    "entry",
    [
        '<uri name="{}www.tei-c.org/release/tei_all.rng" uri="a.rng"/>',
        '<rewriteURI uriStartString="{}www.tei-c.org/release/tei_all" rewritePrefix="a"/>',
        '<system systemId="{}www.tei-c.org/release/tei_all.rng" uri="a.rng"/>',
    ],
)
@pytest.mark.parametrize(("named", "asked"), [("http://", "https://"), ("https://", "http://")])
def test_http_and_https_are_the_same_to_a_catalog(resolved, entry, named, asked):
    assert resolved(entry.format(named), f"{asked}www.tei-c.org/release/tei_all.rng") == "a.rng"


def test_an_entry_of_the_same_scheme_comes_first(resolved):
    entries = f'<uri name="https{TEI[4:]}" uri="s.rng"/><uri name="{TEI}" uri="a.rng"/>'
    assert resolved(entries) == "a.rng"
    assert resolved(entries, f"https{TEI[4:]}") == "s.rng"


def test_catalogs_of_the_environment_are_asked_last_and_may_be_missing(tmp_path, write):
    first = write('<uri name="http://a" uri="1"/>', "first.xml")
    other = write('<uri name="http://a" uri="2"/><uri name="http://b" uri="3"/>', "other.xml")
    missing = tmp_path / "none.xml"
    loaded = catalog.load([first], f"{missing} {other.as_uri()}\nhttp://example.org/c.xml")
    assert loaded.resolve("http://a").name == "1"
    assert loaded.resolve("http://b").name == "3"
    assert [d.code for d in loaded.problems] == ["TK513", "TK513"]
    assert {d.place.file for d in loaded.problems} == {"XML_CATALOG_FILES"}
    assert catalog.load([], str(other)).resolve("http://b").name == "3"


def test_the_longest_beginning_is_rewritten(resolved):
    entries = (
        '<rewriteURI uriStartString="http://www.tei-c.org/" rewritePrefix="short/"/>'
        '<rewriteURI uriStartString="http://www.tei-c.org/release/" rewritePrefix="long/"/>'
    )
    assert resolved(entries) == "long/tei_all.rng"
    assert resolved(entries, "http://www.tei-c.org/x/y.rng") == "short/x/y.rng"


def test_the_longest_end_counts(resolved):
    entries = (
        '<uriSuffix uriSuffix="tei_all.rng" uri="short.rng"/>'
        '<uriSuffix uriSuffix="/release/tei_all.rng" uri="long.rng"/>'
    )
    assert resolved(entries) == "long.rng"


def test_exact_comes_before_beginning_and_beginning_before_end(resolved):
    exact = f'<uri name="{TEI}" uri="exact.rng"/>'
    beginning = '<rewriteURI uriStartString="http://www.tei-c.org/" rewritePrefix="begin/"/>'
    end = '<uriSuffix uriSuffix="tei_all.rng" uri="end.rng"/>'
    assert resolved(end + beginning + exact) == "exact.rng"
    assert resolved(end + beginning) == "begin/release/tei_all.rng"
    assert resolved(end) == "end.rng"


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (f'<system systemId="{TEI}" uri="a.rng"/>', "a.rng"),
        ('<systemSuffix systemIdSuffix="/tei_all.rng" uri="a.rng"/>', "a.rng"),
        (
            '<rewriteSystem systemIdStartString="http://www.tei-c.org/" rewritePrefix="a/"/>',
            "a/release/tei_all.rng",
        ),
    ],
)
def test_entries_for_system_identifiers_are_asked_after_those_for_uris(resolved, entry, expected):
    assert resolved(entry) == expected
    assert resolved(f'{entry}<uriSuffix uriSuffix="rng" uri="first.rng"/>') == "first.rng"


def test_entries_for_public_identifiers_and_of_other_namespaces_are_passed_over(resolved):
    entries = (
        f'<public publicId="{TEI}" uri="a.rng"/>'
        f'<x:uri xmlns:x="urn:x" name="{TEI}" uri="b.rng"/>'
        f'<uri name="{TEI}" uri="c.rng"/>'
    )
    assert resolved(entries) == "c.rng"


def test_addresses_are_compared_with_their_characters_escaped(resolved):
    entry = '<uri name="http://example.org/écrit 1.rng" uri="écrit 1.rng"/>'
    assert resolved(entry, "http://example.org/%C3%A9crit%201.rng") == "écrit 1.rng"


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_what_is_compared_is_ascii_and_does_not_change_again(one, other):
    for text in (one, other):
        normalized = catalog._normalized(text)
        assert normalized.isascii()
        assert catalog._normalized(normalized) == normalized
    same = catalog._normalized(one) == catalog._normalized(other)
    assert same or one.strip() != other.strip()


# ------------------------------------------------------------------ xml:base and groups (6.4)


def test_targets_are_relative_to_xml_base_wherever_it_stands(resolved):
    entry = f'<uri name="{TEI}" uri="a.rng"/>'
    assert resolved(entry, attributes='xml:base="one/"') == "one/a.rng"
    assert resolved(f'<group xml:base="two/">{entry}</group>', attributes='xml:base="one/"') == (
        "one/two/a.rng"
    )
    assert resolved(entry.replace("<uri", '<uri xml:base="three/"')) == "three/a.rng"


def test_targets_are_relative_to_the_catalog_and_not_to_the_current_folder(resolved, monkeypatch):
    monkeypatch.chdir("/")
    assert resolved(f'<uri name="{TEI}" uri="a.rng"/>', name="sub/c.xml") == "sub/a.rng"


# ------------------------------------------------------------------ other catalogs (7.2.2, 8)


def test_the_next_catalog_is_asked_when_the_first_has_no_entry(write, resolved):
    write(f'<uri name="{TEI}" uri="b.rng"/>', name="sub/b.xml")
    following = '<nextCatalog catalog="sub/b.xml"/>'
    assert resolved(following) == "sub/b.rng"
    assert resolved(f'{following}<uriSuffix uriSuffix="rng" uri="a.rng"/>') == "a.rng"


def test_catalogs_that_name_each_other_end(write, resolved):
    write('<nextCatalog catalog="catalog.xml"/><nextCatalog catalog="b.xml"/>', name="b.xml")
    assert resolved('<nextCatalog catalog="b.xml"/><nextCatalog catalog="catalog.xml"/>') is None


def test_catalogs_that_delegate_to_each_other_end(write, resolved):
    entry = '<delegateURI uriStartString="http://" catalog="{}"/>'
    write(entry.format("catalog.xml"), name="b.xml")
    assert resolved(entry.format("b.xml")) is None


def test_names_that_are_left_to_another_catalog_are_looked_for_nowhere_else(write, resolved):
    write(f'<uri name="{TEI}" uri="b.rng"/>', name="b.xml")
    write("", name="empty.xml")
    entry = '<delegateURI uriStartString="http://www.tei-c.org/" catalog="{}"/>'
    following = '<nextCatalog catalog="b.xml"/>'
    assert resolved(entry.format("b.xml")) == "b.rng"
    assert resolved(entry.format("empty.xml") + following) is None
    assert resolved(entry.format("b.xml"), "http://example.org/tei_all.rng") is None


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ("none.xml", "no file has this name"),
        ("http://example.org/c.xml", "only local files"),
        ("broken.xml", "not well-formed"),
    ],
)
def test_a_named_catalog_that_cannot_be_read_is_passed_over_with_a_warning(
    tmp_path, write, named, reason
):
    (tmp_path / "broken.xml").write_text("<catalog")
    path = write(f'<nextCatalog catalog="{named}"/>\n<uri name="{TEI}" uri="a.rng"/>')
    loaded = catalog.load([path])
    assert loaded.resolve(TEI) == tmp_path / "a.rng"
    (problem,) = loaded.problems
    assert (problem.code, problem.place.file, problem.place.line) == ("TK513", str(path), 2)
    assert reason in problem.message


def test_several_catalogs_are_asked_in_their_order(tmp_path, write):
    entry = f'<uri name="{TEI}" uri="{{}}.rng"/>'
    paths = [write(entry.format(name), name=f"{name}.xml") for name in "ab"]
    assert catalog.load(paths).resolve(TEI) == tmp_path / "a.rng"
    assert catalog.load(paths[::-1]).resolve(TEI) == tmp_path / "b.rng"


# ------------------------------------------------------------------ what is refused


def refusal(call, *arguments):
    with pytest.raises(CatalogError) as error:
        call(*arguments)
    (diagnostic,) = error.value.diagnostics
    return diagnostic


def test_only_local_files_are_pointed_to(write):
    path = write(f'<uri name="{TEI}" uri="https://example.org/a.rng"/>')
    found = refusal(catalog.load([path]).resolve, TEI)
    assert (found.code, found.place.line) == ("TK514", 2)
    assert "only local files are read" in found.message


def test_an_entry_that_lacks_an_attribute_is_told_with_its_line(write):
    found = refusal(catalog.load, [write('<uri name="a"/>')])
    assert (found.code, found.place.line) == ("TK514", 2)
    assert "uri needs @name and @uri" in found.message


def test_what_is_no_catalog_is_told(tmp_path):
    (tmp_path / "a.xml").write_text("<catalog/>")
    assert (
        "its root is catalog, not catalog of" in refusal(catalog.load, [tmp_path / "a.xml"]).message
    )
    assert refusal(catalog.load, [Path("/nowhere/c.xml")]).code == "TK101"


def test_the_usual_doctype_of_catalogs_is_no_obstacle_and_entities_are(tmp_path, write):
    path = write(f'<uri name="{TEI}" uri="a.rng"/>')
    doctype = (
        '<!DOCTYPE catalog PUBLIC "-//OASIS//DTD XML Catalogs V1.1//EN" '
        '"http://www.oasis-open.org/committees/entity/release/1.1/catalog.dtd">'
    )
    path.write_text(doctype + path.read_text())
    assert catalog.load([path]).resolve(TEI) == tmp_path / "a.rng"
    path.write_text(
        '<!DOCTYPE catalog [<!ENTITY % e SYSTEM "x"> %e;]>' + path.read_text().split(">", 1)[1]
    )
    assert refusal(catalog.load, [path]).code == "TK508"
