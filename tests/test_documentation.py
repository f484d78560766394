"""What the documentation says is what the package has."""

import re
import subprocess
import sys
from dataclasses import fields
from types import ModuleType

import pytest

import tei_kit
from tei_kit.cli.main import COMMANDS, group
from tei_kit.diagnostics import TeiKitError
from tei_kit.layout.choices import CHOICES
from tei_kit.settings.language import Language
from tei_kit.settings.profile import KINDS
from tei_kit.tokenizer.families.table import FAMILIES
from tests.places import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md")}
CODE = re.compile(r"`([^`\n]+)`")
# Names of earlier versions, which are not documented and still work.
OLD_NAMES = ("dtd", "xmlfile")


def words_of(text):
    """All names in some documentation: what a reader can look up with a search."""
    return set(re.findall(r"\w+", text))


# ------------------------------------------------------------------ the public names


def test_all_is_sorted_and_has_every_name_once():
    assert tei_kit.__all__ == sorted(set(tei_kit.__all__))


@pytest.mark.parametrize("name", tei_kit.__all__)
def test_a_public_name_can_be_had_and_is_documented(name):
    value = getattr(tei_kit, name)
    assert isinstance(value, ModuleType | str) or value.__doc__
    assert name in words_of(tei_kit.__doc__)


def test_a_name_that_the_docstring_has_as_code_is_public():
    said = re.findall(r"`(\w+)`", tei_kit.__doc__) + re.findall(r"tei_kit\.(\w+)", tei_kit.__doc__)
    assert said
    assert set(said) <= set(tei_kit.__all__)


def test_names_of_the_package_in_the_readme_are_public():
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    used = set(re.findall(r"\btei_kit\.(\w+)", "".join(blocks)))
    for names in re.findall(r"from tei_kit import (.+)", "".join(blocks)):
        used |= set(names.split(", "))
    assert used
    assert used <= set(tei_kit.__all__)


@pytest.mark.parametrize("name", OLD_NAMES)
def test_a_name_of_an_earlier_version_works(name):
    assert isinstance(getattr(tei_kit, name), ModuleType)


def test_dir_shows_the_public_names():
    assert dir(tei_kit) == tei_kit.__all__


def test_another_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        tei_kit.nothing  # noqa: B018


def test_the_tree_of_exceptions_is_that_of_the_docstring():
    tree = re.search(r"\n    TeiKitError\n((?:      .*\n)+)", tei_kit.__doc__)[1]
    named = [line.split()[0] for line in tree.splitlines() if line[6] != " "]
    for name in named:
        assert issubclass(getattr(tei_kit, name), TeiKitError)
    errors = {n for n in tei_kit.__all__ if n.endswith("Error")} - {"TeiKitError"}
    assert set(named) == errors


def test_importing_the_package_imports_no_library():
    code = "import sys, tei_kit; print([m for m in sys.modules if m in ('lxml', 'click')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


# ------------------------------------------------------------------ the pages


def options_of(command):
    """The long options of a command, without --help."""
    given = group.get_command(None, command).params
    return [word for option in given for word in option.opts if word.startswith("--")]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_on_the_page_of_commands(command):
    assert re.search(rf"`tei-kit {command}[ `]", DOCS["commands.md"])
    assert f"(commands/{command}.md)" in DOCS["commands.md"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_readme_or_on_a_page(command):
    text = README + "".join(DOCS.values())
    missing = [word for word in options_of(command) if not re.search(rf"{word}(?![\w-])", text)]
    assert not missing


def test_every_page_can_be_reached_from_the_readme():
    pages = {"README.md": README, **DOCS}
    seen, waiting = set(), ["README.md"]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        links = re.findall(r"\]\((?:docs/)?([\w-]+\.md)", pages[name])
        waiting += [link for link in links if link in DOCS]
    assert set(DOCS) <= seen


@pytest.mark.parametrize("question", CHOICES)
def test_every_answer_that_layout_can_be_given_is_on_its_page(question):
    assert {question, *CHOICES[question].answers} <= set(CODE.findall(DOCS["layout.md"]))


@pytest.mark.parametrize("field", [field.name for field in fields(Language)][1:])
def test_every_key_of_a_language_is_on_the_page_of_languages(field):
    table = DOCS["languages.md"].partition("## The keys")[2]
    assert field in CODE.findall(table)


@pytest.mark.parametrize("key", KINDS)
def test_every_key_of_a_profile_is_on_the_page_of_profiles(key):
    assert f"| `{key}` |" in DOCS["profiles.md"]


@pytest.mark.parametrize("family", [family.name for family in FAMILIES])
def test_every_family_is_on_the_page_of_profiles(family):
    assert f"| `{family}` |" in DOCS["profiles.md"]
