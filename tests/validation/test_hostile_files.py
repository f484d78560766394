"""Files made to do harm: each ends in a clear message, soon and in bounded memory.

`tei-kit validate` runs as its own process, with the bundled schemas of all three languages, under a
limit of memory that the system enforces. The limit of time is ten times what these take here.
"""

import resource
import subprocess
import sys
from dataclasses import dataclass

import pytest

SECONDS = 20
MEMORY = 1_500_000_000
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi"))  # noqa: B905
MEGABYTES = 200


@dataclass(frozen=True)
class Attack:
    name: str
    content: str | bytes
    message: str


def paragraph(text):
    return f"<TEI {TEI}><text><body><div><p>{text}</p></div></body></text></TEI>"


def nested(depth):
    return f"<TEI {TEI}><text><body>{'<div>' * depth}<p/>{'</div>' * depth}</body></text></TEI>"


def documents():
    attributes = " ".join(f'a{n}="b"' for n in range(100_000))
    namespaces = " ".join(f'xmlns:a{n}="b{n}"' for n in range(20_000))
    children = "".join(f"<a{n}/>" for n in range(100_000))
    return [
        Attack(
            "entities in entities",
            f'<!DOCTYPE TEI [<!ENTITY a "ha">{LAUGHS}]>{paragraph("&i;")}',
            "1:307: error TK508",
        ),
        Attack(
            "a long entity, often",
            f'<!DOCTYPE TEI [<!ENTITY a "{"a" * 100_000}">]>{paragraph("&a;" * 50_000)}',
            "TK508",
        ),
        Attack(
            "an entity that is a file",
            f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "secret.txt">]>{paragraph("&a;")}',
            "TK508",
        ),
        Attack(
            "an entity that is a file by its address",
            f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]>{paragraph("&a;")}',
            "TK508",
        ),
        Attack(
            "a parameter entity that is a file",
            f'<!DOCTYPE TEI [<!ENTITY % a SYSTEM "secret.txt"> %a;]>{paragraph("")}',
            "TK508",
        ),
        Attack("elements 10,000 deep", nested(10_000), "nested thousands deep"),
        Attack("elements 1,000,000 deep", nested(1_000_000), "nested thousands deep"),
        Attack("a long text", paragraph("a" * (MEGABYTES << 20)), "lacks the attribute"),
        Attack("a long comment", paragraph(f"<!--{'a' * (MEGABYTES << 20)}-->"), "longer than"),
        Attack("a long attribute", f'<TEI {TEI} n="{"a" * (MEGABYTES << 20)}"/>', "longer than"),
        Attack("a long name", f"<{'a' * (MEGABYTES << 20)}/>", "longer than"),
        Attack(
            "bytes that are not UTF-8", paragraph("a").encode().replace(b"a<", b"\xff<"), "1:62:"
        ),
        Attack("a cut", paragraph("a")[:-9], "not well-formed"),
        Attack("no XML", "\x00" * 1000, "not well-formed"),
        Attack("many attributes", f"<TEI {TEI} {attributes}/>", "more than 1000 errors"),
        Attack(
            "many namespaces", f"<TEI {TEI} {namespaces}>{children}</TEI>", "more than 1000 errors"
        ),
        Attack("many elements", f"<TEI {TEI}>{children}</TEI>", "more than 1000 errors"),
    ]


def including(name, content):
    return Attack(name, content, "includes itself")


def schemas():
    doubled = "".join(
        f'<define name="d{n}"><group><ref name="d{n + 1}"/><ref name="d{n + 1}"/></group></define>'
        for n in range(40)
    )
    end = '<define name="d40"><oneOrMore><element name="b"><text/></element></oneOrMore></define>'
    start = f'<grammar {RNG}><start><element name="TEI"><ref name="d0"/></element></start>'
    return [
        including("a.rng", f'<grammar {RNG}><include href="a.rng"/></grammar>'),
        including("b.rng", f'<grammar {RNG}><start><externalRef href="b.rng"/></start></grammar>'),
        including("a.rnc", 'include "a.rnc"'),
        including(
            "a.sch",
            '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><include href="a.sch"/></schema>',
        ),
        Attack("a.dtd", '<!ENTITY % a SYSTEM "a.dtd"> %a; <!ELEMENT a EMPTY>', "recursive"),
        Attack("c.rng", f"{start}{doubled}{end}</grammar>", 'expected element "TEI"'),
        Attack("d.rng", f"{'<group>' * 10_000}".replace("<group>", f"<group {RNG}>", 1), "deep"),
    ]


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def validated(*words, folder):
    """What a run says, and that its exit code does not say that all is well."""
    command = [sys.executable, "-m", "tei_kit", "validate", *words]
    done = subprocess.run(
        command, cwd=folder, preexec_fn=limited, timeout=SECONDS, capture_output=True, check=False
    )
    assert done.returncode in (1, 2)
    said = (done.stdout + done.stderr).decode()
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize("attack", documents(), ids=lambda attack: attack.name)
def test_a_document_made_to_do_harm_ends_in_a_message(attack, tmp_path):
    (tmp_path / "secret.txt").write_text("sesame")
    content = attack.content
    (tmp_path / "a.xml").write_bytes(content if isinstance(content, bytes) else content.encode())
    said = validated("a.xml", folder=tmp_path)
    assert attack.message in said
    assert "sesame" not in said


@pytest.mark.parametrize("attack", schemas(), ids=lambda attack: attack.name)
def test_a_schema_made_to_do_harm_ends_in_a_message(attack, tmp_path):
    (tmp_path / attack.name).write_text(attack.content)
    (tmp_path / "a.xml").write_text("<a/>")
    assert attack.message in validated("--schema", attack.name, "a.xml", folder=tmp_path)
