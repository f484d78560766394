"""Headings, directions, verse and casts."""

import textwrap

import pytest

from tei_kit.tokenizer.families.plays import directions
from tests.tokenizer.families.plays.check import SONG, K, evidence, outlined, read, tokens

SPEECHES = "ADA. Where is the key?\n\nBEN. In the door.\n\n"


def heads(text):
    return [(t.value, t.depth) for t in tokens(text) if t.kind is K.SUBHEAD]


def test_scenes_are_in_acts():
    text = f"ACT I\n\nSCENE I\n\n{SPEECHES}SCENE II\n\n{SPEECHES}ACT II\n\n{SPEECHES}"
    assert heads(text) == [("act", 1), ("scene", 2), ("scene", 2), ("act", 1)]


def test_scenes_stand_alone_in_a_play_without_acts():
    text = f"Erste Scene.\n\n{SPEECHES}Zweite Scene.\n\n{SPEECHES}"
    assert heads(text) == [("scene", 1), ("scene", 1)]


def test_a_heading_of_act_and_scene_begins_an_act_only_where_the_act_is_new():
    text = f"ACTE I\n\nSCÈNE I\n\n{SPEECHES}ACTE I, SCÈNE II\n\n{SPEECHES}"
    text += f"ACTE II, SCÈNE I\n\n{SPEECHES}"
    assert heads(text) == [("act", 1), ("scene", 2), ("scene", 2), ("act", 1), ("scene", 2)]


def test_a_list_of_contents_is_no_play():
    text = "ACT I\n\nACT II\n\nACT III\n\nACT IV\n\nSome words before the play begins, which\n"
    text += f"is long.\n\nMore words.\n\nACT I\n\n{SPEECHES}{SPEECHES}"
    assert heads(text) == [("act", 1)]


@pytest.mark.parametrize(
    "direction",
    ["[Exit BEN.]", "(Exit BEN.)", "Exit BEN.", "Enter a PORTER, with a lamp.", "Exeunt."],
)
def test_directions_that_stand_alone(direction):
    text = f"ACT I\n\n{SPEECHES}{direction}\n\n{SPEECHES}"
    assert read(text, K.STAGE) == [direction]


def test_a_speech_goes_on_after_a_direction():
    text = f"ACT I\n\n{SPEECHES}{SPEECHES}[She rises.]\n\nAnd now it is gone.\n"
    assert outlined(text)[-2:] == ["stage: [She rises.]", "paragraph: And now it is gone."]


def test_indented_paragraphs_are_directions_where_speeches_are_not_indented():
    text = f"ACT I\n\n        A room. Morning.\n\n{SPEECHES}{SPEECHES}     The lamp goes out.\n\n"
    text += SPEECHES
    assert read(text, K.STAGE) == ["A room. Morning.", "The lamp goes out."]


def test_a_bracket_that_never_closes_ends_with_its_paragraph():
    text = f"ACT I\n\n{SPEECHES}[She goes to the door\nand opens it.\n\n{SPEECHES}"
    assert read(text, K.STAGE) == ["[She goes to the door and opens it."]


def test_brackets_inside_sentences_are_words_where_the_play_uses_them_so():
    words = "I saw him (my own son) leave the house (so dark) and go (poor boy) to her (that girl)."
    text = f"ACT I\n\nADA. {words}\n\nBEN. No (I swear) I did not.\n\n{SPEECHES}(Exit ADA.)\n\n"
    text += SPEECHES
    assert read(text, K.STAGE, K.ASIDE) == ["(Exit ADA.)"]


def test_directions_inside_a_speech():
    text = f"ACT I\n\n{SPEECHES}ADA. Why? [She takes it.] Tell me.\n\n{SPEECHES}"
    assert read(text, K.ASIDE) == ["[She takes it.]"]


