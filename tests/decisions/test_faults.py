"""What cannot be is told with the decision that is to blame, and no decision is dropped."""

import pytest

from tei_kit import pipeline
from tei_kit.decisions.decision import DecisionError, Decisions
from tei_kit.document import builder
from tei_kit.tokenizer.tokens import TokenKind
from tests.decisions.made import TEXT, codes, converted, elements, isa, isnot

STAGE = isa("A second paragraph.", "stage")


def refused(decisions):
    with pytest.raises(DecisionError) as error:
        pipeline.convert(TEXT, name="memo.txt", decisions=decisions)
    (found,) = error.value.diagnostics
    return found


@pytest.fixture
def fails_on(monkeypatch):
    """Makes the building of documents fail for tokens, or decided persons, of some kind."""
    build = builder.build

    def make(is_bad):
        def build_some(source, tokens, *more, decided=None, **options):
            if is_bad(source, tokens, decided):
                raise ValueError("no such thing as a <box> here")
            return build(source, tokens, *more, decided=decided, **options)

        monkeypatch.setattr(builder, "build", build_some)

    monkeypatch.delenv("TEI_KIT_STRICT", raising=False)
    return make


def test_every_place_at_which_words_cannot_be_so_is_told():
    assert codes(isa("Vale:", "date", every=True)) == ["TK315"]
    assert codes(isa("Vale:", "speaker", every=True), text=TEXT.replace("Vale", "Wale")) == [
        "TK312"
    ]


def test_two_decisions_about_every_place_contradict_each_other():
    assert codes(isa("Vale:", "speaker", every=True), isnot("Vale:", "speaker", every=True)) == [
        "TK314"
    ]
    assert codes(isa("Vale:", "heading", every=True), isa("Vale:", "stage", every=True)) == [
        "TK314"
    ]


def test_persons_are_to_blame_when_they_are(fails_on):
    fails_on(lambda source, tokens, decided: bool(decided and decided.persons))
    found = refused(Decisions("d", [STAGE], persons={"vale": ["Ada Vale"]}, lines={"persons": 7}))
    assert (found.code, found.line) == ("TK316", 7)
    assert "[persons] vale" in found.message


def test_the_family_is_to_blame_when_it_is(fails_on):
    fails_on(lambda source, tokens, decided: any(t.kind is TokenKind.FRONT for t in tokens))
    play = Decisions("d", family="play", lines={"family": 2})
    found = refused(play)
    assert (found.code, found.line) == ("TK316", 2)
    assert 'family = "play"' in found.message


def test_decisions_are_applied_to_a_text_that_is_read_plainly(fails_on):
    fails_on(lambda source, tokens, decided: any(t.kind is TokenKind.SPEAKER for t in tokens))
    made = converted(STAGE)
    assert "TK232" in {each.code for each in made.diagnostics}
    assert elements(made, "stage") == ["A second paragraph."]
    assert made.document.decisions.number == 1


def test_a_decision_that_is_not_possible_in_a_plain_reading_is_told(fails_on):
    fails_on(lambda source, tokens, decided: any(t.kind is TokenKind.SPEAKER for t in tokens))
    found = refused(Decisions("d", [isa("Vale:", "speaker", nth=1)]))
    assert found.code == "TK316"


def test_a_fault_of_the_program_is_told_as_such(fails_on):
    fails_on(lambda source, tokens, decided: any(t.kind is TokenKind.STAGE for t in tokens))
    message = refused(Decisions("d", [STAGE])).message
    assert "the program is not up to it: ValueError no such thing" in message
    assert "please report this" in message
