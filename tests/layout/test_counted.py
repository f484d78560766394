"""Lists whose items begin with numbers or letters that count up."""

import pytest

import tei_kit

TASKS = "to collect the papers;", "to print them;", "to keep the accounts."


def items(text):
    """The numbers and the words of the items that a text becomes."""
    tree = tei_kit.convert(text, name="tasks.txt").tree
    return [
        (item.get("n"), " ".join("".join(item.itertext()).split())) for item in tree.iter("{*}item")
    ]


def lines(*marks):
    return "\n".join(f"{mark} {task}" for mark, task in zip(marks, TASKS, strict=True))


@pytest.mark.parametrize(
    "marks", [("1.", "2.", "3."), ("(a)", "(b)", "(c)"), ("i)", "ii)", "iii)")]
)
def test_lines_that_count_up_are_items(marks):
    text = f"The committee has three tasks:\n{lines(*marks)}\n\nIt meets on Fridays.\n"
    assert [words for _, words in items(text)] == list(TASKS)


def test_items_stand_in_the_item_above_them():
    text = (
        "There are tasks:\n\n1. To collect the papers:\n   a. of the society,\n   b. of others;\n"
        "2. to print them.\n\nIt meets on Fridays.\n"
    )
    tree = tei_kit.convert(text, name="tasks.txt").tree
    (inner,) = tree.findall(".//{*}item/{*}list")
    assert [item.text for item in inner] == ["of the society,", "of others;"]


@pytest.mark.parametrize(
    "text",
    [
        # paragraphs with numbers
        lines("1.", "2.", "3.").replace("\n", "\n\n"),
        # neither announced nor more than two
        "Two of them came.\n1. to collect the papers;\n2. to print them.\n",
        # paragraphs with numbers, one a line
        "Of Monday.\n1. We met.\n2. We spoke of the war.\n3. We parted.\n",
        # numbers that do not count up from the first
        f"The committee has three tasks:\n{lines('2.', '3.', '4.')}\n",
        # speeches of persons with numbers
        "1. Gent. What news?\n2. Gent. None.\n3. Gent. Let us go.\n",
    ],
    ids=["paragraphs", "two", "sentences", "from two", "speeches"],
)
def test_other_numbers_make_no_items(text):
    assert items(text) == []
