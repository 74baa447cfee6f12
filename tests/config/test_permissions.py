"""Who may do what over REST: every route, method and person, on their own, others' and public rows.

The table is declared by hand; a route that is not in it fails. What each cell says is the status:
200 stands for any success, 404 for a row that is not there for this person, 403 for a right that
is missing, 401 for somebody who did not say who they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import URLPattern, URLResolver, get_resolver

from sanctions.models import Membership, Team
from sanctions.models.teams import Role
from tests.rest_clients import client_of, stranger
from tests.sanctions.factories import (
    DesignationFactory,
    SnapshotFactory,
    TeamFactory,
    UserFactory,
)
from tests.sanctions.program_factories import RenewalRuleFactory
from tests.scenarios.factories import (
    ActFactory,
    AssessmentFactory,
    CaseFactory,
    ConditionFactory,
    GateFactory,
    PackageFactory,
    ScenarioFactory,
)
from tests.tracker.factories import (
    AlertFactory,
    ChangeEventFactory,
    DeliveryFactory,
    EndpointFactory,
    SubscriptionFactory,
)

pytestmark = pytest.mark.django_db

PEOPLE = ("anonymous", "viewer", "analyst", "admin")
Cells = tuple[int, int, int, int]
NOBODY_ELSE: Cells = (401, 200, 200, 200)
HIDDEN: Cells = (401, 404, 404, 404)
JUDGEMENT = {"status": "MET", "date": "2022-03-02", "reason": "It was confirmed."}


@dataclass(frozen=True)
class Route:
    """A route: its methods with what is sent, and how a row's address is made."""

    body: dict[str, Any] | None = None
    own: Cells = NOBODY_ELSE
    other: Cells = HIDDEN
    public: Cells | None = NOBODY_ELSE


LIST = Route(other=NOBODY_ELSE)
READ = Route()
ASSESS = Route(
    body=JUDGEMENT,
    own=(401, 403, 200, 200),
    other=(401, 403, 404, 404),
    public=(401, 403, 200, 200),
)
AMEND_CONDITION = replace(ASSESS, body={"text": "Another text", "reason": "It was agreed."})
AMEND_GATE = replace(ASSESS, body={"when": {"any": ["peace"]}, "reason": "It was agreed."})
ACT = replace(ASSESS, body={"date": "2022-03-02", "what": "It was done.", "reason": "Published."})
TAKE_BACK = replace(ASSESS, body={"reason": "It never was."})
WHAT_IF = Route(body={"set": {"peace": {"status": "MET"}}})
BY_ADMINS: Cells = (401, 403, 403, 200)
BY_ANALYSTS: Cells = (401, 403, 200, 200)
EVERYBODYS_TERMS = Route(
    body={"title": "Another title", "reason": "It was looked up."},
    own=BY_ADMINS,
    other=BY_ADMINS,
    public=BY_ADMINS,
)
EVERYBODYS_RENEWALS = Route(
    body={"decided_on": "2022-05-30", "extends_to": "2024-04-15"},
    own=BY_ANALYSTS,
    other=BY_ANALYSTS,
    public=BY_ANALYSTS,
)
# Everybody may ask; the copy of this test has no kept file to be compared.
WITHOUT_ITS_FILE = Route(own=(401, 409, 409, 409), other=(401, 409, 409, 409), public=None)
DECIDE = Route(
    body={
        "verdict": "turn_away",
        "sha256": "a" * 64,
        "doubt": "0 parties",
        "reason": "It is cut.",
    },
    own=BY_ADMINS,
    other=BY_ADMINS,
    public=None,
)
MINE = Route(public=None)
WISH = Route(body={"name": "all", "everything": True}, other=NOBODY_ELSE)
RECEIVER = Route(body={"name": "ours", "url": "https://hooks.example/"}, other=NOBODY_ELSE)

