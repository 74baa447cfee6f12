"""Says what a fault against the schema is, in the words of the format.

Method: from the keyword that failed: what was expected is the schema's own `description`, or the
names of its types. Source: docs/schema/thaw-case-1.schema.json. Limits: long values are cut.
"""

import json
from collections.abc import Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

from scenarios.casefiles.faults import member_of
from scenarios.domain.errors import DocumentFault

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "null",
}
_COUNTS = {"minItems": "at least", "maxItems": "at most"}
_LONGEST = 60


def faults_of_error(error: ValidationError, *, place: str) -> Iterator[DocumentFault]:
    """Yield the faults that one error of the schema stands for."""
    schema = error.schema if isinstance(error.schema, dict) else {}
    instance: Any = error.instance
    if error.validator == "required":
        for key in schema["required"]:
            if key not in instance:
                yield DocumentFault(member_of(place, key=key), "expected this key, it is missing")
    elif error.validator == "additionalProperties":
        known = schema.get("properties", {})
        for key in instance:
            if key not in known:
                message = f"unknown key, expected one of {', '.join(known)}"
                yield DocumentFault(member_of(place, key=key), message)
    elif error.validator in ("minProperties", "maxProperties"):
        yield DocumentFault(place, f"expected exactly one of {', '.join(schema['properties'])}")
    elif error.validator in _COUNTS and "description" not in schema:
        number = schema[error.validator]
        yield DocumentFault(place, f"expected {_COUNTS[error.validator]} {number} in the list")
    else:
        yield DocumentFault(place, f"expected {_wanted(schema)}, got {_shown(instance)}")


def _wanted(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return "one of " + ", ".join("null" if v is None else str(v) for v in schema["enum"])
    if "description" in schema:
        return str(schema["description"])
    types = schema.get("type", [])
    return " or ".join(_TYPES[name] for name in ([types] if isinstance(types, str) else types))


def _shown(instance: Any) -> str:
    if isinstance(instance, dict):
        return "a mapping"
    if isinstance(instance, list):
        return "a list"
    text = json.dumps(instance, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
