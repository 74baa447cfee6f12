"""The rows that the logic of cases is made of, read in one statement however many there are.

Everything is found from the reverse index: the gates that were named or rest on what was named, the
conditions that these gates name, and what is known of them. Rows come as JSON, instants and days as
text in it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from scenarios.selectors.held import TOLD

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogicRows:
    """Gates, conditions, their facts and former definitions, and the days of the cases.

    `spans` are there only for cases that were asked for whole, or do not say when they start;
    `held` are the current evaluations of all these gates and conditions.
    `now` is the instant at which they were read, by the database's clock.
    """

    cases: list[Row]
    gates: list[Row]
    conditions: list[Row]
    facts: list[Row]
    former: list[Row]
    spans: list[Row]
    held: list[Row]
    now: datetime


def logic_rows(
    *,
    cases: Collection[str] = (),
    conditions: Collection[str] = (),
    gates: Collection[str] = (),
    dependents: bool = True,
) -> LogicRows:
    """Return the rows of whole cases, and of nodes; with `dependents` of what rests on them too."""
    parameters = {
        "cases": list(cases),
        "conditions": list(conditions),
        "gates": list(gates),
        "depended": list(conditions) if dependents else [],
    }
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, parameters)
        names = [column.name for column in cursor.description or ()]
        (row,) = cursor.fetchall()
    return LogicRows(**dict(zip(names, row, strict=True)))


_NODES = """
    touched AS MATERIALIZED (
        SELECT id FROM scenarios_gate WHERE case_id = ANY(%(cases)s) OR id = ANY(%(gates)s)
        UNION
        SELECT gate_id FROM scenarios_gatecondition WHERE condition_id = ANY(%(depended)s)
    ), needed AS MATERIALIZED (
        SELECT id FROM scenarios_condition
        WHERE case_id = ANY(%(cases)s) OR id = ANY(%(conditions)s)
        UNION
        SELECT condition_id FROM touched JOIN scenarios_gatecondition ON gate_id = touched.id
    ), gate AS MATERIALIZED (
        SELECT gate.id, gate.slug, gate.case_id, gate.definition_version, gate.position,
            gate.when, gate.view,
            opened.slug AS opens, reversed.slug AS reverses, yielded.slug AS yields
        FROM touched JOIN scenarios_gate gate USING (id)
        LEFT JOIN scenarios_package opened ON opened.id = gate.opens_id
        LEFT JOIN scenarios_package reversed ON reversed.id = gate.reverses_id
        LEFT JOIN scenarios_condition yielded ON yielded.id = gate.yields_id
    ), condition AS MATERIALIZED (
        SELECT condition.id, condition.slug, condition.case_id, condition.definition_version,
            condition.position, condition.kind, bears_on, "by", text, initial, review_days,
            fulfilled.slug AS fulfilled_by,
            quantity_unit, quantity_op, quantity_threshold
        FROM needed JOIN scenarios_condition condition USING (id)
        LEFT JOIN scenarios_package fulfilled ON fulfilled.id = condition.fulfilled_by_id
    ), around AS MATERIALIZED (
        SELECT id, slug, start FROM scenarios_case WHERE id = ANY(%(cases)s)
        OR id IN (SELECT case_id FROM gate UNION SELECT case_id FROM condition)
    )"""
_FACTS = """
    SELECT 'Assessment' AS fact, fact.id, condition_id, position, date, recorded, status AS told_0,
        assessor AS told_1, retracts_id AS told_2, waits_until AS waits, settled_at AS settled,
        has_stood AS stood
    FROM needed JOIN scenarios_assessment fact ON condition_id = needed.id
    UNION ALL
    SELECT 'Reading', fact.id, condition_id, position, date, recorded, low, high, NULL,
        NULL, NULL, NULL
    FROM needed JOIN scenarios_reading fact ON condition_id = needed.id
    UNION ALL
    SELECT 'Confirmation', fact.id, condition_id, position, date, recorded, NULL, NULL, NULL,
        NULL, NULL, NULL
    FROM needed JOIN scenarios_confirmation fact ON condition_id = needed.id
    ORDER BY condition_id, position, id"""
_FORMER = """
    SELECT former.condition_id, former.gate_id, former.until, former.terms
    FROM scenarios_formerdefinition former
    WHERE former.condition_id IN (SELECT id FROM needed)
    OR former.gate_id IN (SELECT id FROM touched)
    ORDER BY former.case_id, former.position, former.id"""
#: Which column dates the facts that a history begins and ends with (the format, section 1).
_DATED_BY = {
    "assessment": "date",
    "reading": "date",
    "confirmation": "date",
    "act": "date",
    "step": "effective",
}
_EDGE = """(SELECT {day} FROM scenarios_{table} WHERE case_id = around.id AND {day} IS NOT NULL
    ORDER BY {day} {order} LIMIT 1)"""


def _edges(order: str) -> str:
    """Return the first or last day of each kind of fact of a case: one look into an index each."""
    return ", ".join(
        _EDGE.format(table=table, day=day, order=order) for table, day in _DATED_BY.items()
    )


_SPANS = f"""
    SELECT id, least({_edges("ASC")}) AS first, greatest({_edges("DESC")}) AS last
    FROM around WHERE start IS NULL OR id = ANY(%(cases)s)"""  # noqa: S608 - names of tables


_HELD = f"""
    SELECT {", ".join(TOLD)} FROM touched
    JOIN scenarios_evaluation ON gate_id = touched.id AND is_current
    UNION ALL
    SELECT {", ".join(TOLD)} FROM needed
    JOIN scenarios_evaluation ON condition_id = needed.id AND is_current"""  # noqa: S608 - columns


def _rows(name: str, select: str) -> str:
    return f"(SELECT coalesce(json_agg(row), '[]') FROM ({select}) row) AS {name}"  # noqa: S608


_STATEMENT = f"""WITH {_NODES}
    SELECT {_rows("cases", "SELECT * FROM around")},
        {_rows("gates", "SELECT * FROM gate ORDER BY case_id, position, id")},
        {_rows("conditions", "SELECT * FROM condition ORDER BY case_id, position, id")},
        {_rows("facts", _FACTS)},
        {_rows("former", _FORMER)},
        {_rows("spans", _SPANS)},
        {_rows("held", _HELD)},
        thaw_now() AS now
"""  # noqa: S608 - constants
