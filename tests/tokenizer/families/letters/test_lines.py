"""Lines: letters and diaries whose parts no blank lines part."""

from __future__ import annotations

from tei_kit import pipeline

T = "{http://www.tei-c.org/ns/1.0}"
TEXT = (
    "I received your kind letter on Tuesday and was very glad to hear that you\n"
    "are all well at home. The weather here has been wet and I have had a cold,\n"
    "but it is nearly gone.\n"
)
LETTER = f"12 Quay Street, Norhaven, Nov. 2nd 1847.\nMy dear Mother,\n{TEXT}"


def parts(text):
    body = pipeline.convert(text.encode()).tree.find(f".//{T}body")
    names = ("dateline", "salute", "p", "signed", "head")
    return [
        (e.tag.removeprefix(T), " ".join("".join(e.itertext()).split())[:30])
        for e in body.iter()
        if e.tag.removeprefix(T) in names
    ]


def test_an_opener_and_a_closer_are_parted_from_the_text_between_them():
    text = LETTER + "Your affectionate son,\nAmos.\nP.S. Please send my other boots.\n"
    assert parts(text) == [
        ("dateline", "12 Quay Street, Norhaven, Nov."),
        ("salute", "My dear Mother,"),
        ("p", "I received your kind letter on"),
        ("salute", "Your affectionate son,"),
        ("signed", "Amos."),
        ("p", "P.S. Please send my other boot"),
    ]


def test_the_last_line_of_a_paragraph_is_no_close():
    text = f"Norhaven, May 3, 1854.\n\nMy dear Sir,\n\n{TEXT}\n"
    text += TEXT.replace("but it is nearly gone.", "and so has your brother.") + "\nYours,\nA. H.\n"
    found = parts(text)
    assert [name for name, _ in found].count("p") == 2
    assert ("salute", "and so has your brother.") not in found


def test_a_salutation_on_a_full_line_does_not_part_its_paragraph():
    text = "Norhaven, May 3, 1854.\n\nMy dear Sir, who are the best of friends and of neighbours,\n"
    text += f"{TEXT}\nYours,\nA. H.\n"
    assert ("p", "My dear Sir, who are the best ") in parts(text)


def test_days_on_lines_of_their_own_head_entries_without_blank_lines():
    days = ("Sunday, May 4.", "Monday, May 5.", "Tuesday, May 6.", "Wednesday, May 7.")
    text = "DIARY\n\n" + "".join(f"{day}\n{TEXT}" for day in days)
    assert [words for name, words in parts(text) if name == "head"] == ["DIARY", *days]


def test_prose_in_which_days_stand_in_sentences_has_no_entries():
    text = ("He came on Sunday, May 4. It rained, and nobody went out to meet him at\n" + TEXT) * 4
    assert not any(name == "head" for name, _ in parts(text))


def test_a_latin_letter_greets_in_its_first_line_and_says_vale():
    text = (
        "C. PLINIUS TACITO SUO S.\n\n"
        "Ridebis, et licet rideas. Ego, ille quem nosti, apros tres et quidem pulcherrimos\n"
        "cepi; non tamen ut omnino ab inertia mea et quiete discederem.\n\nVale.\n"
    )
    assert parts(text)[0] == ("salute", "C. PLINIUS TACITO SUO S.")
    assert parts(text)[-1] == ("salute", "Vale.")
