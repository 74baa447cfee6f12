"""What a change of status is, and what caused it."""

from enum import StrEnum


class ChangeCause(StrEnum):
    """What moved a status: the text, the clock, or what is known."""

    DEFINITION = "DEFINITION"
    CLOCK = "CLOCK"
    EVIDENCE = "EVIDENCE"
    CORRECTION = "CORRECTION"
