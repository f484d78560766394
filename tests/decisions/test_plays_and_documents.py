"""Decisions about plays and volumes: title pages, casts, verse, several speakers, documents."""

import pytest

from tei_kit import pipeline
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.xml.names import TEI

PLAY = """THE HARBOUR

A Comedy in Two Acts

by A. Writer

Who sees the sea sees much.
—Old saying

PERSONS

ADA VALE, a director .... Miss Smith
BEN DORN, her brother
A PILOT

ACT I

SCENE I. A quay.

Enter ADA and BEN.

ADA. Good morning, brother. (To the PILOT) And you, sir?

BEN. The sea is calm today,
And every sail is white;
The gulls are far away,

And we shall sail tonight.

ADA and BEN. We shall!

PILOT. You shall not.

ADA. Why

BEN. not?

SCENE II. The same.

PILOT. The evening comes.

Exeunt.

ACT II

ADA. It is done.

THE END
"""
POEM = """The Boats

The boats are lying on the sand,
The sea is far away;
The sailors walk upon the land
And wait another day.

They come at evening, one by one,
And look across the bay;
And when the night has well begun
They sing, and go away.
"""
LETTERS = """1. Ada to Ben

Paris, May 31, 1971

Dear Ben,

The boats are here.

Yours,
Ada

Rome, June 2, 1971

Dear Ada,

They are not.

Yours,
Ben
"""


def tei(*decisions, text=PLAY, name="play.txt"):
    made = Decisions("d", [Decision(**each) for each in decisions])
    return pipeline.convert(text, name=name, decisions=made).tree


def texts(tree, path):
    return [" ".join("".join(each.itertext()).split()) for each in tree.iterfind(path)]


def all_of(tree, name):
    return texts(tree, f".//{TEI}text//{TEI}{name}")


def test_a_line_begins_a_stanza_and_may_go_on_with_the_one_before():
    words = "And we shall sail tonight."
    parted = tei({"text": words, "kind": "stanza"})
    assert [len(each) for each in parted.iterfind(f".//{TEI}lg")] == [3, 1]
    thrice = tei({"text": words, "kind": "stanza"}, {"text": "And every", "kind": "stanza"})
    assert [len(each) for each in thrice.iterfind(f".//{TEI}lg")] == [1, 2, 1]
    stanzas = [
        {"text": "The boats are … another day.", "kind": "verse"},
        {"text": "They come … go away.", "kind": "verse"},
    ]
    poem = tei(*stanzas, text=POEM, name="a.txt")
    assert [len(each) for each in poem.iterfind(f".//{TEI}lg")] == [4, 4]
    joined = tei(*stanzas, {"text": "They come", "no": "stanza"}, text=POEM, name="a.txt")
    assert [len(each) for each in joined.iterfind(f".//{TEI}lg")] == [8]


def test_lines_that_are_verse_stay_these_lines_and_the_first_has_the_number():
    poem = POEM.partition("\n\n")[2]
    stanzas = [{"text": "The boats are … another day.", "kind": "verse", "n": "5"}]
    tree = tei(
        *stanzas, text=f"The Boats\n\n{poem}\n{poem.replace('boats', 'ships')}", name="a.txt"
    )
    assert [each.get("n") for each in tree.iter(f"{TEI}l")][:2] == ["5", None]
    assert [len(each) for each in tree.iterfind(f".//{TEI}lg")] == [4] * 4


@pytest.mark.parametrize("words", ["every sail", "Exeunt."])
def test_no_stanza_begins_where_no_line_does(words):
    with pytest.raises(DecisionError, match="TK315"):
        tei({"text": words, "kind": "stanza"})


def test_a_line_that_two_speak_has_parts():
    tree = tei(
        {"text": "Why", "kind": "verse", "part": "I"},
        {"text": "not?", "kind": "verse", "part": "F", "n": "12"},
    )
    found = [(each.get("part"), each.get("n"), each.text) for each in tree.iter(f"{TEI}l")]
    assert ("I", None, "Why") in found
    assert ("F", "12", "not?") in found


@pytest.mark.parametrize("who", ["Ada Vale; A Pilot", "ADA;PILOT", "ada vale ; pilot"])
def test_a_label_means_several_persons(who):
    tree = tei({"text": "ADA and BEN.", "kind": "speaker", "who": who, "nth": 2})
    assert [each.get("who") for each in tree.iter(f"{TEI}sp")][2] == "#ada_vale #pilot"


