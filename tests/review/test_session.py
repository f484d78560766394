"""Sessions: decisions are tried, written, shown and undone; files that others change are read."""

import os

import pytest

from tei_kit import pipeline
from tei_kit.review.session import Opening, RefusedError, Session, Wish
from tei_kit.xml.names import TEI
from tests.review.conftest import TEXT


def wish(words, kind, **more):
    start = TEXT.index(words)
    return Wish(start, start + len(words), kind, **more)


def file_of(path):
    return path.with_name(f"{path.stem}.decisions.toml")


def touch_later(path, text):
    """Write a file as another program does a moment later."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def kinds(state):
    return {"".join(part.text for part in row.parts): row.kind for row in state.result.rows}


def test_a_decision_is_written_and_shown(session, memo):
    state = session.decide(wish("A second paragraph.", "heading", values={"level": 2}))
    assert kinds(state)["A second paragraph."] == "heading"
    assert 'text = "A second paragraph."\nis = "heading"\nlevel = 2' in file_of(memo).read_text()
    assert "A second paragraph.</h" in state.result.page
    conversion = pipeline.convert(TEXT, name="memo.txt", decisions=str(file_of(memo)))
    heads = ["".join(each.itertext()) for each in conversion.tree.iter(f"{TEI}head")]
    assert "A second paragraph." in heads


def test_the_result_is_that_of_a_conversion_from_the_beginning(session, memo):
    session.decide(wish("They all laugh.", "stage"))
    session.decide(wish("Assigned to", "speaker", denied=True))
    again = Session(memo, Opening()).state()
    assert again.result == session.state().result


def test_who_decides_is_written_where_it_was_told(memo):
    session = Session(memo, Opening(by="A. B."))
    session.decide(wish("Good.", "stage"))
    assert 'by = "A. B."' in file_of(memo).read_text()


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (wish("Vale: Is", "noteref", values={"note": "7"}), "no note 7"),
        (wish("Good.", "heading", values={"who": "A"}), "says nothing about"),
        (wish("Good.", "paragraph", denied=True), "Say what the words are"),
        (wish("Good.", "date", values={"when": "May"}), "no date as"),
        (wish("Good.", "poem"), "Nothing is called 'poem'"),
        (Wish(10**6, 10**6 + 5, "heading"), "no words"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_changes(session, memo, asked, reason):
    before = session.state()
    with pytest.raises(RefusedError, match=reason):
        session.decide(asked)
    assert not file_of(memo).exists()
    assert session.state() == before


def test_undo_and_redo_bring_back_the_very_bytes(session, memo):
    file_of(memo).write_text('# Mine.\n[[decision]]\ntext = "Good."\nis = "stage"\n')
    before = file_of(memo).read_bytes()
    session.decide(wish("They all laugh.", "stage"))
    session.decide(wish("A second paragraph.", "heading"))
    after = file_of(memo).read_bytes()
    session.undo()
    state = session.undo()
    assert file_of(memo).read_bytes() == before
    assert (state.can_undo, state.can_redo) == (False, True)
    session.redo()
    state = session.redo()
    assert file_of(memo).read_bytes() == after
    assert kinds(state)["A second paragraph."] == "heading"
    with pytest.raises(RefusedError, match="nothing to redo"):
        session.redo()


def test_undoing_the_first_decision_leaves_no_file(session, memo):
    session.decide(wish("They all laugh.", "stage"))
    session.undo()
    assert not file_of(memo).exists()
    with pytest.raises(RefusedError, match="nothing to undo"):
        session.undo()


def test_a_text_that_others_change_is_read_again_and_told(session, memo):
    version = session.state().version
    touch_later(memo, TEXT.replace("They all laugh.", "They all weep."))
    with pytest.raises(RefusedError, match=r"memo\.txt was changed meanwhile"):
        session.decide(wish("Good.", "stage"))
    state = session.state()
    assert state.version > version
    assert "They all weep." in kinds(state)
    session.decide(wish("Good.", "stage"))


def test_decisions_that_others_write_are_read_again_and_nothing_older_is_undone(session, memo):
    session.decide(wish("Good.", "stage"))
    touch_later(file_of(memo), '[[decision]]\ntext = "They all laugh."\nis = "stage"\n')
    state = session.state()
    assert state.reread == "memo.decisions.toml"
    assert kinds(state)["They all laugh."] == "stage"
    assert kinds(state)["Good."] == "paragraph"
    assert not state.can_undo


def test_decisions_that_do_not_fit_are_told_and_can_be_taken_out_one_by_one(memo):
    lost = '[[decision]]\ntext = "Words that are gone."\nis = "{}"\n\n'
    file_of(memo).write_text(lost.format("stage") + lost.format("heading"), encoding="utf-8")
    session = Session(memo, Opening())
    state = session.state()
    assert len(state.problems) == 2
    assert kinds(state)["Good."] == "paragraph"  # the text is shown without decisions
    assert [each.line for each in state.decided.decisions] == [1, 5]
    for _ in range(2):
        first = session.state().decided.decisions[0]
        state = session.take_out(first.line, first.said)
    assert (state.problems, state.decided.decisions) == ((), [])


def test_a_file_that_is_no_toml_is_told_and_not_written_to(memo):
    file_of(memo).write_text("is = = 3", encoding="utf-8")
    session = Session(memo, Opening())
    assert "TK310" in session.state().problems[0]
    with pytest.raises(RefusedError, match="TK310"):
        session.decide(wish("Good.", "stage"))
    assert file_of(memo).read_text() == "is = = 3"


def test_a_decision_is_taken_out(session, memo):
    state = session.decide(wish("Good.", "stage"))
    (decision,) = state.decided.decisions
    state = session.take_out(decision.line, decision.said)
    assert state.decided.decisions == []
    assert session.undo().decided.decisions != []


def test_a_file_of_the_folder_that_names_the_text_takes_its_decisions(memo):
    folder = memo.with_name("decisions.toml")
    folder.write_text('["memo.txt"]\nlanguage = "en"\n', encoding="utf-8")
    session = Session(memo, Opening())
    session.decide(wish("Good.", "stage"))
    assert '[["memo.txt".decision]]' in folder.read_text()
    assert not file_of(memo).exists()


def test_a_text_that_is_gone_is_told(session, memo):
    memo.unlink()
    state = session.state()
    assert state.result is None
    assert "TK101" in state.problems[0]


def test_the_family_that_is_decided_is_read_at_once(session, memo):
    session.state()
    touch_later(file_of(memo), 'family = "letter"\n')
    assert "letter" in session.state().result.said


def test_what_the_whole_text_is_can_be_said_and_taken_back(session, memo):
    session.state()
    session.say(["family"], None)
    assert not file_of(memo).exists()
    state = session.say(["family"], "letter")
    assert state.decided.family == "letter"
    assert "letter" in state.result.said
    assert 'family = "letter"' in file_of(memo).read_text()
    session.say(["layout", "verse"], "none")
    state = session.say(["persons", "vale"], ["Ada Vale", "Vale"])
    assert state.decided.persons == {"vale": ("Ada Vale", "Vale")}
    state = session.say(["family"], None)
    assert "memorandum" in state.result.said
    for _ in range(4):
        state = session.undo()
    assert not file_of(memo).exists()


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (["family"], "plya", "did you mean 'play'"),
        (["language"], "German", "is no language tag"),
        (["layout", "notes"], "bracket", "did you mean 'brackets'"),
        (["layout", "note"], "brackets", "did you mean 'notes'"),
        (["persons", "1x"], ["Vale"], "no identifier of XML"),
        (["persons", "x"], ["Nobody Here"], "no such words"),
        (["by"], "x", "can be said"),
    ],
)
def test_what_the_whole_text_cannot_be_is_told(session, memo, path, value, words):
    session.state()
    with pytest.raises(RefusedError, match=words):
        session.say(path, value)
    assert not file_of(memo).exists()


def test_an_empty_file_of_decisions_stays_when_all_is_undone(session, memo):
    file_of(memo).write_text("")
    session.state()
    session.say(["family"], "letter")
    session.undo()
    assert file_of(memo).read_text() == ""


def test_what_another_person_decided_stays(memo):
    file_of(memo).write_text('by = "Rita"\n[[decision]]\ntext = "Good."\nis = "stage"\n')
    session = Session(memo, Opening(by="Sam"))
    session.state()
    start = TEXT.index("Good.")
    with pytest.raises(RefusedError, match="Rita decided that"):
        session.decide(Wish(start, start + 5, "heading"))
    assert session.state().decided.decisions[0].kind == "stage"


def test_decisions_that_lost_their_words_are_put_right_one_by_one(session, memo):
    row = '[[decision]]\ntext = "{}"\nis = "stage"\n'
    file_of(memo).write_text(row.format("Godo.") + row.format("Nowhere at all."))
    assert len(session.state().problems) == 2
    start = TEXT.index("Good.")
    state = session.decide(Wish(start, start + 5, "stage"))  # which "Godo." was about
    (left,) = state.problems
    assert "Nowhere at all." in left
    assert [each.text for each in state.decided.decisions] == ["Good.", "Nowhere at all."]
    with pytest.raises(RefusedError, match="has no note 9"):
        session.decide(Wish(start, start + 4, "noteref", values={"note": "9"}))
