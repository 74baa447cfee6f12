"""Who is told of an event: one matcher for alerts, digests and previews alike.

Method: default closed. A watch matches only if nothing speaks against it: it is live, its owner
may see the event, every filter given is answered by the event, the level is high enough. An event
that lacks what a filter asks for does not match. A deadline reaches every least level, unless the
watch wants none. Source: the project's decisions and alert design; docs/method/who-is-told.md.
Limits: the owner's teams are those of the moment of asking; who sends later asks again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scenarios.domain.levels import Level


class Filter(StrEnum):
    """What a watch can ask of an event."""

    CASE = "case"
    SCENARIO = "scenario"
    CONDITION = "condition"
    GATE = "gate"
    PARTY = "party"
    KIND = "kind"


class Reason(StrEnum):
    """Why a watch does not match an event."""

    SWITCHED_OFF = "switched off"
    EXPIRED = "expired"
    NOT_PERMITTED = "its owner may not see the event"
    ASKS_FOR_NOTHING = "it names nothing to watch"
    OWN_CHANGE = "the owner's own change"
    FILTER = "the event does not answer a filter"
    LEVEL = "below the least level"
    NO_DEADLINES = "deadlines are not wanted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One person's wish: each filter given must match; `everything` stands for no filter.

    `team_ids` are the teams whose events the owner may see. With the least level DEADLINE only
    deadlines are told.
    """

    owner_id: int
    team_ids: frozenset[str] = frozenset()
    everything: bool = False
    case_id: str | None = None
    scenario_id: str | None = None
    condition_id: str | None = None
    gate_id: str | None = None
    party_id: str | None = None
    kinds: frozenset[str] | None = None
    least_level: Level = Level.IMPORTANT
    deadlines: bool = True
    include_own: bool = False
    active: bool = True
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What an event touches, how much it matters, who caused it and who may see it.

    An event of the clock or of a list has no actor. One that is neither public nor of a team is
    seen by nobody.
    """

    level: Level
    public: bool = False
    team_id: str | None = None
    case_id: str | None = None
    scenario_ids: frozenset[str] = frozenset()
    condition_id: str | None = None
    gate_id: str | None = None
    party_ids: frozenset[str] = frozenset()
    kind: str | None = None
    actor_id: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The watch matches, by these filters; by none where it watches everything."""

    filters: tuple[Filter, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """The watch does not match: why, and by which filter where one is the reason."""

    reason: Reason
    filter: Filter | None = None


def matches(watch: Watch, event: EventFacts, *, now: datetime) -> Match | Mismatch:
    """Return whether the owner of the watch is to be told of the event, and why or why not."""
    answers = dict(_answers(watch, event))
    unanswered = next((one for one, answered in answers.items() if not answered), None)
    if unanswered is not None:
        return Mismatch(Reason.FILTER, unanswered)
    against = next(_against(watch, event, now=now), None)
    return Match(tuple(answers)) if against is None else Mismatch(against)


def _against(watch: Watch, event: EventFacts, *, now: datetime) -> Iterator[Reason]:
    """Yield what speaks against telling, filters aside."""
    if not watch.active:
        yield Reason.SWITCHED_OFF
    if watch.expires_at is not None and watch.expires_at <= now:
        yield Reason.EXPIRED
    if not (event.public or event.team_id in watch.team_ids):
        yield Reason.NOT_PERMITTED
    if not (watch.everything or any(_objects(watch))):
        yield Reason.ASKS_FOR_NOTHING
    if event.actor_id == watch.owner_id and not watch.include_own:
        yield Reason.OWN_CHANGE
    if event.level is Level.DEADLINE and not watch.deadlines:
        yield Reason.NO_DEADLINES
    if not event.level.reaches(watch.least_level):
        yield Reason.LEVEL


def _objects(watch: Watch) -> Iterator[str | None]:
    yield from (watch.case_id, watch.scenario_id, watch.condition_id)
    yield from (watch.gate_id, watch.party_id)


def _answers(watch: Watch, event: EventFacts) -> Iterator[tuple[Filter, bool]]:
    """Yield each filter that the watch gives, and whether the event answers it."""
    if watch.case_id is not None:
        yield Filter.CASE, event.case_id == watch.case_id
    if watch.scenario_id is not None:
        yield Filter.SCENARIO, watch.scenario_id in event.scenario_ids
    if watch.condition_id is not None:
        yield Filter.CONDITION, event.condition_id == watch.condition_id
    if watch.gate_id is not None:
        yield Filter.GATE, event.gate_id == watch.gate_id
    if watch.party_id is not None:
        yield Filter.PARTY, watch.party_id in event.party_ids
    if watch.kinds is not None:
        yield Filter.KIND, event.kind in watch.kinds
