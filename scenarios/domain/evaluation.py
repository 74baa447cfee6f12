"""Three questions about one condition or gate: its state, its changes, and when it was first met.

Method: each call makes its own `Evaluator`; who asks about several nodes of one logic should keep
one and ask it. Source: the case file format, sections 4 and 7. Limits: days outside the calendar
(after 9999) are never reported.
"""

from datetime import date, datetime

from scenarios.domain.evaluator import Evaluator, NodeState
from scenarios.domain.records import Logic
from scenarios.domain.statuses import NodeKind, Status


def evaluate(
    logic: Logic,
    node_kind: NodeKind,
    node_id: str,
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> NodeState:
    """Return everything that is true of the node on the day; raises UnknownNode."""
    return Evaluator(logic, known_at=known_at).state(node_kind, node_id, as_of=as_of)


def status_changes(
    logic: Logic,
    node_kind: NodeKind,
    node_id: str,
    *,
    from_: date,
    to: date,
    known_at: datetime | None = None,
) -> list[tuple[date, Status]]:
    """Return the status on the first day, and each later day on which it changes, to the last."""
    evaluator = Evaluator(logic, known_at=known_at)
    return evaluator.status_changes(node_kind, node_id, from_=from_, to=to)


def first_met(
    logic: Logic, node_kind: NodeKind, node_id: str, *, known_at: datetime | None = None
) -> date | None:
    """Return the first day from the start to 400 days past the last date on which it is T."""
    return Evaluator(logic, known_at=known_at).first_met(node_kind, node_id)
