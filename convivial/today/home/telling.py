"""How the first page speaks: a greeting by the clock, and one honest sentence made from facts."""

from datetime import datetime

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .facts import Facts
from .needs import Needs


def greeting(wall: datetime, name: str) -> str:
    """By the clock of the workspace."""
    if 5 <= wall.hour < 12:
        words = _("Good morning, %(name)s.")
    elif 12 <= wall.hour < 18:
        words = _("Good afternoon, %(name)s.")
    else:
        words = _("Good evening, %(name)s.")
    return words % {"name": name.split()[0] if name.split() else name}


def summary(facts: Facts, needs: Needs) -> str:
    """Everything that matters now, each thing as its own short sentence; what is nothing is left out."""
    parts = [
        _("Everything is on hold.") if facts.hold else "",
        _burning(needs.burning),
        _asked(needs.waiting),
        _out(len(facts.already_out), len(facts.still_out)),
    ]
    return " ".join(part for part in parts if part)


def _burning(count: int) -> str:
    if not count:
        return ""
    said = ngettext("One thing needs a decision.", "%(n)s things need a decision.", count)
    return said % {"n": _counted(count)}


def _asked(count: int) -> str:
    if not count:
        return ""
    said = ngettext("One post waits for you.", "%(n)s posts wait for you.", count)
    return said % {"n": _counted(count)}


def _out(gone: int, coming: int) -> str:
    if not gone and not coming:
        return _("Nothing goes out today.")
    if not coming:
        said = ngettext("One post went out today.", "%(n)s posts went out today.", gone)
    elif not gone:
        said = ngettext("One post goes out today.", "%(n)s posts go out today.", coming)
    else:
        said = ngettext("One more post goes out today.", "%(n)s more posts go out today.", coming)
    return said % {"n": _counted(coming or gone)}


def _counted(count: int) -> str:
    """Up to nine in words, as one writes; every sentence here begins with its number."""
    return capfirst(str(apnumber(count)))
