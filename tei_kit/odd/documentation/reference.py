"""The reference's text about one specification, for a terminal."""

from __future__ import annotations

from tei_kit.odd.content import ContentReader
from tei_kit.odd.documentation.changes import changes
from tei_kit.odd.documentation.prose import example
from tei_kit.odd.inheritance import inherited
from tei_kit.odd.model import Attribute, Schema, Spec
from tei_kit.odd.patterns import Grammar, group
from tei_kit.odd.problems import Problems
from tei_kit.odd.vocabulary import Kind, Mode
from tei_kit.odd.wording import Wording, plain
from tei_kit.xml.names import EXAMPLES_NAMESPACE

_WIDTH = 92


def reference(schema: Schema, grammar: Grammar, ident: str, language: str = "en") -> str | None:
    """The text for an element, class, macro or datatype; None when the schema has no such name."""
    spec = schema.specs.get(ident) or next(
        (s for s in schema.specs.values() if s.kind is Kind.ELEMENT and s.name == ident), None
    )
    return None if spec is None else _Text(schema, grammar, Wording(language)).of(spec)


class _Text:
    def __init__(self, schema: Schema, grammar: Grammar, wording: Wording) -> None:
        self._schema = schema
        self._grammar = grammar
        self._wording = wording
        self._reader = ContentReader(
            schema, wording, Problems(schema.files), lambda _element, _data: True
        )

    def of(self, spec: Spec) -> str:
        name = f"<{spec.name}>" if spec.kind is Kind.ELEMENT else spec.ident
        lines = [f"{name}  {self._wording.note(spec.description)}", ""]
        if spec.module:
            lines.append(f"module: {spec.module}")
        if told := changes(spec):
            lines.append(f"changed by this customization: {'; '.join(told)}")
        if spec.kind is Kind.ELEMENT:
            lines += self._relations(spec)
        if spec.kind is not Kind.CLASS:
            lines += ["", "content:", *_indented(self._content(spec))]
        else:
            members = [each.ident for each in self._reader.members.get(spec.ident, ())]
            lines.append(f"members: {', '.join(sorted(members)) or 'none'}")
        lines += self._attributes(spec)
        for remark in self._wording.all_of(spec.description.remarks)[:1]:
            lines += ["", plain(remark)]
        lines += self._example(spec)
        return "\n".join(_wrapped(line) for line in lines) + "\n"

    def _content(self, spec: Spec) -> str:
        from html import unescape

        from tei_kit.odd.documentation.models import shown

        names = {
            self._reader.pattern_name(each): each.name or each.ident
            for each in self._schema.specs.values()
        }
        pattern = self._reader.of_spec(spec)
        return unescape(shown(pattern, lambda name: names.get(name, name)))

    def _relations(self, spec: Spec) -> list[str]:
        from tei_kit.odd.documentation.relations import definition_names, relations

        found = relations(self._grammar, definition_names(self._schema, self._reader))
        parents = sorted(found.parents.get(spec.ident, ()))
        children = sorted(found.children.get(spec.ident, ()))
        if spec.ident in found.with_text:
            children = ["text", *children]
        return [
            f"may stand in: {', '.join(parents) or 'nothing'}",
            f"may contain: {', '.join(children) or 'nothing'}",
        ]

    def _attributes(self, spec: Spec) -> list[str]:
        if spec.kind not in (Kind.ELEMENT, Kind.CLASS):
            return []
        gone = {a.ident for a in spec.attributes.attributes() if a.mode is Mode.DELETE}
        own = [a for a in spec.attributes.attributes() if a.mode is not Mode.DELETE]
        lines = ["", "attributes:"] if own else []
        for attribute in own:
            lines += _indented(f"@{attribute.name}{self._attribute(attribute)}")
        others = [
            one.attribute.name
            for one in inherited(spec, self._schema.specs)
            if one.attribute.ident not in gone
            and all(one.attribute.ident != each.ident for each in own)
        ]
        if others:
            lines += ["", f"attributes of its classes: {', '.join(dict.fromkeys(others))}"]
        return lines

    def _attribute(self, attribute: Attribute) -> str:
        made = "" if attribute.usage != "req" else " (required)"
        if note := self._wording.note(attribute.description):
            made += f": {note}"
        if attribute.values is not None and attribute.values.items:
            listed = ", ".join(item.name for item in attribute.values.items)
            kind = {"closed": "one of", "semi": "suggested"}.get(attribute.values.kind, "such as")
            made += f" ({kind}: {listed})"
        elif attribute.datatype is not None:
            from html import unescape

            from tei_kit.odd.documentation.models import shown

            pattern = group(self._reader.parts(attribute.datatype))
            made += f" [{unescape(shown(pattern, str))}]"
        return made

    def _example(self, spec: Spec) -> list[str]:
        for element in self._wording.all_of(spec.description.examples):
            for child in element.iterchildren(f"{{{EXAMPLES_NAMESPACE}}}egXML"):
                return ["", "example:", *_indented(example(child))]
        return []


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.split("\n")]


def _wrapped(line: str) -> str:
    """A line, broken at words; the further lines are indented as the first is."""
    indent = line[: len(line) - len(line.lstrip())]
    if len(line) <= _WIDTH:
        return line
    lines, current = [], indent
    for word in line.split():
        if len(current) + len(word) + 1 > _WIDTH and current.strip():
            lines.append(current)
            current = indent + "  "
        current += word if not current.strip() else f" {word}"
    return "\n".join([*lines, current])
