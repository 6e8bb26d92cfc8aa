"""The Results page and its table."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from convivial.team.access import MemberRequest, act
from convivial.team.asking_again import asks_again

from . import posts
from .exporting import export as exported
from .happened import happened
from .periods import CHOICES, chosen
from .telling import story


@act("result.see")
@require_GET
def results(request: MemberRequest) -> HttpResponse:
    period = chosen(request.workspace, request.GET.get("days"))
    told = happened(request.workspace, period)
    shown = posts.page(request.workspace, period, request.GET.get("before"))
    address = reverse("results:results", kwargs={"workspace": request.workspace.slug})
    return render(
        request,
        "results/results.html",
        {
            "period": period,
            "choices": CHOICES,
            "story": story(told, period),
            "told": told,
            "posts": shown.rows,
            "best": posts.best(request.workspace, period),
            "older": f"{address}?days={period.days}&before={shown.older}" if shown.older else "",
            "newest": f"{address}?days={period.days}" if request.GET.get("before") else "",
        },
    )


@act("result.export")
@require_POST
@asks_again
def export(request: MemberRequest) -> StreamingHttpResponse:
    period = chosen(request.workspace, request.POST.get("days"))
    answer = StreamingHttpResponse(
        exported(request.workspace, request.user, period), content_type="text/csv; charset=utf-8"
    )
    name = f"{request.workspace.slug}-{period.end:%Y-%m-%d}-{period.days}.csv"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
