"""The pipeline: read, tokenize, build, emit, check; in that order, and nothing else.

A text whose layout or family leads to TEI that breaks a promise is read once more, plainly, and a
warning says so. With STRICT in the environment, as in the tests, the fault is raised instead.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING

from lxml import etree

from tei_kit import readers
from tei_kit.conversion import Conversion, ReadText
from tei_kit.decisions import files as decisions_files
from tei_kit.decisions.decision import NOTHING, DecisionError, Decisions
from tei_kit.diagnostics import Diagnostic, Place, TeiKitError, counted, diagnose
from tei_kit.document import builder
from tei_kit.layout import infer
from tei_kit.record import replace
from tei_kit.settings.metadata import Metadata
from tei_kit.settings.options import OptionError, Options, of_values
from tei_kit.settings.profile import Profile, ProfileError
from tei_kit.source.source import Source
from tei_kit.tei import conformance, emitter, fidelity, header
from tei_kit.tokenizer.families import recognize
from tei_kit.tokenizer.families.recognize import Recognized
from tei_kit.tokenizer.families.table import FAMILIES
from tei_kit.tokenizer.reading import Reading, is_long

if TYPE_CHECKING:
    from tei_kit.settings.choice import Choice

# The variable of the environment by which faults are raised instead of being read past.
STRICT = "TEI_KIT_STRICT"
# The code of the diagnostic that a reader leaves out a comment.
COMMENT_LEFT_OUT = "TK127"


class ConversionError(TeiKitError):
    """The TEI that was made broke a promise: it is not valid, or its text is not the source's."""


def convert(
    text: str | bytes | PathLike[str] | Source,
    *,
    name: str = "<text>",
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002
    metadata: Metadata | Mapping[str, object] | PathLike[str] | None = None,
    date: str = "",
    language: str = "",
    check: bool = True,
    profile: Profile | str | PathLike[str] | None = None,
    certainty: bool = False,
    layout: Mapping[str, str] | None = None,
    family: str = "",
    decisions: Decisions | str | PathLike[str] | None = None,
    ids: bool = False,
    comments: bool = False,
) -> Conversion:
    """Convert a text to TEI and prove that nothing was lost and that the result is valid.

    `text` is the `Path` of a file, a Source, bytes to decode (by `encoding`, else a byte order
    mark, else UTF-8), or the text itself as a string; `name` stands for the file of a text or of
    bytes in diagnostics and in the header. `format` is `html`, `docx`, `md` or `txt`, by default
    the format of the name's suffix.

    `metadata` has the keys of docs/metadata.md, as Metadata, as a dictionary, or in a file.
    `profile` is a Profile, the name of a profile or of a family (`"play"`), or a file; `family`
    names the family alone, by the names of docs/profiles.md, where it is not to be recognized.
    `date` (ISO 8601) is the day of the conversion, `language` (BCP 47) the language of the text: by
    default that of the metadata, else the recognized language, else `und`. `layout` fixes answers
    to questions of layout, by the names and values of docs/layout.md. `decisions` are those of
    people about this text, or the file that holds them; for a `Path` they are by default those of
    the file beside it. `certainty=True` says with @cert how sure each inference is, `ids=True`
    gives each turn, paragraph and line an @xml:id, `comments=True` keeps the comments of a Word
    file as notes. `check=False` leaves out the validation, never the comparison with the source.

    Raises SourceError when the input is no text, or is a string that names a file (TK115);
    MetadataError, ProfileError and OptionError when one of the arguments is not right;
    DecisionError when a decision does not fit the text; and ConversionError when a promise is
    broken. All carry their diagnostics. Raises TypeError for a value of another type.
    """
    found = readers.told_of_file_name(text) if isinstance(text, str) else []
    source = _source_of(text, name, encoding, format)
    _check_types(metadata=metadata, profile=profile, layout=layout, decisions=decisions)
    options = of_values(
        metadata=metadata,
        date=date,
        language=language,
        certainty=certainty,
        check=check,
        profile=profile,
        family=family,
        families=[each.name for each in FAMILIES],
        layout=layout,
        choices=_choices() if layout else None,
        ids=ids,
        comments=comments,
        place=Place(source.name),
    )
    if decisions is None and isinstance(text, PathLike):
        decided = decisions_files.of(text)
    else:
        decided = _decisions(decisions, source.name)
    conversion = convert_source(source, options, decided)
    return (
        replace(conversion, diagnostics=[*found, *conversion.diagnostics]) if found else conversion
    )


_TYPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "metadata": ((Metadata, Mapping, PathLike), "Metadata, a dictionary or a Path"),
    "profile": ((Profile, str, PathLike), "a Profile, a name or a Path"),
    "layout": ((Mapping,), "a dictionary of questions and answers"),
    "decisions": ((Decisions, str, PathLike), "Decisions, or the file of them"),
}
"""Arguments of `convert` that may be None, their types, and the types in words."""


def _check_types(**values: object) -> None:
    """Raise TypeError for an argument of `convert` that is of none of its types."""
    for argument, value in values.items():
        kinds, called = _TYPES[argument]
        if value is not None and not isinstance(value, kinds):
            raise TypeError(f"{argument} is {called}, not a value of type {type(value).__name__}")


def _source_of(
    text: str | bytes | PathLike[str] | Source, name: str, encoding: str | None, form: str | None
) -> Source:
    """The source of the first argument of `convert`. Raises SourceError, and TypeError for a value
    of another type."""
    if isinstance(text, bytes):
        return readers.decode(text, name, encoding, format=form)
    if isinstance(text, str):
        return readers.of_text(text, name, format=form)
    if isinstance(text, PathLike):
        return readers.read(text, encoding, format=form)
    if isinstance(text, Source):
        return text
    advice = "the Path of a file, bytes, a Source, or a text"
    raise TypeError(f"convert takes {advice}, not a value of type {type(text).__name__}")


def _choices() -> Mapping[str, Choice]:
    from tei_kit.layout.choices import CHOICES  # a text of the usual layout asks nothing

    return CHOICES


def _decisions(given: Decisions | str | PathLike[str] | None, name: str) -> Decisions:
    if given is None or isinstance(given, Decisions):
        return given or NOTHING
    from tei_kit.decisions import reading

    return reading.read(given, name)


def read_text(source: Source, options: Options, decisions: Decisions = NOTHING) -> ReadText:
    """Recognize the layout, family and language of a text, and make its tokens.

    `decisions` are those of people about the text. Raises ProfileError, and DecisionError.
    """
    options = options.of(source.name)
    if decisions:
        from tei_kit.decisions import apply

        options = apply.with_options(options, decisions)
    arranged = infer.infer(source, options.words, options.fixed_layout)
    found = None
    if is_long(len(source.text)) and not arranged.is_usual:
        from tei_kit.tokenizer import stretches  # few texts are long

        found = stretches.read(source, options)
    recognized = found.recognized if found is not None else recognize.read(arranged, options)
    reading = recognized.reading
    if options.words.decision:
        from tei_kit.decisions.apply import with_profile

        reading = with_profile(reading, options.words)
    if decisions:
        reading = apply.applied(reading, decisions)
    arranged = found.arranged if found is not None else arranged
    return ReadText(arranged, recognized.recognition, reading)


def convert_source(source: Source, options: Options, decisions: Decisions = NOTHING) -> Conversion:
    """Convert a source as `convert` does, with options that are made once for many.

    Raises ConversionError, ProfileError when the profile names a family that does not exist, and
    DecisionError when a decision does not fit the text.
    """
    options = options.of(source.name)
    conversion = _converted(source, options, decisions)
    if not decisions.told:
        return conversion
    return replace(conversion, diagnostics=[*decisions.told, *conversion.diagnostics])


def _converted(source: Source, options: Options, decisions: Decisions) -> Conversion:
    if os.environ.get(STRICT) and not decisions:
        return convert_read(source, options, read_text(source, options))
    try:
        return _with(source, options, decisions)
    except (ProfileError, OptionError, DecisionError):
        raise
    except Exception as error:  # whatever went wrong, the text has to be converted
        fault = error

    def works(part: Decisions) -> bool:
        try:
            _with(source, options, part)
        except Exception:
            return False
        return True

    _refuse_blamed(decisions, works, fault)
    if os.environ.get(STRICT):
        raise fault
    conversion = _converted_plainly(source, options, fault, decisions)
    if conversion is None:
        raise fault
    return conversion


def _with(source: Source, options: Options, decisions: Decisions) -> Conversion:
    """A text converted with decisions, without a safety net: every error is raised."""
    if decisions:
        from tei_kit.decisions import apply

        options = apply.with_options(options, decisions)
    return convert_read(source, options, read_text(source, options, decisions))


def _refuse_blamed(
    decisions: Decisions, works: Callable[[Decisions], bool], fault: Exception
) -> None:
    """Raise DecisionError (TK316) for the decision with which the TEI would break a promise, unless
    it would without decisions as well.
    """
    if not decisions:
        return
    from tei_kit.decisions.apply import to_blame

    blamed = to_blame(decisions, works)
    if blamed is not None:
        reason = _in_words(fault)
        raise DecisionError(
            diagnose("TK316", blamed.place, decision=blamed.said, reason=reason)
        ) from fault


