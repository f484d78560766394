"""Texts that once broke a promise: what each becomes is valid, and reads back as the text.

Each is the smallest text that showed the fault. `tests.conftest` has faults raised.
"""

import pytest

import tei_kit

TEXTS = {
    "a digit in a page mark is no reference": ("{91}.\n\n1 d", "txt", "debate"),
    "nor one in a page mark with a word": ("[p3]p\n[Footnote3:", "txt", "letter"),
    "nor in a page mark of Markdown": ("{13}.\n\n3.", "md", "interview"),
    "nor one in a time": ("[00:02\n\n0 e", "txt", "court"),
    "a page stands between the signs of a note and the next": (
        "r(2)\n[Note2:\n[2]\n[Note 3: Smith said: yes]\n[3]",
        "txt",
        "",
    ),
    "a page follows the sign of the last note": ("²<dt>[Note:]<dt>P3", "html", ""),
    "a page is printed where the bracket of a note should close": (
        "[1]\n[Footnote:\np8]",
        "txt",
        "",
    ),
    "a note's bracket closes after the next note": (
        "d\n[Footnote3:\n[51P2\n[Footnote1:\n\nw\n[Footnote2:",
        "txt",
        "verse",
    ),
    "a page mark goes over two lines": ("[P\n7]", "md", "letter"),
    "the sign of a note is printed in italics": (
        "<i>n3><br>[Footnote:]<br>i",
        "html",
        "play",
    ),
    "a line is nothing but its number": ("4\n1 \n2 \n3 \n4 \n5", "txt", "verse"),
    "the first note names a source and is not the first by number": (
        ".[2]\n\n[1]Source:\n\n[2][1]\n\n[0])\n\n[1]f",
        "md",
        "letter",
    ),
    "a note of several paragraphs has no reference": (
        '<p>A</p><p><a href="#n1"><sup>1</sup></a></p><p id="n1">4</p><p>.</p><p>B</p>',
        "html",
        "debate",
    ),
    "unreferred notes of HTML with parts": (
        '<a href="#n1"><sup>1</a><a href="#n3"><sup>3</a><p id="n1">4<dd>.</dd>'
        '<p><a id="n3"></a><h2><',
        "html",
        "debate",
    ),
    "a label stands below a name in an item of a letter": ("• Vale\n Vale: W", "txt", "letter"),
    "a label joins names that nobody has": ("CMP: ?\n0:00\nR / P: \nCMP:", "txt", "court"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_promises_are_kept_when(name):
    text, format_, family = TEXTS[name]
    conversion = tei_kit.convert(text, name=f"x.{format_}", family=family)
    assert conversion.to_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "[Page 12]\n\nOne.\n\n[Page 2e]\n\nTwo.\n\n[Page 1e3]\n\nThree.\n",
        "[Page 1234567890]\n\nOne.\n\n[Page 1234567891]\n\nTwo.\n",
        "7. Memorandum of Conversation\n\n[Page 2E1]\n\nOne.\n\n[Page 3]\n\nTwo.\n",
    ],
)
def test_numbers_of_pages_that_look_like_powers_of_ten_are_words(text):
    conversion = tei_kit.convert(text)
    assert conversion.counts.pages == text.count("[Page")
    assert "TK232" not in {d.code for d in conversion.diagnostics}
