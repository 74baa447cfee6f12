"""Say of designations that are back since when they are, so that nothing is in force in the gap.

A list prints the day of the first listing for a party that it took off and put on again. That day
stays as printed; the designation counts from the copy that shows it again.
"""

from __future__ import annotations

from django.db import connection

from sanctions.models import Snapshot

_RESUME = """
    UPDATE sanctions_designation d SET resumed_on = d.first_seen_on
    WHERE d.first_snapshot_id = %s AND EXISTS (
        SELECT FROM sanctions_designation e
        WHERE e.party_id = d.party_id AND e.sanctions_list_id = d.sanctions_list_id
            AND e.program_id = d.program_id AND e.measure = d.measure
            AND e.id <> d.id AND e.to_date > d.from_date
    )
"""


def resume_designations(*, snapshot: Snapshot) -> None:
    """Mark what began in this copy, and had ended after the start that it prints."""
    with connection.cursor() as cursor:
        cursor.execute(_RESUME, [snapshot.pk])
