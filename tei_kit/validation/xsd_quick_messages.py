"""libxml2's messages about documents as diagnostics, for schemas that xmlschema cannot use."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.record import record

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
# This element is not expected. Expected is one of ( a, b ).
_EXPECTED = re.compile(r"Expected is (?:one of )?\( (?P<names>[^)]*) \)")
# A sentence about the automaton follows from another message about the same value.
_FOLLOWS = re.compile(r"is not a valid value of the (?:local )?(?:atomic|list|union) type\.?$")


@record
class Complaint:
    """A message of libxml2 about a document: its line, and what it is about."""

    line: int
    kind: str
    message: str

    @property
    def is_of_duplicate(self) -> bool:
        """Whether two elements have one key."""
        return self.kind == "SCHEMAV_CVC_IDC" and "Duplicate key-sequence" in self.message


def diagnostics(complaints: Iterable[Complaint], file: str) -> list[Diagnostic]:
    """A diagnostic (TK504) for each mistake, by line."""
    found: list[Diagnostic] = []
    told: set[tuple[int, str]] = set()
    for complaint in complaints:
        text = _NAMESPACE.sub("", complaint.message).strip()
        match = _BEGINNING.match(text)
        about = match.group() if match else ""
        if (complaint.line, about) in told and _FOLLOWS.search(text):
            continue
        told.add((complaint.line, about))
        found.append(_diagnostic(complaint, text, match, file))
    return sorted(dict.fromkeys(found), key=lambda d: d.place.line)


def _diagnostic(
    complaint: Complaint, text: str, match: re.Match[str] | None, file: str
) -> Diagnostic:
    place = Place(file, max(complaint.line, 1))
    if match is None:
        return diagnose("TK504", place, reason=text.rstrip("."))
    element, rest = f'"{match["element"]}"', text[match.end() :]
    duplicate = _DUPLICATE.search(rest) if complaint.is_of_duplicate else None
    if duplicate:
        values, name = duplicate["values"].replace("'", '"'), duplicate["name"]
        reason = (
            f"the value {values} of element {element} is there before, "
            f'and "{name}" wants each only once'
        )
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


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