VERSE = """\
ACT I

ADA. The harbor bell is slow to-night, my friend,
And every boat is in, and every lamp
Has lost its light upon the quiet quay.

BEN. Then let us go before the morning comes
And finds us here. [Exit.]

ADA. Go on.

BEN. I go.
"""
PROSE = """\
ACT II

ADA. The harbor bell is slow to-night, and I have been told that every one of
the boats is in; but how should I know about that, who have never been down
at the quay in all my life?

BEN. You might have asked your brother, or the old man, who is always there
when he is not at church.

ADA. I will.

BEN. When?
"""


def test_lines_are_verse_and_wrapped_rows_are_prose():
    assert len(read(VERSE, K.LINE)) == 7
    assert "paragraph: I will." in outlined(PROSE)
    assert not read(PROSE, K.LINE)


def test_verse_and_prose_stand_in_one_play():
    both = VERSE + "\n\n" + PROSE
    assert len(read(both, K.LINE)) == 7


def test_a_line_that_two_persons_share_has_its_parts():
    text = VERSE.replace("ADA. ", "ADA.\n").replace("BEN. ", "BEN.\n")
    text = text.replace("I go.", "           I go.")
    parts = [token.value for token in tokens(text) if token.kind is K.LINE]
    assert parts[-2:] == ["I", "F"]


def test_numbers_of_lines_at_the_right_are_no_words_of_the_verse():
    lines = "\n".join(
        f"       And every boat of {word} is in" + (f"{n:>30}" if n % 5 == 0 else "")
        for n, word in enumerate("abcdefghijklmnopqrstuvwxyz"[:21], 1)
    )
    text = f"ACT I\n\nADA.\n{lines}\n\nBEN.\n       So be it.\n\n"
    text += "ADA.\n       Go.\n\nBEN.\n       I go.\n"
    found = [token.value for token in tokens(text) if token.kind is K.LINE and token.value]
    assert found == ["n=5", "n=10", "n=15", "n=20"]


AN_ACT = """\
ACT I

ADA. Where is the key?

BEN. In the door.

ADA. It was not there.

BEN. I put it there.

"""


@pytest.mark.parametrize(
    ("rows", "direction"),
    [
        (
            "ADA. Nobody.\n[_Goes to the door\nand looks out._\nBut it is cold.",
            "[_Goes to the door and looks out._",
        ),
        ("ADA. Nobody.\n                    [Exit.\nIt is cold.", "[Exit."),
        ("ADA. Nobody.\n[She goes to the door.\nBut it is cold.", "[She goes to the door."),
        ("ADA. Nobody. [She goes\nto the door", "[She goes to the door"),
    ],
)
def test_a_direction_whose_bracket_never_closes_ends_where_its_rows_do(rows, direction):
    assert read(AN_ACT + rows, K.STAGE, K.ASIDE) == [direction]


ITALICS = "".join(
    f"{name}. _{direction}._ {words}\n\n"
    for name, direction, words in [
        ("ADA", "rising", "Where is it?"),
        ("BEN", "in a low voice", "In the door."),
        ("ADA", "at the door", "No. _She looks again._ It is gone."),
        ("BEN", "sitting down", "So."),
        ("ADA", "turning", "You have _it_."),
        ("BEN", "with a laugh", "I?"),
    ]
)


def test_sentences_in_italics_are_directions_where_brackets_have_none():
    found = read("ACT I\n\n" + ITALICS, K.STAGE, K.ASIDE)
    assert found == [
        "_rising._",
        "_in a low voice._",
        "_at the door._",
        "_She looks again._",
        "_sitting down._",
        "_turning._",
        "_with a laugh._",
    ]


def test_words_in_italics_are_no_directions_where_brackets_have_them():
    text = AN_ACT + "".join(
        f"{name}. [{direction}.] _Never!_ I say. _That is all._\n\n"
        for name, direction in [("ADA", "Rising"), ("BEN", "Sitting"), ("ADA", "Going")] * 3
    )
    assert all(found.startswith("[") for found in read(text, K.STAGE, K.ASIDE))


def test_a_song_in_italics_is_said():
    song = "_Full fathom five thy father lies;\nOf his bones are coral made._"
    assert read(AN_ACT + "ADA.\n\n" + song, K.STAGE) == []


