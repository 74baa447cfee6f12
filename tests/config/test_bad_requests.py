"""Bad input to REST: refused with a reason, never our fault, and nothing of it is stored."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from rest_framework.test import APIClient

from scenarios.models import Condition
from tests.rest_clients import client_of
from tests.sanctions.factories import member
from tests.scenarios.factories import CaseFactory, ConditionFactory
from tracker.models import ApiToken

pytestmark = pytest.mark.django_db

LISTS = (
    *("cases", "conditions", "gates", "packages", "scenarios", "assessments", "events"),
    *("parties", "designations", "alerts", "subscriptions", "webhooks"),
)
QUERIES = {
    "a limit of twenty digits": "limit=99999999999999999999",
    "a negative limit": "limit=-1",
    "a limit that is text": "limit=all",
    "no limit": "limit=0",
    "a limit twice": "limit=1&limit=2",
    "an unknown filter": "nme=x",
    "a lookup of the ORM": "case__team__memberships__user__password__startswith=a",
    "NUL": "format=%00",
    "a cursor of somebody": "cursor=AAAA",
    "many parameters": "&".join(f"p{n}=1" for n in range(900)),
    "too many parameters": "&".join(f"p{n}=1" for n in range(2000)),
    "an ordering by a hidden field": "ordering=password",
}
BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "NUL in a value": b'{"name": "a\\u0000b", "everything": true}',
    "NUL in a key": b'{"na\\u0000me": "a"}',
    "half a surrogate pair": b'{"name": "\\ud800", "everything": true}',
    "nested a hundred thousand deep": b"[" * 100_000 + b"]" * 100_000,
    "nested five thousand deep": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "a key twice": b'{"name": "a", "name": "b", "everything": true}',
    "an unknown key": b'{"name": "a", "everything": true, "team": "x"}',
    "a list": b"[]",
    "text": b'"name"',
    "null": b"null",
    "not a number": b'{"name": NaN}',
    "a number too large": b'{"name": 1e400}',
    "five thousand digits": b'{"name": ' + b"9" * 5_000 + b"}",
    "bytes that are no UTF-8": b'{"name": "\xff"}',
    "a boolean for text": b'{"name": true, "everything": true}',
    "text for a boolean": b'{"name": "a", "everything": "true"}',
    "ten megabytes": b'{"name": "' + b"a" * 2_400_000 + b'"}',
}
TYPES = ("text/html", "application/xml", "multipart/form-data", "application/json; charset=utf-16")
POSTS = ("subscriptions/", "webhooks/", "conditions/truce/ceasefire/assessments/")


@pytest.fixture
def client() -> APIClient:
    return client_of(member())


@pytest.fixture
def condition() -> Condition:
    made: Condition = ConditionFactory(case=CaseFactory(slug="truce"), slug="ceasefire")
    return made


def counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for label in ("sanctions", "scenarios", "tracker")
        for model in apps.get_app_config(label).get_models()
        if model is not ApiToken
    }


def assert_refused(response: Any, before: dict[str, int]) -> None:
    assert 400 <= response.status_code < 500, response.content
    problem = response.json()
    assert problem["detail"]
    assert not re.search(r"Traceback|\.py\b|SELECT |psycopg|django", str(problem))
    assert counts() == before


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("name", LISTS)
def test_a_question_that_makes_no_sense_is_refused(
    client: APIClient, name: str, query: str
) -> None:
    assert_refused(client.get(f"/api/v1/{name}/?{query}"), counts())


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize("path", POSTS)
def test_a_body_that_makes_no_sense_is_refused(
    client: APIClient, condition: Condition, path: str, body: bytes
) -> None:
    before = counts()
    response = client.post(f"/api/v1/{path}", body, content_type="application/json")
    assert_refused(response, before)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("path", POSTS)
def test_a_body_of_another_kind_is_refused(
    client: APIClient, condition: Condition, path: str, kind: str
) -> None:
    before = counts()
    assert_refused(client.post(f"/api/v1/{path}", b"{}", content_type=kind), before)


@pytest.mark.parametrize(
    "path",
    ["conditions/%00/", "conditions/a/b/c/", "conditions/truce%2f..%2f..%2fadmin/", "cases/А/",
     "cases/" + "a" * 5000 + "/", "parties/-1/", "parties/1e5/", "gates/truce/%ff%fe/",
     "conditions/truce/ceasefire'--/", "events/99999999999999999999/"],
)  # fmt: skip
def test_an_address_that_cannot_be_is_not_there(
    client: APIClient, condition: Condition, path: str
) -> None:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 404
    assert response.json()["code"] == "not-found"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "OPTIONS", "BREW"])
def test_a_method_that_changes_nothing_here_is_refused(client: APIClient, method: str) -> None:
    before = counts()
    response = client.generic(method, "/api/v1/cases/", headers={"X-HTTP-Method-Override": "GET"})
    assert response.status_code in ((200, 405) if method == "OPTIONS" else (405,))
    assert counts() == before
