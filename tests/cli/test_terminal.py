"""Commands in a terminal: bars that leave no trace, colours, other encodings."""

import json
import os
import re
import subprocess
import sys

import pytest

from tei_kit.cli.main import COMMANDS
from tei_kit.cli.progress import progress_line
from tests.test_fixtures import OUTPUT, SEED

pty = pytest.importorskip("pty", reason="a terminal of POSIX")

from tests.cli.in_terminal import TEI_KIT, environment, in_terminal  # noqa: E402

MEMO = """7. Memorandum of Conversation1

Paris, May 31, 1971.

Text [Page 8] here, and a name: Attaché ☃.

Kissinger: One.

Xuan Thuy: Two.

  1. A note.
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "texts").mkdir()
    for number in range(14):
        text = "" if number == 5 else MEMO.replace("[Page 8]", "[Page 8] and [Page 12]")
        (tmp_path / "texts" / f"a_memorandum_with_a_long_name_{number:02}.txt").write_text(text)
    (tmp_path / "memo.txt").write_text(MEMO)
    (tmp_path / "wrong.xml").write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'><b/></TEI>")
    return tmp_path


def plain(folder, *words, **variables):
    """A command whose output goes into pipes."""
    return subprocess.run(
        [*TEI_KIT, *map(str, words)],
        cwd=folder,
        env=environment(**variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )


# ------------------------------------------------------------------ bars


@pytest.mark.parametrize("columns", [60, 80, 200, 12])
def test_what_convert_tells_stands_on_lines_of_its_own_beside_the_bar(folder, columns):
    texts = sorted(map(str, (folder / "texts").iterdir()))
    without = plain(folder, "convert", *texts, "-o", "one")
    done = in_terminal(
        [*TEI_KIT, "convert", "--no-source", *texts, "-o", "one"],
        cwd=folder,
        columns=columns,
        TERM="vt100",
    )
    assert "\rconv" in done.written
    coloured = re.compile(r"\x1b\[[\d;]*m")
    assert [coloured.sub("", line) for line in done.lines] == without.stderr.decode().split("\n")


def test_a_bar_never_wraps(folder):
    texts = sorted(map(str, (folder / "texts").iterdir()))
    done = in_terminal([*TEI_KIT, "convert", *texts, "-o", "one"], cwd=folder, columns=60)
    bars = [part for part in re.split(r"[\r\n]", done.written) if part.startswith("converting")]
    assert bars
    assert max(map(len, bars)) < 60


@pytest.mark.parametrize("room", [0, 1, 5, 20, 40, 77, 300])
def test_a_line_of_progress_fits_and_says_what_it_can(room):
    line = progress_line("converting", 0.5, "20 of 40, 0:07 left", room, "#-")
    assert len(line) <= room
    assert ("20 of 40" in line) == (room >= 20)
    assert ("####----" in line) == (room >= 40)


def test_batch_and_validate_leave_no_bar_behind(folder):
    done = in_terminal([*TEI_KIT, "batch", "texts", "--out", "tei", "-j", "1"], cwd=folder)
    assert "of 14 files" in done.written
    assert not [line for line in done.lines if "━" in line or "╌" in line]
    done = in_terminal([*TEI_KIT, "validate", "tei"], cwd=folder)
    assert "validating" in done.written
    assert [line for line in done.lines if line] == [
        "13 files valid, 0 not (schemas: tei_kit.rng, tei_kit.sch)"
    ]


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}, {"TERM": "DUMB"}])
def test_a_dumb_terminal_gets_no_bar_and_no_colour(folder, variables):
    texts = sorted(map(str, (folder / "texts").iterdir()))
    done = in_terminal([*TEI_KIT, "convert", *texts, "-o", "one"], cwd=folder, **variables)
    assert "converting" not in done.written
    assert "\x1b" not in done.written


# ------------------------------------------------------------------ colours

# Every command: something it does, its help, and a mistake.
DEEDS = {
    "convert": ["convert", "memo.txt", "-o", "memo.xml"],
    "batch": ["batch", "texts", "--out", "tei"],
    "validate": ["validate", "wrong.xml"],
    "text": ["text", "memo.txt"],
    "tokens": ["tokens", "memo.txt"],
    "export": ["export", "memo.txt", "--to", "md"],
    "stats": ["stats", str(OUTPUT)],
    "report": ["report", "memo.txt", str(SEED)],
    "schema": ["schema", "nothing.rng"],
    "odd": ["odd", "nothing.odd"],
    "p5": ["p5", "add", "nothing.odd"],
    "explain": ["explain", "TK502"],
    "decide": ["decide", "memo.txt:7", "speaker"],
    "init": ["init", "memo.txt/x"],
}
COLOURED = ("convert", "batch", "validate", "text", "tokens", "export", "stats", "report", "odd")


def words_of(command):
    given = DEEDS.get(command, [command])
    return [given, [command, "--help"], [command, "--no-such-option"]]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("variables", [{"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour_no_command_writes_an_escape(folder, command, variables):
    for words in words_of(command):
        done = in_terminal([*TEI_KIT, *words], cwd=folder, **variables)
        assert "\x1b" not in done.written
        assert done.written


@pytest.mark.parametrize("command", COLOURED)
def test_a_terminal_has_colour_and_so_has_a_pipe_that_asks_for_it(folder, command):
    words = DEEDS[command]
    assert "\x1b[" in in_terminal([*TEI_KIT, *words], cwd=folder, COLUMNS="80").written
    forced = plain(folder, *words, FORCE_COLOR="1", TERM="dumb")
    assert b"\x1b[" in forced.stdout + forced.stderr
    empty = plain(folder, *words, FORCE_COLOR="", NO_COLOR="")
    assert b"\x1b[" not in empty.stdout + empty.stderr


# ------------------------------------------------------------------ encodings

ENCODINGS = [
    {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("variables", ENCODINGS, ids=lambda v: "-".join(v.values()))
@pytest.mark.parametrize("command", COMMANDS)
def test_no_encoding_of_a_terminal_ends_in_an_error(folder, command, variables):
    for words in words_of(command):
        done = plain(folder, *words, FORCE_COLOR="1", **variables)
        said = (done.stdout + done.stderr).decode("latin-1")
        assert "should not happen" not in said
        assert "Traceback" not in said
        assert done.returncode in (0, 1, 2)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("words", [["tokens", "--json"], ["report", "--json"]])
def test_json_is_json_in_every_encoding(folder, words, encoding):
    done = plain(folder, *words, "memo.txt", PYTHONIOENCODING=encoding)
    found = json.loads(done.stdout.decode(encoding))
    if words[0] == "tokens":
        assert "☃" in "".join(row["text"] for row in found)


def test_bars_of_statistics_are_signs_that_the_encoding_has(folder):
    shown = plain(folder, "stats", OUTPUT, PYTHONIOENCODING="ascii").stdout.decode("ascii")
    assert "\\u" not in shown
    assert "-----" in shown


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes")
def test_a_name_that_is_no_text_is_told_in_every_encoding(folder):
    name = os.fsdecode(b"caf\xe9.txt")
    (folder / name).write_text(MEMO)
    for variables in ({"PYTHONIOENCODING": "utf-8:strict"}, *ENCODINGS):
        for words in (["convert", name, "-o", name + ".xml", "-v"], ["convert", name + "x"]):
            done = plain(folder, *words, **variables)
            assert b"should not happen" not in done.stderr
            assert b"caf" in done.stderr


@pytest.mark.parametrize("words", [["--help"], ["convert", "--help"], ["validate", "--help"]])
def test_help_fits_a_narrow_terminal(words):
    done = subprocess.run(
        [*TEI_KIT, *words],
        env=environment(COLUMNS="40"),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    text, _, _ = done.stdout.partition("Example")
    for line in text.splitlines():
        is_name = line.lstrip().startswith("-") or "[" in line  # names are not divided
        assert len(line) <= 40 or is_name, line


@pytest.mark.parametrize(
    "words", [["report", "a.txt"], ["report", "."], ["stats", "a.xml", "b.xml"]]
)
def test_a_table_that_has_no_room_is_a_line_for_each_row(tmp_path, words):
    turns = "1. Talk\n\nAda Vale: Yes, it is.\n\nBen Dorn: No, it is not.\n\nAda Vale: Well.\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(turns)
        plain(tmp_path, "convert", f"{name}.txt", "-o", f"{name}.xml")
    narrow = plain(tmp_path, *words, COLUMNS="40").stdout.decode()
    assert "…" not in narrow
    assert "┃" not in narrow
    wide = plain(tmp_path, *words, COLUMNS="100", TERM="dumb").stdout.decode()
    assert wide.isascii()
    for number in ("found",) if words[0] == "report" else ("turns", "words"):
        assert number in narrow.lower()
        assert number in wide.lower()


def test_a_file_whose_name_begins_as_an_option_is_told_how_it_is_given(tmp_path):
    (tmp_path / "-dash.txt").write_text("Some text.\n")
    done = plain(tmp_path, "convert", "-dash.txt", "-o", "x.xml")
    assert done.returncode == 2
    assert "No such option '-d'; the file of this name is ./-dash.txt." in done.stderr.decode()
    assert plain(tmp_path, "convert", "./-dash.txt", "-o", "x.xml").returncode == 0
