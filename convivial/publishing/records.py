from django.utils.translation import gettext_lazy as _

from convivial.lib.records import DUE, keep, topic

PUBLISHING = topic(
    46,
    _("Who scheduled, stopped, resumed or took down a post"),
    why=_("So that one can ask, and the crisis can be told afterwards."),
    who=_("The members of the workspace."),
    until=_("As long as the workspace; your name until you erase your account."),
)

keep(
    "publishing.Publication", PUBLISHING,
    personal="scheduled_by",
    plain="code workspace channel variant edition state due_at wall_time zone scheduled_at key try_at token worker "
    "lease_until tries deaths prepared has_words_of_others is_withheld reason reason_params remote_id address "
    "published_at changed_at",
)  # fmt: skip
keep("publishing.Attempt", plain="publication token worker began_at ended_at outcome detail")
keep("publishing.Doubt", plain="publication since at state reason reason_params")
keep("publishing.Look", plain="publication at answer detail")
keep("publishing.LinkWatch", plain=f"{DUE} publication")
keep("publishing.Preparation", plain=f"{DUE} publication")
keep("publishing.Removal", PUBLISHING, personal="asked_by", plain=f"{DUE} publication asked_at done_at reason")
keep(
    "publishing.Hold", PUBLISHING,
    personal="by lifted_by why", plain="workspace reason doubtful_from at lifted_at",
)  # fmt: skip
keep("publishing.Lane", plain="channel workspace worker lease_until open_at window_at used used_before")
keep("publishing.Plan", PUBLISHING, personal="by", plain="post wall_time zone at")
keep(
    "publishing.Slot", PUBLISHING,
    personal="accepted_by",
    plain="code workspace due_at wall_time zone pillar persona objective stage kind why batch accepted_at",
)  # fmt: skip
keep("publishing.Taking", PUBLISHING, personal="by", plain="slot post at")
keep("publishing.Discarding", PUBLISHING, personal="by", plain="slot at")
