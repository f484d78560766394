"""One call exports a document to any format."""

import pytest

from tei_kit import TeiKitError, export
from tests.export.samples import SEED, parsed


@pytest.mark.parametrize("name", list(export.Format))
def test_a_path_and_a_tree_give_the_same_bytes_in_every_format(name):
    made = export.export(parsed(SEED), name)
    assert made
    assert export.export(SEED, name) == export.export(str(SEED), str(name)) == made


def test_the_suffixes_of_files_and_which_formats_are_tables():
    found = {each.value: (each.suffix, each.is_table) for each in export.Format}
    assert found == {
        "html": (".html", False),
        "md": (".md", False),
        "txt": (".txt", False),
        "csv": (".csv", True),
        "jsonl": (".jsonl", True),
        "tei-simple": (".xml", False),
    }


def test_a_format_that_does_not_exist_is_an_error_that_lists_them():
    with pytest.raises(TeiKitError, match=r"TK710.*html, md, txt, csv, jsonl, tei-simple"):
        export.export(SEED, "pdf")


def test_a_file_that_is_not_there_is_an_error():
    with pytest.raises(TeiKitError, match="TK101"):
        export.export("none.xml", "html")


def test_names_of_earlier_versions_still_work():
    from tei_kit.export import Options
    from tei_kit.export.tables import unguarded

    assert Options is export.ExportOptions
    assert unguarded("'=1") == "=1"


def test_names_of_a_page_are_parted_where_the_document_has_no_white_space():
    from lxml import html

    from tests.export.samples import document

    name = "<persName><forename>Ada</forename><surname>King</surname></persName>"
    made = export.export(document(f"<p>By {name}.</p>"), "html")
    words = " ".join("".join(html.document_fromstring(made).itertext()).split())
    assert "By Ada King." in words