ROUTES: dict[tuple[str, str], Route] = {
    ("GET", "lists/"): LIST,
    ("GET", "lists/{list}/fetches/"): LIST,
    ("POST", "lists/{list}/fetches/"): Route(
        own=(401, 403, 200, 200), other=(401, 403, 200, 200), public=None
    ),
    ("GET", "parties/"): LIST,
    ("GET", "parties/{party}/"): Route(other=NOBODY_ELSE),
    ("GET", "designations/"): LIST,
    ("GET", "designations/{designation}/"): Route(other=NOBODY_ELSE),
    ("GET", "exports/entities.ftm.json"): LIST,
    ("GET", "snapshots/"): LIST,
    ("GET", "snapshots/{snapshot}/"): Route(other=NOBODY_ELSE),
    ("GET", "snapshots/{snapshot}/changes/"): WITHOUT_ITS_FILE,
    ("POST", "snapshots/{snapshot}/decision/"): DECIDE,
    ("GET", "programs/"): LIST,
    ("GET", "programs/{program}/"): Route(other=NOBODY_ELSE),
    ("PATCH", "programs/{program}/"): EVERYBODYS_TERMS,
    ("GET", "programs/{program}/history/"): Route(other=NOBODY_ELSE),
    ("GET", "instruments/"): LIST,
    ("GET", "instruments/{instrument}/"): Route(other=NOBODY_ELSE),
    ("PATCH", "instruments/{instrument}/"): EVERYBODYS_TERMS,
    ("GET", "instruments/{instrument}/history/"): Route(other=NOBODY_ELSE),
    ("GET", "renewal-rules/"): LIST,
    ("GET", "renewal-rules/{rule}/"): Route(other=NOBODY_ELSE),
    ("PATCH", "renewal-rules/{rule}/"): EVERYBODYS_TERMS,
    ("GET", "renewal-rules/{rule}/history/"): Route(other=NOBODY_ELSE),
    ("POST", "renewal-rules/{rule}/renewals/"): EVERYBODYS_RENEWALS,
    ("GET", "calendar/"): LIST,
    ("GET", "cases/"): LIST,
    ("GET", "cases/{case}/"): READ,
    ("GET", "cases/{case}/circular/"): READ,
    ("GET", "cases/{case}/acts/"): READ,
    ("POST", "cases/{case}/acts/"): ACT,
    ("GET", "acts/"): LIST,
    ("GET", "acts/{act}/"): READ,
    ("POST", "acts/{act}/take-back/"): TAKE_BACK,
    ("GET", "conditions/"): LIST,
    ("GET", "conditions/{condition}/"): READ,
    ("PATCH", "conditions/{condition}/"): AMEND_CONDITION,
    ("GET", "conditions/{condition}/history/"): READ,
    ("GET", "conditions/{condition}/explain/"): READ,
    ("GET", "conditions/{condition}/assessments/"): READ,
    ("POST", "conditions/{condition}/assessments/"): ASSESS,
    ("GET", "assessments/"): LIST,
    ("GET", "assessments/{assessment}/"): READ,
    ("GET", "gates/"): LIST,
    ("GET", "gates/{gate}/"): READ,
    ("PATCH", "gates/{gate}/"): AMEND_GATE,
    ("GET", "gates/{gate}/history/"): READ,
    ("GET", "gates/{gate}/explain/"): READ,
    ("POST", "gates/{gate}/what-if/"): WHAT_IF,
    ("GET", "packages/"): LIST,
    ("GET", "packages/{package}/"): READ,
    ("GET", "packages/{package}/impact/"): READ,
    ("GET", "scenarios/"): LIST,
    ("GET", "scenarios/{scenario}/"): READ,
    ("GET", "scenarios/{scenario}/explain/"): READ,
    ("POST", "scenarios/{scenario}/what-if/"): WHAT_IF,
    ("GET", "events/"): LIST,
    ("GET", "events/{event}/"): READ,
    ("GET", "alerts/"): LIST,
    ("GET", "alerts/{alert}/"): MINE,
    ("PATCH", "alerts/{alert}/"): Route(body={"acknowledged": True}, public=None),
    ("GET", "subscriptions/"): LIST,
    ("POST", "subscriptions/"): WISH,
    ("GET", "subscriptions/{subscription}/"): MINE,
    ("PATCH", "subscriptions/{subscription}/"): Route(body={"is_active": False}, public=None),
    ("DELETE", "subscriptions/{subscription}/"): MINE,
    ("GET", "webhooks/"): LIST,
    ("POST", "webhooks/"): RECEIVER,
    ("GET", "webhooks/{webhook}/"): MINE,
    ("PATCH", "webhooks/{webhook}/"): Route(body={"state": "disabled"}, public=None),
    ("DELETE", "webhooks/{webhook}/"): MINE,
    ("POST", "webhooks/{webhook}/ping/"): MINE,
    ("POST", "webhooks/{webhook}/rotate-secret/"): MINE,
    ("GET", "webhooks/{webhook}/deliveries/"): Route(other=NOBODY_ELSE, public=None),
    ("POST", "webhooks/{webhook}/deliveries/{delivery}/replay/"): MINE,
}


