"""Date states of packages: a state holds from a day on, and what was so before stays to be read.

The first dated state of a package keeps the undated one before it. `Package.state` is always the
state of today, for lists, filters and exports.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sanctions.models.clock import database_today
from scenarios.domain.statuses import PackageState
from scenarios.models import Act, DatedState, Package
from scenarios.selectors.package_facts import package_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPackage:
    """A package, the state that it has from a day on, and the act that says so, if one does.

    `before` is what it was until then, for a package of which nothing dated was said yet.
    """

    package: Package
    before: PackageState | str | None
    state: PackageState | str | None
    since: date
    act: Act | None = None


def date_states(changes: Sequence[DatedPackage]) -> None:
    """Append the states, in the caller's transaction, and keep what each package was before."""
    if not changes:
        return
    packages = {one.package.pk: one.package for one in changes}
    before = {one.package.pk: one.before for one in changes}
    begun = DatedState.objects.filter(package__in=packages, since__isnull=True)
    fresh = packages.keys() - set(begun.values_list("package_id", flat=True))
    DatedState.objects.bulk_create(
        DatedState(package=packages[pk], state=before[pk]) for pk in sorted(fresh)
    )
    DatedState.objects.bulk_create(
        DatedState(package=one.package, state=one.state, since=one.since, act=one.act)
        for one in changes
    )
    say_state_of_today(packages.values())


def say_state_of_today(packages: Collection[Package]) -> None:
    """Bring `Package.state` in line with the dated states."""
    today = database_today()
    facts = package_facts([package.pk for package in packages])
    moved = []
    for package in packages:
        state = facts[package.pk].state_on(today)
        if package.state != state:
            package.state = state
            moved.append(package)
    Package.objects.bulk_update(moved, ["state"])
