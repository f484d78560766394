"""Labels: what may stand before a speech, taken apart."""

import pytest

from tei_kit.tokenizer.families.speech import candidates
from tei_kit.tokenizer.families.speech.labels import Separator


def first(text):
    return candidates.read(text, 0, len(text))[0]


@pytest.mark.parametrize(
    ("text", "printed", "separator"),
    [
        ("Mr. Hale: Yes.", "Mr. Hale:", "colon"),
        ("Vale : Yes.", "Vale :", "colon"),
        ("主席：会议", "主席：", "colon"),
        ("The Minister for Works (Mr. Hale): Yes.", "The Minister for Works (Mr. Hale):", "colon"),
        (
            "Ms. Vale (Norvia) (spoke in French): Yes.",
            "Ms. Vale (Norvia) (spoke in French):",
            "colon",
        ),
        (
            "Peter Holm, Bundesminister für Verkehr:",
            "Peter Holm, Bundesminister für Verkehr:",
            "colon",
        ),
        ("Ada Vogel (Ost) (NP): Nein.", "Ada Vogel (Ost) (NP):", "colon"),
        ("Mr. SMITH of Ohio. Mr. Speaker, I", "Mr. SMITH of Ohio.", "stop"),
        ("M. le président. La séance", "M. le président.", "stop"),
        (
            "M. Jean Val, rapporteur de la commission. Oui",
            "M. Jean Val, rapporteur de la commission.",
            "stop",
        ),
        ("El señor VALE PARDO.- Gracias", "El señor VALE PARDO.-", "dash"),
        ("CLERK OF THE COURT--Hold up", "CLERK OF THE COURT--", "dash"),
        ("Mr. HALE (Eastmoor).—On", "Mr. HALE (Eastmoor).—", "dash"),
        ("Vale\tYes.", "Vale", "gap"),
        ("Ada Vale  00:12\nYes.", "Ada Vale", "time"),
        ("**Vale:** Ja.", "**Vale:**", "marked"),
        ("Q. What is it?", "Q.", "question"),
        ("Q What is it?", "Q", "question"),
        ("[MAYOR HOLT] Good evening.", "[MAYOR HOLT]", "bracketed"),
        ("[Ms. Vale]: Good evening.", "[Ms. Vale]:", "bracketed"),
        ("MR. HALE said, that he", "MR. HALE", "said"),
    ],
)
def test_a_label_ends_with_its_sign(text, printed, separator):
    label = first(text)
    assert (text[label.start : label.end], label.separator) == (printed, separator)


def test_a_text_may_begin_with_a_comma_and_a_stop_behind_letters():
    assert candidates.read("A,b. Come here", 0, 14) == []


@pytest.mark.parametrize(
    "text",
    [
        "he said: no",
        "The harbor was shut for three reasons: ice",
        "Frau Bundeskanzlerin, wir möchten heute fragen: Wann?",
        "Ich rufe den Tagesordnungspunkt 1 auf:",
        "“Vale: yes",
        "12: a number",
    ],
)
def test_words_of_a_sentence_are_no_label(text):
    found = candidates.read(text, 0, len(text))
    assert [label for label in found if label.separator is Separator.COLON] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Abgeordneter Dipl.-Ing. Peter Holm (NP): Nein.", ("dipl.-ing", "peter", "holm")),
        ("El señor PRESIDENTE: Gracias.", ()),
        ("Präsidentin Dr. Grau: Danke.", ("grau",)),
        ("The Chairman: No.", ()),
        ("Anf. 12 ADA VAL (S): Nej.", ("ada", "val")),
    ],
)
def test_the_name_of_a_label_is_without_titles_and_functions(text, name):
    assert first(text).name[-2:] == name[-2:]


def test_a_function_may_have_its_name_in_brackets():
    label = first("The Minister for Works (Mr. Hale): Yes.")
    assert candidates.person_in_brackets(label).head == "Mr. Hale"


def test_a_party_in_brackets_is_no_name():
    assert candidates.person_in_brackets(first("Der Präsident (SPD): Ja.")) is None


def test_a_function_in_brackets_may_stand_on_the_next_line():
    text = "Ada Vogel\n(NP): Nein."
    label = next(each for each in candidates.read(text, 0, len(text)) if each.separator == "colon")
    assert text[: label.end] == "Ada Vogel\n(NP):"
    assert label.brackets == ["NP"] or label.brackets == ("NP",)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Soc. Why?", "Soc."), ("Phil. Why?", "Phil."), ("Вейль В. В., министр. Да", "Вейль В. В.")],
)
def test_a_name_that_is_cut_short_ends_with_its_stop(text, printed):
    found = candidates.read(text, 0, len(text))
    assert printed in [text[label.start : label.end] for label in found]


@pytest.mark.parametrize("text", ["[Laughter] Good.", "Mr. Hale said, that he", "[3] Note."])
def test_what_is_done_and_what_is_told_is_no_label(text):
    assert [each for each in candidates.read(text, 0, len(text)) if each.separator != "stop"] == []
