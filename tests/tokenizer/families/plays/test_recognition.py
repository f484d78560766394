"""What is a play and what is not: texts in which nobody speaks on a stage stay what they are."""

import pytest

from tei_kit.pipeline import convert
from tests.tokenizer.families.plays.check import K, evidence, outlined, read

NOVEL = """\
CHAPTER I

The old house stood at the end of the lane, and nobody had lived in it for years. Anna looked
up at its windows.

"Are you coming?" said Tom.

"No," said Anna. "I don't like it here."

"It is only a house."

CHAPTER II

In the evening the rain began. Tom sat by the fire. He thought of the house: it had seemed
to look at him.

"Are you there?" said Anna from the stairs.

"Yes."
"""

NOVEL_WITH_PROLOGUE = """\
PROLOGUE

It was the last winter of the war. The road lay white before them.

They walked until dark.

PART ONE

CHAPTER 1

Anna: that was the name on the letter. Nobody knew where it had come from.

Anna: that was what the postman said, too.

Tom put it on the table. It stayed there until spring.

Tom never opened it.

EPILOGUE

The letter burned with the house, thirty years later.
"""

ESSAY = """\
ON THE STAGE

An act of courage, said the old actor, is not the same as courage in an act.

The scene is laid wherever we please. Shakespeare laid it in Rome, in Verona, in a wood near Athens.

First: the stage wants deeds. Second: it wants words. Third: it wants silence.

HAMLET is a play of words. LEAR is a play of silence. MACBETH is a play of deeds.

Enter any theatre, and you will find all three.
"""

BIBLIOGRAPHY = """\
BIBLIOGRAPHY

ADAMS, HENRY. The Education of Henry Adams. Boston, 1918.

ADAMS, HENRY. Democracy. New York, 1880.

JAMES, HENRY. The Ambassadors. London, 1903.

JAMES, HENRY. The Golden Bowl. London, 1904.

JAMES, WILLIAM. Pragmatism. New York, 1907.

JAMES, WILLIAM. The Meaning of Truth. New York, 1909.

WHARTON, EDITH. Ethan Frome. New York, 1911.

WHARTON, EDITH. The Custom of the Country. New York, 1913.
"""

DICTIONARY = """\
ACT. A thing done; a part of a play.

ACTOR. A person who acts.

SCENE. A place; a part of an act.

STAGE. A raised floor.

ACT. See also DEED.

STAGE. See also SCENE.
"""

RECIPE = """\
PLUM CAKE

Flour: one pound
Butter: half a pound
Sugar: half a pound
Eggs: four

Mix: the butter and the sugar first. Add: the eggs, one by one.

Bake: one hour. Cool: on a rack.

Flour: sift it twice. Butter: let it get soft.
"""

CODE = """\
def scene(act):
    # ACT I
    match act:
        case 1:
            return "enter"
        case 2:
            return "exit"


class Actor:
    name: str
    lines: list[str]

    def enter(self):
        self.name: str = "HAMLET"
"""

LICENCE = """\
ACT 3

IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
HOLDERS OF THIS SOFTWARE BE LIABLE FOR ANY CLAIM, OR ANY
DATA OR
PROFITS, WHETHER IN AN ACTION OF CONTRACT OR
TORT.

THE SOFTWARE IS PROVIDED AS IT IS

IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
HOLDERS OF THIS SOFTWARE BE LIABLE FOR ANY CLAIM, OR ANY
DATA OR
PROFITS, WHETHER IN AN ACTION OF CONTRACT OR
TORT.

THE SOFTWARE IS PROVIDED AS IT IS

OF THIRD PARTY RIGHTS.
"""

FORMS = "\n\n".join(
    f"ACT {n}\n\nPLACE. {place}.\n\nDATE. {n} May.\n\nPRICE. {n} pounds."
    for n, place in enumerate(["Rome", "Paris", "Vienna", "Berlin"], 1)
)

CONSTITUTION = "ACT 12\n\n" + "\n\n\n".join(
    f"Section {n}\n\nThe harbor shall be kept by the council, and the council by the people."
    for n in (1, 2, 3, 1, 2, 3, 4, 1, 2, 1)
)

STATUTE = """\
ACT 12

AN ACT to provide for the keeping of bees.

1. Short title. This Act may be cited as the Bees Act.

2. Definitions. In this Act, "bee" means the honey bee.

3. Permits. No person shall keep bees without a permit.

ACT 13

AN ACT to amend the Bees Act.

1. Short title. This Act may be cited as the Bees (Amendment) Act.

2. Amendment. Section 3 is repealed.
"""

INTERVIEW = """\
Interview with a lighthouse keeper

Q: When did you come here?

A: In the spring of 1931.

Q: Were you alone?

A: My brother was with me (laughs). He stayed two years.

Q: And then?

A: Then he went to sea.

Q: Did you ever leave?

A: Never.
"""

