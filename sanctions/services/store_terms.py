"""Store other terms of a program, instrument or rule, and keep what was said before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from sanctions.domain import program_terms
from sanctions.domain.amendments import differing
from sanctions.domain.errors import WrongTerms
from sanctions.models import FormerTerms, Instrument, LegalBasis, Program, RenewalRule
from sanctions.selectors.terms import Row, checks_of, terms_of

_DAYS = frozenset({"began_on", "ended_on", "adopted_on", "first_on", "last_on"})


def store_terms(
    *, row: Row, changes: Mapping[str, Any], reason: str = "", author: str = ""
) -> FormerTerms | None:
    """Store `changes` of a row that is held or new, and return what they replaced; None: nothing.

    A new row needs all its terms. Without an author it is the shipped data that says so. Raises
    WrongTerms.
    """
    with transaction.atomic():
        is_new = row._state.adding
        present = {} if is_new else terms_of(row)
        wanted = differing(present, program_terms.checked(checks_of(row), changes))
        if not wanted:
            return None
        _check_whole(row, present | wanted)
        bases = wanted.get("bases")
        for key in wanted.keys() - {"bases"}:
            _set(row, key, wanted[key])
        row.version += not is_new
        row.save()
        if isinstance(row, Program) and bases is not None:
            _set_bases(row, bases)
        if is_new:
            return None
        replaced = {key: present[key] for key in wanted}
        return FormerTerms.objects.create(
            **{_name_of(row): row}, terms=replaced, reason=reason, author=author
        )


def _check_whole(row: Row, terms: Mapping[str, Any]) -> None:
    if isinstance(row, Program):
        program_terms.check_program(terms)
    elif isinstance(row, Instrument):
        program_terms.check_instrument(terms)
    else:
        program_terms.check_rule(terms)


def _set(row: Row, key: str, value: Any) -> None:
    if isinstance(row, Instrument) and key == "parent":
        row.parent = None if value is None else _parent_of(row, value)
    elif key in _DAYS:
        setattr(row, key, None if value is None else date.fromisoformat(value))
    else:
        setattr(row, key, value)


def _set_bases(program: Program, identifiers: list[str]) -> None:
    found = Instrument.objects.filter(authority=program.authority_id, identifier__in=identifiers)
    by_identifier = {one.identifier: one for one in found}
    for identifier in identifiers:
        if identifier not in by_identifier:
            raise WrongTerms(_unknown(identifier), field="bases")
    program.bases.all().delete()
    LegalBasis.objects.bulk_create(
        LegalBasis(program=program, instrument=by_identifier[identifier], position=position)
        for position, identifier in enumerate(identifiers)
    )
    getattr(program, "_prefetched_objects_cache", {}).pop("bases", None)


def _parent_of(row: Instrument, identifier: str) -> Instrument:
    """Return the instrument that this one rests on. Raises WrongTerms for one that rests on it."""
    named = Instrument.objects.filter(authority=row.authority_id, identifier=identifier)
    parent: Instrument | None = named.first()
    if parent is None:
        raise WrongTerms(_unknown(identifier), field="parent")
    above: Instrument | None = parent
    while above is not None:
        if above.pk == row.pk:
            raise WrongTerms(f"{identifier} rests on this very instrument", field="parent")
        above = above.parent
    return parent


def _unknown(identifier: str) -> str:
    return f"this authority has no instrument {identifier}"


def _name_of(row: Row) -> str:
    if isinstance(row, RenewalRule):
        return "rule"
    return "program" if isinstance(row, Program) else "instrument"
