"""The datatypes of RELAX NG: what they allow, what is equal, and what a schema may not ask for.

Jing (20220510) is the measure; the last test puts the tables of this file to it where it is
installed.
"""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import pytest

from tei_kit.relaxng.datatypes.library import (
    BUILT_IN,
    DatatypeError,
    IdType,
    Param,
    datatype,
)
from tei_kit.xml.names import COMPATIBILITY_NAMESPACE as COMPATIBILITY
from tei_kit.xml.names import XSD_DATATYPES_NAMESPACE as XSD

NAMESPACES = {"": "urn:default", "p": "urn:p", "q": "urn:p", "r": "urn:r"}


@dataclass(frozen=True)
class Case:
    """A type, perhaps with facets, and values that it allows and does not."""

    type: str
    allowed: tuple[str, ...]
    rejected: tuple[str, ...] = ()
    params: tuple[Param, ...] = ()

    @property
    def title(self) -> str:
        facets = " ".join(f"{param.name}={param.value}" for param in self.params)
        return f"{self.type} {facets}".strip()


def facet(type_name, name, value, allowed, rejected=()):
    return Case(type_name, tuple(allowed), tuple(rejected), (Param(name, value),))


TYPES = [
    Case("string", ("", " a  b ", "a\tb")),
    Case("normalizedString", ("", " a\nb ")),
    Case("token", ("", " a  b ")),
    Case("language", ("en", "fr-CA", " en ", "x-klingon"), ("", "en-", "1a", "abcdefghi", "en_GB")),
    Case("Name", ("a", "a:b", "é", "漢字", "a\u0301"), ("", "-a", "1", "a b", "𐀀", "ℵ", "\u0301")),
    Case("NCName", ("a", "a.b-c", "_1"), ("a:b", "1a", ".a", "")),
    Case("NMTOKEN", ("1", "-a", "a:b", "\u0301"), ("", "a b", "a/b")),
    Case("NMTOKENS", ("a", " a  1 "), ("", " ", "a\u00a0b")),
    Case("ID", ("kissinger",), ("d:1", "1")),
    Case("IDREF", ("kissinger",), ("#kissinger",)),
    Case("IDREFS", ("a b",), ("", "a #b")),
    Case("ENTITY", (), ("a",)),
    Case("ENTITIES", (), ("a b", "")),
    Case("boolean", ("true", "false", "1", "0", " true "), ("TRUE", "", "yes", "01")),
    Case("decimal", ("1", "+1.50", "-.5", "5.", "00"), ("", ".", "+", "1e5", "1,5", "١")),
    Case("integer", ("1", "+01", "-0", "9" * 5000), ("1.0", "1.", "", "- 1", "1_0")),
    Case("nonPositiveInteger", ("0", "-1"), ("1",)),
    Case("negativeInteger", ("-1",), ("0",)),
    Case("nonNegativeInteger", ("0", "-0", "7"), ("-1",)),
    Case("positiveInteger", ("1",), ("0",)),
    Case("long", ("9223372036854775807",), ("9223372036854775808", "-9223372036854775809")),
    Case("int", ("-2147483648",), ("2147483648",)),
    Case("short", ("32767",), ("32768",)),
    Case("byte", ("-128",), ("128",)),
    Case("unsignedLong", ("18446744073709551615",), ("18446744073709551616", "-1")),
    Case("unsignedInt", ("4294967295",), ("4294967296",)),
    Case("unsignedShort", ("65535",), ("65536",)),
    Case("unsignedByte", ("255",), ("256",)),
    Case("double", ("1.", ".5e1", "INF", "-INF", "NaN", "1e400"), ("+INF", "inf", "1e", ".e1", "")),
    Case("float", ("16777217",), ("0x1p3", "1f")),
    Case("duration", ("P1Y", "-PT36H", "PT.5S", "PT5.S"), ("P", "P1YT", "P1S", "PT.S", "P1.5Y")),
    Case(
        "dateTime",
        (
            "1971-05-31T10:00:00",
            "2000-01-01T12:30:60.5",
            "2000-01-01T00:00:00.",
            "2000-01-01T00:00:00+14:00",
            "-0001-02-29T00:00:00Z",
            "292278994-08-17T07:12:55.807Z",
        ),
        (
            "2000-01-01T24:00:00",
            "2000-01-01T00:00:00+14:01",
            "2000-01-01T00:00:00-13:01",
            "0000-01-01T00:00:00",
            "1900-02-29T00:00:00",
            "2000-01-01T00:00",
            "292278994-08-17T07:12:55.808Z",
        ),
    ),
    Case("time", ("10:00:00Z", "23:59:60"), ("24:00:00", "10:00")),
    Case("date", ("2000-02-29", "12000-01-01Z"), ("1999-02-29", "02000-01-01", "2000-1-1")),
    Case("gYearMonth", ("1971-05",), ("1971-13", "1971")),
    Case("gYear", ("1971", "-0044", "1971+01:00"), ("71", "0000")),
    Case("gMonthDay", ("--02-29",), ("--02-30", "02-29")),
    Case("gDay", ("---31",), ("---32", "31")),
    Case("gMonth", ("--12",), ("--13", "--12--")),
    Case("hexBinary", ("", "0aFF", " 0a "), ("0", "0 a", "0g")),
    Case("base64Binary", ("", "YQ==", "Y W I ="), ("YR==", "=", "YQ", "_-==")),
    Case(
        "anyURI",
        ("", "#n1", "a b", "é", "a^b", "http://[::1]:80/", "///a", "urn:x", "?[]", "http://a:b:c"),
        ("%", "%zz", "a#b#c", "http:", "//", ":a", "1:a", "[a]", "http://[::1", "http://[1::2::3]"),
    ),
    Case("QName", ("a", "p:a", "xml:lang"), ("z:a", "p:", ":a", "p:a:b", "")),
    Case("NOTATION", ("a", "p:a"), ("z:a",)),
]

