"""Figures by hand: typed one at a time, or as a table with a dry run."""

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convivial.lib import now as clock
from convivial.lib.tables import BYTES, decoded
from convivial.strategy import measuring
from convivial.strategy.forms import day_input
from convivial.strategy.measuring import Taken, Thing
from convivial.strategy.showing import number
from convivial.team.access import MemberRequest, act
from convivial.ui.leading import lead_to
from convivial.ui.undoing import with_way_back


class FigureForm(forms.Form):
    what = forms.ChoiceField(label=gettext_lazy("What is counted"))
    value = forms.CharField(
        label=gettext_lazy("Figure"), max_length=24, widget=forms.TextInput({"inputmode": "decimal"})
    )
    on = forms.DateField(label=gettext_lazy("On"), widget=day_input())

    def __init__(self, known: list[Thing], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {thing.code: thing for thing in known}
        groups: dict[str, list[tuple[str, str]]] = {}
        for thing in known:
            groups.setdefault(str(thing.heading), []).append((thing.code, thing.label))
        self.fields["what"].choices = list(groups.items())  # type: ignore[attr-defined]

    def clean_value(self) -> Decimal | None:
        typed, thing = self.cleaned_data["value"], self.known.get(self.cleaned_data.get("what", ""))
        if thing is None:
            return None
        value = measuring.two_ways(typed, thing) or measuring.understood(typed, thing, get_language() or "en")
        if isinstance(value, str):
            raise forms.ValidationError(value)
        return value


@require_GET
@act("figure.type")
def figures(request: MemberRequest) -> HttpResponse:
    return _page(request)


@act("figure.type")
@require_POST
def type_one(request: MemberRequest) -> HttpResponse:
    known = measuring.things(request.workspace)
    form = FigureForm(known, request.POST)
    if form.is_valid() and (why := measuring.unlikely_day(form.cleaned_data["on"], _today(request))):
        form.add_error("on", why)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    words = form.cleaned_data
    thing = next(each for each in known if each.code == words["what"])
    batch = measuring.take(request.workspace, request.user, [Taken(thing, words["on"], words["value"])])
    told = {"name": thing.label, "figure": number(words["value"]), "day": date_format(words["on"])}
    _say(request, _("%(name)s: %(figure)s on %(day)s. It is written down.") % told, batch)
    return redirect(f"{reverse('strategy:figures', args=[request.workspace.slug])}?{urlencode({'what': thing.code})}")


@act("figure.type")
@require_POST
def table(request: MemberRequest) -> HttpResponse:
    """First what would be taken, and why lines are refused; then, when it is said again, it is taken."""
    file = request.FILES.get("file")
    if file and (file.size or 0) > BYTES:
        return _page(request, wrong=_("This table is too large: up to 5,000 lines can be taken at once."), status=422)
    text = decoded(file.read()) if file else request.POST.get("text", "")[:BYTES]
    known = measuring.things(request.workspace)
    read = measuring.read(text, known, _today(request), get_language() or "en")
    if "take" in request.POST and read.taken:
        return _taken(request, measuring.take(request.workspace, request.user, read.taken), len(read.taken))
    if not read.taken and not read.refused:
        return _page(request, wrong=_("There is nothing in it. Paste some lines, or choose a table."), status=422)
    return _page(request, text=text, table=read)


@act("figure.type")
@require_POST
def take_back(request: MemberRequest) -> HttpResponse:
    count = measuring.take_back(request.workspace, request.user, request.POST.get("batch", ""))
    said = ngettext("Taken back: one figure.", "Taken back: %(n)s figures.", count) % {"n": count}
    messages.success(request, said)
    address = reverse("strategy:figures", args=[request.workspace.slug])
    return lead_to(request, address)


def _taken(request: MemberRequest, batch: str, count: int) -> HttpResponse:
    said = ngettext("One figure is written down.", "%(n)s figures are written down.", count) % {"n": count}
    _say(request, said, batch)
    return redirect("strategy:figures", request.workspace.slug)


def _say(request: MemberRequest, said: str, batch: str) -> None:
    back = reverse("strategy:take_back_figures", args=[request.workspace.slug])
    messages.success(request, with_way_back(request, said, back, {"batch": batch}))


def _page(request: MemberRequest, form: FigureForm | None = None, status: int = 200, **more: Any) -> HttpResponse:
    known = measuring.things(request.workspace)
    form = form or FigureForm(known, initial={"on": _today(request), "what": request.GET.get("what", "")})
    return render(request, "strategy/figures.html", {"things": known, "form": form, **more}, status=status)


def _today(request: MemberRequest) -> Any:
    return clock.day(clock.now(), request.workspace.zone)
