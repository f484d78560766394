"""Labels between or before marks of quotation, of one letter, glued to what is said, with ages,
after the times of space flights, and numbered questions; and what looks like them.
"""

import pytest

from tests.tokenizer.families.speech.talk import labels, speeches, stages

BETWEEN_GUILLEMETS = """«Ada» Where is the boat?

«Ben» It is gone.

«Ada» Gone? Since when?

«Ben» Since last night. The rope was cut.

«Ada» Who was on the pier?

«Ben» Nobody.
"""
BEFORE_QUOTES = """桃太郎の劇

母「雨だねえ。父さんは遅いよ」
太郎「母さん、船だ！」
母「何の船だい」
太郎「エイダ号だよ」
父「ただいま」
母「お帰りなさい」
"""
DOUBLED = str.maketrans("「」", "『』")
WIDE = """第一幕

［厨房。后面有一扇门。］

玛丽　下雨了，他还不来。

小明　（在窗口）妈妈，船来了！

玛丽　什么船？

小明　“艾达”号！

玛丽　晚上好。（笑）
"""
VERSICLES = """AD COMPLETORIUM

V. Deus, in adjutorium meum intende.
R. Domine, ad adjuvandum me festina.
V. Gloria Patri, et Filio, et Spiritui Sancto.
R. Sicut erat in principio, et nunc, et semper.

Tu autem in nobis es, Domine, et nomen sanctum tuum invocatum est super nos.

V. Custodi nos, Domine, ut pupillam oculi.
R. Sub umbra alarum tuarum protege nos.
"""
MASTER = """D. Qu'est-ce que le baptême ?
R. Le baptême est un sacrement qui efface le péché originel.

D. Qui peut baptiser ?
R. Toute personne, en cas de nécessité.

D. Comment baptise-t-on ?
R. En versant de l'eau sur la tête.
"""
GLUED = """Master.-What is a harbour?

Scholar.-A place where ships lie safe.

Master.-What makes it safe?

Scholar.-The land about it, or a wall built into the sea.

Master.-Which is the better?

Scholar.-The land, sir, for it costs nothing.
"""
AGES = """What do you think of the new harbour?

Ada Vale, 34, teacher: I like it. It is light.

Ben Dorn, 61, pilot: It is too small for the ships that we have.

Clara Pell, 19, student: I never go there.

Oskar Lund, 45 ans, cook: The fish was better in the old one.
"""
FLIGHT = """02 04 12 07  CDR  Houston, Norhaven. We have the light.
02 04 12 15  CC   Roger, Norhaven. We copy.
02 04 12 22  CDR  And it is blinking.
02 04 12 30  LMP  It is blinking twice.
02 04 12 41  CC   Say again, please.
02 04 12 50  LMP  Twice. It blinks twice
             and then it stops.
02 04 13 02  CC   Roger.
"""
NUMBERED = """CHAPTER I. OF FAITH.

1. Q. Who made you? A. God made me.

2. Q. Why did God make you? A. To know him and to love him.

3. Q. Where is God? A. Everywhere.
"""
ARABIC = """المحاور: متى وصلتِ إلى الميناء؟
الكاتبة: في سنة إحدى وثلاثين.
المحاور: بالسفينة؟
الكاتبة: لا، بالقطار. (تضحك)
المحاور: وماذا عن الحرب؟
الكاتبة: لا أتكلم عن الحرب.
"""
PODCAST = """Episode 12: The Harbour

[00:00:04] Ada: Welcome back to the show.
[00:00:09] Ben: Hello everybody.
[00:00:12] Ada: Today we talk about ice.
[00:00:15] Ben: Not again.
[00:00:17] [Laughter]
[00:00:19] Ada: Again. Ben, what is ice?
[00:00:24] Ben: Cold.
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BETWEEN_GUILLEMETS, ["«Ada»", "«Ben»"] * 3),
        (BEFORE_QUOTES, ["母", "太郎", "母", "太郎", "父", "母"]),
        (BEFORE_QUOTES.translate(DOUBLED), ["母", "太郎", "母", "太郎", "父", "母"]),
        (WIDE, ["玛丽", "小明", "玛丽", "小明", "玛丽"]),
        (VERSICLES, ["V.", "R."] * 3),
        (MASTER, ["D.", "R."] * 3),
        (GLUED, ["Master.-", "Scholar.-"] * 3),
        (
            AGES,
            [
                "Ada Vale, 34, teacher:",
                "Ben Dorn, 61, pilot:",
                "Clara Pell, 19, student:",
                "Oskar Lund, 45 ans, cook:",
            ],
        ),
        (FLIGHT, ["CDR", "CC", "CDR", "LMP", "CC", "LMP", "CC"]),
        (NUMBERED, ["1. Q.", "A.", "2. Q.", "A.", "3. Q.", "A."]),
        (ARABIC, ["المحاور:", "الكاتبة:"] * 3),
        (PODCAST, ["Ada:", "Ben:"] * 3),
    ],
)
def test_labels_of_further_prints_speak(text, found):
    assert labels(text) == found


def test_a_speech_goes_on_in_a_line_that_begins_in_small_letters():
    said = speeches(FLIGHT)[5].said
    assert said == ("Twice. It blinks twice and then it stops.",)


def test_brackets_after_a_label_of_chinese_or_japanese_print_are_directions():
    assert stages(WIDE) == ["［厨房。后面有一扇门。］", "（在窗口）", "（笑）"]


def test_a_direction_may_stand_after_a_time():
    assert stages(PODCAST) == ["[Laughter]"]
    assert stages(ARABIC) == ["(تضحك)"]


NOVEL = """Лоцман стоял у окна.

