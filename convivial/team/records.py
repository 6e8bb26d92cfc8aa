from django.utils.translation import gettext_lazy as _

from convivial.lib.records import DUE, keep, topic

ACCOUNT = topic(
    10,
    _("Your name and e-mail address"),
    why=_("So that you can sign in and others know who you are."),
    who=_("Your name: the members of your workspaces. Your address: you, and whoever invited you."),
    until=_("Until you erase your account."),
)
SIGNED_IN = topic(
    20,
    _("Where you are signed in: browser, network address, time"),
    why=_("So that you notice when somebody else uses your account, and can end it."),
    who=_("You alone."),
    until=_("Two weeks after you signed in, or until you sign out."),
)
GUESSES = topic(
    22,
    _("How often a wrong password was given for an account or from a network address, in a form that names neither"),
    why=_("So that nobody can guess a password by trying for long."),
    who=_("Nobody."),
    until=_("Thirty days after the last wrong one."),
)
SECOND_STEP = topic(
    25,
    _("Your second step: an app or passkeys"),
    why=_("So that a stolen password opens nothing."),
    who=_("Nobody; you see that it is there."),
    until=_("Until you switch it off."),
)
ROLES = topic(
    30,
    _("Your workspaces and roles"),
    why=_("So that everybody knows who does what, and sees only what is theirs."),
    who=_("The members of the same workspace."),
    until=_("Until you leave; that you were there stays in the journal."),
)
STRATEGIST = topic(
    31,
    _("Why this person determines the strategy, in one sentence"),
    why=_("So that everybody knows whom to follow, and why."),
    who=_("The members of the same workspace, and whoever is shown the strategy."),
    until=_("Until it is changed or they leave; the journal keeps it, readable until the account is erased."),
)
AWAY = topic(
    32,
    _("When somebody is away, who covers, and what they should know"),
    why=_("So that nothing waits for somebody who is not there. Why somebody is away is never asked."),
    who=_("The members of the same workspace."),
    until=_("Three months after the last day, or as IT has set it; that it was so stays in the journal."),
)
INVITED = topic(
    35,
    _("Who is invited"),
    why=_("So that only the person meant comes in."),
    who=_("The members of the workspace."),
    until=_("A month after the invitation was used or ran out, or until it is withdrawn or the account is erased."),
)
ERASED = topic(
    38,
    _("That an account was erased, by a code that names nobody"),
    why=_("So that a restored copy of the house does not bring anybody back."),
    who=_("Nobody."),
    until=_("As long as the house."),
)
MAILED = topic(
    45,
    _("Mails of the house to you: that one left and how it ended, and its words until it has left"),
    why=_("So that an invitation or a link arrives even when no mail can leave for a while."),
    who=_("Nobody; whoever invited you sees when it did not get through."),
    until=_("Three months, or as IT has set it; the words until the mail has left."),
)
DESK = topic(
    60,
    _("Which installer set something up"),
    why=_("So that the next one can ask."),
    who=_("The installers."),
    until=_("As long as the setting; the name until the account is erased."),
)

keep(
    "team.User", ACCOUNT,
    personal="email name last_login", secret="password", plain="code language theme is_active created_at",
)  # fmt: skip
keep("team.Workspace", plain="code slug name zone language hue created_at")
keep("team.Membership", STRATEGIST, personal="user why", plain="workspace joined_at")
keep(
    "team.Cover", AWAY,
    personal="away colleague made_by ended_by note",
    plain="code workspace begins_on ends_on zone begins_at ends_at lends_yes made_at ended_at",
)  # fmt: skip
keep("team.MemberRole", ROLES, personal="name", plain="membership")
keep("team.Installer", ROLES, personal="user", plain="since")
keep(
    "team.Invitation", INVITED,
    personal="email name invited_by", secret="token", plain="code workspace roles invited_at expires_at",
)  # fmt: skip
keep("team.Acceptance", INVITED, personal="user", plain="invitation at")
keep("team.Erasure", ERASED, personal="code about", plain="at")
keep("team.Guesses", GUESSES, personal="about", plain="count last_at free_at")
keep(
    "team.Mail", MAILED,
    personal="thing_code", secret="sealed", plain=f"code thing state refusals doubts made_at closed_at {DUE}",
)  # fmt: skip
keep("team.Opening", DESK, personal="by", plain="only at")
keep("team.RecordedAddress", DESK, personal="by", plain="address at")
keep("team.HandOver", DESK, personal="by", plain="at")

keep("account.EmailAddress", ACCOUNT, personal="user email", plain="verified primary")
keep("account.EmailConfirmation", ACCOUNT, personal="email_address", secret="key", plain="created sent")
keep("mfa.Authenticator", SECOND_STEP, personal="user", secret="data", plain="type created_at last_used_at")
keep(
    "usersessions.UserSession", SIGNED_IN,
    personal="user ip user_agent data", secret="session_key", plain="created_at last_seen_at",
)  # fmt: skip
keep("sessions.Session", SIGNED_IN, secret="session_key session_data", plain="expire_date")
keep("auth.Permission", plain="name content_type codename")  # Django's own tables, which stay empty
keep("auth.Group", plain="name")
keep("contenttypes.ContentType", plain="app_label model")
