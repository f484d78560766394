"""Time stamps: what time they tell, where their form leaves it open."""

import pytest

from tei_kit.tokenizer.families.speech.stamps import Clock, clock_of, time

SAID = "I came to the harbor office in the autumn of that year.\n\n"


def test_two_numbers_are_minutes_and_seconds_where_what_is_said_shows_it():
    assert clock_of(f"Ada 0:07\n{SAID}Ben 0:12\n{SAID}").counts_seconds
    assert clock_of(f"[2:07] Ada: {SAID}[2:12] Ben: {SAID}").counts_seconds
    assert clock_of(f"23:50\nAda: {SAID}24:02\nBen: {SAID}").counts_seconds


def test_two_numbers_are_a_time_of_day_where_more_is_said_than_seconds_allow():
    assert not clock_of(f"Ada 2:07\n{20 * SAID}Ben 2:12\n{SAID}").counts_seconds
    assert not clock_of(f"[9:00] Ada: {SAID}[9:30] Ben: {SAID}").counts_seconds
    assert not clock_of("They met at 2:07 and at 3:10.").counts_seconds


def test_the_last_of_four_numbers_counts_frames_where_so_much_is_said_in_seconds():
    assert clock_of(f"[00:00:05:12]\nAda: {SAID}[00:00:09:03]\nBen: {SAID}").counts_frames
    assert not clock_of(f"[00:00:05:12]\nCC: {SAID}[00:00:05:19]\nCDR: {SAID}").counts_frames


@pytest.mark.parametrize(
    ("stamp", "clock", "value"),
    [
        ("5:07", Clock(), "05:07:00"),
        ("5:07", Clock(counts_seconds=True), "00:05:07"),
        ("75:07", Clock(counts_seconds=True), "01:15:07"),
        ("75:07", Clock(), ""),
        ("01:02:03,500", Clock(), "01:02:03.500"),
        ("02:03:04:05", Clock(), "PT51H4M05S"),
        ("-00:00:00:10", Clock(), "-PT0H0M10S"),
        ("01:02:03:12", Clock(counts_frames=True), "01:02:03"),
        ("99:02:03", Clock(), ""),
    ],
)
def test_the_value_of_a_stamp(stamp, clock, value):
    assert time(stamp, clock) == value
