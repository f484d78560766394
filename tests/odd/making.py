"""Small ODDs on a small stand-in for P5, and what becomes of them."""

from pathlib import Path

from tei_kit import odd, relaxng

P5 = Path(__file__).parent / "data" / "p5.xml"
MODULES = """<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="core"/>
<moduleRef key="textstructure"/>"""

_DECLARED = (
    'xmlns:sch="http://purl.oclc.org/dsdl/schematron" '
    'xmlns:rng="http://relaxng.org/ns/structure/1.0"'
)
_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A test</title></titleStmt>"
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)

DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><title>A title</title></teiHeader>
<text><body>
{}
</body></text></TEI>
"""


def odd_text(schema, attributes="", around=""):
    """An ODD whose schemaSpec holds what is given; the schemaSpec begins in line 5."""
    return f"""<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" {_DECLARED}>
{_HEADER}
<text><body><p>Prose of the ODD.</p>{around}
<schemaSpec ident="test" {attributes}>
{schema}
</schemaSpec></body></text></TEI>
"""


class Maker:
    """Compiles ODDs in a folder of a test."""

    def __init__(self, folder):
        self.folder = folder

    def file(self, text, name="test.odd"):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def compile(self, schema, attributes="", around="", name="test.odd", **options):
        """The compiled ODD of a schemaSpec's content."""
        path = self.file(odd_text(schema, attributes, around), name)
        return odd.compile(path, odd.Options(P5, **options))

    def grammar(self, schema, attributes="", around="", **options):
        """What validates documents with the grammar of a schemaSpec's content."""
        return self.validator(self.compile(schema, attributes, around, **options))

    def validator(self, compiled):
        path = self.file(compiled.to_rng(), "test.rng")
        schema = relaxng.compile(path)

        def messages(body):
            text = body if body.lstrip().startswith("<TEI") else DOCUMENT.format(body)
            return [d.message for d in schema.validate(self.file(text, "document.xml"))]

        return messages


def codes(compiled):
    """The codes of what is wrong in an ODD, with lines."""
    return [(d.code, d.line) for d in compiled.diagnostics]
