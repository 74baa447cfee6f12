"""Programs, instruments and their clocks on the wire, as they were known."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from sanctions.domain.kinds import DatePrecision, Measure
from sanctions.domain.program_kinds import (
    ClockBasis,
    ClockState,
    IfNobodyActs,
    InstrumentKind,
    ProgramStatus,
    Remover,
    RenewalKind,
    RenewalOutcome,
)
from sanctions.models import FormerTerms, Renewal
from sanctions.models.choices import choices_of
from sanctions.selectors.renewals import program_status
from sanctions.selectors.terms import terms_known_at

LONGEST_TEXT = 2_000


class ClaimSerializer(serializers.Serializer[Any]):
    """Terms of a row as they were known at the instant that was asked for."""

    id = serializers.CharField()
    note = serializers.CharField()
    source = serializers.CharField(help_text="Where the facts are from.")  # type: ignore[assignment]
    verified = serializers.BooleanField(help_text="False: nobody has seen the source say so.")
    version = serializers.IntegerField(help_text="Rises with every amendment.")
    made_at = serializers.DateTimeField()

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Show the terms in the place of the columns."""
        return super().to_representation(self.shown(instance))

    def shown(self, row: Any) -> dict[str, Any]:
        """Return what is shown of a row: its terms, and what no amendment changes."""
        terms = terms_known_at(row, self.context["point"].known_at)
        kept = {"id": row.pk, "version": row.version, "made_at": row.made_at}
        return {**terms, **kept}


class ClockEventSerializer(serializers.Serializer[Any]):
    """A day on which an instrument ends or is looked at, and what happens if nobody acts.

    `basis` act: a recorded act names the day; rule: it follows from the rule, as long as somebody
    renews until then. `state` passed: the day is over, and no later act is recorded here.
    """

    date = serializers.DateField(source="on")
    precision = serializers.ChoiceField(choices_of(DatePrecision), source="day.precision")
    days = serializers.IntegerField(help_text="From the day that was asked for.")
    basis = serializers.ChoiceField(choices_of(ClockBasis), source="day.basis")
    state = serializers.ChoiceField(choices_of(ClockState), source="day.state")
    kind = serializers.ChoiceField(choices_of(RenewalKind), source="terms.kind")
    title = serializers.CharField(source="terms.title")
    authority = serializers.CharField(source="instrument.authority.code")
    instrument = serializers.CharField(source="instrument.identifier")
    rule = serializers.CharField(source="rule.pk", help_text="Id of the rule.")
    who_acts = serializers.CharField(source="terms.who_acts")
    vote = serializers.CharField(source="terms.vote")
    if_nobody_acts = serializers.ChoiceField(
        choices_of(IfNobodyActs), source="terms.if_nobody_acts"
    )
    then = serializers.CharField(source="terms.then")
    programs = serializers.ListField(child=serializers.CharField(), source="program_keys")
    lead = serializers.IntegerField(allow_null=True, help_text="The reminder due: 30, 7, 1.")
    verified = serializers.BooleanField()


class ProgramSerializer(ClaimSerializer):
    """A program. `status`, `next_event` and the counts are of the day that was asked for."""

    authority = serializers.CharField()
    key = serializers.CharField(help_text="The tag as the authority prints it.")
    title = serializers.CharField()
    aliases = serializers.ListField(child=serializers.CharField())
    catalogue_key = serializers.CharField(help_text="In OpenSanctions' catalogue; may be empty.")
    territories = serializers.ListField(child=serializers.CharField())
    measures = serializers.ListField(child=serializers.ChoiceField(choices_of(Measure)))
    status = serializers.ChoiceField(choices_of(ProgramStatus))
    began_on = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True, help_text="The first day without it.")
    url = serializers.CharField()
    bases = serializers.ListField(
        child=serializers.CharField(), help_text="Identifiers of the instruments it rests on."
    )
    mapped = serializers.BooleanField(help_text="False: a tag that our tables do not know.")
    designation_count = serializers.IntegerField()
    party_count = serializers.IntegerField()
    next_event = ClockEventSerializer(allow_null=True)

    def shown(self, row: Any) -> dict[str, Any]:
        """Add what depends on the day."""
        point = self.context["point"]
        found = super().shown(row)
        return {
            **found,
            "authority": row.authority.code,
            "key": row.key,
            "status": program_status(found, on=point.as_of).value,
            "mapped": row.mapped,
            "designation_count": row.designation_count,
            "party_count": row.party_count,
            "next_event": self.context["clocks"].next_of(row, on=point.as_of),
        }


class RenewalSerializer(serializers.ModelSerializer[Renewal]):
    """An act about a recurring day; an appended one corrects, and none is changed."""

    outcome = serializers.ChoiceField(choices_of(RenewalOutcome))
    precision = serializers.ChoiceField(choices_of(DatePrecision))

    class Meta:
        model = Renewal
        fields = [
            *("id", "decided_on", "outcome", "extends_to", "precision", "act", "note"),
            *("source", "verified", "recorded_at", "author"),
        ]


class RuleSerializer(ClaimSerializer):
    """How a day recurs for an instrument, and every act about it, in the order of decision."""

    instrument = serializers.CharField()
    slug = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices_of(RenewalKind))
    fixed_days = serializers.ListField(child=serializers.CharField())
    every_months = serializers.IntegerField(allow_null=True)
    every_days = serializers.IntegerField(allow_null=True)
    first_on = serializers.DateField(allow_null=True)
    last_on = serializers.DateField(allow_null=True)
    who_acts = serializers.CharField()
    vote = serializers.CharField()
    if_nobody_acts = serializers.ChoiceField(choices_of(IfNobodyActs))
    then = serializers.CharField()
    withdrawn = serializers.BooleanField()
    renewals = RenewalSerializer(many=True)

    def shown(self, row: Any) -> dict[str, Any]:
        """Add the acts that were known."""
        known_at = self.context["point"].known_at
        acts = [act for act in row.renewals.all() if act.recorded_at <= known_at]
        slug, instrument = row.slug, row.instrument.identifier
        return {**super().shown(row), "slug": slug, "instrument": instrument, "renewals": acts}


class InstrumentSerializer(ClaimSerializer):
    """A legal text, and the one that it rests on."""

    authority = serializers.CharField()
    identifier = serializers.CharField(help_text="As lawyers cite it.")
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices_of(InstrumentKind))
    adopted_on = serializers.DateField(allow_null=True)
    ended_on = serializers.DateField(allow_null=True)
    parent = serializers.CharField(allow_null=True)  # type: ignore[assignment]
    removable_by = serializers.ListField(child=serializers.ChoiceField(choices_of(Remover)))
    url = serializers.CharField(help_text="Its text.")

    def shown(self, row: Any) -> dict[str, Any]:
        """Add its name."""
        named = {"authority": row.authority.code, "identifier": row.identifier}
        return {**super().shown(row), **named}


class FormerTermsSerializer(serializers.ModelSerializer[FormerTerms]):
    """What was said before an amendment: the keys that differed, known until that instant."""

    class Meta:
        model = FormerTerms
        fields = ["until", "terms", "reason", "author"]


class TermsHistorySerializer(serializers.Serializer[Any]):
    """Every amendment that was known, the last one first."""

    as_of = serializers.DateField()
    known_at = serializers.CharField(allow_null=True)
    former = FormerTermsSerializer(many=True)


class CalendarSerializer(serializers.Serializer[Any]):
    """The days of a span, and those that passed before it without a recorded act."""

    as_of = serializers.DateField()
    known_at = serializers.CharField(allow_null=True)
    until = serializers.DateField()
    results = ClockEventSerializer(many=True)
