"""The elements of HTML: their tree, sets of their names, and the length of their text."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

from tei_kit.diagnostics import Place, diagnose
from tei_kit.source.source import SourceError

# Elements whose text is not part of the text of the page.
NO_TEXT_NAMES = """
    annotation annotation-xml audio button canvas datalist embed head iframe input link map meta
    noscript object option rp script select style template textarea title video
"""
NO_TEXT = frozenset(NO_TEXT_NAMES.split())
# Elements without content that the parser does not know: it takes the words after them for content.
VOID = ("bgsound", "embed", "image", "keygen", "source", "spacer", "track", "wbr")
# Elements that show another file, or a drawing.
OBJECTS = frozenset({"audio", "canvas", "embed", "iframe", "object", "video"})
# Elements that some browsers show, or that operate the page: a diagnostic counts their words.
UNTOLD = {"button": "buttons", "noscript": "without scripts", "template": "templates"}
BLOCKS_NAMES = """
    address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li
    main menu nav ol p pre search section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(BLOCKS_NAMES.split())
WHITE_SPACE = " \t\r\n\f\v\xa0\u2028\u2029"
HEADINGS = {f"h{n}": n for n in range(1, 7)}
LINE = "data-source-line"  # the line of Markdown, wiki mark-up or Org that an element comes from


def parse(text: str, name: str) -> HtmlElement:
    """The tree of a page. Raises SourceError: the page is empty (TK104) or nested too deeply
    (TK124)."""
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "surrogatepass"), parser)
    except etree.LxmlError as error:
        raise _refused(parser, name) from error
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise _refused(parser, name)
    if root is None:
        raise SourceError(diagnose("TK104", Place(name)))
    for element in list(root.iter(*VOID)):
        _empty(element)
    return root


def _empty(element: HtmlElement) -> None:
    """Move the content of an element without content to the place after it, where it belongs."""
    parent, text = element.getparent(), element.text
    if element.tag == "image" and next(element.iterancestors("svg"), None) is None:
        element.tag = "img"
    if parent is None or not (text or len(element)):
        return
    element.text = None
    children, tail = list(element), element.tail
    element.tail = text
    at = parent.index(element) + 1
    parent[at:at] = children
    if tail:
        last = children[-1] if children else element
        last.tail = (last.tail or "") + tail


def _refused(parser: HTMLParser, name: str) -> SourceError:
    fatal = [e for e in parser.error_log if e.level == etree.ErrorLevels.FATAL]
    if not fatal:
        return SourceError(diagnose("TK104", Place(name)))
    reason = "its elements are nested too deeply"
    return SourceError(diagnose("TK124", Place(name, max(1, fatal[0].line)), reason=reason))


def address_of(link: HtmlElement) -> str | None:
    """The address of a link, in HTML or SVG; None for an anchor without an address."""
    address: str | None = link.get("href", link.get("xlink:href"))
    return address


def length(element: HtmlElement) -> int:
    """The number of characters that an element shows, without white space."""
    silent = [part for part in element.iter(*NO_TEXT) if part is not element]
    outer = [part for part in silent if not _is_inside(part, silent)]
    return _characters(element) - sum(_characters(part) for part in outer)


def _is_inside(part: HtmlElement, others: Sequence[HtmlElement]) -> bool:
    """Whether an element is inside another element whose text does not count."""
    return len(others) > 1 and any(above.tag in NO_TEXT for above in part.iterancestors())


def _characters(element: HtmlElement) -> int:
    text: str = element.text_content()
    return len(text) - sum(text.count(character) for character in WHITE_SPACE)
