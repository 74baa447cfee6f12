"""Tokens for REST: issue one (it is shown once), revoke one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from tracker.domain.errors import TrackerError
from tracker.models import ApiToken
from tracker.selectors.settings_pages import token_rows
from tracker.services.issue_token import allowed_scopes, issue_token
from tracker.services.revoke_token import revoke_token
from tracker.views.faults import show_fault
from tracker.views.forms import TokenForm
from tracker.views.pages import reader, render_page


def token_list(request: HttpRequest) -> HttpResponse:
    """List the tokens of the reader, and offer a form for another."""
    return _page(request, _form(request))


@require_POST
@sensitive_variables("text")
def token_issue(request: HttpRequest) -> HttpResponse:
    """Issue a token and show it, this once."""
    form = _form(request)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    try:
        token, text = issue_token(
            owner=reader(request),
            name=given["name"],
            scopes=given["scopes"],
            days=given["days"],
        )
    except TrackerError as error:
        show_fault(form, error)
        return _page(request, form, status=422)
    return render_page(
        request, "token_shown", nav="tokens", title=_("Your new token"), token=token, text=text
    )


@require_POST
def token_revoke(request: HttpRequest, token_id: str) -> HttpResponse:
    """Revoke a token of the reader."""
    token: ApiToken | None = token_rows(user=reader(request)).filter(pk=token_id).first()
    if token is None:
        raise Http404("no such token")
    revoke_token(token=token)
    messages.success(request, _("Revoked: %s") % token.name)
    return HttpResponseRedirect(reverse("admin:tokens"))


def _form(request: HttpRequest) -> TokenForm:
    allowed = allowed_scopes(reader(request))
    return TokenForm(request.POST if request.method == "POST" else None, allowed=allowed)


def _page(request: HttpRequest, form: TokenForm, *, status: int = 200) -> HttpResponse:
    return render_page(
        request,
        "tokens",
        status=status,
        nav="tokens",
        title=_("API tokens"),
        tokens=[*token_rows(user=reader(request))],
        form=form,
    )
