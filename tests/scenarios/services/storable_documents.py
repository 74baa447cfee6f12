"""Whole case files made up from the published schema: every key it knows, there, null or left out.

What the schema cannot say is said here: which ids there are, and what has to fit together. So a
key that is new in the schema is made up, and has to be stored, without a change of this file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from scenarios.casefiles.schema import published_schema, resolved

Row = dict[str, Any]

PARTIES, CONDITIONS = ("p1", "p2", "p3"), ("c1", "c2", "c3")
PACKAGES, LICENCES = ("K1", "K2"), ("GL 8", "134A")
DESIGNATIONS, SOURCES = ("us1", "eu2"), ("s1", "s2")
GATES, SCENARIOS = ("main", "back"), ("staged", "at-once")

LISTS_WITH_IDS = {
    "parties": ("party", PARTIES),
    "designations": ("designation", DESIGNATIONS),
    "conditions": ("condition", CONDITIONS),
    "gates": ("gate", GATES),
    "packages": ("package", PACKAGES),
    "licences": ("licence", LICENCES),
    "scenarios": ("scenario", SCENARIOS),
}
#: Lists that other rows refer into.
ALWAYS = ("parties", "designations", "conditions", "packages", "licences")

_DAYS = ("2017-01-13", "2017-10-06", "2026-02-28", "2030-12-31")
_LOCAL = ("2026-03-19", "2026-03-19T00:00", "2026-03-19T00:00:00.123456+02:00")
#: Of the scalar definitions of the schema, values that they allow.
SCALARS: dict[str, tuple[Any, ...]] = {
    "date": _DAYS,
    "instant": (
        "2017-10-06",
        "2017-10-06T00:00Z",
        "2017-10-06T18:00:00Z",
        "2017-10-06T18:00:00+02:00",
        "2017-10-06T18:00:00.5Z",
        "2017-10-06T18:00:00.123456-05:30",
    ),
    "local_time": _LOCAL,
    "day_or_null": (None, *_DAYS),
    "local_time_or_null": (None, *_LOCAL),
    "decimal": ("0", "44.95", "50", "50.0", "-3.10"),
    "amount": ("0", "0.10", "550", "1000000.00"),
    "fraction": ("0", "0.4", "0.40", "1", "1.0"),
    "percentage": ("0", "50", "50.0", "100.00", "33.333333333333333333"),
    "stake_percent": ("0", "50.0", {"low": "45", "high": "55.0"}, {"low": "50", "high": "50"}),
    "days": (0, 1, 400),
    "text": ("on", "2017-10-06", "007", "null", " a ", "Банк", "ship 🕊", "a: b\n\n c\n", "~"),
    "code": ("12345", "007", "IMO 9074729"),
    "authority": ("US", "EU"),
    "precision": ("day", "week", "month", "3 days"),
    "source": ("s1", "s2", ["s1"], ["s2", "s1"], []),
}
#: What a key refers to, wherever it stands.
REFERENCES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("owner", "owned", "controller", "controlled", "party"), PARTIES),
    **dict.fromkeys(("members", "covers"), PARTIES),
    **dict.fromkeys(("opens", "reverses", "fulfilled_by", "package", "packages"), PACKAGES),
    **dict.fromkeys(("yields", "condition"), CONDITIONS),
    "designations": DESIGNATIONS,
    "licence": LICENCES,
}
#: Of texts that the schema gives a pattern or format of their own, values that fit.
PATTERNED = {"zone": ("UTC", "America/New_York"), "currency": ("USD", "EUR"), "grade": ("A1", "B2")}


def made_up_document(random: Random) -> Row:
    """Return a document that passes every check, in its normal form."""
    return _Maker(random).document()


@dataclass(slots=True)
class _Maker:
    random: Random
    ids: int = 0

    def document(self) -> Row:
        schema = published_schema()
        row = self.mapping(schema, skip=("sources", "expect", *LISTS_WITH_IDS))
        row |= {"id": "made-up", "sources": {key: self.row("cited_source") for key in SOURCES}}
        for name, (definition, ids) in LISTS_WITH_IDS.items():
            if name in ALWAYS or self.maybe():
                shuffled = self.random.sample(ids, len(ids))
                row[name] = [self.row(definition) | {"id": one} for one in shuffled]
        if self.maybe():
            row["expect"] = self.one_of(([], [{"condition": "c1", "first_met": None}]))
        for name in ("gates", "scenarios", "stakes", "acts"):
            if name not in row and self.maybe():
                row[name] = []
        return row

    def row(self, definition: str) -> Row:
        row = self.mapping(published_schema()["$defs"][definition])
        _FITTING.get(definition, _as_it_is)(row)
        return row

    def mapping(self, schema: Row, *, skip: tuple[str, ...] = ()) -> Row:
        """Return all that is required, and some of what may be there."""
        row = {}
        for key, of_value in schema["properties"].items():
            if key not in skip and (key in schema.get("required", ()) or self.maybe()):
                row[key] = self.value(of_value, key=key)
        if len(row) < schema.get("minProperties", 0):
            row["program"] = "RUSSIA-EO14024"
        return row

    def value(self, schema: Row, *, key: str = "") -> Any:
        name = schema.get("$ref", "").removeprefix("#/$defs/")
        schema = resolved(schema)
        if name in SCALARS:
            return self.one_of(SCALARS[name])
        if "const" in schema or "enum" in schema:
            return self.one_of(schema.get("enum") or (schema.get("const"),))
        if name == "expression":
            return self.expression(depth=2)
        return self.structure(schema, key=key, name=name)

    def structure(self, schema: Row, *, key: str, name: str) -> Any:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if "null" in kinds and self.maybe():
            return None
        if key in REFERENCES and not (key == "packages" and name):
            return self.reference(REFERENCES[key], kinds)
        if name in ("id", "licence_id"):
            return self.fresh_id()
        return self.collection(schema, kinds, key=key, name=name)

    def collection(self, schema: Row, kinds: list[str], *, key: str, name: str) -> Any:
        if "array" in kinds:
            length = self.random.randint(schema.get("minItems", 0), 2)
            return [self.value(schema["items"]) for _ in range(length)]
        if "object" in kinds and "properties" in schema:
            return self.row(name) if name else self.mapping(schema)
        if "object" in kinds:
            names = CONDITIONS if key in ("assume", "given") else ("imo", "inn")
            return {
                one: self.value(schema["additionalProperties"]) for one in names if self.maybe()
            }
        if "boolean" in kinds:
            return self.maybe()
        if "integer" in kinds:
            return self.random.randint(schema["minimum"], schema["minimum"] + 2)
        return self.one_of(PATTERNED.get(key, SCALARS["text"]))

    def reference(self, ids: tuple[str, ...], kinds: list[str]) -> Any:
        if "array" in kinds:
            return self.random.sample(ids, self.random.randint(1, len(ids)))
        return self.one_of(ids)

    def expression(self, *, depth: int) -> Any:
        operators = published_schema()["$defs"]["expression"]["properties"]
        if not depth or self.maybe():
            return self.one_of(CONDITIONS)
        operator = self.random.choice(sorted(operators))
        return {operator: self.operand(operators[operator], depth=depth - 1)}

    def operand(self, schema: Row, *, depth: int) -> Any:
        if schema.get("$ref") == "#/$defs/expression":
            return self.expression(depth=depth)
        if schema.get("type") == "array":
            return [self.operand(schema["items"], depth=depth) for _ in range(2)]
        if schema.get("type") == "object":
            return {
                key: self.operand(value, depth=depth)
                for key, value in schema["properties"].items()
                if key in schema["required"] or self.maybe()
            }
        return self.value(schema)

    def fresh_id(self) -> str:
        self.ids += 1
        return f"i{self.ids}"

    def maybe(self) -> bool:
        return self.random.random() < 0.5

    def one_of(self, values: Any) -> Any:
        return self.random.choice(values)


def _as_it_is(_: Row) -> None:
    """Nothing has to fit together."""


def _interval(begin: str, end: str) -> Callable[[Row], None]:
    def fit(row: Row) -> None:
        if row.get(begin) and row.get(end):
            row[begin] = "2001-01-01"

    return fit


def _condition(row: Row) -> None:
    definitions = [row, *row.get("former", [])]
    if "quantity" in row or "readings" in row:
        row |= {"kind": "quantity", "quantity": {"unit": "percent", "op": "<", "threshold": "50.0"}}
    for former in definitions[1:]:
        if former.get("quantity"):
            former["kind"] = "quantity"
        elif row["kind"] == "quantity" and "kind" in former:
            former["quantity"] = None
    named: list[str] = []
    for fact in row.get("assessments", []):
        fact.pop("retracts", None)
        if named:
            fact["retracts"] = named[0]
        named += [fact["id"]] if "id" in fact else []


def _reading(row: Row) -> None:
    if "value" in row or not {"low", "high"} <= row.keys():
        for key in ("low", "high"):
            row.pop(key, None)
        row.setdefault("value", "44.95")
    elif float(row["low"]) > float(row["high"]):
        row["low"], row["high"] = row["high"], row["low"]


def _step(row: Row) -> None:
    row.setdefault("authority", "US")


def _licence(row: Row) -> None:
    row.pop("supersedes", None)
    _interval("from", "expires")(row)


def _forecast(row: Row) -> None:
    row.get("given", {}).pop(row["condition"], None)


_FITTING: dict[str, Callable[[Row], None]] = {
    **dict.fromkeys(("stake", "control_link", "joint_arrangement"), _interval("from", "to")),
    **dict.fromkeys(("designation", "ownership_rule"), _interval("from", "to")),
    "condition": _condition,
    "reading": _reading,
    "step": _step,
    "licence": _licence,
    "forecast": _forecast,
}
