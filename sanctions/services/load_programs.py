"""Load the programs, instruments and renewals that the product ships with, those that changed.

What a team has amended since stays as the team has it; where the shipped data changed the same
thing to something else, that is reported at every load, and nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from sanctions.domain.amendments import merged
from sanctions.domain.errors import ProgramFileInvalid, WrongTerms
from sanctions.domain.program_files import (
    InstrumentEntry,
    ProgramEntry,
    ProgramFile,
    RuleEntry,
    read_program_file,
)
from sanctions.models import Authority, Instrument, Program, RenewalRule
from sanctions.selectors.terms import Row, first_terms, terms_of
from sanctions.services.record_renewal import record_renewal
from sanctions.services.store_terms import store_terms

FOLDER = Path(__file__).resolve().parent.parent / "data" / "programs"


@dataclass(slots=True)
class ProgramsLoad:
    """How many rows were added and amended, and what a team and the shipped data both changed."""

    added: int = 0
    amended: int = 0
    conflicts: list[str] = field(default_factory=list)


@transaction.atomic
def load_programs(*, folder: Path = FOLDER) -> ProgramsLoad:
    """Load every file of the folder: all of it, or nothing. Loading twice changes nothing.

    Raises ProgramFileInvalid.
    """
    load, present = ProgramsLoad(), _Present()
    files = [_read(path) for path in sorted(folder.glob("*.yaml"))]
    authorities = {file.authority: _authority(file) for file in files}
    for file in files:
        for entry in file.instruments:
            row = present.instrument(authorities[file.authority], entry)
            _load_row(row, entry.terms, f"{file.authority} {entry.identifier}", load)
            for one in entry.rules:
                rule = present.rule(authorities[file.authority], entry, one)
                name = f"{file.authority} {entry.identifier}: {one.slug}"
                _load_row(rule, one.terms, name, load)
                _append_renewals(rule, one.renewals, name, load)
    for file in files:
        for program in file.programs:
            of_program = present.program(authorities[file.authority], program)
            _load_row(of_program, program.terms, f"{file.authority} {program.key}", load)
    return load


class _Present:
    """The rows that are there already, by what names them; others are made, and not yet stored."""

    def __init__(self) -> None:
        instruments = Instrument.objects.select_related("authority", "parent")
        rules = RenewalRule.objects.select_related("instrument__authority")
        self._instruments = {
            (row.authority.code, row.identifier): row
            for row in instruments.prefetch_related("former")
        }
        self._rules = {
            (row.instrument.authority.code, row.instrument.identifier, row.slug): row
            for row in rules.prefetch_related("former", "renewals")
        }
        programs = Program.objects.select_related("authority")
        self._programs = {
            (row.authority.code, row.key): row
            for row in programs.prefetch_related("former", "bases__instrument")
        }

    def instrument(self, authority: Authority, entry: InstrumentEntry) -> Instrument:
        new = Instrument(authority=authority, identifier=entry.identifier)
        found: Instrument = self._instruments.setdefault((authority.code, entry.identifier), new)
        return found

    def rule(self, authority: Authority, of: InstrumentEntry, entry: RuleEntry) -> RenewalRule:
        instrument = self.instrument(authority, of)
        key = (authority.code, of.identifier, entry.slug)
        new = RenewalRule(instrument=instrument, slug=entry.slug)
        found: RenewalRule = self._rules.setdefault(key, new)
        return found

    def program(self, authority: Authority, entry: ProgramEntry) -> Program:
        new = Program(authority=authority, key=entry.key)
        found: Program = self._programs.setdefault((authority.code, entry.key), new)
        return found


def _read(path: Path) -> ProgramFile:
    try:
        document = yaml.load(path.read_text("utf-8"), Loader=_PlainLoader)  # noqa: S506 - plain
    except yaml.YAMLError as error:
        raise ProgramFileInvalid(f"{path.name}: expected YAML: {error}") from error
    return read_program_file(document, file=path.name)


class _PlainLoader(yaml.SafeLoader):
    """YAML whose days stay text, as they are written."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _authority(file: ProgramFile) -> Authority:
    authority, _ = Authority.objects.get_or_create(
        code=file.authority, defaults={"name": file.name, "zone": file.zone}
    )
    return authority


def _load_row(row: Row, shipped: Mapping[str, Any], name: str, load: ProgramsLoad) -> None:
    """Bring the row up to what is shipped; a row that is new takes all of it."""
    if not row._state.adding and row.loaded == shipped:
        return
    try:
        if row._state.adding:
            row.loaded = dict(shipped)
            store_terms(row=row, changes=shipped)
            load.added += 1
            return
        base = row.loaded or first_terms(row)
        found = merged(loaded=base, present=terms_of(row), shipped=shipped)
        row.loaded = {**shipped, **{key: base[key] for key in found.conflicts}}
        row.save(update_fields=["loaded"])
        load.amended += store_terms(row=row, changes=found.changes) is not None
    except WrongTerms as error:
        raise ProgramFileInvalid(f"{name}: {error}") from error
    load.conflicts += [f"{name}: {key}" for key in found.conflicts]


def _append_renewals(
    rule: RenewalRule, shipped: Iterable[Mapping[str, Any]], name: str, load: ProgramsLoad
) -> None:
    """Append the acts that are not there; a team's row about the same day of decision stays."""
    known = [*rule.renewals.all()]
    present = {
        (str(one.decided_on), one.outcome, one.extends_to and str(one.extends_to)) for one in known
    }
    of_team = {str(one.decided_on) for one in known if one.author}
    for terms in shipped:
        if (terms["decided_on"], terms["outcome"], terms["extends_to"]) in present:
            continue
        if terms["decided_on"] in of_team:
            load.conflicts.append(f"{name}: renewal of {terms['decided_on']}")
            continue
        record_renewal(rule=rule, terms=terms)
        load.added += 1
