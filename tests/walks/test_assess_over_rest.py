"""The same ten minutes over REST, with a token, a real worker and a real receiver."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pytest_django.fixtures import Settings
from standardwebhooks import Webhook

from scenarios.casefiles.case_library import LIBRARY
from scenarios.casefiles.read_cases import read_case_file
from scenarios.services.load_cases import load_cases
from tests.sanctions.factories import MembershipFactory
from tests.walks.conftest import RunProcess
from tests.walks.receiver import Receiver, receiving
from tests.walks.test_alert_by_worker import WORKER
from tracker.services.issue_token import issue_token

pytestmark = pytest.mark.django_db(transaction=True)

CASE = "russia-2025-2026"
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "api.md"
REASON = "Signed in Istanbul; both sides published the text."
# The worker may still be starting.
_UNTIL_TOLD = 'until ask "$API/alerts/?unread=true" | grep -q headline; do sleep 0.2; done'


@pytest.fixture
def token() -> str:
    """Load the shipped case of the Russia talks, and make a token for an analyst."""
    load_cases(documents=read_case_file(str(LIBRARY / f"{CASE}.yaml")), from_library=True)
    analyst = MembershipFactory().user
    _, text = issue_token(owner=analyst, name="walk", scopes=["read", "write", "assess"])
    return text


@pytest.fixture
def listening(run_process: RunProcess, own_broker: str, settings: Settings) -> Iterator[Receiver]:
    """Run a receiver, and a worker that may send to it."""
    with (
        receiving() as receiver,
        run_process(*WORKER, allowed=receiver.authority, redis_url=own_broker),
    ):
        settings.WEBHOOK_ALLOWED_HOSTS = [receiver.authority]
        yield receiver


def test_assessing_over_rest_flags_scenarios_fills_the_inbox_and_sends_one_webhook(
    live_server: Any, token: str, listening: Receiver
) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=f"{live_server.url}/api/v1/", headers=headers) as api:
        made = api.post("webhooks/", json={"name": "Our desk", "url": listening.url}).json()
        watch = {"name": "Russia", "case": CASE, "least_level": "0", "endpoints": [made["id"]]}
        assert api.post("subscriptions/", json=watch).status_code == 201
        api.post(f"webhooks/{made['id']}/ping/")
        assert listening.wait_for(1, timeout=90)  # the worker may still be starting
        assessed = api.post(
            f"conditions/{CASE}/peace/assessments/",
            json={"status": "MET", "date": "2026-08-15", "reason": REASON},
        )
        assert assessed.status_code == 201, assessed.text
        assert listening.wait_for(2)
        alerts = api.get("alerts/").json()["results"]
        open_gates = api.get(f"scenarios/?case={CASE}&state=GATE_OPEN").json()["results"]
    changed = {event["node"]["address"] for event in assessed.json()["events"]}
    assert f"{CASE}/peace" in changed
    assert f"{CASE}/us_staged" in changed
    assert len(alerts) == 1
    assert {event["reason"] for event in alerts[0]["events"]} == {REASON}
    assert open_gates
    last = list(listening.bodies)[-1]
    assert listening.duplicates == 0
    Webhook(made["secret"]).verify(next(iter(listening.bodies[last])), listening.headers[last])


@pytest.mark.usefixtures("listening")
def test_the_commands_of_the_guide_work(live_server: Any, token: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("needs curl")
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    script = re.sub(r"TOKEN=.*\nAPI=.*\n", "", "".join(blocks))
    script = script.replace("http://127.0.0.1:9000/thaw", "https://hooks.example/thaw")
    script = script.replace('ask "$API/alerts/?unread=true"', _UNTIL_TOLD)
    answers = subprocess.run(
        ["sh", "-eu", "-c", script],
        env={"TOKEN": token, "API": f"{live_server.url}/api/v1", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert answers.returncode == 0, answers.stderr
    assert "urn:thaw:problem" not in answers.stdout, answers.stdout
    assert '"acknowledgement":"Told the desk."' in answers.stdout, answers.stdout
