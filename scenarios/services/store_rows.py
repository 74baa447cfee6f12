"""Store the rows of what is told in one statement, however many they are and of how many tables.

What was current retires first; where anything else was current than expected, nothing is stored at
all. An event whose key is there already is silent, and flags no scenario.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import NOT_PROVIDED, Field, Model

from scenarios.domain.errors import ChangeRefused
from scenarios.models import ChangeEvent, Evaluation, FlaggedScenario, ScenarioEvaluation

#: What the database gives an event.
_GIVEN = ("sequence", "xid", "recorded_at")


class EvaluationMoved(ChangeRefused):
    """Somebody else evaluated the same node meanwhile: its case was not held."""

    def __init__(self) -> None:
        super().__init__("What this rests on was changed in the same moment. Please try again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows that are to be stored, and the nodes and scenarios of which something was current."""

    evaluations: Sequence[Evaluation]
    scenario_evaluations: Sequence[ScenarioEvaluation]
    held_nodes: Collection[str]
    held_scenarios: Collection[str]
    events: Sequence[ChangeEvent] = ()
    flagged: Sequence[FlaggedScenario] = ()


def store_rows(rows: Rows) -> list[ChangeEvent]:
    """Store the rows; return the events that are new, in their order.

    Raises EvaluationMoved where another row is current than the one the evaluations went out from.
    """
    parameters: dict[str, Any] = {
        "held_nodes": list(rows.held_nodes),
        "held_scenarios": list(rows.held_scenarios),
        "retiring_nodes": len(rows.held_nodes),
        "retiring_scenarios": len(rows.held_scenarios),
        "evaluation": _as_json(rows.evaluations),
        "scenarioevaluation": _as_json(rows.scenario_evaluations),
        "changeevent": _as_json(rows.events),
        "flaggedscenario": _as_json(rows.flagged),
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(), parameters)
        ((stored, given),) = cursor.fetchall()
    if not stored:
        raise EvaluationMoved
    return [_stored(event, given[event.pk]) for event in rows.events if event.pk in given]


def _stored(event: ChangeEvent, given: dict[str, Any]) -> ChangeEvent:
    """Return the event as it is stored, with what the database gave it."""
    for name in _GIVEN:
        field: Any = ChangeEvent._meta.get_field(name)
        setattr(event, name, field.to_python(given[name]))
    event._state.adding = False
    event._state.db = connection.alias
    return event


def _as_json(rows: Sequence[Model]) -> str:
    fields = _fields(type(rows[0])) if rows else []
    names = [(field.column, field.attname) for field in fields]
    return json.dumps(
        [{column: getattr(row, name) for column, name in names} for row in rows], default=str
    )


def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    """Return the fields to which the database gives no value itself."""
    return [one for one in model._meta.local_concrete_fields if one.db_default is NOT_PROVIDED]


def _insert(model: type[Model]) -> str:
    table = model._meta.db_table
    columns = ", ".join(str(field.column) for field in _fields(model))
    name = model._meta.model_name
    return (
        f"INSERT INTO {table} ({columns}) SELECT {columns} "  # noqa: S608 - names of columns
        f"FROM json_populate_recordset(NULL::{table}, %({name})s::json) AS new"
    )


@cache
def _statement() -> str:
    # An insert that asks for `retired` waits until all that was current is so no longer.
    return f"""
        WITH retired_node AS (
            UPDATE scenarios_evaluation SET is_current = false WHERE is_current
            AND (condition_id = ANY(%(held_nodes)s) OR gate_id = ANY(%(held_nodes)s))
            RETURNING id
        ), retired_scenario AS (
            UPDATE scenarios_scenarioevaluation SET is_current = false
            WHERE is_current AND scenario_id = ANY(%(held_scenarios)s)
            RETURNING id
        ), retired AS (
            SELECT (SELECT count(*) FROM retired_node) = %(retiring_nodes)s
            AND (SELECT count(*) FROM retired_scenario) = %(retiring_scenarios)s AS all_of_them
        ), new_evaluation AS (
            {_insert(Evaluation)} WHERE (SELECT all_of_them FROM retired)
        ), new_scenario_evaluation AS (
            {_insert(ScenarioEvaluation)} WHERE (SELECT all_of_them FROM retired)
        ), new_event AS (
            {_insert(ChangeEvent)} ON CONFLICT (key) DO NOTHING
            RETURNING id, sequence, xid, recorded_at
        ), new_flag AS (
            {_insert(FlaggedScenario)} WHERE event_id IN (SELECT id FROM new_event)
        )
        SELECT (SELECT all_of_them FROM retired),
            (SELECT coalesce(json_object_agg(id, new_event), '{{}}') FROM new_event)
    """  # noqa: S608 - nothing but names of tables and columns
