"""Who is exposed to whom in a stored case: its rows as the pure core takes them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from scenarios.domain.exposure import Exposure, exposure_from_document
from scenarios.models import (
    CaseControl,
    CaseDesignation,
    CaseOwnershipRule,
    CaseParty,
    CaseStake,
    JointArrangement,
    Licence,
    Package,
    Step,
)

Form = dict[str, Any]


def exposure_of(case: str) -> Exposure:
    """Return the exposure of the case with this id, in a fixed number of queries."""
    return exposure_from_document(
        {
            "parties": [{"id": slug} for slug in party_names(case)],
            "stakes": [_stake(row) for row in _rows(CaseStake, case, "owner", "owned")],
            "control": [
                _control(row) for row in _rows(CaseControl, case, "controller", "controlled")
            ],
            "joint": [
                {"members": row.members, **_dates(row)} for row in _rows(JointArrangement, case)
            ],
            "ownership_rules": [_rule(row) for row in _rows(CaseOwnershipRule, case)],
            "designations": [_designation(row) for row in _rows(CaseDesignation, case, "party")],
            "packages": _packages(case),
            "licences": [_licence(row) for row in _rows(Licence, case)],
        }
    )


def party_names(case: str) -> dict[str, str]:
    """Return the names of the parties of the case, by slug."""
    rows = CaseParty.objects.filter(case=case).order_by("position", "id")
    return dict(rows.values_list("slug", "name"))


def _rows(model: Any, case: str, *beside: str) -> Any:
    return model.objects.filter(case=case).select_related(*beside).order_by("position", "id")


def _dates(row: Any) -> Form:
    return {
        "from": row.from_date and row.from_date.isoformat(),
        "to": row.to_date and row.to_date.isoformat(),
    }


def _stake(row: CaseStake) -> Form:
    percent = {"low": row.percent_low, "high": row.percent_high}
    return {"owner": row.owner.slug, "owned": row.owned.slug, "percent": percent, **_dates(row)}


def _control(row: CaseControl) -> Form:
    ends = {"controller": row.controller.slug, "controlled": row.controlled.slug}
    return {**ends, **_dates(row)}


def _rule(row: CaseOwnershipRule) -> Form:
    kept = ("authority", "threshold", "strict", "aggregate", "control", "joint")
    return {**{key: getattr(row, key) for key in kept}, **_dates(row)}


def _designation(row: CaseDesignation) -> Form:
    kept = ("authority", "program", "measure", "by_definition")
    said = {key: getattr(row, key) for key in kept}
    return {"id": row.slug, "party": row.party.slug, **said, **_dates(row)}


def _packages(case: str) -> list[Form]:
    """The packages with their steps; a package without steps is there too."""
    steps: defaultdict[str, list[Form]] = defaultdict(list)
    for row in _rows(Step, case, "package"):
        removes = {"designations": row.removes_designations, "program": row.removes_program}
        steps[row.package.slug].append(
            {
                "id": row.slug,
                "instrument": row.instrument,
                "authority": row.authority,
                "removes": {key: value for key, value in removes.items() if value},
                "adds": row.adds or [],
            }
        )
    slugs = Package.objects.filter(case=case).values_list("slug", flat=True)
    return [{"id": slug, "steps": steps[slug]} for slug in slugs]


def _licence(row: Licence) -> Form:
    return {
        "id": row.slug,
        "series": row.series,
        "authority": row.authority,
        "from": row.from_local,
        "expires": row.expires_local,
        "zone": row.zone,
        "supersedes": row.supersedes,
        "cut_off": row.cut_off and row.cut_off.isoformat(),
        "covers": row.covers or (),
        "owned_entities": row.owned_entities,
    }
