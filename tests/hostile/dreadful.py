"""A house in which every text field of every model is filled with ``payloads``.

What the product's own acts take goes in through them; then every field that holds free words is overwritten directly,
so that nothing depends on who guards the way in. ``OURS`` names the fields that hold the house's own keys; the rest
is filled, and a model without a row fails the test that asks for it.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any
from unittest.mock import patch

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction

from convivial.content import approving, links, media, offering, writing
from convivial.content.errors import ContentError
from convivial.content.models import LinkLook, PastWords, Post
from convivial.demo import world
from convivial.demo.cast import Cast
from convivial.demo.pictures import landscape
from convivial.journal.recording import record
from convivial.lib.now import now
from convivial.networks.models import AllowedHost, Arrival, Channel, PracticePicture, PracticePost
from convivial.publishing.holding import hold_all
from convivial.publishing.models import Look, Publication
from convivial.publishing.states import REASONS
from convivial.team import covering, inviting
from convivial.team.models import MemberRole, Membership, User, Workspace
from convivial.today.models import Notice
from convivial.today.notices import growing

from .payloads import LONG, SHORT, cut

# Keys, codes and numbers that the house itself writes and nobody else can: they are looked up, never free words.
OURS = frozenset({
    "about", "access", "access_reason", "act", "address_hash", "answer", "aside", "begins_on", "browser", "chain",
    "code", "ends_on", "fingerprint", "key", "kind", "language", "mime", "network", "outcome", "password", "place",
    "reason",
    "remote_id", "renewing_by", "sealed", "session_key", "sha256", "slug", "state", "theme", "thing", "thing_code",
    "thumbnail_mime", "token", "type", "verdict", "wall_time", "way", "worker", "zone",
})  # fmt: skip
ORDINARY = {"wall_time": "2026-11-26T09:00", "zone": "Europe/Berlin"}  # for rows that nobody has made yet
OUR_NAMES = frozenset({
    "content.Tie.pillar", "content.Tie.persona", "content.Tie.objective", "content.Tie.stage",
    "meeting.Judgement.objective", "meeting.Words.part", "mirror.PastPost.shape", "results.Figure.name",
    "strategy.Answer.check_key", "strategy.Answer.said", "strategy.Answer.scope", "strategy.Change.noun",
    "strategy.Change.part_code", "strategy.Funnel.model",
    "strategy.Finding.chapter", "strategy.Finding.check_key", "strategy.Finding.said", "strategy.Finding.scope",
    "strategy.Hypothesis.kpi", "strategy.Progress.tactic_code", "strategy.Purpose.currency",
    "strategy.TypedFigure.batch", "strategy.TypedFigure.part_code", "strategy.Version.starting_set",
    "team.MemberRole.name", "work.Duty.name",
})  # fmt: skip
OUR_KINDS = frozenset({"CodeOf", "CodesOf", "KpiKey", "Network", "Several"})  # fields of the strategy that choose
OUR_JSON = frozenset({
    "meeting.Closing.told", "mirror.Drawn.shown", "mirror.PastPost.figures", "team.Invitation.roles",
    "mfa.Authenticator.data", "publishing.Publication.prepared",
    "strategy.Finding.row",
})  # fmt: skip
ADDRESSES = frozenset({"address", "server", "image"})  # adapters and forms let http addresses through alone
ELSEWHERE = frozenset({"team.RecordedAddress", "journal.Line"})  # judged at its form; never changed
NEVER_HERE = frozenset({  # rows that only processes and networks make, and no page shows a word of
    "account.EmailConfirmation", "content.Tidying", "journal.Aside", "journal.Head", "journal.PersonKey",
    "mfa.Authenticator", "networks.AppKey", "networks.Connecting", "networks.Secret", "strategy.Finding",
    "work.Canary", "work.Duty", "work.Home", "work.Worker",
})  # fmt: skip

_numbers = count()


def build() -> Cast:
    """The fictional world, and then what became of it."""
    cast = world.build(posts=40)
    everybody_may_everything(cast)
    through_the_acts(cast)
    what_is_rare(cast)
    for model in ours():
        invent(model, cast)
    for model in ours():
        overwrite(model)
    with patch.object(growing, "mail_is_set_up", lambda: True):
        growing.grow(cast.harbour.pk)
    _fill_rows(Notice)
    return cast


def everybody_may_everything(cast: Cast) -> None:
    """Ana has every role, and each role has a person of its own."""
    from convivial.team.acts import ROLES

    for role in ROLES:
        person = User.objects.create(email=f"{role}@walls.example", name=role, password=cast.ben.password)
        alone = Membership.objects.create(workspace=cast.harbour, user=person)
        MemberRole.objects.create(membership=alone, name=role)
        MemberRole.objects.get_or_create(membership=cast.harbour.memberships.get(user=cast.ana), name=role)


def through_the_acts(cast: Cast) -> None:
    """What people can do with such words by themselves: write, describe, ask, answer, offer, invite."""
    practice = cast.harbour.channels.get(network=Channel.PRACTICE)
    picture = media.add(cast.harbour, cast.ben, LONG[1], landscape(3))
    for words in LONG:
        with suppress(ContentError, PermissionDenied, inviting.Closed):
            post = writing.start(cast.harbour, cast.ben, words)
            variant = writing.add_channel(post, cast.ben, practice)
            writing.write_variant(variant, cast.ben, words, variant.revision)
            writing.describe(writing.add_picture(post, cast.ben, picture), cast.ben, cut(words, 1900))
            approving.ask(post, cast.ben, note=cut(words, 450))
    for words in SHORT[:6]:
        with suppress(ContentError):
            approving.not_yet(_asked(cast), cast.cleo, words)
        draft = writing.start(cast.harbour, cast.theo, words)
        writing.add_channel(draft, cast.theo, practice)
        with suppress(ContentError):
            offering.offer(draft, cast.theo)
            offering.give_back(draft, cast.ana, words)
    for number, words in enumerate(SHORT[:4]):
        inviting.invite(cast.harbour, cast.ana, f"zzx{number}@evil.example", ["viewer"], cut(words, 80))
    hold_all(cast.ana, cut(SHORT[0], 300), cast.harbour)


def _asked(cast: Cast) -> Post:
    return approving.awaiting(cast.harbour).exclude(post__author=cast.cleo)[0].post


def what_is_rare(cast: Cast) -> None:
    """Rows that take a network, a stranger's page or much time to come about."""
    practice = cast.harbour.channels.get(network=Channel.PRACTICE)
    for number, _ in enumerate(SHORT):
        seen = PracticePost.objects.create(channel=practice, key=f"zzx{number}", language="en", posted_at=now())
        PracticePicture.objects.create(post=seen, position=0, content=b"x", mime="image/png", width=1, height=1)
    AllowedHost.objects.create(host="a.example", port=80, why="x", by=cast.ivo)
    for network in ("mastodon", "bluesky"):
        arrival = Arrival(workspace=cast.harbour, user=cast.ana, browser="", network=network, account={})
        arrival.keep({})
        arrival.save()
    posts = list(Post.objects.filter(workspace=cast.harbour))
    for post in posts[:3]:
        PastWords.objects.create(post=post, text="x", by=cast.ben, at=now())
        links.promise(post, cast.ben, "https://harbour.example/", now() + timedelta(days=2))
    for number in range(len(posts)):
        LinkLook.objects.create(
            workspace=cast.harbour, address_hash=f"zzx{number}", verdict="opens", looked_at=now(),
            address=f"https://harbour.example/{number}",
        )  # fmt: skip
    here = cast.harbour.memberships
    days = covering.Days(now().date(), now().date() + timedelta(days=9), "Europe/Berlin")
    wish = covering.Wish(days, here.get(user=cast.mina), lends_yes=True, note="x")
    covering.set_away(here.get(user=cast.theo), cast.ana, wish)
    EmailAddress.objects.create(user=cast.ana, email=cast.ana.email, verified=True, primary=True)
    UserSession.objects.create(user=cast.ana, ip="192.0.2.1", session_key="x" * 32, user_agent="x")
    _every_reason(cast)


