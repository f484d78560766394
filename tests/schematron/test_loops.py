"""Expressions whose loops stand inside each other, and ranges without a near end."""

import pytest

from tei_kit import schematron
from tei_kit.diagnostics import SchemaError
from tei_kit.schematron import apart, loops


@pytest.mark.parametrize(
    "expression",
    [
        "//a[//b[//c]]",
        "count(//*[count(//*[count(//*) > 0]) > 0])",
        "every $a in 1 to 100000, $b in 1 to 100000 satisfies $a + $b > 0",
        "for $i in 1 to @n return $i",
        "1 to 1000000000",
        "count(1 to 10 * 10000000)",
        "some $x in //a, $y in //b, $z in //c satisfies $x = $y",
        "for $x in //a return //b[//c]",
        "$all[$all[$all[1]]]",
    ],
)
def test_what_may_take_for_ever_is_seen(expression):
    assert loops.goes_far(expression)


@pytest.mark.parametrize(
    "expression",
    [
        "//a[preceding::b]",
        "count(//a) + count(//b) + count(//c)",
        "if (//a) then //b else //c",
        "for $a in .//rule return exists($a/ancestor::x)",
        "for $i in 1 to 10 return $i",
        "for $i in 1 to count(*) return *[$i]",
        "@to = 'x' and self::attribute(to)",
        "'//a[//b[//c]]'",
        "every $x in tokenize(@a, ' ') satisfies id($x)",
    ],
)
def test_what_takes_a_loop_or_two_is_not(expression):
    assert not loops.goes_far(expression)


@pytest.mark.parametrize(
    ("binding", "test"),
    [
        ("xslt", "count(//*[count(//*[count(//*[count(//*) = 0]) = 1]) = 1]) = 1"),
        ("xslt2", "every $a in 1 to 1000000, $b in 1 to 1000000 satisfies $a + $b gt 0"),
    ],
)
def test_such_rules_are_ended_after_a_while(tmp_path, monkeypatch, binding, test):
    path, document = tmp_path / "a.sch", tmp_path / "a.xml"
    path.write_text(
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="{binding}"><pattern>'
        f'<rule context="r"><assert test="{test}">no</assert></rule></pattern></schema>'
    )
    document.write_text(f"<r>{'<a/>' * 3000}</r>")
    monkeypatch.setattr(apart.validate, "__defaults__", (2,))
    with pytest.raises(SchemaError, match="took more than 2 seconds"):
        schematron.compile(path).validate(document)
