"""Timelines: points of time, and the time stamps and turns that point to them."""

from tests.document.check import body, converted
from tests.document.marked_text import read


def inside(marked):
    tree = converted(*read(f"{{division|{marked}}}"))
    return body(tree).removeprefix('<body><div xml:id="part1">').removesuffix("</div></body>")


def timeline(marked):
    return inside(marked).partition("</timeline>")[0]


def turns(marked):
    return [part.partition(">")[0] for part in inside(marked).split("<sp ")[1:]]


def test_turns_point_to_the_stamp_before_the_label_or_after_it():
    before = (
        "{paragraph|{time 00:00:05|0:05}} {paragraph|{speaker ANN|ANN:} One.}"
        " {paragraph|{time 00:01:10.50|1:10}} {paragraph|{speaker BOB|BOB:} Two.}"
    )
    assert timeline(before) == (
        '<timeline unit="s" origin="#part1.t0"><when xml:id="part1.t0"/>'
        '<when xml:id="part1.t1" interval="5" since="#part1.t0"/>'
        '<when xml:id="part1.t2" interval="70.5" since="#part1.t0"/>'
    )
    assert turns(before) == ['who="#ann" synch="#part1.t1"', 'who="#bob" synch="#part1.t2"']
    after = (
        "{paragraph|{speaker ANN|ANN} {time 00:00:05|0:05} One.}"
        " {paragraph|{speaker BOB|BOB} Two.} {paragraph|{speaker ANN|ANN} {time 00:00:09|0:09} So.}"
    )
    assert turns(after) == [
        'who="#ann" synch="#part1.t1"',
        'who="#bob"',
        'who="#ann" synch="#part1.t2"',
    ]


def test_a_stamp_inside_a_speech_is_a_point_of_time_at_which_no_turn_begins():
    marked = (
        "{paragraph|{time 00:00:05|0:05}} {paragraph|{speaker ANN|ANN:} One."
        " {time 00:00:09|0:09} Two.}"
        " {paragraph|{speaker BOB|BOB:} Three.}"
    )
    assert '<time when="00:00:09" synch="#part1.t2">0:09</time>' in inside(marked)
    assert turns(marked) == ['who="#ann" synch="#part1.t1"', 'who="#bob"']


def test_times_of_day_are_absolute():
    marked = (
        "{paragraph|{speaker ANN|ANN} {time 14:05:00|14:05} One.}"
        " {paragraph|{speaker BOB|BOB} {time 14:09:00|14:09} Two.}"
    )
    assert timeline(marked) == (
        '<timeline><when xml:id="part1.t1" absolute="14:05:00"/>'
        '<when xml:id="part1.t2" absolute="14:09:00"/>'
    )


def test_durations_count_from_the_beginning():
    marked = (
        "{paragraph|{speaker ANN|ANN} {time PT25H0M02S|1:01:00:02} One.}"
        " {paragraph|{speaker BOB|BOB} {time PT25H1M|1:01:01:00} Two.}"
    )
    assert 'interval="90002" since="#part1.t0"' in timeline(marked)
    assert '<time dur="PT25H1M" synch="#part1.t2">' in inside(marked)


def test_there_is_no_timeline_where_no_turns_begin_at_stamps_or_but_one_does():
    assert "timeline" not in inside("{paragraph|{time 14:05:00|14:05} {time 14:06:00|14:06} So.}")
    assert "synch" not in inside("{paragraph|{speaker ANN|ANN} {time 14:05:00|14:05} One.}")
