"""`tei-kit explain`: the pages of codes in a terminal."""

from click.testing import CliRunner

from tei_kit.cli.main import group
from tei_kit.codes import CODES


def run(*arguments):
    return CliRunner().invoke(group, ["explain", *arguments])


def test_without_a_code_all_are_listed():
    lines = run().output.splitlines()
    assert len(lines) == len(CODES)
    assert "TK502  error    unexpected-element" in lines


def test_a_page_is_found_by_number_and_by_name():
    page = run("TK502").output
    assert page == run("unexpected-element").output
    assert page.startswith("TK502 unexpected-element (error)\n")
    for part in ("Wrong:", "Right:", "How to mend it:"):
        assert part in page


def test_several_pages_are_printed_in_their_order():
    page = run("TK502", "TK101").output
    assert page.index("TK502 unexpected-element") < page.index("TK101 unreadable-file")


def test_a_code_that_does_not_exist_is_wrong_usage_with_a_suggestion():
    result = run("TK599")
    assert result.exit_code == 2
    assert "there is no code TK599; did you mean TK5" in result.output


def test_a_word_that_is_like_no_code_points_to_the_list():
    result = run("qqqq")
    assert result.exit_code == 2
    assert "tei-kit explain lists all" in result.output
