"""Notes in HTML: finds links from a number in the text to the text of a note.

No standard says how a page marks its notes. But all ways have a short link to an element further
down. The link is raised, or has a name such as `fn1`; the element often links back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import unquote

from lxml.html import HtmlElement

from tei_kit.readers.html.elements import HEADINGS, length

# The text of a reference: "1", "[12]", "(3)", "*", "†", "b", "iv".
LABEL = re.compile(
    r"[\[(]?\s*(?P<label>[0-9]{1,5}[a-z]?|[*†‡§¶‖#]{1,4}|[a-z]{1,2}|[ivxl]{1,6})\s*[\])]?"
)
# Words in names, classes and roles of notes: "fn1", "footnote", "doc-noteref", "_ftn3".
NOTE_WORD = re.compile(
    r"(?:^|[^a-z])_?(?:fn|ftn|edn|sdfoot|sdend|foot|end|cite)?-?_?(?:note|fn|ftn|edn)"
)
BACK_WORD = re.compile(r"back|return|fnref|doc-backlink", re.IGNORECASE)
BACK_CLASS = re.compile(r"back-?links?(?:\s|$)", re.IGNORECASE)
RAISED = re.compile(r"vertical-align\s*:\s*super")
# Elements that can have the text of a note.
BODIES = frozenset(["aside", "blockquote", "dd", "div", "dt", "li", "p", "section", "td", "tr"])
# An element with more characters is not a note.
LONGEST = 30_000
# The most further paragraphs of a note.
CONTINUATION = 20


@dataclass(frozen=True, slots=True)
class Body:
    """A note: its number or sign, and the elements with its text.

    `is_numbered` says that the note is an item of an `ol`, so its text does not have the number.
    """

    label: str
    parts: Sequence[HtmlElement]
    is_numbered: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of a page. `references` has the key of the note for each referring element."""

    references: Mapping[HtmlElement, str]
    bodies: Mapping[str, Body]
    parts: Set[HtmlElement]  # the elements of all notes
    back_links: Set[HtmlElement]
    titles: Set[HtmlElement]  # headings that have only notes below them
    holders: Set[HtmlElement]  # all elements around notes


@dataclass(frozen=True, slots=True)
class _Link:
    """A link inside the page whose text may be the number of a note.

    `target` is the element that it links to, `body` the block around the target. `is_forward` says
    that the target comes after the link.
    """

    element: HtmlElement
    label: str
    fragment: str
    target: HtmlElement
    body: HtmlElement
    is_forward: bool


def find(page: HtmlElement) -> Notes:
    """The notes of a page and the references to them."""
    links = _links(page)
    bodies = _bodies(links)
    by_element = {body.parts[0]: key for key, body in bodies.items()}
    references = {
        _whole(link.element): by_element[link.body]
        for link in links
        if link.body in by_element
        and link.body not in link.element.iterancestors()
        and link.label == bodies[by_element[link.body]].label
    }
    parts = {part for body in bodies.values() for part in body.parts}
    return Notes(
        references,
        bodies,
        parts,
        _back_links(bodies, references),
        _titles(bodies),
        {holder for part in parts for holder in part.iterancestors()},
    )


def _links(page: HtmlElement) -> list[_Link]:
    """The links that may refer to notes, in the order of the page."""
    found = [a for a in page.iter("a") if "#" in (a.get("href") or "")]
    labels = {a: label for a in found if (label := _label(a))}
    if not labels:
        return []
    anchors: dict[str, HtmlElement] = {}
    order: dict[HtmlElement, int] = {}
    for number, element in enumerate(page.iter()):
        names = [element.get("id"), element.get("name") if element.tag == "a" else None]
        for name in filter(None, names):
            anchors.setdefault(name, element)
            order[element] = number
        if element in labels:
            order[element] = number
    return list(_linked(labels, anchors, order))


def _linked(
    labels: Mapping[HtmlElement, str],
    anchors: Mapping[str, HtmlElement],
    order: Mapping[HtmlElement, int],
) -> Iterator[_Link]:
    for element, label in labels.items():
        fragment = (element.get("href") or "").rpartition("#")[2]
        target = anchors.get(fragment)
        if target is None:
            target = anchors.get(unquote(fragment))
        body = None if target is None else _block(target)
        if target is None or body is None:
            continue
        if _is_raised(element) or _names_a_note(element, fragment, target, body):
            yield _Link(element, label, fragment, target, body, order[target] > order[element])


def _label(link: HtmlElement) -> str:
    """The number or sign that a link shows, "" for a link with other text."""
    if sum(1 for _, _part in zip(range(6), link.iter(), strict=False)) > 5:
        return ""
    match = LABEL.fullmatch(link.text_content().strip())
    return match["label"] if match else ""


def _is_raised(link: HtmlElement) -> bool:
    near = [link, *link.iterdescendants(), *list(link.iterancestors())[:2]]
    return any(e.tag == "sup" or RAISED.search(e.get("style") or "") for e in near)


def _names_a_note(link: HtmlElement, fragment: str, *others: HtmlElement) -> bool:
    """Whether a name, class or role says that a link leads to a note."""
    words = [fragment]
    for element in (link, *others):
        words += [element.get(name) or "" for name in ("class", "role", "rel", "epub:type", "id")]
    return any(NOTE_WORD.search(word.lower()) for word in words if word)


