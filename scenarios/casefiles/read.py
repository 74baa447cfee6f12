"""Reads the text of a case file, YAML or JSON, into documents of plain values.

Method: the text must be UTF-8. What begins like a JSON object is read as JSON, and as YAML where
that fails, unless the file's name says JSON. Several YAML documents are several cases. Source: the
case file format, preamble. Limits: this tells that a file can be read, not that it is a case; for
that see `schema`.
"""

import re
from typing import Any

from scenarios.casefiles.faults import CaseFileInvalid, Fault, PlacedError
from scenarios.casefiles.plain_values import Document
from scenarios.casefiles.read_json import read_json
from scenarios.casefiles.read_yaml import read_yaml

#: An object whose first key is quoted, or an empty one; flow YAML may look the same.
_LIKE_JSON = re.compile(r'\s*\{\s*["}]')


def read_documents(content: bytes | str, *, file: str) -> list[Document]:
    """Return the documents of a file's content; raises CaseFileInvalid."""
    try:
        documents = _read(_decoded(content), file=file)
        found = [document for document in documents if document is not None]
        if not found:
            raise PlacedError(place="", message="expected a case, the file is empty")
        for number, document in enumerate(found, start=1):
            if not isinstance(document, dict):
                place = place_in_document(number, place="", documents=len(found))
                raise PlacedError(place=place, message="expected a mapping of keys, as a case is")
    except PlacedError as error:
        fault = Fault(file=file, place=error.place, message=error.message)
        raise CaseFileInvalid([fault]) from error
    return found


def place_in_document(number: int, *, place: str, documents: int) -> str:
    """Return the place with the number of its document, where a file has several."""
    if documents == 1:
        return place
    return f"document {number}, {place}" if place else f"document {number}"


def _decoded(content: bytes | str) -> str:
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlacedError(
            place=f"byte {error.start}", message="expected text in UTF-8, got other bytes"
        ) from error


def _read(text: str, *, file: str) -> list[Any]:
    if "\0" in text:
        raise PlacedError(place="", message="expected text without NUL characters")
    if file.lower().endswith(".json"):
        return [read_json(text)]
    if _LIKE_JSON.match(text):
        try:
            return [read_json(text)]
        except PlacedError as json_error:
            return _read_flow(text, json_error=json_error)
    return read_yaml(text)


def _read_flow(text: str, *, json_error: PlacedError) -> list[Any]:
    """Return what begins like JSON as YAML; where it is neither, what is wrong with the JSON."""
    try:
        return read_yaml(text)
    except PlacedError as yaml_error:
        raise json_error from yaml_error
