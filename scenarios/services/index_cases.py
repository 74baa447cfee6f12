"""Keep the reverse indexes of cases: which gates rest on a condition, which scenarios on a gate.

A case whose file names no scenario has one all the same, of all its packages and gates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from scenarios.domain.errors import DocumentFault
from scenarios.models import GateCondition, Scenario, ScenarioGate, ScenarioPackage
from scenarios.services.case_rows.citations import (
    address_of,
    conditions_at,
    may_cite,
    named_conditions,
)
from scenarios.services.case_rows.errors import CasesInvalid
from scenarios.services.case_rows.flat import FlatRow
from scenarios.services.case_rows.kinds import GATES, PACKAGES, SCENARIOS
from scenarios.services.case_rows.storing import StoredCase

Pairs = set[tuple[str, str]]

#: What a case calls the scenario that no file names.
IMPLIED = "all"


def index_cases(cases: Collection[StoredCase]) -> None:
    """Bring the indexes of these cases in line with their rows.

    Raises CasesInvalid where a gate names a condition that is nowhere, or that who sees the gate
    may not see: a case of everybody rests on cases of everybody.
    """
    gates, members, resting = _conditions_of_gates(cases), set(), set()
    for case in cases:
        for scenario, packages in _scenarios(case):
            members |= {(scenario.pk, package) for package in packages}
            resting |= {(scenario.pk, gate) for gate in _gates_of(case, scenario, packages)}
    ids = [case.case.pk for case in cases]
    _replace(GateCondition, ("gate", "condition"), gates, case="gate__case", ids=ids)
    _replace(ScenarioPackage, ("scenario", "package"), members, case="scenario__case", ids=ids)
    _replace(ScenarioGate, ("scenario", "gate"), resting, case="scenario__case", ids=ids)


def _conditions_of_gates(cases: Collection[StoredCase]) -> Pairs:
    named = [
        (number, case, row, place, address_of(name, case=case.case.slug))
        for number, case in enumerate(cases)
        for row in case.rows
        for place, name in named_conditions(row)
    ]
    known = conditions_at({address for *_, address in named})
    pairs: Pairs = set()
    faults = []
    for number, case, row, place, address in named:
        condition = known.get(address)
        if condition and may_cite(case.case, condition):
            gate = row.record.pk if row.kind is GATES else row.record.gate_id
            pairs.add((gate, condition.pk))
        else:
            message = f'expected a condition of a case that is stored, got "{"/".join(address)}"'
            faults.append((number, DocumentFault(place, message)))
    if faults:
        raise CasesInvalid(faults)
    return pairs


def _scenarios(case: StoredCase) -> Iterator[tuple[Scenario, list[str]]]:
    """Yield the scenarios of a case, with the ids of their packages."""
    packages = {row.name: row.record.pk for row in case.rows if row.kind is PACKAGES}
    named = [row for row in case.rows if row.kind is SCENARIOS]
    for row in named:
        slugs = row.columns["package_slugs"]
        yield row.record, [packages[slug] for slug in (packages if slugs is None else slugs)]
    if not named:
        yield _implied(case), list(packages.values())


def _implied(case: StoredCase) -> Scenario:
    scenario, _ = Scenario.objects.update_or_create(
        case=case.case,
        implied=True,
        defaults={"title": case.case.title},
        create_defaults={"title": case.case.title, "slug": IMPLIED, "position": 0},
    )
    return scenario


def _gates_of(case: StoredCase, scenario: Scenario, packages: list[str]) -> Iterator[str]:
    for row in case.rows:
        if row.kind is GATES and (scenario.implied or _moves(row, packages)):
            yield row.record.pk


def _moves(gate: FlatRow, packages: list[str]) -> bool:
    return gate.record.opens_id in packages or gate.record.reverses_id in packages


def _replace(
    model: Any, columns: tuple[str, str], wanted: Pairs, *, case: str, ids: list[str]
) -> None:
    """Add the rows that are wanted, and take out those that are no more."""
    first, second = (f"{column}_id" for column in columns)
    rows = model.objects.filter(**{f"{case}__in": ids})
    there = {(getattr(row, first), getattr(row, second)): row.pk for row in rows}
    missing = sorted(wanted - there.keys())
    model.objects.bulk_create([model(**{first: one, second: two}) for one, two in missing])
    gone = [pk for pair, pk in there.items() if pair not in wanted]
    if gone:
        model.objects.filter(pk__in=gone).delete()
