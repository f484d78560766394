"""Namespaces have one home: no other module writes their addresses."""

import ast

from tei_kit.xml import names
from tests.places import ROOT

PACKAGE = ROOT / "tei_kit"
ADDRESSES = {value for name, value in vars(names).items() if name.endswith("_NAMESPACE")}
HOME = PACKAGE / "xml" / "names.py"
# These folders have copies of their own for now.
LATER = ("export", "readers", "batch")


def texts(tree):
    """The texts of a module that are not documentation."""
    documentation = {
        id(statement.value) for statement in ast.walk(tree) if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in documentation:
            yield node.value


def test_only_one_module_writes_the_address_of_a_namespace():
    found = {
        str(path.relative_to(PACKAGE)): text
        for path in PACKAGE.rglob("*.py")
        if path != HOME and path.relative_to(PACKAGE).parts[0] not in LATER
        for text in texts(ast.parse(path.read_text(encoding="utf-8")))
        if any(address == text.strip("{}") for address in ADDRESSES)
    }
    assert found == {}


def test_short_forms_go_before_a_local_name():
    assert f"{names.TEI}p" == "{http://www.tei-c.org/ns/1.0}p"
    assert names.XML_ID == "{http://www.w3.org/XML/1998/namespace}id"
