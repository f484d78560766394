"""Debates, records of courts and interviews: who speaks, and what goes on."""

import pytest

from tests.tokenizer.families.speech.talk import (
    body,
    converted,
    heads,
    labels,
    speeches,
    stages,
)

TEI = "{http://www.tei-c.org/ns/1.0}"

DEBATE = """\
Harbour Dues

The Minister for Works (Mr. Hale): The harbour will open in May.

(Applause.)

It will not be shut again.

Mrs. Vale (Eastmoor): Not before?

Mr. Hale: That depends on the ice. (Laughter.) The ice (which is thick) must go.

The Speaker: Order.

Mrs. Vale: I thank the Minister.

Fishing

The Speaker: The next question.

Mr. Thorn (Eastmoor): On a point of order!

The Speaker: Order.
"""


def test_a_speech_goes_on_after_a_direction():
    assert speeches(DEBATE)[0].said == (
        "The harbour will open in May.",
        "(Applause.)",
        "It will not be shut again.",
    )


def test_a_direction_inside_a_paragraph_is_one_and_a_parenthesis_is_not():
    assert stages(DEBATE) == ["(Applause.)", "(Laughter.)"]


def test_the_minister_is_the_one_in_the_brackets():
    said_by = {speech.label: speech.who for speech in speeches(DEBATE)}
    assert said_by["Mr. Hale:"] == said_by["The Minister for Works (Mr. Hale):"]
    assert said_by["Mrs. Vale:"] == said_by["Mrs. Vale (Eastmoor):"]
    assert len(set(said_by.values())) == 4


def test_a_label_that_stands_once_counts_where_others_are_made_alike():
    assert "Mr. Thorn (Eastmoor):" in labels(DEBATE)


def test_a_short_line_before_a_label_is_a_heading():
    assert heads(DEBATE) == ["Harbour Dues", "Fishing"]


def test_two_of_one_surname_are_told_apart_by_their_titles():
    text = DEBATE.replace("Mr. Thorn (Eastmoor)", "Mr. Vale (Northmoor)")
    said_by = {speech.label: speech.who for speech in speeches(text)}
    assert said_by["Mr. Vale (Northmoor):"] != said_by["Mrs. Vale (Eastmoor):"]


def test_a_deputy_is_not_the_speaker():
    text = DEBATE + "\nThe Deputy Speaker (Mr. Finch): The House will proceed.\n"
    said_by = {speech.label: speech.who for speech in speeches(text)}
    assert said_by["The Deputy Speaker (Mr. Finch):"] != said_by["The Speaker:"]


DOUBTFUL = """\
Vale: Why is the harbor shut?

Dorn: For many reasons.

Ice: it lay a foot thick.

Debt: nobody paid.

Fog: nobody saw anything.

Fear: nobody said so.

Greed: nobody denied it.

Vale: Is that all?

Dorn: Yes.
"""


def test_what_begins_like_a_label_and_is_none_ends_the_turn_and_is_told():
    found = speeches(DOUBTFUL)
    assert [speech.label for speech in found] == ["Vale:", "Dorn:", "Vale:", "Dorn:"]
    assert found[1].said == ("For many reasons.",)
    told = [d for d in converted(DOUBTFUL).diagnostics if d.code == "TK230"]
    assert [(d.place.line, d.message.split("'")[1]) for d in told] == [
        (5, "Ice"),
        (7, "Debt"),
        (9, "Fog"),
        (11, "Fear"),
        (13, "Greed"),
    ]


def test_the_turn_before_a_doubtful_label_is_unsure():
    tree = converted(DOUBTFUL, certainty=True).tree
    unsure = [sp.get("cert") for sp in tree.iter(f"{TEI}sp")]
    assert unsure[1] == "low"
    assert unsure[0] != "low"


QUESTIONS = """\
BY MR. KEEL:

Q. Where were you?

A. At home.

MS. RAND: Objection.

THE COURT: Overruled.

THE WITNESS: I was at home.

BY MS. RAND:

Q. All night?

A. All night.
"""


def test_questions_are_the_examiners_and_answers_the_witness_s():
    who = [speech.who for speech in speeches(QUESTIONS)]
    assert who == ["keel", "witness", "rand", "court", "witness", "rand", "witness"]


def test_the_line_that_says_who_asks_is_in_no_speech():
    said = [part for speech in speeches(QUESTIONS) for part in speech.said]
    assert not any("BY MS." in part for part in said)


