"""What texts with decisions have in common becomes a profile, and nothing else does."""

import pytest
from click.testing import CliRunner

from tei_kit import pipeline
from tei_kit.cli.main import group
from tei_kit.decisions.decision import Decision, Decisions
from tei_kit.learning.changes import Change, Taught
from tei_kit.learning.learn import Learned, Step, learn
from tei_kit.learning.writing import to_toml
from tei_kit.settings import profile as profiles
from tei_kit.settings.options import Options
from tei_kit.source import source
from tei_kit.xml.names import TEI

MEMO = """{n}. Memorandum of Conversation

Vale: It was shut.

Dorn: It was.

Reason: The ice.

Vale: And the mail?

Dorn: By road.
"""


def taught(*decisions, text=MEMO):
    return [
        Taught(source.from_text(text.format(n=n), f"{n}.txt"), Decisions("d", decisions))
        for n in (1, 2, 3)
    ]


def said(learned):
    return [step.change.said for step in learned.steps]


def test_a_label_that_every_text_calls_a_speaker_is_one():
    learned = learn(taught(Decision("Reason", kind="speaker")), Options())
    assert len(said(learned)) == 1
    assert "Reason" in said(learned)[0]
    assert (learned.decisions, learned.necessary) == (3, 0)


def test_a_label_that_no_text_calls_a_speaker_is_none():
    learned = learn(taught(Decision("Dorn:", no="speaker", every=True)), Options())
    assert learned.necessary == 0
    converted = pipeline.convert(MEMO.format(n=4), profile=learned.profile)
    speakers = [each.text for each in converted.tree.iter(f"{TEI}speaker")]
    assert "Dorn:" not in speakers


def test_words_that_are_decided_once_are_nothing_in_common():
    one, *others = taught()
    mine = Taught(one.source, Decisions("d", [Decision("And the mail?", kind="date")]))
    assert learn([mine, *others], Options()).steps == []


def test_a_layout_that_makes_decisions_unnecessary_is_found():
    text = "{n}. Report\n\nOne line of it.\nAnother line of it.\nA third line.\n"
    lines = [Decision("Another line", kind="begins"), Decision("A third", kind="begins")]
    learned = learn(taught(*lines, text=text), Options())
    assert "layout.paragraphs" in said(learned)[0]
    assert learned.necessary == 0


def test_what_a_change_alters_elsewhere_counts_against_it():
    text = MEMO + "\nReason: A man of that name.\n\nReason: Twice.\n\nReason: Thrice.\n"
    first = Decision("Reason", after=": The ice", no="speaker")
    learned = learn(taught(first, text=text), Options())
    assert learned.steps == [] or all(step.unnecessary > step.altered for step in learned.steps)


def test_the_profile_is_written_so_that_it_can_be_read(tmp_path):
    learned = learn(taught(Decision("Reason", kind="speaker")), Options())
    path = tmp_path / "mine.toml"
    path.write_text(to_toml(learned, "3 texts"), encoding="utf-8")
    converted = pipeline.convert(MEMO.format(n=4), profile=profiles.read(path))
    assert "Reason:" in [each.text for each in converted.tree.iter(f"{TEI}speaker")]