def owned_by(team: Team | None, user: User) -> dict[str, str]:
    """Make one row of each kind: of the team, or public; and what is personal, of the user."""
    case = CaseFactory(team=team)
    condition = ConditionFactory(case=case, slug="peace")
    package = PackageFactory(case=case)
    gate = GateFactory(case=case, when="peace", opens=package)
    designation = DesignationFactory()
    rule = RenewalRuleFactory()
    delivery = DeliveryFactory(
        endpoint=EndpointFactory(owner=user), state="dead", reason="nobody answered"
    )
    return {
        "list": designation.sanctions_list.key,
        "party": designation.party.pk,
        "designation": designation.pk,
        "snapshot": SnapshotFactory(held=True, sha256="a" * 64).pk,
        "program": designation.program.pk,
        "instrument": rule.instrument.pk,
        "rule": rule.pk,
        "case": case.pk,
        "act": ActFactory(case=case, package=package).pk,
        "condition": condition.pk,
        "assessment": AssessmentFactory(condition=condition).pk,
        "gate": gate.pk,
        "package": package.pk,
        "scenario": ScenarioFactory(case=case, packages=[package]).pk,
        "event": ChangeEventFactory(condition=condition).pk,
        "alert": AlertFactory(subscriber=user).pk,
        "subscription": SubscriptionFactory(owner=user).pk,
        "webhook": delivery.endpoint.pk,
        "delivery": delivery.pk,
    }


@pytest.fixture
def person() -> Callable[[str, Team], User]:
    """Return a function that makes somebody with a role in a team."""

    def make(role: str, team: Team) -> User:
        user: User = UserFactory()
        Membership.objects.create(user=user, team=team, role=Role(role).value)
        return user

    return make


CELLS = [
    pytest.param(method, path, whose, who, id=f"{method} {path} of {whose} by {who}")
    for (method, path), route in ROUTES.items()
    for whose in ("own", "other", "public")
    if getattr(route, whose) is not None
    for who in PEOPLE
]


@pytest.mark.parametrize(("method", "path", "whose", "who"), CELLS)
def test_each_person_may_do_what_the_table_says(
    method: str, path: str, whose: str, who: str, person: Callable[[str, Team], User]
) -> None:
    route = ROUTES[method, path]
    team = TeamFactory()
    user = person("viewer" if who == "anonymous" else who, team)
    rows = {
        "own": lambda: owned_by(team, user),
        "other": lambda: owned_by(TeamFactory(), UserFactory()),
        "public": lambda: owned_by(None, user),
    }[whose]()
    client = stranger() if who == "anonymous" else client_of(user)
    url = f"/api/v1/{path.format(**rows)}"
    headers = {}
    if method in ("PATCH", "DELETE"):
        headers["If-Match"] = client.get(url).get("ETag", '"none"')
    response = client.generic(
        method, url, _json(route.body), content_type="application/json", headers=headers
    )
    expected = getattr(route, whose)[PEOPLE.index(who)]
    status = 200 if response.status_code < 300 else response.status_code
    assert status == expected, response.content


def test_every_route_is_in_the_table() -> None:
    found = {
        (method, _plain(path)) for path, methods in _routes(get_resolver()) for method in methods
    }
    assert found == {(method, _plain(path)) for method, path in ROUTES}


def _json(body: dict[str, Any] | None) -> str:
    return json.dumps(body) if body is not None else ""


def _plain(path: str) -> str:
    """Write every argument of a path the same."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def _routes(resolver: Any, before: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield each path below /api/v1/ with the methods that its view answers."""
    for one in resolver.url_patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one, path)
        elif isinstance(one, URLPattern) and path.startswith("api/v1/"):
            actions: Any = getattr(one.callback, "actions", None) or {}
            bare = re.sub(r"[\^$\\]|\?P?<[^>]*>", "", path.removeprefix("api/v1/"))
            yield (
                re.sub(r"\((?:[^()]|\([^()]*\))*\)", "{}", bare),
                [method.upper() for method in actions if method not in ("head", "options")],
            )
