"""Taking back an act that was recorded in error: what follows, and what is still known of then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sanctions.models.teams import Role
from scenarios.domain.errors import NotAllowed, WrongFact
from scenarios.models import Act, Package, TakenBackAct
from scenarios.selectors.states_at import packages_at, scenarios_at
from scenarios.services.export_case import export_case
from scenarios.services.load_case import load_case
from scenarios.services.record_act import GivenAct, RecordedAct, record_act
from scenarios.services.take_back_act import take_back_act
from tests.clock import SetClock
from tests.sanctions.factories import member
from tests.scenarios.small_world import World, evaluate_whole, make_world, noon

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 6, 1)
TUESDAY = date(2026, 6, 2)
WEDNESDAY = date(2026, 6, 3)
REASON = "It was another order."


@pytest.fixture
def world(database_clock: SetClock) -> World:
    """A case whose package has an act that says a state."""
    database_clock(noon(MONDAY))
    world = make_world()
    Package.objects.update(state="AGREED")
    evaluate_whole(world.case)
    given = GivenAct(
        date=MONDAY, what="The order was revoked.", package=world.package, state="EFFECTIVE"
    )
    record_act(case=world.case, given=given, reason="It was published.", actor=world.actor)
    database_clock(noon(TUESDAY))
    return world


def take_back(world: World) -> RecordedAct:
    """Take the act back as the analyst."""
    return take_back_act(act=Act.objects.get(), reason=REASON, actor=world.actor)


def test_the_act_stays_and_counts_no_more(world: World) -> None:
    assert world.state() == "TRIGGERED, RELIEF_WITHOUT_GATE"
    take_back(world)
    assert world.state() == "TRACKING"
    assert Package.objects.get(pk=world.package.pk).state == "AGREED"
    row = TakenBackAct.objects.get(act=Act.objects.get())
    assert (row.reason, row.by, row.recorded) == (REASON, world.actor, noon(TUESDAY))


def test_it_is_told_as_a_correction(world: World) -> None:
    (event,) = take_back(world).events
    assert (event.kind, event.cause, event.level) == ("act_taken_back", "CORRECTION", "3")
    assert (event.old_status, event.new_status) == ("EFFECTIVE", "AGREED")
    assert event.act == Act.objects.get()


def test_what_was_known_before_it_was_taken_back_is_still_answered(
    world: World, database_clock: SetClock
) -> None:
    take_back(world)
    database_clock(noon(WEDNESDAY))
    key = world.package.pk
    before = noon(TUESDAY) - timedelta(hours=1)
    then = packages_at([key], as_of=TUESDAY, known_at=before)[key]
    assert (then.state, then.since, then.phase) == ("EFFECTIVE", MONDAY, "IN_FORCE")
    now = packages_at([key], as_of=TUESDAY, known_at=noon(WEDNESDAY))[key]
    assert (now.state, now.since, now.phase) == ("AGREED", None, "AHEAD")
    earlier = packages_at([key], as_of=MONDAY, known_at=noon(MONDAY) - timedelta(hours=1))[key]
    assert (earlier.state, earlier.phase) == ("AGREED", "AHEAD")
    pk = world.scenario.pk
    assert scenarios_at(ids=[pk], as_of=TUESDAY, known_at=before)[pk].state == "TRIGGERED"


def test_a_file_leaves_it_out_and_is_loaded_again_without_a_word(world: World) -> None:
    with_it = export_case(case=world.case)
    assert with_it["acts"] == [
        {
            "date": "2026-06-01",
            "package": "P1",
            "what": "The order was revoked.",
            "note": "It was published.",
        }
    ]
    take_back(world)
    document = export_case(case=world.case)
    assert "acts" not in document
    loaded = load_case(document=document)
    assert (loaded.stored, loaded.changes_something) == (True, False)


def test_nothing_is_taken_back_twice_or_without_a_reason(world: World) -> None:
    with pytest.raises(WrongFact, match="Say why"):
        take_back_act(act=Act.objects.get(), reason=" ", actor=world.actor)
    take_back(world)
    with pytest.raises(WrongFact, match="already"):
        take_back(world)


def test_who_may_only_read_takes_nothing_back(world: World) -> None:
    with pytest.raises(NotAllowed):
        take_back_act(act=Act.objects.get(), reason=REASON, actor=member(role=Role.VIEWER))
    assert not TakenBackAct.objects.exists()
