"""MediaWiki mark-up, in files of its own and in plain text that shows it."""

import random
import re

import pytest

import tei_kit
from tei_kit.readers import of_text
from tei_kit.readers.wiki import read_wiki_text
from tei_kit.source.hints import HintKind

PAGE = """\
== 12. The ''Harbor''<ref>Source: Archives.</ref> ==

'''Mr. Hale:''' Was it [[Eastmoor|the town]] that
shut it?<ref name="x">See [https://example.org the Gazette].</ref>

'''Mr. Vale:''' It was.<ref name="x" /> <!-- really? -->

* one
** deep
# first

{| class="wikitable"
! Name !! Age
|-
| Ada || 4
|}

[[Category:Harbors]]
"""


def hinted(text, kind):
    made = read_wiki_text(text, "a.wiki")
    return [(made.text[h.start : h.end], h.value) for h in made.hints if h.kind is HintKind(kind)]


def test_headings_lists_tables_print_and_links_are_read():
    assert hinted(PAGE, "heading") == [("12. The Harbor1", "")]
    assert hinted(PAGE, "item") == [("• one", "•"), ("• deep", "•"), ("1. first", "1.")]
    assert [words for words, _ in hinted(PAGE, "cell")] == ["Name", "Age", "Ada", "4"]
    assert hinted(PAGE, "link") == [
        ("the town", "Eastmoor"),
        ("the Gazette", "https://example.org"),
    ]
    assert hinted(PAGE, "emphasis")[:2] == [("Harbor", "italic"), ("Mr. Hale:", "bold")]


def test_notes_stand_where_they_are_referred_to_and_may_be_so_twice():
    tree = tei_kit.convert(PAGE, name="a.wiki").tree
    notes = ["".join(note.itertext()) for note in tree.find("{*}text").iter("{*}note")]
    assert notes == ["Source: Archives.", "See the Gazette."]
    assert [sp.get("who") for sp in tree.iter("{*}sp")] == ["#hale", "#vale"]


def test_what_is_not_shown_is_told():
    told = [d for d in read_wiki_text(PAGE, "a.wiki").diagnostics if d.code == "TK121"]
    assert len(told) == 1
    assert "categories" in str(told[0])


def test_what_is_shown_as_written_stays():
    assert "''no''" in read_wiki_text("a <nowiki>''no''</nowiki> < b && c\n", "a.wiki").text
    assert "{{Page 12}}" in read_wiki_text("The {{Page 12}} end\n", "a.wiki").text


def test_plain_text_that_shows_the_marks_is_read_so_and_told():
    made = of_text(PAGE, "a.txt")
    assert made.form == "MediaWiki"
    assert "TK111" in [d.code for d in made.diagnostics]
    assert of_text(PAGE, "a.txt", format="txt").form == "plain text"


@pytest.mark.parametrize(
    "text",
    [
        "The harbor\n==========\n\nIt was shut.\n",  # underlined
        "=== 12 ===\n\nIt was shut.\n\n=== 13 ===\n\nSee [[1]] and {{x}}.\n",  # pages
        "if a == b:\n    return [[1], [2]]\n",
        "It is ''so''.\n\nx == y == z\n",
    ],
)
def test_other_text_with_equals_signs_is_plain(text):
    assert of_text(text, "a.txt").form == "plain text"


def test_no_word_of_a_page_is_lost():
    chance = random.Random(5)
    pieces = [
        "'''",
        "''",
        "'''''",
        "== ",
        " ==",
        "* ",
        "# ",
        ": ",
        "[[",
        "]]",
        "|",
        "{|",
        "|-",
        "|}",
    ]
    pieces += ["<ref>", "</ref>", "<ref name=x />", "<br>", "\n", "\n\n", " ", "<", "&", "[", "]"]
    for _ in range(400):
        words = [f"w{n}q" for n in range(12)]
        parts = [part for word in words for part in (word, chance.choice(pieces))]
        text = "".join(parts)
        found = read_wiki_text(text, "a.wiki")
        links = " ".join(h.value for h in found.hints if h.kind is HintKind.LINK)
        kept = set(re.findall(r"w\d+q", f"{found.text} {links}"))
        # Attributes of tables, and the names of notes, are no text.
        missing = [w for w in words if w not in kept]
        assert not missing or "{|" in text or "|" in text, text


def test_marks_far_from_the_beginning_do_not_make_a_text_a_wiki():
    text = "Mr. Hale wrote.\n\n" * 400 + "== The Harbor ==\n\nSee [[Boston]].\n"
    made = tei_kit.convert(text)
    assert "TK111" not in [d.code for d in made.diagnostics]
    assert "== The Harbor ==" in made.source.text
