"""Layouts that people have beside the usual ones: what is found in them, and what is not."""

import pytest

from tei_kit import pipeline
from tests.layout.views import blocks_of, hints_of, layout_of, notes_of

PAGE = (
    "The harbour was shut for eleven weeks that winter, and no ship came in or went out until the "
    "ninth of May, when the ice broke. The pilots sat at home and mended their nets by the stove. "
    "Nobody wrote of it at the time, and what is known was told by the sons of those who saw it. "
)


def tei_of(text):
    return pipeline.convert(text).to_bytes().decode()


def wrapped(words, width=60, indent=0):
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) + 1 > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [f"{' ' * indent}{each}" for each in [*lines, line]]


@pytest.mark.parametrize(
    "frame", ["//{}//", "=={}==", '<pb n="{}"/>', "<page {}>", "<!-- page {} -->", "<page n='{}'/>"]
)
def test_doubled_signs_and_tags_around_numbers_that_go_up_are_page_marks(frame):
    text = "".join(f"{PAGE}{frame.format(n)} {PAGE}" for n in (12, 13, 14))
    assert [n for _, n in hints_of(text, "page")] == ["12", "13", "14"]


@pytest.mark.parametrize("frame", ["//{}//", "=={}==", '<td n="{}"/>', "::{}::"])
def test_doubled_signs_and_tags_around_other_numbers_are_none(frame):
    text = "".join(f"{PAGE}{frame.format(n)} {PAGE}" for n in (12, 7, 40))
    assert hints_of(text, "page") == []


def test_numbers_in_brackets_are_at_the_foot_if_only_notes_follow_the_last():
    at_foot = f"{PAGE}\n\n[3]\n\n{PAGE}\n\n[4]\n\n{PAGE}\n\n[5]\n"
    assert layout_of(at_foot).value("page-numbers") == "bottom"
    at_head = f"[3]\n\n{PAGE}\n\n[4]\n\n{PAGE}\n\n[5]\n\n{PAGE}\n"
    assert layout_of(at_head).value("page-numbers") == "top"


def test_numbers_of_every_fifth_line_stand_in_the_margin():
    lines = wrapped(PAGE * 5)
    margin = [
        f"{n:>3}  {line}" if n % 5 == 0 else f"     {line}" for n, line in enumerate(lines, 1)
    ]
    text = "\n".join(margin) + "\n"
    assert layout_of(text).value("line-numbers") == "margin"
    assert tei_of(text).count('type="lineNum"') == len(lines) // 5
    assert len(blocks_of(text)) == 1


def test_the_number_before_the_first_line_of_a_note_goes_with_the_note():
    lines = wrapped(PAGE * 5)[:18]
    lines += ["It thawed.1", "1 A note of the pilots."]
    margin = [
        f"{n:>3}  {line}" if n % 5 == 0 else f"     {line}" for n, line in enumerate(lines, 1)
    ]
    text = "\n".join([*margin[:-1], "", margin[-1]]) + "\n"
    assert notes_of(text) == [("1", 1)]
    assert 'rend="1 201"' in tei_of(text)


def test_years_and_amounts_before_lines_are_no_line_numbers():
    text = "\n".join(
        f"{year}  {words}"
        for year, words in zip((1905, 1910, 1915, 1920), PAGE.split(", "), strict=False)
    )
    assert layout_of(text).value("line-numbers") == "none"
    recipe = (
        "Bread\n\n     flour and water\n 5   spoons of salt\n     milk\n20   eggs\n15   plums\n"
    )
    assert layout_of(recipe).value("line-numbers") == "none"


def test_the_heads_of_a_text_of_two_pages_stand_inside_sentences():
    first, second, third = wrapped(PAGE)[:4], wrapped(PAGE)[1:4], wrapped(PAGE)[1:]
    heads = ("212      THE HARBOUR", "Winter      213")
    text = "\n".join([*first, "", heads[0], "", *second, "", heads[1], "", *third]) + "\n"
    found = tei_of(text)
    assert '<pb n="212"' in found
    assert '<pb n="213"' in found
    assert found.count("<fw") == 2


def test_a_row_of_a_table_between_paragraphs_is_no_running_head():
    text = f"{PAGE}\n\nFlour      213\n\n{PAGE}\n\nSalt      214\n\n{PAGE}\n"
    assert "<pb" not in tei_of(text)


def test_the_lines_of_a_centred_heading_belong_together():
    heading = [
        "    14. Report of the Harbour Master and of the Pilots on".center(60).rstrip(),
        "the Winter of the Year and the Ice".center(60).rstrip(),
    ]
    paragraphs = [[f"   {lines[0]}", *lines[1:]] for lines in [wrapped(PAGE, 57)] * 3]
    text = "\n".join([*heading, "", *(line for lines in paragraphs for line in lines)]) + "\n"
    assert blocks_of(text)[0].endswith("on the Winter of the Year and the Ice")
    assert len(blocks_of(text)) == 4


@pytest.mark.parametrize("rule", ["***", "---", "____", "- - - - -"])
def test_a_short_rule_above_notes_is_no_text(rule):
    text = f"{PAGE.strip()}[1]\n\n{rule}\n\n[1] A note.\n\n[Page 4]\n\n{PAGE}\n"
    assert '<fw type="rule">' in tei_of(text)


