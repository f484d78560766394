"""The draft of an outline: each step gives another and leaves the one that it took as it was."""

from tei_kit.tokenizer.families.plays import headed, label_places, labels, titles
from tei_kit.tokenizer.families.plays.kinds import Kind
from tei_kit.tokenizer.families.rows import rows_of
from tests.tokenizer.families.plays.check import text_of

PLAY = """ACT I

ADA. Come in, and sit down.

BEN. I will, when you do.

ADA. Then we both stand.

BEN. We do.

THE STUDY


ADA. And here we are.

BEN. Here we are, indeed.
"""


def drafted():
    text = text_of(PLAY)
    found = headed.headed(text.lines.text, rows_of(text.lines, text.arranged.file_lines))
    among = labels.Rows(found.text, found.rows)
    names = labels.find(among, frozenset(), headed.listed_words(found))
    return label_places.labelled(found, among, names, {})


def test_headings_and_labels_are_known_by_their_rows():
    draft = drafted()
    assert [draft.words(at) for at in draft.heads] == ["ACT I"]
    assert {label.name for label in draft.labels.values()} >= {"ADA", "BEN"}
    assert all(draft.kinds[at] is Kind.TEXT for at in draft.labels)


def test_a_step_changes_nothing_of_the_draft_that_it_takes():
    draft = drafted()
    before = (list(draft.kinds), dict(draft.heads), dict(draft.labels))
    for step in (*label_places.STEPS, titles.take_titles, titles.take_places):
        step(draft)
        assert (list(draft.kinds), dict(draft.heads), dict(draft.labels)) == before


def test_rows_are_taken_for_headings_and_given_back():
    draft = drafted()
    at = next(iter(draft.labels))
    assert at not in draft.without_labels([at]).labels
    (act,) = draft.heads
    without = draft.without_heads([act])
    assert (without.heads, without.kinds[act]) == ({}, Kind.TEXT)
    assert draft.with_kind(Kind.TEXT, []) is draft