@pytest.mark.parametrize("signs", ["*****", "-----", "* * * *"])
def test_a_row_of_signs_is_a_paragraph_that_nobody_speaks(signs):
    text = AN_ACT + f"ADA.\nI see no light.\n\n{signs}\n\nBEN.\nI see it from here.\n\n" * 4
    found = [each for each in tokens(text) if text[each.start : each.end] == signs]
    assert [(each.kind, each.depth) for each in found] == [(K.PARAGRAPH, 1)] * 4


def test_marks_of_pages_in_brackets_are_no_directions():
    text = AN_ACT + "ADA.\n[Rising.]\nNobody [Pg 12] is there.\n\nBEN.\nNo [Pg 13] one.\n\n" * 4
    assert set(read(text, K.STAGE, K.ASIDE)) == {"[Rising.]"}


def test_prose_is_wrapped_though_marks_of_pages_make_some_rows_longer():
    words = "I say, and will say it again, that there is no key in the house or in the garden. " * 3
    speeches = [textwrap.fill(f"{name}. {words}", 66) for name in ["ADA", "BEN"] * 8]
    speeches[1] = speeches[1].replace("there", "there [p. 12]", 1)
    speeches[5] = speeches[5].replace("there", "there [p. 13]", 1)
    assert read("ACT I\n\n" + "\n\n".join(speeches), K.LINE) == []


def test_who_is_on_the_stage_is_told_after_a_direction():
    text = AN_ACT + "SCENE II\n\n(A hall.)\n\nADA and the others.\n\nADA. Come.\n\nBEN. I come.\n"
    assert read(text, K.STAGE) == ["(A hall.)", "ADA and the others."]
    called = text.replace("ADA and the others.", "ADA, where are the others?")
    assert read(called, K.STAGE) == ["(A hall.)"]


FAUST = "\n\n\n".join(
    [
        "FAUST\n\nWho calls me?",
        "SPIRIT\n\nThou hast called me.",
        "FAUST\n\nWoe! I endure not thee!",
        "SPIRIT\n\nFarewell.",
        "II\n\nBEFORE THE GATE\n\n(_Many come forth._)",
        "FAUST\n\nWho comes?",
        "A STUDENT\n\nI come.",
        "CHORUS OF WOMEN\n\nWe come.",
        "CHORUS OF ANGELS\n\nWe, too.",
        "CHORUS\n\nAnd we.",
        "III\n\nTHE STUDY",
        "FAUST\n\nNow all is still.",
        "SPIRIT\n\nAll.",
    ]
)


def test_a_number_and_a_title_begin_a_scene():
    found = [line for line in outlined(FAUST) if line.startswith("subhead")]
    assert found == [
        "subhead1scene: II",
        "subhead1+: BEFORE THE GATE",
        "subhead1scene: III",
        "subhead1+: THE STUDY",
    ]


def test_a_chorus_that_speaks_is_no_heading():
    speakers = read(FAUST, K.SPEAKER)
    assert [name for name in speakers if name.startswith("CHORUS")] == [
        "CHORUS OF WOMEN",
        "CHORUS OF ANGELS",
        "CHORUS",
    ]
    assert "A STUDENT" in speakers


def test_what_stands_deep_under_a_label_is_said():
    text = FAUST.replace("A STUDENT\n\nI come.", "A STUDENT\n\n            I come.")
    assert "I come." not in read(text, K.STAGE)


def test_prose_of_few_rows_is_no_verse():
    text = AN_ACT + (
        "ADA. I know that there was a key in this house when we came to it,\n"
        "and that you had it in your hand when you went out of the door.\n\n"
        "BEN. I never had it, and if I had, I should have given it to you\n"
        "as I always do with all the things that I find in this old house,\n"
        "and so you know that.\n"
    )
    assert read(text, K.LINE) == []


