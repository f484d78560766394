"""WebVTT and SubRip: cues, who speaks in them, and when."""

import pytest

import tei_kit
from tei_kit.source.source import SourceError

TEI = "{http://www.tei-c.org/ns/1.0}"

VTT = """\
WEBVTT

NOTE A comment

1
00:00:05.000 --> 00:00:08.000 align:start
<v Ben Dorn>When did you start?

2
00:00:09.000 --> 00:00:12.500
<v Ada Vale>In the <i>autumn</i>. They gave me
a desk &amp; a lamp.

3
00:00:13.000 --> 00:00:14.000
<v Ada Vale>It was small.
"""

SRT = """\
1
00:00:05,000 --> 00:00:08,000
BEN: When did
you start?

2
00:00:09,000 --> 00:00:12,500
ADA: In the autumn.

3
00:01:10,000 --> 00:01:11,000
BEN: And then?

4
00:01:12,000 --> 00:01:13,000
ADA: Nothing.
"""


def body(text, name):
    return tei_kit.convert(text, name=name).tree.find(f".//{TEI}body")


def words(element):
    return " ".join("".join(element.itertext()).split())


def test_a_voice_is_a_speaker_and_its_next_cue_goes_on():
    found = list(body(VTT, "a.vtt").iter(f"{TEI}sp"))
    assert [words(sp.find(f"{TEI}speaker")) for sp in found] == ["Ben Dorn", "Ada Vale"]
    assert words(found[1].findall(f"{TEI}p")[0]) == "In the autumn. They gave me a desk & a lamp."


def test_times_are_kept_with_their_values():
    times = [time.get("when") for time in body(VTT, "a.vtt").iter(f"{TEI}time")]
    assert times == ["00:00:05.000", "00:00:09.000", "00:00:13.000"]


def test_what_is_no_text_is_left_out_and_told():
    conversion = tei_kit.convert(VTT, name="a.vtt")
    assert "comment" not in words(conversion.tree.find(f".//{TEI}body"))
    assert "TK121" in {d.code for d in conversion.diagnostics}


def test_places_are_lines_of_the_file():
    source = tei_kit.convert(VTT, name="a.vtt").source
    assert source.place(source.text.index("a desk")).line == 12


def test_labels_in_subtitles_are_found_as_in_any_text():
    found = [words(s) for s in body(SRT, "a.srt").iter(f"{TEI}speaker")]
    assert found == ["BEN:", "ADA:", "BEN:", "ADA:"]


def test_a_file_without_cues_is_an_error():
    with pytest.raises(SourceError) as error:
        tei_kit.convert("WEBVTT\n", name="a.vtt")
    assert error.value.diagnostics[0].code == "TK122"
