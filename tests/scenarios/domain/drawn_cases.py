"""Cases drawn at random, in the plain form of a case file: small, dense with what can go wrong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

FIRST = date(2030, 1, 1)
LAST_DAY = 60
ASSESSORS = ("US", "EU")
STATUSES = ("MET", "MET", "NOT_MET", "UNKNOWN", "WAIVED", "PARTIAL", "BREACHED", "FAILED")
NAMES = ("c0", "c1", "c2", "c3")


def day(number: int) -> str:
    return (FIRST + timedelta(days=number)).isoformat()


days = st.integers(0, LAST_DAY).map(day)
few_days = st.integers(0, 12)
starts = st.integers(0, 20).map(day)


@st.composite
def recorded_later(draw: st.DrawFn, row: dict[str, Any]) -> dict[str, Any]:
    """The row, perhaps with the instant at which it became known."""
    if draw(st.integers(0, 3)) == 0:
        known = date.fromisoformat(row["date"]) + timedelta(days=draw(st.integers(-3, 15)))
        row["recorded"] = f"{known.isoformat()}T{draw(st.sampled_from(('00', '12')))}:00:00Z"
    return row


@st.composite
def assessment_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number, when in enumerate(draw(st.lists(days, max_size=8))):
        row = {"id": f"a{number}", "date": when, "status": draw(st.sampled_from(STATUSES))}
        if draw(st.booleans()):
            row["assessor"] = draw(st.sampled_from(ASSESSORS))
        if number and draw(st.integers(0, 5)) == 0:
            row["retracts"] = f"a{draw(st.integers(0, number - 1))}"
        rows.append(draw(recorded_later(row)))
    return rows


@st.composite
def reading_rows(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    values = st.sampled_from(("45", "49.9", "50", "50.0", "55"))
    for when in draw(st.lists(days, max_size=4)):
        row = {"date": when, "value": draw(values)}
        if draw(st.booleans()):
            low, high = sorted((row.pop("value"), draw(values)), key=float)
            row |= {"low": low, "high": high}
        rows.append(draw(recorded_later(row)))
    return rows


@st.composite
def condition_forms(draw: st.DrawFn, *, name: str) -> dict[str, Any]:
    form: dict[str, Any] = {"id": name, "kind": "event", "bears_on": "target", "text": name}
    form["assessments"] = draw(assessment_rows())
    if draw(st.booleans()):
        form["initial"] = draw(st.sampled_from(STATUSES))
    if draw(st.booleans()):
        form["review_days"] = draw(st.integers(1, 25))
        dates = draw(st.lists(days, max_size=3))
        form["confirmations"] = [draw(recorded_later({"date": when})) for when in dates]
    if draw(st.integers(0, 2)) == 0:
        form["kind"] = "quantity"
        op = draw(st.sampled_from(("<", "<=", ">", ">=", "=")))
        form["quantity"] = {"unit": "percent", "op": op, "threshold": "50"}
        form["readings"] = draw(reading_rows())
    if draw(st.integers(0, 3)) == 0:
        changed = {"initial": st.sampled_from(STATUSES), "review_days": st.integers(1, 25)}
        form["former"] = draw(former_rows(changed))
    return form


@st.composite
def former_rows(
    draw: st.DrawFn, changed: dict[str, st.SearchStrategy[Any]]
) -> list[dict[str, Any]]:
    """One or two earlier definitions, which differed in some of these keys."""
    untils = draw(st.lists(days, min_size=1, max_size=2, unique=True))
    rows = [{"until": f"{until}T00:00:00Z"} for until in untils]
    return [row | draw(st.fixed_dictionaries({}, optional=changed)) for row in rows]


def _temporal(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    def given(**arguments: Any) -> st.SearchStrategy[dict[str, Any]]:
        needed = {key: value for key, value in arguments.items() if key not in _OPTIONAL}
        return st.fixed_dictionaries(
            needed, optional={key: arguments[key] for key in arguments if key in _OPTIONAL}
        )

    operators = {
        "latch": given(of=inner, start=starts),
        "before": given(of=inner, deadline=days, start=starts, grace=few_days),
        "sustained": given(
            of=inner,
            days=st.integers(0, 25),
            start=starts,
            tolerance=st.integers(0, 5),
            latch=st.booleans(),
        ),
        "then": given(
            first=inner, second=inner, start=starts, max_gap=few_days, strict=st.booleans()
        ),
        "auto_unless": given(at=days, stop=inner, start=starts),
        "view": given(of=inner, assessor=st.sampled_from(ASSESSORS)),
    }
    return _one_operator(operators)


_OPTIONAL = frozenset({"grace", "tolerance", "latch", "max_gap", "strict"})


def _logical(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(inner, min_size=1, max_size=3)
    weights = st.sampled_from(("0", "1", "2", "0.5", "1.25"))
    weighted = st.fixed_dictionaries({"weight": weights, "node": inner})
    shares = st.sampled_from(("0", "0.2", "0.5", "0.8", "1"))
    operators = {
        "all": several,
        "any": several,
        "not": inner,
        "atleast": st.fixed_dictionaries({"k": st.integers(1, 4), "of": several}),
        "weighted": st.fixed_dictionaries(
            {"share": shares, "of": st.lists(weighted, min_size=1, max_size=3)}
        ),
        "from_date": days,
    }
    return _one_operator(operators)


def _one_operator(operators: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    return st.one_of(
        *(st.fixed_dictionaries({name: arguments}) for name, arguments in operators.items())
    )


def expressions(names: tuple[str, ...] = NAMES) -> st.SearchStrategy[Any]:
    """Expressions of all operators over the conditions, a few levels deep."""
    return st.recursive(
        st.sampled_from(names), lambda inner: _temporal(inner) | _logical(inner), max_leaves=5
    )


def flat_expressions(names: tuple[str, ...] = NAMES) -> st.SearchStrategy[Any]:
    """One operator of time over single conditions."""
    return _temporal(st.sampled_from(names))


@st.composite
def cases(
    draw: st.DrawFn, *, when: st.SearchStrategy[Any] | None = None, names: tuple[str, ...] = NAMES
) -> dict[str, Any]:
    """A case of some conditions and two gates."""
    gates = when if when is not None else expressions(names)
    return {
        "format": "thaw-case/1",
        "id": "drawn",
        "title": "Drawn at random",
        "demo": True,
        "start": draw(st.integers(-5, 15).map(day)),
        "conditions": [draw(condition_forms(name=name)) for name in names],
        "gates": [
            {"id": "g0", "when": draw(gates)},
            {"id": "g1", "when": draw(gates), "former": draw(former_rows({"when": gates}))},
        ],
        "acts": [{"date": day(LAST_DAY), "what": "the last day"}],
    }
