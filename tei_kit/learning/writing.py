"""Writing: a learned profile as the text of a file that people read and change."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from tei_kit.learning.changes import Change
from tei_kit.learning.learn import Learned

# A key of TOML that needs no quotation marks
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
HEAD = "# Learned from {texts} with decisions. The keys are told in docs/profiles.md.\n"


def to_toml(learned: Learned, texts: str) -> str:
    """The text of the profile's file: the profile that it extends, and the changes.

    `texts` names the texts in its first line.
    """
    changes = [step.change for step in learned.steps]
    lines = [HEAD.format(texts=texts)]
    lines.append(f"extends = {_value(learned.base.name)}")
    if learned.profile.family != learned.base.family:
        lines.append(f"family = {_value(learned.profile.family)}")
    tables: dict[str, list[str]] = {}
    for key, value in _values(learned, changes).items():
        table, name = key.split(".", 1) if "." in key else ("", key)
        name = name if BARE_KEY.fullmatch(name) else _value(name)
        if key != "family":
            tables.setdefault(table, []).append(f"{name} = {_value(value)}")
    lines += tables.pop("", [])
    for table, rows in tables.items():
        lines += ["", f"[{table}]", *rows]
    for change in changes:
        if isinstance(change.value, Mapping):
            rows = [f"{key} = {_value(value)}" for key, value in change.value.items()]
            lines += ["", "[[decision]]", *rows]
    return "\n".join(lines) + "\n"


def _values(learned: Learned, changes: Sequence[Change]) -> dict[str, object]:
    """The changed keys and their values; a list includes the values of the extended profile."""
    values: dict[str, object] = {}
    for change in changes:
        if isinstance(change.value, Mapping):
            continue
        if change.key.startswith("layout."):
            values[change.key] = change.value
        elif change.key.startswith("labels."):
            values |= {f"labels.{words}": of for words, of in learned.profile.labels.items()}
        else:
            values[change.key] = getattr(learned.profile, change.key.replace(".", "_"))
    return values


def _value(value: object) -> str:
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value, ensure_ascii=False)
