"""The documents that the tests of exports share, and how to make small ones."""

from pathlib import Path

from lxml import etree

from tei_kit import xmlfile

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
(SEED,) = (ROOT / "output").glob("*.xml")
EVERY = ROOT / "tests" / "fixtures" / "every_element.xml"
FOREIGN = HERE / "foreign.xml"
PARLIAMENT = HERE / "parliament.xml"
ALL = [SEED, EVERY, FOREIGN, PARLIAMENT]
TEI_ALL = ROOT.parent / "shared" / "tei" / "tei_all.rng"

DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>{title}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/>
</sourceDesc></fileDesc></teiHeader><text><body>{body}</body></text></TEI>"""


def document(body, title="A title"):
    """A small TEI document with a body."""
    return xmlfile.parse_bytes(DOCUMENT.format(title=title, body=body).encode(), "small.xml")


def parsed(path):
    return xmlfile.parse(path)


def html(data):
    """A page, parsed as a browser would."""
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
