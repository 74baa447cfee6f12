"""From which share on ownership blocks: one dated rule per authority, each with its source.

Method: the rule of an authority on a day is the one in force then; a case's own rules stand before
those shipped here. Source: the case file format, section 5; the guidance named with each rule.
Limits: authorities without a rule of their own are read as the EU is today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipRule:
    """When the stakes of members block: `threshold` in percent, in force from <= day < to.

    `strict`: the sum must be more than the threshold. `aggregate`: the stakes of all listed holders
    are added. `control`: who a member controls is blocked. `joint`: the listed members of a joint
    arrangement are added although `aggregate` is false.
    """

    authority: str
    threshold: Decimal
    strict: bool = False
    aggregate: bool = False
    control: bool = False
    joint: bool = False
    from_date: date | None = None
    to_date: date | None = None
    source: str = ""

    def in_force(self, day: date) -> bool:
        """Tell whether the rule holds on that day."""
        begun = self.from_date is None or self.from_date <= day
        return begun and (self.to_date is None or day < self.to_date)

    def meets(self, total: Decimal) -> bool:
        """Tell whether so many percent block."""
        return total > self.threshold if self.strict else total >= self.threshold


_HALF = Decimal(50)
_OFAC = "OFAC, revised guidance on entities owned by blocked persons, 13 August 2014"
_EU = "Council of the EU, best practices for restrictive measures, as updated on 3 July 2024"
_UK = "https://www.gov.uk/government/publications/financial-sanctions-general-guidance"
_TURN_US = date(2014, 8, 13)
_TURN_EU = date(2024, 7, 3)

EVERYBODY_ELSE = "*"

SHIPPED: tuple[OwnershipRule, ...] = (
    OwnershipRule(
        authority="US", threshold=_HALF, aggregate=True, from_date=_TURN_US, source=_OFAC
    ),
    OwnershipRule(authority="US", threshold=_HALF, to_date=_TURN_US, source=_OFAC),
    OwnershipRule(
        authority="EU",
        threshold=_HALF,
        aggregate=True,
        control=True,
        from_date=_TURN_EU,
        source=_EU,
    ),
    OwnershipRule(
        authority="EU",
        threshold=_HALF,
        strict=True,
        aggregate=True,
        control=True,
        to_date=_TURN_EU,
        source=_EU,
    ),
    OwnershipRule(
        authority="UK", threshold=_HALF, strict=True, control=True, joint=True, source=_UK
    ),
    OwnershipRule(authority=EVERYBODY_ELSE, threshold=_HALF, aggregate=True, control=True),
)


def rule_of(authority: str, *, day: date, own: Sequence[OwnershipRule] = ()) -> OwnershipRule:
    """Return the rule of an authority on a day: of `own` rules the last, else the shipped one."""
    in_force = [rule for rule in (*reversed(own), *SHIPPED) if rule.in_force(day)]
    named = (rule for rule in in_force if rule.authority == authority)
    return next(named, None) or next(rule for rule in in_force if rule.authority == EVERYBODY_ELSE)
