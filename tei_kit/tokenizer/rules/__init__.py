"""The rules that read a section's blocks: one rule a file, and their order in the table below.

The first rule for a block's shape that answers with tokens reads the block. `rule.py` describes the
arguments and the answer of a rule. A new rule is one file and one row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tei_kit.layout.blocks import Shape
from tei_kit.tokenizer.rules import (
    dateline,
    form_work,
    heading,
    item_list,
    note,
    page,
    paragraph,
    quotation,
    signature,
    stage,
    table,
    turn,
)
from tei_kit.tokenizer.rules.rule import Rule

# Rules of texts come in the order in which they are asked: a line that could be a dateline or a
# signature is not a paragraph, and a parenthesis alone is a stage direction and not a turn.
RULES: Sequence[Rule] = (
    Rule("list", item_list.read, {Shape.TEXT, Shape.ITEM}),
    Rule("page", page.read, {Shape.PAGE}, ends_opening=False),
    Rule("form work", form_work.read, {Shape.FORM_WORK}, ends_opening=False),
    Rule("note", note.read, {Shape.NOTE}, ends_opening=False),
    Rule("heading", heading.read, {Shape.HEADING}),
    Rule("quotation", quotation.read, {Shape.QUOTE}),
    Rule("table", table.read, {Shape.TABLE}),
    Rule("dateline", dateline.read, {Shape.TEXT}, only_opening=True, ends_opening=False),
    Rule("signature", signature.read, {Shape.TEXT}),
    Rule("stage", stage.read, {Shape.TEXT, Shape.ITEM, Shape.NUMBERED}),
    Rule("turn", turn.read, {Shape.TEXT}),
    Rule("paragraph", paragraph.read, {Shape.TEXT, Shape.ITEM, Shape.NUMBERED}),
)

# The rules for blocks of each shape, while a section opens and afterwards.
OPENING_RULES: Mapping[Shape, Sequence[Rule]] = {
    shape: tuple(rule for rule in RULES if shape in rule.shapes) for shape in Shape
}
LATER_RULES: Mapping[Shape, Sequence[Rule]] = {
    shape: tuple(rule for rule in rules if not rule.only_opening)
    for shape, rules in OPENING_RULES.items()
}