def test_a_name_that_is_a_label_means_the_person_of_that_label():
    tree = tei({"text": "PILOT.", "kind": "speaker", "who": "Ben", "nth": 1})
    assert [each.get("who") for each in tree.iter(f"{TEI}sp")][3] == "#ben_dorn"
    assert len(list(tree.iter(f"{TEI}person"))) == 3


def test_who_plays_a_person():
    assert all_of(tei(), "actor") == []
    tree = tei({"text": "Miss Smith", "kind": "actor"})
    assert all_of(tree, "actor") == ["Miss Smith"]
    assert all_of(tree, "roleDesc") == ["a director", "her brother"]
    for words in ("ADA VALE, a", "ADA VALE", "Exeunt."):
        with pytest.raises(DecisionError, match="TK315"):
            tei({"text": words, "kind": "actor"})


def test_what_stands_on_the_title_page():
    tree = tei(
        {"text": "A Comedy in Two Acts", "kind": "title", "type": "author"},
        {"text": "Who sees … Old saying", "kind": "epigraph"},
    )
    assert all_of(tree, "docAuthor") == ["A Comedy in Two Acts", "by A. Writer"]
    assert all_of(tree, "epigraph") == ["Who sees the sea sees much. —Old saying"]
    quoted = tei({"text": "Who sees … Old saying", "kind": "quotation"})
    assert all_of(quoted, "quote") == ["Who sees the sea sees much. —Old saying"]
    for of in ({"text": "SCENE II. The same."}, {"text": "THE HARBOUR", "type": "best"}):
        with pytest.raises(DecisionError, match="TK315"):
            tei({"kind": "title", **of})


def test_a_title_page_begins_before_a_text_that_has_none():
    text = "The Boats\n\nThey are old.\n\nThey are many.\n"
    tree = tei({"text": "The Boats", "kind": "title"}, text=text, name="boats.txt")
    assert all_of(tree, "titlePart") == ["The Boats"]
    assert all_of(tree, "p") == ["They are old.", "They are many."]


def test_the_heading_of_a_list():
    without = tei({"text": "PERSONS", "no": "list-heading"})
    assert texts(without, f".//{TEI}castList/{TEI}head") == []
    text = "Boats\n\nWe saw these boats\n\n• One\n• Two\n\nAnd went on.\n"
    tree = tei({"text": "We saw these boats", "kind": "list-heading"}, text=text, name="a.txt")
    assert texts(tree, f".//{TEI}list/{TEI}head") == ["We saw these boats"]
    for words in ("And went on.", "Two"):
        with pytest.raises(DecisionError, match="TK315"):
            tei({"text": words, "kind": "list-heading"}, text=text, name="a.txt")


def test_a_document_begins_without_a_heading_and_goes_on_with_the_one_before():
    plain = tei(text=LETTERS, name="letters.txt")
    before = len(list(plain.iter(f"{TEI}dateline")))
    tree = tei({"text": "Rome,", "kind": "document"}, text=LETTERS, name="letters.txt")
    bodies = list(tree.find(f".//{TEI}body"))
    assert len(bodies) == 2
    assert "They are not." in "".join(bodies[1].itertext())
    assert "Rome" not in "".join(bodies[0].itertext())
    assert len(list(tree.iter(f"{TEI}dateline"))) >= before
    joined = tei({"text": "Rome,", "no": "document"}, text=LETTERS, name="letters.txt")
    assert len(list(joined.find(f".//{TEI}body"))) == 1


def test_a_document_begins_at_the_first_words_already():
    assert tei({"text": "THE HARBOUR", "kind": "document"}).find(f".//{TEI}body") is not None


def test_no_time_stands_in_a_name():
    with pytest.raises(DecisionError, match=r"TK315.*they stand in a name"):
        tei({"text": "ADA VALE, a", "kind": "time"})


@pytest.mark.parametrize(
    ("decision", "values"),
    [
        ({"kind": "time"}, [("00:12:30", "00:12:30")]),
        ({"kind": "time", "when": "12:30:00"}, [("00:12:30", "12:30:00")]),
        ({"no": "time"}, []),
    ],
)
def test_a_time_stamp(decision, values):
    text = "Interview\n\nAda: We went 00:12:30 out.\n\nBen: Then we came back.\n\nAda: Yes.\n"
    tree = tei({"text": "00:12:30", **decision}, text=text, name="a.txt")
    assert [(each.text, each.get("when")) for each in tree.iter(f"{TEI}time")] == values
