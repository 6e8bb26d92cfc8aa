from django.utils.translation import gettext_lazy as _

from convivial.lib.records import DUE, keep, topic

PAST = topic(
    47,
    _("What stands on the organisation's own accounts, read back or brought as a table"),
    why=_("So that you see what you have been doing, before you decide what to do."),
    who=_("The members of the workspace."),
    until=_("180 days after it was posted, or until somebody has it forgotten."),
)

keep(
    "mirror.PastPost",
    PAST,
    personal="text",
    plain="workspace channel network remote_id address at language kind shape figures",
)
keep("mirror.Reading", PAST, personal="by", plain=f"{DUE} workspace channel asked_at done_at count vain reason")
keep("mirror.Drawn", plain=f"{DUE} workspace drawn_at shown")
