"""Org, in files of its own and in plain text that shows it."""

import random
import re

import tei_kit
from tei_kit.readers import of_text
from tei_kit.readers.org import read_org_text
from tei_kit.source.hints import HintKind

FILE = """\
#+TITLE: The Harbor
#+AUTHOR: Ada

* 12. The Harbor[fn:1]
:PROPERTIES:
:ID: 12
:END:

*Mr. Hale:* Was it the town that
shut it?[fn:2] See [[https://example.org][the Gazette]] and /this/, =code_x=.

# a comment
*Mr. Vale:* It was.[fn:: An inline note.]

- one
  goes on
  - deep
1. first

| Name | Age |
|------+-----|
| Ada  | 4   |

#+BEGIN_QUOTE
A quotation.
#+END_QUOTE

* Footnotes

[fn:1] Source: Archives.

[fn:2] See the Gazette,
page 2.
"""


def hinted(text, kind):
    made = read_org_text(text, "a.org")
    return [(made.text[h.start : h.end], h.value) for h in made.hints if h.kind is HintKind(kind)]


def test_headings_lists_tables_quotations_and_links_are_read():
    assert hinted(FILE, "heading") == [("12. The Harbor1", "")]
    assert [words for words, _ in hinted(FILE, "item")] == ["• one goes on", "• deep", "1. first"]
    assert [words for words, _ in hinted(FILE, "cell")] == ["Name", "Age", "Ada", "4"]
    assert hinted(FILE, "quote") == [("A quotation.", "")]
    assert hinted(FILE, "link") == [("the Gazette", "https://example.org")]
    assert read_org_text(FILE, "a.org").title == "The Harbor"


def test_notes_keep_their_numbers_and_the_heading_above_them_is_none_of_the_text():
    tree = tei_kit.convert(FILE, name="a.org").tree
    notes = {
        note.get("n"): " ".join("".join(note.itertext()).split())
        for note in tree.find("{*}text").iter("{*}note")
    }
    assert notes == {
        "1": "Source: Archives.",
        "2": "See the Gazette, page 2.",
        "3": "An inline note.",
    }
    assert "Footnotes" not in "".join(tree.getroot().itertext())


def test_keywords_drawers_and_comments_are_told():
    told = [d for d in read_org_text(FILE, "a.org").diagnostics if d.code == "TK121"]
    assert "drawers" in str(told[0])


def test_plain_text_that_shows_the_marks_is_read_so_and_told():
    made = of_text(FILE, "a.txt")
    assert made.form == "Org"
    assert "TK111" in [d.code for d in made.diagnostics]
    assert of_text("* one\n* two\n\n#1 is a number\n", "a.txt").form == "plain text"


def test_no_word_of_a_file_is_lost():
    chance = random.Random(5)
    pieces = ["*", "/", "_", "=", "~", "+", "* ", "- ", "1. ", "[fn:", "]", "[[", "][", "|", "\n"]
    pieces += ["\n\n", " ", "<", "&", "#+BEGIN_QUOTE\n", "\n#+END_QUOTE\n", "[fn:1]", ":"]
    for _ in range(400):
        words = [f"w{n}q" for n in range(12)]
        text = "".join(part for word in words for part in (word, chance.choice(pieces)))
        found = read_org_text(text, "a.org")
        links = " ".join(h.value for h in found.hints if h.kind is HintKind.LINK)
        kept = set(re.findall(r"w\d+q", f"{found.text} {links}"))
        assert [w for w in words if w not in kept] == [] or "[fn:" in text, text
