"""Tells people that they are invited: by mail when mail is set up, and always by a link to hand over."""

from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from . import posting
from .access import MemberRequest
from .hosts import absolute, reach
from .models import Invitation
from .roles import titles
from .sign_in import links_can_be_mailed


def hand_over(
    request: MemberRequest, invitation: Invitation, token: str, template: str, **more: object
) -> HttpResponse:
    """The page with the link, which is shown now and never again, and says whether a mail left as well."""
    link = absolute(request, reverse("invitation", args=(token,)))
    about = {
        "invitation": invitation,
        "link": link,
        "reach": reach(link),
        "is_mailed": mail_invitation(invitation, link),
        **more,
    }
    response = render(request, template, about, status=201)
    response.headers["Cache-Control"] = "no-store"
    return response


def mail_invitation(invitation: Invitation, link: str) -> bool:
    """Whether a mail is in the post. A worker takes it from there, so that no page waits for a mail server."""
    if not links_can_be_mailed():
        return False
    by = one_line(invitation.invited_by.name) if invitation.invited_by else "Convivial"
    with translation.override(invitation.workspace.language):
        subject = _("%(who)s invites you to %(workspace)s") % {
            "who": by, "workspace": one_line(invitation.workspace.name),
        }  # fmt: skip
        about = {"invitation": invitation, "link": link, "by": by, "roles": titles(invitation.roles)}
        body = render_to_string("team/mail/invitation.txt", about)
    posting.post(EmailMessage(subject, body, to=[invitation.email]), "invitation", invitation.code)
    return True


def one_line(words: str) -> str:
    """For the head of a mail, where a line break would begin another head."""
    return " ".join(words.split())[:80]
