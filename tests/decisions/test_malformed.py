"""Whatever is wrong in a decisions file, the message says where it is and what to write."""

import pytest

from tei_kit import pipeline
from tei_kit.decisions.decision import DecisionError
from tei_kit.decisions.reading import of_text
from tests.decisions.made import TEXT

ROW = "[[decision]]\n"
GOOD = f'{ROW}text = "Good."\n'
STAGE = f'{GOOD}is = "stage"\n'


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f'{ROW}text = “Good.”\nis = "stage"\n', 2, 'write text = "Good."'),
        ('[[decision]\ntext = "Good."\n', 1, "write [[decision]]"),
        ('[decision]\ntext = "Good."\n', 1, "write each decision as [[decision]]"),
        ('[[decisions]]\ntext = "Good."\n', 1, "did you mean 'decision'?"),
        ('text = "Good."\n', 1, "write [[decision]] on the line above"),
        (f"{GOOD}is = stage\n", 3, 'write is = "stage"'),
        (f'{ROW}text: "Good."\n', 2, 'write text = "Good."'),
        (f'{GOOD}is = "satge"\n', 3, "did you mean 'stage'?"),
        (f'{GOOD}iss = "stage"\n', 3, "did you mean 'is'?"),
        (f'{STAGE}is = "heading"\n', 4, "is is given twice"),
        (f'{GOOD}is = ["stage"]\n', 3, "words in quotation marks"),
        (f'{ROW}text = "Gud."\nis = "stage"\n', 2, "Likely places: memo.txt:21:1"),
        (f'{ROW}text = "Vale:"\nis = "stage"\n', 2, "memo.txt:8:1, memo.txt:16:1"),
        (f"{STAGE}nth = 3\n", 4, "nth or of is not right"),
        (f'{STAGE}after = "Bad."\n', 4, "not beside those that before or after say"),
        (f"{STAGE}nth = 0\n", 4, "a number from 1"),
        (f'{GOOD}is = "heading"\nlevel = "two"\n', 4, "without quotation marks"),
        (f'{GOOD}is = "heading"\nlevel = 99\n', 4, "from 0 to 12"),
        (f'{GOOD}is = "date"\nwhen = "31 May 1971"\n', 4, "no date as 1971-05-31"),
        (f'{GOOD}is = "date"\nwhen = "1971-02-30"\n', 4, "does not exist in the calendar"),
        (f'{GOOD}not = "plain"\n', 3, "say what the words are"),
        (f'{ROW}is = "stage"\n', 1, 'text = "…"'),
        ('famly = "letter"\n', 1, "did you mean 'family'?"),
        ('# mine\nfamily = "leter"\n', 2, "did you mean 'letter'?"),
        ('language = "English"\n', 1, "no language tag; write en"),
        ('[layout]\nnots = "brackets"\n', 2, "did you mean 'notes'?"),
        ('[layout]\nnotes = "bracket"\n', 2, "did you mean 'brackets'?"),
        ('layout = "brackets"\n', 1, 'notes = "brackets"'),
        ('[persons]\nvale = "Ada Vale"\n', 2, 'write vale = ["Ada Vale"]'),
        ("[persons]\nvale = 3\n", 2, 'borges = ["Borgès"]'),
        ('persons = "Vale"\n', 1, 'borges = ["Borgès"]'),
        (f'{GOOD}is = "xyz"\n', 3, "usual kinds are speaker, heading"),
        (f'{GOOD}xyz = "stage"\n', 3, "usual keys are is, not, text"),
        ('[persons]\n"Ada Vale" = ["Vale"]\n', 2, "write ada_vale"),
        ('[persons]\nvale = ["Wale"]\n', 2, "Likely places"),
        (STAGE + GOOD + 'is = "heading"\n', 6, "both cannot be true"),
        (f'{GOOD}is = "noteref"\n', 3, 'say which: note = "…"'),
        ('[[memo.txt.decision]]\ntext = "Good."\n', 1, '"memo.txt"'),
        (f'{STAGE}every = "yes"\n', 4, "every is true or false"),
        (f'{ROW}text = "boats"\nis = "item"\nevery = true\n', 4, "begin no line"),
    ],
)
def test_a_malformed_file_is_told_with_its_line(text, line, words):
    with pytest.raises(DecisionError) as error:
        pipeline.convert(TEXT, name="memo.txt", decisions=of_text(text, "d.toml", "memo.txt"))
    (found,) = error.value.diagnostics
    assert (found.file, found.line) == ("d.toml", line)
    assert words in found.message


@pytest.mark.parametrize("when", ["2000-02-29", "--02-29", "1971-05", "1971", "-0044-03-15"])
def test_days_of_the_calendar_are_right(when):
    assert of_text(f'{GOOD}is = "date"\nwhen = "{when}"\n', "d.toml").decisions
