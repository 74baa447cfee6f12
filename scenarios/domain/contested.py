"""When a condition is contested: a flag beside its status, never a status of its own.

Method: it is contested on the days on which the views of it diverge, and on those on which machines
move it to and fro. A gate is not contested itself: the conditions are that it rests on. Source: the
project's decisions ("Words and states") and domain notes, section 7; docs/method/contested.md.
Limits: contradicting evidence of similar grade is for people to see; they leave it UNKNOWN.
"""

from scenarios.domain.divergence import diverging
from scenarios.domain.dwell import flapping_days
from scenarios.domain.records import Condition
from scenarios.domain.statuses import ContestedBy
from scenarios.domain.steps import Steps, combine


def contested_steps(condition: Condition) -> Steps[frozenset[ContestedBy]]:
    """Return by what the condition is contested on each day, by nothing on most of them."""
    return combine(_reasons, diverging(condition), flapping_days(condition))


def _reasons(views: bool, flapping: bool) -> frozenset[ContestedBy]:
    reasons = {ContestedBy.VIEWS: views, ContestedBy.FLAPPING: flapping}
    return frozenset(reason for reason, holds in reasons.items() if holds)