@pytest.mark.parametrize(
    ("under", "parts"),
    [
        ("                      And every lamp\nIs lit.", ["I", "F"]),
        ("        And every lamp\n        Is lit.", []),
    ],
)
def test_deep_verses_go_on_with_those_of_another_where_these_end(under, parts):
    verses = "The sea is still tonight, and cold,\nAnd every boat is in.\n\n"
    text = "ACT I\n\n" + f"BEN.\n\n{verses}ADA.\n\n{verses}" * 3
    text += f"BEN.\n\n{under}\n\n" + "ADA.\n\nThe sea is still,\nAnd cold.\n\n"
    assert [t.value for t in tokens(text) if t.kind is K.LINE and t.value] == parts


PAGE = "<h2>ACT I</h2>" + "".join(
    f"<p><i>{name}</i> I say.</p>" if name else "<p>The sea is still tonight,<br/>And cold.</p>"
    for name in ["ADA.", "BEN.", "", "ADA.", "BEN.", "ADA."]
)


def test_a_paragraph_of_a_page_is_prose_and_one_of_several_lines_is_verse():
    said = read(PAGE.replace("I say.", "I say\nso."), K.LINE, name="play.html")
    assert said == ["The sea is still tonight,", "And cold."]


def test_a_name_alone_with_a_direction_is_a_label_though_it_stands_once():
    text = AN_ACT.replace(". ", ".\n\n").replace("ADA", "Ada").replace("BEN", "Ben")
    assert read(text + "Cora (rising).\n\nNo.\n", K.SPEAKER)[-1] == "Cora"


@pytest.mark.parametrize(
    "contents",
    [
        "ACT I.\n\nACT II.\n\nACT III.",
        " ACT I.\n ACT II.\n ACT III.",
        "ACT I.  A flat in the town.\n\nACT II.  The garden.\n\nTIME: The Present.",
        "ACT I",
    ],
)
def test_acts_of_a_list_of_contents_hold_nothing(contents):
    text = f"THE HOUSE\n\nContents\n\n{contents}\n\n\nPERSONS\n\nADA\nBEN\n\n\nACT I\n\n{SPEECHES}"
    assert heads(text + SPEECHES) == [("act", 1)]


def test_acts_of_contents_may_be_counted_in_another_way_than_the_acts():
    contents = "ACT I.  A flat in the town.\n\nACT II.  The garden."
    text = f"THE HOUSE\n\n{contents}\n\n\nFIRST ACT\n\n{SPEECHES}{SPEECHES}"
    assert heads(text) == [("act", 1)]


def test_acts_in_which_nobody_speaks_stay_where_they_count_on():
    text = f"ACT I\n\nA room. Nobody is there.\n\nACT II\n\n{SPEECHES}{SPEECHES}"
    assert heads(text) == [("act", 1), ("act", 1)]


def test_an_article_before_a_word_for_scenes_makes_no_scene_of_a_place():
    text = f"Erster Aufzug\n\nDie Szene: ein Zimmer.\n\n{SPEECHES}{SPEECHES}"
    assert heads(text) == [("act", 1)]
    assert read(text, K.STAGE) == ["Die Szene: ein Zimmer."]


@pytest.mark.parametrize(
    "told",
    [
        "ADA and BEN go out.",
        "BEN leaning on a cane, and ADA come in.",
        "BEN, with a lamp in his hand, enters by the\nhall door.",
    ],
)
def test_what_is_told_of_persons_whose_names_are_printed_as_in_labels(told):
    text = f"ACT I\n\n{SPEECHES}{told}\n\n{SPEECHES}"
    assert read(text, K.STAGE) == [" ".join(told.split())]


@pytest.mark.parametrize("said", ["ADA, come here!", "BEN told me so.", "Ada and Ben go out."])
def test_what_is_said_of_persons_is_no_direction(said):
    assert read(f"ACT I\n\n{SPEECHES}{said}\n\n{SPEECHES}", K.STAGE) == []


