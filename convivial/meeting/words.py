"""How the journal reads what happens in meetings."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from convivial.journal.words import Named, name_things, say
from convivial.strategy.templatetags.strategy import day

from .models import Meeting


def mondays(codes: Collection[str]) -> Mapping[str, Named]:
    return {
        each.code: (_now("the Monday after %(day)s") % {"day": day(each.last)}, _at("meeting:past_monday", each))
        for each in _found(codes)
    }


def reviews(codes: Collection[str]) -> Mapping[str, Named]:
    return {
        each.code: (_now("the review until %(day)s") % {"day": day(each.last)}, _at("meeting:one_review", each))
        for each in _found(codes)
    }


def _found(codes: Collection[str]) -> list[Meeting]:
    return list(Meeting.objects.filter(code__in=codes).select_related("workspace"))


def _at(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.workspace.slug, meeting.code])


name_things("monday", mondays)
name_things("review", reviews)

say("monday.close", _("%(who)s closed %(thing)s"), "calendar-check")
say("review.begin", _("%(who)s began %(thing)s"), "book-open")
say("review.judge", _("%(who)s said in %(thing)s whether an objective is met"), "target")
say("review.close", _("%(who)s closed %(thing)s"), "calendar-check")
say("review.open_next", _("%(who)s opened the next version of the strategy from %(thing)s"), "sprout")
say("review.write", _("%(who)s wrote in %(thing)s what you say"), "pen-line")