MINUTES = """\
Minutes of the meeting of 3 May

Present: Mr. Grey, Mrs. Brown, Miss Stone

Mr. Grey: The roof must be mended before winter.

Mrs. Brown: There is no money for it.

Miss Stone: There was last year.

Mr. Grey: That was spent on the gate.

Mrs. Brown: I move that we ask the county.

Miss Stone: I second that.
"""

DEBATE = """\
The House met at three o'clock.

[Mr. SPEAKER in the Chair]

Mr. GREY. I ask leave to bring in a bill. (Hear, hear.)

The bill is short. It has two clauses.

Mr. BROWN. I oppose it. (Laughter.)

It has been before this House three times.

And three times it was lost.

Mr. GREY. The honourable Member has a short memory. (Cheers.)

It was lost twice.

Mr. BROWN. Twice, then. (Laughter.)

That ought to be enough.

Mr. GREY. It is not enough for me.

I shall bring it in again.

The SPEAKER. Order, order.

Mr. BROWN. I withdraw the remark.

Mr. GREY. I thank the honourable Member.

The bill was read a first time.

Mr. BROWN. I beg to move the adjournment.

Mr. GREY. I second that.

The House adjourned at four o'clock.
"""

TABLE_OF_CONTENTS = """\
CONTENTS

ACT I

SCENE I. A quay

SCENE II. A room

ACT II

SCENE I. The same

SCENE II. A wood
"""

POEM = """\
THE HARBOUR

The bell is slow to-night,
The boats are in, the lamps are lit,
And nobody will sit
And wait for morning light.

Exit the sun. Enter the moon.
The scene is set, the act begun;
The play will soon
Be done.
"""

LETTERS = """\
TO HIS SISTER

Paris, May 3, 1854

My dear Ada,

I saw the new play. Act two is the best of it.

Yours ever,
BEN

TO HIS MOTHER

Paris, May 9, 1854

My dear Mother,

I saw the new play again. You would not like it.

Your loving son,
BEN
"""

CHECKLIST = """\
PEOPLE

ADA. Brings the tent. ADA. Brings the lamp.

BEN. Brings the stove.

SUPPLIES

TENT. Blue, for three.

LAMP. Needs oil.

STOVE. Needs oil, too.
"""

REVIEW = """\
Two new plays

ACT I of Mr. Grey's comedy is slow. ACT II is slower.

SCENE: the theatre in Church Street. Time: Monday evening.

Personen: vier. Handlung: keine.

The author bowed. The curtain fell. Nobody called him back.
"""

TEXTS = {
    "a novel": NOVEL,
    "a novel with a prologue": NOVEL_WITH_PROLOGUE,
    "an essay": ESSAY,
    "a bibliography": BIBLIOGRAPHY,
    "a licence in capitals": LICENCE,
    "fields in one order": FORMS,
    "a dictionary": DICTIONARY,
    "a recipe": RECIPE,
    "code": CODE,
    "a statute": STATUTE,
    "a constitution": CONSTITUTION,
    "an interview": INTERVIEW,
    "minutes": MINUTES,
    "a debate": DEBATE,
    "a table of contents": TABLE_OF_CONTENTS,
    "a poem": POEM,
    "letters": LETTERS,
    "a checklist": CHECKLIST,
    "a review": REVIEW,
}


@pytest.mark.parametrize("name", TEXTS)
def test_other_texts_are_no_plays(name):
    assert evidence(TEXTS[name]) == 0


@pytest.mark.parametrize("name", ["a novel", "an essay", "a poem", "a review", "code", "a recipe"])
def test_nobody_speaks_in_prose_and_poems(name):
    result = convert(TEXTS[name], name="text.txt")
    assert result.counts.turns == 0
    assert result.recognition.family != "play"


ACTS = """\
ACT I

ADA. Where is the key?

BEN. In the door.

ADA. It was not there before.

BEN. I put it there.
"""


@pytest.mark.parametrize(
    "text",
    [
        ACTS,
        ACTS.replace("ACT I", "Erster Aufzug."),
        ACTS.replace("ACT I", "PERSONS\n\nADA\nBEN"),
        ACTS.replace("ADA. ", "ADA.\n\n").replace("BEN. ", "BEN.\n\n"),
        ACTS.replace("ADA. ", "_Ada._ ").replace("BEN. ", "_Ben._ "),
        ACTS.replace("ADA. ", "ADA.--").replace("BEN. ", "BEN.--"),
        ACTS.replace("ADA. ", "Ada: ").replace("BEN. ", "Ben: "),
    ],
    ids=["acts", "German", "a cast", "labels alone", "signs", "dashes", "colons"],
)
def test_speeches_under_acts_or_after_a_cast_are_a_play(text):
    assert evidence(text) > 0.5
    assert convert(text, name="text.txt").recognition.family == "play"


def test_persons_who_enter_make_a_play_without_acts():
    speeches = "\n\n".join(f"ADA. Line {n}.\n\nBEN. Answer {n}." for n in "abcdefg")
    assert evidence(f"[Enter ADA.]\n\n{speeches}\n\n[Exeunt.]\n") > 0.5
    assert evidence(f"{speeches}\n") == 0


