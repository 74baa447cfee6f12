"""Do all that is due, every second, until stopped: alerts, and lists, without a broker."""

from __future__ import annotations

import argparse
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from tracker.services.sweep_everything import succeeds, sweep_everything
from tracker.services.watch_lists import watch_lists

_EVERY = 1.0
_WATCH_EVERY = 60.0


class Command(BaseCommand):
    """May run beside workers, and several times: what one has taken, no other takes."""

    help = "Fetch lists, wake what is due, dispatch changes, deliver alerts, without a broker."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """On SIGTERM or Ctrl-C, end after the attempts that are under way."""
        if options["once"]:
            failed = [] if succeeds("watch_lists", watch_lists) else ["watch_lists"]
            failed += sweep_everything()
            if failed:
                raise CommandError(f"failed, see the log: {', '.join(failed)}")
            return
        stop = threading.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stop.set())
        # Ends with the process, wherever it is: what it had begun is closed by the next round.
        threading.Thread(target=_keep_watching, args=(stop,), daemon=True, name="lists").start()
        self.stderr.write("The sweeper runs (Ctrl-C stops it).")
        while not stop.is_set():
            sweep_everything(stopping=stop.is_set)
            stop.wait(_EVERY)


def _keep_watching(stop: threading.Event) -> None:
    """Watch the lists every minute, beside the sweeps: a publisher may take several."""
    while not stop.is_set():
        succeeds("watch_lists", lambda: watch_lists(stopping=stop.is_set))
        connections.close_all()
        stop.wait(_WATCH_EVERY)
