"""The codes of all diagnostics: number, name, severity, and the sentence that a person sees.

`CODES` is the whole table. The long explanation of a code stands in `pages.toml`, which `pages`
reads when somebody asks for it. A number is never given another meaning, since other programs look
for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tei_kit.record import frozen


class Severity(StrEnum):
    """How much a diagnostic matters: an error means that the document or its TEI is not right."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO


@frozen
class Code:
    """A row of the table: its name, its severity, and its sentence with {names} to fill in."""

    name: str
    """Words with hyphens, such as `unexpected-element`."""
    severity: Severity
    sentence: str
    variants: Mapping[str, str] | None = None
    """Other sentences of the code, by names of their own; `sentence` is for all other cases."""

    def sentence_of(self, variant: str | None) -> str:
        """The sentence of a variant, or the usual one. Raises KeyError for a name unknown."""
        if variant is None:
            return self.sentence
        return (self.variants or {})[variant]


CODES: Mapping[str, Code] = {
    # TK1xx: reading the source
    "TK101": Code("unreadable-file", _E, "the file cannot be read: {reason}."),
    "TK102": Code(
        "wrong-encoding",
        _E,
        "byte {byte} is not {encoding}; give the encoding with --encoding, such as cp1252.",
        {
            "western": "byte {byte} is not {encoding}; in {other} it is {character} (“{word}”): "
            "give --encoding {other}.",
            "utf-8": "byte {byte} is not {encoding}; the text is UTF-8: leave the encoding out, or "
            "give --encoding utf-8.",
            "not-wide": "the text is not {encoding} but UTF-8: leave the encoding out, or give "
            "--encoding utf-8.",
            "wide": "the text is not UTF-8: zeros stand between its letters, as in {encoding}; "
            "give --encoding {encoding}.",
        },
    ),
    "TK103": Code(
        "unknown-encoding",
        _E,
        "no encoding is called {encoding}; try utf-8, utf-16, cp1252 or latin-1.",
        {"meant": "no encoding is called {encoding}; did you mean {meant}?"},
    ),
    "TK104": Code(
        "empty-input", _E, "there is no text in the input; look whether it is the right file."
    ),
    "TK105": Code(
        "lone-surrogate",
        _E,
        "a lone surrogate (U+{codepoint}) is not a character; decode the text again.",
    ),
    "TK106": Code(
        "unwritable-character",
        _W,
        "XML 1.0 has no way to write the character U+{codepoint} ({count} in the text); "
        "each is kept as <g ref='#U{codepoint}'/>.",
    ),
    "TK107": Code(
        "control-character",
        _I,
        "a control character (U+{codepoint}, {count} in the text) that XML 1.0 forbids "
        "is treated as white space.",
    ),
    "TK108": Code(
        "mojibake",
        _W,
        "'{found}' is '{meant}' in UTF-8 that was read as cp1252 ({count} such places); if you "
        "gave --encoding, leave it out, otherwise save the text again from where it came, as "
        "UTF-8.",
    ),
    "TK109": Code(
        "wrongly-decoded-control",
        _W,
        "U+{codepoint} is no character of a text ({count} such in all); in cp1252 it is {meant}: "
        "give --encoding cp1252, or save the text again as UTF-8.",
        {
            "unknown": "U+{codepoint} is no character of a text ({count} such in all); the text "
            "was read in a wrong encoding."
        },
    ),
    "TK110": Code(
        "quoted-margin",
        _I,
        "each of {count} lines has a margin of '>', as mail quotes what it answers; "
        "the margin is treated as white space.",
    ),
    "TK111": Code(
        "mark-up-in-text",
        _I,
        "the text shows the marks of {format} and is read so; with --from txt the marks stay text.",
    ),
    "TK115": Code(
        "name-for-text",
        _E,
        "this text is the name of a file; give Path({name}) to have the file converted.",
    ),
    "TK116": Code(
        "like-a-name",
        _W,
        "this text looks like the name of a file, which is not there; a file is given as "
        "Path({name}).",
    ),
    # TK12x and TK13x: reading HTML, DOCX and Markdown
    "TK120": Code(
        "missing-extra", _E, "to read {format}, install the package for it: pip install '{extra}'."
    ),
    "TK121": Code(
        "text-left-out",
        _I,
        "{count} characters of the page that are not its text are left out ({parts}).",
    ),
    "TK122": Code("wrong-format", _E, "the file is not {format}: {reason}."),
    "TK123": Code(
        "old-word-file",
        _E,
        "an old Word file (.doc), or one with a password; save it as .docx, without one.",
    ),
    "TK124": Code("unsafe-input", _E, "the file is not read, for safety: {reason}."),
    "TK125": Code(
        "tracked-deletion", _W, "deleted by {author} in tracked changes, and left out: '{text}'."
    ),
    "TK126": Code(
        "tracked-insertion", _I, "added by {author} in tracked changes, and kept: '{text}'."
    ),
    "TK127": Code(
        "comment-left-out", _W, "a comment by {author} on '{anchor}' is left out: '{text}'."
    ),
    "TK128": Code(
        "pictures-left-out",
        _W,
        "pictures and other objects are left out ({count}).",
        {
            "described": "pictures and other objects are left out ({count}), and what is written "
            "of them: {texts}.",
        },
    ),
    "TK129": Code(
        "unknown-input-format", _E, "{reason}; say what the input is with --from {formats}."
    ),
    "TK130": Code(
        "running-text-left-out", _I, "{count} characters of page headers and footers are left out."
    ),
    "TK131": Code(
        "unused-note",
        _W,
        "nothing refers to the note {n}; its text stays where it is defined.",
        {"again": "the note {n} is defined before; this text of it stays where it is defined."},
    ),
    "TK132": Code(
        "looks-like-markup",
        _E,
        "this is {what} and no plain text; {instead}, or add --from txt to read it as it stands.",
    ),
    "TK133": Code(
        "extension-fails",
        _E,
        "'{name}', which the package {package} adds to {group}, cannot be used: {reason}.",
    ),
    # TK2xx: what the text holds
    "TK134": Code(
        "links-left-out",
        _W,
        "links inside the page, or that lead nowhere, are left out ({count}); "
        "their words are kept.",
    ),
    "TK135": Code(
        "unknown-symbol",
        _W,
        "nobody knows here which character {text} of the font “{font}” is; it stays as it is.",
    ),
    "TK136": Code(
        "missing-part",
        _W,
        "the file refers to its part {part}, which it does not hold; it is read without it.",
    ),
    "TK137": Code(
        "lost-in-reading",
        _W,
        "the {format} shows more than was read of it: {parts} missing; please report this file.",
    ),
    "TK201": Code("missing-pages", _W, "{missing} missing: page {after} follows page {before}."),
    "TK202": Code(
        "page-out-of-order",
        _W,
        "page {page} stands after page {before}: the page numbers do not increase.",
    ),
    "TK203": Code(
        "unreferenced-note",
        _W,
        "note {n} is not referred to in the text; it is kept with anchored='false'.",
    ),
    "TK204": Code(
        "note-out-of-order", _W, "note {n} does not follow on: the number before it is {before}."
    ),
    "TK205": Code(
        "unlisted-speaker",
        _I,
        "the speaker '{label}' is not in a list of participants; a person is made.",
    ),
    "TK206": Code(
        "ambiguous-speaker",
        _W,
        "the speaker '{label}' could be {names}; it is not linked to a person.",
    ),
    "TK207": Code(
        "no-heading", _I, "no document heading was found; the text becomes one untitled division."
    ),
    "TK208": Code(
        "impossible-date",
        _W,
        "the date '{text}' does not exist in the calendar; it is kept without @when.",
    ),
    "TK209": Code(
        "repeated-document-number",
        _W,
        "a second document is numbered {n}; its identifiers end in _{suffix}.",
    ),
    "TK210": Code(
        "note-to-refer-to-missing",
        _W,
        "the text has no note for '{text}' to refer to; it stays text.",
    ),
    "TK211": Code(
        "referenced-note-missing",
        _W,
        "'{text}' looks like a reference to note {n}, which is not there; it stays text.",
    ),
    "TK230": Code(
        "label-not-taken",
        _W,
        "'{label}' begins a paragraph as speakers' labels do and is not taken for one; the turn "
        "before ends here. If it is a speaker's, write it in speakers.always of a profile.",
    ),
    "TK212": Code(
        "long-paragraph",
        _W,
        "this paragraph has {length} characters: what parts paragraphs was not seen; "
        "say it with --layout paragraphs=lines, indent or blank.",
    ),
    "TK213": Code(
        "labels-left",
        _W,
        "'{label}' and others begin {count} paragraphs as speakers' labels do, and stay text; "
        "if they are labels, name them in a profile (docs/profiles.md).",
    ),
    "TK214": Code(
        "marks-left",
        _W,
        "'{mark}' looks like the mark of a note ({count} such marks), but no notes were found; "
        "say how they begin with --layout notes=….",
    ),
    "TK215": Code(
        "answers-left",
        _W,
        "{count} paragraphs ask and, after a dash, answer ('{label}'), and stay text; "
        "put a label before each (Q. and A.) if they are to be speeches.",
    ),
    "TK232": Code(
        "layout-not-used",
        _W,
        "the text could not be read by its layout ({reason}); it is read plainly instead. "
        "Please report this.",
    ),
    # TK3xx: metadata
    "TK301": Code("wrong-metadata", _E, "the metadata file is not right: {reason}."),
    "TK302": Code(
        "header-not-stated",
        _I,
        "the header says 'Not stated' for {fields}; give them with --meta FILE.toml.",
    ),
    "TK303": Code(
        "wrong-date",
        _E,
        "{value} is not a date of the calendar; write it as YYYY-MM-DD.",
        {"meant": "{value} is not a date of the calendar; write {meant}."},
    ),
    "TK304": Code(
        "wrong-language",
        _E,
        "{value} is not a language tag such as en, fr or pt-BR (BCP 47).",
        {"named": "{value} is not a language tag (BCP 47); write {tag}."},
    ),
    "TK305": Code("wrong-profile", _E, "the profile is not right: {reason}."),
    "TK306": Code(
        "wrong-layout",
        _E,
        "'{given}' is not one of the {what}s of layout; choose one of these: {there}.",
        {
            "near": "'{given}' is not one of the {what}s of layout; did you mean '{near}'?",
            "no-answer": "a question of layout is given with its answer, such as "
            "notes=brackets; docs/layout.md has all.",
        },
    ),
    "TK307": Code("wrong-documents", _E, "the table of documents is not right: {reason}."),
    "TK308": Code(
        "document-not-listed",
        _I,
        "{table} has no row for this text; its header has only what holds for all.",
    ),
    "TK309": Code(
        "images-do-not-fit",
        _W,
        "the metadata name {images} images of pages, and the text has {pages} page breaks; "
        "no page has its image, and text/@facs has all. Give as many as page breaks, or one more "
        "for the page that the text begins on.",
    ),
    "TK318": Code("wrong-project", _E, "the settings of the project are not right: {reason}."),
    # TK4xx: the promises, checked on every conversion
    # TK31x: decisions of people
    "TK310": Code("unreadable-decisions", _E, "the decisions cannot be read: {reason}."),
    "TK311": Code("wrong-decision", _E, "{reason}"),
    "TK312": Code(
        "decision-without-place",
        _E,
        "{decision}: {file} has no such words any more; nothing was converted. Change the words of "
        "the decision, or take it out.",
        {
            "likely": "{decision}: {file} has no such words any more; nothing was converted. "
            "Likely places: {places}. Change the words of the decision, or take it out.",
            "beside": "{decision}: in {file} the words stand at {places}, not beside those that "
            "before or after say; nothing was converted. Change these, or take the decision out.",
            "nth": "{decision}: in {file} the words stand at {places}, so that nth or of is not "
            "right; nothing was converted. Change these, or take the decision out.",
            "lines": "{decision}: in {file} the words stand at {places}, and begin no line there; "
            "every place means those at the beginning of a line.",
        },
    ),
    "TK313": Code(
        "decision-of-several-places",
        _E,
        "{decision}: the words stand at {number} places ({places}). Say which with before, after "
        "or nth, or write every = true.",
    ),
    "TK314": Code(
        "decisions-that-contradict",
        _E,
        "{decision}, and {other} ({place}): both cannot be true. Take one of them out.",
    ),
    "TK315": Code("impossible-decision", _E, "{decision}: that cannot be at {place}: {reason}."),
    "TK316": Code(
        "decision-that-breaks-tei",
        _E,
        "{decision}: with this the TEI would not be right: {reason}. Decide otherwise, or take it "
        "out.",
    ),
    "TK317": Code("decision-that-says-nothing", _E, "{reason}"),
    "TK319": Code(
        "decisions-without-text",
        _W,
        "no file is called '{file}' here, so that these decisions are about nothing; name the file "
        "that they are about, or take them out.",
        {
            "own": "no text is called as '{file}' here, so that its decisions are about nothing; "
            "call it as the text that they are about, or take it away.",
        },
    ),
    "TK320": Code(
        "decision-of-another",
        _E,
        "{decider} decided that {decision}. Take that out first (--undo), or let it stand.",
    ),
    "TK321": Code(
        "name-that-nobody-has",
        _W,
        "'{name}', a name of {person}, does not stand in {file}; write it as it stands there, or "
        "take it out.",
    ),
    "TK401": Code(
        "text-differs",
        _E,
        "the text read back from the TEI differs from the source here: "
        "source has '{source}', TEI has '{tei}'. Please report this.",
    ),
    # TK41x: the collation of TEI that anybody made with its source
    "TK410": Code("words-lost", _E, "the source has '{source}' here ({place}), the TEI lacks it."),
    "TK411": Code("words-added", _E, "the source lacks '{tei}', which would stand at {place}."),
    "TK412": Code("words-altered", _E, "the source has '{source}' ({place}), the TEI '{tei}'."),
    "TK413": Code("words-moved", _E, "'{tei}' has another place in the source: {place}."),
    "TK414": Code(
        "note-moved", _E, "the note '{tei}' does not belong here; the source has it at {place}."
    ),
    "TK415": Code(
        "typography-differs",
        _E,
        "the source prints '{source}' ({place}), the TEI '{tei}'; only {typography} differ, which "
        "--ignore passes over.",
    ),
    "TK416": Code(
        "sign-not-printed",
        _E,
        "the TEI says '{tei}' here; the source prints others like it, and not this one ({place}).",
    ),
    # TK42x: mark-up put onto the words of a source
    "TK420": Code(
        "nothing-left-of-element",
        _W,
        "the source has no words for <{element}> ('{tei}'), which is left out; it would stand at "
        "{place}.",
    ),
    "TK421": Code(
        "words-without-markup",
        _W,
        "the tagged copy lacks '{source}' ({place}); the words are put into <{element}>.",
    ),
    "TK422": Code(
        "sign-left-out",
        _W,
        "the tagged copy says '{tei}' here, which the source does not print ({place}); "
        "<{element}> is left out.",
        {
            "mark": "the source has no mark '{tei}' here ({place}); the note is kept without it.",
            "moved": "<{element}> ('{tei}') was moved to where the source prints it: {place}.",
        },
    ),
    "TK423": Code(
        "markup-not-grafted",
        _E,
        "the mark-up cannot be put onto the source's words: {reason}. Nothing is written.",
    ),
    "TK424": Code(
        "little-in-common",
        _W,
        "only {share} of the source's characters are in the tagged copy; look whether it is a copy "
        "of this source.",
    ),
    # TK5xx: validation
    "TK501": Code(
        "not-well-formed",
        _E,
        "the XML is not well-formed: {reason}.",
        {
            "empty": "the XML is not well-formed: it holds no element.",
            "no-tags": "the XML is not well-formed: it holds no tags; look whether it is the right "
            "file, and if it is a text, make TEI of it: tei-kit convert FILE.",
            "not-xml": "the XML is not well-formed: the file is {what}, and not XML.",
            "byte": "the XML is not well-formed: byte {byte} is not UTF-8; save the file as "
            "UTF-8, or declare its encoding in the first line.",
            "byte-as": "the XML is not well-formed: byte {byte} is not UTF-8; in {encoding} it "
            "is {character} (“{word}”). Save the file as UTF-8, or begin it with "
            '<?xml version="1.0" encoding="{encoding}"?>.',
            "control": "the XML is not well-formed: the control character U+{codepoint} may not "
            "stand in XML; take it out.",
            "character": "the XML is not well-formed: the character {character} is not allowed "
            "here.",
            "character-in-tag": "the XML is not well-formed: the character {character} is not "
            "allowed here, in the tag <{name}>.",
            "character-reference": "the XML is not well-formed: {reference} is no character "
            "that XML can hold; take it out.",
            "ampersand": "the XML is not well-formed: & begins an entity; write & as &amp;, so "
            "that {shown} becomes {instead}.",
            "ampersand-alone": "the XML is not well-formed: & begins an entity; write & as &amp;.",
            "entity-semicolon": "the XML is not well-formed: &{name} lacks its semicolon, and "
            "XML knows no entity of this name; write {reference} in its place, or &amp; for &.",
            "less-than": "the XML is not well-formed: no tag begins here ({text}); write < as "
            "&lt;.",
            "name": "the XML is not well-formed: {name} is no name; a name begins with a letter "
            "and holds no spaces, and at most one colon, behind a prefix. Write < as &lt; if no "
            "tag is meant.",
            "semicolon": "the XML is not well-formed: {reference} lacks its semicolon; write "
            "{reference};.",
            "comment-begin": "the XML is not well-formed: a comment begins with <!-- and ends with "
            "-->.",
            "capitals": "the XML is not well-formed: {found} is written in capital letters: "
            "{instead}.",
            "small-letters": "the XML is not well-formed: {found} is written in small letters: "
            "{instead}.",
            "declaration-outside": "the XML is not well-formed: a declaration stands in the "
            "document type, between brackets: <!DOCTYPE TEI [ … ]>.",
            "instruction": "the XML is not well-formed: the name of an instruction follows <? "
            "without a space; write < as &lt; if no instruction is meant.",
            "no-mark": "the XML is not well-formed: it is in UTF-16 without a byte order mark; "
            "save the file as UTF-8.",
            "twice-equals": "the XML is not well-formed: two = follow attribute {attribute}; "
            'write {attribute}="{value}".',
            "colon-for-equals": "the XML is not well-formed: a colon follows attribute "
            '{attribute}; write {attribute}="{value}".',
            "quoted-name": "the XML is not well-formed: the name of attribute {attribute} is in "
            'quotation marks; write {attribute}="…".',
            "sign-between": "the XML is not well-formed: a {sign} stands in the tag <{name}>; take "
            "it out, spaces part attributes.",
            "empty-tag": "the XML is not well-formed: the tag of an empty element ends with />, "
            "without a space between them.",
            "number-in-tag": "the XML is not well-formed: {text} stands in the tag <{name}> and is "
            'no attribute; write it as the value of one, such as n="{text}".',
            "quotes-in-value": "the XML is not well-formed: the value of attribute {attribute} "
            "ends before {text}, since it holds its own quotation mark; write that mark as "
            "{reference}.",
            "space-in-tag": "the XML is not well-formed: a space follows <; write <{name}, or &lt; "
            "if no tag is meant.",
            "unquoted-value": "the XML is not well-formed: the value of attribute {attribute} "
            'is not in quotation marks; write {attribute}="{value}".',
            "curly-quotes": "the XML is not well-formed: the value of attribute {attribute} is in "
            "curly quotation marks; write it with straight marks: "
            '{attribute}="{value}".',
            "no-value": "the XML is not well-formed: attribute {attribute} of <{name}> has no "
            'value; write {attribute}="…".',
            "unclosed-value": "the XML is not well-formed: the value of attribute {attribute}, "
            "which begins in line {line}, has no closing quotation mark; or write < in it as "
            "&lt;.",
            "no-space": "the XML is not well-formed: a space is missing before attribute "
            "{attribute} of <{name}>.",
            "unclosed-tag": "the XML is not well-formed: the tag <{name} has no > at its end; "
            "write < as &lt; if no tag is meant.",
            "attribute-twice": "the XML is not well-formed: attribute {attribute} stands twice "
            "in this tag; take one out.",
            "end-tag": "the XML is not well-formed: this is no end tag; write </{name}>.",
            "comment-dashes": "the XML is not well-formed: a comment may not hold -- ; write a "
            "dash (–) or one hyphen in it.",
            "cdata-end": "the XML is not well-formed: ]]> may not stand in text; write ]]&gt;.",
            "undeclared-entity": "the XML is not well-formed: the entity &{name}; is not "
            "declared; write the character itself, or &amp; if & is meant.",
            "html-entity": "the XML is not well-formed: the entity &{name}; is one of HTML, which "
            "XML does not know; write {reference} in its place.",
            "tags": "the XML is not well-formed: </{end}> comes before the end of <{start}> "
            "of line {line}; write </{start}> before it.",
            "tags-slip": "the XML is not well-formed: </{end}> comes before the end of <{start}> "
            "of line {line}; the empty element <{start}/> of line {slip} may have been meant as "
            "</{start}>.",
            "tags-case": "the XML is not well-formed: </{end}> does not match <{start}> of line "
            "{line}; small and capital letters are to be the same.",
            "tags-empty": "the XML is not well-formed: <{start}> of line {line} has no end before "
            "</{end}>; an empty element is written <{start}/>.",
            "tags-unopened": "the XML is not well-formed: </{end}> does not match <{start}> of "
            "line {line}, and no {end} is open; write </{start}>, or take </{end}> out.",
            "unclosed": "the XML is not well-formed: the file ends before </{name}>, which ends "
            "<{name}> of line {line} (elements open: {number}).",
            "unclosed-slip": "the XML is not well-formed: the file ends before </{name}>, which "
            "ends <{name}> of line {line} (elements open: {number}); the empty element <{name}/> "
            "of line {slip} may have been meant as </{name}>.",
            "cut-off": "the XML is not well-formed: the file ends in the middle of {what}.",
            "before-root": "the XML is not well-formed: text stands before the first tag ({text}); "
            "take it out.",
            "after-root": "the XML is not well-formed: the document ends with </{root}>, and more "
            "follows ({text}); one root element has to hold all.",
            "prefix": "the XML is not well-formed: the prefix {prefix} is not declared; add "
            'xmlns:{prefix}="{address}" to the root element, or take the prefix away.',
            "prefix-address": "the XML is not well-formed: the prefix {prefix} is given no "
            'address; write xmlns:{prefix}="{address}", or take it out.',
            "prefix-reserved": "the XML is not well-formed: the prefix {prefix} belongs to XML "
            "itself; take xmlns:{prefix} out.",
            "declaration-late": "the XML is not well-formed: <?xml …?> stands only at the very "
            "beginning of a file; take out what precedes it, spaces and empty lines too.",
            "declaration": "the XML is not well-formed: the first line is not right; write <?xml "
            'version="1.0" encoding="UTF-8"?>.',
            "other-encoding": "the XML is not well-formed: the file is not in the encoding "
            'that its first line names; write encoding="UTF-8" there, if it is saved as UTF-8.',
            "unknown-encoding": "the XML is not well-formed: no encoding is called {encoding}; "
            'save the file as UTF-8 and write encoding="UTF-8" in its first line.',
            "too-long": "the XML is not well-formed: a tag or comment here is longer "
            "than {limit} MB.",
            "beyond-measure": "the XML is not well-formed: its elements are nested "
            "thousands deep, or a part of it is millions of characters "
            "long, which no edition needs.",
        },
    ),
    "TK502": Code(
        "unexpected-element",
        _E,
        "RELAX NG: element {element} is not allowed in {parent}; expected {expected}.",
        {
            "advice": "RELAX NG: element {element} is not allowed in {parent}; {advice}.",
            "root": "RELAX NG: element {element} is not allowed as the root; expected {expected}.",
            "root-advice": "RELAX NG: element {element} is not allowed as the root; {advice}.",
        },
    ),
    "TK503": Code("rule-broken", _E, "Schematron: {reason}"),
    "TK504": Code(
        "xsd",
        _E,
        "XSD: {reason}.",
        {
            "undeclared": "XSD: element {element} is not declared by the schema.",
            "expected": "XSD: expected element {expected}; found {element}.",
            "not-allowed": "XSD: element {element} is not allowed here in {parent}.",
            "not-allowed-here": "XSD: element {element} is not allowed here.",
            "incomplete": "XSD: element {element} is not complete.",
            "incomplete-expected": "XSD: element {element} is not complete; expected element "
            "{expected}.",
            "text": "XSD: text is not allowed in element {element}.",
            "elements-in-text": "XSD: element {element} holds elements and may only hold text.",
            "not-empty": "XSD: element {element} has to be empty.",
            "impossible": "XSD: nothing is allowed in element {element}, which may not be empty "
            "either.",
            "abstract": "XSD: element {element} is abstract, and another has to stand in its "
            "place.",
            "unknown-type": "XSD: the type {type} of element {element} is not in the schema.",
            "other-type": "XSD: the type {type} may not take the place of the declared type of "
            "element {element}.",
            "abstract-type": "XSD: the type of element {element} is abstract; name another with "
            "xsi:type.",
            "not-nillable": "XSD: element {element} may not have xsi:nil.",
            "wrong-nil": 'XSD: the value {value} of attribute "xsi:nil" of element {element} is '
            "not of type boolean.",
            "nil-fixed": "XSD: element {element} has a fixed text, so that xsi:nil may not be "
            "true.",
            "nil-not-empty": "XSD: element {element} is not empty, though xsi:nil says that it is.",
            "fixed": "XSD: {owner} has to have the value {value}.",
            "missing-attribute": "XSD: element {element} lacks the attribute {attribute}.",
            "unexpected-attribute": "XSD: attribute {attribute} is not allowed on element "
            "{element}.",
            "undeclared-attribute": "XSD: attribute {attribute} of element {element} is not "
            "declared by the schema.",
            "repeated-identifier": "XSD: the identifier {identifier} of {owner} is used before.",
            "two-identifiers": "XSD: element {element} has more than one identifier.",
            "unknown-identifier": "XSD: no element has the identifier {identifier}.",
            "repeated-key": "XSD: element {element} has the key {value} of {constraint}, which is "
            "used before.",
            "missing-key": "XSD: element {element} lacks {field}, which is its key of "
            "{constraint}.",
            "several-keys": "XSD: element {element} has more than one {field} as its key of "
            "{constraint}.",
            "unknown-key": "XSD: element {element} refers to {value}, which is no key of "
            "{constraint}.",
            "wrong-key": "XSD: a key of element {element}, or a reference to one, is not right.",
            "value-type": "XSD: the value {value} of {owner} is not of type {type}.",
            "value": "XSD: the value {value} of {owner} is not what its datatype allows.",
            "value-options": "XSD: the value {value} of {owner} is not {options}.",
            "value-pattern": "XSD: the value {value} of {owner} does not match the pattern "
            "{pattern}.",
            "value-least": "XSD: the value {value} of {owner} is less than {limit}.",
            "value-most": "XSD: the value {value} of {owner} is more than {limit}.",
            "value-above": "XSD: the value {value} of {owner} is not more than {limit}.",
            "value-below": "XSD: the value {value} of {owner} is not less than {limit}.",
            "value-length": "XSD: the value {value} of {owner} does not have the length {limit}.",
            "value-shortest": "XSD: the value {value} of {owner} is shorter than {limit}.",
            "value-longest": "XSD: the value {value} of {owner} is longer than {limit}.",
            "value-digits": "XSD: the value {value} of {owner} has more digits than {limit}.",
            "value-fraction": "XSD: the value {value} of {owner} has more digits after "
            "the point than {limit}.",
            "value-measure": "XSD: the value {value} of {owner} is too large to be checked.",
            "value-prefix": "XSD: the prefix of the value {value} of {owner} is not declared.",
            "many-namespaces": "XSD: there are more than {limit} declarations of "
            "namespaces, too many to check.",
            "many-attributes": "XSD: element {element} has {count} attributes, too many to check.",
            "other": "XSD: {reason} (in element {element}).",
        },
    ),
    "TK505": Code(
        "wrong-schema",
        _E,
        "the schema is not right: {reason}.",
        {
            "too-deep": "the schema is not right: it, or the document, is nested too deeply to "
            "be checked.",
            "no-element": "the schema is not right: it declares no element.",
            "outside": "the schema is not right: it asks for {file}, which is not "
            "below its own folder.",
            "address": "the schema is not right: it asks for {file}, and only files "
            "below its own folder are read.",
            "remote": "the schema is not right: it asks for {file}, which is not a "
            "local file; name a copy of it beside the schema.",
            "unreadable": "the schema is not right: it asks for {file}, which cannot be read.",
            "unreadable-why": "the schema is not right: it asks for {file}, which cannot "
            "be read: {why}.",
            "expansion": "the schema is not right: its entities expand to far more "
            "than the file holds.",
            "particles": "the schema is not right: a content model holds more than "
            "{limit} particles.",
            "compact-rules": "the schema is not right: rules are not read from the "
            "compact syntax; give the .rng file made from it.",
        },
    ),
    "TK506": Code(
        "unknown-schema-language",
        _E,
        "{file} is not a schema that is known here: give an .rng, .rnc, .sch, .xsd, .dtd or .odd "
        "file, or the name of an ODD that was added with tei-kit p5 add.",
    ),
    "TK507": Code("rule-warning", _W, "Schematron: {reason}"),
    "TK508": Code(
        "entities",
        _E,
        "the entities of the document are not expanded, for safety: {reason}.",
    ),
    "TK509": Code(
        "unknown-schema", _E, "no schema here is called {name}; the schemas are {names}."
    ),
    "TK510": Code(
        "dtd",
        _E,
        "DTD: {reason}.",
        {
            "content": "DTD: element {element} expects {expected}; it has {found}.",
            "undeclared": "DTD: element {element} is not declared.",
            "other-root": "DTD: the root is element {element}; the DOCTYPE names {named}.",
            "child": "DTD: element {element} is not allowed here.",
            "not-empty": "DTD: element {element} has to be empty.",
            "elements-in-text": "DTD: element {element} holds elements and may only hold text.",
            "unexpected-attribute": "DTD: attribute {attribute} is not allowed on element "
            "{element}.",
            "missing-attribute": "DTD: element {element} lacks the attribute {attribute}.",
            "value-options": "DTD: the value {value} of attribute {attribute} of "
            "element {element} is not one of those declared.",
            "value-form": "DTD: the value of attribute {attribute} of element {element} does not "
            "have the declared form.",
            "value-fixed": "DTD: attribute {attribute} of element {element} has to have the value "
            "{value}.",
            "repeated-identifier": "DTD: the identifier {identifier} is used before.",
            "unknown-identifier": "DTD: attribute {attribute} refers to {identifier}, "
            "which no element has as its identifier.",
        },
    ),
    "TK511": Code(
        "schema-on-network",
        _E,
        "the schema {href} is not fetched from the network: give a copy of it with --schema FILE, "
        "or say in a catalog where a copy is and give that with --catalog FILE.",
    ),
    "TK512": Code(
        "unusable-schema",
        _E,
        "the schema named here cannot be used: {reason}.",
        {
            "folder": "the schema named here cannot be used: {href} is a folder.",
            "irregular": "the schema named here cannot be used: {href} is not a regular file.",
            "missing": "the schema named here cannot be used: {href} is not there.",
            "language": "the schema named here cannot be used: {href} does not tell "
            "its language; say it with schematypens.",
            "wrong": "the schema named here cannot be used: {path} is not right ({place}).",
        },
    ),
    "TK513": Code(
        "unreadable-catalog",
        _W,
        "the catalog {href} cannot be read and is passed over: {reason}.",
        {
            "remote": "the catalog {href} cannot be read and is passed over: only "
            "local files are read.",
        },
    ),
    "TK514": Code(
        "wrong-catalog",
        _E,
        "the catalog is not right: {reason}.",
        {
            "remote": "the catalog is not right: it sends {key} to {target}, and "
            "only local files are read.",
            "root": "the catalog is not right: its root is {root}, not catalog "
            "of the namespace {namespace}.",
            "lacks": "the catalog is not right: {entry} needs {attributes}.",
        },
    ),
    "TK515": Code(
        "no-xml-files",
        _E,
        "the folder holds no file called *.xml; give another folder, or the files themselves.",
    ),
    "TK516": Code(
        "not-checked",
        _E,
        "the file could not be checked: {reason}.",
        {
            "ended": "the file could not be checked: the process that checked it "
            "ended {times} times before it was done ({how}); try the file alone, with --jobs 1.",
            "error": "the file could not be checked: {what}. Please report this with the file.",
        },
    ),
    "TK517": Code(
        "other-namespace",
        _W,
        "xsi:schemaLocation names {href} for {namespace}, which is not the namespace of the root "
        "element; it is not used. Give it with --schema if it should be.",
    ),
    "TK518": Code(
        "missing-result",
        _E,
        "its TEI should be in {output}, which is not there; run tei-kit convert without --check.",
    ),
    "TK519": Code(
        "stale-result",
        _E,
        "the file differs from the TEI of {source} from this line on; "
        "run tei-kit convert without --check and with the same options.",
        {
            "edited": "somebody has changed this file since it was made, and it differs from the "
            "TEI of {source} from this line on; keep it elsewhere, or replace it with --force.",
        },
    ),
    # TK54x: which schemas a file has, and what is put into it first
    "TK540": Code(
        "no-schema",
        _E,
        "the file names no schema and is not TEI, so nothing was checked; give a schema with "
        "--schema FILE.",
    ),
    "TK541": Code(
        "without-saxon",
        _I,
        "without Saxon the XPath of this schema is evaluated by elementpath, slowly, and some of "
        "it is refused: pip install 'tei-kit[saxon]'.",
    ),
    "TK542": Code(
        "unused-dtd",
        _W,
        "the DTD that is named in DOCTYPE is not used: {reason}.",
    ),
    "TK543": Code(
        "bundled-schemas",
        _I,
        "the file names no schema; it was checked with those of tei_kit, which are narrower than "
        "TEI. Give another with --schema FILE, or add P5 once for tei_all: tei-kit p5 add "
        "https://www.tei-c.org/Vault/P5/current/xml/tei/odd/p5subset.xml",
    ),
    "TK544": Code(
        "inclusion",
        _E,
        "the inclusion cannot be made: {reason}.",
    ),
    "TK545": Code(
        "tei-without-namespace",
        _E,
        "the root element <{root}> is not in the namespace of TEI P5; write "
        '<{written} xmlns="http://www.tei-c.org/ns/1.0">.',
        {
            "other": 'the namespace of the root element <{root}> is "{namespace}", which is not '
            'that of TEI P5; write <{written} xmlns="http://www.tei-c.org/ns/1.0">.',
            "p4": "the root element <{root}> is of TEI P4; write "
            '<{written} xmlns="http://www.tei-c.org/ns/1.0">, or let tei-kit validate --fix do '
            "it: it changes what has one right answer in P5, and tells the rest.",
        },
    ),
    "TK546": Code(
        "wrong-baseline",
        _E,
        "the baseline cannot be used: {reason}.",
        {
            "missing": "the baseline is not there; write it with --write-baseline.",
            "form": "the baseline is not as --write-baseline writes it; write it again.",
        },
    ),
    "TK547": Code(
        "fixed",
        _I,
        "{before} is now {after}.",
        {
            "would": "{before} would become {after}.",
            "gone": "{before} is taken out.",
            "would-go": "{before} would be taken out.",
        },
    ),
    # TK52x and TK53x: RELAX NG, besides TK502
    "TK520": Code(
        "unknown-element",
        _E,
        "RELAX NG: element {element} is not allowed anywhere in this schema; expected {expected}.",
        {
            "unknown": "RELAX NG: element {element} is not allowed anywhere in this schema; take "
            "it out, or check by a schema that has it.",
            "advice": "RELAX NG: element {element} is not allowed anywhere in this schema; "
            "{advice}.",
        },
    ),
    "TK521": Code(
        "misplaced-element",
        _E,
        "RELAX NG: element {element} is not allowed here in {parent}; expected {expected}.",
        {
            "early": "RELAX NG: element {element} is not allowed yet in {parent}; "
            "expected {expected}.",
            "late": "RELAX NG: element {element} is not allowed any more in {parent}; "
            "expected {expected}.",
            "early-advice": "RELAX NG: element {element} is not allowed yet in {parent}; {advice}.",
            "late-advice": "RELAX NG: element {element} is not allowed any more in {parent}; "
            "{advice}.",
        },
    ),
    "TK522": Code(
        "incomplete-element",
        _E,
        "RELAX NG: element {element} is not complete; expected {expected}.",
        {
            "missing": "RELAX NG: element {element} is not complete; the required element "
            "{missing} is missing.",
            "some": "RELAX NG: element {element} is not complete; it has to hold {expected}.",
        },
    ),
    "TK523": Code(
        "unexpected-attribute",
        _E,
        "RELAX NG: attribute {attribute} is not allowed on element {element}; "
        "it may have {allowed}.",
        {
            "instead": "RELAX NG: attribute {attribute} is not allowed on element {element}; "
            "expected {allowed}.",
            "habit": "RELAX NG: attribute {attribute} is not allowed on element {element}; "
            "{advice}.",
            "complete": "RELAX NG: attribute {attribute} is not allowed on element {element}; "
            "it may have no other attributes than those given.",
        },
    ),
    "TK524": Code(
        "missing-attribute",
        _E,
        "RELAX NG: element {element} lacks the attribute {missing}.",
        {
            "several": "RELAX NG: element {element} lacks the attributes {missing}.",
            "unnamed": "RELAX NG: element {element} lacks an attribute.",
        },
    ),
    "TK525": Code(
        "wrong-attribute-value",
        _E,
        "RELAX NG: the value {value} of attribute {attribute} of element {element} is not right; "
        "expected {expected}.",
        {
            "instead": "RELAX NG: the value {value} of attribute {attribute} of element {element} "
            "is not right; expected {expected}; write {instead}.",
        },
    ),
    "TK526": Code(
        "wrong-text",
        _E,
        "RELAX NG: the text {text} of element {element} is not right; expected {expected}.",
    ),
    "TK527": Code(
        "unexpected-text",
        _E,
        "RELAX NG: text is not allowed here in {parent}; expected {expected}.",
        {"inside": "RELAX NG: text is not allowed here in {parent}; put it into {wrappers}."},
    ),
    "TK528": Code(
        "repeated-identifier",
        _E,
        "RELAX NG: the identifier {identifier} is used before, in line {line}.",
    ),
    "TK529": Code(
        "unknown-identifier", _E, "RELAX NG: no element has the identifier {identifier}."
    ),
    "TK530": Code(
        "too-many-errors",
        _E,
        "RELAX NG: there are more than {limit} errors; the file is not read further.",
    ),
    "TK531": Code(
        "text-too-long",
        _E,
        "RELAX NG: the text of element {element} is longer than {limit} MB, too long to check.",
    ),
    # TK6xx: files
    "TK601": Code("unwritable-file", _E, "the file cannot be written: {reason}."),
    "TK602": Code(
        "overwrites-input",
        _E,
        "the output would overwrite the input; choose another name with -o.",
        {"by": "the output {output} would overwrite this file, which is read; choose another."},
    ),
    "TK603": Code(
        "same-output",
        _E,
        "two inputs would be written to {output}; convert them to separate folders.",
    ),
    "TK604": Code(
        "link-out",
        _E,
        "the output is a link to {target}, outside its folder; remove the link, or name that file.",
    ),
    "TK605": Code(
        "edited-result",
        _E,
        "somebody has changed this result since it was made, so it is not replaced; "
        "keep it and choose another name with -o, or replace it with --force.",
        {
            "other": "the file is there and is no result of a conversion, so it is not replaced; "
            "keep it and choose another name with -o, or replace it with --force.",
        },
    ),
    "TK607": Code(
        "other-kind",
        _E,
        "the file is there and its name ends in {suffix}, as {made} does not, so it is not "
        "replaced; choose another name with -o, or delete it first.",
        {
            "by-hand": "the file is there, and {made} is meant to be edited, so it is not "
            "replaced; choose another name with -o, or delete it first.",
        },
    ),
    # TK7xx: out of TEI, and starting a project
    "TK606": Code(
        "folders-kept",
        _I,
        "several inputs have the name '{name}', so the results keep the folders of their inputs "
        "below {folder}.",
    ),
    "TK701": Code(
        "not-tei", _E, "this is not TEI: the root element is '{root}', not TEI, teiCorpus or text."
    ),
    "TK702": Code("wrong-stylesheet", _E, "the stylesheet is not right: {reason}."),
    "TK703": Code(
        "stylesheet-needs-saxon",
        _E,
        "the stylesheet is XSLT {version}, which needs Saxon: {install}",
    ),
    "TK704": Code("stylesheet-stopped", _E, "the stylesheet stopped on this document: {reason}."),
    "TK705": Code(
        "no-turns", _W, "there are no turns (sp or u) in this file; the table of turns lacks it."
    ),
    "TK706": Code(
        "page-takes-index",
        _E,
        "the result would be written to {output}, which is the list of pages; rename the input.",
    ),
    "TK707": Code(
        "stylesheet-import",
        _E,
        "the stylesheet asks for {uri}; it may import files of its own folder and "
        "tei-kit:page.xsl, and nothing else.",
        {
            "reads": "the stylesheet has {what}, by which it could read other files; leave it out.",
        },
    ),
    "TK708": Code("kept-file", _I, "the file is there already; it was left as it is."),
    "TK709": Code(
        "not-tei-yet", _E, "this is not TEI; make it so first: tei-kit convert {source} -o {tei}"
    ),
    "TK710": Code(
        "unknown-export",
        _E,
        "no format of exports has this name; the formats are {formats}.",
    ),
    "TK711": Code("unknown-table", _E, "no table has this name; the tables are {tables}."),
    "TK712": Code(
        "lost-in-export",
        _W,
        "parts of the text are missing in the {format} of it: {parts}; please report this file.",
    ),
    # TK8xx: many files at once
    "TK801": Code(
        "missing-input",
        _E,
        "no file or folder has this name.",
        {"similar": "no file or folder has this name; did you mean {similar}?"},
    ),
    "TK802": Code(
        "inputs-share-output",
        _E,
        "the inputs {inputs} would all be written to {output}; convert the folder above them, "
        "whose folders are mirrored, or rename all but one.",
    ),
    "TK803": Code(
        "folder-in-use",
        _E,
        "another run works on this folder{owner}; wait until it has ended, or give --wait.",
    ),
    "TK804": Code(
        "internal-error",
        _E,
        "an error that should not happen: {what}. Please report it with the input; "
        "TEI_KIT_DEBUG=1 tei-kit convert shows where it happened.",
    ),
    "TK805": Code(
        "changing-file",
        _E,
        "the file was changed while it was read, {times} times; run again when it is finished.",
    ),
    "TK806": Code(
        "process-ended",
        _E,
        "the process that converted it ended {times} times before it was done ({how}); "
        "if that is for want of memory, give fewer --jobs or cut the file in parts.",
    ),
    "TK807": Code(
        "same-folder",
        _W,
        "the folder is the same as {other}, which is read already; it is not read again.",
    ),
    "TK808": Code(
        "other-version",
        _E,
        "a worker of the cluster has tei_kit {theirs} and not {ours}; install the same version "
        "everywhere.",
    ),
    "TK809": Code("cluster-unusable", _E, "the cluster cannot be used: {reason}."),
    "TK810": Code(
        "run-stopped",
        _E,
        "the run was stopped because nothing can be written: {reason}. Run again afterwards.",
    ),
    "TK811": Code(
        "damaged-manifest",
        _W,
        "{number} of the manifest's lines could not be read (cut off, or edited); "
        "their inputs are converted again.",
    ),
    "TK812": Code(
        "orphaned-results",
        _W,
        "{number} results are of inputs that are gone; they are kept. --prune removes them.",
    ),
    "TK813": Code("no-input", _E, "no input was found; files are taken that end in {suffixes}."),
    "TK814": Code(
        "repeated-identifier-in-corpus",
        _E,
        "the identifier '{identifier}' stands in more than one result, so a corpus cannot include "
        "them; leave out --xinclude, and it holds them under identifiers of their own.",
    ),
    "TK815": Code(
        "unreadable-folder",
        _W,
        "the folder cannot be read: {reason}; what is in it is not converted.",
    ),
    "TK816": Code(
        "state-not-kept",
        _E,
        "the state of the run cannot be kept at {out}; name a folder of this machine with --state.",
    ),
    # TK9xx: ODD, customizations of TEI
    "TK901": Code("odd-not-usable", _E, "the ODD is not right: {reason}."),
    "TK902": Code("guidelines-not-kept", _E, "{what}."),
    "TK903": Code(
        "not-in-module", _W, "@{attribute}: the module {module} has no element '{ident}'{hint}."
    ),
    "TK904": Code("unknown-reference", _E, "there is no {what} in {source}{hint}."),
    "TK905": Code("nothing-to-change", _W, "there is no {what} in {source} to {mode}{hint}."),
    "TK906": Code(
        "without-effect", _W, "the {mode} has no effect: the {what} is not part of this schema."
    ),
    "TK907": Code(
        "class-left-out",
        _W,
        "the class {key} is not part of this schema; bring it in with a moduleRef or classRef.",
    ),
    "TK908": Code("unknown-class", _E, "no class is called {key}{hint}."),
    "TK909": Code(
        "reference-not-in-place", _E, "what is referred to here cannot be put in place: {reason}."
    ),
    "TK910": Code("wrong-declaration", _E, "the declaration is not right: {reason}."),
    "TK911": Code(
        "attribute-not-there", _W, "{holder} has no attribute '{ident}' to change or to delete."
    ),
    "TK912": Code(
        "declared-twice",
        _E,
        "the {what} is there already; say mode='change' or mode='replace', or another name.",
    ),
    "TK913": Code("unknown-start", _E, "@start names '{ident}', which is not part of this schema."),
    "TK914": Code(
        "unsatisfiable-content", _E, "nothing can satisfy the content of '{ident}': {reason}."
    ),
    "TK915": Code(
        "no-specifications",
        _E,
        "this is neither a p5subset.xml of the TEI nor an ODD: it holds no specification.",
    ),
    "TK916": Code("wrong-grammar", _E, "the grammar that comes out is not right: {reason}."),
    "TK917": Code(
        "no-source",
        _E,
        "@source names {address}, which is not there; give a file beside the ODD, or a version of "
        "P5 such as tei:4.9.0.",
    ),
    "TK918": Code("not-added", _E, "it cannot be added: {reason}."),
    "TK919": Code("not-kept", _E, "nothing called {name} is kept; there is {names}."),
    "TK920": Code(
        "looser-language",
        _I,
        "{language} cannot say the content of {count} elements exactly ({names}); it is looser.",
    ),
    "TK921": Code(
        "schema-not-made",
        _E,
        "the schema {href} is made here, from a source that has to be added once: tei-kit p5 add "
        "{address}",
    ),
    "TK922": Code(
        "no-specification-group", _W, "there is no specGrp '{target}'; nothing stands here."
    ),
    "TK923": Code("rule-not-run", _W, "a rule of the ODD cannot be run here: {reason}."),
    "TK924": Code(
        "left-out-of-content",
        _W,
        "there is no {what} in this ODD; it is left out of the content{hint}.",
    ),
    "TK925": Code("not-in-guidelines", _W, "P5 has no {what}; the ODD lacks it."),
    "TK926": Code(
        "outside-schema",
        _W,
        "{count} changes stand outside of the schemaSpec; they are taken as part of it.",
    ),
    "TK927": Code(
        "values-without-mode",
        _W,
        "this valList has no @mode; it takes the place of the values that @{ident} of {holder} has "
        "in the source. Say mode='replace' for that, or mode='change' to add to them.",
    ),
}
