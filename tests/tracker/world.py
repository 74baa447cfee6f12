"""A small world with everything in it that a page can show, and a canary in every text.

The canary is a script: where a page does not escape it, it is seen in the page's source and runs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sanctions.models import FormerTerms, Program, Snapshot
from sanctions.models.clock import database_now
from scenarios.casefiles.read_cases import read_cases
from scenarios.models import Act, Case, ChangeEvent, Condition, Package
from scenarios.services.assess_condition import assess_condition
from scenarios.services.load_cases import load_cases
from scenarios.services.record_act import GivenAct, record_act
from scenarios.services.take_back_act import take_back_act
from tests.sanctions.factories import (
    ControlLinkFactory,
    CopyDecisionFactory,
    DeltaFactory,
    DesignationFactory,
    FetchFactory,
    ListEntryFactory,
    MembershipFactory,
    PartyAddressFactory,
    PartyFactory,
    PartyIdentifierFactory,
    PartyNameFactory,
    SnapshotFactory,
    StakeFactory,
)
from tests.sanctions.program_factories import (
    InstrumentFactory,
    LegalBasisFactory,
    RenewalFactory,
    RenewalRuleFactory,
)
from tests.scenarios.factories import AssessmentFactory
from tests.tracker.factories import (
    AlertEventFactory,
    AlertFactory,
    DeliveryFactory,
    EndpointFactory,
    SubscriptionFactory,
)
from tracker.models import Alert, ApiToken, Endpoint, Subscription
from tracker.services.issue_token import issue_token

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from sanctions.models import Party

CANARY = "<script>document.title='canary'</script>"
CASE, GATE, PACKAGE, SCENARIO, CONDITION = "canary-2026", "main", "P1", "deal", "truce"

_FILE = f"""
format: thaw-case/1
id: {CASE}
title: "Case {CANARY}"
summary: "Summary {CANARY}"
demo: true
start: 2026-01-01
senders: [US]
targets: ["Target {CANARY}"]
sources:
  wire: {{url: "https://news.example/a", publisher: "Wire {CANARY}", grade: B2, note: "{CANARY}"}}
  bad: {{url: "javascript:alert(1)", publisher: "Hostile", note: "single source"}}
parties:
  - {{id: bank, kind: organization, name: "Bank {CANARY}", aliases: ["{CANARY}"],
     listed_as: {{list: us_ofac_sdn, id: "7"}}, source: wire, note: "from memory, unverified"}}
  - {{id: boat, kind: vessel, name: "Boat {CANARY}", identifiers: {{imo: "9332810"}}}}
stakes: [{{owner: bank, owned: boat, percent: {{low: "45", high: "55"}}, note: "{CANARY}"}}]
designations:
  - {{id: us1, party: bank, authority: US, program: RUSSIA-EO14024, from: 2022-02-24, source: bad}}
conditions:
  - {{id: {CONDITION}, kind: upkeep, bears_on: target, by: "Monitor {CANARY}", review_days: 30,
     text: "Truce {CANARY}", source: wire, note: "disputed",
     assessments: [
       {{id: a1, date: 2026-02-01, status: NOT_MET, source: bad, note: "{CANARY}"}},
       {{date: 2026-03-01, status: MET, assessor: "Monitor {CANARY}", degree: 3, source: wire}},
       {{date: 2026-03-02, status: PARTIAL, retracts: a1}}],
     confirmations: [{{date: 2026-03-05, source: wire, note: "{CANARY}"}}]}}
  - {{id: price, kind: quantity, bears_on: market, text: "Price {CANARY}",
     quantity: {{unit: "USD {CANARY}", op: "<", threshold: "50"}},
     readings: [{{date: 2026-02-02, low: "44.95", high: "51"}}]}}
gates:
  - {{id: {GATE}, opens: {PACKAGE}, view: "View {CANARY}", source: wire,
     when: {{all: [{{sustained: {{of: {CONDITION}, days: 30, start: 2026-01-01}}}},
       {{any: [price, {{before: {{of: {CONDITION}, deadline: 2026-12-31, start: 2026-01-01}}}}]}},
       {{not: {{from_date: 2030-01-01}}}},
       {{view: {{of: {CONDITION}, assessor: "Monitor {CANARY}"}}}}]}}}}
  - {{id: back, reverses: {PACKAGE},
     when: {{auto_unless: {{at: 2027-01-01, stop: price, start: 2026-12-01}}}}}}
  - {{id: terms, yields: price, when: {{then: {{first: {CONDITION}, second: price,
     start: 2026-01-01}}}}}}
packages:
  - id: {PACKAGE}
    title: "Package {CANARY}"
    state: PROPOSED
    note: "assumption {CANARY}"
    steps:
      - {{id: s1, instrument: US.DELIST, mode: terminated, removes: {{designations: [us1]}}}}
      - {{id: s2, instrument: US.EO_REVOKE, removes: {{program: RUSSIA-EO14024}}, note: "{CANARY}"}}
      - {{id: s3, instrument: US.GL, mode: authorised, licence: "GL 8", effective: 2026-04-01}}
      - {{id: s4, instrument: TRANCHE, amount: "550", currency: USD, unit: million}}
