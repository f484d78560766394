"""Judging documents by an ODD: given, named by the document, by its name or its usual address."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tei_kit import relaxng
from tei_kit.cli.main import group
from tei_kit.odd import by_name, kept, results, validating
from tei_kit.validation import compile_schemas, validate
from tests.odd.making import DOCUMENT, MODULES, P5, odd_text

RULE = (
    '<elementSpec ident="hi" mode="change"><constraintSpec ident="c" scheme="schematron">'
    '<constraint><sch:report test="@n = 1">it is one</sch:report></constraint></constraintSpec>'
    "</elementSpec>"
)
USUAL = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/{}"


@pytest.fixture
def p5(monkeypatch):
    monkeypatch.setenv("TEI_KIT_P5", str(P5))


def run(*words):
    done = CliRunner().invoke(group, ["validate", *map(str, words)])
    return done.exit_code, done.output


def wrong(make, before="", body='<p><hi n="1">w</hi><seg/></p>'):
    return make.file(before + DOCUMENT.format(body), "document.xml")


@pytest.mark.usefixtures("p5")
class TestAnOdd:
    def test_grammar_and_rules_are_one_schema(self, make):
        odd = make.file(odd_text(MODULES + RULE))
        found = validate(wrong(make), [odd])
        assert [d.code for d in found] == ["TK520", "TK503"] or sorted(d.code for d in found) == [
            "TK503",
            "TK520",
        ]

    def test_a_message_says_what_the_element_is_also_when_only_p5_has_it(self, make):
        odd = make.file(odd_text(MODULES))
        (found,) = validate(wrong(make, body="<p><seg/></p>"), [odd])
        assert found.message.endswith(" seg: is a piece of text.")

    @pytest.mark.parametrize("name", ["my.odd", "my.xml", "my.odd.xml", "MY.XML"])
    def test_it_may_be_an_xml_file_of_any_name(self, make, name):
        odd = make.file(odd_text(MODULES + RULE), name)
        assert run("-s", odd, wrong(make))[0] == 1
        assert "TK520" in run("-s", odd, wrong(make))[1]

    def test_another_xml_file_is_no_schema(self, make):
        document = wrong(make)
        assert "TK506" in run("-s", document, document)[1]

    def test_a_parsed_tree_is_judged_as_a_file_is(self, make):
        from tei_kit.xml.tree import parse

        (schema,) = compile_schemas([make.file(odd_text(MODULES + RULE))])
        document = wrong(make)
        codes = sorted(d.code for d in schema.validate(parse(document)))
        assert codes == sorted(d.code for d in schema.validate(document))

    def test_a_rule_that_cannot_be_run_is_told_and_the_others_are_run(self, make):
        more = RULE.replace('ident="hi"', 'ident="note"').replace("@n = 1", "no-such-function(.)")
        odd = make.file(odd_text(MODULES + RULE + more))
        body = '<p><hi n="1">w</hi><note>n</note></p>'
        code, output = run("-s", odd, wrong(make, body=body))
        assert "TK923" in output
        assert "it is one" in output
        assert code == 1

    def test_an_odd_that_makes_no_right_grammar_is_told_at_its_place(self, make):
        said = '<content><textNode/><dataRef name="date"/></content>'
        odd = make.file(
            odd_text(f'{MODULES}\n<elementSpec ident="hi" mode="change">{said}</elementSpec>')
        )
        code, output = run("-s", odd, wrong(make))
        assert code == 2
        assert f"{odd}:8:1: error TK916" in output

    def test_a_document_names_an_odd(self, make):
        make.file(odd_text(MODULES + RULE), "my.odd")
        for more, codes in (
            ("", {"TK520", "TK503"}),
            (' schematypens="http://www.tei-c.org/ns/1.0"', {"TK520", "TK503"}),
            (' schematypens="http://relaxng.org/ns/structure/1.0"', {"TK520"}),
            (' schematypens="http://purl.oclc.org/dsdl/schematron"', {"TK503"}),
        ):
            document = wrong(make, f'<?xml-model href="my.odd"{more}?>\n')
            _, output = run(document)
            assert {code for code in ("TK520", "TK503") if code in output} == codes

    def test_a_name_and_the_usual_address_stand_for_all_modules(self, make):
        assert run("-s", "tei_all", wrong(make))[0] == 0
        address = USUAL.format("tei_all.rng")
        assert run(wrong(make, f'<?xml-model href="{address}"?>\n'))[0] == 0
        code, output = run(wrong(make, f'<?xml-model href="{address}"?>\n', body="<q/>"))
        assert (code, "TK520" in output) == (1, True)

    def test_tei_without_a_schema_is_judged_by_all_modules(self, make):
        assert run(wrong(make))[0] == 0
        assert run(wrong(make, body="<q/>"))[0] == 1

    def test_what_tei_kit_wrote_is_judged_by_its_own_schemas(self, make):
        text = DOCUMENT.format("<p>w</p>").replace(
            "<title>A", '<application ident="tei_kit" version="1"/><title>A'
        )
        assert "tei_kit.rng" in run(make.file(text, "ours.xml"))[1]


def test_the_address_of_a_schema_that_cannot_be_made_names_the_command(make):
    document = wrong(make, f'<?xml-model href="{USUAL.format("tei_all.rng")}"?>\n')
    code, output = run(document)
    assert code == 2
    assert "TK921" in output
    assert (
        "tei-kit p5 add https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml" in output
    )


def test_tei_without_a_schema_and_without_p5_is_judged_by_tei_kit(make):
    code, output = run(make.file(DOCUMENT.format("<p>w</p>"), "document.xml"))
    assert code == 1
    assert "tei_kit.rng" in output
    assert "tei-kit p5 add" in output


def test_an_odd_that_was_added_is_found_by_its_name_and_its_address(make):
    kept.add(str(P5))
    said = MODULES.replace('"core"', '"core" except="note"')
    kept.add(str(make.file(odd_text(said).replace('ident="test"', 'ident="tei_lite"'), "l.odd")))
    body = "<p><note>w</note></p>"
    assert run("-s", "tei_lite", wrong(make, body=body))[0] == 1
    before = f'<?xml-model href="{USUAL.format("tei_lite.rng")}"?>\n'
    assert run(wrong(make, before, body=body))[0] == 1
    assert by_name.of_address(USUAL.format("tei_other.rng")) is None


def other_source(make):
    """The source of another vocabulary, in files that it includes, as MEI has it."""
    (make.folder / "modules").mkdir()
    make.file(
        '<specGrp xmlns="http://www.tei-c.org/ns/1.0"><moduleSpec ident="notes"/>'
        '<elementSpec ident="note" module="notes"><content><textNode/></content></elementSpec>'
        "</specGrp>",
        "modules/notes.xml",
    )
    make.file(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><schemaSpec ident="m" ns="http://m.org">'
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="modules/notes.xml"/>'
        "</schemaSpec></text></TEI>",
        "source.xml",
    )


@pytest.mark.parametrize("named", [True, False])
def test_another_vocabulary_has_a_source_and_a_namespace_of_its_own(make, named, monkeypatch):
    other_source(make)
    if not named:
        monkeypatch.setenv("TEI_KIT_P5", str(make.folder / "source.xml"))
    source = 'source="source.xml" ' if named else ""
    odd = make.file(
        odd_text('<moduleRef key="notes"/>', f'{source}ns="http://m.org" start="note"'), "m.xml"
    )
    note = '<note xmlns="http://m.org">{}</note>'
    assert run("-s", odd, make.file(note.format("w"), "document.xml"))[0] == 0
    assert run("-s", odd, make.file(note.format("<p/>"), "document.xml"))[0] == 1
    module = make.folder / "modules" / "notes.xml"
    module.write_text(module.read_text().replace("<textNode/>", "<empty/>"))
    assert run("-s", odd, make.file(note.format("w"), "document.xml"))[0] == 1


class TestKeptResults:
    @pytest.fixture
    def odd(self, make):
        return make.file(odd_text(MODULES + '<specGrpRef target="group.xml#g"/>'))

    @pytest.fixture
    def group_file(self, make):
        return make.file(
            '<specGrp xmlns="http://www.tei-c.org/ns/1.0" xml:id="g">'
            '<elementSpec ident="ptr" mode="delete"/></specGrp>',
            "group.xml",
        )

    def made(self, odd):
        found = results.results(odd, P5)
        return found.grammar, found.grammar.stat().st_mtime_ns

    @pytest.mark.usefixtures("group_file")
    def test_nothing_is_made_again_as_long_as_nothing_changes(self, odd):
        assert self.made(odd) == self.made(odd)

    def test_a_change_of_any_file_that_went_in_makes_it_again(self, odd, group_file):
        first = results.results(odd, P5).grammar.read_text()
        group_file.write_text(group_file.read_text().replace('"ptr"', '"hi"'))
        second = results.results(odd, P5).grammar.read_text()
        assert 'name="ptr"' not in first
        assert 'name="ptr"' in second

    @pytest.mark.usefixtures("group_file")
    def test_what_is_damaged_is_made_again(self, odd):
        grammar, _ = self.made(odd)
        text = grammar.read_text()
        grammar.write_text("no grammar")
        assert self.made(odd)[0].read_text() == text
        manifest = grammar.with_name("manifest.json")
        for damaged in ("", "{}", json.dumps({"inputs": 1})):
            manifest.write_text(damaged)
            assert self.made(odd)[0].read_text() == text

    @pytest.mark.usefixtures("group_file")
    def test_documents_are_judged_by_the_grammar_without_its_descriptions(self, make, odd):
        made = results.results(odd, P5)
        assert "documentation>" in made.grammar.read_text()
        assert "documentation>" not in made.plain.read_text()
        document = wrong(make, body='<p><hi n="">w</hi><seg/><list type="a b"/></p><note/>')
        full, plain = (relaxng.compile(path) for path in (made.grammar, made.plain))
        assert full.validate(document) == plain.validate(document) != []

    @pytest.mark.usefixtures("group_file")
    def test_diagnostics_are_kept_as_well(self, make):
        odd = make.file(odd_text(f'{MODULES}\n<elementSpec ident="no" mode="change"/>'))
        assert results.results(odd, P5).diagnostics == results.results(odd, P5).diagnostics != []

    @pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")
    @pytest.mark.usefixtures("group_file")
    def test_a_cache_that_cannot_be_written_keeps_nothing_from_working(self, odd, monkeypatch):
        monkeypatch.setenv("TEI_KIT_CACHE", "/dev/null/cache")
        relaxng.compile(results.results(odd, P5).grammar)
        assert validating.compile(odd, P5).grammar is not None

    @pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")
    @pytest.mark.usefixtures("group_file", "p5")
    def test_what_stands_in_for_such_a_cache_is_gone_at_the_end(self, odd, make, tmp_path):
        (tmp_path / "temporary").mkdir()
        document = make.file(DOCUMENT.format("<p/>"), "document.xml")
        names = {"TMPDIR": str(tmp_path / "temporary"), "TEI_KIT_CACHE": "/dev/null/cache"}
        words = [sys.executable, "-m", "tei_kit", "validate", "--schema", odd, document]
        done = subprocess.run(words, env={**os.environ, **names}, timeout=120, check=False)
        assert done.returncode == 0
        assert not [*(tmp_path / "temporary").iterdir()]
