"""Profile: the words and forms of a family of documents, read from TOML.

The rules of the tokenizer are about how documents are printed; the words they look for (labels,
titles, months, the form of a page marker) are data, and stand in `profiles/`. `docs/profiles.md`
says what each key means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from tei_kit import extensions
from tei_kit.diagnostics import Place, TeiKitError, diagnose, word_of_call
from tei_kit.extensions import Group
from tei_kit.record import brief, field, frozen, replace
from tei_kit.settings import at_hand, toml_file

PROFILES = Path(__file__).parent / "profiles"
BUNDLED = ("frus", "court", "play")
DEFAULT = "frus"
DIVISIONS = ("document", "scene", "session")
_Value = TypeVar("_Value")

LIST_KINDS = ("participants", "subject", "")


class ProfileError(TeiKitError):
    """A profile cannot be read, or one of its keys is not right."""


class Table(dict[str, _Value]):
    """A table of a profile, which cannot be changed, since profiles are shared."""

    def _refuse(self, *_arguments: object, **_named: object) -> NoReturn:
        raise TypeError("the tables of a profile cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Table[_Value]], tuple[dict[str, _Value]]]:
        return type(self), (dict(self),)


@frozen
class Profile:
    """The words and forms of one family of documents. All sequences keep the file's order.

    A key of a table is a field with the table's name before it: `speakers.roles` is
    `speakers_roles`. Profiles are compared and hashed by identity, since compiled rules are
    cached for each. Nothing in a profile can be changed: lists become tuples, and dictionaries
    Tables.
    """

    name: str
    family: str = "memorandum"  # the family whose rules read the text; "" for the recognized family
    division: str = "document"
    page_marker: str = "[Page {n}]"
    heads: Sequence[str] = ()
    head_words: Sequence[str] = ()
    heads_anywhere: bool = False
    asides: Sequence[str] = ("()",)
    labels: Mapping[str, str] = field(default_factory=dict)
    speakers_colon: bool = True
    speakers_capitals_stop: bool = False
    speakers_always: Sequence[str] = ()
    speakers_one_cast: bool = False
    speakers_honorifics: Sequence[str] = ()
    speakers_not_speakers: Sequence[str] = ()
    speakers_roles: Sequence[str] = ()
    lists_ordinals: Sequence[str] = ()
    dates_months: Sequence[str] = ()
    dates_undated: Sequence[str] = ()
    references_document: Sequence[str] = ()
    references_note: Sequence[str] = ()
    references_elsewhere: Sequence[str] = ()
    references_near: Mapping[str, int] = field(default_factory=dict)
    source_prefix: str = ""
    source_classifications: Sequence[str] = ()
    layout: Mapping[str, str] = field(default_factory=dict)  # answers about the layout
    decision: Sequence[Mapping[str, object]] = ()  # words with a fixed kind, wherever they stand

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return brief(self, self.name, f"of the family {self.family}" if self.family else "")

    def __post_init__(self) -> None:
        for name in self.__match_args__:
            value = getattr(self, name)
            if isinstance(value, list):
                rows = (Table(row) if isinstance(row, dict) else row for row in value)
                object.__setattr__(self, name, tuple(rows))
            elif isinstance(value, dict):
                object.__setattr__(self, name, Table(value))


def names() -> list[str]:
    """The names of all profiles: first the bundled profiles, then those that other packages add."""
    added = (name for name in extensions.names(Group.PROFILES) if name not in BUNDLED)
    return [*BUNDLED, *added]


@cache
def load(name: str = DEFAULT) -> Profile:
    """The profile of a name: a bundled profile, or a profile that another package adds.

    Raises ProfileError when no profile has the name, or its file is not right; ExtensionError
    (TK133) when the package cannot be used.
    """
    if name == DEFAULT:
        return Profile(**at_hand.DEFAULT_PROFILE)
    if name in BUNDLED:
        return read(PROFILES / f"{name}.toml")
    if name not in names():
        raise _no_profile(name, names())
    path = extensions.load(Group.PROFILES, name, Path)
    return replace(_read(path, may_extend_added=False), name=name)


def find(name_or_path: str, families: Sequence[str] = (), place: Place | None = None) -> Profile:
    """The profile of a name (see `load`), or of a file whose name ends in `.toml`.

    Raises ProfileError (TK305) that names the key and its line, or, for a name that no profile has,
    all `families` and profiles. `place` is where the name stands, if it is not a word of the
    command line.
    """
    if name_or_path.endswith(".toml"):
        return read(name_or_path)
    if name_or_path not in names():
        raise _no_profile(name_or_path, [*families, *names()], place)
    return load(name_or_path)


def read(path: str | PathLike[str]) -> Profile:
    """Read a profile from TOML. `extends` names another profile, whose keys hold where the file
    does not have them.

    Raises ProfileError (TK305): the file cannot be read, is not TOML, or has a key that does not
    exist or a value that is not of its kind.
    """
    return _read(path, may_extend_added=True)


def _read(path: str | PathLike[str], *, may_extend_added: bool) -> Profile:
    """Read a profile. A profile that a package adds extends bundled profiles only, and so never
    itself.
    """
    file = toml_file.read_toml(path, _error)
    given = dict(_flat(file.data))
    base = given.pop("extends", None)
    for key, value in given.items():
        problem = KINDS[key](value) if key in KINDS else _unknown(key)
        if problem:
            told = f"{key} {problem}" if key in KINDS else problem
            raise _error(file.place(key), told)
    values: dict[str, Any] = {key.replace(".", "_"): value for key, value in given.items()}
    if "layout" in values:
        values["layout"] = {question: str(said) for question, said in values["layout"].items()}
    if base is None:
        return Profile(**{"name": Path(path).stem, **values})
    if base not in BUNDLED and not (may_extend_added and base in names()):
        known = ", ".join(names() if may_extend_added else BUNDLED)
        from tei_kit.advice.similar import closest  # only a mistake needs it

        near = closest(str(base), known.split(", "))
        told = f" (did you mean '{near}'?)" if near else ""
        raise _error(file.place("extends"), f"extends names one of {known}{told}")
    return replace(load(str(base)), **{"name": Path(path).stem, **values})


def _flat(data: Mapping[str, object]) -> Iterable[tuple[str, object]]:
    """The keys of a file, with the names of their tables before them."""
    for key, value in data.items():
        if key in TABLES and isinstance(value, dict):
            yield from ((f"{key}.{inner}", each) for inner, each in value.items())
        else:
            yield key, value


def _no_profile(name: str, there: Sequence[str], place: Place | None = None) -> ProfileError:
    from tei_kit.advice.similar import closest  # only a mistake needs it

    near = closest(name, there)
    known = ", ".join(dict.fromkeys(there))
    told = f" (did you mean '{near}'?)" if near else f"; the families and profiles are {known}"
    place = place or word_of_call(f"profile {name}")
    return _error(place, f"no profile is called '{name}'{told}")


def _error(place: Place, reason: str) -> ProfileError:
    return ProfileError(diagnose("TK305", place, reason=reason))


def _unknown(key: str) -> str:
    from tei_kit.advice.keys import instead  # only a mistake needs it

    if key in TABLES:
        return f"{key} is a table; write [{key}] above its keys"
    keys = [*USUAL, *(each for each in KINDS if each not in USUAL)]
    return f"there is no key '{key}'{instead(key, keys, 'profiles')}"


# Checks of values, one for each kind: the reason why a value is wrong, "" for a right value.


def _text(value: object) -> str:
    return "" if isinstance(value, str) else "must be a text in quotation marks"


def _flag(value: object) -> str:
    return "" if isinstance(value, bool) else "must be true or false"


EXAMPLE = '["one", "two"]'


def _texts(value: object) -> str:
    right = isinstance(value, list) and all(isinstance(v, str) and v for v in value)
    if right:
        return ""
    from tei_kit.advice.keys import as_list  # only a mistake needs it

    return f"must be a list of texts; {as_list(value, EXAMPLE)}"


def _marker(value: object) -> str:
    right = isinstance(value, str) and value.count("{n}") == 1 and len(value) > len("{n}")
    right = right and not str(value).startswith("{n}") and not str(value)[0].isspace()
    return "" if right else "must hold {n} once, after at least one character: [Page {n}]"


def _heads(value: object) -> str:
    right = not _texts(value) and all(v.count("{n}") == 1 for v in value)  # type: ignore[attr-defined]
    return "" if right else 'must be a list of texts that hold {n} once, such as ["{n}. "]'


def _pairs(value: object) -> str:
    right = not _texts(value) and all(len(v) == 2 for v in value)  # type: ignore[attr-defined]
    return "" if right else 'must be a list of pairs of brackets, such as ["()", "[]"]'


def _months(value: object) -> str:
    right = not _texts(value) and len(value) == 12  # type: ignore[arg-type]
    return "" if right else "must be a list of the twelve months"


def _division(value: object) -> str:
    return "" if value in DIVISIONS else f"must be one of {', '.join(DIVISIONS)}"


def _labels(value: object) -> str:
    right = isinstance(value, dict) and all(kind in LIST_KINDS for kind in value.values())
    return "" if right else 'must be a table of labels, each "participants", "subject" or ""'


def _near(value: object) -> str:
    right = isinstance(value, dict) and all(type(v) is int for v in value.values())
    return "" if right else "must be a table of words, each with a number of documents"


def _answers(value: object) -> str:
    right = isinstance(value, dict) and all(type(answer) in (str, int) for answer in value.values())
    return "" if right else 'must be a table of questions and answers, such as notes = "brackets"'


def _rows(value: object) -> str:
    right = isinstance(value, list) and all(isinstance(row, dict) for row in value)
    return "" if right else "must be written as [[decision]]"


KINDS: Mapping[str, Callable[[object], str]] = {
    "name": _text,
    "family": _text,
    "division": _division,
    "page_marker": _marker,
    "heads": _heads,
    "head_words": _texts,
    "heads_anywhere": _flag,
    "asides": _pairs,
    "labels": _labels,
    "speakers.colon": _flag,
    "speakers.capitals_stop": _flag,
    "speakers.always": _texts,
    "speakers.one_cast": _flag,
    "speakers.honorifics": _texts,
    "speakers.not_speakers": _texts,
    "speakers.roles": _texts,
    "lists.ordinals": _texts,
    "dates.months": _months,
    "dates.undated": _texts,
    "references.document": _texts,
    "references.note": _texts,
    "references.elsewhere": _texts,
    "references.near": _near,
    "source.prefix": _text,
    "source.classifications": _texts,
    "layout": _answers,
    "decision": _rows,
}
# The keys that most profiles have.
USUAL = ("family", "heads", "labels", "speakers.always", "speakers.colon", "page_marker")
TABLES = frozenset(key.partition(".")[0] for key in KINDS if "." in key)
