"""Eight analysts assess one shared condition and its dependents at once: nothing is lost or double.

The gates of four cases rest on the condition that is shared. Half of what is entered names the
version that its author saw; whoever is overtaken reads again and tries again.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections

from sanctions.models.clock import database_today
from scenarios.domain.errors import ConditionChanged
from scenarios.domain.replay import replay
from scenarios.domain.replayed_changes import ReplayKind
from scenarios.domain.statuses import ASSESSABLE_STATUSES
from scenarios.domain.tellings import Teller
from scenarios.models import (
    Assessment,
    Case,
    ChangeEvent,
    Condition,
    Evaluation,
    ScenarioEvaluation,
)
from scenarios.selectors.held import held_of
from scenarios.selectors.logic import logic_of
from scenarios.selectors.replayed_case import replayed_case
from scenarios.services.assess_condition import assess_condition
from scenarios.services.load_cases import load_cases
from tests.sanctions.factories import member

if TYPE_CHECKING:
    from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 8
START = date(2022, 1, 1)
OWN = ("a", "b", "c")
NEIGHBOURS = ("near", "next", "off")


def document(case: str, *, shared: str) -> dict[str, Any]:
    """Return a case whose gates rest on the shared condition and on three of its own."""
    names = [*OWN, *(["hub"] if shared == "hub" else [])]
    texts = {"kind": "event", "bears_on": "target", "text": "It has happened"}
    return {
        "format": "thaw-case/1",
        "id": case,
        "title": case,
        "start": START.isoformat(),
        "conditions": [{"id": name, **texts} for name in names],
        "gates": [
            {"id": "both", "opens": "P1", "when": {"all": [shared, "a"]}},
            {"id": "either", "opens": "P2", "when": {"any": [shared, "b"]}},
            {"id": "most", "when": {"atleast": {"k": 2, "of": [shared, "b", "c"]}}},
            {"id": "back", "reverses": "P1", "when": {"not": shared}},
        ],
        "packages": [{"id": "P1", "title": "first"}, {"id": "P2", "title": "second"}],
    }


@pytest.fixture
def conditions() -> list[Condition]:
    """The conditions of the four cases, the shared one first."""
    near = [document(case, shared="centre/hub") for case in NEIGHBOURS]
    load_cases(documents=[document("centre", shared="hub")])
    load_cases(documents=near)
    rows = Condition.objects.select_related("case").order_by("case__slug", "slug")
    return sorted(rows, key=lambda row: row.slug != "hub")


class Writer:
    """An analyst who enters what comes to mind."""

    def __init__(self, number: int, actor: User, conditions: list[Condition]) -> None:
        self.draw, self.actor, self.conditions = random.Random(number), actor, conditions
        self.overtaken = 0
        self._own: dict[str, Assessment] = {}

    def write(self, times: int) -> int:
        """Enter so many assessments; return how often somebody else was faster."""
        try:
            for _ in range(times):
                self._enter()
        finally:
            connections.close_all()
        return self.overtaken

    def _enter(self) -> None:
        draw = self.draw
        condition = self.conditions[0] if draw.random() < 0.5 else draw.choice(self.conditions)
        given: dict[str, Any] = {
            "status": draw.choice(ASSESSABLE_STATUSES),
            "date": START + timedelta(days=draw.randrange(60)),
            "reason": "Heard of it.",
            "actor": self.actor,
            "retracts": self._own.pop(condition.pk, None) if draw.random() < 0.2 else None,
        }
        names_version = draw.random() < 0.5
        while True:
            seen = Condition.objects.get(pk=condition.pk).version if names_version else None
            try:
                done = assess_condition(condition=condition, seen_version=seen, **given)
            except ConditionChanged:
                self.overtaken += 1
                continue
            self._own[condition.pk] = done.assessment
            return


def race(conditions: list[Condition], *, assessments: int) -> int:
    """Let all writers write at once; return how often one of them was overtaken."""
    writers = [Writer(number, member(), conditions) for number in range(WRITERS)]
    with ThreadPoolExecutor(max_workers=WRITERS) as pool:
        return sum(pool.map(lambda writer: writer.write(assessments // WRITERS), writers))


def check_states(case: Case) -> None:
    """Check what is told of every node against what the stored facts say."""
    fresh = logic_of(case)
    teller, today = Teller(fresh.logic), database_today()
    held = held_of([node.id for node in fresh.nodes])
    for node in fresh.nodes:
        told = held[node.id]
        key = (node.kind, node.name)
        assert told == teller.told(key, on=today, version=node.definition_version, old=told)


def check_events(case: Case) -> None:
    """Check that the events of every node are those of a replay of the stored assessments."""
    told: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for event in ChangeEvent.objects.filter(case=case).order_by("sequence"):
        told[event.node.slug].append((event.old_status, event.new_status))
    replayed: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in replay(replayed_case(case), from_=START, to=database_today()):
        if line.kind in (ReplayKind.CONDITION, ReplayKind.GATE):
            replayed[str(line.node)].append((str(line.old), str(line.new)))
    assert told == replayed


def check_all(*, assessments: int) -> None:
    """Check that everything that was entered is there, and all that follows from it, once."""
    assert Assessment.objects.count() == assessments
    keys = Counter(ChangeEvent.objects.values_list("key", flat=True))
    assert set(keys.values()) == {1}
    for rows in (Evaluation.objects, ScenarioEvaluation.objects):
        current = rows.filter(is_current=True)
        node = ("condition", "gate") if rows is Evaluation.objects else ("scenario",)
        assert current.count() == current.values(*node).distinct().count()
    for case in Case.objects.all():
        check_states(case)
        check_events(case)
    entered = Assessment.objects.values_list("condition", flat=True)
    for condition in Condition.objects.all():
        assert condition.version == 1 + list(entered).count(condition.pk)


def test_a_hundred_and_twenty_at_once(conditions: list[Condition]) -> None:
    race(conditions, assessments=120)
    check_all(assessments=120)


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_a_thousand_at_once(conditions: list[Condition]) -> None:
    overtaken = race(conditions, assessments=1_000)
    print(f"overtaken and tried again: {overtaken}")
    assert overtaken
    check_all(assessments=1_000)
