"""TEI that a text becomes with decisions, for the tests of them."""

import pytest

from tei_kit import pipeline
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.xml.names import TEI

TEXT = """1. Memorandum of Conversation1

Paris, May 31, 1971

  • Ada Vale, Director
  • Ben Dorn

Vale: Is it open? It was shut in May.

Dorn: It was.

A second paragraph.

[Page 12]

Vale: The harbor. Two points:

  • First, the boats.
  • Second, the pilots.

Good.

Dorn: Yes.

Ben Dorn

1. Source: National Archives.
"""


def converted(*decisions, text=TEXT, **more):
    """The conversion of a text with decisions, whose text was read back and is the source's."""
    return pipeline.convert(text, name="memo.txt", decisions=Decisions("d", decisions, **more))


def elements(conversion, name):
    """The text of all elements of a name in the body, without white space at the edges."""
    body = conversion.tree.find(f".//{TEI}body")
    return [" ".join("".join(each.itertext()).split()) for each in body.iter(f"{TEI}{name}")]


def found(name, *decisions, **more):
    """The text of the elements of a name that a text becomes with decisions."""
    return elements(converted(*decisions, **more), name)


def codes(*decisions, text=TEXT):
    """The codes of what is wrong with decisions about a text."""
    with pytest.raises(DecisionError) as error:
        converted(*decisions, text=text)
    return [each.code for each in error.value.diagnostics]


def isa(text, kind, **more):
    """The decision that words are of a kind."""
    return Decision(text, kind=kind, **more)


def isnot(text, kind, **more):
    """The decision that words are not of a kind."""
    return Decision(text, no=kind, **more)
