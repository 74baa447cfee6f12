"""The closed vocabularies of the sanctions app; the models derive their choices from these.

Words are those of `docs/glossary.md`; measures follow the 14 that OpenSanctions counts, under the
names that a case file uses.
"""

from __future__ import annotations

from enum import StrEnum


class PartyKind(StrEnum):
    """What a party is; OFAC's "entity" is an organization here."""

    INDIVIDUAL = "individual"
    ORGANIZATION = "organization"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class NameType(StrEnum):
    """How a list calls a name: the main one, also, formerly or now known as."""

    PRIMARY = "primary"
    AKA = "aka"
    FKA = "fka"
    NKA = "nka"


class Measure(StrEnum):
    """What a designation does to a party. Only an asset freeze blocks."""

    ASSET_FREEZE = "asset_freeze"
    SECTORAL_FINANCE = "sectoral_finance"
    TRAVEL_BAN = "travel_ban"
    EXPORT_CONTROL = "export_control"
    SERVICES_BAN = "services_ban"
    TRANSACTION_BAN = "transaction_ban"
    PORT_BAN = "port_ban"
    MESSAGING_BAN = "messaging_ban"
    INVESTMENT_BAN = "investment_ban"
    IMPORT_BAN = "import_ban"
    ARMS_EMBARGO = "arms_embargo"
    DEBARMENT = "debarment"
    OTHER = "other"


class SnapshotOutcome(StrEnum):
    """What became of a file: its parties stored, kept for a person, turned away, or known."""

    APPLIED = "applied"
    HELD = "held"
    REFUSED = "refused"
    UNCHANGED = "unchanged"


class CopyVerdict(StrEnum):
    """What a person decides about a held copy."""

    APPLY = "apply"
    TURN_AWAY = "turn_away"


class FetchOutcome(StrEnum):
    """What became of a try to fetch a list; where a file came, the outcome of its import."""

    ASKED = "asked"
    RUNNING = "running"
    UNCHANGED = "unchanged"
    APPLIED = "applied"
    HELD = "held"
    REFUSED = "refused"
    FAILED = "failed"


#: The publisher answered with its list, or that it is still the same.
ANSWERED = (FetchOutcome.UNCHANGED, FetchOutcome.APPLIED, FetchOutcome.HELD)
#: Not over yet.
UNDER_WAY = (FetchOutcome.ASKED, FetchOutcome.RUNNING)


class DeltaKind(StrEnum):
    """What a snapshot says about a party that the one before did not."""

    LISTED = "listed"
    AMENDED = "amended"
    DELISTED = "delisted"
    RELISTED = "relisted"


class DeltaCause(StrEnum):
    """Who made the difference: the publisher, or a newer parser reading the same row."""

    PUBLISHER = "PUBLISHER"
    PARSER = "PARSER"


class DateKind(StrEnum):
    """Which dates of a party lists give."""

    BIRTH = "birth"
    ESTABLISHED = "established"
    BUILT = "built"


class DatePrecision(StrEnum):
    """How much of a date the publisher knows; unreadable ones keep their text only."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"
    UNREADABLE = "unreadable"
