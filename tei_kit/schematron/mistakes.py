"""Mistakes in the expressions of a schema, found before a document is judged."""

from __future__ import annotations

from collections.abc import Iterator

from tei_kit.diagnostics import Diagnostic
from tei_kit.schematron.model import Construct, Definition, NeedsProcessorError
from tei_kit.schematron.static_checks import undefined, uses
from tei_kit.schematron.vocabulary import wrong
from tei_kit.schematron.xpath import Language, NeedsXsltError, XPathError


def mistakes(definition: Definition, language: Language) -> Iterator[Diagnostic]:
    """The mistakes in all expressions, each with its place, as a language of expressions sees them.

    Raises NeedsProcessorError at an expression that only a processor of XSLT can answer.
    """
    for use in uses(definition):
        try:
            if use.is_pattern:
                language.check_pattern(use.expression)
            else:
                language.check(use.expression)
        except NeedsXsltError as error:
            raise NeedsProcessorError(Construct(str(error), use.place)) from error
        except XPathError as error:
            yield from wrong(str(error), use.place).diagnostics
        else:
            yield from undefined(use)
