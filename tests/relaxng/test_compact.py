"""The compact syntax of RELAX NG gives the tree that the XML syntax gives, and errors with places.

Trang and Jing are the measure where they are installed: Trang's translation has the same tree, and
Jing refuses what is refused here.
"""

import re
import shutil
import subprocess
import time
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tei_kit.diagnostics import SchemaError
from tei_kit.relaxng.names import XML_NAMESPACE
from tei_kit.relaxng.schema import compact_syntax, xml_syntax
from tei_kit.relaxng.schema.compact_tokens import END, KEYWORDS, NAME, tokenize
from tei_kit.validation import bundled
from tei_kit.xml.limits import DEEPEST_SCHEMA as DEEPEST
from tei_kit.xml.names import RELAX_NG_NAMESPACE as NAMESPACE
from tests.places import DATA

FIXTURES = DATA / "relaxng_compact"
TEI = "http://www.tei-c.org/ns/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

needs_trang = pytest.mark.skipif(shutil.which("trang") is None, reason="trang is not installed")
needs_jing = pytest.mark.skipif(shutil.which("jing") is None, reason="jing is not installed")


def normal(node, ns="", library=""):
    """A tree in which what the XML syntax may write in two ways is written in one."""
    attributes = dict(node.attributes)
    own_ns = attributes.pop("ns", None)
    ns = ns if own_ns is None else own_ns
    library = attributes.pop("datatypeLibrary", library)
    name = node.name
    if name == "name":
        return qualified(node, node.text, ns)
    children = [normal(child, ns, library) for child in node.children]
    if name in ("element", "attribute"):
        if "name" in attributes:
            of_name = "" if name == "attribute" and own_ns is None else ns
            children.insert(0, qualified(node, attributes.pop("name"), of_name))
        return (name, children[0], grouped(children[1:] or [("text",)]))
    if name in ("choice", "group", "interleave"):
        return joined(name, children)
    if name == "except":
        return (name, joined("choice", children))
    if name in ("start", "define", "list", "mixed", "oneOrMore", "zeroOrMore", "optional"):
        return (name, *sorted(attributes.items()), grouped(children))
    if name == "value":
        attributes.setdefault("type", "token")
        return (name, attributes["type"], library if "type" in node.attributes else "", node.text)
    if name in ("data", "nsName", "externalRef", "include"):
        attributes |= {"library": library} if name == "data" else {"ns": ns}
    attributes = {key: value.replace(".rnc", ".rng") for key, value in attributes.items()}
    return (name, *sorted(attributes.items()), *children, *([node.text] if name == "param" else []))


def qualified(node, text, ns):
    prefix, colon, local = text.rpartition(":")
    return ("name", node.namespaces[prefix] if colon else ns, local)


def grouped(children):
    return joined("group", children)


def joined(name, children):
    flat = []
    for child in children:
        flat += child[1:] if child[0] == name else [child]
    return flat[0] if len(flat) == 1 else (name, *flat)


def of_compact(text):
    return normal(compact_syntax.parse(text, "schema.rnc"))


def of_xml(text, folder):
    path = folder / "schema.rng"
    path.write_text(
        re.sub(r"^<\w+", rf'\g<0> xmlns="{NAMESPACE}"', text, count=1), encoding="utf-8"
    )
    return normal(xml_syntax.read_xml_schema(path))


@dataclass(frozen=True)
class Pair:
    """A schema in the compact syntax, and the same in the XML syntax."""

    compact: str
    xml: str


