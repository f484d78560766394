"""Participants, casts, the parts of correspDesc and cross-references are decided as all else."""

import pytest
from lxml import etree

from tei_kit.xml.names import TEI
from tests.decisions.made import TEXT as MEMO
from tests.decisions.made import codes, converted, elements, found, isa, isnot

PLAY = """THE HARBOR

MORTIMER, a lord
ISABELLA, queen
A pilot

ACT I

SCENE 1

MORTIMER. The boats are in.

ISABELLA. So they are.

MORTIMER. Good.

ISABELLA. Good indeed.
"""
LETTER = """Paris, May 31, 1971

Dear friend,

The boats of Castal are in. Amos Hale told me so.

Yours truly,

A. Vale
"""
TWO = f"""{MEMO}
2. Memorandum of Conversation

As the paper above says, it is so. As the memo says, it was so.
"""


def test_an_item_becomes_a_participant():
    text = MEMO.replace("  • Ben Dorn", "  • Ben Dorn, Pilot\n\nCarla Roe, Clerk")
    names = found("persName", isa("Carla Roe", "participant"), text=text)
    assert names == ["Ada Vale", "Ben Dorn", "Carla Roe"]
    tree = converted(isa("Carla Roe, Clerk", "participant"), text=text).tree
    kinds = [each.get("type") for each in tree.iter(f"{TEI}list")]
    assert kinds == ["participants", "participants", None]
    persons = [each.text for each in tree.findall(f".//{TEI}particDesc//{TEI}persName")]
    assert "Carla Roe" in persons


def test_a_participant_is_denied():
    assert found("persName", isnot("Ben Dorn", "participant", nth=1)) == ["Ada Vale"]


def test_lines_become_a_cast():
    lines = ("MORTIMER, a lord", "ISABELLA, queen", "A pilot")
    tree = converted(*(isa(each, "cast") for each in lines), text=PLAY, family="play").tree
    (cast,) = tree.iter(f"{TEI}castList")
    assert [each.text for each in cast.iter(f"{TEI}role")] == ["MORTIMER", "ISABELLA", "A pilot"]
    assert [each.text for each in cast.iter(f"{TEI}roleDesc")] == ["a lord", "queen"]
    who = [each.get("who") for each in tree.iter(f"{TEI}sp")]
    assert who == ["#mortimer", "#isabella"] * 2


def test_a_person_of_the_cast_is_denied():
    lines = [isa("MORTIMER, a lord", "cast"), isa("ISABELLA, queen", "cast")]
    made = converted(*lines, text=PLAY, family="play")
    assert len(elements(made, "castItem") or list(made.tree.iter(f"{TEI}castItem"))) >= 2
    made = converted(lines[0], isnot("ISABELLA, queen", "cast"), text=PLAY, family="play")
    roles = [each.text for each in made.tree.iter(f"{TEI}role")]
    assert "ISABELLA" not in roles


def test_who_sent_and_received_a_letter_and_where():
    tree = converted(
        isa("Amos Hale", "sender"),
        isa("friend", "recipient"),
        isa("Castal", "place"),
        text=LETTER,
        family="letter",
    ).tree
    sent, received = tree.iter(f"{TEI}correspAction")
    assert sent.find(f"{TEI}persName").text == "Amos Hale"
    assert sent.find(f"{TEI}placeName").text == "Castal"
    assert received.find(f"{TEI}persName").text == "friend"
    names = tree.findall(f".//{TEI}body//{TEI}persName")
    assert {each.get("resp") for each in names} == {"#decisions"}


def test_one_name_is_of_one_party():
    both = isa("Amos Hale", "sender"), isa("Amos Hale", "recipient")
    assert codes(*both, text=LETTER) == ["TK314"]


def test_words_refer_to_a_document_and_to_a_note():
    def targets(decision, text):
        tree = converted(decision, text=text).tree
        return [each.get("target") for each in tree.findall(f".//{TEI}body//{TEI}ref")]

    assert targets(isa("the memo", "reference", n="1"), TWO) == ["#d1"]
    assert targets(isa("the boats", "reference", note="1"), MEMO) == ["#d1fn1"]
    assert targets(isa("the boats", "reference", n="1", note="1"), MEMO) == ["#d1fn1"]


@pytest.mark.parametrize(
    "decision",
    [
        isa("the memo", "reference"),
        isa("the memo", "reference", n="7"),
        isa("the memo", "reference", n="1", note="9"),
    ],
)
def test_words_refer_to_nothing_that_is_not_there(decision):
    assert codes(decision, text=TWO) == ["TK315"]


def test_what_is_so_already_is_only_confirmed():
    def same(*decisions, **more):
        plain = converted(**more)
        made = converted(*decisions, **more)
        drop = etree.QName("resp").text
        trees = [each.tree.find(f".//{TEI}text") for each in (plain, made)]
        for element in trees[1].iter():
            element.attrib.pop(drop, None)
        return etree.tostring(trees[0]) == etree.tostring(trees[1])

    assert same(isa("Ben Dorn", "participant", nth=1))
    assert same(isa("• Ada Vale, Director", "participant"))
    refers = TWO.replace("the memo says", "Document 1 says")
    assert same(isa("Document 1", "reference"), text=refers)
    play = PLAY.replace("MORTIMER, a lord", "DRAMATIS PERSONAE\n\nMORTIMER, a lord")
    assert same(isa("ISABELLA, queen", "cast"), text=play, family="play")


def test_no_participant_stands_in_a_heading():
    assert codes(isa("Conversation1", "participant")) == ["TK315"]
