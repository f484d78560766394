"""Talks in many forms: where labels, times and numbers stand, and how labels end."""

import textwrap

import pytest

import tei_kit
from tests.tokenizer.families.speech.talk import (
    body,
    converted,
    heads,
    labels,
    speeches,
    stages,
    words,
)

TEI = "{http://www.tei-c.org/ns/1.0}"


def test_labels_of_a_numbered_memorandum_end_with_any_sign():
    head = "85. Memorandum of Conversation\n\nPARTICIPANTS\n\n  • Mr. Hale\n  • Mrs. Vale\n\n"
    turns = [("Mr. Hale", "Is it shut?"), ("Mrs. Vale", "It is."), ("Mr. Hale", "Since when?")] * 2
    for form in ("{} -- {}", "**{}:** {}", "{} — {}"):
        said = "\n\n".join(form.format(name.upper(), words) for name, words in turns)
        assert len(labels(head + said)) == 6, form


def test_labels_with_a_stop_in_wrapped_paragraphs_between_blank_lines():
    long = "Le port sera fermé dès que la glace descendra la rivière, et personne ne sait quand."
    said = [
        ("M. le président", f"La parole est à M. Hale, pour un rappel au règlement. {long}"),
        ("M. Amos Hale", f"{long} Je vous le demande: est-ce juste, monsieur le ministre?"),
        ("Mme Ada Vale", f"{long} Demandez aux pilotes! {long}"),
    ] * 3
    paragraphs = [textwrap.fill(f"{name}. {words}", 60) for name, words in said]
    assert labels("\n\n".join(paragraphs) + "\n") == [f"{name}." for name, _ in said]


def test_numbers_of_questions_are_no_labels():
    asked = [f"Q. {n}.--Does he want the harbour shut in winter, or not?" for n in range(1, 8)]
    assert labels("\n\n".join(asked) + "\n") == []
    asked = [f"Question {n}.--Does he want the harbour shut, or not?" for n in range(1, 8)]
    assert labels("\n\n".join(asked) + "\n") == []


def test_labels_of_a_memorandum_in_justified_lines_have_wide_spaces():
    head = "85. Memorandum of Conversation\n\nPRESENT\n\n  • The Foreign Minister\n  • Vale\n\n"
    said = [("The  Foreign Minister:", "It  is shut."), ("Mrs.  Vale:", "Is it?")] * 3
    text = head + "\n\n".join(f"{label}  {words}" for label, words in said) + "\n"
    assert len(labels(text)) == 6


def test_members_of_a_council_need_ask_nothing():
    text = (
        "MAYOR HALE: Good evening. The clerk will call the roll.\n\n"
        "COUNCILMEMBER VALE: Here.\n\n"
        "MAYOR HALE: The first item is the budget.\n\n"
        "COUNCILMEMBER VALE: I move approval.\n\n"
        "VICE MAYOR DORN: Second.\n\n"
        "MAYOR HALE: We are adjourned.\n"
    )
    assert labels(text) == [
        "MAYOR HALE:",
        "COUNCILMEMBER VALE:",
        "MAYOR HALE:",
        "COUNCILMEMBER VALE:",
        "VICE MAYOR DORN:",
        "MAYOR HALE:",
    ]


def test_labels_stand_in_brackets():
    names = ["MAYOR HALE", "MS. VALE", "MAYOR HALE", "MS. VALE", "MAYOR HALE"]
    said = ["Good evening.", "The lamp is out.", "Since when?", "Since May, I think.", "Thank you."]
    text = "\n\n".join(f"[{name}] {words}" for name, words in zip(names, said, strict=True))
    text += "\n\n[Laughter]\n\n[MS. VALE] Thank you.\n"
    assert labels(text) == [f"[{name}]" for name in [*names, "MS. VALE"]]
    assert stages(text) == ["[Laughter]"]


ALONE = """\
The art of bridges

INTERVIEWER

When do you draw?

VALE

In the morning, when I am alone.

I was never one for lamps.

INTERVIEWER

Do you draw on paper?

VALE

I do. You cannot fold a screen.

INTERVIEWER

Which of them is your own favorite?

VALE

The next, I hope.
"""


