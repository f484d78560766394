"""Standard error of the process is lost inside a block, and is as it was after it."""

import os
import sys

from tei_kit.schematron.quiet import no_standard_error


def test_what_is_written_inside_is_lost_and_what_comes_after_is_not(capfd):
    with no_standard_error():
        os.write(2, b"inside")
    print("after", file=sys.stderr)
    assert capfd.readouterr().err == "after\n"


def test_it_is_as_it_was_after_an_error(capfd):
    try:
        with no_standard_error():
            raise ValueError
    except ValueError:
        os.write(2, b"after")
    assert capfd.readouterr().err == "after"