def _every_reason(cast: Cast) -> None:
    rows = list(Publication.objects.filter(workspace=cast.harbour))
    for row, reason in zip(rows, [*REASONS, *REASONS], strict=False):
        row.reason = reason
        row.save(update_fields=["reason"])
        Look.objects.create(publication=row, at=now(), answer="found", detail={"why": "x"})
    for number, row in enumerate(rows[:30]):
        record(
            "publication.hold", workspace=cast.harbour.pk, by=cast.mina.pk, thing="publication", code=row.code,
            why=SHORT[number % len(SHORT)], reason="by_person",
        )  # fmt: skip
    for act in ("publication.fail", "channel.withdraw", "post.approve", "publication.unknown", "post.submit"):
        record(act, workspace=cast.harbour.pk, by=cast.ben.pk, thing="post", code=rows[0].variant.post.code,
               why=SHORT[0], reason=SHORT[1], whom=SHORT[2], zone=SHORT[0], address=SHORT[3])  # fmt: skip


def ours() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if model.__module__.startswith("convivial.") or model._meta.app_label in ("account", "usersessions"):
            yield model


def free_fields(model: type[models.Model]) -> list[Any]:
    """The fields that hold words of somebody."""
    return [
        field for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not field.choices
        and field.name not in OURS and type(field).__name__ not in OUR_KINDS
        and f"{model._meta.label}.{field.name}" not in OUR_NAMES | OUR_JSON
    ]  # fmt: skip


