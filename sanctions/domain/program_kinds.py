"""The closed vocabularies of programs, instruments and renewals."""

from __future__ import annotations

from enum import StrEnum


class ProgramStatus(StrEnum):
    """Whether a program is in force; what nobody has reviewed is unknown, and not active."""

    ACTIVE = "active"
    ENDED = "ended"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


class InstrumentKind(StrEnum):
    """What sort of legal text an instrument is."""

    TREATY = "treaty"
    STATUTE = "statute"
    ORDER = "order"
    DIRECTIVE = "directive"
    REGULATION = "regulation"
    DECISION = "decision"
    DETERMINATION = "determination"
    RESOLUTION = "resolution"


class Remover(StrEnum):
    """Who can take an instrument away."""

    PRESIDENT = "president"
    CONGRESS = "congress"
    AGENCY = "agency"
    COUNCIL_UNANIMITY = "council_unanimity"
    COUNCIL_MAJORITY = "council_majority"
    GOVERNMENT = "government"
    PARLIAMENT = "parliament"
    SECURITY_COUNCIL = "security_council"


class RenewalKind(StrEnum):
    """Why a day recurs: it ends by itself, it must be continued yearly, or it is looked at."""

    SUNSET = "sunset"
    ANNIVERSARY = "anniversary"
    REVIEW = "review"


class IfNobodyActs(StrEnum):
    """What becomes of an instrument when the day passes in silence."""

    LAPSES = "lapses"
    CONTINUES = "continues"


class RenewalOutcome(StrEnum):
    """What was decided: to go on, to let the day pass, or to end it before."""

    RENEWED = "renewed"
    NOT_RENEWED = "not_renewed"
    ENDED = "ended"


class ClockBasis(StrEnum):
    """What a day rests on: an act that names it, or the rule alone."""

    ACT = "act"
    RULE = "rule"


class ClockState(StrEnum):
    """Where a clock stands: its next day lies ahead, its last one passed and no act is known."""

    AHEAD = "ahead"
    PASSED = "passed"
    ENDED = "ended"
