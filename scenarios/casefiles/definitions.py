"""Checks the definition of one condition or gate, as if it stood in a file with what it names.

Method: a document is made of the row and of what stands beside it, and checked like any file; its
faults are placed inside the row. Source: the case file format, sections 1 and 3. Limits: what
stands beside it is whatever the caller found, so the caller looks up what the row names.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.casefiles.expression_limits import expression_nodes
from scenarios.casefiles.faults import PlacedError
from scenarios.casefiles.plain_values import Document
from scenarios.casefiles.read_cases import case_faults
from scenarios.casefiles.schema import normalised
from scenarios.domain.errors import DocumentFault, WrongDefinition


def checked_definition(
    row: Mapping[str, Any], *, kind: str, beside: Document, others: Mapping[str, frozenset[str]]
) -> Document:
    """Return the document of the row, normalised; the row is the first of its list, `kind`.

    `beside` is what else the document holds, `others` the conditions of other cases by case.
    Raises WrongDefinition.
    """
    document = {**beside, kind: [dict(row), *beside.get(kind, [])]}
    faults = [
        DocumentFault(fault.place.removeprefix(f"{kind}[0]").lstrip("."), fault.message)
        for fault in case_faults(document, conditions=others)
    ]
    if faults:
        raise WrongDefinition(faults)
    return normalised(document)


def named_in(expression: Any) -> Iterator[str]:
    """Yield the names of conditions in an expression that nobody has checked yet."""
    try:
        for _, node in expression_nodes(expression, place=""):
            if isinstance(node, str):
                yield node
    except PlacedError:
        # Beyond the limits: the check says so, and what is there is not looked up.
        return
