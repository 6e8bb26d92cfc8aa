"""What the strategy refuses, in words for the person who asked.

* Refusal
  x Unchangeable     a version that is or was current changes by a small change only
  x AlreadyThere     there is a strategy, or a draft, already
  x NotProposed      the draft changed in the meantime; it has to be proposed again
  x NeedsWhy         a new version says what changed and why
  x NeedsNote        a strategist who is alone writes down what they went by
  x SecondPair       who proposed a version cannot be the second pair of eyes
  x ProposedOtherwise  the draft is another than the one that the second pair of eyes saw
  x NeedsReason      a small change takes one sentence of reason
  x NothingChanged   the figures are the same as before
  x ChangedSince     what should be taken back was changed again since
  x ShownOtherwise   the figures on the page are no longer those that it showed
"""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from convivial.lib import refusing


class Refusal(refusing.Refusal): ...


class Unchangeable(Refusal):
    sentence = _("This version is in force or was replaced, so its words stay. Prepare a new version to change them.")


class AlreadyThere(Refusal):
    sentence = _("Somebody was faster: it is there already.")


class NotProposed(Refusal):
    sentence = _("The draft changed in the meantime. Read it again; then it can be proposed anew.")


class NeedsWhy(Refusal):
    sentence = _("Say in a sentence or two what changed and why, so that everybody understands the new version.")


class NeedsNote(Refusal):
    sentence = _("You are the only strategist here. Write down in a sentence what you went by; it is kept.")


class SecondPair(Refusal):
    sentence = _("You proposed this version yourself. Another strategist has to look at it and put it in force.")


class ProposedOtherwise(Refusal):
    """``news``: what is otherwise than on the page, by what it is called."""

    sentence = _("It has changed since you opened this page, so it was not put in force. Look at what is new.")

    def __init__(self, news: Sequence[str] = ()) -> None:
        super().__init__()
        self.news = news


class NeedsReason(Refusal):
    sentence = _("Say in one sentence why, so that your colleagues understand it later.")


class NothingChanged(Refusal):
    sentence = _("Nothing is different from before, so nothing was written down.")


class ChangedSince(Refusal):
    sentence = _("This was changed again since. Change it anew instead of taking it back.")


class MailedAlready(Refusal):
    sentence = _("This very question was mailed there a few minutes ago. Its link stands in the list below.")


class ShownOtherwise(Refusal):
    sentence = _("The figures changed since this page was opened, so nothing was taken over. Look at them once more.")