IN_A = '<element name="a">{}</element>'
PAIRS = [
    Pair("element a { empty }", IN_A.format("<empty/>")),
    Pair("element a { text }", IN_A.format("<text/>")),
    Pair("element a { notAllowed }", IN_A.format("<notAllowed/>")),
    Pair("a?", '<optional><ref name="a"/></optional>'),
    Pair("a*", '<zeroOrMore><ref name="a"/></zeroOrMore>'),
    Pair("a+", '<oneOrMore><ref name="a"/></oneOrMore>'),
    Pair("a, b", '<group><ref name="a"/><ref name="b"/></group>'),
    Pair("a | b", '<choice><ref name="a"/><ref name="b"/></choice>'),
    Pair("a & b", '<interleave><ref name="a"/><ref name="b"/></interleave>'),
    Pair(
        "(a, b) | c",
        '<choice><group><ref name="a"/><ref name="b"/></group><ref name="c"/></choice>',
    ),
    Pair("mixed { a }", '<mixed><ref name="a"/></mixed>'),
    Pair("list { a, b }", '<list><ref name="a"/><ref name="b"/></list>'),
    Pair(r"\element", '<ref name="element"/>'),
    Pair("element element { text }", '<element name="element"><text/></element>'),
    Pair("parent a", '<parentRef name="a"/>'),
    Pair('"a"', "<value>a</value>"),
    Pair('"a" ~ \'b\' ~ """c\nd"""', "<value>abc\nd</value>"),
    Pair("'''it's'''", "<value>it's</value>"),
    Pair('token "a"', '<value type="token">a</value>'),
    Pair('xsd:int "1"', f'<value datatypeLibrary="{XSD}" type="int">1</value>'),
    Pair("string", '<data type="string"/>'),
    Pair(
        'xsd:int { minInclusive = "1" }',
        f'<data datatypeLibrary="{XSD}" type="int"><param name="minInclusive">1</param></data>',
    ),
    Pair(
        'xsd:int - ("1" | "2")',
        f'<data datatypeLibrary="{XSD}" type="int">'
        "<except><value>1</value><value>2</value></except></data>",
    ),
    Pair('datatypes d = "urn:d" d:x', '<data datatypeLibrary="urn:d" type="x"/>'),
    Pair("element * { text }", "<element><anyName/><text/></element>"),
    Pair(
        "element xml:* - xml:id { text }",
        f'<element><nsName ns="{XML_NAMESPACE}"><except><name>xml:id</name></except></nsName>'
        "<text/></element>",
    ),
    Pair(
        "element (a | b) { text }",
        "<element><choice><name>a</name><name>b</name></choice><text/></element>",
    ),
    Pair(
        f'default namespace = "{TEI}" element p {{ attribute n {{ text }} }}',
        f'<element name="p" ns="{TEI}"><attribute name="n"/></element>',
    ),
    Pair(
        f'namespace t = "{TEI}" element t:p {{ attribute t:n {{ text }} }}',
        f'<element name="p" ns="{TEI}"><attribute name="n" ns="{TEI}"/></element>',
    ),
    Pair(
        'namespace none = "" default namespace = "urn:d" element none:p { empty }',
        '<element name="p"><empty/></element>',
    ),
    Pair('external "b.rnc"', '<externalRef href="b.rng"/>'),
    Pair(
        'namespace t = "urn:t" external "b.rnc" inherit = t',
        '<externalRef href="b.rng" ns="urn:t"/>',
    ),
    Pair('default namespace = "urn:t" external "b.rnc"', '<externalRef href="b.rng" ns="urn:t"/>'),
    Pair("grammar { start = a }", '<grammar><start><ref name="a"/></start></grammar>'),
    Pair(
        "start = a a |= b a &= c",
        '<grammar><start><ref name="a"/></start>'
        '<define name="a" combine="choice"><ref name="b"/></define>'
        '<define name="a" combine="interleave"><ref name="c"/></define></grammar>',
    ),
    Pair("div { start = a }", '<grammar><div><start><ref name="a"/></start></div></grammar>'),
    Pair(
        'include "b.rnc" { div { a = text } }',
        '<grammar><include href="b.rng"><div><define name="a"><text/></define></div></include>'
        "</grammar>",
    ),
    Pair("", "<grammar/>"),
    # What is dropped
    Pair("# one\na # two", '<ref name="a"/>'),
    Pair("## one\n## two\n[] a", '<ref name="a"/>'),
    Pair('[ xml:lang = "en" a [ b = "c" "d" ~ "e" element [] ] ] a', '<ref name="a"/>'),
    Pair(
        "start = a >> b [] c [] d = e* >> f [] >> g []",
        '<grammar><start><ref name="a"/></start>'
        '<define name="d"><zeroOrMore><ref name="e"/></zeroOrMore></define></grammar>',
    ),
    Pair("element [ b [] ] a >> c [] { text }", IN_A.format("<text/>")),
    # Escapes
    Pair(r"\x{E9}t\xx{0000e9}", '<ref name="été"/>'),
    Pair(r'"a\x{A}b"', "<value>a\nb</value>"),
    Pair(r"a \x{7C} b", '<choice><ref name="a"/><ref name="b"/></choice>'),
    Pair(r'"\y{\x"', r"<value>\y{\x</value>"),
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.compact)
def test_a_construct_gives_the_tree_of_the_xml_syntax(pair, tmp_path):
    assert of_compact(pair.compact) == of_xml(pair.xml, tmp_path)


