"""Record an act: what an authority really did, apart from gates, and at once what follows from it.

An act is linked to a package, to steps of it, or to none. It may say which state the package has
from its day on. Nothing is overwritten: an act recorded in error is taken back (`take_back_act`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from sanctions.models.clock import database_now, database_today
from sanctions.services.record_reason import record_reason
from scenarios.domain.changes import EventKind
from scenarios.domain.errors import NotAllowed, PackageChanged, WrongFact
from scenarios.domain.statuses import PackageState
from scenarios.models import Act, ActStep, Case, ChangeEvent, Package, Step
from scenarios.models.assessments import Origin
from scenarios.services.cite_sources import as_stored, cite_sources
from scenarios.services.date_states import DatedPackage, date_states
from scenarios.services.hold_cases import hold_cases
from scenarios.services.node_tellings import Occasion
from scenarios.services.record_fact import GivenSource
from scenarios.services.tell_of_act import tell_of_act

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAct:
    """What was done, when, on which sources; for which package, and by which of its steps.

    `state` is the one that the package has from the day on; None where the act says nothing of it.
    `seen_version` is the version of the package that who records it saw.
    """

    date: date
    what: str
    package: Package | None = None
    steps: Sequence[str] = ()
    state: PackageState | str | None = None
    sources: Sequence[GivenSource] = ()
    precision: str | None = None
    note: str = ""
    seen_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedAct:
    """The act, its package with its new version, and the events that came of it."""

    act: Act
    package: Package | None
    events: tuple[ChangeEvent, ...] = field(default=())


def record_act(*, case: Case, given: GivenAct, reason: str, actor: User) -> RecordedAct:
    """Record the act, and tell the scenarios of its package again.

    Raises NotAllowed, PackageChanged where the package is not at `seen_version` any more, and
    WrongFact for what cannot be recorded as it is given.
    """
    with transaction.atomic(), record_reason(reason):
        hold_cases([case.pk])
        _check(case, given, reason=reason, actor=actor)
        package = _package(case, given)
        steps = _steps(package, given.steps)

        def store() -> Act:
            act = _act(case, given, package=package, reason=reason, actor=actor)
            act.save(force_insert=True)
            ActStep.objects.bulk_create(ActStep(act=act, step=step) for step in steps)
            if package is not None:
                _move(package, act, given)
            return act

        act, events = tell_of_act(
            store,
            case=case,
            package=package,
            kind=EventKind.ACT,
            occasion=Occasion(actor=actor, reason=reason),
        )
        return RecordedAct(act=act, package=package, events=tuple(events))


def _check(case: Case, given: GivenAct, *, reason: str, actor: User) -> None:
    """Return if this person may record an act like that."""
    if not Case.objects.changeable_by(actor).filter(pk=case.pk).exists():
        raise NotAllowed("You may see this case; only analysts of its team may record its acts.")
    if not reason.strip():
        raise WrongFact("Say why: the reason is kept with the act.", field="reason")
    if not given.what.strip():
        raise WrongFact("Say what was done.", field="what")
    if given.date > database_today():
        raise WrongFact("The day is still to come; an act is what was really done.", field="date")
    if given.state is not None and given.state not in set(PackageState):
        allowed = ", ".join(PackageState)
        raise WrongFact(f"Expected one of {allowed}.", field="state")
    if given.state is not None and given.package is None:
        raise WrongFact("Only a package has a state; name the package.", field="state")


def _package(case: Case, given: GivenAct) -> Package | None:
    """Return the package as it is now, if it was seen like that."""
    if given.package is None:
        return None
    rows = Package.objects.filter(case=case, pk=given.package.pk)
    package: Package | None = rows.first()
    if package is None:
        raise WrongFact("That package is of another case.", field="package")
    if given.seen_version is not None and given.seen_version != package.version:
        entered = package.acts.select_related("entered_by").order_by("-entered_at", "-id")
        missed = entered[: max(1, package.version - given.seen_version)]
        raise PackageChanged(package=package, seen_version=given.seen_version, since=[*missed])
    return package


def _steps(package: Package | None, slugs: Sequence[str]) -> list[Step]:
    """Return the steps of the package with these ids of the file; raises WrongFact."""
    found = {step.slug: step for step in package.steps.all()} if package else {}
    for place, slug in enumerate(slugs):
        if slug not in found:
            raise WrongFact(f'the package has no step "{slug}"', field=f"steps[{place}]")
    return [found[slug] for slug in dict.fromkeys(slugs)]


def _act(case: Case, given: GivenAct, *, package: Package | None, reason: str, actor: User) -> Act:
    keys = cite_sources(case=case.pk, sources=given.sources)
    last = Act.objects.filter(case=case).aggregate(last=Max("position"))["last"]
    return Act(
        case=case,
        position=0 if last is None else last + 1,
        date=given.date,
        recorded=database_now(),
        package=package,
        what=given.what.strip(),
        source=as_stored(keys),
        note=given.note or None,
        precision=given.precision,
        origin=Origin.PERSON,
        reason=reason,
        entered_by=actor,
    )


def _move(package: Package, act: Act, given: GivenAct) -> None:
    """Give the package its next version, and the state that the act says."""
    package.version += 1
    package.save(update_fields=["version"])
    if given.state is not None:
        change = DatedPackage(
            package=package,
            before=package.state,
            state=PackageState(given.state),
            since=given.date,
            act=act,
        )
        date_states([change])
