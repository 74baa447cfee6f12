"""What stands between a gate and its opening: the smallest sets of conditions to change.

Method: over all subsets of the candidates at once, as a table with one bit per subset (bit i of
its number says whether candidate i changes). The table of the skeleton is closed upward, and the
sets that have no smaller one inside are read off. A condition is a candidate only if the change
can help: one that is T is none where T is what helps. An unknown condition that could help either
way has a second bit for the way it turns out. Source: the case file format, section 4.
Limits: up to 20 candidates, and up to 24 bits; above that the search is refused, and a condition
with two bits is counted as two candidates.
"""

from collections.abc import Mapping
from functools import lru_cache

from scenarios.domain.errors import TooManyCandidates
from scenarios.domain.skeletons import Choice, Every, Leaf, Masks, Opposite, Skeleton, Some
from scenarios.domain.truth import Truth

MAX_CANDIDATES = 20
_MAX_BITS = 24
_EITHER = frozenset({Truth.T, Truth.F})


def blocking_sets(
    skeleton: Skeleton, *, values: Mapping[str, Truth]
) -> tuple[tuple[str, ...], ...]:
    """Return all smallest sets whose change makes the skeleton T: one empty set if it is T.

    Raises TooManyCandidates where more than 20 conditions would have to be tried.
    """
    helping = _helping_values(skeleton)
    wanted = {name: helping[name] - {values[name]} for name in sorted(helping)}
    candidates = [name for name, ways in wanted.items() if ways]
    undecided = [name for name in candidates if wanted[name] == _EITHER]
    bits = len(candidates) + len(undecided)
    true, _ = skeleton.masks({name: _constant(value, 1) for name, value in values.items()}, 1)
    if true:
        return ((),)
    if len(candidates) > MAX_CANDIDATES or bits > _MAX_BITS:
        raise TooManyCandidates(candidates=bits, limit=MAX_CANDIDATES)
    every = (1 << (1 << bits)) - 1
    leaves = {name: _constant(value, every) for name, value in values.items()}
    for place, name in enumerate(candidates):
        changed = _variable(place, bits=bits)
        if name in undecided:
            turned = _variable(len(candidates) + undecided.index(name), bits=bits)
            leaves[name] = (changed & turned, changed & ~turned)
        else:
            leaves[name] = _changing(values[name], wanted[name], changed=changed, every=every)
    opened, _ = skeleton.masks(leaves, every)
    opened = _whichever_way(opened, candidates=len(candidates), bits=bits)
    return _read_sets(_smallest(opened, candidates=len(candidates)), candidates=candidates)


def _helping_values(skeleton: Skeleton) -> dict[str, set[Truth]]:
    """Return for each condition the values that can help the skeleton toward T."""
    helping: dict[str, set[Truth]] = {}
    waiting = [(skeleton, Truth.T)]
    while waiting:
        node, wanted = waiting.pop()
        match node:
            case Leaf(condition=condition):
                helping.setdefault(condition, set()).add(wanted)
            case Opposite(of=operand):
                waiting.append((operand, Truth.F if wanted is Truth.T else Truth.T))
            case Every(children=children) | Some(children=children) | Choice(children=children):
                waiting.extend((child, wanted) for child in children)
    return helping


def _constant(value: Truth, every: int) -> Masks:
    return every if value is Truth.T else 0, every if value is Truth.F else 0


def _changing(value: Truth, ways: set[Truth], *, changed: int, every: int) -> Masks:
    """Return the masks of a condition which has its value unless changed in its one way."""
    true, false = _constant(value, every & ~changed)
    return (true | changed, false) if Truth.T in ways else (true, false | changed)


@lru_cache(maxsize=1 << 9)
def _variable(place: int, *, bits: int) -> int:
    """Return the table of "bit `place` of the subset's number is set", built by doubling."""
    half = 1 << place
    table, width = ((1 << half) - 1) << half, 2 * half
    while width < 1 << bits:
        table |= table << width
        width *= 2
    return table


def _whichever_way(table: int, *, candidates: int, bits: int) -> int:
    """Return the table over the candidates alone: T where some way of turning out makes it T."""
    for remaining in reversed(range(candidates, bits)):
        half = 1 << remaining
        table = (table >> half) | (table & ((1 << half) - 1))
    return table


def _smallest(table: int, *, candidates: int) -> int:
    """Return which sets of the table contain no other set of it."""
    for place in range(candidates):
        without = table & ~_variable(place, bits=candidates)
        table |= without << (1 << place)
    larger = 0
    for place in range(candidates):
        without = table & ~_variable(place, bits=candidates)
        larger |= without << (1 << place)
    return table & ~larger


def _read_sets(table: int, *, candidates: list[str]) -> tuple[tuple[str, ...], ...]:
    sets = []
    digits = bin(table)[:1:-1]
    number = digits.find("1")
    while number >= 0:
        members = [name for place, name in enumerate(candidates) if number >> place & 1]
        sets.append(tuple(members))
        number = digits.find("1", number + 1)
    return tuple(sorted(sets, key=lambda members: (len(members), members)))