FACETS = [
    facet("token", "length", "2", ["ab", " ab ", "😀é"], ["a", "abc"]),
    facet("NMTOKENS", "length", "2", ["a b"], ["ab"]),
    facet("hexBinary", "maxLength", "1", ["", "0a"], ["0a0b"]),
    facet("string", "minLength", " 2. ", ["ab"], ["a"]),
    facet("string", "maxLength", "99999999999", ["a"]),
    facet("decimal", "minInclusive", "0", ["0.0", "1"], ["-0.1"]),
    facet("decimal", "maxExclusive", "1", ["0.99"], ["1.00"]),
    facet("double", "minExclusive", "1", ["1.5", "INF"], ["1", "NaN"]),
    facet("decimal", "totalDigits", "2", ["0012", "0.05"], ["123", "1.00"]),
    facet("decimal", "fractionDigits", "1", ["1.5", "15"], ["1.50"]),
    facet("date", "minInclusive", "1945-01-01", ["1945-01-01", "1971-05-31"], ["1944-12-31"]),
    facet(
        "dateTime",
        "minExclusive",
        "2000-01-01T00:00:00Z",
        ["2000-01-01T14:00:00.001"],
        ["2000-01-01T14:00:00", "2000-01-01T00:00:00Z"],
    ),
    facet("duration", "maxExclusive", "P1M", ["P27D"], ["P28D", "P30D", "P31D"]),
    facet("token", "pattern", r"\S+", ["a", " a ", "\u00a0"], ["a b", ""]),
    facet("token", "pattern", r"[^\p{C}\p{Z}]+", ["a", "é漢"], ["a b", "\u00a0", ""]),
    facet("token", "pattern", r"^a$", ["^a$"], ["a"]),
    facet("string", "pattern", r".", ["a", "\u2028"], ["\n", "ab"]),
    facet("string", "pattern", r"\d+", ["12", "١٢"], ["²", "a"]),
    facet("string", "pattern", r"\w+", ["aé1", "+", "\u0301"], ["-", "_", "«"]),
    facet("string", "pattern", r"\i\c*", ["a:b", "é1"], ["1", "𐀀"]),
    facet("string", "pattern", r"[\p{L}é-[a-c]]+", ["déf", "é"], ["abc", "1"]),
    facet("string", "pattern", r"\p{IsGreek}", ["α"], ["a"]),
    facet("string", "pattern", r"a||b{2,}", ["a", "", "bbb"], ["b"]),
    facet("string", "pattern", r"(a|b){0}", [""], ["a"]),
    Case("token", ("ab",), ("a", "b"), (Param("pattern", "a.*"), Param("pattern", ".*b"))),
    Case("string", (), ("a", "abc"), (Param("minLength", "3"), Param("maxLength", "2"))),
]

EQUAL = [
    ("integer", "01", "+1"),
    ("decimal", "1.0", "1.00"),
    ("decimal", "-0", "0"),
    ("boolean", "true", "1"),
    ("double", "NaN", "NaN"),
    ("double", "1e1", "10"),
    ("float", "16777217", "16777216"),
    ("token", " a  b ", "a b"),
    ("normalizedString", "a\tb", "a b"),
    ("dateTime", "2000-01-01T00:00:00Z", "2000-01-01T01:00:00+01:00"),
    ("dateTime", "2000-01-01T00:00:00.0001", "2000-01-01T00:00:00"),
    ("duration", "PT0.50S", "PT.5S"),
    ("duration", "-P0D", "P0D"),
    ("hexBinary", " 0a", "0A"),
    ("base64Binary", "Y Q==", "YQ=="),
    ("QName", "p:a", "q:a"),
    ("NMTOKENS", "a  b", " a b"),
]

