"""Adds to the API description what every operation may answer beside success: a problem."""

from __future__ import annotations

from typing import Any

from config.errors import PROBLEM_JSON

_METHODS = ("get", "post", "put", "patch", "delete")
_TEXT = {"type": "string"}
_FAULT = {
    "type": "object",
    "required": ["field", "code", "detail"],
    "properties": {"field": _TEXT, "code": _TEXT, "detail": _TEXT},
}
_PROBLEM = {
    "type": "object",
    "description": "An RFC 9457 problem. `code` is for programs, `detail` and `hint` for people.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "code": _TEXT,
        "field": _TEXT,
        "hint": _TEXT,
        "fields": {"type": "array", "items": _FAULT},
        "request_id": _TEXT,
    },
}


def describe_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give every operation the answer `default` (a hook of drf-spectacular)."""
    result["components"]["schemas"]["Problem"] = _PROBLEM
    schema = {"$ref": "#/components/schemas/Problem"}
    default = {"description": "A problem.", "content": {PROBLEM_JSON: {"schema": schema}}}
    for path in result["paths"].values():
        for method in _METHODS:
            if method in path:
                path[method]["responses"]["default"] = default
    return result
