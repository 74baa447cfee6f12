"""Rows for tests: the legal texts on which programs rest, and their renewals."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from sanctions.domain.program_kinds import (
    IfNobodyActs,
    InstrumentKind,
    RenewalKind,
    RenewalOutcome,
)
from sanctions.models import Instrument, LegalBasis, Renewal, RenewalRule
from tests.sanctions.factories import AuthorityFactory, ProgramFactory


class InstrumentFactory(DjangoModelFactory):
    """A legal text; asked for twice under one identifier, it is one."""

    class Meta:
        model = Instrument
        django_get_or_create = ("authority", "identifier")

    authority = factory.SubFactory(AuthorityFactory)
    identifier = "E.O. 14024"
    title = "An emergency"
    kind = InstrumentKind.ORDER.value


class RenewalRuleFactory(DjangoModelFactory):
    """A day of the year on which an emergency ends, unless it is continued."""

    class Meta:
        model = RenewalRule

    instrument = factory.SubFactory(InstrumentFactory)
    slug = factory.Sequence(lambda number: f"emergency-{number}")
    title = "National emergency"
    kind = RenewalKind.ANNIVERSARY.value
    fixed_days = ["04-15"]
    who_acts = "President"
    if_nobody_acts = IfNobodyActs.LAPSES.value
    then = "It ends."


class RenewalFactory(DjangoModelFactory):
    """An act that goes on until a day."""

    class Meta:
        model = Renewal

    rule = factory.SubFactory(RenewalRuleFactory)
    decided_on = date(2022, 4, 10)
    outcome = RenewalOutcome.RENEWED.value
    extends_to = date(2023, 4, 15)


class LegalBasisFactory(DjangoModelFactory):
    """A program rests on an instrument."""

    class Meta:
        model = LegalBasis
        django_get_or_create = ("program", "instrument")

    program = factory.SubFactory(ProgramFactory)
    instrument = factory.SubFactory(InstrumentFactory)
    position = 0
