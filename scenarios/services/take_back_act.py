"""Take back an act that was recorded in error: it stays to be read, and counts no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from sanctions.services.record_reason import record_reason
from scenarios.domain.changes import EventKind
from scenarios.domain.errors import NotAllowed, WrongFact
from scenarios.models import Act, Case, TakenBackAct
from scenarios.services.date_states import say_state_of_today
from scenarios.services.hold_cases import hold_cases
from scenarios.services.node_tellings import Occasion
from scenarios.services.record_act import RecordedAct
from scenarios.services.tell_of_act import tell_of_act

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def take_back_act(*, act: Act, reason: str, actor: User) -> RecordedAct:
    """Record that the act never was, and tell the scenarios of its package again.

    Raises NotAllowed, and WrongFact without a reason or where it was taken back already.
    """
    with transaction.atomic(), record_reason(reason):
        hold_cases([act.case_id])
        held: Act = Act.objects.select_related("case", "package").get(pk=act.pk)
        if not Case.objects.changeable_by(actor).filter(pk=held.case_id).exists():
            raise NotAllowed("You may see this case; only analysts of its team take acts back.")
        if not reason.strip():
            raise WrongFact("Say why: the reason is kept with the act.", field="reason")
        if TakenBackAct.objects.filter(act=held).exists():
            raise WrongFact("That act was taken back already.", field="act")

        def store() -> Act:
            TakenBackAct.objects.create(act=held, reason=reason, by=actor)
            if held.package is not None:
                held.package.version += 1
                held.package.save(update_fields=["version"])
                say_state_of_today([held.package])
            return held

        _, events = tell_of_act(
            store,
            case=held.case,
            package=held.package,
            kind=EventKind.ACT_TAKEN_BACK,
            occasion=Occasion(actor=actor, reason=reason),
        )
        return RecordedAct(act=held, package=held.package, events=tuple(events))
