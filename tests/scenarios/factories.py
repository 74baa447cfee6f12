"""Rows for tests of cases: conditions and what was found of them, gates, packages, scenarios.

What hangs together is made together, and the reverse indexes are kept: a gate made with an
expression rests on the conditions it names, a scenario on the gates that open or reverse its
packages. All rows of a case that is not given belong to a public case of their own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time
from typing import Any

import factory
from django.db.models import Q
from factory.django import DjangoModelFactory

from scenarios.domain.expression_forms import parse_expression
from scenarios.domain.expressions import conditions_of
from scenarios.domain.statuses import (
    BearsOn,
    ConditionKind,
    NodeKind,
    PackageState,
    PartyKind,
    ScenarioState,
    Status,
)
from scenarios.domain.truth import Truth
from scenarios.models import (
    Act,
    Assessment,
    Case,
    CaseControl,
    CaseDesignation,
    CaseOwnershipRule,
    CaseParty,
    CaseStake,
    Condition,
    Confirmation,
    Evaluation,
    Forecast,
    FormerDefinition,
    Gate,
    GateCondition,
    JointArrangement,
    Licence,
    Package,
    Reading,
    Scenario,
    ScenarioEvaluation,
    ScenarioGate,
    ScenarioPackage,
    Source,
    Step,
)
from scenarios.models.assessments import Origin
from tests.sanctions.factories import TeamFactory, UserFactory

TRUE_ON = date(2022, 3, 1)


def at_midnight(day: date) -> datetime:
    """Return the instant at which a fact of the day is known, where nothing else is said."""
    return datetime.combine(day, time.min, tzinfo=UTC)


class CaseFactory(DjangoModelFactory):
    """A public case without rows; `private` gives it a team of its own."""

    class Meta:
        model = Case

    slug = factory.Sequence(lambda number: f"case-{number}")
    title = factory.LazyAttribute(lambda case: f"The episode {case.slug}")

    class Params:
        private = factory.Trait(team=factory.SubFactory(TeamFactory))
        shipped = factory.Trait(from_library=True)


class SourceFactory(DjangoModelFactory):
    """A publication that the case cites."""

    class Meta:
        model = Source

    case = factory.SubFactory(CaseFactory)
    position = factory.Sequence(int)
    key = factory.Sequence(lambda number: f"source{number}")
    url = "https://news.example/report"
    publisher = "The Example Gazette"
    published = TRUE_ON
    grade = "B2"


class CaseRowFactory(DjangoModelFactory):
    """A row of a case, after all that were made before."""

    class Meta:
        abstract = True

    case = factory.SubFactory(CaseFactory)
    position = factory.Sequence(int)


class CasePartyFactory(CaseRowFactory):
    """A party that exists in a case."""

    class Meta:
        model = CaseParty

    slug = factory.Sequence(lambda number: f"party{number}")
    kind = PartyKind.ORGANIZATION.value
    name = factory.LazyAttribute(lambda party: f"Example Holding {party.slug}")


class CaseStakeFactory(CaseRowFactory):
    """A share that is known exactly."""

    class Meta:
        model = CaseStake

    owner = factory.SubFactory(CasePartyFactory, case=factory.SelfAttribute("..case"))
    owned = factory.SubFactory(CasePartyFactory, case=factory.SelfAttribute("..case"))
    percent_low = "60"
    percent_high = factory.SelfAttribute("percent_low")


class CaseControlFactory(CaseRowFactory):
    """Control of one party by another."""

    class Meta:
        model = CaseControl

    controller = factory.SubFactory(CasePartyFactory, case=factory.SelfAttribute("..case"))
    controlled = factory.SubFactory(CasePartyFactory, case=factory.SelfAttribute("..case"))


class JointArrangementFactory(CaseRowFactory):
    """An arrangement of parties, who are named by their slugs."""

    class Meta:
        model = JointArrangement

    members = ["x", "y"]


class CaseDesignationFactory(CaseRowFactory):
    """A designation that a case tells of."""

    class Meta:
        model = CaseDesignation

    slug = factory.Sequence(lambda number: f"us{number}")
    party = factory.SubFactory(CasePartyFactory, case=factory.SelfAttribute("..case"))
    authority = "US"
    program = "RUSSIA-EO14024"
    from_date = TRUE_ON


class CaseOwnershipRuleFactory(CaseRowFactory):
    """A rule of ownership that a case sets."""

    class Meta:
        model = CaseOwnershipRule

    authority = "US"
    threshold = "50"


class PackageFactory(CaseRowFactory):
    """A package that was proposed."""

    class Meta:
        model = Package

    slug = factory.Sequence(lambda number: f"P{number}")
    title = factory.LazyAttribute(lambda package: f"Relief {package.slug}")
    state = PackageState.PROPOSED.value


class StepFactory(CaseRowFactory):
    """A step of a package."""

    class Meta:
        model = Step

    package = factory.SubFactory(PackageFactory)
    case = factory.SelfAttribute("package.case")
    slug = factory.Sequence(lambda number: f"s{number}")
    instrument = "US.DELIST"


class LicenceFactory(CaseRowFactory):
    """A licence of a series."""

    class Meta:
        model = Licence

    slug = factory.Sequence(lambda number: f"GL {number}")
    series = "OIL"
    authority = "US"
    from_local = "2026-03-19T00:00"
    zone = "America/New_York"


class ConditionFactory(CaseRowFactory):
    """A condition of which nothing is known."""

    class Meta:
        model = Condition

    slug = factory.Sequence(lambda number: f"c{number}")
    kind = ConditionKind.EVENT.value
    bears_on = BearsOn.TARGET.value
    text = factory.LazyAttribute(lambda condition: f"What {condition.slug} says has happened")


class FactFactory(CaseRowFactory):
    """A fact of a condition, known at once."""

    class Meta:
        abstract = True

    condition = factory.SubFactory(ConditionFactory)
    case = factory.SelfAttribute("condition.case")
    date = TRUE_ON
    recorded = factory.LazyAttribute(lambda fact: at_midnight(fact.date))


class AssessmentFactory(FactFactory):
    """A judgement from a case file; `entered` makes it one of a person, with a reason."""

    class Meta:
        model = Assessment

    status = Status.MET.value
    definition_version = factory.SelfAttribute("condition.definition_version")

    class Params:
        entered = factory.Trait(
            origin=Origin.PERSON.value,
            entered_by=factory.SubFactory(UserFactory),
            reason="The ministry confirmed it.",
        )


class ReadingFactory(FactFactory):
    """A measured value."""

    class Meta:
        model = Reading

    low = "44.95"
    high = factory.SelfAttribute("low")


class ConfirmationFactory(FactFactory):
    """Fresh evidence of the same status."""

    class Meta:
        model = Confirmation


class ForecastFactory(CaseRowFactory):
    """A probability."""

    class Meta:
        model = Forecast

    condition = factory.SubFactory(ConditionFactory)
    case = factory.SelfAttribute("condition.case")
    by = date(2022, 12, 31)
    p = "0.4"
    author = "analyst-1"
    at = at_midnight(TRUE_ON)


class ActFactory(CaseRowFactory):
    """Something that really happened."""

    class Meta:
        model = Act

    date = TRUE_ON
    what = "The order was revoked."


class GateFactory(CaseRowFactory):
    """A gate, by default of one condition of its case.

    The conditions that `when` names must be there, by their slug or as `case/condition`. Without
    `opens` it opens nothing.
    """

    class Meta:
        model = Gate
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"g{number}")
    when = factory.LazyAttribute(lambda gate: ConditionFactory(case=gate.case).slug)

    @factory.post_generation
    def conditions(self: Gate, create: bool, *_: Any, **__: Any) -> None:
        """Keep the reverse index."""
        if not create:
            return
        for name in sorted(conditions_of(parse_expression(self.when))):
            address = name if "/" in name else f"{self.case.slug}/{name}"
            condition = Condition.objects.at(address).get()
            GateCondition.objects.create(gate=self, condition=condition)


class ScenarioFactory(CaseRowFactory):
    """A scenario of the packages given, and of the gates that open or reverse one of them."""

    class Meta:
        model = Scenario
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"scenario{number}")
    title = factory.LazyAttribute(lambda scenario: f"The way of {scenario.slug}")

    @factory.post_generation
    def packages(self: Scenario, create: bool, given: Collection[Package] | None, **_: Any) -> None:
        """Keep the reverse indexes."""
        if not create or not given:
            return
        for package in given:
            ScenarioPackage.objects.create(scenario=self, package=package)
        for gate in Gate.objects.filter(Q(opens__in=given) | Q(reverses__in=given)):
            ScenarioGate.objects.create(scenario=self, gate=gate)


class FormerDefinitionFactory(CaseRowFactory):
    """An earlier text of a condition."""

    class Meta:
        model = FormerDefinition

    condition = factory.SubFactory(ConditionFactory)
    case = factory.SelfAttribute("condition.case")
    until = at_midnight(TRUE_ON)
    terms = {"text": "What it said before."}


class EvaluationFactory(DjangoModelFactory):
    """What was computed of a condition that is met."""

    class Meta:
        model = Evaluation

    condition = factory.SubFactory(ConditionFactory)
    case = factory.SelfAttribute("condition.case")
    node_kind = NodeKind.CONDITION.value
    definition_version = 1
    as_of = TRUE_ON
    value = Truth.T.value
    status = Status.MET.value
    since = TRUE_ON
    told_on = factory.SelfAttribute("as_of")
    final = False

    class Params:
        of_gate = factory.Trait(
            condition=None,
            gate=factory.SubFactory(GateFactory),
            case=factory.SelfAttribute("gate.case"),
            node_kind=NodeKind.GATE.value,
        )


class ScenarioEvaluationFactory(DjangoModelFactory):
    """What was computed of a scenario."""

    class Meta:
        model = ScenarioEvaluation

    scenario = factory.SubFactory(ScenarioFactory)
    case = factory.SelfAttribute("scenario.case")
    as_of = TRUE_ON
    state = ScenarioState.TRACKING.value
    since = TRUE_ON
