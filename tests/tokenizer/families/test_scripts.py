"""Plays, sittings and letters in other scripts than that of English."""

import pytest

import tei_kit
from tei_kit.xml.names import TEI, XML

ARABIC_PLAY = """الأشخاص

أحمد
سلمى

الفصل الأول

أحمد: من أنت؟ وماذا تريدين؟

سلمى: أنا أختك، ألا تعرفني؟

(يدخل الخادم)

أحمد: لا أعرفك.

سلمى: إذن سأذهب.

(تخرج سلمى)

أحمد: يا لها من ليلة!
"""
HEBREW_PLAY = """הנפשות

רות
דוד

מערכה ראשונה

רות: מי שם?

דוד: זה אני. האם אביך בבית?

רות: לא, הוא יצא.

(דוד יוצא)

רות: הוא הלך.

דוד: חזרתי.
"""
CHINESE_PLAY = """人物

老王
小李

第一幕

老王：你来了！（笑）

小李：来了。船到了吗？

老王：还没有到。

小李：那我们等一等。

〔小李下。〕

老王：他走了。
"""
UKRAINIAN_PLAY = """ДІЙОВІ ОСОБИ

Ганна
Петро

ДІЯ ПЕРША

ГАННА. Чого тобі тут треба?

ПЕТРО. Я хочу поговорити з тобою. (Сідає.)

ГАННА. Батько пішов.

(Входить Хома.)

ПЕТРО. То я почекаю.
"""
TURKISH_PLAY = """KİŞİLER

AYŞE
KEMAL

BİRİNCİ PERDE

AYŞE — Burada ne istiyorsun?

KEMAL — Seninle konuşmak istiyorum. (Oturur.)

AYŞE — Babam evde değil.

(Hasan girer.)

KEMAL — Öyleyse beklerim.
"""
HEBREW_SITTING = """היו"ר אברהם כהן:

אני פותח את הישיבה. חבר הכנסת לוי, בבקשה.

משה לוי (העבודה):

אדוני היושב-ראש, מתי ייפתח הנמל?

שר התחבורה דוד מזרחי:

הנמל ייפתח בחודש הבא.

משה לוי (העבודה):

תודה רבה.

היו"ר אברהם כהן:

תודה. הישיבה ננעלה.
"""
CROATIAN_SITTING = """PREDSJEDNIK: Otvaram sjednicu. Riječ ima zastupnik Marić.

IVAN MARIĆ: Gospodine predsjedniče, kad će se otvoriti luka? (Pljesak.)

PREDSJEDNIK: Hvala. Ministar Horvat.

MINISTAR HORVAT: Luka će se otvoriti idući mjesec. (Smijeh.)

IVAN MARIĆ: Hvala lijepa.

PREDSJEDNIK: Sjednica je zaključena.
"""
LETTERS = {
    "ru": "Тверь, 3 мая 1894 г.\n\nМилая Анна!\n\nСегодня утром я получил твоё письмо. Мы здесь "
    "все здоровы, и дети тебе кланяются. Пароход ещё не пришёл.\n\nТвой брат\nФома\n",
    "uk": "Полтава, 3 травня 1904 р.\n\nДорога Ганно!\n\nСьогодні вранці я одержав твій лист. Ми "
    "тут усі здорові, і діти тебе вітають. Пароплав ще не прийшов.\n\nТвій брат\nХома\n",
}


@pytest.mark.parametrize(
    ("text", "code", "speeches"),
    [
        (ARABIC_PLAY, "ar", 5),
        (HEBREW_PLAY, "he", 5),
        (CHINESE_PLAY, "zh", 5),
        (UKRAINIAN_PLAY, "uk", 4),
        (TURKISH_PLAY, "tr", 4),
        (HEBREW_SITTING, "he", 5),
        (CROATIAN_SITTING, "hr", 6),
    ],
)
def test_everybody_speaks(text, code, speeches):
    root = tei_kit.convert(text).tree.getroot()
    assert root.get(f"{XML}lang") == code
    assert len(root.findall(f".//{TEI}sp")) == speeches


@pytest.mark.parametrize("code", LETTERS)
def test_a_short_letter_in_cyrillic_has_its_parts(code):
    root = tei_kit.convert(LETTERS[code]).tree.getroot()
    assert root.get(f"{XML}lang") == code
    assert root.find(f".//{TEI}dateline") is not None
    assert root.find(f".//{TEI}opener/{TEI}salute") is not None
    assert root.find(f".//{TEI}signed") is not None


JAPANESE_SITTING = """○議長（山田一郎君）　これより会議を開きます。

○鈴木花子君　総理にお尋ねします。港はいつ開きますか。
　予算についても伺います。

○国務大臣（田中次郎君）　お答えします。港は来月開きます。
〔拍手〕

○鈴木花子君　終わります。

○議長（山田一郎君）　本日はこれにて散会いたします。
"""


def test_circles_begin_the_labels_of_the_japanese_parliament():
    root = tei_kit.convert(JAPANESE_SITTING).tree.getroot()
    assert root.get(f"{XML}lang") == "ja"
    speakers = [element.text for element in root.iter(f"{TEI}speaker")]
    assert speakers[:2] == ["○議長（山田一郎君）", "○鈴木花子君"]
    who = [element.get("who") for element in root.iter(f"{TEI}sp")]
    numbers = [who.index(each) for each in who]
    assert numbers == [0, 1, 2, 1, 0]
    assert [element.text for element in root.iter(f"{TEI}stage")] == ["〔拍手〕"]


def test_circles_before_items_are_no_labels():
    text = "○会費　千円\n\n○場所　公民館\n\n○日時　五月三日\n\n○持ち物　弁当\n"
    root = tei_kit.convert(text).tree.getroot()
    assert root.find(f".//{TEI}sp") is None
