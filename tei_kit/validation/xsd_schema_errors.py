"""The errors of an XML Schema that is not right: xmlschema's sentences, at their places, in words.

The sentences of xmlschema have names of Python in them; they are passed on without these.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.xml import positions
from tei_kit.xml import tree as xmlfile
from tei_kit.xml.addresses import local_path
from tei_kit.xml.names import XSD_NAMESPACE

# XsdElement(ref='t:a', occurs=[1, 1])
_COMPONENT = re.compile(
    r"\bXsd(?P<kind> \w+ ) \( (?: (?:name|ref) = '(?P<name> [^']* )' )? [^()]* \)", re.VERBOSE
)
_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")

_WORDS: Sequence[tuple[re.Pattern[str], str]] = (
    # invalid literal for int() with base 10: 'x'
    (re.compile(r"invalid literal for int\(\) with base 10: ('[^']*')"), r"\1 is no whole number"),
    # one or more facets are not applicable, admitted set is {'pattern', 'enumeration'}
    (re.compile(r", admitted set is \{[^{}]*\}"), ""),
    # '{http://www.w3.org/2001/XMLSchema}strin'
    (re.compile(re.escape(f"{{{XSD_NAMESPACE}}}")), "xs:"),
    # Decimal('1')
    (re.compile(r"\b[A-Z]\w*\(('[^']*')\)"), r"\1"),
    # ('r',)
    (re.compile(r"\(('[^']*'),\)"), r"\1"),
    # <xmlschema.validators.identities.FieldValueSelector object at 0x7f12c2908160>
    (re.compile(r"<[\w.]+ object at 0x[0-9a-f]+>"), "it"),
    # ['prohibited', 'optional']
    (re.compile(r"\[('[^\[\]]*')\]"), r"\1"),
    (re.compile("'"), '"'),
)


def diagnostics(
    path: Path | str, root: etree._Element, errors: Iterable[Exception]
) -> list[Diagnostic]:
    """A diagnostic (TK505) for each part of a schema that is wrong, by file and line.

    An error that follows from another is told at the same part of the schema.
    """
    files = _Files(path, root)
    found: dict[object, Diagnostic] = {}
    for error in errors:
        part = (getattr(error, "schema_url", None), getattr(error, "path", None))
        if part not in found or part[1] is None:
            place = files.place_of(error)
            key = part if part[1] is not None else (part, str(error))
            found.setdefault(key, diagnose("TK505", place, reason=reason_of(error)))
    return sorted(
        dict.fromkeys(found.values()),
        key=lambda each: (each.place.file != str(path), each.place.line, each.place.column),
    )


def reason_of(error: Exception) -> str:
    """The first sentence of an error, without Python."""
    lines = str(error).strip().splitlines()
    if not lines:
        return type(error).__name__
    said = _COMPONENT.sub(_named, lines[0]).rstrip(".:")
    for shape, words in _WORDS:
        said = shape.sub(words, said)
    return said


def _named(match: re.Match[str]) -> str:
    words = _CAPITAL.sub(" ", match["kind"]).strip().lower()
    return f"{words} '{match['name']}'" if match["name"] else words


class _Files:
    """The files of a schema, read when an error is in them."""

    def __init__(self, path: Path | str, root: etree._Element) -> None:
        self._path = path
        self._roots: dict[Path, etree._Element | None] = {Path(path).resolve(): root}
        self._locators: dict[Path, positions.Locator] = {}

    def place_of(self, error: Any) -> Place:  # noqa: ANN401 - an error of xmlschema
        """The place of the part of the schema that is wrong: its path is followed in our tree."""
        url = getattr(error, "schema_url", None)
        file = local_path(url) if url else None
        file = Path(self._path).resolve() if file is None else file.resolve()
        shown = self._shown(file)
        part, root = getattr(error, "path", None), self._root(file)
        if not part or root is None:
            return Place(shown)
        try:
            found = root.xpath(part, namespaces={"xs": XSD_NAMESPACE, "xsd": XSD_NAMESPACE})
        except etree.XPathError:
            return Place(shown)
        if not isinstance(found, list) or not found or not isinstance(found[0], etree._Element):
            return Place(shown)
        locator = self._locators.setdefault(file, positions.Locator(root.getroottree()))
        place = locator.place(found[0])
        return Place(shown, place.line, place.column)

    def _shown(self, file: Path) -> str:
        """The path of a file, beside that of the schema as its user gave it."""
        first = Path(self._path)
        if file == first.resolve():
            return str(self._path)
        try:
            return str(first.parent / os.path.relpath(file, first.resolve().parent))
        except ValueError:  # another drive
            return str(file)

    def _root(self, file: Path) -> etree._Element | None:
        if file not in self._roots:
            try:
                self._roots[file] = xmlfile.parse(file).getroot()
            except TeiKitError:
                self._roots[file] = None
        return self._roots[file]
