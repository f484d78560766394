"""What looks like something and was not taken for it is told, once, with its place."""

from __future__ import annotations

import pytest

import tei_kit
from tei_kit.settings.profile import load
from tei_kit.source.source import from_text
from tei_kit.tokenizer.silence import told
from tei_kit.tokenizer.tokens import Token, TokenKind


def codes(text: str, *, kind: TokenKind = TokenKind.PARAGRAPH) -> list[str]:
    """The codes told of a text whose lines are tokens of one kind."""
    tokens, at = [], 0
    for line in text.splitlines(keepends=True):
        tokens.append(Token(kind, at, at + len(line.rstrip())))
        at += len(line)
    told_of = told(from_text(text), tokens, load())
    return [diagnostic.code for diagnostic in told_of]


LABELS = "".join(
    f"{name}~ It is line {n} of the talk.\n" for n in range(3) for name in ("Ada", "Ben")
)


def test_labels_that_recur_and_were_not_taken() -> None:
    assert codes(LABELS) == ["TK213"]


def test_labels_that_were_taken_are_not_told() -> None:
    assert codes(LABELS, kind=TokenKind.SPEAKER) == []


def test_one_name_alone_is_no_sign_of_a_conversation() -> None:
    assert codes("Note~ One thing.\n" * 6) == []


def test_a_dash_in_prose_is_no_label() -> None:
    prose = "Thanks - she said it twice.\nYes - he had heard.\n" * 4
    assert codes(prose) == []


@pytest.mark.parametrize("mark", ["[{}]", "({})"])
def test_marks_that_go_up_without_a_note(mark: str) -> None:
    text = "".join(f"The word{mark.format(n)} stands here.\n" for n in range(1, 6))
    assert codes(text) == ["TK214"]


def test_a_paragraph_as_long_as_a_chapter() -> None:
    assert codes("word " * 5_000 + "\n") == ["TK212"]


def test_a_person_sees_it_in_what_a_conversion_tells() -> None:
    told_of = tei_kit.convert("When will it open? " * 1_500).diagnostics
    assert "TK212" in [diagnostic.code for diagnostic in told_of]


def test_a_few_names_that_take_turns_and_are_no_speakers_are_told():
    talk = "Ada Hale: It is one.\nBen: Good.\nAda Hale: It is three.\n"
    assert codes(talk) == ["TK213"]
    assert codes(talk.replace("Ada Hale: It is three", "It is three")) == []
    assert codes(talk.replace("Ben: Good.", "Ben: Good.\nNobody speaks here.")) == []


@pytest.mark.parametrize(
    "shape",
    [
        "[14:02] <{0}> It is line {1}.",
        "12/05/2023, 14:0{1} - {0}: It is line {1}.",
        "14:02:1{1} From {0} to Everyone: It is line {1}.",
        "<{0}> It is line {1}.",
        "(Mr. {0}) It is line {1}.",
        "○{0}　It is line {1}.",
    ],
)
def test_labels_of_shapes_that_nobody_reads_are_told(shape: str) -> None:
    text = "".join(f"{shape.format(name, n)}\n" for n in range(3) for name in ("Ada", "Ben"))
    assert codes(text) == ["TK213"]


def test_names_alone_above_what_is_asked_are_told() -> None:
    talk = "ADA HALE\nWhen was it shut?\nBEN DORN\nIn May.\n" * 3
    assert codes(talk) == ["TK213"]
    assert codes(talk.replace("?", ".")) == []


def test_fields_of_records_are_no_labels() -> None:
    assert codes("Name: Ada.\nHeight: 170 cm.\nEyes: brown.\n" * 4) == []


def test_lines_that_were_joined_are_told_with_their_places() -> None:
    chat = "".join(f"<{name}> It is line {n}\n" for n in range(3) for name in ("ada", "ben"))
    text = f"A talk of the harbor\n\n{chat}"
    found = [d for d in tei_kit.convert(text, name="chat.txt").diagnostics if d.code == "TK213"]
    assert [d.place.line for d in found] == [3]


def test_persons_who_do_not_speak_are_told_by_their_titles() -> None:
    lines = [
        "Mr. Hale: the bridge",
        "Ms. Vale: the mole",
        "Mr. Hale: the dues",
        "Dr. Dorn: the ice",
    ]
    text = "What they care for\n\n" + "\n\n".join(lines) + "\n"
    found = [d for d in tei_kit.convert(text, name="a.txt").diagnostics if d.code == "TK213"]
    assert [(d.place.line, d.message.split("'")[1]) for d in found] == [(3, "Mr. Hale")]


def test_salutations_of_letters_are_no_persons_who_speak() -> None:
    letter = "Dear Sir: I have your letter of the 4th.\n\nYours truly,\n\nAda Hale\n\n"
    found = tei_kit.convert(letter * 4, name="a.txt").diagnostics
    assert "TK213" not in [d.code for d in found]


EVIDENCE = "".join(f"{n}. Were you there on day {n}?—I was, sir.\n" for n in range(2345, 2350))


def test_questions_with_numbers_that_are_answered_after_a_dash_are_told() -> None:
    assert codes(EVIDENCE) == ["TK215"]
    assert codes(EVIDENCE.replace("?—", "?--")) == ["TK215"]


def test_questions_alone_or_few_are_not_told() -> None:
    assert codes(EVIDENCE.replace("?—I was, sir.", "?")) == []
    assert codes(EVIDENCE + "The ice went out in May.\n" * 20) == []
    assert codes(EVIDENCE, kind=TokenKind.SPEAKER) == []
