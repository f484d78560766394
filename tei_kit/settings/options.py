"""Options: how a text is converted, made once from the words of a command line or of a caller."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, diagnose, word_of_call
from tei_kit.record import field, field_names, frozen, replace
from tei_kit.settings import decisions_folder
from tei_kit.settings import metadata as metadata_files
from tei_kit.settings import profile as profiles
from tei_kit.settings.decisions_folder import DecisionsFolder
from tei_kit.settings.metadata import Metadata, check_date, check_language
from tei_kit.settings.profile import Profile
from tei_kit.settings.project import NO_PROJECT, Project
from tei_kit.settings.project import wrong as wrong_project

if TYPE_CHECKING:
    from tei_kit.settings.choice import Choice
    from tei_kit.settings.documents import Documents

# The language of a text that nobody stated and that was not recognized (BCP 47).
UNDETERMINED = "und"
_MOST_ANSWERS = 8
"""A message lists at most this many answers."""
_FEW_ANSWERS = 3
"""A message about more answers lists the first of them, as many as this."""


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
    and line, `comments` for the comments of the file. `documents` has metadata for each text;
    `unlisted` is the name of that table when it has none for a text. `decisions` is the folder in
    which decisions about texts are, None where they are beside the texts.
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
    comments: bool = False
    documents: Documents | None = None
    unlisted: str = ""
    decisions: DecisionsFolder | None = None

    def of(self, name: str) -> Options:
        """The options of one text, by the name of its file: with the metadata of the text."""
        if self.documents is None:
            return self
        row = self.documents.row(name)
        metadata = self.metadata if row is None else row.over(self.metadata)
        unlisted = self.documents.name if row is None else ""
        return replace(self, metadata=metadata, documents=None, unlisted=unlisted)

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
        """The given answers about the layout, by question: of the profile, and of the caller."""
        return {**self.words.layout, **dict(self.layout)}


def of_words(
    *,
    project: Project = NO_PROJECT,
    meta: str | PathLike[str] | None = None,
    documents: str | PathLike[str] | None = None,
    date: str = "",
    language: str = "",
    certainty: bool | None = None,
    check: bool = True,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002
    profile: str = "",
    layout: Iterable[str] = (),
    families: Sequence[str] = (),
    choices: Mapping[str, Choice] | None = None,
    split: bool = False,
    ids: bool | None = None,
    comments: bool | None = None,
) -> Options:
    """The options that the words of a command line make, and the settings of a project.

    The command line counts before the settings of the `project`. `meta` names a metadata file,
    `documents` a table of documents; `profile` a family of `families`, a bundled profile or a file;
    `layout` holds words such as `notes=brackets`, of the questions and answers in `choices`. Raises
    MetadataError, ProfileError, OptionError and ProjectError, which name the values that exist.
    """
    place = word_of_call("the command line")
    encoding = _encoding(project, encoding)
    if date:
        check_date(date, place)
    if language:
        check_language(language, place)
    word = profile or project.profile
    is_family = word in families
    family = word if is_family else _family(project, profile, families)
    of_profile = None if profile else project.place("profile")
    answers = [
        _answer(f"{question}={answer}", choices or {}, project.place(f"layout.{question}"))
        for question, answer in project.layout
    ]
    answers += [_answer(each, choices or {}) for each in layout]
    return Options(
        metadata=_metadata(project, meta),
        documents=_documents(project, documents),
        date=date,
        language=language,
        certainty=project.cert if certainty is None else certainty,
        check=check,
        encoding=encoding,
        format=format,
        profile=profiles.find(word, families, of_profile) if word and not is_family else None,
        family=family,
        decisions=decisions_folder.of_project(project.decisions, project.sources, project.file),
        layout=tuple(dict(answers).items()),
        split=split,
        ids=project.ids if ids is None else ids,
        comments=project.comments if comments is None else comments,
    )


def _encoding(project: Project, given: str | None) -> str | None:
    """The encoding of the texts. Raises OptionError for a name that no encoding has."""
    encoding = given or project.encoding
    if encoding and not _is_encoding(encoding):
        from tei_kit.source.source import unknown_encoding  # only a mistake needs it

        where = word_of_call(f"--encoding {given}") if given else project.place("encoding")
        raise OptionError(unknown_encoding(where, encoding))
    return encoding or None


def _family(project: Project, profile: str, families: Sequence[str]) -> str:
    """The family that the project names; "" where a profile is given. Raises ProjectError."""
    family = "" if profile else project.family
    if family and family not in families:
        raise wrong_project(project.place("family"), f"family is one of {', '.join(families)}")
    return family


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
    choices: Mapping[str, Choice] | None = None,
    ids: bool = False,
    comments: bool = False,
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
            _answer(f"{question}={answer}", choices or {}, place)
            for question, answer in (layout or {}).items()
        ),
        ids=ids,
        comments=comments,
    )
    if date:
        check_date(date, place)
    if made.stated_language:
        check_language(made.stated_language, place)
    return made


def _metadata(project: Project, meta: str | PathLike[str] | None) -> Metadata:
    """The metadata of all texts: those of a metadata file, and for other keys the project's."""
    metadata = project.facts
    if project.language and not metadata.language:
        metadata = replace(metadata, language=project.language)
    if not meta:
        return metadata
    given = metadata_files.load(meta)
    stated = {name: value for name in field_names(given) if (value := getattr(given, name))}
    return replace(metadata, **stated)


def _documents(project: Project, given: str | PathLike[str] | None) -> Documents | None:
    path = Path(given) if given else project.documents
    if path is None:
        return None
    from tei_kit.settings import documents  # only a series waits for it

    return documents.read(path, [each for each in project.sources if each.is_dir()])


def _answer(
    word: str, choices: Mapping[str, Choice], place: Place | None = None
) -> tuple[str, str]:
    """A question of layout and its answer, from `question=answer`. Raises OptionError."""
    place = place or word_of_call(f"--layout {word}")
    question, _, answer = word.partition("=")
    check_answer(place, question, answer, choices)
    return question, answer


def check_answer(place: Place, question: str, answer: str, choices: Mapping[str, Choice]) -> None:
    """Raise OptionError (TK306) when `choices` lack a question of layout, or its answer."""
    if question not in choices:
        raise OptionError(_wrong(place, "question", question, list(choices)))
    choice = choices[question]
    if not choice.takes(answer):
        raise OptionError(_wrong(place, "answer", answer, list(choice.answers), choice.form))


def _wrong(place: Place, what: str, given: str, there: Sequence[str], form: str = "") -> Diagnostic:
    from tei_kit.advice.similar import closest  # only a mistake needs it

    if what == "answer" and not given:
        return diagnose("TK306", place, "no-answer")
    near = closest(given, there)
    if near is not None:
        return diagnose("TK306", place, "near", what=what, given=given, near=near)
    shown = ", ".join(there)
    if len(there) > _MOST_ANSWERS:
        more = len(there) - _FEW_ANSWERS
        shown = f"{', '.join(there[:_FEW_ANSWERS])} and {more} others, which are in docs/layout.md"
    if form:
        shown = f"{shown}, or {form}"
    return diagnose("TK306", place, what=what, given=given, there=shown)


def _is_encoding(name: str) -> bool:
    """Whether Python knows an encoding of text by a name."""
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True
