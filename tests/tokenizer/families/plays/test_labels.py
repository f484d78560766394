"""Labels of speakers in every shape, and what only looks like one."""

import pytest

from tests.tokenizer.families.plays.check import K, read, tokens

LINES = ["Where is the key?", "In the door.", "It was not there.", "I put it there.", "Why?", "So."]
NAMES = ["ADA", "BEN", "ADA", "BEN", "ADA", "BEN"]


def play(label, between="\n\n"):
    """A scene of six speeches with labels of a shape (`%s` is the name)."""
    return "ACT I\n\n" + between.join(
        (label % name) + line for name, line in zip(NAMES, LINES, strict=True)
    )


@pytest.mark.parametrize(
    ("label", "printed"),
    [
        ("%s. ", "%s."),
        ("%s: ", "%s:"),
        ("%s : ", "%s :"),
        ("%s：", "%s："),
        ("%s.--", "%s.--"),
        ("%s - ", "%s -"),
        ("%s—", "%s—"),
        ("_%s._ ", "_%s._"),
        ("=%s.= ", "=%s.="),
        ("**%s:** ", "**%s:**"),
        ("_%s_\n\n", "_%s_"),
        ("[%s] ", "[%s]"),
        ("%s\t", "%s"),
        ("%s     ", "%s"),
        ("%s\n", "%s"),
        ("%s.\n", "%s."),
        ("%s.\n\n", "%s."),
        ("MRS. %s. ", "MRS. %s."),
        ("THE %s OF MAY. ", "THE %s OF MAY."),
    ],
)
def test_a_shape_that_recurs_with_several_names_makes_labels(label, printed):
    assert read(play(label), K.SPEAKER) == [printed % name for name in NAMES]


def test_labels_stand_in_lines_without_blank_lines_between():
    assert read(play("%s. ", between="\n"), K.SPEAKER) == [f"{name}." for name in NAMES]


def test_labels_of_early_editions_are_in_small_letters():
    text = play("%s. ").replace("ADA", "Ada").replace("BEN", "Ben")
    assert read(text, K.SPEAKER) == ["Ada.", "Ben."] * 3


def test_a_label_that_stands_once_counts_where_its_shape_is_established():
    text = play("%s. ") + "\n\nA PORTER. The carriage is here."
    assert read(text, K.SPEAKER)[-1] == "A PORTER."


def test_a_word_in_capitals_inside_a_speech_is_no_label():
    text = play("%s. ").replace("I put it there.", "I put it there. NEVER. Not I.\nNEVER. I say.")
    assert read(text, K.SPEAKER) == [f"{name}." for name in NAMES]


@pytest.mark.parametrize(
    ("begin", "speaker", "stage"),
    [
        ("ADA (rising). So", "ADA", "(rising)."),
        ("ADA [rising]. So", "ADA", "[rising]."),
        ("ADA. [Rising.] So", "ADA.", "[Rising.]"),
        ("ADA -- [rising.] -- So", "ADA --", "[rising.]"),
        ("ADA, rising.--So", "ADA,", "rising.--"),
        ("ADA (rising)\nSo", "ADA", "(rising)"),
        ("ADA.\n[Rising.]\nSo", "ADA.", "[Rising.]"),
    ],
)
def test_directions_beside_the_speaker(begin, speaker, stage):
    text = play("%s. ") + f"\n\n{begin} be it."
    assert read(text, K.SPEAKER)[-1].rstrip(".") == speaker.rstrip(".")
    assert read(text, K.STAGE) == [stage]


@pytest.mark.parametrize(
    ("begin", "speaker", "stage"),
    [
        ("_Ada (rising)._\n\nSo", "_Ada", "(rising)._"),
        (
            "_Ada (rising, her face\nto the door)._\n\nSo",
            "_Ada",
            "(rising, her face to the door)._",
        ),
        ("_Ada_ (rising).\n\nSo", "_Ada_", "(rising)."),
    ],
)
def test_directions_beside_a_speaker_between_signs(begin, speaker, stage):
    text = play("_%s._\n\n").replace("ADA", "Ada") + f"\n\n{begin} be it."
    assert read(text, K.SPEAKER)[-1] == speaker
    assert read(text, K.STAGE) == [stage]


