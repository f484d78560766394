"""The images of pages: `@facs` of `pb`, and of `text` for images of no page break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lxml import etree

from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.settings import page_images
from tei_kit.settings.metadata import Metadata
from tei_kit.xml.names import TEI, XML_ID

_PAGE, _TEXT = f"{TEI}pb", f"{TEI}text"
FACS = "facs"


def illustrate(tree: etree._ElementTree, name: str, metadata: Metadata) -> None:
    """Give the page breaks of a TEI document the addresses of their images.

    `name` is that of the source. A list of images counts before a pattern. If there are as many
    images as page breaks, each belongs to one; if there is one image more, the first belongs to the
    text before them. For any other number nobody knows, and all images belong to the text. The tree
    is changed in place, since it was just made.
    """
    text = tree.find(_TEXT)
    if text is None or not (metadata.images or metadata.facs):
        return
    pages = [*text.iter(_PAGE)]
    if metadata.images:
        images = [page_images.as_address(image) for image in metadata.images]
        before = _before(len(images), len(pages))
        _set_all(pages, images[before:])
        if before:
            text.set(FACS, " ".join(images[:before]))
        return
    addresses = [
        page_images.address(metadata.facs, name, page.get("n", ""), index)
        for index, page in enumerate(pages, 1)
    ]
    _set_all(pages, addresses)


def _before(images: int, pages: int) -> int:
    """The number of images that belong to no page break; they come before the others."""
    return images - pages if images - pages in (0, 1) else images


def _set_all(pages: Sequence[etree._Element], images: Sequence[str]) -> None:
    for page, image in zip(pages, images, strict=False):
        if image:
            page.set(FACS, image)


def known(tree: etree._ElementTree) -> dict[str, str]:
    """The images of the pages of a TEI document, by the identifiers of their `pb`."""
    return {page.get(XML_ID, ""): page.get(FACS, "") for page in tree.iter(_PAGE) if page.get(FACS)}


def illustrate_from(tree: etree._ElementTree, images: Mapping[str, str]) -> None:
    """Give the page breaks of a part of a text the images that they have in the whole."""
    for page in tree.iter(_PAGE):
        image = images.get(page.get(XML_ID, ""))
        if image:
            page.set(FACS, image)


def unmatched(tree: etree._ElementTree, name: str, metadata: Metadata) -> list[Diagnostic]:
    """A warning (TK309) when a list of images does not fit the page breaks of the text."""
    if not metadata.images:
        return []
    images, pages = len(metadata.images), sum(1 for _ in tree.iter(_PAGE))
    if pages == 0 or images - pages in (0, 1):
        return []
    return [diagnose("TK309", Place(name), images=images, pages=pages)]
