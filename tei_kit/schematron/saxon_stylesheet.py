"""The stylesheet that runs a schema on Saxon: each rule a template, each pattern a mode.

A rule or a variable that cannot be evaluated is a result as well. The documents that rules read
with doc() and document() come in a map from addresses to documents; a message asks for a document
that is not in the map yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from tei_kit.diagnostics import Place
from tei_kit.schematron import xslt_parts
from tei_kit.schematron.documents import address_of
from tei_kit.schematron.model import Definition, Let, Pattern, Rule
from tei_kit.schematron.vocabulary import place_of
from tei_kit.schematron.xpath.scan import with_functions
from tei_kit.schematron.xslt_parts import OWN, PREFIX, Adapt, element, placed, with_base
from tei_kit.xml.names import XSD_NAMESPACE, XSL, XSLT_NAMESPACE

ASKS_FOR = "read "
"""The beginning of a message that asks for the document at an address."""

_FUNCTIONS = "http://www.w3.org/2005/xpath-functions"
_VERSION_OF_BINDING = {"": "1.0", "xslt": "1.0", "xslt1": "1.0", "xpath": "1.0", "xpath1": "1.0"}
_LATEST = "3.0"
_EVERY_NODE = "/ | //node() | //@*"
_EVERY_PATTERN = "/ | node() | @*"
_LEAST = "-1"

# The node, or the element of an attribute or a text, as its position among the elements, comments
# and processing instructions around it, and theirs: "1/3/2". Nothing for the document itself.
_IN_LXML = "self::* or self::comment() or self::processing-instruction()"
_AT = (
    f"string-join(ancestor-or-self::node()[{_IN_LXML}]"
    f"/string(count(preceding-sibling::node()[{_IN_LXML}]) + 1), '/')"
)

_PREFIXES = {
    f"{PREFIX}-map": "http://www.w3.org/2005/xpath-functions/map",
    f"{PREFIX}-xs": XSD_NAMESPACE,
}

_OF_DOCUMENTS = f"""<functions xmlns:xsl="{XSLT_NAMESPACE}" xmlns:{PREFIX}="{OWN}"
   >
  <xsl:param name="{PREFIX}:documents" as="map(*)" select="map{{}}"/>
  <xsl:param name="{PREFIX}:refused" as="map(*)" select="map{{}}"/>
  <xsl:function version="3.0" name="{PREFIX}:is-there" as="{PREFIX}-xs:boolean">
    <xsl:param name="address" as="{PREFIX}-xs:string"/>
    <xsl:if test="not({PREFIX}-map:contains(${PREFIX}:documents, $address)
                      or {PREFIX}-map:contains(${PREFIX}:refused, $address))">
      <xsl:message select="concat('{ASKS_FOR}', $address)"/>
    </xsl:if>
    <xsl:sequence select="{PREFIX}-map:contains(${PREFIX}:documents, $address)"/>
  </xsl:function>
  <xsl:function version="3.0" name="{PREFIX}:load" as="node()*">
    <xsl:param name="uri" as="{PREFIX}-xs:string"/>
    <xsl:param name="base" as="{PREFIX}-xs:string"/>
    <xsl:variable name="whole" as="{PREFIX}-xs:string" select="string(resolve-uri($uri, $base))"/>
    <xsl:variable name="address" as="{PREFIX}-xs:string" select="tokenize($whole || '#', '#')[1]"/>
    <xsl:variable name="fragment" as="{PREFIX}-xs:string" select="substring-after($whole, '#')"/>
    <xsl:choose>
      <xsl:when test="{PREFIX}:is-there($address)">
        <xsl:variable name="found" select="{PREFIX}-map:get(${PREFIX}:documents, $address)"/>
        <xsl:sequence select="if ($fragment) then id($fragment, $found) else $found"/>
      </xsl:when>
      <xsl:when test="{PREFIX}-map:contains(${PREFIX}:refused, $address)">
        <xsl:sequence select="error(QName('{OWN}', '{PREFIX}:document'),
                                    {PREFIX}-map:get(${PREFIX}:refused, $address))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>
  <xsl:function version="3.0" name="{PREFIX}:unparsed-text-available" as="{PREFIX}-xs:boolean">
    <xsl:param name="uri" as="{PREFIX}-xs:string?"/>
    <xsl:sequence select="false()"/>
  </xsl:function>
  <xsl:function version="3.0" name="{PREFIX}:unparsed-text" as="{PREFIX}-xs:string*">
    <xsl:param name="uri" as="{PREFIX}-xs:string?"/>
    <xsl:sequence select="error(QName('{OWN}', '{PREFIX}:text'), 'rules read no text files')"/>
  </xsl:function>
