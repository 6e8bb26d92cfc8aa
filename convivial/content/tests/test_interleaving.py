"""Whatever people do in whatever order: nothing is cleared that nobody said yes to, word for word.

The model is a set of pairs (channel, everything that a reader would see) to which somebody said yes while it stood
there. After every step the house clears the present words of a channel exactly when they are in the set.
"""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from convivial.content import approving, editions, writing
from convivial.content.errors import ChangedMeanwhile, ContentError, NotNow
from convivial.content.models import Media, Post, Variant
from convivial.content.seeing import seeing
from convivial.demo.cast import Cast
from convivial.networks.models import Channel
from convivial.team.models import User

from .conftest import new_channel

TEXTS = ["Forty cups.", "Fifty cups.", "Cafe\u0301", "Café", "See https://a.example", "See https://b.example"]
WORDS, ALTS = st.sampled_from(TEXTS), st.sampled_from(["", "Sacks.", "Cups."])
WRITERS = st.sampled_from(["ben", "mina", "cleo"])
OTHERS = st.sampled_from(["ben", "mina", "ana", "theo", "greta", "ravi", "omar", "zoe", "ivo"])
NUMBERS = st.integers(0, 2)

Shown = tuple[str, str, tuple[tuple[int, str], ...]]


class Undo(Exception):
    """Ends a run, and with it everything that the run wrote."""


