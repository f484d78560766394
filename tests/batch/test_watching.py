"""Watching: what has changed is told once, when it is whole."""

import pytest

from tei_kit.batch import watching
from tei_kit.batch.watching import Watch


@pytest.fixture
def meanwhile(monkeypatch):
    """Deeds that are done one by one, each while the watch pauses."""
    deeds = []

    def pause(_seconds):
        assert deeds, "nothing more happens, and it goes on waiting"
        deeds.pop(0)()

    monkeypatch.setattr(watching.time, "sleep", pause)
    return deeds.append


def nothing():
    """Nothing happens during a pause."""


def texts(folder):
    return lambda: sorted(folder.glob("*.txt"))


def test_a_change_a_new_file_and_one_that_is_gone_are_told(tmp_path, meanwhile):
    a, b, c = (tmp_path / name for name in ("a.txt", "b.txt", "c.txt"))
    a.write_text("one")
    b.write_text("two")
    watch = Watch(texts(tmp_path))
    for deed, path in (
        (lambda: a.write_text("another"), a),
        (lambda: c.write_text("three"), c),
        (b.unlink, b),
    ):
        meanwhile(nothing)
        meanwhile(deed)
        meanwhile(nothing)
        assert watch.wait() == [str(path)]


def test_a_file_that_is_not_there_yet_can_be_watched(tmp_path, meanwhile):
    path = tmp_path / "meta.toml"
    watch = Watch(lambda: [path])
    meanwhile(lambda: path.write_text("x"))
    meanwhile(nothing)
    assert watch.wait() == [str(path)]


def test_what_changes_while_nobody_waits_is_not_overlooked(tmp_path, meanwhile):
    path = tmp_path / "a.txt"
    path.write_text("one")
    watch = Watch(texts(tmp_path))
    path.write_text("other")
    meanwhile(nothing)
    meanwhile(nothing)
    assert watch.wait() == [str(path)]


def test_a_file_that_is_being_written_is_waited_for(tmp_path, meanwhile):
    path = tmp_path / "a.txt"
    path.write_text("")
    watch = Watch(texts(tmp_path))
    for number in range(5):
        meanwhile(lambda number=number: path.write_text("x" * (number + 1)))
    meanwhile(nothing)
    assert watch.wait() == [str(path)]
    assert path.read_text() == "xxxxx"


def test_a_file_that_comes_and_goes_has_not_changed(tmp_path, meanwhile):
    a, b = tmp_path / "a.txt", tmp_path / "b.txt"
    a.write_text("one")
    watch = Watch(texts(tmp_path))
    meanwhile(lambda: b.write_text("two"))
    meanwhile(b.unlink)
    meanwhile(nothing)
    meanwhile(lambda: b.write_text("three"))
    meanwhile(nothing)
    assert watch.wait() == [str(b)]
    assert b.read_text() == "three"
