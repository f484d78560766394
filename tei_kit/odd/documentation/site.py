"""The documentation of a compiled ODD as a folder of pages that need no server."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Protocol

from lxml import etree

from tei_kit import files
from tei_kit.odd.content import ContentReader
from tei_kit.odd.documentation import assets, shell
from tei_kit.odd.documentation.addresses import (
    CONSTRAINTS,
    FOLDERS,
    Addresses,
    addresses,
    free_path,
)
from tei_kit.odd.documentation.changes import changes
from tei_kit.odd.documentation.pages import SpecPage, constraint_body, summary_table
from tei_kit.odd.documentation.parts import ConstraintPage, Parts
from tei_kit.odd.documentation.prose import Prose, Sections
from tei_kit.odd.documentation.relations import definition_names, relations
from tei_kit.odd.model import Change, Schema, Spec
from tei_kit.odd.patterns import Grammar
from tei_kit.odd.problems import Problems
from tei_kit.odd.rules import constraints
from tei_kit.odd.usage import referred, used
from tei_kit.odd.vocabulary import Kind
from tei_kit.odd.wording import Wording
from tei_kit.xml.names import TEI

ABOUT = "about.html"
_LONGEST = 160
_GROUPS = (
    ("Elements", lambda spec: spec.kind is Kind.ELEMENT),
    ("Attribute classes", lambda spec: spec.is_attribute_class),
    ("Model classes", lambda spec: spec.is_model_class),
    ("Datatypes", lambda spec: spec.kind is Kind.DATA),
    ("Macros", lambda spec: spec.kind is Kind.MACRO),
)


class Documented(Protocol):
    """The parts of a compiled ODD that its documentation shows; `compiler.Compiled` has them."""

    schema: Schema
    language: str

    @property
    def grammar(self) -> Grammar:
        """The grammar of the schema."""


def write(compiled: Documented, folder: Path) -> list[Path]:
    """Write the site; the files that were written. Raises OutputError."""
    parts = _parts(compiled)
    site = shell.Site(compiled.schema.title, compiled.language)
    pages: dict[str, str] = {}
    for spec in parts.specs:
        path = parts.addresses.paths[spec.ident]
        name = f"<{spec.name}>" if spec.kind is Kind.ELEMENT else spec.ident
        pages[path] = shell.page(site, path, name, SpecPage(parts, path).body(spec))
    for holder in parts.constraints.values():
        for each in holder:
            body = constraint_body(parts, each)
            pages[each.path] = shell.page(site, each.path, each.name, body)
    about = _about(parts, compiled.schema)
    if about:
        pages[ABOUT] = shell.page(site, ABOUT, "About this schema", about)
    body = _index(parts, has_about=bool(about))
    pages["index.html"] = shell.page(site, "index.html", site.title, body)
    pages[shell.STYLE] = assets.style()
    pages[shell.SCRIPT] = assets.script()
    pages[shell.INDEX] = _search_index(parts)
    for name in ("assets", CONSTRAINTS, *FOLDERS.values()):
        if any(path.startswith(f"{name}/") for path in pages):
            files.make_folder(folder / name)
    written: list[Path] = []
    guard = files.Guard(compiled.schema.inputs)
    for path, text in pages.items():
        guard.check(folder / path, folder)
        files.write(folder / path, text.encode())
        written.append(folder / path)
    return written


def _parts(compiled: Documented) -> Parts:
    schema, wording = compiled.schema, Wording(compiled.language)
    needed = used(schema)
    specs = sorted(
        (spec for spec in schema.specs.values() if spec.ident in needed),
        key=lambda spec: (spec.ident.lower(), spec.ident),
    )
    found = addresses(specs)
    reader = ContentReader(schema, wording, Problems(schema.files), lambda _element, _data: True)
    names = definition_names(schema, reader)
    users: dict[str, list[str]] = {}
    for spec in specs:
        holders = [spec.content] if spec.content is not None else []
        holders += [a.datatype for a in spec.attributes.attributes() if a.datatype is not None]
        for ident in dict.fromkeys(name for holder in holders for name in referred(holder)):
            users.setdefault(ident, []).append(spec.ident)
    members = {
        key: [each for each in holder if each.ident in needed]
        for key, holder in reader.members.items()
    }
    return Parts(
        schema,
        wording,
        specs,
        found,
        relations(compiled.grammar, names),
        reader,
        names,
        members,
        users,
        _constraint_pages(schema, compiled.language, found),
        Sections(),
    )


def _constraint_pages(
    schema: Schema, language: str, found: Addresses
) -> dict[str, list[ConstraintPage]]:
    pages: dict[str, list[ConstraintPage]] = {}
    taken = {path.casefold() for path in found.paths.values()}
    seen: set[etree._Element] = set()
    for each in constraints(schema, language):
        if each.element in seen:
            continue
        seen.add(each.element)
        holder, _, attribute = each.holder.partition("-")
        if each.holder in schema.specs:
            holder, attribute = each.holder, ""
        name = each.element.get("ident", "constraint")
        path = free_path(CONSTRAINTS, f"{each.holder}-{name}", taken)
        shown = f"{name} (@{attribute})" if attribute else name
        pages.setdefault(holder, []).append(ConstraintPage(each.element, shown, holder, path))
    return pages


def _index(parts: Parts, *, has_about: bool) -> str:
    schema = parts.schema
    made = [f"<h1>{escape(schema.title)}</h1>"]
    edition = f", which customizes {escape(schema.edition)}" if schema.edition else ""
    made.append(f"<p>The schema <code>{escape(schema.ident)}</code>{edition}.</p>")
    if has_about:
        made.append(f'<p><a href="{ABOUT}">About this schema</a></p>')
    start = ", ".join(
        f'<a href="{parts.addresses.href(i, "index.html")}"><code>&lt;{escape(i)}&gt;</code></a>'
        for i in schema.start
        if i in parts.addresses.paths
    )
    if start:
        made.append(f"<p>A document is {start}.</p>")
    changed = [spec for spec in parts.specs if spec.change is not Change.KEPT]
    if changed or schema.deleted:
        made.append(_changed(parts, changed))
    for title, belongs in _GROUPS:
        specs = [spec for spec in parts.specs if belongs(spec)]
        if specs:
            table = summary_table(parts, specs, "index.html")
            anchor = title.lower().replace(" ", "-")
            made.append(f'<section id="{anchor}">\n<h2>{title}</h2>\n{table}\n</section>')
    rules = [page for holder in parts.constraints.values() for page in holder]
    if rules:
        items = "".join(
            f'<li><a href="{page.path}">{escape(page.name)}</a>'
            f" (<code>{escape(page.holder)}</code>)</li>"
            for page in sorted(rules, key=lambda page: page.name.lower())
        )
        made.append(f'<section id="constraints">\n<h2>Constraints</h2>\n<ul>{items}</ul></section>')
    return "\n".join(made)


def _changed(parts: Parts, specs: Sequence[Spec]) -> str:
    writer = SpecPage(parts, "index.html")
    rows = "".join(
        f'<tr><th scope="row">{writer.named(spec.ident)}{writer.mark(spec.change)}</th>'
        f"<td>{escape('; '.join(changes(spec)))}</td></tr>\n"
        for spec in specs
    )
    for spec in sorted(parts.schema.deleted, key=lambda spec: spec.ident.lower()):
        name = f"<{spec.name}>" if spec.kind is Kind.ELEMENT else spec.ident
        described = writer.described(spec.description)
        rows += (
            f'<tr><th scope="row"><code>{escape(name)}</code> '
            f'<span class="mark deleted">deleted</span></th><td>{described}</td></tr>\n'
        )
    return (
        '<section id="changes">\n<h2>What this customization changes</h2>\n'
        f'<table class="summary">\n{rows}</table>\n</section>'
    )


def _about(parts: Parts, schema: Schema) -> str:
    """The prose of the ODD; empty without any."""
    root = schema.element.getroottree().getroot()
    prose = Prose(lambda ident: parts.addresses.href(ident, ABOUT), parts.sections)
    made = [
        prose.block(part)
        for part in root.iterfind(f"{TEI}text/*")
        if next(part.iter(f"{TEI}p", f"{TEI}ab"), None) is not None
    ]
    text = "\n".join(made)
    return f"<h1>About this schema</h1>\n{text}" if text.strip() else ""


def _search_index(parts: Parts) -> str:
    entries = []
    for spec in parts.specs:
        kind = spec.kind.noun
        if spec.kind is Kind.CLASS:
            kind = "model class" if spec.is_model_class else "attribute class"
        entries.append(
            {
                "n": spec.name if spec.kind is Kind.ELEMENT else spec.ident,
                "k": kind,
                "p": parts.addresses.paths[spec.ident],
                "d": parts.wording.note(spec.description)[:_LONGEST],
            }
        )
        if spec.kind in (Kind.ELEMENT, Kind.CLASS):
            entries += [
                {
                    "n": attribute.name,
                    "k": f"attribute of {spec.name}",
                    "p": f"{parts.addresses.paths[spec.ident]}#att-{attribute.ident}",
                    "d": parts.wording.note(attribute.description)[:_LONGEST],
                }
                for attribute in spec.attributes.attributes()
                if attribute.mode is None
            ]
    entries += [
        {"n": page.name, "k": "constraint", "p": page.path, "d": ""}
        for holder in parts.constraints.values()
        for page in holder
    ]
    listed = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    # U+2028 may end a line of a script.
    return f"window.teiKitIndex = {listed.replace(chr(0x2028), ' ')};\n"
