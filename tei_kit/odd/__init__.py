"""ODD: a project's customization of TEI -> its grammar, its rules and its documentation.

    from tei_kit import odd

    compiled = odd.compile("my.odd")
    compiled.diagnostics     # what is not right in it, with lines and columns
    compiled.to_rng()        # RELAX NG; and to_rnc, to_sch, to_xsd, to_dtd, to_odd, to_json
    compiled.to_html(folder)

An ODD customizes P5, which is kept once for all (`tei-kit p5 add`), or another ODD. The
steps are modules: `files` and `read` read, `resolve` brings in and `merge` changes
specifications, `content` and `grammar` make patterns of them, `write_rng` and its like write these
down, `rules` makes Schematron, `documentation` a site.

The source of all this is chapter 22 of the TEI Guidelines, Documentation Elements.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tei_kit.odd.compiler import Compiled, Options, Target, compile  # noqa: A004
    from tei_kit.odd.problems import OddError

__all__ = ["Compiled", "OddError", "Options", "Target", "compile"]

# They are loaded when they are first used: a grammar that is kept needs no compiler (PEP 562).
_HOMES = {
    "Compiled": "compiler",
    "OddError": "problems",
    "Options": "compiler",
    "Target": "compiler",
    "compile": "compiler",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"tei_kit.odd.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'tei_kit.odd' has no attribute {name!r}")
