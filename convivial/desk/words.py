"""How the desk's acts read in the installation's journal."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from convivial.journal.words import Named, name_things, say
from convivial.networks.models import AllowedHost


def hosts(codes: Collection[str]) -> Mapping[str, Named]:
    return {host.code: (str(host), None) for host in AllowedHost.objects.filter(code__in=codes)}


name_things("host", hosts)

say("address.record", _("%(who)s recorded the address %(address)s"), "globe")
say("host.allow", _("%(who)s let the house reach %(host)s"), "plug")
say("host.close", _("%(who)s closed the way to %(host)s"), "unplug")
say("mail.try", _("%(who)s tried the mail, and it works"), "mail-check")
say("mail.fail", _("%(who)s tried the mail, and it did not work"), "mail")
say("house.hand_over", _("%(who)s handed the house over and stepped back"), "check-check")
