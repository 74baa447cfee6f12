"""Keep the rows of a list, its authority and its programs in step with what its module declares."""

from __future__ import annotations

from sanctions.domain.kinds import Measure
from sanctions.lists.base import Program as Declared
from sanctions.lists.base import Source
from sanctions.models import Authority, Program, SanctionsList


def declare_list(*, source: Source) -> SanctionsList:
    """Create or update the rows that `source` declares."""
    authority, _ = Authority.objects.get_or_create(
        code=source.authority, defaults={"name": source.authority_name, "zone": source.zone}
    )
    facts = {
        "title": source.title,
        "authority": authority,
        "publisher": source.publisher,
        "url": source.url,
        "licence": source.licence,
        "cadence": source.cadence,
        "id_space": source.id_space,
        "minimum_parties": source.minimum_parties,
    }
    declared, made = SanctionsList.objects.get_or_create(key=source.key, defaults=facts)
    if not made:  # without a lock on the key, so that nobody who refers to it waits for an import
        SanctionsList.objects.filter(pk=declared.pk).update(**facts)
        declared.refresh_from_db()
    _declare_programs(source=source, authority=authority)
    return declared


def _declare_programs(*, source: Source, authority: Authority) -> None:
    """Add what is missing; a program that was unmapped until now becomes mapped.

    Of a program that has been reviewed, only what importers map with is kept in step.
    """
    reviewed = {row.key: row for row in authority.programs.all() if row.is_reviewed}
    Program.objects.bulk_create(
        [
            Program(
                authority=authority,
                key=key,
                title=program.title,
                aliases=[*program.aliases],
                measure=program.measure,
            )
            for key, program in source.programs.items()
            if key not in reviewed
        ],
        update_conflicts=True,
        unique_fields=["authority", "key"],
        update_fields=["title", "aliases", "measure", "mapped"],
    )
    for key in reviewed.keys() & source.programs.keys():
        _keep_in_step(reviewed[key], source.programs[key])


def _keep_in_step(row: Program, declared: Declared) -> None:
    aliases = list(dict.fromkeys([*row.aliases, *declared.aliases]))
    if (aliases, declared.measure, True) == (row.aliases, row.measure, row.mapped):
        return
    row.aliases, row.measure, row.mapped = aliases, declared.measure, True
    row.save(update_fields=["aliases", "measure", "mapped"])


class ProgramBook:
    """The programs of one authority by key or former key; an unknown one is added as unmapped."""

    def __init__(self, *, authority: Authority) -> None:
        self._authority = authority
        self._programs = {program.key: program for program in authority.programs.all()}
        self._current = {
            alias: program.key
            for program in self._programs.values()
            for alias in program.aliases
            if program.mapped
        }

    def current(self, key: str) -> str:
        """Give the key under which a program is known today."""
        known = self._programs.get(key)
        return key if known and known.mapped else self._current.get(key, key)

    def measure_of(self, key: str) -> str:
        """Give the measure that a program stands for where a list names none."""
        program = self._programs.get(key)
        return program.measure if program else Measure.ASSET_FREEZE.value

    def is_mapped(self, key: str) -> bool:
        """Say whether the program is in our table."""
        program = self._programs.get(key)
        return program is not None and program.mapped

    def find(self, key: str) -> Program:
        """Find, or add, the program with this key."""
        return self._programs.get(key) or self._add(key)

    def _add(self, key: str) -> Program:
        program = Program.objects.create(authority=self._authority, key=key, mapped=False)
        self._programs[key] = program
        return program
