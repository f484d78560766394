"""TEI prose of descriptions, remarks and ODDs -> HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from lxml import etree

from tei_kit.xml.names import EXAMPLES_NAMESPACE, TEI, XML_ID

GUIDELINES = "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/"

Link = Callable[[str], "str | None"]
"""The address of the page of an ident; None when it has no page."""

_BLOCKS = {
    "quote": "blockquote",
    "row": "tr",
    "cell": "td",
    "eg": "pre",
}
_INLINE = {"emph": "em", "hi": "em", "term": "dfn", "title": "cite", "mentioned": "i"}
_CODES = frozenset({"code", "ident", "val"})
_QUOTES = frozenset({"q", "soCalled"})
_SKIPPED = frozenset(
    {"schemaSpec", "specGrp", "elementSpec", "classSpec", "macroSpec", "dataSpec", "index", "note"}
)
_PARAGRAPHS = frozenset({"p", "ab"})
_APART = frozenset({*_PARAGRAPHS, "eg", "head", "list", "quote", "specList", "table"})
"""Elements that stand between paragraphs in HTML, also where TEI has them inside a paragraph."""
_DIVISION = re.compile(rf"{re.escape(TEI)}div[1-7]?")
_EXAMPLE = f"{{{EXAMPLES_NAMESPACE}}}"


@dataclass(slots=True)
class Sections:
    """The chapters of the Guidelines in which sections are, by the xml:id of the section."""

    _by_root: dict[etree._Element, Mapping[str, tuple[str, str]]] = field(default_factory=dict)

    def link(self, element: etree._Element, target: str) -> str | None:
        """A link to the section of the Guidelines that an element points to; None for others."""
        found = self._of(element).get(target.removeprefix("#"))
        if found is None:
            return None
        chapter, head = found
        address = f"{GUIDELINES}{chapter}.html{target}"
        return f'<a href="{escape(address)}" rel="external">{escape(head)}</a>'

    def _of(self, element: etree._Element) -> Mapping[str, tuple[str, str]]:
        root = element.getroottree().getroot()
        if root not in self._by_root:
            self._by_root[root] = dict(_sections(root))
        return self._by_root[root]


def _sections(root: etree._Element) -> Iterator[tuple[str, tuple[str, str]]]:
    for part in root.iter(f"{TEI}front", f"{TEI}body", f"{TEI}back"):
        for chapter in part.iterchildren(f"{TEI}div"):
            name = chapter.get(XML_ID, "")
            if not name:
                continue
            for div in (chapter, *chapter.iterdescendants(f"{TEI}div")):
                if identifier := div.get(XML_ID):
                    head = div.find(f"{TEI}head")
                    text = (
                        "" if head is None else " ".join("".join(map(str, head.itertext())).split())
                    )
                    yield identifier, (name, text or identifier)


@dataclass(frozen=True, slots=True)
class Prose:
    """Turns prose into HTML for one page."""

    link: Link
    sections: Sections

    def inline(self, element: etree._Element) -> str:
        """The content of an element, without the element."""
        return self._inside(element).strip()

    def blocks(self, elements: Sequence[etree._Element]) -> str:
        """The contents of several elements, as paragraphs and lists."""
        return "\n".join(self.block(element) for element in elements)

    def block(self, element: etree._Element) -> str:
        """The content of an element: its blocks, and paragraphs of the text between them."""
        made: list[str] = []
        run = [escape(element.text or "", quote=False)]
        for child in element:
            if isinstance(child.tag, str):
                if _is_apart(child):
                    made += [_paragraph(run), self._element(child)]
                    run = []
                else:
                    run.append(self._element(child))
            run.append(escape(child.tail or "", quote=False))
        return "".join([*made, _paragraph(run)])

    def _inside(self, element: etree._Element) -> str:
        made = [escape(element.text or "", quote=False)]
        for child in element:
            if isinstance(child.tag, str):
                made.append(self._element(child))
            made.append(escape(child.tail or "", quote=False))
        return "".join(made)

    def _element(self, element: etree._Element) -> str:
        if str(element.tag).startswith(_EXAMPLE):
            return f"<pre><code>{escape(example(element), quote=False)}</code></pre>"
        name = str(element.tag).removeprefix(TEI)
        if name in _PARAGRAPHS:
            return self.block(element)
        if name == "list":
            return self._list(element)
        inside = self._inside(element)
        match name:
            case "gi" | "tag":
                return self._code(f"&lt;{inside}&gt;", "".join(map(str, element.itertext())))
            case "att":
                return f"<code>@{inside}</code>"
            case "ident" | "code" | "name" if text := (element.text or "").strip():
                return self._code(inside, text)
            case "specDesc":
                key = element.get("key", "")
                return f"<li>{self._code(escape(key), key)}</li>"
            case "specList":
                return f"<ul>{inside}</ul>"
            case "ptr" | "ref":
                return self._pointer(element, inside)
            case "head":
                level = _heading(element)
                return f"<{level}>{inside}</{level}>"
            case "table":
                return f'<div class="scroll"><table>{inside}</table></div>'
            case "lb":
                return "<br>"
            case "div" | "div1" | "div2" | "div3" | "div4" | "div5" | "div6" | "div7":
                return f"<section>{inside}</section>"
        if name in _SKIPPED:
            return ""
        if name in _CODES:
            return f"<code>{inside}</code>"
        if name in _QUOTES:
            return f"“{inside}”"
        tag = _BLOCKS.get(name) or _INLINE.get(name)
        return f"<{tag}>{inside}</{tag}>" if tag else inside

    def _list(self, element: etree._Element) -> str:
        """Items; with labels, a list of terms and their explanations."""
        if element.find(f"{TEI}label") is not None:
            kind, tags = "dl", {"label": "dt", "headLabel": "dt", "item": "dd", "headItem": "dd"}
        else:
            numbered = "number" in element.get("rend", "") + element.get("type", "")
            kind, tags = "ol" if numbered else "ul", {"item": "li"}
        before, items = "", ""
        for child in element.iterchildren(etree.Element):
            tag = tags.get(str(child.tag).removeprefix(TEI))
            if tag is None:
                before += f"<p>{self._inside(child).strip()}</p>"
            else:
                items += f"<{tag}>{self._inside(child).strip()}</{tag}>"
        return before + (f"<{kind}>{items}</{kind}>" if items else "")

    def _code(self, shown: str, ident: str) -> str:
        href = self.link(ident.strip())
        code = f"<code>{shown}</code>"
        return code if href is None else f'<a href="{escape(href)}">{code}</a>'

    def _pointer(self, element: etree._Element, inside: str) -> str:
        target = element.get("target", "").strip()
        if target.startswith("#"):
            section = self.sections.link(element, target)
            if section is not None:
                return section
            return inside or escape(target.removeprefix("#"))
        if target.startswith(("http://", "https://", "mailto:")):
            address = escape(target.split()[0])
            return f'<a href="{address}" rel="external">{inside.strip() or address}</a>'
        return inside or escape(target)


def _heading(element: etree._Element) -> str:
    """The element of HTML for a head: as deep as the divisions with heads that it stands in."""
    parent = element.getparent()
    if parent is not None and parent.tag == f"{TEI}table":
        return "caption"
    if parent is None or not _DIVISION.fullmatch(str(parent.tag)):
        return "p"
    divisions = [a for a in element.iterancestors() if _DIVISION.fullmatch(str(a.tag))]
    return f"h{min(6, 1 + sum(each.find(f'{TEI}head') is not None for each in divisions))}"


def _is_apart(element: etree._Element) -> bool:
    tag = str(element.tag)
    if tag.startswith(_EXAMPLE) or _DIVISION.fullmatch(tag):
        return True
    return tag.removeprefix(TEI) in _APART


def _paragraph(run: Sequence[str]) -> str:
    text = "".join(run).strip()
    return f"<p>{text}</p>" if text else ""


def example(element: etree._Element) -> str:
    """An example as it is written in a document: without the namespace of examples."""
    made: list[str] = [element.text or ""]
    for child in element:
        made.append(_written(child))
        made.append(child.tail or "")
    return _unindented("".join(made))


def _written(element: etree._Element) -> str:
    if isinstance(element, etree._Comment):
        return f"<!--{element.text}-->"
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    tag = name.localname
    declared = ""
    parent = element.getparent()
    namespace = name.namespace or ""
    outer = etree.QName(parent).namespace if parent is not None else EXAMPLES_NAMESPACE
    if namespace != outer and namespace not in (EXAMPLES_NAMESPACE, TEI[1:-1]):
        declared = f' xmlns="{escape(namespace)}"'
    attributes = "".join(
        f' {_attribute_name(str(key), element)}="{escape(str(value))}"'
        for key, value in element.attrib.items()
    )
    inside = escape(element.text or "", quote=False)
    for child in element:
        inside += _written(child) + escape(child.tail or "", quote=False)
    start = f"<{tag}{declared}{attributes}"
    return f"{start}>{inside}</{tag}>" if inside else f"{start}/>"


def _attribute_name(key: str, element: etree._Element) -> str:
    name = etree.QName(key)
    if not name.namespace:
        return name.localname
    if name.namespace.endswith("/XML/1998/namespace"):
        return f"xml:{name.localname}"
    for prefix, uri in element.nsmap.items():
        if uri == name.namespace and prefix:
            return f"{prefix}:{name.localname}"
    return name.localname


def _unindented(text: str) -> str:
    """Without the indent that all lines but the first share, and blank lines around."""
    lines = text.strip("\n").rstrip().split("\n")
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    least = min(indents, default=0)
    return "\n".join(line[least:] if line[:least].isspace() else line.lstrip() for line in lines)
