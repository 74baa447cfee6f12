"""The named states of cases, conditions, gates, packages and scenarios.

Method: closed vocabularies as string enumerations, so that the same word stands in a case file,
in the database and on the wire. Source: the case file format, sections 1 to 5, and the glossary.
Limits: no rules here, only names; the rules are in `truth`, `timelines` and `evaluation`.
"""

from enum import StrEnum


class Status(StrEnum):
    """What an assessment may say of a condition, and what is computed for a condition or gate."""

    MET = "MET"
    MET_WITH_DELAY = "MET_WITH_DELAY"
    WAIVED = "WAIVED"
    RESTORED = "RESTORED"
    PARTIAL = "PARTIAL"
    NOT_MET = "NOT_MET"
    BREACHED = "BREACHED"
    FAILED = "FAILED"
    UNVERIFIED = "UNVERIFIED"
    UNKNOWN = "UNKNOWN"


#: The statuses a person may assess; the others are computed from a node's own history.
ASSESSABLE_STATUSES: tuple[Status, ...] = (
    Status.MET,
    Status.WAIVED,
    Status.PARTIAL,
    Status.NOT_MET,
    Status.BREACHED,
    Status.FAILED,
    Status.UNKNOWN,
)


class NodeKind(StrEnum):
    """The two kinds of nodes that have a value and a status."""

    CONDITION = "condition"
    GATE = "gate"


class ContestedBy(StrEnum):
    """What makes a condition contested: a flag beside its status, never a status."""

    VIEWS = "views"
    FLAPPING = "flapping"


class ConditionKind(StrEnum):
    """What sort of thing must hold."""

    ACHIEVEMENT = "achievement"
    UPKEEP = "upkeep"
    QUANTITY = "quantity"
    DETERMINATION = "determination"
    EVENT = "event"
    SILENCE = "silence"
    JUDGEMENT = "judgement"


class BearsOn(StrEnum):
    """Whose conduct a condition speaks of."""

    TARGET = "target"
    SENDER = "sender"
    THIRD = "third"
    MARKET = "market"
    LAW = "law"


class PartyKind(StrEnum):
    """Kinds of parties."""

    INDIVIDUAL = "individual"
    ORGANIZATION = "organization"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class PackageState(StrEnum):
    """How far a relief package has come."""

    RUMOURED = "RUMOURED"
    DRAFTED = "DRAFTED"
    PROPOSED = "PROPOSED"
    AGREED = "AGREED"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"
    NOTIFIED = "NOTIFIED"
    UNDER_REVIEW = "UNDER_REVIEW"
    ADOPTED = "ADOPTED"
    EFFECTIVE = "EFFECTIVE"
    PARTIAL = "PARTIAL"
    WINDING_DOWN = "WINDING_DOWN"
    LAPSED = "LAPSED"
    SNAPPED_BACK = "SNAPPED_BACK"
    REIMPOSED = "REIMPOSED"


class StepMode(StrEnum):
    """The five modes of relief, which differ in what a reversal takes."""

    AUTHORISED = "authorised"
    SUSPENDED = "suspended"
    WAIVED = "waived"
    LAPSED = "lapsed"
    TERMINATED = "terminated"


class Comparison(StrEnum):
    """How a quantity is compared with its threshold."""

    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="
    EQUAL = "="


class ScenarioState(StrEnum):
    """The one main state of a scenario."""

    TRACKING = "TRACKING"
    GATE_OPEN = "GATE_OPEN"
    TRIGGERED = "TRIGGERED"
    MAINTAINED = "MAINTAINED"
    REVERSED = "REVERSED"
    RESOLVED = "RESOLVED"


class ScenarioFlag(StrEnum):
    """What may be true of a scenario beside its main state."""

    AT_RISK = "AT_RISK"
    IMPOSSIBLE = "IMPOSSIBLE"
    DEADLOCKED = "DEADLOCKED"
    RELIEF_WITHOUT_GATE = "RELIEF_WITHOUT_GATE"
    CONTESTED = "CONTESTED"
