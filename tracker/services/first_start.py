"""Fill what a first start shows: a team, a login, parties, programs, and the shipped cases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils.crypto import get_random_string

from sanctions.models import Membership
from sanctions.models.teams import Role
from sanctions.services.ensure_default_team import ensure_default_team
from sanctions.services.load_list_excerpt import load_list_excerpt
from sanctions.services.load_programs import ProgramsLoad, load_programs
from scenarios.domain.levels import Level
from scenarios.services.load_library import LibraryLoad, load_library
from tracker.services.create_subscription import create_subscription

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LOGIN = "analyst"
#: Twenty of these hold about 116 bits; none is taken for another when it is copied by hand.
_READABLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 20


@dataclass(frozen=True, slots=True)
class FirstStart:
    """What was done: the password of the login, if it was made now, and what was loaded."""

    password: str | None
    cases: LibraryLoad
    programs: ProgramsLoad


@transaction.atomic
def first_start() -> FirstStart:
    """Bring in what is missing; whatever is there already, is left as it is.

    Raises ListError, CaseFileInvalid and ProgramFileInvalid where the shipped files are damaged.
    """
    _one_start_at_a_time()
    ensure_default_team()
    load_list_excerpt()
    programs = load_programs()
    cases = load_library()
    return FirstStart(password=_make_login(), cases=cases, programs=programs)


def _one_start_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", ["first_start"])


def _make_login() -> str | None:
    """Make the login, where nobody can log in yet, and return its password."""
    people = get_user_model().objects
    if people.exists():
        return None
    password = get_random_string(_LENGTH, _READABLE)
    analyst: User = people.create_superuser(username=LOGIN, password=password)
    Membership.objects.create(team=ensure_default_team(), user=analyst, role=Role.ADMIN)
    create_subscription(
        owner=analyst,
        name="Everything important",
        everything=True,
        least_level=Level.IMPORTANT,
        include_own=True,
        to_inbox=True,
    )
    return password
