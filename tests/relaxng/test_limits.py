"""Schemas and documents that are deep, wide or ambiguous do not break the engine or hold it up."""

import re
import sys
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_kit import relaxng
from tei_kit.diagnostics import SchemaError
from tei_kit.relaxng.datatypes import xsd_regex
from tei_kit.relaxng.datatypes.regex_matching import Derivatives
from tei_kit.relaxng.datatypes.regex_parts import written
from tei_kit.xml.names import RELAX_NG_NAMESPACE as NAMESPACE

SECONDS = 10.0
"""Far more than any of them needs, far less than what they would need without care."""


def compiled(pattern, folder):
    path = folder / "schema.rng"
    path.write_text(pattern.replace(">", f' xmlns="{NAMESPACE}">', 1), encoding="utf-8")
    return relaxng.compile(path)


def is_valid(schema, text, folder):
    path = folder / "document.xml"
    path.write_text(text, encoding="utf-8")
    return schema.validate(path) == []


def element(name, content="<empty/>"):
    return f'<element name="{name}">{content}</element>'


def chain(count):
    """A grammar whose definitions refer each to the next, with no element between."""
    links = "".join(
        f'<define name="d{at}"><optional>{element(f"a{at}")}<ref name="d{at + 1}"/></optional>'
        "</define>"
        for at in range(count)
    )
    start = element("r", '<ref name="d0"/>')
    return (
        f'<grammar><start>{start}</start>{links}<define name="d{count}"><text/></define></grammar>'
    )


def test_hundreds_of_definitions_may_refer_each_to_the_next(tmp_path):
    before = sys.getrecursionlimit()
    schema = compiled(chain(300), tmp_path)
    children = "".join(f"<a{at}/>" for at in range(300))
    assert is_valid(schema, f"<r>{children}end</r>", tmp_path)
    assert not is_valid(schema, f"<r>{children}<b/></r>", tmp_path)
    assert sys.getrecursionlimit() == before


def test_too_many_are_an_error_of_the_schema(tmp_path):
    with pytest.raises(SchemaError, match="too deeply"):
        compiled(chain(5000), tmp_path)


@pytest.mark.parametrize(
    ("content", "children"),
    [
        pytest.param(
            f"<list>{'<optional><value>a</value></optional>' * 200}</list>",
            "a " * 200,
            id="a list of optional words",
        ),
        pytest.param(
            f"<optional>{element('a')}</optional>" * 200,
            "<a/>" * 200,
            id="a group of optional elements",
        ),
        pytest.param(
            "<zeroOrMore><oneOrMore>" * 50 + element("a") + "</oneOrMore></zeroOrMore>" * 50,
            "<a/>" * 5000,
            id="what is repeated is repeated",
        ),
        pytest.param(
            "<interleave>"
            + "".join(f"<zeroOrMore>{element(f'a{at}')}</zeroOrMore>" for at in range(200))
            + "</interleave>",
            "".join(f"<a{at * 7 % 200}/>" for at in range(5000)),
            id="an interleave of many elements",
        ),
        pytest.param(
            "<interleave>" + "".join(element(f"a{at}") for at in range(200)) + "</interleave>",
            "".join(f"<a{at * 7 % 200}/>" for at in range(200)),
            id="an interleave of many elements that are all needed",
        ),
        pytest.param(
            f"<zeroOrMore><choice>{element('a')}{element('b')}</choice></zeroOrMore>{element('a')}"
            + f"<choice>{element('a')}{element('b')}</choice>" * 12,
            "<a/><b/><b/>" * 1000 + "<a/>" + "<b/>" * 12,
            id="many places at once",
        ),
        pytest.param(
            f"<zeroOrMore>{element('a')}{element('b')}</zeroOrMore>",
            "<a/><b/>" * 50_000,
            id="a hundred thousand children",
        ),
        pytest.param(
            "<zeroOrMore><element><anyName/><empty/></element></zeroOrMore>",
            "".join(f"<a{at}/>" for at in range(20_000)),
            id="names without end",
        ),
    ],
)
def test_it_does_not_take_long(content, children, tmp_path):
    begin = time.perf_counter()
    schema = compiled(element("r", content), tmp_path)
    assert is_valid(schema, f"<r>{children}</r>", tmp_path)
    assert time.perf_counter() - begin < SECONDS


def test_hundreds_of_optional_attributes_come_in_any_order(tmp_path):
    names = [f"a{at}" for at in range(300)]
    optional = "".join(f'<optional><attribute name="{name}"/></optional>' for name in names)
    schema = compiled(element("r", optional), tmp_path)
    begin = time.perf_counter()
    for step in (1, 7, 11):
        given = " ".join(f'{names[at * step % 300]}=""' for at in range(300))
        assert is_valid(schema, f"<r {given}/>", tmp_path)
    assert time.perf_counter() - begin < SECONDS


@dataclass(frozen=True)
class Costly:
    """A pattern that backtracking takes endless time for, and a text that it matches."""

    pattern: str
    text: str


COSTLY = [
    Costly("(a+)+b", "a" * 50 + "b"),
    Costly("(a|aa)*b", "a" * 50 + "b"),
    Costly("(a*)*b", "a" * 50 + "b"),
    Costly("((a?)*)*b", "a" * 50 + "b"),
    Costly("(a?){50}a{50}", "a" * 50),
    Costly("a*a*a*a*a*b", "a" * 500 + "b"),
    Costly("(.*,){12}b", "a," * 40 + "b"),
    Costly("(a{0,30}){0,30}b", "a" * 60 + "b"),
    Costly("([a-z]+[0-9]*)*", "a" * 60 + "1"),
    Costly(r"(\p{L}+\s?)+\.", "é word " * 20 + "."),
    Costly(r"[ab]*a([ab][ab]){10}", "ab" * 500 + "a" + "ab" * 10),
]


@pytest.mark.parametrize("costly", COSTLY, ids=lambda costly: costly.pattern)
def test_a_pattern_of_a_datatype_does_not_take_long(costly):
    begin = time.perf_counter()
    regex = xsd_regex.compile(costly.pattern)
    assert regex.matches(costly.text)
    assert not regex.matches(f"{costly.text}!")
    assert time.perf_counter() - begin < SECONDS


def test_a_pattern_may_have_many_parentheses():
    assert xsd_regex.compile("(" * 50 + "a" + ")*" * 50).matches("a" * 1000)
    with pytest.raises(xsd_regex.RegexError, match="too deep"):
        xsd_regex.compile("(" * 50_000 + "a" + ")" * 50_000)


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", ".", ""]),
    lambda inner: st.one_of(
        st.builds("({}|{})".format, inner, inner),
        st.builds("{}{}".format, inner, inner),
        st.builds("({}){}".format, inner, st.sampled_from(["*", "+", "?", "{2}", "{0}", "{1,2}"])),
    ),
    max_leaves=6,
)


@given(EXPRESSIONS, st.text("abc", max_size=6))
def test_both_ways_to_match_a_pattern_agree(expression, text):
    part = xsd_regex.parts(expression)
    assert Derivatives(part).matches(text) == bool(re.fullmatch(written(part), text))
