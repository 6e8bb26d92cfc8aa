"""What a meeting refuses, in words for the person who asked.

* Refusal
  x Over          it was closed; what stands in it stays
  x UnderWay      a review has been begun already
  x NothingYet    there is no strategy that one could look back at
"""

from django.utils.translation import gettext_lazy as _

from convivial.strategy.errors import Refusal


class Over(Refusal):
    sentence = _("This meeting is over, so what stands in it stays. Write it into the next one.")


class UnderWay(Refusal):
    sentence = _("A review is under way already. Go on with that one.")


class NothingYet(Refusal):
    sentence = _("There is no strategy yet that one could look back at.")
