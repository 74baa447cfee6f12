"""What the former texts of a node leave behind, worked out from the facts as they stand now.

Method: each former text in force before some instant is read over all present facts, up to the day
of that instant; whether the node was met, and lost, under it is what it leaves behind. A fact that
was retracted since leaves nothing behind, so that only a correction unsays. Source: the project's
domain notes, section 7 ("Trap"); docs/method/changes.md. Limits: a text that was never in force on
a day of the case's history leaves nothing behind.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from scenarios.domain.carried_memory import NO_MEMORY, Memory, memory_of_values
from scenarios.domain.expressions import conditions_of
from scenarios.domain.records import Logic
from scenarios.domain.standpoints import Standpoint, definition_of, evaluator_of
from scenarios.domain.statuses import NodeKind

_JUST_BEFORE = timedelta(microseconds=1)


def memory_of_former_texts(logic: Logic, kind: NodeKind, name: str) -> Memory:
    """Return what all earlier definitions, of the node and of what it rests on, leave behind."""
    memory = NO_MEMORY
    for until in sorted(set(_ends_of_texts(logic, kind, name))):
        day = until.astimezone(UTC).date()
        then = Standpoint(logic=logic, as_of=day, known_at=until - _JUST_BEFORE)
        older = evaluator_of(definition_of(then), facts=Standpoint(logic=logic, as_of=day))
        values = older.values(kind, name)
        memory = memory.joined(memory_of_values(values, start=logic.start, until=day))
    return memory


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