</functions>"""

# doc() and its like for one file of the schema, to which relative addresses are relative
_OF_FILE = f"""<functions xmlns:xsl="{XSLT_NAMESPACE}" xmlns:{PREFIX}="{OWN}">
  <xsl:variable name="{PREFIX}-{{number}}:base" as="{PREFIX}-xs:string"/>
  <xsl:function version="3.0" name="{PREFIX}-{{number}}:doc" as="document-node()?">
    <xsl:param name="uri" as="{PREFIX}-xs:string?"/>
    <xsl:sequence select="$uri ! {PREFIX}:load(., ${PREFIX}-{{number}}:base)"/>
  </xsl:function>
  <xsl:function version="3.0" name="{PREFIX}-{{number}}:doc-available" as="{PREFIX}-xs:boolean">
    <xsl:param name="uri" as="{PREFIX}-xs:string?"/>
    <xsl:sequence
        select="exists($uri[{PREFIX}:is-there(
                string(resolve-uri(., ${PREFIX}-{{number}}:base)))])"/>
  </xsl:function>
  <xsl:function version="3.0" name="{PREFIX}-{{number}}:document" as="node()*">
    <xsl:param name="uris" as="item()*"/>
    <xsl:sequence select="(for $uri in $uris return {PREFIX}:load(string($uri),
        ((if ($uri instance of node()) then string(base-uri($uri)) else '')[. ne ''],
         ${PREFIX}-{{number}}:base)[1])) | ()"/>
  </xsl:function>
  <xsl:function version="3.0" name="{PREFIX}-{{number}}:document" as="node()*">
    <xsl:param name="uris" as="item()*"/>
    <xsl:param name="base" as="node()"/>
    <xsl:sequence select="(for $uri in $uris return
        {PREFIX}:load(string($uri),
            (string(base-uri($base))[. ne ''], ${PREFIX}-{{number}}:base)[1])) | ()"/>
  </xsl:function>
</functions>"""


class _Files:
    """The files of a schema, and the functions that read documents for each."""

    def __init__(self, definition: Definition) -> None:
        self._numbers: dict[str, int] = {}
        self._used: dict[str, int] = {}
        self._fn = [p for p, uri in definition.namespaces.items() if uri == _FUNCTIONS]

    def adapt(self, place: Place) -> Adapt:
        """A function that puts calls of these functions into an expression of a place's file."""
        number = self._numbers.setdefault(place.file, len(self._numbers))
        names = {
            f"{prefix}{local}": f"{PREFIX}-{number}:{local}"
            for local in ("doc", "doc-available", "document")
            for prefix in ("", "fn:", *(f"{p}:" for p in self._fn))
        }
        for prefix in ("", "fn:", *(f"{p}:" for p in self._fn)):
            names[f"{prefix}unparsed-text-available"] = f"{PREFIX}:unparsed-text-available"
            for local in ("unparsed-text", "unparsed-text-lines"):
                names[f"{prefix}{local}"] = f"{PREFIX}:unparsed-text"

        def adapt(expression: str) -> str:
            adapted = with_functions(expression, names)
            if adapted != expression:
                self._used[place.file] = number
            return adapted

        return adapt

    def prefixes(self) -> dict[str, str]:
        """The prefixes of the functions, and those that they use."""
        own = {f"{PREFIX}-{number}": f"{OWN}:{number}" for number in self._used.values()}
        return _PREFIXES | own

    def functions(self) -> list[etree._Element]:
        """The declarations of the functions."""
        made = [*etree.fromstring(_OF_DOCUMENTS)]
        for file, number in self._used.items():
            declared = [*etree.fromstring(_OF_FILE.replace("{number}", str(number)))]
            declared[0].text = address_of(file)
            made += declared
        return made


