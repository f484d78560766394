"""The rows of a document as tables and numbers.

from tei_kit.export.tables import read_contents

contents = read_contents(tree)  # all tables, as dataclasses
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei_kit.export.tables.csv_file import unguarded
    from tei_kit.export.tables.read_tei import read_contents
    from tei_kit.export.tables.rows import Contents, Table

__all__ = ["Contents", "Table", "read_contents", "unguarded"]

# The module of each name; the modules are imported when a name is used.
_HOMES = {
    "Contents": "rows",
    "Table": "rows",
    "read_contents": "read_tei",
    "unguarded": "csv_file",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