def test_labels_stand_alone_in_their_paragraphs():
    found = speeches(ALONE)
    assert [speech.label for speech in found] == ["INTERVIEWER", "VALE"] * 3
    assert found[1].said == (
        "In the morning, when I am alone.",
        "I was never one for lamps.",
    )


def test_names_with_their_constituencies_stand_over_speeches():
    text = (
        "Engagements\n\nAda Hale\n(Eastmoor and Norland) (LD)\n\nWill she list them?\n\n"
        "The Prime Minister\n(Ms. Vale)\n\nThis morning I met my friends.\n\n"
        "Ada Hale\n\nWas that all? I ask for more.\n\n"
        "The Prime Minister\n\nIt was all that I did.\n\n"
        "Mr Speaker\n\nOrder. You must be heard.\n\n"
        "Ada Hale\n\nI thank you. When will she do more?\n\n"
        "The Prime Minister\n\nTo-morrow, if you like.\n"
    )
    assert [speech.label for speech in speeches(text)] == [
        "Ada Hale (Eastmoor and Norland) (LD)",
        "The Prime Minister (Ms. Vale)",
        "Ada Hale",
        "The Prime Minister",
        "Mr Speaker",
        "Ada Hale",
        "The Prime Minister",
    ]


def test_paragraphs_of_a_record_are_numbered():
    text = (
        "1. The PRESIDENT: I call upon the delegate of Norvia.\n\n"
        "2. Mr. VALE (Norvia): May I begin?\n\n"
        "3. My Government believes in the Charter.\n\n"
        "4. Mr. DORN (Eastmoor): So does mine.\n\n"
        "5. The PRESIDENT: The meeting is adjourned.\n"
    )
    found = speeches(text)
    assert [speech.label for speech in found] == [
        "1. The PRESIDENT:",
        "2. Mr. VALE (Norvia):",
        "4. Mr. DORN (Eastmoor):",
        "5. The PRESIDENT:",
    ]
    assert found[1].said == ("May I begin?", "3. My Government believes in the Charter.")


def test_what_somebody_said_is_told():
    text = (
        "MR. HALE asked the Minister, whether the mole was mended?\n\n"
        "SIR ADAM VALE: I have no information.\n\n"
        "MR. HALE: Will he inquire?\n\n"
        "SIR ADAM VALE: Certainly.\n\n"
        "MR. DORN said, that he must object to the Vote.\n\n"
        "MR. HALE: Hear, hear!\n"
    )
    assert labels(text) == [
        "MR. HALE",
        "SIR ADAM VALE:",
        "MR. HALE:",
        "SIR ADAM VALE:",
        "MR. DORN",
        "MR. HALE:",
    ]


def test_a_first_label_that_is_cut_short_later_is_no_title():
    text = "\n\n".join(
        [
            "PHILONOUS. Good morrow, Hylas. Are you well?",
            "HYLAS. I am, as you see.",
            *["PHIL. Do you doubt it?", "HYL. I do not know what you mean."] * 3,
        ]
    )
    assert labels(text)[:4] == ["PHILONOUS.", "HYLAS.", "PHIL.", "HYL."]


def test_who_speaks_for_a_group_says_so_before_a_stop_and_a_dash():
    text = (
        "President. – The next item is the debate.\n\n"
        "Ada Vale, on behalf of the Green Group. – Madam President, what people want is work.\n\n"
        "Jean Dorn, au nom du groupe Vert. – Madame la Présidente, le climat n'attend pas.\n\n"
        "President. – Thank you.\n\n"
        "Ida Holm, President of the Commission. – Honourable Members, I agree.\n\n"
        "President. – The debate is closed.\n"
    )
    assert [speech.who for speech in speeches(text)] == [
        "president",
        "ada_vale",
        "jean_dorn",
        "president",
        "ida_holm",
        "president",
    ]