SITTING = """\
The meeting was called to order at 10.15 a.m.
The President: I declare the meeting open.
Mr. Lund (Norvia): Thank you.
Ms. Ortega (Castal): I shall be brief.
Two points remain.
The President: I thank you all.
The meeting rose at 11.05 a.m.
"""


def test_opening_and_close_are_told_outside_speeches():
    assert stages(SITTING) == [
        "The meeting was called to order at 10.15 a.m.",
        "The meeting rose at 11.05 a.m.",
    ]
    assert not list(body(SITTING).iterfind(f".//{TEI}sp/{TEI}stage"))


def test_lines_that_are_not_wrapped_are_paragraphs():
    assert speeches(SITTING)[2].said == ("I shall be brief.", "Two points remain.")


def test_labels_of_several_name_them_all():
    text = "\n\n".join(
        ["CDR: Look at that!", "LMP: I see it.", "CDR / LMP: (Laughter)", "CDR: Yes?", "LMP: Yes."]
    )
    assert [s.who for s in speeches(text)] == ["cdr", "lmp", "cdr lmp", "cdr", "lmp"]


def test_time_stamps_stand_between_speeches_with_their_times():
    text = "\n\n".join(
        [
            "[00:00:01]\nVale: Welcome!",
            "[00:00:09]\nDorn: Hello?",
            "[00:01:12]\nVale: Well.",
            "[00:01:15]\nDorn: Yes.",
        ]
    )
    times = [time.get("when") for time in body(text).iter(f"{TEI}time")]
    assert times == ["00:00:01", "00:00:09", "00:01:12", "00:01:15"]
    assert labels(text) == ["Vale:", "Dorn:", "Vale:", "Dorn:"]


NUMBERED_ITEMS = """\
2. Opening of the sitting

President. − The sitting is open. I give the floor to the Council.

Ada Vale, President-in-Office of the Council. − Mr President, it is an honour.

Ben Hale, on behalf of the Harbor Group. – Mr President, that is not enough!

(Applause from the left)

Ada Vale. – Mr President, let me answer.

Ben Hale (HG). – A question.

President. – The debate is closed.
"""


def test_a_heading_with_a_number_does_not_hide_a_debate():
    assert labels(NUMBERED_ITEMS) == [
        "President. −",
        "Ada Vale, President-in-Office of the Council. −",
        "Ben Hale, on behalf of the Harbor Group. –",
        "Ada Vale. –",
        "Ben Hale (HG). –",
        "President. –",
    ]


TIMED = """\
Presidenten: Hvem ber om ordet?

Minister Ada Vale [10:05:20]: Jeg takker for spørsmålet.

Ben Hale (A) [10:07:11]: Men hva nå?

Minister Ada Vale [10:08:02]: Nå handler vi.

Presidenten: Flere har ikke bedt om ordet.

Ben Hale (A) [10:10:45]: Jo, jeg.
"""


def test_the_chair_has_no_times_where_others_have():
    said = speeches(TIMED)
    assert [speech.label for speech in said].count("Presidenten:") == 2
    assert said[1].label == "Minister Ada Vale"
    times = [time.get("when") for time in body(TIMED).iter(f"{TEI}time")]
    assert times == ["10:05:20", "10:07:11", "10:08:02", "10:10:45"]


def test_names_and_times_stand_above_speeches():
    text = "".join(
        f"{name}  00:{n:02}\n\n{said}\n\n"
        for n, (name, said) in enumerate(
            [("Ada Vale", "Who is there?"), ("Ben Hale", "It is me.")] * 3
        )
    )
    assert labels(text) == ["Ada Vale", "Ben Hale"] * 3


def test_members_who_interject_are_a_direction():
    text = DEBATE.replace("(Applause.)", "Opposition members interjecting—")
    assert "Opposition members interjecting—" in stages(text)


def test_words_of_an_unknown_language_in_a_label_count_where_it_recurs():
    text = (
        "Poslanec Jan Novák: Kdo to zaplatí?\n\nMinistr financí Petr Malý: My.\n\n"
        "Poslanec Jan Novák: To není pravda!\n\nPoslanec Karel Dvořák: Je.\n\n"
        "Ministr financí Petr Malý: Je to pravda.\n\nPoslanec Karel Dvořák: Prosím.\n"
    )
    assert labels(text).count("Ministr financí Petr Malý:") == 2
    once = text.replace("Ministr financí Petr Malý: Je to", "Důvod mého dotazu Petr Malý: Je to")
    assert not any(label.startswith("Důvod") for label in labels(once))


