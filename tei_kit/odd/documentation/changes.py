"""The changes that a customization made to a specification, in words."""

from __future__ import annotations

from tei_kit.odd.model import Attribute, Change, Spec
from tei_kit.odd.vocabulary import Kind, Mode


def changes(spec: Spec) -> list[str]:
    """One phrase for each part that has changed: `the content`, `@type: a list of values`."""
    base = _first(spec)
    if base is None or spec.change not in (Change.CHANGED, Change.REPLACED):
        return []
    made: list[str] = []
    if spec.name != base.name:
        made.append(f"it is called {spec.name}")
    if spec.content is not base.content and spec.kind is not Kind.CLASS:
        made.append("the content")
    if spec.values != base.values:
        made.append("the values")
    before = {member.key for member in base.memberships}
    after = {member.key for member in spec.memberships}
    made += [f"a member of {key}" for key in sorted(after - before)]
    made += [f"no longer a member of {key}" for key in sorted(before - after)]
    made += _attributes(spec, base)
    if spec.constraints != base.constraints:
        made.append("the constraints")
    if spec.description.descs != base.description.descs:
        made.append("the description")
    if spec.description.examples != base.description.examples:
        made.append("the examples")
    if spec.models is not base.models and spec.models != base.models:
        made.append("the processing models")
    return made or ["its documentation"]


def _first(spec: Spec) -> Spec | None:
    base = spec.base
    while base is not None and base.base is not None:
        base = base.base
    return base


def _attributes(spec: Spec, base: Spec) -> list[str]:
    old = {attribute.ident: attribute for attribute in base.attributes.attributes()}
    new = {attribute.ident: attribute for attribute in spec.attributes.attributes()}
    made = [f"without @{ident}" for ident in old if ident not in new]
    for ident, attribute in new.items():
        if attribute.mode is Mode.DELETE:
            if ident not in old or old[ident].mode is not Mode.DELETE:
                made.append(f"without @{ident}")
        elif ident not in old:
            made.append(f"@{ident}" + (_parts(None, attribute) or " is new"))
        elif attribute != old[ident]:
            made.append(f"@{ident}" + _parts(old[ident], attribute))
    return made


def _parts(old: Attribute | None, new: Attribute) -> str:
    parts: list[str] = []
    if new.values is not None and (old is None or new.values != old.values):
        parts.append("its values")
    if new.usage is not None and (old is None or new.usage != old.usage):
        parts.append("whether it is required")
    if old is not None and new.datatype is not old.datatype:
        parts.append("its datatype")
    return f": {', '.join(parts)}" if parts else ""