def test_times_with_a_stop_stand_before_labels():
    text = (
        "Puhemies Jussi Vale: Asia on 1.\n\n"
        "14.03 Ministeri Ida Holm (esittelypuheenvuoro): Arvoisa puhemies! Teemme sen.\n\n"
        "Puhemies Jussi Vale: Kiitoksia.\n\n"
        "14.10 Aino Dorn sd: Arvoisa puhemies! Kysyn ministeriltä.\n\n"
        "14.12 Ministeri Ida Holm: Vastaan.\n\n"
        "Puhemies Jussi Vale: Keskustelu on ohi.\n"
    )
    assert labels(text) == [
        "Puhemies Jussi Vale:",
        "14.03 Ministeri Ida Holm (esittelypuheenvuoro):",
        "Puhemies Jussi Vale:",
        "14.10 Aino Dorn sd:",
        "14.12 Ministeri Ida Holm:",
        "Puhemies Jussi Vale:",
    ]


def test_stretches_of_time_stand_over_labels():
    said = ["Good morning.", "Shall we wait?", "No, I do not think so.", "Then I begin.", "Do."]
    said += ["We sold eleven."]
    text = "\n\n".join(
        f"0:0:{at}.1 --> 0:0:{at}.92\n{name}\n{words}"
        for at, (name, words) in enumerate(zip(["Hale, Ada", "Dorn, Ben"] * 3, said, strict=True))
    )
    assert labels(text) == ["Hale, Ada", "Dorn, Ben"] * 3
    times = [time.get("when") for time in body(text).iter(f"{TEI}time")]
    assert times[:2] == ["00:00:00.1", "00:00:01.1"]


def test_a_name_that_stood_in_brackets_speaks_again_without_its_function():
    text = (
        "The Presiding Officer (Ada Hale):\nGood afternoon.\n\n"
        "Ida Vale (Eastmoor) (Lab):\nTo ask when the ferry will sail.\n\n"
        "The Minister for Transport (Kevin Dorn):\nIt will sail when it floats.\n\n"
        "The Presiding Officer:\nLet us hear the minister.\n\n"
        "Ida Vale:\nAnd when will it float?\n\n"
        "Kevin Dorn:\nI shall write to the member.\n"
    )
    assert [speech.who for speech in speeches(text)] == [
        "ada_hale",
        "ida_vale",
        "kevin_dorn",
        "ada_hale",
        "ida_vale",
        "kevin_dorn",
    ]


def test_hyphens_end_labels_with_brackets():
    text = (
        "O SR. PRESIDENTE (Rui Vale. PP - AL) - Declaro aberta a sessão.\n\n"
        "O SR. IVAN DORN (PSOL - SP) - Sr. Presidente, quem paga a conta?\n\n"
        "O SR. PRESIDENTE (Rui Vale. PP - AL) - Conclua, Deputado.\n\n"
        "O SR. IVAN DORN (PSOL - SP) - Concluo. (Palmas.)\n\n"
        "A SRA. BIA HOLM (PL - DF. Pela ordem.) - Sr. Presidente, peço a palavra.\n"
    )
    assert labels(text)[1::3] == [
        "O SR. IVAN DORN (PSOL - SP) -",
        "A SRA. BIA HOLM (PL - DF. Pela ordem.) -",
    ]
    assert len(labels(text)) == 5


def test_times_stand_over_names_that_stand_alone():
    names = ["Y Llywydd", "Andrew Vale", "Mark Dorn", "Andrew Vale", "Mark Dorn", "Y Llywydd"]
    said = [
        "Prynhawn da. I call Andrew Vale.",
        "Thank you. Do you know how long people wait?",
        "I know it, and I do not like it any more than you do.",
        "What do you mean to do about it?",
        "We have bought forty of them.",
        "Thank you, First Minister.",
    ]
    talk = zip([*names, *names[1:3]], [*said, *said[1:3]], strict=True)
    text = "\n\n".join(f"13:{at + 30}\n{name}\n\n{words}" for at, (name, words) in enumerate(talk))
    assert labels(text) == [*names, *names[1:3]]


