"""The mirror's page, and what feeds it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from convivial.lib.tables import BYTES, decoded
from convivial.team.access import MemberRequest, act
from convivial.ui import vocabulary

from . import importing, reading
from .errors import Refusal
from .forgetting import forget_all
from .models import Drawn
from .telling import WHY, readings, told


@require_GET
@act("mirror.see")
def mirror(request: MemberRequest) -> HttpResponse:
    return render(request, "mirror/mirror.html", _shown(request))


@require_GET
@act("mirror.see")
def now(request: MemberRequest) -> HttpResponse:
    """The page's part that changes while channels are being read."""
    return render(request, "mirror/now.html", _shown(request))


@require_POST
@act("mirror.read")
def read(request: MemberRequest) -> HttpResponse:
    try:
        reading.ask(request.workspace, request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("mirror:mirror", request.workspace.slug)


@act("mirror.import")
def table(request: MemberRequest) -> HttpResponse:
    """First what would be taken, and why lines are left out; then, when it is said again, it is taken."""
    if request.method != "POST":
        return _table(request)
    file = request.FILES.get("file")
    if file and (file.size or 0) > BYTES:
        return _table(
            request, wrong=_("This table is too large. Up to 5,000 posts can be taken at once."), status=422
        )
    text = decoded(file.read()) if file else request.POST.get("text", "")[:BYTES]
    network = request.POST.get("network", "")
    found = importing.read(text, network if network in vocabulary.NETWORKS else "", request.workspace)
    if "take" in request.POST and found.taken:
        return _taken(request, importing.take(request.workspace, request.user, found.taken))
    status = 422 if found.wrong else 200
    return _table(request, text=text, chosen=network, table=found, wrong=found.wrong, status=status)


@require_POST
@act("mirror.forget")
def forget(request: MemberRequest) -> HttpResponse:
    forget_all(request.workspace, request.user)
    messages.success(request, _("All that was read and brought is forgotten."))
    return redirect("mirror:mirror", request.workspace.slug)


def _taken(request: MemberRequest, count: int) -> HttpResponse:
    said = ngettext("One post is taken.", "%(n)s posts are taken.", count) % {"n": count}
    messages.success(request, said if count else _("All of them are here already."))
    return redirect("mirror:mirror", request.workspace.slug)


def _table(request: MemberRequest, status: int = 200, **more: Any) -> HttpResponse:
    networks = [(slug, called.title) for slug, called in vocabulary.NETWORKS.items() if slug != "practice"]
    return render(request, "mirror/table.html", {"networks": networks, **more}, status=status)


def _shown(request: MemberRequest) -> dict[str, Any]:
    drawn = Drawn.objects.filter(workspace=request.workspace).select_related("workspace").first()
    rows = readings(request.workspace)
    is_at_work = any(row.done_at is None for row in rows) or bool(drawn and drawn.due_at)
    return {
        "told": told(drawn),
        "drawn": drawn,
        "readings": rows,
        "why": {key: str(word) for key, word in WHY.items()},
        "is_at_work": is_at_work,
        "readable": reading.readable(request.workspace),
        "has_strategy": request.workspace.strategy_versions.exists(),
    }
