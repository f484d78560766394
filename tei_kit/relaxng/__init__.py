"""Validation with RELAX NG (ISO/IEC 19757-2), in the XML syntax and the compact syntax.

`compile` gives a Schema, and its `validate` gives diagnostics. The steps are modules: `reading` and
`compact` read a schema, `simplification` makes patterns of it, `restrictions` and `ids` check them,
`derivatives` and `automaton` match documents with them, `validator` words what is wrong. The
algorithm is James Clark's (see `derivatives`).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from tei_kit.diagnostics import Diagnostic, SchemaError
from tei_kit.relaxng import restrictions, simplification
from tei_kit.relaxng.automaton import Automaton
from tei_kit.relaxng.ids import IdTypes, id_types
from tei_kit.relaxng.recursion import COMPILING, MATCHING, room
from tei_kit.relaxng.schema import inclusion
from tei_kit.relaxng.schema.xml_syntax import wrong
from tei_kit.relaxng.validator import EnoughError, Position, Validator
from tei_kit.xml import events as xmlevents

if TYPE_CHECKING:
    from lxml import etree

    from tei_kit.xml.tree import XmlSource

__all__ = ["Schema", "SchemaError", "compile"]


@dataclass(frozen=True, slots=True)
class Schema:
    """A compiled RELAX NG grammar; `compile` makes it.

    A schema learns from the documents that it validates, so threads must not share one.
    """

    streams: ClassVar[bool] = True
    """It reads a path by itself: `tei_kit.validation` makes no tree of a file for it."""

    _automaton: Automaton

    def validate(self, source: XmlSource) -> list[Diagnostic]:
        """The errors (TK502, TK52x) of a path or a parsed tree, in order; an empty list for a valid
        document.

        A file is read in one pass and in bounded memory, and its errors have lines and columns; a
        tree only knows lines. At most `limits.MOST_ERRORS` errors are listed. Raises
        TeiKitError when the file cannot be read (TK101), is not well-formed (TK501) or has
        entities (TK508).
        """
        with room(MATCHING):
            if isinstance(source, str | Path):
                return self._validate_file(source)
            return self._validate_tree(source)

    def _validate_file(self, path: str | Path) -> list[Diagnostic]:
        events = xmlevents.EventParser(str(path))
        parser = events.parser

        def position() -> Position:
            return Position(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

        validator = Validator(self._automaton, position, events.scope)
        parser.StartElementHandler = validator.start
        parser.EndElementHandler = validator.end
        parser.CharacterDataHandler = validator.text
        with suppress(EnoughError):
            events.parse_file(path)
        return validator.finish(str(path))

    def _validate_tree(self, tree: etree._ElementTree) -> list[Diagnostic]:
        from tei_kit.xml import tree as xmlfile

        walk = xmlevents.TreeWalk(tree)
        validator = Validator(self._automaton, lambda: Position(walk.line, 1), walk.scope)
        with suppress(EnoughError):
            walk.run(validator)
        return validator.finish(xmlfile.name_of(tree))


def compile(path: Path | str, *, ids: bool = True) -> Schema:  # noqa: A001
    """Compile a RELAX NG grammar; a file with the suffix .rnc is in the compact syntax.

    With `ids`, identifiers and references to them are checked as well (RELAX NG DTD Compatibility,
    section 5), in the schema and in documents, as Jing does without its option `-i`.

    Raises SchemaError: TK101 when the file cannot be read, TK501 or TK508 when it is not safe
    well-formed XML, TK505 when it is not right.
    """
    with _uncollected(), room(COMPILING):
        root = inclusion.read_schema(path)
        try:
            simplified = simplification.simplify(root)
            restrictions.check(simplified)
            types: IdTypes = id_types(simplified) if ids else {}
        except RecursionError as error:
            raise wrong(root, "its definitions refer to one another too deeply") from error
        return Schema(Automaton(simplified, types))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector, which would look at a schema's objects again and again.

    These objects live as long as the schema. Compiling takes a third less time without the
    collector.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
