"""What a subscription may ask for, and the checks that hold for every such wish."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

from sanctions.models import Party
from scenarios.domain.changes import EventKind
from scenarios.domain.levels import Level
from scenarios.models import Case, Condition, Gate, Scenario
from tracker.domain.errors import OutOfSight, WrongInput
from tracker.models import Endpoint
from tracker.services.check_name import check_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FILTERS = ("case", "scenario", "condition", "gate", "party")


class SubscriptionTerms(TypedDict, total=False):
    """The terms of a subscription; what is left out keeps its value, or its default."""

    name: str
    everything: bool
    case: Case | None
    scenario: Scenario | None
    condition: Condition | None
    gate: Gate | None
    party: Party | None
    kinds: Iterable[str]
    least_level: str
    include_own: bool
    to_inbox: bool
    endpoints: Iterable[Endpoint]
    is_active: bool
    expires_at: datetime | None


def checked_columns(*, owner: User, terms: SubscriptionTerms) -> dict[str, Any]:
    """Return what is to be stored in the row itself, its endpoints apart.

    Raises WrongInput, and OutOfSight for what `owner` may not see.
    """
    columns: dict[str, Any] = {key: value for key, value in terms.items() if key != "endpoints"}
    if "name" in terms:
        columns["name"] = check_name(terms["name"])
    if "least_level" in terms and terms["least_level"] not in set(Level):
        known = ", ".join(Level)
        raise WrongInput(f"the least level must be one of {known}", field="least_level")
    if "kinds" in terms:
        columns["kinds"] = _known_kinds(terms["kinds"])
    for key in FILTERS:
        row = columns.get(key)
        if row is not None and not _is_visible(row, owner):
            raise OutOfSight(f"there is no such {key}", field=key)
    return columns


def checked_endpoints(*, owner: User, terms: SubscriptionTerms) -> list[Endpoint]:
    """Return the endpoints of the terms. Raises OutOfSight for one that is not the owner's."""
    endpoints = list(terms.get("endpoints", ()))
    if any(endpoint.owner_id != owner.pk for endpoint in endpoints):
        raise OutOfSight("there is no such endpoint", field="endpoints")
    return endpoints


def check_filters(values: dict[str, Any]) -> None:
    """Raise WrongInput where the filters name nothing, or contradict `everything`."""
    named = [key for key in FILTERS if values.get(key) is not None]
    if values.get("everything") and named:
        raise WrongInput(f"everything leaves no room for a {named[0]}", field="everything")
    if not values.get("everything") and not named:
        raise WrongInput(f"name a {', '.join(FILTERS)}, or everything", field="everything")


def _known_kinds(kinds: Iterable[str]) -> list[str]:
    """Return the kinds in the order of their vocabulary, each once."""
    asked = set(kinds)
    if not asked <= set(EventKind):
        raise WrongInput(f"each kind must be one of {', '.join(EventKind)}", field="kinds")
    return [kind.value for kind in EventKind if kind in asked]


def _is_visible(row: Any, owner: User) -> bool:
    rows = type(row).objects.visible_to(owner)
    return bool(rows.filter(pk=row.pk).exists())
