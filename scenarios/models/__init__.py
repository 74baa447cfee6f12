"""Tables of the scenarios app."""

from scenarios.models.acts import Act, ActStep, DatedState, TakenBackAct
from scenarios.models.assessments import Assessment, Confirmation, Reading
from scenarios.models.cases import Case, Source
from scenarios.models.changes import ChangeEvent, FlaggedScenario
from scenarios.models.conditions import Condition, FormerDefinition
from scenarios.models.evaluations import Evaluation, ScenarioEvaluation
from scenarios.models.forecasts import Forecast
from scenarios.models.gates import Gate, GateCondition
from scenarios.models.licences import Licence
from scenarios.models.packages import Package, Step
from scenarios.models.parties import (
    CaseControl,
    CaseDesignation,
    CaseOwnershipRule,
    CaseParty,
    CaseStake,
    JointArrangement,
)
from scenarios.models.scenarios import Scenario, ScenarioGate, ScenarioPackage

__all__ = [
    "Act",
    "ActStep",
    "Assessment",
    "Case",
    "CaseControl",
    "CaseDesignation",
    "CaseOwnershipRule",
    "CaseParty",
    "CaseStake",
    "ChangeEvent",
    "Condition",
    "Confirmation",
    "DatedState",
    "Evaluation",
    "FlaggedScenario",
    "Forecast",
    "FormerDefinition",
    "Gate",
    "GateCondition",
    "JointArrangement",
    "Licence",
    "Package",
    "Reading",
    "Scenario",
    "ScenarioEvaluation",
    "ScenarioGate",
    "ScenarioPackage",
    "Source",
    "Step",
    "TakenBackAct",
]
