"""What was known of a logic at an instant, and at which instants more of it became known.

Method: a fact is known from the instant at which it was recorded, a text counts from the end of
the former one. A logic as known then is the logic that would have been stored then: later facts
are left out, later texts are put back. Source: the case file format, sections 1 and 2 (`recorded`,
`former`). Limits: the first day of history is the one known now; that conditions and gates were
there at all is taken as known from the beginning.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from scenarios.domain.expressions import conditions_of
from scenarios.domain.records import Condition, Gate, Logic
from scenarios.domain.statuses import NodeKind
from scenarios.domain.tellings import NodeKey


def condition_known(condition: Condition, *, at: datetime) -> Condition:
    """Return the condition with the text and the facts that were known at the instant."""
    return replace(
        condition,
        terms=condition.terms_at(at),
        assessments=tuple(row for row in condition.assessments if row.recorded <= at),
        readings=tuple(row for row in condition.readings if row.recorded <= at),
        confirmations=tuple(row for row in condition.confirmations if row.recorded <= at),
        provisional=tuple(row for row in condition.provisional if row.recorded <= at),
        former=tuple(row for row in condition.former if row.until <= at),
    )


def gate_known(gate: Gate, *, at: datetime) -> Gate:
    """Return the gate with the text that was in force at the instant."""
    former = tuple(row for row in gate.former if row.until <= at)
    return replace(gate, terms=gate.terms_at(at), former=former)


def logic_known(logic: Logic, *, at: datetime) -> Logic:
    """Return the logic as it would have been stored at the instant."""
    return replace(
        logic,
        conditions={name: condition_known(one, at=at) for name, one in logic.conditions.items()},
        gates={name: gate_known(one, at=at) for name, one in logic.gates.items()},
    )


def instants_of_news(condition: Condition) -> set[datetime]:
    """Return the instants at which more became known of the condition."""
    recorded = {row.recorded for row in condition.assessments}
    recorded |= {row.recorded for row in condition.readings}
    recorded |= {row.recorded for row in condition.confirmations}
    recorded |= {row.recorded for row in condition.provisional}
    return recorded | {row.until for row in condition.former}


def touched_by_news(logic: Logic) -> dict[datetime, set[NodeKey]]:
    """Return the nodes that each piece of news touches, by its instant, the earliest first.

    It touches the condition or gate that it is about, and every gate that rests, or once rested,
    on the condition.
    """
    resting = _gates_resting_on(logic)
    touched: defaultdict[datetime, set[NodeKey]] = defaultdict(set)
    for name, condition in logic.conditions.items():
        for instant in instants_of_news(condition):
            touched[instant] |= {(NodeKind.CONDITION, name)} | resting[name]
    for name, gate in logic.gates.items():
        for row in gate.former:
            touched[row.until].add((NodeKind.GATE, name))
    return dict(sorted(touched.items()))


def definition_version(node: Condition | Gate) -> int:
    """Return the number of the node's present definition, the first one being 1."""
    return len(node.former) + 1


def _gates_resting_on(logic: Logic) -> defaultdict[str, set[NodeKey]]:
    resting: defaultdict[str, set[NodeKey]] = defaultdict(set)
    for name, gate in logic.gates.items():
        for condition in _ever_named(gate):
            resting[condition].add((NodeKind.GATE, name))
    return resting


def _ever_named(gate: Gate) -> Iterator[str]:
    for terms in (gate.terms, *(row.terms for row in gate.former)):
        yield from conditions_of(terms.when)
