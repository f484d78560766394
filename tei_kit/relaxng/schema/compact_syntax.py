"""Reading a schema in the compact syntax: the file -> the tree that the XML syntax would give.

The grammar and the translation are those of RELAX NG Compact Syntax (OASIS, 21 November 2002; ISO
19757-2, annex C). Annotations are checked and dropped. Where the specification leaves room, what
Jing takes is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from tei_kit.diagnostics import Place, SchemaError, diagnose, reason_of
from tei_kit.relaxng.schema.compact_tokens import (
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
from tei_kit.relaxng.schema.node import Node
from tei_kit.relaxng.schema.xml_syntax import wrong
from tei_kit.xml import limits
from tei_kit.xml.names import (
    RELAX_NG_NAMESPACE,
    XML_NAMESPACE,
    XMLNS_NAMESPACE,
    XSD_DATATYPES_NAMESPACE,
)

_QUANTIFIERS = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_CONNECTORS = {"|": "choice", ",": "group", "&": "interleave"}
_ASSIGNMENTS = {"=": None, "|=": "choice", "&=": "interleave"}
_BRACED = frozenset({"list", "mixed"})
_NAMED = frozenset({"element", "attribute"})
_LEAVES = frozenset({"empty", "text", "notAllowed"})
_BUILT_IN_TYPES = frozenset({"string", "token"})
_COMPONENTS = frozenset({"start", "div", "include"})
_IDENTIFIERS = KEYWORDS | {NAME}
_ANNOTATING = frozenset({NAME, PREFIXED_NAME})
_ANNOTATION_NAMES = _IDENTIFIERS | {PREFIXED_NAME}

_TOO_DEEP = f"its patterns are nested more than {limits.DEEPEST_SCHEMA} deep"
_AFTER_PATTERN = '",", "|", "&" or "}"'
_CALLED = {
    END: "the end of the file",
    STRING: "a string",
    DOCUMENTATION: "a comment of the kind ##, which stands before what it documents",
}
_EXCEPT_ALONE = 'parentheses are needed around what holds this "-"'


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
        if depth > limits.DEEPEST_SCHEMA:
            raise wrong(level[0], _TOO_DEEP)
        level = [child for node in level for child in node.children]
        depth += 1
    return root


@dataclass(slots=True)
class _Declarations:
    """What a schema declares at its beginning."""

    namespaces: dict[str, str | None] = field(default_factory=lambda: {"xml": XML_NAMESPACE})
    """By prefix; None is the namespace inherited from where the schema is included."""
    default: str | None = None
    """The default namespace, or None likewise."""
    libraries: dict[str, str] = field(default_factory=lambda: {"xsd": XSD_DATATYPES_NAMESPACE})
    """The libraries of datatypes, by prefix."""

    def in_scope(self) -> dict[str, str]:
        """The namespaces that values see."""
        known = {prefix: uri for prefix, uri in self.namespaces.items() if uri}
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
        self._include_depth = 0
        self._inherited: str | None = None
        """What an inherited namespace is written as: left out, but in an include with a namespace
        of its own, which is not for what the include replaces, none."""
        self._minus: Token | None = None
        self._declared = _Declarations()
        self._namespaces: dict[str, str] = {}

    # The whole

    def schema(self) -> Node:
        """topLevel: declarations, then the components of a grammar, or else a pattern."""
        self._declarations()
        self._namespaces = self._declared.in_scope()
        first = self._token
        has_annotations = self._annotations()
        if has_annotations and self._token.kind in ("[", DOCUMENTATION):
            raise self._unexpected("a definition or a pattern after the annotation")
        if self._begins_component() or self._token.kind == END:
            root = self._node("grammar", first)
            self._components(root, is_annotated=has_annotations)
            self._expect(END, "a definition")
            return root
        root = self._pattern(is_whole=True)
        if self._token.kind != END:
            raise self._unexpected('",", "|", "&" or the end of the schema')
        return root

    def _declarations(self) -> None:
        while True:
            kind = self._token.kind
            if kind == "namespace":
                self._next()
                self._declare_namespace(self._identifier("a prefix"))
            elif kind == "default":
                self._declare_default()
            elif kind == "datatypes":
                self._next()
                prefix = self._identifier("a prefix")
                self._expect("=", '"="')
                library = self._literal("the address of a library in quotes")
                declared = self._declared
                declared.libraries[prefix.text] = library
            else:
                return

    def _declare_default(self) -> None:
        self._next()
        self._expect("namespace", '"namespace"')
        has_prefix = self._token.kind != "="
        prefix = self._identifier('a prefix or "="') if has_prefix else None
        self._declared.default = self._declare_namespace(prefix)

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
            declared = self._declared
            declared.namespaces[prefix.text] = uri
        return uri

    # Grammars

    def _begins_component(self) -> bool:
        kind, after = self._token.kind, self._peek().kind
        if kind in _COMPONENTS:
            return True
        return (kind == NAME and after in _ASSIGNMENTS) or (kind in _ANNOTATING and after == "[")

    def _components(self, parent: Node, *, is_annotated: bool = False) -> None:
        """The definitions, divs and includes of a grammar, a div or an include.

        `is_annotated` tells that the annotations of the first are already behind. What follows the
        last is left to the caller.
        """
        may_include = self._include_depth == 0
        add = parent.children.append
        while True:
            is_annotated = self._annotations() or is_annotated
            kind = self._token.kind
            if kind == "start":
                add(self._definition())
            elif kind in _ANNOTATING and self._peek().kind == "[" and not is_annotated:
                self._annotation_element()
            elif kind == NAME:
                add(self._definition())
            elif kind == "div":
                add(self._div())
            elif kind == "include" and may_include:
                add(self._include())
            elif is_annotated:
                raise self._unexpected("a definition after the annotation")
            else:
                return
            is_annotated = False

    def _definition(self) -> Node:
        """`start = ...` or `name = ...`."""
        first = self._next()
        assignment = self._token.kind
        if assignment not in _ASSIGNMENTS:
            raise self._unexpected(f'"=", "|=" or "&=" after "{first.text}"')
        self._next()
        is_start = first.kind == "start"
        node = self._node("start" if is_start else "define", first)
        if not is_start:
            node.attributes["name"] = first.text
        combine = _ASSIGNMENTS[assignment]
        if combine is not None:
            node.attributes["combine"] = combine
        node.children.append(self._pattern())
        return node

    def _div(self) -> Node:
        node = self._node("div", self._next())
        self._braced_components(node)
        return node

    def _include(self) -> Node:
        node = self._node("include", self._next())
        self._reference(node)
        if self._token.kind == "{":
            outer, self._inherited = self._inherited, "" if "ns" in node.attributes else None
            self._include_depth += 1
            self._braced_components(node)
            self._include_depth -= 1
            self._inherited = outer
        return node

    def _braced_components(self, node: Node) -> None:
        opening = self._open()
        self._go_deeper()
        self._components(node)
        self._depth -= 1
        self._close(opening, 'a definition or "}"')

    def _reference(self, node: Node) -> None:
        """What an include and an external have in common: the address and what is inherited."""
        node.attributes["href"] = self._literal("the address of a schema in quotes")
        namespace = self._default()
        if self._token.kind == "inherit":
            self._next()
            self._expect("=", '"="')
            prefix = self._identifier("a prefix")
            namespace = self._namespace(prefix, prefix.text)
        if namespace is not None:
            node.attributes["ns"] = namespace

    # Patterns

    def _pattern(self, *, is_whole: bool = False) -> Node:
        """A pattern with what is combined with it: `a, b*, c`.

        `is_whole` tells that it is all of the schema: no annotation may follow it.
        """
        first = self._token
        self._go_deeper()
        parts: list[Node] = []
        connector = ""
        while True:
            begin = self._token
            if begin.kind == "[" or begin.kind == DOCUMENTATION:
                self._annotations()
            self._minus = None
            node = self._primary(is_whole=is_whole)
            minus, self._minus = self._minus, None
            if self._token.kind == ">>":
                self._following_annotations(is_whole=is_whole)
            quantifier = _QUANTIFIERS.get(self._token.kind)
            if quantifier is not None:
                self._next()
                node = self._node(quantifier, begin, node)
                if self._token.kind == ">>":
                    self._following_annotations(is_whole=is_whole)
            parts.append(node)
            kind = self._token.kind
            goes_on = kind in _CONNECTORS
            if minus is not None and (quantifier or goes_on or connector):
                raise self._wrong(minus, _EXCEPT_ALONE)
            if not goes_on:
                break
            if connector and kind != connector:
                reason = f'"{connector}" and "{kind}" are mixed; put parentheses around one of them'
                raise self._wrong(self._token, reason)
            connector = kind
            self._next()
        self._depth -= 1
        return self._node(_CONNECTORS[connector], first, *parts) if connector else node

    def _primary(self, *, is_whole: bool = False) -> Node:
        """A pattern without what is combined with it."""
        token = self._token
        kind = token.kind
        if kind == NAME:
            self._next()
            node = self._node("ref", token)
            node.attributes["name"] = token.text
            return node
        if kind in _NAMED:
            self._next()
            node = self._node(kind, token, self._name_class(is_attribute=kind == "attribute"))
            opening = self._open()
            node.children.append(self._pattern())
            self._close(opening, _AFTER_PATTERN)
            return node
        if kind == "(":
            self._next()
            node = self._pattern(is_whole=is_whole)
            self._close(token, _AFTER_PATTERN.replace("}", ")"), ")")
            return node
        if kind in _LEAVES:
            return self._node(kind, self._next())
        if kind == PREFIXED_NAME or kind in _BUILT_IN_TYPES:
            return self._typed()
        if kind == STRING:
            return self._value(self._node("value", token))
        if kind in _BRACED:
            self._next()
            opening = self._open()
            node = self._node(kind, token, self._pattern())
            self._close(opening, _AFTER_PATTERN)
            return node
        return self._rarer_primary()

    def _rarer_primary(self) -> Node:
        token = self._token
        match token.kind:
            case "external":
                self._next()
                node = self._node("externalRef", token)
                self._reference(node)
            case "parent":
                self._next()
                name = self._token
                self._expect(NAME, "the name of a definition")
                node = self._node("parentRef", token)
                node.attributes["name"] = name.text
            case "grammar":
                self._next()
                node = self._node("grammar", token)
                outer, self._include_depth = self._include_depth, 0
                self._braced_components(node)
                self._include_depth = outer
            case _:
                raise self._unexpected("a pattern")
        return node

    # Data and values

    def _typed(self) -> Node:
        """A value or data of a named type: `xsd:int "1"`, `xsd:int { minInclusive = "1" }`."""
        token = self._next()
        prefix, _, name = token.text.rpartition(":")
        libraries = self._declared.libraries
        if prefix and prefix not in libraries:
            raise self._wrong(token, f'the prefix "{prefix}" of datatypes is not declared')
        node = self._node("data", token)
        node.attributes["datatypeLibrary"] = libraries[prefix] if prefix else ""
        node.attributes["type"] = name
        if self._token.kind == STRING:
            node.name = "value"
            return self._value(node)
        if self._token.kind == "{":
            self._params(node)
        if self._token.kind == "-":
            self._except(node)
        return node

    def _value(self, node: Node) -> Node:
        node.text = self._literal()
        namespace = self._default()
        if namespace is not None:
            node.attributes["ns"] = namespace
        return node

    def _params(self, data: Node) -> None:
        opening = self._open()
        while True:
            is_annotated = self._annotations()
            name = self._token
            if name.kind not in _IDENTIFIERS:
                break
            self._next()
            self._expect("=", '"="')
            param = self._node("param", name)
            param.attributes["name"] = name.text
            param.text = self._literal("a value in quotes")
            data.children.append(param)
            is_annotated = False
        if is_annotated:
            raise self._unexpected("a parameter after the annotation")
        self._close(opening, 'a parameter or "}"')

    def _except(self, data: Node) -> None:
        minus = self._next()
        self._go_deeper()
        self._annotations()
        excepted = self._primary()
        if self._minus is not None:
            raise self._wrong(self._minus, _EXCEPT_ALONE)
        self._depth -= 1
        self._minus = minus
        data.children.append(self._node("except", minus, excepted))

    # Name classes

    def _name_class(self, *, is_attribute: bool) -> Node:
        """The names of an element or attribute: `p`, `(p | tei:ab)`, `* - tei:*`."""
        first = self._token
        self._go_deeper()
        options = []
        while True:
            self._annotations()
            self._minus = None
            options.append(self._simple_name_class(is_attribute=is_attribute))
            minus, self._minus = self._minus, None
            self._following_annotations()
            goes_on = self._token.kind == "|"
            if minus is not None and (goes_on or len(options) > 1):
                raise self._wrong(minus, _EXCEPT_ALONE)
            if not goes_on:
                break
            self._next()
        self._depth -= 1
        return options[0] if len(options) == 1 else self._node("choice", first, *options)

    def _simple_name_class(self, *, is_attribute: bool) -> Node:
        token = self._token
        kind = token.kind
        if kind in _IDENTIFIERS:
            self._next()
            node = self._node("name", token)
            node.text = token.text
            namespace = "" if is_attribute else self._default()
        elif kind == PREFIXED_NAME:
            self._next()
            prefix, _, local = token.text.partition(":")
            namespace = self._namespace(token, prefix)
            node = self._node("name", token)
            node.text = local
        elif kind == "(":
            self._next()
            node = self._name_class(is_attribute=is_attribute)
            self._close(token, '"|" or ")"', ")")
            return node
        elif kind == "*":
            self._next()
            node = self._node("anyName", token)
            namespace = None
        elif kind == PREFIX_STAR:
            self._next()
            namespace = self._namespace(token, token.text)
            node = self._node("nsName", token)
        else:
            raise self._unexpected("a name")
        if namespace is not None:
            node.attributes["ns"] = namespace
        if node.name != "name" and self._token.kind == "-":
            self._except_names(node, is_attribute=is_attribute)
        return node

    def _except_names(self, node: Node, *, is_attribute: bool) -> None:
        minus = self._next()
        self._go_deeper()
        self._annotations()
        excepted = self._simple_name_class(is_attribute=is_attribute)
        if self._minus is not None:
            raise self._wrong(self._minus, _EXCEPT_ALONE)
        self._depth -= 1
        self._minus = minus
        node.children.append(self._node("except", minus, excepted))

    def _namespace(self, token: Token, prefix: str) -> str | None:
        """What a prefix stands for; None when it is inherited."""
        namespace = self._declared_namespace(token, prefix)
        return self._inherited if namespace is None else namespace

    def _declared_namespace(self, token: Token, prefix: str) -> str | None:
        if prefix not in self._declared.namespaces:
            raise self._wrong(token, f'the prefix "{prefix}" is not declared')
        return self._declared.namespaces[prefix]

    def _default(self) -> str | None:
        """The default namespace; None when it is inherited."""
        namespace = self._declared.default
        return self._inherited if namespace is None else namespace

    # Annotations (section 5): looked at, not kept

    def _annotations(self) -> bool:
        """Those before a pattern, a name, a definition or a parameter; whether there are any."""
        first = self._at
        while self._token.kind == DOCUMENTATION:
            self._next()
        if self._token.kind == "[":
            opening = self._next()
            seen: set[tuple[str, str]] = set()
            while self._token.kind == PREFIXED_NAME and self._peek().kind == "=":
                self._annotation_attribute(seen, is_outermost=True)
            while self._token.kind in _ANNOTATION_NAMES:
                self._annotation_element()
            self._close(opening, 'an annotation or "]"', "]")
        return self._at > first

    def _following_annotations(self, *, is_whole: bool = False) -> None:
        while self._token.kind == ">>":
            if is_whole:
                reason = "no annotation may follow the pattern that is the whole schema"
                raise self._wrong(self._token, reason)
            self._next()
            self._annotation_element()

    def _annotation_element(self) -> None:
        """`name [ ... ]`: attributes first, then elements and strings; a loop, not a recursion."""
        open_elements: list[tuple[Token, set[tuple[str, str]]]] = []
        has_content = False
        while True:
            token = self._token
            if token.kind in _ANNOTATION_NAMES:
                if open_elements and self._peek().kind == "=":
                    if has_content:
                        reason = "the attributes of an annotation come before its content"
                        raise self._wrong(token, reason)
                    self._annotation_attribute(open_elements[-1][1])
                    continue
                self._check_annotation_name(token, is_outermost=not open_elements)
                self._next()
                opening = self._token
                self._expect("[", '"["')
                open_elements.append((opening, set()))
                has_content = False
            elif not open_elements:
                raise self._unexpected("the name of an annotation")
            elif token.kind == STRING:
                self._literal()
                has_content = True
            else:
                self._close(open_elements.pop()[0], 'a string, a name or "]"', "]")
                has_content = True
                if not open_elements:
                    return

    def _annotation_attribute(
        self, seen: set[tuple[str, str]], *, is_outermost: bool = False
    ) -> None:
        token = self._token
        namespace = self._check_annotation_name(token, is_outermost=is_outermost)
        local = token.text.rpartition(":")[2]
        if is_outermost and not namespace:
            raise self._wrong(token, "an attribute that annotates is in a namespace")
        if namespace == XMLNS_NAMESPACE or (not namespace and local == "xmlns"):
            raise self._wrong(token, f'"{token.text}" declares a namespace and is no attribute')
        if (namespace, local) in seen:
            raise self._wrong(token, f'the attribute "{token.text}" is given twice')
        seen.add((namespace, local))
        self._next()
        self._expect("=", '"="')
        self._literal("a value in quotes")

    def _check_annotation_name(self, token: Token, *, is_outermost: bool) -> str:
        """The namespace of an annotation; it may be neither inherited nor that of RELAX NG."""
        if token.kind != PREFIXED_NAME:
            return ""
        namespace = self._declared_namespace(token, token.text.partition(":")[0])
        if namespace is None:
            raise self._wrong(token, "the namespace of an annotation may not be inherited")
        if namespace == RELAX_NG_NAMESPACE and is_outermost:
            raise self._wrong(token, "an annotation is not in the namespace of RELAX NG")
        return namespace

    # Tokens

    def _next(self) -> Token:
        """Step over a token, and return it."""
        token = self._token
        self._at += 1
        if token.kind != END:
            self._token = self._tokens[self._at]
        return token

    def _peek(self) -> Token:
        """The token after this one."""
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)]

    def _expect(self, kind: str, called: str) -> None:
        if self._token.kind != kind:
            raise self._unexpected(called)
        self._next()

    def _open(self) -> Token:
        opening = self._token
        self._expect("{", '"{"')
        return opening

    def _close(self, opening: Token, expected: str, kind: str = "}") -> None:
        if self._token.kind == kind:
            self._next()
            return
        if self._token.kind == END:
            expected += f' (for the "{opening.kind}" of line {opening.line})'
        raise self._unexpected(expected)

    def _identifier(self, called: str) -> Token:
        if self._token.kind not in _IDENTIFIERS:
            raise self._unexpected(called)
        return self._next()

    def _literal(self, called: str = "a string in quotes") -> str:
        """Strings that `~` joins."""
        if self._token.kind != STRING:
            raise self._unexpected(called)
        text = self._next().text
        while self._token.kind == "~":
            self._next()
            if self._token.kind != STRING:
                raise self._unexpected('a string in quotes after "~"')
            text += self._next().text
        return text

    def _node(self, name: str, token: Token, *children: Node) -> Node:
        return Node(
            name, {}, self._file, token.line, token.column, self._namespaces, list(children)
        )

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > limits.DEEPEST_SCHEMA:
            raise self._wrong(self._token, _TOO_DEEP)

    def _unexpected(self, expected: str) -> SchemaError:
        return self._wrong(self._token, f"expected {expected}; found {_called(self._token)}")

    def _wrong(self, token: Token, reason: str) -> SchemaError:
        place = Place(self._file, token.line, token.column)
        return SchemaError(diagnose("TK505", place, reason=reason))


def _called(token: Token) -> str:
    """A token, as messages call it."""
    kind = token.kind
    if kind in KEYWORDS:
        return f'the keyword "{kind}" (a name would be "\\{kind}")'
    if kind == PREFIX_STAR:
        return f'"{token.text}:*"'
    return _CALLED.get(kind, f'"{token.text}"')
