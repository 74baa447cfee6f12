"""The API does what its description says: drawn requests are answered as described, or refused."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sanctions.models.teams import Role
from tests.config.test_query_counts import make_rows
from tests.sanctions.factories import member
from tests.tracker.factories import EndpointFactory
from tracker.services.issue_token import allowed_scopes, issue_token

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
QUICK = 8
THOROUGH = 200


@pytest.fixture
def api(transactional_db: None) -> Any:
    """Describe the API to an analyst who has a row of every kind."""
    analyst = member(role=Role.ANALYST)
    make_rows(analyst, EndpointFactory(owner=analyst))
    _, token = issue_token(owner=analyst, name="drawn", scopes=allowed_scopes(analyst))
    headers = {"Authorization": f"Bearer {token}"}
    return schemathesis.openapi.from_wsgi("/api/schema/", get_wsgi_application(), headers=headers)


def try_operations(schema: Any, subtests: pytest.Subtests, *, examples: int) -> None:
    """Ask every operation of the description drawn requests."""
    for found in schema.get_all_operations():
        operation = found.ok()

        @seed(1)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            case.call_and_validate(checks=CHECKS)

        with subtests.test(operation.label):
            ask()


def test_drawn_requests_are_answered_as_described(api: Any, subtests: pytest.Subtests) -> None:
    try_operations(api, subtests, examples=QUICK)


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_many_drawn_requests_are_answered_as_described(api: Any, subtests: pytest.Subtests) -> None:
    try_operations(api, subtests, examples=THOROUGH)