@pytest.mark.parametrize("after", [":\t", "\u00a0: ", ":\u00a0"])
def test_a_tab_or_a_no_break_space_stands_beside_the_colon_of_a_label(after):
    said = "".join(
        f"{name}{after}{words}\n\n"
        for name, words in [("Hale", "Is it thawing?"), ("Vale", "It is.")] * 3
    )
    assert tei_of(f"1. Memorandum of Conversation\n\n{said}").count("<sp ") == 6


def test_no_break_spaces_stand_in_dates():
    text = "1. Telegram From Paris\n\nParis, June\u00a03, 1957, 9\u00a0p.m.\n\nIt thaws.\n"
    assert '<date when="1957-06-03T21:00:00">' in tei_of(text)


def test_numbered_paragraphs_at_the_end_of_pages_hide_no_notes():
    body = "".join(f"{n}. {PAGE}\n\n" for n in (2, 3, 4))
    text = f"{PAGE}[1]\n\n{body}p. 12\n\n5. {PAGE}[2]\n\nNotes\n\n1. One.\n\n2. Two.\n"
    assert notes_of(text) == [("1", 1), ("2", 1)]


MARKDOWN = """\
## 12. Report of the Pilots<sup>1</sup>

The harbour was shut.<sup>2</sup> It thawed.<sup>3</sup>

## Notes

<sup>1</sup> The town.

<sup>2</sup> So it was.

<sup>3</sup> In May.
"""


def test_a_stated_heading_above_notes_begins_no_document(tmp_path):
    path = tmp_path / "report.md"
    path.write_text(MARKDOWN)
    made = pipeline.convert(path)
    assert (made.counts.documents, made.counts.notes) == (1, 3)
    assert "TK203" not in {each.code for each in made.diagnostics}  # all are referred to


def test_a_stated_heading_above_other_paragraphs_does(tmp_path):
    path = tmp_path / "report.md"
    path.write_text(MARKDOWN.replace("<sup>", "").replace("</sup>", ","))
    assert pipeline.convert(path).counts.documents == 2


@pytest.mark.parametrize("form", ["[fn:{}]", "[fn{}]", "[note: {}]"])
def test_a_word_and_a_colon_stand_before_the_number_of_a_note(form):
    one, two = form.format(1), form.format(2)
    text = f"{PAGE.strip()}{one} It thawed.{two}\n\n{one} A note.\n\n{two} Another note.\n"
    assert notes_of(text) == [("1", 1), ("2", 1)]


def test_a_word_and_a_colon_before_other_numbers_mark_no_notes():
    text = f"{PAGE.strip()} [line:1] It thawed. [line:2]\n\n[line:1] Ice.\n\n[line:2] Fog.\n"
    assert notes_of(text) == []


def test_page_numbers_stay_apart_in_a_typescript_with_equal_spacing():
    first, *rest = wrapped(PAGE)
    page = [f"     {first}", *rest]
    lines = [*page, *page, "12", *page, *page, "13", *page, *page, "14"]
    text = "\n\n".join(lines) + "\n"
    assert layout_of(text).value("spacing") == "double"
    assert layout_of(text).value("pages") == "#"
    assert len(blocks_of(text)) == 6


@pytest.mark.parametrize("sign", ["#", "*", "+", "†"])
def test_a_sign_before_a_number_marks_notes(sign):
    text = (
        f"The harbour was shut.{sign}1 {PAGE}\n\nThe ice went{sign}2 in May. {PAGE}\n\n"
        f"{sign}1 Archives, volume one.\n\n{sign}2 On the ninth.\n"
    )
    assert notes_of(text) == [("1", 1), ("2", 1)]


def test_a_sign_before_numbers_of_a_list_marks_no_notes():
    text = f"{PAGE}\n\n#1 The ice.\n\n#2 The fog.\n\n{PAGE} See the ice (#1) and fog (#2).\n"
    assert notes_of(text) == []


@pytest.mark.parametrize("heading", ["N O T E S", "NOTES TO THE TEXT", "Notes."])
def test_headings_of_notes_may_be_spaced_out_or_say_whose_they_are(heading):
    text = (
        f"The harbour was shut.[1] {PAGE}\n\nThe ice went[2] in May.\n\nAda Vale\n\n{heading}\n\n"
        "[1.] Archives, volume one.\n\n[2.] On the ninth.\n"
    )
    assert notes_of(text) == [("1", 1), ("2", 1)]
    assert heading not in blocks_of(text)


def test_scans_have_a_letter_for_the_number_of_the_first_note():
    text = (
        f"The harbour was shut.1 {PAGE}\n\nThe ice went in May.2 {PAGE}\n\n"
        "l. Archives, volume one.\n\n2. On the ninth.\n"
    )
    assert notes_of(text) == [("1", 1), ("2", 1)]


def test_notes_may_stand_in_rows_of_bars():
    text = (
        f"The harbour was shut.[1] {PAGE}\n\nThe ice went[2] in May.\n\n"
        "| 1 | Archives, volume one. |\n| 2 | On the ninth. |\n"
    )
    assert notes_of(text) == [("1", 1), ("2", 1)]


def test_a_table_that_nothing_refers_to_has_no_notes():
    text = f"{PAGE}\n\n| 1 | Apples |\n| 2 | Pears |\n| 3 | Plums |\n\n{PAGE}\n"
    assert notes_of(text) == []
    assert notes_of(text.replace("winter,", "winter 2,")) == []
