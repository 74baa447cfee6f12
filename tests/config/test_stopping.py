"""A request to stop is heard, even where Python drops the exception that brings it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from config.stopping import Stopped, StopRequests


@pytest.fixture
def stop() -> Iterator[StopRequests]:
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {each: signal.getsignal(each) for each in signals}
    requests = StopRequests()
    requests.listen()
    yield requests
    for each, handler in before.items():
        signal.signal(each, handler)


def test_the_first_request_is_raised_and_the_next_are_not(stop: StopRequests) -> None:
    stop.check()
    with pytest.raises(Stopped):
        os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGTERM)
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_request_inside_a_finalizer_is_remembered(stop: StopRequests) -> None:
    class Finalized:
        def __del__(self) -> None:
            os.kill(os.getpid(), signal.SIGINT)

    one = Finalized()
    del one
    with pytest.raises(Stopped):
        stop.check()
