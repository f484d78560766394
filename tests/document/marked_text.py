"""Tokens made of a text with marks in it, and views of a file whose stretches are rearranged.

    {division 1|{head|1. A} {paragraph|Text{note_reference 1|1}.} {note 1|{note_number|1.} N}}

is a text with the tokens that its braces name: the kind, the value after it, and, after signs of
their own, the depth (`^2`), the place (`@bottom`), and in a reference the name of the note that
it means (`>a`, where the note has `<a`).
"""

import re
from dataclasses import replace
from itertools import pairwise

from tei_kit.source.source import Segment, Source, from_text, line_starts
from tei_kit.tokenizer.tokens import Token, TokenKind

MARK = re.compile(r"\{(?P<kind>[a-z_]+)(?P<rest>[^|{}]*)\||\}")
OPTION = re.compile(r"\s*([\^@<>])(\w+)")


def read(marked, name="text.txt"):
    """The source and the tokens of a text with marks."""
    text, tokens, open_tokens, names, targets = "", [], [], {}, {}
    at = 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[0] == "}":
            index = open_tokens.pop()
            tokens[index] = replace(tokens[index], end=len(text))
            continue
        options = dict(OPTION.findall(match["rest"]))
        value = OPTION.sub("", match["rest"])[1:].replace("\\t", "\t")
        open_tokens.append(len(tokens))
        if "<" in options:
            names[options["<"]] = len(text)
        if ">" in options:
            targets[len(tokens)] = options[">"]
        depth, place = int(options.get("^", 0)), options.get("@", "")
        tokens.append(Token(TokenKind(match["kind"]), len(text), -1, value, depth, place=place))
    text += marked[at:]
    for index, target in targets.items():
        tokens[index] = replace(tokens[index], target=names[target])
    return from_text(text, name), tokens


def arranged(view, order):
    """The same source as a view of a file that has the stretches of `order` (start, end) so."""
    text, segments = "", []
    for start, end in order:
        segments.append(Segment(start, len(text), end - start))
        text += view.text[start:end] + "\n"
    file = from_text(text, view.name)
    starts = line_starts(view.text)
    return Source(
        view.name, view.text, starts, file=file, segments=sorted(segments, key=lambda s: s.view)
    )


def moved(view, *moves):
    """A view of a file in which each stretch of words stands before other words.

    `moves` are pairs: the words that stand elsewhere, and those before which the file has them;
    "" for the end of the file.
    """
    cuts = {0, len(view.text)}
    spans = []
    for words, before in moves:
        start = view.text.index(words)
        goal = view.text.index(before) if before else len(view.text)
        spans.append((start, start + len(words), goal))
        cuts |= {start, start + len(words), goal}
    edges = sorted(cuts)
    pieces = list(pairwise(edges))
    order = [p for p in pieces if not any(s <= p[0] < e for s, e, _ in spans)]
    for start, end, goal in spans:
        at = next((i for i, p in enumerate(order) if p[0] == goal), len(order))
        order[at:at] = [p for p in pieces if start <= p[0] < end]
    return arranged(view, order)
