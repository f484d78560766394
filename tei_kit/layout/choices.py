"""Choices: the questions about the layout and their possible answers, a row for each question.

These rows are the source of `docs/layout.md`, `--help`, the completion of shells, the page of
`review` and the messages about wrong answers. The module `questions` answers the questions.
"""

from __future__ import annotations

from collections.abc import Mapping

from tei_kit.conventions import REND_OF_SIGN
from tei_kit.settings.choice import Choice

_MARKS = {
    "brackets": "`[1]`",
    "caret": "`[^1]`",
    "angle": "`<1>`",
    "braces": "`{1}`",
    "closed": "`1)` or `*)`",
    "superscript": "`¹`",
    "symbols": "`*` or `†`",
    "hat": "`^1`",
    "round": "`(1)`",
    "slash": "`1/`",
}

_SIGNS = "".join(REND_OF_SIGN).replace("-", r"\-")

_ROWS = (
    Choice(
        "paragraphs",
        "Paragraphs",
        "What makes a paragraph?",
        "blank lines between blocks, lines that end with sentences, first lines that are indented",
        "Lines are joined to paragraphs so.",
        {
            "blank": "Blank lines stand between paragraphs.",
            "lines": "Each line is a paragraph.",
            "indent": "The first line of a paragraph is indented.",
        },
    ),
    Choice(
        "spacing",
        "Line spacing",
        "Does a blank line stand after each line, as in a typescript with double spacing?",
        "most lines below a blank one go on with a sentence",
        "With `double`, a blank line below a full line parts nothing.",
        {
            "single": "A blank line parts what stands above it from what stands below.",
            "double": "A blank line stands after each line of a paragraph.",
        },
    ),
    Choice(
        "wrapped",
        "Lines are wrapped at",
        "At which column are lines wrapped?",
        "the first word of most lines would not have fitted into the line before",
        "A line that is full goes on in the next line; one that is not may end its paragraph.",
        {"none": "Lines are not wrapped."},
        "a column from 20 to 400, such as 72",
        r"[2-9][0-9]|[123][0-9][0-9]|400",
    ),
    Choice(
        "divided",
        "Words at line ends",
        "Are words divided at the ends of lines?",
        "the parts on either side of a hyphen, joined, are words of the text",
        "With `words`, a hyphen at a line end parts a word in two, unless the text has the word "
        "with a hyphen elsewhere.",
        {
            "none": "A hyphen at a line end belongs to the word.",
            "words": "Words are divided at line ends with a hyphen.",
        },
    ),
    Choice(
        "pages",
        "Pages",
        "What marks a page?",
        "a frame around a number that goes up by one at distances that pages have, a form feed, "
        "or a running head with a number",
        "All that has this form is a page break, and nothing else is.",
        {
            "none": "The text has no page breaks.",
            "feed": "A form feed begins each page.",
            "head": "A running head with the number of the page begins each page.",
            "#": "A number alone on its line.",
        },
        "what stands around the number of a page, with # for the number, such as [Seite #]",
        r"[^#\n]{0,30}#[^#\n]{0,30}",
    ),
    Choice(
        "page-numbers",
        "Numbers of pages stand",
        "Do page numbers that stand alone on their lines number the page above or below?",
        "a form feed or the end of the text follows, or a page stands before the number 1",
        "The page break stands before or after the number.",
        {
            "top": "A number stands at the head of its page.",
            "bottom": "A number stands at the foot of its page.",
        },
    ),
    Choice(
        "heads",
        "Running heads",
        "Which lines at the edges of pages are running heads and feet?",
        "a line repeats but for its number, and stands where pages begin or end",
        "These lines are no text of the paragraphs around them.",
        {
            "none": "The text has no running heads or feet.",
            "repeated": "Lines that repeat are running heads and feet.",
            "top": "The first line of each page is a running head.",
            "bottom": "The last line of each page is a running foot.",
            "both": "The first and the last line of each page are.",
        },
    ),
    Choice(
        "line-numbers",
        "Line numbers",
        "Do numbers in a margin count the lines?",
        "numbers that go up by one begin nearly all lines of a page, or by five every fifth line",
        "With `margin`, a number that begins a line and goes on counting is no part of the text.",
        {"none": "Lines have no numbers.", "margin": "Numbers before lines count them."},
    ),
    Choice(
        "notes",
        "Notes begin with",
        "How do notes begin?",
        "the pair of a mark before notes and a mark in the text that explains most notes in order",
        "Only what begins so can be a note.",
        {
            "none": "The text has no notes.",
            "named": "`[Footnote 1: …]`",
            "inner": "`[1 …]`, with the text of the note inside the brackets.",
            **{name: f"{form} and the text of the note." for name, form in _MARKS.items()},
            "bars": "`| 1 | text |`, a row of a table.",
            "framed": "In a frame that the text shows on both sides: `[n1]`, `[iii]`, `(note 1)`.",
            "worded": "`Footnote 1: …`, `Note 1. …`",
            "stop": "`1.` or `1)` and the text of the note.",
            "colon": "`1:` and the text of the note.",
            "number": "`1` and the text of the note.",
        },
    ),
    Choice(
        "references",
        "Marks of notes",
        "How does the text refer to notes?",
        "the same pair",
        "Only what looks so can refer to a note.",
        {
            "bare": "A digit after a word: `proposals.5`",
            **{name: f"The mark {form}." for name, form in _MARKS.items()},
            "framed": "The frame that the notes have: `[n1]`, `[iii]`, `(note 1)`.",
        },
    ),
    Choice(
        "note-place",
        "Notes stand",
        "Where do notes stand?",
        "a page, or the text, ends after them",
        "The notes of the TEI have this place.",
        {
            "end": "At the end of the text, of a chapter or of a letter.",
            "bottom": "At the foot of pages.",
        },
    ),
    Choice(
        "numbering",
        "Notes are numbered",
        "Where do the numbers of notes begin anew?",
        "the numbers of the notes, in the order of the text",
        "With `text`, a line whose number goes back is no note; else a mark belongs to the next "
        "notes below it.",
        {
            "text": "Nowhere: they go up through the whole text.",
            "page": "On each page.",
            "section": "In each letter, chapter or document.",
        },
    ),
    Choice(
        "labels",
        "Speakers' names end with",
        "How are speakers marked?",
        "a sign after words at the beginning of a line, which recurs with different names",
        "Labels with this sign speak, also if they stand once; others do not.",
        {
            "none": "Nobody speaks.",
            "colon": "`Hale: …`",
            "stop": "`HALE. …`",
            "dash": "`HALE.-- …`, `HALE — …`",
            "tab": "A tab, or wide spaces, after the name.",
            "marked": "Signs around the name: `_Hale._ …`, `**Hale** …`",
            "letter": "`Q` and `A`.",
            "line": "The name stands alone on its line.",
            "alone": "The name is a paragraph of its own.",
            "bracketed": "`[HALE] …`, `(Hale) …`",
            "said": "A word that tells it: `MR. HALE said, that …`",
            "time": "A time stands before or after the name.",
        },
    ),
    Choice(
        "items",
        "Items begin with",
        "Which signs begin the items of lists?",
        "bullets always; any other sign when it begins neighbouring lines, or indented ones only; "
        "numbers and letters where lines without blank lines between them count up",
        "A line that begins with one of these signs and a space is an item; no other sign is.",
        {"none": "The text has no lists.", "bullets": "The signs • ◦ ▪ ‣."},
        "the signs, such as - or -*",
        f"[{_SIGNS}]{{1,8}}",
    ),
    Choice(
        "verse",
        "Speeches in verse",
        "Which lines of a play are verse?",
        "how the lines of speeches begin and end",
        "The lines of speeches are verse, or not.",
        {
            "none": "Nothing that is said is verse.",
            "stanzas": "Lines that follow each other are verse, a speech of one line is prose.",
            "lone-prose": "A speech of one line is prose, others are as they look.",
            "lone-verse": "A speech of one line is verse, others are as they look.",
            "all": "Every line that is said is verse.",
        },
    ),
)
CHOICES: Mapping[str, Choice] = {row.name: row for row in _ROWS}
