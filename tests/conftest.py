"""Options of the test run."""

import os
import signal
import tempfile

# What whoever runs the tests has added (tei-kit p5 add) is not to change what files are judged by.
os.environ["TEI_KIT_DATA"] = os.path.join(tempfile.gettempdir(), "tei-kit-no-data")

# A reading that breaks a promise fails a test, and is not replaced by a plainer one.
os.environ["TEI_KIT_STRICT"] = "1"

# A run in the background of a shell ignores Ctrl-C, and so would what the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write the golden files (in tests/data/texts, output/) anew; review the diff",
    )
