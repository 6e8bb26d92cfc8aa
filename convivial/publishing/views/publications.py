"""Acts on what is in the ledger already: hold, resume, cancel, try again, settle, take down."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from convivial.content.errors import ContentError
from convivial.networks.granting import PUBLISHING
from convivial.publishing import scheduling
from convivial.publishing.errors import NotReady
from convivial.publishing.models import Publication
from convivial.publishing.permitting import refuse_strangers
from convivial.team.access import MemberRequest, act, may
from convivial.ui.undoing import with_way_back

from .answering import answer, refuse

View = Callable[[MemberRequest, Publication], Any]
# What may follow from "it is not there", and the act that it is.
AFTER = {"again": "publication.retry", "leave": "publication.cancel"}


def acts_on_publication(name: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    def declare(view: View) -> Callable[..., HttpResponseBase]:
        @act(name)
        @require_POST
        def acted(request: MemberRequest, code: str) -> HttpResponseBase:
            publication = get_object_or_404(request.workspace.publications.with_story(), code=code)
            post = publication.variant.post
            try:
                if name in PUBLISHING:
                    refuse_strangers(request.user, [publication.channel])
                if not may(request.user, name, publication):
                    raise PermissionDenied
                said = view(request, publication)
            except (ContentError, NotReady) as trouble:
                return refuse(request, post, trouble.sentence)
            return answer(request, post, said=said)

        acted.__name__, acted.__doc__ = view.__name__, view.__doc__
        return acted

    return declare


@acts_on_publication("publication.hold")
def hold(request: MemberRequest, publication: Publication) -> None:
    scheduling.hold(publication, request.user, request.POST.get("why", "").strip()[:300])


@acts_on_publication("publication.resume")
def resume(request: MemberRequest, publication: Publication) -> None:
    scheduling.resume(publication, request.user)


@acts_on_publication("publication.cancel")
def cancel(request: MemberRequest, publication: Publication) -> str:
    """At once, with the way back."""
    scheduling.cancel(publication, request.user)
    return _cancelled(request, publication)


def _cancelled(request: MemberRequest, publication: Publication) -> str:
    back = reverse("publishing:bring_back_publication", args=[request.workspace.slug, publication.code])
    said = gettext("Cancelled on %(channel)s.") % {"channel": publication.channel.name}
    return with_way_back(request, said, back)


@acts_on_publication("publication.bring_back")
def bring_back(request: MemberRequest, publication: Publication) -> str:
    """Undoes a cancelling."""
    scheduling.bring_back(publication, request.user)
    return gettext("It is back as it was.")


@acts_on_publication("publication.retry")
def retry(request: MemberRequest, publication: Publication) -> None:
    scheduling.retry(publication, request.user)


@acts_on_publication("publication.settle")
def settle(request: MemberRequest, publication: Publication) -> str:
    """What a person saw at the network: it is there ("yes"), or not ("no"); then it may go out "again", or is to be
    left ("leave")."""
    there = request.POST.get("there")
    if there in AFTER:
        if not may(request.user, AFTER[there], publication):
            raise PermissionDenied
        return _settle_and(there, request, publication)
    address = request.POST.get("address", "").strip()
    if address and not address.startswith(("https://", "http://")):
        messages.info(request, gettext("The address was left out: it has to begin with https://"))
        address = ""
    scheduling.settle(publication, request.user, there == "yes", address)
    return ""


def _settle_and(then: str, request: MemberRequest, publication: Publication) -> str:
    if then == "again":
        scheduling.settle_and_retry(publication, request.user)
        return gettext("It goes out again.")
    scheduling.settle_and_cancel(publication, request.user)
    return _cancelled(request, publication)


@acts_on_publication("publication.remove")
def take_down(request: MemberRequest, publication: Publication) -> str:
    scheduling.take_down(publication, request.user)
    return gettext("It is being taken down.")
