"""What the former texts of a node leave behind, worked out from the facts as they stand now.

Method: each former text in force before some instant is read over all present facts, up to the day
of that instant; whether the node was met, and lost, under it is what it leaves behind. A fact that
was retracted since leaves nothing behind, so that only a correction unsays. Source: the project's
domain notes, section 7 ("Trap"); docs/method/changes.md. Limits: a text that was never in force on
a day of the case's history leaves nothing behind.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from scenarios.domain.carried_memory import NO_MEMORY, Memory, memory_of_values
from scenarios.domain.expressions import conditions_of
from scenarios.domain.records import Logic
from scenarios.domain.standpoints import Standpoint, definition_of, evaluator_of
from scenarios.domain.statuses import NodeKind
from scenarios.domain.steps import BEGINNING, Steps, combine, from_changes
from scenarios.domain.truth import Truth

_JUST_BEFORE = timedelta(microseconds=1)


def memory_of_former_texts(logic: Logic, kind: NodeKind, name: str) -> Steps[Memory]:
    """Return what is remembered on each day of the texts that had ended by then.

    They are the earlier definitions of the node and of all that it rests on. What one of them had
    met is lost once the present text does not hold.
    """
    memory = NO_MEMORY
    changes = [(BEGINNING, memory)]
    for until in sorted(set(_ends_of_texts(logic, kind, name))):
        day = until.astimezone(UTC).date()
        then = Standpoint(logic=logic, as_of=day, known_at=until - _JUST_BEFORE)
        older = evaluator_of(definition_of(then), facts=Standpoint(logic=logic, as_of=day))
        left = memory_of_values(older.values(kind, name), start=logic.start, until=day)
        memory = memory.joined(left)
        changes.append((day.toordinal(), memory))
    return from_changes(changes)


def lost_by_present_text(memories: Steps[Memory], values: Steps[Truth]) -> Steps[Memory]:
    """Return the memories, with the loss of what was met where the present text does not hold."""
    met_on = next((day for day, memory in memories.changes() if memory.was_met), None)
    lost_on = None if met_on is None else values.first_day(of=Truth.F, since=met_on)
    if lost_on is None:
        return memories
    lost = from_changes([(BEGINNING, False), (lost_on, True)])
    return combine(_with_loss, memories, lost)


def _with_loss(memory: Memory, lost: bool) -> Memory:
    return replace(memory, was_lost=True) if lost else memory


def _ends_of_texts(logic: Logic, kind: NodeKind, name: str) -> Iterator[datetime]:
    names = {name}
    if kind is NodeKind.GATE:
        gate = logic.gates[name]
        yield from (row.until for row in gate.former)
        texts = (gate.terms, *(row.terms for row in gate.former))
        names = {one for terms in texts for one in conditions_of(terms.when)}
    for one in names:
        if one in logic.conditions:
            yield from (row.until for row in logic.conditions[one].former)
