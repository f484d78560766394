"""What others run in their CI: the hooks, the action, and the samples of docs/ci.md.

`pytest --rewrite` writes the samples anew; review the diff.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from tei_kit.cli.main import COMMANDS, group
from tei_kit.validation import reports
from tests.places import DATA, ROOT

FIXTURES = DATA / "ci"
PAGE = ROOT / "docs" / "ci.md"
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())

TEI_KIT = [sys.executable, "-m", "tei_kit"]
BASH = shutil.which("bash")

# <!-- sample: json --> and the fenced block that follows it, if there is one yet
SAMPLE = re.compile(r"<!-- sample: (?P<form>\w+) -->\n(?:\n```\w*\n(?P<text>.*?)```\n)?", re.DOTALL)
FENCES = {"sarif": "json", "gitlab": "json", "junit": "xml", "checkstyle": "xml"}


# ------------------------------------------------------------------ docs/ci.md


def sample(form):
    command = [*TEI_KIT, "validate", "--format", form, "letters/"]
    run = subprocess.run(command, cwd=FIXTURES, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 1
    assert run.stderr == "1 file valid, 1 not: 1 error, 1 warning (schemas: rules.sch)\n"
    return run.stdout


def test_the_samples_of_the_formats_are_what_the_command_prints(request):
    def written(match):
        form = match["form"]
        fence = FENCES.get(form, form)
        return f"<!-- sample: {form} -->\n\n```{fence}\n{sample(form)}```\n"

    page = PAGE.read_text(encoding="utf-8")
    expected = SAMPLE.sub(written, page)
    if request.config.getoption("--rewrite"):
        PAGE.write_text(expected, encoding="utf-8")
        page = expected
    assert page == expected
    assert [match["form"] for match in SAMPLE.finditer(page)] == [*reports.FORMATS]


def fenced(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_workflows_of_the_page_are_yaml_and_their_commands_are_known():
    blocks = [block for block in fenced("yaml") if not block.startswith(" ")]
    assert len(blocks) == 5
    for block in blocks:
        yaml.safe_load(block)
    lines = re.findall(r"tei-kit (\w+)(.*)", PAGE.read_text(encoding="utf-8"))
    options = {
        name: {text for p in group.get_command(None, name).params for text in p.opts}
        for name in COMMANDS
    }
    for name, rest in lines:
        used = {word.rstrip("`.,") for word in rest.split() if word.startswith("-")}
        assert {word for word in used if word.startswith("--")} <= options[name]


def test_the_page_gives_the_action_inputs_that_it_has():
    for block in fenced("yaml"):
        for step in re.findall(r"OWNER/tei_kit@.*?\n\s+with:\n((?:\s{10}.*\n)+)", block):
            assert set(yaml.safe_load(step)) <= set(ACTION["inputs"])


# ------------------------------------------------------------------ hooks


def run_hook(name, *files, arguments=(), folder=FIXTURES):
    """What pre-commit does once it has installed a hook: its entry, arguments and files."""
    program, *words = shlex.split(HOOKS[name]["entry"])
    assert program == "tei-kit"
    command = [*TEI_KIT, *words, *map(str, arguments), *map(str, files)]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_the_hooks_take_the_files_that_they_are_for():
    assert set(HOOKS) == {"tei-validate", "tei-convert-check"}
    assert re.search(HOOKS["tei-validate"]["files"], "tei/a.xml")
    assert not re.search(HOOKS["tei-validate"]["files"], "schema/a.rng")
    assert re.search(HOOKS["tei-convert-check"]["files"], "texts/a.txt")
    assert all(hook["language"] == "python" for hook in HOOKS.values())


def test_the_hook_that_validates_fails_on_a_file_that_is_not_valid():
    assert run_hook("tei-validate", "letters/1871-05-31.xml").returncode == 0
    failed = run_hook("tei-validate", "letters/1871-05-31.xml", "letters/1871-06-02.xml")
    assert failed.returncode == 1
    assert "letters/1871-06-02.xml:5:8: error TK503" in failed.stdout


def test_the_hook_that_validates_takes_a_schema_as_argument():
    run = run_hook("tei-validate", "letters/1871-06-02.xml", arguments=["--schema", "rules.sch"])
    assert run.returncode == 1


@pytest.fixture
def converted(tmp_path):
    """A folder with a text and the TEI that it becomes."""
    (tmp_path / "memo.txt").write_text("7. Memorandum\n\nParis, May 31, 1971.\n\nSome text.\n")
    subprocess.run(
        [*TEI_KIT, "convert", "-q", "memo.txt", "-o", "memo.xml"], cwd=tmp_path, check=True
    )
    return tmp_path


def test_the_hook_that_compares_passes_when_the_tei_is_what_the_text_becomes(converted):
    assert run_hook("tei-convert-check", "memo.txt", folder=converted).returncode == 0


def test_the_hook_that_compares_fails_at_the_line_that_differs(converted):
    path = converted / "memo.xml"
    path.write_text(path.read_text().replace("Some text", "Other text"))
    line = next(n for n, text in enumerate(path.read_text().split("\n"), 1) if "Other" in text)
    run = run_hook("tei-convert-check", "memo.txt", folder=converted)
    assert run.returncode == 1
    assert run.stdout.startswith(f"memo.xml:{line}:1: error TK519 ")
    assert "differs from the TEI of memo.txt from this line on" in run.stdout


def test_the_hook_that_compares_fails_when_there_is_no_tei_and_writes_none(converted):
    run = run_hook("tei-convert-check", "memo.txt", arguments=["-o", "tei"], folder=converted)
    assert run.returncode == 1
    assert "memo.txt:1:1: error TK518 its TEI should be in tei, which is not there" in run.stdout
    assert not (converted / "tei").exists()


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_pre_commit_itself_runs_the_hooks(converted):
    """In a repository of its own, with the hooks installed from a copy of this checkout."""
    program = shutil.which("pre-commit", path=Path(sys.executable).parent)
    if program is None:
        pytest.skip("pre-commit is not installed (pip install 'tei_kit[test]')")
    hooks = converted / "tei_kit"
    kept = (
        "tei_kit",
        "schemas",
        "pyproject.toml",
        "README.md",
        "LICENSE",
        ".pre-commit-hooks.yaml",
    )
    hooks.mkdir()
    for name in kept:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, hooks / name)
    commit(hooks)
    used = converted / "edition"
    used.mkdir()
    for name in ("memo.txt", "memo.xml"):
        shutil.move(converted / name, used / name)
    commit(used)

    def run(hook):
        environment = {**os.environ, "PRE_COMMIT_HOME": str(converted / "cache")}
        command = [program, "try-repo", str(hooks), hook, "--all-files", "--color=never"]
        options = {"capture_output": True, "encoding": "utf-8", "env": environment, "check": False}
        return subprocess.run(command, cwd=used, **options)

    first = run("tei-validate")
    if first.returncode == 3 and "pip" in first.stdout:
        pytest.skip("pre-commit could not install the hook: no package index to be reached")
    assert first.returncode == 0, first.stdout
    assert "Passed" in first.stdout
    assert run("tei-convert-check").returncode == 0
    (used / "memo.txt").write_text("7. Memorandum\n\nChanged.\n")
    failed = run("tei-convert-check")
    assert failed.returncode == 1
    assert "error TK519 the file differs from the TEI of memo.txt" in failed.stdout


def commit(folder):
    """Make a repository of a folder, with all that is in it."""
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for words in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "all"]):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


# ------------------------------------------------------------------ the action


def run_action(tmp_path, folder=FIXTURES, *, install=False, **inputs):
    """What a runner does: the steps of the action with their environment, each in a bash."""
    given = {name: spec["default"] for name, spec in ACTION["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    assert set(given) == set(ACTION["inputs"])
    values = {f"inputs.{name}": value for name, value in given.items()}
    values["github.action_path"] = str(ROOT)
    github_path = tmp_path / "github_path"
    github_path.touch()
    # Without the installation, the command that is there already.
    path = [str(Path(sys.executable).parent)]
    install_step, validate_step = ACTION["runs"]["steps"]
    for step in [install_step, validate_step] if install else [validate_step]:
        environment = {
            name: re.sub(r"\$\{\{ (\S+) \}\}", lambda match: values[match[1]], value)
            for name, value in step["env"].items()
        }
        path = [*github_path.read_text().split(), *path]
        runner = {"RUNNER_TEMP": str(tmp_path), "GITHUB_PATH": str(github_path)}
        run = subprocess.run(
            [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=folder,
            env={
                **os.environ,
                **runner,
                **environment,
                "PATH": ":".join([*path, os.environ["PATH"]]),
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if run.returncode:
            return run
    return run


needs_bash = pytest.mark.skipif(BASH is None, reason="bash is not installed")


@needs_bash
def test_the_action_annotates_the_lines_and_fails(tmp_path):
    run = run_action(tmp_path, paths="letters")
    assert run.returncode == 1
    assert run.stdout.startswith("::error file=letters/1871-06-02.xml,line=5,col=8,title=TK503::")


@needs_bash
def test_the_action_passes_a_file_that_is_valid(tmp_path):
    run = run_action(tmp_path, paths="letters/1871-05-31.xml\n")
    assert (run.returncode, run.stdout) == (0, "")


@needs_bash
def test_the_action_takes_every_input(tmp_path):
    (tmp_path / "catalog.xml").write_text(
        '<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog"/>'
    )
    report = tmp_path / "a report.xml"
    run = run_action(
        tmp_path,
        paths="letters/1871-05-31.xml\n\nletters/1871-06-02.xml\n",
        schema="rules.sch\n",
        catalog=str(tmp_path / "catalog.xml"),
        embedded_rules="true",
        format="checkstyle",
        output=str(report),
        fail_on="warning",
        jobs="2",
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert report.read_text(encoding="utf-8").count("<error ") == 2


@needs_bash
def test_an_input_of_the_action_is_never_run_as_a_command(tmp_path):
    run = run_action(tmp_path, paths='letters"; touch "$RUNNER_TEMP/touched"; "\n--help\n$(pwd)')
    assert run.returncode == 1
    assert run.stdout.count("TK101") == 3
    assert not (tmp_path / "touched").exists()
    assert "${{" not in "".join(step["run"] for step in ACTION["runs"]["steps"])


@needs_bash
def test_the_action_installs_itself_and_validates(tmp_path):
    run = run_action(tmp_path, install=True, paths="letters", python=sys.executable)
    if "No matching distribution found" in run.stderr:
        pytest.skip("no package index to be reached, and pip needs one to install")
    assert run.returncode == 1
    assert (tmp_path / "tei-kit" / "bin" / "tei-kit").exists()
    assert run.stdout.startswith("::error file=letters/1871-06-02.xml,line=5,col=8,title=TK503::")


def test_the_hooks_and_the_action_use_options_that_exist():
    for words in (HOOKS["tei-validate"]["entry"], HOOKS["tei-convert-check"]["entry"]):
        result = CliRunner().invoke(group, [*shlex.split(words)[1:], "--help"])
        assert result.exit_code == 0


def test_every_page_is_in_the_navigation_of_the_site():
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:")[2]
    for page in (ROOT / "docs").rglob("*.md"):
        assert f" {page.relative_to(ROOT / 'docs')}\n" in navigation
