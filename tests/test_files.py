"""Writing: whole or not at all, and never over the input."""

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tei_kit import files
from tei_kit.files import OutputError


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path):
    files.write(tmp_path / "a.xml", b"one")
    files.write(tmp_path / "a.xml", b"two")
    assert [p.name for p in tmp_path.iterdir()] == ["a.xml"]
    assert (tmp_path / "a.xml").read_bytes() == b"two"


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path):
    path = tmp_path / "a.xml"
    mask = os.umask(0o027)
    try:
        files.write(path, b"one")
        assert path.stat().st_mode & 0o777 == 0o640
        path.chmod(0o600)
        files.write(path, b"two")
        assert path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(mask)


def test_a_symbolic_link_stays_one(tmp_path):
    (tmp_path / "link.xml").symlink_to(tmp_path / "real.xml")
    files.write(tmp_path / "link.xml", b"one")
    assert (tmp_path / "link.xml").is_symlink()
    assert (tmp_path / "real.xml").read_bytes() == b"one"


def test_when_writing_fails_the_old_file_is_whole_and_nothing_is_left(tmp_path, monkeypatch):
    path = tmp_path / "a.xml"
    files.write(path, b"old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    with pytest.raises(OutputError, match=r"TK601 .*No space left on device"):
        files.write(path, b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["a.xml"]
    assert path.read_bytes() == b"old"


def test_a_device_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    files.write(pipe, b"one")
    assert os.read(reader, 10) == b"one"
    assert pipe.is_fifo()
    os.close(reader)


def test_a_folder_that_is_a_file_is_an_error(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="TK601"):
        files.make_folder(tmp_path / "file" / "folder")
    with pytest.raises(OutputError, match="TK601"):
        files.write(tmp_path / "file" / "a.xml", b"x")


@pytest.mark.parametrize("kind", ["same", "symbolic", "hard"])
def test_the_input_is_never_overwritten_by_whatever_name(tmp_path, kind):
    source = tmp_path / "a.txt"
    source.write_text("x")
    other = source if kind == "same" else tmp_path / "b.txt"
    if kind == "symbolic":
        other.symlink_to(source)
    elif kind == "hard":
        os.link(source, other)
    with pytest.raises(OutputError, match="TK602"):
        files.refuse_overwrite(str(source), other)
    files.refuse_overwrite(str(source), tmp_path / "new.xml")


def test_inputs_that_would_go_to_one_file_are_both_refused(tmp_path):
    plans = files.plan_folder(["x/a.txt", "y/A.text", "b.txt"], tmp_path)
    assert [plan.problem is not None for plan in plans] == [True, True, False]
    assert "TK603" in str(plans[0].problem)
    assert plans[2].output == tmp_path / "b.xml"


@pytest.mark.parametrize("size", [0, 3, 2**20])
def test_the_sha_256_is_that_of_hashlib_whether_it_is_loaded_or_not(size):
    wanted = hashlib.sha256(b"a" * size + b"b").hexdigest()
    code = (
        "import sys; from tei_kit.files import sha256\n"
        f"found = sha256(b'a' * {size})\n"
        "found.update(b'b')\n"
        "print(found.hexdigest(), 'hashlib' in sys.modules)"
    )
    words = [sys.executable, "-c", code]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [wanted, str(size == 2**20)]
    assert files.sha256(b"a" * size + b"b").hexdigest() == wanted


def test_without_a_sha_256_of_python_itself_hashlib_is_asked(monkeypatch):
    monkeypatch.delitem(sys.modules, "hashlib")
    for name in ("_sha256", "_sha2"):
        monkeypatch.setitem(sys.modules, name, None)
    assert files.sha256(b"a").hexdigest() == hashlib.sha256(b"a").hexdigest()


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "make room"),
        (errno.EROFS, "name a place that can be written to"),
        (errno.EACCES, "permissions"),
    ],
)
def test_what_to_do_about_a_place_that_cannot_be_written_is_said(
    tmp_path, monkeypatch, number, remedy
):
    def refuse(*_arguments, **_options):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(OutputError, match=f"TK601 .*{os.strerror(number)}; .*{remedy}"):
        files.write(tmp_path / "a.xml", b"<a/>")
