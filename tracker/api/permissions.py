"""What may be asked: each action needs one scope. Which rows: `visible_to`, in the query."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from tracker.domain.kinds import Scope
from tracker.models import ApiToken
from tracker.services.issue_token import allowed_scopes


class HasScope(BasePermission):
    """Lets an action pass if the token, or the person's roles where there is none, have its scope.

    Reading needs `read`, all else `write`, unless the view's `required_scopes` says otherwise for
    the action. A token never has more than its owner's roles allow at the moment.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        """Tell whether the action may go on."""
        if not request.user.is_authenticated:
            return False
        wanted = needed_scope(request.method or "", view)
        if isinstance(request.auth, ApiToken):
            self.message = f"The token lacks the scope {wanted}."
            return wanted in request.auth.scopes
        self.message = f"Your roles do not include the scope {wanted}."
        return wanted in allowed_scopes(request.user)


def needed_scope(method: str, view: Any) -> Scope:
    """Name the scope that an action of a view needs."""
    by_action: dict[str, str] = getattr(view, "required_scopes", {})
    action = getattr(view, "action", None) or ""
    if action in by_action:
        return Scope(by_action[action])
    return Scope.READ if method in SAFE_METHODS else Scope.WRITE
