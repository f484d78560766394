"""The events of an XML file, one after the other, in bounded memory.

expat reads the file. Entities that the file declares itself are expanded, within bounds (see
`entities`). No other file is read, and a single tag or comment cannot grow without end.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NoReturn, Protocol
from xml.parsers import expat

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose, reason_of
from tei_kit.xml import entities, limits
from tei_kit.xml.names import XML_NAMESPACE

if TYPE_CHECKING:
    from lxml import etree

SEPARATOR = "}"
"""Between the namespace and the local name, as expat joins them."""

_STEP = 1 << 16
_ROOT_NAMESPACES = {"": "", "xml": XML_NAMESPACE}


class Scope(Mapping[str, str]):
    """The namespaces in scope, by prefix, wherever the reader is.

    However many there are, a declaration takes the same time.
    """

    def __init__(self) -> None:
        self._uris = {prefix: [uri] for prefix, uri in _ROOT_NAMESPACES.items()}
        self._copy: Mapping[str, str] | None = None

    def __getitem__(self, prefix: str) -> str:
        return self._uris[prefix][-1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._uris)

    def __len__(self) -> int:
        return len(self._uris)

    def copy(self) -> Mapping[str, str]:
        """The namespaces in scope now, as a mapping to keep; the same mapping until they change."""
        if self._copy is None:
            self._copy = dict(self)
        return self._copy

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """A declaration; expat gives None for the default prefix, and for an empty namespace."""
        self._uris.setdefault(prefix or "", []).append(uri or "")
        self._copy = None

    def forget(self, prefix: str | None) -> None:
        """The end of a declaration."""
        uris = self._uris[prefix or ""]
        uris.pop()
        if not uris:
            del self._uris[prefix or ""]
        self._copy = None


class EventParser:
    """expat, with the namespaces in scope, and errors that are diagnostics.

    The caller sets the handlers of `parser`; names are given as `namespace}local`.
    """

    def __init__(self, file: str) -> None:
        self.scope = Scope()
        self._file = file
        self._stream: BinaryIO | None = None
        self.parser = parser = expat.ParserCreate(namespace_separator=SEPARATOR)
        parser.StartNamespaceDeclHandler = self.scope.declare
        parser.EndNamespaceDeclHandler = self.scope.forget
        parser.StartDoctypeDeclHandler = self._at_doctype
        parser.SkippedEntityHandler = self._refuse_entity
        parser.ExternalEntityRefHandler = self._refuse_entity
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def place(self) -> Place:
        """The position where the event that is being handled begins."""
        parser = self.parser
        return Place(self._file, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def parse_file(self, path: Path | str) -> None:
        """Read a file from its beginning to its end.

        Raises TeiKitError: TK101 when it cannot be read, TK501 with line and column where it is not
        well-formed, TK508 where it declares or uses an entity. Errors of handlers are raised as
        well.
        """
        try:
            files.refuse_endless(path)
            with Path(path).open("rb") as opened:
                stream: BinaryIO = opened
                if not opened.seekable():
                    stream = io.BytesIO(opened.read())
                self.parse(stream)
        except OSError as error:
            raise TeiKitError(
                diagnose("TK101", Place(self._file), reason=reason_of(error))
            ) from error

    def parse(self, stream: BinaryIO) -> None:
        """Read a stream of bytes to its end; raises like `parse_file`, and OSError.

        The stream can be read from its beginning again.
        """
        self._stream = stream
        parser = self.parser
        step, fed = _STEP, 0
        try:
            while data := stream.read(step):
                parser.Parse(data, False)
                fed += len(data)
                # expat looks at an unfinished token from its beginning each time it is fed; with
                # steps as long as the waiting token, the time is linear.
                waiting = fed - max(parser.CurrentByteIndex, 0)
                if waiting > limits.LONGEST_TOKEN:
                    raise self._too_long()
                step = max(_STEP, waiting)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise self._not_well_formed(error) from error
        except (LookupError, ValueError) as error:
            # expat asks Python for the encodings that it does not know itself.
            raise self._unreadable(str(error)) from error

    def _at_doctype(self, *_declaration: object) -> None:
        """Look at the entities of the whole file before any of them is expanded."""
        stream = self._stream
        if stream is None:
            return
        at = stream.tell()
        stream.seek(0)
        entities.refuse_unsafe(stream.read(), self._file)
        stream.seek(at)

    def _refuse_entity(self, *_declaration: object) -> NoReturn:
        reason = "it refers to an entity that it does not declare itself"
        raise TeiKitError(diagnose("TK508", self.place(), reason=reason))

    def _not_well_formed(self, error: expat.ExpatError) -> TeiKitError:
        place = Place(self._file, max(error.lineno, 1), error.offset + 1)
        return self._explained(diagnose("TK501", place, reason=expat.ErrorString(error.code)))

    def _unreadable(self, reason: str) -> TeiKitError:
        return self._explained(diagnose("TK501", self.place(), reason=reason))

    def _explained(self, otherwise: Diagnostic) -> TeiKitError:
        """The mistake in words, or the words of the parser when it is an unusual mistake."""
        from tei_kit.xml import ill_formed  # only a mistake needs it

        found = None if self._stream is None else ill_formed.explain(self._stream, self._file)
        return TeiKitError(found or otherwise)

    def _too_long(self) -> TeiKitError:
        limit = limits.LONGEST_TOKEN >> 20
        return TeiKitError(diagnose("TK501", self.place(), "too-long", limit=limit))


class Handler(Protocol):
    """The interface of an object that takes the events of a document."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag."""

    def end(self, name: str) -> None:
        """An end tag."""

    def text(self, text: str) -> None:
        """A piece of text."""


class TreeWalk:
    """The events of a parsed tree, as those of a file."""

    def __init__(self, tree: etree._ElementTree) -> None:
        self.scope = Scope()
        self._tree = tree
        self._element = tree.getroot()

    @property
    def line(self) -> int:
        """The line of the element at hand; 1 when it came from no file."""
        line = self._element.sourceline
        return line if isinstance(line, int) else 1

    def run(self, handler: Handler) -> None:
        """Hand over the events of the whole tree."""
        from lxml import etree

        prefixes: list[str] = []
        kinds = ("start", "end", "comment", "pi", "start-ns", "end-ns")
        for kind, element in etree.iterwalk(self._tree, events=kinds):
            if kind == "start-ns":
                prefixes.append(element[0])
                self.scope.declare(*element)
            elif kind == "end-ns":
                self.scope.forget(prefixes.pop())
            elif kind == "start":
                self._element = element
                attributes = {_joined(name): value for name, value in element.attrib.items()}
                handler.start(_joined(element.tag), attributes)
                if element.text:
                    handler.text(element.text)
            else:
                if kind == "end":
                    handler.end(_joined(element.tag))
                if element.tail and element.getparent() is not None:
                    self._element = element.getparent()
                    handler.text(element.tail)


def _joined(name: str) -> str:
    """A name of lxml's as expat has it: `{uri}p` -> `uri}p`."""
    return name.removeprefix("{")
