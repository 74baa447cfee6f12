"""What news of a list says of a condition that waits for a package of delistings."""

from __future__ import annotations

import pytest

from sanctions.domain.kinds import DeltaKind
from scenarios.domain.list_evidence import (
    ListedDesignation,
    Listing,
    Progress,
    Removals,
    ends_designation,
    is_official_act,
    progress_of,
    status_by_list,
)
from scenarios.domain.statuses import Status
from scenarios.domain.truth import Truth

BANK, BROKER = ("us_ofac_sdn", "1"), ("us_ofac_sdn", "2")
ALL = Progress(gone=2, total=2, complete=True)
SOME = Progress(gone=1, total=2, complete=False)
NONE = Progress(gone=0, total=2, complete=False)


def removing(*entries: tuple[str, str] | None, nothing_else: bool = True) -> Removals:
    designations = [
        ListedDesignation(id=f"d{place}", program="SYRIA", entry=entry)
        for place, entry in enumerate(entries)
    ]
    return Removals(designations=designations, nothing_else=nothing_else)


def listed(*programs: str, ended: tuple[str, ...] = ()) -> Listing:
    return Listing(programs=frozenset(programs), ended=frozenset(ended))


def test_who_is_under_no_program_any_more_is_gone() -> None:
    lists = {BANK: listed(ended=("SDGT",)), BROKER: listed("SYRIA")}
    assert progress_of(removing(BANK, BROKER), listings=lists) == SOME


def test_who_left_this_program_is_gone_though_another_one_stays() -> None:
    lists = {BANK: listed("SDGT", ended=("SYRIA",)), BROKER: listed(ended=("SYRIA",))}
    assert progress_of(removing(BANK, BROKER), listings=lists) == ALL


def test_who_is_listed_again_under_the_program_is_not_gone() -> None:
    lists = {BANK: listed("SYRIA", ended=("SYRIA",))}
    assert progress_of(removing(BANK), listings=lists).gone == 0


def test_a_program_that_the_list_never_gave_is_not_known_to_be_gone() -> None:
    assert progress_of(removing(BANK), listings={BANK: listed("SDGT")}).gone == 0


@pytest.mark.parametrize("entry", [None, BROKER])
def test_who_is_on_no_list_that_was_read_is_not_known_to_be_gone(
    entry: tuple[str, str] | None,
) -> None:
    assert progress_of(removing(BANK, entry), listings={BANK: listed()}) == SOME


def test_a_package_that_does_something_else_is_not_complete_by_lists() -> None:
    found = progress_of(removing(BANK, nothing_else=False), listings={BANK: listed()})
    assert found == Progress(gone=1, total=1, complete=False)


def test_a_package_that_removes_nothing_is_not_complete() -> None:
    assert progress_of(removing(), listings={}) == Progress(gone=0, total=0, complete=False)


@pytest.mark.parametrize(
    ("progress", "removed", "held", "status"),
    [
        (ALL, True, Truth.F, Status.MET),
        (ALL, True, Truth.T, Status.MET),
        (SOME, True, Truth.F, Status.PARTIAL),
        (SOME, True, Truth.U, Status.PARTIAL),
        (SOME, True, Truth.T, None),
        (NONE, True, Truth.U, None),
        (SOME, False, Truth.T, Status.NOT_MET),
        (NONE, False, Truth.T, Status.NOT_MET),
        (NONE, False, Truth.F, None),
        (NONE, False, Truth.U, None),
        (ALL, False, Truth.T, None),
    ],
)
def test_the_table_of_what_follows(
    progress: Progress, removed: bool, held: Truth, status: Status | None
) -> None:
    assert status_by_list(progress, removed=removed, held=held) is status


@pytest.mark.parametrize(
    ("progress", "waits", "status"),
    [
        (NONE, Status.MET, Status.NOT_MET),
        (NONE, Status.PARTIAL, Status.NOT_MET),
        (SOME, Status.MET, Status.PARTIAL),
        (SOME, Status.PARTIAL, None),
        (ALL, Status.PARTIAL, Status.MET),
        (ALL, Status.MET, None),
    ],
)
@pytest.mark.parametrize("removed", [True, False])
def test_while_a_word_waits_lists_are_taken_at_what_they_show(
    progress: Progress, waits: Status, status: Status | None, removed: bool
) -> None:
    assert status_by_list(progress, removed=removed, held=Truth.F, waits=waits) is status


@pytest.mark.parametrize("kind", DeltaKind)
def test_that_a_row_comes_or_goes_is_an_official_act(kind: DeltaKind) -> None:
    assert is_official_act(kind) == (kind is not DeltaKind.AMENDED)


@pytest.mark.parametrize(
    ("kind", "before", "after", "ends"),
    [
        (DeltaKind.DELISTED, [], [], True),
        (DeltaKind.LISTED, [], [], False),
        (DeltaKind.RELISTED, [], [], False),
        (DeltaKind.AMENDED, ["SDGT", "SYRIA"], ["SDGT"], True),
        (DeltaKind.AMENDED, ["SYRIA"], ["SDGT"], True),
        (DeltaKind.AMENDED, ["SDGT"], ["SDGT", "SYRIA"], False),
    ],
)
def test_a_row_that_stays_ends_a_designation_where_it_leaves_a_program(
    kind: DeltaKind, before: list[str], after: list[str], ends: bool
) -> None:
    assert ends_designation(kind, before=before, after=after) is ends