def stylesheet(definition: Definition) -> etree._Element:
    """The stylesheet of a schema."""
    files = _Files(definition)
    body = [*_body(definition, files)]
    root = xslt_parts.root(
        _VERSION_OF_BINDING.get(definition.binding, _LATEST),
        {"xs": XSD_NAMESPACE, "err": "http://www.w3.org/2005/xqt-errors"}
        | {"fn": _FUNCTIONS}
        | dict(definition.namespaces),
        files.prefixes(),
    )
    root.set("exclude-result-prefixes", "#all")
    root.extend(files.functions())
    root.extend(body)
    return root


def _body(definition: Definition, files: _Files) -> list[etree._Element]:
    made = []
    for declaration in definition.declarations:
        place = place_of(declaration)
        copy = xslt_parts.copied(declaration, files.adapt(place))
        made.append(placed(with_base(copy, place), place))
    made += [_variable(let, files.adapt(let.place)) for let in definition.lets]
    made.append(element("variable", name=f"{PREFIX}:principal", select="/"))
    made.append(_main(definition, files))
    number = first = 0
    for index, pattern in enumerate(definition.patterns):
        made.append(element("template", match=_EVERY_PATTERN, mode=f"p{index}", priority=_LEAST))
        for place_in_pattern, rule in enumerate(pattern.rules):
            template = _template(rule, pattern, number, first, files.adapt(rule.place))
            template.set("mode", f"p{index}")
            template.set("priority", str(len(pattern.rules) - place_in_pattern))
            made.append(template)
            number += 1
            first += len(rule.checks)
    return made


def _main(definition: Definition, files: _Files) -> etree._Element:
    """The template that evaluates the variables and takes every node through each pattern."""
    template = element("template", match="/")
    findings = etree.SubElement(template, "findings")
    for index, let in enumerate(definition.lets):
        findings.append(
            _attempt(
                [element("if", test=f"count(${let.name}) lt 0")],
                etree.Element("broken", number=str(index)),
            )
        )
    for index, pattern in enumerate(definition.patterns):
        apply = element("apply-templates", select=_EVERY_NODE, mode=f"p{index}")
        if not pattern.documents:
            findings.append(apply)
            continue
        adapt = files.adapt(pattern.place)
        own = adapt("document(").removesuffix("(")
        each = element("for-each", select=f"{own}({adapt(pattern.documents)}, /)")
        each.append(apply)
        placed(each, pattern.place)
        number = str(len(definition.lets) + index)
        findings.append(_attempt([each], etree.Element("broken", number=number)))
    return template


def _attempt(body: Sequence[etree._Element], otherwise: etree._Element) -> etree._Element:
    """An xsl:try; `otherwise`, with the error's description in it, is the result of an error."""
    attempt = element("try")
    attempt.extend(body)
    caught = etree.SubElement(attempt, f"{XSL}catch")
    caught.append(otherwise)
    otherwise.append(element("value-of", select="$err:description"))
    return attempt


def _template(
    rule: Rule, pattern: Pattern, number: int, first: int, adapt: Adapt
) -> etree._Element:
    """The template of a rule. An error while it runs is a result too, with the rule's number."""
    template = placed(element("template", match=adapt(rule.context)), rule.place)
    with_base(template, rule.place)
    # The node alone: position() and last() are 1 for every test.
    alone = element("for-each", select=".")
    alone.extend(_variable(let, adapt) for let in rule.lets)
    for at_check, check in enumerate(rule.checks, first):
        test = adapt(check.test if check.fails_when else f"not({check.test})")
        condition = etree.SubElement(alone, f"{XSL}if", test=test)
        placed(condition, check.place)
        at = (
            f"for $subject in (({adapt(check.subject)}), .)[1] return $subject/{_AT}"
            if check.subject
            else _AT
        )
        finding = etree.SubElement(condition, "finding", number=str(at_check), at="{" + at + "}")
        if pattern.documents:
            finding.set("in", f"{{root(.)[not(. is ${PREFIX}:principal)]/base-uri()}}")
        finding.extend(xslt_parts.message(check.message, adapt))
    failure = etree.Element("failure", number=str(number), at="{" + _AT + "}")
    template.append(_attempt([alone], failure))
    return template


def _variable(let: Let, adapt: Adapt) -> etree._Element:
    variable = with_base(placed(element("variable", name=let.name), let.place), let.place)
    if let.type:
        variable.set("as", let.type)
    if let.content is None:
        variable.set("select", adapt(let.expression))
        return variable
    variable.text = let.content.text
    variable.extend(deepcopy(child) for child in let.content)
    return variable
