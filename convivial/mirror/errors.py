"""What the mirror refuses, in words for the person who asked.

* Refusal
  x NothingToRead   no connected channel lists what stands there
"""

from django.utils.translation import gettext_lazy as _

from convivial.lib import refusing


class Refusal(refusing.Refusal): ...


class NothingToRead(Refusal):
    sentence = _("Nothing can be looked back on yet: connect an account, or bring a table.")
