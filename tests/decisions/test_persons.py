"""A person whose names were decided is one person in all documents of a text."""

import pytest

from tei_kit import pipeline
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.xml.names import TEI, XML_ID

DOCUMENT = """{n}. Memorandum of Conversation

Paris, June {n}, 1971

  • Xuan Thuy, Minister
  • Henry Kissinger, Assistant

Xuan Thuy: Is it open? It was shut in May.

Kissinger: It was. It will be open.

Minister Thuy: The harbor is open.

Kissinger: Good.

"""
TEXT = DOCUMENT.format(n=1) + DOCUMENT.format(n=2)


def convert(persons, text=TEXT, *decisions):
    return pipeline.convert(
        text, name="memo.txt", decisions=Decisions("d", decisions, persons=persons)
    )


def test_all_documents_point_to_one_person():
    tree = convert({"thuy": ["Xuan Thuy", "Minister Thuy"]}).tree
    who = [each.get("who") for each in tree.iter(f"{TEI}sp")]
    assert who.count("#thuy") == 4
    assert [each.get(XML_ID) for each in tree.iter(f"{TEI}person")].count("thuy") == 1


def test_an_identifier_is_the_persons_even_where_another_label_would_have_it():
    tree = convert({"kissinger": ["Xuan Thuy", "Minister Thuy"]}).tree
    who = {each.find(f"{TEI}speaker").text: each.get("who") for each in tree.iter(f"{TEI}sp")}
    assert who["Xuan Thuy:"] == "#kissinger"
    assert who["Kissinger:"] != "#kissinger"


def test_a_person_of_whom_the_text_has_no_name_is_told():
    with pytest.raises(DecisionError, match=r"TK312 .*\[persons\] thuy.*Likely places: memo.txt:5"):
        convert({"thuy": ["Xuan Tuy"]})


def test_a_name_that_a_decision_gives_is_a_name():
    decision = Decision("Minister Thuy:", kind="speaker", who="Tran", nth=1)
    assert convert({"tran": ["Tran"]}, TEXT, decision)


def test_a_name_that_the_text_lacks_beside_others_is_a_warning():
    found = convert({"thuy": ["Xuan Thuy", "Minster Thuy"]}).diagnostics
    assert [each.code for each in found].count("TK321") == 1
