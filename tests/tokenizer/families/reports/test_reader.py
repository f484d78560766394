"""Reports: what is read where a text has headings, and where it has none."""

from __future__ import annotations

from tei_kit import pipeline

PROSE = "The harbor was shut in March.\n\nIt was opened in May, and nobody wrote of it.\n"
T = "{http://www.tei-c.org/ns/1.0}"
WITH_LETTER = """\
THE HARBOR PAPERS

OF THE DUES

The dues were raised in March, and the captains wrote to the Minister, who did
not answer them.

MR. VALE TO MR. HALE.

NORHAVEN, May 3, 1854.

My dear Sir,--The dues are too high, and the captains say that they will sail
to Castal.

A. VALE.

OF THE PILOTS

There were six pilots, and none of them could swim. They were paid by the ship,
and they drank by the day.

OF THE BRIDGE

The bridge was built in the year of the plague, and it has been mended so often
that it is the youngest in the country.

OF THE MILLS

There are four mills on the hill, and the oldest has turned since the peace was
made between the two cities.

OF THE FISHES

The herring comes in May and goes in June; nobody knows where it has been, nor
why it has come.
"""


def test_a_text_without_headings_stays_paragraphs() -> None:
    body = pipeline.convert(PROSE, family="report").tree.find(f".//{T}body")
    assert [p.text for p in body.iter(f"{T}p")] == [line for line in PROSE.split("\n") if line]
    assert body.find(f".//{T}head") is None


def test_a_section_that_names_sender_and_recipient_is_a_letter() -> None:
    conversion = pipeline.convert(WITH_LETTER)
    assert conversion.recognition.family == "report"
    letters = conversion.tree.findall(f".//{T}div[@type='letter']")
    assert [each.findtext(f"{T}head") for each in letters] == ["MR. VALE TO MR. HALE."]
    assert letters[0].findtext(f".//{T}salute") == "My dear Sir,--"
    assert letters[0].findtext(f".//{T}signed") == "A. VALE."


TREATY = """\
CONVENTION

Article premier. -- Les ports des deux pays seront ouverts aux navires de l'un et de l'autre.

Art. 2. -- Il ne sera perçu aucun droit de tonnage.

Fait à Paris, en double exemplaire, le 3 mai 1854.

(L. S.) Signé : WALEWSKI.
(L. S.) Signé : PELL.
"""


def test_a_few_articles_that_count_up_from_the_first_are_a_treaty():
    tree = pipeline.convert(TREATY.encode()).tree
    articles = [div.get("n") for div in tree.iter(f"{T}div") if div.get("type") == "article"]
    signed = ["".join(e.itertext()) for e in tree.iter(f"{T}signed")]
    assert articles == ["1", "2"]
    assert signed == ["(L. S.) Signé : WALEWSKI.", "(L. S.) Signé : PELL."]


def test_an_article_that_is_named_in_a_text_is_no_heading():
    text = TREATY.replace("Art. 2. --", "Voyez l'article 2:").replace(
        "Article premier. --", "Item:"
    )
    tree = pipeline.convert(text.encode()).tree
    assert [div for div in tree.iter(f"{T}div") if div.get("type") == "article"] == []


SECTIONS = ("I. INTRODUCTION", "II. THE BOOKS", "III. CONCLUSION")
WORDS = (
    "The port books have been little used, and it is shown here what may be learned from them "
    "of the trade in salt between the two countries."
)


def heads(text):
    tree = pipeline.convert(text.encode()).tree
    return ["".join(head.itertext()) for head in tree.iter(f"{T}head")]


def test_titles_with_numbers_that_count_up_from_the_first_are_headings():
    assert heads("\n\n".join(f"{title}\n\n{WORDS}" for title in SECTIONS) + "\n") == list(SECTIONS)


def test_titles_whose_numbers_do_not_count_up_are_not():
    titles = ("I. INTRODUCTION", "V. THE BOOKS", "II. CONCLUSION")
    assert heads("\n\n".join(f"{title}\n\n{WORDS}" for title in titles) + "\n") == []


def test_a_numbered_list_is_no_row_of_headings():
    text = "1. Apples and pears\n\n2. Plums\n\n3. Nuts and wine\n"
    assert pipeline.convert(text.encode()).recognition.family != "report"


def test_lines_that_count_up_under_an_article_are_a_list():
    text = TREATY.replace("tonnage.", "tonnage :\n\n(a) au printemps;\n(b) en hiver.")
    tree = pipeline.convert(text.encode()).tree
    assert [(item.get("n"), item.text) for item in tree.iter(f"{T}item")] == [
        ("a", "au printemps;"),
        ("b", "en hiver."),
    ]


def test_names_before_a_seal_are_signatures():
    text = TREATY.replace("(L. S.) Signé : WALEWSKI.", "WALEWSKI        [L.S.]")
    text = text.replace("(L. S.) Signé : PELL.", "COMTE DE PELL   [SEAL.]")
    tree = pipeline.convert(text.encode()).tree
    signed = [" ".join("".join(e.itertext()).split()) for e in tree.iter(f"{T}signed")]
    assert signed == ["WALEWSKI [L.S.]", "COMTE DE PELL [SEAL.]"]


COLUMNS = """\
TREATY OF AMITY AND COMMERCE BETWEEN NORVIA AND
THE KINGDOM OF VALE

ARTICLE I.

The citizens of each of the two parties may freely enter the ports of the other.

ARTICLE II.

Vessels of either nation shall be treated as those of the other, and pay no more.

ARTICLE III.

The present treaty shall be ratified within nine months.

Done in duplicate at Norhaven the fifth day of June.

%s
"""


def signatures(lines):
    tree = pipeline.convert((COLUMNS % lines).encode()).tree
    heads = [" ".join("".join(head.itertext()).split()) for head in tree.iter(T + "head")]
    assert heads[0].startswith("TREATY OF AMITY")
    assert len(heads) == 4
    return [" ".join("".join(e.itertext()).split()) for e in tree.iter(T + "signed")]


def test_names_beside_seals_and_side_by_side_are_signed_and_head_nothing():
    assert signatures("J. J. HALE      [L.S.]          B. COUNT OF VALE   [L.S.]") == [
        "J. J. HALE [L.S.]",
        "B. COUNT OF VALE [L.S.]",
    ]
    assert signatures("(gez.) A. Pell.            (gez.) M. Croft.\n(gez.) Dunn.") == [
        "(gez.) A. Pell.",
        "(gez.) M. Croft.",
        "(gez.) Dunn.",
    ]
    assert signatures("[SEAL]  A. HALE              [SEAL]  B. PELL") == [
        "[SEAL] A. HALE",
        "[SEAL] B. PELL",
    ]


def test_a_name_set_to_the_right_below_one_that_is_signed_is_signed():
    lines = "(L. S.)            Amos.\n\n                        of Vale and Croft.\n"
    assert signatures(lines)[:1] == ["(L. S.) Amos."]
    lines = "(L. S.)            Amos.\n\n                        von Pell.\n"
    assert signatures(lines) == ["(L. S.) Amos.", "von Pell."]


def test_a_row_of_a_table_below_articles_is_not_signed():
    assert signatures("Wine and oil          Wool and linen          12 per cent") == []


def test_names_in_capitals_at_the_end_signed_the_treaty():
    assert signatures("A. HALE.\nBEN VALE.\nC. DORN.") == ["A. HALE.", "BEN VALE.", "C. DORN."]
    assert signatures("A. HALE\n\nBEN VALE") == ["A. HALE", "BEN VALE"]
    assert signatures("THE END") == []
