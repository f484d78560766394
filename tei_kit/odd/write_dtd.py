"""A Grammar as a DTD (XML 1.0): looser than the grammar, and without namespaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tei_kit.odd.content_models import Alternation, Leaf, Model, Repetition, Sequence_, names_of
from tei_kit.odd.flat import FlatAttribute, FlatElement, flatten
from tei_kit.odd.patterns import Choice, Data, Grammar, Name, Pattern, Ref, Repeat, Value
from tei_kit.record import record
from tei_kit.xml.names import XML_NAMESPACE

_TYPES = {
    "ID": "ID",
    "IDREF": "IDREF",
    "IDREFS": "IDREFS",
    "NMTOKEN": "NMTOKEN",
    "NMTOKENS": "NMTOKENS",
    "ENTITY": "ENTITY",
}
_TOKEN = re.compile(r"[\w.:-]+")
_LONGEST = 90


@record
class Dtd:
    """A DTD, and the elements whose declarations in it say less than the grammar."""

    text: str
    looser: tuple[str, ...]


def write(grammar: Grammar) -> Dtd:
    """The grammar as one file. Each element may state its namespace, as one must between elements
    of another, and as parts do that were copied from other files.
    """
    elements = flatten(grammar)
    known = {element.name.local for element in elements}
    lines = [f"<!-- {_comment(grammar.title)} -->", ""]
    for element in elements:
        if element.note:
            lines.append(f"<!-- {_comment(element.note)} -->")
        lines.append(f"<!ELEMENT {element.name.local} {_content(element, known)}>")
        lines += _attributes(element, grammar)
        lines.append("")
    looser = tuple(
        element.name.local for element in elements if element.is_looser or element.is_open
    )
    return Dtd("\n".join(lines), looser)


def _comment(text: str) -> str:
    return text.replace("--", "- -").rstrip("-")


def _content(element: FlatElement, known: set[str]) -> str:
    if element.is_open:
        return "ANY"
    if element.data is not None or (element.is_mixed and element.model is None):
        return "(#PCDATA)"
    if element.model is None:
        return "EMPTY"
    if element.is_mixed:
        names = [name for name in _locals(element.model) if name in known]
        return _folded(["(#PCDATA", *names]) + ")*" if names else "(#PCDATA)"
    text = _model(element.model)
    return text if text.startswith("(") else f"({text})"


def _locals(model: Model) -> list[str]:
    return list(dict.fromkeys(name.local for name in names_of(model)))


def _folded(words: Sequence[str]) -> str:
    lines = [""]
    for number, word in enumerate(words):
        piece = word if number == 0 else f" | {word}"
        if len(lines[-1]) + len(piece) > _LONGEST:
            lines.append("  ")
        lines[-1] += piece
    return "\n".join(lines)


def _model(model: Model) -> str:
    match model:
        case Leaf():
            names = list(dict.fromkeys(name.local for name in model.names))
            return names[0] if len(names) == 1 else f"({_folded(names)})"
        case Sequence_():
            return "(" + ", ".join(_model(part) for part in model.parts) + ")"
        case Alternation():
            return "(" + " | ".join(_model(part) for part in model.parts) + ")"
        case Repetition():
            return f"{_model(model.part)}{model.sign}"
    return ""


def _attributes(element: FlatElement, grammar: Grammar) -> list[str]:
    namespace = element.name.namespace.replace('"', "&quot;")
    lines = [f'  xmlns CDATA #FIXED "{namespace}"']
    has_id = False
    for attribute in element.attributes:
        kind = _type(attribute, grammar)
        if kind == "ID":
            if has_id:
                kind = "NMTOKEN"
            has_id = True
        needed = "#REQUIRED" if attribute.is_required else "#IMPLIED"
        lines.append(f"  {_qualified(attribute.name)} {kind} {needed}")
    return [f"<!ATTLIST {element.name.local}", *lines, ">"] if lines else []


def _qualified(name: Name) -> str:
    if name.namespace == XML_NAMESPACE:
        return f"xml:{name.local}"
    return f"xlink:{name.local}" if "xlink" in name.namespace else name.local


def _type(attribute: FlatAttribute, grammar: Grammar) -> str:
    if attribute.name == Name(XML_NAMESPACE, "id"):
        return "ID"
    if attribute.name == Name(XML_NAMESPACE, "space"):
        return "(default | preserve)"
    content = _resolved(attribute.content, grammar)
    values = _values(content)
    if values and all(_TOKEN.fullmatch(value) for value in values):
        return f"({_folded(list(dict.fromkeys(values)))})"
    if isinstance(content, Data):
        return _TYPES.get(content.type, "CDATA")
    return "CDATA"


def _resolved(pattern: Pattern, grammar: Grammar) -> Pattern:
    for _ in range(20):
        if not isinstance(pattern, Ref) or pattern.name not in grammar.definitions:
            break
        pattern = grammar.definitions[pattern.name]
    return pattern


def _values(pattern: Pattern) -> list[str]:
    """The values of a list that is closed; nothing for any other pattern."""
    match pattern:
        case Value():
            return [pattern.text]
        case Choice() if all(isinstance(part, Value) for part in pattern.parts):
            return [part.text for part in pattern.parts if isinstance(part, Value)]
        case Repeat():
            return []
    return []
