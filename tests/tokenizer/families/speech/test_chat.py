"""Chats: who writes, by the names and times that lines begin with."""

import pytest

from tests.tokenizer.families.speech.talk import body, labels, speeches, stages

TEI = "{http://www.tei-c.org/ns/1.0}"

ANGLES = """\
--- Log opened Tue Mar 04 10:00:01 2014
10:00 < ada_v> welcome to the weekly call
10:00 <@bob> hi
10:01 < ada_v> any comments?
10:02 <@bob> I think we should drop the second step
10:03 -!- dee has joined #works
10:04 * bob42 sighs
10:05 < ada_v> ok
"""
BARE = """\
<ada> hi everyone, shall we start?
<bob42> yes, let's
<ada> I have one topic
* bob42 nods
<bob42> go ahead
"""
NAMES = """\
[4:30pm] seanw: Good evening all.
[4:30pm] cary: Good evening
[4:31pm] seanw: cary, where is Sandy?
[4:31pm] cary: I don't know
[11:05pm] loco085: hi
"""
DAYS = """\
12/05/2023, 14:03 - Ada Vale: Are you coming tonight?
12/05/2023, 14:05 - Ben: I think so, what time?
12/05/2023, 14:05 - Ada Vale: Seven.
12/05/2023, 14:09 - Ben: Ok.
"""
OVER = """\
ada.vale [9:14 AM]
Morning all, is it green?

ben_k [9:15 AM]
Not yet, I am waiting.

ada.vale [9:17 AM]
ok, ping me when it is

ben_k [9:41 AM]
It's green now.
"""


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (ANGLES, ["< ada_v>", "<@bob>", "< ada_v>", "<@bob>", "< ada_v>"]),
        (BARE, ["<ada>", "<bob42>", "<ada>", "<bob42>"]),
        (NAMES, ["seanw:", "cary:", "seanw:", "cary:", "loco085:"]),
        (DAYS, ["Ada Vale:", "Ben:", "Ada Vale:", "Ben:"]),
        (OVER, ["ada.vale", "ben_k", "ada.vale", "ben_k"]),
    ],
)
def test_names_of_any_form_write_the_lines_of_a_chat(text, names):
    assert labels(text) == names


def test_who_writes_is_the_name_without_its_signs():
    assert {speech.who for speech in speeches(ANGLES)} == {"ada_v", "bob"}


def test_what_somebody_does_in_a_chat_is_a_direction():
    assert stages(ANGLES)[1:] == ["10:03 -!- dee has joined #works", "10:04 * bob42 sighs"]


def test_times_of_a_chat_have_values():
    times = [time.get("when") for time in body(NAMES).iter(f"{TEI}time")]
    assert times[0] == "16:30:00"
    assert times[-1] == "23:05:00"


def test_a_short_message_that_goes_on_is_no_heading():
    text = BARE.replace("yes, let's", "yes\nLet us begin")
    assert speeches(text)[1].said == ("yes", "Let us begin")


@pytest.mark.parametrize(
    "text",
    [
        # what a program logs
        "10:00 <info> starting\n10:01 <warn> is it up?\n10:02 <info> you may connect\n"
        "10:03 <info> done\n10:04 <warn> we are late\n",
        # what is marked up
        "<p> Are you there?</p>\n<p> I am</p>\n<b> You</b>\n<p> we go</p>\n<b> My</b>\n",
        # nobody says I or you
        "[10:00:01] sshd: session opened\n[10:00:02] cron: job run\n[10:00:03] sshd: closed\n"
        "[10:00:04] cron: job run\n[10:00:05] sshd: session opened\n",
        # the settings of a program
        "name: ada\nport: 80\nname: bob\nport: 81\nname: cee\nport: 82\n",
    ],
)
def test_logs_of_programs_are_no_chats(text):
    assert labels(text) == []
