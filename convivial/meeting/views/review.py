"""The quarterly review: begun, led through its six parts, closed, read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convivial.lib.digits import whole
from convivial.lib.refusing import Overtaken
from convivial.meeting import beginning, closing, deciding, opening, writing
from convivial.meeting.errors import NothingYet, Over
from convivial.meeting.forms import SAYS, DecisionForm, JudgementForm, present_in
from convivial.meeting.models import Meeting
from convivial.meeting.review.closing import close_review
from convivial.meeting.review.page import Sheet, protocol, with_words
from convivial.meeting.review.parts import BY_SLUG, PARTS
from convivial.strategy import deciding as beliefs
from convivial.strategy import reading
from convivial.strategy.errors import Refusal
from convivial.strategy.forms_deciding import VERDICTS, VerdictForm
from convivial.strategy.models import Objective
from convivial.team.access import MemberRequest, act, may


@act("review.see")
@require_GET
def review(request: MemberRequest) -> HttpResponse:
    """The one under way, and those that are over."""
    found = list(_reviews(request).select_related("closing__by")[:100])
    context: dict[str, Any] = {
        "under_way": next((each for each in found if not each.is_closed), None),
        "past": [each for each in found if each.is_closed],
        "parts": PARTS,
    }
    try:
        context["first"], context["last"] = beginning.period(request.workspace)
    except NothingYet:
        context["is_too_early"] = True
    return render(request, "meeting/review.html", context)


@act("review.lead")
@require_POST
def begin(request: MemberRequest) -> HttpResponse:
    """Whoever presses second goes on with the same review."""
    try:
        made = beginning.review(request.workspace, request.user)
    except Refusal as refusal:
        messages.info(request, str(refusal))
        return redirect("meeting:review", request.workspace.slug)
    return redirect("meeting:review_part", request.workspace.slug, made.code, PARTS[0].slug)


@act("review.see")
@require_GET
def one(request: MemberRequest, code: str) -> HttpResponse:
    """Where a review is to be read: its first part, or its protocol."""
    meeting = _review(request, code)
    if meeting.is_closed:
        return redirect("meeting:protocol", request.workspace.slug, code)
    return redirect("meeting:review_part", request.workspace.slug, code, PARTS[0].slug)


@act("review.see")
@require_GET
def part(request: MemberRequest, code: str, part: str) -> HttpResponse:
    if part not in BY_SLUG:
        raise Http404
    return _page(request, _review(request, code, part), part)


@act("review.see")
@require_GET
def minutes(request: MemberRequest, code: str) -> HttpResponse:
    """The protocol of a review that is over."""
    meeting = _review(request, code)
    if not meeting.is_closed:
        return redirect("meeting:review_part", request.workspace.slug, code, PARTS[0].slug)
    context = {"protocol": protocol(meeting), "says": dict(SAYS), "verdicts": dict(VERDICTS)}
    return render(request, "meeting/protocol.html", context)


@act("review.lead")
@require_POST
def write(request: MemberRequest, code: str) -> HttpResponse:
    """The group's words to a part, as they are typed."""
    meeting, slug = _review(request, code), request.POST.get("part", "")
    if slug not in BY_SLUG:
        raise Http404
    revision = whole(request.POST.get("revision", "")) or 0
    try:
        made = writing.write(meeting, request.user, slug, request.POST.get("text", ""), revision)
    except Overtaken as overtaken:
        return JsonResponse({"revision": overtaken.revision, "text": overtaken.text}, status=409)
    except Over as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=422)
    return JsonResponse({"revision": made})


@act("review.lead")
@require_POST
def judge(request: MemberRequest, code: str) -> HttpResponse:
    """Whether an objective is met."""
    meeting = _review(request, code, "learned")
    current = reading.current(request.workspace)
    objective = get_object_or_404(Objective, version=current, code=request.POST.get("objective", ""))
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, "learned", wrong=objective.code)
    _do(
        request,
        lambda: deciding.judge(
            meeting, request.user, objective, form.cleaned_data["says"], form.cleaned_data["note"]
        ),
    )
    return _to(request, code, "learned", objective.code)


@act("review.lead")
@require_POST
def tell_truth(request: MemberRequest, code: str) -> HttpResponse:
    """Whether a hypothesis was true; it is the strategy's own verdict, said once."""
    meeting = _review(request, code, "learned")
    belief = get_object_or_404(request.workspace.hypotheses, code=request.POST.get("belief", ""))
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, "learned", wrong=belief.code)

    def say() -> None:
        with closing.still_open(meeting):
            beliefs.judge(belief, request.user, form.cleaned_data["says"], form.cleaned_data["note"])

    _do(request, say)
    return _to(request, code, "learned", belief.code)


@act("review.lead")
@require_POST
def decide(request: MemberRequest, code: str) -> HttpResponse:
    meeting, form = _review(request, code, "decisions"), DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, meeting, "decisions", form=form)
    _do(request, lambda: deciding.decide(meeting, request.user, form.cleaned_data))
    return _to(request, code, "decisions", "decided")


@act("review.lead")
@require_POST
def open_next(request: MemberRequest, code: str) -> HttpResponse:
    """The next version of the strategy, as a draft with what was decided."""
    meeting = _review(request, code)
    if reading.current(request.workspace) is None:
        return redirect("strategy:strategy", request.workspace.slug)
    opening.open_next(meeting, request.user)
    messages.success(request, _("The next version is open. What was decided stands above it."))
    return redirect("strategy:draft", request.workspace.slug)


@act("review.lead")
def close(request: MemberRequest, code: str) -> HttpResponse:
    meeting = _review(request, code)
    if request.method == "POST" and not meeting.is_closed:
        close_review(meeting, request.user, present_in(request.workspace, request.POST))
        messages.success(request, _("The review is closed. Everybody can read it as it stood."))
    if request.method == "POST" or meeting.is_closed:
        return redirect("meeting:protocol", request.workspace.slug, code)
    members = request.workspace.memberships.filter(user__is_active=True).select_related("user").order_by("user__name")
    silent = Objective.objects.filter(version=reading.current(request.workspace), still_example=False)
    silent = silent.exclude(code__in=meeting.judgements.values("objective"))
    return render(request, "meeting/close_review.html", {"meeting": meeting, "members": members, "silent": silent})


def _reviews(request: MemberRequest) -> Any:
    return request.workspace.meetings.filter(kind=Meeting.Kind.REVIEW)


def _review(request: MemberRequest, code: str, part: str = "") -> Meeting:
    found = with_words(_reviews(request).select_related("closing__by", "workspace"), part)
    meeting: Meeting = get_object_or_404(found, code=code)
    return meeting


def _page(request: MemberRequest, meeting: Meeting, slug: str, **more: Any) -> HttpResponse:
    """``more``: what was wrong with what was sent, which is then shown again."""
    context = {
        "sheet": Sheet(meeting, BY_SLUG[slug], may(request.user, "review.lead", request.workspace)),
        "form": DecisionForm(), "says": SAYS, "verdicts": VERDICTS, "typed": request.POST,
    }  # fmt: skip
    return render(request, "meeting/part.html", context | more, status=422 if more else 200)


def _do(request: MemberRequest, act_on: Any) -> None:
    try:
        act_on()
    except Over as refusal:
        messages.error(request, str(refusal))


def _to(request: MemberRequest, code: str, slug: str, place: str) -> HttpResponse:
    answer = redirect("meeting:review_part", request.workspace.slug, code, slug)
    answer["Location"] += f"#{place}"
    return answer
