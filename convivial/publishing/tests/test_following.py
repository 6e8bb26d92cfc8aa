"""What goes along with a publication: looks at links, uploads ahead, taking down. None of it sends."""

from datetime import timedelta

import pytest

from convivial.content import links
from convivial.content.links import Look
from convivial.lib.now import now, wall
from convivial.networks.errors import Refused, TryLater
from convivial.publishing import scheduling, standing
from convivial.publishing.models import LinkWatch, Preparation, Publication, Removal
from convivial.publishing.sending import sender as sending
from convivial.publishing.tending import following
from convivial.work import kinds
from convivial.work.due import ERRORS, claim, free
from convivial.work.patience import patience

from .conftest import Stage, journalled

State = Publication.State
FERRY = "https://harbour.example/ferry"


class Web:
    """Every page of the world, as it is just now."""

    def __init__(self) -> None:
        self.verdict = "opens"
        self.opened: list[str] = []

    async def open_links(self, addresses: list[str], with_page: bool = True) -> dict[str, Look]:
        self.opened += addresses
        return {address: Look(self.verdict) for address in addresses}


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Web:
    there = Web()
    monkeypatch.setattr(following, "open_links", there.open_links)
    monkeypatch.setattr(sending, "open_links", there.open_links)
    return there


def scheduled(stage: Stage, text: str, after: timedelta) -> Publication:
    post = stage.post(stage.channel(), text=text)
    return scheduling.schedule(post, stage.cast.ben, wall(now() + after, "Europe/Berlin"), "Europe/Berlin")[0]


def test_links_are_opened_at_once_a_day_before_an_hour_before_and_ten_minutes_before(stage: Stage, web: Web) -> None:
    publication = scheduled(stage, f"Come: {FERRY}", timedelta(days=3))
    moments = []
    while (due_at := LinkWatch.objects.get().due_at) is not None and due_at < publication.due_at:
        moments.append(publication.due_at - due_at)
        stage.clock.move_to(due_at)
        stage.do("link_watch")
    assert moments == [timedelta(days=3), timedelta(hours=24), timedelta(hours=1), timedelta(minutes=10)]
    assert web.opened == [FERRY] * 4


def test_links_are_opened_once_a_week_for_four_weeks_after_it_went_out(stage: Stage, web: Web) -> None:
    publication = scheduled(stage, f"Come: {FERRY}", timedelta(minutes=5))
    stage.do("link_watch")
    stage.wait(timedelta(minutes=5))
    stage.round()
    web.opened, web.verdict, weeks = [], "gone", 0
    while due_at := LinkWatch.objects.get().due_at:
        stage.clock.move_to(due_at)
        stage.do("link_watch")
        weeks += 1
    assert (weeks, due_at) == (4, None)
    assert web.opened == [FERRY] * 4
    assert links.verdicts(stage.cast.harbour.pk, [FERRY])[FERRY].verdict == "gone"
    publication.refresh_from_db()
    assert publication.state == State.PUBLISHED


def test_links_of_what_was_taken_down_are_left_alone(stage: Stage, web: Web) -> None:
    publication = scheduled(stage, f"Come: {FERRY}", timedelta(minutes=5))
    stage.do("link_watch")
    stage.wait(timedelta(minutes=5))
    stage.round()
    publication.refresh_from_db()
    scheduling.take_down(publication, stage.cast.ben)
    stage.do("removal")
    web.opened = []
    stage.wait(timedelta(days=8))
    stage.do("link_watch")
    assert (web.opened, LinkWatch.objects.get().due_at) == ([], None)


@pytest.mark.parametrize("verdict", sorted(links.HOLDS))
def test_a_page_that_is_surely_gone_puts_it_on_hold_long_before(stage: Stage, web: Web, verdict: str) -> None:
    publication = scheduled(stage, f"Come: {FERRY}", timedelta(days=3))
    web.verdict = verdict
    stage.do("link_watch")
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, f"link_{verdict}")
    assert publication.reason_params == {"address": FERRY}
    assert journalled(publication) == ["publication.stop"]


@pytest.mark.parametrize("verdict", sorted(links.WARNS))
def test_a_page_that_could_not_be_told_only_warns(stage: Stage, web: Web, verdict: str) -> None:
    publication = scheduled(stage, f"Come: {FERRY}", timedelta(minutes=30))
    web.verdict = verdict
    stage.do("link_watch")
    stage.wait(timedelta(minutes=30))
    stage.round()
    publication.refresh_from_db()
    assert publication.state == State.PUBLISHED


