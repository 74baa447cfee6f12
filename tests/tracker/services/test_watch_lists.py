"""Lists are fetched before anybody is called silent."""

from __future__ import annotations

import pytest

from tracker.models import Heartbeat
from tracker.services import watch_lists as module
from tracker.services.watch_lists import watch_lists

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("fetched", "done"), [([], ["fetch", "tell"]), (None, ["fetch"])])
def test_who_looks_fetches_first_and_leaves_the_rest_to_one_who_is_at_it(
    monkeypatch: pytest.MonkeyPatch, fetched: list[object] | None, done: list[str]
) -> None:
    steps: list[str] = []

    def fetch(**options: object) -> list[object] | None:
        steps.append("fetch")
        return fetched

    monkeypatch.setattr(module, "fetch_due_lists", fetch)
    monkeypatch.setattr(module, "tell_silent_lists", lambda: steps.append("tell"))
    watch_lists()
    assert steps == done
    assert Heartbeat.objects.filter(job="watch_lists").exists() == ("tell" in done)