@pytest.mark.parametrize(
    "told", ["Ada goes to the window.", "The Porter sits down.", "Ben within."]
)
def test_what_is_told_where_every_speech_has_a_label_is_a_direction(told):
    many = SPEECHES * 6 + "PORTER. I come.\n\nPORTER. I go.\n\n"
    assert read(f"ACT I\n\n{many}{told}\n\n{many}", K.STAGE) == [told]


@pytest.mark.parametrize(
    "said", ["Ada told me so.", "Ben, come here.", "Nobody goes to the window."]
)
def test_what_is_said_where_every_speech_has_a_label_is_no_direction(said):
    assert read(f"ACT I\n\n{SPEECHES * 6}{said}\n\n{SPEECHES * 6}", K.STAGE) == []


def test_a_direction_in_brackets_and_italics_may_have_paragraphs():
    told = "_[SCENE.--A room. It is winter._\n\n_A bell rings in the hall.]_"
    text = f"ACT I\n\n{told}\n\n{SPEECHES}{SPEECHES}"
    assert read(text, K.STAGE) == [
        "_[SCENE.--A room. It is winter._",
        "_A bell rings in the hall.]_",
    ]


def test_a_stop_after_a_direction_of_several_rows_belongs_to_it():
    text = f"ACT I\n\n{SPEECHES}{SPEECHES}ADA (at a table that is full of papers,\nreading). So.\n"
    assert outlined(text)[-2:] == [
        "stage: (at a table that is full of papers, reading).",
        "paragraph: So.",
    ]


def test_a_note_in_brackets_inside_a_speech_says_that_it_is_one():
    text = f"ACT I\n\n{SPEECHES}{SPEECHES}ADA. The krone [Note: a coin.] is gone. [Laughs.]\n"
    assert read(text, K.NOTE) == ["[Note: a coin.]"]
    assert read(text, K.ASIDE) == ["[Laughs.]"]


def test_prose_that_was_wrapped_by_hand_is_no_verse():
    rows = [
        "I have never seen anything so bad as this old man, and I do",
        "think that he has the devil in his body, if I may say so; and",
        "so we shall go away from here, both of us, to another place,",
        "where nobody asks who we are or where we come from and what",
        "we have done.",
    ]
    text = "ACT I\n\n" + "".join(f"{name}. {chr(10).join(rows)}\n\n" for name in ("ADA", "BEN") * 3)
    assert read(text, K.LINE) == []


def test_words_of_an_e_text_about_itself_are_no_title_page():
    before = "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*END*\n\nThis etext was made by hand."
    text = f"{before}\n\nTHE HOUSE\n\n1898\n\nACT I\n\n{SPEECHES}{SPEECHES}"
    assert heads(text) == [("act", 1)]
    assert read(text, K.TITLE_PART, K.HEAD) == []


def test_headings_may_have_the_title_of_the_play_before_them_and_say_who_speaks():
    text = (
        f"PROLOGUE--Spoken by Mrs. Gray.\n\nWe come.\n\nTHE HOUSE--ACT I.--SCENE I.\n\n{SPEECHES}"
    )
    assert heads(text + SPEECHES) == [("prologue", 1), ("act", 1), ("scene", 2)]


OPEN = """\
ACT I

   A room.

ADA.
Those letters are in French.

   [He hands them to BEN.

BEN.
I'll be their bearer; what have we here?

            [Drawing forth papers.

ADA.
[And ye have hidden from us all these years
Such costly things, and kept them out of sight.]
No more of that.

                 [Exit BEN.

BEN.
[It is against the published laws of England.

   [He comes back.

ADA.
The laws of England are no laws for me.]

                 [Going.

BEN.
Be still.
"""


def test_words_in_brackets_are_said_where_directions_have_brackets_that_never_close():
    assert read(OPEN, K.STAGE) == [
        "A room.",
        "[He hands them to BEN.",
        "[Drawing forth papers.",
        "[Exit BEN.",
        "[He comes back.",
        "[Going.",
    ]
    assert read(OPEN, K.ASIDE) == []


