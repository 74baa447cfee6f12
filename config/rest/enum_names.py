"""What the API description calls our enumerations; several fields are named alike."""

from __future__ import annotations

from enum import StrEnum

from sanctions.domain import kinds as of_lists
from sanctions.domain import program_kinds as of_programs
from scenarios.domain import statuses
from scenarios.domain.changes import EventKind, EventNode
from scenarios.domain.levels import Level
from tracker.domain import kinds as of_tracker

_NAMED: tuple[type[StrEnum], ...] = (
    statuses.Status,
    statuses.Comparison,
    statuses.ConditionKind,
    statuses.ContestedBy,
    statuses.NodeKind,
    statuses.PackageState,
    statuses.ScenarioState,
    EventKind,
    EventNode,
    Level,
    of_lists.CopyVerdict,
    of_lists.DateKind,
    of_lists.FetchOutcome,
    of_lists.Measure,
    of_lists.PartyKind,
    of_lists.SnapshotOutcome,
    of_programs.InstrumentKind,
    of_programs.ProgramStatus,
    of_programs.RenewalKind,
    of_programs.RenewalOutcome,
    of_tracker.DeliveryState,
    of_tracker.EndpointState,
)
ENUM_NAMES: dict[str, list[str]] = {
    **{f"{kind.__name__}Enum": [member.value for member in kind] for kind in _NAMED},
    "AssessableStatusEnum": [status.value for status in statuses.ASSESSABLE_STATUSES],
    "EndpointSwitchEnum": ["active", "disabled"],
    "ToldStatusEnum": list(dict.fromkeys([*statuses.Status, *statuses.PackageState])),
}
