"""Options: how a text is converted, made once from the words of a command line or of a caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from os import PathLike

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.record import frozen
from tei_kit.settings import metadata as metadata_files
from tei_kit.settings import profile as profiles
from tei_kit.settings.metadata import Metadata, check_date, check_language
from tei_kit.settings.profile import Profile

# The language of a text that nobody stated and that was not recognized (BCP 47).
UNDETERMINED = "und"


class OptionError(TeiKitError):
    """An option has a value that does not exist."""


@frozen
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
    place = Place("the command line")
    if date:
        check_date(date, place)
    if language:
        check_language(language, place)
    is_family = profile in families
    return Options(
        metadata=metadata_files.load(meta) if meta else Metadata(),
        date=date,
        language=language,
        certainty=certainty,
        check=check,
        encoding=encoding,
        format=format,
        profile=profiles.find(profile, families) if profile and not is_family else None,
        family=profile if is_family else "",
        layout=tuple(_answer(word, choices or {}) for word in layout),
        split=split,
        ids=ids,
    )


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