@pytest.mark.parametrize(
    "row",
    ["_Enter Cora from her room._", "_Cora puts her head in at the door; she has a bag._"],
)
def test_a_direction_between_signs_is_no_label(row):
    text = play("_%s._\n\n") + f"\n\n      {row}\n\n_ADA._\n\nCome in."
    assert read(text, K.SPEAKER)[-2:] == ["_BEN._", "_ADA._"]
    assert read(text, K.STAGE) == [row]


def test_a_name_between_signs_may_end_in_small_letters():
    text = play("_%s._ ") + "\n\n_The man outside._ Open!"
    assert read(text, K.SPEAKER)[-1] == "_The man outside._"


def test_a_row_in_italics_is_a_direction_where_words_follow_labels_on_their_rows():
    between = "\n\n_Looks at the clock._\n\n_To the servant:_\n\n"
    text = play("_%s._ ") + f"{between}It is ten.\n\n_BEN._ So late?{between}Go."
    assert read(text, K.SPEAKER)[-2:] == ["_BEN._", "_BEN._"]
    assert read(text, K.STAGE) == ["_Looks at the clock._", "_To the servant:_"] * 2


def test_titles_in_italics_before_the_cast_are_no_labels():
    title = "_The KEY_\n\n_A COMEDY_\n\n_Copyright, 1902_\n\n\nCHARACTERS\n\n  Ada.\n  Ben.\n\n\n"
    assert read(title + play("_%s_\n\n"), K.SPEAKER) == [f"_{name}_" for name in NAMES]


def test_titles_on_top_licences_and_endings_are_nobodys_speech():
    text = (
        "THE KEY\n\nby A. Nobody\n\nDRAMATIS PERSONAE.\n\nADA.\nBEN.\n\n"
        + play("%s. ")
        + "\n\nTHE END.\n\n*** END OF THE PROJECT GUTENBERG EBOOK ***\n\nADA. This is no speech."
    )
    assert read(text, K.SPEAKER) == [f"{name}." for name in NAMES]
    assert read(text, K.TRAILER) == ["THE END."]
    assert read(text, K.TITLE_PART) == ["THE KEY", "by A. Nobody"]


def test_headings_of_a_page_are_labels_where_they_recur():
    page = "<h1>ACT I</h1>" + "".join(
        f"<h4>{name}</h4><p>{line}</p>" for name, line in zip(NAMES, LINES, strict=True)
    )
    assert read(page, K.SPEAKER, name="play.html") == NAMES
    assert read(page, K.SUBHEAD, name="play.html") == ["ACT I"]


@pytest.mark.parametrize("first", ["1ST LORD.", "1st Lord.", "FIRST LORD.", "1 Lord."])
def test_names_may_begin_with_a_number(first):
    second = first.replace("1ST", "2ND").replace("1st", "2nd").replace("FIRST", "SECOND")
    second = second.replace("1 ", "2 ")
    said = "\n\n".join(f"{first} He comes.\n\n{second} I see him." for _ in range(3))
    assert read(f"ACT I\n\n{said}\n", K.SPEAKER) == [first, second] * 3


def test_numbers_are_labels_beside_names():
    text = play("%s.\n") + "".join(f"\n\n{n}.\nWe are undone." for n in (1, 2, 1, 2))
    assert read(text, K.SPEAKER)[-4:] == ["1.", "2.", "1.", "2."]


def values(text):
    return [token.value for token in tokens(text) if token.kind is K.SPEAKER]


CAST = "PERSONS\n\nADA GREY, a widow\nBENJAMIN, her son\nYOUNG BENJAMIN, his friend\nA PORTER\n\n"


def test_persons_have_the_names_of_the_cast():
    text = CAST + play("%s. ").replace("BEN.", "BENJ.").replace("ADA.", "WIDOW.")
    assert values(text) == ["ADA GREY", "BENJAMIN"] * 3


def test_several_who_speak_at_once_are_told_apart():
    text = CAST + play("%s. ").replace("BEN.", "BENJAMIN.") + "\n\nADA and PORTER. Now!"
    assert values(text)[-1] == "A PORTER\tADA GREY"


def test_both_are_the_two_who_spoke_last():
    assert values(play("%s. ") + "\n\nBOTH. Now!")[-1] == "ADA\tBEN"
    assert values(play("%s. ") + "\n\nALL. Now!")[-1] == "ALL"


