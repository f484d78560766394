"""libxml2's messages about documents as diagnostics, for schemas that xmlschema cannot use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import cast

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.record import record
from tei_kit.xml import positions
from tei_kit.xml import tree as xmlfile

# {urn:x}a -> a
_NAMESPACE = re.compile(r"\{[^{}\s]*\}")
# Element 'a', attribute 'b': [facet 'pattern'] The value …
_BEGINNING = re.compile(
    r"Element \s '(?P<element> [^']* )' (?: , \s attribute \s '(?P<attribute> [^']* )' )? : \s*"
    r"(?: \[facet \s '[^']*'\] \s* )?",
    re.VERBOSE,
)
# Element 'k': Duplicate key-sequence ['a b'] in unique identity-constraint 'u'.
_DUPLICATE = re.compile(
    r"key-sequence \s \[ (?P<values> .* ) \] \s in .* constraint \s '(?P<name> [^']* )'",
    re.VERBOSE | re.DOTALL,
)
# Element 'k': The XPath 'k' of a field of key identity-constraint 'q' does evaluate to a node of …
_COMPLEX = re.compile(
    r"The \s XPath \s '(?P<field> [^']* )' .* constraint \s '(?P<name> [^']* )' \s does \s evaluate"
    r" .* non-simple",
    re.VERBOSE | re.DOTALL,
)
# Element 'u': No match found for key-sequence ['1'] of keyref 'w'.
_UNKNOWN_KEY = re.compile(
    r"No \s match .* key-sequence \s \[ (?P<values> .* ) \] \s of \s keyref \s '(?P<name> [^']* )'",
    re.VERBOSE | re.DOTALL,
)
# This element is not expected. Expected is one of ( a, b ).
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (?P<names>[^)]*) \)")
# A sentence about the automaton follows from another message about the same value.
_FOLLOWS = re.compile(r"is not a valid value of the (?:local )?(?:atomic|list|union) type\.?$")

# A path is followed from the root for each message.
_MOST_COLUMNS = 200


@record
class Complaint:
    """A message of libxml2 about a document: its line, the path of its element, and the kind of
    mistake."""

    line: int
    path: str
    kind: str
    message: str

    @property
    def is_of_keys(self) -> bool:
        """Whether two elements have one key, a reference has no key, or a field has no simple
        type."""
        return self.kind == "SCHEMAV_CVC_IDC" and any(
            shape.search(self.message) for shape in (_DUPLICATE, _UNKNOWN_KEY, _COMPLEX)
        )


def diagnostics(complaints: Iterable[Complaint], tree: etree._ElementTree) -> list[Diagnostic]:
    """A diagnostic (TK504) for each mistake in a document, by line."""
    place = _placing(tree)
    found: list[Diagnostic] = []
    told: set[tuple[int, str]] = set()
    for complaint in complaints:
        text = _NAMESPACE.sub("", complaint.message).strip()
        match = _BEGINNING.match(text)
        about = match.group() if match else ""
        if (complaint.line, about) in told and _FOLLOWS.search(text):
            continue
        told.add((complaint.line, about))
        found.append(_diagnostic(complaint, text, match, place(complaint)))
    return sorted(dict.fromkeys(found), key=lambda d: (d.place.line, d.place.column))


def _placing(tree: etree._ElementTree) -> Callable[[Complaint], Place]:
    """Gives the place of the element that a complaint is about; only its line beyond so many."""
    file, locator = xmlfile.name_of(tree), positions.Locator(tree)
    left = [_MOST_COLUMNS]

    def place(complaint: Complaint) -> Place:
        left[0] -= 1
        found = tree.xpath(complaint.path) if complaint.path and left[0] >= 0 else []
        if isinstance(found, list) and len(found) == 1:
            return locator.place(cast("etree._Element", found[0]))
        return Place(file, max(complaint.line, 1))

    return place


def _diagnostic(
    complaint: Complaint, text: str, match: re.Match[str] | None, place: Place
) -> Diagnostic:
    if match is None:
        return diagnose("TK504", place, reason=text.rstrip("."))
    element, rest = f'"{match["element"]}"', text[match.end() :]
    reason = _of_keys(element, rest) if complaint.is_of_keys else ""
    if reason:
        return diagnose("TK504", place, reason=reason)
    expected = _EXPECTED.search(rest)
    if expected and "not expected" in rest:
        names = " or ".join(f'"{each.strip()}"' for each in expected["names"].split(","))
        return diagnose("TK504", place, "expected", expected=names, element=element)
    if "not expected" in rest:
        return diagnose("TK504", place, "not-allowed-here", element=element)
    owner = f'attribute "{match["attribute"]}" of element ' if match["attribute"] else "element "
    sentence = rest.rstrip(".").replace("'", '"')
    return diagnose("TK504", place, reason=f"{owner}{element}: {_lower(sentence)}")


def _of_keys(element: str, message: str) -> str:
    """The mistake about a key, in words."""
    if duplicate := _DUPLICATE.search(message):
        return (
            f"the value {_values(duplicate)} of element {element} is there before, "
            f'and "{duplicate["name"]}" wants each only once'
        )
    if unknown := _UNKNOWN_KEY.search(message):
        return (
            f"element {element} refers to {_values(unknown)}, which is no value of the key "
            f'that "{unknown["name"]}" names'
        )
    if field := _COMPLEX.search(message):
        return (
            f'element {element} is the field "{field["field"]}" of "{field["name"]}" and has no '
            "simple type in the schema; a field must be an element of text only, or an attribute"
        )
    return ""


def _values(match: re.Match[str]) -> str:
    return match["values"].replace("'", '"')


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
