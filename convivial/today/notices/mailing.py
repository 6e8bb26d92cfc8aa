"""How a letter reads: plain text and simple HTML that say the same, with addresses that work from anywhere."""

from collections.abc import Sequence
from html import unescape

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.translation import ngettext

from convivial.team.hosts import recorded_address
from convivial.team.telling import one_line
from convivial.today.models import Letter, Notice

from .reading import Told, told


def composed(letter: Letter, notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """The mail, in the language of its reader. Nothing secret stands in it: what happened, and where to look."""
    with translation.override(letter.person.language):
        lines = [_line(each) for each in told(letter.workspace, notices)]
        context = {
            "language": letter.person.language,
            "person": letter.person.name,
            "workspace": letter.workspace.name,
            "lines": lines,
            "notices": absolute(reverse("today:notices", kwargs={"workspace": letter.workspace.slug})),
            "wishes": absolute(reverse("today:wishes", kwargs={"workspace": letter.workspace.slug})),
        }
        mail = EmailMultiAlternatives(
            subject=_subject(letter, lines),
            body=render_to_string("today/letter.txt", context),
            to=[letter.person.email],
            headers={
                "Message-ID": f"<notice-{letter.pk}-{letter.token}@{_domain()}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string("today/letter.html", context), "text/html")
    return mail


def absolute(path: str) -> str:
    """Under the recorded address, never under one that a request gave; "" as long as no address is known."""
    address = recorded_address()
    return address + path if address else ""


def _line(one: Told) -> dict[str, str]:
    plain = unescape(strip_tags(one["sentence"]))
    return {"plain": f"{plain} {one['more']}".strip(), "address": absolute(one["address"])}


def _subject(letter: Letter, lines: Sequence[dict[str, str]]) -> str:
    if len(lines) == 1:
        return f"{one_line(letter.workspace.name)}: {one_line(lines[0]['plain'])}"
    said = ngettext("%(n)s thing to look at", "%(n)s things to look at", len(lines)) % {"n": len(lines)}
    return f"{one_line(letter.workspace.name)}: {said}"


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "convivial.invalid"
