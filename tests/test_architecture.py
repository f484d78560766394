"""The imports of the package are those that docs/architecture.md allows."""

import ast
import re
from graphlib import CycleError, TopologicalSorter

import pytest

from tei_kit.xml import names
from tests.places import ROOT

PAGE = ROOT / "docs" / "architecture.md"
PACKAGE = ROOT / "tei_kit"
ROW = re.compile(r"^\| `(?P<place>\w+)` \| [^|]+ \|(?P<imports>[^|]*)\|$", re.MULTILINE)
ALL_BELOW = "everything below"
MOST_MODULES = 16  # beside the folders


def module_name(path):
    """The dotted name of a file of the package: `tei_kit.tei.header`, `tei_kit.tei.__init__`."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


MODULES = {module_name(path): path for path in PACKAGE.rglob("*.py")}


def place_of(module):
    """The row of a module: its folder, or the module itself at the root of the package."""
    return module.split(".")[1]


def named(name):
    """The module that a dotted name is or lies in."""
    while name not in MODULES:
        if f"{name}.__init__" in MODULES:
            return f"{name}.__init__"
        name = name.rpartition(".")[0]
    return name


def imported(path):
    """The modules of the package that a file imports anywhere, also for annotations only."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {named(name) for name in names if name.split(".")[0] == "tei_kit"}
    return found


IMPORTS = {name: imported(path) for name, path in MODULES.items()}


def table():
    """What each place of the table may import, from the top to the bottom."""
    section = PAGE.read_text(encoding="utf-8").partition("## What may import what")[2]
    rows = {m["place"]: m["imports"].strip() for m in ROW.finditer(section)}
    places = list(rows)
    return {
        place: places[at + 1 :] if imports == ALL_BELOW else re.findall(r"\w+", imports)
        for at, (place, imports) in enumerate(rows.items())
    }


TABLE = table()
PLACES = sorted({place_of(name) for name in MODULES})


def test_the_table_has_every_folder_and_module_once():
    assert sorted(TABLE) == PLACES


@pytest.mark.parametrize("place", TABLE)
def test_a_place_may_import_only_places_below_it(place):
    below = list(TABLE)[list(TABLE).index(place) + 1 :]
    assert set(TABLE[place]) <= set(below)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_imports_only_what_the_table_allows(place):
    wrong = {
        f"{name} imports {other}"
        for name in MODULES
        if place_of(name) == place
        for other in IMPORTS[name]
        if place_of(other) not in (place, *TABLE[place])
    }
    assert not wrong


@pytest.mark.parametrize("place", PLACES)
def test_the_table_allows_nothing_that_is_not_imported(place):
    row = TABLE[place]
    used = {
        place_of(other) for name in MODULES if place_of(name) == place for other in IMPORTS[name]
    }
    if place not in ("cli", "__init__"):
        assert set(row) <= used


def test_no_module_imports_itself_by_way_of_others():
    graph = {name: others - {name} for name, others in IMPORTS.items()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" imports ".join(error.args[1]))


def test_no_module_imports_the_command_line():
    importers = {
        name
        for name, others in IMPORTS.items()
        if any(place_of(other) == "cli" for other in others) and place_of(name) != "cli"
    }
    assert importers == {"tei_kit.__main__"}


def test_an_address_of_a_namespace_stands_in_one_module():
    addresses = {value for name, value in vars(names).items() if name.endswith("_NAMESPACE")}
    repeated = {
        (module, node.value)
        for module, path in MODULES.items()
        if module != names.__name__
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in addresses
    }
    assert not repeated


def test_the_root_of_the_package_has_few_modules():
    assert len(list(PACKAGE.glob("*.py"))) <= MOST_MODULES


def test_files_that_the_page_names_exist():
    for path in re.findall(r"`((?:tei_kit|tests|schemas|docs)/[\w/.]+)`", PAGE.read_text()):
        if "NAME" not in path and "CODE" not in path:
            assert (ROOT / path).exists(), path
