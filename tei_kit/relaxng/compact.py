"""Reading a schema in the compact syntax: the file -> the tree that the XML syntax would give.

The grammar and the translation are those of RELAX NG Compact Syntax (OASIS, 21 November 2002; ISO
19757-2, annex C). Annotations are checked and dropped. Where the specification leaves room, what
Jing takes is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tei_kit.diagnostics import Place, diagnose, reason_of
from tei_kit.relaxng.compact_tokens import (
    DOCUMENTATION,
    END,
    KEYWORDS,
    NAME,
    PREFIX_STAR,
    PREFIXED_NAME,
    STRING,
    Token,
    decode,
    tokenize,
)
from tei_kit.relaxng.names import XML_NAMESPACE
from tei_kit.relaxng.node import Node
from tei_kit.relaxng.reading import DEEPEST, wrong
from tei_kit.relaxng.syntax import NAMESPACE
from tei_kit.schemas import SchemaError

_XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns"

_QUANTIFIERS = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_CONNECTORS = {"|": "choice", ",": "group", "&": "interleave"}
_ASSIGNMENTS = {"=": None, "|=": "choice", "&=": "interleave"}
_BRACED = frozenset({"list", "mixed"})
_NAMED = frozenset({"element", "attribute"})
_LEAVES = frozenset({"empty", "text", "notAllowed"})
_BUILT_IN_TYPES = frozenset({"string", "token"})
_COMPONENTS = frozenset({"start", "div", "include"})
_LITERALS = frozenset({STRING})
_IDENTIFIERS = KEYWORDS | {NAME}
_ANNOTATION_NAMES = _IDENTIFIERS | {PREFIXED_NAME}


def read(path: Path | str) -> Node:
    """The schema of a file, as it is written.

    Raises SchemaError: TK101 when the file cannot be read, TK505 where it is not in the compact
    syntax.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        place = Place(str(path))
        raise SchemaError(diagnose("TK101", place, reason=reason_of(error))) from error
    return parse(decode(data, str(path)), str(path))


def parse(text: str, file: str) -> Node:
    """The schema that a text is; `file` names it in diagnostics and is the base of its references.

    Raises SchemaError (TK505) where it is not in the compact syntax.
    """
    root = _Parser(tokenize(text, file), file).schema()
    level, depth = [root], 1
    while level:
        if depth > DEEPEST:
            raise wrong(level[0], _TOO_DEEP)
        level = [child for node in level for child in node.children]
        depth += 1
    return root


_TOO_DEEP = f"its patterns are nested more than {DEEPEST} deep"


@dataclass(slots=True)
class _Declarations:
    """What a schema declares at its beginning."""

    prefixes: dict[str, str | None] = field(default_factory=lambda: {"xml": XML_NAMESPACE})
    """The namespaces by their prefixes; None is the one inherited from where it is included."""
    default: str | None = None
    """The default namespace, or None likewise."""
    libraries: dict[str, str] = field(default_factory=lambda: {"xsd": _XSD})
    """The datatype libraries by their prefixes."""

    def in_scope(self) -> dict[str, str]:
        """The namespaces that values see."""
        known = {prefix: uri for prefix, uri in self.prefixes.items() if uri}
        return known | {"": self.default} if self.default else known


class _Parser:
    """Goes through the tokens once, from the left, and grows the tree.

    The method of a production is entered at its first token and left after its last one.
    """

    def __init__(self, tokens: list[Token], file: str) -> None:
        self._tokens = tokens
        self._file = file
        self._at = 0
        self._token = tokens[0]
        self._depth = 0
        self._declared = _Declarations()
        self._namespaces: dict[str, str] = {}

    # The whole

    def schema(self) -> Node:
        """topLevel: declarations, then the components of a grammar, or else a pattern."""
        self._declarations()
        self._namespaces = self._declared.in_scope()
        first = self._token
        has_annotations = self._annotations()
        if self._begins_component() or self._token.kind == END:
            root = self._node("grammar", first)
            self._components(root, is_annotated=has_annotations)
            self._expect(END, "a definition")
            return root
        root = self._pattern()
        if self._token.kind == ">>":
            raise self._wrong(self._token, "no annotation may follow the pattern of a whole schema")
        if self._token.kind != END:
            raise self._unexpected(self._what_may_follow(root, "the end of the schema"))
        return root

    def _declarations(self) -> None:
        while True:
            match self._token.kind:
                case "namespace":
                    self._next()
                    self._declare_namespace(self._identifier("a prefix"))
                case "default":
                    self._next()
                    self._expect("namespace", '"namespace"')
                    prefix = None
                    if self._token.kind != "=":
                        prefix = self._identifier('a prefix or "="')
                    self._declared.default = self._declare_namespace(prefix)
                case "datatypes":
                    self._next()
                    prefix = self._identifier("a prefix")
                    self._expect("=", '"="')
                    self._bind(prefix, self._literal(), self._declared.libraries)
                case _:
                    return

    def _declare_namespace(self, prefix: Token | None) -> str | None:
        self._expect("=", '"="')
        uri = None
        if self._token.kind == "inherit":
            self._next()
        else:
            uri = self._literal('a namespace in quotes or "inherit"')
        if prefix is not None:
            name = prefix.text
            if name == "xmlns":
                raise self._wrong(prefix, 'no prefix is called "xmlns"')
            if (name == "xml") != (uri == XML_NAMESPACE):
                reason = f'the prefix "xml", and no other, stands for "{XML_NAMESPACE}"'
                raise self._wrong(prefix, reason)
            self._bind(prefix, uri, self._declared.prefixes)
        return uri

    def _bind(self, prefix: Token, uri: str | None, bound: dict[str, str | None]) -> None:
        bound[prefix.text] = uri

    # Grammars

    def _begins_component(self) -> bool:
        kind = self._token.kind
        if kind in _COMPONENTS:
            return True
        after = self._peek().kind
        return (kind == NAME and (after in _ASSIGNMENTS or after == "[")) or (
            kind == PREFIXED_NAME and after == "["
        )
