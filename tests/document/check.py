"""What every document must keep: valid TEI, from which the text of the file is read back."""

from lxml import etree

from tei_kit.document import builder
from tei_kit.settings import profile
from tei_kit.tei import conformance, emitter, fidelity
from tests.places import ROOT

TEI_ALL = ROOT.parent / "shared" / "tei" / "tei_all.rng"
_loaded = []


def tei_all():
    """The grammar of TEI itself, where it lies beside the checkout; else None."""
    if not _loaded:
        _loaded.append(etree.RelaxNG(etree.parse(TEI_ALL)) if TEI_ALL.exists() else None)
    return _loaded[0]


def converted(source, tokens, family="frus", **options):
    """The TEI of tokens, after the promises are checked."""
    document = builder.build(source, tokens, profile.load(family), **options)
    tree = emitter.emit(document)
    shown = etree.tostring(tree.find(".//{*}text"), encoding="unicode")
    wrong = [*fidelity.differences(source, tree), *conformance.errors(tree)]
    assert wrong == [], "\n".join([*map(str, wrong), shown])
    grammar = tei_all()
    assert grammar is None or grammar.validate(tree), f"{grammar.error_log.last_error}\n{shown}"
    return tree


def body(tree, path=".//{*}body"):
    """The markup of the body, without its namespace and indentation."""
    element = tree.find(path)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    lines = (
        line.strip()
        for line in text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "").splitlines()
    )
    return "".join(lines)
