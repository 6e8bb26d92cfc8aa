"""Links by which people without an account read the strategy; and the page that they open."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from convivial.strategy import handing_out, speaking
from convivial.strategy.models import ReadingLink, Version
from convivial.strategy.papers import drawing_up
from convivial.strategy.standing import asked, standing
from convivial.team.access import MemberRequest, act, open_to_all
from convivial.team.hosts import absolute, reach

from .strangers import private, too_often

ALWAYS = "current"
PERIODS = [(7, _("7 days")), (30, _("30 days")), (90, _("90 days"))]


class LinkForm(forms.Form):
    name = forms.CharField(
        label=_("For whom"), max_length=80, help_text=_("So that you know later whose link it is.")
    )
    days = forms.TypedChoiceField(label=_("Opens for"), coerce=int, initial=30, choices=PERIODS)
    which = forms.ChoiceField(label=_("Shows"), initial=ALWAYS)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=list(speaking.KNOWN.items()))
    with_course = forms.BooleanField(label=_("With how it goes, goal by goal"), required=False)

    def __init__(self, versions: list[Version], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        numbers = [(str(each.number), drawing_up.which(each)) for each in versions]
        if versions:
            self.fields["language"].initial = speaking.language_of(versions[0])
        self.fields["which"].choices = [(ALWAYS, _("always the version in force")), *numbers]  # type: ignore[attr-defined]


@act("strategy.hand_out")
def links(request: MemberRequest) -> HttpResponse:
    """Who may read by a link, until when, and whether they did; and the making of one."""
    versions = list(request.workspace.strategy_versions.filter(number__isnull=False).order_by("-number"))
    form = LinkForm(versions, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _made(request, form.cleaned_data, versions)
    made = request.workspace.reading_links.select_related("made_by", "version")
    about = {"form": form, "links": made, "has_strategy": bool(versions)}
    return render(request, "strategy/links.html", about, status=422 if form.is_bound else 200)


def _made(request: MemberRequest, words: dict[str, Any], versions: list[Version]) -> HttpResponse:
    version = next((each for each in versions if str(each.number) == words["which"]), None)
    link, word = handing_out.make(
        request.workspace,
        request.user,
        words["name"],
        words["days"],
        version,
        words["with_course"],
        words["language"],
    )
    address = absolute(request, reverse("read_strategy", args=[word]))
    return render(
        request, "strategy/link_made.html", {"link": link, "address": address, "reach": reach(address)}, status=201
    )


@act("strategy.hand_out")
@require_POST
def take_back(request: MemberRequest, code: str) -> HttpResponse:
    link = get_object_or_404(request.workspace.reading_links, code=code)
    handing_out.take_back(link, request.user)
    return redirect("strategy:links", request.workspace.slug)


@open_to_all
@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    """The document, for whoever has the link. A wrong one, an old one and one taken back look alike."""
    if too_often(request):
        return private(render(request, "429.html", status=429))
    link = ReadingLink.objects.opened_by(token)
    found = _version(link) if link else None
    if link is None or found is None:
        return private(render(request, "strategy/link_gone.html", status=404))
    with translation.override(speaking.language_of(found, link.language)):
        document = drawing_up.draw_up(standing(found), with_course=link.with_course, is_inside=False)
        about = {"document": document, "opened": reverse("strategy_opened", args=[token]), "until": link.expires_at}
        return private(render(request, "strategy/read.html", about))


@open_to_all
@csrf_exempt  # whoever has the link may say so, from wherever; it changes nothing but when it was opened last
@require_POST
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """The page says that somebody reads it: a program that only looks at links does not."""
    link = ReadingLink.objects.opened_by(token)
    if link is not None:
        handing_out.opened(link)
    return private(HttpResponse(status=204))


def _version(link: ReadingLink) -> Any:
    versions = asked(Version.objects.filter(workspace=link.workspace_id))
    chosen = versions.filter(pk=link.version_id) if link.version_id else versions.filter(state=Version.State.CURRENT)
    return chosen.first()
