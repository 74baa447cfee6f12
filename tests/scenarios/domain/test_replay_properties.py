"""A replay tells what a run that had been there would have told, however it is cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.domain.casefile import logic_from_document
from scenarios.domain.differences import tell_of_clock, tell_of_news
from scenarios.domain.evaluator import Evaluator
from scenarios.domain.knowledge import definition_version, logic_known
from scenarios.domain.records import Logic
from scenarios.domain.replay import replay
from scenarios.domain.replayed_changes import NodeLines, ReplayedChange, ReplayKind
from scenarios.domain.replayed_nodes import tell_through_time
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.tellings import NodeKey, Teller, Telling
from tests.scenarios.domain.drawn_cases import FIRST, LAST_DAY, cases
from tests.scenarios.domain.replayed import nodes_of, replayed_case

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
slow = settings(quick, max_examples=15)
LAST = FIRST + timedelta(days=LAST_DAY + 30)
days = st.integers(-10, LAST_DAY + 30).map(lambda number: FIRST + timedelta(days=number))


def versions(logic: Logic) -> dict[NodeKey, int]:
    """Return the version of each node's definition."""
    nodes = nodes_of(logic)
    return {
        (kind, name): definition_version(
            logic.conditions[name] if kind is NodeKind.CONDITION else logic.gates[name]
        )
        for kind, name in nodes
    }


def live_run(logic: Logic) -> list[ReplayedChange]:
    """Look at every node at every noon and midnight, first by the clock, then for news."""
    told = NodeLines()
    eve = next(tell_through_time(logic, to=LAST)).day
    instant = datetime.combine(eve, time(12), tzinfo=UTC)
    known = logic_known(logic, at=instant)
    held = {
        node: Teller(known).told(node, on=eve, version=version)
        for node, version in versions(known).items()
    }
    lines: list[ReplayedChange] = []

    def tell(tellings: Sequence[Telling], of: Logic) -> None:
        lines.extend(line for _, line in told.of(tellings, gates=of.gates))

    while instant.date() < LAST:
        instant += timedelta(hours=12)
        today = instant.date()
        tell(list(tell_of_clock(Teller(known), held, today=today)), known)
        wiser = logic_known(logic, at=instant)
        news = tell_of_news(
            before=known, after=wiser, nodes=versions(wiser), held=dict(held), today=today
        )
        tellings = list(news)
        held |= {one.node: one.new for one in tellings}
        tell(tellings, wiser)
        known = wiser
    return lines


def by_node(lines: Sequence[ReplayedChange]) -> dict[Any, list[ReplayedChange]]:
    """Return the lines of conditions, their views and gates, those of each in their order."""
    found: defaultdict[Any, list[ReplayedChange]] = defaultdict(list)
    for line in lines:
        if line.kind in {ReplayKind.CONDITION, ReplayKind.VIEWS, ReplayKind.GATE}:
            found[line.kind, line.node].append(line)
    return dict(found)


@slow
@given(cases())
def test_a_replay_equals_what_a_live_run_would_have_written(document: dict[str, Any]) -> None:
    lines = replay(replayed_case(document), from_=date.min, to=LAST)
    assert by_node(lines) == by_node(live_run(logic_from_document(document)))


@quick
@given(cases(), st.lists(days, max_size=4, unique=True))
def test_a_replay_in_parts_equals_one_in_one_go(document: dict[str, Any], cuts: list[date]) -> None:
    case = replayed_case(document)
    firsts = [date.min, *sorted(cuts)]
    lasts = [*(cut - timedelta(days=1) for cut in sorted(cuts)), LAST]
    parts = [
        line
        for first, last in zip(firsts, lasts, strict=True)
        for line in replay(case, from_=first, to=last)
    ]
    assert parts == replay(case, from_=date.min, to=LAST)


@quick
@given(cases())
def test_every_day_ends_with_the_status_that_was_known_that_evening(
    document: dict[str, Any],
) -> None:
    for rows in (document["conditions"], document["gates"]):
        for row in rows:
            row.pop("former", None)
    logic = logic_from_document(document)
    lines = by_node(replay(replayed_case(document), from_=date.min, to=LAST))
    for day in every_day():
        evaluator = Evaluator(logic, known_at=datetime.combine(day, time(23), tzinfo=UTC))
        for node in nodes_of(logic):
            told = [line.new for line in lines.get(node, []) if line.at <= day]
            if told:
                assert Status(str(told[-1])) is evaluator.statuses(*node).at(day.toordinal())


def every_day() -> Iterator[date]:
    yield from (FIRST + timedelta(days=number) for number in range(-9, LAST_DAY + 30))


@quick
@given(cases())
def test_the_lines_of_a_node_are_chained_and_in_order(document: dict[str, Any]) -> None:
    for lines in by_node(replay(replayed_case(document), from_=date.min, to=LAST)).values():
        assert [line.old for line in lines[1:]] == [line.new for line in lines[:-1]]
        assert [line.at for line in lines] == sorted(line.at for line in lines)
        assert all(line.old != line.new and line.lag_days >= 0 for line in lines)
