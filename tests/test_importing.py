"""Importing the package, whatever of it, changes nothing that holds for the whole process."""

import json
import pkgutil
import subprocess
import sys

import pytest

import tei_kit
from tests.places import ROOT

SEED = next((ROOT / "seeds").glob("*.txt"))

# What starts the program when it is imported is no module to import.
MODULES = [
    module.name
    for module in pkgutil.walk_packages(tei_kit.__path__, "tei_kit.")
    if module.name != "tei_kit.__main__"
]

PROGRAM = r"""
import gc, importlib, json, locale, logging, os, signal, sys, threading, warnings

def state():
    handlers = {s.name: str(signal.getsignal(s)) for s in signal.Signals}
    wakeup = signal.set_wakeup_fd(-1)
    mask = os.umask(0)
    os.umask(mask)
    return {
        "threshold of the garbage collector": gc.get_threshold(),
        "garbage collector enabled": gc.isenabled(),
        "objects outside of its reach": gc.get_freeze_count(),
        "recursion limit": sys.getrecursionlimit(),
        "longest number of digits": sys.get_int_max_str_digits(),
        "signal handlers": handlers,
        "descriptor of signals": wakeup,
        "warnings filters": [str(each) for each in warnings.filters],
        "locale": locale.setlocale(locale.LC_ALL),
        "environment": dict(os.environ),
        "working directory": os.getcwd(),
        "mask of new files": mask,
        "path of modules": sys.path[:],
        "importers": [str(each) for each in (*sys.meta_path, *sys.path_hooks)],
        "hooks": [str(each) for each in (sys.excepthook, sys.displayhook, threading.excepthook,
                                         sys.unraisablehook, warnings.showwarning)],
        "threads": [each.name for each in threading.enumerate()],
        "logging": [logging.root.level, [str(each) for each in logging.root.handlers]],
        "streams": [str(each) for each in (sys.stdin, sys.stdout, sys.stderr)],
    }

last = state()
for name in sys.argv[1:]:
    importlib.import_module(name)
    now = state()
    changed = {what: (last[what], now[what]) for what in now if last[what] != now[what]}
    if changed:
        print(json.dumps([name, changed]))
    last = now
"""


def changes(*modules, before=""):
    """The modules that change something when they are imported, and what, in a fresh process."""
    words = [sys.executable, "-c", before + PROGRAM, *modules]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_every_module_is_imported_without_a_trace():
    assert len(MODULES) > 100
    assert changes(*MODULES) == []


@pytest.mark.parametrize(
    "deed",
    [
        "import gc; gc.set_threshold(5)",
        "import sys; sys.setrecursionlimit(5000)",
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        "import warnings; warnings.simplefilter('error')",
        "import locale; locale.setlocale(locale.LC_ALL, 'C.UTF-8')",
        "import os; os.environ['TEI_KIT'] = '1'",
        "import logging; logging.basicConfig()",
    ],
)
def test_a_module_that_does_change_something_would_be_seen(tmp_path, deed):
    (tmp_path / "meddling.py").write_text(deed)
    before = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
    ((name, changed),) = changes("json", "meddling", before=before)
    assert name == "meddling"
    assert len(changed) == 1


def test_the_program_sets_the_garbage_collector_when_it_starts():
    code = (
        "import gc, sys; from tei_kit.cli import entry; sys.argv[1:] = ['--version']\n"
        "assert gc.get_threshold()[0] != entry.GARBAGE_THRESHOLD\n"
        "try: entry.main()\n"
        "except SystemExit: pass\n"
        "assert gc.get_threshold()[0] == entry.GARBAGE_THRESHOLD"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


# What the seed needs none of: layouts and families that are asked about, schemas that are named,
# and what only messages, bars and other commands load.
NOT_FOR_THE_SEED = (
    "rich",
    "xmlschema",
    "elementpath",
    "markdown_it",
    "click.shell_completion",
    "dataclasses",
    "difflib",
    "multiprocessing",
    "tei_kit.batch",
    "tei_kit.document.casts",
    "tei_kit.export",
    "tei_kit.layout.arrange",
    "tei_kit.layout.questions",
    "tei_kit.odd",
    "tei_kit.readers.html",
    "tei_kit.relaxng",
    "tei_kit.schematron",
    "tei_kit.source_lines",
    "tei_kit.tei.facsimile",
    "tei_kit.tokenizer.families.letters",
    "tei_kit.tokenizer.families.plays",
    "tei_kit.tokenizer.families.speech",
    "tei_kit.validation.engines",
)
MOST_MODULES_FOR_THE_SEED = 124


def loaded_for_the_seed(folder):
    """The modules that `tei-kit convert SEED -o FILE` has loaded at its end."""
    code = (
        "import json, sys; from tei_kit.cli.main import main\n"
        "try: main()\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "print(json.dumps(list(sys.modules)))"
    )
    words = [sys.executable, "-c", code, "convert", "--quiet", str(SEED), "-o", "seed.xml"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=folder)
    return json.loads(done.stdout)


def test_a_conversion_loads_nothing_that_its_text_does_not_need(tmp_path):
    """Each module costs 0.15 ms of the start: whoever needs one seldom imports it where it is
    needed.
    """
    loaded = loaded_for_the_seed(tmp_path)
    too_much = [
        name
        for name in loaded
        if any(name == each or name.startswith(f"{each}.") for each in NOT_FOR_THE_SEED)
    ]
    assert too_much == []
    ours = [name for name in loaded if name.partition(".")[0] == "tei_kit"]
    assert len(ours) <= MOST_MODULES_FOR_THE_SEED, sorted(ours)


def test_no_module_names_characters_by_words():
    r"""Python loads `unicodedata` to compile `\N{...}`, and a Ctrl-C in there is a SyntaxError."""
    modules = (ROOT / "tei_kit").rglob("*.py")
    named = [path.name for path in modules if "\\N{" in path.read_text(encoding="utf-8")]
    assert named == []
