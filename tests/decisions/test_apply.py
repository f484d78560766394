"""Decisions are applied together or not at all, survive changes elsewhere, and are told."""

import pytest

from tei_kit import pipeline
from tei_kit.decisions.decision import DecisionError, Decisions
from tei_kit.report import report
from tei_kit.source import source
from tei_kit.xml.names import TEI
from tests.decisions.made import TEXT, codes, converted, elements, isa, isnot


def test_decisions_survive_changes_elsewhere():
    decision = isa("A second paragraph.", "heading")
    changed = TEXT.replace("It was shut in May.", "It was shut.\n\nVale: For long.")
    assert "A second paragraph." in elements(converted(decision, text=changed), "head")


def test_words_that_are_gone_are_told_with_the_likeliest_place():
    with pytest.raises(DecisionError) as error:
        converted(isa("A second paragraf.", "heading"))
    assert "memo.txt:12:1" in error.value.diagnostics[0].message
    assert error.value.diagnostics[0].code == "TK312"


def test_words_at_several_places_are_told():
    assert codes(isa("Dorn:", "stage")) == ["TK313"]


def test_every_place_may_be_meant():
    assert elements(converted(isnot("Vale:", "speaker", every=True)), "speaker") == [
        "Dorn:",
        "Dorn:",
    ]


def test_a_decision_about_one_place_comes_before_one_about_every_place():
    one = isa("Vale:", "speaker", before="[Page 12]")
    found = elements(converted(isnot("Vale:", "speaker", every=True), one), "speaker")
    assert found == ["Dorn:", "Vale:", "Dorn:"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (isa("Good.", "heading"), isa("Good.", "signature")),
        (isa("Good.", "heading"), isnot("Good.", "heading")),
        (isa("Good.", "begins"), isa("Good.", "goes-on")),
        (isa("Good.", "heading", level=1), isa("Good.", "heading", level=2)),
        (isa("in May", "date", when="1971-05"), isa("in May", "date", when="1972-05")),
    ],
)
def test_contradictions_are_told(one, other):
    assert codes(one, other) == ["TK314"]


def test_decisions_about_different_things_agree():
    converted(isa("A second paragraph.", "heading"), isa("second", "date", when="1971"))


def test_everything_wrong_is_told_at_once_and_nothing_is_applied():
    wrong = (isa("nowhere", "heading"), isa("Dorn:", "stage"), isa("Good.", "heading"))
    assert codes(*wrong) == ["TK312", "TK313"]


def test_the_tei_says_who_decided_and_where():
    decisions = Decisions("memo.decisions.toml", [isa("Good.", "stage")], by="A. B.")
    tree = pipeline.convert(TEXT, decisions=decisions).tree
    name = tree.find(f".//{TEI}respStmt")
    assert name.find(f"{TEI}name").text == "A. B."
    identifier = name.get("{http://www.w3.org/XML/1998/namespace}id")
    assert tree.find(f".//{TEI}stage").get("resp") == f"#{identifier}"
    assert "1 decision of memo.decisions.toml was applied" in "".join(
        tree.find(f".//{TEI}revisionDesc").itertext()
    )


def test_without_a_name_the_decisions_themselves_are_pointed_to():
    tree = pipeline.convert(TEXT, decisions=Decisions("d", [isa("Good.", "stage")])).tree
    assert tree.find(f".//{TEI}stage").get("resp") == "#decisions"
    assert tree.find(f".//{TEI}stage").get("cert") is None


def test_everything_that_was_decided_says_so():
    decisions = (
        isa("A second paragraph.", "heading"),
        isa("It was shut", "begins"),
        isa("Good.", "verse"),
        isnot("Second, the pilots.", "item"),
        isa("1. Source", "note"),
        isa("[Page 12]", "page"),
        isa("Yes.", "header"),
    )
    tree = converted(*decisions).tree
    names = {each.tag.removeprefix(TEI) for each in tree.iter() if each.get("resp")}
    assert names == {"head", "p", "l", "note", "pb", "fw"}


def test_a_report_counts_what_was_decided():
    found = report(source.from_text(TEXT), decisions=Decisions("d", [isa("Good.", "heading")]))
    headings = next(c for c in found.categories if c.name == "headings inside documents")
    assert (headings.decided, headings.found) == (1, 1)


def test_a_decision_that_nothing_can_make_right_is_named():
    wrong = Decisions("d", [isa("Good.", "heading"), isa("[Page", "speaker")])
    with pytest.raises(DecisionError) as error:
        pipeline.convert(TEXT, decisions=wrong)
    assert "[Page" in error.value.diagnostics[0].message
