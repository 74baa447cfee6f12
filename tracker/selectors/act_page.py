"""One act: what it was, what it moved, and how long after its gates it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenarios.models import Act, Case, Package, Source, Step
from tracker.selectors.act_gaps import date_against_gates
from tracker.selectors.case_reading import CaseReading
from tracker.selectors.journal import Occasion, changes_seen_by, last_occasions

if TYPE_CHECKING:
    from sanctions.models.teams import Person
    from scenarios.selectors.moments import Moment

_OCCASIONS = 20


@dataclass(frozen=True, slots=True)
class ActPage:
    """All that the page of an act shows."""

    act: Act
    steps: list[Step]
    occasions: list[Occasion]
    sources: dict[str, Source]
    may_take_back: bool


def find_act(*, user: Person, act: str) -> Act:
    """Return an act that `user` sees. Raises Act.DoesNotExist."""
    rows = Act.objects.visible_to(user).select_related(
        "case", "package", "gave_state", "entered_by", "taken_back__by"
    )
    found: Act = rows.get(pk=act)
    return found


def act_page(*, user: Person, act: Act, at: Moment) -> ActPage:
    """Gather the page of an act as of now."""
    reading = CaseReading(act.case, at=at, user=user)
    date_against_gates([act], logic=reading.logic, on=reading.on)
    taken_back = hasattr(act, "taken_back")
    changes = changes_seen_by(user).filter(act=act)
    return ActPage(
        act=act,
        steps=[*act.steps.order_by("position")],
        occasions=last_occasions(changes, user=user, most=_OCCASIONS),
        sources=reading.sources,
        may_take_back=not taken_back and may_record(user, act.case),
    )


def may_record(user: Person, case: Case) -> bool:
    """Tell whether `user` may record acts of the case, and take them back."""
    return Case.objects.changeable_by(user).filter(pk=case.pk).exists()


def find_case(*, user: Person, slug: str) -> Case:
    """Return a case that `user` sees. Raises Case.DoesNotExist."""
    found: Case = Case.objects.visible_to(user).get(slug=slug)
    return found


def find_package(*, user: Person, case: str, slug: str) -> Package:
    """Return a package that `user` sees, with its steps. Raises Package.DoesNotExist."""
    rows = Package.objects.visible_to(user).select_related("case").prefetch_related("steps")
    found: Package = rows.get(case__slug=case, slug=slug)
    return found
