"""Find the parties that relations of a list name, all at once: by id, else by their only name.

The rows of a whole list may be new in this transaction, of which the database has no statistics
yet: so each look-up is by an index, whatever the planner believes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db import connection

from sanctions.models import Party, Relation, SanctionsList

_FILL_IN = """
    UPDATE sanctions_relation r SET other_id = t.other_id
    FROM unnest(%s::text[], %s::text[]) t(id, other_id) WHERE r.id = t.id
"""


def resolve_relations(*, sanctions_list: SanctionsList) -> int:
    """Fill in who is meant where that is known now; returns how many relations were resolved."""
    unresolved = Relation.objects.filter(entry__sanctions_list=sanctions_list, other=None)
    rows = [*unresolved.values_list("id", "other_external_id", "other_name")]
    space = sanctions_list.id_space
    by_id = _by_id(space, {external_id for _, external_id, _ in rows if external_id})
    by_name = _by_name(space, {name for _, external_id, name in rows if not external_id})
    found = [
        (pk, other)
        for pk, external_id, name in rows
        if (other := by_id.get(external_id) if external_id else by_name.get(name))
    ]
    if found:
        with connection.cursor() as cursor:
            cursor.execute(_FILL_IN, [list(column) for column in zip(*found, strict=True)])
    return len(found)


def _by_id(space: str, ids: Collection[str]) -> dict[str, str]:
    if not ids:
        return {}
    parties = Party.objects.filter(id_space=space, external_id__in=ids)
    return dict(parties.values_list("external_id", "id"))


def _by_name(space: str, names: Collection[str]) -> dict[str, str]:
    """A name that two parties bear says nothing of either."""
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    if names:
        parties = Party.objects.filter(id_space=space, name__in=names).order_by("id")
        for name, pk in parties.values_list("name", "id"):
            bearers[name].append(pk)
    return {name: pks[0] for name, pks in bearers.items() if len(pks) == 1}
