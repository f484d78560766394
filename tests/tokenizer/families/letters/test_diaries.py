"""Diaries: days that head entries, and days with which paragraphs begin."""

from __future__ import annotations

from tei_kit import pipeline

T = "{http://www.tei-c.org/ns/1.0}"
ENTRIES = (
    "Rose late; there was snow on the ground.",
    "A hard frost. The carrier did not come.",
    "Mr. Pell dined with us and stayed till ten.",
    "At church. A poor sermon on a good text.",
    "The carrier came at last, with three letters.",
)


def entries(text):
    conversion = pipeline.convert(text.encode())
    return [div.get("n") for div in conversion.tree.iter(T + "div") if div.get("type") == "entry"]


def heads(text):
    conversion = pipeline.convert(text.encode())
    return ["".join(head.itertext()) for head in conversion.tree.iter(T + "head")]


def test_days_with_a_dash_begin_entries_though_days_are_left_out():
    days = ("January 1st", "January 2d", "January 5th", "January 19th", "February 2nd")
    text = "\n\n".join(f"{d}.--{words}" for d, words in zip(days, ENTRIES, strict=True))
    assert entries(text + "\n") == ["1", "2", "5", "19", "2"]


def test_days_with_their_month_after_them_begin_entries():
    days = ("3. Mai", "4. Mai", "5. Mai", "7. Mai", "8. Mai")
    words = (
        "Vormittags gearbeitet und dann mit dem Vater in die Stadt.",
        "Bei den Eltern gegessen; der Vater spricht wieder von der Reise.",
        "Ein Brief von der Schwester, die nicht wohl ist.",
        "Regen. Das Kapitel noch einmal gelesen und verworfen.",
        "Mit dem Rad auf den Berg und am Abend wieder nach Hause.",
    )
    text = "\n\n".join(f"{d}. {w}" for d, w in zip(days, words, strict=True))
    assert entries(text + "\n") == ["3", "4", "5", "7", "8"]


def test_numbered_paragraphs_are_no_days():
    text = "\n\n".join(f"{n}. Wine. {words}" for n, words in enumerate(ENTRIES, 1))
    assert entries(text + "\n") == []


def test_days_with_their_year_head_entries():
    days = ("12 January 1865", "13 January 1865", "15 January 1865", "20 January 1865")
    text = "\n\n".join(f"{d}\n\n{words}" for d, words in zip(days, ENTRIES[:4], strict=True))
    assert heads(text + "\n") == list(days)


def test_iso_dates_above_changes_are_no_days_of_a_diary():
    days = ("2004-05-12", "2004-05-13", "2004-05-15", "2004-05-20")
    text = "\n\n".join(f"{d}\n\n{words}" for d, words in zip(days, ENTRIES[:4], strict=True))
    assert entries(text + "\n") == []


def test_days_before_a_stop_or_a_weekday_begin_entries():
    days = ("Jan. 1. Sunday", "Jan. 2. Monday", "Jan. 5. Thursday", "Feb. 11. Saturday", "Feb. 12")
    text = "\n\n".join(f"{d}. {words}" for d, words in zip(days, ENTRIES, strict=True))
    assert entries(text + "\n") == ["1", "2", "5", "11", "12"]
    text = "\n\n".join(f"March 3, 197{n}, was a day like others." for n in range(6))
    assert entries(text + "\n") == []


def test_days_with_weekdays_or_years_begin_entries():
    days = ("Monday, 3d", "Tuesday, 4th", "Thursday, 6th", "Friday, 7th", "Sunday, 9th")
    text = "\n\n".join(f"{d}.--{words}" for d, words in zip(days, ENTRIES, strict=True))
    assert entries(text + "\n") == ["3", "4", "6", "7", "9"]
    days = ("June 14, 1867", "June 15, 1867", "June 16, 1867")
    text = "\n\n".join(f"{d}.--{words}" for d, words in zip(days, ENTRIES[:3], strict=True))
    tree = pipeline.convert(text.encode()).tree
    assert [e.get("when") for e in tree.iter(T + "date")] == [
        "1867-06-14",
        "1867-06-15",
        "1867-06-16",
    ]


def test_days_in_italics_begin_entries_in_french():
    days = ("Mardi 20 décembre", "Mercredi 21 décembre", "Vendredi 23 décembre")
    words = (
        "Je demande un journal dans la rue. On ne parle que du froid et de la faim.",
        "Canonnade toute la nuit du côté du pont, et puis le silence.",
        "Toujours la neige, toujours le silence, et les gens qui attendent à la porte.",
    )
    text = "\n\n".join(f"_{d}_.--{w}" for d, w in zip(days, words, strict=True))
    assert entries(text + "\n") == ["20", "21", "23"]


def test_places_and_days_head_entries_beside_days_alone():
    days = (
        "Den 3. September, früh.",
        "Den 4. September.",
        "Norheim, den 5. September.",
        "Altenau, den 6. September, abends.",
    )
    words = "Früh um drei Uhr fuhr ich ab, weil man mich sonst nicht fortgelassen hätte."
    text = "\n\n".join(f"{day}\n\n{words}" for day in days)
    assert heads(text + "\n") == list(days)


def test_two_dated_sentences_in_prose_are_no_diary():
    text = "June 14, 1867. The bridge was opened to the public, and the mayor spoke.\n\n"
    text += "It had been begun by the elder Hale, who did not live to see it done.\n\n" * 3
    text += "June 15, 1868. The bridge was closed again.\n"
    assert entries(text) == []
