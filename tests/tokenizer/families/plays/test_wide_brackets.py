"""Plays in Chinese and Japanese: brackets, spaces and headings of their print."""

from tests.tokenizer.families.speech.talk import body, heads, labels, stages

CHINESE = """第一幕

［厨房。后面有一扇门。］

玛丽　下雨了，他还不来。

小明　（在窗口）妈妈，船来了！

玛丽　什么船？

小明　“艾达”号！

第二幕

［老王上。］

老王　（旁白）我完了。

玛丽　晚上好。（下）
"""


def test_acts_have_their_number_in_one_word_with_the_word_for_an_act():
    assert heads(CHINESE) == ["第一幕", "第二幕"]
    assert [div.get("type") for div in body(CHINESE).iter("{*}div")] == ["act"] * 2


def test_names_before_a_wide_space_speak():
    assert labels(CHINESE) == ["玛丽", "小明", "玛丽", "小明", "老王", "玛丽"]


def test_what_stands_in_wide_brackets_is_a_direction():
    found = ["［厨房。后面有一扇门。］", "（在窗口）", "［老王上。］", "（旁白）", "（下）"]
    assert stages(CHINESE) == found
