"""The page of one specification or constraint, as the HTML of its content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from lxml import etree

from tei_kit.odd.documentation.addresses import relative
from tei_kit.odd.documentation.changes import changes
from tei_kit.odd.documentation.models import shown
from tei_kit.odd.documentation.parts import ConstraintPage, Parts
from tei_kit.odd.documentation.prose import Prose, example
from tei_kit.odd.inheritance import attribute_classes, inherited
from tei_kit.odd.merge import changed_attribute
from tei_kit.odd.model import (
    Attribute,
    AttributeList,
    AttributeReference,
    Change,
    Description,
    Spec,
    Values,
)
from tei_kit.odd.patterns import Pattern, group
from tei_kit.odd.vocabulary import Kind, Mode
from tei_kit.xml.names import EXAMPLES_NAMESPACE, TEI, TEI_NAMESPACE

_KINDS = {
    Kind.ELEMENT: "Element",
    Kind.CLASS: "Class",
    Kind.MACRO: "Macro",
    Kind.DATA: "Datatype",
    Kind.MODULE: "Module",
}
_USAGE = {"req": "required", "rec": "recommended", "mwa": "required when it applies"}


class SpecPage:
    """Writes the page of one specification."""

    def __init__(self, parts: Parts, path: str) -> None:
        self._parts = parts
        self._path = path
        self.prose = Prose(self._href, parts.sections)

    def body(self, spec: Spec) -> str:
        """The content of the page."""
        made = [self._head(spec), self._facts(spec)]
        if spec.kind is not Kind.CLASS:
            made.append(self._content(spec))
        if spec.kind in (Kind.ELEMENT, Kind.CLASS):
            made.append(self._attributes(spec))
        made += [
            self._constraints(spec),
            self._models(spec),
            self._remarks(spec.description),
            self._examples(spec.description),
        ]
        return "\n".join(part for part in made if part)

    # ------------------------------------------------------------------ small things

    def _href(self, ident: str) -> str | None:
        return self._parts.addresses.href(ident, self._path)

    def named(self, ident: str) -> str:
        """The name of a specification, as a link where it has a page."""
        spec = self._parts.schema.specs.get(ident)
        is_element = spec is not None and spec.kind is Kind.ELEMENT
        name = spec.name if spec is not None and is_element else ident
        code = f"<code>{escape(f'<{name}>' if is_element else name)}</code>"
        href = self._href(ident)
        return code if href is None else f'<a href="{escape(href)}">{code}</a>'

    def _names(self, idents: Iterable[str]) -> str:
        items = "".join(f"<li>{self.named(ident)}</li>" for ident in sorted(idents, key=str.lower))
        return f'<ul class="names">{items}</ul>' if items else "<p>none</p>"

    def _section(self, title: str, inside: str) -> str:
        return f"<section>\n<h2>{title}</h2>\n{inside}\n</section>"

    def mark(self, change: Change) -> str:
        return "" if change is Change.KEPT else f' <span class="mark {change}">{change}</span>'

    # ------------------------------------------------------------------ the parts of a page

    def _head(self, spec: Spec) -> str:
        kind = _KINDS[spec.kind]
        if spec.kind is Kind.CLASS:
            kind = "Model class" if spec.is_model_class else "Attribute class"
        name = f"&lt;{escape(spec.name)}&gt;" if spec.kind is Kind.ELEMENT else escape(spec.ident)
        mark = self.mark(spec.change)
        made = [f'<h1><span class="kind">{kind}</span> {name}{mark}</h1>']
        lead = self.described(spec.description)
        if lead:
            made.append(f'<p class="lead">{lead}</p>')
        told = changes(spec)
        if told:
            items = "".join(f"<li>{escape(each)}</li>" for each in told)
            made.append(
                f'<div class="changes"><p>Changed by this customization:</p><ul>{items}</ul></div>'
            )
        return "\n".join(made)

    def described(self, description: Description) -> str:
        gloss = self._parts.wording.chosen(description.glosses)
        desc = self._parts.wording.chosen(description.descs)
        made = f"({self.prose.inline(gloss)}) " if gloss is not None else ""
        return made + (self.prose.inline(desc) if desc is not None else "")

    def _facts(self, spec: Spec) -> str:
        parts = self._parts
        facts: list[tuple[str, str]] = []
        if spec.module:
            facts.append(("Module", f"<code>{escape(spec.module)}</code>"))
        if spec.name != spec.ident and spec.kind is Kind.ELEMENT:
            facts.append(("Name in TEI", f"<code>{escape(spec.ident)}</code>"))
        namespace = parts.schema.namespace if spec.namespace is None else spec.namespace
        if spec.kind is Kind.ELEMENT and namespace != TEI_NAMESPACE:
            facts.append(("Namespace", f"<code>{escape(namespace) or 'none'}</code>"))
        classes = [m.key for m in spec.memberships if m.key in parts.addresses.paths]
        if classes:
            facts.append(("Member of", self._names(classes)))
        if spec.kind is Kind.CLASS:
            members = [each.ident for each in parts.members.get(spec.ident, ())]
            facts.append(("Members", self._names(members)))
        if spec.kind is Kind.ELEMENT:
            relations = parts.relations
            facts.append(("Contained by", self._names(relations.parents.get(spec.ident, ()))))
            may = self._names(relations.children.get(spec.ident, ()))
            if spec.ident in relations.with_text:
                may = may.replace("<p>none</p>", "") + "<p>text</p>"
            facts.append(("May contain", may))
        used = [i for i in parts.users.get(spec.ident, ()) if i in parts.addresses.paths]
        if used and spec.kind is not Kind.ELEMENT:
            facts.append(("Used by", self._names(dict.fromkeys(used))))
        for reference in spec.description.references:
            links = [
                link
                for ptr in reference.iter(f"{TEI}ptr", f"{TEI}ref")
                if (link := parts.sections.link(ptr, ptr.get("target", "")))
            ]
            if links:
                items = "".join(f"<li>{link}</li>" for link in links)
                facts.append(("In the Guidelines", f'<ul class="names">{items}</ul>'))
        rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>\n" for name, value in facts)
        return f'<dl class="facts">\n{rows}</dl>' if rows else ""

    def _content(self, spec: Spec) -> str:
        if spec.values is not None and spec.content is None:
            return self._section("Values", self._values(spec.values))
        pattern = self._parts.reader.of_spec(spec)
        return self._section("Content", f"<pre><code>{self._pattern(pattern)}</code></pre>")

    def _pattern(self, pattern: Pattern) -> str:
        def refer(name: str) -> str:
            ident = self._parts.names.get(name)
            if ident is None:
                class_, _, how = name.rpartition("_")
                ident = self._parts.names.get(class_)
                if ident is None:
                    return escape(name)
                return f"{self._linked(ident)} ({escape(how)})"
            return self._linked(ident)

        return shown(pattern, refer)

    def _linked(self, ident: str) -> str:
        href = self._href(ident)
        spec = self._parts.schema.specs.get(ident)
        name = spec.name if spec is not None and spec.kind is Kind.ELEMENT else ident
        return escape(name) if href is None else f'<a href="{escape(href)}">{escape(name)}</a>'

    # ------------------------------------------------------------------ attributes

    def _attributes(self, spec: Spec) -> str:
        made: list[str] = []
        if spec.kind is Kind.ELEMENT or spec.is_attribute_class:
            made += self._from_classes(spec)
            made += self._listed(spec.attributes, spec)
        return self._section("Attributes", "\n".join(made)) if made else ""

    def _from_classes(self, spec: Spec) -> list[str]:
        own = {attribute.ident: attribute for attribute in spec.attributes.attributes()}
        items: list[str] = []
        done: set[str] = set()
        pending = list(attribute_classes(spec, self._parts.schema.specs))
        while pending:
            class_ = pending.pop(0)
            if class_.ident in done:
                continue
            done.add(class_.ident)
            pending += attribute_classes(class_, self._parts.schema.specs)
            names = []
            for attribute in class_.attributes.attributes():
                if attribute.mode is Mode.DELETE:
                    continue
                code = f"<code>@{escape(attribute.name)}</code>"
                override = own.get(attribute.ident)
                if override is not None and override.mode is Mode.DELETE:
                    code = f"<del>{code}</del>"
                names.append(code)
            if names:
                items.append(f"<li>{self.named(class_.ident)}: {', '.join(names)}</li>")
        if not items:
            return []
        return [f"<p>From classes:</p>\n<ul>{''.join(items)}</ul>"]

    def _listed(self, holder: AttributeList, spec: Spec) -> list[str]:
        made: list[str] = []
        for item in holder.items:
            match item:
                case Attribute():
                    made.append(self._attribute(item, spec))
                case AttributeReference():
                    what = f" <code>@{escape(item.name)}</code>" if item.name else ""
                    if item.class_ in self._parts.schema.specs:
                        made.append(f"<p>From {self.named(item.class_ or '')}{what}</p>")
                case AttributeList():
                    inside = self._listed(item, spec)
                    if item.is_choice and inside:
                        inside = ["<p>One of these:</p>", *inside]
                    made += inside
        return [part for part in made if part]

    def _attribute(self, attribute: Attribute, spec: Spec) -> str:
        if attribute.mode is Mode.DELETE:
            return ""
        if attribute.mode is Mode.CHANGE:
            for one in inherited(spec, self._parts.schema.specs):
                if one.attribute.ident == attribute.ident:
                    attribute = changed_attribute(one.attribute, attribute)
                    break
            else:
                return ""
        usage = _USAGE.get(attribute.usage or "", "optional")
        name = f"<code>@{escape(attribute.name)}</code>{self.mark(attribute.change)}"
        made = [f"<h3>{name}</h3>"]
        described = self.described(attribute.description)
        if described:
            made.append(f"<p>{described}</p>")
        made.append(f"<p>{usage}{self._datatype(attribute)}</p>")
        if attribute.values is not None:
            made.append(self._values(attribute.values))
        for note in attribute.value_notes[:1]:
            made.append(self.prose.block(note))
        if attribute.default:
            made.append(f"<p>Default: <code>{escape(attribute.default)}</code></p>")
        made.append(self._remarks(attribute.description, "h4"))
        inside = "\n".join(part for part in made if part)
        return f'<div class="attribute" id="att-{escape(attribute.ident)}">\n{inside}\n</div>'

    def _datatype(self, attribute: Attribute) -> str:
        if attribute.datatype is None:
            return "; any text" if attribute.values is None else ""
        parts = self._parts.reader.parts(attribute.datatype)
        least, most = self._parts.reader.occurrences(attribute.datatype)
        how = ""
        if (least, most) != (1, 1):
            upper = "any number" if most is None else str(most)
            how = f", {least} to {upper}, separated by spaces"
        return f"; <code>{self._pattern(group(parts))}</code>{how}"

    def _values(self, values: Values) -> str:
        kinds = {"closed": "One of these:", "semi": "Suggested:", "open": "For example:"}
        rows = []
        for item in values.items:
            described = self.described(item.description)
            rows.append(f"<dt><code>{escape(item.name)}</code></dt><dd>{described}</dd>")
        title = kinds.get(values.kind, "Values:")
        return f'<p>{title}</p>\n<dl class="values">{"".join(rows)}</dl>' if rows else ""

    # ------------------------------------------------------------------ the rest

    def _constraints(self, spec: Spec) -> str:
        pages = self._parts.constraints.get(spec.ident, ())
        if not pages:
            return ""
        items = "".join(
            f'<li><a href="{relative(page.path, self._path)}">{escape(page.name)}</a></li>'
            for page in pages
        )
        return self._section("Constraints", f"<ul>{items}</ul>")

    def _models(self, spec: Spec) -> str:
        models = [m for each in spec.models for m in each.iter(f"{TEI}model")]
        if not models:
            return ""
        rows = "".join(
            f"<tr><td><code>{escape(m.get('behaviour', ''))}</code></td>"
            f"<td><code>{escape(m.get('predicate', ''))}</code></td>"
            f"<td>{escape(m.get('output', ''))}</td></tr>"
            for m in models
        )
        head = "<tr><th>Behaviour</th><th>When</th><th>Output</th></tr>"
        table = f'<div class="scroll" tabindex="0"><table>{head}{rows}</table></div>'
        return self._section("Processing", table)

    def _remarks(self, description: Description, level: str = "h2") -> str:
        remarks = self._parts.wording.all_of(description.remarks)
        if not remarks:
            return ""
        inside = self.prose.blocks(remarks)
        return f"<section>\n<{level}>Notes</{level}>\n{inside}\n</section>"

    def _examples(self, description: Description) -> str:
        made: list[str] = []
        for element in self._parts.wording.all_of(description.examples):
            for child in element.iterchildren(etree.Element):
                if child.tag == f"{{{EXAMPLES_NAMESPACE}}}egXML":
                    made.append(f"<pre><code>{escape(example(child), quote=False)}</code></pre>")
                elif child.tag == f"{TEI}p":
                    made.append(self.prose.block(child))
        return self._section("Examples", "\n".join(made)) if made else ""


def constraint_body(parts: Parts, page: ConstraintPage) -> str:
    """The content of the page of a constraint."""
    writer = SpecPage(parts, page.path)
    made = [f'<h1><span class="kind">Constraint</span> {escape(page.name)}</h1>']
    for desc in page.element.iterchildren(f"{TEI}desc"):
        made.append(f"<p>{writer.prose.inline(desc)}</p>")
    holder = (
        writer.named(page.holder)
        if page.holder in parts.schema.specs
        else escape(parts.schema.title)
    )
    made.append(f'<dl class="facts"><dt>Declared by</dt><dd>{holder}</dd></dl>')
    for constraint in page.element.iterchildren(f"{TEI}constraint"):
        text = "\n".join(_rule(child) for child in constraint.iterchildren(etree.Element))
        made.append(f"<pre><code>{escape(text, quote=False)}</code></pre>")
    return "\n".join(made)


def _rule(element: etree._Element) -> str:
    from copy import deepcopy

    copy = deepcopy(element)
    copy.tail = None
    text = etree.tostring(copy, encoding="unicode")
    for prefix, uri in copy.nsmap.items():
        declaration = f' xmlns{":" + prefix if prefix else ""}="{uri}"'
        text = text.replace(declaration, "")
    return text


def summary_table(parts: Parts, specs: Sequence[Spec], path: str) -> str:
    """A table of specifications: their names as links, with their descriptions."""
    writer = SpecPage(parts, path)
    rows = "".join(
        f'<tr><th scope="row">{writer.named(spec.ident)}{writer.mark(spec.change)}</th>'
        f"<td>{writer.described(spec.description)}</td></tr>\n"
        for spec in specs
    )
    return f'<table class="summary">\n{rows}</table>'
