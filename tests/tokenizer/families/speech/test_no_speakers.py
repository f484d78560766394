"""Texts in which nobody speaks, though much in them looks like labels."""

import pytest

import tei_kit

TEI = "{http://www.tei-c.org/ns/1.0}"

PROSE_WITH_COLONS = """\
The harbor was shut for three reasons: ice, debt and fog. The council said so in May: it would
open again when the ice had gone.

Ice: this was the first reason. It lay a foot thick from the mole to the bridge, and no ship
could pass it before April.

Debt: nobody spoke of it. The dues of three years had not been paid, and the banks knew.

One thing was certain: nobody would come. At 10:30 the gates were closed.
"""

RECIPES = """\
Potato soup

Serves: 4

Ingredients: potatoes, leeks, butter, milk

Method: Boil the potatoes in salted water. Add the leeks. Simmer for twenty minutes.

Note: Do not let it boil again!

Onion soup

Serves: 6

Ingredients: onions, butter, bread, cheese

Method: Fry the onions slowly. Add the stock. Why hurry?

Note: The bread must be stale.
"""

REZEPTE = """\
Kartoffelsuppe

Zutaten: Kartoffeln, Lauch, Butter, Milch

Zubereitung: Die Kartoffeln kochen. Den Lauch zugeben.

Tipp: Nicht mehr kochen lassen!

Zwiebelsuppe

Zutaten: Zwiebeln, Butter, Brot, Käse

Zubereitung: Die Zwiebeln langsam braten. Warum eilen?

Tipp: Das Brot muss alt sein.
"""

QUESTIONS = """\
Frequently Asked Questions

Q: What is the harbor office?
A: The harbor office issues permits to vessels that enter the port, and keeps the register
of moorings.

Q: How do I apply for a mooring?
A: Fill in form 12 and send it with the fee to the address below. Applications are read
on the first Monday of each month.

Q: What does it cost?
A: The fee is 40 crowns a year for boats under six metres, and 90 crowns for larger ones.

Q: Can a mooring be transferred?
A: No. A mooring ends when its holder gives it up.

Q: Where can I find the tide tables?
A: Tide tables are posted at the office and printed in the almanac.
"""

BIBLIOGRAPHY = """\
Holm, Peter. The Ice of the North. Harbor Press, 1931.

Holm, Peter. Ships and Dues. Harbor Press, 1934.

Vale, Ada: A Compiler for the Harbor. Norvia: University Press, 1971.

Vale, Ada: What the Machine Said. Norvia: University Press, 1974.

Vogel, A., and P. Holm, eds. Letters from the Mole. Castal: Thorn, 1902.

Vogel, A. Der Hafen. Wien: Grau, 1899.
"""

RECORDS = """\
Name: Ada Vale
Born: 3 May 1931.
Profession: engineer
Languages: Norvian, Castalian

Name: Ben Dorn
Born: 4 June 1940.
Profession: journalist
Languages: Norvian

Name: Peter Holm
Born: 7 July 1902.
Profession: minister!
Languages: Serican
"""

CODE = """\
class Harbor:
    def __init__(self, name):
        self.name = name

    def open(self):
        if self.ice:
            raise ValueError("ice")
        else:
            return True

try:
    Harbor("Vale").open()
except ValueError:
    print("shut")
finally:
    print("done")
"""

LOG = """\
INFO: starting the harbor service

INFO: reading the tide table

WARNING: the table is a year old

ERROR: no ship found

INFO: starting again

ERROR: no ship found

INFO: stopped
"""

MINUTES = """\
HARBOUR COMMITTEE
Minutes of the meeting held on 3 May 1931

Present: Mr. Amos (chair), Mrs. Pell, Dr. Thorn
Apologies: Mr. Grey

1. Minutes of the last meeting
The minutes were approved.

2. Harbour dues
2.1 Mrs. Pell reported that the dues had risen.
2.2 It was agreed to write to the Minister.
ACTION: Dr. Thorn

3. Any other business
None.
"""

EMAILS = """\
From: ada@example.org
To: ben@example.org
Date: 3 May 1999
Subject: The harbor

Dear Ben, when will it open? I have to know.

From: ben@example.org
To: ada@example.org
Date: 4 May 1999
Subject: Re: The harbor

Dear Ada, in May, I think. Why do you ask?

From: ada@example.org
To: ben@example.org
Date: 5 May 1999
Subject: Re: Re: The harbor

Thank you!
"""

