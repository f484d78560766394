"""One `teiCorpus` of many results: it contains them, or includes them by XInclude.

An identifier may stand only once in a file, but every volume has a `d1` and a `pg_2`. So in a
corpus that contains the results, identifiers and references to them begin with the name of the
result's file: `frus1964-68v07.d15`. For a corpus that includes the results, the results themselves
have such identifiers. Files of single documents do not; if two of them have the same identifier,
the corpus is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from lxml import etree

from tei_kit import files
from tei_kit.batch import identifiers, storage
from tei_kit.batch.streaming.convert import DECLARATION
from tei_kit.diagnostics import Place, TeiKitError, diagnose
from tei_kit.pipeline import ConversionError
from tei_kit.results.seal import Sealing
from tei_kit.settings.options import Options
from tei_kit.tei import conformance, emitter, header
from tei_kit.tei.header import Outline
from tei_kit.tei.markup import Markup
from tei_kit.xml.names import XINCLUDE_NAMESPACE


class CorpusError(TeiKitError):
    """The results cannot be put into one corpus."""


def write(path: Path, results: Sequence[str], options: Options, *, inline: bool) -> None:
    """Write the corpus of some results, completely or not at all.

    With `inline` it contains the results, else it includes them. Raises CorpusError (TK814) when
    included results have an identifier in common, ConversionError when the header is not valid, and
    OSError when a file cannot be written.
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
                for line in identifiers.renamed(result, prefix):
                    put(line)
        else:
            for result in results:
                relative = _relative(result, path)
                href = quote(relative) if storage.is_url(result) else files.as_address(relative)
                put(f'\n  <xi:include xmlns:xi="{XINCLUDE_NAMESPACE}" href="{href}"/>'.encode())
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
    """The prefix for the identifiers of each result, from the name of its file."""
    own = [identifiers.prefix_of(Path(result).name) for result in results]
    free, taken = set(own), set[str]()
    for prefix in own:
        number, found = 1, prefix
        while found in taken or (number > 1 and found in free):
            number += 1
            found = f"{prefix[:-1]}_{number}."
        taken.add(found)
        yield found


def _refuse_doubles(results: Sequence[str]) -> None:
    seen: set[bytes] = set()
    for result in results:
        for identifier in identifiers.of(result):
            if identifier in seen:
                name = identifier.decode()
                raise CorpusError(diagnose("TK814", Place(result), identifier=name))
            seen.add(identifier)
