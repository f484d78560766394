"""Apply: changes the reading of a text as its decisions say.

First all decisions find their places; if a decision has no place, none is applied. Then the tokens
are changed in the order of `rules.order`, and from the beginning of the text to its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import PurePath

from tei_kit.certainty import Certainty
from tei_kit.decisions import rules
from tei_kit.decisions.anchor import Stretch, found, likely, occurrences
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.decisions.editor import Editor
from tei_kit.decisions.kinds import KINDS, Shape
from tei_kit.decisions.rules import order
from tei_kit.decisions.rules.places import ImpossibleError
from tei_kit.diagnostics import Diagnostic, Place, diagnose
from tei_kit.layout.view import view_offset
from tei_kit.record import record, replace
from tei_kit.settings.options import Options
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Segment, Source
from tei_kit.tokenizer.reading import Decided, Reading
from tei_kit.tokenizer.tokens import Token, TokenKind

K = TokenKind
# The phase of decisions about all words that are taken for a kind: before all others.
FIRST = -1
# A message names at most this many places.
NAMED = 4


@record
class Placed:
    """A decision with its places in the text of the file."""

    decision: Decision
    places: Sequence[Stretch]


def with_options(options: Options, decisions: Decisions) -> Options:
    """The options with the layout, family and language that the decisions state."""
    if not (decisions.layout or decisions.family or decisions.language):
        return options
    return replace(
        options,
        layout=tuple({**options.fixed_layout, **decisions.layout}.items()),
        family=decisions.family or options.family,
        language=decisions.language or options.language,
    )


def placed(source: Source, decisions: Decisions) -> list[Placed]:
    """The places of all decisions in the source of a file, in the order of the decisions.

    Raises DecisionError, with a diagnostic for each decision that finds no place (TK312) or several
    places (TK313), and for decisions that contradict each other (TK314).
    """
    text = source.text
    result: list[Placed] = []
    wrong: list[Diagnostic] = []
    for decision in decisions.decisions:
        places: Sequence[Stretch] = found(text, decision)
        if decision.every and _begins_lines(decision):
            places = [place for place in places if _is_at_line(text, place)]
        if not places:
            wrong.append(_lost(source, decisions, decision))
        elif len(places) > 1 and not decision.every:
            wrong.append(_several(source, decisions, decision, places))
        else:
            result.append(Placed(decision, places))
    wrong += _nobody(source, decisions)
    wrong += _contradictions(decisions, result)
    if wrong:
        raise DecisionError(*wrong)
    return result


def fitting(source: Source, decisions: Decisions) -> Decisions:
    """The decisions that find their places, without the others, which a person repairs."""
    kept: list[Decision] = []
    for each in decisions.decisions:
        with suppress(DecisionError):
            placed(source, replace(decisions, decisions=[each], persons={}))
            kept.append(each)
    persons = {
        identifier: names
        for identifier, names in decisions.persons.items()
        if any(_has_name(source, decisions, name) for name in names)
    }
    return replace(decisions, decisions=kept, persons=persons)


def _begins_lines(decision: Decision) -> bool:
    """Whether a decision about every place means only places at the beginning of lines.

    Labels, headings and items begin lines; inside a line the same words are ordinary words.
    """
    kind = KINDS[decision.kind or decision.no]
    return kind.shape not in (Shape.INLINE, Shape.PLAIN) and kind.name != "stage"


def _is_at_line(text: str, place: Stretch) -> bool:
    before = text[text.rfind("\n", 0, place.start) + 1 : place.start]
    return not any(map(str.isalnum, before))


def of_profile(profile: Profile, source: Source) -> Sequence[Decision]:
    """The decisions of a profile that find places in a source. Raises DecisionError."""
    if not profile.decision:
        return ()
    from tei_kit.decisions.reading import of_rows

    return [each for each in of_rows(profile.decision, profile.name) if found(source.text, each)]


# The keys that make a decision find no place, by the variant of the message.
_WRONG_KEYS = {"beside": ("before", "after"), "nth": ("nth", "of"), "lines": ("every",)}


def _lost(
    source: Source,
    decisions: Decisions,
    decision: Decision,
    said: str = "",
    place: Place | None = None,
) -> Diagnostic:
    found_at = [place.start for place in likely(source.text, decision)]
    variant = "likely" if found_at else None
    stands = list(occurrences(source.text, decision.text)) if not said else []
    if stands:
        found_at = [place.start for place in stands]
        plain = replace(decision, nth=0, of=0)
        variant = "nth" if found(source.text, plain) else "beside"
        if decision.every and not decision.nth and variant == "nth":
            variant = "lines"
    named = [str(source.place(start)) for start in found_at[:NAMED]]
    more = f" and {len(found_at) - NAMED} more" if len(found_at) > NAMED else ""
    return diagnose(
        "TK312",
        place or decisions.place(decision, *_WRONG_KEYS.get(variant or "", ()), "text"),
        variant,
        decision=said or decision.said,
        file=source.name,
        places=", ".join(named) + more,
    )


def _with_shared(source: Source, decisions: Decisions) -> Decisions:
    """The decisions with the persons of the folder whose names the text or a decision has."""
    if not decisions.shared:
        return decisions
    text = _name(source.text)
    own = {_name(name): person for person, names in decisions.persons.items() for name in names}
    who = {_name(each.who) for each in decisions.decisions}
    persons = dict(decisions.persons)
    for person, names in decisions.shared.items():
        free = [name for name in names if own.get(_name(name), person) == person]
        if any(_name(name) in text or _name(name) in who for name in free):
            persons[person] = tuple(dict.fromkeys([*persons.get(person, ()), *free]))
    return replace(decisions, persons=persons)


def _nobody(source: Source, decisions: Decisions) -> Iterator[Diagnostic]:
    """A TK312 for each person who has no name in the text or in a decision."""
    for identifier, names in decisions.persons.items():
        if not any(_has_name(source, decisions, name) for name in names):
            yield _lost(
                source,
                decisions,
                Decision(names[0] if names else identifier),
                f"[persons] {identifier}",
                decisions.line_of(f"persons.{identifier}"),
            )


def _unused_names(source: Source, decisions: Decisions) -> Iterator[Diagnostic]:
    """A TK321 for each name of a person that neither the text nor a decision has."""
    for identifier, names in decisions.persons.items():
        for name in names:
            if not _has_name(source, decisions, name):
                place = decisions.line_of(f"persons.{identifier}")
                yield diagnose("TK321", place, name=name, person=identifier, file=source.name)


def _has_name(source: Source, decisions: Decisions, name: str) -> bool:
    wanted = _name(name)
    if any(_name(each.who) == wanted for each in decisions.decisions):
        return True
    return bool(re.search(r"\s+".join(map(re.escape, name.split())), source.text, re.IGNORECASE))


def _several(
    source: Source, decisions: Decisions, decision: Decision, places: Sequence[Stretch]
) -> Diagnostic:
    named = [str(source.place(place.start)) for place in places[:NAMED]]
    more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
    return diagnose(
        "TK313",
        decisions.place(decision, "text"),
        decision=decision.said,
        number=len(places),
        places=", ".join(named) + more,
    )


def _contradictions(decisions: Decisions, placed: Sequence[Placed]) -> Iterator[Diagnostic]:
    """A TK314 for each two decisions about the same words that cannot both be true.

    A decision about one place is an exception to a decision about every place, so only decisions of
    the same sort contradict each other.
    """
    several = [each for each in placed if each.decision.every]
    for number, other in enumerate(several):
        for each in several[number + 1 :]:
            if other.decision.taken != each.decision.taken:
                continue
            common = {place.start for place in each.places} & {p.start for p in other.places}
            is_same = not common or set(each.places) == set(other.places)
            if common and order.contradict(other.decision, each.decision, is_same):
                yield _contradiction(decisions, each, other)
    single = [each for each in placed if not each.decision.every]
    single.sort(key=_first_place)
    open_ones: list[Placed] = []
    for each in single:
        start = each.places[0].start
        open_ones = [other for other in open_ones if other.places[0].end > start]
        for other in open_ones:
            if order.contradict(other.decision, each.decision, _is_same(other, each)):
                yield _contradiction(decisions, each, other)
        open_ones.append(each)


def _contradiction(decisions: Decisions, each: Placed, other: Placed) -> Diagnostic:
    return diagnose(
        "TK314",
        decisions.place(each.decision, "is", "not"),
        decision=each.decision.said,
        other=other.decision.said,
        place=decisions.place(other.decision, "is", "not"),
    )


def _first_place(each: Placed) -> int:
    return each.places[0].start


def _is_same(one: Placed, other: Placed) -> bool:
    return one.places[0] == other.places[0]


def with_profile(reading: Reading, profile: Profile) -> Reading:
    """The reading with the decisions of a profile about every place. Raises DecisionError."""
    rules = of_profile(profile, reading.source.file or reading.source)
    if not rules:
        return reading
    # The profile speaks of its whole series, so no token counts as decided for this text.
    changed = applied(reading, Decisions(profile.name, rules), is_strict=False)
    tokens = [
        replace(token, certainty=Certainty.HIGH) if token.certainty is Certainty.DECIDED else token
        for token in changed.tokens
    ]
    return replace(changed, tokens=tokens, decided=None)


def applied(reading: Reading, decisions: Decisions, *, is_strict: bool = True) -> Reading:
    """The reading with all decisions: its tokens are changed, its text is not.

    Raises DecisionError when a decision does not find its place, or when its words cannot be of the
    decided kind (TK315); without `is_strict`, such an impossible decision is skipped.
    """
    file = reading.source.file or reading.source
    given, decisions = decisions, _with_shared(file, decisions)
    if not (decisions.decisions or decisions.persons):
        return reading
    editor = Editor(reading.source, reading.tokens)
    by: dict[tuple[int, str], str] = {}
    wrong: list[Diagnostic] = []
    nowhere: dict[int, Diagnostic] = {}  # about decisions that were impossible at some place
    somewhere: set[int] = set()
    places = sorted(_view_segments(reading.source), key=_file_of)
    for each, stretch in _in_order(placed(file, given)):
        view = _in_view(places, stretch)
        decider = decisions.decider(each.decision)
        before = _decided(editor) if decider else set()
        try:
            if each.decision.taken:
                _apply_to_taken(editor, view, each.decision)
            else:
                rules.apply(editor, view, each.decision)
        except ImpossibleError as error:
            impossible = diagnose(
                "TK315",
                decisions.place(each.decision, "is", "not"),
                decision=each.decision.said,
                place=file.place(stretch.start),
                reason=error.reason,
            )
            if each.decision.every:
                nowhere.setdefault(id(each), impossible)
            else:
                wrong.append(impossible)
            continue
        somewhere.add(id(each))
        if decider:
            by.update(dict.fromkeys(_decided(editor) - before, decider))
    wrong += [told for which, told in nowhere.items() if which not in somewhere]
    if wrong and is_strict:
        raise DecisionError(*wrong)
    tokens: Sequence[Token] = editor.tokens
    if decisions.persons:
        tokens = _with_persons(reading.source.text, tokens, decisions.persons)
    number = len(decisions.decisions) + len(decisions.persons)
    decided = Decided(
        PurePath(decisions.name).name, number, decisions.deciders, by, decisions.persons
    )
    found_out = [*reading.diagnostics, *_unused_names(file, given)]
    return replace(reading, tokens=tokens, decided=decided, diagnostics=found_out)


def _apply_to_taken(editor: Editor, view: Stretch, decision: Decision) -> None:
    """Apply a decision to all tokens in a stretch that are taken for a kind.

    A token that cannot be of the decided kind stays as it is.
    """
    kind = KINDS[decision.taken].token
    kinds = {kind, K.ASIDE} if kind is K.STAGE else {kind}
    taken = [
        Stretch(token.start, token.end)
        for token in editor.tokens
        if token.kind in kinds and token.start < view.end and view.start < token.end
    ]
    for stretch in taken:
        with suppress(ImpossibleError):
            rules.apply(editor, stretch, decision)
            if decision.kind == "close":
                _join_closes(editor, stretch)


def _join_closes(editor: Editor, stretch: Stretch) -> None:
    """Join a close with the close right before it: `Yours,` and the name below."""
    at = editor.leaf_at(stretch.start)
    before = editor.leaf_before(at) if at >= 0 else -1
    if before >= 0 and editor.tokens[before].kind is editor.tokens[at].kind is K.CLOSE:
        editor.merge(before, at)
        editor.change(before, certainty=Certainty.DECIDED)


def _decided(editor: Editor) -> set[tuple[int, str]]:
    """The offset and the kind of each decided token."""
    return {
        (token.start, token.kind.value)
        for token in editor.tokens
        if token.certainty is Certainty.DECIDED
    }


def _in_order(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Stretch]]:
    """Each place of each decision, in the order of their application.

    A decision about every place leaves out the places of decisions about one place.
    """
    taken = {
        (place.start, order.group(each.decision))
        for each in placed
        if not each.decision.every
        for place in each.places
    }
    rows: list[tuple[int, int, int, Placed, Stretch]] = []
    for number, each in enumerate(placed):
        phase = FIRST if each.decision.taken else order.phase(each.decision)
        for place in each.places:
            is_of_words = each.decision.every and not each.decision.taken
            if is_of_words and (place.start, order.group(each.decision)) in taken:
                continue
            rows.append((phase, place.start, number, each, place))
    rows.sort(key=_row_order)
    for _, _, _, each, place in rows:
        yield each, place


def _row_order(row: tuple[int, int, int, Placed, Stretch]) -> tuple[int, int, int]:
    return row[:3]


def _view_segments(source: Source) -> Sequence[Segment]:
    return source.segments or [Segment(0, 0, len(source.text))]


def _file_of(segment: Segment) -> int:
    return segment.file


def _in_view(places: Sequence[Segment], stretch: Stretch) -> Stretch:
    """The stretch of the view for a stretch of the file; `places` are in the order of the file."""
    start = view_offset(places, stretch.start)
    return Stretch(start, max(start, view_offset(places, stretch.end - 1) + 1))


def _with_persons(
    text: str, tokens: Sequence[Token], persons: Mapping[str, Sequence[str]]
) -> Sequence[Token]:
    """The tokens, with one name for each person in the values of labels.

    The name is one from a list or a cast of the text, else the first name of the person.
    """
    listed = {_name(text[t.start : t.end]) for t in tokens if t.kind in (K.PERSON, K.CAST_ROLE)}
    name_of: dict[str, str] = {}
    for names in persons.values():
        for name in names:
            chosen = next((each for each in names if _name(each) in listed), names[0])
            name_of[_name(name)] = chosen
    return [
        replace(token, value=name_of[_name(token.value)])
        if token.kind is K.SPEAKER and _name(token.value) in name_of
        else token
        for token in tokens
    ]


def _name(words: str) -> str:
    return " ".join(words.split()).casefold()


@record
class Piece:
    """One statement of a decisions file: as Decisions of its own, in words, and its place."""

    alone: Decisions
    said: str
    place: Place


def _pieces(decisions: Decisions) -> Iterator[Piece]:
    """The statements of a decisions file, one by one; those about the whole text come first."""
    none = Decisions(decisions.name, by=decisions.by)
    if decisions.family:
        place = decisions.line_of("family")
        said = f'family = "{decisions.family}"'
        yield Piece(replace(none, family=decisions.family), said, place)
    if decisions.language:
        place = decisions.line_of("language")
        said = f'language = "{decisions.language}"'
        yield Piece(replace(none, language=decisions.language), said, place)
    for question, answer in decisions.layout.items():
        place = decisions.line_of(f"layout.{question}")
        said = f'[layout] {question} = "{answer}"'
        yield Piece(replace(none, layout={question: answer}), said, place)
    for each in decisions.decisions:
        place = decisions.place(each, "is", "not")
        yield Piece(replace(none, decisions=[each]), each.said, place)
    for identifier, names in decisions.persons.items():
        place = decisions.line_of(f"persons.{identifier}")
        yield Piece(replace(none, persons={identifier: names}), f"[persons] {identifier}", place)


def _of_pieces(decisions: Decisions, pieces: Sequence[Piece]) -> Decisions:
    return replace(
        decisions,
        decisions=[each for piece in pieces for each in piece.alone.decisions],
        layout={q: a for piece in pieces for q, a in piece.alone.layout.items()},
        persons={i: names for piece in pieces for i, names in piece.alone.persons.items()},
        family="".join(piece.alone.family for piece in pieces),
        language="".join(piece.alone.language for piece in pieces),
    )


def to_blame(decisions: Decisions, works: Callable[[Decisions], bool]) -> Piece | None:
    """The statement that makes the conversion of a text fail; None if the conversion fails without
    decisions too.

    `works` says whether the text can be converted with the given decisions.
    """
    pieces = list(_pieces(decisions))
    if not works(_of_pieces(decisions, ())):
        return None
    good, bad = 0, len(pieces)  # the first `good` pieces work, the first `bad` do not
    while bad - good > 1:
        middle = (good + bad) // 2
        if works(_of_pieces(decisions, pieces[:middle])):
            good = middle
        else:
            bad = middle
    return pieces[bad - 1] if pieces else None
