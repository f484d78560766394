"""Decisions about all that is taken for a kind."""

import pytest
from click.testing import CliRunner

from tei_kit.cli.main import group
from tei_kit.decisions.decision import Decision, DecisionError
from tei_kit.decisions.reading import of_text
from tests.decisions.made import codes, found, isa, isnot

LETTERS = """1. Ada to Ben

Paris, May 31, 1971

Dear Ben,

The boats are here.

Yours,

Ada Vale

2. Ben to Ada

London, June 2, 1971

Dear Ada,

The pilots are not.

Yours,

Ben Dorn
"""


def about_all(taken, kind="", no="", text="…"):
    return Decision(text, kind=kind, no=no, taken=taken, every=True)


def signed(*decisions):
    return found("signed", *decisions, text=LETTERS, family="letter")


def test_all_that_is_taken_for_a_kind_becomes_another():
    assert signed() == ["Ada Vale", "Ben Dorn"]
    assert signed(about_all("signature", "close")) == []


def test_all_that_is_taken_for_a_kind_becomes_text():
    assert signed(about_all("signature", no="signature")) == []
    assert "Ada Vale" in found(
        "p", about_all("signature", no="signature"), text=LETTERS, family="letter"
    )


def test_only_lines_of_a_shape_are_meant_where_one_is_given():
    assert signed(about_all("signature", "close", text="Ada …")) == ["Ben Dorn"]


def test_a_decision_about_one_place_holds_beside_it():
    assert signed(about_all("signature", "close"), isa("Ben Dorn", "signature")) == ["Ben Dorn"]


def test_what_is_decided_to_be_of_the_kind_is_not_taken_for_it():
    both = about_all("signature", "close"), isa("The boats are here.", "signature")
    assert signed(*both) == ["The boats are here."]


def test_directions_inside_of_what_is_said_are_meant_as_well():
    asides = isa("in May", "stage"), isa("The harbor", "stage")
    assert found("stage", *asides) == ["in May", "The harbor"]
    play = {"text": PLAY, "family": "play"}
    assert found("stage", **play) == ["(He points.)"]
    assert found("stage", about_all("stage", no="stage"), **play) == []


PLAY = """THE FERRY

ACT I

SCENE I

ADA. Is it open? (He points.) It was.

BEN. The ferryman.

ADA. Come in.

BEN. I thank you for the bread and for the light.

ADA. Sit down.
"""


def test_a_file_needs_no_words_for_it():
    made = of_text('[[decision]]\ntaken = "signed"\nis = "closer"\n', "d.toml").decisions
    assert [(d.text, d.taken, d.kind, d.every) for d in made] == [("…", "signature", "close", True)]
    assert made[0].said == "what is taken for signature is close"


@pytest.mark.parametrize("taken", ["signatur", "goes-on"])
def test_what_nothing_is_taken_for_is_told(taken):
    with pytest.raises(DecisionError, match=f"{taken}|taken"):
        of_text(f'[[decision]]\ntaken = "{taken}"\nis = "close"\n', "d.toml")
    assert isnot("x", "close").taken == ""


def test_two_that_cannot_both_be_true_are_told():
    two = about_all("signature", "close"), about_all("signature", "address")
    assert codes(*two, text=LETTERS) == ["TK314"]
    assert codes(two[0], about_all("close", "signature"), isa("Nobody", "close"), text=LETTERS) == [
        "TK312"
    ]


def test_it_is_decided_from_the_command_line_and_taken_out_again(tmp_path):
    path = tmp_path / "letters.txt"
    path.write_text(LETTERS, encoding="utf-8")
    call = [str(path), "close", "--taken", "signature"]
    decided = CliRunner().invoke(group, ["decide", *call])
    assert decided.exit_code == 0, decided.output
    file = tmp_path / "letters.decisions.toml"
    assert '[[decision]]\ntaken = "signature"\nis = "close"\n' in file.read_text(encoding="utf-8")
    options = ["convert", "--profile", "letter", str(path)]
    assert "<signed" not in CliRunner().invoke(group, options).stdout
    assert CliRunner().invoke(group, ["decide", *call, "--undo"]).exit_code == 0
    assert "[[decision]]" not in file.read_text(encoding="utf-8")


def test_a_kind_that_nothing_is_called_is_told_on_the_command_line(tmp_path):
    path = tmp_path / "letters.txt"
    path.write_text(LETTERS, encoding="utf-8")
    told = CliRunner().invoke(group, ["decide", str(path), "close", "--taken", "signatur"])
    assert told.exit_code == 2
    assert "nothing is called 'signatur' (did you mean 'signature'?)" in told.stderr
