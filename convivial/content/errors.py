"""The expected troubles of making content. ``sentence`` says, in the reader's language, what happened and what to do.

* ContentError
  x NotTaken          words or a picture that cannot be taken as they are
  x NotNow            the act does not fit what the post is by now: answered already, in use, nobody to ask …
  x ChangedMeanwhile  a yes or a no to words that are not there any more; the page has to be looked at again
  x PictureLost       a picture's bytes are gone or not what was approved

Words that somebody else wrote over in the meantime are ``lib.refusing.Overtaken``; our own are kept.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _


class ContentError(Exception):
    def __init__(self, sentence: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence


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
