"""How much a change matters, from 0 to 3; C is for clocks."""

from enum import StrEnum


class Level(StrEnum):
    """The stored level of a change (scenarios.models.changes stores these values)."""

    INFO = "0"
    NOTICE = "1"
    IMPORTANT = "2"
    CRITICAL = "3"
    DEADLINE = "C"
