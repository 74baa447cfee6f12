"""A second, naive model of the case file format, sections 2 to 4: it walks from day to day.

Written from the format alone, on the plain form of a document, and sharing nothing with the
product, so that both can be held against each other. Slow, and for tests only.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

VALUES = {
    **dict.fromkeys(("MET", "WAIVED"), "T"),
    **dict.fromkeys(("PARTIAL", "NOT_MET", "BREACHED", "FAILED"), "F"),
    "UNKNOWN": "U",
}
RANK = "FUT"
OPPOSITE = {"T": "F", "F": "T", "U": "U"}


def day_of(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def instant_of(text: str) -> datetime:
    if "T" not in text:
        text += "T00:00:00Z"
    return datetime.fromisoformat(text).astimezone(UTC)


def least(*values: str) -> str:
    return min(values, key=RANK.index)


class DayByDay:
    """What a document says on each day, as far as known at an instant."""

    def __init__(
        self, document: Any, *, known_at: str | None = None, dated_to: int | None = None
    ) -> None:
        self.document = document
        self.known_at = instant_of(known_at) if known_at else None
        self.dated_to = dated_to
        self.start = self._start()
        self.conditions = {row["id"]: self._terms(row) for row in document["conditions"]}
        self.gates = {row["id"]: self._terms(row) for row in document.get("gates", [])}
        self.seen: dict[Any, Any] = {}

    # Which facts and terms count (sections 1 and 2)

    def _start(self) -> int:
        if "start" in self.document:
            return day_of(self.document["start"])
        return min(self._fact_days())

    def _fact_days(self) -> list[int]:
        days = [day_of(row["date"]) for row in self.document.get("acts", [])]
        for condition in self.document["conditions"]:
            for facts in ("assessments", "readings", "confirmations"):
                days += [day_of(row["date"]) for row in condition.get(facts, [])]
        return days

    def last_day(self) -> int:
        return max(self._fact_days())

    def _terms(self, row: Any) -> Any:
        terms = dict(row)
        if self.known_at is not None:
            for former in sorted(row.get("former", []), key=lambda each: each["until"])[::-1]:
                if self.known_at < instant_of(former["until"]):
                    terms.update(former)
        return terms

    def known(self, rows: Any) -> list[Any]:
        found = []
        for row in rows:
            recorded = instant_of(row.get("recorded", row["date"]))
            if self.known_at is not None and recorded > self.known_at:
                continue
            if self.dated_to is not None and day_of(row["date"]) > self.dated_to:
                continue
            found.append(row)
        return found

    def assessments(self, name: str, viewer: str | None) -> list[Any]:
        rows = self.known(self.conditions[name].get("assessments", []))
        gone = {row["retracts"] for row in rows if "retracts" in row}
        rows = [row for row in rows if row.get("id") not in gone]
        return [row for row in rows if viewer is None or row.get("assessor") == viewer]

    def readings(self, name: str, viewer: str | None) -> list[Any]:
        return self.known(self.conditions[name].get("readings", [])) if viewer is None else []

    # Truth of a condition (section 2)

    def governing(self, name: str, day: int, viewer: str | None) -> str:
        key = ("governing", name, day, viewer)
        if key not in self.seen:
            self.seen[key] = self._governing(name, day, viewer)
        return str(self.seen[key])

    def _governing(self, name: str, day: int, viewer: str | None) -> str:
        best: Any = None
        for place, row in enumerate(self.readings(name, viewer)):
            rank = (day_of(row["date"]), 0, instant_of(row.get("recorded", row["date"])), place)
            if rank[0] <= day and (best is None or rank > best[0]):
                best = (rank, self._of_reading(name, row))
        for place, row in enumerate(self.assessments(name, viewer)):
            rank = (day_of(row["date"]), 1, instant_of(row.get("recorded", row["date"])), place)
            if rank[0] <= day and (best is None or rank > best[0]):
                best = (rank, row["status"])
        return best[1] if best else self.conditions[name].get("initial") or "UNKNOWN"

    def _of_reading(self, name: str, row: Any) -> str:
        quantity = self.conditions[name]["quantity"]
        low, high = (
            Decimal(row.get("low", row.get("value"))),
            Decimal(row.get("high", row.get("value"))),
        )
        limit, op = Decimal(quantity["threshold"]), quantity["op"]
        every = {
            "<": high < limit,
            "<=": high <= limit,
            ">": low > limit,
            ">=": low >= limit,
            "=": low == limit == high,
        }[op]
        none = {
            "<": low >= limit,
            "<=": low > limit,
            ">": high <= limit,
            ">=": high < limit,
            "=": high < limit or low > limit,
        }[op]
        return "MET" if every else "NOT_MET" if none else "UNKNOWN"

    def condition(self, name: str, day: int, viewer: str | None) -> str:
        value = VALUES[self.governing(name, day, viewer)]
        review = self.conditions[name].get("review_days")
        if value == "T" and review is not None:
            rows = self.assessments(name, viewer) + self.readings(name, viewer)
            rows += self.known(self.conditions[name].get("confirmations", []))
            fresh = [day_of(row["date"]) for row in rows if day_of(row["date"]) <= day]
            if fresh and day - max(fresh) > review:
                return "U"
        return value

    # Expressions (section 3)

    def value(self, node: Any, day: int, viewer: str | None = None) -> str:
        key = ("value", repr(node), day, viewer)
        if key not in self.seen:
            self.seen[key] = self._value(node, day, viewer)
        return str(self.seen[key])

    def _value(self, node: Any, day: int, viewer: str | None) -> str:
        if isinstance(node, str):
            return self.condition(node, day, viewer)
        ((operator, arguments),) = node.items()
        return str(getattr(self, f"_value_{operator}")(arguments, day, viewer))

    def greatest(self, node: Any, first: int, last: int, viewer: str | None) -> str:
        """The greatest value on the days first..last; F where there are none."""
        if last < first:
            return "F"
        key = ("greatest", repr(node), first, viewer)
        so_far: list[str] = self.seen.setdefault(key, [])
        while len(so_far) <= last - first:
            value = self.value(node, first + len(so_far), viewer)
            so_far.append(max([value, *so_far[-1:]], key=RANK.index))
        return so_far[last - first]

    def _value_all(self, nodes: Any, day: int, viewer: str | None) -> str:
        return min((self.value(node, day, viewer) for node in nodes), key=RANK.index)

    def _value_any(self, nodes: Any, day: int, viewer: str | None) -> str:
        return max((self.value(node, day, viewer) for node in nodes), key=RANK.index)

    def _value_not(self, node: Any, day: int, viewer: str | None) -> str:
        return OPPOSITE[self.value(node, day, viewer)]

    def _value_atleast(self, form: Any, day: int, viewer: str | None) -> str:
        values = [self.value(node, day, viewer) for node in form["of"]]
        if values.count("T") >= form["k"]:
            return "T"
        return "F" if values.count("T") + values.count("U") < form["k"] else "U"

    def _value_weighted(self, form: Any, day: int, viewer: str | None) -> str:
        weight = dict.fromkeys(RANK, Fraction(0))
        for row in form["of"]:
            weight[self.value(row["node"], day, viewer)] += Fraction(row["weight"])
        needed = Fraction(form["share"]) * sum(weight.values())
        if weight["T"] >= needed:
            return "T"
        return "F" if weight["T"] + weight["U"] < needed else "U"

    def _value_from_date(self, when: Any, day: int, viewer: str | None) -> str:
        return "T" if day >= day_of(when) else "F"

    def _value_latch(self, form: Any, day: int, viewer: str | None) -> str:
        return self.greatest(form["of"], day_of(form["start"]), day, viewer)

    def _value_before(self, form: Any, day: int, viewer: str | None) -> str:
        last = min(day, day_of(form["deadline"]) + form.get("grace", 0))
        return self.greatest(form["of"], day_of(form["start"]), last, viewer)

    def _value_sustained(self, form: Any, day: int, viewer: str | None) -> str:
        start = day_of(form["start"])
        if form.get("latch"):
            return self.greatest({"sustained": {**form, "latch": False}}, start, day, viewer)
        days, tolerance = form["days"], form.get("tolerance", 0)
        if day - days < start:
            return "F"
        window = [self.value(form["of"], each, viewer) for each in range(day - days, day + 1)]
        if window.count("F") > tolerance:
            return "F"
        if "U" not in window or window.count("F") + window.count("U") <= tolerance:
            return "T"
        return "U"

    def _value_then(self, form: Any, day: int, viewer: str | None) -> str:
        start = day_of(form["start"])
        if day < start:
            return "F"
        reached = self.greatest(form["first"], start, day, viewer)
        followed, _ = self._followed(form, day, viewer)
        return least(reached, followed, OPPOSITE[self._too_early(form, day, viewer)])

    def _followed(self, form: Any, day: int, viewer: str | None) -> tuple[str, bool]:
        """B(t), or B(min(t, fa+g)); and whether t is beyond that day."""
        start, last = day_of(form["start"]), day
        if form.get("max_gap") is not None:
            for each in range(start, day + 1):
                if self.value(form["first"], each, viewer) == "T":
                    last = min(day, each + form["max_gap"])
                    break
        return self.greatest(form["second"], start, last, viewer), last < day

    def _too_early(self, form: Any, day: int, viewer: str | None) -> str:
        """V: the greatest of least(b(y), not A(y)), with `strict` not A(y-1)."""
        start = day_of(form["start"])
        so_far = self.seen.setdefault(("early", repr(form), viewer), [])
        while len(so_far) <= day - start:
            each = start + len(so_far)
            known_by = each - 1 if form.get("strict") else each
            earlier = self.greatest(form["first"], start, known_by, viewer)
            value = least(self.value(form["second"], each, viewer), OPPOSITE[earlier])
            so_far.append(max([value, *so_far[-1:]], key=RANK.index))
        return so_far[day - start] if day >= start else "F"

    def _value_auto_unless(self, form: Any, day: int, viewer: str | None) -> str:
        at = day_of(form["at"])
        if day < at:
            return "F"
        return OPPOSITE[self.greatest(form["stop"], day_of(form["start"]), at - 1, viewer)]

    def _value_view(self, form: Any, day: int, viewer: str | None) -> str:
        return self.value(form["of"], day, form["assessor"])

    # What is final (the list at the end of section 3)

    def final(self, node: Any, day: int, viewer: str | None = None) -> bool:
        if isinstance(node, str):
            return self.governing(node, day, viewer) == "FAILED"
        ((operator, form),) = node.items()
        if operator in ("all", "any", "atleast", "weighted"):
            return self._choice_final(operator, form, day, viewer)
        judged = getattr(self, f"_final_{operator}", self._final_once_true)
        return bool(judged(form, day, viewer, self.value(node, day, viewer)))

    def _final_once_true(self, form: Any, day: int, viewer: str | None, value: str) -> bool:
        return value == "T"

    def _final_before(self, form: Any, day: int, viewer: str | None, value: str) -> bool:
        over = day > day_of(form["deadline"]) + form.get("grace", 0)
        return value == "T" or (over and value == "F")

    def _final_sustained(self, form: Any, day: int, viewer: str | None, value: str) -> bool:
        return form.get("latch", False) and value == "T"

    def _final_then(self, form: Any, day: int, viewer: str | None, value: str) -> bool:
        followed, over = self._followed(form, day, viewer)
        early = self._too_early(form, day, viewer)
        return value == "T" or early == "T" or (over and followed == "F")

    def _final_auto_unless(self, form: Any, day: int, viewer: str | None, value: str) -> bool:
        at = day_of(form["at"])
        if day >= at:
            return value != "U"
        return self.greatest(form["stop"], day_of(form["start"]), day, viewer) == "T"

    def _final_not(self, form: Any, day: int, viewer: str | None, value: str) -> bool:
        return self.final(form, day, viewer)

    def _final_view(self, form: Any, day: int, viewer: str | None, value: str) -> bool:
        return self.final(form["of"], day, form["assessor"])

    def _choice_final(self, operator: str, form: Any, day: int, viewer: str | None) -> bool:
        rows = form if isinstance(form, list) else form["of"]
        nodes = [row["node"] if operator == "weighted" else row for row in rows]
        finals = [self.final(node, day, viewer) for node in nodes]
        decided = [
            self.value(node, day, viewer) if final else "?"
            for node, final in zip(nodes, finals, strict=True)
        ]
        if operator == "all":
            return "F" in decided or all(finals)
        if operator == "any":
            return "T" in decided or all(finals)
        weights = [Fraction(row["weight"]) if operator == "weighted" else 1 for row in rows]
        needed = (
            Fraction(form["share"]) * sum(weights)
            if operator == "weighted"
            else Fraction(form["k"])
        )
        surely = sum(w for w, each in zip(weights, decided, strict=True) if each == "T")
        possibly = sum(w for w, each in zip(weights, decided, strict=True) if each in "T?")
        return surely >= needed or possibly < needed

    # Status (section 4)

    def node(self, kind: str, name: str) -> Any:
        return name if kind == "condition" else self.gates[name]["when"]

    def status(self, kind: str, name: str, day: int) -> str:
        node = self.node(kind, name)
        value = self.value(node, day)
        before, lost = self._history(node, day)
        governing = self.governing(node, day, None) if isinstance(node, str) else None
        if governing == "BREACHED":
            return "BREACHED"
        if value == "T":
            return "RESTORED" if lost else self._status_when_true(node, governing)
        if value == "U":
            return "UNVERIFIED" if before else "UNKNOWN"
        if before:
            return "BREACHED"
        if self.final(node, day):
            return "FAILED"
        return "PARTIAL" if governing == "PARTIAL" else "NOT_MET"

    def _history(self, node: Any, day: int) -> tuple[bool, bool]:
        """Whether the node was T on a day start..t-1, and F on one after that."""
        key = ("history", repr(node))
        so_far: list[tuple[bool, bool]] = self.seen.setdefault(key, [(False, False)])
        while len(so_far) <= day - self.start:
            value = self.value(node, self.start + len(so_far) - 1)
            before, lost = so_far[-1]
            so_far.append((before or value == "T", lost or (before and value == "F")))
        return so_far[max(day - self.start, 0)]

    def _status_when_true(self, node: Any, governing: str | None) -> str:
        if governing == "WAIVED":
            return "WAIVED"
        if isinstance(node, dict) and "before" in node:
            deadline = day_of(node["before"]["deadline"])
            if self.value(node, deadline) != "T":
                return "MET_WITH_DELAY"
        return "MET"

    def first_met(self, kind: str, name: str) -> int | None:
        for day in range(self.start, self.last_day() + 401):
            if self.value(self.node(kind, name), day) == "T":
                return day
        return None

    def next_clock_change(self, kind: str, name: str, day: int) -> tuple[int, str] | None:
        alone = DayByDay(self.document, dated_to=day)
        alone.known_at, alone.start = self.known_at, self.start
        alone.conditions, alone.gates = self.conditions, self.gates
        now = alone.status(kind, name, day)
        for later in range(day + 1, day + 401):
            status = alone.status(kind, name, later)
            if status != now:
                return later, status
        return None