MATHEMATICS = """\
Definition: A harbor is open if ships can enter it.

Theorem: Every open harbor has water in it.

Proof: Suppose not. Then no ship can enter. But why should it be open, then? Contradiction.

Lemma: Ice is water.

Proof: Obvious!

Theorem: A harbor full of ice is open.

Proof: By the lemma, it has water in it. This proves nothing.
"""

SIGNATURES = """\
We, the undersigned, ask that the harbor be opened at once.

PETER HOLM.

ADA VALE.

BEN DORN.

We ask this again, as we did last year.

PETER HOLM.

ADA VALE.

BEN DORN.
"""

OFFICERS = """\
Officers of the Society

President: Dr. Ada Vale

Secretary: Mr. Ben Dorn

Treasurer: Mrs. Pell

Officers of the Northern Branch

President: Prof. Holm

Secretary: Miss Thorn

Treasurer: Mr. Amos
"""

POEM = """\
The Harbor

O harbor: shut against the sea,
O sea: shut out from land,
Who made the ice? It was not we.
It grew beneath our hand.

O harbor: when the ice is gone,
O sea: when you are free,
Who opens? Not the sleeping town.
It was not, is not we.
"""

LETTER = """\
Dear Mr. President:

I thank you for your letter. Mr. Holm has seen it. Mr. Holm is of your opinion.

Mr. Vale, on the other hand, is not: he thinks that the harbor should stay shut.

Mr. Holm will write to you.

Yours sincerely,

Ada Vale
"""

STORY = """\
Mr. Holm. That was the name on the door, and nothing else.

He knocked. "Who is there?" a voice asked: it was an old voice.

"Vale," he said. "Ada sent me."

Mr. Holm. He had expected a younger man. The old one said: "Come in!"

Nobody else came. Mr. Holm sat down.
"""

DICTIONARY = """\
mole: a wall in the sea that keeps the waves out of a harbor.

Pier: a mole on pillars.

Quay: where ships lie.

Mole: also an animal. It digs!

Berth: where one ship lies. Who pays for it?
"""

QUESTIONS_AND_ANSWERS_OF_A_LEAFLET = """\
Step 1: Open the box.

Step 2: Take out the lamp. Is it whole?

Step 3: Plug it in.

Warning: Do not touch the bulb!

Step 4: Wait.

Warning: The lamp is hot.
"""

CHANGES = "\n\n".join(
    f"{heading}:\n\n• Mend the lock of the {part} gate (lock#{n}, lock!{n}; the harbor master).\n\n"
    f"• The {part} gate opens inward now, as the keepers asked (lock#{n + 9})."
    for n, (heading, part) in enumerate(
        [
            ("Fixes", "north"),
            ("Enhancements", "north"),
            ("Fixes", "south"),
            ("Deprecations", "south"),
            ("Enhancements", "west"),
            ("Fixes", "west"),
        ]
    )
)

HEADWORDS = "\n\n".join(
    f"{word}. {words}"
    for word, words in [
        ("ROSE", "A flower. It has thorns!"),
        ("LILY", "White. Where does it grow?"),
        ("ROSE", "See also Briar."),
        ("OAK", "A tree."),
        ("LILY", "See also Iris."),
        ("OAK", "It is old."),
        ("FERN", "Green."),
        ("OAK", "It is felled in winter."),
        ("FERN", "It grows in the shade of walls."),
        ("ROSE", "Red, white or yellow. Which is the oldest?"),
        ("LILY", "It is sold in spring."),
        ("FERN", "It is not sold."),
    ]
)

FORECASTS = "\n\n".join(
    f"{sign}: You will meet a stranger. Do not trust him! Your day is {day}."
    for day in ("Monday", "Friday")
    for sign in ("ARIES", "TAURUS", "GEMINI", "CANCER", "LEO", "VIRGO")
)

OPTIONS = (
    "The gates are opened by letters. "
    + "Each has a meaning of its own, which the keepers know by heart. " * 3
    + "\n\n"
) * 30 + "\n\n".join(
    [
        "      B      the birth of the tide (hours)",
        "      D      day of the month (01..31)",
        "      H      hour (00..23)",
        "      M      minute (00..59)",
        "      D      date (mm/dd)",
        "      B      the bell is rung? (yes or no)",
    ]
)