def test_abbreviations_and_spellings_of_one_name_are_one_person():
    text = play("%s. ").replace("ADA", "Ward").replace("BEN", "Gismund")
    text += "\n\nWard. No.\n\nGism. Yes.\n\nGism. Yes, I say.\n\nGismvnd. Now."
    assert set(values(text)) == {"Ward", "Gismund"}


def test_a_woman_and_a_man_of_one_word_are_two_persons():
    text = play("%s. ").replace("ADA", "PRINCE").replace("BEN", "PRINCESS")
    assert set(values(text)) == {"PRINCE", "PRINCESS"}


def test_a_list_of_names_under_a_heading_is_no_label():
    text = play("%s. ") + "\n\nACT II\n\nADA, from the left.--BEN, a PORTER\n\nADA. So be it."
    assert read(text, K.SPEAKER) == [f"{name}." for name in [*NAMES, "ADA"]]
    assert read(text, K.STAGE) == ["ADA, from the left.--BEN, a PORTER"]


def test_a_label_with_a_direction_may_stand_right_under_a_heading():
    text = play("%s     ") + "\n\nACT II\n\nADA     (rising.) So be it."
    assert read(text, K.SPEAKER) == [*NAMES, "ADA"]


def test_places_and_lists_of_persons_under_a_heading_are_no_labels():
    told = "Franconia. A hall in the castle.\n\nAda. The old Ben."
    text = "ACT I\n\nSCENE I\n\n" + told + "\n\n" + play("%s. ").partition("\n\n")[2]
    text = text.replace("ADA", "Ada").replace("BEN", "Ben")
    assert read(text, K.SPEAKER) == ["Ada.", "Ben."] * 3


def test_the_word_for_a_scene_is_no_label():
    text = play("%s--").replace("ACT I\n\n", "ACT I\n\nSCENE--A room.\n\n")
    assert read(text, K.SPEAKER) == [f"{name}--" for name in NAMES]


@pytest.mark.parametrize("label", ["Ada [rising]", "Ada and Ben [together]"])
def test_names_in_small_letters_may_have_a_direction_and_no_stop(label):
    text = play("%s. ").replace("ADA", "Ada").replace("BEN", "Ben")
    assert read(f"{text}\n\n{label} So be it.", K.SPEAKER)[-1] == label.partition(" [")[0]
    unknown = f"{text}\n\nParis [the town] is far away."
    assert read(unknown, K.SPEAKER)[-1] == "Ben."


def test_a_name_over_what_is_said_is_a_label_though_it_stands_once():
    text = play("%s.\n").replace("ADA", "Ada").replace("BEN", "Ben")
    assert read(f"{text}\n\nCora.\nI am here.", K.SPEAKER)[-1] == "Cora."
    alone = f"{text}\n\nOver there.\n\nIs it you?\n\nMy Lord Harbor.\n\nI am here."
    assert read(alone, K.SPEAKER)[-1] == "Ben."


@pytest.mark.parametrize("label", ["- %s -", "-- %s --", "— %s —", "- %s. -"])
def test_a_name_between_dashes_over_what_is_said_is_a_label(label):
    found = read(
        play(f"{label}\n\n").replace("ADA", "Élise").replace("BEN", "La Flèche"), K.SPEAKER
    )
    assert found == [label % name for name in ("Élise", "La Flèche") * 3]


def test_a_person_with_something_in_a_list_under_a_heading_is_no_label():
    told = "Ada. Ben with the pictures, one of which he puts against a\nchair."
    text = f"{play('%s. ')}\n\nSECOND ACT\n\n{told}\n\n\nBen. So be it.\n\nAda. So be it."
    text = text.replace("ADA", "Ada").replace("BEN", "Ben")
    assert read(text, K.SPEAKER) == ["Ada.", "Ben."] * 3 + ["Ben.", "Ada."]


def test_a_direction_may_fill_the_row_of_a_label_that_stands_once():
    text = play("%s. ") + "\n\n" + play("%s [rising] ")
    text += "\n\nTHE CROWD [shouting at him from all windows of the house]\nShame! Shame on you!"
    assert read(text, K.SPEAKER)[-1] == "THE CROWD"
    assert read(text, K.STAGE)[-1].startswith("[shouting")