def test_a_function_that_is_a_matter_elsewhere_is_a_person_where_a_name_says_so():
    text = DEBATE.replace("Minister for Works (Mr. Hale)", "First Minister (Mr. Hale)")
    text = text.replace("Mr. Hale: That", "The First Minister: That")
    assert "The First Minister:" in labels(text)


def test_counsel_who_object_but_once_speak_among_questions_and_answers():
    text = (
        "BY MR. HALE:\n\nQ. Where do you live?\n\nA. In Boston.\n\nMS. VALE: Objection.\n\n"
        "Q. Since when?\n\nA. Since 1984.\n\nTHE REPORTER: Please speak up.\n\nA. Long ago.\n"
    )
    assert labels(text) == ["Q.", "A.", "MS. VALE:", "Q.", "A.", "THE REPORTER:", "A."]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("Q   ", "MR. HALE: "), ("Q", "THE PRESIDENT:"), ("Q:", "Hale:"), ("Q.", "HALE.")],
)
def test_the_only_person_with_a_name_answers_the_questions(asked, answered):
    pairs = [("Has he called?", "He has not."), ("Will he?", "I do not know."), ("When?", "Soon.")]
    text = "".join(f"{asked} {q}\n\n{answered} {a}\n\n" for q, a in pairs)
    assert labels(text) == [asked.strip(), answered.strip()] * 3


def test_words_between_questions_that_nobody_says_answer_nothing():
    text = (
        "Q. Where do you live?\n\nA. I live in Boston.\n\nQ. Since when?\n\nA. I came in 1984.\n\n"
        "Note: the rest is lost.\n\nNote: the page is torn.\n"
    )
    assert labels(text) == ["Q.", "A."] * 2


def test_who_speaks_of_himself_is_asked_in_an_interview():
    text = (
        "An interview with the harbor master\n\n"
        "Q: When was the mole built, sir?\nA: I believe it was in the year of the great ice.\n\n"
        "Q: Who paid for the work?\nA: My father did, with the dues of three years.\n\n"
        "Q: And what became of it?\nA: The storm took it away, and I never saw a stone again.\n"
    )
    assert labels(text) == ["Q:", "A:"] * 3


def test_marks_of_captions_belong_to_the_label():
    names = ["Mayor Hale", "Clerk", "Vale", "Clerk", "Vale", "Mayor Hale"]
    said = ["Good evening.", "Who is here?", "I am.", "Who else?", "Nobody.", "Thank you."]
    text = "\n\n".join(f">> {name}: {words}" for name, words in zip(names, said, strict=True))
    assert labels(text) == [f">> {name}:" for name in names]
    assert [speech.who for speech in speeches(text)][:3] == ["mayor_hale", "clerk", "vale"]


def test_a_title_above_a_dialogue_is_no_speaker():
    dialogue = "\n\n".join(
        ["SOCRATES: Why have you come?", "CRITO: I could not sleep.", "SOCRATES: Nor I."] * 3
    )
    text = f"THE HARBOR: A DIALOGUE\n\nPERSONS OF THE DIALOGUE: Socrates; Crito.\n\n{dialogue}"
    assert labels(text) == ["SOCRATES:", "CRITO:", "SOCRATES:"] * 3


def test_all_may_speak_once():
    text = DEBATE.replace("(Applause.)", "All: Hear, hear!")
    assert "All:" in labels(text)


def test_no_space_after_the_colon_of_a_name_that_recurs():
    text = "Ada: Who is there?\n\nBen: I am.\n\nAda:Why?\n\nBen:...so.\n\nAda: I see.\n\nBen: Oh?\n"
    assert labels(text) == ["Ada:", "Ben:"] * 3
    assert labels(text.replace("Ben:...so.", "Dora:so.")) == [
        "Ada:",
        "Ben:",
        "Ada:",
        "Ada:",
        "Ben:",
    ]


def test_the_president_on_the_title_page_does_not_speak():
    title = "President: Mr. Hale ........ (Norvia)\n\nThe meeting began at 10 a.m.\n\n"
    text = title + DEBATE.replace("The Speaker:", "The President:")
    assert labels(text)[0] == "The Minister for Works (Mr. Hale):"
    assert len(labels(text)) == len(labels(DEBATE))