@needs_trang
@pytest.mark.parametrize("name", ["grammar", "including", "included"])
def test_trang_translates_to_the_same_tree(name, tmp_path):
    subprocess.run(["trang", FIXTURES / "including.rnc", tmp_path / "including.rng"], check=True)
    subprocess.run(["trang", FIXTURES / "grammar.rnc", tmp_path / "grammar.rng"], check=True)
    translated = normal(xml_syntax.read_xml_schema(tmp_path / f"{name}.rng"))
    assert normal(compact_syntax.read_compact_schema(FIXTURES / f"{name}.rnc")) == translated


def test_the_schema_of_the_project_is_the_same_in_both_syntaxes():
    from_xml = normal(xml_syntax.read_xml_schema(bundled.path("tei_kit.rng")))
    assert normal(compact_syntax.read_compact_schema(bundled.path("tei_kit.rnc"))) == from_xml


@dataclass(frozen=True)
class Mistake:
    """A schema that is not right, where, and what the message says."""

    text: str
    place: str
    reason: str


MISTAKES = [
    Mistake("element a {\n  text", "2:7", 'or "}" (for the "{" of line 1); found the end of the'),
    Mistake("element a { }", "1:13", 'expected a pattern; found "}"'),
    Mistake("element a { b c }", "1:15", 'expected ",", "|", "&" or "}"; found "c"'),
    Mistake("element a { b, c | d }", "1:18", '"," and "|" are mixed; put parentheses around'),
    Mistake("element a { b** }", "1:15", 'found "*"'),
    Mistake("element a { start }", "1:13", r'found the keyword "start" (a name would be "\start")'),
    Mistake("element { text }", "1:9", 'expected a name; found "{"'),
    Mistake("element a - b { text }", "1:11", 'expected "{"; found "-"'),
    Mistake("element * - a | b { text }", "1:11", "parentheses are needed around what holds this"),
    Mistake('element a { xsd:int - "1" | text }', "1:21", "parentheses are needed"),
    Mistake("element t:a { text }", "1:9", 'the prefix "t" is not declared'),
    Mistake("element a { d:int }", "1:13", 'the prefix "d" of datatypes is not declared'),
    Mistake("element a { parent text }", "1:20", "expected the name of a definition"),
    Mistake("element a { xsd:int { b } }", "1:25", 'expected "="; found "}"'),
    Mistake('element a { "b }', "1:13", "the string that begins here does not end on its line"),
    Mistake('element a { "b" ~ c }', "1:19", 'expected a string in quotes after "~"; found "c"'),
    Mistake("element a { b; c }", "1:14", 'the character ";" has no meaning here'),
    Mistake("element a : b { text }", "1:11", "a colon stands between a prefix and a name"),
    Mistake("element ×a { text }", "1:9", '"×a" is not a name of XML'),
    Mistake("element a { text } \\", "1:20", "a backslash stands before a name"),
    Mistake(r"element a { text } # \x{g}", "1:22", "expected hexadecimal digits"),
    Mistake(r'element a { "é\x{E9}\x{0}" }', "1:21", r'"\x{0}" is not a character of XML'),
    Mistake("element a { \x01 }", "1:13", "the character U+0001 may not stand in a schema"),
    Mistake("start = a\nelement a { text }", "2:1", 'expected a definition; found the keyword'),
    Mistake("start a", "1:7", 'expected "=", "|=" or "&=" after "start"; found "a"'),
    Mistake('start = a\nnamespace b = "c"', "2:1", "expected a definition"),
    Mistake('include "b.rnc" { include "c.rnc" }', "1:19", 'expected a definition or "}"'),
    Mistake('include "b.rnc" inherit = c', "1:27", 'the prefix "c" is not declared'),
    Mistake("external b", "1:10", "expected the address of a schema in quotes"),
    Mistake("default namespace = a b", "1:21", 'expected a namespace in quotes or "inherit"'),
    Mistake('namespace xml = "a" element a { text }', "1:11", 'the prefix "xml", and no other'),
    Mistake(f'namespace x = "{XML_NAMESPACE}" a', "1:11", 'the prefix "xml", and no other'),
    Mistake('namespace xmlns = "a" element a { text }', "1:11", 'no prefix is called "xmlns"'),
    Mistake("element a { text ## b\n }", "1:18", "a comment of the kind ##"),
    Mistake("[ a ] element a { text }", "1:5", 'expected "["; found "]"'),
    Mistake("[ a [ b [] c = '' ] ] d", "1:12", "the attributes of an annotation come before"),
    Mistake("[ a [ b = '' b = '' ] ] c", "1:14", 'the attribute "b" is given twice'),
    Mistake("[ a [ xmlns = '' ] ] c", "1:7", '"xmlns" declares a namespace and is no attribute'),
    Mistake("[ a:b = '' ] c", "1:3", 'the prefix "a" is not declared'),
    Mistake(f'namespace r = "{NAMESPACE}" [ r:a [] ] b', "1:55", "not in the namespace of"),
    Mistake("namespace i = inherit [ i:a [] ] b", "1:25", "may not be inherited"),
    Mistake("[] ## b\na", "1:4", "expected a definition or a pattern after the annotation"),
    Mistake("[] start", "1:9", 'expected "=", "|=" or "&=" after "start"; found the end'),
    Mistake("element a { text } >> b []", "1:20", "no annotation may follow the pattern that is"),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.text)
