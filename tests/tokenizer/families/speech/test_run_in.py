"""Labels inside paragraphs: questions and answers in one of them, masters and pupils."""

import pytest

from tests.tokenizer.families.speech.talk import labels, speeches

CATECHISM = """\
THE CATECHISM

Q. 126. What do we mean by the end of man? A. By the end of man we mean why he was created.

Q. 127. How do you know that man was created for God? A. I know it because all things were.

Q. 128. In what respect are all men equal? A. All men are equal in what is necessary for them.

Q. 129. Who made the world? A. God made the world.
"""
PUPIL = """\
OF MONEY

M. What is it, my child, that thou holdest? D. It is a penny, master. M. And why dost thou hold it?
D. Because I would not lose it.

M. Is the penny good in itself, or for what it will buy? D. For what it will buy, surely.

M. Then who would be rich, if none had bread? D. No man, I suppose. M. Well answered.
"""
TRIAL = """\
316. JOHN MARSH was indicted for stealing a watch.

WILLIAM HART sworn.

I lost a silver watch.

Q. Did you see the prisoner that day? - A. Yes, he came into my shop.

Q. What did he ask for? - A. He asked to see some seals.

Q. Are you sure he is the man? - A. I am certain of it.
"""


def test_an_answer_in_the_paragraph_of_its_question_is_a_speech():
    found = speeches(CATECHISM)
    assert [speech.label for speech in found][:3] == ["Q. 126.", "A.", "Q. 127."]
    assert found[1].said == ("By the end of man we mean why he was created.",)
    assert {speech.who for speech in found} == {"q", "a"}


def test_letters_that_take_turns_inside_paragraphs_speak():
    assert labels(PUPIL) == ["M.", "D."] * 4 + ["M."]


def test_a_dash_may_part_question_and_answer():
    assert labels(TRIAL) == ["Q.", "A."] * 3


def test_questions_with_numbers_and_answers_on_lines_of_their_own_speak():
    lines = CATECHISM.replace("? A. ", "?\nA. ")
    assert labels(lines) == labels(CATECHISM)


@pytest.mark.parametrize(
    "text",
    [
        # a choice of answers
        "Q. What is two and two? A. Three. B. Four. C. Five.\n\n"
        "Q. What is two and three? A. Three. B. Four. C. Five.\n\n"
        "Q. What is two and one? A. Three. B. Four. C. Five.\n",
        # questions of a speech that nobody answers
        "I put these to him.\n\nQ. 1. Is he for it?\n\nQ. 2. Is he against it?\n\n"
        "Q. 3. Is he bound?\n\nI heard nothing.\n\nA. HALE.\n",
        # initials of persons
        "M. Hale was born in May. D. Vale was not.\n\nM. Hale went to sea. D. Vale stayed.\n\n"
        "M. Hale came back. D. Vale was dead.\n",
    ],
)
def test_letters_that_nobody_speaks_with_stay_text(text):
    assert labels(text) == []
