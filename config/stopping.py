"""Turns a request to stop (Ctrl-C, SIGTERM, a closed terminal) into an orderly way out."""

from __future__ import annotations

import signal
from typing import NoReturn


class Stopped(BaseException):
    """Somebody asked the product to stop."""


class StopRequests:
    """Raises `Stopped` once, wherever the program is; from then on the way out is undisturbed.

    Python drops an exception that arrives inside a finalizer. So the request is also remembered,
    and whoever waits in a loop asks `check` at each turn.
    """

    def __init__(self) -> None:
        self.asked = False
        self._signals = [signal.SIGINT, signal.SIGTERM]
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # not under nohup
            self._signals.append(signal.SIGHUP)

    def listen(self) -> None:
        """Take the signals over."""
        for each in self._signals:
            signal.signal(each, self._stop)

    def check(self) -> None:
        """Raise `Stopped` if that was asked for, even if it was dropped at the time."""
        if self.asked:
            raise Stopped

    def _stop(self, number: int, frame: object) -> NoReturn:
        self.asked = True
        for each in self._signals:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped
