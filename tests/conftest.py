"""Options of the test run."""

import os
import pathlib
import signal
import tempfile

from hypothesis import settings

# What whoever runs the tests has added (tei-kit p5 add) is not to change what files are judged by.
os.environ["TEI_KIT_DATA"] = os.path.join(tempfile.gettempdir(), "tei-kit-no-data")

# A reading that breaks a promise fails a test, and is not replaced by a plainer one.
os.environ["TEI_KIT_STRICT"] = "1"

# A run in the background of a shell ignores Ctrl-C, one of nohup the end of its terminal, and so
# would what the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# Random inputs are the same in every run, so that a run says something of a change. To look for
# others: pytest --hypothesis-profile=search
settings.register_profile("steady", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile("steady")


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write the golden files (in tests/data/texts, output/) anew; review the diff",
    )


# The quick form of the tests: `pytest -m quick`, under a minute. Folders and modules below `tests`.
QUICK = (
    "advice",
    "codes",
    "decisions",
    "document",
    "layout",
    "learning",
    "settings",
    "source",
    "tokenizer",
    "xml",
    "readers/test_markdown.py",
    "test_architecture.py",
    "test_fixtures.py",
    "test_pipeline.py",
    "test_prose.py",
    "test_record.py",
)
TESTS = pathlib.Path(__file__).parent


def is_quick(path):
    """Whether a module, or a folder on the way to one, belongs to the quick form."""
    name = path.relative_to(TESTS).as_posix()
    return any(
        name == quick or name.startswith(f"{quick}/") or quick.startswith(f"{name}/")
        for quick in QUICK
    )


def pytest_ignore_collect(collection_path, config):
    """Leave out modules that `-m quick` would import for nothing."""
    if config.getoption("markexpr") != "quick" or not collection_path.is_relative_to(TESTS):
        return None
    return None if collection_path == TESTS or is_quick(collection_path) else True


def pytest_collection_modifyitems(items):
    """Mark the tests of the quick form."""
    for item in items:
        if item.path.is_relative_to(TESTS) and is_quick(item.path):
            item.add_marker("quick")