SCENE = """\
Enter two Gentlemen, and a Page.

1. Gent. How now, what news at court?

2. Gent. Nothing but masques and mirth.

Page. He is here, my lords.

Enter the DUKE, with attendants.

Duke. Good morrow, gentlemen: what hour is it?

1. Gent. Past nine, my lord.

Duke. Then let us to the chapel.

Exeunt.
"""


def test_a_few_speeches_are_a_play_where_persons_enter_and_leave():
    assert evidence(SCENE) > 0.5
    assert evidence(SCENE.replace("Exeunt", "The end")) == 0
    assert outlined(SCENE)[1] == "stage: Enter two Gentlemen, and a Page."
    assert "speaker: Page." in outlined(SCENE)  # who speaks once


def test_persons_of_the_cast_speak_though_each_speaks_once():
    cast = "PERSONS\n\nADA HALE, a baker.\n\nBEN VALE, her brother.\n\nTHE POSTMAN.\n\n"
    said = "Vale. It is late.\n\nHale (rising). I know it.\n\nPostman. A letter!\n\nVale. Ah!\n"
    assert evidence(f"{cast}ACT I\n\n{said}") > 0.5
    assert read(f"{cast}ACT I\n\n{said}", K.SPEAKER) == ["Vale.", "Hale", "Postman.", "Vale."]
    assert evidence(f"ACT I\n\n{said}") == 0


def test_names_under_the_heading_of_a_scene_are_persons():
    said = [
        "ADA.",
        "It is late.",
        "BEN, aside.",
        "She knows.",
        "ADA, rising.",
        "Well?",
        "BEN.",
        "Ah!",
    ]
    scene = "\n\n".join(["SCENE I", "ADA, BEN.", *said])
    assert read(scene, K.SPEAKER) == ["ADA.", "BEN,", "ADA,", "BEN."]
    assert evidence(scene.replace("ADA, BEN.", "A room.")) == 0


def test_capitals_of_greek_have_no_accents_and_letters_are_numbers():
    said = "ΜΑΡΙΑ.— Ποιος είναι;\nΓΙΑΝΝΗΣ.— Εγώ.\nΜΑΡΙΑ.— Τέτοια ώρα;\nΓΙΑΝΝΗΣ.— Ναι.\n"
    text = f"ΠΡΑΞΗ ΠΡΩΤΗ\n\nΣΚΗΝΗ Α΄\n\n{said}"
    assert evidence(text) > 0.5
    assert read(text, K.SUBHEAD) == ["ΠΡΑΞΗ ΠΡΩΤΗ", "ΣΚΗΝΗ Α΄"]


VERSES = "\n\n".join(
    f"{name}.\n\nO sea, that cameth {word} to the land,\nAnd goest {word} with the turning tide,\n"
    "Where are the ships that on thy waters ride?"
    for word in ["soft", "swift", "slow", "grey", "dark", "cold", "pale"]
    for name in ["ADA", "BEN"]
)


def test_speeches_in_verse_are_a_play_without_acts():
    assert evidence(VERSES) > 0.5
    prose = VERSES.replace("\nAnd", "\nand").replace("\nWhere", "\nwhere")
    assert evidence(prose) == 0


def test_speeches_with_many_directions_are_a_play_without_acts():
    speeches = "\n\n".join(
        f"_Ada (rising)._ Line {n}.\n\n_Ben._ Answer {n}.\n\n_He looks at the clock._"
        for n in "abcdefg"
    )
    assert 0.3 < evidence(speeches) <= 0.5
    bare = speeches.replace(" (rising)", "").replace("\n\n_He looks at the clock._", "")
    assert evidence(bare) == 0


def test_labels_far_from_each_other_make_no_play():
    lines = "\n".join(
        f"This is line {n} of a long list of things that nobody says." for n in range(40)
    )
    text = "\n".join(f"Ada: (aside) Oh {n}?\nBen: (aside) No!\n{lines}" for n in "abcdefg")
    assert evidence(text) == 0


def test_bracketed_directions_in_capitals_plays_speak_for_one():
    speeches = "\n\n".join(f"ADA. [laughs] Line {n}.\n\nBEN. Answer {n}." for n in "abcdefg")
    assert 0.3 < evidence(speeches) <= 0.5
    assert evidence(speeches.replace("ADA.", "Ada:").replace("BEN.", "Ben:")) == 0


def test_headings_and_places_of_letters_are_no_labels():
    letter = (
        "{} (Q F II, {})\n\n\nTO P. HALE (IN NORVIA)\n\nROME ({})\n\nWhat is going on you will "
        "learn from the carrier, who took part in everything and left it with me that day.\n\n"
        "I have not been told what the senate thinks of it, nor have I asked.\n\n\n"
    )
    months = ("MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST")
    numbers = ("CIV", "CV", "CVI", "CVII", "CVIII", "CIX")
    text = "".join(
        letter.format(n, i, m) for i, (n, m) in enumerate(zip(numbers, months, strict=True))
    )
    assert evidence(text) == 0
    assert convert(text).recognition.family == "letter"
