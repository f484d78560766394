"""Finding and reading the schemas that a schema refers to (specification, sections 4.5 to 4.7)."""

from __future__ import annotations

from pathlib import Path

from tei_kit.diagnostics import SchemaError
from tei_kit.relaxng.schema import xml_syntax
from tei_kit.relaxng.schema.node import Node
from tei_kit.relaxng.schema.xml_syntax import wrong
from tei_kit.xml import limits


def read_schema(path: Path | str) -> Node:
    """The schema of a file as it is written, in either syntax; the suffix .rnc tells.

    Raises SchemaError like `read_xml_schema` and `read_compact_schema`.
    """
    if Path(path).suffix.lower() == ".rnc":
        from tei_kit.relaxng.schema import compact_syntax  # most schemas are in the XML syntax

        return compact_syntax.read_compact_schema(path)
    return xml_syntax.read_xml_schema(path)


class Inclusions:
    """Reads the files that a schema includes, and refuses a file that includes itself."""

    def __init__(self) -> None:
        self._count = 0

    def schema_of(self, node: Node, outer: tuple[Path, ...]) -> Node:
        """The schema that the `href` of an include or externalRef refers to.

        `outer` are the files that it stands in, from the outermost. Raises SchemaError.
        """
        path = _local_path(node)
        if path in outer:
            raise wrong(node, f'"{path.name}" includes itself')
        self._count += 1
        if self._count > limits.MOST_INCLUSIONS:
            raise wrong(node, f"there are more than {limits.MOST_INCLUSIONS} inclusions")
        try:
            return read_schema(path)
        except SchemaError as error:
            if any(diagnostic.code == "TK101" for diagnostic in error.diagnostics):
                reason = f'the included file "{node.attributes["href"]}" cannot be read'
                raise wrong(node, reason) from error
            raise


def file_of(node: Node) -> Path:
    """The file that a node stands in, as inclusions compare it."""
    return Path(node.file).resolve()


def _local_path(node: Node) -> Path:
    from urllib.parse import urljoin, urlsplit  # most schemas are one file
    from urllib.request import url2pathname

    href = node.attributes["href"]
    if "#" in href:
        raise wrong(node, f'href "{href}" may not have a fragment (#...)')
    base = node.base or Path(node.file).absolute().as_uri()
    try:
        address = urlsplit(urljoin(base, href))
    except ValueError as error:
        raise wrong(node, f'href "{href}" is not an address') from error
    if address.scheme != "file" or address.netloc not in ("", "localhost"):
        raise wrong(node, f'"{href}" is not on this machine; keep a copy beside the schema')
    return Path(url2pathname(address.path)).resolve()
