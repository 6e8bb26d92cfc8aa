from django.utils.translation import gettext_lazy as _

from convivial.lib.records import DUE, keep, topic

CHANNELS = topic(
    40,
    _("Who connected a channel, who may publish on it, and who answers there"),
    why=_("So that one knows whom to ask when a network shuts us out."),
    who=_("The members of the workspace."),
    until=_("As long as the channel; the name until the account is erased."),
)
SETTING = topic(
    62,
    _("Which installer let the house reach a host"),
    why=_("So that the next one can ask."),
    who=_("The installers."),
    until=_("As long as the host is let through."),
)

keep("networks.AllowedHost", SETTING, personal="by", plain="code host port why at")
keep(
    "networks.Channel", CHANNELS,
    personal="connected_by",
    plain="code workspace network server remote_id handle name address limits access access_reason access_at "
    "connected_at",
)  # fmt: skip
keep("networks.Learning", plain=f"{DUE} channel")
keep("networks.ChannelDuty", CHANNELS, personal="membership by", plain="channel duty at")
keep("networks.Reservation", CHANNELS, personal="by", plain="channel at")
keep("networks.ChannelGrant", CHANNELS, personal="membership", plain="reservation")
keep("networks.Secret", secret="sealed", plain="channel renewals renewing_until renewing_by changed_at")
keep("networks.AppKey", secret="sealed", plain="network server made_at changed_at")
keep(
    "networks.Connecting", CHANNELS,
    personal="user", secret="sealed browser state", plain="code workspace network channel made_at",
)  # fmt: skip
keep(
    "networks.Arrival", CHANNELS,
    personal="user account", secret="sealed browser", plain="code workspace network channel made_at",
)  # fmt: skip
keep("networks.PracticePost", plain="code channel key text language card posted_at")
keep("networks.PracticePicture", plain="code post position content mime width height alt")
