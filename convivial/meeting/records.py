from django.utils.translation import gettext_lazy as _

from convivial.lib.records import keep, topic

MEETINGS = topic(
    47,
    _("Who was at a meeting about the strategy, who led it and who wrote what was said there"),
    why=_("So that everybody knows later who decided together."),
    who=_("The members of the workspace."),
    until=_("As long as the workspace; your name until your account is erased."),
)

keep("meeting.Meeting", MEETINGS, personal="begun_by", plain="code workspace kind first last version begun_at")
keep("meeting.Closing", MEETINGS, personal="by", plain="meeting told at")
keep("meeting.Look", plain="meeting told seen at")
keep("meeting.Presence", MEETINGS, personal="person", plain="meeting")
keep("meeting.Words", MEETINGS, personal="by text", plain="meeting part revision at")
keep("meeting.Decided", plain="meeting decision")
keep("meeting.Judgement", MEETINGS, personal="by", plain="meeting objective statement says note at")
keep("meeting.Opening", MEETINGS, personal="by", plain="meeting version at")
