"""Rows for tests: people and teams, lists and their copies, parties and their designations.

What hangs together is made together: a designation's party, program and copy belong to its list.
People: an analyst, a colleague of the same team, a stranger.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import factory
from django.contrib.auth import get_user_model
from factory.django import DjangoModelFactory, Password

from sanctions.domain.kinds import (
    CopyVerdict,
    DateKind,
    DatePrecision,
    DeltaCause,
    DeltaKind,
    FetchOutcome,
    Measure,
    NameType,
    PartyKind,
    SnapshotOutcome,
)
from sanctions.domain.names import normalised
from sanctions.models import (
    Authority,
    ControlLink,
    CopyDecision,
    Delta,
    Designation,
    Fetch,
    ListEntry,
    Membership,
    Party,
    PartyAddress,
    PartyDate,
    PartyIdentifier,
    PartyName,
    Program,
    Relation,
    SanctionsList,
    Snapshot,
    Stake,
    Team,
)
from sanctions.models.teams import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PASSWORD = "correct horse battery staple"
PUBLISHED = date(2022, 2, 17)
KNOWN_AT = datetime(2022, 2, 18, 9, tzinfo=UTC)


class TeamFactory(DjangoModelFactory):
    """A team."""

    class Meta:
        model = Team

    slug = factory.Sequence(lambda number: f"team-{number}")
    name = factory.LazyAttribute(lambda team: f"Team {team.slug}")


class UserFactory(DjangoModelFactory):
    """A person who can log in with `PASSWORD`, and belongs to no team yet."""

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda number: f"person-{number}")
    password = Password(PASSWORD)


class MembershipFactory(DjangoModelFactory):
    """An analyst's place in a team."""

    class Meta:
        model = Membership

    team = factory.SubFactory(TeamFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.ANALYST.value


class AuthorityFactory(DjangoModelFactory):
    """An issuer; asked for twice under one code, it is one."""

    class Meta:
        model = Authority
        django_get_or_create = ("code",)

    code = "US"
    name = "United States"
    zone = "America/New_York"


class ProgramFactory(DjangoModelFactory):
    """A legal basis of an authority; asked for twice under one key, it is one."""

    class Meta:
        model = Program
        django_get_or_create = ("authority", "key")

    authority = factory.SubFactory(AuthorityFactory)
    key = "RUSSIA-EO14024"
    title = factory.LazyAttribute(lambda program: f"Program {program.key}")
    measure = Measure.ASSET_FREEZE.value


class SanctionsListFactory(DjangoModelFactory):
    """A list; asked for twice under one key, it is one."""

    class Meta:
        model = SanctionsList
        django_get_or_create = ("key",)

    key = "us_ofac_sdn"
    title = "OFAC Specially Designated Nationals and Blocked Persons List"
    authority = factory.SubFactory(AuthorityFactory)
    publisher = "Office of Foreign Assets Control"
    url = "https://lists.example/sdn.csv"
    licence = "Public domain in the United States"
    cadence = "several times a week"
    id_space = "us_ofac"


class SnapshotFactory(DjangoModelFactory):
    """An applied full copy of a list."""

    class Meta:
        model = Snapshot

    sanctions_list = factory.SubFactory(SanctionsListFactory)
    sha256 = factory.Sequence(lambda number: hashlib.sha256(b"%d" % number).hexdigest())
    raw_path = factory.LazyAttribute(lambda copy: f"lists/{copy.sha256}.zip")
    size = 1_000
    parts = ["sdn"]
    format = "legacy_csv"
    end_mark = True
    published = PUBLISHED
    imported_at = KNOWN_AT
    parser_version = 1
    outcome = SnapshotOutcome.APPLIED.value
    counts = factory.LazyFunction(lambda: {"parties": 1})

    class Params:
        held = factory.Trait(outcome=SnapshotOutcome.HELD.value, reason="0 parties")
        excerpt = factory.Trait(is_excerpt=True)


class CopyDecisionFactory(DjangoModelFactory):
    """A copy that a person applied."""

    class Meta:
        model = CopyDecision

    snapshot = factory.SubFactory(SnapshotFactory)
    verdict = CopyVerdict.APPLY.value
    sha256 = factory.SelfAttribute("snapshot.sha256")
    doubt = "60 of 120 designations would end, where at most 50 may"
    reason = "They are gone."
    decided_by = factory.SubFactory(UserFactory)
    outcome = SnapshotOutcome.APPLIED.value


class FetchFactory(DjangoModelFactory):
    """A try to fetch a list that found it unchanged."""

    class Meta:
        model = Fetch

    sanctions_list = factory.SubFactory(SanctionsListFactory)
    asked_at = KNOWN_AT
    started_at = factory.SelfAttribute("asked_at")
    ended_at = factory.SelfAttribute("asked_at")
    outcome = FetchOutcome.UNCHANGED.value
    url = factory.SelfAttribute("sanctions_list.url")
    host = "lists.example"
    status = 304

    class Params:
        failed = factory.Trait(
            outcome=FetchOutcome.FAILED.value, reason="lists.example answered 503", status=503
        )
        asked = factory.Trait(
            outcome=FetchOutcome.ASKED.value, started_at=None, ended_at=None, status=None
        )


class PartyFactory(DjangoModelFactory):
    """A party that is on no list yet."""

    class Meta:
        model = Party

    id_space = "us_ofac"
    external_id = factory.Sequence(lambda number: str(900_000 + number))
    kind = PartyKind.ORGANIZATION.value
    name = factory.Sequence(lambda number: f"NORTHERN TRADING HOUSE {number}")
    normalised = factory.LazyAttribute(lambda party: normalised(party.name))


class ListEntryFactory(DjangoModelFactory):
    """What the list says about a party that is on it."""

    class Meta:
        model = ListEntry

    first_snapshot = factory.SubFactory(SnapshotFactory)
    changed_snapshot = factory.SelfAttribute("first_snapshot")
    sanctions_list = factory.SelfAttribute("first_snapshot.sanctions_list")
    party = factory.SubFactory(PartyFactory)
    external_id = factory.SelfAttribute("party.external_id")
    digest = "0" * 32
    record = factory.LazyAttribute(
        lambda entry: {
            "name": entry.party.name,
            "kind": entry.party.kind,
            "programs": ["RUSSIA-EO14024"],
        }
    )


class DesignationFactory(DjangoModelFactory):
    """An open asset freeze, seen first in a full copy."""

    class Meta:
        model = Designation

    first_snapshot = factory.SubFactory(SnapshotFactory)
    sanctions_list = factory.SelfAttribute("first_snapshot.sanctions_list")
    authority = factory.SelfAttribute("sanctions_list.authority")
    party = factory.SubFactory(PartyFactory)
    program = factory.SubFactory(ProgramFactory, authority=factory.SelfAttribute("..authority"))
    measure = factory.SelfAttribute("program.measure")
    from_date = factory.SelfAttribute("first_snapshot.published")
    first_seen_on = factory.SelfAttribute("first_snapshot.published")
    listed_known_at = factory.SelfAttribute("first_snapshot.imported_at")


class DeltaFactory(DjangoModelFactory):
    """News of a party that was listed."""

    class Meta:
        model = Delta

    entry = factory.SubFactory(ListEntryFactory)
    party = factory.SelfAttribute("entry.party")
    snapshot = factory.SelfAttribute("entry.changed_snapshot")
    kind = DeltaKind.LISTED.value
    cause = DeltaCause.PUBLISHER.value
    before = factory.LazyFunction(dict)
    after = factory.LazyAttribute(lambda delta: delta.entry.record)
    is_news = True


class PartyNameFactory(DjangoModelFactory):
    """A further name."""

    class Meta:
        model = PartyName

    entry = factory.SubFactory(ListEntryFactory)
    party = factory.SelfAttribute("entry.party")
    name = factory.SelfAttribute("party.name")
    normalised = factory.LazyAttribute(lambda row: normalised(row.name))
    type = NameType.PRIMARY.value


class PartyIdentifierFactory(DjangoModelFactory):
    """A ship's number with sound check digits."""

    class Meta:
        model = PartyIdentifier

    entry = factory.SubFactory(ListEntryFactory)
    party = factory.SelfAttribute("entry.party")
    type = "imo"
    value = "9074729"
    valid = True


class PartyDateFactory(DjangoModelFactory):
    """A day of birth."""

    class Meta:
        model = PartyDate

    entry = factory.SubFactory(ListEntryFactory)
    party = factory.SelfAttribute("entry.party")
    kind = DateKind.BIRTH.value
    raw = "28 Sep 1973"
    precision = DatePrecision.DAY.value
    from_earliest = date(1973, 9, 28)
    from_latest = date(1973, 9, 28)
    to_earliest = date(1973, 9, 28)
    to_latest = date(1973, 9, 28)


class PartyAddressFactory(DjangoModelFactory):
    """An address."""

    class Meta:
        model = PartyAddress

    entry = factory.SubFactory(ListEntryFactory)
    party = factory.SelfAttribute("entry.party")
    street = "1 Harbour Street"
    place = "Port City"
    country = "Russia"


class RelationFactory(DjangoModelFactory):
    """A link to another party that is known."""

    class Meta:
        model = Relation

    entry = factory.SubFactory(ListEntryFactory)
    party = factory.SelfAttribute("entry.party")
    type = "Linked To"
    other = factory.SubFactory(PartyFactory)
    other_external_id = factory.SelfAttribute("other.external_id")
    other_name = factory.SelfAttribute("other.name")


class StakeFactory(DjangoModelFactory):
    """A share that is known exactly."""

    class Meta:
        model = Stake

    owner = factory.SubFactory(PartyFactory)
    owned = factory.SubFactory(PartyFactory)
    percent_low = Decimal(60)
    percent_high = factory.SelfAttribute("percent_low")
    source = "annual report"


class ControlLinkFactory(DjangoModelFactory):
    """Control without a counted share."""

    class Meta:
        model = ControlLink

    controller = factory.SubFactory(PartyFactory)
    controlled = factory.SubFactory(PartyFactory)
    source = "annual report"


def member(*, team: Team | None = None, role: Role = Role.ANALYST) -> User:
    """Make a person with a role in `team`, or in a team of the person's own."""
    place: Membership = MembershipFactory(role=role.value, team=team or TeamFactory())
    return place.user
