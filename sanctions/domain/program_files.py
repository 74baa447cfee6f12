"""Reads a file of shipped programs: an authority, its instruments with their rules, its programs.

Method: every key that may be left out has a value that says nothing; what is given is checked key
by key, and a fault names the file and the place in it. Source: docs/programs.md, where the form is
written down. Limits: what rows name in other files is for who stores them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from sanctions.domain import program_terms
from sanctions.domain.errors import ProgramFileInvalid, WrongTerms
from sanctions.domain.program_kinds import ProgramStatus

_NOTHING: Mapping[str, Any] = {"title": "", "note": "", "source": "", "verified": False}
PROGRAM_DEFAULTS: Mapping[str, Any] = {
    **_NOTHING,
    "catalogue_key": "",
    "territories": [],
    "measures": [],
    "status": ProgramStatus.UNKNOWN.value,
    "began_on": None,
    "ended_on": None,
    "url": "",
    "bases": [],
}
INSTRUMENT_DEFAULTS: Mapping[str, Any] = {
    **_NOTHING,
    "adopted_on": None,
    "ended_on": None,
    "parent": None,
    "removable_by": [],
    "url": "",
}
RULE_DEFAULTS: Mapping[str, Any] = {
    **_NOTHING,
    "fixed_days": [],
    "every_months": None,
    "every_days": None,
    "first_on": None,
    "last_on": None,
    "who_acts": "",
    "vote": "",
    "then": "",
    "withdrawn": False,
}


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """A rule of an instrument, and the acts about its days."""

    slug: str
    terms: Mapping[str, Any]
    renewals: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class InstrumentEntry:
    """An instrument and its rules."""

    identifier: str
    terms: Mapping[str, Any]
    rules: tuple[RuleEntry, ...]


@dataclass(frozen=True, slots=True)
class ProgramEntry:
    """A program under the tag that its authority prints."""

    key: str
    terms: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ProgramFile:
    """A file of one authority."""

    authority: str
    name: str
    zone: str
    instruments: tuple[InstrumentEntry, ...]
    programs: tuple[ProgramEntry, ...]


def read_program_file(document: Any, *, file: str) -> ProgramFile:
    """Return what a file says; raises ProgramFileInvalid with the file and the place in it."""
    root = _Place(document, file)
    root.only("authority", "name", "zone", "instruments", "programs")
    return ProgramFile(
        authority=root.word("authority"),
        name=root.word("name"),
        zone=root.word("zone"),
        instruments=tuple(_instrument(one) for one in root.rows("instruments")),
        programs=tuple(_program(one) for one in root.rows("programs")),
    )


def _program(place: _Place) -> ProgramEntry:
    terms = place.terms(program_terms.PROGRAM, PROGRAM_DEFAULTS, beside=("key",))
    place.check(program_terms.check_program, terms)
    return ProgramEntry(key=place.word("key"), terms=terms)


def _instrument(place: _Place) -> InstrumentEntry:
    beside = ("identifier", "rules")
    terms = place.terms(program_terms.INSTRUMENT, INSTRUMENT_DEFAULTS, beside=beside)
    place.check(program_terms.check_instrument, terms)
    rules = tuple(_rule(one) for one in place.rows("rules"))
    return InstrumentEntry(identifier=place.word("identifier"), terms=terms, rules=rules)


def _rule(place: _Place) -> RuleEntry:
    terms = place.terms(program_terms.RULE, RULE_DEFAULTS, beside=("slug", "renewals"))
    place.check(program_terms.check_rule, terms)
    renewals = tuple(_renewal(one) for one in place.rows("renewals"))
    return RuleEntry(slug=place.word("slug"), terms=terms, renewals=renewals)


def _renewal(place: _Place) -> Mapping[str, Any]:
    terms = place.terms(program_terms.RENEWAL, program_terms.RENEWAL_DEFAULTS, beside=())
    place.check(program_terms.check_renewal, terms)
    return terms


class _Place:
    """A mapping of the file, and where it stands."""

    def __init__(self, value: Any, where: str) -> None:
        self._where = where
        if not isinstance(value, Mapping):
            raise ProgramFileInvalid(f"{where}: expected keys and values")
        self._value = value

    def only(self, *keys: str) -> None:
        """Raise ProgramFileInvalid for a key that nobody knows."""
        for key in self._value:
            if key not in keys:
                self._fail(str(key), f"unknown; expected one of {', '.join(keys)}")

    def word(self, key: str) -> str:
        """Return a name that must be there."""
        try:
            return program_terms.name(self._value.get(key))
        except ValueError as error:
            self._fail(key, str(error))

    def rows(self, key: str) -> Iterator[_Place]:
        """Yield the mappings of a list, which may be left out."""
        rows = self._value.get(key, [])
        if not isinstance(rows, list):
            self._fail(key, "expected a list")
        for number, row in enumerate(rows):
            yield _Place(row, f"{self._where}: {key}[{number}]")

    def terms(
        self,
        checks: program_terms.Checks,
        defaults: Mapping[str, Any],
        *,
        beside: tuple[str, ...],
    ) -> dict[str, Any]:
        """Return the terms, whole; what must be given and is not, is told."""
        given = {key: value for key, value in self._value.items() if key not in beside}
        for key in checks.keys() - defaults.keys() - given.keys() - {"aliases"}:
            self._fail(key, "this must be given")
        try:
            return program_terms.checked(checks, {**defaults, **given})
        except WrongTerms as error:
            self._fail(error.field, error.reason)

    def check(self, check: Any, terms: Mapping[str, Any]) -> None:
        """Apply what keys say of each other."""
        try:
            check(terms)
        except WrongTerms as error:
            self._fail(error.field, error.reason)

    def _fail(self, key: str, reason: str) -> NoReturn:
        raise ProgramFileInvalid(f"{self._where}: {key}: {reason}")
