"""The state of a condition or gate on the wire: stored for today, evaluated for any other day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from sanctions.models.choices import choices_of
from scenarios.domain.package_phases import Phase
from scenarios.domain.scenario_tellings import ScenarioTold
from scenarios.domain.statuses import ContestedBy, PackageState, ScenarioState, Status
from scenarios.domain.truth import Truth


class NextChangeSerializer(serializers.Serializer[Any]):
    """The next change of status that needs no new fact."""

    date = serializers.DateField()
    status = serializers.ChoiceField(choices_of(Status))


class StateSerializer(serializers.Serializer[Any]):
    """What is true of a condition or gate on a day. *Unknown is never not met.*"""

    as_of = serializers.DateField()
    value = serializers.ChoiceField(choices_of(Truth))
    status = serializers.ChoiceField(choices_of(Status))
    since = serializers.DateField(
        allow_null=True, help_text="From when; only where no point in time was asked for."
    )
    final = serializers.BooleanField(help_text="Whatever still comes, it stays so.")
    deciding = serializers.ListField(
        child=serializers.CharField(), help_text="Conditions whose value makes the difference."
    )
    blocking = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()),
        allow_null=True,
        help_text="The smallest sets of conditions in the way; null: none can help, or too many.",
    )
    refused_candidates = serializers.IntegerField(
        allow_null=True, help_text="How many sets would have had to be tried, where too many."
    )
    next_clock_change = NextChangeSerializer(allow_null=True)
    contested = serializers.ListField(
        child=serializers.ChoiceField(choices_of(ContestedBy)),
        help_text="By what: a flag beside the status. A gate is not contested itself.",
    )


class ScenarioStateSerializer(serializers.Serializer[Any]):
    """What is true of a scenario on a day."""

    as_of = serializers.DateField()
    state = serializers.ChoiceField(choices_of(ScenarioState))
    flags = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField(
        allow_null=True, help_text="From when; only where no point in time was asked for."
    )
    blocking = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField()), allow_null=True
    )


@extend_schema_field(StateSerializer(allow_null=True))
class StateField(serializers.Field[Any, Any, Any, Any]):
    """The state of a node: of the point in time asked for, else the stored one."""

    def __init__(self, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, row: Any) -> dict[str, Any] | None:
        """Return the state; null where nothing was evaluated yet."""
        view = self.context["view"]
        if view.states is not None:
            state = view.states.get(row.pk)
            return state and self.told(state, as_of=view.point_in_time.as_of, since=None)
        return next((self.stored(one) for one in row.current), None)

    def stored(self, row: Any) -> dict[str, Any]:
        """Tell what was evaluated for today."""
        ahead = row.next_change_on
        return {
            "as_of": row.as_of.isoformat(),
            "value": row.value,
            "status": row.status,
            "since": row.since.isoformat(),
            "final": row.final,
            "deciding": row.deciding,
            "blocking": row.blocking,
            "refused_candidates": row.refused_candidates,
            "next_clock_change": ahead
            and {"date": ahead.isoformat(), "status": row.next_change_status},
            "contested": row.contested,
        }

    @staticmethod
    def told(state: Any, *, as_of: date, since: date | None) -> dict[str, Any]:
        """Tell what was evaluated for another point in time."""
        ahead = state.next_clock_change
        return {
            "as_of": as_of.isoformat(),
            "value": state.value,
            "status": state.status,
            "since": since and since.isoformat(),
            "final": state.final,
            "deciding": list(state.deciding),
            "blocking": _lists(state.blocking),
            "refused_candidates": state.refused_candidates,
            "next_clock_change": ahead and {"date": ahead[0].isoformat(), "status": ahead[1]},
            "contested": sorted(state.contested),
        }


@extend_schema_field(ScenarioStateSerializer(allow_null=True))
class ScenarioStateField(StateField):
    """The state of a scenario, of the point in time asked for, else the stored one."""

    def stored(self, row: Any) -> dict[str, Any]:
        """Tell what was evaluated for today."""
        return {
            "as_of": row.as_of.isoformat(),
            "state": row.state,
            "flags": sorted(row.flags),
            "since": row.since.isoformat(),
            "blocking": row.blocking,
        }

    @staticmethod
    def told(state: ScenarioTold, *, as_of: date, since: date | None) -> dict[str, Any]:
        """Tell what was evaluated for another point in time."""
        return {
            "as_of": as_of.isoformat(),
            "state": state.state,
            "flags": sorted(state.flags),
            "since": since and since.isoformat(),
            "blocking": _lists(state.blocking),
        }


class PhaseSerializer(serializers.Serializer[Any]):
    """How far a package has come on a day: its state, since when, and whether it is in force."""

    as_of = serializers.DateField()
    state = serializers.ChoiceField(choices_of(PackageState), allow_null=True)
    since = serializers.DateField(
        allow_null=True, help_text="The day from which it has the state, where that is known."
    )
    phase = serializers.ChoiceField(choices_of(Phase))


@extend_schema_field(PhaseSerializer)
class PhaseField(serializers.Field[Any, Any, Any, Any]):
    """How far a package has come on the day that was asked for, else today."""

    def __init__(self, **options: Any) -> None:
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, row: Any) -> dict[str, Any]:
        """Return the state and the phase."""
        view = self.context["view"]
        standing = view.standings[row.pk]
        return {
            "as_of": view.point_in_time.as_of.isoformat(),
            "state": standing.state,
            "since": standing.since and standing.since.isoformat(),
            "phase": standing.phase,
        }


def _lists(sets: Iterable[Iterable[str]] | None) -> list[list[str]] | None:
    return None if sets is None else [list(one) for one in sets]
