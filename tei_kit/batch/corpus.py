"""One `teiCorpus` of many results, which holds them or includes them.

In one file an identifier may stand once, but every volume has a `d1` and a `pg_2`. So in a corpus
that holds the results, identifiers and references to them begin with the name of the result's file:
`frus1964-68v07.d15`. A corpus that only includes the results (XInclude) leaves them as they are,
and is refused when two results have the same identifier.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from tei_kit import files
from tei_kit.batch import storage
from tei_kit.batch.streaming.convert import DECLARATION
from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.pipeline import ConversionError
from tei_kit.results import seal
from tei_kit.results.seal import Sealing
from tei_kit.settings.options import Options
from tei_kit.tei import conformance, emitter, header
from tei_kit.tei.header import Outline
from tei_kit.tei.markup import Markup

XINCLUDE = "http://www.w3.org/2001/XInclude"
# A tag as lxml writes it: no attribute holds a ">" or a line end.
TAG = re.compile(rb"<[A-Za-z][^>]*>")
IDENTIFIER = re.compile(rb' xml:id="(?P<id>[^"]*)"')
# ' target="#d35"', ' who="#a #b"'
POINTERS = re.compile(rb' (?P<name>target|who|ref|corresp|resp)="(?P<values>#[^"]*)"')
# Characters that an identifier cannot hold.
FOREIGN = re.compile(r"[^\w.-]")


class CorpusError(TeiKitError):
    """The results cannot be put in one corpus."""


def write(path: Path, results: Sequence[str], options: Options, *, inline: bool) -> None:
    """Write the corpus of some results, whole or not at all.

    Raises CorpusError (TK814) when results that are only included have an identifier in common,
    ConversionError when the header would not be valid, OSError when a file cannot be written.
    """
    head = _header(path, len(results), options)
    if not inline:
        _refuse_doubles(results)
    with storage.writing(str(path)) as write_to_file:
        sealing = Sealing(write_to_file)
        put = sealing.write
        put(DECLARATION)
        put(head)
        if inline:
            for result, prefix in zip(results, _prefixes(results), strict=True):
                put(b"\n")
                for line in _renamed(result, prefix):
                    put(line)
        else:
            for result in results:
                relative = _relative(result, path)
                href = quote(relative) if storage.is_url(result) else files.as_address(relative)
                put(f'\n  <xi:include xmlns:xi="{XINCLUDE}" href="{href}"/>'.encode())
        put(b"\n</teiCorpus>\n")
        sealing.end()


def _header(path: Path, count: int, options: Options) -> bytes:
    """The beginning of the corpus, up to the first result."""
    outline = Outline(path.name, ())
    markup = Markup()
    emitter.open_tei(markup, options)
    header.write(markup, outline, options, {"TEI": count})
    begun = str(markup).lstrip()
    whole = f"{begun}<text><body><div><p>.</p></div></body></text></TEI>"
    tree = etree.ElementTree(etree.fromstring(whole.encode(), emitter.PARSER))
    if broken := conformance.errors(tree):
        raise ConversionError(*broken)
    return begun.replace("<TEI ", "<teiCorpus ", 1).encode()


def _relative(result: str, path: Path) -> str:
    if storage.is_url(result):
        return result
    return Path(os.path.relpath(result, path.parent)).as_posix()


def _prefixes(results: Sequence[str]) -> Iterator[str]:
    """A beginning for the identifiers of each result, from the name of its file."""
    taken: dict[str, int] = {}
    for result in results:
        name = FOREIGN.sub("_", Path(result).stem)
        name = name if name[:1].isalpha() or name[:1] == "_" else f"_{name}"
        number = taken[name] = taken.get(name, 0) + 1
        yield f"{name}." if number == 1 else f"{name}_{number}."


def _lines(result: str) -> Iterator[bytes]:
    """The lines of a result between its XML declaration and its seal."""
    rest = b""
    for data in storage.chunks(result):
        *lines, rest = (rest + data).split(b"\n")
        for line in lines:
            if not line.startswith((b"<?xml ", seal.LINE)):
                yield line + b"\n"
    if rest:
        yield rest


def _identifiers(result: str) -> Iterator[bytes]:
    for line in _lines(result):
        if b" xml:id=" in line:
            for tag in TAG.finditer(line):
                yield from (match["id"] for match in IDENTIFIER.finditer(tag[0]))


def _refuse_doubles(results: Sequence[str]) -> None:
    seen: set[bytes] = set()
    for result in results:
        for identifier in _identifiers(result):
            if identifier in seen:
                name = identifier.decode()
                raise CorpusError(diagnose("TK814", Place(result), identifier=name))
            seen.add(identifier)


def _renamed(result: str, prefix: str) -> Iterator[bytes]:
    """The lines of a result, its identifiers with something before them."""
    before = prefix.encode()
    own = set(_identifiers(result))

    def pointers(match: re.Match[bytes]) -> bytes:
        values = [
            b"#" + before + value[1:] if value[1:] in own else value
            for value in match["values"].split()
        ]
        return b' %s="%s"' % (match["name"], b" ".join(values))

    def tag(match: re.Match[bytes]) -> bytes:
        written = IDENTIFIER.sub(lambda m: b' xml:id="%s%s"' % (before, m["id"]), match[0])
        return POINTERS.sub(pointers, written)

    for line in _lines(result):
        yield TAG.sub(tag, line) if b'="' in line else line
