"""Whatever happens, what is told of every node is what its facts say, and the events lead there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from scenarios.domain.evaluator import Evaluator
from scenarios.domain.statuses import ASSESSABLE_STATUSES
from scenarios.domain.tellings import Teller
from scenarios.models import Assessment, Case, ChangeEvent, Condition, Evaluation
from scenarios.selectors.held import held_of
from scenarios.selectors.logic import logic_of
from scenarios.services.assess_condition import assess_condition
from scenarios.services.load_cases import load_cases
from scenarios.services.wake_due_nodes import wake_due_nodes
from tests.clock import SetClock
from tests.scenarios.domain.drawn_cases import FIRST, NAMES, cases
from tests.scenarios.small_world import evaluate_whole, noon, row_counts

if TYPE_CHECKING:
    from django.contrib.auth.models import User

pytestmark = pytest.mark.django_db

_moves = st.one_of(
    st.tuples(st.just("tick"), st.integers(0, 20)),
    st.tuples(st.just("wait"), st.integers(0, 20)),
    st.tuples(
        st.just("assess"),
        st.tuples(
            st.sampled_from(NAMES),
            st.sampled_from(ASSESSABLE_STATUSES),
            st.integers(0, 30),
            st.booleans(),
        ),
    ),
)


@contextmanager
def undone() -> Iterator[None]:
    """Run one example, and leave no row behind."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=40,
    phases=[Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(document=cases(), moves=st.lists(_moves, max_size=6), first=st.integers(0, 70))
def test_what_is_told_is_what_the_facts_say(
    document: dict[str, Any],
    moves: list[tuple[str, Any]],
    first: int,
    database_clock: SetClock,
) -> None:
    with undone():
        today = FIRST + timedelta(days=first)
        database_clock(noon(today))
        load_cases(documents=[document])
        case = Case.objects.get()
        actor = get_user_model().objects.create(username="ada", is_superuser=True)
        baseline = statuses()
        for move, what in moves:
            if move == "assess":
                assess(what, actor=actor, today=today)
            else:
                today += timedelta(days=what)
                database_clock(noon(today))
            if move == "tick":
                wake_due_nodes()
        wake_due_nodes()
        check_told(case, today=today)
        check_events(baseline)
        before = row_counts()
        evaluate_whole(case)
        assert row_counts() == before


def assess(what: tuple[str, str, int, bool], *, actor: User, today: date) -> None:
    """Assess a condition some days back, perhaps taking back what was entered last."""
    name, status, days, takes_back = what
    condition = Condition.objects.get(slug=name)
    standing = Assessment.objects.filter(condition=condition, retracted_by=None)
    assess_condition(
        condition=condition,
        status=status,
        date=today - timedelta(days=days),
        reason="Heard of it.",
        actor=actor,
        retracts=standing.last() if takes_back else None,
    )


def statuses() -> dict[str, str]:
    """Return the status that is told of every node, by id."""
    rows = Evaluation.objects.filter(is_current=True)
    return {row.condition_id or row.gate_id or "": row.status for row in rows}


def check_told(case: Case, *, today: date) -> None:
    """Check every current evaluation against an evaluator that starts from the rows."""
    fresh = logic_of(case)
    teller, evaluator = Teller(fresh.logic), Evaluator(fresh.logic)
    held = held_of([node.id for node in fresh.nodes])
    for node in fresh.nodes:
        told = held[node.id]
        key = (node.kind, node.name)
        # Since when something was told, only the log knows.
        expected = teller.told(key, on=today, version=node.definition_version, old=told)
        assert told == expected
        plain = evaluator.state(*key, as_of=today)
        assert (told.state.value, told.state.final) == (plain.value, plain.final)
        assert (told.state.deciding, told.state.blocking) == (plain.deciding, plain.blocking)


def check_events(baseline: dict[str, str]) -> None:
    """Check that the events, replayed over the first statuses, lead to the present ones."""
    replayed = dict(baseline)
    for event in ChangeEvent.objects.order_by("sequence"):
        node = event.node.pk
        assert replayed[node] == event.old_status
        replayed[node] = event.new_status
    assert replayed == statuses()