def test_numbers_of_speeches_belong_to_no_person():
    text = "\n\n".join(
        [
            "Anf. 1  Statsminister ULF VALE (M)\n\nFru talman! Sverige är i ett svårt läge.",
            "Anf. 2  MAGDA DORN (S)\n\nFru talman! Vems är felet?",
            "Anf. 3  Statsminister ULF VALE (M)\n\nFru talman! Det vet alla.",
            "Anf. 4  MAGDA DORN (S)\n\nFru talman! Jag frågar igen.",
        ]
    )
    assert len({speech.who for speech in speeches(text)}) == 2
    assert len(labels(text)) == 4


def test_a_heading_in_capitals_is_no_doubtful_label():
    text = (
        "El señor PRESIDENTE.- Tiene la palabra el señor Vale.\n\n"
        "El señor VALE.- Gracias. ¿Cuándo?\n\n"
        "DEBATES DE TOTALIDAD - PROYECTO DE LEY DE PRESUPUESTOS\n\n"
        "El señor PRESIDENTE.- Pasamos al punto segundo.\n\n"
        "El señor VALE.- Gracias.\n"
    )
    assert heads(text) == ["DEBATES DE TOTALIDAD - PROYECTO DE LEY DE PRESUPUESTOS"]
    assert not [d for d in converted(text).diagnostics if d.code == "TK230"]


CALL = ["Shall we begin?", "Yes.", "Then the first point is the budget.", "I prefer the old one."]
CALLERS = ["Ada Hale", "Ben D.", "Ada Hale", "Cleo"]


@pytest.mark.parametrize(
    "label",
    ["{name}  0:0{n}", "{name}\n00:0{n}", "00:00:0{n} {name}"],
    ids=["beside", "below", "before"],
)
def test_names_with_times_speak_in_a_short_call(label):
    parts = [
        f"{label.format(name=name, n=n)}\n{said}"
        for n, (name, said) in enumerate(zip(CALLERS, CALL, strict=True))
    ]
    found = [speech.who for speech in speeches("\n\n".join(parts))]
    assert found == ["ada_hale", "ben_d", "ada_hale", "cleo"]


def test_persons_speak_though_each_label_stands_once():
    text = (
        "Mr. Alan Reid (Argyll): What steps are being taken?\n\n"
        "The Minister for Fisheries (Mr. John Gale): We have reduced the quota.\n\n"
        "Mr. Reid: I thank the Minister for that answer.\n"
    )
    assert len(labels(text)) == 3
    fields = text.replace("Mr. Alan Reid (Argyll)", "Steps").replace("Mr. Reid", "Thanks")
    assert labels(fields) == []


def test_names_in_capitals_speak_where_nearly_every_block_is_somebody_s():
    text = (
        "SINDACO: Il bilancio che vi presento è in pareggio.\n\n"
        "BIANCHI: Chiedo la parola sulle spese.\n\nVERDI: Mi associo.\n\n"
        "SINDACO: Si passa alla votazione.\n\nLa seduta è tolta alle ore 12.\n"
    )
    assert labels(text) == ["SINDACO:", "BIANCHI:", "VERDI:", "SINDACO:"]
    told = "\n\n".join(f"Il consiglio ne prende atto ({n})." for n in range(5))
    assert labels(text.replace("Si passa", f"Si passa.\n\n{told}\n\nAncora")) == []


DIVISION = """\
Mr Speaker: The question is that the amendment be made.

Ada Hale (Eastmoor) (Lab): Will she give way?

Question put. The House divided:

AYES

Abbott, Ms Diane
Beckett, rh Margaret
de Vale, Sir Adam (Norland)

Tellers for the Ayes:
Mary Dorn and
Gerald Holm

NOES--2

Akaka
Boxer

Question accordingly negatived.

Ada Hale: I am grateful to the House.

Mr Speaker: Order.
"""


