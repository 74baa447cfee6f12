"""Terms that wait for each other: what can never be reached, and which single link frees it.

Method: everything that waits is a point which needs some weight of the points it waits for; what
can be reached is the least set closed under that, grown from the points that wait for nothing
(Dowling and Gallier, 1984, here with weights). What is left over is stuck. A link is one thing
waiting for another; waived, it counts as reached, and the set is grown on from there. Source: the
case file format, section 6; docs/method/circular-terms.md. Limits: what is met already counts
like anything else; a condition of another case is taken to wait for nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from scenarios.domain.expressions import (
    AllOf,
    AnyOf,
    AtLeast,
    AutoUnless,
    ConditionRef,
    Expression,
    FromDate,
    Not,
    Weighted,
    children_of,
    choice_of,
)
from scenarios.domain.records import Logic

#: One thing, and another that it waits for: ids of conditions and packages.
Link = tuple[str, str]

_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class CircularTerms:
    """The conditions and packages that are stuck, and the links between them."""

    stuck: frozenset[str]
    _graph: "_Waiting"

    @property
    def links(self) -> tuple[Link, ...]:
        """The links between things that are stuck, sorted."""
        return tuple(sorted(one for one in self._graph.links if self.stuck.issuperset(one)))

    def breaks(self, target: str) -> tuple[Link, ...]:
        """Return each single link whose waiver makes the target achievable, sorted.

        There is none for a target that is achievable already.
        """
        return self.all_breaks().get(target, ())

    def all_breaks(self) -> dict[str, tuple[Link, ...]]:
        """Return the breaks of everything that is stuck, each waiver tried once."""
        freed = {link: self.stuck & self._graph.freed_by(link) for link in self.links}
        return {
            target: tuple(link for link, free in freed.items() if target in free)
            for target in sorted(self.stuck)
        }


def circular_terms(logic: Logic, *, known_at: datetime | None = None) -> CircularTerms:
    """Return what is stuck by the definitions in force at the instant, or by the present ones."""
    graph = _Waiting()
    for name, condition in logic.conditions.items():
        graph.name(name)
        package = condition.terms_at(known_at).fulfilled_by
        if package is not None:
            graph.wait(name, package)
    for gate in logic.gates.values():
        terms = gate.terms_at(known_at)
        for owner in (terms.opens, terms.yields):
            if owner is not None:
                graph.wait(owner, terms.when)
    graph.grow()
    return CircularTerms(graph.stuck(), graph)


@dataclass(slots=True)
class _Point:
    """Something that waits: reached once the weights of what is reached sum to what it needs."""

    needs: Fraction
    waiters: list[tuple[int, Fraction]] = field(default_factory=list)


class _Waiting:
    """The points, by number; those of conditions and packages by name; those of links."""

    def __init__(self) -> None:
        self.points: list[_Point] = []
        self.links: dict[Link, list[int]] = {}
        self._named: dict[str, int] = {}
        self._missing: dict[int, Fraction] = {}

    def name(self, name: str) -> int:
        """Return the point of a condition or package."""
        if name not in self._named:
            self._named[name] = self._add(Fraction(0))
        return self._named[name]

    def wait(self, owner: str, term: Expression | str) -> None:
        """Let the owner wait for a term too: an expression, or another name."""
        owning = self.name(owner)
        self.points[owning].needs += 1
        child = self._link(owner, term) if isinstance(term, str) else self._term(owner, term)
        self.points[child].waiters.append((owning, _ONE))

    def grow(self) -> None:
        """Reach all that can be reached, once everything that waits is known."""
        needs = {number: point.needs for number, point in enumerate(self.points)}
        self._missing = self._grown(needs, [number for number in needs if needs[number] <= 0])

    def stuck(self) -> frozenset[str]:
        """Return the names that are not reached."""
        return frozenset(name for name, number in self._named.items() if number in self._missing)

    def freed_by(self, link: Link) -> frozenset[str]:
        """Return the names that are reached where the link is waived."""
        left = self._grown(self._missing, self.links[link])
        return frozenset(name for name, number in self._named.items() if number not in left)

    def _grown(self, missing: dict[int, Fraction], fresh: Iterable[int]) -> dict[int, Fraction]:
        """Return what is still missing, and where, when the fresh points are reached."""
        left, waiting = dict(missing), list(fresh)
        while waiting:
            number = waiting.pop()
            if left.pop(number, None) is None:
                continue
            for waiter, weight in self.points[number].waiters:
                if waiter in left:
                    left[waiter] -= weight
                    if left[waiter] <= 0:
                        waiting.append(waiter)
        return left

    def _add(self, needs: Fraction) -> int:
        self.points.append(_Point(needs))
        return len(self.points) - 1

    def _link(self, owner: str, name: str) -> int:
        number = self._add(_ONE)
        self.points[self.name(name)].waiters.append((number, _ONE))
        self.links.setdefault((owner, name), []).append(number)
        return number

    def _term(self, owner: str, expression: Expression) -> int:
        match expression:
            case ConditionRef(id=name):
                return self._link(owner, name)
            case Not() | FromDate() | AutoUnless():
                return self._add(Fraction(0))
            case AllOf() | AnyOf() | AtLeast() | Weighted():
                needs, weighted = choice_of(expression)
                children = [(child, Fraction(weight)) for weight, child in weighted]
            case _:
                children = [(child, _ONE) for child in children_of(expression)]
                needs = Fraction(len(children))
        number = self._add(needs)
        for child, weight in children:
            self.points[self._term(owner, child)].waiters.append((number, weight))
        return number
