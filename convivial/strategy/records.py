from django.utils.translation import gettext_lazy as _

from convivial.lib.records import DUE, keep, topic

from .models import NOUNS
from .models.fields import Member

STRATEGY = topic(
    45,
    _("Who wrote, agreed to or owns a part of the strategy"),
    why=_("So that everybody knows whom to ask, and that two people looked at it."),
    who=_("The members of the workspace."),
    until=_("As long as the workspace; your name until your account is erased."),
)
PROGRESS = topic(
    46,
    _("What you report about a tactic that you own, and figures that you type"),
    why=_("So that the others see how far it is."),
    who=_("The members of the workspace."),
    until=_("As long as the workspace; your name until your account is erased."),
)

for _noun in NOUNS.values():
    _personal = {field.name for field in _noun._meta.concrete_fields if isinstance(field, Member)}
    _plain = {field.name for field in _noun._meta.concrete_fields if field.name != "id"} - _personal
    keep(_noun._meta.label, STRATEGY if _personal else None, personal=" ".join(_personal), plain=" ".join(_plain))

keep(
    "strategy.Version", STRATEGY,
    personal="made_by",
    plain="code workspace number state based_on starting_set language begun why begins_on valid_until made_at",
)  # fmt: skip
keep("strategy.Proposal", STRATEGY, personal="by", plain="version at")
keep("strategy.Adoption", STRATEGY, personal="by seconded_by note", plain="version at seconded_at")
keep(
    "strategy.Change", STRATEGY,
    personal="by reason before after", plain="code workspace version noun part_code at",
)  # fmt: skip
keep(
    "strategy.ReadingLink", STRATEGY, secret="token",
    personal="name made_by",
    plain="code workspace version language with_course made_at expires_at opened_at opened_count",
)  # fmt: skip
keep(
    "strategy.Asking", STRATEGY,
    personal="name asked_by", plain="code workspace first last stages asked_at expires_at",
)  # fmt: skip
keep("strategy.Reply", plain="asking counts at")
keep("strategy.Settling", STRATEGY, personal="by", plain="reply is_taken changes at")
keep("strategy.Undoing", STRATEGY, personal="by", plain="change at")
keep("strategy.Finding", plain="code workspace check_key scope chapter said row foreseen since found_at")
keep("strategy.Answer", STRATEGY, personal="by reason", plain="workspace check_key scope said at rests_until")
keep("strategy.Judging", plain=f"workspace seq seen judged_at {DUE}")
keep("strategy.TypedFigure", PROGRESS, personal="by", plain="workspace part_code on value batch at")
keep("strategy.Progress", PROGRESS, personal="by evidence", plain="workspace tactic_code is_done figure at")
keep(
    "strategy.Decision", STRATEGY,
    personal="by", plain="code workspace question options choice reason evidence on look_again_on",
)  # fmt: skip
keep("strategy.Outcome", STRATEGY, personal="by", plain="decision note on")
keep("strategy.Hypothesis", STRATEGY, personal="by", plain="code workspace believe kpi threshold by_date at")
keep("strategy.Verdict", STRATEGY, personal="by", plain="hypothesis says note on")
