"""Schemas that are compiled once for all documents."""

import pytest

from tei_kit.diagnostics import Place
from tei_kit.validation import engines
from tei_kit.validation.choice import Choice, Named
from tei_kit.validation.library import Library
from tei_kit.validation.schema_file import by_suffix


@pytest.fixture
def library():
    return Library(phase=None, ids=True, embedded_rules=False)


def named(path, line=1):
    return Named(by_suffix(path), Place("a.xml", line, 1))


def test_a_schema_is_compiled_once(tmp_path, monkeypatch, library):
    (tmp_path / "a.rnc").write_text("element a { empty }")
    asked = []
    real = engines.compile_file
    monkeypatch.setattr(engines, "compile_file", lambda file: asked.append(file) or real(file))
    choice = Choice([named(tmp_path / "a.rnc")])
    assert library.ready(choice).schemas[0] is library.ready(choice).schemas[0]
    assert len(asked) == 1


def test_a_schema_that_cannot_be_used_is_told_where_it_is_named_and_the_others_are_there(
    tmp_path, library
):
    (tmp_path / "a.rnc").write_text("element a { empty }")
    (tmp_path / "b.rnc").write_text("element a { none }")
    ready = library.ready(Choice([named(tmp_path / "b.rnc", 7), named(tmp_path / "a.rnc", 8)]))
    assert len(ready.schemas) == 1
    first, *others = ready.problems
    assert (first.code, first.file, first.line) == ("TK512", "a.xml", 7)
    assert {each.file for each in others} == {str(tmp_path / "b.rnc")}


def test_a_document_that_declares_its_elements_is_judged_by_them_last(library):
    ready = library.ready(Choice([], own_dtd=True))
    assert [type(each).__name__ for each in ready.schemas] == ["InternalSchema"]
