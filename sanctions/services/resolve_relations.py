"""Find the parties that relations of a list name, all at once: by id, else by their only name."""

from __future__ import annotations

from django.db import connection

from sanctions.models import SanctionsList

_BY_ID = """
    UPDATE sanctions_relation r SET other_id = p.id
    FROM sanctions_listentry e, sanctions_party p
    WHERE r.other_id IS NULL AND r.other_external_id <> '' AND e.id = r.entry_id
        AND e.sanctions_list_id = %s AND p.id_space = %s
        AND p.external_id = r.other_external_id
"""
# A name that two parties bear says nothing of either.
_BY_NAME = """
    UPDATE sanctions_relation r SET other_id = p.id
    FROM sanctions_listentry e, (
        SELECT name, min(id) id FROM sanctions_party
        WHERE id_space = %s AND name IN (
            SELECT other_name FROM sanctions_relation
            WHERE other_id IS NULL AND other_external_id = ''
        )
        GROUP BY name HAVING count(*) = 1
    ) p
    WHERE r.other_id IS NULL AND r.other_external_id = '' AND e.id = r.entry_id
        AND e.sanctions_list_id = %s AND p.name = r.other_name
"""


def resolve_relations(*, sanctions_list: SanctionsList) -> int:
    """Fill in who is meant where that is known now; returns how many relations were resolved."""
    key, space = sanctions_list.pk, sanctions_list.id_space
    with connection.cursor() as cursor:
        cursor.execute(_BY_ID, [key, space])
        by_id: int = cursor.rowcount
        cursor.execute(_BY_NAME, [space, key])
        by_name: int = cursor.rowcount
    return by_id + by_name
