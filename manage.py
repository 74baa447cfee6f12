#!/usr/bin/env python3
"""Runs one command; finds or starts the servers that it needs."""

from __future__ import annotations

import os
import signal
import sys

from django.core.management import execute_from_command_line

from config.env import SettingInvalid
from config.servers.errors import ServersUnavailable
from config.servers.session import for_command

# These read files only. Whatever is not named here may need the database.
NEED_NO_SERVERS = frozenset(
    {
        *("check", "check_case", "collectstatic", "compilemessages", "diffsettings", "findstatic"),
        *("help", "makemessages", "spectacular", "startapp", "version"),
    }
)
UNAVAILABLE = 69  # EX_UNAVAILABLE of <sysexits.h>


def main(argv: list[str]) -> None:
    try:
        try:
            run(argv)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read us, `head` say, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE)


def run(argv: list[str]) -> None:
    """Run the command on the servers that it needs; exits by itself where it has a status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = argv[1] if len(argv) > 1 else "help"
    named = "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ
    asks_help = bool({"-h", "--help", "--version"} & set(argv))
    try:
        if named or asks_help or command in NEED_NO_SERVERS:
            execute_from_command_line(argv)
            return
        with for_command(command) as servers:
            servers.export()
            execute_from_command_line(argv)
    except (ServersUnavailable, SettingInvalid) as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(UNAVAILABLE)


if __name__ == "__main__":
    main(sys.argv)
