"""The content of elements, macros and datatypes -> patterns (Guidelines 22.5.1).

References to parts that the schema does not have are left out of a content. A sequence or
alternation that loses all its parts is empty. So a customization that drops elements need not
rewrite the contents that name them. A class that is part of the schema and has no members cannot be
satisfied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from tei_kit.odd.model import Schema, Spec, Values
from tei_kit.odd.patterns import (
    EMPTY,
    NOT_ALLOWED,
    TEXT,
    AnyName,
    Attribute,
    Choice,
    Data,
    Element,
    Interleave,
    Listed,
    Name,
    NameClass,
    NsName,
    Param,
    Pattern,
    Ref,
    Repeat,
    Value,
    choice,
    group,
    repeat,
)
from tei_kit.odd.problems import Problems
from tei_kit.odd.relax import RelaxReader
from tei_kit.odd.specs import read_values
from tei_kit.odd.vocabulary import Kind
from tei_kit.odd.wording import Wording
from tei_kit.xml.names import EXAMPLES_NAMESPACE, RNG, TEI, TEI_NAMESPACE

MOST_OPTIONAL = 60
"""Up to this many optional occurrences are written one inside the other; more are unbounded."""
MOST_REQUIRED = 400
"""Up to this many required occurrences are written in a row."""

_EXPANSIONS = (
    "sequenceOptionalRepeatable",
    "sequenceOptional",
    "sequenceRepeatable",
    "sequence",
    "alternation",
)
# model.pLike_sequence
_EXPANDED = re.compile(rf"(?P<class> .+ )_(?P<how> {' | '.join(_EXPANSIONS)} )", re.VERBOSE)
# teix:egXML
_PREFIXED = re.compile(r"(?P<prefix> [^\W\d][\w.-]* ):(?P<local> [^\W\d][\w.-]* )", re.VERBOSE)
_NAME_LIST = "NameList"
"""The processing instruction that the TEI's own ODDs have for any element of the schema."""
_USUAL_EXCEPTIONS = (TEI_NAMESPACE, "teix:egXML")
_USUAL_PREFIXES = {"teix": EXAMPLES_NAMESPACE, "tei": TEI_NAMESPACE}