def test_a_label_that_stands_once_may_have_a_direction_of_several_rows():
    text = (
        play("%s:\n") + "\n\nA MAN (sitting down, with some bread and a bottle in his\nhands):\nSo."
    )
    assert read(text, K.SPEAKER)[-1] == "A MAN"
    assert read(text, K.STAGE)[-1].startswith("(sitting down")


INDENTED = (
    """Actus Primus.

Enter Ada, and Ben.

  Ada. What of the sea
and the ships that came from it?

  Ben. Nothing that I have heard
of, nor you.

  Ada. So be it.

Exeunt.

Scena Secunda.

Enter a Herald with a Proclamation.

  Herald. It is our pleasure, and that of our Noble
Generall. That all men be merry.

Nothing. That stands here.

Enter Ada.

  Ben. I come.

  Ada. Then let vs go.

  Ben. With all my heart.
"""
    + "\n  Ada. And so it is.\n\n  Ben. Is it?\n" * 10
)


def test_a_label_that_stands_once_counts_at_the_margin_of_labels():
    assert "Herald." in read(INDENTED, K.SPEAKER)
    assert "Nothing." not in read(INDENTED, K.SPEAKER)


def test_the_word_for_a_note_is_no_label():
    text = play("%s: ") + "\n\nNote: in the edition of 1645 these words are left out."
    text += "\n\nTranscriber's Note: so they are here."
    assert len(read(text, K.SPEAKER)) == 6


def test_words_of_directions_are_no_labels():
    text = INDENTED.replace("Exeunt.", "  Exeunt. Manet Ben.")
    assert len(read(text, K.SPEAKER)) == 27


LISTED = """Dramatis Personae

ADA, a widow.
BEN and CARL, her sons.
Poet, Painter, and Merchant.

ACT I

POET. Good day, sir.

PAINTER. I am glad you are well.

BEN. So am I.

CARL. And so am I.

MERCHANT. Good day.

ADA. Good day.

"""


def test_several_persons_of_one_row_of_the_cast_are_several():
    text = LISTED + LISTED.partition("ACT I\n\n")[2]
    assert values(text)[:6] == ["Poet", "PAINTER", "BEN", "CARL", "MERCHANT", "ADA"]


def test_names_in_small_letters_stand_as_those_in_capitals_do():
    said = "Where is the key\nThat was here?\n\n"
    text = "ACT I\n\n" + "".join(
        f"{name}\n{said}" for name in [*NAMES, "First Witch", "Porter"] * 2
    )
    assert read(text, K.SPEAKER)[6:8] == ["First Witch", "Porter"]
    assert "Descends" not in read(text + "Descends\n\nADA\nI go\n\nDescends\n", K.SPEAKER)
    once = text + "A Little Song\n\nwas sung in the house\n"
    assert "A Little Song" not in read(once, K.SPEAKER)


def test_labels_in_bold_are_labels_however_they_are_spelt():
    said = "Where is the key?\n\n"
    text = "## ACT I\n\n" + "".join(f"**{name}**  \n{said}" for name in [*NAMES, "An old Man"])
    assert read(text, K.SPEAKER, name="play.md")[-1] == "An old Man"


@pytest.mark.parametrize(
    ("row", "stage"),
    [
        ("ADA, rising.", ["rising."]),
        ("ADA, who has heard it", ["who has heard it"]),
        ("ADA, come here!", []),
    ],
)
def test_a_direction_after_a_comma_may_end_the_row_of_a_label(row, stage):
    text = play("%s.\n\n") + f"\n\n{row}\n\nGive it to me.\n\nBEN.\n\nNo."
    assert read(text, K.STAGE) == stage
    assert len(read(text, K.SPEAKER)) == 7 + len(stage)


def test_a_direction_of_several_rows_that_begins_with_a_name_is_no_label():
    told = "ADA, with BEN beside her,\nand a lamp in her hand, comes in."
    text = play("%s.\n\n") + f"\n\n{told}\n\nBEN.\n\nNo."
    assert len(read(text, K.SPEAKER)) == 7


def test_a_direction_after_a_comma_is_told_where_labels_stand_before_words():
    text = play("%s. ") + "\n\nADA, rising, goes to the window.\n\nBEN. No."
    assert read(text, K.STAGE) == ["ADA, rising, goes to the window."]


