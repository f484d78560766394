"""A margin of `>` before all lines is taken off, with a word about it."""

import tei_kit

LETTER = (
    "Eastmoor, May 3, 1971\n\nDear Mr. Hale,\n\nI have your letter.\n\nYours truly,\n\nAda Vale\n"
)


def quoted(text, sign="> "):
    return "".join(f"{sign}{line}".rstrip() + "\n" for line in text.splitlines())


def body(text):
    tree = tei_kit.convert(text, name="letter.txt").tree
    return " ".join("".join(tree.find(".//{*}body").itertext()).split())


def test_a_margin_before_all_lines_is_white_space_and_told():
    for sign in ("> ", ">", ">> ", "> > "):
        found = tei_kit.convert(quoted(LETTER, sign), name="letter.txt")
        assert ">" not in body(quoted(LETTER, sign))
        assert [d.code for d in found.diagnostics].count("TK110") == 1
        assert found.tree.find(".//{*}salute") is not None


def test_signs_before_some_lines_mark_a_quotation_and_stay():
    text = f"I answer you:\n\n{quoted('All is well.')}\nIt is not.\n\nAda Vale wrote it.\n"
    assert "> All is well." in body(text)


def test_places_of_a_quoted_text_are_those_of_the_file():
    text = quoted("The harbor was shut.[1]\n\nNobody came.[3]\n\n[1] In May.\n\n[2] In June.\n")
    found = tei_kit.convert(text, name="letter.txt").diagnostics
    assert "letter.txt:7" in " ".join(str(each) for each in found)
