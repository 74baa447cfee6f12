"""What lies where: every kind of row of a case file, its keys and their columns.

This is the one place that says so; loading and exporting both read it. The order of kinds and of
keys is that of the format's description, and of an exported file.
"""

from __future__ import annotations

from typing import Any

from scenarios import models
from scenarios.services.case_rows.parts import (
    day,
    instant,
    judged_note,
    key,
    known,
    mapping,
    measured,
    percent,
    plain,
    pointing,
    words,
    yes,
)
from scenarios.services.case_rows.row_kind import RowKind

ID = key("id", "slug")
_CITED = plain("source", "note", "precision")
#: Facts stand inside a condition, and are never edited.
_FACT: dict[str, Any] = {
    "holder": "conditions",
    "holder_column": "condition",
    "known_by": (),
    "is_fact": True,
}
_FROM_TO = (day("from", "from_date"), day("to", "to_date"))

CASE = RowKind(
    name="case",
    model=models.Case,
    parts=(
        ID,
        *plain("title", "summary"),
        yes("demo"),
        day("start"),
        *plain("senders", "targets", "expect"),
    ),
)

SOURCES = RowKind(
    name="sources",
    model=models.Source,
    known_by=("key",),
    parts=(*plain("key", "url", "publisher"), day("published"), *plain("grade", "note")),
)

PARTIES = RowKind(
    name="parties",
    model=models.CaseParty,
    parts=(
        ID,
        *plain("kind", "name", "aliases", "identifiers"),
        mapping("listed_as", list="listed_as_list", id="listed_as_id"),
        *_CITED,
    ),
)

STAKES = RowKind(
    name="stakes",
    model=models.CaseStake,
    known_by=("owner", "owned", "from_date"),
    parts=(*pointing("owner", "owned", to="parties"), percent(), *_FROM_TO, *_CITED),
)

CONTROL = RowKind(
    name="control",
    model=models.CaseControl,
    known_by=("controller", "controlled", "from_date"),
    parts=(*pointing("controller", "controlled", to="parties"), *_FROM_TO, *_CITED),
)

JOINT = RowKind(
    name="joint",
    model=models.JointArrangement,
    known_by=("members", "from_date"),
    parts=(key("members"), *_FROM_TO, *_CITED),
)

DESIGNATIONS = RowKind(
    name="designations",
    model=models.CaseDesignation,
    parts=(
        ID,
        *pointing("party", to="parties"),
        *plain("authority", "program", "measure", "by_definition"),
        *_FROM_TO,
        *_CITED,
    ),
)

OWNERSHIP_RULES = RowKind(
    name="ownership_rules",
    model=models.CaseOwnershipRule,
    known_by=("authority", "from_date"),
    parts=(
        key("authority"),
        *_FROM_TO,
        *plain("threshold", "strict", "aggregate", "control", "joint"),
        *_CITED,
    ),
)

CONDITIONS = RowKind(
    name="conditions",
    model=models.Condition,
    parts=(
        ID,
        *plain("kind", "bears_on", "by", "text", "initial", "review_days"),
        *pointing("fulfilled_by", to="packages"),
        mapping("quantity", unit="quantity_unit", op="quantity_op", threshold="quantity_threshold"),
        *_CITED,
    ),
)

READINGS = RowKind(
    name="readings",
    model=models.Reading,
    **_FACT,
    parts=(known(), measured(), *_CITED),
)

ASSESSMENTS = RowKind(
    name="assessments",
    model=models.Assessment,
    **_FACT,
    parts=(
        ID,
        known(),
        *plain("status", "assessor", "degree"),
        *pointing("retracts", to="assessments"),
        key("source"),
        judged_note(),
        key("precision"),
    ),
)

CONFIRMATIONS = RowKind(
    name="confirmations",
    model=models.Confirmation,
    **_FACT,
    parts=(known(), *_CITED),
)

FORMER_CONDITIONS = RowKind(
    name="former",
    model=models.FormerDefinition,
    holder="conditions",
    holder_column="condition",
    known_by=("until",),
    parts=(
        instant("until"),
        words(
            "terms",
            *("text", "kind", "bears_on", "by", "initial", "review_days", "fulfilled_by"),
            "quantity",
        ),
        key("reason"),
        *_CITED,
    ),
)

GATES = RowKind(
    name="gates",
    model=models.Gate,
    parts=(
        ID,
        key("view"),
        *pointing("opens", "reverses", to="packages"),
        *pointing("yields", to="conditions"),
        key("when"),
        *_CITED,
    ),
)

FORMER_GATES = RowKind(
    name="former",
    model=models.FormerDefinition,
    holder="gates",
    holder_column="gate",
    known_by=("until",),
    parts=(
        instant("until"),
        words("terms", "when", "opens", "reverses", "yields", "view", "text"),
        key("reason"),
        *_CITED,
    ),
)

PACKAGES = RowKind(
    name="packages",
    model=models.Package,
    parts=(ID, key("title"), key("state"), *_CITED),
)

STEPS = RowKind(
    name="steps",
    model=models.Step,
    holder="packages",
    holder_column="package",
    parts=(
        ID,
        *plain("instrument", "authority", "mode"),
        mapping("removes", designations="removes_designations", program="removes_program"),
        *plain("adds", "licence", "amount", "currency", "unit"),
        day("effective"),
        *_CITED,
    ),
)

LICENCES = RowKind(
    name="licences",
    model=models.Licence,
    parts=(
        ID,
        *plain("series", "authority"),
        key("from", "from_local"),
        key("expires", "expires_local"),
        *plain("zone", "supersedes"),
        day("cut_off"),
        *plain("covers", "owned_entities"),
        *_CITED,
    ),
)

SCENARIOS = RowKind(
    name="scenarios",
    model=models.Scenario,
    parts=(
        ID,
        key("title"),
        key("packages", "package_slugs"),
        day("horizon"),
        key("assume"),
        *_CITED,
    ),
)

FORECASTS = RowKind(
    name="forecasts",
    model=models.Forecast,
    known_by=("condition", "by", "author", "at", "given"),
    parts=(
        *pointing("condition", to="conditions"),
        day("by"),
        *plain("p", "author"),
        instant("at"),
        key("given"),
        *_CITED,
    ),
)

ACTS = RowKind(
    name="acts",
    model=models.Act,
    known_by=("date", "package"),
    parts=(
        day("date"),
        *pointing("package", to="packages"),
        key("what"),
        key("source"),
        judged_note(),
        key("precision"),
    ),
)

#: All kinds of rows; a holder stands before the rows inside it.
ROW_KINDS: tuple[RowKind, ...] = (
    SOURCES,
    PARTIES,
    STAKES,
    CONTROL,
    JOINT,
    DESIGNATIONS,
    OWNERSHIP_RULES,
    CONDITIONS,
    READINGS,
    ASSESSMENTS,
    CONFIRMATIONS,
    FORMER_CONDITIONS,
    GATES,
    FORMER_GATES,
    PACKAGES,
    STEPS,
    LICENCES,
    SCENARIOS,
    FORECASTS,
    ACTS,
)


def held_by(holder: str) -> tuple[RowKind, ...]:
    """Return the kinds of the rows inside one of the kind; those of the case itself for ""."""
    return tuple(kind for kind in ROW_KINDS if kind.holder == holder)
