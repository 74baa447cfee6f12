"""Whatever is loaded over whatever: loading it again, or what is exported then, changes nothing."""

from __future__ import annotations

from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scenarios.models import Case
from scenarios.services.case_rows.errors import CasesInvalid
from scenarios.services.export_case import export_case
from scenarios.services.load_case import load_case
from tests.scenarios.services.small_case import Document, changed
from tests.scenarios.services.storable_documents import made_up_document

pytestmark = pytest.mark.django_db
seeds = st.integers(0, 2**32)


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(seeds, seeds)
def test_an_edited_case_settles(first: int, second: int) -> None:
    edited = made_up_document(Random(second))
    with transaction.atomic():
        load_case(document=made_up_document(Random(first)))
        assume(_loads(edited))
        assert changed(load_case(document=edited, keep=True)) == {}
        written = export_case(case=Case.objects.get())
        again = load_case(document=written)
        assert (changed(again), again.only_stored, again.change_events) == ({}, (), 0)
        assert export_case(case=Case.objects.get()) == written
        transaction.set_rollback(True)


def _loads(document: Document) -> bool:
    """Load it, unless it tells a fact otherwise under the same id."""
    try:
        load_case(document=document, keep=True)
    except CasesInvalid:
        return False
    return True
