"""The declarations at the beginning of a schema in the compact syntax: namespaces and datatypes."""

from __future__ import annotations

from dataclasses import dataclass, field

from tei_kit.relaxng.names import XML_NAMESPACE
from tei_kit.relaxng.schema.compact_tokens import Token, TokenStream
from tei_kit.xml.names import XSD_DATATYPES_NAMESPACE


@dataclass(slots=True)
class Declarations:
    """The declarations at the beginning of a schema."""

    namespaces: dict[str, str | None] = field(default_factory=lambda: {"xml": XML_NAMESPACE})
    """By prefix; None is the namespace inherited from where the schema is included."""
    default: str | None = None
    """The default namespace; None for the inherited one."""
    libraries: dict[str, str] = field(default_factory=lambda: {"xsd": XSD_DATATYPES_NAMESPACE})
    """The libraries of datatypes, by prefix."""

    def in_scope(self) -> dict[str, str]:
        """The namespaces that values see."""
        known = {prefix: uri for prefix, uri in self.namespaces.items() if uri}
        return known | {"": self.default} if self.default else known


def read_declarations(tokens: TokenStream) -> Declarations:
    """The declarations at the beginning of a schema. Raises SchemaError (TK505)."""
    declared = Declarations()
    while True:
        kind = tokens.token.kind
        if kind == "namespace":
            tokens.next()
            _declare_namespace(tokens, declared, tokens.identifier("a prefix"))
        elif kind == "default":
            _declare_default(tokens, declared)
        elif kind == "datatypes":
            tokens.next()
            prefix = tokens.identifier("a prefix")
            tokens.expect("=", '"="')
            library = tokens.literal("the address of a library in quotes")
            declared.libraries[prefix.text] = library
        else:
            return declared


def _declare_default(tokens: TokenStream, declared: Declarations) -> None:
    tokens.next()
    tokens.expect("namespace", '"namespace"')
    has_prefix = tokens.token.kind != "="
    prefix = tokens.identifier('a prefix or "="') if has_prefix else None
    declared.default = _declare_namespace(tokens, declared, prefix)


def _declare_namespace(
    tokens: TokenStream, declared: Declarations, prefix: Token | None
) -> str | None:
    tokens.expect("=", '"="')
    uri = None
    if tokens.token.kind == "inherit":
        tokens.next()
    else:
        uri = tokens.literal('a namespace in quotes or "inherit"')
    if prefix is not None:
        name = prefix.text
        if name == "xmlns":
            raise tokens.wrong(prefix, 'no prefix is called "xmlns"')
        if (name == "xml") != (uri == XML_NAMESPACE):
            reason = f'the prefix "xml", and no other, stands for "{XML_NAMESPACE}"'
            raise tokens.wrong(prefix, reason)
        declared.namespaces[prefix.text] = uri
    return uri


def declared_namespace(
    tokens: TokenStream, declared: Declarations, token: Token, prefix: str
) -> str | None:
    """The namespace of a prefix, None for an inherited one. Raises SchemaError (TK505)."""
    if prefix not in declared.namespaces:
        raise tokens.wrong(token, f'the prefix "{prefix}" is not declared')
    return declared.namespaces[prefix]
