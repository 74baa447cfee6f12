"""Reads YAML into plain values, from the events of the parser.

Method: events, not nodes, so that nothing recurses and nothing is built before it is judged. Keys
are text and stand once; an alias gives a copy, and its size counts. Tags other than those of plain
text, lists and mappings are refused. Source: YAML 1.1 as PyYAML parses it, and the case file
format, preamble. Limits: merge keys (<<) are keys like any other, and so unknown ones.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import yaml

from scenarios.casefiles.faults import PlacedError, member_of
from scenarios.casefiles.plain_values import (
    Document,
    check_limits,
    checked_text,
    plain_scalar,
)

_PLAIN_TAGS = {None, "!", *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))}
_NOTHING = object()


def read_yaml(text: str) -> list[Any]:
    """Return the documents of a YAML text; raises PlacedError."""
    try:
        return _Builder().documents(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = error.problem or error.context or "it cannot be read"
        raise PlacedError(place=place, message=f"expected YAML or JSON: {problem}") from error
    except yaml.YAMLError as error:
        raise PlacedError(place="", message=f"expected YAML or JSON: {error}") from error


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: list[Any] | Document
    anchor: str | None
    place: str
    values_before: int
    key: str | None = None

    def place_of_next(self) -> str:
        """Return the place of the value that comes next, or of the mapping before its key."""
        if isinstance(self.value, list):
            return member_of(self.place, key=len(self.value))
        return self.place if self.key is None else member_of(self.place, key=self.key)


@dataclass(slots=True)
class _Builder:
    """Builds documents from events."""

    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    values: int = 0
    root: Any = _NOTHING

    def documents(self, events: Iterator[Any]) -> list[Any]:
        found = []
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self.anchors, self.root = {}, _NOTHING
            elif isinstance(event, yaml.DocumentEndEvent):
                found.append(self.root)
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
        return found

    def _node(self, event: Any) -> None:
        self.values += 1
        place = self.stack[-1].place_of_next() if self.stack else ""
        check_limits(depth=len(self.stack), values=self.values, place=place)
        if isinstance(event, yaml.AliasEvent):
            self._add(self._opened(str(event.anchor), place=place), place=place)
            return
        if event.tag not in _PLAIN_TAGS:
            raise PlacedError(place=place, message=f"expected no tag, got {event.tag}")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, place=place)
        else:
            self._open(event, place=place)

    def _scalar(self, event: Any, *, place: str) -> None:
        is_key = self.stack and isinstance(self.stack[-1].value, dict) and not self._has_key()
        if event.implicit[0] and not is_key:
            value = plain_scalar(event.value, place=place)
        else:
            value = checked_text(event.value, place=place)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)
        self._add(value, place=place)

    def _open(self, event: Any, *, place: str) -> None:
        if self.stack and isinstance(self.stack[-1].value, dict) and not self._has_key():
            raise PlacedError(place=place, message="expected text as a key")
        value: Any = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        if event.anchor:
            self.anchors[event.anchor] = (_NOTHING, 0)
        self.stack.append(_Open(value, event.anchor, place, self.values))

    def _close(self) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = (done.value, self.values - done.values_before + 1)
        self._add(done.value, place=done.place)

    def _opened(self, anchor: str, *, place: str) -> Any:
        value, size = self.anchors.get(anchor, (None, -1))
        if size < 0:
            raise PlacedError(place=place, message=f'expected a known alias, got "*{anchor}"')
        if value is _NOTHING:
            raise PlacedError(place=place, message=f'the alias "*{anchor}" contains itself')
        self.values += size - 1
        check_limits(depth=len(self.stack), values=self.values, place=place)
        return deepcopy(value)

    def _add(self, value: Any, *, place: str) -> None:
        """Put the value where it belongs: into a list, as a key, or as the value of the key."""
        if not self.stack:
            self.root = value
            return
        parent = self.stack[-1]
        if isinstance(parent.value, list):
            parent.value.append(value)
        elif parent.key is None:
            parent.key = self._new_key(parent, value, place=place)
        else:
            parent.value[parent.key] = value
            parent.key = None

    def _new_key(self, parent: _Open, value: Any, *, place: str) -> str:
        if not isinstance(value, str):
            raise PlacedError(place=place, message="expected text as a key")
        if value in parent.value:
            raise PlacedError(place=member_of(place, key=value), message="this key stands twice")
        return value

    def _has_key(self) -> bool:
        return self.stack[-1].key is not None
