"""Where a publication, or a post that is not in the ledger yet, stands: one word of ``states.LOOKS``, the same on
every page. Each is worked out by the database, so that a page of a thousand posts asks no more than it did; the words
for it are found once, for they are many.

    workspace.publications.annotate(word=standing.word())      # "waiting", "taken_down" …
    workspace.posts.annotate(word=standing.word_of_post())     # "draft", "approved" …
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When

from convivial.content import approving
from convivial.content.models import ApprovalRequest, GivenBack, Offer, Variant
from convivial.networks.models import Channel

from .models import Hold, Plan, Publication

State = Publication.State
WAITING, HELD, CUT_OFF, ASKING = "waiting", "held", "cut_off", "asking"
COMING_DOWN, STILL_THERE, TAKEN_DOWN = "coming_down", "still_there", "taken_down"
DRAFT, PLANNED, APPROVED, NOT_YET = "draft", "planned", "approved", "not_yet"
OFFERED, GIVEN_BACK = "offered", "given_back"

# What says most about a post of which several stand at one moment.
LOUDEST_FIRST = (
    State.FAILED, State.UNKNOWN, State.ON_HOLD, STILL_THERE, ASKING, HELD, CUT_OFF, WAITING, COMING_DOWN,
    State.SENDING, State.SCHEDULED, State.PUBLISHED, TAKEN_DOWN, State.CANCELLED,
)  # fmt: skip
OF_POSTS = (DRAFT, PLANNED, WAITING, APPROVED, NOT_YET, OFFERED, GIVEN_BACK)
# Nobody but a person can bring these on; they are counted and listed everywhere by this.
NEEDS_PEOPLE = (State.FAILED, State.UNKNOWN, State.ON_HOLD)
AHEAD = (State.SCHEDULED, State.SENDING, HELD, CUT_OFF, WAITING, ASKING)
OUT = (State.PUBLISHED, COMING_DOWN, STILL_THERE)
ANSWERS = (ApprovalRequest.Outcome.NOT_YET, ApprovalRequest.Outcome.APPROVED)


@cache
def word(way: str = "") -> Case:
    """Of a publication; ``way`` leads to it from the rows that are read ("went__")."""
    scheduled, published = Q(**{f"{way}state": State.SCHEDULED}), Q(**{f"{way}state": State.PUBLISHED})
    return Case(
        When(scheduled & Q(is_held(f"{way}workspace")), then=Value(HELD)),
        When(scheduled & ~Q(approving.is_clear(f"{way}edition")), then=Value(WAITING)),
        When(scheduled & Q(**{f"{way}channel__access": Channel.Access.WITHDRAWN}), then=Value(CUT_OFF)),
        When(Q(**{f"{way}state": State.UNKNOWN, f"{way}try_at__isnull": False}), then=Value(ASKING)),
        When(published & Q(**{f"{way}removal__done_at__isnull": False}), then=Value(TAKEN_DOWN)),
        When(published & Q(**{f"{way}removal__isnull": False, f"{way}removal__reason": ""}), then=Value(COMING_DOWN)),
        When(published & Q(**{f"{way}removal__isnull": False}), then=Value(STILL_THERE)),
        default=F(f"{way}state"),
        output_field=CharField(),
    )


def loudest(words: Iterable[str]) -> str:
    return min(words, key=LOUDEST_FIRST.index)


@cache
def word_of_post() -> Case:
    """Of a post of which nothing is in the ledger."""
    return Case(
        When(Exists(_asked(closed_at=None)), then=Value(WAITING)),
        When(Exists(_offers().filter(taken_at=None)), then=Value(OFFERED)),
        When(Q(is_contribution=True) & ~Exists(_offers()) & Exists(_given_back()), then=Value(GIVEN_BACK)),
        When(Q(approving.is_ruled("workspace")) & Exists(_variants()) & ~Exists(_unclear()), then=Value(APPROVED)),
        When(Q(approving.is_ruled("workspace")) & _was_given_back(), then=Value(NOT_YET)),
        When(Exists(Plan.objects.filter(post=OuterRef("pk"))), then=Value(PLANNED)),
        default=Value(DRAFT),
        output_field=CharField(),
    )


def is_held(workspace: str) -> Exists:
    """Whether everything there is on hold."""
    return Exists(Hold.objects.in_force().filter(Q(workspace=OuterRef(workspace)) | Q(workspace=None)))


def _asked(**how: Any) -> Any:
    return ApprovalRequest.objects.filter(post=OuterRef("pk"), **how)


def _offers() -> Any:
    return Offer.objects.filter(post=OuterRef("pk"))


def _given_back() -> Any:
    return GivenBack.objects.filter(post=OuterRef("pk"))


def _variants() -> Any:
    return Variant.objects.filter(post=OuterRef("pk"))


def _unclear() -> Any:
    return _variants().exclude(approving.is_clear("edition"))


def _was_given_back() -> Q:
    """Whether the newest answer to a question was "not yet"."""
    newer = ApprovalRequest.objects.filter(post=OuterRef("post"), pk__gt=OuterRef("pk"), outcome__in=ANSWERS)
    return Q(Exists(_asked(outcome=ApprovalRequest.Outcome.NOT_YET).exclude(Exists(newer))))
