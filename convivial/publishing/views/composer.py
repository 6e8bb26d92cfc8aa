"""The composer's page and its parts: reading only."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from convivial.publishing.calendar import drafts, meaning
from convivial.publishing.composing import ledger, searching
from convivial.publishing.composing.drawing import Drawn
from convivial.publishing.composing.stepping import said
from convivial.publishing.errors import NotReady
from convivial.publishing.understanding import USUAL
from convivial.team.access import MemberRequest, act
from convivial.ui.zones import known

from .answering import the_post, the_sheet
from .drawing import EVERYTHING, some_parts, whole_page

SHOWN = 12


@act("post.write")
def blank(request: MemberRequest) -> HttpResponse:
    """ "What do you want to say?", and what is not finished yet. Begins nothing: that is ``start``."""
    found = drafts.unfinished(request.workspace, SHOWN)
    return render(request, "publishing/composer_blank.html", {"drafts": found})


@act("post.see")
def find(request: MemberRequest) -> HttpResponse:
    """For the palette: posts that say what is being typed."""
    hits = searching.search(request.workspace, request.GET.get("q", ""))
    return render(request, "publishing/palette_posts.html", {"hits": hits})


@act("post.see")
def post(request: MemberRequest, code: str) -> HttpResponse:
    return whole_page(request, the_sheet(request, the_post(request, code)))


@act("post.see")
def words(request: MemberRequest, code: str) -> HttpResponse:
    """Another tab."""
    return some_parts(request, the_sheet(request, the_post(request, code)), EVERYTHING)


@act("post.see")
def beside(request: MemberRequest, code: str) -> HttpResponse:
    """Everything but the words, after they were saved or something happened elsewhere. Where somebody has just opened
    something, the page keeps what it has (``data-gentle``)."""
    parts = ("tabs", "said", "pictures", "ties", "when", "foot", "see")
    return some_parts(request, the_sheet(request, the_post(request, code)), parts, gentle=True)


@act("post.write")
def channels(request: MemberRequest, code: str) -> HttpResponse:
    """The list behind "Channel": which could still be added, in which languages."""
    sheet: Drawn = the_sheet(request, the_post(request, code))
    return render(request, "publishing/composer_channels.html", {"sheet": sheet, "post": sheet.post})


@act("post.see")
def past(request: MemberRequest, code: str) -> HttpResponse:
    """Earlier words of the post."""
    sheet = the_sheet(request, the_post(request, code))
    kept = sheet.post.past_words.select_related("by", "variant__channel").order_by("-id")
    return render(request, "publishing/composer_past.html", {"sheet": sheet, "post": sheet.post, "kept": kept})


@act("post.see")
def tries(request: MemberRequest, code: str) -> HttpResponse:
    """What became of each try to send one publication."""
    publication = get_object_or_404(request.workspace.publications.select_related("channel"), code=code)
    return render(request, "publishing/composer_tries.html", {"tries": ledger.tries(publication)})


@act("post.write")
def understood(request: MemberRequest) -> HttpResponse:
    """What a phrase like "tomorrow 9" means, shown while it is typed."""
    zone = request.GET.get("zone", "")
    zone = zone if known(zone) else request.workspace.zone
    usual = meaning.clock_time(request.GET.get("usual", "")) or USUAL
    try:
        meant = meaning.wanted({"when": request.GET.get("when", "")}, zone, usual)
    except NotReady as unclear:
        return render(request, "publishing/composer_understood.html", {"unclear": unclear.sentence})
    context = {"meant": said(meant, zone), "is_past": meaning.is_past(meant, zone)}
    return render(request, "publishing/composer_understood.html", context)