licences:
  - {{id: "GL 8", series: OIL, authority: US, from: 2026-03-19T00:00, expires: 2026-12-11T00:01,
     zone: America/New_York, note: "{CANARY}"}}
scenarios:
  - {{id: {SCENARIO}, title: "Scenario {CANARY}", packages: [{PACKAGE}], horizon: 2026-12-20,
     assume: {{{CONDITION}: {{status: MET, date: 2026-12-01}}}}}}
forecasts:
  - {{condition: {CONDITION}, by: 2026-12-31, p: "0.4", author: "Author {CANARY}", at: 2026-01-10}}
acts:
  - {{date: 2026-03-01, package: {PACKAGE}, what: "Act {CANARY}", source: [wire, bad]}}
"""


@dataclass(frozen=True)
class World:
    """What there is, for one analyst."""

    analyst: User
    case: Case
    condition: Condition
    party: Party
    alert: Alert
    endpoint: Endpoint
    subscription: Subscription
    token: ApiToken

    @property
    def case_acts(self) -> list[Act]:
        """The acts of the case."""
        return [*Act.objects.filter(case=self.case).order_by("position")]

    @property
    def programs(self) -> list[str]:
        """The ids of the programs."""
        return [*Program.objects.values_list("pk", flat=True)]


def load_canary_case() -> Case:
    """Load the case that has a canary in every text."""
    load_cases(documents=read_cases(_FILE, file="canary.yaml"))
    return Case.objects.get(slug=CASE)


def make_world() -> World:
    """Make the world, with a change that was told to the analyst."""
    analyst = MembershipFactory(user__username="ana", team__slug="desk").user
    case = load_canary_case()
    condition = Condition.objects.get(case=case, slug=CONDITION)
    assess_condition(
        condition=condition,
        status="MET",
        date=date(2026, 4, 1),
        reason=f"Reason {CANARY}",
        actor=analyst,
        sources=["wire"],
    )
    _dispute(condition, analyst)
    _act(case, analyst)
    endpoint = EndpointFactory(owner=analyst, name=f"Desk {CANARY}")
    alert = _alert(analyst, endpoint)
    return World(
        analyst=analyst,
        case=case,
        condition=condition,
        party=_listed_party(),
        alert=alert,
        endpoint=endpoint,
        subscription=SubscriptionFactory(owner=analyst, name=f"Wish {CANARY}"),
        token=issue_token(owner=analyst, name=f"Token {CANARY}", scopes=["read"])[0],
    )


def _dispute(condition: Condition, analyst: User) -> None:
    """Let two assessors differ on the condition today, and a machine say something that waits."""
    now = database_now()
    for assessor, status in ((f"East {CANARY}", "MET"), (f"West {CANARY}", "NOT_MET")):
        assess_condition(
            condition=condition,
            status=status,
            date=now.date(),
            reason=f"Reason {CANARY}",
            actor=analyst,
            assessor=assessor,
        )
    AssessmentFactory(
        condition=condition,
        status="PARTIAL",
        date=now.date(),
        recorded=now,
        waits_until=now + timedelta(days=1),
    )


def _act(case: Case, analyst: User) -> None:
    """Let the analyst record an act for the package, and take another back."""
    package = Package.objects.get(case=case, slug=PACKAGE)
    for what in (f"Done {CANARY}", f"Never done {CANARY}"):
        given = GivenAct(
            date=date(2026, 4, 2), what=what, package=package, steps=["s1"], state="EFFECTIVE"
        )
        done = record_act(case=case, given=given, reason=f"Reason {CANARY}", actor=analyst)
    take_back_act(act=done.act, reason=f"Error {CANARY}", actor=analyst)


def _alert(analyst: User, endpoint: Endpoint) -> Alert:
    """Tell the last change in the inbox and at the endpoint, which refused it."""
    alert: Alert = AlertFactory(subscriber=analyst, headline=f"Headline {CANARY}")
    AlertEventFactory(alert=alert, event=ChangeEvent.objects.order_by("sequence").last())
    delivery = DeliveryFactory(alert=alert, endpoint=endpoint)
    delivery.attempts.create(
        number=1, outcome="failed", http_status=500, milliseconds=12, reply_head=CANARY
    )
    return alert


def _program(program: Program) -> None:
    """Say all that can be said of a program, each text with the canary."""
    told = {"note": f"Note {CANARY}", "source": "https://law.example/a"}
    order = InstrumentFactory(identifier=f"Order {CANARY}"[:100], title=f"Title {CANARY}", **told)
    basis = LegalBasisFactory(program=program, instrument=order)
    said = {"title": f"Clock {CANARY}", "who_acts": f"Who {CANARY}", "then": f"Then {CANARY}"}
    rule = RenewalRuleFactory(instrument=basis.instrument, fixed_days=["12-20"], **said, **told)
    RenewalFactory(rule=rule, act=f"Act {CANARY}", **told)
    program.title, program.status, program.note = f"Program {CANARY}", "active", CANARY
    program.territories, program.measures = ["ru"], ["asset_freeze"]
    program.save()
    former = {"title": f"Former {CANARY}"}
    FormerTerms.objects.create(program=program, terms=former, reason=CANARY, author="analyst")


def _listed_party() -> Party:
    """Make a party of a list with a hostile name, all that may be told of it, and a held copy."""
    party: Party = PartyFactory(name=f"Party {CANARY}")
    entry = ListEntryFactory(party=party)
    of_entry = {"party": party, "entry": entry}
    designation = DesignationFactory(party=party, first_snapshot=entry.first_snapshot)
    _program(designation.program)
    DeltaFactory(entry=entry)
    PartyNameFactory(**of_entry, name=f"Name {CANARY}")
    PartyIdentifierFactory(**of_entry, type=f"no {CANARY}", valid=False)
    PartyAddressFactory(**of_entry, street=f"Street {CANARY}")
    StakeFactory(owned=party, source=f"Report {CANARY}")
    ControlLinkFactory(controller=party)
    SnapshotFactory(outcome="held", reason=f"Held {CANARY}", scope=f"Scope {CANARY}")
    CopyDecisionFactory(snapshot=entry.first_snapshot, reason=f"So {CANARY}", doubt=CANARY)
    FetchFactory(failed=True, reason=f"Answered {CANARY}", host="lists.example")
    return party


def addresses(world: World) -> list[str]:
    """Return the address of every page that a signed-in analyst can open."""
    at = {
        "search": ["/search/", "/search/?q=canary", "/search/?q=nothing-like-it"],
        "scenarios": ["/scenarios/", "/scenarios/?state=TRACKING&q=canary", f"/scenarios/?{_PAST}"],
        "scenario": [f"/scenarios/{CASE}/{SCENARIO}/", f"/scenarios/{CASE}/{SCENARIO}/?{_PAST}"],
        "what_if": [
            f"/scenarios/{CASE}/{SCENARIO}/what-if/",
            f"/scenarios/{CASE}/{SCENARIO}/what-if/?status.price=MET&date.price=2026-06-01",
        ],
        "conditions": [
            "/conditions/",
            "/conditions/?status=BREACHED&kind=upkeep",
            f"/conditions/?{_PAST}",
        ],
        "condition": [
            f"/conditions/{CASE}/{CONDITION}/",
            f"/conditions/{CASE}/{CONDITION}/?{_PAST}",
            f"/conditions/{CASE}/price/",
        ],
        "condition_amend": [f"/conditions/{CASE}/{slug}/amend/" for slug in (CONDITION, "price")],
        "gates": ["/gates/", f"/gates/?case={CASE}", f"/gates/?{_PAST}"],
        "gate": [
            *(f"/gates/{CASE}/{slug}/" for slug in (GATE, "back", "terms")),
            f"/gates/{CASE}/{GATE}/?{_PAST}",
        ],
        "gate_amend": [f"/gates/{CASE}/{slug}/amend/" for slug in (GATE, "back", "terms")],
        "packages": ["/packages/", "/packages/?state=PROPOSED", f"/packages/?{_PAST}"],
        "package_act": [f"/packages/{CASE}/{PACKAGE}/acts/new/"],
        "act": [f"/acts/{act.pk}/" for act in world.case_acts],
        "package": [f"/packages/{CASE}/{PACKAGE}/", f"/packages/{CASE}/{PACKAGE}/?{_PAST}"],
        "cases": ["/cases/", "/cases/?q=nothing-like-it", f"/cases/?{_PAST}"],
        "case_act": [f"/cases/{CASE}/acts/new/"],
        "case": [f"/cases/{CASE}/", f"/cases/{CASE}/?{_PAST}"],
        "parties": ["/parties/", "/parties/?q=party&kind=organization"],
        "party": [f"/parties/{world.party.pk}/", f"/parties/{world.party.pk}/?{_PAST}"],
        "held_copies": ["/copies/"],
        "copy": [f"/copies/{pk}/" for pk in Snapshot.objects.values_list("pk", flat=True)],
        "lists": ["/lists/"],
        "list": ["/lists/us_ofac_sdn/"],
        "alerts": ["/alerts/", "/alerts/?all=1&level=2"],
        "alert": [f"/alerts/{world.alert.pk}/"],
        "webhooks": ["/webhooks/"],
        "webhook": [f"/webhooks/{world.endpoint.pk}/"],
        "subscriptions": ["/subscriptions/"],
        "subscription_new": ["/subscriptions/new/", f"/subscriptions/new/?case={world.case.pk}"],
        "tokens": ["/tokens/"],
        "programs": ["/programs/", "/programs/?q=canary&status=active&authority=US"],
        "program": [f"/programs/{pk}/{query}" for pk in world.programs for query in ("", _THEN)],
        "calendar": ["/calendar/", "/calendar/?days=400&authority=US", f"/calendar/?{_PAST}"],
        "index": ["/"],
    }
    return [address for found in at.values() for address in found]


_THEN = "?as_of=2022-03-03"
_PAST = "as_of=2026-03-03&known_at=2026-03-03T23:59:59Z"
