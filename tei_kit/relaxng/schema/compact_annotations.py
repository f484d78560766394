"""Annotations in the compact syntax (section 5): they are checked, not kept."""

from __future__ import annotations

from tei_kit.relaxng.schema.compact_declarations import Declarations, declared_namespace
from tei_kit.relaxng.schema.compact_tokens import (
    DOCUMENTATION,
    IDENTIFIERS,
    PREFIXED_NAME,
    STRING,
    Token,
    TokenStream,
)
from tei_kit.xml.names import RELAX_NG_NAMESPACE, XMLNS_NAMESPACE

_NAMES = IDENTIFIERS | {PREFIXED_NAME}


class Annotations:
    """Steps over the annotations in a stream of tokens. Errors are SchemaErrors (TK505)."""

    def __init__(self, tokens: TokenStream, declared: Declarations) -> None:
        self._tokens = tokens
        self._declared = declared

    def before(self) -> bool:
        """Step over the annotations before a pattern, a name, a definition or a parameter; whether
        there were any.
        """
        first = self._tokens.token
        while self._tokens.token.kind == DOCUMENTATION:
            self._tokens.next()
        if self._tokens.token.kind == "[":
            opening = self._tokens.next()
            seen: set[tuple[str, str]] = set()
            while self._tokens.token.kind == PREFIXED_NAME and self._tokens.peek().kind == "=":
                self._attribute(seen, is_outermost=True)
            while self._tokens.token.kind in _NAMES:
                self.element()
            self._tokens.closing(opening, 'an annotation or "]"', "]")
        return self._tokens.token is not first

    def after(self, *, is_whole: bool = False) -> None:
        """Step over the annotations after a pattern or a name; after a pattern that `is_whole` they
        are wrong.
        """
        while self._tokens.token.kind == ">>":
            if is_whole:
                reason = "no annotation may follow the pattern that is the whole schema"
                raise self._tokens.wrong(self._tokens.token, reason)
            self._tokens.next()
            self.element()

    def element(self) -> None:
        """`name [ ... ]`: attributes first, then elements and strings; a loop, not a recursion."""
        open_elements: list[tuple[Token, set[tuple[str, str]]]] = []
        has_content = False
        while True:
            token = self._tokens.token
            if token.kind in _NAMES:
                if open_elements and self._tokens.peek().kind == "=":
                    if has_content:
                        reason = "the attributes of an annotation come before its content"
                        raise self._tokens.wrong(token, reason)
                    self._attribute(open_elements[-1][1])
                    continue
                self._check_name(token, is_outermost=not open_elements)
                self._tokens.next()
                opening = self._tokens.token
                self._tokens.expect("[", '"["')
                open_elements.append((opening, set()))
                has_content = False
            elif not open_elements:
                raise self._tokens.unexpected("the name of an annotation")
            elif token.kind == STRING:
                self._tokens.literal()
                has_content = True
            else:
                self._tokens.closing(open_elements.pop()[0], 'a string, a name or "]"', "]")
                has_content = True
                if not open_elements:
                    return

    def _attribute(self, seen: set[tuple[str, str]], *, is_outermost: bool = False) -> None:
        token = self._tokens.token
        namespace = self._check_name(token, is_outermost=is_outermost)
        local = token.text.rpartition(":")[2]
        if is_outermost and not namespace:
            raise self._tokens.wrong(token, "an attribute that annotates is in a namespace")
        if namespace == XMLNS_NAMESPACE or (not namespace and local == "xmlns"):
            raise self._tokens.wrong(
                token, f'"{token.text}" declares a namespace and is no attribute'
            )
        if (namespace, local) in seen:
            raise self._tokens.wrong(token, f'the attribute "{token.text}" is given twice')
        seen.add((namespace, local))
        self._tokens.next()
        self._tokens.expect("=", '"="')
        self._tokens.literal("a value in quotes")

    def _check_name(self, token: Token, *, is_outermost: bool) -> str:
        """The namespace of an annotation; it may be neither inherited nor that of RELAX NG."""
        if token.kind != PREFIXED_NAME:
            return ""
        namespace = declared_namespace(
            self._tokens, self._declared, token, token.text.partition(":")[0]
        )
        if namespace is None:
            raise self._tokens.wrong(token, "the namespace of an annotation may not be inherited")
        if namespace == RELAX_NG_NAMESPACE and is_outermost:
            raise self._tokens.wrong(token, "an annotation is not in the namespace of RELAX NG")
        return namespace
