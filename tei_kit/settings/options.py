"""Options: how a text is converted, made once from the words of a command line or of a caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.settings import metadata as metadata_files
from tei_kit.settings import profile as profiles
from tei_kit.settings.metadata import Metadata, check_date, check_language
from tei_kit.settings.profile import Profile

# The language of a text that nobody stated and that was not recognized (BCP 47).
UNDETERMINED = "und"


class OptionError(TeiKitError):
    """An option has a value that does not exist."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a conversion.

    `date` (ISO 8601) is the day of the conversion, "" for no date. `language` (BCP 47) is the
    language of the text, "" when it has to be recognized. `certainty` asks for @cert on inferences,
    `check` for the validation of the result. `encoding` and `format` are those of the input, None
    where the input says so itself. `profile` has the words and forms to look for, None for the
    default profile. `family` is the family of the text, "" when it has to be recognized. `layout`
    are answers about the layout that are not inferred, each a question and its answer. `split`
    makes a file of each document, in a batch. `ids` asks for an identifier of each turn, paragraph
    and line.
    """

    metadata: Metadata = field(default_factory=Metadata)
    date: str = ""
    language: str = ""
    certainty: bool = False
    check: bool = True
    encoding: str | None = None
    format: str | None = None
    profile: Profile | None = None
    family: str = ""
    layout: tuple[tuple[str, str], ...] = ()
    split: bool = False
    ids: bool = False

    @property
    def stated_language(self) -> str:
        """The language that the caller or the metadata state, "" when they do not."""
        return self.language or self.metadata.language

    @property
    def words(self) -> Profile:
        """The profile that a text is read with."""
        return self.profile or profiles.load()

    @property
    def fixed_layout(self) -> Mapping[str, str]:
        """The given answers about the layout, by question."""
        return dict(self.layout)


def of_words(
    *,
    meta: str | PathLike[str] | None = None,
    date: str = "",
    language: str = "",
    certainty: bool = False,
    check: bool = True,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002
    profile: str = "",
    layout: Iterable[str] = (),
    families: Sequence[str] = (),
    choices: Mapping[str, Sequence[str]] | None = None,
    split: bool = False,
    ids: bool = False,
) -> Options:
    """The options that the words of a command line make.

    `meta` names a metadata file; `profile` a family of `families`, a bundled profile or a file;
    `layout` holds words such as `notes=brackets`, of the questions and answers in `choices`. Raises
    MetadataError, ProfileError and OptionError, which name the values that exist.
    """
    made = of_values(
        metadata=Path(meta) if meta else None,
        date=date,
        language=language,
        certainty=certainty,
        check=check,
        profile=profile,
        families=families,
        ids=ids,
        place=Place("the command line"),
    )
    answers = tuple(_answer(word, choices or {}) for word in layout)
    return replace(made, encoding=encoding, format=format, layout=answers, split=split)


def of_values(
    *,
    metadata: Metadata | Mapping[str, object] | PathLike[str] | None = None,
    date: str = "",
    language: str = "",
    certainty: bool = False,
    check: bool = True,
    profile: Profile | str | PathLike[str] | None = None,
    family: str = "",
    families: Sequence[str] = (),
    layout: Mapping[str, str] | None = None,
    choices: Mapping[str, Sequence[str]] | None = None,
    ids: bool = False,
    place: Place,
) -> Options:
    """The options that the arguments of a caller make; `place` stands for the caller.

    `metadata` are an object, keys and values, or a file; `profile` is an object, the name of a
    family of `families` or of a profile, or a file; `layout` has questions and answers of
    `choices`. Raises MetadataError, ProfileError and OptionError, which name the values that exist.
    """
    if isinstance(metadata, PathLike):
        metadata = metadata_files.load(metadata)
    elif isinstance(metadata, Mapping):
        metadata = metadata_files.of_mapping(metadata)
    if isinstance(profile, PathLike):
        profile = profiles.read(profile)
    elif isinstance(profile, str):
        family = profile if profile in families else family
        is_other = profile and profile not in families
        profile = profiles.find(profile, families) if is_other else None
    made = Options(
        metadata=metadata or Metadata(),
        date=date,
        language=language,
        certainty=certainty,
        check=check,
        profile=profile,
        family=family,
        layout=tuple(
            _answer(f"{question}={answer}", choices or {})
            for question, answer in (layout or {}).items()
        ),
        ids=ids,
    )
    if date:
        check_date(date, place)
    if made.stated_language:
        check_language(made.stated_language, place)
    return made


def _answer(word: str, choices: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """A question of layout and its answer, from `question=answer`. Raises OptionError."""
    question, _, answer = word.partition("=")
    if question not in choices:
        raise OptionError(_wrong(word, "question", question, list(choices)))
    if answer not in choices[question]:
        raise OptionError(_wrong(word, "answer", answer, choices[question]))
    return question, answer


def _wrong(word: str, what: str, given: str, there: Sequence[str]) -> Diagnostic:
    place = Place(f"--layout {word}")
    return diagnose("TK306", place, what=what, given=given, there=", ".join(there))