def test_a_mistake_has_its_place_and_says_what_was_expected(mistake):
    with pytest.raises(SchemaError) as caught:
        compact_syntax.parse(mistake.text, "a.rnc")
    (found,) = caught.value.diagnostics
    assert found.code == "TK505"
    assert str(found.place) == f"a.rnc:{mistake.place}"
    assert mistake.reason in found.message


@needs_jing
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.text)
def test_jing_refuses_the_mistakes_too(mistake, tmp_path):
    schema, document = tmp_path / "a.rnc", tmp_path / "a.xml"
    schema.write_text(mistake.text, encoding="utf-8")
    document.write_text("<a/>", encoding="utf-8")
    jing = subprocess.run(["jing", "-c", schema, document], capture_output=True, text=True)
    assert jing.returncode != 0
    assert "a.rnc:" in jing.stdout  # it is the schema that is wrong, not the document


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        (
            'namespace a = "b" namespace a = "c" element a:d { text }',
            'namespace a = "c" element a:d { text }',
        ),
        (
            'default namespace = "b" default namespace = "c" element d { text }',
            'default namespace = "c" element d { text }',
        ),
    ],
)
def test_of_two_declarations_the_last_counts_as_with_jing(text, alike):
    assert of_compact(text) == of_compact(alike)


def test_what_needs_no_declaration_may_have_one():
    text = f'namespace xml = "{XML_NAMESPACE}" datatypes xsd = "{XSD}" a'
    assert of_compact(text) == ("ref", ("name", "a"))


# Namespaces


def test_a_name_without_a_default_namespace_is_in_the_one_that_is_inherited():
    for text in ("element a { empty }", "namespace i = inherit element i:a { empty }"):
        name, _ = compact_syntax.parse(text, "a.rnc").children
        assert (name.text, name.attributes) == ("a", {})


def test_what_an_include_replaces_does_not_inherit_what_the_included_file_does():
    text = 'namespace n = "urn:n" include "b.rnc" inherit = n { start = element a { empty } }'
    include = compact_syntax.parse(text, "a.rnc").children[0]
    name = include.children[0].children[0].children[0]
    assert include.attributes == {"href": "b.rnc", "ns": "urn:n"}
    assert name.attributes == {"ns": ""}


def test_values_see_the_namespaces_that_are_declared():
    text = 'default namespace d = "urn:d" namespace n = "" namespace i = inherit xsd:QName "d:a"'
    value = compact_syntax.parse(text, "a.rnc")
    assert value.attributes["ns"] == "urn:d"
    assert value.namespaces == {"": "urn:d", "d": "urn:d", "xml": XML_NAMESPACE}


