"""Texts that are no letters: nothing in them greets, closes or signs."""

from __future__ import annotations

import pytest

from tei_kit import pipeline

T = "{http://www.tei-c.org/ns/1.0}"
OF_LETTERS = ("opener", "closer", "salute", "signed", "postscript", "dateline")

STORY = """\
The Lamp

When the boats came home the harbor was dark. Old Marten stood on the pier
with his lamp and counted them, as he had done for thirty years.

"Dear me," he said, "there is one too few." Nobody answered him. The wind
had gone round to the north, and the women drew their shawls closer.

At midnight the last boat came in. Its lamp was out, and its master had
nothing to say but that the sea was large.
"""
ESSAY = """\
On Walking

My dear aunt used to say that a walk is the cheapest of physicians. She was
right in this as in most things, and she walked until she was ninety.

I have walked in four countries since, and I have found that the roads of
all of them lead to an inn. May 3 was the day of my first long walk, and I
remember the rain better than the view.

There is no more to be said of walking but that it ends.
"""
NOVEL = """\
CHAPTER I

It was a friend of my father's who first spoke of the island. "Sir," said
he, "you will find no better anchorage."

I thought of it for a year before I went.

CHAPTER II

We sailed on 4 May 1830. Sincerely I may say that I never saw a fairer
morning, nor a worse evening.

The captain, a Dane, sang.
"""
RECIPE = """\
Onion Soup

Four onions
Two spoons of butter
A pint of broth

Cut the onions and brown them in the butter. Add the broth.
Boil it for an hour. Serve it hot.
"""
POEM = """\
The Tide

The tide comes in, the tide goes out,
  And what it brings it keeps;
Dear heart, it does not turn about
  For anyone who weeps.

The tide goes out, the tide comes in,
  And all the sand is new;
The shells are where the shells have been,
  And I, my love, and you.
"""
LIST = """\
Things to bring

A coat
Two blankets
Bread

Farewell dinner: Friday, 3 May 1931
"""
NEWS = """\
Norhaven, 3 May. The harbor was opened yesterday by the Minister. A great
crowd had come to see it, and the band of the Third Regiment played.

The Minister spoke for an hour. He said that trade would grow, and that the
dues would fall. His friend the Mayor thanked him.

The first ship is expected on Monday.
"""
CHRONICLE = """\
In 1820 the bridge was built. In 1821 it fell.

On 3 March 1822 the council met and resolved to build it anew. The cost was
borne by the mills.

In 1830 the second bridge was opened. It stands.
"""
MINUTES = """\
7. Minutes

Dues were discussed.

Other business

None.
"""
DECISION = """\
The committee met on 3 May 1931 to hear the report of the harbor master.

The report was read and discussed.

Agreed.
"""
SECRET = """\
The harbor is defended by two batteries. Their guns are old.

The garrison is small, and its officers are seldom there.

Top Secret
"""
ENCLOSED = """\
The accounts of the year are annexed. They show a deficit.

The deficit will be borne by the fund.

Enclosure
"""
ENDING = """\
So they went home, and the wolf was never seen again.

The miller had his horse, and the girl had her shoes.

THE END
"""
PLAY = """\
Enter MARTEN and two BOYS.

MARTEN. Where is the boat?

FIRST BOY. It is gone, sir.

MARTEN. Gone?

SECOND BOY. Gone, dear master, with the tide.

MARTEN. Then go after it, and farewell.

Exeunt.
"""
SERMON = """\
Dear friends, we are gathered here today to remember a good man. He asked
for little, and he gave what he had.

He was born in this parish, and he never left it. He knew each of us by
name.

Let us do as he did. Amen.
"""
GERMAN = """\
Die Brücke

Mein lieber Großvater erzählte gern von der Brücke, die er als Knabe hatte
bauen sehen. Sie stand, wo heute die Fähre liegt.

Am 3. Mai 1830 wurde sie geöffnet, und der König kam mit seinen Söhnen. Der
Freund des Königs hielt eine Rede.

Ein Jahr danach nahm sie das Eis mit sich.
"""
FRENCH = """\
Le pont

Mon cher oncle parlait souvent du pont qu'il avait vu construire dans sa
jeunesse. Il se trouvait là où est aujourd'hui le bac.

Le 3 mai 1830, on l'ouvrit, et le roi vint avec ses fils. Un ami du roi fit
un discours.

Un an après, la glace l'emporta.
"""
BIBLIOGRAPHY = """\
Hale, A., The Harbors of Norvia, Castal 1912.

Pell, M., Letters to a Friend, Norhaven 1903.

Thorn, J., "Dear Sir": A Study of Salutations, 3 vols., Castal 1931.
"""

LICENCE = """\
                    HARBOUR PUBLIC LICENCE
                       Version 2, June 1991

 Everyone may copy this licence word for word, but nobody may change it.

                            Preamble

  The licences for most works are made to take away your freedom to share and
change them. This one is made so that you may, and so that others may after you.

  For the sake of those who come after you there is no warranty of any kind.

  Signed by the holder of the work, if there is one:

  Amos Hale, President of the Harbour
"""
TEXTS = {
    "licence": LICENCE,
    "a story": STORY,
    "an essay": ESSAY,
    "a novel": NOVEL,
    "a recipe": RECIPE,
    "a poem": POEM,
    "a list": LIST,
    "news": NEWS,
    "a chronicle": CHRONICLE,
    "minutes that end with None.": MINUTES,
    "a decision that ends with Agreed.": DECISION,
    "a report that ends with Top Secret": SECRET,
    "accounts that end with Enclosure": ENCLOSED,
    "a tale that ends with THE END": ENDING,
    "a play that ends with Exeunt.": PLAY,
    "a sermon": SERMON,
    "German prose": GERMAN,
    "French prose": FRENCH,
    "a bibliography": BIBLIOGRAPHY,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_other_texts_have_no_parts_of_letters(text: str) -> None:
    conversion = pipeline.convert(text)
    body = conversion.tree.getroot().find(f"{T}text")
    found = [
        f"{name}: {each.xpath('string()')}" for name in OF_LETTERS for each in body.iter(T + name)
    ]
    assert found == []


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_other_texts_are_not_read_as_letters(text: str) -> None:
    assert pipeline.convert(text).recognition.family != "letter"


def test_a_story_with_letters_and_speeches_in_it_is_no_letter():
    text = (
        "The heir sat in the window with the letter in his hand.\n\n"
        '"My dear Guy," it began, "I have been thinking over what you said," and so on for three\n'
        "pages, in which there was nothing at all that he wished to know.\n\n"
        "He folded it up.\n\n"
        "Dear Philip! He had never understood anything. It was on Monday, May 3,\n"
        "that he had left them, and nobody had written since.\n\n"
        "Yours truly was what he had signed himself, in that last note; and now he\n"
        "would not sign himself anything.\n\n"
        '"Sir," said the butler, "the carriage."\n\n'
        "Guy Hale.\n\n"
        "He wrote the name upon the glass with his ring, and went down.\n"
    )
    tree = pipeline.convert(text.encode()).tree
    found = {e.tag.rpartition("}")[2] for e in tree.find(".//{*}body").iter()}
    assert found == {"body", "div", "p"}
