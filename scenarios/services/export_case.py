"""Write a case as the document of a case file."""

from __future__ import annotations

from scenarios.casefiles.plain_values import Document
from scenarios.models import Case
from scenarios.services.case_rows.stored import stored_cases
from scenarios.services.case_rows.written import document_of


def export_case(*, case: Case) -> Document:
    """Return the case as a document: loading it again changes nothing.

    What persons and lists have added comes out too. The scenario that is implied does not.
    """
    return document_of(stored_cases([case])[case.pk])
