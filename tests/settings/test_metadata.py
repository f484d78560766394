"""The metadata file: what it may hold, and what is said when it is not right."""

import re

import pytest

import tei_kit
from tei_kit.settings import metadata
from tei_kit.settings.metadata import Metadata, MetadataError
from tests.places import ROOT

DOCS = ROOT / "docs" / "metadata.md"


def load(tmp_path, text):
    path = tmp_path / "meta.toml"
    path.write_text(text, encoding="utf-8")
    return metadata.load(path)


def test_the_example_in_the_documentation_loads_and_fills_the_header(tmp_path):
    example = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    loaded = load(tmp_path, example[1])
    assert loaded.editors == ("A. Editor", "B. Editor")
    header = tei_kit.convert("Some text.", metadata=loaded).tree.find("{*}teiHeader")
    assert header.findtext(".//{*}titleStmt/{*}title") == loaded.title
    assert header.findtext(".//{*}publisher") == "Office of the Historian"
    assert header.find(".//{*}availability").get("status") == "free"
    assert header.findtext(".//{*}seriesStmt/{*}biblScope") == "1969-1976, VII"
    assert "Not stated" not in "".join(header.itertext())


def test_every_key_is_documented():
    documented = set(re.findall(r"^\| `(\w+)`", DOCS.read_text(encoding="utf-8"), re.MULTILINE))
    assert documented == set(Metadata.__dataclass_fields__)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title = 1", ":1:1:", "title is a text in quotation marks"),
        ("\npublsher = 'x'", ":2:1:", "there is no key 'publsher' (did you mean 'publisher'?)"),
        ("\nxyz = 'x'", ":2:1:", "there is no key 'xyz'; usual keys are title, authors, editors"),
        ("title = 'a'\neditors = 'A'", ":2:1:", "editors is a list of names"),
        ("editors = ['A', 3]", ":1:1:", "editors is a list of names"),
        ("pub_date = '31 May'", ":1:1:", "pub_date is a date such as"),
        ("pub_date = '2010-02-31'", ":1:1:", "pub_date is a date such as"),
        ("status = 'open'", ":1:1:", "status is one of free, restricted, unknown"),
        ("language = 'english!'", ":1:1:", "language is a language tag"),
        ("licence = 'a b'", ":1:1:", "licence is a URL"),
        ('title = "a\\u0007"', ":1:1:", "title holds a control character"),
        ("title = =", ":1:9:", "Invalid value"),
        ("[title]\na = 1", ":1:1:", "title is a text in quotation marks"),
    ],
)
def test_what_is_not_right_is_said_with_its_line(tmp_path, text, place, words):
    with pytest.raises(MetadataError) as caught:
        load(tmp_path, text)
    message = str(caught.value)
    assert place in message
    assert "TK301" in message
    assert words in message


def test_a_file_that_is_not_there_or_not_text_is_an_error(tmp_path):
    with pytest.raises(MetadataError, match="TK301"):
        metadata.load(tmp_path / "none.toml")
    (tmp_path / "bad.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(MetadataError, match="TK301"):
        metadata.load(tmp_path / "bad.toml")


@pytest.mark.parametrize("given", [{"date": "2026-13-01"}, {"language": "not a tag"}])
def test_a_date_or_language_that_is_none_is_refused_by_convert(given):
    with pytest.raises(MetadataError):
        tei_kit.convert("Some text.", **given)


def test_the_language_and_the_date_are_in_the_tei():
    root = tei_kit.convert("Du texte.", language="fr", date="2026-11-23").tree.getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert root.findtext(".//{*}language") == "French"
    assert root.find(".//{*}change").get("when") == "2026-11-23"


def header_of(**given):
    return tei_kit.convert("Some text.", metadata=Metadata(**given)).tree.find("{*}teiHeader")


def test_authors_persons_responsible_and_typed_identifiers_are_in_the_header(tmp_path):
    loaded = load(
        tmp_path,
        'authors = ["A", "B"]\n[responsible]\n"Transcribed by" = ["C", "D"]\nChecked = "E"\n'
        '[idnos]\nDOI = "10.1/2"\n',
    )
    header = tei_kit.convert("Some text.", metadata=loaded).tree.find("{*}teiHeader")
    assert [e.text for e in header.iter("{*}author")] == ["A", "B"]
    assert [e.text for s in header.iter("{*}respStmt") for e in s] == [
        "Transcribed by", "C", "D", "Checked", "E",
    ]  # fmt: skip
    assert [(e.get("type"), e.text) for e in header.iter("{*}idno")] == [
        ("DOI", "10.1/2"),
        ("filename", "<text>"),
    ]


@pytest.mark.parametrize(
    ("licence", "status"),
    [
        ("https://creativecommons.org/publicdomain/zero/1.0/", "free"),
        ("http://creativecommons.org/licenses/by-sa/4.0/", "free"),
        ("https://www.creativecommons.org/licenses/by-nc/4.0/", "restricted"),
        ("http://rightsstatements.org/vocab/InC/1.0/", "restricted"),
        ("https://example.org/licence", "unknown"),
    ],
)
def test_the_status_follows_the_licence(licence, status):
    availability = header_of(licence=licence).find(".//{*}availability")
    assert availability.get("status") == status
    assert availability.find("{*}licence").get("target") == licence


def test_a_stated_status_counts_before_the_licence():
    licence = "https://creativecommons.org/publicdomain/zero/1.0/"
    availability = header_of(licence=licence, status="restricted").find(".//{*}availability")
    assert availability.get("status") == "restricted"


def test_the_day_of_the_metadata_is_that_of_creation():
    assert header_of(date="1971-05").find(".//{*}creation/{*}date").get("when") == "1971-05"


def test_the_dateline_says_more_of_the_same_day():
    text = "7. Memorandum\n\nParis, May 31, 1971, 10 a.m.\n\nSome text.\n"

    def day(date):
        made = tei_kit.convert(text, metadata=Metadata(date=date)).tree
        return made.find(".//{*}creation/{*}date").get("when")

    assert day("1971-05-31") == "1971-05-31T10:00:00"
    assert day("1971-06-01") == "1971-06-01"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("author = 'x'", "did you mean 'authors'?"),
        ("licens = 'x'", "did you mean 'licence'?"),
        ("responsible = ['A']", "responsible is a table of names"),
        ("responsible = { a = [] }", "responsible is a table of names"),
        ("idnos = { 'a b' = 'x' }", "in one word"),
        ("idnos = { filename = 'x' }", "cannot have the type filename"),
        ("facs = '{x}'", "'{x}', which is not a place to fill in"),
        ("images = '1.jpg'", "images is a list"),
        ('authors = ["a\\u0007"]', "authors holds a control character"),
    ],
)
def test_mistakes_in_the_newer_keys_are_told(tmp_path, text, words):
    with pytest.raises(MetadataError, match=re.escape(words)):
        load(tmp_path, text)
