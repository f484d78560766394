"""Reading a schema in the XML syntax: the file -> a tree of Node, its syntax checked.

Annotations are dropped (RELAX NG specification, section 4.1) and white space is processed (4.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tei_kit.diagnostics import Place, SchemaError, TeiKitError, diagnose
from tei_kit.relaxng.datatypes.xml_names import is_ncname
from tei_kit.relaxng.names import SEPARATOR
from tei_kit.relaxng.schema.full_syntax import CONTENTS, NAME_CLASSES, ROOTS, Content
from tei_kit.relaxng.schema.node import Node
from tei_kit.xml import limits
from tei_kit.xml.events import EventParser
from tei_kit.xml.names import RELAX_NG_NAMESPACE, XML_NAMESPACE

_WHITE_SPACE = " \t\r\n"
_ELEMENT = RELAX_NG_NAMESPACE + SEPARATOR
_BASE = f"{XML_NAMESPACE}{SEPARATOR}base"
_EVERYWHERE = frozenset({"ns", "datatypeLibrary"})
_TRIMMED = ("name", "type", "combine")
_COMBINATIONS = ("choice", "interleave")
_QNAMES_IN = frozenset({"element", "attribute"})


def read_xml_schema(path: Path | str) -> Node:
    """The schema of a file, as it is written.

    Raises SchemaError: TK101 when the file cannot be read, TK501 or TK508 when it is not safe
    well-formed XML, TK505 where it is not in the syntax of RELAX NG.
    """
    grown = _GrowingTree(str(path))
    try:
        grown.events.parse_file(path)
    except TeiKitError as error:
        raise SchemaError(*error.diagnostics) from error
    return grown.root


def wrong(node: Node, reason: str) -> SchemaError:
    """The error of a schema at one of its elements."""
    return SchemaError(diagnose("TK505", Place(node.file, node.line, node.column), reason=reason))


class _GrowingTree:
    """Takes the events of a schema and grows its tree."""

    def __init__(self, file: str) -> None:
        self.root: Node
        self.events = EventParser(file)
        self._file = file
        self._parents: list[Node] = []
        self._states: list[str] = []
        self._annotation_depth = 0
        self._parser = parser = self.events.parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not tag.startswith(_ELEMENT):
            self._annotate(tag)
            return
        parents = self._parents
        if len(parents) == limits.DEEPEST_SCHEMA:
            raise self._wrong(f"its elements are nested more than {limits.DEEPEST_SCHEMA} deep")
        node = Node(
            tag[len(_ELEMENT) :],
            attributes,
            self._file,
            self._parser.CurrentLineNumber,
            self._parser.CurrentColumnNumber + 1,
            self.events.scope.copy(),
            base=parents[-1].base if parents else "",
        )
        state = self._state_of(node)
        if any(SEPARATOR in name for name in attributes):
            node.attributes = self._own_attributes(node)
        content = CONTENTS[state]
        _check_attributes(node, content)
        if parents:
            parents[-1].children.append(node)
        else:
            self.root = node
        parents.append(node)
        self._states.append(state)

    def _annotate(self, tag: str) -> None:
        """Skip an element of another namespace, with all that it holds."""
        if not self._parents:
            local = tag.rpartition(SEPARATOR)[2]
            expected = f'an element of RELAX NG (namespace "{RELAX_NG_NAMESPACE}")'
            raise self._wrong(f'expected {expected}; found "{local}"')
        parent = self._parents[-1]
        if CONTENTS[self._states[-1]].has_text:
            raise self._wrong(f'"{parent.name}" may not hold elements')
        self._annotation_depth = 1
        parser = self._parser
        parser.StartElementHandler = self._start_in_annotation
        parser.EndElementHandler = self._end_in_annotation
        parser.CharacterDataHandler = None

    def _start_in_annotation(self, _tag: str, _attributes: dict[str, str]) -> None:
        self._annotation_depth += 1

    def _end_in_annotation(self, _tag: str) -> None:
        self._annotation_depth -= 1
        if not self._annotation_depth:
            parser = self._parser
            parser.StartElementHandler = self._start
            parser.EndElementHandler = self._end
            parser.CharacterDataHandler = self._text

    def _state_of(self, node: Node) -> str:
        if not self._parents:
            states: Mapping[str, str] = ROOTS
        else:
            parent = self._parents[-1]
            content = CONTENTS[self._states[-1]]
            takes_name = (
                content.is_named and not parent.children and "name" not in parent.attributes
            )
            states = NAME_CLASSES if takes_name else content.children
            if parent.name == "data" and parent.children and parent.children[-1].name == "except":
                raise wrong(node, '"except" comes last in "data"')
        state = states.get(node.name)
        if state is None:
            raise wrong(node, _misplaced(node, self._parents, states))
        return state

    def _own_attributes(self, node: Node) -> dict[str, str]:
        """The attributes in no namespace; `xml:base` moves to the node."""
        own = {}
        for name, value in node.attributes.items():
            if name == _BASE:
                from urllib.parse import urljoin  # rarely needed

                node.base = urljoin(node.base or Path(node.file).absolute().as_uri(), value)
            elif name.startswith(_ELEMENT):
                local = name.rpartition(SEPARATOR)[2]
                raise wrong(node, f'the attribute "{local}" has to be without a prefix')
            elif SEPARATOR not in name:
                own[name] = value
        return own

    def _end(self, _tag: str) -> None:
        node, state = self._parents.pop(), self._states.pop()
        content = CONTENTS[state]
        count = len(node.children)
        if content.is_named and "name" not in node.attributes:
            if not count:
                raise wrong(node, f'"{node.name}" needs a name')
            count -= 1
        if count < content.least:
            raise wrong(node, f'"{node.name}" is empty; expected {_one_of(content.children)}')
        if content.most is not None and count > content.most:
            raise wrong(node, f'"{node.name}" holds more than one {_sort_of(content)}')
        if state == "name":
            node.text = node.text.strip(_WHITE_SPACE)
            _check_qname(node, node.text)

    def _text(self, text: str) -> None:
        if not self._parents:
            return
        if CONTENTS[self._states[-1]].has_text:
            self._parents[-1].text += text
        elif text.strip(_WHITE_SPACE):
            name = self._parents[-1].name
            raise self._wrong(f'"{name}" may not hold text')

    def _wrong(self, reason: str) -> SchemaError:
        return SchemaError(diagnose("TK505", self.events.place(), reason=reason))


def _check_attributes(node: Node, content: Content) -> None:
    attributes = node.attributes
    if not attributes and not content.needed:
        return
    for name in attributes:
        if name not in _EVERYWHERE and name not in content.needed and name not in content.allowed:
            raise wrong(node, f'the attribute "{name}" is not allowed on "{node.name}"')
    for name in content.needed:
        if name not in attributes:
            raise wrong(node, f'"{node.name}" lacks the attribute "{name}"')
    for name in _TRIMMED:
        value = attributes.get(name)
        if value is None:
            continue
        attributes[name] = value = value.strip(_WHITE_SPACE)
        if name == "combine":
            if value not in _COMBINATIONS:
                raise wrong(node, f'combine is "choice" or "interleave", not "{value}"')
        elif node.name in _QNAMES_IN:
            _check_qname(node, value)
        elif not is_ncname(value):
            raise wrong(node, f'"{value}" is not a name without a colon')


def _check_qname(node: Node, text: str) -> None:
    prefix, colon, local = text.rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise wrong(node, f'"{text}" is not a name')
    if colon and prefix not in node.namespaces:
        raise wrong(node, f'the prefix "{prefix}" is not declared')


def _misplaced(node: Node, parents: list[Node], states: Mapping[str, str]) -> str:
    if not parents:
        return f'expected a pattern of RELAX NG; found "{node.name}"'
    if not states:
        return f'"{parents[-1].name}" may not hold elements; found "{node.name}"'
    return f'"{node.name}" may not stand in "{parents[-1].name}"; expected {_one_of(states)}'


def _one_of(states: Mapping[str, str]) -> str:
    return "a pattern" if states is ROOTS else " or ".join(f'"{name}"' for name in states)


def _sort_of(content: Content) -> str:
    return "pattern" if content.children is ROOTS else '"except"'
