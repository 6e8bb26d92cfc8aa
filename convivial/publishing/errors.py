"""Why something a person asked for cannot be done; each carries a sentence that says what to do instead.

* NotReady      the post cannot be scheduled (or resumed, or tried again) as it is
  x MovedOn     the publication has moved on meanwhile: somebody was faster, or it is just going out
  x NotYours    the channel is kept for others
"""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "no_channels": _("Choose at least one channel first."),
    "no_words": _("There is nothing to say yet: write some words or add a picture."),
    "must_fix": _("Something has to be put right first: see the checks beside the words."),
    "in_the_past": _("That moment has already passed. Choose a later one, or publish now."),
    "waits_already": _("This post already waits for that moment on this channel."),
    "planned_anew": _("It was planned anew meanwhile. Cancel that first, or leave it as it is."),
    "just_published": _("This post has just gone out there. Change something first, or choose a later time."),
    "channel_removed": _("This channel was removed. Choose another one."),
    "channel_dropped": _("This channel was taken off the post meanwhile. Add it again first."),
    "no_time": _("Choose a day and time first, or publish now."),
    "not_understood": _("Not sure when that is. Try “tomorrow 9” or “26 Nov 17:30”, or pick the day."),
    "two_days": _("That can be {one} or {other}. Write the month as a word."),
    "time_or_day": _("That can be the time {one} or the day {other}. Write “{colon}” or “{dots}”."),
    "other_weekday": _("{one} is a {weekday}. Correct the day or the date."),
    "no_such_moment": _("There is no such day or time. Try “tomorrow 9” or “26 Nov 17:30”, or pick the day."),
    "midnight": _("Midnight ends one day and begins the next. Write 23:59 or 00:00 instead."),
    "at_once": _("That is now. Choose a later time, or press “Publish now” in the post."),
    "clocks_skip": _("The clocks are put forward that night: {when} never comes. Choose an earlier or a later time."),
    "nothing_to_hold": _("Nothing of it waits to go out, so there is nothing to put on hold."),
    "nothing_left": _("Everything here is scheduled already, or still needs a yes."),
    "needs_a_time": _("Its moment has passed. Choose a new one."),
    "sending": _("It is just going out; wait a few seconds and look again."),
    "published": _("It has gone out already."),
    "unknown": _("We are still asking the network whether it went out."),
    "failed": _("It did not go out. Try again instead."),
    "on_hold": _("It is on hold. Resume it instead."),
    "cancelled": _("It was cancelled meanwhile."),
    "scheduled": _("It is scheduled; nothing has to be done."),
    "slot_taken": _("A post stands in this place already."),
    "slot_discarded": _("This place was thrown away meanwhile."),
    "slot_past": _("The time of this place has passed. Move it to a later one first."),
    "slot_for_drafts": _("Only a draft takes a place: this post is scheduled or has gone out."),
    "slots_changed": _("The plan or the calendar has changed meanwhile. Look at the new proposal, then accept it."),
    "no_slot": _("This post stands in no place."),
    "not_there_yet": _("It has not gone out, so there is nothing to take down."),
}


class NotReady(Exception):
    """``reason`` is a key of SENTENCES; ``sentence`` says it in the reader's language."""

    def __init__(self, reason: str, **params: Any) -> None:
        super().__init__(reason)
        self.reason, self.params = reason, params

    @property
    def sentence(self) -> Any:
        return format_lazy(SENTENCES[self.reason], **self.params)


class MovedOn(NotReady):
    """``reason`` is the state in which the publication is now."""


class NotYours(NotReady):
    """Only the people named in the sentence may publish there."""

    def __init__(self, sentence: Any) -> None:
        super().__init__("not_yours")
        self._sentence = sentence

    @property
    def sentence(self) -> Any:
        return self._sentence
