"""Session: one text during its review.

Every decision is tried before it is written, and written before the page shows it. The session
writes only the decisions file, and keeps its earlier contents for `undo`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tei_kit import files, readers
from tei_kit.decisions import apply, making, whole, writing
from tei_kit.decisions import files as decisions_files
from tei_kit.decisions.anchor import Stretch
from tei_kit.decisions.deciding import decide_stretch
from tei_kit.decisions.decision import NOTHING, Decision, Decisions
from tei_kit.decisions.reading import of_text
from tei_kit.diagnostics import Diagnostic, TeiKitError, reason_of
from tei_kit.review import working
from tei_kit.review.working import Result, Text
from tei_kit.settings.options import Options
from tei_kit.source.source import Source


@dataclass(frozen=True, slots=True)
class Opening:
    """The settings of a review: the options, and the decisions file if the user named one.

    `by` is the person who decides, "" if the user named nobody.
    """

    options: Options = field(default_factory=Options)
    decisions: Path | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """A decision that a person asks for: `text[start:end]` of the file is (not) of a kind."""

    start: int
    end: int
    kind: str
    denied: bool = False
    values: Mapping[str, str | int | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """The contents of the page: the result, and the mistakes in the files, if there are any.

    With `problems`, the result is the text without decisions, or None if the text cannot be read.
    `decided` are the decisions of the file, possible or not. `version` counts the changes. `reread`
    has the names of files that other programs have changed since the last state.
    """

    version: int
    result: Result | None
    problems: Sequence[str]
    decided: Decisions
    decisions_file: str
    can_undo: bool
    can_redo: bool
    reread: str = ""


# The kinds of statements about a whole text, and the lengths of their keys: 2 for `layout notes`.
ABOUT_ALL: Mapping[str, int] = {"family": 1, "language": 1, "layout": 2, "persons": 2}


class RefusedError(Exception):
    """A request cannot be carried out. `reasons` are sentences for the person who asked."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class Session:
    """A text with its decisions file and the changes for undo and redo. The methods are safe to
    call from several threads."""

    def __init__(self, path: Path, opening: Opening) -> None:
        self.path = path
        self._opening = opening
        self._lock = threading.RLock()
        self._version = 0
        self._stamps: Sequence[_Stamp] = ()
        self._source: Source | None = None
        self._text: Text | None = None
        # The text of the decisions file, None without a file; and whether it can be read.
        self._written: str | None = None
        self._is_right = True
        self._decisions = NOTHING
        self._result: Result | None = None
        self._problems: Sequence[str] = ()
        self._error: Exception | None = None
        self._undo: list[str | None] = []
        self._redo: list[str | None] = []

    @property
    def decisions_file(self) -> Path:
        """The file for decisions, whether it exists or not.

        Raises DecisionError when the file of the folder cannot be read.
        """
        if self._opening.decisions is not None:
            return self._opening.decisions
        folder = self._opening.options.decisions
        known = decisions_files.beside(self.path, folder)
        return known or decisions_files.own_file(self.path, folder)

    def state(self) -> State:
        """The present state. Files that other programs have changed are read again."""
        with self._lock:
            return self._state(self._refreshed())

    def decide(self, wish: Wish) -> State:
        """Write a decision. Raises RefusedError, and then changes nothing."""

        def change(source: Source, there: str, name: str) -> str:
            values = dict(wish.values)
            if self._opening.by:
                values["by"] = self._opening.by
            stretch = Stretch(wish.start, wish.end)
            decision = decide_stretch(source, stretch, wish.kind, values, denied=wish.denied)
            making.refuse_another(source, self._decisions, decision)
            return writing.added(there, name, source, [decision])

        return self._changed(change, must_be_possible=not self._problems)

    def say(self, path: Sequence[str], value: whole.Said) -> State:
        """Write a statement about the whole text; see `whole.changed`. Raises RefusedError."""
        if not path or path[0] not in ABOUT_ALL or len(path) != ABOUT_ALL[path[0]]:
            raise RefusedError("Nothing of this name can be said about the whole text.")

        def change(source: Source, there: str, name: str) -> str:
            return whole.changed(there, name, source, path, value)

        return self._changed(change, must_be_possible=not self._problems)

    def take_out(self, line: int, said: str) -> State:
        """Take out the decision `said` on a line of the file. Raises RefusedError.

        Other impossible decisions of the file may stay for now.
        """

        def change(source: Source, there: str, name: str) -> str:
            return writing.removed(there, name, source, self._on_line(line, said))

        return self._changed(change, must_be_possible=not self._problems)

    def _on_line(self, line: int, said: str) -> Decision:
        for each in self._decisions.decisions:
            if each.line == line and each.said == said:
                return each
        raise RefusedError("This decision is no longer in the file.")

    def undo(self) -> State:
        """Undo the last change. Raises RefusedError."""
        return self._stepped(self._undo, self._redo, "There is nothing to undo.")

    def redo(self) -> State:
        """Make the last undone change again. Raises RefusedError."""
        return self._stepped(self._redo, self._undo, "There is nothing to redo.")

    def raise_problem(self) -> None:
        """Raise the error of the last reading of the text and its decisions, if there was one."""
        if self._error is not None:
            raise self._error

    def forget(self) -> None:
        """Free large objects, unless changes can be undone or redone; `state` makes them again."""
        with self._lock:
            if not (self._undo or self._redo):
                self._stamps, self._source, self._text, self._result = (), None, None, None

    # The files

    def _state(self, reread: str = "") -> State:
        return State(
            self._version,
            self._result,
            self._problems,
            self._decisions,
            str(self._name_of_decisions()),
            bool(self._undo),
            bool(self._redo),
            reread,
        )

    def _name_of_decisions(self) -> Path:
        try:
            return self.decisions_file
        except TeiKitError:
            return self.path.with_name(decisions_files.OF_FOLDER)

    def _watched(self, decided: Path) -> list[Path]:
        """The files that the result depends on; the text is the first."""
        shared = decisions_files.shared_files(self.path, self._opening.options.decisions)
        return [self.path, decided, *shared]

    def _refreshed(self) -> str:
        """Read changed files again; gives their names, or "" on the first reading and if no file
        has changed."""
        watched = self._watched(self._name_of_decisions())
        stamps = [_stamp(path) for path in watched]
        if stamps == self._stamps:
            return ""
        before = self._stamps or stamps
        changed = dict.fromkeys(
            each.name for each in (*stamps, *before) if (each in stamps) != (each in before)
        )
        if not self._stamps or stamps[0] != self._stamps[0]:
            self._source = None
        self._stamps = stamps
        self._version += 1
        self._undo.clear()
        self._redo.clear()
        self._read_all()
        return " and ".join(changed)

    def need_text(self) -> None:
        """Read the text, and raise TeiKitError if it cannot be read."""
        options = self._opening.options
        readers.read(self.path, options.encoding, format=options.format)

    def _read_all(self) -> None:
        self._problems, self._error, self._result = (), None, None
        options = self._opening.options
        try:
            if self._source is None:
                self._text = None
                self._source = readers.read(self.path, options.encoding, format=options.format)
            self._read_decisions()
            self._show(self._decisions)
        except (TeiKitError, OSError, UnicodeError) as error:
            self._problems, self._error = reasons_of(error), error
            self._show_without_decisions()

    def _read_decisions(self) -> None:
        self._written, self._decisions, self._is_right = None, NOTHING, False
        path = self.decisions_file
        self._written = writing.text_in(path) if path.exists() else None
        self._decisions = self._read(self._written, path)
        self._is_right = True

    def _read(self, written: str | None, path: Path) -> Decisions:
        """The decisions in the text of the decisions file. Raises DecisionError."""
        own = NOTHING if written is None else of_text(written, str(path), self.path.name)
        if self._opening.decisions is not None:
            return own
        return decisions_files.with_shared(own, self.path, self._opening.options.decisions)

    def _show(self, decisions: Decisions) -> None:
        assert self._source is not None
        options = self._opening.options.of(str(self.path))
        if self._text is None or not working.is_read_with(self._text, options, decisions):
            self._text = working.read(self._source, options, decisions)
        self._result = working.result(self._text, decisions)

    def _show_without_decisions(self) -> None:
        if self._source is None:
            return
        try:
            self._show(NOTHING)
        except TeiKitError as error:
            self._problems = [*self._problems, *reasons_of(error)]

    # Changes.

    def _changed(
        self, change: Callable[[Source, str, str], str], *, must_be_possible: bool = True
    ) -> State:
        """Apply a change to the text of the decisions file, and write the file.

        Raises RefusedError if the change fails, or, with `must_be_possible`, if the decisions of
        the changed file are not all possible.
        """
        with self._lock, files.alone(self._name_of_decisions()):
            self._refuse_surprise()
            assert self._source is not None
            before = self._written
            try:
                path = self.decisions_file
                after = change(self._source, before or "", str(path))
                if after == (before or ""):
                    return self._state()
                if must_be_possible:
                    self._use(after)
                else:  # the person repairs the decisions that do not fit one by one
                    decisions = self._read(after, path)
                    self._show(apply.fitting(self._source, decisions))
                    self._write(path, after)
                    self._refreshed()
            except TeiKitError as error:
                raise RefusedError(*reasons_of(error)) from error
            self._undo.append(before)
            self._redo.clear()
            return self._state()

    def _stepped(self, taken: list[str | None], given: list[str | None], otherwise: str) -> State:
        with self._lock, files.alone(self._name_of_decisions()):
            self._refuse_surprise()
            if not taken:
                raise RefusedError(otherwise)
            before = self._written
            try:
                self._use(taken[-1])
            except TeiKitError as error:
                raise RefusedError(*reasons_of(error)) from error
            taken.pop()
            given.append(before)
            return self._state()

    def _refuse_surprise(self) -> None:
        """Raise RefusedError when files have changed since the last state, or cannot be read."""
        reread = self._refreshed()
        if reread:
            raise RefusedError(f"{reread} was changed meanwhile and has been read again.")
        if self._source is None:
            raise RefusedError("There is no text to decide about.", *self._problems)
        if not self._is_right:
            raise RefusedError("Nothing is saved before this is mended.", *self._problems)

    def _use(self, written: str | None) -> None:
        """Make the result with the decisions of a file, and write the file; None removes it.

        Raises TeiKitError when the decisions are not possible, and then changes nothing.
        """
        path = self.decisions_file
        assert self._source is not None
        decisions = self._read(written, path)
        before = self._text, self._result
        try:
            self._show(decisions)
            self._write(path, written)
        except BaseException:
            self._text, self._result = before
            raise
        self._written, self._decisions, self._problems = written, decisions, ()
        self._stamps = [_stamp(each) for each in self._watched(path)]
        self._version += 1

    def _write(self, path: Path, written: str | None) -> None:
        if written is not None:
            files.Guard([self.path]).check(path)
            files.make_folder(path.parent)
            writing.write(path, written, self.path.name)
        elif path.exists():
            path.unlink()  # there was no file before this session


@dataclass(frozen=True, slots=True)
class _Stamp:
    """The facts that show a change of a file."""

    name: str
    time: int
    size: int


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return _Stamp(path.name, 0, -1)
    return _Stamp(path.name, found.st_mtime_ns, found.st_size)


def _sentence(found: Diagnostic) -> str:
    """A diagnostic as a sentence, with its code and its line if it is about a TOML file."""
    place = f"line {found.line}, " if found.file.endswith(".toml") else ""
    return f"{found.message[:1].upper()}{found.message[1:]} ({place}{found.code})"


def reasons_of(error: Exception) -> list[str]:
    """The sentences of an error; see `_sentence`."""
    if isinstance(error, TeiKitError):
        return [_sentence(each) for each in error.diagnostics]
    return [f"{reason_of(error)}."]
