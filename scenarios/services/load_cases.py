"""Load cases from the documents of case files, all of them or none.

A file adds and amends, and never removes. Where the database has what the file has not, nothing is
changed, unless the caller says to keep it. The same file again writes nothing. A case that is new
is evaluated without a change event: what it says was so before we knew of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import connection, transaction

from sanctions.models import Team
from sanctions.models.clock import database_now, database_today
from sanctions.services.record_reason import record_reason
from scenarios.casefiles.plain_values import Document
from scenarios.domain.errors import DocumentFault
from scenarios.models import Case, Condition, Gate, Scenario
from scenarios.selectors.logic import CaseLogic
from scenarios.services.case_rows.citations import address_of, conditions_at, named_conditions
from scenarios.services.case_rows.definitions import amend_definitions
from scenarios.services.case_rows.errors import CasesInvalid
from scenarios.services.case_rows.flat import FlatCase, UnstorableRows, given_case
from scenarios.services.case_rows.kinds import CONDITIONS, GATES
from scenarios.services.case_rows.matching import Match, edited_facts, match_rows
from scenarios.services.case_rows.report import Loaded, counts_of, told_missing
from scenarios.services.case_rows.states import restated_packages
from scenarios.services.case_rows.stored import stored_cases
from scenarios.services.case_rows.storing import StoredCase, filled, write_records
from scenarios.services.check_case_rights import check_case_rights
from scenarios.services.date_states import date_states
from scenarios.services.evaluate_nodes import evaluate_nodes
from scenarios.services.hold_cases import hold_nodes
from scenarios.services.index_cases import index_cases
from scenarios.services.node_tellings import Occasion

if TYPE_CHECKING:
    from django.contrib.auth.models import User

REASON = "A case file was loaded."
NO_ACTOR = "load_case"


def load_cases(
    *,
    documents: Sequence[Document],
    team: Team | None = None,
    actor: User | None = None,
    from_library: bool = False,
    keep: bool = False,
    dry_run: bool = False,
) -> tuple[Loaded, ...]:
    """Load the cases, and return what became of each, in order.

    A new case belongs to the team, or to everybody without one. Raises CasesInvalid for what cannot
    be stored, and CaseProtected for a case that is not the actor's to edit.
    """
    given = _flat_cases(documents)
    with transaction.atomic(), record_reason(REASON):
        _one_load_at_a_time()
        cases = _cases(given, team=team, actor=actor, from_library=from_library)
        before = _held(given, cases)
        matches = _matches(given, cases)
        loaded = [_loaded(match) for match in matches]
        refused = not keep and any(one.only_stored for one in loaded)
        if not refused:
            events = _store(matches, cases=cases, before=before, actor=actor)
            loaded = [replace(one, change_events=events[one.case]) for one in loaded]
        if refused or dry_run:
            transaction.set_rollback(True)
            loaded = [replace(one, stored=False) for one in loaded]
    return tuple(loaded)


def _flat_cases(documents: Sequence[Document]) -> list[FlatCase]:
    faults: list[tuple[int, DocumentFault]] = []
    cases, seen = [], set()
    for number, document in enumerate(documents):
        if document["id"] in seen:
            message = f'expected an id of its own for each case, got "{document["id"]}" again'
            faults.append((number, DocumentFault("id", message)))
        seen.add(document["id"])
        try:
            cases.append(given_case(document))
        except UnstorableRows as error:
            faults += [(number, fault) for fault in error.faults]
    if faults:
        raise CasesInvalid(faults)
    return cases


def _one_load_at_a_time() -> None:
    """Wait for another load to end: two of them could make the same case."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", ["load_case"])


def _cases(
    given: Sequence[FlatCase], *, team: Team | None, actor: User | None, from_library: bool
) -> list[Case]:
    """Return the row of each case, a new one where there is none."""
    rows = Case.objects.filter(slug__in=[flat.case.name for flat in given])
    found = {case.slug: case for case in rows}
    for case in found.values():
        check_case_rights(case=case, team=team, actor=actor)
    return [
        found.get(flat.case.name) or Case(slug=flat.case.name, team=team, from_library=from_library)
        for flat in given
    ]


def _held(given: Sequence[FlatCase], cases: Sequence[Case]) -> dict[str, CaseLogic]:
    """Hold all that may change, and return what is known of it before."""
    ids = [case.pk for case in cases if not case._state.adding]
    cited = {
        address_of(name, case=flat.case.name)
        for flat in given
        for row in flat.rows
        for _, name in named_conditions(row)
        if "/" in name
    }
    own = Condition.objects.filter(case__in=ids).values_list("pk", flat=True)
    gates = Gate.objects.filter(case__in=ids).values_list("pk", flat=True)
    elsewhere = [condition.pk for condition in conditions_at(cited).values()]
    return hold_nodes(conditions=[*own, *elsewhere], gates=list(gates))


def _matches(given: Sequence[FlatCase], cases: Sequence[Case]) -> list[Match]:
    """Return which rows are the same; raises CasesInvalid for facts that were edited."""
    stored = stored_cases([case for case in cases if not case._state.adding])
    matches = [
        match_rows(flat, stored.get(case.pk)) for flat, case in zip(given, cases, strict=True)
    ]
    faults = [
        (number, fault) for number, match in enumerate(matches) for fault in edited_facts(match)
    ]
    if faults:
        raise CasesInvalid(faults)
    return matches


def _loaded(match: Match) -> Loaded:
    return Loaded(
        case=match.case.given.name,
        created=match.case.is_added,
        changes=counts_of(match),
        only_stored=told_missing(match),
    )


def _store(
    matches: Sequence[Match],
    *,
    cases: Sequence[Case],
    before: dict[str, CaseLogic],
    actor: User | None,
) -> Counter[str]:
    """Write what differs, and return the number of change events of each case."""
    implied = Scenario.objects.filter(case__in=[case.pk for case in cases], implied=True)
    unnamed = {scenario.case_id: scenario for scenario in implied}
    now, author = database_now(), actor.get_username() if actor else NO_ACTOR
    stored = [
        filled(match, case=case, unnamed=unnamed.get(case.pk))
        for match, case in zip(matches, cases, strict=True)
    ]
    for case in stored:
        amend_definitions(case, now=now, author=author)
    changed = [case for case in stored if case.written]
    write_records(changed)
    today = database_today()
    date_states([one for case in changed for one in restated_packages(case, today=today)])
    index_cases(changed)
    return _evaluated(changed, before=before, actor=actor)


def _evaluated(
    changed: Sequence[StoredCase], *, before: dict[str, CaseLogic], actor: User | None
) -> Counter[str]:
    occasion = Occasion(
        actor=actor, reason=REASON, is_baseline=all(case.created for case in changed)
    )
    events: Counter[str] = Counter()
    for case in changed:
        scenarios = Scenario.objects.filter(case=case.case).values_list("pk", flat=True)
        written = evaluate_nodes(
            conditions=case.ids_of(CONDITIONS),
            gates=case.ids_of(GATES),
            scenarios=list(scenarios),
            before=before,
            occasion=occasion,
        )
        events[case.case.slug] = len(written)
    return events
