"""Letters that a story holds: their greetings and names are no headings of chapters."""

from __future__ import annotations

from tei_kit import pipeline

T = "{http://www.tei-c.org/ns/1.0}"
TEXT = (
    "The boats came home at night, and the harbor was dark. Old Marten stood on the pier with his "
    "lamp and counted them, as he had done for thirty years and more."
)
LETTER = f'"MY DEAR SIR,--\n\n"{TEXT}\n\n                  "Yours ever,\n\n        "AMOS HALE."'


def heads(text):
    conversion = pipeline.convert(text.encode())
    return [" ".join("".join(e.itertext()).split()) for e in conversion.tree.iter(T + "head")]


def test_greetings_and_names_signed_are_no_headings():
    chapters = [f"CHAPTER {n}\n\n{TEXT}\n\n{LETTER}\n\n{TEXT}" for n in ("I", "II", "III", "IV")]
    chapters[1] = chapters[1].replace("AMOS HALE", "BEN DORN").replace("MY DEAR SIR", "DEAR AMOS")
    assert heads("\n\n\n".join(chapters) + "\n") == [
        "CHAPTER I", "CHAPTER II", "CHAPTER III", "CHAPTER IV"
    ]  # fmt: skip


def test_a_name_that_a_paragraph_goes_on_with_is_no_heading():
    letter = f'{TEXT} Yours, etc.,\n\n"AMOS HALE."'
    chapters = [f"CHAPTER {n}\n\n{TEXT}\n\n{letter}\n\n{TEXT}" for n in ("I", "II", "III", "IV")]
    chapters[2] = chapters[2].replace("AMOS HALE", "BEN DORN")
    assert len(heads("\n\n\n".join(chapters) + "\n")) == 4


def test_a_quotation_that_goes_on_is_no_heading():
    chapters = [
        f'CHAPTER {n}\n\n{TEXT}\n\n"VALE OF {words}.\n\n{TEXT}"'
        for n, words in (("I", "PELL"), ("II", "HALE"), ("III", "DORN"), ("IV", "GREY"))
    ]
    assert len(heads("\n\n\n".join(chapters) + "\n")) == 4
