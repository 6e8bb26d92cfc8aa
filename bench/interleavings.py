"""Nothing goes out that nobody said yes to, in whatever order people and the worker come.

    python bench/interleavings.py                  # 10,000 interleavings, seed 11
    python bench/interleavings.py --many 50000 --seed 4
    python bench/interleavings.py --blind          # the last look is taken away: there must be wrong ones

Each scene gives a writer, an approver, a planner and a worker a few acts each; then the acts are put into every order
that keeps each one's own, fifty of a scene at most. Orders that begin alike share their beginning (savepoints), so
that ten thousand take some minutes. The judge keeps its own book of what somebody said yes to, word for word and
picture for picture, and looks at what the worker takes in its hands: after that moment a person comes too late, by
design.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

A_SCENE = 50  # interleavings of one scene at most
TEXTS = ("Forty cups.", "Fifty cups.", "Sixty cups, then seventy.")
ALTS = ("", "Sacks of coffee.", "Cups.")
WRITES = [*(("write", text) for text in TEXTS), *(("own", text) for text in TEXTS), ("follow", None),
          *(("describe", alt) for alt in ALTS), ("picture", 0), ("picture", 1), ("drop", None)]  # fmt: skip
ANSWERS = [("look", None), ("yes", None), ("yes", None), ("one", 0), ("one", 1), ("back", None), ("not_yet", None),
           *(("change", alt) for alt in ALTS)]  # fmt: skip
PLANS = [
    ("ask", None),
    ("publish", None),
    ("resume", None),
    ("hold", None),
    ("lift", None),
    ("rule", False),
    ("rule", True),
]

Act = tuple[str, str, Any]  # who, what, with what


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--blind", action="store_true", help="without the last look at approvals")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="convivial-bench-") as folder:
        os.environ.update(CONVIVIAL_DATA=folder, DJANGO_SETTINGS_MODULE="convivial.settings")
        os.environ.pop("DATABASE_URL", None)
        began = time.monotonic()
        told = Play(asked.many, asked.seed, asked.blind).run()
    print(f"{told.ends:,} interleavings of {told.scenes} scenes (seed {asked.seed}), {told.acts:,} acts, "
          f"{told.sent:,} sendings, {told.stopped:,} stopped at the last look, {told.wrong:,} wrong, "
          f"{time.monotonic() - began:.0f} s")  # fmt: skip
    return int(bool(told.wrong) != asked.blind)


@dataclass
class Told:
    ends: int = 0
    scenes: int = 0
    acts: int = 0
    sent: int = 0
    stopped: int = 0
    wrong: int = 0


@dataclass(frozen=True)
class Book:
    """What the judge knows on one way through a scene."""

    is_required: bool = True
    yes: frozenset[Any] = frozenset()
    page: frozenset[str] = frozenset()
    shown: frozenset[Any] = frozenset()  # all that stood on it
    carried: tuple[Any, ...] = ()
    sent: int = 0
    stopped: int = 0
    wrong: int = 0


class Play:
    def __init__(self, many: int, seed: int, is_blind: bool) -> None:
        self.many, self.chance, self.is_blind, self.told = many, random.Random(seed), is_blind, Told()

    def run(self) -> Told:
        self._open()
        from django.db import transaction

        while self.told.ends < self.many:
            self.left = min(A_SCENE, self.many - self.told.ends)
            self.told.scenes += 1
            with transaction.atomic():
                self._walk(self._begin(), self._scene())
                transaction.set_rollback(True)
        return self.told

    def _open(self) -> None:
        import django

        django.setup()
        from django.core.management import call_command

        from convivial.content import approving
        from convivial.content.models import Media
        from convivial.demo.cast import invite_the_cast
        from convivial.networks.models import Channel, Secret
        from convivial.networks.practising import open_practice
        from convivial.publishing.sending.lanes import Keys

        call_command("migrate", verbosity=0)
        self.cast, self.keys = invite_the_cast(), Keys()
        second = Channel.objects.create(
            workspace=self.cast.harbour, network="mastodon", server="https://social.harbour.example", remote_id="1",
            handle="harbour", name="Harbour", connected_by=self.cast.ana,
        )  # fmt: skip
        secret = Secret(channel=second)
        secret.keep({"access_token": "x"})
        secret.save()
        self.channels = [open_practice(self.cast.harbour, self.cast.ana), second]
        self.media = [
            Media.objects.create(workspace=self.cast.harbour, sha256=letter * 64, mime="image/png", width=4, height=3,
                                 size=9, name="x")
            for letter in "ab"
        ]  # fmt: skip
        approving.set_rule(self.cast.harbour, self.cast.ana, True)
        if self.is_blind:
            approving.cleared = set

    def _begin(self) -> Book:
        from convivial.content import approving, writing
        from convivial.publishing import scheduling

        self.post = writing.start(self.cast.harbour, self.cast.ben, "The first words.")
        for channel in self.channels:
            writing.add_channel(self.post, self.cast.ben, channel)
        writing.add_picture(self.post, self.cast.ben, self.media[0])
        writing.describe(self.post.pictures.get(), self.cast.ben, "Sacks.")
        approving.ask(self.post, self.cast.ben)
        book = Book()
        if self.chance.random() < 0.6:
            approving.approve(self.post, self.cast.cleo)
            book = replace(book, yes=frozenset(self._now().items()))
        scheduling.publish_now(self.post, self.cast.ben)
        return book

    def _scene(self) -> list[list[Act]]:
        """Each one's acts, in their own order."""
        pick = self.chance.choice
        return [
            [("writer", *pick(WRITES)) for _ in range(self.chance.randint(1, 3))],
            [("approver", *pick(ANSWERS)) for _ in range(self.chance.randint(1, 3))],
            [("planner", *pick(PLANS)) for _ in range(self.chance.randint(0, 2))],
            [("worker", "take", None), ("worker", "send", None), ("worker", "take", None), ("worker", "send", None)],
        ]

    def _walk(self, book: Book, rest: list[list[Act]]) -> None:
        """Every order, or as many as are left; the next one to act is tried in an order of chance."""
        from django.db import transaction

        turns = [number for number, acts in enumerate(rest) if acts]
        if not turns:
            self._end(book)
        for number in self.chance.sample(turns, len(turns)):
            if self.left <= 0:
                return
            before = transaction.savepoint()
            after = self._act(book, rest[number][0])
            self._walk(after, [acts[1:] if turn == number else acts for turn, acts in enumerate(rest)])
            transaction.savepoint_rollback(before)

    def _end(self, book: Book) -> None:
        self.left -= 1
        self.told.ends += 1
        self.told.sent += book.sent
        self.told.stopped += book.stopped
        self.told.wrong += bool(book.wrong)

    def _act(self, book: Book, act: Act) -> Book:
        from django.db import transaction

        from convivial.content.errors import ContentError
        from convivial.lib.refusing import Overtaken
        from convivial.publishing.errors import NotReady

        self.told.acts += 1
        _who, what, given = act
        with suppress(ContentError, NotReady, Overtaken), transaction.atomic():
            return getattr(self, f"_{what}")(book, given) or book
        return book

    # the writer

    def _write(self, book: Book, text: str) -> None:
        from convivial.content import writing

        post = self._fresh()
        writing.write(post, self.cast.ben, text, post.revision)

    def _own(self, book: Book, text: str | None) -> None:
        from convivial.content import writing

        variant = self._fresh().variants.all()[0]
        writing.write_variant(variant, self.cast.ben, text, variant.revision)

    _follow = _own

    def _describe(self, book: Book, alt: str) -> None:
        self._with_picture(lambda writing, picture: writing.describe(picture, self.cast.ben, alt))

    def _drop(self, book: Book, given: None) -> None:
        self._with_picture(lambda writing, picture: writing.drop_picture(picture, self.cast.ben))

    def _picture(self, book: Book, number: int) -> None:
        from convivial.content import writing

        writing.add_picture(self._fresh(), self.cast.ben, self.media[number])

    def _with_picture(self, does: Callable[[Any, Any], None]) -> None:
        from convivial.content import writing

        for picture in self._fresh().pictures.all()[:1]:
            does(writing, picture)

    # the approver

    def _look(self, book: Book, given: None) -> Book:
        from convivial.content import editions

        page = frozenset(each.fingerprint for each in editions.freeze(self._fresh()))
        return replace(book, page=page, shown=frozenset(self._now().values()))

    def _change(self, book: Book, alt: str) -> Book:
        """Another alt text, from the page that she opened last: her own yes, where she had the rest before her."""
        from convivial.content import approving, writing
        from convivial.content.seeing import seeing

        before = self._now()
        is_hers = approving.awaiting(self.cast.harbour).exists() or bool(book.yes & set(before.items()))
        for picture in self._fresh().pictures.all()[:1]:
            with seeing(book.page):
                writing.describe(picture, self.cast.cleo, alt)
        moved = set(self._now().items()) - set(before.items()) if is_hers and book.is_required else set()
        hers = {(pk, now) for pk, now in moved if (pk, before[pk]) in book.yes or before[pk] in book.shown}
        return replace(book, yes=book.yes | hers)

    def _yes(self, book: Book, given: None) -> Book:
        from convivial.content import approving

        approving.approve(self._fresh(), self.cast.cleo, seen=book.page or None)
        return replace(book, yes=book.yes | set(self._now().items()))

    def _one(self, book: Book, number: int) -> Book:
        from convivial.content import approving

        chosen = self._fresh().variants.all()[number]
        approving.approve(self._fresh(), self.cast.cleo, [chosen])
        return replace(book, yes=book.yes | {(chosen.pk, self._now()[chosen.pk])})

    def _back(self, book: Book, given: None) -> Book:
        from convivial.content import approving

        approving.take_back(self._fresh(), self.cast.cleo)
        return replace(book, yes=book.yes - set(self._now().items()))

    def _not_yet(self, book: Book, given: None) -> None:
        from convivial.content import approving

        approving.not_yet(self._fresh(), self.cast.cleo, "Say when.")

    # the planner

    def _ask(self, book: Book, given: None) -> None:
        from convivial.content import approving

        approving.ask(self._fresh(), self.cast.mina)

    def _publish(self, book: Book, given: None) -> None:
        from convivial.publishing import scheduling

        scheduling.publish_now(self._fresh(), self.cast.ben)

    def _resume(self, book: Book, given: None) -> None:
        from convivial.publishing import scheduling

        for publication in self.cast.harbour.publications.filter(state="on_hold").select_related("channel"):
            scheduling.resume(publication, self.cast.ben)

    def _hold(self, book: Book, given: None) -> None:
        from convivial.publishing.holding import hold_all

        hold_all(self.cast.ana, "An accident in the harbour.", self.cast.harbour)

    def _lift(self, book: Book, given: None) -> None:
        from convivial.publishing.holding import lift

        lift(self.cast.ana, self.cast.harbour)

    def _rule(self, book: Book, is_required: bool) -> Book:
        from convivial.content import approving

        approving.set_rule(self.cast.harbour, self.cast.ana, is_required)
        return replace(book, is_required=is_required)

    # the worker, and the judge beside it

    def _take(self, book: Book, given: None) -> Book:
        from convivial.lib.now import now
        from convivial.publishing.sending.stepping import step

        before, standing, wrong = self._waiting(), self._now(), 0
        taken = step([], 8, len(book.carried), "worker", self.keys, now())
        for due, _access in taken.go:
            shown = (due.edition.text, due.edition.language, self._pictures(due.edition.pictures))
            has_yes = not book.is_required or (due.edition.variant_id, shown) in book.yes
            wrong += not has_yes or shown != standing[due.edition.variant_id]
        carried = book.carried + tuple(due for due, _access in taken.go)
        stopped = book.stopped + before - self._waiting() - len(taken.go)
        return replace(book, carried=carried, stopped=stopped, wrong=book.wrong + wrong)

    def _send(self, book: Book, given: None) -> Book:
        from convivial.lib.now import now
        from convivial.networks.messages import Receipt
        from convivial.publishing.sending import outcomes
        from convivial.publishing.sending.stepping import step

        receipt = Receipt("1", "https://social.harbour.example/1", now())
        step([outcomes.published(due, receipt, now()) for due in book.carried], 0, 0, "worker", self.keys, now())
        return replace(book, carried=(), sent=book.sent + len(book.carried))

    # what stands there, read around the acts

    def _fresh(self) -> Any:
        from convivial.content.models import Post

        return Post.objects.get(pk=self.post.pk)

    def _now(self) -> dict[int, Any]:
        from convivial.content.models import PostPicture, Variant

        rows = PostPicture.objects.filter(post=self.post)
        pictures = tuple((each.media_id, each.alt) for each in rows)
        variants = Variant.objects.filter(post=self.post).select_related("post")
        return {row.pk: (row.words, row.language, pictures) for row in variants}

    def _waiting(self) -> int:
        return int(self.cast.harbour.publications.filter(state="scheduled").count())

    @staticmethod
    def _pictures(told: list[dict[str, Any]]) -> tuple[Any, ...]:
        return tuple((each["media"], each["alt"]) for each in told)


if __name__ == "__main__":
    sys.exit(main())
