"""No ODD, however damaged, ends in a traceback: what is wrong with it is a diagnostic."""

import random
import re

import pytest

from tei_kit import odd
from tei_kit.diagnostics import TeiKitError
from tests.odd.making import P5, odd_text

SCHEMA = """<moduleRef key="tei"/><moduleRef key="header"/><moduleRef key="core" except="old"/>
<moduleRef key="linking" include="seg any"/><moduleRef key="textstructure"/>
<specGrpRef target="#a"/><classRef key="att.linking" include="corresp"/>
<elementSpec ident="note" mode="change"><classes mode="change">
<memberOf key="att.typed" mode="delete"/><memberOf key="model.block"/></classes>
<content><alternate minOccurs="2" maxOccurs="4"><textNode/><elementRef key="p"/></alternate>
</content>
<constraintSpec ident="c" scheme="schematron"><constraint>
<sch:assert test="@n">n</sch:assert></constraint></constraintSpec>
<attList><attDef ident="type" mode="change" usage="req"><valList type="closed" mode="replace">
<valItem ident="x"/><valItem ident="y"/></valList></attDef>
<attDef ident="rend" mode="delete"/></attList></elementSpec>
<classSpec ident="att.global" type="atts" mode="change"><attList><attDef ident="n" mode="delete"/>
<attDef ident="rend" mode="change"><datatype maxOccurs="2"><dataRef name="NMTOKEN"/></datatype>
</attDef></attList></classSpec>
<elementSpec ident="new" ns="http://e.org"><altIdent>neu</altIdent><classes>
<memberOf key="model.phrase"/><memberOf key="att.global"/></classes><content>
<sequence preserveOrder="false"><classRef key="model.global" expand="sequenceOptional"/>
<elementRef key="seg" minOccurs="0" maxOccurs="3"/></sequence></content>
<attList><attList org="choice"><attDef ident="a"><datatype>
<dataRef key="teidata.word" restriction="[a-z]+"/></datatype></attDef>
<attRef class="att.typed" name="type"/></attList></attList></elementSpec>
<macroSpec ident="macro.new"><content><rng:zeroOrMore><rng:choice><rng:text/>
<rng:ref name="model.phrase"/></rng:choice></rng:zeroOrMore></content></macroSpec>
<elementSpec ident="item" mode="replace"><content><macroRef key="macro.new"/></content>
</elementSpec>"""
GROUP = '<specGrp xml:id="a"><elementSpec ident="hi" mode="delete"/></specGrp>'

WORDS = (
    "p note list tei core att.global model.phrase add change delete replace unbounded 0 -1 99 "
    "closed #a nosuch xml:id [ ( file:///x http://e.org/x string anyURI é"
)
VALUES = ["", "a b", *WORDS.split()]
NAMES = (
    "elementSpec classSpec attDef attList valList valItem content sequence alternate elementRef "
    "classRef macroRef dataRef memberOf classes constraintSpec anyElement textNode specGrp "
    "specGrpRef moduleRef dataSpec altIdent datatype schemaSpec model desc rng:ref rng:element"
)
ELEMENTS = NAMES.split()
SAID = (
    "mode ident key type include except minOccurs maxOccurs usage ns prefix start source url "
    "target module expand name restriction org class require min max"
)
ATTRIBUTES = SAID.split()

# a start tag
TAG = re.compile(r"<(?P<name>[\w:]+)(?P<rest>[^<>]*?)(?P<end>/?)>")


def mutant(text, chance):
    """The text with one to four of its tags damaged; it stays well-formed most of the time."""
    for _ in range(chance.randint(1, 4)):
        tag = chance.choice([*TAG.finditer(text, text.index("<body>"))])
        attributes = [*re.finditer(r'[\w:]+="([^"]*)"', tag["rest"])]
        new = tag[0]
        match chance.randrange(6):
            case 0 if attributes:
                one = chance.choice(attributes)
                new = new.replace(one[0], f'{one[0].partition("=")[0]}="{chance.choice(VALUES)}"')
            case 1:
                name = chance.choice(ATTRIBUTES)
                if f" {name}=" not in new:
                    new = (
                        f'<{tag["name"]} {name}="{chance.choice(VALUES)}"{tag["rest"]}{tag["end"]}>'
                    )
            case 2 if attributes:
                new = new.replace(chance.choice(attributes)[0], "")
            case 3 if tag["end"]:
                new = f"<{chance.choice(ELEMENTS)}{tag['rest']}/>"
            case 4 if tag["end"]:
                new = chance.choice(["", new * 2])
            case _:
                said = f'{chance.choice(ATTRIBUTES)}="{chance.choice(VALUES)}"'
                new += f"<{chance.choice(ELEMENTS)} {said}/>"
        text = text[: tag.start()] + new + text[tag.end() :]
    return text


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_odd_is_told_what_is_wrong(make, seed):
    chance = random.Random(seed)
    whole = odd_text(SCHEMA, 'start="TEI"', GROUP)
    told = 0
    for number in range(25):
        path = make.file(mutant(whole, chance))
        try:
            compiled = odd.compile(path, odd.Options(P5))
            found = compiled.diagnostics
            compiled.to_sch()
            if number % 5 == 0:
                for write in ("to_rnc", "to_dtd", "to_xsd", "to_odd", "to_json"):
                    getattr(compiled, write)()
        except TeiKitError as error:
            found = error.diagnostics
        told += bool(found)
        assert all(d.line >= 1 and d.column >= 1 for d in found)
    assert told
