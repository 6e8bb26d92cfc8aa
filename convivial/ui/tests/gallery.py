"""Addresses that exist in tests only: every component on one page, to be looked at and to be tried in a browser."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

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


PLACES = ["write", "today", "strategy", "ideas", "calendar", "approvals", "results", "library", "channels", "team"]


def components(request: HttpRequest, workspace: str = "harbour") -> HttpResponse:
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


# What the behaviour page speaks to; ``/mood/`` lets a test say how the next answers are, and read what arrived.
mood: dict[str, Any] = {}
CALM = {"save": 200, "seq": 1, "things": [], "saved": []}


def set_mood(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        mood.clear()
        mood.update(json.loads(json.dumps(CALM | json.loads(request.body))))
    return JsonResponse(mood)


def behaviour(request: HttpRequest) -> HttpResponse:
    return drawn(request, "behaviour.html", days=["Monday", "Tuesday", "Wednesday"], names=["one", "two", "three"])


def save(request: HttpRequest) -> HttpResponse:
    if mood["save"] == 302:
        return HttpResponseRedirect("/accounts/login/?next=/save/")
    if mood["save"] == 409:
        mood["save"] = 200
        return JsonResponse({"revision": 7, "text": "Ben’s words"}, status=409)
    mood["saved"].append([request.POST["revision"], request.POST["text"]])
    return JsonResponse({"revision": int(request.POST["revision"]) + 1})


def sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!doctype html><title>Sign in</title><h1>Sign in</h1>")


def live(request: HttpRequest) -> HttpResponse:
    if mood["seq"] <= int(request.GET.get("since", 0)):
        return HttpResponse(status=204)
    return JsonResponse({"seq": mood["seq"], "things": mood["things"]})


PART = """
<p id="fetched" data-controller="reveal" data-words="kept" onclick="alert(1)" style="color: red">Here it is.</p>
<script>document.title = "broken"</script>
<img src="x" onerror="document.title = 'broken'"><a href="javascript:alert(1)">a</a>
<svg class="icon" aria-hidden="true"><use href="/assets/sprite.svg#icon-sun"></use></svg>
<svg><use href="https://elsewhere.example/x.svg#y" id="foreign"></use></svg>
<button hx-get="/part/" hx-target="#into" hx-on:click="alert(1)" id="again">again</button>
<input name="title" value="kept"><textarea name="text">

two lines above</textarea><span popover id="note">n</span>
"""


def part(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PART)


def said(request: HttpRequest, code: str = "") -> HttpResponse:
    names = [file.name for file in request.FILES.getlist("picture")]
    words = [code, *(value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"), *names]
    return HttpResponse(f'<p id="moved">{", ".join(str(word) for word in words if word)}</p>')


def live_part(request: HttpRequest) -> HttpResponse:
    return HttpResponse('<section id="part">after</section>')


def wrong(request: HttpRequest) -> HttpResponse:
    again = '<form id="wrong">{% icon "circle-alert" %}Please give it a {% term "handle" "name" %}.</form>'
    return HttpResponse(engines["django"].from_string(again).render({}, request), status=422)


for view in (components, bare, behaviour, save, sign_in, live, live_part, part, said, wrong):
    view.act = None  # type: ignore[attr-defined]
set_mood = csrf_exempt(set_mood)
set_mood.act = None  # type: ignore[attr-defined]

urlpatterns = [
    path("components/", components),
    path("bare/", bare),
    path("behaviour/", behaviour),
    path("mood/", set_mood),
    path("accounts/login/", sign_in),
    path("save/", save),
    path("live/", live),
    path("live-part/", live_part),
    path("part/", part),
    path("move/<str:code>/", said),
    path("sort/", said),
    path("take/", said),
    path("wrong/", wrong),
    *(path(f"w/<slug:workspace>/{name}/", components, name=f"{name}_page") for name in PLACES),
    path("", include("convivial.urls")),
]
