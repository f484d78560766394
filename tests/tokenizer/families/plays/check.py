"""Texts read as plays, and what came of them."""

from tei_kit import readers
from tei_kit.layout import infer
from tei_kit.settings.profile import load
from tei_kit.tokenizer.families.plays import reader, recognition
from tei_kit.tokenizer.families.text import Text
from tei_kit.tokenizer.tokens import TokenKind

K = TokenKind

# A scene in prose with an indented song.
SONG = """ACT I

ADA. What is it that you are singing there?

BEN. Nothing that you would know, nor would
anybody else in this house.

     When that I was a little boy,
       With hey, ho, the wind and the rain,
     A foolish thing was but a toy,
       For the rain it raineth every day.

ADA. It is a song that I have heard before.

BEN. So you have, and so have all of us
who live in this house.
"""


def text_of(text, name="play.txt"):
    """A text as the rules of a family get it."""
    source = readers.of_text(text, name)
    return Text(infer.infer(source, load()), "en", load())


def evidence(text, name="play.txt"):
    """What speaks for a text's being a play."""
    return recognition.evidence(text_of(text, name))


def read(text, *kinds, name="play.txt"):
    """What the stretches of the tokens of some kinds say, in their order."""
    reading = reader.read(text_of(text, name))
    said = reading.source.text
    return [" ".join(said[t.start : t.end].split()) for t in reading.tokens if t.kind in kinds]


def tokens(text, name="play.txt"):
    """The tokens of a text."""
    return list(reader.read(text_of(text, name)).tokens)


def outlined(text, name="play.txt"):
    """Kind and text of each block, as one line a block; headings with their depth and type."""
    reading = reader.read(text_of(text, name))
    said = reading.source.text
    lines = []
    for token in reading.tokens:
        if token.kind.is_block or token.kind in (K.SPEAKER, K.ASIDE):
            words = " ".join(said[token.start : token.end].split())
            marks = f"{token.depth}{token.value}" if token.kind is K.SUBHEAD else ""
            lines.append(f"{token.kind.value}{marks}: {words}")
    return lines