SHARED = """ACT I

ADA. What is it that you said to me, and where?

BEN. Nothing at all. ADA. Say it again. BEN. Not I.

ADA. I heard it well, and so did everybody
in this town. BEN. So be it.

ADA. So be it, then.

BEN. And so good night.
"""


def test_labels_inside_rows_part_the_lines_that_persons_share():
    assert read(SHARED, K.SPEAKER) == ["ADA.", "BEN."] * 4
    values = [token.value for token in tokens(SHARED) if token.kind is K.LINE]
    assert values[1:4] == ["I", "M", "F"]


@pytest.mark.parametrize(
    "said", ["I saw IT. NEVER. Not I. NEVER.", "Go (with ADA. BEN. ADA. BEN.) now."]
)
def test_words_in_capitals_inside_rows_are_no_labels(said):
    text = SHARED.partition("BEN.")[0] + f"BEN. {said}\n\nADA. So.\n\nBEN. So.\n"
    assert len(read(text, K.SPEAKER)) == 4


def test_persons_in_capitals_under_a_heading_are_those_who_are_there():
    text = play("%s. ") + "\n\nSCENE II\n\nADA. BEN.\n\nADA. Good day.\n\nBEN. Good day."
    assert len(read(text, K.SPEAKER)) == 8
    assert read(text.replace("ADA. BEN.", "ADA, BEN"), K.STAGE) == ["ADA, BEN"]


@pytest.mark.parametrize("label", ["%s. ", "%s: ", "%s (laughing). ", "%s.\n"])
def test_names_in_spaced_letters_are_labels(label):
    text = play(label).replace("ADA", "A d a  G r e y").replace("BEN", "Б е н о")
    assert values(text) == ["Ada Grey", "Бено"] * 3


# The layout of the First Folio in e-texts: a speech that ends without a stop has a blank line
# below it.
FOLIO = """\
The Tragedie of Macbeth

Actus Primus. Scoena Prima.

Thunder. Enter three Witches.

  1. When shall we three meet againe?
  2. When the Battaile's lost, and wonne

   Macb. So foule and faire a day I haue not seene

   Banq. How farre is't call'd to Soris? What are these,
So wither'd, and so wilde in their attyre?
  Macb. Speake if you can: what are you?
  Ies. Good Sir, why doe you start, and seeme to feare
Things that doe sound so faire

Thunder. Enter Ross.

   Banq. What are these,
So wither'd
  Ies. Giuen to the Captiue
   Macb Stay you imperfect Speakers
  Porter. Faith Sir, we were carowsing
"""
FOLIO += (
    """
   Banq. What are these,
So wither'd
  Macb. Speake if you can
"""
    * 20
)
FOLIO += """
Enter King, Lenox, and
Ross.

  Macb. What is't you say, the Life?
  Banq. Meane you his Maiestie?
"""


def test_what_stands_at_the_margin_of_labels_is_one_without_a_blank_line_too():
    assert read(FOLIO, K.SPEAKER) == [
        *("1.", "2.", "Macb.", "Banq.", "Macb.", "Ies.", "Banq.", "Ies.", "Macb", "Porter."),
        *["Banq.", "Macb."] * 20,
        *("Macb.", "Banq."),
    ]


def test_a_name_outside_of_the_margin_of_labels_that_stands_nowhere_else_is_no_label():
    stages = read(FOLIO, K.STAGE)
    assert "Enter King, Lenox, and Ross." in stages
    assert not any("Thunder" in name for name in read(FOLIO, K.SPEAKER))


def test_words_of_other_languages_are_names_where_they_recur_with_speeches():
    # "ies" is an exit in Romanian, "čin" an act in Czech.
    text = play("%s. ").replace("ADA", "Ies").replace("BEN", "Cin")
    assert read(text, K.SPEAKER) == ["Ies.", "Cin."] * 3
    text = play("%s. ").replace("ADA", "Exit").replace("BEN", "Scene")
    assert not read(text, K.SPEAKER)


def test_the_title_of_the_play_is_no_label_where_it_is_repeated():
    title = "ADA AND BEN"
    text = f"{title}\n\nPROLOGUE\n\n{title}\n\n" + play("%s.\n")
    assert title not in read(text, K.SPEAKER)
    assert len(read(text, K.SPEAKER)) == 6
