"""The circles in who waits for whom, each told as one way round.

Method: names that wait for each other, directly or through others, belong to one circle; they are
found by depth-first search, twice (Kosaraju and Sharir). Of each circle the shortest way round its
first name is told. Source: docs/method/circular-terms.md. Limits: a circle can hold more links than
those of the way that is told.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

Links = Mapping[str, list[str]]


def loops_of(links: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Return a way round each circle, from its first name on, sorted by that name."""
    ahead: defaultdict[str, list[str]] = defaultdict(list)
    back: defaultdict[str, list[str]] = defaultdict(list)
    for one, other in sorted(links):
        ahead[one].append(other)
        back[other].append(one)
    found = []
    seen: set[str] = set()
    for name in reversed(_finished(ahead)):
        if name in seen:
            continue
        circle = {name, *_reached(name, back, without=seen)}
        seen |= circle
        if len(circle) > 1 or name in ahead[name]:
            found.append(_way_round(min(circle), ahead, inside=circle))
    return tuple(sorted(found))


def _finished(links: Links) -> list[str]:
    """Return the names in the order in which a depth-first search is done with them."""
    done: list[str] = []
    seen: set[str] = set()
    for first in list(links):
        waiting = [(first, False)]
        while waiting:
            name, is_done = waiting.pop()
            if is_done:
                done.append(name)
            elif name not in seen:
                seen.add(name)
                waiting.append((name, True))
                waiting.extend((other, False) for other in links.get(name, ()))
    return done


def _reached(name: str, links: Links, *, without: set[str]) -> set[str]:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        for other in links.get(waiting.pop(), ()):
            if other not in reached and other not in without:
                reached.add(other)
                waiting.append(other)
    return reached


def _way_round(first: str, links: Links, *, inside: set[str]) -> tuple[str, ...]:
    """Return the shortest way from the name back to it."""
    waiting: deque[tuple[str, ...]] = deque([(first,)])
    seen: set[str] = set()
    while waiting:
        way = waiting.popleft()
        for other in links.get(way[-1], ()):
            if other == first:
                return way
            if other in inside and other not in seen:
                seen.add(other)
                waiting.append((*way, other))
    return (first,)
