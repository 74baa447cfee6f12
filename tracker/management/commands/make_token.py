"""Make a token for somebody, at the shell of an operator."""

from __future__ import annotations

import argparse
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from tracker.domain.errors import TrackerError
from tracker.domain.kinds import Scope
from tracker.services.issue_token import issue_token


class Command(BaseCommand):
    """`make_token USER --scope read --scope assess --days 30`."""

    help = "Make a token for REST and print it, this once."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Name the options."""
        parser.add_argument("user", help="the login of its owner")
        parser.add_argument(
            "--scope",
            action="append",
            choices=[scope.value for scope in Scope],
            help="may be given several times; read where none is given",
        )
        parser.add_argument("--days", type=int, default=90, help="how long it lasts (90)")
        parser.add_argument("--name", default="made at the shell", help="what it is for")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the token alone, so that a script can take it."""
        people = get_user_model().objects
        owner = people.filter(username=options["user"], is_active=True).first()
        if owner is None:
            raise CommandError(f"there is no active person with the login {options['user']!r}")
        try:
            _, text = issue_token(
                owner=owner,
                name=options["name"],
                scopes=options["scope"] or [Scope.READ],
                days=options["days"],
            )
        except TrackerError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(text)
