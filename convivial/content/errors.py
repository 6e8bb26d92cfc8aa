"""The expected troubles of making content. ``sentence`` says, in the reader's language, what happened and what to do.

* ContentError
  x Overtaken         somebody else wrote in the meantime; carries the newer words, and our own are kept
  x NotTaken          words or a picture that cannot be taken as they are
  x NotNow            the act does not fit what the post is by now: answered already, in use, nobody to ask …
  x ChangedMeanwhile  a yes or a no to words that are not there any more; the page has to be looked at again
  x PictureLost       a picture's bytes are gone or not what was approved
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from convivial.team.models import User


class ContentError(Exception):
    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Overtaken(ContentError):
    """``revision`` and ``text`` are the newer ones (None: the variant follows the post); ``by`` wrote them."""

    def __init__(self, text: str | None, revision: int, by: User | None = None) -> None:
        super().__init__(
            _("Somebody else changed these words while you were writing. Yours are kept: compare, then choose.")
        )
        self.text, self.revision, self.by = text, revision, by


class NotTaken(ContentError): ...


class NotNow(ContentError): ...


class ChangedMeanwhile(ContentError):
    def __init__(self) -> None:
        super().__init__(
            _("The post changed while you were reading it. Look at the new words, then answer once more.")
        )


class PictureLost(ContentError):
    """For whoever sends: the publication goes on hold, nothing else may go out instead."""

    def __init__(self) -> None:
        super().__init__(_("A picture of this post is not what it was. Add it again."))
