"""ODD: a project's customization of TEI -> its grammar, its rules and its documentation.

    from tei_kit import odd

    compiled = odd.compile("my.odd")
    compiled.diagnostics     # what is not right in it, with lines and columns
    compiled.to_rng()        # RELAX NG; and to_rnc, to_sch, to_xsd, to_dtd, to_odd, to_json
    compiled.to_html(folder)

What an ODD customizes is P5, which is kept once for all (`tei-kit p5 add`), or another ODD. The
steps are modules: `files` and `read` read, `resolve` brings in and `merge` changes
specifications, `content` and `grammar` make patterns of them, `write_rng` and its like write these
down, `rules` makes Schematron, `documentation` a site.

The source of all this is chapter 22 of the TEI Guidelines, Documentation Elements.
"""

from __future__ import annotations

from tei_kit.odd.compiler import Compiled, Options, Target, compile  # noqa: A004
from tei_kit.odd.problems import OddError

__all__ = ["Compiled", "OddError", "Options", "Target", "compile"]
