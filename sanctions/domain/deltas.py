"""What changed between two copies of a list: listed, amended, delisted, relisted.

Method: `docs/method/list-deltas.md`. Records are compared field by field, by the list's own id,
never by position or by bytes. A party that returns keeps its identity and is *relisted*. Fields
of a file that one of the copies lacks are unknown there: they are carried over, and differ from
nothing. Another format of the list may tell less: what no record of it tells is carried over too.
Limits: a publisher that gives a party a new id looks like a delisting and a listing; a field that
a new format tells of nobody looks like one that it cannot tell.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sanctions.domain.designations import Told
from sanctions.domain.kinds import DeltaCause, DeltaKind
from sanctions.domain.records import OPTIONAL_FIELDS, Fields

# A renamed tag is the same program: shown in the history, and no news.
COSMETIC_FIELDS = frozenset({"printed_programs"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One party's change: the fields that differ, as they were and as they are.

    `designations` tells what began, ended and changed; `bulk` names the change that was made to
    many parties at once.
    """

    external_id: str
    kind: DeltaKind
    before: Fields
    after: Fields
    cause: DeltaCause = DeltaCause.PUBLISHER
    designations: Told = field(default_factory=list)
    bulk: str = ""

    @property
    def is_news(self) -> bool:
        """Whether it is the publisher's own change of substance."""
        touched = self.before.keys() | self.after.keys()
        return self.cause is DeltaCause.PUBLISHER and not touched <= COSMETIC_FIELDS


def carried_over(*, old: Fields, new: Fields, told: Collection[str] | None = None) -> Fields:
    """Complete `new` by the fields that its copy cannot tell: those of files that it lacks.

    `told` are the fields that the copy's format tells of anybody; None where it tells all.
    """
    lacking = {
        key: value
        for key, value in old.items()
        if key not in new
        and key != "unread"
        and (key in OPTIONAL_FIELDS or (told is not None and key not in told))
    }
    kept = [one for one in lacking.pop("designations", ()) if one["program"] in new["programs"]]
    return new | lacking | ({"designations": kept} if kept else {})


def changed_fields(
    *, old: Fields, new: Fields, told: Collection[str] | None = None
) -> tuple[Fields, Fields]:
    """List the fields that differ, as they were and as they are."""
    new = carried_over(old=old, new=new, told=told)
    first_given = {key for key in OPTIONAL_FIELDS if key in new and key not in old}
    before: Fields = {}
    after: Fields = {}
    for key in sorted(old.keys() | new.keys()):
        if key not in first_given and old.get(key) != new.get(key):
            if key in old:
                before[key] = old[key]
            if key in new:
                after[key] = new[key]
    return before, after


def differences(
    *, old: Mapping[str, Fields], new: Mapping[str, Fields], known: Collection[str] = ()
) -> list[Difference]:
    """Compare two copies; `known` are the ids that were ever on the list."""
    found = [
        Difference(key, DeltaKind.RELISTED if key in known else DeltaKind.LISTED, {}, new[key])
        for key in sorted(new.keys() - old.keys())
    ]
    for key in sorted(new.keys() & old.keys()):
        before, after = changed_fields(old=old[key], new=new[key])
        if before or after:
            found.append(Difference(key, DeltaKind.AMENDED, before, after))
    found += [
        Difference(key, DeltaKind.DELISTED, old[key], {}) for key in sorted(old.keys() - new.keys())
    ]
    return found


def applied(*, old: Mapping[str, Fields], changes: Iterable[Difference]) -> dict[str, Fields]:
    """Play `changes` on the old copy; the result is the new one."""
    state = dict(old)
    for change in changes:
        if change.kind is DeltaKind.DELISTED:
            del state[change.external_id]
        elif change.kind is DeltaKind.AMENDED:
            kept = {
                key: value
                for key, value in state[change.external_id].items()
                if key not in change.before
            }
            state[change.external_id] = kept | change.after
        else:
            state[change.external_id] = dict(change.after)
    return state
