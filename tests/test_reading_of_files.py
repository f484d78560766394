"""Files that somebody names are read in one way, which refuses devices and pipes."""

import ast
import os
import sys

import pytest

from tests.cli.test_cli import run
from tests.places import ROOT
from tests.test_fixtures import OUTPUT

PACKAGE = ROOT / "tei_kit"
# Modules that read files of the package, or that they have written themselves.
OF_THEIR_OWN = {
    "cli/docs.py",
    "cli/main.py",
    "cli/odd.py",
    "cli/schema.py",
    "codes/pages.py",
    "export/html/page.py",
    "files.py",
    "odd/by_name.py",
    "odd/documentation/assets.py",
    "odd/results.py",
    "odd/validating.py",
    "batch/state/lock.py",
    "batch/state/manifest.py",
    "results/seal.py",
    "review/page.py",
    "settings/language.py",
    "starter/start.py",
}
# Modules that look whether it is a file before they open it.
THAT_LOOK = {
    "batch/storage.py",
    "odd/kept.py",
    "source_lines.py",
    "validation/associations.py",
    "validation/inputs.py",
    "xml/events.py",
    "xml/xinclude.py",
}


def opens(path):
    """The lines in which a module opens a file by itself."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Attribute):
            is_path = ast.unparse(called.value) not in ("readers", "reader", "pipeline", "markup")
            is_read = called.attr in ("read_bytes", "read_text") and is_path
            is_open = called.attr == "open" and ast.unparse(called.value).startswith("Path(")
            if is_read or is_open:
                yield node.lineno
        elif isinstance(called, ast.Name) and called.id == "open":
            yield node.lineno


def test_no_other_module_opens_a_file_by_itself():
    found = {
        path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if [*opens(path)]
    }
    assert found - OF_THEIR_OWN - THAT_LOOK <= {"readers/__init__.py"}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes among files")
@pytest.mark.parametrize(
    "command",
    [
        "convert p",
        "convert --meta p a.txt",
        "convert --decisions p a.txt",
        "convert --documents p a.txt",
        "convert --config p a.txt",
        "convert --profile ./p a.txt",
        "batch p --out out -j 1",
        "tokens p",
        "report p",
        "learn p",
        "decide p:1 heading",
        "decide a.txt:1 heading --decisions p",
        "compare a.txt p",
        "graft p t.xml",
        "text p",
        "export p --to csv",
        "export t.xml --to html --xslt p",
        "stats p",
        "validate p",
        "validate -s p t.xml",
        "validate -s p.xml t.xml",
        "validate -s p.rnc t.xml",
        "validate -s p.sch t.xml",
        "validate -s p.dtd t.xml",
        "validate -s p.xsd t.xml",
        "validate -s p.odd t.xml",
        "validate --catalog p t.xml",
        "validate --baseline p t.xml",
        "odd p",
        "odd t.xml --p5 p",
        "p5 add p",
        "text /dev/zero",
        "convert --meta /dev/zero a.txt",
        "validate -s /dev/zero t.xml",
        "odd /dev/zero",
    ],
)
def test_a_pipe_and_a_device_are_not_read_for_ever(tmp_path, command):
    (tmp_path / "a.txt").write_text("7. Memorandum\n\nText.\n")
    (tmp_path / "t.xml").write_bytes(OUTPUT.read_bytes())
    for ending in ("", ".xml", ".rnc", ".sch", ".dtd", ".xsd", ".odd"):
        os.mkfifo(tmp_path / f"p{ending}")
    kept = {**os.environ, "TEI_KIT_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)}
    result = run(*command.split(), cwd=tmp_path, timeout=60, env=kept)
    assert result.returncode in (1, 2)
    assert "should not happen" not in result.stdout + result.stderr
