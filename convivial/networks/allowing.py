"""Tells ``lib.web`` which hosts the installer lets through, and which one we are."""

from urllib.parse import urlsplit

from django.db.models.signals import post_delete, post_save

from convivial.lib import web
from convivial.team.hosts import recorded_address

from .models import AllowedHost


def hosts() -> list[tuple[str, int]]:
    return [(host.casefold(), port) for host, port in AllowedHost.objects.values_list("host", "port")]


def ourselves() -> str:
    return urlsplit(recorded_address()).hostname or ""


def forget(**_signal: object) -> None:
    web.forget_allowed()


web.allow_from(hosts, ourselves)
post_save.connect(forget, AllowedHost, dispatch_uid="networks.allowing")
post_delete.connect(forget, AllowedHost, dispatch_uid="networks.allowing")
