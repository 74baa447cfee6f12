"""Do all that is due, every second, until stopped: alerts without a broker."""

from __future__ import annotations

import argparse
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.services.sweep_everything import sweep_everything

_EVERY = 1.0


class Command(BaseCommand):
    """May run beside workers, and several times: what one has taken, no other takes."""

    help = "Wake what is due, dispatch changes and deliver alerts, without a broker."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """On SIGTERM or Ctrl-C, end after the attempts that are under way."""
        if options["once"]:
            failed = sweep_everything()
            if failed:
                raise CommandError(f"failed, see the log: {', '.join(failed)}")
            return
        stop = threading.Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stop.set())
        self.stderr.write("The sweeper runs (Ctrl-C stops it).")
        while not stop.is_set():
            sweep_everything(stopping=stop.is_set)
            stop.wait(_EVERY)
