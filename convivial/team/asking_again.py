"""Asks again who one is before what matters most, when the last time was more than ten minutes ago.

    @act("channel.connect")
    @asks_again
    def connect(request): ...

Whoever is asked comes back to the very act: what was typed is kept meanwhile, sealed under the person's own key, and
handed to the act as if it had just been sent. Signing in counts, and every way to sign in does: password, passkey,
code. Where it is asked is said by the decorator alone; ``tests/test_walls.py`` lists the addresses.

OWASP ASVS 5.0, 7.5.1 and 7.5.3, asks for this before sensitive changes and acts.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse

from convivial.journal import sealing
from convivial.lib.now import now
from convivial.lib.secrets import CannotOpen
from convivial.ui.leading import lead_to

FRESH = timedelta(minutes=10)
KEPT = "kept_act"
LARGEST = 64 * 1024  # characters of a form that are kept; a larger one is sent once more by hand

View = Callable[..., HttpResponseBase]


def asks_again(view: View | None = None, *, reading: bool = False, when: Callable[[Any], bool] | None = None) -> Any:
    """Belongs below ``act``. Only acts are asked about; ``reading``: looking as well. ``when`` narrows it to some
    requests."""

    def declare(view: View) -> View:
        @wraps(view)
        def asked(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            _resume(request)
            if not (reading or request.method == "POST") or (when is not None and not when(request)):
                return view(request, *args, **kwargs)
            return view(request, *args, **kwargs) if is_fresh(request) else _ask(request)

        asked.asks_again = True  # type: ignore[attr-defined]
        return asked

    return declare if view is None else declare(view)


def is_fresh(request: Any) -> bool:
    """Whether this person showed who they are within the last ten minutes, here."""
    records = get_authentication_records(request, request.user)
    newest = max((float(record.get("at", 0)) for record in records), default=0.0)
    return 0 <= now().timestamp() - newest < FRESH.total_seconds()


def note(request: Any, person: Any) -> None:
    """Somebody has just shown who they are by other means: by making their account."""
    record_authentication(request, person, method="password")


def answers(view: View) -> View:
    """Wraps the pages that ask: after a good answer the sign-in goes on under a new name, and the act is done."""

    @wraps(view)
    def answered(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        before = len(get_authentication_records(request, request.user))
        response = view(request, *args, **kwargs)
        if len(get_authentication_records(request, request.user)) == before:
            return response
        _rename(request)
        kept = request.session.get(KEPT)
        if not kept or kept["path"] != getattr(response, "url", ""):
            request.session.pop(KEPT, None)
            return response
        request.session[KEPT] = {**kept, "is_answered": True}
        # 307: the browser sends its form to the act's own address, where the kept one takes its place.
        return HttpResponse(status=307, headers={"Location": kept["path"]})

    return answered


def _ask(request: Any) -> HttpResponse:
    path = request.get_full_path()
    if request.method == "POST":
        path = request.path
        _keep(request, path)
    address = f"{reverse('account_reauthenticate')}?{urlencode({'next': path}, safe='/')}"
    return lead_to(request, address)


def _keep(request: Any, path: str) -> None:
    form = request.POST.copy()
    form.pop("csrfmiddlewaretoken", None)
    content = json.dumps({"path": path, "form": form.urlencode()})
    if len(content) <= LARGEST:
        sealed = sealing.seal_word(f"user:{request.user.code}", content)
        request.session[KEPT] = {"path": path, "sealed": sealed, "at": now().timestamp()}


def _resume(request: Any) -> None:
    """Puts what was kept in the place of the answer that was sent on to here; once, and only right after it."""
    kept = request.session.get(KEPT)
    if request.method != "POST" or not kept or not kept.get("is_answered"):
        return
    del request.session[KEPT]
    if kept["path"] != request.path or now().timestamp() - kept["at"] > 2 * FRESH.total_seconds():
        return
    try:
        content = json.loads(sealing.open_word(kept["sealed"]))
    except CannotOpen:
        return
    if content["path"] == request.path:
        request.POST = QueryDict(content["form"])


def _rename(request: HttpRequest) -> None:
    """Another key for the same sign-in: one that was known before is worth nothing now."""
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
