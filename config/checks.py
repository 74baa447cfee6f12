"""What a database must be able to do before Thaw rests on it; looked at when it migrates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

# Exactly what pg_trgm rests on: are these letters, and which is the small form of which?
_KNOWS_CYRILLIC = "SELECT lower('РОСНЕФТЬ') = 'роснефть' AND 'Ж' ~ '^[[:alpha:]]$'"


@register(Tags.database)
def database_knows_letters(
    *, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Refuse a database whose locale takes only English letters for letters."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            found += faults_of(cursor)
    return found


def faults_of(cursor: Any) -> list[CheckMessage]:
    """Ask the database behind `cursor` how it takes letters."""
    cursor.execute("SHOW server_encoding")
    encoding = cursor.fetchone()[0]
    if encoding != "UTF8":
        return [_fault(f"The database is encoded in {encoding}, not in UTF8.")]
    cursor.execute(_KNOWS_CYRILLIC)
    if not cursor.fetchone()[0]:
        return [_fault("The locale of the database takes no Cyrillic letter for a letter.")]
    return []


def _fault(text: str) -> CheckMessage:
    return Error(
        f"{text} Screening would miss names silently.",
        hint=(
            "Make the database anew: CREATE DATABASE thaw TEMPLATE template0 ENCODING 'UTF8' "
            "LOCALE 'C.UTF-8' (or any other UTF-8 locale), and move the data with pg_dump."
        ),
        id="thaw.E001",
    )
