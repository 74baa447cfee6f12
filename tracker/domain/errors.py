"""What may be wrong with a request about subscriptions, endpoints, alerts and tokens.

The text is for whoever asked; `field` names the input that is at fault, where one is.
"""

from __future__ import annotations


class TrackerError(Exception):
    """A request that cannot be done as it was made."""

    def __init__(self, text: str, *, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class WrongInput(TrackerError):
    """A value is missing, contradicts another one, or is none of those that are known."""


class OutOfSight(TrackerError):
    """There is no such row for this person: missing and not permitted look alike."""


class NotAllowed(TrackerError):
    """The person may see it, and has no right to do this."""


class WrongState(TrackerError):
    """The row is in a state in which this cannot be done."""
