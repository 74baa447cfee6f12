"""Record a fact about a condition: what assessing, reading and confirming have in common.

One transaction: hold the cases, check right and version, add the fact, evaluate what depends on it.
The case is held first, so of two people who saw the same version one wins, and the other is told
what the first one entered. Facts are known from the moment at which the database stores them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import transaction
from django.db.models import F, Max

from sanctions.models.clock import database_now, database_today
from sanctions.services.record_reason import record_reason
from scenarios.domain.errors import ConditionChanged, NotAllowed, WrongFact
from scenarios.models import Assessment, ChangeEvent, Condition, Confirmation, Reading
from scenarios.models.assessments import Origin
from scenarios.services.cite_sources import as_stored, cite_sources
from scenarios.services.evaluate_nodes import evaluate_nodes
from scenarios.services.hold_cases import hold_nodes
from scenarios.services.node_tellings import Occasion

if TYPE_CHECKING:
    from django.contrib.auth.models import User

FactT = TypeVar("FactT", Assessment, Reading, Confirmation)

#: A publication: the key of one that the case has, or what is to be said of a new one.
GivenSource = str | Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What every fact is given with, by whom, and which version of the condition they saw."""

    date: date
    actor: User
    reason: str
    sources: Sequence[GivenSource] = ()
    precision: str | None = None
    note: str = ""
    seen_version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Generic[FactT]):
    """The fact, the condition with its new version, and the events that came of it."""

    fact: FactT
    condition: Condition
    events: tuple[ChangeEvent, ...]


def record_fact(
    make: Callable[[Condition, dict[str, Any]], FactT], *, condition: Condition, given: Given
) -> Recorded[FactT]:
    """Record the fact that `make` makes of the condition and the columns all facts have.

    Raises NotAllowed, ConditionChanged, and WrongFact for what cannot be recorded as it is given.
    """
    with transaction.atomic(), record_reason(given.reason):
        before = hold_nodes(conditions=[condition.pk])
        held = _checked(condition.pk, given)
        fact = make(held, _columns(held, given))
        fact.save(force_insert=True)
        Condition.objects.filter(pk=held.pk).update(version=F("version") + 1)
        held.version += 1
        occasion = Occasion(
            actor=given.actor,
            reason=given.reason,
            assessment=fact if isinstance(fact, Assessment) else None,
        )
        events = evaluate_nodes(conditions=[held.pk], before=before, occasion=occasion)
        return Recorded(fact=fact, condition=held, events=tuple(events))


def next_position(facts: Any) -> int:
    """Return the place after the last of the condition's facts of this kind."""
    last: int | None = facts.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _checked(condition: str, given: Given) -> Condition:
    """Return the condition as it is now, if this person may change it and saw it like that."""
    held: Condition = Condition.objects.select_related("case").get(pk=condition)
    if not Condition.objects.changeable_by(given.actor).filter(pk=held.pk).exists():
        raise NotAllowed("You may see this condition; only analysts of its team may assess it.")
    if given.seen_version is not None and given.seen_version != held.version:
        entered = held.assessments.select_related("entered_by").order_by("-entered_at", "-id")
        raise ConditionChanged(
            condition=held,
            seen_version=given.seen_version,
            since=tuple(entered[: max(1, held.version - given.seen_version)]),
        )
    if not given.reason.strip():
        raise WrongFact("Say why: the reason is kept with the change.", field="reason")
    if given.date > database_today():
        raise WrongFact("The day is still to come; give the day it was true.", field="date")
    return held


def _columns(condition: Condition, given: Given) -> dict[str, Any]:
    keys = cite_sources(case=condition.case_id, sources=given.sources)
    return {
        "case": condition.case,
        "condition": condition,
        "date": given.date,
        "recorded": database_now(),
        "origin": Origin.PERSON,
        "source": as_stored(keys),
        "note": given.note or None,
        "precision": given.precision,
    }
