"""Names that people bring along from HTML and TEI P4, and the mark-up of TEI P5 in their place.

These are tables of data. A row is told when a schema has the element or attribute that it names,
and lacks the name that was found.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habit:
    """An element or attribute of TEI, for one of another vocabulary."""

    name: str
    """The name in TEI P5, without its namespace; "" when TEI needs nothing there."""
    written: str
    """The mark-up to write, such as `<hi rend="bold">`, or `url of <graphic>`."""
    of: str
    """The origin of the habit: HTML, TEI P4; "" for names that people make up."""


def _rows(of: str, rows: Mapping[str, str]) -> dict[str, Habit]:
    return {name: Habit(_name(written), written, of) for name, written in rows.items()}


def _name(written: str) -> str:
    """The name in `<hi rend="bold">`, or in `xml:id`."""
    return written.strip("<>/").split()[0] if written else ""


ELEMENTS: Mapping[str, Habit] = {
    **_rows(
        "HTML",
        {
            "a": '<ref target="…">',
            "acronym": "<abbr>",
            "article": "<div>",
            "aside": "<note>",
            "audio": '<media url="…"/>',
            "b": '<hi rend="bold">',
            "big": '<hi rend="large">',
            "blockquote": "<quote>",
            "br": "<lb/>",
            "caption": "<head>",
            "center": '<hi rend="center">',
            "cite": "<title>",
            "dd": "<item>",
            "dfn": "<term>",
            "dl": '<list type="gloss">',
            "dt": "<label>",
            "em": "<emph>",
            "figcaption": "<head>",
            "font": '<hi rend="…">',
            "footer": '<fw type="footer">',
            "h1": "<head>",
            "h2": "<head>",
            "h3": "<head>",
            "h4": "<head>",
            "h5": "<head>",
            "h6": "<head>",
            "header": "<head>",
            "hr": '<milestone unit="section"/>',
            "html": "<TEI>",
            "i": '<hi rend="italic">',
            "img": '<graphic url="…"/>',
            "ins": "<add>",
            "li": "<item>",
            "main": "<div>",
            "mark": '<hi rend="highlight">',
            "ol": '<list rend="numbered">',
            "pre": "<ab>",
            "s": "<del>",
            "section": "<div>",
            "small": '<hi rend="small">',
            "span": "<seg>",
            "strike": "<del>",
            "strong": '<hi rend="bold">',
            "sub": '<hi rend="subscript">',
            "sup": '<hi rend="superscript">',
            "tbody": "<row>",
            "td": "<cell>",
            "tfoot": "<row>",
            "th": '<cell role="label">',
            "thead": '<row role="label">',
            "tr": "<row>",
            "tt": '<hi rend="typewriter">',
            "u": '<hi rend="underline">',
            "ul": "<list>",
            "video": '<media url="…"/>',
        },
    ),
    **_rows(
        "TEI P4",
        {
            "TEI.2": "<TEI>",
            "dateRange": '<date from="…" to="…">',
            "dateStruct": "<date>",
            "div0": "<div>",
            "hand": "<handNote>",
            "handList": "<handNotes>",
            "interpGrp": "<interp>",
            "persEvent": "<event>",
            "persState": "<state>",
            "persTrait": "<trait>",
            "respons": "<certainty>",
            "teiCorpus.2": "<teiCorpus>",
            "timeRange": '<time from="…" to="…">',
            "timeStruct": "<time>",
            "witList": "<listWit>",
            "xptr": '<ptr target="…"/>',
            "xref": '<ref target="…">',
        },
    ),
    **_rows(
        "",
        {
            "bold": '<hi rend="bold">',
            "chapter": '<div type="chapter">',
            "column": "<cb/>",
            "comment": "<note>",
            "endnote": '<note place="end">',
            "firstname": "<forename>",
            "footnote": '<note place="bottom">',
            "heading": "<head>",
            "image": '<graphic url="…"/>',
            "italic": '<hi rend="italic">',
            "italics": '<hi rend="italic">',
            "keyword": "<term>",
            "lastname": "<surname>",
            "letter": '<div type="letter">',
            "line": "<l>",
            "linebreak": "<lb/>",
            "link": '<ref target="…">',
            "page": '<pb n="…"/>',
            "pagebreak": '<pb n="…"/>',
            "para": "<p>",
            "paragraph": "<p>",
            "person": "<persName>",
            "place": "<placeName>",
            "poem": '<lg type="poem">',
            "quotation": "<quote>",
            "signature": "<signed>",
            "speech": "<sp>",
            "stanza": "<lg>",
            "subtitle": '<title type="sub">',
            "title": "<head>",
            "underline": '<hi rend="underline">',
            "verse": "<l>",
        },
    ),
}
"""Elements, by the local name that was found."""

ATTRIBUTES: Mapping[str, Habit] = {
    **_rows(
        "HTML",
        {
            "class": "rend",
            "href": "target of <ref>",
            "src": "url of <graphic>",
            "style": "rend",
            "title": "n",
            "colspan": "cols",
            "rowspan": "rows",
            "align": "rend",
            "alt": "<figDesc> in <figure>",
            "bgcolor": "rend",
            "border": "rend",
            "color": "rend",
            "valign": "rend",
            "name": "xml:id",
            "width": "width of <graphic>",
            "height": "height of <graphic>",
        },
    ),
    **_rows(
        "TEI P4",
        {
            "id": "xml:id",
            "lang": "xml:lang",
            "value": "when",
            "TEIform": "",
            "exact": "precision",
            "certainty": "cert",
        },
    ),
    **_rows(
        "",
        {
            "date": "when",
            "iso": "when",
            "link": "target",
            "no": "n",
            "num": "n",
            "number": "n",
            "page": "n",
            "url": "target",
            "speaker": "who",
        },
    ),
}
"""Attributes, by the name that was found."""


def _choice(one: str, other: str) -> str:
    return f"<choice><{one}>…</{one}><{other}>…</{other}></choice>"


ON_ELEMENTS: Mapping[str, Habit] = {
    **_rows(
        "HTML",
        {
            "cell@height": "rend",
            "cell@width": "rend",
            "graphic@href": "url",
            "row@height": "rend",
            "table@width": "rend",
        },
    ),
    **_rows(
        "TEI P4",
        {
            "abbr@expan": _choice("abbr", "expan"),
            "corr@sic": _choice("sic", "corr"),
            "expan@abbr": _choice("abbr", "expan"),
            "figure@entity": '<graphic url="…"/> in <figure>',
            "gap@desc": "<desc> in <gap>",
            "language@id": "ident",
            "name@reg": "key",
            "orgName@reg": "key",
            "orig@reg": _choice("orig", "reg"),
            "persName@reg": "key",
            "placeName@reg": "key",
            "reg@orig": _choice("orig", "reg"),
            "rs@reg": "key",
            "sic@corr": _choice("sic", "corr"),
            "teiHeader@creator": "",
            "teiHeader@date.created": "",
            "teiHeader@date.updated": "",
            "teiHeader@status": "",
            "teiHeader@type": "",
        },
    ),
    **_rows(
        "",
        {
            "div@name": "<head> in <div>",
            "div@title": "<head> in <div>",
            "persName@gender": "sex of <person>",
            "person@name": "<persName> in <person>",
            "place@name": "<placeName> in <place>",
        },
    ),
}
"""Attributes of single elements, by both names: `sic@corr`."""


_SECOND: Mapping[str, Habit] = _rows(
    "HTML",
    {
        "cite": '<hi rend="italic">',
        "del": '<hi rend="strikethrough">',
        "dfn": '<hi rend="italic">',
        "em": '<hi rend="italic">',
        "img": "<figure>",
        "ins": '<hi rend="underline">',
        "pre": "<p>",
        "s": '<hi rend="strikethrough">',
        "section": "<div>",
        "span": '<hi rend="…">',
        "strike": '<hi rend="strikethrough">',
    },
)
"""Elements to write for those of HTML where a schema lacks the ones that `ELEMENTS` names."""


def elements(local_name: str, expected: Collection[str]) -> list[Habit]:
    """The elements of TEI for an element of HTML or P4, the best first; empty for any other name.

    Elements whose local names are `expected` at the place come before the others.
    """
    both = (element(local_name), _SECOND.get(local_name.lower()))
    found = [each for each in both if each is not None]
    return sorted(found, key=lambda each: each.name not in expected)


def element(local_name: str) -> Habit | None:
    """The elements of TEI for an element of HTML or P4; HTML's may be in capital letters."""
    found = ELEMENTS.get(local_name)
    if found is None:
        in_capitals = ELEMENTS.get(local_name.lower())
        found = in_capitals if in_capitals is not None and in_capitals.of == "HTML" else None
    return found


def attribute(name: str, element_name: str = "") -> Habit | None:
    """The attributes of TEI for an attribute of HTML or P4 on an element."""
    on_element = ON_ELEMENTS.get(f"{element_name}@{name}")
    return on_element or ATTRIBUTES.get(name) or ATTRIBUTES.get(name.lower())
