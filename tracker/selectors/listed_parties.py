"""Which list parties a case is about, by the listing that each of its parties names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sanctions.models import Party, SanctionsList
from scenarios.models import CaseParty


def listed_parties(*, case_ids: Collection[str]) -> Mapping[str, frozenset[str]]:
    """Return the ids of the list parties of each case; a list that is not here yields none."""
    spaces = dict(SanctionsList.objects.values_list("key", "id_space"))
    named = CaseParty.objects.filter(case__in=case_ids, listed_as_id__isnull=False)
    cases: dict[tuple[str, str], set[str]] = defaultdict(set)
    for case, key, identity in named.values_list("case_id", "listed_as_list", "listed_as_id"):
        if key in spaces:
            cases[spaces[key], identity].add(case)
    found: dict[str, set[str]] = defaultdict(set)
    parties = Party.objects.filter(external_id__in={identity for _, identity in cases})
    for party, space, identity in parties.values_list("pk", "id_space", "external_id"):
        for case in cases.get((space, identity), ()):
            found[case].add(party)
    return {case: frozenset(ids) for case, ids in found.items()}
