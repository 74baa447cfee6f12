"""Tables of the sanctions app, and the bottom of the house: ids, clock, teams."""

from sanctions.models.decisions import CopyDecision
from sanctions.models.deltas import Delta
from sanctions.models.designations import Designation
from sanctions.models.fetches import Fetch
from sanctions.models.former_terms import FormerTerms
from sanctions.models.instruments import Instrument, LegalBasis
from sanctions.models.ownership import ControlLink, Stake
from sanctions.models.parties import (
    ListEntry,
    Party,
    PartyAddress,
    PartyDate,
    PartyIdentifier,
    PartyName,
)
from sanctions.models.programs import Authority, Program
from sanctions.models.relations import Relation
from sanctions.models.renewals import Renewal, RenewalReminder, RenewalRule
from sanctions.models.snapshots import SanctionsList, Snapshot
from sanctions.models.teams import Membership, Team

__all__ = [
    "Authority",
    "ControlLink",
    "CopyDecision",
    "Delta",
    "Designation",
    "Fetch",
    "FormerTerms",
    "Instrument",
    "LegalBasis",
    "ListEntry",
    "Membership",
    "Party",
    "PartyAddress",
    "PartyDate",
    "PartyIdentifier",
    "PartyName",
    "Program",
    "Relation",
    "Renewal",
    "RenewalReminder",
    "RenewalRule",
    "SanctionsList",
    "Snapshot",
    "Stake",
    "Team",
]
