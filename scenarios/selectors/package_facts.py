"""Packages as the domain tells of them: their states with the days, their steps, their acts.

Every function asks one query for any number of packages, steps two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject

from scenarios.domain.scenario_facts import ActFact, DatedState, PackageFact, StepFact
from scenarios.domain.statuses import PackageState, StepMode
from scenarios.models import Act, ActStep, Licence, Package, ScenarioPackage, Step
from scenarios.models import DatedState as DatedStateRow

#: A licence that ends within this time after midnight does not hold on that day: law writes 00:01.
_STILL_NIGHT = timedelta(minutes=1)


def packages_of(
    scenarios: Collection[str], *, known_at: datetime | None = None
) -> defaultdict[str, dict[str, PackageFact]]:
    """Return the packages of each scenario, by the id of their row."""
    found: defaultdict[str, dict[str, PackageFact]] = defaultdict(dict)
    members = ScenarioPackage.objects.filter(scenario__in=scenarios)
    rows = list(
        members.order_by("scenario", "package")
        .annotate(dated=_dated("package", known_at=known_at))
        .values("scenario_id", "package_id", "package__slug", "package__state", "dated")
    )
    steps = steps_of({row["package_id"] for row in rows})
    for row in rows:
        package = row["package_id"]
        found[row["scenario_id"]][package] = _fact(
            row["package__slug"],
            state=row["package__state"],
            dated=row["dated"],
            steps=steps[package],
        )
    return found


def package_facts(
    packages: Collection[str], *, known_at: datetime | None = None
) -> dict[str, PackageFact]:
    """Return the packages with these ids, by id."""
    rows = Package.objects.filter(pk__in=packages).annotate(dated=_dated("pk", known_at=known_at))
    steps = steps_of(packages)
    return {
        pk: _fact(slug, state=state, dated=dated, steps=steps[pk])
        for pk, slug, state, dated in rows.values_list("pk", "slug", "state", "dated")
    }


def steps_of(packages: Collection[str]) -> defaultdict[str, list[StepFact]]:
    """Return the steps of the packages with these ids, by id."""
    found: defaultdict[str, list[StepFact]] = defaultdict(list)
    steps = Step.objects.filter(package__in=packages).order_by("package", "position", "id")
    rows = list(steps.values("package_id", "case_id", "slug", "mode", "effective", "licence"))
    ends = _ends_of_licences(rows)
    for row in rows:
        found[row["package_id"]].append(
            StepFact(
                id=row["slug"],
                mode=StepMode(row["mode"]) if row["mode"] else None,
                effective=row["effective"],
                ends=ends.get((row["case_id"], row["licence"])),
            )
        )
    return found


def acts_of(
    packages: Collection[str], *, known_at: datetime | None = None
) -> defaultdict[str, list[ActFact]]:
    """Return the acts for the packages with these ids, by id; none that was taken back."""
    found: defaultdict[str, list[ActFact]] = defaultdict(list)
    acts = Act.objects.counting(known_at=known_at).filter(package__in=packages)
    done = ActStep.objects.filter(act=OuterRef("pk")).values("step__slug")
    rows = acts.order_by("package", "date", "id").annotate(done=ArraySubquery(done))
    for package, day, slug, steps in rows.values_list(
        "package_id", "date", "package__slug", "done"
    ):
        found[package].append(ActFact(date=day, package=slug, steps=frozenset(steps)))
    return found


def first_day_without(expires_local: str) -> date:
    """Return the first day on which a licence holds no longer, by the calendar of its zone."""
    expires = datetime.fromisoformat(expires_local)
    midnight = datetime.combine(expires.date(), time.min, tzinfo=expires.tzinfo)
    ends_at_night = expires - midnight <= _STILL_NIGHT
    return expires.date() if ends_at_night else expires.date() + timedelta(days=1)


def _dated(package: str, *, known_at: datetime | None) -> ArraySubquery:
    """Return the expression for the states of a package, that before all days first."""
    rows = DatedStateRow.objects.counting(known_at=known_at).filter(package=OuterRef(package))
    ordered = rows.order_by(F("since").asc(nulls_first=True), "recorded", "id")
    return ArraySubquery(ordered.values(told=JSONObject(state="state", since="since")))


def _fact(
    slug: str,
    *,
    state: str | None,
    dated: Iterable[Mapping[str, Any]],
    steps: Iterable[StepFact],
) -> PackageFact:
    """Return the package; its own state has no day, and counts where none is told with one."""
    first, *others = [*dated] or [{"state": state, "since": None}]
    return PackageFact(
        id=slug,
        state=_state(first["state"]),
        steps=tuple(steps),
        states=tuple(
            DatedState(since=date.fromisoformat(one["since"]), state=_state(one["state"]))
            for one in others
        ),
    )


def _state(text: str | None) -> PackageState | None:
    return PackageState(text) if text else None


def _ends_of_licences(steps: Collection[Mapping[str, Any]]) -> dict[tuple[str, str], date]:
    named = {row["licence"] for row in steps if row["licence"]}
    if not named:
        return {}
    rows = Licence.objects.filter(
        slug__in=named, case__in={row["case_id"] for row in steps}, expires_local__isnull=False
    )
    return {
        (case, slug): first_day_without(expires)
        for case, slug, expires in rows.values_list("case_id", "slug", "expires_local")
    }
