"""How the journal reads what happens in meetings."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from convivial.journal.words import Columns, Named, name_things, say
from convivial.strategy.templatetags.strategy import day

from .models import Meeting


def monday(code: str, last: str, slug: str) -> Named:
    words = _now("the Monday after %(day)s") % {"day": day(date.fromisoformat(last))}
    return words, reverse("meeting:past_monday", args=[slug, code])


def review(code: str, last: str, slug: str) -> Named:
    words = _now("the review until %(day)s") % {"day": day(date.fromisoformat(last))}
    return words, reverse("meeting:one_review", args=[slug, code])


name_things("monday", Columns(Meeting, ("last", "workspace__slug"), monday))
name_things("review", Columns(Meeting, ("last", "workspace__slug"), review))

say("monday.close", _("%(who)s closed %(thing)s"), "calendar-check")
say("review.begin", _("%(who)s began %(thing)s"), "book-open")
say("review.judge", _("%(who)s said in %(thing)s whether an objective is met"), "target")
say("review.close", _("%(who)s closed %(thing)s"), "calendar-check")
say("review.open_next", _("%(who)s opened the next version of the strategy from %(thing)s"), "sprout")
say("review.write", _("%(who)s wrote in %(thing)s what you say"), "pen-line")