# Places, bytes and sizes


def test_nodes_know_where_they_stand():
    text = "start =\n  # one\r\n  \\x{61}, element\tb\r{ c* }"
    start = compact_syntax.parse(text, "a.rnc").children[0]
    group = start.children[0]
    many = group.children[1].children[1]
    nodes = (start, group, group.children[0], group.children[1], many, many.children[0])
    assert [(node.line, node.column) for node in nodes] == [
        *((1, 1), (3, 3), (3, 3)),
        *((3, 11), (4, 3), (4, 3)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_utf_8_or_utf_16_with_its_mark(encoding, tmp_path):
    path = tmp_path / "a.rnc"
    path.write_bytes("élève".encode(encoding))
    node = compact_syntax.read_compact_schema(path)
    assert (node.attributes["name"], node.file, node.column) == ("élève", str(path), 1)


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        (b"a\n  \xc3\xa9\xff", "2:4", "byte 0xFF is not UTF-8"),
        ("\ufeffa\n b".encode("utf-16-be") + b"\xd8", "2:3", "byte 0xD8 is not UTF-16"),
    ],
)
def test_bytes_that_are_no_characters_have_a_place(data, place, reason, tmp_path):
    path = tmp_path / "a.rnc"
    path.write_bytes(data)
    with pytest.raises(SchemaError, match=f":{place}: error TK505 .* {reason}"):
        compact_syntax.read_compact_schema(path)


def test_a_file_that_is_not_there_is_said_to_be_unreadable(tmp_path):
    with pytest.raises(SchemaError, match="TK101"):
        compact_syntax.read_compact_schema(tmp_path / "a.rnc")


@pytest.mark.parametrize(
    "nested",
    [
        lambda depth: "(" * depth + "a" + ")" * depth,
        lambda depth: "element a {" * depth + "b" + "}" * depth,
        lambda depth: "element " + "(" * depth + "a" + ")" * depth + "{ b }",
        lambda depth: "div {" * depth + "a = b" + "}" * depth,
        lambda depth: "grammar { start = " * depth + "b" + "}" * depth,
        lambda depth: "xsd:int - (" * depth + "b" + ")" * depth,
    ],
    ids=["parentheses", "elements", "names", "divs", "grammars", "excepts"],
)
def test_deep_nesting_is_refused_and_never_overflows(nested):
    compact_syntax.parse(nested(DEEPEST // 4), "a.rnc")
    for depth in (DEEPEST + 1, 20 * DEEPEST):
        with pytest.raises(SchemaError, match=f"nested more than {DEEPEST} deep"):
            compact_syntax.parse(nested(depth), "a.rnc")


def test_annotations_may_be_nested_as_deep_as_one_likes():
    text = "[" + "a [" * 5000 + "]" * 5000 + "] b"
    assert of_compact(text) == ("ref", ("name", "b"))


def test_the_time_that_a_schema_takes_grows_with_its_length():
    line = 'd{0} = element e{0} {{ attribute n {{ "\\x{{61}}" | xsd:int }}?, (d1 | d2)* }} # x\n'

    def seconds(lines):
        text = "start = d0\n" + "".join(line.format(at) for at in range(lines))
        begin = time.process_time()
        compact_syntax.parse(text, "a.rnc")
        return time.process_time() - begin

    assert seconds(14_000) < 4 * 14 * min(seconds(1_000) for _ in range(3))


@given(st.text(alphabet=st.sampled_from("ab {}()[]|&,*+?-~=>\\\"'#:\n\r\0é") | st.characters()))
def test_every_text_is_a_schema_or_an_error_of_the_schema(text):
    try:
        root = compact_syntax.parse(text, "a.rnc")
    except SchemaError as error:
        (found,) = error.diagnostics
        lines = re.split(r"\r\n|\r|\n", text)
        assert found.code == "TK505"
        assert 1 <= found.place.column <= len(lines[found.place.line - 1]) + 1
    else:
        assert root.line >= 1


@given(st.sampled_from(sorted(KEYWORDS)))
def test_a_backslash_makes_a_name_of_a_keyword(keyword):
    kinds = [token.kind for token in tokenize(f"{keyword} \\{keyword}", "a.rnc")]
    assert kinds == [keyword, NAME, END]
