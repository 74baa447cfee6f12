"""The phases of a package, row by row."""

from __future__ import annotations

from datetime import date

import pytest

from scenarios.domain.package_phases import Phase, days_done, phase_of
from scenarios.domain.scenario_facts import ActFact, DatedState, PackageFact, StepFact
from scenarios.domain.statuses import PackageState
from tests.scenarios.domain.scenario_rows import TODAY, TOMORROW, YESTERDAY, act, package, step

TODAY_AGAIN = step(effective=TODAY)
LATER = step(effective=TOMORROW)
LAPSED = step(effective=YESTERDAY, ends=TODAY)
UNDATED = step()


@pytest.mark.parametrize(
    ("of", "acts", "phase"),
    [
        # no state: dated steps speak, else the acts linked to it
        (package(), [], Phase.AHEAD),
        (package("P", None, UNDATED), [], Phase.AHEAD),
        (package("P", None, TODAY_AGAIN), [], Phase.IN_FORCE),
        (package("P", None, LATER), [], Phase.AHEAD),
        (package("P", None, LATER), [act(YESTERDAY)], Phase.AHEAD),
        (package("P", None, LATER, TODAY_AGAIN), [], Phase.IN_FORCE),
        (package("P", None, UNDATED), [act(TODAY)], Phase.IN_FORCE),
        (package("P", None, UNDATED), [act(TOMORROW)], Phase.AHEAD),
        (package("P", None, UNDATED), [act(TODAY, "Q")], Phase.AHEAD),
        (package("P", None, UNDATED), [act(TODAY, None)], Phase.AHEAD),
        (package("P", None, LAPSED), [], Phase.ENDED),
        (package("P", None, LAPSED, UNDATED), [], Phase.IN_FORCE),
        # proposals: neither a step's date nor an act brings them into force
        (package("P", "DRAFTED", TODAY_AGAIN), [act(TODAY)], Phase.AHEAD),
        (package("P", "PROPOSED"), [act(TODAY)], Phase.AHEAD),
        (package("P", "AGREED"), [act(TODAY)], Phase.AHEAD),
        # adopted: in force once the date of a step is reached
        (package("P", "ADOPTED", TODAY_AGAIN), [], Phase.IN_FORCE),
        (package("P", "ADOPTED", LATER), [act(TODAY)], Phase.AHEAD),
        (package("P", "ADOPTED"), [act(TODAY)], Phase.AHEAD),
        # in force, from the first date where there is one
        (package("P", "EFFECTIVE"), [], Phase.IN_FORCE),
        (package("P", "PARTIAL"), [act(YESTERDAY)], Phase.IN_FORCE),
        (package("P", "WINDING_DOWN", TODAY_AGAIN), [], Phase.IN_FORCE),
        (package("P", "EFFECTIVE", LATER), [], Phase.AHEAD),
        (package("P", "EFFECTIVE"), [act(TOMORROW)], Phase.AHEAD),
        (package("P", "EFFECTIVE", LAPSED), [], Phase.ENDED),
        # ended
        (package("P", "LAPSED"), [], Phase.ENDED),
        (package("P", "SNAPPED_BACK", TODAY_AGAIN), [], Phase.ENDED),
        (package("P", "REIMPOSED"), [act(YESTERDAY)], Phase.ENDED),
        (package("P", "LAPSED"), [act(TOMORROW)], Phase.AHEAD),
        # given up, whatever has a date
        (package("P", "REJECTED", TODAY_AGAIN), [act(TODAY)], Phase.DROPPED),
        (package("P", "WITHDRAWN"), [], Phase.DROPPED),
    ],
)
def test_a_package_is_in_the_phase_of_its_row(
    of: PackageFact, acts: list[ActFact], phase: Phase
) -> None:
    assert phase_of(of, acts=acts, as_of=TODAY) is phase


@pytest.mark.parametrize("state", list(PackageState))
def test_every_state_of_a_package_has_a_phase(state: PackageState) -> None:
    assert phase_of(package("P", state), acts=[], as_of=TODAY) in Phase


S1 = StepFact(id="s1", effective=TOMORROW)


def dated(
    before: str | None, *states: tuple[date, str], steps: tuple[StepFact, ...] = (S1,)
) -> PackageFact:
    """Return a package with states that have a day, after one that has none."""
    return PackageFact(
        id="P",
        state=PackageState(before) if before else None,
        steps=steps,
        states=[DatedState(since=day, state=PackageState(state)) for day, state in states],
    )


def done(on: date) -> ActFact:
    """Return an act that carried out the step."""
    return ActFact(date=on, package="P", steps=frozenset({"s1"}))


@pytest.mark.parametrize(
    ("of", "acts", "phase"),
    [
        # a state that has a day holds from it on, whatever its steps were planned for
        (dated("AGREED", (TODAY, "EFFECTIVE")), [], Phase.IN_FORCE),
        (dated("AGREED", (TOMORROW, "EFFECTIVE")), [], Phase.AHEAD),
        (dated("EFFECTIVE", (TODAY, "LAPSED"), steps=()), [], Phase.ENDED),
        (dated("EFFECTIVE", (TOMORROW, "LAPSED"), steps=()), [], Phase.IN_FORCE),
        (dated(None, (YESTERDAY, "EFFECTIVE"), (TODAY, "LAPSED")), [], Phase.ENDED),
        (dated("EFFECTIVE", (TODAY, "WITHDRAWN")), [], Phase.DROPPED),
        # the act that carried out a step dates it
        (dated(None), [done(TODAY)], Phase.IN_FORCE),
        (dated("AGREED"), [done(TODAY)], Phase.IN_FORCE),
        (dated("ADOPTED"), [done(TODAY)], Phase.IN_FORCE),
        (dated("AGREED"), [done(TOMORROW)], Phase.AHEAD),
        (dated("AGREED"), [act(TODAY)], Phase.AHEAD),
        # what was offered after it was carried out is another offer
        (dated("AGREED", (TODAY, "PROPOSED")), [done(YESTERDAY)], Phase.AHEAD),
        (dated("AGREED", (YESTERDAY, "NOTIFIED")), [done(TODAY)], Phase.IN_FORCE),
    ],
)
def test_days_of_states_and_acts_count(of: PackageFact, acts: list[ActFact], phase: Phase) -> None:
    assert phase_of(of, acts=acts, as_of=TODAY) is phase


def test_a_step_is_done_on_the_day_of_the_first_act_that_names_it() -> None:
    elsewhere = ActFact(date=date(2030, 1, 1), package="Q", steps=frozenset({"s1"}))
    acts = [done(TODAY), done(YESTERDAY), elsewhere]
    assert days_done(dated(None), acts) == {"s1": YESTERDAY}