def invent(model: type[models.Model], cast: Cast) -> models.Model | None:
    """The first row, or one that fits where nobody has made any: at Harbour Coffee, by Ana, each choice the first."""
    found = model._base_manager.first()
    if found or model._meta.label in ELSEWHERE | NEVER_HERE:
        return found
    values = {field.name: _fitting(field, cast) for field in model._meta.concrete_fields if not field.primary_key}
    with suppress(IntegrityError, ValidationError), transaction.atomic():
        row = model(**{name: value for name, value in values.items() if value is not None})
        return model._base_manager.bulk_create([row])[0]  # as it lies in the table, past whoever guards the way in
    return None


def _fitting(field: Any, cast: Cast) -> Any:
    if field.is_relation:
        known = {User: cast.ana, Workspace: cast.harbour}
        return known.get(field.related_model) or (None if field.null else invent(field.related_model, cast))
    if field.has_default() or field.null:
        return None
    if field.choices:
        return field.choices[0][0]
    if field.name in ORDINARY:
        return ORDINARY[field.name]
    kinds = (
        (models.DateTimeField, now()), (models.DateField, now().date()), (models.TimeField, now().time()),
        (models.BooleanField, False), (models.JSONField, {}), (models.DurationField, timedelta(days=1)),
    )  # fmt: skip
    for kind, value in kinds:  # a date and time is a date, too: the order counts
        if isinstance(field, kind):
            return value
    return "x" if isinstance(field, (models.CharField, models.TextField)) else 1


def overwrite(model: type[models.Model]) -> None:
    if model._meta.label not in ELSEWHERE | NEVER_HERE and free_fields(model):
        _fill_rows(model)


def _fill_rows(model: type[models.Model]) -> None:
    everything = model._base_manager
    for row in everything.all():
        values = {field.attname: _word(model, field, row) for field in free_fields(model)}
        everything.filter(pk=row.pk).update(**values)


def _word(model: type[models.Model], field: Any, row: models.Model) -> Any:
    number, label = next(_numbers), f"{model._meta.label}.{field.name}"
    if isinstance(field, models.JSONField):
        return _leaves(label, getattr(row, field.attname), number)
    if isinstance(field, models.EmailField):
        return f'"{cut(SHORT[number % 6], 60)}"{row.pk}@evil.example'
    if field.name in ADDRESSES and label != "content.LinkPromise.address" or label == "networks.Channel.server":
        return cut(f"https://evil.example/{row.pk}/{SHORT[number % len(SHORT)]}", field.max_length)
    if field.max_length:
        return cut(SHORT[number % len(SHORT)], field.max_length)
    return LONG[number % len(LONG)]


SAID = frozenset({"label", "name", "note", "statement", "text", "what", "why"})
SHAPES: dict[str, Any] = {
    "networks.Arrival.account": {"remote_id": "1", "handle": "", "name": "", "address": "https://evil.example/",
                                 "server": "https://evil.example", "limits": {}},
    "networks.PracticePost.card": {"address": "https://evil.example/", "title": "", "description": ""},
    "publishing.Publication.reason_params": {"why": "", "address": "", "network": ""},
    "publishing.Attempt.detail": {"why": "", "said": ""},
    "publishing.Look.detail": {"why": "", "said": ""},
    "results.Observation.raw": {"zzx": ""},
}  # fmt: skip


def _leaves(label: str, value: Any, number: int) -> Any:
    """The same shape with such words at its ends; numbers and our own keys stay."""
    if label == "networks.Channel.limits":
        return value
    if label.startswith("strategy.Change."):
        return {key: cut(SHORT[number % len(SHORT)], 60) if key in SAID else kept for key, kept in value.items()}
    return _dreadful(SHAPES.get(label, value), number)


def _dreadful(value: Any, number: int, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _dreadful(each, number + place, key) for place, (key, each) in enumerate(value.items())}
    if isinstance(value, list):
        return [_dreadful(each, number + place, name) for place, each in enumerate(value)]
    if isinstance(value, str) and name not in OURS | {"remote_id", "server"}:
        words = SHORT[number % len(SHORT)]
        return f"https://evil.example/{words}" if name in ADDRESSES or value.startswith("http") else words
    return value


def unfilled() -> list[str]:
    """Models that hold words of somebody and have no row in this house."""
    return [
        model._meta.label for model in ours()
        if free_fields(model) and model._meta.label not in ELSEWHERE | NEVER_HERE and not model._base_manager.exists()
    ]  # fmt: skip
