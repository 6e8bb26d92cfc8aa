from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from convivial.ui.speaking import listed

from . import access, roles
from .acts import LENT, roles_that
from .covering import Days, Wish, can_be_lent_to, could_cover, has_yes, wish_of
from .forms import ZoneField
from .models import Cover, Membership

NOBODY = ""
# What a colleague may have to do in somebody's place, as a sentence lists it.
ERRANDS = {
    "post.schedule": _("schedule posts"),
    LENT: _("say yes to posts"),
    "publication.resume": _("resume what is on hold"),
    "publication.remove": _("take posts down"),
    "post.take": _("take on drafts of contributors"),
    "channel.connect": _("connect a channel again"),
    "house.hold": _("put everything on hold"),
    "house.resume": _("let everything go out again"),
    "strategy.change": _("change the strategy"),
}


def day_input() -> forms.DateInput:
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class CoverForm(forms.Form):
    """From when to when, and who covers."""

    begins_on = forms.DateField(label=_("First day away"), widget=day_input())
    ends_on = forms.DateField(label=_("Last day away"), widget=day_input())
    colleague = forms.ChoiceField(label=_("Who covers?"), required=False)
    lends_yes = forms.BooleanField(
        label=_("Whoever covers may say yes in this time"),
        required=False,
        help_text=_(
            "Also somebody who may not otherwise, as long as they work on posts: only in these days, never to posts "
            "of their own, and the journal says in whose place. Who has a yes of their own keeps it."
        ),
    )
    note = forms.CharField(
        label=_("What should they know?"), required=False, max_length=500, widget=forms.Textarea({"rows": 3})
    )
    zone = ZoneField()

    def __init__(self, away: Membership, members: Sequence[Membership], *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        chosen = (more.get("initial") or {}).get("colleague")  # stays, whatever became of their roles
        others = [member for member in members if member.pk != away.pk]
        fit = [each for each in others if could_cover(each, away) or each.user.code == chosen]
        self._members = {member.user.code: member for member in fit}
        self.fields["colleague"].help_text = _why_not([each for each in others if each not in fit], away)
        known = [(code, _with_roles(member)) for code, member in self._members.items()]
        self.fields["colleague"].choices = [(NOBODY, _("Nobody yet")), *known]  # type: ignore[attr-defined]
        self.fields["colleague"].widget.attrs |= {"data-reveal-target": "source", "data-action": "reveal#choose"}
        self.gaps = [(each.user.code, said) for each in fit if (said := _cannot(each, away))]
        if not has_yes(away):
            del self.fields["lends_yes"]

    @property
    def wish(self) -> Wish:
        said = self.cleaned_data
        return Wish(
            Days(said["begins_on"], said["ends_on"], said["zone"]),
            self._members.get(said["colleague"]),
            said.get("lends_yes", False),
            said["note"].strip(),
        )


def at_first(away: Membership) -> dict[str, Any]:
    """The zone is the one that this person meant last, else the workspace's."""
    last = away.covers.order_by("-id").values_list("zone", flat=True).first()
    return {"zone": last or away.workspace.zone, "lends_yes": True}


def as_said(cover: Cover) -> dict[str, Any]:
    """What was said, as the form says it."""
    wish = wish_of(cover)
    return {
        "begins_on": wish.days.begins_on.isoformat(),
        "ends_on": wish.days.ends_on.isoformat(),
        "zone": wish.days.zone,
        "colleague": wish.colleague.user.code if wish.colleague else NOBODY,
        "lends_yes": wish.lends_yes,
        "note": wish.note,
    }


def _why_not(members: Sequence[Membership], away: Membership) -> str:
    """Why somebody is not among those who can be chosen."""
    if not members:
        return ""
    said = ngettext(
        "%(names)s is not offered: what waits for %(away)s needs somebody who writes, schedules or says yes.",
        "%(names)s are not offered: what waits for %(away)s needs somebody who writes, schedules or says yes.",
        len(members),
    )
    return said % {"names": listed([each.user.name for each in members]), "away": away.user.name}


def _cannot(colleague: Membership, away: Membership) -> str:
    """What the roles of the one allow and those of the other do not; a yes that can be lent is asked about below."""
    mine, theirs = access.role_names(away), access.role_names(colleague)
    lacking = [
        str(words)
        for act, words in ERRANDS.items()
        if mine & roles_that(act) and not theirs & roles_that(act) and not (act == LENT and can_be_lent_to(colleague))
    ]
    said = {"name": colleague.user.name, "errands": listed(lacking, len(lacking))}
    return _("%(name)s cannot do this meanwhile: %(errands)s.") % said if lacking else ""


def _with_roles(member: Membership) -> str:
    titles = roles.titles(access.role_names(member)) or _("no role")
    return f"{member.user.name} ({titles})"
