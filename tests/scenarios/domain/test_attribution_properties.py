"""What holds of the changes between any two standpoints on any small case."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scenarios.domain.attribution import Attribution
from scenarios.domain.casefile import logic_from_document
from scenarios.domain.changes import ChangeCause, StatusChange
from scenarios.domain.evaluator import Evaluator
from scenarios.domain.standpoints import Standpoint
from scenarios.domain.statuses import NodeKind, Status
from tests.scenarios.domain.drawn_cases import FIRST, cases

quick = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
NODES = ((NodeKind.GATE, "g0"), (NodeKind.GATE, "g1"), (NodeKind.CONDITION, "c0"))


def never_rewritten(document: Any) -> Any:
    """Return the case without former definitions, which move with what is known."""
    rows = {
        key: [{name: row[name] for name in row if name != "former"} for row in document[key]]
        for key in ("conditions", "gates")
    }
    return document | rows


@st.composite
def standpoints(draw: st.DrawFn, document: Any, *, at_day: int | None = None) -> Standpoint:
    as_of = FIRST + timedelta(days=at_day if at_day is not None else draw(st.integers(0, 70)))
    known = datetime.combine(as_of, time(draw(st.integers(0, 23))), tzinfo=UTC)
    return Standpoint(logic=logic_from_document(document), as_of=as_of, known_at=known)


@st.composite
def pairs(draw: st.DrawFn, *, rewritten: bool = False) -> tuple[Standpoint, Standpoint]:
    document = draw(cases())
    if rewritten:
        later = document | {"gates": draw(cases())["gates"]}
    else:
        later = document = never_rewritten(document)
    one, other = draw(standpoints(document)), draw(standpoints(later))
    assume(one.as_of <= other.as_of and one.known_at <= other.known_at)  # type: ignore[operator]
    return one, other


def status_at(standpoint: Standpoint, kind: NodeKind, node_id: str) -> Status:
    evaluator = Evaluator(standpoint.logic, known_at=standpoint.known_at)
    return evaluator.statuses(kind, node_id).at(standpoint.as_of.toordinal())


def changes_between(
    pair: tuple[Standpoint, Standpoint], kind: NodeKind, node_id: str
) -> tuple[StatusChange, ...]:
    return Attribution(before=pair[0], after=pair[1]).changes(kind, node_id, version=1)


@quick
@given(pairs())
def test_changes_lead_from_the_old_status_to_the_new_one(
    pair: tuple[Standpoint, Standpoint],
) -> None:
    for node in NODES:
        changes = changes_between(pair, *node)
        old, new = (status_at(one, *node) for one in pair)
        path = [old, *(one.new for one in changes)]
        assert [one.old for one in changes] == path[:-1]
        assert path[-1] is new
        assert len(set(path)) == len(path)


@quick
@given(pairs(rewritten=True))
def test_causes_come_in_their_order_and_no_earlier_than_history(
    pair: tuple[Standpoint, Standpoint],
) -> None:
    order = list(ChangeCause)
    for node in NODES:
        changes = changes_between(pair, *node)
        places = [min(order.index(one.cause), 2) for one in changes]
        assert places == sorted(set(places))
        for one in changes:
            assert one.old is not one.new
            assert one.valid_from <= pair[1].as_of
            assert one.valid_from >= min(pair[0].logic.start, pair[0].as_of)
            assert one.detection_lag >= 0


@quick
@given(pairs())
def test_the_last_status_has_held_since_its_day(pair: tuple[Standpoint, Standpoint]) -> None:
    for node in NODES:
        changes = changes_between(pair, *node)
        if not changes or changes[-1].cause in {ChangeCause.DEFINITION, ChangeCause.CLOCK}:
            continue
        steps = Evaluator(pair[1].logic, known_at=pair[1].known_at).statuses(*node)
        first = changes[-1].valid_from.toordinal()
        held = {steps.at(each) for each in range(first, pair[1].as_of.toordinal() + 1)}
        assert held == {changes[-1].new}


@quick
@given(st.data())
def test_one_thing_moved_has_one_cause(data: st.DataObject) -> None:
    document = never_rewritten(data.draw(cases()))
    here = data.draw(standpoints(document))
    later = Standpoint(
        logic=here.logic, as_of=here.as_of + timedelta(days=9), known_at=here.known_at
    )
    assert here.known_at is not None
    wiser = Standpoint(
        logic=here.logic, as_of=here.as_of, known_at=here.known_at + timedelta(days=9)
    )
    for node in NODES:
        assert {one.cause for one in changes_between((here, later), *node)} <= {ChangeCause.CLOCK}
        assert {one.cause for one in changes_between((here, wiser), *node)} <= {
            ChangeCause.EVIDENCE,
            ChangeCause.CORRECTION,
        }


@quick
@given(pairs(rewritten=True))
def test_a_rerun_tells_the_same(pair: tuple[Standpoint, Standpoint]) -> None:
    for node in NODES:
        assert changes_between(pair, *node) == changes_between(pair, *node)