DIFFERENT = [
    ("string", "a", "a "),
    ("token", "a", "A"),
    ("duration", "P1Y", "P12M"),
    ("dateTime", "2000-01-01T00:00:00", "2000-01-01T00:00:00Z"),
    ("dateTime", "1999-12-31T23:59:60", "2000-01-01T00:00:00"),
    ("double", "16777217", "16777216"),
    ("QName", "p:a", "r:a"),
    ("QName", "a", "p:a"),
    ("language", "en", "EN"),
    ("anyURI", "http://a", "http://a/"),
]

ERRORS = [
    ("token", "minLength", "x", "must be a number from 0 on"),
    ("token", "minLength", "-1", "must be a number from 0 on"),
    ("token", "minLength", "1.0", "must be a number from 0 on"),
    ("decimal", "totalDigits", "0", "from 1 on"),
    ("boolean", "length", "1", "cannot be used with the type boolean"),
    ("token", "minInclusive", "1", "cannot be used with the type token"),
    ("double", "fractionDigits", "1", "cannot be used with the type double"),
    ("integer", "minInclusive", "1.5", "not itself of the type integer"),
    ("byte", "maxInclusive", "200", "not itself of the type byte"),
    ("token", "enumeration", "a", "<value>"),
    ("token", "whiteSpace", "collapse", "not allowed"),
    ("token", "maxlength", "1", "maxLength"),
    ("token", "pattern", "a**", "character 3"),
    ("token", "pattern", "(a", "missing"),
    ("token", "pattern", "a)", "not allowed there"),
    ("token", "pattern", "[a-]", r"must be written \]"),
    ("token", "pattern", "[z-a]", "wrong way round"),
    ("token", "pattern", r"[a-\d]", "from one character to another"),
    ("token", "pattern", "a{2,1}", "wrong way round"),
    ("token", "pattern", "a{,1}", "quantifier"),
    ("token", "pattern", "(?:a)", "missing"),
    ("token", "pattern", r"\e", "not an escape"),
    ("token", "pattern", r"\p{Foo}", "neither a category nor a block"),
    ("token", "pattern", r"\p{IsAdlam}", "neither a category nor a block"),
]


def made(case):
    return datatype(XSD, case.type, case.params)


def titled(cases):
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.title) for case in cases])


@titled([*TYPES, *FACETS])
def test_allows_what_jing_allows(case):
    for text in case.allowed:
        assert made(case).allows(text, NAMESPACES), text
        assert made(case).value(text, NAMESPACES) is not None, text


@titled([*TYPES, *FACETS])
def test_rejects_what_jing_rejects(case):
    for text in case.rejected:
        assert not made(case).allows(text, NAMESPACES), text
        assert made(case).value(text, NAMESPACES) is None, text


@pytest.mark.parametrize(("name", "one", "other"), EQUAL)
def test_two_ways_to_write_a_value_are_equal(name, one, other):
    values = [datatype(XSD, name).value(text, NAMESPACES) for text in (one, other)]
    assert values[0] == values[1]
    assert hash(values[0]) == hash(values[1])


@pytest.mark.parametrize(("name", "one", "other"), DIFFERENT)
def test_two_values_are_different(name, one, other):
    values = [datatype(XSD, name).value(text, NAMESPACES) for text in (one, other)]
    assert None not in values
    assert values[0] != values[1]


@pytest.mark.parametrize(("name", "facet_name", "value", "reason"), ERRORS)
def test_a_wrong_param_is_an_error_that_says_why(name, facet_name, value, reason):
    with pytest.raises(DatatypeError) as caught:
        datatype(XSD, name, [Param(facet_name, value)])
    assert reason in str(caught.value)
    assert not str(caught.value).endswith(".")


def test_a_limit_must_be_allowed_by_the_params_before_it():
    with pytest.raises(DatatypeError, match="not itself of the type"):
        datatype(XSD, "integer", [Param("minInclusive", "5"), Param("maxInclusive", "3")])


@pytest.mark.parametrize("name", ["date", "duration", "gYear"])
def test_dates_and_durations_have_no_length_though_jing_crashes_only_later(name):
    with pytest.raises(DatatypeError, match="cannot be used"):
        datatype(XSD, name, [Param("length", "4")])


