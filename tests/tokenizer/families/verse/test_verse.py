"""Poems in stanzas, and texts whose short lines are no verse."""

import textwrap

import pytest

from tei_kit.pipeline import convert
from tei_kit.tokenizer.families.verse import reader
from tests.tokenizer.families.plays.check import K, text_of

HYMNS = """\
HYMNS


Hymn 1.
Of the morning.

1 The morning breaks upon the hill,
And all the birds begin to sing;
The river wakes beside the mill,
And every bell begins to ring.

2 Then let us rise and go our way,
And thank the giver of the light,
Who gave us one more perfect day,
And kept us through the silent night.


Hymn 2.
Of the evening.

1 The sun has gone behind the wood,
The shepherd brings his flock to rest,
And all that was is called it good,
And all that is to come is blest.

2 Now close the door and trim the flame,
And read the book, and say the prayer,
And speak the ever blessed name,
And put away the daily care.
"""
PROSE = "\n\n".join(["The road was long, and nobody\nhad mended it since the war."] * 8)
LIST = "\n\n".join(["Flour, one pound,\nButter, half a pound,\nSugar, a spoon."] * 8)
ADDRESSES = "\n\n".join(["Mr. John Brown,\n12 Church Street,\nNewtown."] * 8)
CODE = "\n\n".join(["Def main():\n    Return one\n    Return two"] * 8)


def test_stanzas_that_rhyme_are_verse():
    assert reader.evidence(text_of(HYMNS)) > 0.3
    tokens = reader.read(text_of(HYMNS)).tokens
    assert sum(token.kind is K.LINE for token in tokens) == 16
    assert sum(token.kind is K.LINE_GROUP for token in tokens) == 4
    assert [token.value for token in tokens if token.kind is K.SUBHEAD] == ["poem", "poem"]
    result = convert(HYMNS, name="hymns.txt")
    assert result.recognition.family == "verse"


@pytest.mark.parametrize("title", ["THE MILL", "The Mill"])
def test_a_poem_has_its_title(title):
    poem = (
        "The wheel goes round, the water falls,\nThe miller sleeps within his walls,\n"
        "And all night long the river calls,\nThe river calls his name.\n\n"
    )
    tree = convert(f"{title}\n\n{poem * 4}", name="mill.txt").tree
    assert [len(group.findall("{*}l")) for group in tree.iter("{*}lg")] == [4] * 4
    assert tree.findtext(".//{*}body//{*}head") == title


@pytest.mark.parametrize(
    "text", [PROSE, LIST, ADDRESSES, CODE], ids=["prose", "list", "addresses", "code"]
)
def test_other_short_lines_are_no_verse(text):
    assert reader.evidence(text_of(text)) == 0


# Milton's Paradise Regained.
EPIC = """\
THE FIRST BOOK

I, WHO erewhile the happy Garden sung
By one man's disobedience lost, now sing
Recovered Paradise to all mankind,
By one man's firm obedience fully tried
Through all temptation, and the Tempter foiled
In all his wiles, defeated and repulsed,
And Eden raised in the waste Wilderness.
  Thou Spirit, who led'st this glorious Eremite
Into the desert, his victorious field
Against the spiritual foe, and brought'st him thence        10
By proof the undoubted Son of God, inspire,
As thou art wont, my prompted song, else mute,
And bear through highth or depth of Nature's bounds,
With prosperous wing full summed, to tell of deeds
Above heroic, though in secret done,
And unrecorded left through many an age:
Worthy to have not remained so long unsung.
"""


def epic(times=6):
    """A long poem, with a number at each tenth of its lines."""
    lines = "\n".join([EPIC.strip(), *EPIC.split("\n")[2:-1] * times]).split("\n")
    lines = [line.removesuffix("10").rstrip() for line in lines]
    for at in range(11, len(lines), 10):
        lines[at] = f"{lines[at]:60}{at - 1}"
    return "\n".join(lines)


def test_a_long_poem_need_not_rhyme_nor_have_stanzas():
    result = convert(epic(), name="epic.txt")
    assert result.recognition.family == "verse"
    groups = list(result.tree.iter("{*}lg"))
    assert [len(group.findall("{*}l")) for group in groups] == [7, *[17] * 6, 10]
    assert result.tree.findtext(".//{*}body//{*}head") == "THE FIRST BOOK"
    numbers = [line.get("n") for line in result.tree.iter("{*}l") if line.get("n")]
    assert numbers[:3] == ["10", "20", "30"]


def test_rows_that_begin_with_capitals_are_no_verse_where_no_sentence_goes_on():
    sentences = "It rained upon the harbour all day.\nThe pilots went to see the mayor.\n" * 40
    names = "Ada Vale of the harbour office\nBen Hale of the pilots\n" * 40
    wrapped = " ".join(epic().split("\n"))
    for text in (sentences, names, "\n".join(textwrap.wrap(wrapped, 60))):
        assert reader.evidence(text_of(text)) == 0
