"""Reading a schema in the compact syntax: the file -> the tree that the XML syntax would give.

The grammar and the translation are those of RELAX NG Compact Syntax (OASIS, 21 November 2002; ISO
19757-2, annex C). Annotations are checked and dropped. Where the specification leaves room, it is
read as Jing reads it.
"""

from __future__ import annotations

from pathlib import Path

from tei_kit import files
from tei_kit.diagnostics import Place, SchemaError, diagnose, reason_of
from tei_kit.relaxng.schema.compact_annotations import Annotations
from tei_kit.relaxng.schema.compact_declarations import (
    declared_namespace,
    read_declarations,
)
from tei_kit.relaxng.schema.compact_tokens import (
    DOCUMENTATION,
    END,
    IDENTIFIERS,
    NAME,
    PREFIX_STAR,
    PREFIXED_NAME,
    STRING,
    Token,
    TokenStream,
    decode,
)
from tei_kit.relaxng.schema.node import Node
from tei_kit.relaxng.schema.xml_syntax import wrong
from tei_kit.xml import limits

_QUANTIFIERS = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_CONNECTORS = {"|": "choice", ",": "group", "&": "interleave"}
_ASSIGNMENTS = {"=": None, "|=": "choice", "&=": "interleave"}
_BRACED = frozenset({"list", "mixed"})
_NAMED = frozenset({"element", "attribute"})
_LEAVES = frozenset({"empty", "text", "notAllowed"})
_BUILT_IN_TYPES = frozenset({"string", "token"})
_COMPONENTS = frozenset({"start", "div", "include"})
_ANNOTATING = frozenset({NAME, PREFIXED_NAME})

_TOO_DEEP = f"its patterns are nested more than {limits.DEEPEST_SCHEMA} deep"
_AFTER_PATTERN = '",", "|", "&" or "}"'
_EXCEPT_ALONE = 'parentheses are needed around what holds this "-"'


def read_compact_schema(path: Path | str) -> Node:
    """The schema of a file, as it is written.

    Raises SchemaError: TK101 when the file cannot be read, TK505 where it is not in the compact
    syntax.
    """
    try:
        data = files.bytes_of(path)
    except OSError as error:
        place = Place(str(path))
        raise SchemaError(diagnose("TK101", place, reason=reason_of(error))) from error
    return parse(decode(data, str(path)), str(path))


def parse(text: str, file: str) -> Node:
    """The schema that a text writes; `file` names it in diagnostics and is the base of its
    references.

    Raises SchemaError (TK505) where it is not in the compact syntax.
    """
    root = _CompactSchema(text, file).schema()
    level, depth = [root], 1
    while level:
        if depth > limits.DEEPEST_SCHEMA:
            raise wrong(level[0], _TOO_DEEP)
        level = [child for node in level for child in node.children]
        depth += 1
    return root


