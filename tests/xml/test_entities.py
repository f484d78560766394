"""Entities: those that a document declares itself are expanded, within bounds; no others."""

import pytest

from tei_kit import relaxng
from tei_kit.diagnostics import TeiKitError
from tei_kit.xml.tree import parse, parse_bytes

GRAMMAR = 'element a { attribute b { "Jo" }?, (text & element c { text }?) }'


def written(tmp_path, text):
    path = tmp_path / "a.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(call, *arguments):
    with pytest.raises(TeiKitError) as error:
        call(*arguments)
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == "TK508"
    return diagnostic


@pytest.fixture
def grammar(tmp_path):
    path = tmp_path / "a.rnc"
    path.write_text(GRAMMAR)
    return relaxng.compile(path)


@pytest.mark.parametrize(
    ("declared", "content", "text"),
    [
        ('<!ENTITY n "Name">', "&n;", "Name"),
        ('<!ENTITY mdash "&#8212;">', "a &mdash; b", "a — b"),
        ('<!ENTITY n "Name"><!ENTITY m "&n; and &n;">', "&m;", "Name and Name"),
        ('<!ENTITY unused SYSTEM "x.xml">', "&lt;", "<"),
        ('<!ENTITY n "1"><!ENTITY n "2">', "&n;", "1"),
        ('<!ENTITY n "x">', "<![CDATA[&none;]]><!-- &none; -->&n;", "&none;x"),
        ('<!ENTITY é "x">', "&é;", "x"),
    ],
)
def test_an_entity_of_the_file_itself_is_expanded(tmp_path, grammar, declared, content, text):
    path = written(tmp_path, f"<!DOCTYPE a [{declared}]><a>{content}</a>")
    assert "".join(parse(path).getroot().xpath("//text()")) == text
    assert grammar.validate(path) == []


def test_it_may_hold_elements_and_stand_in_an_attribute(tmp_path, grammar):
    path = written(
        tmp_path, '<!DOCTYPE a [<!ENTITY e "<c>x</c>"><!ENTITY n "Jo">]><a b="&n;">&e;</a>'
    )
    root = parse(path).getroot()
    assert (root.get("b"), root.findtext("c")) == ("Jo", "x")
    assert grammar.validate(path) == []


def test_in_utf_16_as_well(tmp_path, grammar):
    path = written(tmp_path, '<!DOCTYPE a [<!ENTITY n "Näme">]><a>&n;</a>'.encode("utf-16"))
    assert parse(path).getroot().text == "Näme"
    assert grammar.validate(path) == []


@pytest.mark.parametrize(
    ("document", "place", "named"),
    [
        ('<!DOCTYPE a SYSTEM "a.dtd">\n<a>x\n y &nbsp;</a>', (3, 4), "&nbsp;"),
        ('<!DOCTYPE a SYSTEM "a.dtd"><a b="&nbsp;"/>', (1, 34), "write &#160; in its place"),
        ('<!DOCTYPE a [<!ENTITY f SYSTEM "f.xml">]><a>&f;</a>', (1, 45), "&f;"),
        ('<!DOCTYPE a [<!ENTITY e "&e;">]><a>&e;</a>', (1, 25), "refers to itself"),
        ('<!DOCTYPE a [<!ENTITY % p SYSTEM "p.dtd"> %p;]><a/>', (1, 41), "%p;"),
        (f'<!DOCTYPE a [<!ENTITY e "{"x" * 5000}">]><a>{"&e;" * 5000}</a>', (1, 1), "8 MB"),
    ],
)
def test_any_other_is_refused_with_its_place_and_what_to_do(
    tmp_path, grammar, document, place, named
):
    path = written(tmp_path, document)
    for call in (parse, grammar.validate):
        try:
            found = refusal(call, path)
        except pytest.fail.Exception:
            (found,) = call(path)
        assert (found.line, found.column) == place
        assert named in found.message


def test_what_refers_to_nothing_declared_is_not_well_formed(tmp_path):
    with pytest.raises(TeiKitError) as error:
        parse(written(tmp_path, "<a>&none;</a>"))
    assert error.value.diagnostics[0].code == "TK501"


def test_references_in_unfinished_sections_take_no_time():
    with pytest.raises(TeiKitError):
        parse_bytes(b'<!DOCTYPE a [<!ENTITY e "">]><a>' + b"<!--" * 200_000, "a.xml")