def _block(target: HtmlElement) -> HtmlElement | None:
    """The element with the text of the note around a link's target; None if it cannot be a note."""
    element: HtmlElement | None = target
    while element is not None and element.tag not in BODIES:
        if element.tag in HEADINGS or element.tag in ("body", "main", "article", "html"):
            return None
        element = element.getparent()
    if element is not None and element.tag == "td":
        return element.getparent()
    return element


def _bodies(links: Sequence[_Link]) -> dict[str, Body]:
    """The notes, by the fragment of the links to them."""
    found: dict[HtmlElement, _Link] = {}
    shared: set[HtmlElement] = set()
    for link in links:
        if not link.is_forward or link.body in link.element.iterancestors():
            continue
        first = found.setdefault(link.body, link)
        if first.target is not link.target:
            shared.add(link.body)  # an element with several targets is not a note
    bodies = {body: link for body, link in found.items() if body not in shared}
    bodies = {body: link for body, link in bodies.items() if _can_be_note(body, bodies)}
    result: dict[str, Body] = {}
    for body, link in bodies.items():
        parent = body.getparent()
        is_numbered = body.tag == "li" and parent is not None and parent.tag == "ol"
        parts = [body, *_continuation(body, bodies)]
        result[link.fragment] = Body(link.label, parts, is_numbered)
    return result


def _can_be_note(body: HtmlElement, bodies: Mapping[HtmlElement, _Link]) -> bool:
    if next(body.iter(*HEADINGS), None) is not None or length(body) > LONGEST:
        return False
    return not any(inner in bodies for inner in body.iterdescendants(*BODIES))


def _continuation(body: HtmlElement, bodies: Mapping[HtmlElement, _Link]) -> list[HtmlElement]:
    """The further elements of a note: siblings up to the next note, or the `dd` after a `dt`."""
    parts: list[HtmlElement] = []
    for after in body.itersiblings():
        if after in bodies:
            return parts
        if body.tag == "dt" and after.tag != "dd":
            return parts
        if after.tag in HEADINGS or len(parts) == CONTINUATION:
            return []
        parts.append(after)
    return parts if body.tag == "dt" or _is_of_one_note(body, bodies) else []


def _is_of_one_note(body: HtmlElement, bodies: Mapping[HtmlElement, _Link]) -> bool:
    """Whether the parent of a note has no other note, and has a name of a note: div id="ftn3"."""
    around = body.getparent()
    if around is None or around.tag not in BODIES:
        return False
    names = f"{around.get('id') or ''} {around.get('class') or ''}".lower()
    inside = sum(1 for each in around.iter(*BODIES) if each in bodies)
    return NOTE_WORD.search(names) is not None and inside == 1


def _whole(link: HtmlElement) -> HtmlElement:
    """The `sup` around a link if it has only the link and brackets, else the link itself."""
    parent = link.getparent()
    if parent is None or parent.tag != "sup" or len(parent) != 1:
        return link
    match = LABEL.fullmatch(parent.text_content().strip())
    return parent if match and match["label"] == _label(link) else link


def _back_links(
    bodies: Mapping[str, Body], references: Mapping[HtmlElement, str]
) -> set[HtmlElement]:
    """The links in notes that lead back to their references."""
    near = {
        name
        for reference in references
        for element in (reference, *reference.iterdescendants(), *_inline_ancestors(reference))
        for name in (element.get("id"), element.get("name"))
        if name
    }
    found: set[HtmlElement] = set()
    for body in bodies.values():
        for part in body.parts:
            # An arrow with several links beside it, for a note with several references.
            found.update(e for e in part.iter("span") if BACK_CLASS.search(e.get("class") or ""))
            for link in part.iter("a"):
                if link in references:
                    continue
                href = link.get("href") or ""
                names = " ".join(link.get(n) or "" for n in ("class", "role", "rev"))
                fragment = href.rpartition("#")[2] if "#" in href else ""
                goes_back = fragment in near or BACK_WORD.search(names) is not None
                # A link back that is the number before the text stays; the number is cut off later.
                if goes_back and (body.is_numbered or _label(link) != body.label):
                    found.add(link)
    return found


def _inline_ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    for ancestor in element.iterancestors():
        if ancestor.tag in BODIES or ancestor.tag in HEADINGS or ancestor.tag == "body":
            return
        yield ancestor


def _titles(bodies: Mapping[str, Body]) -> set[HtmlElement]:
    """The headings that have only notes below them."""
    parts = {part for body in bodies.values() for part in body.parts}
    holders = {holder for part in parts if (holder := part.getparent()) is not None}
    above = {heading for e in parts | holders if (heading := _heading_before(e)) is not None}
    return {heading for heading in above if _only_notes_after(heading, parts)}


def _heading_before(element: HtmlElement) -> HtmlElement | None:
    """The heading right before an element, or before rules (`hr`) above it; else None."""
    before = element.getprevious()
    while before is not None and before.tag == "hr":
        before = before.getprevious()
    return before if before is not None and before.tag in HEADINGS else None


def _only_notes_after(heading: HtmlElement, parts: Set[HtmlElement]) -> bool:
    """Whether a heading is followed by notes, and by no other text, up to the end of its parent."""
    seen = False
    for after in heading.itersiblings():
        inside = [after] if after in parts else [e for e in after.iter(*BODIES) if e in parts]
        if length(after) != sum(length(part) for part in inside):
            return False
        seen = seen or bool(inside)
    return seen
