"""Learn: finds few changes of a profile that make many decisions unnecessary.

Each change is tried on all texts. A decision is unnecessary when it no longer changes its text.
Other places that a change alters count against the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tei_kit.decisions.apply import applied
from tei_kit.decisions.decision import Decision, DecisionError, Decisions
from tei_kit.decisions.kinds import KINDS
from tei_kit.diagnostics import Place, TeiKitError
from tei_kit.learning.changes import Change, Taken, Taught, candidates
from tei_kit.pipeline import read_text
from tei_kit.settings.options import Options
from tei_kit.settings.profile import Profile
from tei_kit.source.source import Source
from tei_kit.tokenizer.reading import Reading
from tei_kit.tokenizer.tokens import TokenKind

# The names of kinds for tokens.
NAMES: Mapping[TokenKind, str] = {
    TokenKind.ASIDE: "stage",
    **{kind.token: kind.name for kind in reversed([*KINDS.values()]) if kind.token},
}
# The most altered places that are kept for each change.
SHOWN = 5
WORDS = 60  # characters of the text that an altered place shows


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A place that a change alters without a decision: the kinds of its tokens before and after,
    and the beginning of its text."""

    place: Place
    before: str
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A change with the number of decisions that it makes unnecessary, the number of other places
    that it alters, and the first of these places."""

    change: Change
    unnecessary: int
    altered: int
    elsewhere: Sequence[Elsewhere]


@dataclass(frozen=True, slots=True)
class Learned:
    """The result of learning: the `steps` that pay, in the order of their choice, and the profile
    with these changes.

    `decisions` is the number of all decisions, `necessary` of those that are still needed, and
    `confirming` of those that change nothing even with the base. `family` is the change to the
    family of most texts, if the base has another family and the change makes no decision
    unnecessary; it is not among the steps.
    """

    base: Profile
    profile: Profile
    steps: Sequence[Step]
    decisions: int
    necessary: int
    confirming: int = 0
    family: Step | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    """A token without its certainty, at its place in the file."""

    start: int
    end: int
    kind: str
    value: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Trial:
    """The outcome of a trial of a profile: the number of unnecessary decisions, the number of other
    places that it alters, and the first of these places."""

    unnecessary: int
    altered: int
    elsewhere: Sequence[Elsewhere]

    @property
    def worth(self) -> int:
        return self.unnecessary - self.altered


def learn(taught: Sequence[Taught], options: Options) -> Learned:
    """Find the changes of the options' profile that pay, one after the other.

    A change pays when it makes more decisions unnecessary than it alters other places. Raises
    DecisionError when a decision does not fit its text.
    """
    base = options.words
    targets = [_marks(_read(each, options, each.decisions)) for each in taught]
    profile = _of_family(base, taught, options)
    current = _tried(taught, targets, replace(options, profile=profile))
    family = None
    steps: list[Step] = []
    before = current
    if profile.family != base.family:
        before = _tried(taught, targets, options)
        family = _step(Change("family", profile.family), before, current)
        if family.unnecessary > 0:
            steps, family = [family], None
    with_family = replace(options, profile=profile)
    taken = [_taken(_read(each, with_family, _of_all(each.decisions))) for each in taught]
    waiting = candidates(taught, profile, taken)
    number = sum(_number(each.decisions) for each in taught)
    while waiting and current.unnecessary < number:
        best: _Trial | None = None
        chosen: Change | None = None
        useful: list[Change] = []
        for change in waiting:
            trial = _try(taught, targets, options, profile, change)
            if trial is None or trial.unnecessary < current.unnecessary + change.least:
                continue
            useful.append(change)
            if trial.worth > current.worth and (best is None or trial.worth > best.worth):
                best, chosen = trial, change
        if best is None or chosen is None:
            break
        steps.append(_step(chosen, current, best))
        profile = chosen.made(profile)
        current = best
        waiting = [change for change in useful if change is not chosen]
    necessary = number - current.unnecessary
    return Learned(base, profile, steps, number, necessary, before.unnecessary, family)


def _of_all(decisions: Decisions) -> Decisions:
    """The decisions about a whole text, without those about words and persons."""
    return replace(decisions, decisions=(), persons={}, shared={})


def _taken(reading: Reading) -> list[Taken]:
    """The stretches of a file with the kinds that a reading takes them for."""
    original = reading.source.original
    return [
        Taken(original(token.start), original(token.end - 1) + 1, NAMES[token.kind])
        for token in reading.tokens
        if token.kind in NAMES and token.end > token.start
    ]


def _step(change: Change, before: _Trial, after: _Trial) -> Step:
    gained = after.unnecessary - before.unnecessary
    return Step(change, gained, after.altered - before.altered, after.elsewhere)


def _of_family(base: Profile, taught: Sequence[Taught], options: Options) -> Profile:
    """The base with the family of most texts; the base itself if the options name a profile."""
    if options.profile is not None:
        return base
    families = [
        each.decisions.family or read_text(each.source, options).recognition.family
        for each in taught
    ]
    return replace(base, family=max(families, key=families.count))


def _read(each: Taught, options: Options, decisions: Decisions) -> Reading:
    return read_text(each.source, options, decisions).reading


def _try(
    taught: Sequence[Taught],
    targets: Sequence[frozenset[_Mark]],
    options: Options,
    profile: Profile,
    change: Change,
) -> _Trial | None:
    """The trial of a change; None when the texts cannot be read with it."""
    try:
        return _tried(taught, targets, replace(options, profile=change.made(profile)))
    except TeiKitError:
        return None


def _tried(
    taught: Sequence[Taught], targets: Sequence[frozenset[_Mark]], options: Options
) -> _Trial:
    unnecessary, elsewhere = 0, list[Elsewhere]()
    altered = 0
    for each, target in zip(taught, targets, strict=True):
        whole = replace(each.decisions, decisions=())
        reading = _read(each, options, whole)
        plain = _marks(reading)
        unnecessary += sum(
            _marks(_read(each, options, without)) == plain for without in _without_one(whole)
        )
        kept: list[Decision] = []
        for decision in each.decisions.decisions:
            if _changes_nothing(reading, plain, decision):
                unnecessary += 1
            else:
                kept.append(decision)
        made = _marks(_applied(reading, kept)) if kept else plain
        starts = {mark.start for mark in made ^ target}
        altered += len(starts)
        elsewhere += _told(each.source, made, target, sorted(starts)[: SHOWN - len(elsewhere)])
    return _Trial(unnecessary, altered, elsewhere)


def _number(decisions: Decisions) -> int:
    """The number of decisions that a profile could make unnecessary."""
    return len(decisions.decisions) + sum(1 for _ in _without_one(decisions))


def _without_one(decisions: Decisions) -> Iterator[Decisions]:
    """The decisions without the family, and then without each answer about the layout."""
    if decisions.family:
        yield replace(decisions, family="")
    for question in decisions.layout:
        rest = {key: answer for key, answer in decisions.layout.items() if key != question}
        yield replace(decisions, layout=rest)


def _applied(reading: Reading, decisions: Sequence[Decision]) -> Reading:
    return applied(reading, Decisions(decisions=decisions), is_strict=False)


def _changes_nothing(reading: Reading, plain: frozenset[_Mark], decision: Decision) -> bool:
    try:
        return _marks(applied(reading, Decisions(decisions=[decision]))) == plain
    except DecisionError:
        return False


def _marks(reading: Reading) -> frozenset[_Mark]:
    original = reading.source.original
    return frozenset(
        _Mark(original(t.start), original(t.end), t.kind.value, t.value, t.depth)
        for t in reading.tokens
    )


def _told(
    source: Source, made: frozenset[_Mark], target: frozenset[_Mark], starts: Sequence[int]
) -> list[Elsewhere]:
    found: list[Elsewhere] = []
    for start in starts:
        before = [m for m in target - made if m.start == start]
        after = [m for m in made - target if m.start == start]
        end = max(m.end for m in [*before, *after])
        words = " ".join(source.text[start : min(end, start + 2 * WORDS)].split())
        shown = words if len(words) <= WORDS else f"{words[: WORDS - 1]}…"
        found.append(Elsewhere(source.place(start), _kinds(before), _kinds(after), shown))
    return found


def _kinds(marks: Sequence[_Mark]) -> str:
    return ", ".join(sorted({m.kind.replace("_", " ") for m in marks})) or "text"
