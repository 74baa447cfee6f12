"""Cite publications for a fact: those that the case has, and new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db.models import Max

from scenarios.domain.errors import WrongFact
from scenarios.models import Source

#: What may be said of a new source.
_KEYS = frozenset({"url", "publisher", "published", "grade", "note"})
_is_address = URLValidator(schemes=["http", "https"])
_is_grade = RegexValidator(r"\A[A-F][1-6]\Z")


def cite_sources(*, case: str, sources: Sequence[str | Mapping[str, Any]]) -> list[str]:
    """Return the keys to cite, in order; a new source is added to the case under a fresh key.

    Raises WrongFact for a key that the case has not, and for a new source that says too little.
    """
    if not sources:
        return []
    known = set(Source.objects.filter(case=case).values_list("key", flat=True))
    keys: list[str] = []
    for place, source in enumerate(sources):
        if isinstance(source, str):
            if source not in known:
                raise WrongFact(f'the case has no source "{source}"', field=f"sources[{place}]")
            keys.append(source)
        else:
            key = _fresh_key(known)
            _add(case=case, key=key, source=source, field=f"sources[{place}]")
            known.add(key)
            keys.append(key)
    return list(dict.fromkeys(keys))


def as_stored(keys: Sequence[str]) -> str | list[str] | None:
    """Return the keys as a row keeps them: none, one key, or a list of keys."""
    if len(keys) == 1:
        return keys[0]
    return list(keys) or None


def _fresh_key(known: set[str]) -> str:
    number = len(known) + 1
    while f"s{number}" in known:
        number += 1
    return f"s{number}"


def _add(*, case: str, key: str, source: Mapping[str, Any], field: str) -> None:
    unknown = sorted(set(source) - _KEYS)
    if unknown:
        raise WrongFact(
            "expected one of " + ", ".join(sorted(_KEYS)), field=f"{field}.{unknown[0]}"
        )
    given = {name: value for name, value in source.items() if value not in (None, "")}
    if "url" not in given and "publisher" not in given:
        raise WrongFact("expected at least a url or a publisher", field=field)
    _check(given, "url", _is_address, field=field, expected="an address with http or https")
    _check(given, "grade", _is_grade, field=field, expected="an Admiralty pair such as B2")
    if not isinstance(given.get("published", date.min), date):
        raise WrongFact("expected a date", field=f"{field}.published")
    last = Source.objects.filter(case=case).aggregate(last=Max("position"))["last"]
    Source.objects.create(case_id=case, key=key, position=0 if last is None else last + 1, **given)


def _check(given: Mapping[str, Any], name: str, valid: Any, *, field: str, expected: str) -> None:
    if name not in given:
        return
    try:
        valid(given[name])
    except ValidationError as invalid:
        raise WrongFact(f"expected {expected}", field=f"{field}.{name}") from invalid
