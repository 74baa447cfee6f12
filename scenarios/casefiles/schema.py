"""Checks a document against the published schema of the format, and brings it into its one form.

Method: JSON Schema 2020-12 with the library jsonschema, and the calendar and time zones on top.
Expressions and the rows of `expect` are checked one by one, not by recursion into the schema: so
nesting is bounded before anything recurses, and a fault names the row it is in, not an alternative
that does not fit. Whole numbers are turned into text where the format keeps decimals and ids as
text. Source: docs/schema/thaw-case-1.schema.json; the case file format, section 7 for the limits.
Limits: references between rows are for scenarios.domain.casefile_references.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from scenarios.casefiles.expression_limits import expression_nodes
from scenarios.casefiles.faults import PlacedError, member_of
from scenarios.casefiles.formats import FORMATS
from scenarios.casefiles.places import Placed, find
from scenarios.casefiles.plain_values import Document
from scenarios.casefiles.schema_messages import faults_of_error
from scenarios.domain.errors import DocumentFault
from scenarios.domain.expectations import KINDS, kind_of_row

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "schema" / "thaw-case-1.schema.json"


def document_faults(document: Document) -> list[DocumentFault]:
    """Return all that is wrong with the form of a document."""
    faults = dict.fromkeys(_faults("document", document, place=""))
    for place, expression in _expressions(document):
        faults |= dict.fromkeys(_expression_faults(expression, place=place))
    for place, row in find(document, "expect[]"):
        faults |= dict.fromkeys(_claim_faults(row, place=place))
    return list(faults)


def normalised(document: Document) -> Document:
    """Return a faultless document with its decimals and ids as text."""
    return dict(_normal(document, schema=published_schema()))


@cache
def published_schema() -> dict[str, Any]:
    """Return the schema of the format as it is published."""
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return schema


def resolved(schema: Any) -> dict[str, Any]:
    """Return the schema that a reference names, or the schema itself; {} for none."""
    if not isinstance(schema, dict):
        return {}
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found: dict[str, Any] = published_schema()["$defs"][reference.removeprefix("#/$defs/")]
    return found


def schema_of_row(row: Any) -> dict[str, Any]:
    """Return the schema of a row of `expect`, by the unique key of the row."""
    return resolved({"$ref": f"#/$defs/claim_{kind_of_row(row)}"})


def _whole_pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not re.fullmatch(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


_Validator: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _whole_pattern}
)


@cache
def _validator(definition: str) -> Any:
    """Return the validator of a document, an expression or a claim, without what is inside."""
    published = published_schema()
    definitions = {**published["$defs"], "expression": {}, "claim": {}}
    if definition == "document":
        schema = {**published, "$defs": definitions}
    else:
        schema = {**published["$defs"][definition], "$defs": definitions}
    return _Validator(schema, format_checker=FORMATS)


def _faults(definition: str, instance: Any, *, place: str) -> Iterator[DocumentFault]:
    for error in _validator(definition).iter_errors(instance):
        where = place
        for key in error.absolute_path:
            where = member_of(where, key=key)
        yield from faults_of_error(error, place=where)


def _expression_faults(expression: Any, *, place: str) -> Iterator[DocumentFault]:
    try:
        for where, node in expression_nodes(expression, place=place):
            yield from _faults("expression", node, place=where)
    except PlacedError as limit:
        yield DocumentFault(limit.place, limit.message)


def _claim_faults(row: Any, *, place: str) -> Iterator[DocumentFault]:
    if not isinstance(row, dict):
        yield DocumentFault(place, "expected a mapping that claims something")
    elif kind_of_row(row) not in KINDS:
        yield DocumentFault(place, f"expected one of the keys {', '.join(KINDS)}")
    else:
        yield from _faults(f"claim_{kind_of_row(row)}", row, place=place)


def _expressions(document: Document) -> list[Placed]:
    return [*find(document, "gates[].when"), *find(document, "gates[].former[].when")]


def _normal(value: Any, *, schema: Any) -> Any:
    if schema == {"$ref": "#/$defs/claim"}:
        schema = schema_of_row(value)
    schema = resolved(schema)
    if isinstance(value, dict):
        mapping = {}
        for key, member in value.items():
            of_member = schema.get("properties", {}).get(key, schema.get("additionalProperties"))
            mapping[key] = _normal(member, schema=of_member)
        return mapping
    if isinstance(value, list):
        members = []
        for member in value:
            members.append(_normal(member, schema=schema.get("items")))
        return members
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_number and "string" in schema.get("type", ()) else value
