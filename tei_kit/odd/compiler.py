"""An ODD file -> its grammar, its rules and its documentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from tei_kit.diagnostics import Diagnostic, Severity
from tei_kit.odd import resolve as resolving
from tei_kit.odd.files import Files
from tei_kit.odd.model import Schema
from tei_kit.odd.patterns import Grammar
from tei_kit.odd.problems import Problems


class Target(StrEnum):
    """The kinds of results that an ODD can be made into; the value is the suffix of the file."""

    RNG = "rng"
    RNC = "rnc"
    SCH = "sch"
    XSD = "xsd"
    DTD = "dtd"
    ODD = "odd"
    JSON = "json"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the compiler.

    `p5` stands for every version of P5 that is asked for; None takes kept versions. `ident` names
    one of several schemaSpecs. `language` is that of annotations and documentation; None is the
    ODD's own (@targetLang), or English.
    """

    p5: Path | None = None
    ident: str | None = None
    language: str | None = None


class Compiled:
    """A compiled ODD; each result is made when somebody asks for it."""

    def __init__(self, schema: Schema, language: str) -> None:
        self.schema = schema
        self.language = language
        self._problems = Problems(Files())
        self._problems.add(*schema.problems)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The mistakes in the ODD, by place; the grammar is made and checked to find them."""
        self._problems.add(*self._checked)
        return self._problems.found()

    @cached_property
    def _checked(self) -> list[Diagnostic]:
        from tei_kit.odd.check import check

        return check(self.schema, self.to_rng()) if self.schema.start else []

    @property
    def has_errors(self) -> bool:
        """Whether a diagnostic is an error: then the results may not be as they were meant."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    @cached_property
    def grammar(self) -> Grammar:
        """The grammar as a tree of patterns."""
        from tei_kit.odd.grammar import grammar

        problems = Problems(self.schema.files)
        made = grammar(self.schema, problems, self.language)
        self._problems.add(*problems.found())
        return made

    def to_rng(self) -> str:
        """The grammar in RELAX NG, XML syntax."""
        from tei_kit.odd import write_rng

        return write_rng.write(self.grammar)

    def to_plain_rng(self) -> str:
        """The grammar in RELAX NG without descriptions and indentation, for programs."""
        from tei_kit.odd import write_rng

        return write_rng.write_plain(self.grammar)

    def to_rnc(self) -> str:
        """The grammar in RELAX NG, compact syntax."""
        from tei_kit.odd import write_rnc

        return write_rnc.write(self.grammar)

    def to_sch(self) -> bytes:
        """The rules in ISO Schematron."""
        from tei_kit.odd import rules

        return rules.write(self.schema, self.language)

    def to_xsd(self) -> dict[str, str]:
        """The grammar in XML Schema: file names and texts, one for each namespace."""
        from tei_kit.odd import write_xsd

        made = write_xsd.write(self.grammar, self.schema.ident)
        self._loosened("XML Schema", made.looser)
        return dict(made.files)

    def to_dtd(self) -> str:
        """The grammar as a DTD."""
        from tei_kit.odd import write_dtd

        made = write_dtd.write(self.grammar)
        self._loosened("a DTD", made.looser)
        return made.text

    def to_odd(self) -> bytes:
        """The compiled ODD: one schemaSpec with all specifications as they are in the end."""
        from tei_kit.odd import write_odd

        return write_odd.write(self.schema)

    def to_json(self) -> str:
        """The specifications as JSON, as the TEI has them in p5subset.json."""
        from tei_kit.odd import write_json

        return write_json.write(self.schema, self.language)

    def to_html(self, folder: Path) -> list[Path]:
        """The documentation as a site in a folder; the files that were written."""
        from tei_kit.odd.documentation import site

        return site.write(self, folder)

    def _loosened(self, language: str, names: Sequence[str]) -> None:
        if not names:
            return
        from tei_kit.diagnostics import diagnose

        shown = ", ".join(names[:6]) + (" and others" if len(names) > 6 else "")
        place = self.schema.files.place(self.schema.element)
        self._problems.add(
            diagnose("TK920", place, language=language, count=len(names), names=shown)
        )


def compile(path: Path | str, options: Options | None = None) -> Compiled:  # noqa: A001
    """Compile an ODD.

    Mistakes that leave something to compile are in the `diagnostics` of the result. Raises OddError
    for others: no schemaSpec, no P5 to build on, a file that cannot be read.
    """
    options = options or Options()
    schema = resolving.resolve(Path(path), options.p5, options.ident)
    return Compiled(schema, options.language or schema.language or "en")
