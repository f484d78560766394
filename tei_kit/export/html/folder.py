"""A folder of documents: its files, the places of results, and pages that link to each other."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from posixpath import dirname, relpath
from shlex import quote as quoted

from lxml import etree

from tei_kit import files
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.export import guard as words_guard
from tei_kit.export.exporter import Exporter, ExportOptions
from tei_kit.export.html.annotate import Elsewhere, K
from tei_kit.export.html.page import EXPORTER as PAGES
from tei_kit.export.html.page import Around, Neighbour, page_parameters, to_html
from tei_kit.export.html.xslt_engine import BUNDLED, transform
from tei_kit.export.tables.read_tei import read_contents
from tei_kit.export.tables.rows import Contents
from tei_kit.export.tei_tree import identifiers, read
from tei_kit.files import xml_files
from tei_kit.readers.formats import BY_SUFFIX

INDEX = "index.html"
# d2.xml comes before d10.xml.
NUMBER = re.compile(r"([0-9]+)")


@dataclass(frozen=True, slots=True)
class Input:
    """A file to export, and its name below the folder that was given (`vol1/d2.xml`)."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a folder: its name below the folder, its content, the identifiers in it."""

    name: str
    contents: Contents
    identifiers: frozenset[str]

    @property
    def title(self) -> str:
        """The text of links to the page."""
        titles = [self.contents.title, *(d.title for d in self.contents.documents), self.name]
        return next(title for title in titles if title)


@dataclass(frozen=True, slots=True)
class Result:
    """The result of the export of one file: where it went, and its problems and warnings."""

    source: str
    output: Path | None = None
    problems: Sequence[Diagnostic] = ()
    warnings: Sequence[Diagnostic] = ()


def find_inputs(names: Sequence[str]) -> list[Input]:
    """The files that names stand for, in order; a folder stands for all its .xml files.

    Raises TeiKitError: TK515 for a folder without such files, TK101 for one that cannot be read.
    """
    found: list[Input] = []
    for name in names:
        path = Path(name)
        if not os.path.isdir(path):
            found.append(Input(path, path.name))
            continue
        inside = sorted(map(Path, xml_files(path)), key=lambda each: _in_order(each.as_posix()))
        found += [Input(each, each.relative_to(path).as_posix()) for each in inside]
    return _apart(found, names)


def _apart(inputs: list[Input], names: Sequence[str]) -> list[Input]:
    """The inputs, named by their folders as well where files of several folders have one name."""
    called = [PurePosixPath(each.name).with_suffix("").as_posix().casefold() for each in inputs]
    if len(set(called)) == len(called):
        return inputs
    common = files.common_folder(names)
    if common is None or len({*map(os.path.abspath, names)}) < 2:
        return inputs
    paths = dict.fromkeys(Path(os.path.abspath(each.path)) for each in inputs)
    by_path = {Path(os.path.abspath(each.path)): each.path for each in inputs}
    return [Input(by_path[each], each.relative_to(common).as_posix()) for each in paths]


def load(path: Path | str) -> etree._ElementTree:
    """Parse a TEI file. Raises TeiKitError: TK709 when it is a text that is no TEI yet, and the
    errors of `tei_tree.read`."""
    try:
        return read(Path(path))
    except TeiKitError as error:
        is_source = PurePosixPath(path).suffix.lower() in BY_SUFFIX
        if is_source and any(found.code == "TK501" for found in error.diagnostics):
            source, tei = (quoted(str(each)) for each in (path, Path(path).with_suffix(".xml")))
            told = diagnose("TK709", Place(str(path)), source=source, tei=tei)
            raise TeiKitError(told) from error
        raise