def test_at_the_moment_of_sending_only_what_is_stale_is_opened_again(stage: Stage, web: Web) -> None:
    scheduled(stage, f"Come: {FERRY}", timedelta(minutes=9))
    stage.do("link_watch")
    stage.wait(timedelta(minutes=9))
    stage.round()
    assert web.opened == [FERRY]
    assert len(stage.network.made) == 1


def test_what_nobody_looked_at_is_opened_before_it_goes_out(stage: Stage, web: Web) -> None:
    publication = scheduled(stage, f"Come: {FERRY}", timedelta(minutes=30))
    stage.wait(timedelta(minutes=30))
    web.verdict = "not_found"
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.ON_HOLD, "link_not_found")
    assert stage.network.made == []


def test_a_page_that_opens_at_nine_is_tried_until_it_does(stage: Stage, web: Web) -> None:
    publication = scheduled(stage, f"Come: {FERRY}", timedelta(minutes=30))
    links.promise(publication.variant.post, stage.cast.ben, FERRY, publication.due_at)
    web.verdict = "not_found"
    stage.do("link_watch")
    publication.refresh_from_db()
    assert publication.state == State.SCHEDULED
    stage.wait(timedelta(minutes=30))
    stage.round()
    publication.refresh_from_db()
    assert (publication.state, publication.reason) == (State.SCHEDULED, "promised_page")
    web.verdict = "opens"
    stage.wait_for_step(publication)
    stage.round()
    publication.refresh_from_db()
    assert publication.state == State.PUBLISHED


def test_a_promised_page_that_stays_shut_for_a_quarter_of_an_hour_asks_a_person(stage: Stage, web: Web) -> None:
    publication = scheduled(stage, f"Come: {FERRY}", timedelta(minutes=30))
    links.promise(publication.variant.post, stage.cast.ben, FERRY, publication.due_at)
    web.verdict = "not_found"
    stage.wait(timedelta(minutes=30))
    while publication.state == State.SCHEDULED:
        stage.round()
        stage.wait_for_step(publication) if Publication.objects.get().try_at else publication.refresh_from_db()
        assert now() < publication.due_at + timedelta(minutes=20)
    assert (publication.state, publication.reason) == (State.ON_HOLD, "promise_broken")
    assert stage.network.made == []


