"""Reads a case file into documents that the rest of the product can rely on.

Method: read, check the form against the schema, check ids and references, and bring decimals and
ids into one form. Source: the case file format, preamble. Limits: what only the database can know
(a condition of a case that is not in the file) is not checked here.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from scenarios.casefiles.coherence import coherence_faults
from scenarios.casefiles.faults import CaseFileInvalid, Fault
from scenarios.casefiles.identities import Named, identity_faults, names_of
from scenarios.casefiles.plain_values import Document
from scenarios.casefiles.read import place_in_document, read_documents
from scenarios.casefiles.references import reference_faults
from scenarios.casefiles.schema import document_faults, normalised
from scenarios.domain.errors import DocumentFault

#: More than any case needs, and little enough to hold several times in memory.
MAX_BYTES = 32 * 1024 * 1024


def read_case_file(path: str) -> list[Document]:
    """Return the cases of the file at the path, as `read_cases` does; raises CaseFileInvalid."""
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        fault = Fault(file=path, place="", message=f"expected a file that can be read: {reason}")
        raise CaseFileInvalid([fault]) from error
    if len(content) > MAX_BYTES:
        fault = Fault(file=path, place="", message=f"expected at most {MAX_BYTES} bytes")
        raise CaseFileInvalid([fault])
    return read_cases(content, file=path)


def read_cases(content: bytes | str, *, file: str) -> list[Document]:
    """Return the cases, checked and normalised; raises CaseFileInvalid with all faults."""
    documents = read_documents(content, file=file)
    conditions = {
        document["id"]: names_of(document)[Named.CONDITION]
        for document in documents
        if isinstance(document.get("id"), str)
    }
    faults, cases = [], []
    for number, document in enumerate(documents, start=1):
        found = list(case_faults(document, conditions=conditions))
        for fault in found:
            place = place_in_document(number, place=fault.place, documents=len(documents))
            faults.append(Fault(file=file, place=place, message=fault.message))
        if not found:
            cases.append(normalised(document))
    faults += _repeated_cases(documents, file=file)
    if faults:
        raise CaseFileInvalid(faults)
    return cases


def case_faults(
    document: Document, *, conditions: Mapping[str, frozenset[str]]
) -> Iterator[DocumentFault]:
    """Yield what is wrong; what rests on the form being right, only where it is.

    `conditions` are the ids of the conditions of the cases at hand, by the id of their case.
    """
    form = document_faults(document)
    yield from form
    yield from identity_faults(document)
    yield from reference_faults(document, others=conditions)
    if not form:
        yield from coherence_faults(normalised(document))


def _repeated_cases(documents: list[Document], *, file: str) -> Iterator[Fault]:
    ids = Counter(document["id"] for document in documents if isinstance(document.get("id"), str))
    for case, times in ids.items():
        if times > 1:
            message = f'expected an id of its own for each case, "{case}" stands {times} times'
            yield Fault(file=file, place="id", message=message)
