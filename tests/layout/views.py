"""What the tests of layout share: the view of a text, with its hints shown."""

from tei_kit.layout.infer import infer
from tei_kit.settings.profile import load
from tei_kit.source.hints import HintKind
from tei_kit.source.source import from_text


def arranged(text, **fixed):
    """How a text is laid out."""
    return infer(from_text(text), load(), fixed)


def layout_of(text, **fixed):
    return arranged(text, **fixed).layout


def hints_of(text, kind, **fixed):
    """The stretches of the view that have hints of a kind, with their values."""
    view = arranged(text, **fixed).lines
    return [
        (view.text[hint.start : hint.end], hint.value)
        for hint in view.hints
        if hint.kind is HintKind(kind)
    ]


def blocks_of(text, **fixed):
    """The paragraphs of the view, each in one line."""
    return [" ".join(words.split()) for words, _ in hints_of(text, "text", **fixed)]


def notes_of(text, **fixed):
    """The numbers of the notes, and how often each is referred to."""
    view = arranged(text, **fixed).lines
    notes = [hint for hint in view.hints if hint.kind is HintKind.NOTE]
    targets = [hint.target for hint in view.hints if hint.kind is HintKind.NOTE_REFERENCE]
    return [(note.value, targets.count(note.start)) for note in notes]
