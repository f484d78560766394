"""The documents that paths stand for."""

from pathlib import Path

import pytest

from tei_kit.validation.gathering import NAME_OF_STDIN, gathered


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    for name in ("a.xml", "b.xml", "report.xml", "notes.txt"):
        (tmp_path / "texts" / name).write_text("<a/>")
    (tmp_path / "empty").mkdir()
    return tmp_path


def names(paths, report=None):
    found = gathered(paths, report, lambda: b"<b/>")
    return [each.name for each in found.documents]


def test_a_folder_stands_for_its_xml_files_without_the_report(folder):
    every = names(["texts"], Path("texts/report.xml"))
    assert [Path(name).name for name in every] == ["a.xml", "b.xml"]


def test_a_document_that_is_named_twice_is_validated_once(folder):
    assert len(names(["texts", str(Path("texts") / "a.xml")])) == 3


def test_standard_input_has_its_bytes(folder):
    (document,) = gathered(["-"], None, lambda: b"<b/>").documents
    assert (document.name, document.data) == (NAME_OF_STDIN, b"<b/>")


def test_a_folder_without_documents_has_a_result(folder):
    found = gathered(["empty"], None, lambda: b"")
    assert found.documents == []
    assert [result.file for result in found.empty] == ["empty"]