@dataclass(slots=True)
class ContentReader:
    """Reads contents of one schema, and collects the definitions that they need."""

    schema: Schema
    wording: Wording
    problems: Problems
    check_data: Callable[[etree._Element, Data], bool]
    members: dict[str, list[Spec]] = field(default_factory=dict)
    more: dict[str, Pattern] = field(default_factory=dict)
    """Definitions that are made when they are referred to: expanded classes, any element."""
    external: set[str] = field(default_factory=set)
    """The names that grammars beside the ODD define."""
    _any: dict[tuple[NameClass, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for spec in self.schema.specs.values():
            if spec.kind not in (Kind.ELEMENT, Kind.CLASS):
                continue
            for key in dict.fromkeys(member.key for member in spec.memberships):
                self.members.setdefault(key, []).append(spec)

    def pattern_name(self, spec: Spec) -> str:
        """The name of the definition of a specification in the grammar."""
        prefix = self.schema.prefix if spec.prefix is None else spec.prefix
        return prefix + spec.ident

    # ------------------------------------------------------------------ contents

    def of_spec(self, spec: Spec) -> Pattern:
        """The content of an element, macro or datatype."""
        if spec.values is not None and spec.values.kind == "closed":
            return self.values(spec.values)
        if spec.content is None:
            return EMPTY
        if spec.content.tag == f"{TEI}dataRef":
            return self.of_element(spec.content) or EMPTY
        return group(self.parts(spec.content))

    def parts(self, holder: etree._Element, restriction: str | None = None) -> list[Pattern]:
        """The patterns of the children of an element, where the schema has them."""
        found: list[Pattern] = []
        for child in holder.iterchildren(f"{TEI}*", f"{RNG}*", etree.ProcessingInstruction):
            if isinstance(child, etree._ProcessingInstruction):
                if child.target == _NAME_LIST:
                    found.append(self._any_own_element())
                continue
            pattern = self.of_element(child, restriction)
            if pattern is not None:
                found.append(pattern)
        return found

    def of_element(self, element: etree._Element, restriction: str | None = None) -> Pattern | None:
        """The pattern of one element of a content; None when all that it names is absent."""
        tag = str(element.tag)
        if tag.startswith(RNG):
            return self.relax().pattern(element)
        match tag.removeprefix(TEI):
            case "sequence":
                return self._occurring(element, self._sequence(element, restriction))
            case "alternate":
                parts = self.parts(element, restriction)
                return self._occurring(element, choice(parts) if parts else EMPTY)
            case "interleave":
                return self._occurring(element, Interleave(tuple(self.parts(element))))
            case "elementRef":
                return self._occurring(element, self._named(element, Kind.ELEMENT))
            case "macroRef":
                return self._occurring(element, self._named(element, Kind.MACRO))
            case "classRef":
                return self._occurring(element, self._class(element))
            case "dataRef":
                return self._occurring(element, self._data(element, restriction))
            case "textNode":
                return TEXT
            case "valList":
                return self._occurring(element, self.values(read_values(element)))
            case "anyElement":
                return self._occurring(element, self._any_element(element))
            case "empty":
                return EMPTY
        return None

    def relax(self) -> RelaxReader:
        """A reader of RELAX NG inside contents."""
        return RelaxReader(self._refer, self.of_element, self.schema.namespace)

    def _sequence(self, element: etree._Element, restriction: str | None) -> Pattern:
        parts = self.parts(element, restriction)
        children = [*element.iterchildren(f"{TEI}*", f"{RNG}*")]
        if children and all(child.tag == f"{TEI}dataRef" for child in children):
            return Listed(group(parts))
        if element.get("preserveOrder") == "false" and len(parts) > 1:
            return Interleave(tuple(parts))
        return group(parts)

    def _occurring(self, element: etree._Element, pattern: Pattern | None) -> Pattern | None:
        if pattern is None:
            return None
        least, most = self.occurrences(element)
        return repeated(pattern, least, most)

    def occurrences(self, element: etree._Element) -> tuple[int, int | None]:
        """@minOccurs and @maxOccurs; None is unbounded. A wrong number is noted, once."""
        given_least, given_most = element.get("minOccurs"), element.get("maxOccurs")
        if given_least is None and given_most is None:
            return 1, 1
        least = _number(given_least, 1)
        most = None if given_most == "unbounded" else _number(given_most, 1)
        if least is None or (most is None and given_most != "unbounded"):
            reason = "@minOccurs is a number, and @maxOccurs a number or 'unbounded'"
            self.problems.at(element, "TK910", reason=reason)
            return 1, 1
        if most is not None and most < least:
            if given_most is not None:
                reason = f"@maxOccurs ({most}) is less than @minOccurs ({least})"
            else:
                reason = f"@minOccurs is {least}, and @maxOccurs is 1 when it is not given"
            self.problems.at(element, "TK910", reason=reason)
            return least, least
        return least, most

    def _named(self, element: etree._Element, kind: Kind) -> Pattern | None:
        spec = self.schema.specs.get(element.get("key", ""))
        return Ref(self.pattern_name(spec)) if spec is not None and spec.kind is kind else None

    def _refer(self, element: etree._Element) -> Pattern | None:
        """The pattern that a ref of RELAX NG names: of the schema, or of a grammar beside it."""
        name = element.get("name", "").strip()
        spec = self.schema.specs.get(name)
        prefix = self.schema.prefix
        if spec is None and prefix and name.startswith(prefix):
            spec = self.schema.specs.get(name.removeprefix(prefix))
        if spec is not None:
            return Ref(self.pattern_name(spec))
        match = _EXPANDED.fullmatch(name)
        if match and (spec := self.schema.specs.get(match["class"])) is not None:
            return self._expanded(spec, match["how"])
        return Ref(name) if name in self.external else None

    # ------------------------------------------------------------------ classes

    def model_class(self, spec: Spec) -> Pattern:
        """Any of the members of a class."""
        return choice([self._member(each, spec) for each in self.members.get(spec.ident, ())])

    def _member(self, member: Spec, class_: Spec, how: str = "") -> Pattern:
        if member.kind is Kind.CLASS:
            if how in ("", "alternation"):
                return Ref(self.pattern_name(member))
            return self._expanded(member, how)
        ref = Ref(self.pattern_name(member))
        for membership in member.memberships:
            if membership.key != class_.ident:
                continue
            if membership.least is None and membership.most is None:
                return ref
            least = _number(membership.least, 1) or 0
            most = None if membership.most == "unbounded" else _number(membership.most, 1)
            if most is not None:
                most = max(least, most)
            return repeated(ref, least, most)
        return ref

    def _class(self, element: etree._Element) -> Pattern | None:
        spec = self.schema.specs.get(element.get("key", ""))
        if spec is None or spec.kind is not Kind.CLASS:
            return None
        how = element.get("expand", "")
        include, exclude = (element.get(name, "").split() for name in ("include", "except"))
        if not (include or exclude) and how in ("", "alternation"):
            return Ref(self.pattern_name(spec))
        # A class among the members stands for each of its own members.
        chosen = self._chosen(spec, frozenset(include), frozenset(exclude), frozenset())
        return _expansion(chosen, how) if chosen else None

    def _chosen(
        self, class_: Spec, include: frozenset[str], exclude: frozenset[str], above: frozenset[str]
    ) -> list[Pattern]:
        """The members of a class that @include and @except leave.

        A member of a class is a member of the classes above it, too. A class with members that were
        chosen and members that were not is replaced by the chosen members.
        """
        found: list[Pattern] = []
        above |= {class_.ident}
        for member in self.members.get(class_.ident, ()):
            if member.ident in exclude or member.ident in above:
                continue
            inner = self._below(member) if member.kind is Kind.CLASS else frozenset[str]()
            if member.ident in include or (not include and not inner & exclude):
                found.append(self._member(member, class_))
            elif inner & (include or exclude):
                found += self._chosen(member, include, exclude, above)
        return found

    def _below(self, class_: Spec) -> frozenset[str]:
        """The names of all who belong to a class, by itself or by a class that belongs to it."""
        known: set[str] = set()
        pending = [class_.ident]
        while pending:
            members = self.members.get(pending.pop(), ())
            pending += [m.ident for m in members if m.kind is Kind.CLASS and m.ident not in known]
            known |= {member.ident for member in members}
        return frozenset(known)

    def _expanded(self, spec: Spec, how: str) -> Pattern:
        """The members of a class, and of the classes in it, in a sequence. Older contents refer
        to it by a name such as `model.pLike_sequence`."""
        if how == "alternation":
            return Ref(self.pattern_name(spec))
        name = f"{self.pattern_name(spec)}_{how}"
        if name not in self.more:
            self.more[name] = EMPTY  # for a class that is a member of itself
            members = [self._member(each, spec, how) for each in self.members.get(spec.ident, ())]
            self.more[name] = _expansion(members, how)
        return Ref(name)

    # ------------------------------------------------------------------ values and datatypes

    def values(self, values: Values) -> Pattern:
        """One of the values of a list."""
        return choice(
            [Value(item.name, self.wording.note(item.description)) for item in values.items]
        )

    def _data(self, element: etree._Element, restriction: str | None) -> Pattern | None:
        given = [each for each in (element.get("restriction"), restriction) if each]
        name = element.get("name")
        if name:
            params = [
                Param(facet.get("name", ""), facet.get("value", ""))
                for facet in element.iterchildren(f"{TEI}dataFacet")
            ]
            if not params:
                params = [Param("pattern", each) for each in dict.fromkeys(given)]
            data = Data(name.strip(), tuple(params))
            return data if self.check_data(element, data) else Data("string")
        key = element.get("key", "")
        spec = self.schema.specs.get(key)
        if spec is None or spec.kind not in (Kind.DATA, Kind.MACRO):
            return TEXT if key else Data("string")
        if given and spec.content is not None:
            holder = spec.content
            if holder.tag == f"{TEI}dataRef":
                return self._data(holder, given[0])
            return group(self.parts(holder, given[0]))
        return Ref(self.pattern_name(spec))

    # ------------------------------------------------------------------ any element

    def _any_element(self, element: etree._Element) -> Pattern:
        given = element.get("except")
        words = tuple(given.split()) if given is not None else self.schema.default_exceptions
        declared = element if given is not None else self.schema.element
        named = [_exception(word, declared) for word in words or _USUAL_EXCEPTIONS]
        excepted = tuple(dict.fromkeys([*named, *self._own_elements(named)]))
        name = self._any.get(excepted)
        if name is None:
            number = len(self._any)
            name = self._any[excepted] = "anyElement" if not number else f"anyElement.{number + 1}"
            attributes = Repeat("*", Attribute(AnyName(), TEXT))
            inside = Repeat("*", Choice((TEXT, Ref(name))))
            content = group([attributes, inside])
            self.more[name] = Element(AnyName(excepted), content)
        return Ref(name)

    def _any_own_element(self) -> Pattern:
        """Any element of the schema: `<?NameList?>` in a content stands for that."""
        return choice([Ref(self.pattern_name(spec)) for spec in self.schema.of_kind(Kind.ELEMENT)])

    def _own_elements(self, named: Sequence[NameClass]) -> list[NameClass]:
        """The elements of the schema in namespaces that are not excepted as a whole.

        Their identifiers would be identifiers in some places only, which RELAX NG does not allow
        (DTD Compatibility, section 5); TEI excepts egXML for the same reason.
        """
        excepted = {each.namespace for each in named if isinstance(each, NsName)}
        found: list[NameClass] = []
        for spec in self.schema.of_kind(Kind.ELEMENT):
            namespace = self.schema.namespace if spec.namespace is None else spec.namespace
            if namespace not in excepted:
                found.append(Name(namespace, spec.name))
        return found


def _expansion(members: Sequence[Pattern], how: str) -> Pattern:
    """Members of a class as @expand says."""
    match how:
        case "sequence":
            return group(members)
        case "sequenceOptional":
            return group([repeat("?", member) for member in members])
        case "sequenceRepeatable":
            return group([repeat("+", member) for member in members]) if members else NOT_ALLOWED
        case "sequenceOptionalRepeatable":
            return group([repeat("*", member) for member in members])
    return choice(members)


def _exception(word: str, element: etree._Element) -> NameClass:
    match = _PREFIXED.fullmatch(word)
    if match:
        namespace = element.nsmap.get(match["prefix"]) or _USUAL_PREFIXES.get(match["prefix"])
        if namespace:
            return Name(namespace, match["local"])
    return NsName(word)


def repeated(pattern: Pattern, least: int, most: int | None) -> Pattern:
    """A pattern from `least` to `most` times; None is as often as one likes."""
    match (least, most):
        case (1, 1):
            return pattern
        case (0, 1):
            return repeat("?", pattern)
        case (0, None):
            return repeat("*", pattern)
        case (1, None):
            return repeat("+", pattern)
        case (_, 0):
            return EMPTY
    required = [pattern] * min(least, MOST_REQUIRED)
    if most is None:
        return group([*required, repeat("*", pattern)])
    optional: Pattern = EMPTY
    if most - least > MOST_OPTIONAL:
        optional = repeat("*", pattern)
    else:
        for _ in range(most - least):
            optional = repeat("?", group([pattern, optional]))
    return group([*required, optional])


def _number(given: str | None, otherwise: int) -> int | None:
    if given is None:
        return otherwise
    given = given.strip()
    return int(given) if given.isdecimal() and len(given) < 9 else None
