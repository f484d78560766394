"""Which rules XPath 1.0 runs, and which documents the others are about."""

import pytest

from tei_kit import schematron
from tei_kit.odd import rule_parts, validating
from tests.odd.making import DOCUMENT, MODULES, P5, odd_text

SIMPLE = [
    "tei:p",
    "not(ancestor::tei:lg or parent::tei:div)",
    "@type='gloss'",
    "'x' = @type and tei:*[@n]",
    "count(child::tei:*) > 0",
    "self::tei:div | tei:floatingText",
    "../@validUntil",
    "text()",
]
OTHERS = [
    "tokenize(@n, ' ')",
    "@n = 1",
    "@n = @type",
    "@n > 1",
    "@type eq 'x'",
    "@type = ('a', 'b')",
    "$wanted",
    "if (@n) then @type else @n",
    "tei:a/(tei:b|tei:c)",
    "(tei:b|tei:c)/@n",
    "*:p",
    "string-length(.) > 3",
    "every $x in @n satisfies $x",
    "count(tokenize(@n, ' ')) > 1",
    "position() = 1",
    "@n idiv 2",
]


@pytest.mark.parametrize("expression", SIMPLE)
def test_what_means_the_same_in_all_versions_is_simple(expression):
    assert rule_parts._is_plain(expression)


@pytest.mark.parametrize("expression", OTHERS)
def test_whatever_may_mean_something_else_is_not(expression):
    assert not rule_parts._is_plain(expression)


@pytest.mark.parametrize(
    ("context", "needs"),
    [
        ("tei:p", ["p"]),
        ("tei:TEI/tei:text", ["text"]),
        ("tei:p|tei:note[@n | @type]", ["p", "note"]),
        ("tei:*[@n]", ["@n"]),
        ("tei:*[not(self::tei:p)][@xml:id]", ["@id"]),
        ("@rendition", ["@rendition"]),
        ("tei:list[@type='a|b']", ["list"]),
        ("tei:*", None),
        ("tei:*[@n or @type]", None),
        ("*[tei:p[@n]]", None),
        ("text()[matches(., 'x')]", None),
    ],
)
def test_a_context_says_what_a_document_has_to_have(context, needs):
    assert rule_parts._needs(context) == needs


def test_the_parts_find_what_the_whole_finds(make):
    rules = "".join(
        f'<elementSpec ident="{ident}" mode="change"><constraintSpec ident="c{number}" '
        f'scheme="schematron"><constraint><sch:report test="{test}">{number}</sch:report>'
        "</constraint></constraintSpec></elementSpec>"
        for number, (ident, test) in enumerate(
            [("hi", "@n"), ("hi", "matches(@n, '1')"), ("note", "lower-case(@n) = 'a'")]
        )
    )
    path = make.file(odd_text(MODULES + rules))
    whole = make.folder / "rules.sch"
    whole.write_bytes(make.compile(MODULES + rules).to_sch())
    parts = validating.compile(path, P5, grammar=False)
    for body in (
        '<p><hi n="1">w</hi></p>',
        '<p><hi n="2">w</hi><note n="A">w</note></p>',
        "<p>w</p>",
        '<p><note subtype="x">w</note><old>w</old></p>',
    ):
        document = make.file(DOCUMENT.format(body), "d.xml")
        found = sorted((d.line, d.message) for d in parts.validate(document))
        every = schematron.compile(whole).validate(document)
        assert found == sorted((d.line, d.message) for d in every)


def test_the_evaluator_of_xpath_3_is_loaded_only_when_it_is_needed(make):
    import subprocess
    import sys

    path = make.file(odd_text(MODULES))
    document = make.file(DOCUMENT.format("<p>w</p>"), "d.xml")
    validating.compile(path, P5)
    script = (
        "import sys; from pathlib import Path; from tei_kit.odd import validating; "
        "schema = validating.compile(sys.argv[1], Path(sys.argv[2])); "
        "print(schema.validate(sys.argv[3]), 'elementpath' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(path), str(P5), str(document)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[] False"
