"""The lines of the Monday page: what is missing, what is to be decided, each with one next step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convivial.meeting.findings import found_again
from convivial.strategy.showing import number
from convivial.strategy.templatetags.strategy import day
from convivial.ui import vocabulary
from convivial.ui.speaking import listed

Told = Mapping[str, Any]
Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class Step:
    """A button, and the act that one must be allowed to see it; ``other`` for those who are not."""

    label: str
    address: str
    act: str
    other: "Step | None" = None


@dataclass(frozen=True)
class Line:
    icon: str
    tone: str
    title: str
    why: str
    step: Step | None = None
    hue: int = 0


def gaps(told: Sequence[Told], slug: str) -> list[Line]:
    says = {"unreached": _unreached, "rhythm": _rhythm, "pillar": _pillar, "persona": _persona, "loose": _loose}
    return [says[each["key"]](each, slug) for each in told]


def waiting(told: Sequence[Told], slug: str) -> list[Line]:
    says = {
        "stuck": _stuck, "approvals": _approvals, "offers": _offers, "told": _numbers, "finding": _finding,
        "findings": _findings, "belief": _belief, "again": _again,
    }  # fmt: skip
    return [says[each["key"]](each, slug) for each in told]


def absences(told: Sequence[Told], names: Names, slug: str) -> list[Line]:
    """``names``: by the code of a cover, who is away and who covers."""
    return [_absence(each, *names.get(each["code"], ("", "")), slug) for each in told]


def _absence(away: Told, who: str, colleague: str, slug: str) -> Line:
    parts = {"who": who or _("Somebody who has left"), "first": _on(away), "last": _until(away)}
    title = (
        _("%(who)s is away from %(first)s to %(last)s")
        if away["on"] != away["until"]
        else _("%(who)s is away on %(first)s")
    )
    why = _("%(colleague)s covers.") % {"colleague": colleague} if colleague else _("Nobody covers.")
    step = Step(_("Look at Team"), reverse("team:team", args=[slug]), "member.see")
    return Line("calendar-x", "" if colleague else "watch", title % parts, why, step)


def _until(away: Told) -> str:
    return day(date.fromisoformat(away["until"]))


def _unreached(gap: Told, slug: str) -> Line:
    where = listed([vocabulary.title(network) for network in gap["networks"]])
    title = _("Nothing can go out on %(networks)s: there is no channel yet") % {"networks": where}
    why = _("The strategy wants at least %(least)s.") % {"least": number(gap["least"])}
    step = Step(_("Connect a channel"), reverse("networks:choose", args=[slug]), "channel.connect")
    return Line("plug", "watch", title, why, step)


def _rhythm(gap: Told, slug: str) -> Line:
    parts = {"network": vocabulary.title(gap["network"]), "least": number(gap["least"]), "n": gap["count"]}
    if gap["count"]:
        title = ngettext(
            "%(network)s: one post is planned for two weeks",
            "%(network)s: %(n)s posts are planned for two weeks",
            gap["count"],
        )
    else:
        title = _("%(network)s: nothing is planned for two weeks")
    week = f"{reverse('publishing:calendar_week', args=[slug])}?on={gap['on']}"
    why = _("The strategy wants at least %(least)s.") % parts
    step = _mend(gap, slug, Step(_("Open the week"), week, "calendar.see"))
    return Line("calendar-plus", "watch", title % parts, f"{why} {_places(gap)}".strip(), step)


def _pillar(gap: Told, slug: str) -> Line:
    title = _("Nothing is planned for “%(name)s”") % {"name": gap["name"]}
    why = _("The strategy gives it %(share)s %% of the posts.") % {"share": number(gap["share"])}
    step = _mend(gap, slug, _write(slug))
    return Line("columns-3", "watch", title, f"{why} {_places(gap)}".strip(), step, gap["hue"])


def _persona(gap: Told, slug: str) -> Line:
    title = _("Nothing is planned for %(name)s") % {"name": gap["name"]}
    why = _("The strategy gives them %(share)s %% of the posts.") % {"share": number(gap["share"])}
    step = _mend(gap, slug, _write(slug))
    return Line("user-round", "watch", title, f"{why} {_places(gap)}".strip(), step)


def _places(gap: Told) -> str:
    """Whether there are open places for it already."""
    if not gap.get("places"):
        return ""
    words = ngettext(
        "An open place in the calendar waits for a post.",
        "%(n)s open places in the calendar wait for posts.",
        gap["places"],
    )
    return words % {"n": gap["places"]}


def _mend(gap: Told, slug: str, otherwise: Step) -> Step:
    """The next open place for it; where there is none but room, a proposal for these days."""
    if gap.get("place"):
        return Step(_("Fill a place"), reverse("publishing:slot", args=[slug, gap["place"]]), "calendar.see")
    if gap.get("until"):
        days = urlencode({"from": gap["on"], "until": gap["until"]})
        propose = f"{reverse('publishing:propose_slots', args=[slug])}?{days}"
        return Step(_("Propose places"), propose, "slot.propose", otherwise)
    return otherwise


def _loose(gap: Told, slug: str) -> Line:
    count = gap["count"]
    title = ngettext("One planned post is tied to no pillar", "%(n)s planned posts are tied to no pillar", count)
    why = _("What it is for can be said with one tap; then the gaps are known exactly.")
    where = f"{reverse('publishing:calendar_list', args=[slug])}?state=ahead&pillar=none"
    step = Step(_("See them"), where, "calendar.see")
    return Line("unlink", "info", title % {"n": count}, why, step)


def _write(slug: str) -> Step:
    return Step(_("Write one"), reverse("publishing:blank_post", args=[slug]), "post.write")


def _stuck(wait: Told, slug: str) -> Line:
    title = ngettext("One post did not go out by itself", "%(n)s posts did not go out by themselves", wait["count"])
    where = f"{reverse('publishing:calendar_list', args=[slug])}?state=stuck"
    why = _("It failed, is on hold, or nobody knows whether it is there. Somebody has to say how it goes on.")
    return Line(
        "triangle-alert", "act", title % {"n": wait["count"]}, why, Step(_("See them"), where, "calendar.see")
    )


def _approvals(wait: Told, slug: str) -> Line:
    title = ngettext("One post waits for a yes", "%(n)s posts wait for a yes", wait["count"]) % {"n": wait["count"]}
    step = Step(_("Open approvals"), reverse("publishing:approvals", args=[slug]), "approval.see")
    return Line("circle-check", "info", title, _("Who gives it, and by when?"), step)


def _offers(wait: Told, slug: str) -> Line:
    title = ngettext("A draft of a contributor waits", "%(n)s drafts of contributors wait", wait["count"])
    step = Step(_("Open approvals"), reverse("publishing:approvals", args=[slug]), "approval.see")
    return Line("lightbulb", "info", title % {"n": wait["count"]}, _("Who takes it on, or gives it back?"), step)


def _numbers(wait: Told, slug: str) -> Line:
    count = wait["count"]
    title = ngettext("Numbers of the funnel came in", "Numbers of the funnel came in, %(n)s times", count)
    why = _("Do they go into the strategy, or does it stay as it is?")
    step = Step(_("Look at them"), reverse("strategy:ask_funnel", args=[slug]), "funnel.ask")
    return Line("inbox", "info", title % {"n": count}, why, step)


def _finding(wait: Told, slug: str) -> Line:
    told = found_again(wait["row"], slug)
    doubt = told.sure if told.judged.certainty != "enough" or told.judged.is_estimate else ""
    why = " ".join(part for part in (told.text, doubt) if part)
    return Line("gauge", told.tone, told.title, why, Step(_("Look at it"), told.address, "strategy.see"))


def _findings(wait: Told, slug: str) -> Line:
    title = ngettext("One more was found", "%(n)s more were found", wait["count"]) % {"n": wait["count"]}
    step = Step(_("All that was found"), reverse("strategy:findings", args=[slug]), "strategy.see")
    return Line("gauge", "info", title, _("What weighs most stands above."), step)


def _belief(wait: Told, slug: str) -> Line:
    title = _("Was it true? “%(text)s”") % {"text": wait["text"]}
    why = _("You are right if: %(more)s. You wanted to look on %(day)s.") % {"more": wait["more"], "day": _on(wait)}
    return Line("lightbulb", "watch", title, why, _decisions(_("Say so"), slug))


def _again(wait: Told, slug: str) -> Line:
    title = _("Look again: %(text)s") % {"text": wait["text"]}
    why = _("You decided: “%(more)s”. You wanted to look again on %(day)s.") % {
        "more": wait["more"],
        "day": _on(wait),
    }
    return Line("glasses", "watch", title, why, _decisions(_("Look again"), slug))


def _decisions(label: str, slug: str) -> Step:
    return Step(label, reverse("strategy:decisions", args=[slug]), "decision.write")


def _on(wait: Told) -> str:
    return day(date.fromisoformat(wait["on"]))
