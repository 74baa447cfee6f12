"""Whatever is done to a case file, it is read or refused in lines, and nothing else happens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.casefiles.faults import CaseFileInvalid, Fault
from scenarios.casefiles.read_cases import read_cases
from scenarios.casefiles.write_case import to_yaml
from scenarios.domain.expectations import check
from tests.scenarios.casefiles.drawn_documents import scalars
from tests.scenarios.casefiles.whole_case import TEXT, whole_case

Path = tuple[str | int, ...]
quick = settings(deadline=None, suppress_health_check=list(HealthCheck))


def paths(value: Any, so_far: Path = ()) -> Iterator[Path]:
    members = value.items() if isinstance(value, dict) else enumerate(value)
    for key, member in members:
        yield (*so_far, key)
        if isinstance(member, dict | list):
            yield from paths(member, (*so_far, key))


PATHS = list(paths(whole_case()))
values = scalars | st.sampled_from(([], {}, [[]], {"all": ["det"]}, ["det"], "9999-12-31"))


def read_or_refused(content: bytes) -> None:
    cases: list[dict[str, Any]] = []
    faults: tuple[Fault, ...] = ()
    try:
        cases = read_cases(content, file="case.yaml")
    except CaseFileInvalid as invalid:
        faults = invalid.faults
    assert cases or faults
    assert all("\n" not in str(fault) for fault in faults)
    for case in cases:
        check(case)
        assert read_cases(to_yaml(case), file="again.yaml") == [case]


@settings(quick, max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(PATHS), values), min_size=1, max_size=3))
def test_a_case_with_other_values_is_read_or_refused(changes: list[tuple[Path, Any]]) -> None:
    document: Any = whole_case()
    for path, value in changes:
        holder = document
        for key in path[:-1]:
            try:
                holder = holder[key]
            except (KeyError, IndexError, TypeError):
                break  # an earlier change took the place away
        else:
            if isinstance(holder, dict):
                holder[str(path[-1])] = deepcopy(value)
    read_or_refused(json.dumps(document).encode())


@settings(quick, max_examples=100)
@given(st.integers(0, len(TEXT) - 1), st.integers(0, 40), st.binary(max_size=8))
def test_a_file_with_other_bytes_is_read_or_refused(at: int, length: int, other: bytes) -> None:
    content = TEXT.encode()
    read_or_refused(content[:at] + other + content[at + length :])