def test_those_who_divided_are_lists_and_the_debate_goes_on():
    tree = body(DIVISION)
    lists = [
        (words(each.find(f"{TEI}head")), [words(item) for item in each.iter(f"{TEI}item")])
        for each in tree.iter(f"{TEI}list")
    ]
    assert lists == [
        ("AYES", ["Abbott, Ms Diane", "Beckett, rh Margaret", "de Vale, Sir Adam (Norland)"]),
        ("Tellers for the Ayes:", ["Mary Dorn and", "Gerald Holm"]),
        ("NOES--2", ["Akaka", "Boxer"]),
    ]
    assert not list(tree.iter(f"{TEI}div"))[1:]
    assert [speech.label for speech in speeches(DIVISION)][-2:] == ["Ada Hale:", "Mr Speaker:"]


def test_lines_of_a_title_are_no_list_of_names():
    text = (
        "House of Commons\nStanding Committee\nWater Bill\n\n"
        "Mr Speaker: Order. The sitting is open.\n\nMr Hale: May I begin?\n\n"
        "Mr Speaker: You may.\n\nMr Hale: I thank you.\n"
    )
    assert not list(body(text).iter(f"{TEI}list"))


def test_names_of_a_roll_that_follow_each_other_are_no_labels():
    text = DIVISION.replace("\n\n", "\n")
    assert [speech.label for speech in speeches(text)] == [
        "Mr Speaker:",
        "Ada Hale (Eastmoor) (Lab):",
        "Ada Hale:",
        "Mr Speaker:",
    ]


def test_names_with_times_stand_over_lines_that_are_close():
    names = ["Ada Hale", "Ben Dorn", "Guest", "Ada Hale", "Ben Dorn", "Ada Hale"]
    said = ["Can you hear me?", "Yes.", "Me too.", "Then we begin.", "By all means.", "Thank you."]
    talk = enumerate(zip(names, said, strict=True))
    assert labels("\n".join(f"{name}  0:0{at}\n{words}" for at, (name, words) in talk)) == names


def test_names_and_surnames_stand_over_lines_that_are_close():
    names = ["Jane Hale", "Piet Vale", "Jane Hale", "Piet Vale", "Rosa Dorn", "Jane Hale"]
    names += ["Piet Vale", "Rosa Dorn"]
    said = ["I thank you.", "I was here last in May.", "Shall we begin?", "What do we know?"]
    said += ["We have sixty.", "Where are the rest, do you think?", "I do not know.", "Nor do I."]
    talk = zip(names, said, strict=True)
    assert labels("\n".join(f"{name}\n{words}" for name, words in talk)) == names


def test_a_letter_may_be_all_of_a_label():
    text = (
        "I: So how did you come here?\n\nR: My sister was here before me.\n\n"
        "I: And how did you find it?\n\nR: Hard. I cried every day.\n\n"
        "I: What changed?\n\nR: I got a locker.\n"
    )
    assert labels(text) == ["I:", "R:"] * 3


def test_headings_of_the_format_are_labels_where_people_speak_below_them():
    lines = ["### Interviewer", "When did you begin?", "### Jo Vale", "At six, on my wall."]
    page = "\n\n".join(["# A talk with Jo Vale", *lines * 4])
    tree = tei_kit.convert(page, name="talk.md").tree
    assert [words(each) for each in tree.iter(f"{TEI}speaker")] == ["Interviewer", "Jo Vale"] * 4
    recipe = page.replace("Interviewer", "Apples").replace("Jo Vale", "Pears")
    tree = tei_kit.convert(recipe, name="talk.md").tree
    assert not list(tree.iter(f"{TEI}speaker"))


def test_a_label_may_stand_over_a_constituency_and_speeches_begin_with_dashes():
    text = (
        "Sir JOHN HALE:\nSWAN, WEST EASTMOOR\n\n– I wish to ask you a question about the harbour, "
        "Mr. Speaker.\n\n"
        "Mr SPEAKER:\n\n– The right honorable member is doing more than asking a question.\n\n"
        "Sir JOHN HALE:\n\n– It is pertinent to the question that I desire to ask.\n\n"
        "Mr Vale:\n\n– This is a personal explanation.\n\nMr SPEAKER:\n\n– Order !\n"
    )
    assert labels(text) == [
        "Sir JOHN HALE:",
        "Mr SPEAKER:",
        "Sir JOHN HALE:",
        "Mr Vale:",
        "Mr SPEAKER:",
    ]