def _in_words(fault: Exception) -> str:
    """The failure in words: the promise that would be broken, without the advice on editing TEI, or
    a statement that the program is at fault.
    """
    if isinstance(fault, TeiKitError) and fault.diagnostics:
        first = fault.diagnostics[0]
        told = first.message.removesuffix(" Please report this.").partition("; ")[0]
        words = " ".join(told.removeprefix("RELAX NG: ").split()).rstrip(".")
        return f"{words} ({first.code})"
    told = " ".join(f"{type(fault).__name__} {fault}".split()).rstrip(".")
    return f"the program is not up to it: {told}; please report this"


def _converted_plainly(
    source: Source, options: Options, error: Exception, decisions: Decisions
) -> Conversion | None:
    """A text with its decisions, converted as it stands; None where that breaks a promise even
    without decisions.

    Raises DecisionError for decisions that are not possible then.
    """
    from tei_kit.decisions import apply  # seldom needed, as this function is
    from tei_kit.tokenizer.families import plainly

    place, reason = Place(source.name), str(error) or type(error).__name__
    if isinstance(error, ConversionError):
        first = error.diagnostics[0]
        place = first.place if first.place.file == source.name else place
        reason = f"{first.code} {first.message}"
    reason = " ".join(reason.split()).rstrip(".")
    warning = diagnose("TK232", place, reason=reason)
    options = apply.with_options(options, decisions)
    arranged = plainly.AsItStands(source, options.words, {})
    for plain in plainly.readings(source, options):
        reading = replace(plain.reading, diagnostics=[warning])

        def made(part: Decisions, plain: Recognized = plain, bare: Reading = reading) -> Conversion:
            read = apply.applied(bare, part) if part else bare
            return convert_read(source, options, ReadText(arranged, plain.recognition, read))

        def works(part: Decisions, made: Callable[[Decisions], Conversion] = made) -> bool:
            try:
                made(part)
            except Exception:
                return False
            return True

        try:
            return made(decisions)
        except DecisionError:
            raise
        except Exception as fault:  # the next reading claims less
            _refuse_blamed(decisions, works, fault)
    return None


def convert_read(source: Source, options: Options, text: ReadText) -> Conversion:
    """The conversion of a text that was read. Raises ConversionError when that breaks a promise;
    see `convert_source` for what is done then.
    """
    reading = text.reading
    document = builder.build(
        reading.source,
        reading.tokens,
        options.words,
        certainty=options.certainty,
        decided=reading.decided,
    )
    language = options.stated_language or source.language or text.recognition.language
    tree = emitter.emit(document, replace(options, language=language))
    told = [*document.diagnostics, *reading.diagnostics]
    if options.comments and source.comments:
        told = _with_comments(tree, source, told)
    broken = fidelity.differences(source, tree)
    if options.check and not broken:
        broken = conformance.errors(tree)
    if broken:
        raise ConversionError(*broken)
    found = told
    if options.metadata.has_images:
        from tei_kit.tei import facsimile  # few editions have images

        found += facsimile.unmatched(tree, source.name, options.metadata)
    found += unstated(source.name, options)
    found.sort(key=lambda d: (d.place.line, d.place.column))
    return Conversion(source, document, tree, found, text, language)


def _with_comments(
    tree: etree._ElementTree, source: Source, told: Sequence[Diagnostic]
) -> list[Diagnostic]:
    """Add the comments of a source to its TEI; the diagnostics that take the place of `told`.

    The diagnostic that comments are left out goes; another tells of comments without a place.
    """
    from tei_kit.tei import comments  # few files have comments, and fewer callers ask for them

    comments.add(tree, comments.placed(source))
    lost = comments.missing(tree, source)
    found = [each for each in told if each.code != COMMENT_LEFT_OUT]
    if lost:
        parts = counted(lost, "comment")
        found.append(diagnose("TK137", Place(source.name), format=source.form, parts=parts))
    return found


def unstated(name: str, options: Options) -> list[Diagnostic]:
    """The diagnostics of a file whose header will have gaps."""
    fields = header.missing(options.metadata)
    found = [diagnose("TK302", Place(name), fields=" and ".join(fields))] if fields else []
    if options.unlisted:
        found.append(diagnose("TK308", Place(name), table=options.unlisted))
    return found
