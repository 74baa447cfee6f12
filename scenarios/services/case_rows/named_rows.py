"""The rows that one definition names, looked up by their ids of the file, and its check by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.casefiles.definitions import checked_definition, named_in
from scenarios.casefiles.identities import id_text
from scenarios.casefiles.plain_values import Document
from scenarios.models import Case, Condition, Package, Source
from scenarios.services.case_rows.citations import Address, address_of, citable_from
from scenarios.services.case_rows.flat import FlatRow, given_case
from scenarios.services.case_rows.parts import Row
from scenarios.services.case_rows.row_kind import RowKind
from scenarios.services.case_rows.written import FORMAT

#: What a document says of a condition that it only names.
_STAND_IN = {"kind": "event", "bears_on": "target", "text": "-"}


@dataclass(frozen=True, slots=True)
class Named:
    """What there is of what a definition names.

    `rows` are rows of its own case by kind and id of the file, `conditions` all conditions.
    """

    rows: Mapping[str, Mapping[str, Any]]
    conditions: Mapping[Address, Condition]


def named_by(row: Row, *, case: Case) -> Named:
    """Look up what the row of a condition or gate names, whether it is well formed or not."""
    packages = {id_text(row.get(key)) for key in ("opens", "reverses", "fulfilled_by")}
    yields = id_text(row.get("yields"))
    found = citable_from(case, names=[*named_in(row.get("when")), *([yields] if yields else [])])
    there = Package.objects.filter(case=case, slug__in=[one for one in packages if one])
    own = {slug: condition for (of, slug), condition in found.items() if of == case.slug}
    return Named(
        rows={"packages": {one.slug: one for one in there}, "conditions": own}, conditions=found
    )


def given_row(kind: RowKind, row: Row, *, case: Case, named: Named) -> FlatRow:
    """Return the row in the flat form, once it is checked.

    Raises WrongDefinition, and UnstorableRows for what no column can hold.
    """
    document = checked_definition(
        row,
        kind=kind.name,
        beside=_beside(case, named),
        others=_others(row, case=case, named=named),
    )
    rows = given_case(document).rows
    return next(one for one in rows if one.kind is kind and one.name == row["id"])


def _beside(case: Case, named: Named) -> Document:
    """Return a document that holds what is named, and the sources of the case."""
    keys = Source.objects.filter(case=case).values_list("key", flat=True)
    return {
        "format": FORMAT,
        "id": case.slug,
        "title": case.title,
        "sources": {key: {} for key in keys},
        "conditions": [{"id": slug, **_STAND_IN} for slug in named.rows["conditions"]],
        "packages": [{"id": slug, "title": "-"} for slug in named.rows["packages"]],
    }


def _others(row: Row, *, case: Case, named: Named) -> dict[str, frozenset[str]]:
    """Return which conditions there are of each other case that the row cites."""
    there: defaultdict[str, set[str]] = defaultdict(set)
    for name in named_in(row.get("when")):
        address = address_of(name, case=case.slug)
        there[address[0]] |= {address[1]} if address in named.conditions else set()
    return {of: frozenset(slugs) for of, slugs in there.items()}