RECIPES_WITH_HEADINGS = """\
Apple Tart

Ingredients

Six apples, a cup of sugar, butter, and a sheet of paste.

Method

Peel the apples and cut them in quarters. You may leave the skins on if you like them.

Do you want it sweeter? Add honey.

Pear Tart

Ingredients

Six pears, a cup of sugar, butter, and a sheet of paste.

Method

Peel the pears. We cut them in eighths.

Plum Tart

Ingredients

Twenty plums and a sheet of paste.

Method

Stone the plums. Lay them in rings, and bake them for an hour.

Serve with cream.
"""

CHANGES_UNDER_HEADINGS = """\
Version 1.2

Added

We now read tables. You can turn it off.

Fixed

Names with commas are read.

Version 1.1

Added

We read lists.

Fixed

Does it crash? Not any more.

Version 1.0

Added

Everything.

Fixed

Nothing.
"""

CHAPTERS_BY_PLACES = """\
Paris

We came by the night train. It rained, and you could see nothing.

London

The fog was worse. Have you ever been there in March?

Paris

I went back in the spring. Everything was in bloom.

London

And once more to London, for the last time.

Paris

My last letter is from there. Who has it now?

London

I died there, they say.
"""

CHAPTERS_BY_PERSONS = """\
ELENA

I woke before it was light. Somebody was in the kitchen, and I knew the step.

He had been gone for eleven years. What do you say to such a man?

I put on my coat.

MARCUS

She came down in her coat. I had thought of what I would say, and I said none of it.

The kettle was where it had always been.

ELENA

He made tea. We drank it. It was the same tea.

MARCUS

She told me about the well. I listened.

ELENA

I told him about the well.

MARCUS

In the end I told her why I had come.
"""

READERS_ASK_UNDER_HEADINGS = """\
Question

How is the tax computed?

Answer

By the value of the house on the first of January.

Question

When must it be paid?

Answer

By the end of March. There is a fee for late payment.

Question

Who is exempt?

Answer

Farms and schools are exempt.

Question

Where is the office?

Answer

On Main Street, beside the post office.
"""

READERS_ASK_IN_WORDS = """\
Question: How is the tax computed?

Answer: By the value of the house on the first of January.

Question: When must it be paid?

Answer: By the end of March. There is a fee for late payment.

Question: Who is exempt?

Answer: Farms and schools are exempt.

Question: Where is the office?

Answer: On Main Street, beside the post office.
"""

LOG_WITH_SOURCES = """\
[Scheduler] Job 12 was started.

[Worker] Job 12 was taken. Is it new?

[Scheduler] Job 13 was started.

[Worker] Job 13 was taken.

[Database] The connection was lost.

[Worker] Job 13 failed.

[Database] The connection is back.

[Scheduler] All jobs are done.
"""

BIBLIOGRAPHY_WITH_KEYS = """\
[Adams] Adams, John. A Defence of the Constitutions. London, 1787.

[Baker] Baker, Ella. Speeches. New York, 1964.

[Adams] Adams, John. Letters. Boston, 1841.

[Clay] Clay, Henry. Works. New York, 1904.

[Baker] Baker, Ella. What Is to Be Done? New York, 1966.

[Clay] Clay, Henry. Our Letters to You. Lexington, 1859.
"""

OFFICES_AND_NAMES = """\
OFFICERS OF THE SOCIETY

President: Ada Hale.
Vice President: Ben Dorn.
Secretary: Cleo Pratt.
Treasurer: Dan Moss.

OFFICERS OF THE COUNCIL

President: Ada Hale.
Secretary: Dan Moss.
Treasurer: Eve Lund.
"""

HEADWORDS_IN_CAPITALS = """\
ABBOT. The head of an abbey. See ABBEY.

ABBEY. A house of monks or nuns.

ABBOT. A name. See also ABBOTT.

ACRE. A measure of land. How large is it? Four roods.

ACRE. A town of Syria.

BAILIFF. An officer.

BAILIFF. In Jersey, the head of the court.
"""

NUMBERED_OFFICES = """\
BYLAWS

ARTICLE III. OFFICERS

1. President: The president shall preside at all meetings of the club.

2. Vice President: The vice president shall preside when the president is away.

3. Secretary: The secretary shall keep the minutes.

4. Treasurer: The treasurer shall keep the money.

5. Members: The members shall pay their dues. What if they do not? They are no members.
"""

