"""One line of a replay, and the lines that conditions, gates, acts and packages give.

Method: a change of status takes its level from how the gates moved with it, and, where it corrects,
from the level at which the thing it unsays was told. An act is news; a package whose phase it
changes is news of its own. Source: the project's domain notes, section 7; docs/method/replay.md.
Limits: an act is known on its day, since acts have no day of recording.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scenarios.domain.changes import (
    ChangeCause,
    EventKind,
    GateChange,
    Remark,
    StatusChange,
    gate_change,
)
from scenarios.domain.expressions import conditions_of
from scenarios.domain.levels import Level, News, level_of, level_of_news
from scenarios.domain.package_phases import phase_of
from scenarios.domain.records import Gate
from scenarios.domain.remarks import level_of_remark
from scenarios.domain.scenario_facts import ActFact, PackageFact
from scenarios.domain.statuses import NodeKind, Status
from scenarios.domain.tellings import NodeKey, Telling

_BY_CLOCK = ChangeCause.CLOCK
_BY_NEWS = ChangeCause.EVIDENCE


#: What a line says of views, before and after.
AGREE, DIVERGE = "AGREE", "DIVERGE"


class ReplayKind(StrEnum):
    """What a line of a replay is about."""

    ACT = "act"
    PACKAGE = "package"
    CONDITION = "condition"
    VIEWS = "views"
    CONTESTED = "contested"
    GATE = "gate"
    SCENARIO = "scenario"
    FLAG = "flag"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedChange:
    """What would have been flagged on the day `at`, and how many days after it was so.

    A flag that is raised has no `old`, one that is lowered no `new`; an act has only what was done,
    and a condition that machines contest only its status.
    """

    at: date
    kind: ReplayKind
    node: str | None
    old: str | None
    new: str | None
    cause: ChangeCause
    level: Level
    lag_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayedAct:
    """What was done on a day, and for which package."""

    date: date
    what: str
    package: str | None = None


class NodeLines:
    """Turns what is told of conditions and gates into lines, remembering the levels told."""

    def __init__(self) -> None:
        self._told: dict[tuple[NodeKey, Status], Level] = {}

    def of(
        self, tellings: Sequence[Telling], *, gates: Mapping[str, Gate]
    ) -> list[tuple[NodeKey, ReplayedChange]]:
        """Return a line for each change of status and each remark, each with its node.

        Conditions come first; of one node, what changed its status does.
        """
        moves = _moves_of_gates(tellings, gates)
        ordered = sorted(tellings, key=lambda one: one.node[0] is NodeKind.GATE)
        lines = []
        for telling in ordered:
            for change in telling.changes:
                line = self._line(telling, change, moves[telling.node])
                self._told[telling.node, change.new] = line.level
                lines.append((telling.node, line))
            lines += [(telling.node, _line_of(telling, remark)) for remark in telling.remarks]
        return lines

    def _line(
        self, telling: Telling, change: StatusChange, moves: Sequence[GateChange]
    ) -> ReplayedChange:
        return ReplayedChange(
            at=telling.day,
            kind=ReplayKind(change.node_kind),
            node=change.node_id,
            old=change.old,
            new=change.new,
            cause=change.cause,
            level=level_of(
                change, gates=moves, corrects=self._told.get((telling.node, change.old))
            ),
            lag_days=change.detection_lag,
        )


def _line_of(telling: Telling, remark: Remark) -> ReplayedChange:
    _, name = telling.node
    kind, old, new = {
        EventKind.VIEWS_DIVERGE: (ReplayKind.VIEWS, AGREE, DIVERGE),
        EventKind.VIEWS_AGREE: (ReplayKind.VIEWS, DIVERGE, AGREE),
        EventKind.CONTESTED: (ReplayKind.CONTESTED, None, str(telling.new.state.status)),
    }[remark.kind]
    return ReplayedChange(
        at=telling.day,
        kind=kind,
        node=name,
        old=old,
        new=new,
        cause=remark.cause,
        level=level_of_remark(remark.kind),
        lag_days=remark.detection_lag,
    )


def lines_of_acts(acts: Sequence[ReplayedAct], *, on: date) -> Iterator[ReplayedChange]:
    """Yield a line for each act of the day."""
    for act in acts:
        if act.date == on:
            yield ReplayedChange(
                at=on,
                kind=ReplayKind.ACT,
                node=act.package,
                old=None,
                new=act.what,
                cause=_BY_NEWS,
                level=level_of_news(News.EVIDENCE),
            )


def lines_of_packages(
    packages: Sequence[PackageFact], *, acts: Sequence[ActFact], eve: date, on: date
) -> Iterator[ReplayedChange]:
    """Yield a line for each package that is in another phase on the day than on its eve."""
    for package in packages:
        old, new = (phase_of(package, acts=acts, as_of=day) for day in (eve, on))
        if old is not new:
            by_act = any(act.package == package.id and act.date == on for act in acts)
            yield ReplayedChange(
                at=on,
                kind=ReplayKind.PACKAGE,
                node=package.id,
                old=old,
                new=new,
                cause=_BY_NEWS if by_act else _BY_CLOCK,
                level=level_of_news(News.PACKAGE_STATE),
            )


def _moves_of_gates(
    tellings: Sequence[Telling], gates: Mapping[str, Gate]
) -> defaultdict[NodeKey, list[GateChange]]:
    """Return how gates moved, under their own key and under those of all they name."""
    moves: defaultdict[NodeKey, list[GateChange]] = defaultdict(list)
    for one in tellings:
        kind, name = one.node
        if kind is NodeKind.CONDITION or one.old is None:
            continue
        change = gate_change(old=one.old.state, new=one.new.state)
        named = [(NodeKind.CONDITION, each) for each in conditions_of(gates[name].terms.when)]
        for node in (one.node, *named):
            moves[node].append(change)
    return moves
