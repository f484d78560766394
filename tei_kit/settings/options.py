"""Options: how a text is converted, made once from the words of a command line or of a caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose
from tei_kit.settings import metadata as metadata_files
from tei_kit.settings import profile as profiles
from tei_kit.settings.metadata import Metadata, check_date, check_language
from tei_kit.settings.profile import Profile

# The language of a text that nobody stated and that was not recognized (BCP 47).
UNDETERMINED = "und"


class OptionError(TeiKitError):
    """An option has a value that there is not."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a conversion is told beside the text.

    `date` (ISO 8601) is the day of the conversion, "" for none. `language` (BCP 47) is that of the
    text, "" for what is recognized. `certainty` asks for @cert on what was inferred, `check` for
    the validation of the result. `encoding` is that of the input, and `format` its format, where
    the input does not say so. `profile` has the words and forms of a family of documents, None
    for those that every text is looked at with; `family` says what the text is, "" for what is
    recognized. `layout` are answers to questions of layout, each a question and its answer, that
    are not to be inferred. `split` makes a file of each document, in a batch.
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

    @property
    def stated_language(self) -> str:
        """The language that the caller or the metadata state, "" for none."""
        return self.language or self.metadata.language

    @property
    def words(self) -> Profile:
        """The profile that a text is read with."""
        return self.profile or profiles.load()

    @property
    def fixed_layout(self) -> Mapping[str, str]:
        """The answers to questions of layout that are given, by question."""
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
) -> Options:
    """The options that the words of a command line make.

    `meta` names a metadata file; `profile` a family of `families`, a bundled profile or a file;
    `layout` holds words such as `notes=brackets`, of the questions and answers in `choices`.
    Raises MetadataError, ProfileError and OptionError, which say what there is instead.
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
