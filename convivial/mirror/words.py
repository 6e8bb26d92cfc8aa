"""How the journal reads what happens here."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from convivial.journal.words import Named, name_things, say


def mirrors(codes: Collection[str]) -> Mapping[str, Named]:
    return {code: (str(_("the mirror")), None) for code in codes}


name_things("mirror", mirrors)

say("mirror.read", _("%(who)s had the channels looked back on: %(count)s"), "rotate-ccw")
say("mirror.draw", _("The mirror was drawn: %(count)s posts"), "scan-eye")
say("mirror.import", _("%(who)s brought past posts as a table: %(count)s"), "upload")
say("mirror.forget", _("%(who)s had the mirror forgotten: %(count)s posts"), "trash-2")
