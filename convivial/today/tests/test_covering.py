"""What waits for somebody who is away reaches the colleague, and comes back by itself."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from convivial.content import approving, editions, writing
from convivial.content.models import Approval, Post
from convivial.demo.cast import Cast
from convivial.journal.feed import feed
from convivial.journal.recording import record
from convivial.networks import answering
from convivial.networks.models import Channel
from convivial.networks.practising import open_practice
from convivial.team import covering
from convivial.team.access import forget
from convivial.team.covering import Days, Wish
from convivial.team.models import Cover, User
from convivial.today.models import Letter, Notice
from convivial.today.notices import growing, reading

from .test_today import plan

As = Callable[[User], Client]
MONDAY = datetime(2026, 12, 7, 11, tzinfo=UTC)


class Clock:
    at = MONDAY

    def to(self, *moment: int) -> None:
        self.at = datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    here = Clock()
    monkeypatch.setattr(timezone, "now", lambda: here.at)
    return here


def away(cast: Cast, person: User, colleague: User, **more: Any) -> Cover:
    here = cast.harbour.memberships
    days = Days(date(2026, 12, 7), date(2026, 12, 9), "Europe/Berlin")
    return covering.set_away(here.get(user=person), person, Wish(days, here.get(user=colleague), **more))


def asked(cast: Cast, author: User, words: str) -> Post:
    channel = open_practice(cast.harbour, cast.ana)
    post = writing.start(cast.harbour, author, words)
    writing.add_channel(post, author, channel)
    approving.ask(post, author)
    return post


def grown() -> None:
    for workspace in growing.behind():
        growing.grow(workspace)


def told(person: User, act: str = "post.submit") -> list[Notice]:
    return list(Notice.objects.filter(person=person, act=act).order_by("id"))


def page(browser: Client, path: str = "/w/harbour/") -> str:
    return browser.get(path).content.decode()


def test_cleo_is_away_mina_says_yes_and_afterwards_it_is_cleos_again(cast: Cast, as_: As, clock: Clock) -> None:
    approving.set_rule(cast.harbour, cast.ana, True)
    said = {"begins_on": "2026-12-07", "ends_on": "2026-12-09", "zone": "Europe/Berlin", "lends_yes": "on"}
    as_(cast.cleo).post("/w/harbour/team/away/", {**said, "colleague": cast.mina.code, "note": "Mind the lamp."})
    post = asked(cast, cast.ben, "The ferry at six")
    grown()
    (notice,) = told(cast.mina)
    assert notice.in_place_of == cast.cleo
    assert "you cover for Cleo" in reading.told(cast.harbour, [notice])[0]["more"]
    assert "Mina covers" in str(reading.told(cast.harbour, told(cast.mina, "cover.set"))[0]["sentence"])
    today = page(as_(cast.mina))
    assert "You cover for Cleo until 9 December" in today
    assert "Mind the lamp." in today
    assert "1 post waits for Cleo’s yes" in today
    assert "You cover for" not in page(as_(cast.ben))
    assert "The ferry at six" in page(as_(cast.mina), "/w/harbour/approvals/")
    forget(cast.mina)
    approving.approve(post, cast.mina)
    assert Approval.objects.get().by == cast.mina
    assert "said yes to" in feed(cast.harbour).lines[0].sentence
    assert "in the place of Cleo" in feed(cast.harbour).lines[0].sentence

    clock.to(2026, 12, 9, 23)
    forget(cast.mina)
    asked(cast, cast.ben, "Rain menu")
    grown()
    assert len(told(cast.mina)) == 1
    assert [one.in_place_of for one in told(cast.cleo)] == [None, None]
    assert "You cover for" not in page(as_(cast.mina))
    assert not approving.may_approve(User.objects.get(pk=cast.mina.pk), post)


def test_nobody_says_yes_to_a_post_of_their_own_by_covering(cast: Cast, as_: As) -> None:
    away(cast, cast.cleo, cast.ben, lends_yes=True)
    post = asked(cast, cast.ben, "The ferry at six")
    assert not approving.may_approve(cast.ben, post)
    assert [person.name for person in approving.others_who_may(post)] == ["Cleo"]
    told_to = as_(cast.ben).post(f"/w/harbour/posts/{post.code}/approve/")
    assert told_to.status_code != 500
    assert not Approval.objects.exists()
    waits = as_(cast.ben).get(f"/w/harbour/posts/{post.code}/").content.decode()
    assert "and nobody else may say yes to it." in waits
    assert "Cleo is away until" in waits


def test_whoever_covers_is_not_asked_about_her_own_words(cast: Cast, as_: As) -> None:
    approving.set_rule(cast.harbour, cast.ana, True)
    away(cast, cast.cleo, cast.mina, lends_yes=True)
    other, post = asked(cast, cast.ben, "Rain menu"), asked(cast, cast.ben, "The ferry at six")
    forget(cast.mina)
    writing.write(post, cast.mina, "The ferry at seven", post.revision)
    today = page(as_(cast.mina))
    assert "“Rain menu” waits for your yes" in today
    assert "“The ferry at seven” waits for your yes" not in today
    assert '<span class="rail__count">1<' in today
    approvals = page(as_(cast.mina), "/w/harbour/approvals/")
    assert "Cleo answers this one." in approvals
    assert f"/posts/{other.code}/approve/" in approvals.split("Cleo answers this one.")[0]
    assert f"/posts/{post.code}/approve/" not in approvals
    assert "Cleo approves" in page(as_(cast.ben), f"/w/harbour/posts/{post.code}/")
    assert "Cleo or Mina approves" in page(as_(cast.ben), f"/w/harbour/posts/{other.code}/")


def test_whoever_covers_hears_nothing_of_a_question_about_her_own_words(cast: Cast) -> None:
    approving.set_rule(cast.harbour, cast.ana, True)
    away(cast, cast.cleo, cast.mina, lends_yes=True)
    post = asked(cast, cast.ben, "The ferry at six")
    grown()
    assert [one.in_place_of for one in told(cast.mina)] == [cast.cleo]
    writing.write(post, cast.mina, "The ferry at seven", post.revision)
    approving.ask(post, cast.ben, "Now it is right")
    grown()
    assert len(told(cast.mina)) == 1
    assert len(told(cast.cleo)) == 2


def test_an_approver_who_covers_says_yes_in_nobodys_place(cast: Cast) -> None:
    here = cast.harbour.memberships.get(user=cast.mina)
    here.roles.create(name="approver")
    away(cast, cast.cleo, cast.mina, lends_yes=True)
    post = asked(cast, cast.ben, "The ferry at six")
    approving.approve(post, cast.mina)
    assert "in the place of" not in feed(cast.harbour).lines[0].sentence
    grown()
    assert [one.in_place_of for one in told(cast.mina)] == [None]


def test_trouble_reaches_the_colleague_who_may_deal_with_it(cast: Cast) -> None:
    row = plan(cast.harbour, cast.ben, "Rain menu", "2026-12-07T08:30", "failed", "refused")
    row.scheduled_by = cast.ben
    row.save()
    away(cast, cast.ben, cast.mina)
    record("publication.fail", workspace=cast.harbour.pk, thing="publication", code=row.code)
    grown()
    assert [one.in_place_of for one in told(cast.mina, "publication.fail")] == [cast.ben]
    assert [one.in_place_of for one in told(cast.ben, "publication.fail")] == [None]


def test_what_the_colleague_may_not_do_is_not_passed_on(cast: Cast) -> None:
    row = plan(cast.harbour, cast.ben, "Rain menu", "2026-12-07T08:30", "failed", "refused")
    row.scheduled_by = cast.ben
    row.save()
    away(cast, cast.ben, cast.greta)
    record("publication.fail", workspace=cast.harbour.pk, thing="publication", code=row.code)
    record("channel.withdraw", workspace=cast.harbour.pk, thing="channel", code="abc")
    grown()
    assert told(cast.greta, "publication.fail") == told(cast.greta, "channel.withdraw") == []


def test_mails_pause_for_who_is_covered(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "mail_is_set_up", lambda: True)
    away(cast, cast.cleo, cast.mina, lends_yes=True)
    asked(cast, cast.ben, "The ferry at six")
    grown()
    assert set(Letter.objects.values_list("person", flat=True)) == {cast.mina.pk}
    assert len(told(cast.cleo)) == 1


def test_the_brief_says_what_waits_what_goes_out_and_who_answers(cast: Cast, as_: As) -> None:
    cover = away(cast, cast.cleo, cast.mina, lends_yes=True, note="Mind the lamp.")
    asked(cast, cast.ben, "The ferry at six")
    row = plan(cast.harbour, cast.ben, "Rain menu", "2026-12-08T08:30")
    later = plan(cast.harbour, cast.ben, "Snow menu", "2026-12-12T08:30")
    channel = Channel.objects.get(pk=row.channel_id)
    answering.set_duty(channel, cast.ana, "weekends", [cast.cleo])
    told_page = page(as_(cast.mina), f"/w/harbour/team/covers/{cover.code}/brief/")
    for words in ("While Cleo is away", "Mina covers", "Mind the lamp.", "The ferry at six", "Rain menu"):
        assert words in told_page
    assert "Cleo answers at weekends" in told_page
    assert later.variant.post.text not in told_page
    assert f"/covers/{cover.code}/brief/" in page(as_(cast.greta), "/w/harbour/team/")


def test_the_brief_of_a_workspace_is_nobody_elses(cast: Cast, as_: As) -> None:
    cover = away(cast, cast.cleo, cast.mina)
    for stranger in (cast.zoe, cast.ivo, cast.omar):
        assert as_(stranger).get(f"/w/harbour/team/covers/{cover.code}/brief/").status_code == 404
    assert as_(cast.omar).get(f"/w/museum/team/covers/{cover.code}/brief/").status_code == 404
    empty = page(as_(cast.mina), f"/w/harbour/team/covers/{cover.code}/brief/")
    assert "Nothing waits at the moment." in empty
    assert "Nothing is planned for these days yet." in empty
    covering.end(cover, cast.cleo)
    assert as_(cast.mina).get(f"/w/harbour/team/covers/{cover.code}/brief/").status_code == 404


def test_the_brief_takes_few_questions(cast: Cast, as_: As, django_assert_max_num_queries: Any) -> None:
    cover = away(cast, cast.cleo, cast.mina, lends_yes=True)
    for number in range(3):
        asked(cast, cast.ben, f"Post {number}")
        plan(cast.harbour, cast.ben, f"Menu {number}", "2026-12-08T08:30")
    browser = as_(cast.mina)
    page(browser, f"/w/harbour/team/covers/{cover.code}/brief/")
    with django_assert_max_num_queries(12):
        page(browser, f"/w/harbour/team/covers/{cover.code}/brief/")


def test_editions_stay_what_they_were(cast: Cast) -> None:
    """A yes given while covering holds after the cover has ended."""
    approving.set_rule(cast.harbour, cast.ana, True)
    cover = away(cast, cast.cleo, cast.mina, lends_yes=True)
    post = asked(cast, cast.ben, "The ferry at six")
    approving.approve(post, cast.mina)
    covering.end(cover, cast.cleo)
    frozen = {edition.pk for edition in editions.freeze(post)}
    assert approving.cleared(frozen) == frozen