@pytest.fixture
def pictured(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Publication:
    """A publication whose edition names a picture; its bytes do not matter here."""
    from convivial.networks.messages import Outgoing, Picture
    from convivial.publishing.sending.due import Row

    def wrapped(publication: Row) -> Outgoing:
        picture = Picture(b"png", "image/png", 1, 1, "A ferry")
        return Outgoing(publication.key, publication.edition.text, "en", publication.due_at, (picture,))

    monkeypatch.setattr(following, "compose", wrapped)
    monkeypatch.setattr(sending, "compose", wrapped)
    publication = scheduled(stage, "A ferry at six.", timedelta(minutes=30))
    type(publication.edition).objects.update(pictures=[{"media": 1, "sha256": "0", "alt": "A ferry"}])
    publication.edition.refresh_from_db()
    from convivial.publishing.tending.accompanying import accompany

    accompany([publication])
    return publication


def test_pictures_are_uploaded_ten_minutes_before_and_used_at_the_due_second(
    stage: Stage, pictured: Publication
) -> None:
    stage.do("preparation")
    assert stage.network.prepares == []
    stage.wait(timedelta(minutes=20))
    stage.do("preparation")
    stage.wait(timedelta(minutes=10))
    stage.round()
    assert len(stage.network.prepares) == 1
    assert stage.network.given == [{"media": "1"}]


def test_uploads_that_fail_are_made_by_the_sending(
    stage: Stage, pictured: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuses(*args: object) -> None:
        raise Refused("picture_refused")

    monkeypatch.setattr(type(stage.network), "prepare", refuses)
    stage.wait(timedelta(minutes=20))
    stage.do("preparation")
    assert Preparation.objects.get().due_at is None
    stage.wait(timedelta(minutes=10))
    stage.round()
    pictured.refresh_from_db()
    assert (pictured.state, pictured.reason) == (State.FAILED, "refused")


def test_a_published_post_is_taken_down_once(stage: Stage) -> None:
    publication = stage.due()
    stage.round()
    publication.refresh_from_db()
    scheduling.take_down(publication, stage.cast.ben)
    scheduling.take_down(publication, stage.cast.ben)
    stage.do("removal")
    stage.do("removal")
    assert stage.network.removed == ["r1"]
    assert Removal.objects.get().done_at is not None
    assert journalled(publication) == ["publication.publish", "publication.remove", "publication.take_down"]


def test_taking_down_that_fails_says_why_and_can_be_asked_for_again(stage: Stage) -> None:
    publication = stage.due()
    stage.round()
    publication.refresh_from_db()
    stage.network.on_remove = Refused("not_there")
    scheduling.take_down(publication, stage.cast.ben)
    stage.do("removal")
    assert Removal.objects.get().reason == "not_there"
    stage.network.on_remove = None
    scheduling.take_down(publication, stage.cast.ben)
    stage.do("removal")
    assert stage.network.removed == ["r1"]


def test_a_busy_network_is_asked_to_take_down_later(stage: Stage) -> None:
    publication = stage.due()
    stage.round()
    publication.refresh_from_db()
    stage.network.on_remove = TryLater("busy", retry_after=timedelta(minutes=3))
    scheduling.take_down(publication, stage.cast.ben)
    stage.do("removal")
    assert Removal.objects.get().due_at >= now() + timedelta(minutes=3)


def asked_to_take_down(stage: Stage) -> Publication:
    publication = stage.due()
    stage.round()
    publication.refresh_from_db()
    scheduling.take_down(publication, stage.cast.ben)
    return publication


def end_workers_over_it(stage: Stage, times: int) -> None:
    for number in range(times):
        assert claim(Removal, f"lost-{number}", 8, now(), patience().lease)
        free(Removal, [f"lost-{number}"])


def test_taking_down_that_ended_three_workers_is_told_to_a_person_who_can_try_again(stage: Stage) -> None:
    publication = asked_to_take_down(stage)
    end_workers_over_it(stage, 2)
    kinds.kind("removal").heal()
    assert Removal.objects.get().due_at is not None
    end_workers_over_it(stage, 1)
    kinds.kind("removal").heal()
    kinds.kind("removal").heal()
    removal = Removal.objects.get()
    assert (removal.reason, removal.due_at, removal.done_at) == ("stumbled", None, None)
    assert journalled(publication)[1:] == ["publication.remove", "publication.remain"]
    told = Publication.objects.annotate(word=standing.word()).get(pk=publication.pk)
    assert told.word == standing.STILL_THERE
    scheduling.take_down(publication, stage.cast.mina)
    stage.do("removal")
    assert stage.network.removed == ["r1"]


def test_a_worker_that_lives_is_not_given_up(stage: Stage) -> None:
    asked_to_take_down(stage)
    end_workers_over_it(stage, 2)
    Removal.objects.update(deaths=3)
    assert not claim(Removal, "late", 8, now(), patience().lease)
    Removal.objects.update(worker="lives", lease_until=now() + patience().lease)
    kinds.kind("removal").heal()
    assert Removal.objects.get().due_at is not None


def test_our_own_mistakes_while_taking_down_end_with_a_person(stage: Stage) -> None:
    publication = asked_to_take_down(stage)
    stage.network.on_remove = ValueError("a mistake of ours")
    for _ in range(ERRORS):
        stage.clock.move_to(Removal.objects.get().due_at or now())
        stage.do("removal")
        kinds.kind("removal").heal()
    assert Removal.objects.get().reason == "stumbled"
    assert journalled(publication)[-1] == "publication.remain"


def test_a_network_that_stays_busy_ends_with_a_person(stage: Stage) -> None:
    publication = asked_to_take_down(stage)
    stage.network.on_remove = TryLater("busy", retry_after=timedelta(minutes=21))
    for _ in range(4):
        stage.clock.move_to(Removal.objects.get().due_at or now())
        stage.do("removal")
    assert (Removal.objects.get().reason, Removal.objects.get().due_at) == ("busy", None)
    assert journalled(publication)[-1] == "publication.remain"


def test_what_follows_never_sends_again(stage: Stage, web: Web) -> None:
    publication = scheduled(stage, f"Come: {FERRY}", timedelta(minutes=5))
    stage.do("link_watch")
    stage.wait(timedelta(minutes=5))
    stage.round()
    LinkWatch.objects.update(due_at=now())
    for kind in ("link_watch", "preparation", "removal"):
        stage.do(kind)
    stage.round()
    publication.refresh_from_db()
    assert len(stage.network.made) == 1
    assert publication.state == State.PUBLISHED