MINUTES_TELL = """\
MINUTES

Present: Mr. Smith, Mrs. Jones.

1. Apologies

Mr. Smith said that the roof had been mended. Mrs. Jones asked what it had cost.

Mr. Smith said that he would ask.

Mrs. Jones moved that the minutes be approved.

2. Any other business

Mr. Smith thanked the committee. There was no other business.
"""

SONG_IN_PARTS = """\
[Verse 1]
I walked along the river
And you were walking too

[Chorus]
Oh, will you come with me?
Will you come with me?

[Verse 2]
The river went on walking
And we were left behind

[Chorus]
Oh, will you come with me?
Will you come with me?

[Bridge]
And I said no

[Chorus]
Oh, will you come with me?
"""

REVIEWS_FOR_AND_AGAINST = """\
Pros: I love the handle. It is light.
Cons: It broke after a week.

Pros: You can wash it.
Cons: Is that all?

Pros: My wife likes it.
Cons: I do not.
"""

NEWS_WITH_TOWN_AND_DATE = "".join(
    f"{town}, {day}. -- The harbor was shut again. Is it the ice? Nobody knew.\n\n"
    for town, day in [
        ("LONDON", "May 4"),
        ("PARIS", "May 3"),
        ("LONDON", "May 2"),
        ("PARIS", "1 May"),
    ]
    * 2
)

NOTICES_OF_COPYRIGHT = "".join(
    f"Copyright {firm} 1993\n\nAll Rights Reserved\n\nPermission to use and sell this harbor "
    f"and its ice for any purpose is granted, provided that {firm} be named. Is that enough?\n\n"
    for firm in ("Hale", "Vale", "Dorn", "Pell", "Hale")
)

CLAUSES_IN_CAPITALS = (
    """\
THE HARBOR IS LET AS IT IS, WITHOUT ANY PROMISE AND WITHOUT ANY WARRANTY, AND
IN NO EVENT SHALL THE HARBOR MASTER BE LIABLE TO YOU FOR DAMAGES, INCLUDING ANY
GENERAL DAMAGES, OR ANY SPECIAL DAMAGES THAT COME FROM THE ICE OR FROM THE FOG,
OR THE HARBOR MASTER, OR THE LOSS OF SHIPS, OR THE LOSS OF GOODS AND OF TIME.

"""
    * 4
)


TEXTS = {
    name: text for name, text in list(globals().items()) if name.isupper() and isinstance(text, str)
}
del TEXTS["TEI"]


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_nobody_speaks_in(name):
    tree = tei_kit.convert(TEXTS[name], name="text.txt").tree
    found = ["".join(e.itertext()) for e in tree.iter(f"{TEI}speaker")]
    assert found == []


CATALOGUE = """\
RUBENS. Portrait of a man. Oak. Is it by him?

RUBENS. The Fall. Canvas.

TITIAN. A Lady. You see it in the morning. Canvas.

TITIAN. Landscape. Panel.

VAN DYCK. The Earl. Canvas.

VAN DYCK. Two boys. Canvas. Our best.
"""
BIBLIOGRAPHY = """\
DORN. On Pilots. Is there a need? Harbor Review 3 (1960), 12-40.

HALE. What do we know? Holm, 1965.

DORN. Ships. Holm, 1962.

HALE. Your Harbor. Norvia Press, 1958.

DORN. Ice. Holm, 1963.

HALE. My Winter. Norvia Press, 1961.
"""
PICTURES = """\
Left: Ada Hale opens the harbor.

Right: Ben Vale at the lamp. Do you know the man beside him?

Left: The ice, seen from our boat.

Right: The pilots. I am the third from the left.
"""


@pytest.mark.parametrize("text", [CATALOGUE, BIBLIOGRAPHY, PICTURES])
def test_entries_of_catalogues_and_under_pictures_are_nobodys_speeches(text):
    assert tei_kit.convert(text, name="list.txt").tree.find(f".//{TEI}speaker") is None


def test_the_last_answer_of_a_choice_is_no_signature():
    text = "1. Who wrote our first law?\n\nA. Hale\n\nB. Vale\n\nC. Dorn\n"
    assert tei_kit.convert(text, name="test.txt").tree.find(f".//{TEI}signed") is None