class House(RuleBasedStateMachine):
    cast: Cast
    channels: list[Channel]
    media: list[Media]

    @initialize(has_picture=st.booleans(), far=st.sampled_from(["written", "frozen", "asked", "approved"]))
    def begin(self, has_picture: bool, far: str) -> None:
        self.run = transaction.atomic()
        self.run.__enter__()
        approving.set_rule(self.cast.harbour, self.cast.ana, True)
        self.post = writing.start(self.cast.harbour, self.cast.ben, TEXTS[0])
        for channel in self.channels[:2]:
            writing.add_channel(self.post, self.cast.ben, channel)
        self.is_required = True
        self.yes: set[tuple[int, Shown]] = set()
        self.page: dict[int, Shown] | None = None
        self.seen: set[str] = set()
        if has_picture:
            writing.add_picture(self.post, self.cast.ben, self.media[0])
        if far == "frozen":
            editions.freeze(self.post)
        if far in ("asked", "approved"):
            approving.ask(self.post, self.cast.ben)
        if far == "approved":
            approving.approve(self.post, self.cast.cleo)
            self.yes |= set(self.now().items())

    def teardown(self) -> None:
        if hasattr(self, "run"):
            self.run.__exit__(Undo, Undo(), None)

    # what stands there, read around the acts

    def now(self) -> dict[int, Shown]:
        pictures = tuple((each.media_id, each.alt) for each in self.fresh().pictures.all())
        rows = Variant.objects.filter(post=self.post).select_related("post")
        return {row.pk: (row.words, row.language, pictures) for row in rows}

    def fresh(self) -> Post:
        return Post.objects.get(pk=self.post.pk)

    def variant(self, number: int) -> Variant:
        rows = list(self.fresh().variants.all())
        return rows[number % len(rows)]

    def is_asked(self) -> bool:
        return approving.awaiting(self.cast.harbour).exists()

    def is_with_the_approvers(self) -> bool:
        """Frozen once, and asked about or with a yes as it stands: then an approver's own words have her yes, as long
        as they go on from words with a yes or from those that she saw."""
        frozen = set(self.fresh().variants.exclude(edition=None).values_list("pk", flat=True))
        has_yes = any(pair in self.yes for pair in self.now().items() if pair[0] in frozen)
        return self.is_required and bool(frozen) and (self.is_asked() or has_yes)

    def writes(self, name: str, act: Any) -> None:
        before, hers = self.now(), name == "cleo" and self.is_with_the_approvers()
        frozen = set(self.fresh().variants.exclude(edition=None).values_list("pk", flat=True))
        with seeing(self.seen if name == "cleo" else ()):
            act(getattr(self.cast, name))
        for pk, shown in set(self.now().items()) - set(before.items()) if hers else ():
            from_what = before[pk] if pk in frozen and pk in before else shown
            if (pk, from_what) in self.yes or from_what in (self.page or {}).values():
                self.yes.add((pk, shown))

    # what writers do

    @rule(name=WRITERS, text=WORDS)
    def write(self, name: str, text: str) -> None:
        post = self.fresh()
        self.writes(name, lambda by: writing.write(post, by, text, post.revision))

    @rule(name=WRITERS, text=WORDS)
    def write_more(self, name: str, text: str) -> None:
        """Twice as often as the rest: it is what people do."""
        self.write(name, f"{text} And more.")

    @rule(name=WRITERS, text=st.one_of(WORDS, st.none()), number=NUMBERS)
    def write_for_a_channel(self, name: str, text: str | None, number: int) -> None:
        variant = self.variant(number)
        self.writes(name, lambda by: writing.write_variant(variant, by, text, variant.revision))

    @rule(name=WRITERS, number=NUMBERS)
    def add_channel(self, name: str, number: int) -> None:
        self.writes(name, lambda by: writing.add_channel(self.fresh(), by, self.channels[number % 3]))

    @rule(name=WRITERS, number=NUMBERS)
    def drop_channel(self, name: str, number: int) -> None:
        gone = self.variant(number)
        if self.post.variants.count() > 1:
            self.writes(name, lambda by: writing.drop_channel(gone, by))

    @rule(name=WRITERS, number=NUMBERS)
    def add_picture(self, name: str, number: int) -> None:
        self.writes(name, lambda by: writing.add_picture(self.fresh(), by, self.media[number % 3]))

    @rule(name=WRITERS, number=NUMBERS, alt=ALTS)
    def describe(self, name: str, number: int, alt: str) -> None:
        for picture in list(self.fresh().pictures.all())[number : number + 1]:
            self.writes(name, lambda by, each=picture: writing.describe(each, by, alt))

    @rule(name=WRITERS, number=NUMBERS, to=NUMBERS, is_dropped=st.booleans())
    def move_or_drop_picture(self, name: str, number: int, to: int, is_dropped: bool) -> None:
        for picture in list(self.fresh().pictures.all())[number : number + 1]:
            if is_dropped:
                self.writes(name, lambda by, each=picture: writing.drop_picture(each, by))
            else:
                self.writes(name, lambda by, each=picture: writing.move_picture(each, by, to))

    @rule(name=WRITERS, language=st.sampled_from(["en", "de"]))
    def set_language(self, name: str, language: str) -> None:
        self.writes(name, lambda by: writing.set_language(self.fresh(), by, language))

    @rule(name=WRITERS, number=NUMBERS)
    def restore(self, name: str, number: int) -> None:
        for past in list(self.fresh().past_words.order_by("-pk"))[number : number + 1]:
            self.writes(name, lambda by, each=past: writing.restore(each, by))

    # what the approver does on a page that is no longer new

    @rule(text=WORDS, act=st.sampled_from(["describe", "move", "own", "write"]), alt=ALTS, is_stale=st.booleans())
    def edit_between_her_look_and_her_act(self, text: str, act: str, alt: str, is_stale: bool) -> None:
        """The author edits; the approver, who looked before, changes an alt text, the order or a channel's words."""
        self.open_the_page()
        if is_stale:
            self.write("ben", text)
        if act == "own":
            self.write_for_a_channel("cleo", f"{text} Only here.", 0)
        elif act == "write":
            self.write_more("cleo", text)
        elif act == "describe":
            self.describe("cleo", 0, alt)
        else:
            self.move_or_drop_picture("cleo", 0, 1, False)

    # what they ask and are answered

    @rule(name=st.sampled_from(["ben", "mina", "ana"]), note=st.sampled_from(["", "Today?"]))
    def ask(self, name: str, note: str) -> None:
        try:
            approving.ask(self.fresh(), getattr(self.cast, name), note)
        except NotNow:
            assert set(self.now().items()) <= self.yes

    @rule()
    def open_the_page(self) -> None:
        """The approver looks; what she answers later is about what she saw."""
        self.seen = {edition.fingerprint for edition in editions.freeze(self.fresh())}
        self.page = self.now()

    @precondition(lambda self: self.page is not None)
    @rule()
    def say_yes_to_the_page(self) -> None:
        try:
            approving.approve(self.fresh(), self.cast.cleo, seen=self.seen)
        except ChangedMeanwhile:
            assert self.page != self.now()
        except NotNow:
            assert not self.is_asked()
        else:
            assert set(self.now().values()) <= set((self.page or {}).values())
            self.yes |= set(self.now().items())

    @rule(number=NUMBERS)
    def say_yes_to_one_channel(self, number: int) -> None:
        chosen = self.variant(number)
        try:
            approving.approve(self.fresh(), self.cast.cleo, [chosen])
        except NotNow:
            assert not self.is_asked()
        else:
            self.yes.add((chosen.pk, self.now()[chosen.pk]))

    @rule(name=OTHERS)
    def somebody_else_says_yes(self, name: str) -> None:
        with pytest.raises((PermissionDenied, ContentError)):
            approving.approve(self.fresh(), getattr(self.cast, name))

    @rule()
    def say_not_yet(self) -> None:
        was_asked = self.is_asked()
        try:
            approving.not_yet(self.fresh(), self.cast.cleo, "Say when.")
        except NotNow:
            assert not was_asked

    @rule()
    def take_the_yes_back(self) -> None:
        frozen = set(self.fresh().variants.exclude(edition=None).values_list("pk", flat=True))
        approving.take_back(self.fresh(), self.cast.cleo)
        self.yes -= {pair for pair in self.now().items() if pair[0] in frozen}

    @rule()
    def take_the_question_back(self) -> None:
        approving.withdraw(self.fresh(), self.cast.ben)

    @rule()
    def change_the_rule(self) -> None:
        self.is_required = not self.is_required
        approving.set_rule(self.cast.harbour, self.cast.ana, self.is_required)

    @invariant()
    def what_is_cleared_has_its_yes(self) -> None:
        if not hasattr(self, "post"):
            return
        rows = list(Variant.objects.filter(post=self.post, edition__isnull=False).select_related("edition"))
        cleared, now = approving.cleared([row.edition_id for row in rows if row.edition_id]), self.now()
        for row in rows:
            edition: Any = row.edition
            pictures = tuple((each["media"], each["alt"]) for each in edition.pictures)
            assert (edition.text, edition.language, pictures) == now[row.pk]
            assert (edition.pk in cleared) == (not self.is_required or (row.pk, now[row.pk]) in self.yes)


def picture(cast: Cast, letter: str) -> Media:
    return Media.objects.create(
        workspace=cast.harbour, sha256=letter * 64, mime="image/png", width=4, height=3, size=9, name="x"
    )


def test_no_words_are_cleared_that_nobody_said_yes_to(cast: Cast) -> None:
    House.cast = cast
    House.channels = [new_channel(cast.harbour, "mastodon", remote_id=str(number)) for number in range(3)]
    House.media = [picture(cast, letter) for letter in "abc"]
    quick = settings(
        max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    run_state_machine_as_test(House, settings=quick)
    assert User.objects.filter(pk=cast.ben.pk).exists()
