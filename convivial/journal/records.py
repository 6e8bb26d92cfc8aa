from django.utils.translation import gettext_lazy as _

from convivial.lib.records import keep, topic

JOURNAL = topic(
    50,
    _("What was done, by whom and when"),
    why=_("So that everybody can see how a post came about, and nobody can rewrite it."),
    who=_("The members of the workspace; what belongs to no workspace, the installers."),
    until=_("As long as the workspace. When an account is erased its name disappears from every line."),
)

keep(
    "journal.Line", JOURNAL,
    personal="actor_id", plain="workspace_id seq at act thing thing_code params aside chain",
)  # fmt: skip
keep("journal.Aside", JOURNAL, personal="about sealed", plain="workspace_id seq")
keep("journal.PersonKey", JOURNAL, personal="about", secret="sealed")
keep("journal.Head", plain="workspace_id seq chain")