def test_a_negated_class_means_what_it_says_though_new_javas_misread_it():
    """Jing on Java 9 and later allows these: see `xsd_regex`."""
    assert not datatype(XSD, "token", [Param("pattern", r"[^\p{C}\p{Z}]+")]).allows("\u00ad", {})
    assert not datatype(XSD, "string", [Param("pattern", r"[^/\s]")]).allows(" ", {})


def test_built_in_string_keeps_white_space_and_token_does_not():
    string, token = datatype(BUILT_IN, "string"), datatype(BUILT_IN, "token")
    assert string.allows("", {})
    assert string.value("a b", {}) != string.value(" a b", {})
    assert token.value("a\n b", {}) == token.value(" a b ", {})
    assert token.value("a\u00a0b", {}) != token.value("a b", {})


def test_built_in_types_take_no_params():
    with pytest.raises(DatatypeError, match="takes no params"):
        datatype(BUILT_IN, "token", [Param("maxLength", "8")])


@pytest.mark.parametrize(
    ("library", "name", "reason"),
    [
        (BUILT_IN, "date", "XMLSchema-datatypes"),
        (BUILT_IN, "String", "only string and token"),
        (XSD, "datetime", "dateTime"),
        (XSD, "anySimpleType", "has no type"),
        ("urn:mine", "string", "no datatype library"),
    ],
)
def test_an_unknown_library_or_type_is_an_error_that_says_what_there_is(library, name, reason):
    with pytest.raises(DatatypeError, match=reason):
        datatype(library, name)


@pytest.mark.parametrize("library", [XSD, COMPATIBILITY])
@pytest.mark.parametrize("name", ["ID", "IDREF", "IDREFS"])
def test_types_of_identifiers_say_so(library, name):
    assert datatype(library, name).id_type is IdType(name)


def test_facets_leave_the_part_in_identifiers():
    assert datatype(XSD, "ID", [Param("maxLength", "8")]).id_type is IdType.ID
    assert datatype(XSD, "NCName").id_type is None


def test_no_type_of_tei_needs_elementpath():
    program = (
        "import sys; from tei_kit.relaxng.datatypes.library import Param, datatype\n"
        "from tei_kit.xml.names import XSD_DATATYPES_NAMESPACE as XSD\n"
        "for name in ('token', 'anyURI', 'ID', 'date', 'double', 'decimal', 'duration'):\n"
        "    datatype(XSD, name).allows('1', {})\n"
        r"for pattern in (r'[^\p{C}\p{Z}]+', r'\S+', r'[\d]+[a-z]*', r'.+:.+', r'[^/\s]+:\S*'):"
        "\n    datatype(XSD, 'token', [Param('pattern', pattern)]).allows('é', {})\n"
        "sys.exit('elementpath' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


JING = shutil.which("jing")
LINE = re.compile(r":(\d+):\d+: error:")


@pytest.mark.skipif(JING is None, reason="Jing is not installed")
def test_real_jing_agrees_with_the_tables(tmp_path):
    """One schema with an element for each case; Jing reports the lines of values not allowed."""
    patterns, lines, expected = [], [], set()

    def add(pattern, allowed, rejected):
        name = f"v{len(patterns)}"
        patterns.append(
            f'<element name="{name}"><attribute name="a">{pattern}</attribute></element>'
        )
        for text in (*allowed, *rejected):
            lines.append(f"<{name} a={quoteattr(text)}/>")
        expected.update(lines[len(lines) - len(rejected) :])

    for case in (*TYPES, *FACETS):
        params = "".join(
            f'<param name="{param.name}">{escape(param.value)}</param>' for param in case.params
        )
        add(f'<data type="{case.type}">{params}</data>', case.allowed, case.rejected)
    for name, one, other in EQUAL:
        add(f'<value type="{name}">{one}</value>', [one, other], [])
    for name, one, other in DIFFERENT:
        add(f'<value type="{name}">{one}</value>', [one], [other])

    prefixes = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in "pqr")
    schema, document = tmp_path / "schema.rng", tmp_path / "values.xml"
    schema.write_text(
        f'<element name="r" xmlns="http://relaxng.org/ns/structure/1.0" {prefixes} '
        f'datatypeLibrary="{XSD}"><zeroOrMore><choice>{"".join(patterns)}</choice></zeroOrMore>'
        "</element>",
        encoding="utf-8",
    )
    document.write_text(f"<r {prefixes}>\n" + "\n".join(lines) + "\n</r>", encoding="utf-8")
    output = subprocess.run(
        [str(JING), "-i", str(schema), str(document)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    reported = {lines[int(number) - 2] for number in LINE.findall(output)}
    assert reported == expected
