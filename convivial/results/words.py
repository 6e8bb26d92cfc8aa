"""How the journal reads what happens here."""

from django.utils.translation import gettext_lazy as _

from convivial.journal.words import say

say("result.export", _("%(who)s took the results of %(days)s days away as a table"), "download")
