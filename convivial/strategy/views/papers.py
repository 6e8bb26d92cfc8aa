"""The strategy as a document that leaves the house: as a page, as a PDF, as slides; and one page for the board."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from convivial.strategy import speaking
from convivial.strategy.models import Version
from convivial.strategy.papers import drawing_up
from convivial.strategy.standing import Standing, standing_of, standings
from convivial.team.access import MemberRequest, act
from convivial.ui.paper import making
from convivial.ui.paper.document import Document

Describe = Callable[[Standing], Document]
Find = Callable[..., Standing | None]
View = Callable[..., HttpResponseBase]
PDF, SLIDES = "pdf", "slides"
TYPES = {
    PDF: "application/pdf",
    SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
ENDINGS = {PDF: "pdf", SLIDES: "pptx"}


def answer(document: Document, kind: str) -> HttpResponse:
    """A file to keep, called like what it is. Raises ``making.NotMade``."""
    content = making.pdf(document) if kind == PDF else making.slides(document)
    name = get_valid_filename(f"{document.house} {document.title} {document.line}"[:90].replace(",", ""))
    disposition = f'attachment; filename="{name}.{ENDINGS[kind]}"'
    return HttpResponse(content, content_type=TYPES[kind], headers={"Content-Disposition": disposition})


def _three(name: str, describe: Describe, find: Find) -> tuple[View, View, View]:
    """A document as a page, as a PDF and as slides. ``find`` is given what the address names, such as a number."""

    @act("strategy.see")
    @require_GET
    def page(request: MemberRequest, **more: int) -> HttpResponse:
        return _page(request, find(request, **more), describe, name, *more.values())

    def file(kind: str) -> View:
        @act("strategy.see")
        @require_GET
        def made(request: MemberRequest, **more: int) -> HttpResponse:
            return _file(request, find(request, **more), describe, kind, name, *more.values())

        return made

    return page, file(PDF), file(SLIDES)


def _page(request: MemberRequest, found: Standing | None, describe: Describe, name: str, *more: int) -> HttpResponse:
    if found is None:
        return redirect("strategy:strategy", request.workspace.slug)
    language = _language(request, found)
    files = {
        kind: reverse(f"strategy:{name}_{kind}", args=[request.workspace.slug, *more]) + f"?language={language}"
        for kind in TYPES
    }
    with translation.override(language):
        document = describe(found)
    about = {"document": document, "languages": speaking.KNOWN.items()}
    return render(request, "strategy/print.html", about | files)


def _language(request: MemberRequest, found: Standing) -> str:
    return speaking.language_of(found.version, request.GET.get("language", ""))


def _file(
    request: MemberRequest, found: Standing | None, describe: Describe, kind: str, name: str, *more: int
) -> HttpResponse:
    if found is None:
        return redirect("strategy:strategy", request.workspace.slug)
    try:
        with translation.override(_language(request, found)):
            document = describe(found)
        return answer(document, kind)
    except making.NotMade:
        said = _("The file was not made this time. Try again in a minute; until then this page can be printed.")
        messages.error(request, said)
        return redirect(f"strategy:{name}", request.workspace.slug, *more)


def _current(request: MemberRequest) -> Standing | None:
    return standings(request.workspace).get(Version.State.CURRENT)


def _numbered(request: MemberRequest, number: int) -> Standing:
    found = standing_of(request.workspace, number)
    if found is None:
        raise Http404
    return found


# All chapters on one page, how it goes before them.
printed, printed_pdf, printed_slides = _three("print", drawing_up.draw_up, _current)
# One page, by the goals of the organisation.
board, board_pdf, board_slides = _three("board", drawing_up.draw_up_for_board, _current)
# A version as a whole, also one that was replaced.
version, version_pdf, version_slides = _three("version", drawing_up.draw_up, _numbered)
