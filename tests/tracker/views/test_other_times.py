"""Pages at another point in time: true for a day, as known at an instant, both in the address.

In this case a truce was met on 1 March, which became known on the 10th; on 1 April its text was
amended, and on the 5th an earlier finding was taken back.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from scenarios.casefiles.read_cases import read_cases
from scenarios.services.load_cases import load_cases
from tests.clock import SetClock

pytestmark = pytest.mark.django_db
_FILE = """
format: thaw-case/1
id: then-2026
title: The truce of 2026
start: 2026-01-01
conditions:
  - id: truce
    kind: event
    bears_on: target
    text: The truce holds
    former: [{until: 2026-04-01T00:00:00Z, text: The guns are silent, reason: clearer}]
    assessments:
      - {id: first, date: 2026-02-01, status: PARTIAL}
      - {date: 2026-03-01, recorded: 2026-03-10T12:00:00Z, status: MET}
      - {date: 2026-02-01, recorded: 2026-04-05T00:00:00Z, status: NOT_MET, retracts: first}
gates: [{id: main, opens: P1, when: truce}]
packages: [{id: P1, title: Relief}]
acts: [{date: 2026-05-01, package: P1, what: The licence was issued}]
scenarios: [{id: deal, title: A deal, packages: [P1]}]
"""
THEN = "as_of=2026-03-05&known_at=2026-03-05T23:59:59Z"
SINCE = "as_of=2026-03-05"
ALL_PAGES = [
    "/scenarios/then-2026/deal/",
    "/conditions/then-2026/truce/",
    "/gates/then-2026/main/",
    "/cases/then-2026/",
    "/packages/then-2026/P1/",
    "/scenarios/",
    "/conditions/",
    "/gates/",
]


@pytest.fixture(autouse=True)
def case(database_clock: SetClock) -> None:
    database_clock(datetime(2026, 6, 1, 12, tzinfo=UTC))
    load_cases(documents=read_cases(_FILE, file="then.yaml"))


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", answer.content.decode())


def links(shown: str) -> set[str]:
    return {link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*)"', shown)}


@pytest.mark.parametrize("address", ALL_PAGES[:4] + ALL_PAGES[5:])
def test_a_day_is_seen_as_it_was_known_then_or_as_it_is_known_today(
    as_analyst: Client, address: str
) -> None:
    open_now = "Gate open" if "scenario" in address else "Met"
    shut_then = "Tracking" if "scenario" in address else "Partial"
    since, then = (page(as_analyst, f"{address}?{query}") for query in (SINCE, THEN))
    chips = [
        re.findall(r'class="chip tone-[^>]*>.*?<span>([^<]+)</span></span>', shown)
        for shown in (since, then)
    ]
    assert open_now in chips[0]
    assert open_now not in chips[1]
    assert shut_then in chips[1]


@pytest.mark.parametrize("address", ALL_PAGES)
def test_a_page_of_another_time_says_so_and_is_tinted(as_analyst: Client, address: str) -> None:
    shown = page(as_analyst, f"{address}?{THEN}")
    said = "This page shows <b>5 Mar 2026</b>, as known at <b>5 Mar 2026, 23:59 UTC</b>."
    assert said in shown
    assert "page-other-time" in shown
    assert "page-other-time" not in page(as_analyst, address)


def test_both_are_kept_in_the_links_to_other_pages(as_analyst: Client) -> None:
    kept = "?as_of=2026-03-05&known_at=2026-03-05T23%3A59%3A59Z"
    assert f"/gates/then-2026/main/{kept}" in links(page(as_analyst, f"{ALL_PAGES[0]}?{THEN}"))
    assert f"/scenarios/then-2026/deal/{kept}" in links(page(as_analyst, f"/scenarios/?{THEN}"))
    assert "/gates/then-2026/main/" in links(page(as_analyst, ALL_PAGES[0]))


def test_an_instant_without_a_zone_is_of_utc(as_analyst: Client) -> None:
    shown = page(as_analyst, f"{ALL_PAGES[0]}?as_of=2026-03-05&known_at=2026-03-10T11:59")
    assert "as known at <b>10 Mar 2026, 11:59 UTC</b>" in shown
    assert 'value="2026-03-10T11:59:00"' in shown


def test_an_empty_field_asks_for_nothing(as_analyst: Client) -> None:
    shown = page(as_analyst, f"{ALL_PAGES[0]}?as_of=2026-06-01&known_at=")
    assert "This page shows" not in shown


def test_without_a_day_it_is_that_of_the_knowledge(as_analyst: Client) -> None:
    shown = page(as_analyst, f"{ALL_PAGES[1]}?known_at=2026-02-20T00:00:00Z")
    assert "This page shows <b>20 Feb 2026</b>" in shown


def test_the_steps_are_the_days_on_which_something_changed(as_analyst: Client) -> None:
    address = ALL_PAGES[0]
    seen, found = ["2026-06-01"], page(as_analyst, address)
    while before := re.search(r'rel="prev" href="[^"]*as_of=([0-9-]+)"', found):
        seen.append(before[1])
        found = page(as_analyst, f"{address}?as_of={before[1]}")
    assert seen == ["2026-06-01", "2026-05-01", "2026-03-01", "2026-02-01"]
    assert re.search(r'rel="next" href="[^"]*as_of=2026-03-01"', found)


def test_what_was_known_on_the_day_is_followed_from_step_to_step(as_analyst: Client) -> None:
    shown = links(page(as_analyst, f"{ALL_PAGES[0]}?{THEN}"))
    after = "?as_of=2026-03-10&known_at=2026-03-10T23%3A59%3A59Z"
    assert f"{ALL_PAGES[0]}{after}" in shown
    assert "Gate open" in page(as_analyst, f"{ALL_PAGES[0]}{after}")


def test_one_click_changes_between_what_was_known_then_and_today(as_analyst: Client) -> None:
    then = f"{ALL_PAGES[0]}?as_of=2026-03-05&known_at=2026-03-05T23%3A59%3A59Z"
    assert then in links(page(as_analyst, f"{ALL_PAGES[0]}?{SINCE}"))
    since = links(page(as_analyst, then))
    assert {f"{ALL_PAGES[0]}?{SINCE}", ALL_PAGES[0]} <= since


def test_a_list_keeps_its_filters_in_other_times(as_analyst: Client) -> None:
    shown = page(as_analyst, f"/conditions/?q=truce&{SINCE}")
    assert "/conditions/?q=truce" in links(shown)
    assert "Status today" in shown


def test_a_fact_stands_until_it_was_known_to_be_taken_back(as_analyst: Client) -> None:
    address, taken_back = "/conditions/then-2026/truce/?as_of=2026-03-20", "taken back"
    assert taken_back in page(as_analyst, address)
    before = page(as_analyst, f"{address}&known_at=2026-04-04T00:00:00Z")
    assert taken_back not in before
    assert '<span class="count">2</span>' in before


def test_each_assessment_leads_to_what_was_known_when_it_became_known(as_analyst: Client) -> None:
    known = "?known_at=2026-03-10T12:00:00.000000Z"
    assert known in links(page(as_analyst, "/conditions/then-2026/truce/"))
    shown = page(as_analyst, f"/conditions/then-2026/truce/{known}")
    assert "This page shows <b>10 Mar 2026</b>, as known at <b>10 Mar 2026, 12:00 UTC</b>" in shown


def test_a_condition_is_shown_as_it_was_defined_then(as_analyst: Client) -> None:
    address = "/conditions/then-2026/truce/"
    then = page(as_analyst, f"{address}?known_at=2026-03-20T00:00:00Z")
    assert "<h1>The guns are silent</h1>" in then
    assert "It was defined otherwise then, until 1 Apr 2026, 00:00 UTC" in then
    now = page(as_analyst, address)
    assert "<h1>The truce holds</h1>" in now
    assert "defined otherwise" not in now


def test_no_act_is_shown_before_its_day(as_analyst: Client) -> None:
    for address in (ALL_PAGES[0], ALL_PAGES[3], ALL_PAGES[4]):
        assert "The licence was issued" in page(as_analyst, address)
        assert "The licence was issued" not in page(as_analyst, f"{address}?as_of=2026-04-30")


@pytest.mark.parametrize("address", ALL_PAGES)
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("as_of=2026-02-30", "as_of is not a day"),
        ("as_of=9999-12-31", "as_of is not a day"),
        ("known_at=soon", "known_at is not an instant"),
        ("as_of=2026-01-01&known_at=2026-06-01T12:00:01Z", "known_at lies in the future"),
    ],
)
def test_a_point_in_time_that_is_none_is_said_on_the_page(
    as_analyst: Client, address: str, query: str, said: str
) -> None:
    answer = as_analyst.get(f"{address}?{query}")
    assert answer.status_code == 400
    shown = answer.content.decode()
    assert said in shown
    assert f'href="{address}"' in shown


def test_a_form_that_was_refused_leads_back_to_the_page_itself(as_analyst: Client) -> None:
    answer = as_analyst.post("/conditions/then-2026/truce/assess/", {"status": "MET"})
    assert answer.status_code == 422
    assert 'action="/conditions/then-2026/truce/" aria-label="Point in time"' in (
        answer.content.decode()
    )
