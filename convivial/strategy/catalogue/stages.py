"""Known models of the way from hearing of somebody to acting; every organisation renames its stages."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Model:
    title: Any
    stages: tuple[Any, ...]


MODELS: dict[str, Model] = {
    "generic": Model(_("Five stages"), (_("Hears of us"), _("Considers us"), pgettext_lazy("a stage is called", "Decides"), _("Stays"), _("Recommends us"))),
    "three": Model(_("Three stages"), (_("Wide"), _("Narrower"), _("About to decide"))),
    "aida": Model("AIDA", (_("Attention"), _("Interest"), _("Wish"), _("Action"))),
    "race": Model("RACE", (_("Reach"), _("Act"), _("Convert"), _("Engage"))),
    "aarrr": Model("AARRR", (_("Comes"), _("Starts"), _("Stays"), _("Recommends us"), _("Pays"))),
    "donors": Model(_("Giving"), (_("Knows us"), _("Likes us"), _("Signs up"), _("Gives"), _("Gives regularly"), _("Speaks for us"))),
}  # fmt: skip