def test_the_command_line_shows_and_writes(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for n in (1, 2):
        (tmp_path / f"{n}.txt").write_text(MEMO.format(n=n))
        (tmp_path / f"{n}.decisions.toml").write_text(
            '[[decision]]\ntext = "Reason:"\nis = "speaker"\n'
        )
    run = CliRunner().invoke
    shown = run(group, ["learn", "1.txt", "2.txt"], prog_name="tei-kit")
    assert "2 decisions not needed any more" in shown.output
    assert not (tmp_path / "p.toml").exists()
    run(group, ["learn", "1.txt", "2.txt", "-o", "p.toml"], prog_name="tei-kit")
    again = run(group, ["learn", "1.txt", "2.txt", "-o", "p.toml"], prog_name="tei-kit")
    assert again.exit_code == 1
    assert "--force" in again.output
    made = run(group, ["convert", "--profile", "p.toml", "1.txt"], prog_name="tei-kit")
    assert "<speaker>Reason:</speaker>" in made.output


def test_without_decisions_there_is_nothing_to_learn(tmp_path):
    (tmp_path / "1.txt").write_text(MEMO.format(n=1))
    done = CliRunner().invoke(group, ["learn", str(tmp_path / "1.txt")], prog_name="tei-kit")
    assert done.exit_code == 2
    assert "nobody decided" in done.output


def of_whole(text=MEMO, **said):
    return [Taught(each.source, Decisions("d", **said)) for each in taught(text=text)]


def test_a_family_that_was_decided_in_every_text_is_learned(tmp_path):
    learned = learn(of_whole(family="interview"), Options())
    assert (learned.decisions, learned.necessary) == (3, 0)
    assert said(learned) == ['family = "interview"']
    (tmp_path / "p.toml").write_text(to_toml(learned, "3 texts"))
    assert profiles.read(tmp_path / "p.toml").family == "interview"


def test_a_family_that_a_profile_has_to_name_is_told_with_what_it_alters():
    letters = (
        "Castal, May {n}, 1971\n\nDear friend,\n\nThe boats are in.\n\nYours truly,\n\nA. Vale\n"
    )
    decisions = [Decision("The boats are in.", kind="stage")]
    learned = learn(taught(*decisions, text=letters), Options())
    assert learned.family.change.said == 'family = "letter"'
    assert learned.family not in learned.steps


def test_an_answer_about_the_layout_that_was_decided_in_every_text_is_learned():
    text = "{n}. Report\n\nOne line of it.\nAnother line of it.\nA third line.\n"
    learned = learn(of_whole(text, layout={"paragraphs": "lines"}), Options())
    assert (learned.decisions, learned.necessary) == (3, 0)
    assert said(learned) == ['layout.paragraphs = "lines"']


def test_decisions_that_confirm_what_is_read_are_told_as_such(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "1.txt").write_text(MEMO.format(n=1))
    (tmp_path / "1.decisions.toml").write_text(
        '[[decision]]\ntext = "Vale: It was shut."\nnot = "heading"\n'
        '[[decision]]\ntext = "Reason:"\nis = "speaker"\n'
    )
    shown = CliRunner().invoke(group, ["learn", "1.txt"], prog_name="tei-kit").output
    assert "1 of 2 decisions confirm what is read without them" in shown
    assert "of the other 1 decision would not be needed" in shown


def of_texts(make, decide):
    """Three texts that differ in a number, with everything decided about each."""
    return [
        Taught(source.from_text(make(n), f"{n}.txt"), Decisions("d", decide(n))) for n in (1, 3, 5)
    ]


REST = "It rained all day.\n\nNobody came.\n\n"
SHAPES = {
    "lines that begin with a word are headings": (
        lambda n: f"Kapitel {n} Fahrt\n\n{REST}Kapitel {n + 1} Weg\n\n{REST}",
        lambda n: [
            Decision(f"Kapitel {n} Fahrt", kind="heading"),
            Decision(f"Kapitel {n + 1} Weg", kind="heading"),
        ],
        '"Kapitel …" is heading',
        "<head>Kapitel 8 Weg</head>",
    ),
    "lines that end with a name are signatures": (
        lambda n: f"A note of {NAMES[n]}\n\n{REST}{NAMES[n]}, {n}, Ada Vale\n\n{REST}",
        lambda n: [Decision(f"{NAMES[n]}, {n}, Ada Vale", kind="signature")],
        '"… Ada Vale" is signature',
        "<signed>Dvorak, 7, Ada Vale</signed>",
    ),
    "signs around directions, alone and inside of speeches": (
        lambda n: f"ADA: Is it?\n\n{{laughs {n}}}\n\nBEN: Yes. {{sits {n}}} No.\n\nADA: So.\n",
        lambda n: [
            Decision(f"{{laughs {n}}}", kind="stage"),
            Decision(f"{{sits {n}}}", kind="stage"),
        ],
        '"{…}" is stage',
        "<stage>{sits 7}</stage>",
    ),
    "running heads": (
        lambda n: f"A Report\n\n{REST}The Office {n}\n\n{REST}The Office {n + 2}\n\n{REST}",
        lambda n: [
            Decision(f"The Office {n}", kind="header"),
            Decision(f"The Office {n + 2}", kind="header"),
        ],
        '"The Office …" is header',
        ">The Office 9</fw>",
    ),
    "what is taken for a kind is another one": (
        lambda n: (
            f"{n}. Ada to Ben\n\nParis, May {n}, 1971\n\nDear Ben,\n\nIt was {n}.\n\n"
            f"Yours,\n\n{NAMES[n]}\n"
        ),
        lambda n: [Decision(f"Yours, {NAMES[n]}", kind="close")],
        "what is taken for signature is close",
        "Dvorak</salute>",
    ),
    "titles of persons": (
        lambda n: f"Minutes\n\nComrade {NAMES[n]}: It was {n}.\n\nComrade {NAMES[n]}: Good.\n",
        lambda n: [Decision(f"Comrade {NAMES[n]}:", kind="speaker", every=True)],
        'speakers.honorifics: "Comrade"',
        "<speaker>Comrade Dvorak:</speaker>",
    ),
}
NAMES = {1: "Adler", 3: "Bosko", 5: "Cerny", 7: "Dvorak"}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_decided_places_have_in_common_is_learned_and_holds_for_a_further_text(
    shape, tmp_path
):
    make, decide, change, tei = SHAPES[shape]
    learned = learn(of_texts(make, decide), Options())
    assert said(learned) == [change]
    assert learned.necessary == 0
    path = tmp_path / "mine.toml"
    path.write_text(to_toml(learned, "3 texts"), encoding="utf-8")
    made = pipeline.convert(make(7), profile=profiles.read(path)).to_bytes().decode()
    assert tei in made


def test_the_words_above_lists_of_persons_are_learned_with_those_of_the_profile(tmp_path):
    change = Change("labels.Zugegen sind", "participants")
    base = Options().words
    learned = Learned(base, change.made(base), [Step(change, 1, 0, [])], 1, 0)
    path = tmp_path / "mine.toml"
    path.write_text(to_toml(learned, "3 texts"), encoding="utf-8")
    read = profiles.read(path)
    assert read.labels["Zugegen sind"] == "participants"
    assert read.labels["Participants"] == "participants"