def _in_order(name: str) -> list[tuple[int, str]]:
    """A key that sorts numbers in names as numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in NUMBER.split(name)]


def plan(inputs: Sequence[Input], folder: Path, suffix: str, *, index: bool) -> list[files.Plan]:
    """The place in the folder of the result of each input.

    Two inputs that would go to the same file both have TK603 as their problem; with an index, an
    input that would go to the place of the index has TK706.
    """
    outputs = [str(PurePosixPath(each.name).with_suffix(suffix)) for each in inputs]
    # Some file systems do not tell upper case from lower.
    folded = [output.casefold() for output in outputs]
    plans: list[files.Plan] = []
    for each, output, key in zip(inputs, outputs, folded, strict=True):
        path = folder / output
        code = "TK603" if folded.count(key) > 1 else "TK706" if index and key == INDEX else ""
        place = Place(str(each.path))
        problem = files.OutputError(diagnose(code, place, output=path)) if code else None
        plans.append(files.Plan(str(each.path), path, problem))
    return plans


def export_folder(
    names: Sequence[str],
    output: Path,
    exporter: Exporter,
    options: ExportOptions,
    reads: Sequence[Path | str] = (),
) -> Iterator[Result]:
    """Export files and folders into a folder, one after the other; the others go on when one fails.

    Pages link to each other, and an index.html lists them, unless only one file is exported.
    `reads` are further files that the caller reads, and that are not written to. Raises
    TeiKitError (TK515) when a folder holds no .xml file, OutputError when the folder or its index
    cannot be written.
    """
    inputs = find_inputs(names)
    is_site = exporter is PAGES and (len(inputs) > 1 or os.path.isdir(names[0]))
    plans = plan(inputs, output, exporter.suffix, index=is_site)
    stylesheets = [options.stylesheet] if options.stylesheet else []
    guard = files.Guard([*(each.path for each in inputs), *stylesheets, *reads])
    around: dict[str, Around] = {}
    if is_site:
        title = Path(names[0]).resolve().name if len(names) == 1 else "Documents"
        pages = _pages(plans, output)
        around = dict(zip(pages, arounds([*pages.values()], title), strict=True))
        files.make_folder(output)
        guard.check(output / INDEX)
        files.write(output / INDEX, index_page([*pages.values()], title))
    for each in plans:
        try:
            if each.problem is None and each.output is not None:
                guard.check(each.output, output)
            warnings = _export(each, exporter, options, around.get(each.source))
        except TeiKitError as error:
            yield Result(each.source, each.output, error.diagnostics)
        else:
            yield Result(each.source, each.output, warnings=warnings)


def _pages(plans: Sequence[files.Plan], output: Path) -> dict[str, Page]:
    """The pages that will be made, by their files. A problem with a file is told in its turn."""
    pages: dict[str, Page] = {}
    for each in plans:
        if each.problem is None and each.output is not None:
            name = each.output.relative_to(output).as_posix()
            with suppress(TeiKitError):
                pages[each.source] = page_of(load(each.source), name)
    return pages


def _export(
    each: files.Plan,
    exporter: Exporter,
    options: ExportOptions,
    around: Around | None,
) -> Sequence[Diagnostic]:
    if each.problem is not None:
        raise each.problem
    assert each.output is not None
    tree = load(each.source)
    if around is not None:
        data = to_html(tree, stylesheet=options.stylesheet, around=around)
    else:
        data = exporter.export_document(tree, options)
    files.make_folder(each.output.parent)
    files.refuse_overwrite(each.source, each.output)
    files.write(each.output, data)
    return () if options.stylesheet else words_guard.told(tree, data, exporter)


def page_of(tree: etree._ElementTree, name: str) -> Page:
    """The facts about a page that other pages need. Raises TeiKitError (TK701) without TEI."""
    return Page(name, read_contents(tree), frozenset(identifiers(tree.getroot())))


def arounds(pages: Sequence[Page], index_title: str) -> list[Around]:
    """The surroundings of each page: the index, the page before, the page after, and the targets of
    links.
    """
    elsewhere = Elsewhere(
        here="",
        pages={str(PurePosixPath(page.name).with_suffix(".xml")): page.name for page in pages},
        identifiers=_only_once(pages),
    )
    found: list[Around] = []
    for position, page in enumerate(pages):
        before = pages[position - 1] if position else None
        after = pages[position + 1] if position + 1 < len(pages) else None
        found.append(
            Around(
                index=Neighbour(_link(page.name, INDEX), index_title),
                previous=_neighbour(page, before),
                following=_neighbour(page, after),
                elsewhere=replace(elsewhere, here=page.name),
            )
        )
    return found


def _only_once(pages: Sequence[Page]) -> dict[str, str]:
    """The page of each identifier that only one page has."""
    homes: dict[str, str] = {}
    several: set[str] = set()
    for page in pages:
        for identifier in page.identifiers:
            if identifier in homes:
                several.add(identifier)
            homes[identifier] = page.name
    return {identifier: name for identifier, name in homes.items() if identifier not in several}


def _neighbour(page: Page, other: Page | None) -> Neighbour:
    return Neighbour() if other is None else Neighbour(_link(page.name, other.name), other.title)


def _link(here: str, there: str) -> str:
    return files.as_address(relpath(there, dirname(here) or "."))


def index_page(pages: Sequence[Page], title: str) -> bytes:
    """The list of the pages of a folder, as a page."""
    root = etree.Element(f"{{{K}}}index", nsmap={"k": K}, title=files.as_text(title))
    titles = Counter(page.title for page in pages)
    for page in pages:
        documents = page.contents.documents
        dates = sorted(d.date[:10] for d in documents if d.date)
        etree.SubElement(
            root,
            f"{{{K}}}page",
            href=files.as_address(page.name),
            title=page.title,
            # Pages with the same title are told apart by the names of their files.
            name=files.as_text(page.name).removesuffix(".html") if titles[page.title] > 1 else "",
            date=dates[0] if dates else "",
            last=dates[-1] if dates else "",
            documents=str(len(documents)),
            turns=str(len(page.contents.turns)),
            words=str(sum(d.words for d in documents)),
            pages=_span([p.n for p in page.contents.pages if p.n]),
        )
    tree = etree.ElementTree(root)
    return transform(tree, BUNDLED / "index.xsl", page_parameters())


def _span(numbers: Sequence[str]) -> str:
    """The first and the last page."""
    return "–".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else ""