«Да» сказал он.

«Кто там?» спросила она.

«Да» сказал он ещё раз, и она села.

«Нет» сказала она.

«Нет» сказал он, и никто не ответил.
"""
JAPANESE_NOVEL = """太郎は窓のそばに立っていた。

「誰だ」と彼は聞いた。

太郎は「船だ！」と言った。

母は黙っていた。それから「船は行ってしまった」と言った。

太郎は何も答えなかった。
"""
CHOICES = """A. The harbour is open.
B. The harbour is shut.
A. The pilots sit at home.
B. The pilots are at sea.
A. The ice is in the roads.
B. The ice is gone from them.
"""
REFERENCES = """Nature, 34: 12-15.

Pilot Quarterly, 41: 3-9.

Harbour Review, 17: 88.

Ice Letters, 22: 4.
"""
PROGRAM = """10:12:01 INFO   Server started.
10:12:02 INFO   Reading files.
10:12:02 WARN   No encoding given.
10:12:05 ERROR  Disk full.
10:12:05 INFO   Server stops.
10:12:06 INFO   Server stopped.
"""
ENGINEERS = """Dipl.-Ing. Vogel ist zurückgetreten.

Der Hafen bleibt geschlossen.

Dipl.-Ing. Pohl folgt ihm nach.
"""
INITIALS = """A. Vale wrote the first part of the report.

P. Ortega wrote the second part of it.

A. Vale drew the map that stands at the end.

P. Ortega drew nothing at all.
"""


@pytest.mark.parametrize(
    "text",
    [NOVEL, JAPANESE_NOVEL, CHOICES, REFERENCES, PROGRAM, ENGINEERS, INITIALS],
    ids=["novel", "novel in Japanese", "choices", "references", "log", "engineers", "initials"],
)
def test_what_looks_like_such_labels_does_not_speak(text):
    assert labels(text) == []


def test_an_office_beside_a_name_and_a_surname_speaks_once():
    text = (
        "Předseda PSP Jan Vala: Zahajuji schůzi. Slovo má pan poslanec Dvořák.\n\n"
        "Poslanec Petr Dvořák: Pane předsedo, dámy a pánové. Přístav je zavřený.\n\n"
        "Ministr dopravy ČR Karel Hála: Otevřeme ho v květnu.\n\n"
        "Poslanec Petr Dvořák: Kterého roku?\n\nPředseda PSP Jan Vala: Děkuji.\n"
    )
    assert labels(text)[2] == "Ministr dopravy ČR Karel Hála:"
