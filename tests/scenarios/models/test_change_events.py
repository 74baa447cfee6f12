"""The database keeps apart what changes a status and what is told beside it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.tracker.factories import ChangeEventFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["contested", "views_diverge", "views_agree"])
def test_a_remark_leaves_the_status_as_it_is(kind: str) -> None:
    ChangeEventFactory(kind=kind, old_status="MET", new_status="MET")
    with pytest.raises(IntegrityError, match="changes_or_tells"), transaction.atomic():
        ChangeEventFactory(kind=kind, old_status="MET", new_status="NOT_MET")


def test_a_change_moves_it() -> None:
    with pytest.raises(IntegrityError, match="changes_or_tells"), transaction.atomic():
        ChangeEventFactory(kind="change", old_status="MET", new_status="MET")


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(IntegrityError, match="kind_known"), transaction.atomic():
        ChangeEventFactory(kind="rumour", old_status="MET", new_status="MET")
