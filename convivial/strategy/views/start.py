"""Four answers, and there is a strategy."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convivial.lib import now as clock
from convivial.strategy import starting_sets
from convivial.strategy.errors import Refusal
from convivial.strategy.forms import StartForm, proposals
from convivial.strategy.proposing import proposed
from convivial.strategy.starting import start as begin
from convivial.team.access import MemberRequest, act
from convivial.ui.plain import lead_to_first_wrong


@act("strategy.change")
def start(request: MemberRequest) -> HttpResponse:
    if request.workspace.strategy_versions.exists():
        return redirect("strategy:strategy", request.workspace.slug)
    chosen = request.POST.get("starting_set", "") if request.method == "POST" else request.GET.get("set", "")
    given = request.POST if request.method == "POST" else request.GET
    language = starting_sets.spoken(given.get("language", ""), request.workspace.language)
    found = starting_sets.starting_set(chosen, language) if chosen in starting_sets.known() else None
    about = {"set": found, "written_in": language, "languages": starting_sets.LANGUAGES}
    today = clock.day(clock.now(), request.workspace.zone)
    if request.method != "POST":
        own = proposed(request.GET.get("from", ""), request.workspace)
        form = StartForm(initial=proposals(found, today) | own | {"language": language}, today=today)
        return render(request, "strategy/start.html", about | {"form": form, "own": own})
    form = StartForm(request.POST, today=today)
    if not form.is_valid():
        lead_to_first_wrong(form)
        return render(request, "strategy/start.html", about | {"form": form}, status=422)
    return _begun(request, form)


def _begun(request: MemberRequest, form: StartForm) -> HttpResponse:
    try:
        begin(request.workspace, request.user, form.answers())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You have a strategy. It holds for 90 days; everybody here can read it now."))
    return redirect("strategy:strategy", request.workspace.slug)
