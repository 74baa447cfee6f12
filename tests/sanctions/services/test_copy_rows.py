"""Rows written by COPY come back as they went in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sanctions.domain.kinds import PartyKind
from sanctions.models import ListEntry, Party
from sanctions.services.copy_rows import Rows, cell, fresh_ids
from tests.sanctions.factories import ListEntryFactory, PartyFactory

pytestmark = pytest.mark.django_db

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
RECORDS = st.dictionaries(TEXT, st.one_of(TEXT, st.booleans(), st.lists(TEXT)))
PATIENT = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@PATIENT
@given(TEXT)
def test_any_text_survives(name: str) -> None:
    Party.objects.all().delete()
    rows = Rows(Party, "id", "id_space", "external_id", "kind", "name", "normalised")
    rows.add(next(fresh_ids()), "us_ofac", "1", PartyKind.VESSEL, name, "")
    rows.write()
    assert Party.objects.get().name == name


@PATIENT
@given(RECORDS)
def test_any_record_survives(record: dict[str, Any]) -> None:
    ListEntry.objects.all().delete()
    made = ListEntryFactory.build(
        party=PartyFactory(), first_snapshot=ListEntryFactory().first_snapshot, record=record
    )
    ListEntry.objects.all().delete()
    columns = [field.attname for field in ListEntry._meta.concrete_fields]
    rows = Rows(ListEntry, *columns)
    rows.add(*(getattr(made, column) for column in columns))
    rows.write()
    assert ListEntry.objects.get().record == record


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "\\N"),
        (True, "t"),
        (False, "f"),
        ("", ""),
        ("\\N", "\\\\N"),
        ("a\tb\nc\rd", "a\\tb\\nc\\rd"),
        (date(2022, 2, 17), "2022-02-17"),
        (datetime(2022, 2, 17, 9, tzinfo=UTC), "2022-02-17T09:00:00+00:00"),
        ({"a": 'é"'}, '{"a":"é\\\\""}'),
        (PartyKind.VESSEL, "vessel"),
        (7, "7"),
    ],
)
def test_a_value_is_written_as_copy_reads_it(value: object, written: str) -> None:
    assert cell(value) == written


def test_ids_are_fresh_sorted_and_read_as_ulids() -> None:
    ids = [*islice(fresh_ids(), 3_000)]
    assert sorted(set(ids)) == ids
    assert {len(made) for made in ids} == {26}


def test_nothing_gathered_is_nothing_written() -> None:
    with connection.execute_wrapper(_forbidden):
        Rows(Party, "id").write()


def _forbidden(*_: object) -> None:
    raise AssertionError("a statement was sent")
