"""Addresses that exist in tests only: every component on one page, to be looked at and to be tried in a browser."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from convivial.lib.now import now
from convivial.ui.bars import Bar, Bars


class Everything(forms.Form):
    name = forms.CharField(label="Name of the organisation", help_text="As people say it on the phone.")
    about = forms.CharField(label="What you do", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    language = forms.ChoiceField(label="Language", choices=[("en", "English"), ("de", "German")])
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    at = forms.TimeField(label="Time", widget=forms.TimeInput(attrs={"type": "time"}))
    picture = forms.FileField(label="Picture", required=False)
    rule = forms.ChoiceField(
        label="Who says yes?",
        widget=forms.RadioSelect,
        choices=[("none", "Nobody needs to"), ("one", "One approver reads every post")],
    )
    agreed = forms.BooleanField(label="Tell me by mail when a post fails", required=False)


def drawn(request: HttpRequest, page: str, **context: Any) -> HttpResponse:
    """A template of tests/pages, which no other page can reach."""
    source = (Path(__file__).parent / "pages" / page).read_text()
    return HttpResponse(engines["django"].from_string(source).render(context, request))


def components(request: HttpRequest) -> HttpResponse:
    request.workspace = SimpleNamespace(pk=1, slug="harbour", name="Harbour Coffee", zone="Europe/Berlin", hue=40)  # type: ignore[attr-defined]
    request.user = SimpleNamespace(name="Ana", is_authenticated=True, theme="")  # type: ignore[assignment]
    messages.success(request, "“Nadia tastes forty cups” goes out on Thursday at 09:00 Berlin time.")
    wrong = Everything({"name": ""})
    return drawn(request, "components.html", **_context(wrong))


def _context(wrong: Everything) -> dict[str, Any]:
    seven = Bars(
        "regulars 58 %, newcomers 12 % (planned 30 %)",
        [
            Bar("Content", 0.7, "Answers 14 % of posts, planned 20 %", "watch", "watch"),
            Bar("Networks", 1.35, "X: 9 posts, planned 2", "off plan", "act"),
            Bar("Visibility", 1, "3 of 3 tactics running", "on plan", "good"),
            Bar("Objectives", 0.93, "74 tasting guests of 80 by now", "on plan", "good"),
            Bar("Followers", 0.46, "41 new, planned 90 by now", "off plan", "act"),
            Bar("KPIs", 0.78, "7 of 9 measured", "watch", "watch"),
            Bar("Funnel", 0.55, "6 orders, too few to say", "too early", "none"),
        ],
        "The notch is the plan. Fourth quarter, week 8 of 13.",
    )
    return {
        "seven": seven,
        "form": Everything(),
        "wrong": wrong,
        "now": now(),
        "people": ["Ana", "Ben", "Cleo Marin", "Mina"],
    }


def bare(request: HttpRequest) -> HttpResponse:
    return drawn(request, "bare.html", form=Everything())


def part(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        '<p id="part" data-controller="reveal">Here it is. <script>document.title = "broken"</script></p>'
    )


for view in (components, bare, part):
    view.act = None  # type: ignore[attr-defined]

urlpatterns = [
    path("components/", components),
    path("bare/", bare),
    path("part/", part),
    path("", include("convivial.urls")),
]
