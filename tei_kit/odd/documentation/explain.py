"""The reference's text about a name, as an ODD has it: for `tei-kit explain speaker`."""

from __future__ import annotations

from pathlib import Path

from tei_kit.odd import by_name
from tei_kit.odd.compiler import Options, compile  # noqa: A004
from tei_kit.odd.documentation.reference import reference


def explain(name: str, odd: str | None = None, language: str | None = None) -> str | None:
    """The reference of an element, class, macro or datatype, as text.

    `odd` is the path of an ODD, or the name of one that was added; without it all of P5. None when
    there is no such name, or no P5. Raises OddError when the ODD cannot be compiled.
    """
    path = by_name.find(odd or by_name.TEI_ALL)
    if odd is not None and path is None:
        path = Path(odd)
    if path is None:
        return None
    compiled = compile(path, Options(language=language))
    word = name.strip("<>/")
    return reference(compiled.schema, compiled.grammar, word, compiled.language)
