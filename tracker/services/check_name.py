"""Check the name that a person gives a row."""

from __future__ import annotations

from tracker.domain.errors import WrongInput

_LONGEST = 200


def check_name(name: str) -> str:
    """Return `name` without blanks around it; raises WrongInput where it is empty or too long."""
    trimmed = name.strip()
    if not trimmed:
        raise WrongInput("give it a name", field="name")
    if len(trimmed) > _LONGEST:
        raise WrongInput(f"the name is longer than {_LONGEST} characters", field="name")
    if "\x00" in trimmed:
        raise WrongInput("the name holds a character that cannot be stored", field="name")
    return trimmed
