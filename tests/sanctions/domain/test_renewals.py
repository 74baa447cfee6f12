"""Recurring days: fixed ones and counted ones, short months, acts that override, reminders."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sanctions.domain.kinds import DatePrecision
from sanctions.domain.program_kinds import (
    ClockBasis,
    ClockState,
    IfNobodyActs,
    RenewalKind,
    RenewalOutcome,
)
from sanctions.domain.renewals import (
    LEADS,
    ClockDay,
    Renewal,
    Rule,
    clock_days,
    clock_state,
    last_renewal,
    lead_due,
    next_day,
    rule_days,
)

ACT, BY_RULE = ClockBasis.ACT, ClockBasis.RULE
AHEAD, PASSED = ClockState.AHEAD, ClockState.PASSED


def rule(**terms: object) -> Rule:
    """Make a sunset by which it lapses."""
    return Rule(kind=RenewalKind.SUNSET, if_nobody_acts=IfNobodyActs.LAPSES, **terms)  # type: ignore[arg-type]


def renewed(decided: date, until: date, **terms: object) -> Renewal:
    """Make an act that goes on until a day."""
    return Renewal(
        decided_on=decided,
        outcome=RenewalOutcome.RENEWED,
        extends_to=until,
        **terms,  # type: ignore[arg-type]
    )


INDIVIDUAL = rule(fixed_days=("03-15", "09-15"))
SECTORAL = rule(fixed_days=("01-31", "07-31"))


def days(of: Rule, start: date, until: date) -> list[date]:
    """List the days of a rule."""
    return [*rule_days(of, start=start, until=until)]


def test_fixed_days_come_in_order_with_both_ends() -> None:
    assert days(INDIVIDUAL, date(2026, 3, 15), date(2027, 3, 15)) == [
        date(2026, 3, 15),
        date(2026, 9, 15),
        date(2027, 3, 15),
    ]


def test_the_thirty_first_of_january_and_july() -> None:
    assert days(SECTORAL, date(2026, 2, 1), date(2027, 1, 31)) == [
        date(2026, 7, 31),
        date(2027, 1, 31),
    ]


def test_the_last_of_february_follows_the_leap_year() -> None:
    found = days(rule(fixed_days=("02-29",)), date(2027, 1, 1), date(2028, 12, 31))
    assert found == [date(2027, 2, 28), date(2028, 2, 29)]


def test_two_fixed_days_that_fall_together_are_one() -> None:
    found = days(rule(fixed_days=("02-28", "02-29")), date(2027, 1, 1), date(2027, 12, 31))
    assert found == [date(2027, 2, 28)]


def test_six_months_from_a_thirty_first_clip_one_day_and_no_later_one() -> None:
    half_years = rule(every_months=6, first_on=date(2025, 8, 31))
    assert days(half_years, date(2025, 8, 31), date(2027, 2, 28)) == [
        date(2025, 8, 31),
        date(2026, 2, 28),
        date(2026, 8, 31),
        date(2027, 2, 28),
    ]


def test_reports_every_180_days_for_four_years_are_eight_and_the_first() -> None:
    reports = rule(every_days=180, first_on=date(2026, 3, 18), last_on=date(2029, 12, 18))
    found = days(reports, date(2025, 1, 1), date(2040, 1, 1))
    assert found[:4] == [
        date(2026, 3, 18),
        date(2026, 9, 14),
        date(2027, 3, 13),
        date(2027, 9, 9),
    ]
    assert len(found) == 8


def test_nothing_recurs_before_the_first_day_nor_after_the_last() -> None:
    bounded = rule(fixed_days=("03-15",), first_on=date(2026, 1, 1), last_on=date(2027, 12, 31))
    found = days(bounded, date(2020, 1, 1), date(2040, 1, 1))
    assert found == [date(2026, 3, 15), date(2027, 3, 15)]


def test_the_ends_of_the_calendar_are_days_like_others() -> None:
    assert days(rule(fixed_days=("12-31",)), date(9999, 12, 31), date.max) == [date.max]
    every_month = rule(every_months=1, first_on=date.min)
    assert days(every_month, date(9999, 12, 1), date.max) == [date(9999, 12, 1)]
    assert days(rule(every_days=1, first_on=date.min), date.max, date.max) == [date.max]


def test_an_act_names_its_day_and_the_rule_gives_those_beyond() -> None:
    acts = [renewed(date(2026, 3, 14), date(2026, 9, 15))]
    found = [*clock_days(INDIVIDUAL, renewals=acts, on=date(2026, 5, 1), until=date(2027, 3, 15))]
    assert found == [
        ClockDay(on=date(2026, 9, 15), basis=ACT),
        ClockDay(on=date(2027, 3, 15), basis=BY_RULE),
    ]


def test_an_act_may_name_another_day_than_the_rule() -> None:
    acts = [renewed(date(2026, 3, 14), date(2026, 12, 1))]
    found = [*clock_days(INDIVIDUAL, renewals=acts, on=date(2026, 5, 1), until=date(2027, 3, 15))]
    assert [day.on for day in found] == [date(2026, 12, 1), date(2027, 3, 15)]


def test_a_day_that_passed_without_an_act_is_told_and_nothing_is_concluded() -> None:
    acts = [renewed(date(2026, 3, 14), date(2026, 9, 15))]
    found = [*clock_days(INDIVIDUAL, renewals=acts, on=date(2026, 11, 25), until=date(2027, 3, 15))]
    assert found == [
        ClockDay(on=date(2026, 9, 15), basis=ACT, state=PASSED),
        ClockDay(on=date(2027, 3, 15), basis=BY_RULE),
    ]
    assert clock_state(INDIVIDUAL, renewals=acts, on=date(2026, 11, 25)) is PASSED


def test_the_last_day_in_force_has_not_passed() -> None:
    acts = [renewed(date(2026, 3, 14), date(2026, 9, 15))]
    assert clock_state(INDIVIDUAL, renewals=acts, on=date(2026, 9, 15)) is AHEAD
    assert clock_state(INDIVIDUAL, renewals=acts, on=date(2026, 9, 16)) is PASSED


def test_an_act_counts_from_the_day_on_which_it_was_decided() -> None:
    acts = [
        renewed(date(2025, 9, 12), date(2026, 3, 15)),
        renewed(date(2026, 3, 14), date(2026, 9, 15)),
    ]
    before = next_day(INDIVIDUAL, renewals=acts, on=date(2026, 3, 13))
    after = next_day(INDIVIDUAL, renewals=acts, on=date(2026, 3, 14))
    assert before == ClockDay(on=date(2026, 3, 15), basis=ACT)
    assert after == ClockDay(on=date(2026, 9, 15), basis=ACT)


def test_of_two_acts_of_one_day_the_one_recorded_last_counts() -> None:
    wrong = renewed(date(2026, 3, 14), date(2026, 9, 14))
    right = renewed(date(2026, 3, 14), date(2026, 9, 15))
    assert last_renewal([wrong, right], on=date(2026, 4, 1)) == right


def test_what_was_ended_comes_up_no_more() -> None:
    acts = [Renewal(decided_on=date(2025, 6, 30), outcome=RenewalOutcome.ENDED)]
    assert next_day(INDIVIDUAL, renewals=acts, on=date(2025, 7, 1)) is None
    assert clock_state(INDIVIDUAL, renewals=acts, on=date(2025, 7, 1)) is ClockState.ENDED


def test_what_is_not_renewed_runs_out_on_its_day_and_is_settled_then() -> None:
    acts = [
        Renewal(
            decided_on=date(2026, 2, 1),
            outcome=RenewalOutcome.NOT_RENEWED,
            extends_to=date(2026, 3, 15),
        )
    ]
    assert next_day(INDIVIDUAL, renewals=acts, on=date(2026, 2, 2)) == ClockDay(
        on=date(2026, 3, 15), basis=ACT
    )
    assert clock_state(INDIVIDUAL, renewals=acts, on=date(2026, 3, 16)) is ClockState.ENDED


def test_of_a_month_the_first_day_is_warned_of_and_the_last_one_passes() -> None:
    acts = [renewed(date(2026, 4, 1), date(2027, 4, 1), precision=DatePrecision.MONTH)]
    moldova = rule(fixed_days=("04-29",))
    found = next_day(moldova, renewals=acts, on=date(2026, 11, 25))
    assert found == ClockDay(on=date(2027, 4, 1), basis=ACT, precision=DatePrecision.MONTH)
    assert clock_state(moldova, renewals=acts, on=date(2027, 4, 30)) is AHEAD
    assert clock_state(moldova, renewals=acts, on=date(2027, 5, 1)) is PASSED


def test_reminders_come_once_for_each_lead_and_a_late_one_is_the_shortest() -> None:
    due = date(2027, 1, 10)
    found = {left: lead_due(due, today=due - timedelta(days=left)) for left in (31, 30, 8, 7, 2)}
    assert found == {31: None, 30: 30, 8: 30, 7: 7, 2: 7}
    assert [lead_due(due, today=due - timedelta(days=left)) for left in (1, 0, -1)] == [1, 1, None]


ANY_DAY = st.dates(date(1990, 1, 1), date(2060, 12, 31))
RULES = st.one_of(
    st.builds(
        lambda found: rule(fixed_days=tuple(f"{day:%m-%d}" for day in found)),
        st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=1, max_size=4),
    ),
    st.builds(
        lambda step, first: rule(every_months=step, first_on=first), st.integers(1, 48), ANY_DAY
    ),
    st.builds(
        lambda step, first: rule(every_days=step, first_on=first), st.integers(1, 800), ANY_DAY
    ),
)
SPANS = st.tuples(ANY_DAY, st.integers(0, 3000)).map(
    lambda one: (one[0], one[0] + timedelta(days=one[1]))
)


@given(RULES, SPANS)
def test_days_lie_in_the_span_and_rise(of: Rule, span: tuple[date, date]) -> None:
    found = days(of, *span)
    assert all(span[0] <= day <= span[1] for day in found)
    assert all(one < next_one for one, next_one in pairwise(found))


@given(RULES, SPANS, st.integers(0, 3000))
def test_a_span_in_two_parts_has_the_days_of_the_whole(
    of: Rule, span: tuple[date, date], cut: int
) -> None:
    start, until = span
    middle = min(until, start + timedelta(days=cut))
    parts = days(of, start, middle) + days(of, middle + timedelta(days=1), until)
    assert parts == days(of, start, until)


@given(st.integers(1, 48), ANY_DAY)
def test_counted_months_never_drift(step: int, first: date) -> None:
    found = days(rule(every_months=step, first_on=first), first, first + timedelta(days=9000))
    for nth, day in enumerate(found):
        months = first.year * 12 + first.month - 1 + step * nth
        assert (day.year, day.month) == (months // 12, months % 12 + 1)
        assert day.day == min(first.day, monthrange(day.year, day.month)[1])


@given(RULES, SPANS, st.lists(st.tuples(ANY_DAY, st.integers(0, 900)), max_size=4))
def test_no_day_that_an_act_covers_is_told_as_one_to_come(
    of: Rule, span: tuple[date, date], acts: list[tuple[date, int]]
) -> None:
    renewals = [renewed(day, day + timedelta(days=more)) for day, more in acts]
    on, until = span
    found = [*clock_days(of, renewals=renewals, on=on, until=until)]
    last = last_renewal(renewals, on=on)
    covered = last.extends_to if last else None
    ahead = [day for day in found if day.state is AHEAD]
    assert all(on <= day.on <= until for day in ahead)
    if covered is not None:
        assert all(day.on > covered for day in ahead if day.basis is BY_RULE)
        assert [day.on for day in found if day.basis is ACT] == (
            [covered] if covered <= until else []
        )


@given(RULES, ANY_DAY)
def test_the_next_day_is_the_first_that_the_clock_tells(of: Rule, on: date) -> None:
    found = next_day(of, renewals=(), on=on)
    assert found is not None
    assert [*rule_days(of, start=on, until=found.on)] == [found.on]


@given(ANY_DAY, st.integers(-400, 400))
def test_a_lead_is_one_of_the_leads_and_covers_what_is_left(due: date, left: int) -> None:
    lead = lead_due(due, today=due - timedelta(days=left))
    assert (lead is not None) == (0 <= left <= max(LEADS))
    assert lead is None or (lead in LEADS and left <= lead)
