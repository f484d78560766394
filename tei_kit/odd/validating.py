"""Validating documents with an ODD: its grammar and its rules in one run."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from lxml import etree

from tei_kit import files, relaxng
from tei_kit.diagnostics import Diagnostic, Place, SchemaError, Severity, diagnose
from tei_kit.odd.results import Results, digest, results
from tei_kit.record import record
from tei_kit.xml import tree
from tei_kit.xml.names import SCH

if TYPE_CHECKING:
    from tei_kit import schematron

# element "list" is not complete; attribute "who" is not allowed on element "p"; text in "cit"
_SUBJECT = re.compile(r'(?: element | \s in ) \s "(?P<name> [^"\s]+ )"', re.VERBOSE)
_LONGEST_GLOSS = 140
_NOT_READ = frozenset({"TK101", "TK501", "TK508"})
_MOST_REFUSED = 60
_SIMPLE = "simple.sch"
_OTHERS = "others.sch"
_KEPT = "rules.json"


class _Rules:
    """The rules of an ODD: the simple ones compiled, the others when a document needs them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts = _parts(path)
        self._simple: schematron.Schema | None = None
        self._others: schematron.Schema | None = None
        self._has_others = self._parts.needs is None or bool(self._parts.needs)

    @property
    def refused(self) -> Sequence[str]:
        """The reason why some of them cannot be run here."""
        return self._parts.refused

    def validate(self, document: etree._ElementTree) -> list[Diagnostic]:
        from tei_kit import schematron

        if self._simple is None:
            self._simple = schematron.compile(self._path.with_name(_SIMPLE))
        found = self._simple.validate(document)
        needs = self._parts.needs
        if self._has_others and (needs is None or not _names_in(document).isdisjoint(needs)):
            if self._others is None:
                self._others = schematron.compile(self._path.with_name(_OTHERS))
            found += self._others.validate(document)
        return found


@record
class _Parts:
    """The facts about the two parts of the rules that are kept beside the files."""

    needs: tuple[str, ...] | None
    refused: tuple[str, ...]


def _parts(path: Path) -> _Parts:
    """The parts of the rules, as they are kept; split and tried where they are not kept yet."""
    kept = path.with_name(_KEPT)
    now = digest(path)
    try:
        said = json.loads(kept.read_text("utf-8"))
        if said["rules"] == now and all(path.with_name(n).is_file() for n in (_SIMPLE, _OTHERS)):
            needs = said["needs"]
            return _Parts(None if needs is None else tuple(needs), tuple(said["refused"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    from tei_kit.odd.rule_parts import split  # the parts are kept, mostly

    parts = split(path.read_bytes(), path.name)
    others, refused = _without_refused(parts.others, path.name)
    files.write(path.with_name(_SIMPLE), parts.simple)
    files.write(path.with_name(_OTHERS), others)
    made = {"rules": now, "needs": parts.needs, "refused": refused}
    files.write(kept, json.dumps(made).encode())
    return _Parts(parts.needs, tuple(refused))


def _without_refused(data: bytes, name: str) -> tuple[bytes, list[str]]:
    """A Schematron file without the parts that cannot be run here, and the reason why they
    cannot."""
    import tempfile

    from tei_kit import schematron

    refused: list[str] = []
    root = tree.parse_bytes(data, name).getroot()
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / name
        for _ in range(_MOST_REFUSED):
            trial.write_bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))
            try:
                schematron.compile(trial)
                break
            except SchemaError as error:
                refused.append(error.diagnostics[0].message.rstrip("."))
                if not _leave_out(root, error.diagnostics[0].line):
                    break
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True), refused


def _leave_out(root: etree._Element, line: int) -> bool:
    """Take the pattern or variable at a line out of a schema; False when none is there."""
    parts = [*root.iterchildren(f"{SCH}pattern", f"{SCH}let")]
    around = [part for part in parts if tree.line_of(part) <= line]
    if not around:
        return False
    part = around[-1]
    comment = etree.Comment("\n" * etree.tostring(part, with_tail=False).count(b"\n"))
    comment.tail = part.tail  # the lines after it stay the same
    root.replace(part, comment)
    return True


def _names_in(document: etree._ElementTree) -> set[str]:
    """The local names of the elements of a document, and of the attributes with @."""
    found: set[str] = set()
    for element in document.iter(etree.Element):
        found.add(element.tag.rpartition("}")[2])
        found.update(f"@{str(name).rpartition('}')[2]}" for name in element.attrib)
    return found


@record
class OddSchema:
    """An ODD to validate documents with; `compile` makes it."""

    streams: ClassVar[bool] = True
    """A path is taken as it is: the grammar needs no tree."""

    grammar: relaxng.Schema | None
    rules: _Rules | None
    glosses: Mapping[str, str]
    notes: Sequence[Diagnostic]
    """The rules that cannot be run here. `tei-kit odd` tells the mistakes of the ODD itself."""

    def validate(self, source: tree.XmlSource) -> list[Diagnostic]:
        """The findings of the grammar (TK502) and the rules (TK503, TK507), by line.

        Raises TeiKitError when the file cannot be read as safe XML.
        """
        found: list[Diagnostic] = []
        if self.grammar is not None:
            found = [self._with_gloss(d) for d in self.grammar.validate(source)]
        if self.rules is not None and not any(d.code in _NOT_READ for d in found):
            found += self.rules.validate(tree.opened(source))
        return sorted(found, key=lambda d: (d.place.line, d.place.column))

    def _with_gloss(self, diagnostic: Diagnostic) -> Diagnostic:
        match = _SUBJECT.search(diagnostic.message.partition(";")[0])
        name = "" if match is None else match["name"]
        gloss = self.glosses.get(name, "")
        if not gloss:
            return diagnostic
        if len(gloss) > _LONGEST_GLOSS:
            gloss = gloss[:_LONGEST_GLOSS].rsplit(" ", 1)[0] + " …"
        return replace(diagnostic, message=f"{diagnostic.message} {name}: {gloss}")


def compile(  # noqa: A001
    path: Path | str,
    p5: Path | None = None,
    *,
    grammar: bool = True,
    rules: bool = True,
    ids: bool = True,
) -> OddSchema:
    """The grammar or the rules of an ODD, or both, ready to validate with.

    Raises SchemaError when the ODD cannot be compiled, or (TK916) the grammar that comes out is
    not right.
    """
    made = results(Path(path), p5)
    compiled = _grammar(made, Path(path), ids) if grammar else None
    checks = _Rules(made.rules) if rules and made.rules is not None else None
    refused = (
        []
        if checks is None
        else [diagnose("TK923", Place(str(path)), reason=reason) for reason in checks.refused]
    )
    return OddSchema(compiled, checks, made.glosses, refused)


def _grammar(made: Results, path: Path, ids: bool) -> relaxng.Schema:
    try:
        return relaxng.compile(made.plain, ids=ids)
    except SchemaError as error:
        first = error.diagnostics[0]
        place = next(
            (d.place for d in made.diagnostics if d.severity is Severity.ERROR), Place(str(path))
        )
        reason = first.message.rstrip(".")
        raise SchemaError(
            diagnose("TK916", place, reason=f"{reason} ({first.place})"), *made.diagnostics
        ) from error