class _CompactSchema(TokenStream):
    """Reads the declarations when it is made; then goes through the tokens and grows the tree.

    The method of a production is entered at its first token and left after its last one.
    """

    def __init__(self, text: str, file: str) -> None:
        super().__init__(text, file)
        self._depth = 0
        self._include_depth = 0
        self._inherited: str | None = None
        """The form of an inherited namespace: None leaves it out; "" stands in an include that
        has a namespace of its own, which does not hold for the definitions that the include
        replaces."""
        self._minus: Token | None = None
        self._declared = read_declarations(self)
        self._annotations = Annotations(self, self._declared)
        self._namespaces = self._declared.in_scope()

    # The whole

    def schema(self) -> Node:
        """topLevel after its declarations: the components of a grammar, or else a pattern."""
        first = self.token
        has_annotations = self._annotations.before()
        if has_annotations and self.token.kind in ("[", DOCUMENTATION):
            raise self.unexpected("a definition or a pattern after the annotation")
        if self._begins_component() or self.token.kind == END:
            root = self._node("grammar", first)
            self._components(root, is_annotated=has_annotations)
            self.expect(END, "a definition")
            return root
        root = self._pattern(is_whole=True)
        if self.token.kind != END:
            raise self.unexpected('",", "|", "&" or the end of the schema')
        return root

    # Grammars

    def _begins_component(self) -> bool:
        kind, after = self.token.kind, self.peek().kind
        if kind in _COMPONENTS:
            return True
        return (kind == NAME and after in _ASSIGNMENTS) or (kind in _ANNOTATING and after == "[")

    def _components(self, parent: Node, *, is_annotated: bool = False) -> None:
        """The definitions, divs and includes of a grammar, a div or an include.

        `is_annotated` says that the annotations of the first definition are already read. The token
        after the last definition is left to the caller.
        """
        may_include = self._include_depth == 0
        add = parent.children.append
        while True:
            is_annotated = self._annotations.before() or is_annotated
            kind = self.token.kind
            if kind == "start":
                add(self._definition())
            elif kind in _ANNOTATING and self.peek().kind == "[" and not is_annotated:
                self._annotations.element()
            elif kind == NAME:
                add(self._definition())
            elif kind == "div":
                add(self._div())
            elif kind == "include" and may_include:
                add(self._include())
            elif is_annotated:
                raise self.unexpected("a definition after the annotation")
            else:
                return
            is_annotated = False

    def _definition(self) -> Node:
        """`start = ...` or `name = ...`."""
        first = self.next()
        assignment = self.token.kind
        if assignment not in _ASSIGNMENTS:
            raise self.unexpected(f'"=", "|=" or "&=" after "{first.text}"')
        self.next()
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
        node = self._node("div", self.next())
        self._braced_components(node)
        return node

    def _include(self) -> Node:
        node = self._node("include", self.next())
        self._reference(node)
        if self.token.kind == "{":
            outer, self._inherited = self._inherited, "" if "ns" in node.attributes else None
            self._include_depth += 1
            self._braced_components(node)
            self._include_depth -= 1
            self._inherited = outer
        return node

    def _braced_components(self, node: Node) -> None:
        opening = self.opening()
        self._go_deeper()
        self._components(node)
        self._depth -= 1
        self.closing(opening, 'a definition or "}"')

    def _reference(self, node: Node) -> None:
        """The common part of `include` and `external`: the address and the inherited namespace."""
        node.attributes["href"] = self.literal("the address of a schema in quotes")
        namespace = self._default()
        if self.token.kind == "inherit":
            self.next()
            self.expect("=", '"="')
            prefix = self.identifier("a prefix")
            namespace = self._namespace(prefix, prefix.text)
        if namespace is not None:
            node.attributes["ns"] = namespace

    # Patterns

    def _pattern(self, *, is_whole: bool = False) -> Node:
        """A pattern with the patterns that are combined with it: `a, b*, c`.

        `is_whole` says that the pattern is the whole schema: no annotation may follow it.
        """
        first = self.token
        self._go_deeper()
        parts: list[Node] = []
        connector = ""
        while True:
            begin = self.token
            if begin.kind == "[" or begin.kind == DOCUMENTATION:
                self._annotations.before()
            self._minus = None
            node = self._primary(is_whole=is_whole)
            minus, self._minus = self._minus, None
            if self.token.kind == ">>":
                self._annotations.after(is_whole=is_whole)
            quantifier = _QUANTIFIERS.get(self.token.kind)
            if quantifier is not None:
                self.next()
                node = self._node(quantifier, begin, node)
                if self.token.kind == ">>":
                    self._annotations.after(is_whole=is_whole)
            parts.append(node)
            kind = self.token.kind
            goes_on = kind in _CONNECTORS
            if minus is not None and (quantifier or goes_on or connector):
                raise self.wrong(minus, _EXCEPT_ALONE)
            if not goes_on:
                break
            if connector and kind != connector:
                reason = f'"{connector}" and "{kind}" are mixed; put parentheses around one of them'
                raise self.wrong(self.token, reason)
            connector = kind
            self.next()
        self._depth -= 1
        return self._node(_CONNECTORS[connector], first, *parts) if connector else node

    def _primary(self, *, is_whole: bool = False) -> Node:
        """A pattern without the patterns that are combined with it."""
        token = self.token
        kind = token.kind
        if kind == NAME:
            self.next()
            node = self._node("ref", token)
            node.attributes["name"] = token.text
            return node
        if kind in _NAMED:
            self.next()
            node = self._node(kind, token, self._name_class(is_attribute=kind == "attribute"))
            opening = self.opening()
            node.children.append(self._pattern())
            self.closing(opening, _AFTER_PATTERN)
            return node
        if kind == "(":
            self.next()
            node = self._pattern(is_whole=is_whole)
            self.closing(token, _AFTER_PATTERN.replace("}", ")"), ")")
            return node
        if kind in _LEAVES:
            return self._node(kind, self.next())
        if kind == PREFIXED_NAME or kind in _BUILT_IN_TYPES:
            return self._typed()
        if kind == STRING:
            return self._value(self._node("value", token))
        if kind in _BRACED:
            self.next()
            opening = self.opening()
            node = self._node(kind, token, self._pattern())
            self.closing(opening, _AFTER_PATTERN)
            return node
        return self._rarer_primary()

    def _rarer_primary(self) -> Node:
        token = self.token
        match token.kind:
            case "external":
                self.next()
                node = self._node("externalRef", token)
                self._reference(node)
            case "parent":
                self.next()
                name = self.token
                self.expect(NAME, "the name of a definition")
                node = self._node("parentRef", token)
                node.attributes["name"] = name.text
            case "grammar":
                self.next()
                node = self._node("grammar", token)
                outer, self._include_depth = self._include_depth, 0
                self._braced_components(node)
                self._include_depth = outer
            case _:
                raise self.unexpected("a pattern")
        return node

    # Data and values

    def _typed(self) -> Node:
        """A value or data of a named type: `xsd:int "1"`, `xsd:int { minInclusive = "1" }`."""
        token = self.next()
        prefix, _, name = token.text.rpartition(":")
        libraries = self._declared.libraries
        if prefix and prefix not in libraries:
            raise self.wrong(token, f'the prefix "{prefix}" of datatypes is not declared')
        node = self._node("data", token)
        node.attributes["datatypeLibrary"] = libraries[prefix] if prefix else ""
        node.attributes["type"] = name
        if self.token.kind == STRING:
            node.name = "value"
            return self._value(node)
        if self.token.kind == "{":
            self._params(node)
        if self.token.kind == "-":
            self._except(node)
        return node

    def _value(self, node: Node) -> Node:
        node.text = self.literal()
        namespace = self._default()
        if namespace is not None:
            node.attributes["ns"] = namespace
        return node

    def _params(self, data: Node) -> None:
        opening = self.opening()
        while True:
            is_annotated = self._annotations.before()
            name = self.token
            if name.kind not in IDENTIFIERS:
                break
            self.next()
            self.expect("=", '"="')
            param = self._node("param", name)
            param.attributes["name"] = name.text
            param.text = self.literal("a value in quotes")
            data.children.append(param)
            is_annotated = False
        if is_annotated:
            raise self.unexpected("a parameter after the annotation")
        self.closing(opening, 'a parameter or "}"')

    def _except(self, data: Node) -> None:
        minus = self.next()
        self._go_deeper()
        self._annotations.before()
        excepted = self._primary()
        if self._minus is not None:
            raise self.wrong(self._minus, _EXCEPT_ALONE)
        self._depth -= 1
        self._minus = minus
        data.children.append(self._node("except", minus, excepted))

    # Name classes

    def _name_class(self, *, is_attribute: bool) -> Node:
        """The names of an element or attribute: `p`, `(p | tei:ab)`, `* - tei:*`."""
        first = self.token
        self._go_deeper()
        options = []
        while True:
            self._annotations.before()
            self._minus = None
            options.append(self._simple_name_class(is_attribute=is_attribute))
            minus, self._minus = self._minus, None
            self._annotations.after()
            goes_on = self.token.kind == "|"
            if minus is not None and (goes_on or len(options) > 1):
                raise self.wrong(minus, _EXCEPT_ALONE)
            if not goes_on:
                break
            self.next()
        self._depth -= 1
        return options[0] if len(options) == 1 else self._node("choice", first, *options)

    def _simple_name_class(self, *, is_attribute: bool) -> Node:
        token = self.token
        kind = token.kind
        if kind in IDENTIFIERS:
            self.next()
            node = self._node("name", token)
            node.text = token.text
            namespace = "" if is_attribute else self._default()
        elif kind == PREFIXED_NAME:
            self.next()
            prefix, _, local = token.text.partition(":")
            namespace = self._namespace(token, prefix)
            node = self._node("name", token)
            node.text = local
        elif kind == "(":
            self.next()
            node = self._name_class(is_attribute=is_attribute)
            self.closing(token, '"|" or ")"', ")")
            return node
        elif kind == "*":
            self.next()
            node = self._node("anyName", token)
            namespace = None
        elif kind == PREFIX_STAR:
            self.next()
            namespace = self._namespace(token, token.text)
            node = self._node("nsName", token)
        else:
            raise self.unexpected("a name")
        if namespace is not None:
            node.attributes["ns"] = namespace
        if node.name != "name" and self.token.kind == "-":
            self._except_names(node, is_attribute=is_attribute)
        return node

    def _except_names(self, node: Node, *, is_attribute: bool) -> None:
        minus = self.next()
        self._go_deeper()
        self._annotations.before()
        excepted = self._simple_name_class(is_attribute=is_attribute)
        if self._minus is not None:
            raise self.wrong(self._minus, _EXCEPT_ALONE)
        self._depth -= 1
        self._minus = minus
        node.children.append(self._node("except", minus, excepted))

    def _namespace(self, token: Token, prefix: str) -> str | None:
        """The namespace of a prefix; None when it is inherited."""
        namespace = declared_namespace(self, self._declared, token, prefix)
        return self._inherited if namespace is None else namespace

    def _default(self) -> str | None:
        """The default namespace; None when it is inherited."""
        namespace = self._declared.default
        return self._inherited if namespace is None else namespace

    def _node(self, name: str, token: Token, *children: Node) -> Node:
        return Node(name, {}, self.file, token.line, token.column, self._namespaces, list(children))

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > limits.DEEPEST_SCHEMA:
            raise self.wrong(self.token, _TOO_DEEP)