def test_a_play_in_which_two_speak_in_each_scene_is_no_series_of_records():
    scene = "%s. So it is, and nobody\nsays more.\n\n%s. Not at all, I say.\n\n"
    text = "ACT I\n\n" + scene % ("ADA", "BEN") * 4 + "SCENE II\n\n" + scene % ("CARL", "DORA") * 4
    assert evidence(text) > 0.5


BY_HAND = """ACT I

ADA.
What a plague means my niece, to take the death of
her brother thus? I am sure that
care is an enemy to all of
us.

BEN.
If music be the food of love, play on;
Give me excess of it, that, surfeiting,
The appetite may sicken, and so die.
That strain again! it had a dying fall:
O, it came o'er my ear like the sweet sound
That breathes upon a bank of violets,
Stealing and giving odour. Enough; no more;
"""


def test_prose_that_is_wrapped_by_hand_stands_beside_verse():
    text = BY_HAND + "\n" + "\n".join([BY_HAND.partition("\n\n")[2]] * 3)
    assert len(read(text, K.LINE)) == 28
    assert not [line for line in read(text, K.LINE) if line.startswith(("What", "her", "care"))]


def test_verse_that_goes_on_in_small_letters_everywhere_is_verse():
    said = "What shall we do, my dear,\nwith all the little\nlight of evening?"
    text = "ACT I\n\n" + "\n\n".join(f"{name}.\n{said}" for name in ["ADA", "BEN"] * 4)
    assert len(read(text, K.LINE)) == 24


def test_an_indented_song_is_said_and_no_direction():
    assert read(SONG, K.STAGE) == []
    text = SONG.replace("     When that I was a little boy,\n", "     Enter a boy,\n")
    assert len(read(text, K.STAGE)) == 1


def test_verses_under_a_heading_are_said():
    text = "ACT I\n\nEnter Chorus.\n\n" + SONG.partition("\n\n")[2]
    verses = "Now entertain conjecture of a time\n" * 5
    assert read(text.replace("Enter Chorus.", verses), K.STAGE) == []


def test_titles_without_a_word_for_a_scene_stand_apart():
    scene = f"\n\n{{title}}\n\nNobody is there.\n\n{SPEECHES}"
    text = f"ACT I\n\n{SPEECHES}" + "".join(
        scene.format(title=title) for title in ("Night", "Before the gate", "A study")
    )
    assert heads(text) == [("act", 1), ("scene", 2), ("scene", 2), ("scene", 2)]
    once = text.replace("\n\n\n\nN", "\n\nN").replace("\n\n\n\nA s", "\n\nA s")
    assert heads(once) == [("act", 1)]


def test_the_first_act_stands_right_under_contents_that_count_in_another_way():
    contents = "ACT I. A flat in the town.\n\nACT II. The garden.\n\nTIME: The present."
    text = f"THE HOUSE\n\n{contents}\n\n\nFIRST ACT\n\n\nSCENE\n\nA room, with\na door in it.\n\n"
    text += f"{SPEECHES}{SPEECHES}"
    assert heads(text) == [("act", 1), ("scene", 2)]


@pytest.mark.parametrize(
    ("row", "is_so"),
    [
        ("March. Enter WARWICK, and his army.", True),
        ("Bell rings. Enter Lady.", True),
        ("Flourish. Trumpets. Exeunt omnes.", True),
        ("Good. Enter, and see what I have done.", False),
        ("Tell him that he has come in time. Enter Ada.", False),
        ("Good. Entering was easy.", False),
    ],
)
def test_what_is_heard_before_somebody_enters(row, is_so):
    assert directions.enters(row) is is_so


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("(à part)", "delivery"),
        ("To the king", "delivery"),
        ("Il sort par la gauche.", "exit"),
        ("Fritz ab.", "exit"),
        ("tritt auf", "entrance"),
        ("A pause.", ""),
        ("Toward the door.", ""),
    ],
)
def test_the_first_words_of_a_direction_say_of_what_kind_it_is(words, kind):
    assert directions.kind_of(words) == kind
