"""Diagnostics: what went wrong or was unsure, where, and what to do about it.

Every message that a person sees comes from the table `CODES`: a stable code, a severity and one
plain sentence. Nothing else in the package words its own messages.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from tei_kit.record import record


class Severity(StrEnum):
    """How much a diagnostic matters: an error means that the document or its TEI is not right."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@record
class Place:
    """A position in a file. Lines and columns count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@record
class Diagnostic:
    """One message about one place in a source text or an XML file."""

    code: str
    severity: Severity
    message: str
    place: Place

    @property
    def file(self) -> str:
        """The file of its place."""
        return self.place.file

    @property
    def line(self) -> int:
        """The line of its place, from 1."""
        return self.place.line

    @property
    def column(self) -> int:
        """The column of its place, from 1, in characters."""
        return self.place.column

    def __str__(self) -> str:
        """`file:line:column: severity CODE message`, the form that editors and CI parse."""
        return f"{self.place}: {self.severity} {self.code} {self.message}"


class TeiKitError(Exception):
    """The base of every error that the package raises on purpose; carries its diagnostics."""

    def __init__(self, *diagnostics: Diagnostic) -> None:
        super().__init__("\n".join(str(d) for d in diagnostics))
        self.diagnostics: Sequence[Diagnostic] = diagnostics


class SchemaError(TeiKitError):
    """A schema cannot be used: it is missing, not right, or asks for something not supported."""


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


@record
class Code:
    """A row of the table: the severity, and the sentence with {names} to fill in."""

    severity: Severity
    sentence: str


CODES: dict[str, Code] = {
    # TK1xx: reading the source
    "TK101": Code(_E, "the file cannot be read: {reason}."),
    "TK102": Code(
        _E, "byte {byte} is not {encoding}; give the encoding with --encoding, such as cp1252."
    ),
    "TK103": Code(_E, "no encoding is called {encoding}; try utf-8, utf-16, cp1252 or latin-1."),
    "TK104": Code(_E, "there is no text in the input; look whether it is the right file."),
    "TK105": Code(
        _E, "a lone surrogate (U+{codepoint}) is not a character; decode the text again."
    ),
    "TK106": Code(
        _W,
        "XML 1.0 has no way to write the character U+{codepoint} ({count} in the text); "
        "each is kept as <g ref='#U{codepoint}'/>.",
    ),
    "TK107": Code(
        _I,
        "a control character (U+{codepoint}, {count} in the text) that XML 1.0 forbids "
        "is treated as white space.",
    ),
    # TK12x and TK13x: reading HTML, DOCX and Markdown
    "TK120": Code(_E, "to read {format}, install the package for it: pip install '{extra}'."),
    "TK121": Code(
        _I, "{count} characters of the page that are not its text are left out ({parts})."
    ),
    "TK122": Code(_E, "the file is not {format}: {reason}."),
    "TK123": Code(
        _E, "an old Word file (.doc), or one with a password; save it as .docx, without one."
    ),
    "TK124": Code(_E, "the file is not read, for safety: {reason}."),
    "TK125": Code(_W, "deleted by {author} in tracked changes, and left out: '{text}'."),
    "TK126": Code(_I, "added by {author} in tracked changes, and kept: '{text}'."),
    "TK127": Code(_W, "a comment by {author} on '{anchor}' is left out: '{text}'."),
    "TK128": Code(_W, "pictures and other objects are left out ({count})."),
    "TK129": Code(_E, "{reason}; say what the input is with --from {formats}."),
    "TK130": Code(_I, "{count} characters of page headers and footers are left out."),
    "TK131": Code(_W, "nothing refers to the note {n}; its text stays where it is defined."),
    "TK132": Code(_W, "this looks like {what} and is read as plain text, tags and all; {instead}."),
    # TK2xx: what the text holds
    "TK201": Code(_W, "{missing} missing: page {after} follows page {before}."),
    "TK202": Code(_W, "page {page} stands after page {before}: the page numbers do not increase."),
    "TK203": Code(_W, "note {n} is not referred to in the text; it is kept with anchored='false'."),
    "TK204": Code(_W, "note {n} does not follow on: the number before it is {before}."),
    "TK205": Code(_I, "the speaker '{label}' is not in a list of participants; a person is made."),
    "TK206": Code(_W, "the speaker '{label}' could be {names}; it is linked to none of them."),
    "TK207": Code(_I, "no document heading was found; the text becomes one untitled division."),
    "TK208": Code(
        _W, "the date '{text}' does not exist in the calendar; it is kept without @when."
    ),
    "TK209": Code(_W, "a second document is numbered {n}; its identifiers end in _{suffix}."),
    "TK210": Code(_W, "the text has no note for '{text}' to refer to; it stays text."),
    "TK211": Code(
        _W, "'{text}' looks like a reference to note {n}, which is not there; it stays text."
    ),
    # TK3xx: metadata
    "TK301": Code(_E, "the metadata file is not right: {reason}."),
    "TK302": Code(
        _I, "the header says 'Not stated' for {fields}; give them with --meta FILE.toml."
    ),
    "TK303": Code(_E, "{value} is not a date of the calendar; write it as YYYY-MM-DD."),
    "TK304": Code(_E, "{value} is not a language tag such as en, fr or pt-BR (BCP 47)."),
    "TK305": Code(_E, "the profile is not right: {reason}."),
    # TK4xx: the promises, checked on every conversion
    "TK401": Code(
        _E,
        "the text read back from the TEI differs from the source here: "
        "source has '{source}', TEI has '{tei}'. Please report this.",
    ),
    # TK5xx: validation
    "TK501": Code(_E, "the XML is not well-formed: {reason}."),
    "TK502": Code(_E, "RELAX NG: {reason}."),
    "TK503": Code(_E, "Schematron: {reason}"),
    "TK504": Code(_E, "XSD: {reason}."),
    "TK505": Code(_E, "the schema is not right: {reason}."),
    "TK506": Code(
        _E,
        "{file} is not a schema that is known here: give an .rng, .rnc, .sch, .xsd, .dtd "
        "or .odd file, or the name of an ODD that was added with tei-kit p5 add.",
    ),
    "TK507": Code(_W, "Schematron: {reason}"),
    "TK508": Code(_E, "a document type declaration with entities is not read, for safety."),
    "TK509": Code(_E, "no schema here is called {name}; the schemas are {names}."),
    "TK510": Code(_E, "DTD: {reason}."),
    "TK511": Code(
        _E,
        "the schema {href} is not fetched from the network: give a copy of it with --schema FILE, "
        "or say in a catalog where a copy is and give that with --catalog FILE.",
    ),
    "TK512": Code(_E, "the schema named here cannot be used: {reason}."),
    "TK513": Code(_W, "the catalog {href} cannot be read and is passed over: {reason}."),
    "TK514": Code(_E, "the catalog is not right: {reason}."),
    "TK515": Code(
        _E, "the folder holds no file called *.xml; give another folder, or the files themselves."
    ),
    "TK516": Code(_E, "the file could not be checked: {reason}."),
    "TK517": Code(
        _W,
        "xsi:schemaLocation names {href} for {namespace}, which is not the namespace of the root "
        "element; it is not used. Give it with --schema if it should be.",
    ),
    "TK518": Code(
        _E,
        "its TEI should be in {output}, which is not there; run tei-kit convert without --check.",
    ),
    "TK519": Code(
        _E,
        "the TEI of {source} is another from this line on; "
        "run tei-kit convert without --check and with the same options.",
    ),
    # TK6xx: files
    "TK601": Code(_E, "the file cannot be written: {reason}."),
    "TK602": Code(_E, "the output would overwrite the input; choose another name with -o."),
    "TK603": Code(_E, "two inputs would be written to {output}; convert them to separate folders."),
    # TK7xx: out of TEI, and starting a project
    "TK701": Code(_E, "this is not TEI: the root element is '{root}', not TEI, teiCorpus or text."),
    "TK702": Code(_E, "the stylesheet is not right: {reason}."),
    "TK703": Code(_E, "the stylesheet is XSLT {version}, which needs Saxon: {install}"),
    "TK704": Code(_E, "the stylesheet stopped on this document: {reason}."),
    "TK705": Code(_W, "there are no turns (sp or u) in this file; the table of turns lacks it."),
    "TK706": Code(
        _E, "the result would be written to {output}, which is the list of pages; rename the input."
    ),
    "TK707": Code(
        _E,
        "the stylesheet asks for {uri}; it may import files of its own folder and "
        "tei-kit:page.xsl, and nothing else.",
    ),
    "TK708": Code(_I, "the file is there already; it was left as it is."),
    "TK709": Code(_E, "this is not TEI; make it so first: tei-kit convert {source} -o {tei}"),
    # TK8xx: many files at once
    "TK801": Code(_E, "there is no such file or folder to convert."),
    "TK802": Code(
        _E,
        "the inputs {inputs} would all be written to {output}; rename all but one, or convert "
        "them to separate folders with --out.",
    ),
    "TK803": Code(
        _E,
        "another run works on this folder{owner}; wait until it has ended, or give --wait.",
    ),
    "TK804": Code(
        _E,
        "an error that should not happen: {what}. Please report it with the input; "
        "TEI_KIT_DEBUG=1 tei-kit convert shows where it happened.",
    ),
    "TK805": Code(
        _E, "the file was changed while it was read, {times} times; run again when it is finished."
    ),
    "TK806": Code(
        _E,
        "the process that converted it ended {times} times before it was done ({how}); "
        "if that is for want of memory, give fewer --jobs or cut the file in parts.",
    ),
    "TK807": Code(
        _W, "the folder is the same as {other}, which is read already; it is not read again."
    ),
    "TK808": Code(
        _E,
        "a worker of the cluster has tei_kit {theirs} and not {ours}; install the same version "
        "everywhere.",
    ),
    "TK809": Code(_E, "the cluster cannot be used: {reason}."),
    "TK810": Code(
        _E, "the run was stopped because nothing can be written: {reason}. Run again afterwards."
    ),
    "TK811": Code(
        _W,
        "{number} of the manifest's lines could not be read (cut off, or edited); "
        "their inputs are converted again.",
    ),
    "TK812": Code(
        _W,
        "{number} results are of inputs that are gone; they are kept. --prune removes them.",
    ),
    "TK813": Code(_E, "no input was found; files are taken that end in {suffixes}."),
    "TK814": Code(
        _E,
        "the identifier '{identifier}' stands in more than one result, so they cannot be put in "
        "one corpus; convert them to separate folders.",
    ),
    "TK815": Code(_W, "the folder cannot be read: {reason}; what is in it is not converted."),
    "TK816": Code(
        _E,
        "the state of the run cannot be kept at {out}; name a folder of this machine with --state.",
    ),
    # TK9xx: ODD, customizations of TEI
    "TK901": Code(_E, "the ODD is not right: {reason}."),
    "TK902": Code(_E, "{what}."),
    "TK903": Code(_W, "@{attribute}: the module {module} has no element '{ident}'{hint}."),
    "TK904": Code(_E, "there is no {what} in {source}{hint}."),
    "TK905": Code(_W, "there is no {what} in {source} to {mode}{hint}."),
    "TK906": Code(_W, "the {mode} has no effect: the {what} is not part of this schema."),
    "TK907": Code(
        _W, "the class {key} is not part of this schema; bring it in with a moduleRef or classRef."
    ),
    "TK908": Code(_E, "no class is called {key}{hint}."),
    "TK909": Code(_E, "what is referred to here cannot be put in place: {reason}."),
    "TK910": Code(_E, "the declaration is not right: {reason}."),
    "TK911": Code(_W, "{holder} has no attribute '{ident}' to change or to delete."),
    "TK912": Code(
        _E, "the {what} is there already; say mode='change' or mode='replace', or another name."
    ),
    "TK913": Code(_E, "@start names '{ident}', which is not part of this schema."),
    "TK914": Code(_E, "nothing can satisfy the content of '{ident}': {reason}."),
    "TK915": Code(
        _E, "this is neither a p5subset.xml of the TEI nor an ODD: it holds no specification."
    ),
    "TK916": Code(_E, "the grammar that comes out is not right: {reason}."),
    "TK917": Code(
        _E,
        "@source names {address}, which is not there; give a file beside the ODD, or a version of "
        "P5 such as tei:4.9.0.",
    ),
    "TK918": Code(_E, "it cannot be added: {reason}."),
    "TK919": Code(_E, "nothing called {name} is kept; there is {names}."),
    "TK920": Code(
        _I, "{language} cannot say the content of {count} elements exactly ({names}); it is looser."
    ),
    "TK925": Code(_W, "P5 has no {what}; the ODD lacks it."),
    "TK924": Code(_W, "there is no {what} in this ODD; it is left out of the content{hint}."),
    "TK923": Code(_W, "a rule of the ODD cannot be run here: {reason}."),
    "TK922": Code(_W, "there is no specGrp '{target}'; nothing stands here."),
    "TK921": Code(
        _E,
        "the schema {href} is made from P5, which is not kept here; add it once: tei-kit p5 add "
        "{address}",
    ),
}


def diagnose(code: str, place: Place, **details: object) -> Diagnostic:
    """The diagnostic of a code at a place, its sentence filled in with the details.

    Raises KeyError when the code, or a detail that its sentence names, is missing: both are
    mistakes of the caller.
    """
    row = CODES[code]
    return Diagnostic(code, row.severity, row.sentence.format(**details), place)


def reason_of(error: Exception) -> str:
    """What the system says is wrong, in its own words and without the file's name."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
