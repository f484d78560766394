"""Options of the test run."""

import signal

# A run in the background of a shell ignores Ctrl-C, and so would what the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write the golden files (in tests/data/texts, output/) anew; review the diff",
    )