def test_numbers_in_brackets_before_questions_are_no_pages():
    said = "Well, we can afford whatever must be done, as I have said so often before. " * 4
    text = "".join(
        f"[{n}.] Q. Mr. President, do you see a change in it?\n\nTHE PRESIDENT. {said}\n\n"
        for n in range(4, 10)
    )
    assert labels(text)[:3] == ["[4.] Q.", "THE PRESIDENT.", "[5.] Q."]
    assert body(text).find(f".//{TEI}pb") is None


def test_who_speaks_once_before_all_others_in_capitals_is_no_title():
    text = (
        "The Harbour: Transcript\n\nADA HALE: The programme is made with the help of many.\n\n"
        "REPORTER: Will you open it in May?\n\nBEN VALE: We will.\n\nCORA ORT: I hope so.\n\n"
        "BEN VALE: You may.\n\nCORA ORT: Thank you!\n"
    )
    assert labels(text) == [
        "ADA HALE:",
        "REPORTER:",
        "BEN VALE:",
        "CORA ORT:",
        "BEN VALE:",
        "CORA ORT:",
    ]


def test_initials_after_a_surname_belong_to_the_label():
    text = (
        "Председательствующий. Начинаем. Пожалуйста, Иванов Пётр.\n\n"
        "Иванов П. С. Я хотел бы сказать о бюджете.\n\nПредседательствующий. Вопросы есть?\n\n"
        "Петрова А. И. Скажите, когда вы внесёте поправки?\n\nИванов П. С. Мы внесём их завтра.\n\n"
        "Председательствующий. Спасибо.\n"
    )
    assert labels(text)[1] == "Иванов П. С."


def test_headings_of_arguments_in_a_court_do_not_make_it_a_play():
    text = (
        "IN THE COURT\n\n"
        "        CHIEF JUSTICE HALE:  We'll hear argument first.\n\n"
        "             ORAL ARGUMENT OF PAUL VALE\n\n"
        "             ON BEHALF OF THE PETITIONER\n\n"
        "        MR. VALE:  May it please the Court.\n\n"
        "        JUSTICE ORT:  Mr. Vale, may I ask about the law?\n\n"
        "        MR. VALE:  Of course, Justice Ort.\n\n        (Laughter.)\n\n"
        "        CHIEF JUSTICE HALE:  Thank you, counsel.\n"
    )
    assert labels(text)[0] == "CHIEF JUSTICE HALE:"
    assert body(text).find(f".//{TEI}l") is None


def test_a_colon_and_a_dash_end_labels_with_titles_and_no_address_of_all():
    text = (
        "The CHAIRMAN:—I call the meeting to order.\n\nMr. HALE:— I move that it be read.\n\n"
        "MY FRIENDS:--It will readily occur to you that I cannot do so.\n\n"
        "Mr. VALE :--I second that.\n\nThe CHAIRMAN:—It is carried.\n\nMr. HALE:—I thank you.\n"
    )
    assert labels(text) == [
        "The CHAIRMAN:—",
        "Mr. HALE:—",
        "Mr. VALE :--",
        "The CHAIRMAN:—",
        "Mr. HALE:—",
    ]


def test_a_hyphen_between_spaces_ends_the_names_of_a_talk():
    text = "".join(
        f"{name} - {said}\n\n"
        for name, said in [
            ("Neil Armstrong", "Roger. We got a roll program, I think."),
            ("Mike Collins", "Roger. Do you copy us?"),
            ("Neil Armstrong", "Roll's complete and the pitch is programed."),
            ("Mike Collins", "You are good at one minute."),
        ]
        * 3
    )
    assert labels(text) == ["Neil Armstrong -", "Mike Collins -"] * 6


def test_a_hyphen_between_spaces_parts_names_from_titles_in_a_list_of_songs():
    songs = [("Bob Dylan", "Isis"), ("Nina Simone", "Sinnerman"), ("Bob Dylan", "Hurricane")]
    assert not labels("Songs\n\n" + "\n".join(f"{name} - {song}" for name, song in songs * 4))
